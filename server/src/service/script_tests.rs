//! The knowledge that the packs of the product bring, read as the server reads it.

use super::*;
use crate::{
    app,
    config::Config,
    domain::{
        access::{Champion, Membership, Profile},
        event::{Actor, Event},
        id::AccountId,
        pack::Manifest,
        purpose_model::{ModelData, PurposeModel},
        text::{Language, Localised},
    },
    packs::{BUILT_IN, PackFile},
    scripts::{
        BUILT_IN as BUILT_IN_SCRIPTS, EntryScript,
        complete::{faults, wanting},
    },
    service::{campaign, model},
    store::Change,
};
use std::collections::BTreeSet;

/// Pack, then how many models, areas and questions it promises at least.
const PROMISED: [(&str, usize, usize, usize); 2] = [("hr", 25, 8, 25), ("social-housing", 60, 13, 40)];

fn with_services(check: impl FnOnce(&Services)) {
    let folder = tempfile::tempdir().unwrap();
    let services = app::open(Config { data: folder.path().to_owned(), ..Config::default() }).unwrap();
    check(&services);
}

fn models(services: &Services, pack: &str) -> Vec<PurposeModel> {
    let scripts = of_pack(services, pack);
    let script = scripts.iter().find(|script| script.kind == ScriptKind::Models).unwrap();
    let models = services.scripts.models(pack, &script.file(), script.parts.text());
    models.unwrap_or_else(|fault| panic!("{}", script.parts.place(fault))).to_vec()
}

#[test]
fn every_pack_of_the_product_is_named_here() {
    let manifests =
        BUILT_IN.iter().map(|pack| toml::from_str::<Manifest>(PackFile::built_in(pack).text("pack.toml").unwrap()).unwrap());
    let named: Vec<&str> = PROMISED.iter().map(|(pack, ..)| *pack).collect();
    assert_eq!(manifests.map(|manifest| manifest.id).collect::<Vec<_>>(), named);
}

#[test]
fn guides_for_interviews_are_complete_and_those_of_packs_have_a_theme_for_each_area() {
    with_services(|services| {
        let ours = BUILT_IN_SCRIPTS.iter().map(of_product);
        let of_packs = PROMISED.iter().flat_map(|(pack, ..)| of_pack(services, pack));
        let guides: Vec<Original> = ours.chain(of_packs).filter(|script| script.kind == ScriptKind::Guide).collect();
        assert_eq!(guides.len(), 1 + PROMISED.len());
        for guide in guides {
            let script = EntryScript::compile(&guide.file(), guide.parts.text()).unwrap_or_else(|fault| panic!("{fault}"));
            let mut wanting = Vec::new();
            let texts = script.entry.themes.iter().map(|theme| &theme.title).chain([&script.entry.title]);
            for text in texts.chain(script.entry.questions().flat_map(|(_, asked)| [&asked.text, &asked.help, &asked.article])) {
                wanting.extend(text.missing().into_iter().map(|language| format!("{text:?}: {}", language.code())));
                let plain = [" ?", " :", " ;", " !", "'"].iter().any(|mark| text.fr.contains(mark));
                wanting.extend(plain.then(|| format!("{}: straight apostrophe or breaking space in French", text.fr)));
            }
            assert_eq!(wanting, Vec::<String>::new(), "{}", guide.key);
            let Some(pack) = &guide.pack else {
                assert!(script.entry.questions().count() >= 20);
                continue;
            };
            let manifest = services.packs.manifest(pack).unwrap();
            let areas: Vec<&Localised> = manifest.areas.iter().map(|area| &area.name).collect();
            assert_eq!(script.entry.themes.iter().map(|theme| &theme.title).collect::<Vec<_>>(), areas, "{pack}");
        }
    });
}

