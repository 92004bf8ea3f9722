//! The round trip of any register: what is exported is imported again, byte for byte. And files that nobody would write.

use super::{check, generated::register, tests::file, with_rows, write};
use crate::domain::{column::COUNT, import::ImportRow};
use proptest::prelude::*;

/// The file of the rows of a checked file.
pub(super) fn export(rows: &[ImportRow]) -> Vec<u8> {
    with_rows(rows, |rows| write(rows).unwrap().0)
}

proptest! {
    #[test]
    fn what_is_exported_is_imported_again(rows in register()) {
        let bytes = export(&rows);
        let (found, again) = super::rows(&bytes);
        prop_assert_eq!(&found.faults, &[]);
        prop_assert_eq!(&again, &rows);
        prop_assert_eq!(export(&again), bytes);
    }

    #[test]
    fn no_file_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn no_row_breaks_the_checker(cells in proptest::collection::vec("[ 0-9OuiNon;,=\"\n@.-]{0,8}|Indirecte|France", COUNT)) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        check(file(&[&cells], ",").as_bytes());
    }
}
