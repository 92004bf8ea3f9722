//! The parts of the form of a purpose, and the names under which forms send what stands in each.

use super::sensitivity::{FAILURES, HARMS};

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in scripts and in errors.
    pub id: &'static str,
    names: &'static [&'static str],
}

const fn part(id: &'static str, names: &'static [&'static str]) -> Part {
    Part { id, names }
}

/// Every part, in the order of the form. Those without names are one field that is called as they are.
pub static PARTS: [Part; 13] = [
    part("name", &[]),
    part("category", &[]),
    part("subcategory", &[]),
    part("description", &[]),
    part("legal_basis", &[]),
    part("data_subjects", &["subject_name", "subject_volume"]),
    part("personal_data", &["data_category", "data_name", "data_length", "data_unit", "data_from", "data_then", "data_reason"]),
    part("retention", &["retention_length", "retention_unit", "retention_from", "retention_then"]),
    part("joint_controllers", &[]),
    part("transmission", &[]),
    part("applications", &[]),
    part("security_measures", &[]),
    part("grades", &["grade_reason"]),
];

impl Part {
    /// The part of a name.
    pub fn named(id: &str) -> Option<&'static Self> {
        PARTS.iter().find(|part| part.id == id)
    }

    /// The names under which a form sends it, the one that says whether anything is filled in first.
    pub fn inputs(&self) -> Vec<String> {
        let own = if self.names.is_empty() { &[self.id][..] } else { self.names };
        let mut names: Vec<String> = own.iter().map(|name| (*name).to_owned()).collect();
        match self.id {
            "personal_data" => {
                names.extend(FAILURES.iter().flat_map(|failure| HARMS.map(|harm| format!("data_{failure}_{harm}"))))
            }
            "grades" => names.extend(HARMS.map(|harm| format!("grade_{harm}"))),
            _ => {}
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_input_belongs_to_two_parts() {
        let mut names: Vec<String> = PARTS.iter().flat_map(Part::inputs).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert_eq!(Part::named("grades").unwrap().inputs().len(), 4);
    }
}
