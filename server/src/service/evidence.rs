//! Documents as evidence of answers and actions: chosen by name or filed anew, hung on and taken off. The document itself
//! stays what it is.

use super::{
    Services, action,
    attachment::Attached,
    attempt::{self, until_settled},
    campaign, document, plan,
};
use crate::{
    domain::{
        access::Member,
        action::Action,
        document::Document,
        event::{Actor, Event},
        evidence::{Evidence, MOST, Proved},
        fault::{Fault, FieldError},
        fold::fold,
        id::DocumentId,
        plan::Module,
    },
    store::{Change, Versioned, schema::evidence::BY_DOCUMENT},
};
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// Candidates that are shown; more words find the rest.
const SHOWN: usize = 8;

/// The documents that prove something, the oldest first; none where the plan has no documents.
///
/// # Errors
/// `NotFound` where there is no such action or answer in this organisation.
pub fn list(services: &Services, member: &Member, proved: &Proved) -> Result<Vec<Attached>, Fault> {
    let detachable = may_join(services, member, proved)?;
    if !plan::has(services, member, Module::Documents)? {
        return Ok(Vec::new());
    }
    let mut attached = Vec::new();
    for evidence in services.store.scan::<Evidence>(member.tenant(), proved.id().as_bytes()) {
        // A document that was deleted proves nothing any more.
        if let Some(document) = known(services, member, evidence?.document)? {
            attached.push(Attached { document: document.into_inner(), detachable });
        }
    }
    Ok(attached)
}

/// What a document proves; nothing where the plan has no compliance programme.
///
/// # Errors
/// The store failed.
pub fn of_document(services: &Services, member: &Member, document: DocumentId) -> Result<Vec<Proved>, Fault> {
    if !plan::has(services, member, Module::Compliance)? {
        return Ok(Vec::new());
    }
    let found = services.store.by_index::<Evidence>(member.tenant(), BY_DOCUMENT, document.as_bytes());
    Ok(found.map(|evidence| evidence.map(|evidence| evidence.into_inner().proved)).collect::<Result<_, _>>()?)
}

/// The names of the documents that prove things, by what each proves: for lists and files.
///
/// # Errors
/// The store failed.
pub fn names(services: &Services, member: &Member) -> Result<HashMap<Uuid, Vec<String>>, Fault> {
    let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
    if !plan::has(services, member, Module::Documents)? {
        return Ok(names);
    }
    for evidence in services.store.scan::<Evidence>(member.tenant(), &[]) {
        let evidence = evidence?;
        if let Some(document) = known(services, member, evidence.document)? {
            names.entry(evidence.proved.id()).or_default().push(document.name.clone());
        }
    }
    Ok(names)
}

/// Documents whose name holds all the words and that do not hang there yet, the newest first.
///
/// # Errors
/// As [`list`]; `Forbidden` where the person may hang nothing there; `NotFound` too where the plan has no documents.
pub fn candidates(
    services: &Services,
    member: &Member,
    proved: &Proved,
    words: &str,
) -> Result<Vec<Arc<Versioned<Document>>>, Fault> {
    require(services, member, proved)?;
    let there = list(services, member, proved)?;
    let words = fold(words);
    let fits = |document: &Arc<Versioned<Document>>| {
        let name = fold(&document.name);
        words.split(' ').all(|word| name.contains(word)) && there.iter().all(|attached| attached.document.id != document.id)
    };
    Ok(document::list::all(services, member)?.into_iter().filter(fits).take(SHOWN).collect())
}

/// Hangs a document on what it proves.
///
/// # Errors
/// As [`candidates`]; `NotFound` where there is no such document; `Invalid` where very many hang there already;
/// `Conflict` where the campaign of an answer is validated.
pub fn attach(services: &Services, member: &Member, proved: &Proved, document: DocumentId) -> Result<(), Fault> {
    // Somebody else may answer or file at the same moment.
    until_settled(|| {
        require(services, member, proved)?;
        let document = document::get(services, member, document)?;
        let there = list(services, member, proved)?;
        if there.iter().any(|attached| attached.document.id == document.id) {
            return Ok(());
        }
        if there.len() >= MOST {
            let many = FieldError::new("document", "document-too-many-links").with("limit", MOST);
            return Err(Fault::Invalid(vec![many]).into());
        }
        let (proved, by, at) = (proved.clone(), member.account(), services.clock.now());
        let evidence = Evidence { proved, document: document.id, by, at };
        let mut change = change(services, member, "document-attached", &document, &evidence)?;
        // A document that goes meanwhile proves nothing.
        change.require(member.tenant(), &document).put(member.tenant(), &evidence);
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Takes a document off; it stays.
///
/// # Errors
/// As [`attach`].
pub fn detach(services: &Services, member: &Member, proved: &Proved, document: DocumentId) -> Result<(), Fault> {
    until_settled(|| {
        require(services, member, proved)?;
        let document = document::get(services, member, document)?;
        let key = [*proved.id().as_bytes(), *document.id.as_bytes()].concat();
        let Some(old) = services.store.get::<Evidence>(member.tenant(), &key)? else { return Ok(()) };
        let mut change = change(services, member, "document-detached", &document, &old)?;
        change.delete(member.tenant(), &old);
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// An event about the document; the change takes for granted that what is proved is still there and open.
fn change(
    services: &Services,
    member: &Member,
    kind: &'static str,
    document: &Document,
    evidence: &Evidence,
) -> Result<Change, Fault> {
    let tenant = member.tenant();
    let event = Event::new(kind).about(document.id.0).with("name", &document.name);
    let event = match &evidence.proved {
        Proved::Action { action } => event.with("activity", action::find(services, member, *action)?.title.get(member.language)),
        Proved::Answer { question, .. } => event.with("activity", question),
    };
    let mut change = Change::new(services.clock.now(), Actor::Account(member.account()), tenant, event);
    match &evidence.proved {
        Proved::Action { action } => change.require_present::<Action>(tenant, action.as_bytes()),
        Proved::Answer { campaign, .. } => change.require(tenant, &campaign::find(services, member, *campaign)?),
    };
    Ok(change)
}

fn known(services: &Services, member: &Member, id: DocumentId) -> Result<Option<Versioned<Document>>, Fault> {
    match document::get(services, member, id) {
        Ok(document) => Ok(Some(document)),
        Err(Fault::NotFound) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Whether this person may hang documents there; it is there.
fn may_join(services: &Services, member: &Member, proved: &Proved) -> Result<bool, Fault> {
    match proved {
        Proved::Action { action } => {
            let action = action::find(services, member, *action)?;
            action::concerns(services, member, &action)
        }
        Proved::Answer { campaign, question } => {
            let campaign = campaign::find(services, member, *campaign)?;
            campaign::require_question(services, member, &campaign, question)?;
            Ok(member.champion().is_some() && campaign.validation.is_none())
        }
    }
}

/// Only those who may, and never on a campaign that is validated.
fn require(services: &Services, member: &Member, proved: &Proved) -> Result<(), Fault> {
    if !plan::has(services, member, Module::Documents)? {
        return Err(Fault::NotFound);
    }
    if may_join(services, member, proved)? {
        return Ok(());
    }
    match proved {
        Proved::Answer { campaign, .. } if member.champion().is_some() => {
            campaign::find(services, member, *campaign)?.require_open()
        }
        _ => Err(Fault::Forbidden),
    }
}
