//! The fields of the form of a purpose, as they are typed: shown again with every error, and read into what a service
//! takes.

use super::{fields::Fields, words::known_category};
use crate::{
    domain::{
        activity::SecurityMeasure,
        fault::{Fault, FieldError},
        personal_data::{DataSubjectCategory, PersonalDataItem},
        purpose::PurposeFrame,
        purpose_model::PurposeModel,
        retention::{RetentionPeriod, RetentionUnit},
        sensitivity::{FAILURES, Grades, HARMS, Regraded, RegradedItem, Sensitivity, SensitivityGrade},
        word::{meant, word},
    },
    locale::Texts,
    service::purpose::{PurposeInput, PurposeSheet},
};

/// Rows that wait to be filled below those that are.
const SPARE: usize = 2;

/// What the form holds.
#[derive(Clone, Default)]
pub struct PurposeForm {
    pub name: String,
    pub category: String,
    pub subcategory: String,
    pub description: String,
    /// A word, as every fixed value here.
    pub legal_basis: String,
    /// One a line.
    pub joint_controllers: String,
    /// One a line.
    pub applications: String,
    pub data_subjects: Vec<SubjectRow>,
    pub personal_data: Vec<DataRow>,
    pub retention: RetentionRow,
    pub security_measures: Vec<String>,
    pub transmission: bool,
    pub grades: GradeRow,
    /// The model that filled it first.
    pub model: String,
    pub version: String,
}

#[derive(Clone, Default)]
pub struct SubjectRow {
    pub name: String,
    pub volume: String,
}

#[derive(Clone, Default)]
pub struct DataRow {
    /// As the person calls it.
    pub category: String,
    pub name: String,
    pub retention: RetentionRow,
    pub grades: GradeRow,
}

#[derive(Clone, Default)]
pub struct RetentionRow {
    pub length: String,
    pub unit: String,
    pub from: String,
    pub then: String,
}

/// Letters in the order of the grades; an empty one stands for what is proposed.
#[derive(Clone, Default)]
pub struct GradeRow {
    pub letters: Vec<String>,
    pub reason: String,
    /// What is proposed, as letters; empty where that is not known yet.
    pub proposed: Vec<&'static str>,
}

impl GradeRow {
    /// The letter at a place; empty where it is the proposed one.
    pub fn letter(&self, at: &usize) -> &str {
        self.letters.get(*at).map_or("", String::as_str)
    }

    /// The proposed letter at a place.
    pub fn proposed(&self, at: &usize) -> &str {
        self.proposed.get(*at).copied().unwrap_or_default()
    }

    /// Whether a person graded otherwise.
    pub fn is_set(&self) -> bool {
        !self.reason.is_empty() || self.letters.iter().any(|letter| !letter.is_empty())
    }

    fn of<const N: usize>(set: Grades<N>, proposed: Grades<N>, reason: &str) -> Self {
        let pairs = set.0.iter().zip(&proposed.0);
        let letters = pairs.map(|(set, proposed)| if set == proposed { String::new() } else { set.letter().to_owned() });
        let proposed = proposed.0.map(SensitivityGrade::letter).into();
        Self { letters: letters.collect(), reason: reason.to_owned(), proposed }
    }

    /// The grades it makes of those proposed.
    fn over<const N: usize>(&self, mut grades: Grades<N>) -> Grades<N> {
        for (at, grade) in grades.0.iter_mut().enumerate() {
            *grade = SensitivityGrade::of(self.letter(&at)).unwrap_or(*grade);
        }
        grades
    }
}

impl RetentionRow {
    /// What a period looks like in the form.
    pub fn of(period: Option<RetentionPeriod>) -> Self {
        let Some(period) = period else { return Self::default() };
        let (from, then) = (period.from.map(|from| word(&from)), period.then.map(|then| word(&then)));
        Self {
            length: period.length.to_string(),
            unit: word(&period.unit),
            from: from.unwrap_or_default(),
            then: then.unwrap_or_default(),
        }
    }

    fn read(&self, field: &str, errors: &mut Vec<FieldError>) -> Option<RetentionPeriod> {
        let length = self.length.trim();
        if length.is_empty() {
            return None;
        }
        let Ok(length) = length.parse() else {
            errors.push(FieldError::new(field, "purpose-period-unreadable").with("value", length));
            return None;
        };
        let unit = meant(&self.unit).unwrap_or(RetentionUnit::Years);
        Some(RetentionPeriod { length, unit, from: meant(&self.from), then: meant(&self.then) })
    }
}

