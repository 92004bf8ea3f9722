//! The sandbox against packs that behave and packs that do not.

mod hostile;

use super::*;
use crate::domain::{
    answer::Answer,
    data_category::DataCategory,
    finding::Severity,
    id::{CategoryId, PurposeId},
    legal_basis::LegalBasis,
    party::Processor,
    personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem, VolumeBand},
    purpose::PurposeOrigin,
    retention::{RetentionPeriod, RetentionStart, RetentionUnit},
    text::Language,
    transfer::Transfer,
};

/// Reviews a record in a believable setting.
pub fn with_subject<T>(record: &ActivityRecord, call: impl FnOnce(&Subject<'_>) -> T) -> T {
    let purpose = Purpose {
        id: PurposeId::new(),
        register: RegisterKind::Controller,
        category: CategoryId::new(),
        subcategory: None,
        name: "Sûreté du patrimoine".into(),
        description: String::new(),
        legal_basis: None,
        frame: Default::default(),
        sensitivity: Default::default(),
        origin: PurposeOrigin::Own,
        proposed: false,
    };
    call(&Subject {
        register: RegisterKind::Controller,
        record,
        purpose: &purpose,
        category: "Sécurité",
        subcategory: "",
        department: "Proximité",
        sheet: &CompanySheet { sector: "Office public de l’habitat".into(), staff: 120, ..CompanySheet::default() },
        today: jiff::civil::date(2026, 11, 22),
        reach: None,
    })
}

/// An activity with most fields filled.
pub fn full_record() -> ActivityRecord {
    let period = |length, unit| RetentionPeriod { length, unit, from: Some(RetentionStart::OperationEnd), then: None };
    let item = |category, name: &str| PersonalDataItem {
        category: PersonalDataCategory::Known(category),
        name: name.into(),
        retention: Some(period(6, RetentionUnit::Months)),
    };
    ActivityRecord {
        name: "Vidéosurveillance des parties communes".into(),
        description: "Caméras des halls et des parkings, consultées par deux agents habilités. ".repeat(5),
        operations: ["Collecte", "Conservation", "Consultation", "Effacement"].map(Into::into).to_vec(),
        legal_basis: Some(LegalBasis::LegitimateInterests),
        applications: vec!["Enregistreur".into(), "Messagerie".into()],
        personal_data: DataCategory::ALL
            .into_iter()
            .map(|category| item(category, "Donnée de ce dossier"))
            .chain([item(DataCategory::ImageRecording, "Vidéosurveillance"), item(DataCategory::AdministrativeData, "NIR")])
            .collect(),
        data_subjects: ["Locataires", "Visiteurs", "Agents"]
            .map(|name| DataSubjectCategory { name: name.into(), volume: Some(VolumeBand::From1000To5000) })
            .to_vec(),
        processors: vec![Processor {
            name: "Hébergeur".into(),
            contract: Answer::No,
            sufficient_clause: Answer::No,
            transfer: Some(Transfer { country: "IN".to_owned().try_into().unwrap(), safeguard: None }),
        }],
        retention: Some(period(1, RetentionUnit::Years)),
        ..ActivityRecord::default()
    }
}

#[test]
fn built_in_packs_install_and_describe_themselves() {
    let data = tempfile::tempdir().unwrap();
    let packs = Packs::open(data.path()).unwrap();
    assert_eq!(packs.installed().len(), BUILT_IN.len());
    for pack in packs.installed() {
        assert_eq!(pack.manifest.name.missing(), Vec::<Language>::new());
        for rule in &pack.rules {
            assert_eq!(rule.title.missing(), Vec::<Language>::new(), "{}", rule.name);
        }
    }
    let reviewed = with_subject(&ActivityRecord::default(), |subject| packs.review(&["absent".into()], subject));
    assert_eq!(reviewed[0].answer, Err(PackFailure::Missing));
}

#[test]
fn a_full_activity_crosses_the_border_whole() {
    let data = tempfile::tempdir().unwrap();
    let packs = Packs::open(data.path()).unwrap();
    let reviewed = with_subject(&full_record(), |subject| packs.review(&["social-housing".into()], subject));
    let findings = reviewed[0].answer.as_ref().unwrap();
    let table = [
        ("retention_duration", Severity::Breach, "CSI L252-5"),
        ("administrative_data", Severity::Warning, "LIL 30"),
        ("processor_contract", Severity::Breach, "RGPD 28"),
        ("processor_transfer_safeguard", Severity::Breach, "RGPD 44"),
        ("health_data", Severity::Breach, "RGPD 9"),
        ("offences_and_convictions", Severity::Breach, "RGPD 10"),
        ("notice_by_poster", Severity::Warning, "RGPD 13"),
    ];
    for (field, severity, article) in table {
        let found =
            |finding: &&Finding| finding.field == field && finding.severity == severity && finding.article.starts_with(article);
        assert!(findings.iter().any(|finding| found(&finding)), "{field} {article} is missing in {findings:#?}");
    }
    assert!(findings.iter().all(|finding| finding.pack == "social-housing" && finding.message.missing().is_empty()));
    let sent = &findings.iter().find(|finding| finding.field == "processor_transfer_safeguard").unwrap().message;
    assert!(sent.fr.contains("(Inde)") && sent.en.contains("(India)"), "{sent:?}");
}

#[test]
fn categories_of_documents_that_cannot_be_filed_under_are_refused() {
    let text = include_str!("../../../plugins/hr/pack.toml");
    let long = format!("[[document-category]]\nname = {{ fr = \"{}\" }}", "x".repeat(121));
    let table = [
        ("[[document-category]]\nname = { fr = \"Baux\" }", true),
        ("[[document-category]]\nname = { fr = \"Baux\" }\nsubcategories = [{ fr = \"Annexes\", en = \"Annexes\" }]", true),
        ("[[document-category]]\nname = { fr = \"\", en = \"Leases\" }", false),
        ("[[document-category]]\nname = { fr = \" \" }", false),
        ("[[document-category]]\nname = { fr = \"Baux\" }\nsubcategories = [{ fr = \"\" }]", false),
        ("[[document-category]]\nname = { fr = \"Baux\", es = \" \" }", false),
        (&*long, false),
    ];
    for (category, accepted) in table {
        let read = manifest::read(&format!("{text}\n{category}\n"));
        assert_eq!(read.is_ok(), accepted, "{category}: {read:?}");
    }
}
