//! Campaigns on a real store: saving, conflicts, freezing, what an answer does to the plan.

use super::*;
use crate::{
    app,
    clock::Clock,
    config::Config,
    domain::{
        access::{Membership, Profile},
        action::ActionStatus,
        id::{AccountId, OrganisationId},
        text::Language,
    },
    service::{action::ActionChange, programme},
};

struct Stage {
    services: Arc<Services>,
    organisation: OrganisationId,
    _folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        let clock = Clock::standing_at("2026-11-22T13:02:00Z".parse().unwrap());
        Self { services: app::open_at(config, clock).unwrap(), organisation: OrganisationId::new(), _folder: folder }
    }

    fn member(&self, profile: Profile) -> Member {
        let (account, organisation) = (AccountId::new(), self.organisation);
        let membership = Membership::new(account, organisation, profile, false);
        let mut change =
            Change::new(self.services.clock.now(), Actor::Operator, Scope::Instance, Event::new("membership-created"));
        change.insert(Scope::Instance, &membership);
        self.services.store.commit(change).unwrap();
        Member::check(membership, Language::Fr).unwrap()
    }

    fn champion(&self) -> Champion {
        self.member(Profile::PrivacyChampion).champion().unwrap()
    }
}

fn given(value: &str) -> AnswerInput {
    AnswerInput { value: vec![value.to_owned()], ..AnswerInput::default() }
}

#[test]
fn an_answer_is_kept_and_moves_the_figures() {
    let stage = Stage::new();
    let (services, champion) = (&stage.services, stage.champion());
    let id = open(services, &champion, "general").unwrap();
    assert!(matches!(open(services, &champion, "general"), Err(Fault::Conflict(_))), "one at a time");
    assert!(matches!(open(services, &champion, "nothing"), Err(Fault::Invalid(_))));

    let before = sheet(services, &champion, id).unwrap();
    assert_eq!(before.evaluation.progress.answered, 0);
    assert!(before.evaluation.themes.iter().all(|theme| theme.initial.is_none()), "not answered is not zero");

    let seq = services.store.last_seq();
    let saved = answer(services, &champion, id, "public_body", &given("yes")).unwrap();
    assert_eq!(services.store.last_seq(), seq + 1, "one journal entry");
    assert_eq!((saved.progress.answered, saved.visibility_changed), (1, true), "what public bodies are asked appears");
    let saved = answer(services, &champion, id, "public_body", &given("yes")).unwrap();
    assert_eq!((saved.progress.answered, saved.visibility_changed), (1, false));
    let saved = answer(services, &champion, id, "public_body", &given("no")).unwrap();
    assert!(saved.visibility_changed, "another question appears");

    let wrong = answer(services, &champion, id, "public_body", &given("maybe"));
    assert!(matches!(wrong, Err(Fault::Invalid(_))));
    let hidden = answer(services, &champion, id, "dpo_notified", &given("yes"));
    assert!(matches!(hidden, Err(Fault::Invalid(_))));
    assert!(matches!(answer(services, &champion, id, "no_such", &given("yes")), Err(Fault::NotFound)));

    answer(services, &champion, id, "public_body", &given("yes")).unwrap();
    answer(services, &champion, id, "dpo_designated", &given("no")).unwrap();
    let after = sheet(services, &champion, id).unwrap();
    assert_eq!(after.evaluation.themes[0].initial.map(|initial| initial.value()), Some(0.0));
    assert_eq!(after.faults, []);
}

#[test]
fn two_people_do_not_overwrite_each_other() {
    let stage = Stage::new();
    let (services, one, other) = (&stage.services, stage.champion(), stage.champion());
    let id = open(services, &one, "general").unwrap();
    let seen = |seq| AnswerInput { seq: Some(seq), ..given("yes") };
    let first = answer(services, &one, id, "policy", &seen(0)).unwrap();
    let late = answer(services, &other, id, "policy", &AnswerInput { seq: Some(0), ..given("no") });
    assert!(matches!(late, Err(Fault::Conflict(errors)) if errors[0].message == "answer-changed-meanwhile"));
    answer(services, &other, id, "policy", &seen(first.seq)).unwrap();

    // Different questions at the same moment do not disturb each other.
    let questions = ["it_charter", "evidence_kept", "legal_basis", "notices", "request_log", "management_report"];
    std::thread::scope(|scope| {
        for question in questions {
            let champion = stage.champion();
            scope.spawn(move || answer(services, &champion, id, question, &given("no")).map(|_| ()).unwrap());
        }
    });
    let sheet = sheet(services, &one, id).unwrap();
    assert_eq!(sheet.evaluation.progress.answered, 1 + questions.len());
    assert_eq!(sheet.campaign.progress, sheet.evaluation.progress, "the campaign carries the last figures");
    let plan = programme::of(services, &one, id).unwrap();
    assert_eq!(plan.actions.len(), sheet.evaluation.actions.len(), "every action once");
}

