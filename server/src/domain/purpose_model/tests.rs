//! What a purpose made from a model holds, and what is said of it once it is changed.

use super::*;
use crate::domain::{
    id::{CategoryId, PurposeId},
    purpose::PurposeOrigin,
    register::RegisterKind,
    retention::RetentionUnit,
};

fn years(length: u32) -> RetentionPeriod {
    RetentionPeriod { length, unit: RetentionUnit::Years, from: None, then: None }
}

fn text(fr: &str, es: &str) -> Localised {
    Localised { fr: fr.into(), en: String::new(), es: es.into() }
}

fn model() -> PurposeModel {
    let kept = |length, verified| ModelPeriod {
        what: text("Dossier", ""),
        period: years(length),
        from: text("départ", ""),
        phase: Phase::Active,
        verified,
        note: Localised::default(),
    };
    PurposeModel {
        id: "cnil.recrutement".into(),
        name: text("Recruter", "Seleccionar"),
        category: text("RH", "RR. HH."),
        note: Localised::default(),
        standard: None,
        confidence: Confidence::Read,
        dpia: DpiaAdvice::Assess,
        legal_bases: vec![LegalBasis::Contract],
        data_subjects: vec![text("Candidats", "Candidatos")],
        personal_data: vec![ModelData { category: DataCategory::IdentificationData, name: text("Prénoms", "Nombres") }],
        recipients: vec![text("Recruteurs", "")],
        retention: vec![kept(2, true), kept(0, true), kept(5, false)],
        security_measures: vec![SecurityMeasure::Logging],
    }
}

fn purpose(language: Language) -> Purpose {
    Purpose {
        id: PurposeId::new(),
        register: RegisterKind::Controller,
        category: CategoryId::new(),
        subcategory: None,
        name: "Recruter".into(),
        description: String::new(),
        legal_basis: Some(LegalBasis::Contract),
        frame: model().frame(language),
        sensitivity: Default::default(),
        origin: PurposeOrigin::Model { model: "cnil.recrutement".into() },
        proposed: false,
    }
}

#[test]
fn a_purpose_as_the_model_proposes_it_differs_in_nothing_in_any_language() {
    for language in Language::ALL {
        assert_eq!(model().differences(&purpose(language)), [], "{language:?}");
    }
    assert_eq!(purpose(Language::Es).frame.personal_data[0].name, "Nombres");
    assert_eq!(model().longest(), Some(years(5)));
}

type Change = fn(&mut Purpose);

#[test]
fn each_difference_is_told_and_whether_it_goes_beyond() {
    let table: [(&str, Change, bool); 9] = [
        ("basis", |p| p.legal_basis = Some(LegalBasis::Consent), true),
        ("people", |p| p.frame.data_subjects.push(DataSubjectCategory { name: "Garants".into(), volume: None }), true),
        ("fewer people", |p| p.frame.data_subjects.clear(), false),
        ("fewer data", |p| p.frame.personal_data.clear(), false),
        ("longer", |p| p.frame.retention = None, true),
        ("shorter", |p| p.frame.retention = Some(years(1)), false),
        ("one datum longer", |p| p.frame.personal_data[0].retention = Some(years(9)), true),
        ("measure dropped", |p| p.frame.security_measures.clear(), true),
        ("nothing handed on", |p| p.frame.transmission = false, false),
    ];
    for (case, change, beyond) in table {
        let mut purpose = purpose(Language::Fr);
        change(&mut purpose);
        let found: Vec<_> = model().differences(&purpose).iter().map(Difference::is_beyond).collect();
        assert_eq!(found, [beyond], "{case}");
    }
}

#[test]
fn what_goes_beyond_comes_first() {
    let mut purpose = purpose(Language::Fr);
    purpose.frame.data_subjects.clear();
    purpose.frame.security_measures = vec![SecurityMeasure::Authentication];
    purpose.frame.retention = None;
    let found: Vec<_> = model().differences(&purpose).iter().map(Difference::is_beyond).collect();
    assert_eq!(found, [true, true, false, false]);
}
