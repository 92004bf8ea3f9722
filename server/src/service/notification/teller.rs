//! Reads the journal and tells people what concerns them. Its position is written in the same change as what it tells,
//! so that nothing is told twice and nothing is missed, wherever the program stops.
//!
//! What is told stands as long as it is so: once an activity is no longer suspended, or an action assigned to somebody
//! else, what was told of it goes.

use super::{account, is_member, programme, remarks, tenant};
use crate::{
    domain::{
        access::{Membership, Profile, Tenant},
        account::{Account, NotifyChoice},
        activity::{Activity, ActivityStatus},
        event::{Actor, Event},
        fault::Fault,
        id::{AccountId, NotificationId, OrganisationId},
        mail::{Delivery, Letter, Mail, Notice},
        notification::{Decision, KEPT, Matter, Notification, ONE_BY_ONE, ReaderPosition, next_digest},
        organisation::Organisation,
        register::RegisterKind,
        text::Localised,
    },
    service::Services,
    store::{
        Change, CommitError, Entry, Scope, StoreError, Stored, Versioned,
        schema::{access::BY_ORGANISATION, notification::BY_SUBJECT},
        table::key_text,
    },
};
use std::collections::HashMap;
use uuid::Uuid;

const READER: &str = "notifications";
/// Entries without anything to tell after which the position is written down all the same.
const SILENT: u64 = 500;
/// Attempts to tell what an entry gives, when others change it at the same moment.
const TRIES: usize = 20;
/// Events that change what somebody may do.
const ROLE_CHANGES: [&str; 4] = ["account-profile-changed", "super-user-granted", "super-user-withdrawn", "membership-changed"];

/// What an entry of the journal gives to tell.
#[derive(Default)]
pub(super) struct Tidings {
    /// Scope, recipient, matter.
    pub new: Vec<(Scope, AccountId, Matter)>,
    /// Told before, and no longer so.
    pub over: Vec<(Scope, Versioned<Notification>)>,
}

/// Deals with the entries that came since the last time: how many gave something to tell.
///
/// # Errors
/// The store failed. What was told until then is told.
pub fn follow(services: &Services) -> Result<usize, Fault> {
    let mut position = position(services)?;
    let mut count = 0;
    for entry in services.store.tail(position.as_ref().map_or(0, |position| position.seq) + 1) {
        let entry = entry?;
        let written = position.as_ref().map_or(0, |position| position.seq);
        let tidings = tidings(services, &entry)?;
        if tidings.is_empty() && entry.seq() < written + SILENT {
            continue;
        }
        count += usize::from(!tidings.is_empty());
        deal_with(services, &entry, tidings, position.as_ref())?;
        position = self::position(services)?;
    }
    Ok(count)
}

fn position(services: &Services) -> Result<Option<Versioned<ReaderPosition>>, Fault> {
    Ok(services.store.get(Scope::Instance, &key_text(READER))?)
}

/// Tells what an entry gives, and writes down that it was dealt with.
fn deal_with(
    services: &Services,
    entry: &Entry,
    mut tidings: Tidings,
    position: Option<&Versioned<ReaderPosition>>,
) -> Result<(), Fault> {
    let next = ReaderPosition { reader: READER.to_owned(), seq: entry.seq() };
    let scope = entry.organisation().map_or(Scope::Instance, |id| Tenant::unsafe_without_membership(id).into());
    for _ in 0..TRIES {
        let mut change = Change::new(services.clock.now(), Actor::Machine, scope, Event::new("notifications-made"));
        tell(services, entry, tidings, &mut change)?;
        match position {
            Some(old) => change.replace(Scope::Instance, old, &next),
            None => change.insert(Scope::Instance, &next),
        };
        match services.store.commit(change) {
            // Somebody read at this moment what was to be taken back.
            Err(CommitError::Conflict) => tidings = self::tidings(services, entry)?,
            made => return Ok(made.map(drop)?),
        }
    }
    Err(Fault::conflict("fault-changed-meanwhile"))
}

impl Tidings {
    fn is_empty(&self) -> bool {
        self.new.is_empty() && self.over.is_empty()
    }
}

fn tidings(services: &Services, entry: &Entry) -> Result<Tidings, Fault> {
    let mut tidings = Tidings::default();
    of_activities(services, entry, &mut tidings)?;
    remarks::of_reviews(services, entry, &mut tidings)?;
    remarks::of_comments(services, entry, &mut tidings)?;
    remarks::of_documents(services, entry, &mut tidings)?;
    programme::of_actions(services, entry, &mut tidings)?;
    programme::of_reminders(services, entry, &mut tidings)?;
    programme::of_leads(services, entry, &mut tidings)?;
    of_memberships(entry, &mut tidings)?;
    of_packs(services, entry, &mut tidings)?;
    of_mails(services, entry, &mut tidings)?;
    let doer = doer(entry);
    tidings.new.retain(|(_, recipient, _)| Some(*recipient) != doer);
    Ok(tidings)
}

