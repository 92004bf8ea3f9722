//! Scores, progress and the radar as tables.

use super::*;
use crate::domain::{
    answer_value::AnswerKind,
    questionnaire::{Level, Question, Subtheme, Theme},
    radar::Radar,
    text::Localised,
};

fn proposal(key: &str, gain: Option<f64>) -> Proposal {
    Proposal {
        key: key.into(),
        title: Localised::same(key),
        why: Localised::default(),
        article: Localised::default(),
        priority: Level::Medium,
        effort: Level::Low,
        gain: gain.map(Percent::new),
    }
}

/// One theme of one subtheme, a question for each weight.
fn questionnaire(weights: &[f64], reachable: f64) -> Questionnaire {
    let questions = weights.iter().enumerate().map(|(number, weight)| Question {
        key: format!("q{number}"),
        kind: AnswerKind::YesNo,
        text: Localised::same("?"),
        help: Localised::default(),
        article: Localised::default(),
        departments: Vec::new(),
        weight: *weight,
        actions: Vec::new(),
    });
    let subtheme = Subtheme { key: "s".into(), title: Localised::same("s"), questions: questions.collect() };
    let theme =
        Theme { key: "t".into(), title: Localised::same("t"), reachable: Percent::new(reachable), subthemes: vec![subtheme] };
    Questionnaire { key: "test".into(), themes: vec![theme], ..Questionnaire::default() }
}

fn outcome(visible: bool, share: Option<f64>, gains: &[Option<f64>]) -> Outcome {
    let proposals = gains.iter().enumerate().map(|(number, gain)| proposal(&format!("a{number}"), *gain)).collect();
    Outcome { visible, answered: share.is_some(), share, proposals }
}

struct Row {
    about: &'static str,
    weights: &'static [f64],
    limit: f64,
    outcomes: Vec<Outcome>,
    initial: Option<f64>,
    reachable: Option<f64>,
    gains: Vec<f64>,
    progress: (usize, usize),
}

#[test]
fn themes_are_scored_by_what_is_visible_and_answered() {
    let rows = [
        Row {
            about: "nothing answered is unknown, not zero",
            weights: &[1.0, 1.0],
            limit: 100.0,
            outcomes: vec![outcome(true, None, &[]), outcome(true, None, &[])],
            initial: None,
            reachable: None,
            gains: vec![],
            progress: (0, 2),
        },
        Row {
            about: "all answered no is zero",
            weights: &[1.0],
            limit: 100.0,
            outcomes: vec![outcome(true, Some(0.0), &[])],
            initial: Some(0.0),
            reachable: Some(0.0),
            gains: vec![],
            progress: (1, 1),
        },
        Row {
            about: "weights count, and missing shares are what actions bring",
            weights: &[3.0, 1.0],
            limit: 100.0,
            outcomes: vec![outcome(true, Some(0.0), &[None, None]), outcome(true, Some(1.0), &[])],
            initial: Some(25.0),
            reachable: Some(100.0),
            gains: vec![37.5, 37.5],
            progress: (2, 2),
        },
        Row {
            about: "a stated gain comes first, the rest is shared",
            weights: &[1.0],
            limit: 100.0,
            outcomes: vec![outcome(true, Some(0.5), &[Some(30.0), None])],
            initial: Some(50.0),
            reachable: Some(100.0),
            gains: vec![30.0, 20.0],
            progress: (1, 1),
        },
        Row {
            about: "stated gains bring no more than is missing",
            weights: &[1.0],
            limit: 100.0,
            outcomes: vec![outcome(true, Some(0.5), &[Some(40.0), Some(40.0)])],
            initial: Some(50.0),
            reachable: Some(100.0),
            gains: vec![40.0, 10.0],
            progress: (1, 1),
        },
        Row {
            about: "the theme says what is reachable",
            weights: &[1.0],
            limit: 80.0,
            outcomes: vec![outcome(true, Some(0.0), &[None])],
            initial: Some(0.0),
            reachable: Some(80.0),
            gains: vec![100.0],
            progress: (1, 1),
        },
        Row {
            about: "what answers reach stays reached",
            weights: &[1.0],
            limit: 80.0,
            outcomes: vec![outcome(true, Some(1.0), &[])],
            initial: Some(100.0),
            reachable: Some(100.0),
            gains: vec![],
            progress: (1, 1),
        },
        Row {
            about: "hidden questions count for nothing",
            weights: &[1.0, 5.0],
            limit: 100.0,
            outcomes: vec![outcome(true, Some(1.0), &[]), outcome(false, Some(0.0), &[None])],
            initial: Some(100.0),
            reachable: Some(100.0),
            gains: vec![],
            progress: (1, 1),
        },
        Row {
            about: "an answer that does not count is progress without a score",
            weights: &[1.0],
            limit: 100.0,
            outcomes: vec![Outcome { visible: true, answered: true, share: None, proposals: Vec::new() }],
            initial: None,
            reachable: None,
            gains: vec![],
            progress: (1, 1),
        },
        Row {
            about: "a question without weight informs and may still call for action",
            weights: &[0.0],
            limit: 100.0,
            outcomes: vec![outcome(true, Some(0.0), &[None])],
            initial: None,
            reachable: None,
            gains: vec![0.0],
            progress: (1, 1),
        },
    ];
    for row in rows {
        let questionnaire = questionnaire(row.weights, row.limit);
        let evaluation = Evaluation::new(&questionnaire, row.outcomes);
        let theme = &evaluation.themes[0];
        assert_eq!(theme.initial.map(Percent::value), row.initial, "initial: {}", row.about);
        assert_eq!(theme.reachable.map(Percent::tenths), row.reachable, "reachable: {}", row.about);
        let gains: Vec<f64> = evaluation.actions.iter().map(|action| action.gain.tenths()).collect();
        assert_eq!(gains, row.gains, "gains: {}", row.about);
        assert_eq!((theme.progress.answered, theme.progress.visible), row.progress, "progress: {}", row.about);
        assert_eq!(theme.progress, evaluation.progress, "overall progress: {}", row.about);

        let nothing_done = Radar::new(&questionnaire, &evaluation, |_| false);
        assert_eq!(nothing_done.axes[0].current, theme.initial, "orange begins on grey: {}", row.about);
        let all_done = Radar::new(&questionnaire, &evaluation, |_| true);
        let current = all_done.axes[0].current.map(Percent::tenths);
        assert_eq!(current, row.reachable, "all done reaches what is reachable: {}", row.about);
    }
}
