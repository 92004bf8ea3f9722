//! The radar of a programme and its figures as a table, with earlier campaigns laid over it where they are chosen.

use super::plan::{share, whole};
use crate::{
    domain::{access::Member, campaign::Campaign, fault::Fault, id::CampaignId, percent::Percent, radar::Axis},
    export::chart::radar::{AxisFigures, Plot, RadarSvg},
    locale::Texts,
    service::{
        Services, campaign,
        programme::{self, Programme},
    },
};
use askama::Template;

/// What the card of the radar shows.
pub struct RadarView {
    pub svg: String,
    pub current: Option<u8>,
    pub initial: Option<u8>,
    pub axes: Vec<AxisRow>,
    /// What the chosen earlier campaigns are called, in the order of the columns.
    pub earlier: Vec<String>,
    /// Earlier campaigns that can be laid over: identifier, what it is called, whether it is chosen.
    pub choices: Vec<(String, String, bool)>,
}

/// One theme in the table.
pub struct AxisRow {
    pub title: String,
    pub initial: String,
    pub current: String,
    /// Where each chosen earlier campaign had brought it.
    pub earlier: Vec<String>,
}

impl RadarView {
    /// With the earlier campaigns of these identifiers.
    ///
    /// # Errors
    /// `NotFound` where one of them is not there.
    pub fn new(app: &Services, member: &Member, t: Texts, programme: &Programme, compare: &[CampaignId]) -> Result<Self, Fault> {
        let mut choices = Vec::new();
        for other in campaign::list(app, member)? {
            let of = &programme.sheet.campaign;
            if other.id != of.id && other.questionnaire.key == of.questionnaire.key {
                choices.push((other.id.to_string(), named(t, &other), compare.contains(&other.id)));
            }
        }
        let mut earlier = Vec::new();
        for id in compare {
            let wanted = id.to_string();
            let name = choices.iter().find(|(known, _, _)| *known == wanted).map(|(_, name, _)| name.clone());
            earlier.push((name.ok_or(Fault::NotFound)?, programme::of(app, member, *id)?));
        }
        let radar = &programme.radar;
        Ok(Self {
            svg: svg(t, &radar.axes, &earlier)?,
            current: radar.current().map(whole),
            initial: radar.initial().map(whole),
            axes: radar.axes.iter().map(|axis| row(t, axis, &earlier)).collect(),
            earlier: earlier.into_iter().map(|(name, _)| name).collect(),
            choices,
        })
    }
}

/// The figures of a programme alone.
pub fn axes(programme: &Programme, t: Texts) -> Vec<AxisRow> {
    programme.radar.axes.iter().map(|axis| row(t, axis, &[])).collect()
}

/// What a campaign is called among others: when it was validated, or opened.
fn named(t: Texts, campaign: &Campaign) -> String {
    match &campaign.validation {
        Some(validation) => t.one("campaign-validated-on", "date", t.day(&validation.at)),
        None => t.one("campaign-opened", "date", t.day(&campaign.opened_at)),
    }
}

/// Where an earlier campaign had brought a theme; nothing where it had no such theme.
fn reached(programme: &Programme, theme: &str) -> Option<Percent> {
    programme.radar.axes.iter().find(|axis| axis.theme == theme).and_then(|axis| axis.current)
}

fn row(t: Texts, axis: &Axis, earlier: &[(String, Programme)]) -> AxisRow {
    AxisRow {
        title: axis.title.get(t.language).to_owned(),
        initial: share(t, axis.initial),
        current: share(t, axis.current),
        earlier: earlier.iter().map(|(_, programme)| share(t, reached(programme, &axis.theme))).collect(),
    }
}

fn svg(t: Texts, axes: &[Axis], earlier: &[(String, Programme)]) -> Result<String, Fault> {
    let hint = |axis: &Axis, figure: Option<Percent>, curve: &str| {
        let theme = axis.title.get(t.language);
        t.with("compliance-hint", &[("theme", theme), ("share", &share(t, figure)), ("curve", curve)])
    };
    let figures = axes.iter().map(|axis| AxisFigures {
        label: axis.title.get(t.language).to_owned(),
        initial: axis.initial,
        current: axis.current,
        initial_hint: hint(axis, axis.initial, &t.get("compliance-initial")),
        current_hint: hint(axis, axis.current, &t.get("compliance-today")),
        earlier: earlier
            .iter()
            .map(|(name, programme)| {
                let figure = reached(programme, &axis.theme);
                (figure, hint(axis, figure, name))
            })
            .collect(),
    });
    let figures: Vec<_> = figures.collect();
    let (title, description) = (t.get("compliance-radar"), t.get("compliance-radar-text"));
    RadarSvg { plot: Plot::new(&figures), title: &title, description: &description }.render().map_err(Fault::internal)
}
