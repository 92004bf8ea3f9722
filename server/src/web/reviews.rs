//! When an activity is looked at again: the card on its sheet, and the mark beside its name.

use super::{
    App,
    activities::{self, Typed, place},
    form::Errors,
    purposes::base,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::Shell,
};
use crate::{
    domain::{
        fault::Fault,
        review::{INTERVALS, ReviewState, after, proposed_interval},
    },
    locale::Texts,
    service::{activity::ActivitySheet, review},
};
use axum::{
    Form,
    extract::{Path, State},
};
use jiff::civil::Date;
use serde::Deserialize;

/// What the form sends: a day, or in how many months.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    on: String,
    months: String,
}

/// The card of a sheet.
pub struct ReviewView {
    /// The day as people write it.
    pub day: Option<String>,
    /// Colour and words, where it is near or past.
    pub badge: Option<(&'static str, String)>,
    /// What stands in the field.
    pub on: String,
    /// Months and words.
    pub intervals: Vec<(i8, String)>,
    /// Why the interval is proposed that is.
    pub proposal: String,
}

impl ReviewView {
    /// What a sheet says, with what was typed before.
    pub fn of(t: Texts, sheet: &ActivitySheet, typed: Option<&str>, today: Date) -> Self {
        let on = sheet.activity.review_on;
        let proposed = proposed_interval(&sheet.activity.record);
        let interval = |months: i8| (months, t.one("review-in", "months", i32::from(months)));
        let reason = if proposed < 24 { "review-proposal-sensitive" } else { "review-proposal" };
        Self {
            day: on.map(|day| t.long_date(&day)),
            badge: on.and_then(|day| badge(t, day, today)),
            on: typed.map_or_else(|| on.map(|day| day.to_string()).unwrap_or_default(), str::to_owned),
            intervals: INTERVALS.map(interval).into(),
            proposal: t.one(reason, "months", i32::from(proposed)),
        }
    }
}

/// The mark of a review that is near or past: its colour and its words.
pub fn badge(t: Texts, on: Date, today: Date) -> Option<(&'static str, String)> {
    let kind = match ReviewState::of(on, today) {
        ReviewState::Later => return None,
        ReviewState::Soon => "attention",
        ReviewState::Overdue => "bad",
    };
    Some((kind, t.of("review-state", ReviewState::of(on, today).as_str())))
}

/// `POST /register/{kind}/activities/{id}/review`
pub async fn set(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<ReviewForm>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let today = app.clock.today();
    let asked = member.clone();
    let on = form.day(today);
    let errors = match blocking(&app, move |app| review::set(app, &asked, kind, id, on?)).await {
        Ok(()) => return respond::see_other_saying(&format!("{}/activities/{id}#review", base(kind)), "said-review-set"),
        Err(Fault::Invalid(errors)) => errors,
        Err(fault) => return Err(fault.into()),
    };
    let typed = Typed { review: Some(form.on), errors: Errors(errors), ..Typed::default() };
    respond::invalid(blocking(&app, move |app| activities::page(app, &member, shell, kind, id, typed)).await?)
}

impl ReviewForm {
    /// The day that is meant; none where the field was emptied.
    fn day(&self, today: Date) -> Result<Option<Date>, Fault> {
        if let Ok(months) = self.months.parse::<i8>() {
            return Ok(Some(after(today, months.clamp(0, i8::MAX))));
        }
        let on = self.on.trim();
        (!on.is_empty()).then(|| on.parse().map_err(|_| Fault::invalid("on", "export-no-day"))).transpose()
    }
}
