//! Sector packs: which are installed, which an organisation uses, and what they say about an activity.

pub mod contents;
pub mod installation;
pub mod publisher;
mod reach;
pub mod removal;

pub(super) use reach::of as reach;

use super::{
    Services,
    organisation::{self, Grants},
};
use crate::{
    domain::{
        access::{Member, Operator, SuperUser},
        activity::{Activity, ActivityRecord},
        event::Event,
        fault::{Fault, FieldError},
        finding::{Finding, Severity},
        organisation::Organisation,
        pack::{Installation, Pack, PackFailure, Permission},
        personal_data::PersonalDataItem,
        purpose::Purpose,
        register::RegisterKind,
        sensitivity::PackGrades,
        suggestion::Suggestion,
        text::{Language, Localised},
    },
    locale::Texts,
    packs::Subject,
    store::{Change, Scope},
};
use std::sync::Arc;

/// An installed pack, and whether the organisation uses it.
pub struct PackChoice {
    pub pack: Arc<Pack>,
    pub chosen: bool,
    /// What the organisation lets it do, among what it asks for.
    pub granted: Vec<Permission>,
    /// It failed repeatedly and says nothing until an operator switches it on, or the server starts again.
    pub switched_off: bool,
}

/// Names of what an activity hangs on; empty where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    pub category: &'a str,
    pub subcategory: &'a str,
    pub department: &'a str,
}

/// The packs that the organisation can choose from.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, member: &Member) -> Result<Vec<PackChoice>, Fault> {
    let organisation = organisation::get(services, member)?;
    let health = services.packs.health();
    let choice = |pack: Arc<Pack>| PackChoice {
        chosen: organisation.packs.contains(&pack.manifest.id),
        granted: organisation.grants.get(&pack.manifest.id).cloned().unwrap_or_default(),
        switched_off: health.iter().any(|health| health.id == pack.manifest.id && health.switched_off),
        pack,
    };
    Ok(services.packs.installed().into_iter().map(choice).collect())
}

/// A pack as operators see it.
pub struct InstalledPack {
    pub pack: Arc<Pack>,
    /// Where it came from outside: when, and who signed it. Nothing for a pack that travels in the program.
    pub installation: Option<Installation>,
    /// How many organisations use it.
    pub used_by: usize,
    /// As for [`PackChoice`].
    pub switched_off: bool,
}

/// The packs of the instance.
///
/// # Errors
/// The store failed.
pub fn installed(services: &Services, operator: &Operator) -> Result<Vec<InstalledPack>, Fault> {
    let organisations = services.store.scan::<Organisation>(Scope::Instance, &[]);
    let chosen: Vec<Vec<String>> = organisations.map(|each| Ok(each?.into_inner().packs)).collect::<Result<_, Fault>>()?;
    let health = services.packs.health();
    let installations = installation::list(services, operator)?;
    let installed = |pack: Arc<Pack>| {
        let id = &pack.manifest.id;
        let switched_off = health.iter().any(|health| health.id == *id && health.switched_off);
        let installation = installations.iter().find(|installation| installation.id == *id).cloned();
        let used_by = chosen.iter().filter(|packs| packs.contains(id)).count();
        InstalledPack { installation, used_by, switched_off, pack }
    };
    Ok(services.packs.installed().into_iter().map(installed).collect())
}

/// Gives a pack that failed repeatedly and was switched off another chance. One that is at work goes on: nothing is written.
///
/// # Errors
/// [`Fault::NotFound`] where it is not installed.
pub fn switch_on(services: &Services, operator: &Operator, id: &str) -> Result<(), Fault> {
    let _one_at_a_time = services.packs.hold();
    let health = services.packs.health().into_iter().find(|health| health.id == id).ok_or(Fault::NotFound)?;
    if !health.switched_off {
        return Ok(());
    }
    let event = Event::new("pack-switched-on").with("pack", id);
    services.store.commit(Change::new(services.clock.now(), operator.actor(), Scope::Instance, event))?;
    services.packs.switch_on(id);
    Ok(())
}