#[test]
fn an_action_comes_goes_and_comes_back_as_it_was() {
    let stage = Stage::new();
    let (services, champion) = (&stage.services, stage.champion());
    let contributor = stage.member(Profile::Contributor);
    let id = open(services, &champion, "general").unwrap();
    answer(services, &champion, id, "policy", &given("no")).unwrap();
    answer(services, &champion, id, "evidence_kept", &given("yes")).unwrap();
    let plan = programme::of(services, &champion, id).unwrap();
    let planned = &plan.actions[0];
    let action = planned.action.id;
    assert_eq!((plan.actions.len(), planned.action.title.en.is_empty()), (1, false));

    // Only an assignee or a champion changes it, and only a champion finishes it.
    let to = |status| ActionChange { status: Some(status), ..ActionChange::default() };
    let started = action::update(services, &contributor, action, to(ActionStatus::InProgress));
    assert!(matches!(started, Err(Fault::Forbidden)));
    let assign = ActionChange { assignees: Some(vec![contributor.account()]), ..ActionChange::default() };
    assert!(matches!(action::update(services, &contributor, action, assign.clone()), Err(Fault::Forbidden)));
    action::update(services, &champion, action, assign).unwrap();
    let stranger = ActionChange { assignees: Some(vec![AccountId::new()]), ..ActionChange::default() };
    assert!(matches!(action::update(services, &champion, action, stranger), Err(Fault::Invalid(_))));
    action::update(services, &contributor, action, to(ActionStatus::ToValidate)).unwrap();
    assert!(matches!(action::update(services, &contributor, action, to(ActionStatus::Done)), Err(Fault::Forbidden)));

    let figures = |plan: &programme::Programme| {
        let axis = &plan.radar.axes[0];
        (axis.initial.unwrap().tenths(), axis.current.unwrap().tenths())
    };
    assert_eq!(figures(&programme::of(services, &champion, id).unwrap()), (33.3, 33.3));
    action::update(services, &champion, action, to(ActionStatus::Done)).unwrap();
    let plan = programme::of(services, &champion, id).unwrap();
    assert_eq!(figures(&plan), (33.3, 100.0), "grey stays, orange grows by what the action brings");
    assert_eq!(plan.radar.axes[1].initial, None);

    answer(services, &champion, id, "policy", &given("yes")).unwrap();
    assert!(programme::of(services, &champion, id).unwrap().actions.is_empty());
    assert!(matches!(action::find(services, &champion, action), Err(Fault::NotFound)));
    answer(services, &champion, id, "policy", &given("no")).unwrap();
    let plan = programme::of(services, &champion, id).unwrap();
    assert_eq!(plan.actions.len(), 1);
    assert_eq!(plan.actions[0].action.status, ActionStatus::Done, "it comes back as it was");
}

#[test]
fn a_validated_campaign_never_changes() {
    let stage = Stage::new();
    let (services, champion) = (&stage.services, stage.champion());
    let id = open(services, &champion, "general").unwrap();
    assert!(
        matches!(validate(services, &champion, id), Err(Fault::Conflict(errors)) if errors[0].message == "campaign-incomplete")
    );
    for _ in 0..3 {
        let now = sheet(services, &champion, id).unwrap();
        for placed in now.script.questionnaire.questions().filter(|placed| now.evaluation.is_visible(placed.index)) {
            use crate::domain::answer_value::AnswerKind;
            let value = match &placed.question.kind {
                AnswerKind::YesNo | AnswerKind::YesNoPartlyNa => "yes".to_owned(),
                AnswerKind::Single(choices) | AnswerKind::Multiple(choices) => choices[0].key.clone(),
                _ => "50".to_owned(),
            };
            answer(services, &champion, id, &placed.question.key, &given(&value)).unwrap();
        }
    }
    validate(services, &champion, id).unwrap();
    for attempt in [
        answer(services, &champion, id, "policy", &given("no")).map(|_| ()),
        answer(services, &champion, id, "policy", &AnswerInput::default()).map(|_| ()),
        validate(services, &champion, id),
    ] {
        assert!(matches!(attempt, Err(Fault::Conflict(errors)) if errors[0].message == "campaign-frozen"));
    }
    let next = open(services, &champion, "general").unwrap();
    let listed: Vec<_> = list(services, &champion).unwrap().iter().map(|campaign| campaign.id).collect();
    assert_eq!(listed, [next, id], "newest first");
}

