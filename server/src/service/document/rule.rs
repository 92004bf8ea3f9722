//! Rules of retention: documents of a category expire some months after they were filed, and people are reminded of it.

use super::check_category;
use crate::{
    clock::Clock,
    domain::{
        access::{Champion, Member, Tenant},
        document::{Document, DocumentRule, MOST_MONTHS},
        event::{Actor, Event},
        fault::{Fault, FieldError},
    },
    service::{Services, shelf},
    store::{Change, StoreError, Versioned, table::key_text},
};
use jiff::{Timestamp, civil::Date};

/// The rules, by the names of their categories.
///
/// # Errors
/// Internal only.
pub fn list(services: &Services, member: &Member) -> Result<Vec<DocumentRule>, Fault> {
    let rules = services.store.scan::<DocumentRule>(member.tenant(), &[]);
    Ok(rules.map(|rule| rule.map(Versioned::into_inner)).collect::<Result<_, _>>()?)
}

/// Sets the rule of a category, or ends it where no months are given. Documents of the category that had no day of expiry
/// get one; ending a rule leaves the days that documents have.
///
/// # Errors
/// `Invalid` without a category, or with more months than a rule may say; `Conflict` where somebody changes one of the
/// documents at this moment.
pub fn set(services: &Services, champion: &Champion, category: &str, months: Option<u16>) -> Result<(), Fault> {
    let tenant = champion.tenant();
    let category = category.trim();
    let mut errors = Vec::new();
    if category.is_empty() {
        errors.push(FieldError::new("category", "fault-required"));
    }
    errors.extend(check_category("category", category));
    if months.is_some_and(|months| !(1..=MOST_MONTHS).contains(&months)) {
        errors.push(FieldError::new("months", "document-rule-months").with("limit", MOST_MONTHS));
    }
    if !errors.is_empty() {
        return Err(Fault::Invalid(errors));
    }
    let old = of_category(services, tenant, category)?;
    let kind = if months.is_some() { "document-rule-set" } else { "document-rule-ended" };
    let event = Event::new(kind).with("name", category).with("months", months.unwrap_or_default());
    let now = services.clock.now();
    let mut change = Change::new(now, Actor::Account(champion.account()), tenant, event);
    match (&old, months) {
        (None, None) => return Ok(()),
        (Some(old), None) => drop(change.delete(tenant, old)),
        (old, Some(months)) => {
            let rule = DocumentRule { category: category.to_owned(), months, by: champion.account(), at: now };
            match old {
                Some(old) => change.replace(tenant, old, &rule),
                None => change.insert(tenant, &rule),
            };
            let form = DocumentRule::form(category);
            for document in shelf::of::<Document>(services, champion)?.values() {
                if document.expires_on.is_none() && DocumentRule::form(&document.category) == form {
                    let expires_on = Some(rule.expiry(filed(document.created_at)));
                    change.replace(tenant, document, &Document { expires_on, ..Document::clone(document) });
                }
            }
        }
    }
    services.store.commit(change)?;
    Ok(())
}

/// The day of expiry of a document where the person who files it says none.
///
/// # Errors
/// The store failed.
pub(super) fn expiry(
    services: &Services,
    tenant: Tenant,
    category: &str,
    filed_at: Timestamp,
) -> Result<Option<Date>, StoreError> {
    Ok(of_category(services, tenant, category)?.map(|rule| rule.expiry(filed(filed_at))))
}

fn of_category(services: &Services, tenant: Tenant, category: &str) -> Result<Option<Versioned<DocumentRule>>, StoreError> {
    services.store.get::<DocumentRule>(tenant, &key_text(&DocumentRule::form(category)))
}

fn filed(at: Timestamp) -> Date {
    Clock::shown(at).date()
}
