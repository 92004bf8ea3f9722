//! What a person is told: something that waits for the person, or that somebody did. Says what it is about; the words
//! stand in the locale files.

use super::{
    access::Profile,
    document::DocumentDay,
    id::{AccountId, ActionId, ActivityId, CommentId, DocumentId, MailId, NotificationId},
    lead::place_id,
    mail::MailFault,
    register::RegisterKind,
    text::Localised,
};
use jiff::{Timestamp, Zoned, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Notifications that a person keeps in one organisation; the oldest go first.
pub const KEPT: usize = 200;
/// Matters of one change that are told one by one; more are told together.
pub const ONE_BY_ONE: usize = 5;
/// Lines of a daily mail at the most.
pub const IN_A_MAIL: usize = 40;
/// The hour at which daily mails are written, on the clocks of France.
const DAILY_HOUR: i8 = 7;

/// One thing that one person is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    pub id: NotificationId,
    pub recipient: AccountId,
    pub matter: Matter,
    /// Who did it; nobody where the program did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Timestamp>,
    /// When it goes into a daily mail; nothing where it does not, or has gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Timestamp>,
}

/// What it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Matter {
    /// An activity goes beyond its purpose and waits for a privacy champion.
    ActivitySuspended { register: RegisterKind, activity: ActivityId, name: String },
    /// Many do at once.
    ActivitiesSuspended { register: RegisterKind, count: usize },
    /// A privacy champion decided on an activity of the person.
    ActivityDecided { register: RegisterKind, activity: ActivityId, name: String, decision: Decision },
    /// An activity is to be looked at again on this day.
    ReviewDue { register: RegisterKind, activity: ActivityId, name: String, on: Date },
    /// Many are.
    ReviewsDue { register: RegisterKind, count: usize },
    /// A document expires or is to be looked at again on this day.
    DocumentDue { document: DocumentId, name: String, day: DocumentDay, on: Date },
    /// Many do.
    DocumentsDue { count: usize },
    /// Somebody remarked something on an activity that the person made or commented on.
    Commented { register: RegisterKind, activity: ActivityId, comment: CommentId, name: String },
    /// The person is to carry out an action.
    ActionAssigned { action: ActionId, title: Localised },
    /// An action waits for a privacy champion, in the eyes of whoever carried it out.
    ActionToValidate { action: ActionId, title: Localised },
    /// An action is to be done by this day.
    ActionDue { action: ActionId, title: Localised, on: Date },
    /// Somebody remarked something on an action that the person carries out, leads or commented on.
    ActionCommented { action: ActionId, comment: CommentId, title: Localised },
    /// The person leads a theme or a subtheme of the programme.
    LeadNamed { theme: String, subtheme: String, title: Localised },
    /// The person was let into the organisation.
    Joined,
    /// The person may do more, or less, than before.
    RoleChanged { profile: Profile, super_user: bool },
    /// The operator took a pack away that the organisation used.
    PackWithdrawn { pack: Localised },
    /// A mail was tried for the last time: for operators.
    MailFailed { mail: MailId, why: MailFault },
}

/// What a privacy champion decided on an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Validated,
    Refused,
}

