//! What may be changed about somebody's membership, and what must never come of it: an organisation without anybody
//! who manages its accounts. Every rule compares a membership before and after.

use super::{
    access::{Deletion, Membership, Profile},
    id::{AccountId, DepartmentId},
    password::{Credential, Standing},
};
use jiff::Timestamp;

/// What a super user wants changed; nothing stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MembershipChange {
    pub profile: Option<Profile>,
    pub super_user: Option<bool>,
    pub suspended: Option<bool>,
    pub departments: Option<Vec<DepartmentId>>,
}

impl MembershipChange {
    /// The membership as it will be.
    pub fn applied_to(&self, before: &Membership) -> Membership {
        Membership {
            profile: self.profile.unwrap_or(before.profile),
            super_user: self.super_user.unwrap_or(before.super_user),
            suspended: self.suspended.unwrap_or(before.suspended),
            departments: self.departments.clone().unwrap_or_else(|| before.departments.clone()),
            ..before.clone()
        }
    }
}

impl Membership {
    /// The membership once it is taken away.
    #[must_use]
    pub fn deleted(&self, by: AccountId, at: Timestamp) -> Self {
        Self { deleted: Some(Deletion { by, at }), ..self.clone() }
    }

    /// The membership once the operator gives it back: open, whatever it was before.
    #[must_use]
    pub fn recovered(&self) -> Self {
        Self { deleted: None, suspended: false, ..self.clone() }
    }

    /// Whether the person can manage accounts at this moment.
    pub fn manages(&self) -> bool {
        self.is_open() && self.super_user
    }
}

/// Why a change is refused, as the key of its message. `by` is who asks; `others_manage` says whether somebody else
/// manages accounts.
pub fn refusal(before: &Membership, after: &Membership, by: AccountId, others_manage: bool) -> Option<&'static str> {
    if before.manages() && !after.manages() && !others_manage {
        return Some("account-last-super-user");
    }
    (before.is_open() && !after.is_open() && before.account == by).then_some("account-not-oneself")
}

/// What the audit trail calls a change.
pub fn event(before: &Membership, after: &Membership) -> &'static str {
    let changed = [
        before.profile != after.profile,
        before.super_user != after.super_user,
        before.departments != after.departments,
        before.suspended != after.suspended,
    ];
    match (before.deleted.is_some(), after.deleted.is_some(), changed) {
        (false, true, _) => "account-deleted",
        (true, false, _) => "account-recovered",
        (_, _, [false, false, false, true]) if after.suspended => "account-suspended",
        (_, _, [false, false, false, true]) => "account-restored",
        (_, _, [true, false, false, false]) => "account-profile-changed",
        (_, _, [false, true, false, false]) if after.super_user => "super-user-granted",
        (_, _, [false, true, false, false]) => "super-user-withdrawn",
        (_, _, [false, false, true, false]) => "account-departments-changed",
        _ => "membership-changed",
    }
}

/// How far somebody has got into the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MembershipStatus {
    /// Has not chosen a password yet; the temporary one works until then.
    Invited {
        until: Timestamp,
    },
    Active,
    Suspended,
    Deleted,
}

impl MembershipStatus {
    /// The status of a membership whose person has this credential.
    pub fn of(membership: &Membership, credential: Option<&Credential>) -> Self {
        match credential.map(|credential| credential.standing) {
            _ if membership.deleted.is_some() => Self::Deleted,
            _ if membership.suspended => Self::Suspended,
            Some(Standing::Temporary { until }) => Self::Invited { until },
            Some(Standing::Chosen { .. }) | None => Self::Active,
        }
    }

    /// The word in addresses and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited { .. } => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::OrganisationId;

    fn membership(profile: Profile, super_user: bool) -> Membership {
        Membership::new(AccountId::new(), OrganisationId::new(), profile, super_user)
    }

