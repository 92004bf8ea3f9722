//! What activities of a landlord usually are: proposals for a draft, recognised by the words of its name and purpose.

use probant_plugin_api::{DataCategory as Data, LegalBasis as Basis, RetentionUnit as Unit, suggest::Usual};

const NAME: (Data, &str) = (Data::IdentificationData, "Nom de naissance");
const FIRST_NAMES: (Data, &str) = (Data::IdentificationData, "Prénoms");
const MAIL: (Data, &str) = (Data::IdentificationData, "Courriel");
const TELEPHONE: (Data, &str) = (Data::IdentificationData, "Téléphone");
const ADDRESS: (Data, &str) = (Data::HousingCharacteristics, "Adresse du logement");
const INCOME: (Data, &str) = (Data::BankAndFinancialData, "Revenus");
const OCCUPANTS: (Data, &str) = (Data::HouseholdComposition, "Identité des occupants");
const ASSESSMENT: (Data, &str) = (Data::SocialAssistanceAndAssessment, "Évaluation sociale");

/// The first row that recognises a draft speaks: what is narrow stands before what is wide.
pub const USUAL: &[Usual] = &[
    Usual {
        name: "suggest-survey",
        about: &["enquete d occupation", "occupation du parc social", "enquete ressources", "supplement de loyer*"],
        legal_basis: Basis::LegalObligation,
        data: &[NAME, FIRST_NAMES, OCCUPANTS, (Data::BankAndFinancialData, "Avis d’imposition")],
        people: &["Locataires", "Occupants majeurs"],
        retention: Some((3, Unit::Years)),
    },
    Usual {
        name: "suggest-social",
        about: &["accompagnement social", "suivi social", "diagnostic social", "action sociale"],
        legal_basis: Basis::PublicTask,
        data: &[NAME, FIRST_NAMES, TELEPHONE, OCCUPANTS, ASSESSMENT],
        people: &["Locataires accompagnés", "Personnes du foyer"],
        retention: Some((2, Unit::Years)),
    },
    Usual {
        name: "suggest-request",
        about: &["demande de logement", "demandes de logement", "attribution*", "cotation", "caleol"],
        legal_basis: Basis::PublicTask,
        data: &[NAME, FIRST_NAMES, MAIL, (Data::IdentificationData, "Numéro unique de demande de logement"), OCCUPANTS, INCOME],
        people: &["Demandeurs de logement", "Personnes du foyer"],
        retention: Some((0, Unit::Days)),
    },
    Usual {
        name: "suggest-arrears",
        about: &["impaye*", "recouvrement", "apurement"],
        legal_basis: Basis::Contract,
        data: &[NAME, FIRST_NAMES, ADDRESS, (Data::BankAndFinancialData, "Dette locative")],
        people: &["Locataires débiteurs", "Garants"],
        retention: Some((3, Unit::Years)),
    },
    Usual {
        name: "suggest-disputes",
        about: &["troubles de voisinage", "trouble de voisinage", "troubles de jouissance", "mediation", "incivilite*"],
        legal_basis: Basis::PublicTask,
        data: &[NAME, FIRST_NAMES, ADDRESS, (Data::ManagementData, "Réclamations")],
        people: &["Plaignants", "Personnes mises en cause"],
        retention: Some((2, Unit::Years)),
    },
    Usual {
        name: "suggest-cameras",
        about: &["videosurveillance", "videoprotection", "camera*"],
        legal_basis: Basis::LegitimateInterests,
        data: &[(Data::ImageRecording, "Vidéosurveillance")],
        people: &["Résidents", "Visiteurs"],
        retention: Some((30, Unit::Days)),
    },
    Usual {
        name: "suggest-badges",
        about: &["badge*", "controle d acces"],
        legal_basis: Basis::Contract,
        data: &[NAME, FIRST_NAMES, (Data::LocationData, "Passages de badge")],
        people: &["Résidents"],
        retention: Some((3, Unit::Months)),
    },
    Usual {
        name: "suggest-repairs",
        about: &["reclamation*", "interventions techniques", "intervention technique", "travaux", "depannage"],
        legal_basis: Basis::Contract,
        data: &[NAME, TELEPHONE, ADDRESS, (Data::ManagementData, "Ordres de service et interventions")],
        people: &["Locataires", "Entreprises intervenantes"],
        retention: Some((3, Unit::Years)),
    },
    Usual {
        name: "suggest-lease",
        about: &["bail", "baux", "quittance*", "loyer*", "gestion locative", "location"],
        legal_basis: Basis::Contract,
        data: &[NAME, FIRST_NAMES, MAIL, TELEPHONE, OCCUPANTS, ADDRESS, (Data::BankAndFinancialData, "IBAN / RIB")],
        people: &["Locataires", "Garants"],
        retention: Some((3, Unit::Years)),
    },
    Usual {
        name: "suggest-satisfaction",
        about: &["satisfaction"],
        legal_basis: Basis::PublicTask,
        data: &[NAME, TELEPHONE, (Data::CustomerData, "Enquêtes de satisfaction")],
        people: &["Locataires"],
        retention: Some((1, Unit::Years)),
    },
    Usual {
        name: "suggest-images",
        about: &["photographie*", "droit a l image", "reportage"],
        legal_basis: Basis::Consent,
        data: &[NAME, FIRST_NAMES, (Data::ImageRecording, "Photographie de communication")],
        people: &["Habitants", "Agents"],
        retention: Some((5, Unit::Years)),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::TEXTS;
    use probant_plugin_api::{Activity, ProposedValue, Subject, suggest::suggest};

    fn draft(name: &str) -> Subject {
        let activity = Activity { name: name.into(), ..Activity::default() };
        Subject { activity, purpose: Default::default(), company: Default::default() }
    }

    #[test]
    fn each_kind_is_recognised_and_says_why_in_three_languages() {
        let names = [
            ("suggest-survey", "Enquête ressources et supplément de loyer"),
            ("suggest-social", "Accompagnement social lié au logement"),
            ("suggest-request", "Enregistrement de la demande de logement"),
            ("suggest-arrears", "Suivi des impayés"),
            ("suggest-disputes", "Troubles de voisinage"),
            ("suggest-cameras", "Vidéosurveillance des parkings"),
            ("suggest-badges", "Badges d’immeuble"),
            ("suggest-repairs", "Réclamations des locataires"),
            ("suggest-lease", "Quittancement des loyers"),
            ("suggest-satisfaction", "Enquête de satisfaction"),
            ("suggest-images", "Photographies d’événements"),
        ];
        assert_eq!(names.len(), USUAL.len(), "a kind has no example");
        for (name, example) in names {
            let found = suggest(USUAL, &TEXTS, &draft(example));
            assert_eq!(found.len(), 4, "{example}: {found:?}");
            let reason = &found[0].reason;
            assert_eq!(reason, &TEXTS.text(name, &[]), "{example}");
            for text in [&reason.fr, &reason.en, &reason.es] {
                assert!(text != name && text.len() > 20, "{name}: {text}");
            }
        }
        assert!(suggest(USUAL, &TEXTS, &draft("Salle de lecture")).is_empty());
    }

    #[test]
    fn what_is_filled_in_is_left_alone() {
        let mut draft = draft("Suivi des impayés");
        draft.activity.legal_basis = Some(Basis::LegalObligation);
        let found = suggest(USUAL, &TEXTS, &draft);
        assert!(found.iter().all(|suggestion| !matches!(suggestion.value, ProposedValue::LegalBasis(_))));
        assert_eq!(found.len(), 3);
    }
}