/// Replaces the organisation's choice, and what it lets the packs do. What a pack does not ask for is not granted.
///
/// # Errors
/// `Invalid` where a pack is not installed; a conflict where somebody changed the organisation meanwhile.
pub fn choose(services: &Services, super_user: &SuperUser, mut ids: Vec<String>, mut grants: Grants) -> Result<(), Fault> {
    // A pack that is being removed meanwhile would stay chosen.
    let _one_at_a_time = services.packs.hold();
    ids.sort();
    ids.dedup();
    let unknown = ids.iter().filter(|id| services.packs.manifest(id).is_none());
    let errors: Vec<_> = unknown.map(|id| FieldError::new("packs", "pack-not-installed").with("pack", id)).collect();
    if !errors.is_empty() {
        return Err(Fault::Invalid(errors));
    }
    grants.retain(|id, granted| {
        let asked = services.packs.manifest(id).map(|manifest| manifest.permissions.clone()).unwrap_or_default();
        granted.sort();
        granted.dedup();
        granted.retain(|permission| asked.contains(permission));
        ids.contains(id) && !granted.is_empty()
    });
    organisation::choose_packs(services, super_user, ids, grants)
}

/// What the organisation's packs say about an activity, most serious first. A pack that fails says so in a
/// finding of its own.
///
/// # Errors
/// The store failed; a pack never does.
pub fn findings(
    services: &Services,
    member: &Member,
    activity: &Activity,
    purpose: &Purpose,
    place: Place<'_>,
) -> Result<Vec<Finding>, Fault> {
    let organisation = organisation::get(services, member)?;
    if organisation.packs.is_empty() {
        return Ok(Vec::new());
    }
    let reach = reach::of(services, member, &organisation);
    let subject = Subject {
        register: activity.register,
        record: &activity.record,
        purpose,
        category: place.category,
        subcategory: place.subcategory,
        department: place.department,
        sheet: &organisation.sheet,
        today: services.clock.today(),
        reach: Some(&reach),
    };
    let reviewed = services.packs.review(&organisation.packs, &subject);
    let said = |reviewed: crate::packs::Reviewed| {
        reviewed.answer.unwrap_or_else(|failure| vec![failed(services, reviewed.pack, failure)])
    };
    let mut findings: Vec<_> = reviewed.into_iter().flat_map(said).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Ok(findings)
}

/// The sensitivity that the organisation's packs propose for data, where one of them has an opinion.
///
/// # Errors
/// The store failed; a pack never does.
pub fn grades(services: &Services, member: &Member, items: &[PersonalDataItem]) -> Result<Vec<PackGrades>, Fault> {
    let organisation = services.store.get::<Organisation>(Scope::Instance, member.tenant().organisation().as_bytes())?;
    // An organisation that is being taken away uses no packs.
    let packs = organisation.map(|organisation| organisation.into_inner().packs).unwrap_or_default();
    let graded = |item: &PersonalDataItem| {
        let (pack, grades) = services.packs.grade(&packs, item)?;
        Some(PackGrades { category: item.category.clone(), name: item.name.clone(), grades, pack })
    };
    Ok(items.iter().filter_map(graded).collect())
}

/// What the organisation's packs propose for an activity that is being written, and what the pack is called.
///
/// # Errors
/// The store failed; a pack never does.
pub fn suggestions(
    services: &Services,
    member: &Member,
    kind: RegisterKind,
    record: &ActivityRecord,
    purpose: &Purpose,
    place: Place<'_>,
) -> Result<Vec<(String, Suggestion)>, Fault> {
    let organisation = organisation::get(services, member)?;
    if organisation.packs.is_empty() {
        return Ok(Vec::new());
    }
    let reach = reach::of(services, member, &organisation);
    let subject = Subject {
        register: kind,
        record,
        purpose,
        category: place.category,
        subcategory: place.subcategory,
        department: place.department,
        sheet: &organisation.sheet,
        today: services.clock.today(),
        reach: Some(&reach),
    };
    let named = |suggestion: Suggestion| {
        let name = services.packs.manifest(&suggestion.pack).map(|manifest| manifest.name.get(member.language).to_owned());
        (name.unwrap_or_else(|| suggestion.pack.clone()), suggestion)
    };
    Ok(services.packs.suggest(&organisation.packs, &subject).into_iter().map(named).collect())
}

