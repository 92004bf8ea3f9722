//! Purposes: read by every member, made, changed and deleted by privacy champions.

use super::{
    Services,
    attempt::{self, Attempt, until_settled},
    draft, model, pack, proposal,
    register::{self, branch::Branches, tree::Counts},
};
use crate::{
    domain::{
        access::{Champion, Member},
        activity::Activity,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        frame_change::{RefusedChange, refused},
        id::{CategoryId, PurposeId},
        legal_basis::LegalBasis,
        personal_data::PersonalDataItem,
        purpose::{Purpose, PurposeFrame, PurposeOrigin},
        register::{Category, RegisterKind},
        sensitivity::{Regraded, RegradedItem, Sensitivity},
    },
    store::{Change, Versioned, schema::activity::IN_PURPOSE},
};
use std::collections::BTreeSet;

/// A purpose with its place and what stands under it.
pub struct PurposeSheet {
    pub purpose: Versioned<Purpose>,
    pub category: String,
    /// Empty where it hangs on the category itself.
    pub subcategory: String,
    pub counts: Counts,
}

/// What a person enters: what the purpose says, and where it belongs by name.
#[derive(Clone, Debug, Default)]
pub struct PurposeInput {
    pub name: String,
    pub category: String,
    /// Empty where the purpose hangs on the category itself.
    pub subcategory: String,
    pub description: String,
    pub legal_basis: Option<LegalBasis>,
    pub frame: PurposeFrame,
    pub sensitivity: Sensitivity,
    /// The model a new purpose is made from.
    pub model: Option<String>,
}

/// A part of the purposes of a register in the order of the tree, and how many there are in all.
///
/// # Errors
/// Internal only.
pub fn list(
    services: &Services,
    member: &Member,
    kind: RegisterKind,
    offset: usize,
    limit: usize,
) -> Result<(Vec<PurposeSheet>, usize), Fault> {
    let tree = register::view(services, member, kind)?.tree();
    let branches = tree.categories.iter().flat_map(|category| {
        category.purposes.iter().chain(category.subcategories.iter().flat_map(|subcategory| &subcategory.purposes))
    });
    let ids: Vec<PurposeId> = branches.map(|branch| branch.id).collect();
    let sheets = ids.iter().skip(offset).take(limit).map(|id| sheet(services, member, kind, *id));
    Ok((sheets.collect::<Result<_, _>>()?, ids.len()))
}

/// One purpose.
///
/// # Errors
/// `NotFound` where there is none in this register of this organisation.
pub fn sheet(services: &Services, member: &Member, kind: RegisterKind, id: PurposeId) -> Result<PurposeSheet, Fault> {
    let purpose = find(services, member, kind, id)?;
    let view = register::view(services, member, kind)?;
    let (category, subcategory, _) = view.branch(id);
    let (category, subcategory) = (category.to_owned(), subcategory.to_owned());
    Ok(PurposeSheet { purpose, category, subcategory, counts: view.counts_of(id) })
}

/// Names that the purposes of a register use already, sorted: completion offers them.
#[derive(Debug, Default)]
pub struct Vocabulary {
    pub categories: BTreeSet<String>,
    pub subcategories: BTreeSet<String>,
    pub joint_controllers: BTreeSet<String>,
    pub data_subjects: BTreeSet<String>,
    pub applications: BTreeSet<String>,
}

/// What completion offers in the form of a purpose.
///
/// # Errors
/// Internal only.
pub fn vocabulary(services: &Services, member: &Member, kind: RegisterKind) -> Result<Vocabulary, Fault> {
    let mut known = Vocabulary::default();
    let view = register::view(services, member, kind)?;
    for category in view.categories() {
        let names = if category.parent.is_none() { &mut known.categories } else { &mut known.subcategories };
        names.insert(category.name.clone());
    }
    for purpose in services.store.scan::<Purpose>(member.tenant(), &[]) {
        let purpose = purpose?.into_inner();
        if purpose.register == kind {
            known.joint_controllers.extend(purpose.frame.joint_controllers);
            known.data_subjects.extend(purpose.frame.data_subjects.into_iter().map(|subject| subject.name));
            known.applications.extend(purpose.frame.applications);
        }
    }
    Ok(known)
}

/// Adds a purpose; one that was proposed under this name becomes a real one.
///
/// # Errors
/// `Invalid` where name or category are missing, or the name is taken in its branch.
pub fn create(services: &Services, champion: &Champion, kind: RegisterKind, input: &PurposeInput) -> Result<PurposeId, Fault> {
    let input = &checked(services, champion, input)?;
    if let Some(id) = &input.model {
        model::find(services, champion, id).map_err(|_| Fault::invalid("model", "fault-unknown-value"))?;
    }
    until_settled(|| try_create(services, champion, kind, input))
}

