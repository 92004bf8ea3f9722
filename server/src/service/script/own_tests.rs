//! Scripts that an organisation makes its own, on a real store: versions, changes without code, newer originals, campaigns
//! that keep what they began with.

use super::*;
use crate::{
    app,
    config::Config,
    domain::{
        access::{Champion, Membership, Profile},
        id::{AccountId, OrganisationId},
        organisation::Organisation,
        script::{AddedQuestion, Custom, CustomChange, Customised},
        text::{Language, Localised},
    },
    scripts::GENERAL,
    service::{
        campaign::{self, AnswerInput},
        script::{custom, entry, overview, questionnaire, questionnaires, renewal, trial},
    },
    store::Scope,
};
use std::sync::Arc;

const KEY: &str = "general";

struct Desk {
    services: Arc<Services>,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        Self { services: app::open(config).unwrap(), folder }
    }

    /// A super user who is a privacy champion, of an organisation of its own.
    fn person(&self) -> (SuperUser, Champion) {
        let organisation = Organisation::new(Default::default(), self.services.clock.now());
        let event = Event::new("organisation-created");
        let mut change = Change::new(self.services.clock.now(), Actor::Operator, Scope::Instance, event);
        change.insert(Scope::Instance, &organisation);
        self.services.store.commit(change).unwrap();
        self.member(organisation.id)
    }

    fn member(&self, organisation: OrganisationId) -> (SuperUser, Champion) {
        let membership = Membership::new(AccountId::new(), organisation, Profile::PrivacyChampion, true);
        let member = Member::check(membership, Language::Fr).unwrap();
        (member.super_user().unwrap(), member.champion().unwrap())
    }

    /// Publishes a text.
    fn publish(&self, person: &SuperUser, text: &str, comment: &str) -> Result<u32, Fault> {
        copy(&self.services, person, KEY)?;
        keep(&self.services, person, KEY, text, None)?;
        publish(&self.services, person, KEY, comment)
    }

    /// The first question as a campaign asks it.
    fn asks(&self, champion: &Champion, id: crate::domain::id::CampaignId) -> String {
        let sheet = campaign::sheet(&self.services, champion, id).unwrap();
        sheet.script.questionnaire.question("policy").unwrap().question.text.fr.clone()
    }
}

/// The general questionnaire with another text of one question.
fn other(word: &str) -> String {
    let at = GENERAL.find("question(\"policy\"").unwrap();
    let text = at + GENERAL[at..].find("text: t(\"").unwrap() + 9;
    format!("{}{word} {}", &GENERAL[..text], &GENERAL[text..])
}

fn reason(fault: Fault) -> String {
    match fault {
        Fault::Invalid(errors) | Fault::Conflict(errors) => errors[0].message.clone(),
        Fault::Limit(error) => error.message,
        fault => format!("{fault:?}"),
    }
}

#[test]
fn a_version_is_drafted_published_restored_and_withdrawn() {
    let desk = Desk::new();
    let (services, (person, _)) = (&*desk.services, desk.person());
    assert!(matches!(keep(services, &person, KEY, "x", None), Err(Fault::NotFound)), "there is nothing to keep it in");
    copy(services, &person, KEY).unwrap();
    let draft = super::draft(services, &person, KEY).unwrap().unwrap();
    assert_eq!((draft.text.as_str(), draft.draft.edits.len()), (GENERAL, 0));
    let kept = keep(services, &person, KEY, &other("A").replace('\n', "\r\n"), Some(draft.draft.seq())).unwrap();
    assert_eq!(reason(keep(services, &person, KEY, GENERAL, Some(draft.draft.seq())).unwrap_err()), "draft-elsewhere");
    let draft = super::draft(services, &person, KEY).unwrap().unwrap();
    assert_eq!((draft.text, draft.draft.seq(), draft.draft.edits.len()), (other("A"), kept, 1));
    assert!(overview::head(services, &person, KEY).unwrap().draft.is_some());

    assert_eq!(publish(services, &person, KEY, "first").unwrap(), 1);
    assert!(super::draft(services, &person, KEY).unwrap().is_none());
    assert_eq!(reason(desk.publish(&person, &other("A"), "").unwrap_err()), "script-same");
    assert_eq!(desk.publish(&person, &other("B"), "second").unwrap(), 2);
    assert_eq!(restore(services, &person, KEY, 1).unwrap(), 3);
    withdraw(services, &person, KEY).unwrap();
    assert_eq!(reason(withdraw(services, &person, KEY).unwrap_err()), "script-same");
    let told: Vec<_> = versions(services, &person, KEY)
        .unwrap()
        .iter()
        .map(|version| (version.number, version.hash.is_some(), version.restores, version.comment.clone()))
        .collect();
    let row = |number, whole, restores, comment: &str| (number, whole, restores, comment.to_owned());
    assert_eq!(
        told,
        [row(4, false, None, ""), row(3, true, Some(1), ""), row(2, true, None, "second"), row(1, true, None, "first")]
    );
    assert_eq!(version(services, &person, KEY, 2).unwrap().1.unwrap(), other("B"));
    assert!(matches!(restore(services, &person, KEY, 4), Err(Fault::NotFound)), "the original is not restored by number");
    assert!(matches!(version(services, &person, KEY, 9), Err(Fault::NotFound)));
}

