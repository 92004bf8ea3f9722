//! Where a document can be filed: the categories in use, and those that the packs of the organisation propose.

use super::list::{self, DocumentFilter, DocumentOrder};
use crate::{
    domain::{access::Member, fault::Fault, fold::fold, pack::DocumentCategory},
    service::{Services, organisation},
};
use std::collections::{BTreeMap, BTreeSet};

/// Categories with their subcategories, both by name.
pub type Categories = BTreeMap<String, BTreeSet<String>>;

/// Categories in use, and those of packs in the language of the member. A category of a pack that is in use under another
/// spelling is not proposed a second time.
///
/// # Errors
/// Internal only.
pub fn offered(services: &Services, member: &Member) -> Result<Categories, Fault> {
    let listing = list::list(services, member, &DocumentFilter::default(), DocumentOrder::default())?;
    let used = listing.categories.into_iter().map(|(name, (_, below))| (name, below.into_keys().collect()));
    let mut categories: Categories = used.collect();
    for pack in &organisation::get(services, member)?.packs {
        let manifest = services.packs.manifest(pack);
        for DocumentCategory { name, subcategories } in manifest.iter().flat_map(|manifest| &manifest.document_categories) {
            let names = subcategories.iter().map(|name| name.get(member.language));
            let name = spelt(categories.keys(), name.get(member.language));
            let below = categories.entry(name).or_default();
            for name in names {
                let name = spelt(below.iter(), name);
                below.insert(name);
            }
        }
    }
    Ok(categories)
}

/// A name as it is in use, or as it is proposed.
fn spelt<'a>(mut used: impl Iterator<Item = &'a String>, name: &str) -> String {
    let form = fold(name);
    used.find(|used| fold(used) == form).cloned().unwrap_or_else(|| name.to_owned())
}
