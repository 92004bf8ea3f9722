//! Changes without code: other words, a question hidden, added, or weighed otherwise. They stand beside the script, count
//! from now on for campaigns that are opened, and outlive new versions of the pack. The ways through the forms are reworded
//! and shortened alike; nothing can be added to them, as a form has the fields that it has.

use super::{changes, entry_with, original, own, questionnaire, questionnaire_with};
use crate::{
    domain::{
        access::{Member, SuperUser},
        entry::{Entry, EntryQuestion, EntryTheme},
        fault::{Fault, FieldError},
        questionnaire::{Question, Theme},
        script::{ADDED_KINDS, Custom, CustomChange, Customised, MOST_CHANGES, ScriptKind, TEXT_LENGTH},
        text::Localised,
    },
    scripts::{
        QuestionnaireScript,
        custom::{applies, applies_to_entry},
    },
    service::{
        Services,
        attempt::{self, Attempt, until_settled},
    },
    store::{Versioned, table::key_text},
};

/// What is asked, with the changes to it.
pub struct CustomSheet {
    pub kind: ScriptKind,
    /// As campaigns and entries begin with it.
    pub themes: Vec<CustomTheme>,
    /// Each change, and whether the script still has what it is about.
    pub changes: Vec<(Custom, bool)>,
}

/// A theme of it.
pub struct CustomTheme {
    pub title: Localised,
    /// Keys and titles; none in a way through a form.
    pub subthemes: Vec<(String, Localised)>,
    pub questions: Vec<CustomQuestion>,
}

/// A question that can be changed.
pub struct CustomQuestion {
    pub key: String,
    pub text: Localised,
    pub help: Localised,
    /// Its part in the score; none in a way through a form.
    pub weight: Option<f64>,
    /// It has to be asked.
    pub needed: bool,
}

impl CustomSheet {
    /// The question with this key.
    pub fn question(&self, key: &str) -> Option<&CustomQuestion> {
        self.themes.iter().flat_map(|theme| &theme.questions).find(|question| question.key == key)
    }

    fn of_questionnaire(script: &QuestionnaireScript, changes: Vec<Custom>) -> Self {
        let questionnaire = &script.questionnaire;
        let question = |question: &Question| CustomQuestion {
            key: question.key.clone(),
            text: question.text.clone(),
            help: question.help.clone(),
            weight: Some(question.weight),
            needed: false,
        };
        let theme = |theme: &Theme| CustomTheme {
            title: theme.title.clone(),
            subthemes: theme.subthemes.iter().map(|subtheme| (subtheme.key.clone(), subtheme.title.clone())).collect(),
            questions: theme.subthemes.iter().flat_map(|subtheme| &subtheme.questions).map(question).collect(),
        };
        let made = |custom: &Custom| match &custom.change {
            CustomChange::Add(_) => questionnaire.question(&custom.question).is_some(),
            _ => applies(questionnaire, &changes, custom),
        };
        let counted = changes.iter().map(|custom| (custom.clone(), made(custom))).collect();
        Self { kind: ScriptKind::Questionnaire, themes: questionnaire.themes.iter().map(theme).collect(), changes: counted }
    }

    fn of_entry(form: &str, entry: &Entry, changes: Vec<Custom>) -> Self {
        let question = |question: &EntryQuestion| CustomQuestion {
            key: question.key.clone(),
            text: question.text.clone(),
            help: question.help.clone(),
            weight: None,
            needed: question.is_needed(form),
        };
        let theme = |theme: &EntryTheme| CustomTheme {
            title: theme.title.clone(),
            subthemes: Vec::new(),
            questions: theme.questions.iter().map(question).collect(),
        };
        let counted = changes.into_iter().map(|custom| (applies_to_entry(form, entry, &custom), custom));
        let changes = counted.map(|(counts, custom)| (custom, counts)).collect();
        Self { kind: ScriptKind::Entry, themes: entry.themes.iter().map(theme).collect(), changes }
    }
}

/// The changes of an organisation to a script.
pub(super) fn of(services: &Services, member: &Member, key: &str) -> Result<Option<Versioned<Customised>>, Fault> {
    Ok(services.store.get::<Customised>(member.tenant(), &key_text(key))?)
}

/// What can be changed, and what was.
///
/// # Errors
/// `NotFound` where there is no such script, or it declares models.
pub fn sheet(services: &Services, super_user: &SuperUser, key: &str) -> Result<CustomSheet, Fault> {
    let original = original(services, super_user, key)?;
    let changes = changes(services, super_user, key)?;
    match original.kind {
        ScriptKind::Questionnaire => {
            let offered = questionnaire(services, super_user, &original)?.ok_or(Fault::NotFound)?;
            Ok(CustomSheet::of_questionnaire(&offered.script, changes))
        }
        ScriptKind::Entry | ScriptKind::Guide => {
            let (script, _) = entry_with(services, super_user, &original, &changes)?.ok_or(Fault::NotFound)?;
            Ok(CustomSheet::of_entry(key, &script.entry, changes))
        }
        ScriptKind::Models => Err(Fault::NotFound),
    }
}

