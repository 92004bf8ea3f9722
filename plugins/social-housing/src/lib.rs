//! Sector pack for social landlords: what it checks in an activity, and why.

use probant_plugin_api::{Date, Finding, Pack, Subject, export_pack};

/// The pack.
pub struct SocialHousing;

impl Pack for SocialHousing {
    fn review(_subject: &Subject, _today: Date) -> Vec<Finding> {
        Vec::new()
    }
}

export_pack!(SocialHousing);
