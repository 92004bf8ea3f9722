//! Things for requests to name: activities, documents, actions and so on of the first organisation, each made anew when
//! it is asked for, so that no request meets what another one left.

use super::roles::{FILE, People, Role};
use crate::harness::{PASSWORD, Person, Server};
use probant::{
    domain::{
        access::{Champion, Member, Profile, SuperUser},
        activity::{Activity, ActivityRecord, ActivityStatus},
        comment::Remarked,
        data_category::DataCategory,
        department::DepartmentDraft,
        event::{Actor, Event},
        id::{ActionId, ActivityId, CategoryId, NotificationId, PurposeId},
        legal_basis::LegalBasis,
        notification::{Matter, Notification},
        personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem},
        purpose::Purpose,
        register::RegisterKind,
        term::TermList,
        text::{Language, Localised},
    },
    export::csv::{self, ExportRow},
    service::{
        Services, action,
        activity::{self, ActivityInput},
        campaign, category, comment, department, document, import,
        invitation::{self, Invitation},
        purpose::{self, PurposeInput},
        session::{self, Attempt, Origin},
        term, token,
    },
    store::Change,
};
use std::{
    net::Ipv4Addr,
    sync::atomic::{AtomicU64, Ordering},
};

const KIND: RegisterKind = RegisterKind::Controller;
const ORIGIN: Origin<'static> = Origin { address: std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), browser: "things" };

/// Makes what the table of roles names.
pub struct Things<'a> {
    services: &'a Services,
    people: &'a People,
    campaign: String,
    count: AtomicU64,
}

impl<'a> Things<'a> {
    /// Opens the one campaign, and makes the purpose under which all activities stand.
    pub fn new(server: &'a Server, people: &'a People) -> Self {
        let services = &*server.services;
        let member = |person: &Person| token::bearer(services, &person.token).unwrap().unwrap();
        let champion = member(&people.champion).champion().unwrap();
        let campaign = campaign::open(services, &champion, "general").unwrap().to_string();
        let things = Self { services, people, campaign, count: AtomicU64::new(0) };
        things.activity(&champion, ActivityRecord::default());
        things
    }

    /// The path of a row, its places filled.
    pub fn path(&self, path: &str, target: &str, role: Role) -> String {
        let path = path.replace("{kind}", "controller").replace("{question}", "public_body").replace("{theme}", "governance");
        let path = path.replace("{hash}", "x").replace("{*path}", "y").replace("/search", "/search?q=essai");
        let path = path
            .replace("{number}", "1")
            .replace("{share}", &ActionId::new().to_string())
            .replace("{script}", "general")
            .replace("{category}", "Contrats");
        let path = if path.contains("{link}") { path.replace("{link}", &self.make("activity", Role::Champion)) } else { path };
        let path =
            if path.contains("{document}") { path.replace("{document}", &self.make("document", Role::Champion)) } else { path };
        if target == "-" { path } else { path.replace("{id}", &self.make(target, role)) }
    }

    /// The body of a row, its places filled.
    pub fn fill(&self, body: &str) -> String {
        let person = self.member(Role::Contributor).account().to_string();
        let body = body
            .replace("$person", &person)
            .replace("$new", &self.word())
            .replace("$first", &self.people.champion.organisation.to_string());
        let body = body.replace("$today", &self.services.clock.today().to_string());
        // What a body names belongs to the first organisation, whoever asks.
        ["category", "document", "activity", "purpose"].into_iter().fold(body, |body, thing| match format!("${thing}") {
            place if body.contains(&place) => body.replace(&place, &self.make(thing, Role::Champion)),
            _ => body,
        })
    }

    /// Where an activity stands.
    pub fn branch(&self, activity: &str) -> (CategoryId, PurposeId) {
        let tenant = self.member(Role::Champion).tenant();
        let id: ActivityId = activity.parse().unwrap();
        let activity = self.services.store.get::<Activity>(tenant, id.as_bytes()).unwrap().unwrap();
        let purpose = self.services.store.get::<Purpose>(tenant, activity.purpose.as_bytes()).unwrap().unwrap();
        (purpose.category, purpose.id)
    }