/// Makes a change. What is added gets a key of its own, whatever `question` says.
///
/// # Errors
/// `NotFound` where there is no such script or question, or it cannot be changed so; `Invalid`; `Limit` where there are too many.
pub fn customise(
    services: &Services,
    super_user: &SuperUser,
    key: &str,
    question: &str,
    change: &CustomChange,
) -> Result<(), Fault> {
    until_settled(|| {
        let sheet = sheet(services, super_user, key)?;
        require(&sheet, question, change)?;
        let old = of(services, super_user, key)?;
        let mut new = old.as_deref().cloned().unwrap_or_default();
        key.clone_into(&mut new.script);
        let question = match change {
            CustomChange::Add(_) => new.new_key(|key| sheet.question(key).is_some()),
            _ => question.to_owned(),
        };
        new.put(Custom { question, change: change.clone(), at: services.clock.now(), by: super_user.account() });
        if new.changes.len() > MOST_CHANGES {
            return Err(Fault::Limit(FieldError::new("question", "script-changes-many").with("max", MOST_CHANGES)).into());
        }
        if !reads(services, super_user, key, &new.changes)? {
            return Err(Fault::Limit(FieldError::new("question", "script-changes-long")).into());
        }
        store(services, super_user, "script-customised", key, old.as_ref(), &new)
    })
}

/// Whether a script reads with these changes, of which one at least counts: together they can be too long for it, and then
/// none of them would.
fn reads(services: &Services, super_user: &SuperUser, key: &str, changes: &[Custom]) -> Result<bool, Fault> {
    let original = original(services, super_user, key)?;
    Ok(match original.kind {
        ScriptKind::Entry | ScriptKind::Guide => {
            entry_with(services, super_user, &original, changes)?.is_some_and(|(_, customised)| customised)
        }
        _ => questionnaire_with(services, super_user, &original, changes)?.is_some_and(|offered| offered.customised),
    })
}

/// Takes a change back.
///
/// # Errors
/// `NotFound` where there is no such change.
pub fn take_back(services: &Services, super_user: &SuperUser, key: &str, question: &str, kind: &str) -> Result<(), Fault> {
    until_settled(|| {
        let old = of(services, super_user, key)?.ok_or(Fault::NotFound)?;
        let mut new = Customised::clone(&old);
        if !new.take(question, kind) {
            return Err(Fault::NotFound.into());
        }
        if kind == "add" {
            new.changes.retain(|custom| custom.question != question);
        }
        store(services, super_user, "script-customisation-removed", key, Some(&old), &new)
    })
}

fn store(
    services: &Services,
    super_user: &SuperUser,
    kind: &'static str,
    key: &str,
    old: Option<&Versioned<Customised>>,
    new: &Customised,
) -> Result<(), Attempt> {
    let mut change = own::change(services, super_user, kind, key);
    match old {
        Some(old) => change.replace(super_user.tenant(), old, new),
        None => change.insert(super_user.tenant(), new),
    };
    attempt::commit(services, change).map(drop)
}

fn require(sheet: &CustomSheet, question: &str, change: &CustomChange) -> Result<(), Fault> {
    let of_questionnaires = matches!(change, CustomChange::Weigh { .. } | CustomChange::Add(_));
    if of_questionnaires && sheet.kind != ScriptKind::Questionnaire {
        return Err(Fault::NotFound);
    }
    let mut errors = Vec::new();
    let mut check = |name: &str, text: &Localised, needed: bool| {
        if needed && text.fr.is_empty() {
            errors.push(FieldError::new(format!("{name}_fr"), "script-text-missing"));
        }
        let too_long = text.each().into_iter().filter(|(_, text)| text.chars().count() > TEXT_LENGTH);
        errors.extend(too_long.map(|(language, _)| {
            FieldError::new(format!("{name}_{}", language.code()), "answer-text-long").with("max", TEXT_LENGTH)
        }));
    };
    let mut weighed = None;
    match change {
        CustomChange::Reword { text, help } => {
            check("text", text, true);
            check("help", help, false);
        }
        CustomChange::Hide if sheet.question(question).is_some_and(|question| question.needed) => {
            return Err(Fault::conflict("script-question-needed"));
        }
        CustomChange::Hide => {}
        CustomChange::Weigh { weight } => weighed = Some(*weight),
        CustomChange::Add(added) => {
            check("text", &added.text, true);
            check("help", &added.help, false);
            check("article", &added.article, false);
            check("action", &added.action, false);
            weighed = Some(added.weight);
            let mut subthemes = sheet.themes.iter().flat_map(|theme| &theme.subthemes);
            if !subthemes.any(|(key, _)| *key == added.subtheme) || !ADDED_KINDS.contains(&added.kind.as_str()) {
                return Err(Fault::NotFound);
            }
        }
    }
    if weighed.is_some_and(|weight| !(0.0..=1000.0).contains(&weight)) {
        errors.push(FieldError::new("weight", "script-weight-wrong"));
    }
    if !matches!(change, CustomChange::Add(_)) && sheet.question(question).is_none() {
        return Err(Fault::NotFound);
    }
    if errors.is_empty() { Ok(()) } else { Err(Fault::Invalid(errors)) }
}
