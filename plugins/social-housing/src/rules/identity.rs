//! Who people are: national number, nationality, and the special categories of article 9.

use super::request::is_housing_request;
use probant_plugin_api::{
    DataCategory, Severity,
    case::{Case, category_column},
    rules::Remark,
    same,
};

/// Article 9(1), in the words of the 28 categories.
const SPECIAL: [DataCategory; 7] = [
    DataCategory::HealthData,
    DataCategory::SexLife,
    DataCategory::PoliticalPhilosophicalReligiousOpinions,
    DataCategory::TradeUnionMembership,
    DataCategory::RacialOrEthnicOrigin,
    DataCategory::BiometricData,
    DataCategory::PersonalCharacteristics,
];

/// The number serves only the uses a text names: occupancy surveys, the national systems, pay and social declarations.
pub fn nir(case: &Case<'_>) -> Option<Remark> {
    const NAMES: [&str; 6] = [
        "nir",
        "numero de securite sociale",
        "numero securite sociale",
        "n de securite sociale",
        "no de securite sociale",
        "numero insee",
    ];
    const ALLOWED: [&str; 12] = [
        "enquete d occupation",
        "occupation du parc social",
        "ops",
        "rpls",
        "repertoire des logements locatifs sociaux",
        "systeme national d enregistrement",
        "paie*",
        "paye",
        "remuneration*",
        "declaration sociale*",
        "declaration prealable*",
        "accident du travail",
    ];
    let item = case.item_naming(&NAMES)?;
    let allowed = case.about.mention(&ALLOWED).is_some();
    (!allowed).then(|| Remark::new(Severity::Warning, item.column()).with("item", same(item.name.as_str())))
}

/// An application tells France, the European Union or elsewhere; an occupancy survey tells nothing.
pub fn nationality(case: &Case<'_>) -> Option<Remark> {
    let item = case.item_naming(&["nationalite*", "pays de naissance"])?;
    let concerned =
        is_housing_request(case) || case.about.mention(&["enquete d occupation", "occupation du parc social"]).is_some();
    concerned.then(|| Remark::new(Severity::Advice, item.column()))
}

/// No statistic and no allocation rests on origin.
pub fn ethnic_origin(case: &Case<'_>) -> Option<Remark> {
    case.holds(DataCategory::RacialOrEthnicOrigin).then(|| Remark::new(Severity::Breach, "racial_or_ethnic_origin"))
}

/// Special categories need one of the ten conditions, beside the legal basis.
pub fn special_condition(case: &Case<'_>) -> Option<Remark> {
    if !case.as_controller() || case.activity.special_category_condition.is_some() {
        return None;
    }
    let special = |category: &DataCategory| match category {
        // Genetic data have no category of their own.
        DataCategory::PersonalCharacteristics => {
            case.item(|item| item.is(*category) && item.names(&["genetique*", "adn"])).is_some()
        }
        category => case.holds(*category),
    };
    SPECIAL.into_iter().find(special).map(|category| Remark::new(Severity::Breach, category_column(category)))
}
