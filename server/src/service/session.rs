//! Signing in, what a session opens at each request, choosing an organisation, signing out.
//!
//! A request costs a few reads by key and no write, save one every five minutes; nothing is cached, so that a
//! suspended membership or an ended session locks out at once.

use super::{Services, maintenance, secret};
use crate::{
    domain::{
        access::{Member, Membership, Tenant},
        account::{Account, Email},
        event::{Actor, Event},
        fault::Fault,
        id::{AccountId, OrganisationId, SessionId},
        maintenance::Maintenance,
        organisation::Organisation,
        password::Credential,
        secret::Secret,
        session::{LastVisit, Session, SessionLimits},
        text::Language,
    },
    store::{Change, CommitError, Scope, Versioned, schema},
};
use jiff::{SignedDuration, Timestamp};
use std::net::IpAddr;

/// Longest description of a browser that is kept.
const BROWSER_LENGTH: usize = 200;

/// What everybody is told who does not get in, whatever was wrong.
const WRONG: &str = "sign-in-wrong";

/// What somebody typed, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    pub email: &'a str,
    pub password: &'a str,
    pub from: Origin<'a>,
}

/// Where a request comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    pub address: IpAddr,
    /// What the browser says it is.
    pub browser: &'a str,
}

/// A request of a signed-in person: what its session opens at this moment.
#[derive(Clone, Debug)]
pub struct Visit {
    pub session: Versioned<Session>,
    pub account: Versioned<Account>,
    /// Where the person works at the moment; nothing until one was chosen.
    pub place: Option<Place>,
    /// Whether there are others to choose from.
    pub several_organisations: bool,
    /// The maintenance that runs or is announced.
    pub maintenance: Option<Maintenance>,
}

/// An organisation and what the person may do there.
#[derive(Clone, Debug)]
pub struct Place {
    pub member: Member,
    pub organisation: Organisation,
}

/// Signs in: the key of a new session.
///
/// # Errors
/// One and the same for a wrong password and for an account that does not exist, after the same time; another
/// where there are too many attempts, or where the right person is suspended or the instance closed.
pub fn sign_in(services: &Services, attempt: Attempt<'_>) -> Result<Secret, Fault> {
    let now = services.clock.now();
    let typed = attempt.email.trim().to_lowercase();
    services.throttle.attempt(&typed, attempt.from.address, now)?;
    let account = typed.parse::<Email>().ok().map(|email| by_email(services, &email)).transpose()?.flatten();
    let credential = account.as_ref().map(|account| credential(services, account.id)).transpose()?.flatten();
    let hash = credential.as_ref().map(|credential| credential.hash.as_str());
    let right = services.passwords.verify(attempt.password, hash)?;
    let (Some(account), Some(credential), true) = (account.as_ref(), credential.filter(|found| found.is_current(now)), right)
    else {
        refuse(services, account.as_deref(), "sign-in-refused")?;
        return Err(Fault::invalid("", WRONG));
    };
    let open = open(services, account)?;
    // An operator must be able to lift the suspension of the only organisation.
    if open.is_empty() && !account.operator {
        let why = closed(services, account.id)?;
        refuse(services, Some(account), if why == WRONG { "sign-in-refused" } else { "sign-in-suspended" })?;
        return Err(Fault::invalid("", why));
    }
    if !account.operator
        && let Some(window) = maintenance::running(services)?
    {
        refuse(services, Some(account), "sign-in-closed")?;
        return Err(Fault::Maintenance(Box::new(window)));
    }
    services.throttle.succeeded(&typed, attempt.from.address);
    let organisation = home(open.iter().map(|place| place.organisation.id), last_place(services, account.id)?);
    let (key, session) = begin(account.id, organisation, credential.must_change(), attempt.from, now)?;
    let actor = Actor::Account(account.id);
    let mut change = Change::new(now, actor, scope_of(organisation), Event::new("signed-in").about(account.id.0));
    change.insert(Scope::Instance, &session);
    change.put(Scope::Instance, &LastVisit { account: account.id, at: now, organisation });
    services.store.commit(change)?;
    tracing::info!(account = %account.id, "signed in");
    Ok(key)
}

