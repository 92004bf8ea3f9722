//! An organisation in a temporary folder, with a privacy champion and a contributor, for the tests of services.

use super::{
    Services,
    activity::{self, ActivityInput, ActivitySheet},
};
use crate::{
    config::Config,
    domain::{
        access::{Champion, Member, Membership, Profile},
        account::{Account, EntryMode, NotifyChoice},
        activity::ActivityRecord,
        data_category::DataCategory,
        event::{Actor, Event},
        fault::Fault,
        id::{AccountId, ActivityId, OrganisationId},
        legal_basis::LegalBasis,
        organisation::{CompanySheet, Organisation},
        personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem},
        register::RegisterKind,
        text::Language,
    },
    store::{Change, Scope, Stored},
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

    /// Makes organisation and accounts of the members, which most tests can do without.
    pub fn settle(&self) {
        let now = self.services.clock.now();
        let id = self.champion.tenant().organisation();
        let mut organisation = Organisation::new(CompanySheet { legal_name: "OPH".into(), ..CompanySheet::default() }, now);
        organisation.id = id;
        self.put(&organisation);
        for member in [&*self.champion, &self.contributor] {
            self.put(&self.account(member));
            self.put(&Membership::new(member.account(), id, member.profile(), false));
        }
    }

    /// The account of a member, as [`Self::settle`] makes it.
    pub fn account(&self, member: &Member) -> Account {
        Account {
            id: member.account(),
            email: format!("{}@oph.example", member.profile().as_str().replace('_', "-")).parse().unwrap(),
            name: "Sacha".into(),
            language: Language::Fr,
            created_at: jiff::Timestamp::UNIX_EPOCH,
            operator: false,
            notify: NotifyChoice::default(),
            entry: EntryMode::default(),
        }
    }

    /// Writes a value of the instance.
    pub fn put<T: Stored>(&self, value: &T) {
        let mut change = Change::new(self.services.clock.now(), Actor::Machine, Scope::Instance, Event::new("account-changed"));
        change.insert(Scope::Instance, value);
        self.services.store.commit(change).unwrap();
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
