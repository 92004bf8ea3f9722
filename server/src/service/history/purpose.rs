//! What a version of a purpose says, field by field.

use super::{Fact, activity::datum, names::Names};
use crate::{
    domain::{
        fault::Fault,
        personal_data::PersonalDataCategory,
        purpose::{Purpose, PurposeOrigin},
        sensitivity::{FAILURES, Grades, HARMS},
    },
    locale::Texts,
};

/// Every field; those that say nothing too.
pub fn facts(names: &Names<'_>, purpose: &Purpose) -> Result<Vec<Fact>, Fault> {
    let (t, frame) = (names.t, &purpose.frame);
    let subjects = frame.data_subjects.iter().map(|subject| match &subject.volume {
        Some(volume) => format!("{}, {}", subject.name, t.choice(volume)),
        None => subject.name.clone(),
    });
    let data = frame.personal_data.iter().map(|item| {
        let category = match &item.category {
            PersonalDataCategory::Known(category) => t.choice(category),
            PersonalDataCategory::Other(name) => name.clone(),
        };
        format!("{category}, {}", datum(t, item))
    });
    let retention = frame.retention.map(|period| t.retention(&period)).unwrap_or_default();
    let measures = frame.security_measures.iter().map(|measure| t.choice(measure));
    let transmission = if frame.transmission { "purpose-transmission-allowed" } else { "purpose-transmission-forbidden" };
    let origin = match &purpose.origin {
        PurposeOrigin::Own => "purpose-origin-own",
        PurposeOrigin::Import => "purpose-origin-import",
        PurposeOrigin::Model { .. } => "purpose-origin-model",
    };
    let proposed = if purpose.proposed { t.get("choice-answer-yes") } else { String::new() };
    Ok(vec![
        Fact::one("name", t.get("purpose-name"), purpose.name.clone()),
        Fact::one("category", t.get("column-category"), names.place(purpose.category, purpose.subcategory)?),
        Fact::one("proposed", t.get("purpose-proposed"), proposed),
        Fact::prose("description", t.get("purpose-description"), &purpose.description),
        Fact::one(
            "legal_basis",
            t.get("column-legal_basis"),
            purpose.legal_basis.map(|basis| t.choice(&basis)).unwrap_or_default(),
        ),
        Fact::values("joint_controllers", t.get("purpose-joint-controllers"), frame.joint_controllers.clone()),
        Fact::values("data_subjects", t.get("form-section-subjects"), subjects.collect()),
        Fact::values("personal_data", t.get("form-section-data"), data.collect()),
        Fact::one("retention", t.get("form-section-retention"), retention),
        Fact::values("applications", t.get("purpose-applications"), frame.applications.clone()),
        Fact::values("security_measures", t.get("purpose-measures"), measures.collect()),
        Fact::one("transmission", t.get("validation-transmission"), t.get(transmission)),
        Fact::values("sensitivity", t.get("purpose-grades"), grades(t, purpose)),
        Fact::one("origin", t.get("purpose-origin"), t.get(origin)),
    ])
}

/// The grades that a person set in place of the proposed ones, with their reasons.
fn grades(t: Texts, purpose: &Purpose) -> Vec<String> {
    let letters = |grades: &[crate::domain::sensitivity::SensitivityGrade]| {
        let each = HARMS.iter().zip(grades).map(|(harm, grade)| format!("{} {}", t.of("purpose-harm", harm), grade.letter()));
        each.collect::<Vec<_>>().join(", ")
    };
    let own = purpose.sensitivity.purpose.iter().map(|set| format!("{} ({})", letters(&set.grades.0), set.reason));
    let items = purpose.sensitivity.items.iter().flat_map(|item| {
        let Grades(grades) = &item.set.grades;
        let rows = FAILURES.iter().zip(grades.chunks(HARMS.len()));
        rows.map(|(failure, grades)| {
            format!("{}, {} : {} ({})", item.name, t.of("purpose-failure", failure), letters(grades), item.set.reason)
        })
    });
    own.chain(items.collect::<Vec<_>>()).collect()
}
