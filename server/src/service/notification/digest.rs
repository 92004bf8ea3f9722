//! Writes the daily mail of those who want one: what came since the last and is still unread.

use super::{account, is_member, teller::notice};
use crate::{
    domain::{
        access::Tenant,
        account::NotifyChoice,
        event::{Actor, Event},
        fault::Fault,
        id::AccountId,
        mail::{Letter, Mail},
        notification::{IN_A_MAIL, Notification},
        organisation::Organisation,
    },
    service::Services,
    store::{Change, Scope, Versioned, schema::notification::BY_DIGEST},
};
use std::collections::BTreeMap;

/// Writes the daily mails that are due: one for each person, whatever the number of organisations. How many were
/// written. Each is one change with the notifications it tells, so that none is written twice.
///
/// # Errors
/// The store failed; what was written until then is written.
pub fn write(services: &Services) -> Result<usize, Fault> {
    let now = services.clock.now();
    let mut due: BTreeMap<AccountId, Vec<(Tenant, Versioned<Notification>)>> = BTreeMap::new();
    for organisation in services.store.scan::<Organisation>(Scope::Instance, &[]) {
        let tenant = Tenant::unsafe_without_membership(organisation?.id);
        for waiting in services.store.by_index::<Notification>(tenant, BY_DIGEST, &[]) {
            let waiting = waiting?;
            if waiting.digest.is_none_or(|digest| digest > now) {
                break;
            }
            due.entry(waiting.recipient).or_default().push((tenant, waiting));
        }
    }
    let mut written = 0;
    for (recipient, waiting) in due {
        written += usize::from(write_one(services, recipient, &waiting)?);
    }
    Ok(written)
}

fn write_one(services: &Services, recipient: AccountId, waiting: &[(Tenant, Versioned<Notification>)]) -> Result<bool, Fault> {
    let now = services.clock.now();
    let event = Event::new("digest-written").about(recipient.0);
    let mut change = Change::new(now, Actor::Machine, Scope::Instance, event);
    let wanted = account(services, recipient)?.filter(|account| account.notify != NotifyChoice::None);
    let mut notices = Vec::new();
    let mut more = 0;
    for (tenant, told) in waiting {
        change.replace(*tenant, told, &Notification { digest: None, ..Notification::clone(told) });
        if wanted.is_none() || !told.is_unread() || !is_member(services, *tenant, recipient)? {
            continue;
        }
        if notices.len() == IN_A_MAIL {
            more += 1;
            continue;
        }
        let by = told.by.map(|by| account(services, by)).transpose()?.flatten().map(|by| by.name).unwrap_or_default();
        notices.push(notice(services, (*tenant).into(), &told.matter, by)?);
    }
    let mail = wanted.filter(|_| !notices.is_empty()).map(|account| {
        let (name, address) = (account.name.clone(), services.config.address());
        Mail::new(&account, None, Letter::Notices { name, address, daily: true, more, notices }, now)
    });
    if let Some(mail) = &mail {
        change.insert(Scope::Instance, mail);
    }
    services.store.commit(change)?;
    Ok(mail.is_some())
}
