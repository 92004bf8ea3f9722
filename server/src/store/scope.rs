//! Where a value lives: in the instance or in one organisation. Keys of an organisation start with its id,
//! and only a [`Tenant`] opens them.

use crate::domain::{access::Tenant, id::OrganisationId};
use uuid::Uuid;

/// Bytes in front of every key: the organisation's id, or the nil id for the instance.
pub(super) const SCOPE_LENGTH: usize = 16;

/// Where a value lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// What belongs to no organisation: accounts, memberships, the organisations themselves.
    Instance,
    /// What belongs to one organisation.
    Organisation(Tenant),
}

impl Scope {
    /// The organisation, where there is one.
    pub fn organisation(self) -> Option<OrganisationId> {
        match self {
            Self::Instance => None,
            Self::Organisation(tenant) => Some(tenant.organisation()),
        }
    }

    /// The scope in which something of an organisation, or of none, is told.
    pub(super) fn of(organisation: Option<OrganisationId>) -> Self {
        organisation.map_or(Self::Instance, |id| Self::Organisation(Tenant::unsafe_without_membership(id)))
    }

    pub(super) fn prefix(self) -> [u8; SCOPE_LENGTH] {
        self.organisation().map_or([0; SCOPE_LENGTH], |id| *id.as_bytes())
    }

    /// The scope that a key of the journal was written in. Journal entries are read by code that works for
    /// the whole machine, so no membership is asked.
    pub(super) fn of_prefix(prefix: [u8; SCOPE_LENGTH]) -> Self {
        let id = Uuid::from_bytes(prefix);
        if id.is_nil() { Self::Instance } else { Self::Organisation(Tenant::unsafe_without_membership(OrganisationId(id))) }
    }
}

impl From<Tenant> for Scope {
    fn from(tenant: Tenant) -> Self {
        Self::Organisation(tenant)
    }
}
