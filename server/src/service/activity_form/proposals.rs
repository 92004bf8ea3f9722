//! What is proposed for the fields of an activity that is being entered: what its purpose allows and requires. The person
//! decides; nothing that is filled in is replaced.

use super::Fields;
use crate::{
    domain::{
        access::Member,
        activity::ActivityRecord,
        activity_field::{Field, Item},
        answer::Answer,
        column::SEPARATOR,
        fault::Fault,
        fold::same,
        id::{CategoryId, PurposeId},
        party::JointController,
        purpose::{Purpose, PurposeFrame, PurposeOrigin},
        register::RegisterKind,
        sensitivity::Sensitivity,
        suggestion::{SuggestedValue, Suggestion},
        text::Localised,
    },
    export::csv::ExportRow,
    service::{Services, pack, purpose, register, register::branch::Branches},
    store::Versioned,
};

/// What is proposed, and who proposes it.
pub struct Proposal {
    pub fields: Fields,
    /// Name of the pack and its reason; none where the purpose provides for it.
    pub pack: Option<(String, Localised)>,
}

/// What the purpose provides for and the packs of the organisation propose for an activity that is being entered.
///
/// # Errors
/// The store failed.
pub fn proposals(services: &Services, member: &Member, kind: RegisterKind, fields: &Fields) -> Result<Vec<Proposal>, Fault> {
    let view = register::view(services, member, kind)?;
    let name = |id| fields.get(id).trim();
    let place = pack::Place { category: name("category"), subcategory: name("subcategory"), department: name("department") };
    let branches = Branches::of(&view, kind);
    let found = branches.find(place.category, place.subcategory, name("purpose"));
    let found = found.map(|id| purpose::find(services, member, kind, id)).transpose()?.map(Versioned::into_inner);
    let mut proposals = Vec::new();
    if let Some(purpose) = found.as_ref().filter(|purpose| !purpose.proposed) {
        proposals.push(Proposal { fields: framed(purpose), pack: None });
    }
    let purpose = found.unwrap_or_else(|| unknown(kind, name("purpose")));
    // What cannot be read yet is not what a pack looks at.
    let record = fields.read_whole().map(|input| input.record).unwrap_or_default();
    for (name, suggestion) in pack::suggestions(services, member, kind, &record, &purpose, place)? {
        proposals.push(Proposal { fields: suggested(&suggestion), pack: Some((name, suggestion.reason)) });
    }
    Ok(proposals)
}

/// A purpose that only has a name yet.
fn unknown(kind: RegisterKind, name: &str) -> Purpose {
    Purpose {
        id: PurposeId::new(),
        register: kind,
        category: CategoryId::new(),
        subcategory: None,
        name: name.to_owned(),
        description: String::new(),
        legal_basis: None,
        frame: PurposeFrame::default(),
        sensitivity: Sensitivity::default(),
        origin: PurposeOrigin::Own,
        proposed: true,
    }
}

fn framed(purpose: &Purpose) -> Fields {
    let frame = &purpose.frame;
    let joint = |name: &String| JointController { name: name.clone(), transfer: None };
    let mut record = ActivityRecord {
        legal_basis: purpose.legal_basis,
        applications: frame.applications.clone(),
        joint_controllers: frame.joint_controllers.iter().map(joint).collect(),
        data_subjects: frame.data_subjects.clone(),
        personal_data: frame.personal_data.clone(),
        retention: frame.retention,
        ..ActivityRecord::default()
    };
    for measure in &frame.security_measures {
        *record.security.get_mut(*measure) = Answer::Yes;
    }
    of_record(&record)
}

fn suggested(suggestion: &Suggestion) -> Fields {
    let mut record = ActivityRecord::default();
    match suggestion.value.clone() {
        SuggestedValue::LegalBasis(basis) => record.legal_basis = Some(basis),
        SuggestedValue::Condition(condition) => record.special_category_condition = Some(condition),
        SuggestedValue::PersonalData(items) => record.personal_data = items,
        SuggestedValue::DataSubjects(subjects) => record.data_subjects = subjects,
        SuggestedValue::Retention(period) => record.retention = Some(period),
        SuggestedValue::Text(text) => return single(&suggestion.field, text),
        SuggestedValue::Texts(texts) => {
            return single(&suggestion.field, texts.join(&format!(" {SEPARATOR} ")));
        }
    }
    of_record(&record)
}

fn single(field: &str, value: String) -> Fields {
    let mut fields = Fields::default();
    fields.set(field, value);
    fields
}

fn of_record(record: &ActivityRecord) -> Fields {
    Fields::whole_row(&ExportRow { category: "", subcategory: None, purpose: "", department: None, record })
}

