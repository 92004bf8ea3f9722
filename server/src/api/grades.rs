//! How sensitivity grades look in JSON: letters by harm, and for data by what can happen to them.

use crate::domain::{
    fault::Fault,
    sensitivity::{Grades, ItemGrades, PurposeGrades, Regraded, SensitivityGrade},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Grades from `A` (negligible) to `F` (maximal), by the harm that data subjects would suffer.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub struct ImpactBody {
    pub physical: String,
    pub moral: String,
    pub financial: String,
}

/// The grades of a purpose.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub struct PurposeGradesBody {
    #[serde(flatten)]
    pub grades: ImpactBody,
    /// Why they differ from those that follow from the data; empty where they do not.
    #[serde(default)]
    pub reason: String,
}

/// The nine grades of a data item.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub struct ItemGradesBody {
    pub alteration: ImpactBody,
    pub loss: ImpactBody,
    pub leak: ImpactBody,
    /// Why they differ from those of the data category; empty where they do not.
    #[serde(default)]
    pub reason: String,
}

impl ImpactBody {
    fn of([physical, moral, financial]: [SensitivityGrade; 3]) -> Self {
        let letter = |grade: SensitivityGrade| grade.letter().to_owned();
        Self { physical: letter(physical), moral: letter(moral), financial: letter(financial) }
    }

    fn read(&self, field: &str) -> Result<[SensitivityGrade; 3], Fault> {
        let grade = |letter: &str| SensitivityGrade::of(letter).ok_or_else(|| Fault::invalid(field, "fault-unknown-value"));
        Ok([grade(&self.physical)?, grade(&self.moral)?, grade(&self.financial)?])
    }
}

impl PurposeGradesBody {
    /// Grades as they stand.
    pub fn of(grades: PurposeGrades, reason: &str) -> Self {
        Self { grades: ImpactBody::of(grades.0), reason: reason.to_owned() }
    }

    /// The grades it stands for.
    ///
    /// # Errors
    /// `Invalid` for a letter that is no grade.
    pub fn read(&self) -> Result<Regraded<3>, Fault> {
        Ok(Regraded { grades: Grades(self.grades.read("sensitivity")?), reason: self.reason.clone() })
    }
}

impl ItemGradesBody {
    /// Grades as they stand.
    pub fn of(grades: ItemGrades, reason: &str) -> Self {
        let [a, b, c, d, e, f, g, h, i] = grades.0;
        let (alteration, loss, leak) = (ImpactBody::of([a, b, c]), ImpactBody::of([d, e, f]), ImpactBody::of([g, h, i]));
        Self { alteration, loss, leak, reason: reason.to_owned() }
    }

    /// The grades it stands for.
    ///
    /// # Errors
    /// `Invalid` for a letter that is no grade.
    pub fn read(&self) -> Result<Regraded<9>, Fault> {
        let field = "personal_data";
        let [a, b, c] = self.alteration.read(field)?;
        let [d, e, f] = self.loss.read(field)?;
        let [g, h, i] = self.leak.read(field)?;
        Ok(Regraded { grades: Grades([a, b, c, d, e, f, g, h, i]), reason: self.reason.clone() })
    }
}
