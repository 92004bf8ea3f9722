//! Changes without code: other words, a question hidden, added, or weighed otherwise. They stand beside the script, count
//! from now on for campaigns that are opened, and outlive new versions of the pack.

use super::{Original, original, own, questionnaire};
use crate::{
    domain::{
        access::{Member, SuperUser},
        fault::{Fault, FieldError},
        script::{ADDED_KINDS, Custom, CustomChange, Customised, MOST_CHANGES, ScriptKind, TEXT_LENGTH},
        text::Localised,
    },
    scripts::{QuestionnaireScript, custom::applies},
    service::{
        Services,
        attempt::{self, Attempt, until_settled},
    },
    store::{Versioned, table::key_text},
};
use std::sync::Arc;

/// The questionnaire with its changes.
pub struct CustomSheet {
    pub original: Original,
    /// As campaigns would begin with it.
    pub script: Arc<QuestionnaireScript>,
    /// Each change, and whether the script still has what it is about.
    pub changes: Vec<(Custom, bool)>,
}

/// The changes of an organisation to a script.
pub(super) fn of(services: &Services, member: &Member, key: &str) -> Result<Option<Versioned<Customised>>, Fault> {
    Ok(services.store.get::<Customised>(member.tenant(), &key_text(key))?)
}

/// What can be changed, and what was.
///
/// # Errors
/// `NotFound` where there is no such questionnaire.
pub fn sheet(services: &Services, super_user: &SuperUser, key: &str) -> Result<CustomSheet, Fault> {
    let original = original(services, super_user, key)?;
    if original.kind != ScriptKind::Questionnaire {
        return Err(Fault::NotFound);
    }
    let script = questionnaire(services, super_user, &original)?.ok_or(Fault::NotFound)?.script;
    let changes = of(services, super_user, key)?.map(|customised| customised.into_inner().changes).unwrap_or_default();
    let made = |custom: &Custom| match &custom.change {
        CustomChange::Add(_) => script.questionnaire.question(&custom.question).is_some(),
        _ => applies(&script.questionnaire, &changes, custom),
    };
    let changes = changes.iter().map(|custom| (custom.clone(), made(custom))).collect();
    Ok(CustomSheet { original, script, changes })
}

/// Makes a change. What is added gets a key of its own, whatever `question` says.
///
/// # Errors
/// `NotFound` where there is no such questionnaire or question; `Invalid`; `Limit` where there are too many.
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
            CustomChange::Add(_) => new.new_key(|key| sheet.script.questionnaire.question(key).is_some()),
            _ => question.to_owned(),
        };
        new.put(Custom { question, change: change.clone(), at: services.clock.now(), by: super_user.account() });
        if new.changes.len() > MOST_CHANGES {
            return Err(Fault::Limit(FieldError::new("question", "script-changes-many").with("max", MOST_CHANGES)).into());
        }
        store(services, super_user, "script-customised", key, old.as_ref(), &new)
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
    let questionnaire = &sheet.script.questionnaire;
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
        CustomChange::Hide => {}
        CustomChange::Weigh { weight } => weighed = Some(*weight),
        CustomChange::Add(added) => {
            check("text", &added.text, true);
            check("help", &added.help, false);
            check("article", &added.article, false);
            check("action", &added.action, false);
            weighed = Some(added.weight);
            let mut subthemes = questionnaire.themes.iter().flat_map(|theme| &theme.subthemes);
            if !subthemes.any(|subtheme| subtheme.key == added.subtheme) || !ADDED_KINDS.contains(&added.kind.as_str()) {
                return Err(Fault::NotFound);
            }
        }
    }
    if weighed.is_some_and(|weight| !(0.0..=1000.0).contains(&weight)) {
        errors.push(FieldError::new("weight", "script-weight-wrong"));
    }
    if !matches!(change, CustomChange::Add(_)) && questionnaire.question(question).is_none() {
        return Err(Fault::NotFound);
    }
    if errors.is_empty() { Ok(()) } else { Err(Fault::Invalid(errors)) }
}
