//! Models of purposes, of the CNIL or of a pack: what a purpose of a kind usually processes, where that is written, and how
//! sure it is. A purpose made from one is the organisation's own; what then differs from the model is told.

use super::{
    activity::SecurityMeasure,
    data_category::DataCategory,
    exceeds::same,
    legal_basis::LegalBasis,
    personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem},
    purpose::{Purpose, PurposeFrame},
    retention::RetentionPeriod,
    text::{Language, Localised},
};
use serde::{Deserialize, Serialize};

/// What stands before the key in the identifier of a model of the CNIL; before others stands the name of the pack.
pub const CNIL: &str = "cnil";

/// A model, as its script declares it. A list that is empty was declared unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PurposeModel {
    /// Source and key, for example `cnil.recrutement`.
    pub id: String,
    pub name: Localised,
    /// Name of the category that is proposed for it.
    pub category: Localised,
    /// What to heed; may be empty.
    pub note: Localised,
    /// The text it follows; none where it is the pack's own experience.
    pub standard: Option<Standard>,
    pub confidence: Confidence,
    pub dpia: DpiaAdvice,
    /// Bases that fit, the most usual first.
    pub legal_bases: Vec<LegalBasis>,
    pub data_subjects: Vec<Localised>,
    pub personal_data: Vec<ModelData>,
    pub recipients: Vec<Localised>,
    pub retention: Vec<ModelPeriod>,
    pub security_measures: Vec<SecurityMeasure>,
}

/// The text that a model follows. Titles stay in the language of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standard {
    pub kind: StandardKind,
    /// The short name under which people know it, for example `NS-42`; may be empty.
    pub code: String,
    pub title: String,
    /// The act that adopted it.
    pub act: String,
    pub year: u16,
    pub status: StandardStatus,
}

/// What the text is worth today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandardStatus {
    InForce,
    /// Under consultation: it may still change.
    Draft,
    /// Repealed, or without legal value since 25 May 2018: a point of reference.
    Former,
}

/// What sort of text it is. Since 25 May 2018 the former ones have no legal value; they are points of reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandardKind {
    Referentiel,
    Recommendation,
    /// Binding, unlike the others.
    ModelRegulation,
    ReferenceMethodology,
    Guide,
    Sheet,
    FormerSimplifiedNorm,
    FormerSingleAuthorisation,
    FormerExemption,
}

/// How sure it is that the model says what the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in the text, or on pages that quote it.
    Read,
    /// Title and scope were read, figures in part.
    PartlyRead,
    /// Known, not read.
    Recalled,
}

/// Whether the text asks for an impact assessment (art. 35).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DpiaAdvice {
    Required,
    Assess,
    Exempt,
}

/// A type of data that a model proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModelData {
    pub category: DataCategory,
    pub name: Localised,
}

/// How long something is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModelPeriod {
    pub what: Localised,
    /// A length of 0 means erased at the event itself.
    pub period: RetentionPeriod,
    /// The event it is counted from.
    pub from: Localised,
    pub phase: Phase,
    /// Read in the text; otherwise a proposal to check.
    pub verified: bool,
    /// May be empty.
    pub note: Localised,
}

/// Where in the life of data a period lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Active,
    /// Archived, with few people who may look.
    Intermediate,
    Definitive,
}

/// A point in which a purpose differs from its model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A basis that the model does not name.
    LegalBasis {
        found: LegalBasis,
    },
    DataSubject {
        name: String,
        added: bool,
    },
    PersonalData {
        name: String,
        added: bool,
    },
    /// Of the purpose or, where `data` names it, of a datum; no period sets no limit.
    Retention {
        data: String,
        found: Option<RetentionPeriod>,
        model: RetentionPeriod,
    },
    SecurityMeasure {
        measure: SecurityMeasure,
        added: bool,
    },
    Transmission {
        allowed: bool,
    },
}

impl Difference {
    /// Whether it goes beyond the model: more people, data or time, less security.
    pub fn is_beyond(&self) -> bool {
        match self {
            Self::LegalBasis { .. } => true,
            Self::DataSubject { added, .. } | Self::PersonalData { added, .. } => *added,
            Self::Retention { found, model, .. } => found.is_none_or(|found| found.hours() > model.hours()),
            Self::SecurityMeasure { added, .. } => !added,
            Self::Transmission { allowed } => *allowed,
        }
    }
}

