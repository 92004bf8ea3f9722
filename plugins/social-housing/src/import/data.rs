//! In which of the 28 categories the data of a landlord's table stand. The person who imports looks at the result: what no
//! row names stands with the data of management.

use probant_plugin_api::{DataCategory as Data, words::Words};

const CATEGORIES: &[(Data, &[&str])] = &[
    (
        Data::BankAndFinancialData,
        &["iban*", "rib", "revenu*", "ressource*", "imposition", "dette*", "impaye*", "loyer*", "salaire*"],
    ),
    (Data::HealthData, &["sante", "handicap*", "medica*", "invalidite"]),
    (Data::SocialAssistanceAndAssessment, &["social", "sociale", "sociales", "accompagnement", "addiction*"]),
    (Data::HouseholdComposition, &["foyer", "occupant*", "enfant*", "conjoint*", "menage", "famille*"]),
    (Data::HousingCharacteristics, &["logement*", "adresse*", "bail", "lot", "etat des lieux"]),
    (Data::OffencesAndConvictions, &["infraction*", "plainte*", "condamnation*"]),
    (Data::JudicialData, &["expulsion", "assignation*", "jugement*", "huissier*"]),
    (Data::ImageRecording, &["image*", "photo*", "video*"]),
    (Data::ConnectionData, &["connexion*", "journaux", "identifiant*"]),
    (Data::LocationData, &["badge*", "passage*", "localisation"]),
    (Data::AdministrativeData, &["nir", "securite sociale", "titre de sejour", "numero unique"]),
    (Data::ProfessionalLife, &["employeur*", "profession*", "contrat de travail", "emploi"]),
    (Data::CustomerData, &["satisfaction", "enquete*"]),
    (
        Data::IdentificationData,
        &["nom", "noms", "prenom*", "naissance", "telephone*", "courriel*", "mail*", "civilite", "identite"],
    ),
];

/// The category of a data item by its name.
pub fn category(name: &str) -> Data {
    let words = Words::of([name]);
    CATEGORIES.iter().find(|(_, names)| words.mention(names).is_some()).map_or(Data::ManagementData, |(category, _)| *category)
}
