//! Links to documents for people without an account: made and taken back by whoever may edit the document, opened by anybody
//! who has the link, and its password where one was set.

use super::{Services, document, secret};
use crate::{
    domain::{
        access::{Member, Tenant},
        document::Document,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::{DocumentId, ShareId},
        organisation::Organisation,
        plan::Module,
        secret::Secret,
        share::{LONGEST_DAYS, LONGEST_PASSWORD, MOST_SHARES, SHORTEST_PASSWORD, Share},
    },
    store::{Change, Scope, StoreError, Versioned, schema::share::BY_DOCUMENT},
};
use jiff::{Span, civil::Date};
use std::{fs::File, net::IpAddr};

/// A link that was just made: nobody sees the key again.
pub struct Made {
    pub share: Share,
    pub key: Secret,
}

/// Makes a link that works up to the end of a day. An empty password sets none.
///
/// # Errors
/// `NotFound`; `Forbidden` for who may not edit the document; `Invalid` for a day that is past or far away, a password that is
/// too short or too long, or too many links.
pub fn create(services: &Services, member: &Member, id: DocumentId, last_day: Date, password: &str) -> Result<Made, Fault> {
    let document = document::get_own(services, member, id)?;
    let today = services.clock.today();
    let furthest = today.saturating_add(Span::new().days(LONGEST_DAYS));
    let until = last_day.tomorrow().ok().filter(|_| (today..=furthest).contains(&last_day));
    let length = password.chars().count();
    let short = !password.is_empty() && !(SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length);
    let wrong = short.then(|| FieldError::new("share_password", "share-password-wrong"));
    let until = match (until, wrong) {
        (Some(until), None) => until,
        (until, wrong) => {
            let day = until.is_none().then(|| FieldError::new("last_day", "share-day-wrong"));
            return Err(Fault::Invalid(day.into_iter().chain(wrong).collect()));
        }
    };
    if of_document(services, id)?.len() >= MOST_SHARES {
        return Err(Fault::invalid("last_day", "share-too-many"));
    }
    let key = secret::new()?;
    let share = Share {
        id: ShareId::new(),
        key: key.hash(),
        organisation: member.tenant().organisation(),
        document: id,
        until: crate::clock::Clock::start_of(until),
        password: if password.is_empty() { None } else { Some(services.passwords.hash(password)?) },
        created_by: member.account(),
        created_at: services.clock.now(),
    };
    let event = Event::new("document-shared").about(id.0).with("name", &document.name).with("until", last_day);
    let mut change = Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event);
    change.require(member.tenant(), &document);
    change.insert(Scope::Instance, &share);
    services.store.commit(change)?;
    Ok(Made { share, key })
}

/// The links of a document that still work, the oldest first.
///
/// # Errors
/// `NotFound`, `Forbidden` for who may not edit the document.
pub fn list(services: &Services, member: &Member, id: DocumentId) -> Result<Vec<Share>, Fault> {
    document::get_own(services, member, id)?;
    let now = services.clock.now();
    let mut shares: Vec<Share> = of_document(services, id)?.into_iter().map(Versioned::into_inner).collect();
    shares.retain(|share| share.is_valid(now));
    shares.sort_unstable_by_key(|share| share.id);
    Ok(shares)
}

/// Takes a link back: it works no more.
///
/// # Errors
/// `NotFound`; `Forbidden` for who may not edit the document.
pub fn revoke(services: &Services, member: &Member, id: DocumentId, share: ShareId) -> Result<(), Fault> {
    let document = document::get_own(services, member, id)?;
    let old = of_document(services, id)?.into_iter().find(|old| old.id == share).ok_or(Fault::NotFound)?;
    let event = Event::new("document-share-ended").about(id.0).with("name", &document.name);
    let mut change = Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event);
    change.delete(Scope::Instance, &old);
    services.store.commit(change)?;
    Ok(())
}

/// What somebody sees who has a link: the document, and when the link ends.
///
/// # Errors
/// `NotFound` where the link does not work, or no longer, or its organisation may share nothing now.
pub fn open(services: &Services, key: &Secret) -> Result<(Share, Document), Fault> {
    let share = services.store.get::<Share>(Scope::Instance, key.hash().as_bytes())?.ok_or(Fault::NotFound)?.into_inner();
    let organisation = services.store.get::<Organisation>(Scope::Instance, share.organisation.as_bytes())?;
    let open = organisation.is_some_and(|found| !found.suspended && found.plan.has(Module::Documents));
    if !open || !share.is_valid(services.clock.now()) {
        return Err(Fault::NotFound);
    }
    let tenant = Tenant::unsafe_without_membership(share.organisation);
    let document = services.store.get::<Document>(tenant, share.document.as_bytes())?.ok_or(Fault::NotFound)?;
    Ok((share, document.into_inner()))
}

/// Opens the content by a link and its password; who looked, and when, is noted in the audit trail.
///
/// # Errors
/// As [`open`]; `Invalid` for a wrong password; `Limit` after too many of them.
pub fn content(services: &Services, key: &Secret, password: &str, from: IpAddr) -> Result<(Document, File), Fault> {
    let (share, document) = open(services, key)?;
    if let Some(hash) = &share.password {
        let (guarded, now) = (share.id.to_string(), services.clock.now());
        services.share_throttle.attempt(&guarded, from, now)?;
        if !services.passwords.verify(password, Some(hash))? {
            return Err(Fault::invalid("password", "share-password-refused"));
        }
        services.share_throttle.succeeded(&guarded, from);
    }
    let tenant = Tenant::unsafe_without_membership(share.organisation);
    let file = services.files.content(tenant, document.sha256)?;
    let event = Event::new("document-share-opened").about(document.id.0).with("name", &document.name);
    services.store.commit(Change::new(services.clock.now(), Actor::Visitor, tenant, event))?;
    Ok((document, file))
}