/// What the key of a cookie opens; `None` where it opens nothing any more.
///
/// # Errors
/// The store failed.
pub fn visit(services: &Services, key: &Secret) -> Result<Option<Visit>, Fault> {
    let now = services.clock.now();
    let Some(session) = services.store.get::<Session>(Scope::Instance, key.hash().as_bytes())? else { return Ok(None) };
    if !session.is_alive(now, limits(services)) {
        return Ok(None);
    }
    let Some(account) = services.store.get::<Account>(Scope::Instance, session.account.as_bytes())? else { return Ok(None) };
    let open = open(services, &account)?;
    if open.is_empty() && !account.operator {
        return Ok(None);
    }
    let several_organisations = open.len() > 1;
    let place = open.into_iter().find(|place| Some(place.organisation.id) == session.organisation);
    if session.to_be_seen(now) {
        seen(services, &session, now);
    }
    Ok(Some(Visit { session, account, place, several_organisations, maintenance: maintenance::current(services)? }))
}

/// The organisations that the person may enter.
///
/// # Errors
/// The store failed.
pub fn organisations(services: &Services, visit: &Visit) -> Result<Vec<Organisation>, Fault> {
    let mut organisations: Vec<_> = open(services, &visit.account)?.into_iter().map(|place| place.organisation).collect();
    organisations.sort_by_key(|organisation| organisation.sheet.legal_name.to_lowercase());
    Ok(organisations)
}

/// Goes to work in another organisation.
///
/// # Errors
/// [`Fault::NotFound`] where the person has no open membership there.
pub fn enter(services: &Services, visit: &Visit, organisation: OrganisationId) -> Result<(), Fault> {
    if !open(services, &visit.account)?.iter().any(|place| place.organisation.id == organisation) {
        return Err(Fault::NotFound);
    }
    let event = Event::new("organisation-entered").about(visit.account.id.0);
    let mut change = Change::new(services.clock.now(), Actor::Account(visit.account.id), scope_of(Some(organisation)), event);
    change.replace(Scope::Instance, &visit.session, &Session { organisation: Some(organisation), ..(*visit.session).clone() });
    change.put(
        Scope::Instance,
        &LastVisit { account: visit.account.id, at: visit.session.started_at, organisation: Some(organisation) },
    );
    services.store.commit(change)?;
    Ok(())
}

/// Ends the session of this visit.
///
/// # Errors
/// The store failed.
pub fn sign_out(services: &Services, visit: &Visit) -> Result<(), Fault> {
    ended(services, visit.account.id, visit.session.id, "signed-out")
}

/// The sessions of the person, the latest first.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, account: AccountId) -> Result<Vec<Session>, Fault> {
    let now = services.clock.now();
    let mut sessions: Vec<Session> = sessions_of(services, account)?.into_iter().map(Versioned::into_inner).collect();
    sessions.retain(|session| session.is_alive(now, limits(services)));
    sessions.sort_by_key(|session| std::cmp::Reverse(session.last_seen));
    Ok(sessions)
}

/// Ends a session of the person.
///
/// # Errors
/// [`Fault::NotFound`] where it is not one of the person's.
pub fn end(services: &Services, account: AccountId, id: SessionId) -> Result<(), Fault> {
    ended(services, account, id, "session-ended")
}

fn ended(services: &Services, account: AccountId, id: SessionId, kind: &'static str) -> Result<(), Fault> {
    let session = sessions_of(services, account)?.into_iter().find(|session| session.id == id).ok_or(Fault::NotFound)?;
    let event = Event::new(kind).about(account.0);
    let mut change = Change::new(services.clock.now(), Actor::Account(account), scope_of(session.organisation), event);
    change.delete(Scope::Instance, &session);
    services.store.commit(change)?;
    Ok(())
}

/// A new session and its key.
pub(super) fn begin(
    account: AccountId,
    organisation: Option<OrganisationId>,
    must_change_password: bool,
    from: Origin<'_>,
    now: Timestamp,
) -> Result<(Secret, Session), Fault> {
    let key = secret::new()?;
    let browser = from.browser.chars().filter(|c| !c.is_control()).take(BROWSER_LENGTH).collect();
    let session = Session {
        id: SessionId::new(),
        key: key.hash(),
        account,
        organisation,
        started_at: now,
        last_seen: now,
        must_change_password,
        browser,
    };
    Ok((key, session))
}

pub(super) fn sessions_of(services: &Services, account: AccountId) -> Result<Vec<Versioned<Session>>, Fault> {
    let sessions = services.store.by_index::<Session>(Scope::Instance, schema::session::BY_ACCOUNT, account.as_bytes());
    Ok(sessions.collect::<Result<_, _>>()?)
}

pub(super) fn by_email(services: &Services, email: &Email) -> Result<Option<Versioned<Account>>, Fault> {
    let key = schema::account::email_key(email);
    let mut found = services.store.by_index::<Account>(Scope::Instance, schema::account::BY_EMAIL, &key);
    Ok(found.next().transpose()?)
}

pub(super) fn credential(services: &Services, account: AccountId) -> Result<Option<Versioned<Credential>>, Fault> {
    Ok(services.store.get(Scope::Instance, account.as_bytes())?)
}