impl PurposeForm {
    /// What the form sent.
    pub fn sent(fields: &Fields) -> Self {
        let one = |name: &str| fields.one(name).unwrap_or_default().to_owned();
        let all = |name: &'static str| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
        let at = |values: &[String], row: usize| values.get(row).cloned().unwrap_or_default();
        let subject_volumes = all("subject_volume");
        let subjects = all("subject_name").into_iter().enumerate();
        let columns = ["category", "length", "unit", "from", "then", "reason"];
        let [categories, lengths, units, froms, thens, reasons] =
            columns.map(|name| fields.all(&format!("data_{name}")).map(str::to_owned).collect::<Vec<_>>());
        let places = FAILURES.iter().flat_map(|failure| HARMS.iter().map(move |harm| format!("data_{failure}_{harm}")));
        let grades: Vec<Vec<String>> = places.map(|name| fields.all(&name).map(str::to_owned).collect()).collect();
        let row = |(row, name): (usize, String)| {
            let (length, unit, from, then) = (at(&lengths, row), at(&units, row), at(&froms, row), at(&thens, row));
            let letters = grades.iter().map(|letters| at(letters, row)).collect();
            DataRow {
                category: at(&categories, row),
                name,
                retention: RetentionRow { length, unit, from, then },
                grades: GradeRow { letters, reason: at(&reasons, row), proposed: Vec::new() },
            }
        };
        let [length, unit, from, then] = ["length", "unit", "from", "then"].map(|name| one(&format!("retention_{name}")));
        let letters = HARMS.iter().map(|harm| one(&format!("grade_{harm}"))).collect();
        let mut form = Self {
            name: one("name"),
            category: one("category"),
            subcategory: one("subcategory"),
            description: one("description"),
            legal_basis: one("legal_basis"),
            joint_controllers: one("joint_controllers"),
            applications: one("applications"),
            data_subjects: subjects.map(|(row, name)| SubjectRow { name, volume: at(&subject_volumes, row) }).collect(),
            personal_data: all("data_name").into_iter().enumerate().map(row).collect(),
            retention: RetentionRow { length, unit, from, then },
            security_measures: all("security_measures"),
            transmission: fields.one("transmission") == Some("true"),
            grades: GradeRow { letters, reason: one("grade_reason"), proposed: Vec::new() },
            model: one("model"),
            version: one("version"),
        };
        form.personal_data.retain(|row| !(row.name.trim().is_empty() && row.category.trim().is_empty()));
        form.data_subjects.retain(|row| !row.name.trim().is_empty());
        form
    }

    /// What a purpose says, in the words of the person.
    pub fn of(t: Texts, sheet: &PurposeSheet) -> Self {
        let purpose = &sheet.purpose;
        Self {
            name: purpose.name.clone(),
            category: sheet.category.clone(),
            subcategory: sheet.subcategory.clone(),
            description: purpose.description.clone(),
            legal_basis: purpose.legal_basis.map(|basis| word(&basis)).unwrap_or_default(),
            version: purpose.seq().to_string(),
            ..Self::framed(t, &purpose.frame, &purpose.sensitivity)
        }
    }

    /// What a model proposes.
    pub fn of_model(t: Texts, model: &PurposeModel, sensitivity: &Sensitivity) -> Self {
        let basis = match model.legal_bases.as_slice() {
            [only] => word(only),
            _ => String::new(),
        };
        Self {
            name: t.written(&model.name).to_owned(),
            category: t.written(&model.category).to_owned(),
            legal_basis: basis,
            model: model.id.clone(),
            ..Self::framed(t, &model.frame(t.language), sensitivity)
        }
    }

    /// The part that a frame fills.
    pub fn framed(t: Texts, frame: &PurposeFrame, sensitivity: &Sensitivity) -> Self {
        let subject = |subject: &DataSubjectCategory| SubjectRow {
            name: subject.name.clone(),
            volume: subject.volume.map(|volume| word(&volume)).unwrap_or_default(),
        };
        let item = |item: &PersonalDataItem| {
            let (grades, reason) = sensitivity.of_item(item);
            DataRow {
                category: t.data_category(&item.category),
                name: item.name.clone(),
                retention: RetentionRow::of(item.retention),
                grades: GradeRow::of(grades, sensitivity.proposed_of(item), reason),
            }
        };
        let (grades, reason) = sensitivity.of_purpose(frame);
        Self {
            joint_controllers: frame.joint_controllers.join("\n"),
            applications: frame.applications.join("\n"),
            data_subjects: frame.data_subjects.iter().map(subject).collect(),
            personal_data: frame.personal_data.iter().map(item).collect(),
            retention: RetentionRow::of(frame.retention),
            security_measures: frame.security_measures.iter().map(|measure| measure.as_str().to_owned()).collect(),
            transmission: frame.transmission,
            grades: GradeRow::of(grades, sensitivity.proposed(frame), reason),
            ..Self::default()
        }
    }

    /// The form with rows to go on with.
    #[must_use]
    pub fn spacious(mut self) -> Self {
        self.data_subjects.extend(vec![SubjectRow::default(); SPARE]);
        self.personal_data.extend(vec![DataRow::default(); SPARE]);
        self
    }