fn doer(entry: &Entry) -> Option<AccountId> {
    if let Actor::Account(id) = entry.actor() { Some(id) } else { None }
}

/// An activity that waits is told to every privacy champion, once; many at once are told together.
fn of_activities(services: &Services, entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    let mut waiting: HashMap<(Tenant, RegisterKind), Vec<Activity>> = HashMap::new();
    for put in entry.puts::<Activity>() {
        let (scope, activity) = put?;
        let Some(tenant) = tenant(scope) else { continue };
        let mut told = about(services, scope, activity.id.0)?;
        let moved = |told: &Versioned<Notification>| match told.matter {
            Matter::ReviewDue { on, .. } => activity.review_on != Some(on),
            _ => false,
        };
        tidings.over.extend(told.iter().filter(|told| moved(told)).map(|told| (scope, told.clone())));
        told.retain(|told| matches!(told.matter, Matter::ActivitySuspended { .. }));
        if activity.status != ActivityStatus::Suspended {
            tidings.over.extend(told.into_iter().map(|told| (scope, told)));
            tidings.new.extend(decided(entry, &activity).map(|matter| (scope, activity.created_by, matter)));
        } else if told.is_empty() {
            waiting.entry((tenant, activity.register)).or_default().push(activity);
        }
    }
    for (scope, key) in entry.deletes::<Activity>() {
        let Ok(id) = Uuid::from_slice(key) else { continue };
        tidings.over.extend(about(services, scope, id)?.into_iter().map(|told| (scope, told)));
    }
    for ((tenant, register), activities) in waiting {
        let many = activities.len() > ONE_BY_ONE;
        let one = |activity: Activity| Matter::ActivitySuspended { register, activity: activity.id, name: activity.record.name };
        let matters: Vec<Matter> = if many {
            vec![Matter::ActivitiesSuspended { register, count: activities.len() }]
        } else {
            activities.into_iter().map(one).collect()
        };
        for champion in champions(services, tenant.organisation())? {
            tidings.new.extend(matters.iter().map(|matter| (tenant.into(), champion, matter.clone())));
        }
    }
    Ok(())
}

/// What its author is told, where this entry is a decision on the activity.
fn decided(entry: &Entry, activity: &Activity) -> Option<Matter> {
    let event = entry.event();
    let decision = match event.kind.as_str() {
        "activity-validated" => Decision::Validated,
        "activity-refused" => Decision::Refused,
        _ => return None,
    };
    let name = activity.record.name.clone();
    let matter = Matter::ActivityDecided { register: activity.register, activity: activity.id, name, decision };
    (event.subject == Some(activity.id.0)).then_some(matter)
}

fn of_memberships(entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    let event = entry.event();
    let role = ROLE_CHANGES.contains(&event.kind.as_str());
    if !role && event.kind.as_str() != "account-invited" {
        return Ok(());
    }
    for put in entry.puts::<Membership>() {
        let (_, membership) = put?;
        let scope = Tenant::unsafe_without_membership(membership.organisation).into();
        let Membership { profile, super_user, .. } = membership;
        let matter = if role { Matter::RoleChanged { profile, super_user } } else { Matter::Joined };
        tidings.new.push((scope, membership.account, matter));
    }
    Ok(())
}

/// A pack that the operator took away is told to the super users of the organisation that used it.
fn of_packs(services: &Services, entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    let event = entry.event();
    let (Some(organisation), "pack-withdrawn") = (entry.organisation(), event.kind.as_str()) else { return Ok(()) };
    let text =
        |name: &str| event.detail.iter().find(|(place, _)| place == name).map(|(_, text)| text.clone()).unwrap_or_default();
    let pack = Localised { fr: text("pack"), en: text("pack_en"), es: text("pack_es") };
    let scope: Scope = Tenant::unsafe_without_membership(organisation).into();
    for super_user in members(services, organisation, |member| member.super_user)? {
        tidings.new.push((scope, super_user, Matter::PackWithdrawn { pack: pack.clone() }));
    }
    Ok(())
}

