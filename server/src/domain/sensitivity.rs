//! How much harm a failure would do to data subjects: grades that follow from the data category, and those that a
//! person set instead, with the reason.

use super::{
    data_category::DataCategory,
    exceeds::same_datum,
    fault::FieldError,
    personal_data::{PersonalDataCategory, PersonalDataItem},
    purpose::PurposeFrame,
};
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

impl SensitivityGrade {
    /// All grades, the mildest first.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// Its letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::F => "F",
        }
    }

    /// The grade of a letter.
    pub fn of(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.letter() == letter)
    }
}

/// The harms that are graded, in the order in which they are stored and shown.
pub const HARMS: [&str; 3] = ["physical", "moral", "financial"];
/// What can happen to data, in the order in which it is stored and shown.
pub const FAILURES: [&str; 3] = ["alteration", "loss", "leak"];

/// Several grades, stored as so many letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Grades<const N: usize>(pub [SensitivityGrade; N]);

/// Of a purpose: one for each of [`HARMS`], should the purpose fail.
pub type PurposeGrades = Grades<3>;
/// Of a data item: for each of [`FAILURES`], one for each of [`HARMS`].
pub type ItemGrades = Grades<9>;

impl<const N: usize> From<Grades<N>> for String {
    fn from(grades: Grades<N>) -> Self {
        grades.0.map(SensitivityGrade::letter).concat()
    }
}

impl<const N: usize> TryFrom<String> for Grades<N> {
    type Error = String;

    fn try_from(letters: String) -> Result<Self, String> {
        let grades: Option<Vec<_>> = letters.split("").filter(|letter| !letter.is_empty()).map(SensitivityGrade::of).collect();
        grades.and_then(|grades| grades.try_into().ok()).map(Self).ok_or(letters)
    }
}

/// Grades that a person set in place of the proposed ones, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regraded<const N: usize> {
    pub grades: Grades<N>,
    /// Never empty once stored.
    pub reason: String,
}

/// The same for a data item of the frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegradedItem {
    pub category: PersonalDataCategory,
    pub name: String,
    #[serde(flatten)]
    pub set: Regraded<9>,
}

/// Grades that a sector pack proposes for a data item in place of those of its category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackGrades {
    pub category: PersonalDataCategory,
    pub name: String,
    pub grades: ItemGrades,
    /// Identifier of the pack.
    pub pack: String,
}

/// What was graded otherwise than proposed; what is not named here has the proposed grades.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sensitivity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Regraded<3>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<RegradedItem>,
    /// What the packs of the organisation proposed when the frame was written down.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<PackGrades>,
}

impl PersonalDataCategory {
    /// The grades proposed for its data. What is known of nothing is taken for identification data.
    pub fn proposed_grades(&self) -> ItemGrades {
        let category = match self {
            Self::Known(category) => *category,
            Self::Other(_) => DataCategory::IdentificationData,
        };
        Grades([category.default_sensitivity(); 9])
    }
}

impl Sensitivity {
    /// Whether every grade is the proposed one.
    pub fn is_empty(&self) -> bool {
        self.purpose.is_none() && self.items.is_empty()
    }

    /// The grades of a data item, and the reason where a person set them.
    pub fn of_item(&self, item: &PersonalDataItem) -> (ItemGrades, &str) {
        let set = self.items.iter().find(|set| same_datum((&set.category, &set.name), (&item.category, &item.name)));
        set.map_or_else(|| (self.proposed_of(item), ""), |set| (set.set.grades, &set.set.reason))
    }

    /// The grades proposed for a data item: by a pack, else by its category.
    pub fn proposed_of(&self, item: &PersonalDataItem) -> ItemGrades {
        let pack = self.packs.iter().find(|pack| same_datum((&pack.category, &pack.name), (&item.category, &item.name)));
        pack.map_or_else(|| item.category.proposed_grades(), |pack| pack.grades)
    }

    /// The grades of the purpose, and the reason where a person set them.
    pub fn of_purpose(&self, frame: &PurposeFrame) -> (PurposeGrades, &str) {
        self.purpose.as_ref().map_or_else(|| (self.proposed(frame), ""), |set| (set.grades, &set.reason))
    }

    /// The grades proposed for a purpose: of each harm the worst that its data can do.
    pub fn proposed(&self, frame: &PurposeFrame) -> PurposeGrades {
        let mut worst = [SensitivityGrade::A; 3];
        for item in &frame.personal_data {
            for of_failure in self.of_item(item).0.0.chunks_exact(HARMS.len()) {
                for (worst, grade) in worst.iter_mut().zip(of_failure) {
                    *worst = (*worst).max(*grade);
                }
            }
        }
        Grades(worst)
    }

