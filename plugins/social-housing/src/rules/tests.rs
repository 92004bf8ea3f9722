//! Each rule against activities on which it must speak, and near ones on which it must not.

use super::*;
use crate::texts::TEXTS;
use probant_plugin_api::{
    Activity, Answer, DataCategory as Data, DataSubjectCategory, LegalBasis, PersonalDataItem, Processor, Protection, Recipient,
    RegisterKind, RetentionPeriod, RetentionUnit as Unit, Severity, SpecialCategoryCondition, Subject, Transfer,
    TransferSafeguard, case::Case,
};

/// What an activity is like: a short way to write the table below.
enum Fact {
    About(&'static str),
    Purpose(&'static str),
    People(&'static str),
    Sector(&'static str),
    Item(Data, &'static str),
    ItemKept(Data, &'static str, u32, Unit),
    Kept(u32, Unit),
    Basis(LegalBasis),
    Condition,
    Authority,
    Poster,
    Minors,
    Confidential(Answer),
    ProcessorWith(Answer, Answer),
    Sent(&'static str, Protection, Option<TransferSafeguard>),
    AsProcessor,
}
use Fact::*;

fn subject(facts: &[Fact]) -> Subject {
    let mut subject = Subject { activity: Activity::default(), purpose: Default::default(), company: Default::default() };
    let activity = &mut subject.activity;
    for fact in facts {
        match fact {
            About(name) => activity.name = (*name).into(),
            Purpose(name) => subject.purpose.name = (*name).into(),
            People(name) => activity.data_subjects.push(DataSubjectCategory { name: (*name).into(), volume: None }),
            Sector(sector) => subject.company.sector = (*sector).into(),
            Item(category, name) => activity.personal_data.push(PersonalDataItem::new(*category, name)),
            ItemKept(category, name, length, unit) => activity.personal_data.push(PersonalDataItem {
                retention: Some(RetentionPeriod::new(*length, *unit)),
                ..PersonalDataItem::new(*category, name)
            }),
            Kept(length, unit) => activity.retention = Some(RetentionPeriod::new(*length, *unit)),
            Basis(basis) => activity.legal_basis = Some(*basis),
            Condition => activity.special_category_condition = Some(SpecialCategoryCondition::HealthSocialCare),
            Authority => activity.criminal_data_authority = "Plainte du bailleur".into(),
            Poster => activity.information.poster = Answer::Yes,
            Minors => activity.minors = Answer::Yes,
            Confidential(answer) => activity.security.confidentiality_undertaking = *answer,
            ProcessorWith(contract, sufficient_clause) => activity.processors.push(Processor {
                name: "Hébergeur".into(),
                contract: *contract,
                sufficient_clause: *sufficient_clause,
                transfer: None,
            }),
            Sent(country, protection, safeguard) => activity.recipients.push(Recipient {
                name: "Éditeur".into(),
                internal: Answer::No,
                transfer: Some(Transfer { country: (*country).into(), protection: *protection, safeguard: safeguard.clone() }),
            }),
            AsProcessor => activity.register = RegisterKind::Processor,
        }
    }
    subject
}

const YES: Answer = Answer::Yes;
const NO: Answer = Answer::No;

#[test]
fn each_rule_speaks_where_it_must_and_nowhere_else() {
    use Severity::{Advice, Breach, Information, Warning};
    let nir = || Item(Data::AdministrativeData, "NIR (numéro de sécurité sociale)");
    let health = || Item(Data::HealthData, "Handicap");
    let social = || Item(Data::SocialAssistanceAndAssessment, "Difficultés sociales");
    let offence = || Item(Data::OffencesAndConvictions, "Condamnation");
    let images = || Item(Data::ImageRecording, "Vidéosurveillance");
    let passages = || Item(Data::LocationData, "Passages de badge");
    let calls = || Item(Data::ImageRecording, "Enregistrement sonore");
    let print = || Item(Data::BiometricData, "Empreinte digitale");
    let identity = || Item(Data::IdentificationData, "Nom");
    let request = || About("Enregistrement de la demande de logement social");
    let derogation = |ground: &str| Some(TransferSafeguard::Derogation(ground.into()));
    let table: &[(&str, Vec<Fact>, Option<Severity>)] = &[
        ("nir", vec![request(), nir()], Some(Warning)),
        ("nir", vec![About("Enquête d’occupation du parc social (OPS)"), nir()], None),
        ("nir", vec![About("Paie et bulletins"), nir()], None),
        ("nir", vec![request(), Item(Data::AdministrativeData, "Pièces à fournir")], None),
        ("nationality", vec![request(), Item(Data::IdentificationData, "Nationalité")], Some(Advice)),
        ("nationality", vec![About("Gestion du personnel"), Item(Data::IdentificationData, "Nationalité")], None),
        ("ethnic-origin", vec![Item(Data::RacialOrEthnicOrigin, "Origine")], Some(Breach)),
        ("ethnic-origin", vec![identity()], None),
        ("special-condition", vec![health()], Some(Breach)),
        ("special-condition", vec![Item(Data::PersonalCharacteristics, "Données génétiques")], Some(Breach)),
        ("special-condition", vec![Item(Data::PersonalCharacteristics, "Âge")], None),
        ("special-condition", vec![health(), Condition], None),
        ("special-condition", vec![health(), AsProcessor], None),
        ("offences-authority", vec![offence()], Some(Breach)),
        ("offences-authority", vec![offence(), Authority], None),
        ("criminal-record", vec![Item(Data::OffencesAndConvictions, "Extrait de casier judiciaire")], Some(Warning)),
        ("criminal-record", vec![offence()], None),
        ("social-secrecy", vec![social(), Confidential(NO)], Some(Warning)),
        ("social-secrecy", vec![social()], Some(Advice)),
        ("social-secrecy", vec![social(), Confidential(YES)], None),
        ("social-retention", vec![social(), Kept(3, Unit::Years)], Some(Advice)),
        ("social-retention", vec![social(), Kept(24, Unit::Months)], None),
        (
            "social-retention",
            vec![ItemKept(Data::SocialAssistanceAndAssessment, "FSL", 1, Unit::Years), Kept(10, Unit::Years)],
            None,
        ),
        ("social-retention", vec![identity(), Kept(10, Unit::Years)], None),
        ("allocation-scoring", vec![About("Instruction et cotation des demandes")], Some(Advice)),
        ("allocation-scoring", vec![About("Cotisations sociales")], None),
        ("dpia-list", vec![request()], Some(Information)),
        ("dpia-list", vec![About("Lettre des locataires")], None),
        ("application-retention", vec![request(), Kept(5, Unit::Years)], Some(Warning)),
        ("application-retention", vec![request(), Kept(12, Unit::Months)], None),
        (
            "application-retention",
            vec![About("Commission d’attribution (CALEOL)"), People("demandeurs"), Kept(10, Unit::Years)],
            None,
        ),
        (
            "application-retention",
            vec![About("Dossier"), Purpose("Attribution"), People("Demandeurs"), Kept(2, Unit::Years)],
            Some(Warning),
        ),
        (
            "application-retention",
            vec![
                About("Recrutement des gardiens logés"),
                People("Candidats"),
                Purpose("Logement de fonction"),
                Kept(2, Unit::Years),
            ],
            None,
        ),
        ("arrears-retention", vec![About("Recouvrement amiable et plans d’apurement"), Kept(5, Unit::Years)], Some(Warning)),
        ("arrears-retention", vec![About("Suivi des impayés de loyer"), Kept(3, Unit::Years)], None),
        ("arrears-retention", vec![About("Impayés : procédure d’expulsion"), Kept(10, Unit::Years)], None),
        ("arrears-blacklist", vec![About("Liste noire des anciens locataires")], Some(Breach)),
        ("arrears-blacklist", vec![About("Suivi"), Item(Data::ManagementData, "Mauvais payeur")], Some(Breach)),
        ("arrears-blacklist", vec![About("Liste électorale")], None),
        ("cctv-retention", vec![images(), Kept(3, Unit::Months)], Some(Breach)),
        ("cctv-retention", vec![images(), Kept(1, Unit::Months)], None),
        ("cctv-retention", vec![images(), Kept(31, Unit::Days)], None),
        ("cctv-retention", vec![ItemKept(Data::ImageRecording, "Vidéosurveillance", 15, Unit::Days), Kept(1, Unit::Years)], None),
        ("cctv-retention", vec![About("Trombinoscope"), Item(Data::ImageRecording, "Photographie"), Kept(5, Unit::Years)], None),
        ("cctv-notice", vec![images()], Some(Warning)),
        ("cctv-notice", vec![images(), Poster], None),
        ("badge-retention", vec![passages(), Kept(1, Unit::Years)], Some(Advice)),
        ("badge-retention", vec![passages(), Kept(3, Unit::Months)], None),
        ("badge-retention", vec![About("Temps de travail et badgeage"), passages(), Kept(5, Unit::Years)], None),
        ("biometric-access", vec![About("Accès à la résidence"), print()], Some(Breach)),
        ("biometric-access", vec![About("Accès au local serveur"), People("Agents"), print()], None),
        ("call-recording", vec![calls(), Kept(3, Unit::Years)], Some(Advice)),
        ("call-recording", vec![calls(), Kept(6, Unit::Months)], None),
        (
            "public-task",
            vec![request(), Basis(LegalBasis::LegitimateInterests), Sector("Office public de l’habitat")],
            Some(Breach),
        ),
        (
            "public-task",
            vec![request(), Basis(LegalBasis::LegitimateInterests), Sector("Entreprise sociale pour l’habitat")],
            Some(Warning),
        ),
        ("public-task", vec![request(), Basis(LegalBasis::PublicTask)], None),
        ("public-task", vec![About("Enquêtes de satisfaction"), Basis(LegalBasis::LegitimateInterests)], None),
        ("minors-consent", vec![Minors, Basis(LegalBasis::Consent)], Some(Warning)),
        ("minors-consent", vec![Minors, Basis(LegalBasis::PublicTask)], None),
        ("transfer-safeguard", vec![Sent("IN", Protection::NotAdequate, None)], Some(Breach)),
        ("transfer-safeguard", vec![Sent("US", Protection::PartlyAdequate, None)], Some(Warning)),
        ("transfer-safeguard", vec![Sent("IN", Protection::NotAdequate, Some(TransferSafeguard::StandardClauses))], None),
        ("transfer-safeguard", vec![Sent("CH", Protection::Adequate, None)], None),
        ("derogation-ground", vec![Sent("MA", Protection::NotAdequate, derogation(" "))], Some(Warning)),
        ("derogation-ground", vec![Sent("MA", Protection::NotAdequate, derogation("Contrat avec la personne"))], None),
        ("processor-contract", vec![ProcessorWith(NO, NO)], Some(Breach)),
        ("processor-contract", vec![ProcessorWith(Answer::Unanswered, NO)], Some(Advice)),
        ("processor-contract", vec![ProcessorWith(YES, YES)], None),
        ("processor-clause", vec![ProcessorWith(YES, NO)], Some(Warning)),
        ("processor-clause", vec![ProcessorWith(NO, NO)], None),
        ("notice-missing", vec![identity()], Some(Warning)),
        ("notice-missing", vec![identity(), Poster], None),
        ("notice-missing", vec![identity(), AsProcessor], None),
        ("retention-missing", vec![identity()], Some(Warning)),
        ("retention-missing", vec![identity(), Kept(1, Unit::Years)], None),
        ("retention-missing", vec![ItemKept(Data::HealthData, "Fiche", 0, Unit::Days)], None),
    ];
    for (index, (name, facts, expected)) in table.iter().enumerate() {
        let subject = subject(facts);
        assert!(RULES.iter().any(|rule| rule.name == *name), "{name} is no rule");
        let findings = findings(&TEXTS, &Case::new(&subject));
        let found = findings.iter().find(|finding| finding.rule == *name).map(|finding| finding.severity);
        assert_eq!(found, *expected, "row {index}: {name}");
    }
    for rule in RULES {
        for fires in [true, false] {
            let tested = table.iter().any(|(name, _, expected)| *name == rule.name && expected.is_some() == fires);
            assert!(tested, "{} has no row that {}", rule.name, if fires { "fires" } else { "does not" });
        }
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
            for written in [&text.fr, &text.en, &text.es] {
                assert_ne!(written, rule.name, "{what} is missing in a language");
            }
            assert!(text.fr != text.en && text.fr != text.es && text.en != text.es, "{} {what} is not translated", rule.name);
        }
    }
}

#[test]
fn no_finding_leaves_a_place_unfilled() {
    let facts = [
        request_kept_for_ever(),
        vec![
            Item(Data::ImageRecording, "Vidéosurveillance"),
            Kept(1, Unit::Years),
            ProcessorWith(NO, NO),
            ProcessorWith(YES, NO),
        ],
        vec![
            Sent("IN", Protection::NotAdequate, None),
            Sent("MA", Protection::NotAdequate, Some(TransferSafeguard::Derogation(String::new()))),
        ],
        vec![
            About("Recouvrement"),
            Item(Data::LocationData, "Passages de badge"),
            Item(Data::ImageRecording, "Enregistrement sonore"),
            Kept(90, Unit::Months),
        ],
    ];
    for facts in facts {
        let subject = subject(&facts);
        for finding in findings(&TEXTS, &Case::new(&subject)) {
            let texts = [&finding.message.fr, &finding.message.en, &finding.message.es];
            // The server puts the name of the country there.
            let unfilled = |text: &&String| text.replace("{country:MA}", "").replace("{country:IN}", "").contains('{');
            assert!(!texts.iter().any(unfilled), "{}: {texts:?}", finding.rule);
        }
    }
}

fn request_kept_for_ever() -> Vec<Fact> {
    vec![
        About("Demande de logement"),
        Item(Data::AdministrativeData, "NIR"),
        Item(Data::SocialAssistanceAndAssessment, "Difficultés sociales"),
        Kept(30, Unit::Years),
    ]
}
