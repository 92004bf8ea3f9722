//! What the ways of entry of activities and purposes have in common: the view of a question with the line of themes, the
//! answers to what a page saves by itself, and where a person goes on.

use super::{campaigns::clock, fields::Fields as Sent, respond::Answer};
use crate::{
    domain::{
        entry::EntryQuestion,
        fault::{Fault, FieldError},
        text::Localised,
    },
    locale::Texts,
    service::entry::Way,
};
use axum::{
    Json,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The step after the last question: what is still open, and the end.
pub const END: &str = "end";

/// How an address asks for a way of entry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EntryQuery {
    /// `form` or `questionnaire`; the person's own choice where it is left out.
    pub entry: String,
    /// The question to show.
    pub question: String,
    /// Where something new is to stand.
    pub purpose: String,
    pub category: String,
    pub model: String,
    /// The person comes from another page of the same entry: that it goes on needs no telling.
    pub on: String,
}

/// What surrounds the fields of a page of entry, whichever way is taken.
pub struct Frame {
    pub title: String,
    /// Where it is entered.
    pub page: String,
    /// Where it is saved.
    pub action: String,
    /// Where it is kept unfinished.
    pub draft_action: String,
    /// Number of the change at which the thing was read; empty for a new one.
    pub version: String,
    /// Number of the entry that was kept; 0 where there is none.
    pub draft: u64,
    /// When the entry was kept that the page goes on with.
    pub kept: Option<String>,
    /// Somebody changed the thing since.
    pub moved: bool,
    /// What the address asked for, to begin again with.
    pub again: Vec<(&'static str, String)>,
    /// It can be saved before it is finished.
    pub is_activity: bool,
}

/// Number and moment of an entry that a page kept by itself; or why not, and the number of what stands in the way.
pub type Kept = Result<(u64, Timestamp), (Fault, Option<u64>)>;

impl EntryQuery {
    /// What the address asks something new to begin with.
    pub fn again(&self) -> Vec<(&'static str, String)> {
        let asked = [("purpose", &self.purpose), ("category", &self.category), ("model", &self.model)];
        asked.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.clone())).collect()
    }
}

/// What the address of a page asked for, from what the page sends.
pub fn asked(sent: &Sent) -> EntryQuery {
    let one = |name: &str| sent.one(name).unwrap_or_default().to_owned();
    EntryQuery {
        purpose: one("asked_purpose"),
        category: one("asked_category"),
        model: one("model"),
        on: "true".to_owned(),
        ..EntryQuery::default()
    }
}

