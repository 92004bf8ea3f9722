//! Each rule against activities on which it must speak, and near ones on which it must not.

use super::{RULES, findings};
use crate::texts::TEXTS;
use probant_plugin_api::{
    Activity, Answer, DataCategory as Data, DataSubjectCategory, LegalBasis, PersonalDataItem, RetentionPeriod,
    RetentionUnit as Unit, Severity, Subject, case::Case,
};

/// An activity of this name, about these people.
fn about(name: &str, people: &str) -> Activity {
    let people = DataSubjectCategory { name: people.into(), volume: None };
    Activity { name: name.into(), data_subjects: vec![people], ..Activity::default() }
}

fn item(mut activity: Activity, category: Data, name: &str) -> Activity {
    activity.personal_data.push(PersonalDataItem::new(category, name));
    activity
}

fn kept(activity: Activity, length: u32, unit: Unit) -> Activity {
    Activity { retention: Some(RetentionPeriod::new(length, unit)), ..activity }
}

fn based(activity: Activity, basis: LegalBasis) -> Activity {
    Activity { legal_basis: Some(basis), ..activity }
}

/// The rule, an activity on which it speaks, how gravely, and one on which it does not.
fn table() -> Vec<(&'static str, Activity, Severity, Activity)> {
    use Severity::{Advice, Breach, Information, Warning};
    let applicants = || about("Recrutement", "Candidats");
    let staff = |name: &str| about(name, "Salariés");
    let told = |mut activity: Activity| {
        activity.information.letter = Answer::Yes;
        activity
    };
    let close = |mut activity: Activity| {
        activity.security.confidentiality_undertaking = Answer::Yes;
        activity
    };
    let lawful = |activity: Activity| Activity { criminal_data_authority: "Code de l’éducation".into(), ..activity };
    let record = || item(applicants(), Data::OffencesAndConvictions, "Extrait de casier judiciaire");
    let number = |name| item(staff(name), Data::AdministrativeData, "NIR (numéro de sécurité sociale)");
    let health = |name| item(staff("Suivi des absences"), Data::HealthData, name);
    let positions = || item(staff("Géolocalisation des véhicules"), Data::LocationData, "Géolocalisation de véhicule");
    let images = |name| item(staff(name), Data::ImageRecording, "Vidéosurveillance");
    let union = |name| item(staff("Relations sociales"), Data::TradeUnionMembership, name);
    let portrait = || item(staff("Annuaire interne"), Data::ImageRecording, "Trombinoscope");
    vec![
        ("applicant-retention", kept(applicants(), 5, Unit::Years), Warning, kept(applicants(), 24, Unit::Months)),
        (
            "applicant-data",
            item(applicants(), Data::BankAndFinancialData, "IBAN / RIB"),
            Warning,
            item(applicants(), Data::ProfessionalLife, "CV et parcours"),
        ),
        ("applicant-record", record(), Breach, lawful(record())),
        ("profiling", about("Scoring des candidatures", "Candidats"), Warning, about("Scoring des factures", "Fournisseurs")),
        (
            "staff-consent",
            based(staff("Gestion du matériel"), LegalBasis::Consent),
            Advice,
            based(staff("Photographies de l’équipe"), LegalBasis::Consent),
        ),
        ("staff-number", number("Badges d’accès"), Warning, number("Paie")),
        (
            "payslip-retention",
            kept(staff("Bulletins de paie"), 1, Unit::Years),
            Warning,
            kept(staff("Bulletins de paie"), 5, Unit::Years),
        ),
        (
            "sanction-retention",
            kept(staff("Procédures disciplinaires"), 10, Unit::Years),
            Warning,
            kept(staff("Procédures disciplinaires"), 3, Unit::Years),
        ),
        ("mailbox-retention", kept(staff("Messagerie"), 2, Unit::Years), Advice, kept(staff("Messagerie"), 3, Unit::Months)),
        ("diagnosis", health("Diagnostic"), Breach, health("Arrêt maladie")),
        ("disability", health("RQTH"), Advice, close(health("RQTH"))),
        ("constant-monitoring", staff("Captures d’écran en télétravail"), Breach, staff("Télétravail")),
        ("monitoring-notice", staff("Badges des locaux"), Warning, told(staff("Badges des locaux"))),
        (
            "biometric-hours",
            item(staff("Pointage"), Data::BiometricData, "Empreinte digitale"),
            Breach,
            item(staff("Accès au local serveur"), Data::BiometricData, "Empreinte digitale"),
        ),
        ("vehicle-retention", kept(positions(), 1, Unit::Years), Advice, kept(positions(), 2, Unit::Months)),
        ("workplace-camera", images("Caméra dans la salle de pause"), Breach, images("Caméra de l’entrée")),
        ("union-data", union("Adhésion syndicale"), Warning, union("Mandat syndical")),
        ("whistleblowing", staff("Recueil des alertes internes"), Information, staff("Alertes météo")),
        ("staff-photo", portrait(), Advice, based(portrait(), LegalBasis::Consent)),
    ]
}

fn found(rule: &str, activity: Activity) -> Option<probant_plugin_api::Finding> {
    let subject = Subject { activity, purpose: Default::default(), company: Default::default() };
    assert!(RULES.iter().any(|known| known.name == rule), "{rule} is no rule");
    findings(&TEXTS, &Case::new(&subject)).into_iter().find(|finding| finding.rule == rule)
}

#[test]
fn each_rule_speaks_where_it_must_and_nowhere_else() {
    let table = table();
    assert_eq!(table.len(), RULES.len(), "a rule has no row");
    for (rule, speaks, severity, silent) in table {
        let finding = found(rule, speaks).unwrap_or_else(|| panic!("{rule} says nothing"));
        assert_eq!(finding.severity, severity, "{rule}");
        for text in [&finding.message.fr, &finding.message.en, &finding.message.es] {
            assert!(!text.contains('{'), "{rule}: {text}");
        }
        assert_eq!(found(rule, silent), None, "{rule}");
    }
}

#[test]
fn a_sick_note_is_no_diagnosis_however_it_is_written() {
    for (name, speaks) in [("MALADIE", true), ("Arrêt maladie", false), ("ARRÊT MALADIE", false), ("Arrets de maladie", false)]
    {
        let (_, mut activity, ..) = table().into_iter().find(|(rule, ..)| *rule == "diagnosis").unwrap();
        activity.personal_data.iter_mut().for_each(|item| item.name = name.into());
        assert_eq!(found("diagnosis", activity).is_some(), speaks, "{name}");
    }
}

#[test]
fn each_rule_has_its_texts_in_three_languages() {
    for rule in RULES {
        for (what, text) in [
            ("message", Some(TEXTS.text(rule.name, &[]))),
            ("title", TEXTS.attribute(rule.name, "title", &[])),
            ("fix", TEXTS.attribute(rule.name, "fix", &[])),
        ] {
            let text = text.unwrap_or_else(|| panic!("{} has no {what}", rule.name));
            assert!(text.fr != text.en && text.fr != text.es && text.en != text.es, "{} {what} is not translated", rule.name);
            assert!([&text.fr, &text.en, &text.es].iter().all(|text| *text != rule.name), "{} {what}", rule.name);
        }
    }
}