fn try_create(services: &Services, champion: &Champion, kind: RegisterKind, input: &PurposeInput) -> Result<PurposeId, Attempt> {
    let view = register::view(services, champion, kind)?;
    let mut branches = Branches::of(&view, kind);
    let origin = input.model.clone().map_or(PurposeOrigin::Own, |model| PurposeOrigin::Model { model });
    let id = branches.purpose(&input.category, &input.subcategory, &input.name, &origin);
    let mut change = change(services, champion, "purpose-created", id, &input.name);
    match branches.new_purposes.get_mut(&id) {
        Some(new) => *new = said(input, new.clone()),
        None => {
            let old = find(services, champion, kind, id)?;
            if !old.proposed {
                return Err(taken(input).into());
            }
            let new = said(input, Purpose { origin, ..Purpose::clone(&old) });
            change.replace(champion.tenant(), &old, &new);
            proposal::settle(services, champion.tenant(), &new, None, &mut change)?;
        }
    }
    branches.write(&mut change, champion.tenant());
    attempt::commit(services, change)?;
    Ok(id)
}

/// Replaces what a purpose says. Activities that waited and now fit are validated. `seq` is the number of the change
/// that it was read at.
///
/// # Errors
/// As [`create`]; `Conflict` with one reason for each change that would make an activity exceed the purpose, or where
/// somebody changed it since `seq`.
pub fn update(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: PurposeId,
    seq: Option<u64>,
    input: &PurposeInput,
) -> Result<(), Fault> {
    let mut input = input.clone();
    let old = find(services, champion, kind, id)?;
    // What was proposed when it was read and is sent back unexplained follows the data as before.
    let unchanged = |set: &Regraded<3>| set.reason.trim().is_empty() && set.grades == old.sensitivity.proposed(&old.frame);
    if input.sensitivity.purpose.as_ref().is_some_and(unchanged) {
        input.sensitivity.purpose = None;
    }
    let as_before = |set: &RegradedItem| {
        let item = PersonalDataItem { category: set.category.clone(), name: set.name.clone(), retention: None };
        set.set.reason.trim().is_empty() && set.set.grades == old.sensitivity.proposed_of(&item)
    };
    input.sensitivity.items.retain(|set| !as_before(set));
    let input = &checked(services, champion, &input)?;
    until_settled(|| try_update(services, champion, kind, id, seq, input))
}

fn try_update(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: PurposeId,
    seq: Option<u64>,
    input: &PurposeInput,
) -> Result<(), Attempt> {
    let tenant = champion.tenant();
    let old = find(services, champion, kind, id)?;
    if seq.is_some_and(|seq| seq != old.seq()) {
        return Err(Fault::conflict("fault-changed-meanwhile").into());
    }
    let view = register::view(services, champion, kind)?;
    let mut branches = Branches::of(&view, kind);
    if branches.find(&input.category, &input.subcategory, &input.name).is_some_and(|found| found != id) {
        return Err(taken(input).into());
    }
    let (category, subcategory) = branches.place(&input.category, &input.subcategory);
    let new = said(input, Purpose { category, subcategory, ..Purpose::clone(&old) });
    let mut change = change(services, champion, "purpose-changed", id, &input.name);
    if old.proposed || new.frame != old.frame {
        let activities = proposal::activities(services, tenant, &old)?;
        if !old.proposed {
            let refused = refused(&old.frame, &new.frame, activities.iter().map(|activity| &activity.record));
            if !refused.is_empty() {
                return Err(Fault::Conflict(refused.iter().map(RefusedChange::message).collect()).into());
            }
        }
        // These activities, no others, and as they are.
        change.require_count::<Activity>(tenant, IN_PURPOSE, id.as_bytes(), activities.len());
        for activity in &activities {
            change.require(tenant, activity);
        }
        proposal::settle(services, tenant, &new, None, &mut change)?;
    }
    branches.write(&mut change, tenant);
    change.replace(tenant, &old, &new);
    attempt::commit(services, change)?;
    Ok(())
}