/// The address at which something new begins, with what was asked for.
pub fn begin_again(page: &str, sent: &Sent) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for name in ["purpose", "category", "model"] {
        if let Some(value) = sent.one(name) {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    if query.is_empty() { page.to_owned() } else { format!("{page}?{query}") }
}

impl Frame {
    /// The address of a question, with what was asked for.
    pub fn at(&self, key: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("entry", "questionnaire").append_pair("question", key).append_pair("on", "true");
        for (name, value) in &self.again {
            query.append_pair(name, value);
        }
        format!("{}?{}", self.page, query.finish())
    }
}

/// Where a person goes on.
pub enum Onward<P> {
    To(String),
    /// Nowhere: the page shows what is wrong.
    Here(P),
}

/// A question, or the end of the way.
pub struct QuestionView {
    pub key: String,
    pub text: String,
    pub help: String,
    pub example: String,
    pub why: String,
    pub article: String,
    /// From 1.
    pub number: usize,
    pub count: usize,
    pub themes: Vec<ThemeView>,
    pub first: bool,
    pub end: bool,
    /// At the end: what is not filled in.
    pub open: Vec<OpenView>,
    /// What the packs and the purpose propose.
    pub proposals: Vec<ProposalView>,
}

/// A question without an answer.
pub struct OpenView {
    pub key: String,
    pub text: String,
    /// Without it the thing is not complete.
    pub needed: bool,
}

/// What is to be known about a question, for whoever fills in the form.
pub struct HelpView {
    pub text: String,
    pub help: String,
    pub why: String,
    pub article: String,
}

/// What the questions say that ask for some fields.
pub fn helps(t: Texts, way: &Way, is_shown: impl Fn(&str) -> bool) -> Vec<HelpView> {
    let asked = way.steps().map(|(_, question)| question).filter(|question| question.fields.iter().any(|name| is_shown(name)));
    let words = |text: &Localised| text.get(t.language).to_owned();
    let view = |question: &EntryQuestion| HelpView {
        text: words(&question.text),
        help: words(&question.help),
        why: words(&question.why),
        article: words(&question.article),
    };
    asked.map(view).collect()
}

/// What is proposed for a field.
pub struct ProposalView {
    pub label: String,
    pub values: String,
    /// Name of the pack and its reason; none where the purpose provides for it.
    pub pack: Option<(String, String)>,
}

/// A theme in the line of progress.
pub struct ThemeView {
    pub title: String,
    /// Its first question.
    pub key: String,
    pub current: bool,
    /// All its questions are answered.
    pub done: bool,
}

impl QuestionView {
    /// The question of a key, or the first one where there is none that is asked.
    pub fn of(t: Texts, way: &Way, key: &str) -> Self {
        let end = key == END;
        let steps: Vec<_> = way.steps().collect();
        let place = if end { steps.len().saturating_sub(1) } else { way.place(key).unwrap_or(0) };
        let at = steps.get(place).copied();
        let theme_at = at.map(|(step, _)| step.theme).filter(|_| !end);
        let words = |part: fn(&EntryQuestion) -> &Localised| {
            at.filter(|_| !end).map(|(_, question)| part(question).get(t.language).to_owned()).unwrap_or_default()
        };
        let themes = way.entry().themes.iter().enumerate().filter_map(|(number, theme)| {
            let mut own = steps.iter().filter(|(step, _)| step.theme == number).peekable();
            let (_, first) = own.peek()?;
            Some(ThemeView {
                title: theme.title.get(t.language).to_owned(),
                key: first.key.clone(),
                current: theme_at == Some(number),
                done: own.all(|(step, _)| step.answered),
            })
        });
        let opened = |question: &EntryQuestion| OpenView {
            key: question.key.clone(),
            text: question.text.get(t.language).to_owned(),
            needed: false,
        };
        let open = steps.iter().filter(|(step, _)| end && !step.answered);
        Self {
            key: if end { END.to_owned() } else { at.map(|(_, question)| question.key.clone()).unwrap_or_default() },
            text: words(|question| &question.text),
            help: words(|question| &question.help),
            example: words(|question| &question.example),
            why: words(|question| &question.why),
            article: words(|question| &question.article),
            number: place + 1,
            count: steps.len(),
            themes: themes.collect(),
            first: place == 0 && !end,
            end,
            open: open.map(|(_, question)| opened(question)).collect(),
            proposals: Vec::new(),
        }
    }
}

impl QuestionView {
    /// Marks the open questions that ask for what is needed, and puts them first.
    pub fn need(&mut self, way: &Way, is_needed: impl Fn(&str) -> bool) {
        for open in &mut self.open {
            let question = way.entry().questions().map(|(_, question)| question).find(|question| question.key == open.key);
            open.needed = question.is_some_and(|question| question.fields.iter().any(|name| is_needed(name)));
        }
        self.open.sort_by_key(|open| !open.needed);
    }
}

/// Where a person goes on after a question: `next`, `back`, a key, or out of the questionnaire.
pub fn onward<'w>(way: &'w Way, from: &str, go: &'w str) -> &'w str {
    match go {
        "back" if from == END => way.steps().last().map_or(END, |(_, question)| question.key.as_str()),
        "back" => way.before(from).unwrap_or_default(),
        "next" | "skip" => way.after(from).unwrap_or(END),
        key => key,
    }
}

/// The address of a way of entry.
pub fn address(page: &str, go: &str) -> String {
    match go {
        "form" => format!("{page}?entry=form&on=true"),
        "questionnaire" => format!("{page}?entry=questionnaire&on=true"),
        key => format!("{page}?entry=questionnaire&question={}&on=true", super::fields::plain(key)),
    }
}

/// What a form takes for granted of the entry that was kept: none where it does not say.
pub fn after(sent: &Sent) -> Option<u64> {
    sent.one("draft").and_then(|draft| draft.parse().ok())
}

/// The number of the change at which the thing was read that a form changes.
pub fn version(sent: &Sent) -> Option<u64> {
    sent.one("version").and_then(|version| version.parse().ok())
}

/// Whether a script of the page asks, and no person.
pub fn by_itself(headers: &HeaderMap) -> bool {
    headers.get("x-fragment").is_some_and(|kind| kind == "draft")
}

/// What a script hears.
#[derive(Debug, Serialize)]
struct KeptBody {
    said: String,
    draft: u64,
}

/// What a script hears when an entry could not be kept; with the number of the later one, it can still win.
#[derive(Debug, Serialize)]
struct LostBody {
    error: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<u64>,
}

/// Somebody changed the thing since it was read: the person is told and has the entry on top of it as it is now, so that
/// saving once more takes that into account. Other conflicts stay what they are.
pub fn renewed<E>(
    errors: Vec<FieldError>,
    entered: E,
    renew: impl FnOnce(E) -> Result<E, Fault>,
) -> Result<(Vec<FieldError>, E), Fault> {
    if errors.iter().any(|error| error.message == "fault-changed-meanwhile") {
        return Ok((vec![FieldError::new("", "draft-conflict")], renew(entered)?));
    }
    Ok((errors, entered))
}

/// Tells a script whether an entry is kept.
pub fn told(t: Texts, kept: Kept) -> Answer {
    match kept {
        Ok((draft, at)) => Ok(Json(KeptBody { said: t.one("draft-kept", "time", clock(at)), draft }).into_response()),
        Err((fault, draft)) => lost(t, fault, draft),
    }
}

fn lost(t: Texts, fault: Fault, draft: Option<u64>) -> Answer {
    let told = |status: StatusCode, errors: &[FieldError], draft| {
        let error = errors.iter().map(|error| t.error(error)).collect::<Vec<_>>().join(" ");
        Ok((status, Json(LostBody { error, draft })).into_response())
    };
    match fault {
        Fault::Conflict(errors) => told(StatusCode::CONFLICT, &errors, draft),
        Fault::Limit(error) => told(StatusCode::PAYLOAD_TOO_LARGE, &[error], None),
        fault => Err(fault.into()),
    }
}
