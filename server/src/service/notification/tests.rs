//! Rules that pages and API do not reach: much at once, and how much is kept.

use super::{Inbox, list, mark_all, teller, unread};
use crate::{
    clock::Clock,
    config::Config,
    domain::{
        access::{Member, Membership, Profile},
        account::Account,
        activity::{Activity, ActivityRecord, ActivityStatus},
        event::{Actor, Event},
        id::{ActivityId, OrganisationId, PurposeId},
        notification::{KEPT, Matter},
        register::RegisterKind,
        text::Language,
    },
    service::Services,
    store::{Change, Scope},
};
use jiff::Timestamp;
use std::sync::Arc;
use tempfile::TempDir;

struct Office {
    #[expect(dead_code, reason = "deleted when dropped")]
    folder: TempDir,
    services: Arc<Services>,
    organisation: OrganisationId,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        let services = crate::app::open_at(config, Clock::standing_at(Timestamp::UNIX_EPOCH)).unwrap();
        Self { folder, services, organisation: OrganisationId::new() }
    }

    fn person(&self, email: &str, profile: Profile) -> Member {
        let account = Account::new(email.parse().unwrap(), email.into(), Language::En, Timestamp::UNIX_EPOCH);
        let membership = Membership::new(account.id, self.organisation, profile, false);
        let mut change = Change::new(Timestamp::UNIX_EPOCH, Actor::Machine, Scope::Instance, Event::new("tested"));
        change.insert(Scope::Instance, &account).insert(Scope::Instance, &membership);
        self.services.store.commit(change).unwrap();
        Member::check(membership, Language::En).unwrap()
    }

    /// So many activities are suspended in one change.
    fn suspend(&self, by: &Member, count: usize) {
        let event = Event::new("import-committed");
        let mut change = Change::new(Timestamp::UNIX_EPOCH, Actor::Account(by.account()), by.tenant(), event);
        for number in 0..count {
            let activity = Activity {
                id: ActivityId::new(),
                register: RegisterKind::Processor,
                purpose: PurposeId::new(),
                status: ActivityStatus::Suspended,
                created_by: by.account(),
                created_at: Timestamp::UNIX_EPOCH,
                updated_at: Timestamp::UNIX_EPOCH,
                refusal: None,
                review_on: None,
                record: ActivityRecord { name: format!("Activity {number}"), ..ActivityRecord::default() },
            };
            change.insert(by.tenant(), &activity);
        }
        self.services.store.commit(change).unwrap();
        teller::follow(&self.services).unwrap();
    }

    fn inbox(&self, member: &Member) -> Inbox {
        Inbox::of_member(&self.services, member.clone()).unwrap()
    }

    fn matters(&self, member: &Member) -> Vec<Matter> {
        list(&self.services, &self.inbox(member)).unwrap().into_iter().map(|told| told.notification.matter).collect()
    }
}

#[test]
fn many_at_once_are_told_together() {
    let office = Office::new();
    let (champion, author) = (office.person("p@a.fr", Profile::PrivacyChampion), office.person("c@a.fr", Profile::Contributor));
    office.suspend(&author, 5);
    assert_eq!(office.matters(&champion).len(), 5);
    office.suspend(&author, 300);
    let register = RegisterKind::Processor;
    assert_eq!(office.matters(&champion)[0], Matter::ActivitiesSuspended { register, count: 300 });
    assert_eq!((office.matters(&champion).len(), office.matters(&author).len()), (6, 0));
}

#[test]
fn nobody_is_told_what_one_did_oneself() {
    let office = Office::new();
    let (one, other) = (office.person("p@a.fr", Profile::PrivacyChampion), office.person("q@a.fr", Profile::PrivacyChampion));
    office.suspend(&one, 1);
    assert_eq!((office.matters(&one).len(), office.matters(&other).len()), (0, 1));
}

#[test]
fn the_oldest_go_when_there_are_many() {
    let office = Office::new();
    let (champion, author) = (office.person("p@a.fr", Profile::PrivacyChampion), office.person("c@a.fr", Profile::Contributor));
    for _ in 0..=KEPT {
        office.suspend(&author, 1);
    }
    assert_eq!(office.matters(&champion).len(), KEPT);
    let inbox = office.inbox(&champion);
    assert_eq!(unread(&office.services, &inbox).unwrap(), 100, "counted up to a hundred");
    assert_eq!(mark_all(&office.services, &inbox).unwrap(), KEPT);
    assert_eq!(unread(&office.services, &inbox).unwrap(), 0);
}

#[test]
fn a_long_silence_is_written_down_too() {
    let office = Office::new();
    let member = office.person("c@a.fr", Profile::Contributor);
    let commit = || {
        let change = Change::new(Timestamp::UNIX_EPOCH, Actor::Machine, member.tenant(), Event::new("tested"));
        office.services.store.commit(change).unwrap()
    };
    for _ in 0..600 {
        commit();
    }
    let before = office.services.store.last_seq();
    teller::follow(&office.services).unwrap();
    let written = office.services.store.last_seq() - before;
    assert_eq!(written, 1, "the position, and nothing told");
}
