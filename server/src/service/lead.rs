//! Who leads the themes and subthemes of the programme. Privacy champions name them; a theme is led by one of them.

use super::{Services, account, membership, programme};
use crate::{
    domain::{
        access::{Champion, Member, Profile},
        event::{Actor, Event},
        fault::Fault,
        id::AccountId,
        lead::{Lead, place_id},
        text::Localised,
    },
    store::{Change, Versioned, schema::lead::key},
};
use std::collections::HashMap;

/// Somebody who leads, with the name.
#[derive(Clone, Debug)]
pub struct Leading {
    pub account: AccountId,
    pub name: String,
}

/// Who leads what: by theme and subtheme, the latter empty for the theme itself. People who have left lead nothing, and
/// who is no privacy champion any more leads no theme.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, member: &Member) -> Result<HashMap<(String, String), Leading>, Fault> {
    let mut leading = HashMap::new();
    for lead in services.store.scan::<Lead>(member.tenant(), &[]) {
        let lead = lead?.into_inner();
        if may_lead(services, member, &lead.subtheme, lead.account)?.is_ok() {
            let name = account::name(services, member, lead.account)?.unwrap_or_default();
            leading.insert((lead.theme, lead.subtheme), Leading { account: lead.account, name });
        }
    }
    Ok(leading)
}

/// Names somebody for a theme, or for a subtheme where one is given; nobody where no account is.
///
/// # Errors
/// `NotFound` where the programme has no such theme or subtheme; `Invalid` where the person is no member, or is to lead a
/// theme and is no privacy champion; `Conflict` where somebody else names at the same moment.
pub fn name(
    services: &Services,
    champion: &Champion,
    theme: &str,
    subtheme: &str,
    account: Option<AccountId>,
) -> Result<(), Fault> {
    let tenant = champion.tenant();
    let title = title(services, champion, theme, subtheme)?.ok_or(Fault::NotFound)?;
    let old = services.store.get::<Lead>(tenant, &key(theme, subtheme))?;
    if old.as_ref().map(|old| old.account) == account {
        return Ok(());
    }
    let kind = if account.is_some() { "lead-named" } else { "lead-removed" };
    let event = Event::new(kind).about(place_id(theme, subtheme)).with("name", title.get(champion.language));
    let mut change = Change::new(services.clock.now(), Actor::Account(champion.account()), tenant, event);
    match (account, &old) {
        (None, None) => return Ok(()),
        (None, Some(old)) => {
            change.delete(tenant, old);
        }
        (Some(account), old) => {
            may_lead(services, champion, subtheme, account)?.map_err(|message| Fault::invalid("account", message))?;
            let (theme, subtheme, named_at) = (theme.to_owned(), subtheme.to_owned(), services.clock.now());
            let new = Lead { theme, subtheme, account, title, named_by: champion.account(), named_at };
            match old {
                Some(old) => change.replace(tenant, old, &new),
                None => change.insert(tenant, &new),
            };
        }
    }
    services.store.commit(change)?;
    Ok(())
}

/// Whether a person leads a theme or this subtheme of it.
///
/// # Errors
/// The store failed.
pub(super) fn leads(services: &Services, member: &Member, theme: &str, subtheme: &str) -> Result<bool, Fault> {
    for subtheme in [subtheme, ""] {
        let lead: Option<Versioned<Lead>> = services.store.get(member.tenant(), &key(theme, subtheme))?;
        if lead.is_some_and(|lead| lead.account == member.account()) {
            return Ok(may_lead(services, member, subtheme, member.account())?.is_ok());
        }
    }
    Ok(false)
}

/// The programme has such a theme, and such a subtheme of it where one is given.
///
/// # Errors
/// `Invalid` where it has not.
pub(super) fn require_place(services: &Services, member: &Member, theme: &str, subtheme: &str) -> Result<(), Fault> {
    let found = title(services, member, theme, subtheme)?;
    found.map(drop).ok_or_else(|| Fault::invalid("theme", "action-theme-unknown"))
}

fn title(services: &Services, member: &Member, theme: &str, subtheme: &str) -> Result<Option<Localised>, Fault> {
    let questionnaires = programme::questionnaires(services, member)?;
    let mut themes = questionnaires.iter().flat_map(|script| &script.questionnaire.themes);
    let theme = themes.find(|known| known.key == theme);
    Ok(theme.and_then(|theme| match subtheme {
        "" => Some(theme.title.clone()),
        subtheme => theme.subthemes.iter().find(|known| known.key == subtheme).map(|known| known.title.clone()),
    }))
}

/// Nothing, or why somebody may not lead.
fn may_lead(services: &Services, member: &Member, subtheme: &str, account: AccountId) -> Result<Result<(), &'static str>, Fault> {
    let membership = membership::of(services, member.tenant().organisation(), account)?.filter(|membership| membership.is_open());
    Ok(match membership {
        None => Err("action-assignee-unknown"),
        Some(membership) if subtheme.is_empty() && membership.profile != Profile::PrivacyChampion => Err("lead-not-champion"),
        Some(_) => Ok(()),
    })
}
