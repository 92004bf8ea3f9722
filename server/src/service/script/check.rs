//! A script read for whoever writes it: its faults with their places, and what it would ask. Nothing is kept.

use super::{Original, original};
use crate::{
    domain::{
        access::{Member, SuperUser},
        activity_field,
        entry::needed_to_save,
        facts::Facts,
        fault::{Fault, FieldError},
        purpose_field,
        script::ScriptKind,
        script_fault::{ScriptFault, said},
    },
    scripts::{AnswerSet, Checked, EntryScript},
    service::Services,
};

/// What reading a script showed: what it declares where it reads, and every fault that was found.
pub struct Reading {
    pub checked: Option<Checked>,
    pub faults: Vec<ScriptFault>,
}

/// Reads a text in the place of a script.
///
/// # Errors
/// `NotFound`; `Limit` where it is too long, or too many are being read at this moment.
pub fn check(services: &Services, super_user: &SuperUser, key: &str, text: &str) -> Result<Reading, Fault> {
    let original = original(services, super_user, key)?;
    reading(services, super_user, &original, &super::own::plain(text)?)
}

/// Refuses a text that could not take the place of the original.
pub(super) fn require(services: &Services, member: &Member, original: &Original, text: &str) -> Result<(), Fault> {
    match reading(services, member, original, text)?.faults.first() {
        None => Ok(()),
        Some(fault) => {
            let told = FieldError::new("text", "script-faulty").with("line", fault.line).because(fault.error.clone());
            Err(Fault::Invalid(vec![told]))
        }
    }
}

fn reading(services: &Services, member: &Member, original: &Original, text: &str) -> Result<Reading, Fault> {
    let busy = || Fault::Limit(FieldError::new("", "script-busy"));
    match services.scripts.check(original.kind, &original.file(), text).ok_or_else(busy)? {
        Err(fault) => Ok(Reading { checked: None, faults: vec![fault] }),
        Ok(checked) => {
            let faults = wrong(services, member, original, &checked)?;
            Ok(Reading { checked: Some(checked), faults })
        }
    }
}

/// What a script that reads must still be to take the place of the original.
fn wrong(services: &Services, member: &Member, original: &Original, checked: &Checked) -> Result<Vec<ScriptFault>, Fault> {
    let whole = |error| ScriptFault::whole(&original.file(), error);
    Ok(match checked {
        Checked::Questionnaire(script) => {
            let mut faults = script.evaluate(&AnswerSet::new(), &Facts::default()).faults;
            let found = &script.questionnaire.key;
            let wanted =
                super::questionnaire(services, member, original)?.map(|offered| offered.script.questionnaire.key.clone());
            if let Some(wanted) = wanted.filter(|wanted| wanted != found) {
                faults.push(whole(said("other-id").with("wanted", wanted).with("found", found)));
            }
            faults
        }
        Checked::Models(models) if models.is_empty() => vec![whole(said("no-models"))],
        Checked::Models(_) => Vec::new(),
        Checked::Entry(script) if script.entry.guide != (original.kind == ScriptKind::Guide) => {
            let wanted = if script.entry.guide { "entry" } else { "guide" };
            vec![whole(said("other-kind").with("wanted", wanted))]
        }
        Checked::Entry(script) if script.entry.guide => Vec::new(),
        Checked::Entry(script) => fields(original, script).into_iter().map(whole).collect(),
    })
}

/// A way through a form asks for fields that there are, and for those without which nothing can be saved.
fn fields(original: &Original, script: &EntryScript) -> Vec<FieldError> {
    let is_activity = original.key == "activity";
    let known = |name: &str| match is_activity {
        true => activity_field::item(name).is_some(),
        false => purpose_field::PARTS.iter().any(|part| part.id == name),
    };
    let needed = needed_to_save(&original.key);
    let asked: Vec<&String> = script.entry.questions().flat_map(|(_, question)| &question.fields).collect();
    let unknown = asked.iter().filter(|name| !known(name)).map(|name| said("no-field").with("name", name));
    let missing = needed.iter().filter(|name| !asked.iter().any(|asked| asked == *name));
    unknown.chain(missing.map(|name| said("field-needed").with("name", name))).collect()
}
