//! What an answer costs a questionnaire of 200 questions, each with a condition and an action.

use crate::{Outcome, measure::Times, table::Row};
use probant::{
    domain::{answer_value::AnswerValue, facts::Facts},
    scripts::{AnswerSet, QuestionnaireScript},
};
use std::{fmt::Write, hint::black_box, time::Duration};

const QUESTIONS: usize = 200;

pub fn run() -> Outcome {
    let mut text = String::from("questionnaire(#{ id: \"t\", title: \"T\" }); theme(\"t\", \"T\"); subtheme(\"s\", \"S\");\n");
    for n in 0..QUESTIONS {
        let before = n.saturating_sub(1);
        writeln!(
            text,
            "question(\"q{n}\", #{{ text: \"?\", show_if: |a, facts| a.q{before} != \"no\" && facts.staff < 10, \
             actions: [#{{ id: \"a\", title: \"Do\", when: |a| a.q{n} == \"no\" }}] }});"
        )?;
    }
    let script = QuestionnaireScript::compile("bench.rhai", &text).map_err(|fault| fault.to_string())?;
    let mut all: AnswerSet = (0..QUESTIONS).map(|n| (format!("q{n}"), AnswerValue::Choice("yes".into()))).collect();
    let mut answered = 0;
    // Each time another question gets an answer that it never had.
    let times = Times::of(1_000, |index| {
        all.insert(format!("q{}", index * 37 % QUESTIONS), AnswerValue::Choice(format!("yes {index}")));
        answered = black_box(script.evaluate(&all, &Facts::default())).evaluation.progress.answered;
    });
    if answered != QUESTIONS {
        return Err(format!("{answered} questions were evaluated").into());
    }
    Ok(vec![
        Row::new("evaluation of 200 questions after an answer", times.summary())
            .asked("p99 under 1 ms", times.percentile(99) < Duration::from_millis(1)),
    ])
}
