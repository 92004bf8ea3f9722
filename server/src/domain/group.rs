//! Groups of companies: which organisation may be the parent of which. The relation only; it opens nothing by itself.

use super::{fault::FieldError, id::OrganisationId};

/// Checks that an organisation may have a parent, given the parent and all above it, nearest first.
///
/// # Errors
/// The field `parent` where the organisation would stand above itself.
pub fn may_belong(organisation: OrganisationId, parent_and_above: &[OrganisationId]) -> Result<(), FieldError> {
    match parent_and_above.iter().position(|above| *above == organisation) {
        Some(0) => Err(FieldError::new("parent", "group-own-parent")),
        Some(_) => Err(FieldError::new("parent", "group-circle")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_stands_above_oneself() {
        let [one, two, three] = [(); 3].map(|()| OrganisationId::new());
        let table: [(&[OrganisationId], Option<&str>); 5] = [
            (&[], None),
            (&[two], None),
            (&[two, three], None),
            (&[one], Some("group-own-parent")),
            (&[two, three, one], Some("group-circle")),
        ];
        for (above, expected) in table {
            let found = may_belong(one, above).err();
            assert_eq!(found.as_ref().map(|fault| fault.message.as_str()), expected, "{above:?}");
        }
    }
}
