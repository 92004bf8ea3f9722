//! How much harm a failure would do to data subjects, on the scale of the sheets.

use serde::{Deserialize, Serialize};

/// A grade, from A (negligible) to F (maximal).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SensitivityGrade {
    A,
    B,
    C,
    D,
    E,
    F,
}
