//! The form of a purpose as it is kept until it is saved, and as the conditions of its questionnaire see it.

use super::purpose_fields::{PurposeForm, RetentionRow};
use crate::domain::{
    entry::{EntryValue, EntryValues},
    sensitivity::{FAILURES, HARMS},
};

impl RetentionRow {
    fn pairs(&self, before: &str) -> [(String, String); 4] {
        let parts = [("length", &self.length), ("unit", &self.unit), ("from", &self.from), ("then", &self.then)];
        parts.map(|(name, value)| (format!("{before}_{name}"), value.clone()))
    }
}

impl PurposeForm {
    /// The form as it would be sent.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let one = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut pairs = vec![
            one("name", &self.name),
            one("category", &self.category),
            one("subcategory", &self.subcategory),
            one("description", &self.description),
            one("legal_basis", &self.legal_basis),
            one("joint_controllers", &self.joint_controllers),
            one("applications", &self.applications),
            one("transmission", if self.transmission { "true" } else { "false" }),
            one("grade_reason", &self.grades.reason),
            one("model", &self.model),
        ];
        pairs.extend(HARMS.iter().enumerate().map(|(at, harm)| (format!("grade_{harm}"), self.grades.letter(&at).to_owned())));
        pairs.extend(self.retention.pairs("retention"));
        pairs.extend(self.security_measures.iter().map(|measure| one("security_measures", measure)));
        for row in &self.data_subjects {
            pairs.extend([one("subject_name", &row.name), one("subject_volume", &row.volume)]);
        }
        for row in &self.personal_data {
            pairs.extend([
                one("data_category", &row.category),
                one("data_name", &row.name),
                one("data_reason", &row.grades.reason),
            ]);
            pairs.extend(row.retention.pairs("data"));
            let places = FAILURES.iter().flat_map(|failure| HARMS.iter().map(move |harm| format!("data_{failure}_{harm}")));
            pairs.extend(places.enumerate().map(|(at, name)| (name, row.grades.letter(&at).to_owned())));
        }
        pairs
    }

    /// What is filled in, by the part of the form, as conditions see it.
    pub fn values(&self) -> EntryValues {
        let text = |value: &str| EntryValue::Text(value.trim().to_owned());
        let list = |values: Vec<&str>| {
            EntryValue::List(values.into_iter().map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect())
        };
        let graded = if self.grades.is_set() { "set" } else { "" };
        let values = [
            ("name", text(&self.name)),
            ("category", text(&self.category)),
            ("subcategory", text(&self.subcategory)),
            ("description", text(&self.description)),
            ("legal_basis", text(&self.legal_basis)),
            ("data_subjects", list(self.data_subjects.iter().map(|row| row.name.as_str()).collect())),
            ("personal_data", list(self.personal_data.iter().map(|row| row.name.as_str()).collect())),
            ("retention", text(&self.retention.length)),
            ("joint_controllers", list(self.joint_controllers.lines().collect())),
            ("transmission", text(if self.transmission { "true" } else { "false" })),
            ("applications", list(self.applications.lines().collect())),
            ("security_measures", list(self.security_measures.iter().map(String::as_str).collect())),
            ("grades", text(graded)),
        ];
        values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::purpose_field::PARTS, web::fields::Fields};

    #[test]
    fn what_is_kept_is_what_was_sent() {
        let body = b"name=Encaisser&category=Loyers&legal_basis=contract&joint_controllers=M%C3%A9tropole%0AVille&transmission=true\
            &subject_name=Locataires&subject_volume=below50&subject_name=Garants&subject_volume=\
            &data_category=Animaux&data_name=Chien&data_length=2&data_unit=months&data_from=rolling&data_then=erase&data_leak_moral=F\
            &data_reason=Vu&retention_length=5&retention_unit=years&retention_from=&retention_then=archive\
            &security_measures=logging&security_measures=authentication&grade_moral=E&grade_reason=Grave&model=cnil%3Ax";
        let form = PurposeForm::sent(&Fields::read(body));
        let again = PurposeForm::sent(&Fields::of(form.pairs()));
        assert_eq!(again.pairs(), form.pairs());
        let (before, after) = (form.read().unwrap(), again.read().unwrap());
        assert_eq!(format!("{before:?}"), format!("{after:?}"));
        assert_eq!((again.model.as_str(), again.data_subjects.len()), ("cnil:x", 2));
    }

    #[test]
    fn conditions_see_every_part() {
        let values = PurposeForm::default().values();
        assert_eq!(values.len(), PARTS.len());
        assert!(PARTS.iter().all(|part| values.contains_key(part.id)));
    }
}
