//! What activities of an employer usually are: proposals for a draft, recognised by the words of its name and purpose.

use probant_plugin_api::{DataCategory as Data, LegalBasis as Basis, RetentionUnit as Unit, suggest::Usual};

const NAME: (Data, &str) = (Data::IdentificationData, "Nom de naissance");
const FIRST_NAMES: (Data, &str) = (Data::IdentificationData, "Prénoms");
const MAIL: (Data, &str) = (Data::IdentificationData, "Courriel");
const TELEPHONE: (Data, &str) = (Data::IdentificationData, "Téléphone");
const POST: (Data, &str) = (Data::ProfessionalLife, "Poste et fonction");

/// The first row that recognises a draft speaks: what is narrow stands before what is wide.
pub const USUAL: &[Usual] = &[
    Usual {
        name: "suggest-recruitment",
        about: &["recrut*", "candidature*", "vivier"],
        legal_basis: Basis::Contract,
        data: &[
            NAME,
            FIRST_NAMES,
            MAIL,
            TELEPHONE,
            (Data::EducationAndTraining, "Diplômes"),
            (Data::ProfessionalLife, "CV et parcours"),
        ],
        people: &["Candidats"],
        retention: Some((2, Unit::Years)),
    },
    Usual {
        name: "suggest-payroll",
        about: &["paie", "paye", "bulletin*", "remuneration*"],
        legal_basis: Basis::LegalObligation,
        data: &[
            NAME,
            FIRST_NAMES,
            (Data::BankAndFinancialData, "IBAN / RIB"),
            (Data::AdministrativeData, "NIR (numéro de sécurité sociale)"),
            (Data::ProfessionalLife, "Rémunération"),
        ],
        people: &["Salariés"],
        retention: Some((5, Unit::Years)),
    },
    Usual {
        name: "suggest-training",
        about: &["formation*"],
        legal_basis: Basis::LegalObligation,
        data: &[NAME, FIRST_NAMES, POST, (Data::EducationAndTraining, "Formations suivies")],
        people: &["Salariés"],
        retention: Some((5, Unit::Years)),
    },
    Usual {
        name: "suggest-time",
        about: &["temps de travail", "horaire*", "pointage", "badgeage"],
        legal_basis: Basis::LegalObligation,
        data: &[NAME, FIRST_NAMES, (Data::ProfessionalLife, "Temps de travail")],
        people: &["Salariés"],
        retention: Some((1, Unit::Years)),
    },
    Usual {
        name: "suggest-absences",
        about: &["conge*", "absence*"],
        legal_basis: Basis::LegalObligation,
        data: &[NAME, FIRST_NAMES, (Data::ProfessionalLife, "Congés et absences")],
        people: &["Salariés"],
        retention: Some((5, Unit::Years)),
    },
    Usual {
        name: "suggest-appraisal",
        about: &["evaluation*", "entretien annuel", "entretiens annuels"],
        legal_basis: Basis::Contract,
        data: &[NAME, FIRST_NAMES, POST, (Data::ProfessionalLife, "Entretiens d’évaluation")],
        people: &["Salariés"],
        retention: Some((5, Unit::Years)),
    },
    Usual {
        name: "suggest-accidents",
        about: &["accident*"],
        legal_basis: Basis::LegalObligation,
        data: &[NAME, FIRST_NAMES, (Data::HealthData, "Accident du travail")],
        people: &["Salariés", "Témoins"],
        retention: Some((5, Unit::Years)),
    },
    Usual {
        name: "suggest-discipline",
        about: &["disciplin*", "sanction*"],
        legal_basis: Basis::Contract,
        data: &[NAME, FIRST_NAMES, (Data::ProfessionalLife, "Sanctions disciplinaires")],
        people: &["Salariés"],
        retention: Some((3, Unit::Years)),
    },
    Usual {
        name: "suggest-directory",
        about: &["annuaire*", "organigramme*"],
        legal_basis: Basis::LegitimateInterests,
        data: &[NAME, FIRST_NAMES, MAIL, TELEPHONE, POST],
        people: &["Salariés"],
        retention: Some((0, Unit::Days)),
    },
    Usual {
        name: "suggest-file",
        about: &["dossier du personnel", "gestion du personnel", "embauche*", "registre du personnel"],
        legal_basis: Basis::Contract,
        data: &[NAME, FIRST_NAMES, MAIL, TELEPHONE, POST, (Data::ProfessionalLife, "Type de contrat")],
        people: &["Salariés", "Stagiaires"],
        retention: Some((5, Unit::Years)),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::TEXTS;
    use probant_plugin_api::{Activity, Subject, suggest::suggest};

    #[test]
    fn each_kind_is_recognised_and_says_why_in_three_languages() {
        let names = [
            ("suggest-recruitment", "Recrutement"),
            ("suggest-payroll", "Paie et bulletins"),
            ("suggest-training", "Plan de formation"),
            ("suggest-time", "Temps de travail"),
            ("suggest-absences", "Congés et absences"),
            ("suggest-appraisal", "Entretiens annuels"),
            ("suggest-accidents", "Accidents du travail"),
            ("suggest-discipline", "Procédures disciplinaires"),
            ("suggest-directory", "Annuaire interne"),
            ("suggest-file", "Dossier du personnel"),
        ];
        assert_eq!(names.len(), USUAL.len(), "a kind has no example");
        for (name, example) in names {
            let activity = Activity { name: example.into(), ..Activity::default() };
            let draft = Subject { activity, purpose: Default::default(), company: Default::default() };
            let found = suggest(USUAL, &TEXTS, &draft);
            assert_eq!(found.len(), 4, "{example}: {found:?}");
            let reason = &found[0].reason;
            assert_eq!(reason, &TEXTS.text(name, &[]), "{example}");
            for text in [&reason.fr, &reason.en, &reason.es] {
                assert!(text != name && text.len() > 20, "{name}: {text}");
            }
        }
    }
}
