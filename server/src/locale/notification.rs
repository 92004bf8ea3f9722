//! What a notification says, in words: for pages, API and mails alike.

use super::{Place, Texts};
use crate::domain::{
    access::Profile,
    notification::{Decision, Matter},
};

/// The sentence of a matter. `by` is the name of whoever did it; empty where it was nobody.
pub fn sentence(t: &Texts, matter: &Matter, by: &str) -> String {
    let somebody = t.get("notification-somebody");
    let by = if by.is_empty() { somebody.as_str() } else { by };
    match matter {
        Matter::ActivitySuspended { name, .. } => t.with("notification-activity-suspended", &[("by", by), ("name", name)]),
        Matter::ActivitiesSuspended { count, .. } => {
            t.with("notification-activities-suspended", &[("by", &by as &dyn Place), ("count", count)])
        }
        Matter::ActivityDecided { name, decision, .. } => {
            let key = match decision {
                Decision::Validated => "notification-activity-validated",
                Decision::Refused => "notification-activity-refused",
            };
            t.with(key, &[("by", by), ("name", name)])
        }
        Matter::ReviewDue { name, on, .. } => t.with("notification-review-due", &[("name", name), ("on", &t.date(on))]),
        Matter::ReviewsDue { count, .. } => t.one("notification-reviews-due", "count", *count),
        Matter::DocumentDue { name, day, on, .. } => {
            t.with(&format!("notification-document-{}", day.as_str()), &[("name", name), ("on", &t.date(on))])
        }
        Matter::DocumentsDue { count } => t.one("notification-documents-due", "count", *count),
        Matter::Commented { name, .. } => t.with("notification-commented", &[("by", by), ("name", name)]),
        Matter::ActionAssigned { title, .. } => {
            t.with("notification-action-assigned", &[("by", by), ("title", title.get(t.language))])
        }
        Matter::ActionToValidate { title, .. } => {
            t.with("notification-action-to-validate", &[("by", by), ("title", title.get(t.language))])
        }
        Matter::ActionDue { title, on, .. } => {
            t.with("notification-action-due", &[("title", title.get(t.language)), ("on", &t.date(on))])
        }
        Matter::ActionCommented { title, .. } => {
            t.with("notification-action-commented", &[("by", by), ("title", title.get(t.language))])
        }
        Matter::LeadNamed { title, .. } => t.with("notification-lead-named", &[("by", by), ("title", title.get(t.language))]),
        Matter::Joined => t.one("notification-joined", "by", by),
        Matter::RoleChanged { profile, super_user } => {
            let profile = match profile {
                Profile::PrivacyChampion => t.get("profile-privacy-champion"),
                Profile::Contributor => t.get("profile-contributor"),
            };
            let key = if *super_user { "notification-role-super-user" } else { "notification-role" };
            t.with(key, &[("by", by), ("profile", &profile)])
        }
        Matter::PackWithdrawn { pack } => t.one("notification-pack-withdrawn", "pack", pack.get(t.language)),
        Matter::MailFailed { why, .. } => t.one("notification-mail-failed", "why", t.of("mail-fault", why.as_str())),
    }
}