#[test]
fn what_does_not_read_or_is_another_script_is_not_published() {
    let desk = Desk::new();
    let (person, _) = desk.person();
    let refused = [
        other("A").replacen("question(\"policy\"", "question(\"policy\" oops", 1),
        other("A").replacen("id: \"general\"", "id: \"other\"", 1),
        format!("{}\nquestion(\"q\", #{{ text: \"?\", show_if: |a| a.nothing }});", other("A")),
        format!("{}\nloop {{}}", other("A")),
    ];
    for text in refused {
        assert_eq!(reason(desk.publish(&person, &text, "").unwrap_err()), "script-faulty");
    }
    assert_eq!(reason(desk.publish(&person, &"x".repeat(MOST_BYTES + 1), "").unwrap_err()), "script-too-long");
    copy(&desk.services, &person, "activity").unwrap();
    let draft = super::draft(&desk.services, &person, "activity").unwrap().unwrap();
    let without = draft.text.replace("\"processing_name\"", "\"description\"");
    keep(&desk.services, &person, "activity", &without, None).unwrap();
    assert_eq!(reason(publish(&desk.services, &person, "activity", "").unwrap_err()), "script-faulty", "a name is needed");
    assert!(matches!(copy(&desk.services, &person, "hr.audit"), Err(Fault::NotFound)), "of a pack that is not used");
}

#[test]
fn a_campaign_keeps_what_it_began_with_and_organisations_do_not_share() {
    let desk = Desk::new();
    let services = &*desk.services;
    let ((one, one_champion), (two, two_champion)) = (desk.person(), desk.person());
    let running = campaign::open(services, &one_champion, KEY).unwrap();
    let before = desk.asks(&one_champion, running);
    desk.publish(&one, &other("A"), "").unwrap();
    desk.publish(&two, &other("B"), "").unwrap();
    custom::customise(services, &two, KEY, "evidence_kept", &CustomChange::Hide).unwrap();
    let of_two = campaign::open(services, &two_champion, KEY).unwrap();
    let pinned = campaign::find(services, &two_champion, of_two).unwrap();
    assert_eq!((pinned.questionnaire.own, pinned.questionnaire.customised), (Some(1), true));
    assert_eq!(desk.asks(&one_champion, running), before, "the running campaign keeps its own");
    assert_eq!(desk.asks(&two_champion, of_two), format!("B {before}"));
    let offered = questionnaires(services, &one_champion).unwrap();
    let asked = |key: &str| offered[0].script.questionnaire.question(key).unwrap().question.text.fr.clone();
    assert_eq!((asked("policy"), offered[0].own, offered[0].customised), (format!("A {before}"), Some(1), false));
    let is_asked = |champion: &Champion, id| {
        let sheet = campaign::sheet(services, champion, id).unwrap();
        sheet.evaluation.is_visible(sheet.script.questionnaire.question("evidence_kept").unwrap().index)
    };
    assert!(is_asked(&one_champion, running) && !is_asked(&two_champion, of_two));
    withdraw(services, &two, KEY).unwrap();
    custom::take_back(services, &two, KEY, "evidence_kept", "hide").unwrap();
    let Desk { services, folder } = desk;
    drop(services);
    let config = Config { data: folder.path().to_owned(), ..Config::default() };
    let desk = Desk { services: app::open(config).unwrap(), folder };
    assert_eq!(desk.asks(&two_champion, of_two), format!("B {before}"), "also after a restart, from what was kept");
}