impl Matter {
    /// The word in the API and in keys of the locale files.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::ActivitySuspended { .. } => "activity_suspended",
            Self::ActivitiesSuspended { .. } => "activities_suspended",
            Self::ActivityDecided { .. } => "activity_decided",
            Self::ReviewDue { .. } => "review_due",
            Self::ReviewsDue { .. } => "reviews_due",
            Self::DocumentDue { .. } => "document_due",
            Self::DocumentsDue { .. } => "documents_due",
            Self::Commented { .. } => "commented",
            Self::ActionAssigned { .. } => "action_assigned",
            Self::ActionToValidate { .. } => "action_to_validate",
            Self::ActionDue { .. } => "action_due",
            Self::ActionCommented { .. } => "action_commented",
            Self::LeadNamed { .. } => "lead_named",
            Self::Joined => "joined",
            Self::RoleChanged { .. } => "role_changed",
            Self::PackWithdrawn { .. } => "pack_withdrawn",
            Self::MailFailed { .. } => "mail_failed",
        }
    }

    /// The thing it is about, where there is one: it stands only as long as that is so.
    pub fn subject(&self) -> Option<Uuid> {
        match self {
            Self::ActivitySuspended { activity, .. }
            | Self::ActivityDecided { activity, .. }
            | Self::ReviewDue { activity, .. } => Some(activity.0),
            Self::DocumentDue { document, .. } => Some(document.0),
            Self::Commented { comment, .. } | Self::ActionCommented { comment, .. } => Some(comment.0),
            Self::ActionAssigned { action, .. } | Self::ActionToValidate { action, .. } | Self::ActionDue { action, .. } => {
                Some(action.0)
            }
            Self::LeadNamed { theme, subtheme, .. } => Some(place_id(theme, subtheme)),
            Self::MailFailed { mail, .. } => Some(mail.0),
            Self::ActivitiesSuspended { .. }
            | Self::ReviewsDue { .. }
            | Self::DocumentsDue { .. }
            | Self::Joined
            | Self::PackWithdrawn { .. }
            | Self::RoleChanged { .. } => None,
        }
    }

    /// Where it leads on this site.
    pub fn path(&self) -> String {
        match self {
            Self::ActivitySuspended { register, activity, .. } | Self::ActivityDecided { register, activity, .. } => {
                format!("/register/{}/activities/{activity}", register.as_str())
            }
            Self::ReviewDue { register, activity, .. } => {
                format!("/register/{}/activities/{activity}#review", register.as_str())
            }
            Self::ReviewsDue { register, .. } => format!("/register/{}?view=list&review=due", register.as_str()),
            Self::DocumentDue { document, .. } => format!("/documents/{document}"),
            Self::DocumentsDue { .. } => "/documents?due=true&order=due".to_owned(),
            Self::Commented { register, activity, .. } => {
                format!("/register/{}/activities/{activity}#comments", register.as_str())
            }
            Self::ActivitiesSuspended { register, .. } => format!("/register/{}?status=suspended", register.as_str()),
            Self::ActionAssigned { action, .. } | Self::ActionToValidate { action, .. } | Self::ActionDue { action, .. } => {
                format!("/compliance/actions/{action}")
            }
            Self::ActionCommented { action, .. } => format!("/compliance/actions/{action}#comments"),
            Self::LeadNamed { theme, subtheme, .. } => format!("/compliance/themes/{theme}?subtheme={subtheme}"),
            Self::Joined => "/".to_owned(),
            Self::RoleChanged { .. } => "/account".to_owned(),
            Self::PackWithdrawn { .. } => "/settings/packs".to_owned(),
            Self::MailFailed { mail, .. } => format!("/console/mail#mail-{mail}"),
        }
    }

    /// Whether mails tell of it. Those who are let in or change roles get letters of their own, and a mail about a mail
    /// that failed would fail too.
    pub fn is_mailed(&self) -> bool {
        match self {
            Self::ActivitySuspended { .. }
            | Self::ActivitiesSuspended { .. }
            | Self::ActivityDecided { .. }
            | Self::ReviewDue { .. }
            | Self::ReviewsDue { .. }
            | Self::DocumentDue { .. }
            | Self::DocumentsDue { .. }
            | Self::Commented { .. }
            | Self::ActionAssigned { .. }
            | Self::ActionToValidate { .. }
            | Self::ActionDue { .. }
            | Self::ActionCommented { .. }
            | Self::LeadNamed { .. }
            | Self::PackWithdrawn { .. } => true,
            Self::Joined | Self::RoleChanged { .. } | Self::MailFailed { .. } => false,
        }
    }
}

impl Notification {
    /// Whether the person has yet to read it.
    pub fn is_unread(&self) -> bool {
        self.read_at.is_none()
    }

