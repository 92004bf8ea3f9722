//! Legal bases as people write them in tables.

use probant_plugin_api::{LegalBasis, words::Words};

const BASES: [(LegalBasis, &[&str]); 6] = [
    (LegalBasis::Consent, &["consentement"]),
    (LegalBasis::Contract, &["contrat", "contractuel*", "bail", "precontractuel*"]),
    (LegalBasis::LegalObligation, &["obligation legale", "obligations legales", "obligation reglementaire"]),
    (LegalBasis::VitalInterests, &["interet vital", "interets vitaux"]),
    (LegalBasis::PublicTask, &["interet public", "mission de service public", "autorite publique"]),
    (LegalBasis::LegitimateInterests, &["interet legitime", "interets legitimes"]),
];

/// The basis that a cell names, nothing for an empty one; the cell itself where it names none.
pub fn read(cell: &str) -> Result<Option<LegalBasis>, &str> {
    if cell.is_empty() {
        return Ok(None);
    }
    let words = Words::of([cell]);
    BASES.iter().find(|(_, names)| words.mention(names).is_some()).map(|(basis, _)| Some(*basis)).ok_or(cell)
}