/// Hangs a purpose on a category or a subcategory, with all that stands under it.
///
/// # Errors
/// `NotFound` where purpose or category are not there; `Invalid` where the name is taken in that branch.
pub fn move_to(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: PurposeId,
    place: CategoryId,
) -> Result<(), Fault> {
    let tenant = champion.tenant();
    until_settled(|| {
        let old = find(services, champion, kind, id)?;
        let place = services.store.get::<Category>(tenant, place.as_bytes())?;
        let place = place.filter(|place| place.register == kind).ok_or(Fault::NotFound)?;
        let (category, subcategory) = place.parent.map_or((place.id, None), |parent| (parent, Some(place.id)));
        let view = register::view(services, champion, kind)?;
        let taken = view
            .purposes()
            .any(|head| head.id != id && head.category == category && head.subcategory == subcategory && head.name == old.name);
        if taken {
            return Err(name_taken("to", &old.name).into());
        }
        let mut change = change(services, champion, "purpose-moved", id, &old.name);
        change.require(tenant, &place);
        change.replace(tenant, &old, &Purpose { category, subcategory, ..Purpose::clone(&old) });
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Deletes a purpose that nothing stands under.
///
/// # Errors
/// `NotFound`; `Conflict` with the number of its activities.
pub fn delete(services: &Services, champion: &Champion, kind: RegisterKind, id: PurposeId) -> Result<(), Fault> {
    until_settled(|| {
        let old = find(services, champion, kind, id)?;
        let count = proposal::activities(services, champion.tenant(), &old)?.len();
        if count > 0 {
            return Err(Fault::Conflict(vec![FieldError::new("", "purpose-has-activities").with("count", count)]).into());
        }
        let mut change = change(services, champion, "purpose-deleted", id, &old.name);
        change.require_count::<Activity>(champion.tenant(), IN_PURPOSE, id.as_bytes(), 0);
        change.delete(champion.tenant(), &old);
        draft::forget_all(services, champion, id.0, &mut change)?;
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// What the input makes of a purpose whose branch is decided already.
fn said(input: &PurposeInput, purpose: Purpose) -> Purpose {
    Purpose {
        name: input.name.trim().to_owned(),
        description: input.description.trim().to_owned(),
        legal_basis: input.legal_basis,
        frame: input.frame.clone(),
        sensitivity: input.sensitivity.clone(),
        proposed: false,
        ..purpose
    }
}

/// A purpose of a register.
///
/// # Errors
/// `NotFound`.
pub(super) fn find(services: &Services, member: &Member, kind: RegisterKind, id: PurposeId) -> Result<Versioned<Purpose>, Fault> {
    let purpose = services.store.get::<Purpose>(member.tenant(), id.as_bytes())?;
    purpose.filter(|purpose| purpose.register == kind).ok_or(Fault::NotFound)
}

/// The sensitivity proposed for data, where the packs of the organisation know better than their categories.
///
/// # Errors
/// The store failed; a pack never does.
pub fn proposed(services: &Services, member: &Member, frame: &PurposeFrame) -> Result<Sensitivity, Fault> {
    Ok(Sensitivity { packs: pack::grades(services, member, &frame.personal_data)?, ..Sensitivity::default() })
}

/// The input as it can be stored: names that must be there, nothing named twice, every changed grade explained.
fn checked(services: &Services, member: &Member, input: &PurposeInput) -> Result<PurposeInput, Fault> {
    let names = [("name", input.name.as_str()), ("category", input.category.as_str())];
    let empty = names.into_iter().filter(|(_, name)| name.trim().is_empty());
    let mut errors: Vec<_> = empty.map(|(field, _)| FieldError::new(field, "fault-required")).collect();
    let twice = |(field, name)| FieldError::new(field, "purpose-named-twice").with("name", name);
    errors.extend(input.frame.named_twice().into_iter().map(twice));
    let packs = proposed(services, member, &input.frame)?.packs;
    let sensitivity = Sensitivity { packs, ..input.sensitivity.clone() };
    let sensitivity = sensitivity.checked(&input.frame).unwrap_or_else(|unexplained| {
        errors.extend(unexplained);
        Sensitivity::default()
    });
    if errors.is_empty() { Ok(PurposeInput { sensitivity, ..input.clone() }) } else { Err(Fault::Invalid(errors)) }
}

fn taken(input: &PurposeInput) -> Fault {
    name_taken("name", input.name.trim())
}

fn name_taken(field: &str, name: &str) -> Fault {
    Fault::Invalid(vec![FieldError::new(field, "purpose-name-taken").with("name", name)])
}

fn change(services: &Services, champion: &Champion, kind: &'static str, id: PurposeId, name: &str) -> Change {
    let event = Event::new(kind).about(id.0).with("name", name);
    Change::new(services.clock.now(), Actor::Account(champion.account()), champion.tenant(), event)
}

#[cfg(test)]
mod tests;