/// Ends the links of a document that goes.
pub(super) fn forget(services: &Services, id: DocumentId, change: &mut Change) -> Result<(), StoreError> {
    for share in of_document(services, id)? {
        change.delete(Scope::Instance, &share);
    }
    Ok(())
}

/// Removes the links that work no more. For the job that tidies: how many.
///
/// # Errors
/// The store failed.
pub fn tidy(services: &Services) -> Result<usize, Fault> {
    let now = services.clock.now();
    let mut change = Change::new(now, Actor::Machine, Scope::Instance, Event::new("document-shares-tidied"));
    let mut count = 0;
    for share in services.store.scan::<Share>(Scope::Instance, &[]) {
        let share = share?;
        if !share.is_valid(now) {
            change.delete(Scope::Instance, &share);
            count += 1;
        }
    }
    if count > 0 {
        services.store.commit(change)?;
    }
    Ok(count)
}

fn of_document(services: &Services, id: DocumentId) -> Result<Vec<Versioned<Share>>, StoreError> {
    services.store.by_index::<Share>(Scope::Instance, BY_DOCUMENT, id.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::document::DocumentVersion,
        service::{document::Filing, tests::Place},
    };
    use std::{io::Read, net::Ipv4Addr};

    const FROM: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn filed(place: &Place, member: &Member) -> Document {
        let mut upload = place.services.files.receive().unwrap();
        upload.write(b"bail").unwrap();
        document::file(&place.services, member, upload, &Filing { name: "bail.txt".into(), ..Filing::default() }).unwrap()
    }

    fn read(place: &Place, made: &Made, password: &str) -> Result<String, Fault> {
        let (_, mut file) = content(&place.services, &made.key, password, FROM)?;
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        Ok(text)
    }

    #[test]
    fn a_link_opens_one_document_until_it_ends_or_is_taken_back() {
        let place = Place::new();
        place.settle();
        let services = &place.services;
        let document = filed(&place, &place.champion);
        let today = services.clock.today();
        assert!(matches!(create(services, &place.contributor, document.id, today, ""), Err(Fault::Forbidden)));
        for (day, password) in
            [(today.yesterday().unwrap(), ""), (today.saturating_add(Span::new().days(LONGEST_DAYS + 1)), ""), (today, "court")]
        {
            assert!(matches!(create(services, &place.champion, document.id, day, password), Err(Fault::Invalid(_))), "{day}");
        }
        let made = create(services, &place.champion, document.id, today, "").unwrap();
        assert_eq!(read(&place, &made, "").unwrap(), "bail");
        assert!(matches!(open(services, &secret::new().unwrap()), Err(Fault::NotFound)));
        assert_eq!(list(services, &place.champion, document.id).unwrap().len(), 1);
        revoke(services, &place.champion, document.id, made.share.id).unwrap();
        assert!(matches!(read(&place, &made, ""), Err(Fault::NotFound)));
        // A link goes with its document.
        let made = create(services, &place.champion, document.id, today, "").unwrap();
        document::delete(services, &place.champion, document.id).unwrap();
        assert!(services.store.get::<Share>(Scope::Instance, made.key.hash().as_bytes()).unwrap().is_none());
        assert!(services.store.scan::<DocumentVersion>(place.champion.tenant(), &[]).next().is_none());
    }

    #[test]
    fn a_password_is_asked_for_and_cannot_be_guessed_for_long() {
        let place = Place::new();
        place.settle();
        let services = &place.services;
        let document = filed(&place, &place.champion);
        let made = create(services, &place.champion, document.id, services.clock.today(), "girafe bleue").unwrap();
        assert_eq!(read(&place, &made, "girafe bleue").unwrap(), "bail");
        // The first waits are short: on a slow machine they are over before the next attempt.
        let refused = (0..12).any(|_| match read(&place, &made, "girafe") {
            Err(Fault::Limit(_)) => true,
            Err(Fault::Invalid(_)) => false,
            other => panic!("{other:?}"),
        });
        assert!(refused);
        assert!(matches!(read(&place, &made, "girafe bleue"), Err(Fault::Limit(_))));
    }

    #[test]
    fn what_has_ended_is_tidied_away() {
        let place = Place::new();
        place.settle();
        let services = &place.services;
        let document = filed(&place, &place.champion);
        let made = create(services, &place.champion, document.id, services.clock.today(), "").unwrap();
        assert_eq!(tidy(services).unwrap(), 0);
        let old = services.store.get::<Share>(Scope::Instance, made.key.hash().as_bytes()).unwrap().unwrap();
        let mut change = Change::new(services.clock.now(), Actor::Machine, Scope::Instance, Event::new("document-shared"));
        change.replace(Scope::Instance, &old, &Share { until: services.clock.now(), ..Share::clone(&old) });
        services.store.commit(change).unwrap();
        assert!(matches!(open(services, &made.key), Err(Fault::NotFound)));
        assert_eq!((tidy(services).unwrap(), tidy(services).unwrap()), (1, 0));
    }
}