    #[test]
    fn the_last_super_user_stays_and_nobody_locks_oneself_out() {
        let change = |super_user, suspended| MembershipChange { super_user, suspended, ..MembershipChange::default() };
        let (last, oneself) = (Some("account-last-super-user"), Some("account-not-oneself"));
        // Is super user, what is asked (nothing: deletion), of oneself, others manage, refused with.
        let table = [
            (true, Some(change(Some(false), None)), false, false, last),
            (true, Some(change(Some(false), None)), true, false, last),
            (true, Some(change(Some(false), None)), true, true, None),
            (true, Some(change(Some(true), None)), true, false, None),
            (true, Some(change(None, Some(true))), false, false, last),
            (true, Some(change(None, Some(true))), false, true, None),
            (true, Some(change(None, Some(true))), true, true, oneself),
            (true, None, false, false, last),
            (true, None, true, true, oneself),
            (true, None, false, true, None),
            (false, Some(change(None, Some(true))), false, true, None),
            (false, Some(change(Some(true), Some(true))), false, true, None),
            (false, None, false, true, None),
        ];
        for (super_user, asked, own, others, expected) in table {
            let before = membership(Profile::Contributor, super_user);
            let by = if own { before.account } else { AccountId::new() };
            let after = match &asked {
                Some(change) => change.applied_to(&before),
                None => before.deleted(by, Timestamp::UNIX_EPOCH),
            };
            assert_eq!(refusal(&before, &after, by, others), expected, "{super_user} {asked:?} {own} {others}");
        }
        let suspended = Membership { suspended: true, ..membership(Profile::Contributor, true) };
        let withdrawn = change(Some(false), None).applied_to(&suspended);
        assert_eq!(refusal(&suspended, &withdrawn, AccountId::new(), false), None, "managed nothing before");
    }

    #[test]
    fn champions_take_seats_until_they_are_deleted() {
        let champion = membership(Profile::PrivacyChampion, false);
        let suspended = Membership { suspended: true, ..champion.clone() };
        let deleted = champion.deleted(AccountId::new(), Timestamp::UNIX_EPOCH);
        let table = [(&champion, true), (&suspended, true), (&deleted, false), (&deleted.recovered(), true)];
        for (membership, takes) in table {
            assert_eq!(membership.takes_seat(), takes, "{membership:?}");
        }
        assert!(!membership(Profile::Contributor, true).takes_seat());
    }

    #[test]
    fn each_change_has_its_name_in_the_audit_trail() {
        let before = membership(Profile::Contributor, false);
        let none = MembershipChange::default;
        let table = [
            (MembershipChange { profile: Some(Profile::PrivacyChampion), ..none() }, "account-profile-changed"),
            (MembershipChange { super_user: Some(true), ..none() }, "super-user-granted"),
            (MembershipChange { suspended: Some(true), ..none() }, "account-suspended"),
            (MembershipChange { departments: Some(vec![DepartmentId::new()]), ..none() }, "account-departments-changed"),
            (MembershipChange { super_user: Some(true), suspended: Some(true), ..none() }, "membership-changed"),
        ];
        for (change, expected) in table {
            let after = change.applied_to(&before);
            assert_eq!(event(&before, &after), expected);
        }
        let gone = before.deleted(AccountId::new(), Timestamp::UNIX_EPOCH);
        assert_eq!([event(&before, &gone), event(&gone, &gone.recovered())], ["account-deleted", "account-recovered"]);
        let suspended = Membership { suspended: true, super_user: true, ..before.clone() };
        let lifted = Membership { suspended: false, ..suspended.clone() };
        let withdrawn = Membership { super_user: false, ..suspended.clone() };
        assert_eq!([event(&suspended, &lifted), event(&suspended, &withdrawn)], ["account-restored", "super-user-withdrawn"]);
    }

    #[test]
    fn the_status_follows_membership_and_password() {
        let open = membership(Profile::Contributor, false);
        let (until, account) = (Timestamp::UNIX_EPOCH, open.account);
        let credential = |standing| Credential { account, hash: String::new(), standing };
        let temporary = credential(Standing::Temporary { until });
        let chosen = credential(Standing::Chosen { since: until });
        let suspended = Membership { suspended: true, ..open.clone() };
        let deleted = suspended.deleted(AccountId::new(), until);
        let table = [
            (&open, Some(&temporary), MembershipStatus::Invited { until }),
            (&open, Some(&chosen), MembershipStatus::Active),
            (&open, None, MembershipStatus::Active),
            (&suspended, Some(&temporary), MembershipStatus::Suspended),
            (&deleted, Some(&chosen), MembershipStatus::Deleted),
        ];
        for (membership, credential, expected) in table {
            assert_eq!(MembershipStatus::of(membership, credential), expected);
        }
    }
}
