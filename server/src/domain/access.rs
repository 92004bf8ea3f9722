//! Who may do what: permissions are values, and a function that needs one asks for it in its signature.
//!
//! A [`Member`] is made from a membership read in the store and from nothing else, so code that holds one
//! has passed the check. A [`Tenant`] opens the keys of one organisation and comes from a member; jobs that
//! work for the machine itself use the constructor whose name says that it checks nothing.

use super::{
    account::Account,
    event::Actor,
    id::{AccountId, DepartmentId, OrganisationId},
    text::Language,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{ops::Deref, str::FromStr};

/// What a person does in an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// The DPO or a privacy lead: keeps registers, validates, steers.
    PrivacyChampion,
    /// Knows one business and describes what it does.
    Contributor,
}

impl Profile {
    /// The word in forms and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PrivacyChampion => "privacy_champion",
            Self::Contributor => "contributor",
        }
    }
}

impl FromStr for Profile {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::PrivacyChampion, Self::Contributor].into_iter().find(|profile| profile.as_str() == word).ok_or(())
    }
}

/// The link of an account to an organisation, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The person.
    pub account: AccountId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// What the person does there.
    pub profile: Profile,
    /// Manages accounts, departments and the company sheet.
    pub super_user: bool,
    /// A suspended membership opens nothing until the suspension is lifted.
    pub suspended: bool,
    /// A deleted membership opens nothing until the operator restores it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Deletion>,
    /// The departments in which the person works.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<DepartmentId>,
}

/// Who took a membership away, and when: kept so that the operator can give it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    pub by: AccountId,
    pub at: Timestamp,
}

impl Membership {
    /// The membership of somebody who is let in.
    pub fn new(account: AccountId, organisation: OrganisationId, profile: Profile, super_user: bool) -> Self {
        Self { account, organisation, profile, super_user, suspended: false, deleted: None, departments: Vec::new() }
    }

    /// Whether it opens anything.
    pub fn is_open(&self) -> bool {
        !self.suspended && self.deleted.is_none()
    }

    /// Whether it takes one of the seats for privacy champions. A suspended one does: lifting the suspension
    /// restores everything.
    pub fn takes_seat(&self) -> bool {
        self.deleted.is_none() && self.profile == Profile::PrivacyChampion
    }
}

/// Opens the keys of one organisation. Copied freely, made only from a checked membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tenant(OrganisationId);

impl Tenant {
    /// The organisation whose keys it opens.
    pub fn organisation(self) -> OrganisationId {
        self.0
    }

    /// For jobs of the machine itself (indexing, reminders, commands of the operator): no person, no check.
    pub fn unsafe_without_membership(organisation: OrganisationId) -> Self {
        Self(organisation)
    }
}

/// A person in one organisation, checked.
#[derive(Clone, Debug)]
pub struct Member {
    membership: Membership,
    /// Language in which texts are shown to this person.
    pub language: Language,
}

impl Member {
    /// Checks a membership; `None` where it is suspended or deleted.
    pub fn check(membership: Membership, language: Language) -> Option<Self> {
        membership.is_open().then_some(Self { membership, language })
    }

    /// Opens the keys of the organisation.
    pub fn tenant(&self) -> Tenant {
        Tenant(self.membership.organisation)
    }

    /// The person.
    pub fn account(&self) -> AccountId {
        self.membership.account
    }

    /// What the person does there.
    pub fn profile(&self) -> Profile {
        self.membership.profile
    }

    /// Whether the person manages accounts and the company sheet.
    pub fn is_super_user(&self) -> bool {
        self.membership.super_user
    }

    /// The person as a privacy champion, where it is one.
    pub fn champion(&self) -> Option<Champion> {
        (self.profile() == Profile::PrivacyChampion).then(|| Champion(self.clone()))
    }

    /// The person as a super user, where it is one.
    pub fn super_user(&self) -> Option<SuperUser> {
        self.is_super_user().then(|| SuperUser(self.clone()))
    }
}

/// A member who is a privacy champion.
#[derive(Clone, Debug)]
pub struct Champion(Member);

/// A member who is a super user.
#[derive(Clone, Debug)]
pub struct SuperUser(Member);

impl Deref for Champion {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}

impl Deref for SuperUser {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}

/// Whoever looks after the instance: organisations and their plans, people across them, packs, maintenance.
#[derive(Clone, Copy, Debug)]
pub struct Operator(Actor);

impl Operator {
    /// A person who has the right; `None` for everybody else.
    pub fn check(account: &Account) -> Option<Self> {
        account.operator.then_some(Self(Actor::Account(account.id)))
    }

    /// For commands of the operator, which only somebody with access to the data folder can run.
    pub fn at_the_command_line() -> Self {
        Self(Actor::Operator)
    }

    /// Who acts, for the audit trail.
    pub fn actor(&self) -> Actor {
        self.0
    }

    /// Whether it is this person.
    pub fn is(&self, account: AccountId) -> bool {
        self.0 == Actor::Account(account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_of_the_operator_comes_with_the_account_or_the_machine() {
        let mut account = Account::new("a@b.fr".parse().unwrap(), "A".into(), Language::Fr, jiff::Timestamp::UNIX_EPOCH);
        assert!(Operator::check(&account).is_none());
        account.operator = true;
        let operator = Operator::check(&account).unwrap();
        assert_eq!((operator.actor(), operator.is(account.id)), (Actor::Account(account.id), true));
        let machine = Operator::at_the_command_line();
        assert_eq!((machine.actor(), machine.is(account.id)), (Actor::Operator, false));
    }

    #[test]
    fn a_role_is_yielded_only_by_a_matching_membership() {
        let table = [
            (Profile::PrivacyChampion, false, false, false, Some((true, false))),
            (Profile::PrivacyChampion, true, false, false, Some((true, true))),
            (Profile::Contributor, true, false, false, Some((false, true))),
            (Profile::Contributor, false, false, false, Some((false, false))),
            (Profile::PrivacyChampion, true, true, false, None),
            (Profile::PrivacyChampion, true, false, true, None),
            (Profile::Contributor, false, true, true, None),
        ];
        for (profile, super_user, suspended, deleted, expected) in table {
            let deleted = deleted.then(|| Deletion { by: AccountId::new(), at: Timestamp::UNIX_EPOCH });
            let membership = Membership::new(AccountId::new(), OrganisationId::new(), profile, super_user);
            let member = Member::check(Membership { suspended, deleted, ..membership }, Language::Fr);
            let roles = member.map(|member| (member.champion().is_some(), member.super_user().is_some()));
            assert_eq!(roles, expected, "{profile:?} {super_user} {suspended} {deleted:?}");
        }
    }
}