impl Fields {
    /// What of a proposal is not filled in yet: each field with its value, or those of several values that are missing.
    pub fn lacking(&self, proposed: &Self, item: Item) -> Vec<(&'static Field, Vec<String>)> {
        let missing = |field: &'static Field, there: Vec<&str>, wanted: Vec<&str>| {
            let new = wanted.into_iter().filter(|value| !value.is_empty() && !there.iter().any(|known| same(known, value)));
            (field, new.map(str::to_owned).collect::<Vec<_>>())
        };
        let found = match item {
            Item::Rows(group) => group
                .fields
                .first()
                .and_then(|id| Field::named(id))
                .map(|field| missing(field, self.lines(field), proposed.lines(field))),
            Item::One(field) if field.is_list() => Some(missing(field, self.parts(field), proposed.parts(field))),
            Item::One(field) if self.get(field.id).is_empty() => Some((field, vec![proposed.get(field.id).to_owned()])),
            Item::One(_) => None,
        };
        found.into_iter().filter(|(_, values)| values.iter().any(|value| !value.is_empty())).collect()
    }

    /// Fills in what of a proposal is not filled in yet.
    pub fn take(&mut self, proposed: &Self, item: Item) {
        for (field, values) in self.lacking(proposed, item) {
            match item {
                Item::Rows(group) => {
                    let wanted = proposed.lines(field).into_iter().enumerate();
                    let rows: Vec<usize> =
                        wanted.filter(|(_, name)| values.iter().any(|value| value == name)).map(|(row, _)| row).collect();
                    let before = self.lines(field).len() * usize::from(!self.get(field.id).is_empty());
                    for id in group.fields {
                        let old: Vec<&str> = (0..before).map(|row| self.line(id, row)).collect();
                        let all: Vec<&str> = old.into_iter().chain(rows.iter().map(|row| proposed.line(id, *row))).collect();
                        if all.iter().any(|line| !line.is_empty()) {
                            self.0.insert(id, all.join("\n"));
                        }
                    }
                }
                Item::One(_) if field.is_list() => {
                    let all: Vec<&str> = self.parts(field).into_iter().chain(values.iter().map(String::as_str)).collect();
                    self.0.insert(field.id, all.join(" ; "));
                }
                Item::One(_) => {
                    self.0.insert(field.id, values.concat());
                }
            }
        }
    }

    fn lines(&self, field: &Field) -> Vec<&str> {
        self.get(field.id).split('\n').collect()
    }

    fn parts(&self, field: &Field) -> Vec<&str> {
        self.get(field.id).split(SEPARATOR).map(str::trim).filter(|part| !part.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{activity_field::item, legal_basis::LegalBasis};

    fn fields(filled: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for (name, value) in filled {
            assert!(fields.set(name, (*value).to_owned()), "{name}");
        }
        fields
    }

    #[test]
    fn what_a_pack_proposes_becomes_fields() {
        let suggest = |field: &str, value| {
            let (pack, reason) = ("hr".to_owned(), Localised::same("Usage"));
            suggested(&Suggestion { pack, field: field.to_owned(), value, reason })
        };
        let tools = suggest("it_tools", SuggestedValue::Texts(vec!["GED".into(), "Paie".into()]));
        assert_eq!(tools.get("it_tools"), "GED ; Paie");
        let basis = suggest("legal_basis", SuggestedValue::LegalBasis(LegalBasis::Consent));
        assert_eq!((basis.get("legal_basis"), basis.0.len()), ("Consentement", 1));
        let unknown = suggest("no_such_field", SuggestedValue::Text("x".into()));
        assert_eq!(unknown, Fields::default());
    }

    #[test]
    fn what_is_missing_is_taken_and_nothing_is_replaced() {
        let proposed = fields(&[
            ("it_tools", "GED ; Logiciel"),
            ("legal_basis", "Consentement"),
            ("data_subject_categories", "Locataires\nGarants"),
            ("data_subject_volume", "<50\n>1000000"),
        ]);
        let mut mine = fields(&[
            ("it_tools", "Papier ; ged"),
            ("data_subject_categories", "locataires"),
            ("data_subject_volume", "100 – 500"),
        ]);
        for id in ["it_tools", "legal_basis", "data_subjects", "balancing_test"] {
            let item = item(id).unwrap();
            mine.take(&proposed, item);
            assert!(mine.lacking(&proposed, item).is_empty(), "{id}");
        }
        assert_eq!(mine.get("it_tools"), "Papier ; ged ; Logiciel");
        assert_eq!(mine.get("legal_basis"), "Consentement");
        assert_eq!(mine.get("data_subject_categories"), "locataires\nGarants");
        assert_eq!(mine.get("data_subject_volume"), "100 – 500\n>1000000");
        let other = fields(&[("legal_basis", "Obligation légale de l’entreprise")]);
        mine.take(&other, item("legal_basis").unwrap());
        assert_eq!(mine.get("legal_basis"), "Consentement");
    }
}