    /// A new thing: the identifier.
    pub fn make(&self, target: &str, role: Role) -> String {
        let champion = self.member(Role::Champion).champion().unwrap();
        // For those who can have nothing of their own here, it is somebody else's.
        let own = match role {
            Role::Visitor | Role::Stranger => Role::Contributor,
            role => role,
        };
        match target {
            "activity" => self.activity(&champion, ActivityRecord::default()),
            "own" => self.activity(&self.member(own), ActivityRecord::default()),
            "waiting" => self.waiting(if own == Role::Champion { Role::Contributor } else { own }),
            "comment" => self.comment(&champion),
            "own-comment" => self.comment(&self.member(own)),
            "action-comment" => self.action_comment(&champion, &champion),
            "own-action-comment" => self.action_comment(&champion, &self.member(own)),
            "model" => "cnil.recrutement".to_owned(),
            "purpose" => self.purpose(&champion),
            "purpose-in-use" => self.branch(&self.activity(&champion, ActivityRecord::default())).1.to_string(),
            "category" => self.category(&champion),
            "category-in-use" => self.branch(&self.activity(&champion, ActivityRecord::default())).0.to_string(),
            "document" => self.document(&champion),
            "own-document" => self.document(&self.member(own)),
            "campaign" => self.campaign.clone(),
            "action" => self.action(&champion, None),
            "own-action" => self.action(&champion, Some(&self.member(own))),
            "import" => import::upload(self.services, &champion, KIND, "essai.csv", FILE).unwrap().import.id.to_string(),
            "import-made" => self.import_made(&champion),
            "account" => self.account(),
            "department" => self.department(self.word()),
            "department-in-charge" => self.department_in_charge(&champion),
            "term" => term::add(self.services, &champion, TermList::Applications, &self.word()).unwrap().to_string(),
            "told" => self.told(other(role)),
            "own-told" => self.told(own),
            "token" => self.token(other(role)),
            "own-token" => self.token(own),
            "session" => self.session(other(role)),
            "own-session" => self.session(own),
            _ => panic!("{target}: no such thing"),
        }
    }

    fn person(&self, role: Role) -> &Person {
        self.people.who(role).unwrap()
    }

    fn member(&self, role: Role) -> Member {
        token::bearer(self.services, &self.person(role).token).unwrap().unwrap()
    }

    fn word(&self) -> String {
        format!("mot{}", self.count.fetch_add(1, Ordering::Relaxed))
    }

    fn activity(&self, member: &Member, record: ActivityRecord) -> String {
        let input = ActivityInput {
            category: "Essais".into(),
            purpose: "Essayer".into(),
            record: ActivityRecord { name: self.word(), ..record },
            ..ActivityInput::default()
        };
        activity::create(self.services, member, KIND, &input).unwrap().to_string()
    }

    /// A complete activity that exceeds its purpose.
    fn waiting(&self, role: Role) -> String {
        let category = PersonalDataCategory::Known(DataCategory::IdentificationData);
        let record = ActivityRecord {
            legal_basis: Some(LegalBasis::Contract),
            personal_data: vec![PersonalDataItem { category, name: "Nom".into(), retention: None }],
            data_subjects: vec![DataSubjectCategory { name: "Locataires".into(), volume: None }],
            ..ActivityRecord::default()
        };
        let member = self.member(role);
        let id = self.activity(&member, record);
        let sheet = activity::sheet(self.services, &member, KIND, id.parse().unwrap()).unwrap();
        assert_eq!(sheet.activity.status, ActivityStatus::Suspended);
        id
    }

    /// A comment of somebody on an activity of a champion.
    fn comment(&self, member: &Member) -> String {
        let champion = self.member(Role::Champion);
        let activity = self.activity(&champion, ActivityRecord::default()).parse().unwrap();
        comment::add(self.services, member, Remarked::Activity { activity, register: KIND }, &self.word()).unwrap().to_string()
    }

    /// A comment of somebody on an action that the person carries out.
    fn action_comment(&self, champion: &Champion, member: &Member) -> String {
        let action = self.action(champion, Some(member)).parse().unwrap();
        comment::add(self.services, member, Remarked::Action { action }, &self.word()).unwrap().to_string()
    }

