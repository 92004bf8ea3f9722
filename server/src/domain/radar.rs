//! The radar: for each theme, where the first evaluation put it and where done actions have brought it.

use super::{
    evaluation::{Evaluation, RaisedAction},
    percent::Percent,
    questionnaire::Questionnaire,
    text::Localised,
};

/// One theme of the radar.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub theme: String,
    pub title: Localised,
    /// The grey curve; `None` where the theme was not answered.
    pub initial: Option<Percent>,
    /// The orange curve; `None` where the theme was not answered.
    pub current: Option<Percent>,
}

/// The two curves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Radar {
    pub axes: Vec<Axis>,
}

impl Radar {
    /// The orange curve is the grey one and the gains of done actions, up to what the theme can reach.
    pub fn new(questionnaire: &Questionnaire, evaluation: &Evaluation, is_done: impl Fn(&RaisedAction) -> bool) -> Self {
        let axes = questionnaire.themes.iter().zip(&evaluation.themes).map(|(theme, figures)| {
            let done = evaluation.actions.iter().filter(|action| action.theme == theme.key && is_done(action));
            let gains: f64 = done.map(|action| action.gain.value()).sum();
            let current = figures.initial.map(|initial| {
                let limit = figures.reachable.unwrap_or(initial);
                Percent::new((initial.value() + gains).min(limit.value()))
            });
            Axis { theme: theme.key.clone(), title: theme.title.clone(), initial: figures.initial, current }
        });
        Self { axes: axes.collect() }
    }

    /// Mean of the answered themes at the first evaluation.
    pub fn initial(&self) -> Option<Percent> {
        Percent::mean(self.axes.iter().filter_map(|axis| axis.initial))
    }

    /// Mean of the answered themes today.
    pub fn current(&self) -> Option<Percent> {
        Percent::mean(self.axes.iter().filter_map(|axis| axis.current))
    }
}