/// What an earlier campaign left open goes on where the answer still calls for it, and ends where it no longer does.
#[test]
fn what_was_left_open_goes_on_in_the_next_campaign() {
    let stage = Stage::new();
    let (services, champion) = (&stage.services, stage.champion());
    let contributor = stage.member(Profile::Contributor);
    let first = open(services, &champion, "general").unwrap();
    for question in ["policy", "evidence_kept", "notices"] {
        answer(services, &champion, first, question, &given("no")).unwrap();
    }
    let assign = ActionChange { assignees: Some(vec![contributor.account()]), ..ActionChange::default() };
    let plan = programme::actions(services, &champion).unwrap();
    for planned in &plan {
        action::update(services, &champion, planned.action.id, assign.clone()).unwrap();
    }
    let asked = |question: &str, plan: &[programme::PlannedAction]| {
        plan.iter().filter(|planned| planned.action.called_for().is_some_and(|(_, of, _)| of == question)).count()
    };
    // Validated by hand: the questions in between matter to another test.
    let sheet = sheet(services, &champion, first).unwrap();
    let validation = Some(Validation { at: services.clock.now(), by: champion.account(), facts: sheet.facts.clone() });
    let mut change = change(services, &champion, Event::new("campaign-validated").about(first.0));
    change.replace(champion.tenant(), &sheet.campaign, &Campaign { validation, ..Campaign::clone(&sheet.campaign) });
    services.store.commit(change).unwrap();

    let next = open(services, &champion, "general").unwrap();
    let plan = programme::actions(services, &champion).unwrap();
    assert!(
        asked("policy", &plan) == 1 && asked("evidence_kept", &plan) == 1 && asked("notices", &plan) == 1,
        "all are still open"
    );
    answer(services, &champion, next, "policy", &given("no")).unwrap();
    answer(services, &champion, next, "evidence_kept", &given("yes")).unwrap();
    let plan = programme::actions(services, &champion).unwrap();
    assert_eq!([asked("policy", &plan), asked("evidence_kept", &plan), asked("notices", &plan)], [1, 0, 1]);
    let goes_on = plan.iter().find(|planned| planned.action.called_for().is_some_and(|(_, of, _)| of == "policy")).unwrap();
    assert_eq!(goes_on.action.called_for().map(|(campaign, _, _)| campaign), Some(next));
    assert_eq!(goes_on.action.assignees, [contributor.account()]);
    assert_eq!(action::list(services, &champion).unwrap().len(), plan.len(), "each is there once");
}

#[test]
fn another_organisation_sees_nothing() {
    let stage = Stage::new();
    let (services, champion) = (&stage.services, stage.champion());
    let id = open(services, &champion, "general").unwrap();
    answer(services, &champion, id, "policy", &given("no")).unwrap();
    let action = programme::of(services, &champion, id).unwrap().actions[0].action.id;
    let stranger =
        Stage { organisation: OrganisationId::new(), services: Arc::clone(services), _folder: tempfile::tempdir().unwrap() };
    let stranger = stranger.champion();
    assert!(matches!(sheet(services, &stranger, id), Err(Fault::NotFound)));
    assert!(matches!(answer(services, &stranger, id, "policy", &given("yes")), Err(Fault::NotFound)));
    assert!(matches!(validate(services, &stranger, id), Err(Fault::NotFound)));
    assert!(matches!(action::find(services, &stranger, action), Err(Fault::NotFound)));
    assert!(list(services, &stranger).unwrap().is_empty() && action::list(services, &stranger).unwrap().is_empty());
}

#[test]
fn a_campaign_keeps_its_script_and_answers_over_a_restart() {
    let stage = Stage::new();
    let champion = stage.champion();
    let id = open(&stage.services, &champion, "general").unwrap();
    answer(&stage.services, &champion, id, "policy", &given("partly")).unwrap();
    let before = sheet(&stage.services, &champion, id).unwrap();
    let Stage { services, organisation: _, _folder } = stage;
    let config = services.config.clone();
    drop(services);

    let services = app::open_at(config, Clock::default()).unwrap();
    assert!(services.scripts.cached(&before.script.hash).is_none(), "compiled anew from what the campaign kept");
    let after = sheet(&services, &champion, id).unwrap();
    assert_eq!(after.script.text, crate::scripts::GENERAL);
    assert_eq!(after.evaluation, before.evaluation);
}