    /// What of it is to be stored with a frame: grades that are the proposed ones, or of data that are not there, are
    /// left out.
    ///
    /// # Errors
    /// Every set of grades that was changed without a reason, at the field that holds it.
    pub fn checked(&self, frame: &PurposeFrame) -> Result<Self, Vec<FieldError>> {
        let is_there = |pack: &&PackGrades| {
            frame.personal_data.iter().any(|item| same_datum((&pack.category, &pack.name), (&item.category, &item.name)))
        };
        let mut kept = Self { packs: self.packs.iter().filter(is_there).cloned().collect(), ..Self::default() };
        // A form that does not know the packs leaves open with the grades of the category.
        let left_open = |set: &Regraded<9>, item: &PersonalDataItem| {
            set.reason.trim().is_empty() && set.grades == item.category.proposed_grades()
        };
        for item in &frame.personal_data {
            let found = self.items.iter().find(|set| same_datum((&set.category, &set.name), (&item.category, &item.name)));
            let is_own = |set: &&RegradedItem| set.set.grades != kept.proposed_of(item) && !left_open(&set.set, item);
            if let Some(set) = found.filter(is_own) {
                let reason = set.set.reason.trim().to_owned();
                let (category, name, grades) = (item.category.clone(), item.name.clone(), set.set.grades);
                kept.items.push(RegradedItem { category, name, set: Regraded { grades, reason } });
            }
        }
        let without_packs = Self { packs: Vec::new(), ..kept.clone() }.proposed(frame);
        let is_own = |set: &&Regraded<3>| {
            set.grades != kept.proposed(frame) && !(set.reason.trim().is_empty() && set.grades == without_packs)
        };
        if let Some(set) = self.purpose.as_ref().filter(is_own) {
            kept.purpose = Some(Regraded { grades: set.grades, reason: set.reason.trim().to_owned() });
        }
        let unexplained = kept.items.iter().filter(|set| set.set.reason.is_empty());
        let mut errors: Vec<_> = unexplained
            .map(|set| FieldError::new("personal_data", "purpose-grades-of-unexplained").with("data", &set.name))
            .collect();
        if kept.purpose.as_ref().is_some_and(|set| set.reason.is_empty()) {
            errors.push(FieldError::new("sensitivity", "purpose-grades-unexplained"));
        }
        if errors.is_empty() { Ok(kept) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::{SensitivityGrade as G, *};

    fn frame() -> PurposeFrame {
        let item = |category, name: &str| PersonalDataItem {
            category: PersonalDataCategory::Known(category),
            name: name.into(),
            retention: None,
        };
        let personal_data = vec![item(DataCategory::IdentificationData, "Nom"), item(DataCategory::HealthData, "Handicap")];
        PurposeFrame { personal_data, ..PurposeFrame::default() }
    }

    fn set(name: &str, grades: &str, reason: &str) -> RegradedItem {
        let category = PersonalDataCategory::Known(DataCategory::HealthData);
        let grades = grades.to_owned().try_into().unwrap();
        RegradedItem { category, name: name.into(), set: Regraded { grades, reason: reason.into() } }
    }

    #[test]
    fn grades_follow_from_the_categories_until_a_person_says_why_not() {
        let mut sensitivity = Sensitivity::default();
        assert_eq!(sensitivity.of_item(&frame().personal_data[0]), (Grades([G::C; 9]), ""));
        assert_eq!(sensitivity.of_purpose(&frame()), (Grades([G::E; 3]), ""));
        assert_eq!(sensitivity.proposed(&PurposeFrame::default()), Grades([G::A; 3]));
        sensitivity.items.push(set(" handicap", "ABCABCABD", "Anonyme en pratique"));
        assert_eq!(sensitivity.of_purpose(&frame()).0, Grades([G::C, G::C, G::D]));
    }

    #[test]
    fn only_what_differs_is_kept_and_it_needs_a_reason() {
        let cases = [
            (set("Handicap", "EEEEEEEEE", ""), Ok(0)),
            (set("Parti", "AAAAAAAAA", ""), Ok(0)),
            (set("Handicap", "AEEEEEEEE", " parce que "), Ok(1)),
            (set("Handicap", "AEEEEEEEE", " "), Err("personal_data")),
        ];
        for (item, expected) in cases {
            let sensitivity = Sensitivity { items: vec![item.clone()], ..Sensitivity::default() };
            let checked = sensitivity.checked(&frame());
            let found = checked.as_ref().map(|kept| kept.items.len()).map_err(|errors| errors[0].field.as_str());
            assert_eq!(found, expected, "{item:?}");
        }
        let of = |grades: &str, reason: &str| Sensitivity {
            purpose: Some(Regraded { grades: grades.to_owned().try_into().unwrap(), reason: reason.into() }),
            ..Sensitivity::default()
        };
        assert_eq!(of("EEE", "").checked(&frame()), Ok(Sensitivity::default()));
        assert_eq!(of("EEF", "x").checked(&frame()), Ok(of("EEF", "x")));
        assert_eq!(of("EEF", "").checked(&frame()).unwrap_err()[0].field, "sensitivity");
    }

    #[test]
    fn what_a_pack_proposes_stands_in_place_of_the_category() {
        let RegradedItem { category, name, set: graded } = set("Handicap", "FFFFFFFFF", "");
        let packs = vec![PackGrades { category, name, grades: graded.grades, pack: "health".into() }];
        let with = |items: Vec<RegradedItem>| Sensitivity { packs: packs.clone(), items, ..Sensitivity::default() };
        let plain = with(Vec::new());
        assert_eq!(plain.checked(&frame()), Ok(plain.clone()));
        assert_eq!(
            (plain.proposed(&frame()), plain.checked(&PurposeFrame::default())),
            (Grades([G::F; 3]), Ok(Sensitivity::default()))
        );
        let left_open = with(vec![set("Handicap", "EEEEEEEEE", "")]);
        assert_eq!(left_open.checked(&frame()), Ok(plain), "a form that only knows the category");
        let own = with(vec![set("Handicap", "EEEEEEEEE", "Sans gravité ici")]).checked(&frame()).unwrap();
        assert_eq!((own.items.len(), own.proposed(&frame())), (1, Grades([G::E; 3])));
    }

    #[test]
    fn grades_are_so_many_letters() {
        for (letters, valid) in [("ABC", true), ("AB", false), ("ABCD", false), ("ABG", false), ("", false)] {
            let read: Result<PurposeGrades, _> = serde_json::from_value(letters.into());
            assert_eq!(read.is_ok(), valid, "{letters}");
            if let Ok(grades) = read {
                assert_eq!(String::from(grades), letters);
            }
        }
    }
}
