//! The compliance programme with the general questionnaire, its actions and five campaigns: what an answer costs until it is
//! durable, and what each page costs in the server.

use crate::{Outcome, measure::Times, table::Row, world::World};
use probant::{
    domain::{
        access::{Champion, Member},
        answer_value::AnswerKind,
        fault::Fault,
        id::CampaignId,
    },
    service::{
        Services,
        campaign::{self, AnswerInput},
        indicators, programme,
        report::{self, FileForm},
    },
};
use std::{hint::black_box, time::Duration};

const CAMPAIGNS: usize = 5;

pub fn run() -> Outcome {
    let world = World::with_register(1_000)?.0;
    let services = &world.services;
    let champion = world.member.champion().ok_or("no champion")?;
    let last = fill(services, &champion).map_err(|fault| format!("{fault:?}"))?;
    let mut failed = 0;
    let answered = Times::of(200, |run| {
        let value = if run % 2 == 0 { "partly" } else { "no" };
        let input = AnswerInput { value: vec![value.to_owned()], ..AnswerInput::default() };
        failed += usize::from(campaign::answer(services, &champion, last, "policy", &input).is_err());
    });
    if failed > 0 {
        return Err(format!("{failed} answers were refused").into());
    }
    let found =
        programme::all(services, &champion).map_err(|fault| format!("{fault:?}"))?.into_iter().next().ok_or("no programme")?;
    let (questions, actions) = (found.sheet.evaluation.progress.visible, found.actions.len());
    let mut rows = vec![
        Row::new(format!("an answer among {questions}, durable, with its plan of {actions} actions"), answered.summary())
            .asked("median under 50 ms", answered.percentile(50) < Duration::from_millis(50)),
    ];
    let member: &Member = &champion;
    type Read<'a> = (&'a str, Box<dyn Fn() -> Result<(), Fault> + 'a>);
    let reads: [Read<'_>; 5] = [
        ("programme, with its radar and plan", Box::new(|| programme::all(services, member).map(|found| drop(black_box(found))))),
        ("questions of a campaign", Box::new(|| campaign::sheet(services, member, last).map(|found| drop(black_box(found))))),
        (
            "radar under four earlier campaigns",
            Box::new(|| {
                campaign::list(services, member)?
                    .iter()
                    .try_for_each(|one| programme::of(services, member, one.id).map(|found| drop(black_box(found))))
            }),
        ),
        (
            "indicators of twelve months",
            Box::new(|| indicators::indicators(services, member, None).map(|found| drop(black_box(found)))),
        ),
        ("plan as CSV", Box::new(|| report::plan::file(services, member, FileForm::Csv).map(|found| drop(black_box(found))))),
    ];
    for (name, read) in &reads {
        let mut failed = 0;
        let times = Times::of(500, |_| failed += usize::from(read().is_err()));
        if failed > 0 {
            return Err(format!("{name}: {failed} times refused").into());
        }
        rows.push(
            Row::new(format!("compliance: {name}"), times.summary())
                .asked("p99 under 15 ms", times.percentile(99) < Duration::from_millis(15)),
        );
    }
    Ok(rows)
}

/// Five campaigns of the general questionnaire, answered so that it calls for many actions; the newest is open.
fn fill(services: &Services, champion: &Champion) -> Result<CampaignId, Fault> {
    let mut last = CampaignId::default();
    for round in 0..CAMPAIGNS {
        last = campaign::open(services, champion, "general")?;
        // Answers bring questions, so that it is gone through several times.
        for _ in 0..4 {
            let sheet = campaign::sheet(services, champion, last)?;
            for placed in sheet.script.questionnaire.questions().filter(|placed| sheet.evaluation.is_visible(placed.index)) {
                let answered = sheet.answers.contains_key(&placed.question.key);
                let input = AnswerInput { value: vec![worst(&placed.question.kind)], comment: "Vu".into(), seq: None };
                match campaign::answer(services, champion, last, &placed.question.key, &input) {
                    // An answer just given may hide the next question.
                    Ok(_) | Err(Fault::Invalid(_)) => {}
                    Err(_) if answered => {}
                    Err(fault) => return Err(fault),
                }
            }
        }
        if round + 1 < CAMPAIGNS {
            campaign::validate(services, champion, last)?;
        }
    }
    Ok(last)
}

/// The answer of an organisation that has done little.
fn worst(kind: &AnswerKind) -> String {
    match kind {
        AnswerKind::YesNo | AnswerKind::YesNoPartlyNa => "no".to_owned(),
        AnswerKind::Single(choices) | AnswerKind::Multiple(choices) => {
            choices.last().map(|choice| choice.key.clone()).unwrap_or_default()
        }
        AnswerKind::Date => "2020-01-15".to_owned(),
        AnswerKind::Number { min, .. } => min.to_string(),
        AnswerKind::Scale { min, .. } => min.to_string(),
        AnswerKind::Text | AnswerKind::Table(_) => "Non".to_owned(),
    }
}
