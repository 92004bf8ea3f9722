//! The sandbox against packs that behave and packs that do not.

use super::*;
use crate::domain::text::Language;

/// A bare subject, to be called with or filled.
fn with_subject<T>(record: &ActivityRecord, call: impl FnOnce(&Subject<'_>) -> T) -> T {
    let purpose = crate::domain::purpose::Purpose {
        id: crate::domain::id::PurposeId::new(),
        register: RegisterKind::Controller,
        category: crate::domain::id::CategoryId::new(),
        subcategory: None,
        name: "Sûreté".into(),
        description: String::new(),
        legal_basis: None,
        frame: Default::default(),
        origin: crate::domain::purpose::PurposeOrigin::Own,
    };
    call(&Subject {
        register: RegisterKind::Controller,
        record,
        purpose: &purpose,
        category: "Sécurité",
        subcategory: "",
        department: "",
        sheet: &CompanySheet::default(),
        today: jiff::civil::date(2026, 11, 22),
    })
}

#[test]
fn built_in_packs_install_and_answer() {
    let data = tempfile::tempdir().unwrap();
    let packs = Packs::open(data.path()).unwrap();
    let ids: Vec<String> = packs.installed().map(|pack| pack.manifest.id.clone()).collect();
    assert!(ids.contains(&"social-housing".to_owned()));
    for pack in packs.installed() {
        assert_eq!(pack.manifest.name.missing(), Vec::<Language>::new());
    }
    let reviewed = with_subject(&ActivityRecord::default(), |subject| packs.review(&ids, subject));
    assert!(reviewed.iter().all(|reviewed| reviewed.answer.is_ok()), "{reviewed:?}");
}
