//! Evaluates a questionnaire for a set of answers: first what is visible, in order, then scores and actions.

use super::{
    answers::{self, AnswerSet, Answers},
    fault::{self, error},
    fields, limits,
    question::{self, Closure, Score, When},
    questionnaire::{CALLING, Evaluated, QuestionnaireScript},
};
use crate::domain::{
    answer_value::AnswerValue,
    evaluation::{Evaluation, Outcome},
    facts::Facts,
    questionnaire::{Placed, Proposal},
    script_fault::{ScriptFault, said},
};
use rhai::{Dynamic, EvalAltResult, Position};

impl QuestionnaireScript {
    /// What the answers amount to. Never fails: a closure that does is named among the faults and left out.
    pub fn evaluate(&self, answers: &AnswerSet, facts: &Facts) -> Evaluated {
        if let Some(known) = Run::new(self, answers, facts, None).evaluate() {
            return known;
        }
        let run = || Run::new(self, answers, facts, Some(Calls::new(self, facts))).evaluate();
        limits::apart(limits::EVALUATING, run).flatten().unwrap_or_else(|| {
            let hidden = self.rules.iter().map(|_| Outcome { visible: true, ..Outcome::default() }).collect();
            Evaluated {
                evaluation: Evaluation::new(&self.questionnaire, hidden),
                faults: vec![ScriptFault::whole(&self.file, said("unevaluated"))],
            }
        })
    }
}

struct Run<'a> {
    script: &'a QuestionnaireScript,
    given: Vec<Option<&'a AnswerValue>>,
    shown: Vec<Option<&'a AnswerValue>>,
    facts: &'a Facts,
    /// Without it a run can only recall what was called before.
    calls: Option<Calls>,
    /// Something could not be recalled.
    unknown: bool,
    faults: Vec<ScriptFault>,
}

/// What closures are called with.
struct Calls {
    answers: Answers,
    facts: Dynamic,
}

impl Calls {
    fn new(script: &QuestionnaireScript, facts: &Facts) -> Self {
        Self { answers: Answers::none(&script.numbers), facts: answers::facts(facts) }
    }
}

impl<'a> Run<'a> {
    fn new(script: &'a QuestionnaireScript, given: &'a AnswerSet, facts: &'a Facts, calls: Option<Calls>) -> Self {
        let mut by_number = vec![None; script.rules.len()];
        for (key, value) in given {
            if let Some(place) = script.numbers.get(key.as_str()).and_then(|number| by_number.get_mut(*number)) {
                *place = Some(value);
            }
        }
        let shown = vec![None; script.rules.len()];
        Self { script, given: by_number, shown, facts, calls, unknown: false, faults: Vec::new() }
    }

    /// `None` where a closure would have to be called and may not.
    fn evaluate(mut self) -> Option<Evaluated> {
        let questions: Vec<Placed<'a>> = self.script.questionnaire.questions().collect();
        let visible: Vec<bool> = questions.iter().map(|placed| self.show(placed)).collect();
        let outcomes = questions.iter().zip(visible).map(|(placed, visible)| self.outcome(placed, visible)).collect();
        (!self.unknown)
            .then(|| Evaluated { evaluation: Evaluation::new(&self.script.questionnaire, outcomes), faults: self.faults })
    }

    /// Later questions see the answers of visible questions only. A condition that fails shows its question.
    fn show(&mut self, placed: &Placed<'_>) -> bool {
        let Some(rules) = self.script.rules.get(placed.index) else { return false };
        let visible = match &rules.show_if {
            _ if rules.hidden => false,
            None => true,
            Some(closure) => self.call(placed, "show_if", closure, Self::truth).unwrap_or(true),
        };
        if visible
            && let Some(value) = self.given(placed)
            && let Some(place) = self.shown.get_mut(placed.index)
        {
            *place = Some(value);
            if let Some(calls) = &self.calls {
                calls.answers.show(placed.index, value);
            }
        }
        visible
    }

