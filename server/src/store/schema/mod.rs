//! The list of tables. One line makes a type storable, beside its `impl Stored` in the file of its noun.

pub mod access;
pub mod account;
pub mod action;
pub mod activity;
pub mod campaign;
pub mod comment;
pub mod document;
pub mod draft;
pub mod evidence;
pub mod import;
pub mod instance;
pub mod lead;
pub mod mail;
pub mod maintenance;
pub mod notification;
pub mod organisation;
pub mod pack;
pub mod password_reset;
pub mod purpose;
pub mod register;
pub mod script;
pub mod session;
pub mod setup;
pub mod share;
pub mod term;
pub mod token;

use super::{
    Change, Scope, Store,
    error::StoreError,
    table::{IndexId, Stored, decode},
    travel::{Leaves, Travelling},
};
use crate::domain;

macro_rules! tables {
    ($($(#[$meta:meta])* $number:literal $name:ident: $type:ty),+ $(,)?) => {
        /// The tables. A number is written in every key: never changed, never used again.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Table { $($(#[$meta])* $name = $number),+ }

        impl Table {
            pub(super) fn of_number(number: u8) -> Option<Self> {
                match number {
                    $($(#[$meta])* $number => Some(Self::$name),)+
                    _ => None,
                }
            }

            /// Its name, for messages.
            pub fn name(self) -> &'static str {
                match self { $($(#[$meta])* Self::$name => stringify!($name)),+ }
            }

            /// The index keys of a stored value.
            pub(super) fn indexes_of(self, value: &[u8]) -> Result<Indexes, StoreError> {
                match self { $($(#[$meta])* Self::$name => decode::<$type>(value).map(|value| value.indexes())),+ }
            }

            /// Whether the entries that wrote each of its values are noted.
            pub(super) fn keeps_versions(self) -> bool {
                match self { $($(#[$meta])* Self::$name => <$type as Stored>::VERSIONS),+ }
            }

            /// Every table of the product, in the order of the list.
            pub const ALL: &[Self] = &[$($(#[$meta])* Self::$name),+];

            /// All its values in a scope.
            pub(super) fn leaving(self, store: &Store, scope: Scope) -> Leaves {
                match self {
                    $($(#[$meta])* Self::$name => Box::new(store.scan::<$type>(scope, &[]).map(|found| Travelling::of(&*found?)))),+
                }
            }

            /// Writes a value that came from elsewhere.
            pub(super) fn arrive(self, change: &mut Change, scope: Scope, value: &Travelling) -> Result<(), StoreError> {
                match self {
                    $($(#[$meta])* Self::$name => {
                        change.insert(scope, &decode::<$type>(&value.encoded())?);
                        Ok(())
                    })+
                }
            }

            /// Number and schema of every table: when one changes, the state is made anew.
            pub(super) fn fingerprint() -> Vec<(u8, u16)> {
                [$($(#[$meta])* ($number, <$type as Stored>::SCHEMA)),+].to_vec()
            }
        }
    };
}

/// Index keys of one value.
pub(super) type Indexes = Vec<(IndexId, Vec<u8>)>;

tables! {
    1 Organisation: domain::organisation::Organisation,
    2 Membership: domain::access::Membership,
    3 Department: domain::register::Department,
    4 Category: domain::register::Category,
    5 Purpose: domain::purpose::Purpose,
    6 Activity: domain::activity::Activity,
    7 Term: domain::term::Term,
    10 Account: domain::account::Account,
    11 Credential: domain::password::Credential,
    12 Session: domain::session::Session,
    13 LastVisit: domain::session::LastVisit,
    14 Token: domain::token::Token,
    15 SetUpLink: domain::setup::SetUpLink,
    16 Mail: domain::mail::Mail,
    17 PasswordReset: domain::password_reset::PasswordReset,
    20 Campaign: domain::campaign::Campaign,
    21 CampaignAnswer: domain::campaign::CampaignAnswer,
    22 ScriptPart: domain::campaign::ScriptPart,
    23 Action: domain::action::Action,
    25 ScriptVersion: domain::script::ScriptVersion,
    26 ScriptDraft: domain::script::ScriptDraft,
    27 Customised: domain::script::Customised,
    24 Document: domain::document::Document,
    30 Import: domain::import::Import,
    33 Draft: domain::draft::Draft,
    31 ImportCorrection: domain::import::ImportCorrection,
    50 Notification: domain::notification::Notification,
    51 ReaderPosition: domain::notification::ReaderPosition,
    60 Comment: domain::comment::Comment,
    61 ReviewReminder: domain::review::ReviewReminder,
    70 DocumentVersion: domain::document::DocumentVersion,
    71 DocumentReminder: domain::document::DocumentReminder,
    72 Share: domain::share::Share,
    73 DocumentRule: domain::document::DocumentRule,
    80 Lead: domain::lead::Lead,
    81 Evidence: domain::evidence::Evidence,
    82 ActionReminder: domain::action::ActionReminder,
    40 Contact: domain::instance::Contact,
    41 TermsPart: domain::instance::TermsPart,
    42 Maintenance: domain::maintenance::Maintenance,
    43 Installation: domain::pack::Installation,
    44 Publisher: domain::publisher::Publisher,
    #[cfg(test)]
    250 Specimen: super::tests::Specimen,
}