/// Every membership of an account, the suspended and deleted ones too.
pub(super) fn memberships(services: &Services, account: AccountId) -> Result<Vec<Membership>, Fault> {
    let found = services.store.scan::<Membership>(Scope::Instance, account.as_bytes());
    Ok(found.map(|membership| membership.map(Versioned::into_inner)).collect::<Result<_, _>>()?)
}

/// The organisations that a person may enter, in the order in which the person joined them.
pub(super) fn open(services: &Services, account: &Account) -> Result<Vec<Place>, Fault> {
    let places = memberships(services, account.id)?.into_iter().map(|membership| place(services, membership, account.language));
    places.filter_map(Result::transpose).collect()
}

/// What a membership opens; `None` where it or its organisation is suspended, or it is deleted.
pub(super) fn place(services: &Services, membership: Membership, language: Language) -> Result<Option<Place>, Fault> {
    let organisation = services.store.get::<Organisation>(Scope::Instance, membership.organisation.as_bytes())?;
    let organisation = organisation.map(Versioned::into_inner).filter(|organisation| !organisation.suspended);
    let member = Member::check(membership, language);
    Ok(organisation.zip(member).map(|(organisation, member)| Place { member, organisation }))
}

/// Why a person without an open organisation is refused: the key of a sentence. Who is deleted everywhere is told no more
/// than a stranger.
fn closed(services: &Services, account: AccountId) -> Result<&'static str, Fault> {
    let mut kept = memberships(services, account)?;
    kept.retain(|membership| membership.deleted.is_none());
    Ok(match kept.iter().any(Membership::is_open) {
        true => "sign-in-organisation-suspended",
        false if kept.is_empty() => WRONG,
        false => "sign-in-suspended",
    })
}

/// The organisation in whose audit trail something appears.
pub(super) fn scope_of(organisation: Option<OrganisationId>) -> Scope {
    organisation.map_or(Scope::Instance, |organisation| Tenant::unsafe_without_membership(organisation).into())
}

/// Where a person begins to work: the only organisation, or the one of the last time.
fn home(open: impl IntoIterator<Item = OrganisationId>, last: Option<OrganisationId>) -> Option<OrganisationId> {
    let open: Vec<_> = open.into_iter().collect();
    match open.as_slice() {
        [only] => Some(*only),
        several => several.iter().copied().find(|organisation| Some(*organisation) == last),
    }
}

fn limits(services: &Services) -> SessionLimits {
    let sessions = &services.config.sessions;
    SessionLimits {
        idle: SignedDuration::from_mins(sessions.idle_minutes.into()),
        absolute: SignedDuration::from_hours(sessions.absolute_hours.into()),
    }
}

/// Writes a refused sign-in into the audit trail. For an account that does not exist too, without what was typed:
/// otherwise the time of the answer would tell the two apart.
fn refuse(services: &Services, account: Option<&Account>, kind: &'static str) -> Result<(), Fault> {
    let mut event = Event::new(kind);
    let mut scope = Scope::Instance;
    if let Some(account) = account {
        event = event.about(account.id.0);
        let all = memberships(services, account.id)?.into_iter().map(|membership| membership.organisation);
        scope = scope_of(home(all, last_place(services, account.id)?));
    }
    tracing::info!(account = account.map(|account| account.id.to_string()), kind, "sign-in refused");
    services.store.commit(Change::new(services.clock.now(), Actor::Visitor, scope, event))?;
    Ok(())
}

/// Where the person worked last.
pub(super) fn last_place(services: &Services, account: AccountId) -> Result<Option<OrganisationId>, Fault> {
    let last = services.store.get::<LastVisit>(Scope::Instance, account.as_bytes())?;
    Ok(last.and_then(|last| last.organisation))
}

/// Writes down that a session is used, and clears away the person's sessions that have ended. Failing at it harms
/// nothing: the next request tries again.
fn seen(services: &Services, session: &Versioned<Session>, now: Timestamp) {
    let event = Event::new("session-seen").about(session.account.0);
    let mut change = Change::new(now, Actor::Account(session.account), Scope::Instance, event);
    change.replace(Scope::Instance, session, &Session { last_seen: now, ..(**session).clone() });
    for ended in sessions_of(services, session.account).unwrap_or_default() {
        if !ended.is_alive(now, limits(services)) {
            change.delete(Scope::Instance, &ended);
        }
    }
    match services.store.commit(change) {
        Ok(_) | Err(CommitError::Conflict) => {}
        Err(error) => tracing::warn!(%error, "the use of a session was not written down"),
    }
}