    /// As it is once it was read, or is to be read again.
    #[must_use]
    pub fn read(self, at: Option<Timestamp>) -> Self {
        Self { read_at: at, ..self }
    }
}

/// When the next daily mails are written, after a moment on the clocks of France.
pub fn next_digest(now: &Zoned) -> Timestamp {
    let at = |day: jiff::civil::Date| day.at(DAILY_HOUR, 0, 0, 0).to_zoned(now.time_zone().clone()).ok();
    let today = at(now.date()).filter(|today| today > now);
    let next = today.or_else(|| at(now.date().tomorrow().ok()?));
    next.map_or(now.timestamp(), |next| next.timestamp())
}

/// How far a reader of the journal has got. Written in the same change as what the reader makes, so that nothing is
/// made twice and nothing is missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderPosition {
    pub reader: String,
    /// The last entry it has dealt with.
    pub seq: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn daily_mails_are_written_at_seven_also_when_the_clocks_change() {
        // Now and then, both on the clocks of France.
        let table = [
            ("2026-11-25T06:59:59+01:00[Europe/Paris]", "2026-11-25T07:00:00+01:00"),
            ("2026-11-25T07:00:00+01:00[Europe/Paris]", "2026-11-26T07:00:00+01:00"),
            ("2026-11-25T23:30:00+01:00[Europe/Paris]", "2026-11-26T07:00:00+01:00"),
            ("2026-10-24T12:00:00+02:00[Europe/Paris]", "2026-10-25T07:00:00+01:00"),
            ("2027-03-27T12:00:00+01:00[Europe/Paris]", "2027-03-28T07:00:00+02:00"),
            ("2026-12-31T08:00:00+01:00[Europe/Paris]", "2027-01-01T07:00:00+01:00"),
        ];
        for (now, then) in table {
            assert_eq!(next_digest(&now.parse().unwrap()), then.parse().unwrap(), "{now}");
        }
    }

    #[test]
    fn every_matter_leads_somewhere() {
        let matters = [
            Matter::ActivitySuspended { register: RegisterKind::Controller, activity: ActivityId::new(), name: "A".into() },
            Matter::ActivitiesSuspended { register: RegisterKind::Processor, count: 9 },
            Matter::ActivityDecided {
                register: RegisterKind::Processor,
                activity: ActivityId::new(),
                name: "A".into(),
                decision: Decision::Refused,
            },
            Matter::ReviewDue {
                register: RegisterKind::Controller,
                activity: ActivityId::new(),
                name: "A".into(),
                on: Date::constant(2027, 1, 31),
            },
            Matter::ReviewsDue { register: RegisterKind::Processor, count: 9 },
            Matter::DocumentDue {
                document: DocumentId::new(),
                name: "A".into(),
                day: DocumentDay::Expiry,
                on: Date::constant(2027, 1, 31),
            },
            Matter::DocumentsDue { count: 9 },
            Matter::Commented {
                register: RegisterKind::Processor,
                activity: ActivityId::new(),
                comment: CommentId::new(),
                name: "A".into(),
            },
            Matter::ActionAssigned { action: ActionId::new(), title: Localised::same("T") },
            Matter::ActionToValidate { action: ActionId::new(), title: Localised::same("T") },
            Matter::ActionDue { action: ActionId::new(), title: Localised::same("T"), on: Date::constant(2027, 1, 31) },
            Matter::ActionCommented { action: ActionId::new(), comment: CommentId::new(), title: Localised::same("T") },
            Matter::LeadNamed { theme: "t".into(), subtheme: String::new(), title: Localised::same("T") },
            Matter::Joined,
            Matter::PackWithdrawn { pack: Localised::default() },
            Matter::RoleChanged { profile: Profile::Contributor, super_user: true },
            Matter::MailFailed { mail: MailId::new(), why: MailFault::Tls },
        ];
        for matter in matters {
            assert!(matter.path().starts_with('/'), "{matter:?}");
            let written = serde_json::to_value(&matter).unwrap();
            assert_eq!(written["kind"], matter.as_str());
        }
    }
}
