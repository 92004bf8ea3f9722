//! API tokens: made, listed and revoked by the person they speak for; made by the operator too.

use super::{Services, secret, session};
use crate::{
    domain::{
        access::{Member, Membership, Operator},
        account::{Account, NotAnEmail},
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::{AccountId, OrganisationId, TokenId},
        text::Language,
        token::{self, Token},
    },
    store::{Change, CommitError, Scope, Versioned, schema},
};
use jiff::Timestamp;

/// Longest name of a token, in characters.
const NAME_LENGTH: usize = 80;

/// Makes a token for the person, in the organisation of the moment: the token, and the text to show once.
///
/// # Errors
/// A name that is missing or too long.
pub fn create(services: &Services, member: &Member, name: &str) -> Result<(Token, String), Fault> {
    make(services, Actor::Account(member.account()), member.account(), member.tenant().organisation(), name)
}

/// Makes a token for somebody, at the operator's wish. Without an organisation the person must have one only.
///
/// # Errors
/// No such account, no such membership, or several.
pub fn create_for(
    services: &Services,
    operator: &Operator,
    email: &str,
    organisation: Option<OrganisationId>,
    name: &str,
) -> Result<String, Fault> {
    let email = email.parse().map_err(|error: NotAnEmail| Fault::Invalid(vec![error.into()]))?;
    let account = session::by_email(services, &email)?.ok_or_else(|| Fault::invalid("email", "account-unknown"))?;
    let mut open = session::open(services, &account)?;
    open.retain(|place| organisation.is_none_or(|wanted| place.organisation.id == wanted));
    match open.as_slice() {
        [only] => Ok(make(services, operator.actor(), account.id, only.organisation.id, name)?.1),
        [] => Err(Fault::invalid("organisation", "token-no-membership")),
        _ => Err(Fault::invalid("organisation", "token-several-organisations")),
    }
}

/// The tokens of the person in the organisation of the moment, the latest first.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, member: &Member) -> Result<Vec<Token>, Fault> {
    let mut tokens: Vec<Token> = of(services, member)?.into_iter().map(Versioned::into_inner).collect();
    tokens.sort_by_key(|token| std::cmp::Reverse(token.id));
    Ok(tokens)
}

/// Revokes a token of the person: it opens nothing from now on.
///
/// # Errors
/// [`Fault::NotFound`] where it is not one of the person's.
pub fn revoke(services: &Services, member: &Member, id: TokenId) -> Result<(), Fault> {
    let token = of(services, member)?.into_iter().find(|token| token.id == id).ok_or(Fault::NotFound)?;
    let event = Event::new("token-revoked").about(id.0);
    let mut change = Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event);
    change.delete(Scope::Instance, &token);
    services.store.commit(change)?;
    Ok(())
}

/// The person a token speaks for, with the rights of this moment; `None` where it opens nothing.
///
/// # Errors
/// The store failed.
pub fn bearer(services: &Services, text: &str) -> Result<Option<Member>, Fault> {
    let Some(secret) = token::read(text) else { return Ok(None) };
    let Some(token) = services.store.get::<Token>(Scope::Instance, secret.hash().as_bytes())? else { return Ok(None) };
    let key = schema::token::person_key(token.account, token.organisation);
    let membership = services.store.get::<Membership>(Scope::Instance, &key)?;
    let account = services.store.get::<Account>(Scope::Instance, token.account.as_bytes())?;
    let language = account.map_or(Language::default(), |account| account.language);
    let place = membership.map(|membership| session::place(services, membership.into_inner(), language)).transpose()?.flatten();
    let member = place.map(|place| place.member);
    let now = services.clock.now();
    if member.is_some() && token.to_be_noted(now) {
        note(services, &token, now);
    }
    Ok(member)
}

fn of(services: &Services, member: &Member) -> Result<Vec<Versioned<Token>>, Fault> {
    let key = schema::token::person_key(member.account(), member.tenant().organisation());
    let tokens = services.store.by_index::<Token>(Scope::Instance, schema::token::BY_PERSON, &key);
    Ok(tokens.collect::<Result<_, _>>()?)
}

fn make(
    services: &Services,
    actor: Actor,
    account: AccountId,
    organisation: OrganisationId,
    name: &str,
) -> Result<(Token, String), Fault> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Fault::invalid("name", "token-name-missing"));
    }
    if name.chars().count() > NAME_LENGTH {
        return Err(Fault::Invalid(vec![FieldError::new("name", "token-name-too-long").with("limit", NAME_LENGTH)]));
    }
    let secret = secret::new()?;
    let now = services.clock.now();
    let token = Token {
        id: TokenId::new(),
        key: secret.hash(),
        account,
        organisation,
        name: name.to_owned(),
        created_at: now,
        last_used: None,
    };
    let event = Event::new("token-created").about(token.id.0).with("name", name);
    let mut change = Change::new(now, actor, session::scope_of(Some(organisation)), event);
    change.insert(Scope::Instance, &token);
    services.store.commit(change)?;
    Ok((token, token::reveal(&secret)))
}

fn note(services: &Services, token: &Versioned<Token>, now: Timestamp) {
    let event = Event::new("token-used").about(token.id.0);
    let mut change = Change::new(now, Actor::Account(token.account), session::scope_of(Some(token.organisation)), event);
    change.replace(Scope::Instance, token, &Token { last_used: Some(now), ..(**token).clone() });
    match services.store.commit(change) {
        Ok(_) | Err(CommitError::Conflict) => {}
        Err(error) => tracing::warn!(%error, token = %token.id, "the use of a token was not written down"),
    }
}