    /// What the form says.
    ///
    /// # Errors
    /// `Invalid` with every field that cannot be read.
    pub fn read(&self) -> Result<PurposeInput, Fault> {
        let mut errors = Vec::new();
        let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        let mut sensitivity = Sensitivity::default();
        let mut personal_data = Vec::new();
        for row in &self.personal_data {
            let (category, name) = (known_category(&row.category), row.name.trim().to_owned());
            if name.is_empty() || row.category.trim().is_empty() {
                let named = if name.is_empty() { &row.category } else { &row.name };
                errors.push(FieldError::new("personal_data", "purpose-data-incomplete").with("data", named.trim()));
            }
            let grades = row.grades.over(category.proposed_grades());
            let set = Regraded { grades, reason: row.grades.reason.clone() };
            sensitivity.items.push(RegradedItem { category: category.clone(), name: name.clone(), set });
            let retention = row.retention.read("personal_data", &mut errors);
            personal_data.push(PersonalDataItem { category, name, retention });
        }
        let subject = |row: &SubjectRow| DataSubjectCategory { name: row.name.trim().to_owned(), volume: meant(&row.volume) };
        let measure = |measure: &String| measure.parse::<SecurityMeasure>().ok();
        let frame = PurposeFrame {
            joint_controllers: lines(&self.joint_controllers),
            data_subjects: self.data_subjects.iter().map(subject).collect(),
            personal_data,
            retention: self.retention.read("retention", &mut errors),
            security_measures: self.security_measures.iter().filter_map(measure).collect(),
            applications: lines(&self.applications),
            transmission: self.transmission,
        };
        // Letters that are left open follow the data, whatever they were when the form was shown.
        let grades = self.grades.over(sensitivity.proposed(&frame));
        sensitivity.purpose = Some(Regraded { grades, reason: self.grades.reason.clone() });
        if !errors.is_empty() {
            return Err(Fault::Invalid(errors));
        }
        Ok(PurposeInput {
            name: self.name.clone(),
            category: self.category.clone(),
            subcategory: self.subcategory.clone(),
            description: self.description.clone(),
            legal_basis: meant(&self.legal_basis),
            frame,
            sensitivity,
            model: Some(self.model.clone()).filter(|model| !model.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{data_category::DataCategory, personal_data::PersonalDataCategory};

    const BODY: &[u8] = b"name=Encaisser&category=Loyers&legal_basis=contract&joint_controllers=M%C3%A9tropole%0D%0A\
        &subject_name=Locataires&subject_volume=from100_to500&subject_name=&subject_volume=below50\
        &data_category=Donn%C3%A9es+d%E2%80%99identit%C3%A9&data_name=Nom&data_length=&data_unit=years&data_from=&data_then=\
        &data_leak_moral=F&data_reason=Vu\
        &data_category=Animaux&data_name=Chien&data_length=2&data_unit=months&data_from=rolling&data_then=erase\
        &data_leak_moral=&data_reason=&data_category=&data_name=\
        &retention_length=5&retention_unit=years&security_measures=logging&transmission=true&version=7";

    #[test]
    fn what_is_sent_is_read_and_shown_as_it_was_typed() {
        let form = PurposeForm::sent(&Fields::read(BODY));
        assert_eq!((form.data_subjects.len(), form.personal_data.len()), (1, 2), "empty rows are no rows");
        let input = form.read().unwrap();
        assert_eq!(input.frame.joint_controllers, ["Métropole"]);
        let [name, dog] = input.frame.personal_data.as_slice() else { panic!("two data") };
        assert_eq!(name.category, PersonalDataCategory::Known(DataCategory::IdentificationData));
        assert_eq!((name.retention, dog.category.clone()), (None, PersonalDataCategory::Other("Animaux".into())));
        assert_eq!(dog.retention.unwrap().hours(), 1460);
        assert_eq!(String::from(input.sensitivity.items[0].set.grades), "CCCCCCCFC");
        assert_eq!(String::from(input.sensitivity.purpose.as_ref().unwrap().grades), "CFC");
        let again = PurposeForm::framed(Texts::default(), &input.frame, &input.sensitivity);
        assert_eq!(again.personal_data[0].category, "Données d’identité");
        assert_eq!(again.personal_data[0].grades.letters.concat(), "F");
        assert!(!again.personal_data[1].grades.is_set() && !again.grades.is_set());
    }

    #[test]
    fn what_cannot_be_read_is_said_where_it_stands() {
        let table: [(&[u8], &[(&str, &str)]); 3] = [
            (b"retention_length=cinq", &[("retention", "purpose-period-unreadable")]),
            (b"data_category=Loyers&data_name=", &[("personal_data", "purpose-data-incomplete")]),
            (b"data_category=Loyers&data_name=Montant&data_length=-1", &[("personal_data", "purpose-period-unreadable")]),
        ];
        for (body, expected) in table {
            let Err(Fault::Invalid(errors)) = PurposeForm::sent(&Fields::read(body)).read() else { panic!("to be refused") };
            let found: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.message.as_str())).collect();
            assert_eq!(found, expected);
        }
    }
}
