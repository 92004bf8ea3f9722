//! Proposals for drafts as a table: what activities of a kind usually are. A proposal fills only what is still empty; the
//! person decides.

use crate::{
    DataCategory, DataSubjectCategory, LegalBasis, PersonalDataItem, ProposedValue, RetentionPeriod, RetentionStart,
    RetentionUnit, Subject, Suggestion, case::Case, locale::Locale,
};

/// What one kind of activity usually is.
pub struct Usual {
    /// Name of the message that says why, in the locale files.
    pub name: &'static str,
    /// Words by which the kind is recognised, as for [`crate::words::Words::mention`].
    pub about: &'static [&'static str],
    pub legal_basis: LegalBasis,
    /// Categories and names of data.
    pub data: &'static [(DataCategory, &'static str)],
    pub people: &'static [&'static str],
    /// Counted from the end of the operation; none where an event ends it.
    pub retention: Option<(u32, RetentionUnit)>,
}

/// What the first row that recognises the draft proposes for its empty fields.
pub fn suggest(table: &[Usual], texts: &Locale, draft: &Subject) -> Vec<Suggestion> {
    let case = Case::new(draft);
    let row = table.iter().find(|row| case.about.mention(row.about).is_some());
    row.map(|row| row.suggestions(texts, draft)).unwrap_or_default()
}

impl Usual {
    fn suggestions(&self, texts: &Locale, draft: &Subject) -> Vec<Suggestion> {
        let draft = &draft.activity;
        let item = |(category, name): &(DataCategory, &str)| PersonalDataItem::new(*category, name);
        let subject = |name: &&str| DataSubjectCategory { name: (*name).into(), volume: None };
        let basis = draft.legal_basis.is_none().then_some(ProposedValue::LegalBasis(self.legal_basis));
        let data = draft.personal_data.is_empty().then(|| ProposedValue::PersonalData(self.data.iter().map(item).collect()));
        let people =
            draft.data_subjects.is_empty().then(|| ProposedValue::DataSubjects(self.people.iter().map(subject).collect()));
        let kept = self.retention.filter(|_| draft.retention.is_none()).map(|(length, unit)| {
            let from = Some(RetentionStart::OperationEnd);
            ProposedValue::Retention(RetentionPeriod { from, ..RetentionPeriod::new(length, unit) })
        });
        let values = [("legal_basis", basis), ("personal_data", data), ("data_subjects", people), ("retention", kept)];
        let filled = values.into_iter().filter_map(|(field, value)| Some((field, value?)));
        filled.map(|(field, value)| Suggestion { field: field.into(), value, reason: texts.text(self.name, &[]) }).collect()
    }
}