impl PurposeModel {
    /// What a purpose made from it allows at first, in a language.
    pub fn frame(&self, language: Language) -> PurposeFrame {
        let subject = |name: &Localised| DataSubjectCategory { name: name.get(language).to_owned(), volume: None };
        let item = |data: &ModelData| PersonalDataItem {
            category: PersonalDataCategory::Known(data.category),
            name: data.name.get(language).to_owned(),
            retention: None,
        };
        PurposeFrame {
            data_subjects: self.data_subjects.iter().map(subject).collect(),
            personal_data: self.personal_data.iter().map(item).collect(),
            retention: self.longest(),
            security_measures: self.security_measures.clone(),
            transmission: !self.recipients.is_empty(),
            ..PurposeFrame::default()
        }
    }

    /// The longest of its periods; none where all end with an event.
    pub fn longest(&self) -> Option<RetentionPeriod> {
        let periods = self.retention.iter().map(|kept| kept.period).filter(|period| period.length > 0);
        periods.max_by_key(RetentionPeriod::hours)
    }

    /// What its text is worth; none where it is the experience of a pack.
    pub fn status(&self) -> Option<StandardStatus> {
        self.standard.as_ref().map(|standard| standard.status)
    }

    /// Whether the text is in force; so is the experience of a pack.
    pub fn is_in_force(&self) -> bool {
        self.status().is_none_or(|status| status == StandardStatus::InForce)
    }

    /// Everything in which a purpose differs from it, what goes beyond first. Names count in any language.
    pub fn differences(&self, purpose: &Purpose) -> Vec<Difference> {
        let frame = &purpose.frame;
        let mut found = Vec::new();
        found.extend(
            purpose
                .legal_basis
                .filter(|basis| !self.legal_bases.contains(basis))
                .map(|basis| Difference::LegalBasis { found: basis }),
        );
        let subjects = frame.data_subjects.iter().filter(|subject| !self.data_subjects.iter().any(|of| is(of, &subject.name)));
        found.extend(subjects.map(|subject| Difference::DataSubject { name: subject.name.clone(), added: true }));
        let has = |data: &ModelData, item: &PersonalDataItem| {
            item.category == PersonalDataCategory::Known(data.category) && is(&data.name, &item.name)
        };
        let items = frame.personal_data.iter().filter(|item| !self.personal_data.iter().any(|data| has(data, item)));
        found.extend(items.map(|item| Difference::PersonalData { name: item.name.clone(), added: true }));
        let language = |name: &Localised| name.fr.clone();
        let gone = self.data_subjects.iter().filter(|of| !frame.data_subjects.iter().any(|subject| is(of, &subject.name)));
        found.extend(gone.map(|of| Difference::DataSubject { name: language(of), added: false }));
        let gone = self.personal_data.iter().filter(|data| !frame.personal_data.iter().any(|item| has(data, item)));
        found.extend(gone.map(|data| Difference::PersonalData { name: language(&data.name), added: false }));
        self.retention_differences(frame, &mut found);
        for measure in SecurityMeasure::ALL {
            let (asked, required) = (self.security_measures.contains(&measure), frame.security_measures.contains(&measure));
            if asked != required {
                found.push(Difference::SecurityMeasure { measure, added: required });
            }
        }
        if frame.transmission == self.recipients.is_empty() {
            found.push(Difference::Transmission { allowed: frame.transmission });
        }
        found.sort_by_key(|difference| !difference.is_beyond());
        found
    }

    fn retention_differences(&self, frame: &PurposeFrame, found: &mut Vec<Difference>) {
        let Some(model) = self.longest() else { return };
        if frame.retention.is_none_or(|kept| kept.hours() != model.hours()) {
            found.push(Difference::Retention { data: String::new(), found: frame.retention, model });
        }
        for item in &frame.personal_data {
            if let Some(kept) = item.retention.filter(|kept| kept.hours() > model.hours()) {
                found.push(Difference::Retention { data: item.name.clone(), found: Some(kept), model });
            }
        }
    }
}

/// Whether a name is that of the model, in whichever language.
fn is(of: &Localised, name: &str) -> bool {
    of.each().into_iter().any(|(_, text)| !text.is_empty() && same(text, name))
}

#[cfg(test)]
mod tests;
