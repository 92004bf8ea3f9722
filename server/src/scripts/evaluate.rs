//! Evaluates a questionnaire for a set of answers: first what is visible, in order, then scores and actions.

use super::{
    answers::{self, AnswerSet, Answers},
    fault::ScriptFault,
    fields, limits,
    question::{self, Closure, Score, When},
    questionnaire::{CALLING, Evaluated, QuestionnaireScript},
};
use crate::domain::{
    answer_value::AnswerValue,
    evaluation::{Evaluation, Outcome},
    facts::Facts,
    questionnaire::{Placed, Proposal},
};
use rhai::{Dynamic, EvalAltResult, Position};

impl QuestionnaireScript {
    /// What the answers amount to. Never fails: a closure that does is named among the faults and left out.
    pub fn evaluate(&self, answers: &AnswerSet, facts: &Facts) -> Evaluated {
        limits::apart(limits::EVALUATING, || Run::new(self, answers, facts).evaluate()).unwrap_or_else(|| {
            let hidden = self.rules.iter().map(|_| Outcome { visible: true, ..Outcome::default() }).collect();
            Evaluated {
                evaluation: Evaluation::new(&self.questionnaire, hidden),
                faults: vec![ScriptFault::at(&self.file, Position::NONE, "the script could not be evaluated")],
            }
        })
    }
}

struct Run<'a> {
    script: &'a QuestionnaireScript,
    given: &'a AnswerSet,
    shown: Answers,
    facts: Dynamic,
    faults: Vec<ScriptFault>,
}

impl<'a> Run<'a> {
    fn new(script: &'a QuestionnaireScript, given: &'a AnswerSet, facts: &Facts) -> Self {
        Self { script, given, shown: Answers::none(&script.numbers), facts: answers::facts(facts), faults: Vec::new() }
    }

    fn evaluate(mut self) -> Evaluated {
        let questions: Vec<Placed<'a>> = self.script.questionnaire.questions().collect();
        let visible: Vec<bool> = questions.iter().map(|placed| self.show(placed)).collect();
        let outcomes = questions.iter().zip(visible).map(|(placed, visible)| self.outcome(placed, visible)).collect();
        Evaluated { evaluation: Evaluation::new(&self.script.questionnaire, outcomes), faults: self.faults }
    }

    /// Later questions see the answers of visible questions only. A condition that fails shows its question.
    fn show(&mut self, placed: &Placed<'_>) -> bool {
        let Some(rules) = self.script.rules.get(placed.index) else { return false };
        let visible = match &rules.show_if {
            None => true,
            Some(closure) => self.call(placed, "show_if", closure, Self::truth).unwrap_or(true),
        };
        if visible && let Some(value) = self.given.get(&placed.question.key) {
            self.shown.show(placed.index, value);
        }
        visible
    }

    fn outcome(&mut self, placed: &Placed<'_>, visible: bool) -> Outcome {
        let answer = self.given.get(&placed.question.key);
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
        value.as_bool().map_err(|found| answers::error(format!("a condition gives true or false, not {found}")))
    }

    /// `()` means that the answer does not count.
    fn score(value: Dynamic) -> fields::Read<Option<f64>> {
        if value.is_unit() {
            return Ok(None);
        }
        let percent = fields::as_number(&value).filter(|percent| (0.0..=100.0).contains(percent));
        percent.map(|percent| Some(percent / 100.0)).ok_or_else(|| answers::error("a score is a number from 0 to 100 or ()"))
    }

    /// Calls a closure; where it fails, the fault names its question and its part.
    fn call<T>(
        &mut self,
        placed: &Placed<'_>,
        part: &str,
        closure: &Closure,
        read: impl FnOnce(Dynamic) -> fields::Read<T>,
    ) -> Option<T> {
        let declared = self.script.rules.get(placed.index).map_or(Position::NONE, |rules| rules.position);
        let answers = Dynamic::from(self.shown.clone());
        let result = match closure.arity {
            _ if limits::is_over() => Err(answers::error("not evaluated: the questionnaire is out of time")),
            0 => closure.function.call::<Dynamic>(&CALLING, &self.script.ast, ()),
            1 => closure.function.call(&CALLING, &self.script.ast, (answers,)),
            _ => closure.function.call(&CALLING, &self.script.ast, (answers, self.facts.clone())),
        };
        result.and_then(read).map_err(|error| self.fail(placed, part, &error, declared)).ok()
    }

    fn fail(&mut self, placed: &Placed<'_>, part: &str, error: &EvalAltResult, declared: Position) {
        let mut fault = ScriptFault::running(&self.script.file, error, declared);
        fault.message = format!("question {}, {part}: {}", placed.question.key, fault.message);
        self.faults.push(fault);
    }
}
