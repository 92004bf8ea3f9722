//! An organisation in a temporary folder, with a privacy champion and a contributor, for the tests of services.

use super::{
    Services,
    activity::{self, ActivityInput, ActivitySheet},
};
use crate::{
    config::Config,
    domain::{
        access::{Champion, Member, Membership, Profile},
        activity::ActivityRecord,
        data_category::DataCategory,
        fault::Fault,
        id::{AccountId, ActivityId, OrganisationId},
        legal_basis::LegalBasis,
        personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem},
        register::RegisterKind,
        text::Language,
    },
};
use std::sync::Arc;

pub const KIND: RegisterKind = RegisterKind::Controller;

/// Dropped, it leaves nothing.
pub struct Place {
    pub services: Arc<Services>,
    pub champion: Champion,
    pub contributor: Member,
    _folder: tempfile::TempDir,
}

/// A member of an organisation.
pub fn member(organisation: OrganisationId, profile: Profile) -> Member {
    let membership = Membership::new(AccountId::new(), organisation, profile, false);
    Member::check(membership, Language::Fr).unwrap()
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        let organisation = OrganisationId::new();
        Self {
            services: crate::app::open(config).unwrap(),
            champion: member(organisation, Profile::PrivacyChampion).champion().unwrap(),
            contributor: member(organisation, Profile::Contributor),
            _folder: folder,
        }
    }

    /// Adds a complete activity under a purpose.
    pub fn add(&self, member: &Member, purpose: &str, record: ActivityRecord) -> ActivityId {
        self.try_add(member, purpose, record).unwrap()
    }

    pub fn try_add(&self, member: &Member, purpose: &str, record: ActivityRecord) -> Result<ActivityId, Fault> {
        activity::create(&self.services, member, KIND, &input(purpose, record))
    }

    pub fn sheet(&self, id: ActivityId) -> ActivitySheet {
        activity::sheet(&self.services, &self.champion, KIND, id).unwrap()
    }
}

/// A record under a purpose of one branch.
pub fn input(purpose: &str, record: ActivityRecord) -> ActivityInput {
    ActivityInput {
        category: "Gestion locative".into(),
        subcategory: "Vie du bail".into(),
        purpose: purpose.into(),
        record,
        ..ActivityInput::default()
    }
}

/// A complete record that uses these applications.
pub fn record(name: &str, applications: &[&str]) -> ActivityRecord {
    let category = PersonalDataCategory::Known(DataCategory::IdentificationData);
    ActivityRecord {
        name: name.into(),
        legal_basis: Some(LegalBasis::Contract),
        personal_data: vec![PersonalDataItem { category, name: "Nom".into(), retention: None }],
        data_subjects: vec![DataSubjectCategory { name: "Locataires".into(), volume: None }],
        applications: applications.iter().map(|name| (*name).to_owned()).collect(),
        ..ActivityRecord::default()
    }
}