#[test]
fn changes_without_code_are_listed_made_and_taken_back() {
    let desk = Desk::new();
    let (services, (person, champion)) = (&*desk.services, desk.person());
    let text = |fr: &str| Localised::same(fr);
    let reword = |fr: &str| CustomChange::Reword { text: text(fr), help: Localised::default() };
    let add = CustomChange::Add(AddedQuestion {
        subtheme: "rules".into(),
        kind: "yes_no".into(),
        text: text("Affichez-vous la charte ?"),
        help: Localised::default(),
        article: Localised::default(),
        weight: 1.0,
        action: text("Afficher la charte"),
    });
    for (question, change) in [("policy", reword("Autrement ?")), ("policy", CustomChange::Weigh { weight: 4.0 }), ("", add)] {
        custom::customise(services, &person, KEY, question, &change).unwrap();
    }
    let wrong =
        [("policy", reword(""), "script-text-missing"), ("policy", CustomChange::Weigh { weight: -1.0 }, "script-weight-wrong")];
    for (question, change, message) in wrong {
        assert_eq!(reason(custom::customise(services, &person, KEY, question, &change).unwrap_err()), message);
    }
    assert!(matches!(custom::customise(services, &person, KEY, "gone", &CustomChange::Hide), Err(Fault::NotFound)));
    assert!(matches!(custom::customise(services, &person, "cnil", "policy", &CustomChange::Hide), Err(Fault::NotFound)));
    // They stay while the script itself changes.
    desk.publish(&person, &other("A"), "").unwrap();
    let sheet = custom::sheet(services, &person, KEY).unwrap();
    assert!(sheet.changes.iter().all(|(_, counts)| *counts) && sheet.changes.len() == 3);
    let id = campaign::open(services, &champion, KEY).unwrap();
    let sheet = campaign::sheet(services, &champion, id).unwrap();
    let asked = sheet.script.questionnaire.question("policy").unwrap();
    assert_eq!((asked.question.text.fr.as_str(), asked.question.weight), ("Autrement ?", 4.0));
    let own = sheet.script.questionnaire.question("own_1").unwrap();
    assert_eq!(own.subtheme.key, "rules");
    let no = AnswerInput { value: vec!["no".into()], ..AnswerInput::default() };
    campaign::answer(services, &champion, id, "own_1", &no).unwrap();
    let plan = crate::service::programme::actions(services, &champion).unwrap();
    assert!(plan.iter().any(|planned| planned.action.title.fr == "Afficher la charte"));
    custom::take_back(services, &person, KEY, "own_1", "add").unwrap();
    custom::take_back(services, &person, KEY, "policy", "reword").unwrap();
    let sheet = custom::sheet(services, &person, KEY).unwrap();
    assert!(sheet.question("own_1").is_none());
    assert!(sheet.question("policy").unwrap().text.fr.starts_with("A "));
}

#[test]
fn changes_that_are_too_long_together_are_refused_and_the_others_go_on_counting() {
    let desk = Desk::new();
    let (services, (person, _)) = (&*desk.services, desk.person());
    let long = || ["x"; 3].map(|letter| letter.repeat(2_000));
    let text = || {
        let [fr, en, es] = long();
        Localised { fr, en, es }
    };
    let added = || {
        let (subtheme, kind) = ("rules".to_owned(), "yes_no".to_owned());
        let (help, article, action) = (text(), text(), text());
        CustomChange::Add(AddedQuestion { subtheme, kind, text: text(), help, article, weight: 1.0, action })
    };
    // Thirty of them, to begin with: 24 kB each.
    let one = |number: u32| Custom {
        question: format!("own_{number}"),
        change: added(),
        at: services.clock.now(),
        by: person.account(),
    };
    let mut begun = change(services, &person, "script-customised", KEY);
    begun.insert(person.tenant(), &Customised { script: KEY.into(), changes: (1..=30).map(one).collect() });
    services.store.commit(begun).unwrap();
    let mut made = 30;
    let refused = loop {
        match custom::customise(services, &person, KEY, "", &added()) {
            Ok(()) => made += 1,
            Err(fault) => break fault,
        }
    };
    assert!(matches!(&refused, Fault::Limit(error) if error.message == "script-changes-long"), "{refused}");
    let original = original(services, &person, KEY).unwrap();
    let asked = questionnaire(services, &person, &original).unwrap().unwrap();
    let own = asked.script.questionnaire.questions().filter(|placed| placed.question.key.starts_with("own_")).count();
    assert!(asked.customised && own == made && made > 30, "{own} of {made}");
}

#[test]
fn ways_through_forms_are_reworded_and_shortened_but_for_what_is_needed() {
    let desk = Desk::new();
    let (services, (person, _)) = (&*desk.services, desk.person());
    let (other, _) = desk.person();
    let reword = CustomChange::Reword { text: Localised::same("Quel but ?"), help: Localised::default() };
    let customise =
        |form: &str, question: &str, change: &CustomChange| custom::customise(services, &person, form, question, change);
    customise("purpose", "name", &reword).unwrap();
    customise("purpose", "grades", &CustomChange::Hide).unwrap();
    for (form, question) in [("purpose", "name"), ("purpose", "place"), ("activity", "legal_basis"), ("activity", "sensitive")] {
        let refused = customise(form, question, &CustomChange::Hide).unwrap_err();
        assert_eq!(reason(refused), "script-question-needed", "{form} {question}");
    }
    let weigh = CustomChange::Weigh { weight: 2.0 };
    for (question, change) in [("gone", &CustomChange::Hide), ("name", &weigh)] {
        assert!(matches!(customise("purpose", question, change), Err(Fault::NotFound)));
    }
    let asked = |person: &SuperUser| {
        let way = entry(services, person, "purpose").unwrap();
        let visible = way.asked(&Default::default()).visible;
        let grades = way.entry.questions().position(|(_, question)| question.key == "grades").unwrap();
        (way.entry.question("name").unwrap().text.fr == "Quel but ?", visible[grades])
    };
    assert_eq!((asked(&person), asked(&other)), ((true, false), (false, true)), "each organisation has its own");
    let sheet = custom::sheet(services, &person, "purpose").unwrap();
    assert!(sheet.changes.iter().all(|(_, counts)| *counts) && sheet.changes.len() == 2);
    assert!(sheet.question("place").unwrap().needed && !sheet.question("grades").unwrap().needed);
    custom::take_back(services, &person, "purpose", "grades", "hide").unwrap();
    assert_eq!(asked(&person), (true, true));
}