    /// A purpose without activities.
    fn purpose(&self, champion: &Champion) -> String {
        let input = PurposeInput { name: self.word(), category: "Essais".into(), ..PurposeInput::default() };
        purpose::create(self.services, champion, KIND, &input).unwrap().to_string()
    }

    /// A category without anything.
    fn category(&self, champion: &Champion) -> String {
        category::create(self.services, champion, KIND, &self.word(), None).unwrap().to_string()
    }

    /// An import that made one activity in a branch of its own.
    fn import_made(&self, champion: &Champion) -> String {
        let record = ActivityRecord { name: self.word(), ..ActivityRecord::default() };
        let (category, purpose) = (self.word(), self.word());
        let row = ExportRow { category: &category, subcategory: None, purpose: &purpose, department: None, record: &record };
        let (file, _) = csv::write([row]).unwrap();
        let id = import::upload(self.services, champion, KIND, "essai.csv", &file).unwrap().import.id;
        import::commit(self.services, champion, KIND, id, false).unwrap();
        id.to_string()
    }

    fn document(&self, member: &Member) -> String {
        let mut upload = document::receive(self.services, member).unwrap();
        upload.write(self.word().as_bytes()).unwrap();
        let filing = document::Filing { name: "essai.bin".into(), ..document::Filing::default() };
        document::file(self.services, member, upload, &filing).unwrap().id.to_string()
    }

    fn action(&self, champion: &Champion, assignee: Option<&Member>) -> String {
        let assignees = assignee.map(|member| member.account()).into_iter().collect();
        let input = action::ActionInput { title: self.word(), assignees, ..action::ActionInput::default() };
        action::create(self.services, champion, input).unwrap().to_string()
    }

    /// Somebody who is invited and never asks for anything.
    fn account(&self) -> String {
        let email = format!("{}@oph.example", self.word());
        let (profile, language) = (Profile::Contributor, Language::Fr);
        let invitation = Invitation { name: "Zoé Réserve", email: &email, profile, super_user: false, language };
        invitation::invite(self.services, &self.super_user(), &invitation).unwrap().to_string()
    }

    fn department(&self, name: String) -> String {
        let draft = DepartmentDraft { name, ..DepartmentDraft::default() };
        department::create(self.services, &self.super_user(), draft).unwrap().to_string()
    }

    /// A department that an activity names.
    fn department_in_charge(&self, champion: &Champion) -> String {
        let name = self.word();
        let id = self.department(name.clone());
        let input = ActivityInput {
            category: "Essais".into(),
            purpose: "Essayer".into(),
            department: name,
            record: ActivityRecord { name: self.word(), ..ActivityRecord::default() },
            ..ActivityInput::default()
        };
        activity::create(self.services, champion, KIND, &input).unwrap();
        id
    }

    fn super_user(&self) -> SuperUser {
        self.member(Role::SuperUser).super_user().unwrap()
    }

    /// What somebody is told.
    fn told(&self, role: Role) -> String {
        let member = self.member(role);
        let event = Event::new("notifications-made");
        let told = Notification {
            id: NotificationId::new(),
            recipient: member.account(),
            matter: Matter::ActionAssigned { action: ActionId::new(), title: Localised::same(self.word()) },
            by: None,
            at: self.services.clock.now(),
            read_at: None,
            digest: None,
        };
        let mut change = Change::new(told.at, Actor::Machine, member.tenant(), event);
        change.insert(member.tenant(), &told);
        self.services.store.commit(change).unwrap();
        told.id.to_string()
    }

    fn token(&self, role: Role) -> String {
        let member = self.member(role);
        token::create(self.services, &member, "essai").unwrap().0.id.to_string()
    }

    fn session(&self, role: Role) -> String {
        let attempt = Attempt { email: &self.person(role).email, password: PASSWORD, from: ORIGIN };
        let key = session::sign_in(self.services, attempt).unwrap();
        session::visit(self.services, &key).unwrap().unwrap().session.id.to_string()
    }
}

/// Somebody else of the same organisation.
fn other(role: Role) -> Role {
    if role == Role::Champion { Role::Contributor } else { Role::Champion }
}
