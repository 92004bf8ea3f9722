//! Who may do what: permissions are values, and a function that needs one asks for it in its signature.
//!
//! A [`Member`] is made from a membership read in the store and from nothing else, so code that holds one
//! has passed the check. A [`Tenant`] opens the keys of one organisation and comes from a member; jobs that
//! work for the machine itself use the constructor whose name says that it checks nothing.

use super::{
    account::Account,
    event::Actor,
    id::{AccountId, OrganisationId},
    text::Language,
};
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// What a person does in an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// The DPO or a privacy lead: keeps registers, validates, steers.
    PrivacyChampion,
    /// Knows one business and describes what it does.
    Contributor,
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
    /// A suspended membership opens nothing.
    pub suspended: bool,
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

impl Membership {
    /// Whether it takes one of the seats for privacy champions. A suspended one does: lifting the suspension
    /// restores everything.
    pub fn takes_seat(&self) -> bool {
        self.profile == Profile::PrivacyChampion
    }
}

impl Member {
    /// Checks a membership; `None` where it is suspended.
    pub fn check(membership: Membership, language: Language) -> Option<Self> {
        (!membership.suspended).then_some(Self { membership, language })
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
        let mut account =
            Account::new("a@b.fr".parse().unwrap(), "A".into(), Language::Fr, jiff::Timestamp::UNIX_EPOCH);
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
            (Profile::PrivacyChampion, false, false, Some((true, false))),
            (Profile::PrivacyChampion, true, false, Some((true, true))),
            (Profile::Contributor, true, false, Some((false, true))),
            (Profile::Contributor, false, false, Some((false, false))),
            (Profile::PrivacyChampion, true, true, None),
        ];
        for (profile, super_user, suspended, expected) in table {
            let membership =
                Membership { account: AccountId::new(), organisation: OrganisationId::new(), profile, super_user, suspended };
            let member = Member::check(membership, Language::Fr);
            let roles = member.map(|member| (member.champion().is_some(), member.super_user().is_some()));
            assert_eq!(roles, expected, "{profile:?} {super_user} {suspended}");
        }
    }
}
