//! A questionnaire changed without code: other words, a question hidden, added, or weighed otherwise.

use super::{
    fields::Fields,
    form::Errors,
    respond::{self, Answer},
    script_desk::{ScriptDesk, refused},
    scripts::HeadView,
    shell::Shell,
};
use crate::{
    domain::{
        fault::{Fault, FieldError},
        script::{ADDED_KINDS, AddedQuestion, Custom, CustomChange, ScriptKind},
        text::{Language, Localised},
    },
    locale::Texts,
    service::{
        Services, account,
        script::custom::{self, CustomQuestion, CustomSheet, CustomTheme},
    },
};
use askama::Template;
use axum::extract::RawQuery;

#[derive(Template)]
#[template(path = "scripts/questions.html")]
struct QuestionsPage {
    shell: Shell,
    t: Texts,
    tab: &'static str,
    head: HeadView,
    changes: Vec<ChangeView>,
    /// Themes with their questions: key and text.
    themes: Vec<(String, Vec<(String, String)>)>,
    form: Option<FormView>,
    errors: Errors,
}

/// A change that was made.
struct ChangeView {
    question: String,
    kind: &'static str,
    text: String,
    by: String,
    when: String,
    /// The script has no such question any more.
    idle: bool,
}

/// The form of one question, or of a new one.
struct FormView {
    /// Empty for a new one.
    question: String,
    /// Text, help, article and action: name, label, help, and the text in each language.
    texts: Vec<TextsView>,
    /// Nothing where questions have none.
    weight: Option<String>,
    subtheme: String,
    kind: String,
    kinds: [&'static str; 5],
    /// Theme, then key and title of its subthemes.
    places: Vec<(String, Vec<(String, String)>)>,
    /// It can be hidden, and is not yet.
    hides: bool,
    /// It has to be asked.
    needed: bool,
}

struct TextsView {
    label: String,
    help: String,
    /// Name of the field, name of the language, what it holds.
    fields: [(String, String, String); 3],
}

/// `GET /settings/scripts/{script}/questions?question=`: the questions, the changes, and the form of one question; of a new
/// one where `question` is empty.
pub async fn show(desk: ScriptDesk, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::read(query.unwrap_or_default().as_bytes());
    respond::page(desk.work(move |app, desk| page(app, desk, &asked, Errors::default())).await?)
}

/// `POST /settings/scripts/{script}/questions`: makes a change: `change` is `reword`, `weigh`, `hide` or `add`.
pub async fn customise(desk: ScriptDesk, fields: Fields) -> Answer {
    let (back, again, sent) = (desk.address("/questions"), desk.clone(), fields.clone());
    let made = desk.work(move |app, desk| {
        let question = sent.one("question").unwrap_or_default();
        custom::customise(app, &desk.super_user, &desk.script, question, &change(&sent)?)
    });
    match made.await {
        Ok(()) => respond::see_other_saying(&back, "said-script-changed"),
        Err(fault) => {
            let (status, errors) = refused(fault)?;
            respond::page_with(status, again.work(move |app, desk| page(app, desk, &fields, errors)).await?)
        }
    }
}

/// `POST /settings/scripts/{script}/questions/deletion`: takes a change back.
pub async fn take_back(desk: ScriptDesk, fields: Fields) -> Answer {
    let back = desk.address("/questions");
    let sent = move |name: &str| fields.one(name).unwrap_or_default().to_owned();
    desk.work(move |app, desk| custom::take_back(app, &desk.super_user, &desk.script, &sent("question"), &sent("change")))
        .await?;
    respond::see_other_saying(&back, "said-script-changed")
}

fn change(fields: &Fields) -> Result<CustomChange, Fault> {
    let wrong = || Fault::Invalid(vec![FieldError::new("weight", "script-weight-wrong")]);
    let weight = || fields.one("weight").unwrap_or_default().trim().replace(',', ".").parse().map_err(|_| wrong());
    let one = |name: &str| fields.one(name).unwrap_or_default().to_owned();
    Ok(match one("change").as_str() {
        "reword" => CustomChange::Reword { text: localised(fields, "text"), help: localised(fields, "help") },
        "hide" => CustomChange::Hide,
        "weigh" => CustomChange::Weigh { weight: weight()? },
        "add" => CustomChange::Add(AddedQuestion {
            subtheme: one("subtheme"),
            kind: one("kind"),
            text: localised(fields, "text"),
            help: localised(fields, "help"),
            article: localised(fields, "article"),
            weight: weight()?,
            action: localised(fields, "action"),
        }),
        _ => return Err(Fault::NotFound),
    })
}

fn localised(fields: &Fields, name: &str) -> Localised {
    let text = |language: Language| {
        let sent = fields.one(&format!("{name}_{}", language.code())).unwrap_or_default();
        sent.trim().replace("\r\n", "\n")
    };
    let [fr, en, es] = Language::ALL.map(text);
    Localised { fr, en, es }
}

fn page(app: &Services, desk: ScriptDesk, asked: &Fields, errors: Errors) -> Result<QuestionsPage, Fault> {
    let head = desk.head(app)?;
    let ScriptDesk { super_user, shell, script, .. } = desk;
    let t = shell.t;
    let sheet = custom::sheet(app, &super_user, &script)?;
    let mut changes = Vec::new();
    for (custom, counts) in &sheet.changes {
        changes.push(ChangeView {
            question: custom.question.clone(),
            kind: custom.change.as_str(),
            text: told(t, &sheet, custom),
            by: account::name(app, &super_user, custom.by)?.unwrap_or_else(|| t.get("audit-actor-gone")),
            when: t.moment(&custom.at),
            idle: !counts,
        });
    }
    let listed = |theme: &CustomTheme| {
        let named = theme.questions.iter().map(|question| (question.key.clone(), t.written(&question.text).to_owned()));
        (t.written(&theme.title).to_owned(), named.collect())
    };
    let form = match asked.one("question") {
        None => None,
        Some("") if sheet.kind == ScriptKind::Questionnaire => Some(form(t, &sheet, None, asked)),
        Some(key) => Some(form(t, &sheet, Some(sheet.question(key).ok_or(Fault::NotFound)?), asked)),
    };
    Ok(QuestionsPage { head, tab: "scripts", changes, themes: sheet.themes.iter().map(listed).collect(), form, errors, t, shell })
}

/// What a change is about, in words.
fn told(t: Texts, sheet: &CustomSheet, custom: &Custom) -> String {
    let text = match &custom.change {
        CustomChange::Reword { text, .. } | CustomChange::Add(AddedQuestion { text, .. }) => Some(text),
        CustomChange::Hide | CustomChange::Weigh { .. } => None,
    };
    let asked = sheet.question(&custom.question).map(|question| &question.text);
    let text = text.or(asked).map_or(custom.question.as_str(), |text| t.written(text));
    match &custom.change {
        CustomChange::Weigh { weight } => format!("{text} – {weight}"),
        _ => text.to_owned(),
    }
}

/// The form of a question as it is, or as it was sent.
fn form(t: Texts, sheet: &CustomSheet, question: Option<&CustomQuestion>, asked: &Fields) -> FormView {
    // The weight and what is not asked are sent without the words.
    let is_sent = asked.one("text_fr").is_some();
    let texts = |name: &str, known: Option<&Localised>| {
        let known = known.cloned().unwrap_or_default();
        let sent = localised(asked, name);
        let fields = Language::ALL.map(|language| {
            let held = if is_sent { &sent } else { &known };
            let written = held.each().into_iter().find(|(of, _)| *of == language).map(|(_, text)| text.clone());
            (format!("{name}_{}", language.code()), t.of("language", language.code()), written.unwrap_or_default())
        });
        TextsView { label: t.of("script-field", name), help: t.of("script-field-help", name), fields }
    };
    let mut all =
        vec![texts("text", question.map(|question| &question.text)), texts("help", question.map(|question| &question.help))];
    if question.is_none() {
        all.extend([texts("article", None), texts("action", None)]);
    }
    let places = sheet.themes.iter().map(|theme| {
        let subthemes = theme.subthemes.iter().map(|(key, title)| (key.clone(), t.written(title).to_owned()));
        (t.written(&theme.title).to_owned(), subthemes.collect())
    });
    let sent = |name: &str| asked.one(name).map(str::to_owned);
    FormView {
        question: question.map(|question| question.key.clone()).unwrap_or_default(),
        texts: all,
        weight: question.map_or(Some(1.0), |question| question.weight).map(|weight| sent("weight").unwrap_or(weight.to_string())),
        subtheme: sent("subtheme").unwrap_or_default(),
        kind: sent("kind").unwrap_or_default(),
        kinds: ADDED_KINDS,
        places: places.collect(),
        hides: question.is_some_and(|question| {
            let hides = |(custom, _): &(Custom, bool)| custom.question == question.key && custom.change == CustomChange::Hide;
            !question.needed && !sheet.changes.iter().any(hides)
        }),
        needed: question.is_some_and(|question| question.needed),
    }
}