/// The finding that stands where a pack has nothing to say, because it failed.
fn failed(services: &Services, pack: String, failure: PackFailure) -> Finding {
    let manifest = services.packs.manifest(&pack);
    let text = |language| {
        let name = manifest.as_ref().map(|manifest| &manifest.name);
        let name = name.map_or(pack.as_str(), |name| name.get(language));
        Texts::new(language).one(&format!("pack-failed-{}", failure.as_str()), "pack", name)
    };
    let message = Localised { fr: text(Language::Fr), en: text(Language::En), es: text(Language::Es) };
    Finding {
        severity: Severity::Warning,
        field: String::new(),
        message,
        article: String::new(),
        fix: Localised::default(),
        pack,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::Config,
        domain::{
            access::{Membership, Profile},
            activity::ActivityStatus,
            event::Actor,
            id::{AccountId, ActivityId, CategoryId, PurposeId},
            purpose::PurposeOrigin,
        },
    };
    use std::sync::Arc;

    struct Desk {
        _folder: tempfile::TempDir,
        services: Arc<Services>,
        super_user: SuperUser,
    }

    fn desk(packs: &[&str]) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        let services = crate::app::open(config).unwrap();
        let packs = packs.iter().map(|id| (*id).to_owned()).collect();
        let organisation = Organisation { packs, ..Organisation::new(Default::default(), services.clock.now()) };
        let mut change = Change::new(services.clock.now(), Actor::Operator, Scope::Instance, Event::new("organisation-created"));
        change.insert(Scope::Instance, &organisation);
        services.store.commit(change).unwrap();
        let membership = Membership::new(AccountId::new(), organisation.id, Profile::Contributor, true);
        let super_user = Member::check(membership, Language::Fr).unwrap().super_user().unwrap();
        Desk { _folder: folder, services, super_user }
    }

    fn findings_of(desk: &Desk) -> Vec<Finding> {
        let purpose = Purpose {
            id: PurposeId::new(),
            register: RegisterKind::Controller,
            category: CategoryId::new(),
            subcategory: None,
            name: "Demande et attribution".into(),
            description: String::new(),
            legal_basis: None,
            frame: Default::default(),
            sensitivity: Default::default(),
            origin: PurposeOrigin::Own,
            proposed: false,
        };
        let activity = Activity {
            id: ActivityId::new(),
            register: RegisterKind::Controller,
            purpose: purpose.id,
            status: ActivityStatus::Incomplete,
            created_by: desk.super_user.account(),
            created_at: desk.services.clock.now(),
            updated_at: desk.services.clock.now(),
            refusal: None,
            review_on: None,
            record: ActivityRecord { name: "Cotation".into(), ..ActivityRecord::default() },
        };
        findings(&desk.services, &desk.super_user, &activity, &purpose, Place::default()).unwrap()
    }

    #[test]
    fn only_chosen_packs_are_asked() {
        let desk = desk(&[]);
        assert!(findings_of(&desk).is_empty());
        assert!(list(&desk.services, &desk.super_user).unwrap().iter().all(|choice| !choice.chosen));
        choose(&desk.services, &desk.super_user, vec!["social-housing".into(), "social-housing".into()], Grants::new()).unwrap();
        let choices = list(&desk.services, &desk.super_user).unwrap();
        assert!(choices.iter().any(|choice| choice.chosen && choice.pack.manifest.id == "social-housing"));
        let findings = findings_of(&desk);
        assert!(findings.iter().any(|finding| finding.article == "RGPD 22"), "{findings:#?}");
        assert!(findings.is_sorted_by(|one, other| one.severity >= other.severity));
    }

    #[test]
    fn a_pack_that_is_not_installed_cannot_be_chosen() {
        let desk = desk(&[]);
        let fault = choose(&desk.services, &desk.super_user, vec!["no-such-pack".into()], Grants::new());
        assert!(matches!(fault, Err(Fault::Invalid(errors)) if errors.len() == 1));
    }

    #[test]
    fn a_pack_that_is_gone_leaves_a_finding_and_no_fault() {
        let findings = findings_of(&desk(&["gone"]));
        assert_eq!(findings.len(), 1);
        let finding = &findings[0];
        assert_eq!((finding.pack.as_str(), finding.severity), ("gone", Severity::Warning));
        assert!(finding.message.missing().is_empty() && finding.message.fr.contains("gone"), "{finding:?}");
    }
}