    fn given(&self, placed: &Placed<'_>) -> Option<&'a AnswerValue> {
        self.given.get(placed.index).copied().flatten()
    }

    fn outcome(&mut self, placed: &Placed<'_>, visible: bool) -> Outcome {
        let answer = self.given(placed);
        let (true, Some(answer)) = (visible, answer) else {
            return Outcome { visible, answered: answer.is_some(), ..Outcome::default() };
        };
        let share = self.share(placed, answer);
        Outcome { visible, answered: true, share, proposals: self.proposals(placed, answer, share) }
    }

    fn share(&mut self, placed: &Placed<'_>, answer: &AnswerValue) -> Option<f64> {
        let rules = self.script.rules.get(placed.index)?;
        match &rules.score {
            Score::None => None,
            Score::Options(shares) => match answer {
                AnswerValue::Choice(key) => shares.get(key).copied(),
                AnswerValue::Choices(keys) => keys.iter().filter_map(|key| shares.get(key).copied()).reduce(f64::max),
                _ => None,
            },
            Score::Closure(closure) => self.call(placed, "score", closure, Self::score).flatten(),
        }
    }

    fn proposals(&mut self, placed: &Placed<'_>, answer: &AnswerValue, share: Option<f64>) -> Vec<Proposal> {
        let Some(rules) = self.script.rules.get(placed.index) else { return Vec::new() };
        let mut raised = Vec::new();
        for (action, when) in placed.question.actions.iter().zip(&rules.when) {
            let wanted = match when {
                When::Lacking => share.is_some_and(|share| share < 1.0),
                When::Answered(answers) => answers.iter().any(|key| answer.is(key)),
                When::Closure(closure) => self.call(placed, "when", closure, Self::truth).unwrap_or(false),
            };
            if wanted {
                raised.push(action.clone());
            }
        }
        if let Some(closure) = &rules.actions {
            let given = self.call(placed, "actions", closure, |value| question::given_actions(placed.question, value));
            raised.extend(given.unwrap_or_default());
        }
        raised
    }

    fn truth(value: Dynamic) -> fields::Read<bool> {
        value.as_bool().map_err(|found| error(said("truth").with("found", found)))
    }

    /// `()` means that the answer does not count.
    fn score(value: Dynamic) -> fields::Read<Option<f64>> {
        if value.is_unit() {
            return Ok(None);
        }
        let percent = fields::as_number(&value).filter(|percent| (0.0..=100.0).contains(percent));
        percent.map(|percent| Some(percent / 100.0)).ok_or_else(|| error(said("score")))
    }

    /// What a closure gives, recalled or called. Where it fails, the fault names its question and its part.
    fn call<T: Clone>(
        &mut self,
        placed: &Placed<'_>,
        part: &str,
        closure: &Closure<T>,
        read: impl FnOnce(Dynamic) -> fields::Read<T>,
    ) -> Option<T> {
        if self.unknown {
            return None;
        }
        if let Some(known) = closure.memo.recall(&self.shown, self.facts) {
            return Some(known);
        }
        let Some(Calls { answers, facts }) = &self.calls else {
            self.unknown = true;
            return None;
        };
        answers.take_read();
        let shown = || Dynamic::from(answers.clone());
        let result = match closure.arity {
            _ if limits::is_over() => Err(error(said("time"))),
            0 => closure.function.call::<Dynamic>(&CALLING, &self.script.ast, ()),
            1 => closure.function.call(&CALLING, &self.script.ast, (shown(),)),
            _ => closure.function.call(&CALLING, &self.script.ast, (shown(), facts.clone())),
        };
        match result.and_then(read) {
            Ok(gave) => {
                let facts = (closure.arity == 2).then_some(self.facts);
                closure.memo.keep(&answers.take_read(), &self.shown, facts, &gave);
                Some(gave)
            }
            Err(error) => {
                let declared = self.script.rules.get(placed.index).map_or(Position::NONE, |rules| rules.position);
                self.fail(placed, part, &error, declared);
                None
            }
        }
    }

    fn fail(&mut self, placed: &Placed<'_>, part: &str, error: &EvalAltResult, declared: Position) {
        let fault = fault::running(&self.script.file, error, declared);
        self.faults.push(fault.within(&format!("question {}, {part}", placed.question.key)));
    }
}
