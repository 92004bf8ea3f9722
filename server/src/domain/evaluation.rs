//! What the answers of a campaign amount to: progress, scores, actions. Counts only what is visible.

use super::{
    percent::Percent,
    questionnaire::{Placed, Proposal, Questionnaire},
};
use serde::{Deserialize, Serialize};

/// What was found out about one question, given all answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Hidden questions keep their answer and count for nothing.
    pub visible: bool,
    pub answered: bool,
    /// How far the answer conforms, from 0 to 1; `None` where it is not answered or does not count.
    pub share: Option<f64>,
    /// Actions that the answer calls for.
    pub proposals: Vec<Proposal>,
}

/// Answered questions among those visible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub answered: usize,
    pub visible: usize,
}

impl Progress {
    fn count(&mut self, outcome: &Outcome) {
        self.visible += usize::from(outcome.visible);
        self.answered += usize::from(outcome.visible && outcome.answered);
    }

    /// In percent; a part without visible questions is complete.
    #[expect(clippy::cast_precision_loss, reason = "numbers of questions are small")]
    pub fn percent(self) -> Percent {
        Percent::of(self.answered as f64, self.visible as f64).unwrap_or(Percent::FULL)
    }

    /// Nothing visible is left unanswered.
    pub fn is_complete(self) -> bool {
        self.answered == self.visible
    }
}

/// The figures of one theme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeEvaluation {
    pub key: String,
    /// From the answers alone; `None` where nothing that counts was answered.
    pub initial: Option<Percent>,
    /// With every action done.
    pub reachable: Option<Percent>,
    pub progress: Progress,
    pub subthemes: Vec<SubthemeEvaluation>,
}

/// The figures of one subtheme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SubthemeEvaluation {
    pub key: String,
    pub progress: Progress,
}

/// An action that the answers call for, with where it comes from and what it brings.
#[derive(Clone, Debug, PartialEq)]
pub struct RaisedAction {
    pub theme: String,
    pub subtheme: String,
    pub question: String,
    pub proposal: Proposal,
    /// What it adds to its theme, in points of percent.
    pub gain: Percent,
}

/// Everything that follows from the answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    /// One for each question, in order.
    pub outcomes: Vec<Outcome>,
    pub themes: Vec<ThemeEvaluation>,
    pub actions: Vec<RaisedAction>,
    pub progress: Progress,
}

impl Evaluation {
    /// Adds up outcomes, one for each question of the questionnaire and in its order.
    pub fn new(questionnaire: &Questionnaire, outcomes: Vec<Outcome>) -> Self {
        let mut evaluation = Self::default();
        let mut placed = questionnaire.questions().zip(&outcomes).peekable();
        for theme in &questionnaire.themes {
            let mut sum = ThemeSum::default();
            let mut subthemes = Vec::with_capacity(theme.subthemes.len());
            for subtheme in &theme.subthemes {
                let mut progress = Progress::default();
                for (question, outcome) in placed.by_ref().take(subtheme.questions.len()) {
                    progress.count(outcome);
                    evaluation.progress.count(outcome);
                    sum.add(question, outcome);
                }
                sum.progress.visible += progress.visible;
                sum.progress.answered += progress.answered;
                subthemes.push(SubthemeEvaluation { key: subtheme.key.clone(), progress });
            }
            let initial = Percent::of(sum.scored, sum.weight);
            let gains: f64 = sum.raised.iter().map(|(_, points)| points).sum();
            evaluation.themes.push(ThemeEvaluation {
                key: theme.key.clone(),
                initial,
                reachable: initial.and_then(|initial| sum.reachable(initial, gains, theme.reachable)),
                progress: sum.progress,
                subthemes,
            });
            evaluation.actions.extend(
                sum.raised
                    .into_iter()
                    .map(|(action, points)| RaisedAction { gain: Percent::of(points, sum.weight).unwrap_or_default(), ..action }),
            );
        }
        drop(placed);
        evaluation.outcomes = outcomes;
        evaluation
    }

    /// Whether the question with this number is visible.
    pub fn is_visible(&self, index: usize) -> bool {
        self.outcomes.get(index).is_some_and(|outcome| outcome.visible)
    }
}

#[derive(Default)]
struct ThemeSum {
    weight: f64,
    scored: f64,
    progress: Progress,
    /// With each action the points of weight it brings.
    raised: Vec<(RaisedAction, f64)>,
}

impl ThemeSum {
    fn add(&mut self, placed: Placed<'_>, outcome: &Outcome) {
        if !outcome.visible {
            return;
        }
        let weight = placed.question.weight;
        let share = outcome.share.map(|share| share.clamp(0.0, 1.0));
        if let Some(share) = share {
            self.weight += weight;
            self.scored += weight * share;
        }
        let mut missing = share.map_or(0.0, |share| 1.0 - share);
        let open = outcome.proposals.iter().filter(|proposal| proposal.gain.is_none()).count();
        let fixed: f64 = outcome.proposals.iter().filter_map(|proposal| proposal.gain).map(|gain| gain.value() / 100.0).sum();
        #[expect(clippy::cast_precision_loss, reason = "numbers of actions are small")]
        let evenly = (missing - fixed).max(0.0) / open.max(1) as f64;
        for proposal in &outcome.proposals {
            let brought = proposal.gain.map_or(evenly, |gain| gain.value() / 100.0).min(missing);
            missing -= brought;
            let action = RaisedAction {
                theme: placed.theme.key.clone(),
                subtheme: placed.subtheme.key.clone(),
                question: placed.question.key.clone(),
                proposal: proposal.clone(),
                gain: Percent::ZERO,
            };
            self.raised.push((action, brought * weight));
        }
    }

    /// What answers already reach stays reached, whatever the script says can be.
    fn reachable(&self, initial: Percent, gains: f64, limit: Percent) -> Option<Percent> {
        let all = Percent::of(self.scored + gains, self.weight)?.value();
        Some(Percent::new(all.min(limit.value()).max(initial.value())))
    }
}

#[cfg(test)]
#[path = "evaluation_tests.rs"]
mod tests;
