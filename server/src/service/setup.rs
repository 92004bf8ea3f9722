//! The first steps of an instance: the one-time link, and founding organisations with their first person.

use super::{
    Services, secret,
    session::{self, Origin},
};
use crate::{
    domain::{
        access::{Membership, Operator, Profile},
        account::Account,
        event::{Actor, Event},
        fault::Fault,
        id::OrganisationId,
        organisation::Organisation,
        password::{Credential, Standing},
        secret::Secret,
        session::LastVisit,
        setup::{Foundation, FoundationDraft, SetUpLink},
    },
    store::{Change, Scope, Versioned, schema},
};
use jiff::Timestamp;

/// Whether an organisation exists.
///
/// # Errors
/// The store failed.
pub fn is_done(services: &Services) -> Result<bool, Fault> {
    Ok(services.store.scan::<Organisation>(Scope::Instance, &[]).next().transpose()?.is_some())
}

/// A new key for the set-up link, where the instance is not set up yet; links made before open nothing any more.
///
/// # Errors
/// The store failed.
pub fn link(services: &Services) -> Result<Option<Secret>, Fault> {
    if is_done(services)? {
        return Ok(None);
    }
    let key = secret::new()?;
    let now = services.clock.now();
    let mut change = Change::new(now, Actor::Machine, Scope::Instance, Event::new("set-up-link-made"));
    change.put(Scope::Instance, &SetUpLink { key: key.hash(), made_at: now });
    services.store.commit(change)?;
    Ok(Some(key))
}

/// Whether a key opens the set-up page.
///
/// # Errors
/// The store failed.
pub fn opens(services: &Services, key: &Secret) -> Result<bool, Fault> {
    Ok(stored_link(services)?.is_some_and(|link| link.key == key.hash()))
}

/// Sets the instance up by its link and signs the founder in: the key of the session.
///
/// # Errors
/// [`Fault::NotFound`] where the link was used; every wrong field otherwise.
pub fn by_link(services: &Services, key: &Secret, draft: FoundationDraft, from: Origin<'_>) -> Result<Secret, Fault> {
    let link = stored_link(services)?.filter(|link| link.key == key.hash()).ok_or(Fault::NotFound)?;
    let draft = FoundationDraft { password: Some(draft.password.unwrap_or_default()), ..draft };
    let foundation = draft.complete(services.config.password_policy).map_err(Fault::Invalid)?;
    let founded = Founded::new(services, foundation)?.by_an_operator();
    let mut change = founded.change(Actor::Visitor);
    let (account, organisation) = (founded.membership.account, founded.organisation.id);
    let (session_key, session) = session::begin(account, Some(organisation), false, from, founded.now)?;
    change.delete(Scope::Instance, &link);
    change.insert(Scope::Instance, &session);
    change.put(Scope::Instance, &LastVisit { account, at: founded.now, organisation: Some(organisation) });
    services.store.commit(change)?;
    Ok(session_key)
}

/// Sets the instance up from the command line.
///
/// # Errors
/// A conflict where it is set up; every wrong field otherwise.
pub fn by_operator(services: &Services, operator: &Operator, draft: FoundationDraft) -> Result<OrganisationId, Fault> {
    if is_done(services)? {
        return Err(Fault::conflict("setup-already-done"));
    }
    let foundation = draft.complete(services.config.password_policy).map_err(Fault::Invalid)?;
    write(services, operator, &Founded::new(services, foundation)?.by_an_operator())
}

/// Founds one more organisation. A person who has an account keeps it, and its password.
///
/// # Errors
/// Every wrong field; a password that is missing where the person is new.
pub fn found(services: &Services, operator: &Operator, draft: FoundationDraft) -> Result<OrganisationId, Fault> {
    let foundation = draft.complete(services.config.password_policy).map_err(Fault::Invalid)?;
    write(services, operator, &Founded::new(services, foundation)?)
}

fn write(services: &Services, operator: &Operator, founded: &Founded) -> Result<OrganisationId, Fault> {
    let mut change = founded.change(operator.actor());
    if let Some(link) = stored_link(services)? {
        change.delete(Scope::Instance, &link);
    }
    services.store.commit(change)?;
    Ok(founded.organisation.id)
}

/// What a foundation writes.
struct Founded {
    now: Timestamp,
    organisation: Organisation,
    membership: Membership,
    /// The account and its password, where they are new.
    person: Option<(Account, Credential)>,
}

impl Founded {
    fn new(services: &Services, foundation: Foundation) -> Result<Self, Fault> {
        let now = services.clock.now();
        let Foundation { sheet, mut packs, language, name, email, password } = foundation;
        packs.retain(|pack| services.packs.manifest(pack).is_some());
        let organisation = Organisation { packs, language, ..Organisation::new(sheet, now) };
        let known = session::by_email(services, &email)?;
        let person = match (&known, password) {
            (Some(_), _) => None,
            (None, None) => return Err(Fault::invalid("password", "password-missing")),
            (None, Some(password)) => {
                let account = Account::new(email, name, language, now);
                let hash = services.passwords.hash(&password)?;
                let credential = Credential { account: account.id, hash, standing: Standing::Chosen { since: now } };
                Some((account, credential))
            }
        };
        let account = known.map(|account| account.id).or(person.as_ref().map(|(account, _)| account.id));
        let account = account.ok_or(Fault::NotFound)?;
        let membership = Membership::new(account, organisation.id, Profile::PrivacyChampion, true);
        Ok(Self { now, organisation, membership, person })
    }

    /// The first person of an instance looks after it, until others do too.
    fn by_an_operator(mut self) -> Self {
        if let Some((account, _)) = &mut self.person {
            account.operator = true;
        }
        self
    }

    fn change(&self, actor: Actor) -> Change {
        let event = Event::new("organisation-created").about(self.organisation.id.0);
        let event = event.with("name", &self.organisation.sheet.legal_name);
        let mut change = Change::new(self.now, actor, session::scope_of(Some(self.organisation.id)), event);
        change.insert(Scope::Instance, &self.organisation);
        change.insert(Scope::Instance, &self.membership);
        if let Some((account, credential)) = &self.person {
            change.insert(Scope::Instance, account);
            change.insert(Scope::Instance, credential);
        }
        change
    }
}

fn stored_link(services: &Services) -> Result<Option<Versioned<SetUpLink>>, Fault> {
    Ok(services.store.get(Scope::Instance, schema::setup::KEY)?)
}
