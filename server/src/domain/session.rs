//! A signed-in browser: whose it is, where its person works, and when it ends.

use super::{
    id::{AccountId, OrganisationId, SessionId},
    secret::SecretHash,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How often the time of the last request is written down. A request between two writes costs none.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    /// Hash of the key in the cookie.
    pub key: SecretHash,
    pub account: AccountId,
    /// Where the person works at the moment; nothing until one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    pub started_at: Timestamp,
    /// To five minutes.
    pub last_seen: Timestamp,
    /// Opened with a temporary password: nothing but the page that changes it is shown.
    #[serde(default)]
    pub must_change_password: bool,
    /// What the browser says it is, so that a person knows one's sessions apart.
    #[serde(default)]
    pub browser: String,
}

/// When a person signed in last, and where that person worked. Apart from the account, so that signing in changes
/// nothing that somebody may be editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastVisit {
    pub account: AccountId,
    pub at: Timestamp,
    /// Entered first at the next sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
}

/// When sessions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without a request.
    pub idle: SignedDuration,
    /// Whatever happens.
    pub absolute: SignedDuration,
}

impl Session {
    /// Whether it still opens anything.
    pub fn is_alive(&self, now: Timestamp, limits: SessionLimits) -> bool {
        now.duration_since(self.last_seen) < limits.idle && now.duration_since(self.started_at) < limits.absolute
    }

    /// Whether a request at this moment is to be written down.
    pub fn to_be_seen(&self, now: Timestamp) -> bool {
        now.duration_since(self.last_seen) >= SEEN_EVERY
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::secret::Secret;

    #[test]
    fn a_session_ends_when_unused_and_in_any_case() {
        let limits = SessionLimits { idle: SignedDuration::from_hours(4), absolute: SignedDuration::from_hours(24) };
        let minute = |minutes: i64| Timestamp::from_second(1_000_000 + minutes * 60).unwrap();
        let table = [
            (0, 0, true, false),
            (0, 4, true, false),
            (0, 5, true, true),
            (0, 239, true, true),
            (0, 240, false, true),
            (1300, 1439, true, true),
            (1439, 1440, false, false),
        ];
        for (seen, now, alive, to_be_seen) in table {
            let session = Session {
                id: SessionId::new(),
                key: Secret::new([0; 32]).hash(),
                account: AccountId::new(),
                organisation: None,
                started_at: minute(0),
                last_seen: minute(seen),
                must_change_password: false,
                browser: String::new(),
            };
            assert_eq!(
                (session.is_alive(minute(now), limits), session.to_be_seen(minute(now))),
                (alive, to_be_seen),
                "{seen} {now}"
            );
        }
    }
}