/// A mail that was tried for the last time is told to the operators, until it is tried again or dropped.
fn of_mails(services: &Services, entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    for put in entry.puts::<Mail>() {
        let (scope, mail) = put?;
        let told = about(services, scope, mail.id.0)?;
        let Delivery::Failed { why, .. } = mail.delivery else {
            tidings.over.extend(told.into_iter().map(|told| (scope, told)));
            continue;
        };
        if told.is_empty() {
            let matter = Matter::MailFailed { mail: mail.id, why };
            tidings.new.extend(operators(services)?.into_iter().map(|operator| (scope, operator, matter.clone())));
        }
    }
    Ok(())
}

pub(super) fn about(services: &Services, scope: Scope, subject: Uuid) -> Result<Vec<Versioned<Notification>>, StoreError> {
    services.store.by_index::<Notification>(scope, BY_SUBJECT, subject.as_bytes()).collect()
}

pub(super) fn champions(services: &Services, organisation: OrganisationId) -> Result<Vec<AccountId>, Fault> {
    members(services, organisation, |member| member.profile == Profile::PrivacyChampion)
}

/// The members of an organisation who can come in and are so.
fn members(services: &Services, organisation: OrganisationId, are: fn(&Membership) -> bool) -> Result<Vec<AccountId>, Fault> {
    let members = services.store.by_index::<Membership>(Scope::Instance, BY_ORGANISATION, organisation.as_bytes());
    let members = members.collect::<Result<Vec<_>, _>>()?.into_iter();
    Ok(members.filter(|member| member.is_open() && are(member)).map(|member| member.account).collect())
}

fn operators(services: &Services) -> Result<Vec<AccountId>, Fault> {
    let accounts = services.store.scan::<Account>(Scope::Instance, &[]).collect::<Result<Vec<_>, _>>()?;
    Ok(accounts.iter().filter(|account| account.operator).map(|account| account.id).collect())
}

/// Puts what is to be told into a change, with the mails of those who want them at once.
fn tell(services: &Services, entry: &Entry, tidings: Tidings, change: &mut Change) -> Result<(), Fault> {
    for (scope, over) in &tidings.over {
        change.delete(*scope, over);
    }
    let by = doer(entry);
    let by_name = by.map(|by| account(services, by)).transpose()?.flatten().map(|account| account.name).unwrap_or_default();
    for (scope, recipient, matter) in tidings.new {
        let welcome = tenant(scope).map(|tenant| is_member(services, tenant, recipient)).transpose()?;
        let Some(account) = account(services, recipient)?.filter(|_| welcome != Some(false)) else { continue };
        let mailed = if matter.is_mailed() { account.notify } else { NotifyChoice::None };
        let digest = (mailed == NotifyChoice::Daily).then(|| next_digest(&services.clock.local()));
        if mailed == NotifyChoice::AtOnce {
            let notice = notice(services, scope, &matter, by_name.clone())?;
            let address = services.config.address();
            let letter = Letter::Notices { name: account.name.clone(), address, daily: false, more: 0, notices: vec![notice] };
            let organisation = scope.organisation();
            change.insert(Scope::Instance, &Mail::new(&account, organisation, letter, services.clock.now()));
        }
        let id = NotificationId::new();
        let told = Notification { id, recipient, matter, by, at: entry.time(), read_at: None, digest };
        change.insert(scope, &told);
        forget(services, scope, recipient, &tidings.over, change)?;
    }
    Ok(())
}

/// What a mail says of a matter.
pub(super) fn notice(services: &Services, scope: Scope, matter: &Matter, by: String) -> Result<Notice, Fault> {
    let organisation = match scope.organisation() {
        Some(id) => services.store.get::<Organisation>(Scope::Instance, id.as_bytes())?,
        None => None,
    };
    let organisation = organisation.map(|organisation| organisation.into_inner().sheet.legal_name).unwrap_or_default();
    Ok(Notice { organisation, path: matter.path(), matter: matter.clone(), by })
}

/// Makes room: the oldest beyond the number that is kept goes.
fn forget(
    services: &Services,
    scope: Scope,
    recipient: AccountId,
    over: &[(Scope, Versioned<Notification>)],
    change: &mut Change,
) -> Result<(), Fault> {
    let told = services.store.scan::<Notification>(scope, recipient.as_bytes()).collect::<Result<Vec<_>, _>>()?;
    let gone = |told: &Versioned<Notification>| over.iter().any(|(_, over)| over.key() == told.key());
    let mut kept: Vec<_> = told.iter().filter(|told| !gone(told)).collect();
    kept.sort_by_key(|told| std::cmp::Reverse(told.id));
    for oldest in kept.into_iter().skip(KEPT - 1) {
        change.delete(scope, oldest);
    }
    Ok(())
}