#[test]
fn models_of_packs_are_complete_in_three_languages() {
    with_services(|services| {
        for (pack, least, areas, _) in PROMISED {
            let models = models(services, pack);
            assert!(models.len() >= least, "{pack}: {} models", models.len());
            let manifest = services.packs.manifest(pack).unwrap();
            let named: BTreeSet<&str> = manifest.areas.iter().map(|area| area.name.fr.as_str()).collect();
            let used: BTreeSet<&str> = models.iter().map(|model| model.category.fr.as_str()).collect();
            assert_eq!((used, named.len()), (named.clone(), areas), "{pack}: each area has models, each model an area");
            let mut wanting = Vec::new();
            assert!(!manifest.document_categories.is_empty(), "{pack}");
            for category in &manifest.document_categories {
                let texts = [&category.name].into_iter().chain(&category.subcategories);
                wanting.extend(texts.filter(|text| !text.missing().is_empty()).map(|text| format!("{text:?}")));
            }
            for model in &models {
                let mut texts: Vec<&Localised> = vec![&model.name, &model.category, &model.note];
                texts.extend(model.data_subjects.iter().chain(&model.recipients));
                texts.extend(model.personal_data.iter().map(|ModelData { name, .. }| name));
                texts.extend(model.retention.iter().flat_map(|kept| [&kept.what, &kept.from]));
                let untold = texts.into_iter().filter(|text| !text.missing().is_empty());
                wanting.extend(untold.map(|text| format!("{}: {text:?}", model.id)));
                let notes = model.retention.iter().map(|kept| &kept.note).filter(|note| !note.fr.is_empty());
                wanting.extend(notes.filter(|note| !note.missing().is_empty()).map(|note| format!("{}: {note:?}", model.id)));
                // A length of nought stands for an event, and is as sure as its text.
                let lists =
                    [model.legal_bases.len(), model.data_subjects.len(), model.personal_data.len(), model.recipients.len()];
                assert!(lists.iter().all(|list| *list > 0) && !model.retention.is_empty(), "{}", model.id);
                assert!(!model.security_measures.is_empty(), "{}", model.id);
            }
            assert_eq!(wanting, Vec::<String>::new());
            let figures: Vec<_> = models.iter().flat_map(|model| &model.retention).collect();
            let checked = figures.iter().filter(|kept| kept.verified).count();
            assert!(checked > 0 && checked * 2 < figures.len(), "{pack}: what was not read in a text is a proposal to check");
        }
    });
}

#[test]
fn questionnaires_of_packs_are_complete_in_three_languages() {
    with_services(|services| {
        for (pack, _, _, least) in PROMISED {
            let scripts = of_pack(services, pack);
            let mut questions = 0;
            for script in scripts.iter().filter(|script| script.kind == ScriptKind::Questionnaire) {
                let read = services.scripts.compile(&script.file(), script.parts.text());
                let read = read.unwrap_or_else(|fault| panic!("{}", script.parts.place(fault)));
                assert_eq!(wanting(&read), Vec::<String>::new(), "{pack}");
                assert_eq!(faults(&read), [], "{pack}");
                questions += read.questionnaire.questions().count();
            }
            assert!(questions >= least, "{pack}: {questions} questions");
        }
    });
}

#[test]
fn no_script_of_a_pack_is_longer_than_a_file_should_be() {
    for pack in BUILT_IN {
        for (path, text) in PackFile::built_in(pack).texts("questionnaires") {
            assert!(text.lines().count() <= 400, "{path}");
        }
    }
}

/// A privacy champion of an organisation that uses these packs.
fn champion(services: &Services, packs: &[&str]) -> Champion {
    let now = services.clock.now();
    let packs = packs.iter().map(|id| (*id).to_owned()).collect();
    let organisation = Organisation { packs, ..Organisation::new(Default::default(), now) };
    let mut change = Change::new(now, Actor::Operator, Scope::Instance, Event::new("organisation-created"));
    change.insert(Scope::Instance, &organisation);
    services.store.commit(change).unwrap();
    let membership = Membership::new(AccountId::new(), organisation.id, Profile::PrivacyChampion, false);
    Member::check(membership, Language::Fr).unwrap().champion().unwrap()
}

#[test]
fn an_organisation_has_the_questionnaires_and_models_of_its_packs_and_no_others() {
    with_services(|services| {
        let keys = |champion: &Champion| -> Vec<String> {
            questionnaires(services, champion).unwrap().iter().map(|offered| offered.script.questionnaire.key.clone()).collect()
        };
        let (plain, landlord) = (champion(services, &[]), champion(services, &["social-housing"]));
        assert_eq!(keys(&plain), ["general"]);
        assert_eq!(keys(&landlord), ["general", "social_housing"]);
        assert!(campaign::open(services, &plain, "social_housing").is_err());
        let id = campaign::open(services, &landlord, "social_housing").unwrap();
        let sheet = campaign::sheet(services, &landlord, id).unwrap();
        assert_eq!((sheet.campaign.questionnaire.key.as_str(), sheet.faults.len()), ("social_housing", 0));
        assert!(model::find(services, &landlord, "social-housing.lease").is_ok());
        assert!(model::find(services, &plain, "social-housing.lease").is_err());
        assert!(model::find(services, &landlord, "hr.payroll").is_err());
    });
}