#[test]
fn a_newer_original_is_taken_over_piece_by_piece() {
    let desk = Desk::new();
    let (services, (person, _)) = (&*desk.services, desk.person());
    assert!(renewal::find(services, &person, KEY).unwrap().is_none(), "nothing is one's own");
    // The version grew from an original that the product does not have any more.
    let lines: Vec<&str> = GENERAL.lines().collect();
    let (first, second) = (lines.len() / 3, lines.len() / 2);
    let mut old = lines.clone();
    let (changed, removed) = ("// An earlier remark of the author.", "// A remark that went.");
    old.insert(second, removed);
    old.insert(first, changed);
    let old = old.join("\n") + "\n";
    let mine = old.replace(removed, "// My own remark.") + "// At the end.\n";
    copy(services, &person, KEY).unwrap();
    let draft = super::draft(services, &person, KEY).unwrap().unwrap();
    let mut change = change(services, &person, "script-draft-kept", KEY);
    let origin = text::keep(services, person.tenant(), "general.rhai", &old, &mut change).unwrap();
    change.replace(person.tenant(), &draft.draft, &new_draft(services, &person, KEY, origin, &old, &mine));
    services.store.commit(change).unwrap();
    publish(services, &person, KEY, "").unwrap();

    assert!(overview::head(services, &person, KEY).unwrap().newer);
    let found = renewal::find(services, &person, KEY).unwrap().unwrap();
    let pieces: Vec<_> = found.pieces.iter().map(|piece| (piece.edit.removed, piece.meets, piece.had)).collect();
    assert_eq!(pieces, [(1, false, false), (1, true, false)]);
    assert_eq!(reason(renewal::take(services, &person, KEY, "other", &[0]).unwrap_err()), "fault-changed-meanwhile");
    renewal::take(services, &person, KEY, &found.hash, &[0]).unwrap();
    let draft = super::draft(services, &person, KEY).unwrap().unwrap();
    assert!(!draft.text.contains(changed) && draft.text.contains("// My own remark."));
    assert!(renewal::find(services, &person, KEY).unwrap().is_none(), "what was left out is declined");
    assert_eq!(publish(services, &person, KEY, "").unwrap(), 2);
    assert!(!overview::head(services, &person, KEY).unwrap().newer);
}

#[test]
fn a_text_is_tried_on_the_answers_that_were_given() {
    let desk = Desk::new();
    let (services, (person, champion)) = (&*desk.services, desk.person());
    assert!(trial::run(services, &person, KEY, GENERAL).unwrap().is_none(), "nothing was answered");
    let id = campaign::open(services, &champion, KEY).unwrap();
    for (question, value) in [("policy", "no"), ("evidence_kept", "yes")] {
        let input = AnswerInput { value: vec![value.into()], ..AnswerInput::default() };
        campaign::answer(services, &champion, id, question, &input).unwrap();
    }
    let same = trial::run(services, &person, KEY, GENERAL).unwrap().unwrap();
    assert!(same.shown.is_empty() && same.hidden.is_empty() && same.raised.is_empty() && same.dropped.is_empty());
    let changed = format!("{GENERAL}\nhide(\"policy\");\nadd_question(\"rules\", \"mine\", #{{ text: \"?\" }});\n");
    let trial = trial::run(services, &person, KEY, &changed).unwrap().unwrap();
    assert_eq!((trial.shown.len(), trial.hidden.len(), trial.dropped.len(), trial.raised.len()), (1, 1, 1, 0));
    let moved: Vec<_> = trial.themes.iter().filter(|theme| theme.before != theme.after).collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].after.map(|percent| percent.value()), Some(100.0));
    let text = GENERAL.replacen("question(\"policy\", #{", "question(\"policy\", #{ kind: \"number\", score: |a| 0,", 1);
    assert!(matches!(trial::run(services, &person, KEY, &text), Err(Fault::Invalid(_))), "a field stands twice");
    assert!(campaign::list(services, &champion).unwrap().len() == 1, "nothing is kept");
}
