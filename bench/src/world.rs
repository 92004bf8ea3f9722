//! An organisation to measure with: a data folder, a privacy champion, a register of any size.

use crate::texts;
use probant::{
    app,
    config::Config,
    domain::{
        access::{Member, Membership, Profile},
        activity::{Activity, ActivityStatus},
        document::{Document, Reading, TextState},
        event::{Actor, Event},
        exceeds::frame_of,
        id::{AccountId, ActivityId, DocumentId},
        organisation::{CompanySheet, Organisation},
        purpose::PurposeOrigin,
        register::RegisterKind,
        text::Language,
    },
    export::csv,
    service::{self, Services, register::branch::Branches},
    store::{Change, Scope},
};
use std::{
    error::Error,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;

pub struct World {
    pub services: Arc<Services>,
    pub member: Member,
    /// Deleted with the world, where it is the world's own.
    _folder: Option<TempDir>,
}

impl World {
    /// An organisation without anything, in a folder of its own.
    pub fn empty() -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let services = app::open(config(folder.path()))?;
        let sheet = CompanySheet { legal_name: "OPH Val de Loire".into(), ..CompanySheet::default() };
        let packs = vec!["social-housing".into()];
        let organisation = Organisation { packs, ..Organisation::new(sheet, services.clock.now()) };
        let membership = Membership::new(AccountId::new(), organisation.id, Profile::PrivacyChampion, true);
        let mut change = Change::new(services.clock.now(), Actor::Operator, Scope::Instance, Event::new("organisation-created"));
        change.insert(Scope::Instance, &organisation).insert(Scope::Instance, &membership);
        services.store.commit(change)?;
        let member = Member::check(membership, Language::Fr).ok_or("the membership is suspended")?;
        Ok(Self { services, member, _folder: Some(folder) })
    }

    /// The only organisation of a data folder that was set up.
    pub fn adopt(data: &Path) -> Result<Self, Box<dyn Error>> {
        let services = app::open(config(data))?;
        let membership = services.store.scan::<Membership>(Scope::Instance, &[]).next().ok_or("there is no membership")??;
        let member = Member::check(membership.into_inner(), Language::Fr).ok_or("the membership is suspended")?;
        Ok(Self { services, member, _folder: None })
    }

    /// An organisation with so many activities; the time is that of their one durable commit.
    pub fn with_register(rows: usize) -> Result<(Self, Duration), Box<dyn Error>> {
        let world = Self::empty()?;
        let took = world.fill(rows)?;
        Ok((world, took))
    }

    /// Adds so many activities in one durable commit, and tells how long that took.
    pub fn fill(&self, rows: usize) -> Result<Duration, Box<dyn Error>> {
        let file = csv::big_register(rows)?;
        let (_, rows) = csv::rows(&file);
        let start = Instant::now();
        self.commit(rows)?;
        Ok(start.elapsed())
    }

    /// Files so many documents of 2 kB with their text, a thousand in a commit: as many uploads leave them.
    pub fn file(&self, documents: usize) -> Result<(), Box<dyn Error>> {
        let Self { services, member, .. } = self;
        let (tenant, now) = (member.tenant(), services.clock.now());
        let numbers: Vec<usize> = (0..documents).collect();
        for batch in numbers.chunks(1_000) {
            let mut change = Change::new(now, Actor::Account(member.account()), tenant, Event::new("document-filed"));
            for number in batch {
                let (title, text) = texts::document(*number);
                let mut upload = services.files.receive()?;
                upload.write(text.as_bytes())?;
                let content = upload.seal()?;
                let (size, sha256) = (content.size, content.sha256);
                services.files.hold().place(tenant, content)?;
                services.files.keep(tenant, sha256, &Reading { text, ..Reading::default() })?;
                let document = Document {
                    id: DocumentId::new(),
                    name: format!("{title}.txt"),
                    size,
                    sha256,
                    media_type: "text/plain".into(),
                    category: String::new(),
                    subcategory: String::new(),
                    links: Vec::new(),
                    expires_on: None,
                    review_on: None,
                    revised: None,
                    text: TextState::Indexed,
                    created_by: member.account(),
                    created_at: now,
                };
                change.insert(tenant, &document);
            }
            services.store.commit(change)?;
        }
        Ok(())
    }

    fn commit(&self, rows: Vec<probant::domain::import::ImportRow>) -> Result<(), Box<dyn Error>> {
        let Self { services, member, .. } = self;
        let now = services.clock.now();
        let view = service::register::view(services, member, RegisterKind::Controller).map_err(|fault| format!("{fault:?}"))?;
        let mut branches = Branches::of(&view, RegisterKind::Controller);
        let mut change = Change::new(now, Actor::Account(member.account()), member.tenant(), Event::new("register-imported"));
        for row in rows {
            let purpose = branches.purpose(
                &row.category,
                row.subcategory.as_deref().unwrap_or_default(),
                &row.purpose,
                &PurposeOrigin::Import,
            );
            if let Some(purpose) = branches.new_purposes.get_mut(&purpose) {
                purpose.frame = frame_of(&row.record);
            }
            let activity = Activity {
                id: ActivityId::new(),
                register: RegisterKind::Controller,
                purpose,
                status: ActivityStatus::Validated,
                created_by: member.account(),
                created_at: now,
                updated_at: now,
                refusal: None,
                review_on: None,
                record: row.record,
            };
            change.insert(member.tenant(), &activity);
        }
        branches.write(&mut change, member.tenant());
        services.store.commit(change)?;
        Ok(())
    }
}

/// Settings with a data folder.
pub fn config(folder: &Path) -> Config {
    Config { data: folder.to_owned(), ..Config::default() }
}

/// A purpose with an empty frame.
pub fn purpose() -> probant::domain::purpose::Purpose {
    probant::domain::purpose::Purpose {
        sensitivity: Default::default(),
        id: Default::default(),
        register: RegisterKind::Controller,
        category: Default::default(),
        subcategory: None,
        name: "Suivi des dossiers".into(),
        description: String::new(),
        legal_basis: None,
        frame: Default::default(),
        origin: PurposeOrigin::Own,
        proposed: false,
    }
}
