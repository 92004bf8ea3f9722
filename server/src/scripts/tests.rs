//! Scripts that behave, scripts that do not, and the questionnaire of the product.

use super::{
    complete::{faults, wanting},
    *,
};
use crate::domain::{answer_value::AnswerValue, facts::Facts, fault::FieldError, script_fault::said};
use std::time::{Duration, Instant};

const HEAD: &str = r#"questionnaire(#{ id: "t", title: "T" }); theme("t", "T"); subtheme("s", "S");"#;

fn compile(body: &str) -> Result<QuestionnaireScript, ScriptFault> {
    QuestionnaireScript::compile("t.rhai", &format!("{HEAD}\n{body}"))
}

fn answers(given: &[(&str, &str)]) -> AnswerSet {
    given.iter().map(|(key, value)| ((*key).to_owned(), AnswerValue::Choice((*value).to_owned()))).collect()
}

#[test]
fn scripts_can_call_what_is_listed_and_nothing_else() {
    let mut engine = engine();
    super::answers::register(&mut engine);
    let mut found = engine.gen_fn_signatures(true);
    found.sort();
    found.dedup();
    let listed: Vec<&str> = include_str!("functions.txt").lines().filter(|line| !line.is_empty()).collect();
    let new: Vec<&String> = found.iter().filter(|name| !listed.contains(&name.as_str())).collect();
    let gone: Vec<&&str> = listed.iter().filter(|name| !found.iter().any(|found| found == *name)).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "the functions of the engine have changed; look at each for loops, memory and side effects, then list it.\nnew: {new:#?}\ngone: {gone:#?}"
    );
}

#[test]
fn a_hostile_script_is_stopped_and_the_line_is_named() {
    let table: &[(&str, &str, usize, &str)] = &[
        ("an endless loop", "let x = 0;\nloop { x += 1; }", 3, "operations"),
        ("endless recursion", "fn f(x) { f(x + 1) }\nf(0);", 3, "stack"),
        ("a string that doubles", "let s = \"ab\";\nfor i in 0..64 { s += s; }", 3, "too-large"),
        ("an array that doubles", "let a = [1];\nfor i in 0..64 { a += a; }", 3, "too-large"),
        ("an array that grows", "let a = [];\nloop { a.push([1,2,3]); }", 3, "too-large"),
        ("an array padded", "let a = [];\na.pad(1_000_000_000, 0);", 3, "too-large"),
        ("a map that grows", "let m = #{}; let i = 0;\nloop { i += 1; m[`k${i}`] = i; }", 3, ""),
        ("a map in itself, doubling", "let m = #{}; let i = 0;\nloop { i += 1; m[`k${i}`] = m; }", 3, ""),
        ("a map in itself, deeper and deeper", "let m = #{k: 1};\nloop { m.k = m; }", 3, ""),
        ("an array in itself, deeper and deeper", "let a = [1];\nloop { a[0] = a; }", 3, ""),
        ("an array around itself", "let a = [1];\nloop { a = [a]; }", 3, ""),
        ("a captured array that holds itself", "let a = [1]; let f = || a.len();\nloop { a.push(a); }", 3, ""),
        ("a captured map that holds itself", "let m = #{}; let f = || m.len();\nm.m = m; let t = `${m}`; loop {}", 3, ""),
        ("a closure around a closure", "let f = || 1;\nloop { let g = f; f = || g.call(); }", 3, ""),
        ("a curried pointer, deeper and deeper", "let f = Fn(\"x\");\nloop { f = f.curry(f); }", 3, ""),
        (
            "a closure that keeps a list",
            "let l = [1];\nquestion(\"q\", #{ text: \"?\", show_if: |a| l.len() == 1 });",
            3,
            "captured",
        ),
        ("a map of maps", "let m = #{a: 1};\nfor i in 0..64 { m = #{a: m, b: m}; }", 3, ""),
        ("a long string padded", "let s = \"\";\ns.pad(2_000_000_000, 'x');", 3, "too-large"),
        ("a replacement that explodes", "let s = \"a\"; s.pad(15_000, 'a'); let t = s;\ns.replace(\"a\", t);", 3, "too-large"),
        ("a replacement by a character", "let s = \"a\"; s.pad(15_000, 'a');\ns.replace('a', \"bcdefghijkl\");", 3, "too-large"),
        ("a replacement of nothing", "let s = \"a\"; s.pad(15_000, 'a');\ns.replace(\"\", \"bc\");", 3, "too-large"),
        ("sleep", "let x = 1;\nsleep(3600);", 3, "sleep"),
        ("sleep of parts", "let x = 1;\nsleep(3600.5);", 3, "sleep"),
        ("eval", "let x = 1;\neval(\"1\");", 3, "eval"),
        ("eval called by name", "let x = 1;\nlet f = Fn(\"eval\"); f.call(\"1\");", 3, ""),
        ("import", "let x = 1;\nimport \"/etc/passwd\" as p;", 3, "import"),
        ("a flood of prints", "let x = 0;\nloop { print(\"xxxxxxxxxxxxxxxx\"); debug(x); }", 3, ""),
        ("functions that call each other", "fn f(x) { g(x) } fn g(x) { f(x) }\nf(0);", 3, "stack"),
        ("deep arrays in the text", "\nlet x = NESTED;", 3, ""),
        ("a bad syntax", "let x = ;", 2, ""),
        ("a deep expression", "DEEP", 2, ""),
        ("a misspelt field", "question(\"q\", #{ text: \"?\",\n kindd: \"yes_no\" });", 2, "unknown-field \"kindd\""),
        ("a misspelt kind", "\nquestion(\"q\", #{ text: \"?\", kind: \"maybe\" });", 3, "no-kind"),
        ("a question twice", "question(\"q\", #{ text: \"?\" });\nquestion(\"q\", #{ text: \"?\" });", 3, "twice"),
        ("an unknown variable in a condition", "question(\"q\", #{ text: \"?\",\n show_if: |a| b.x == 1 });", 3, "b"),
        ("a condition that is no closure", "\nquestion(\"q\", #{ text: \"?\", show_if: true });", 3, "closure"),
        ("an unknown department", "\nquestion(\"q\", #{ text: \"?\", departments: [\"moon\"] });", 3, "moon"),
        ("an answer that is not offered", "\nquestion(\"q\", #{ text: \"?\", score: #{ maybe: 3 } });", 3, "maybe"),
        ("a text without French", "\nquestion(\"q\", #{ text: #{ en: \"?\" } });", 3, "french"),
    ];
    for (about, body, line, part) in table {
        let deep = format!("let x = {}1{};", "(".repeat(500), ")".repeat(500));
        let started = Instant::now();
        let body = body.replace("NESTED", &format!("{}{}", "[".repeat(5_000), "]".repeat(5_000)));
        let fault = compile(if body == "DEEP" { &deep } else { &body }).err().unwrap_or_else(|| panic!("{about}: accepted"));
        assert_eq!(fault.line, *line, "{about}: {fault}");
        assert!(fault.to_string().contains(part), "{about}: {fault}");
        assert!(started.elapsed() < Duration::from_secs(60), "{about}: took {:?}", started.elapsed());
    }
}

#[test]
fn a_closure_that_never_ends_costs_its_question_and_not_the_evaluation() {
    let script = compile(
        "question(\"a\", #{ text: \"?\" });\n\
         question(\"b\", #{ text: \"?\",\n  show_if: |a| {\n    let x = 0; loop { x += 1; }\n  } });\n\
         question(\"c\", #{ text: \"?\", score: |a| a.nothing });",
    )
    .unwrap();
    let started = Instant::now();
    let evaluated = script.evaluate(&answers(&[("a", "yes"), ("b", "yes"), ("c", "no")]), &Facts::default());
    assert!(started.elapsed() < Duration::from_secs(20));
    assert_eq!(evaluated.evaluation.progress.visible, 3, "a condition that fails shows its question");
    let lines: Vec<_> = evaluated.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [3, 7], "{:?}", evaluated.faults);
    assert!(evaluated.faults[0].to_string().ends_with("question b, show_if: operations"), "{}", evaluated.faults[0]);
    assert!(evaluated.faults[1].to_string().ends_with("unknown-question \"nothing\""), "{}", evaluated.faults[1]);
}

#[test]
fn many_slow_closures_stop_at_the_common_deadline() {
    let body: String = (0..200)
        .map(|n| format!("question(\"q{n}\", #{{ text: \"?\", show_if: |a| {{ for i in 0..4000 {{ let x = i; }} true }} }});\n"))
        .collect();
    let script = compile(&body).unwrap();
    let started = Instant::now();
    let evaluated = script.evaluate(&AnswerSet::new(), &Facts::default());
    // The limit is one of processor time: how long the machine takes over it says little.
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    assert!(
        evaluated.faults.iter().all(|fault| fault.error == FieldError { field: fault.error.field.clone(), ..said("time") }),
        "{:?}",
        evaluated.faults
    );
    assert_eq!(evaluated.evaluation.progress.visible, 200);
}

#[test]
fn hidden_questions_do_not_count_and_hide_those_that_depend_on_them() {
    let script = compile(
        r#"question("a", #{ text: "?" });
           question("b", #{ text: "?", show_if: |a| a.a == "yes" });
           question("c", #{ text: "?", show_if: |a| a.b == "no", actions: [#{ id: "act", title: "Do" }] });
           question("d", #{ text: "?", show_if: |a, facts| facts.staff > 250 && facts.register.controller == 3 });"#,
    )
    .unwrap();
    let large = Facts {
        staff: 300,
        register: crate::domain::facts::RegisterCounts { controller: 3, ..Default::default() },
        ..Default::default()
    };
    let small = Facts::default();
    type Row<'a> = (&'a [(&'a str, &'a str)], &'a Facts, [bool; 4], usize, usize);
    let table: &[Row<'_>] = &[
        (&[], &small, [true, false, false, false], 0, 0),
        (&[], &large, [true, false, false, true], 0, 0),
        (&[("a", "yes")], &small, [true, true, false, false], 1, 0),
        (&[("a", "yes"), ("b", "no"), ("c", "no")], &small, [true, true, true, false], 3, 1),
        // The answer to `b` is kept and unseen, so `c` goes too, and its action with it.
        (&[("a", "no"), ("b", "no"), ("c", "no")], &small, [true, false, false, false], 1, 0),
    ];
    for (given, facts, visible, answered, actions) in table {
        let evaluated = script.evaluate(&answers(given), facts);
        assert_eq!(evaluated.faults, [], "{given:?}");
        let evaluation = evaluated.evaluation;
        let found: Vec<bool> = evaluation.outcomes.iter().map(|outcome| outcome.visible).collect();
        assert_eq!(found, visible, "{given:?}");
        assert_eq!(evaluation.progress.answered, *answered, "{given:?}");
        assert_eq!(evaluation.progress.visible, visible.iter().filter(|visible| **visible).count(), "{given:?}");
        assert_eq!(evaluation.actions.len(), *actions, "{given:?}");
    }
}

#[test]
fn scores_and_actions_follow_the_script() {
    let script = compile(
        r#"question("shades", #{ text: "?", kind: "yes_no_partly_na" });
           question("pick", #{ text: "?", kind: "single", options: [
               #{ id: "none", text: "0", score: 0 }, #{ id: "some", text: "1", score: 40 }, #{ id: "out", text: "2" } ] });
           question("table", #{ text: "?", score: #{ yes: 0, no: 100 } });
           question("count", #{ text: "?", kind: "number", score: |a| if a.count >= 3 { 100 } else { a.count * 30 } });
           question("many", #{ text: "?", kind: "multiple",
               options: [#{ id: "x", text: "x" }, #{ id: "y", text: "y" }],
               score: |a| if has(a.many, "y") { 100 } else { 0 },
               actions: |a| if has(a.many, "x") { [#{ id: "drop_x", title: "Drop x", gain: 50, priority: "high" }] } else { [] } });"#,
    )
    .unwrap();
    let choice = |key: &str| AnswerValue::Choice(key.into());
    let table = [
        ("shades", choice("yes"), Some(1.0), 0),
        ("shades", choice("partly"), Some(0.5), 0),
        ("shades", choice("no"), Some(0.0), 0),
        ("shades", choice("na"), None, 0),
        ("pick", choice("some"), Some(0.4), 0),
        ("pick", choice("out"), None, 0),
        ("table", choice("yes"), Some(0.0), 0),
        ("count", AnswerValue::Number(2.0), Some(0.6), 0),
        ("count", AnswerValue::Number(3.0), Some(1.0), 0),
        ("count", AnswerValue::Number(2.5), Some(0.75), 0),
        ("many", AnswerValue::Choices(vec!["x".into()]), Some(0.0), 1),
        ("many", AnswerValue::Choices(vec!["x".into(), "y".into()]), Some(1.0), 1),
        ("many", AnswerValue::Choices(vec!["y".into()]), Some(1.0), 0),
    ];
    for (key, value, share, actions) in table {
        let set = AnswerSet::from([(key.to_owned(), value.clone())]);
        let evaluated = script.evaluate(&set, &Facts::default());
        assert_eq!(evaluated.faults, [], "{key} {value:?}");
        let index = script.questionnaire.question(key).unwrap().index;
        let found = evaluated.evaluation.outcomes[index].share;
        assert_eq!(
            found.map(|share| (share * 100.0).round()),
            share.map(|share: f64| (share * 100.0).round()),
            "{key} {value:?}"
        );
        assert_eq!(evaluated.evaluation.actions.len(), actions, "{key} {value:?}");
    }
}

#[test]
fn a_closure_cannot_change_what_others_see() {
    let script = compile(
        r#"question("a", #{ text: "?" });
           question("b", #{ text: "?", show_if: |a, facts| { facts.staff = 999; true } });
           question("c", #{ text: "?", show_if: |a, facts| facts.staff == 0 });
           question("d", #{ text: "?", show_if: |a| { a.a = "no"; true } });
           question("e", #{ text: "?", show_if: |a| a.a == "yes" });
           question("f", #{ text: "?", show_if: |a| { question("g", #{ text: "?" }); true } });"#,
    )
    .unwrap();
    let evaluated = script.evaluate(&answers(&[("a", "yes")]), &Facts::default());
    assert_eq!(evaluated.evaluation.progress.visible, 6);
    let lines: Vec<_> = evaluated.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [5, 7], "answers are not written to, questions not declared: {:?}", evaluated.faults);
}

#[test]
fn two_hundred_questions_that_hang_on_each_other_are_all_evaluated() {
    let body: String = (0..200)
        .map(|n| {
            let before = if n == 0 { 0 } else { n - 1 };
            format!(
                "question(\"q{n}\", #{{ text: \"?\", show_if: |a, facts| a.q{before} != \"no\" && facts.staff < 10, \
                 actions: [#{{ id: \"a\", title: \"Do\", when: |a| a.q{n} == \"no\" }}] }});\n"
            )
        })
        .collect();
    let script = compile(&body).unwrap();
    let all: AnswerSet = (0..200).map(|n| (format!("q{n}"), AnswerValue::Choice("yes".into()))).collect();
    let evaluated = script.evaluate(&all, &Facts::default());
    assert_eq!((evaluated.evaluation.progress.answered, evaluated.faults.len()), (200, 0));
}

#[test]
fn the_general_questionnaire_is_complete_and_evaluates_without_fault() {
    let script = QuestionnaireScript::compile("general", GENERAL).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(wanting(&script), Vec::<String>::new());
    assert_eq!(faults(&script), []);
    let actions: usize = script.questionnaire.questions().map(|placed| placed.question.actions.len()).sum();
    let questions = script.questionnaire.questions().count();
    assert!(questions >= 100 && actions >= 100, "{questions} questions, {actions} actions");
    assert_eq!(script.questionnaire.themes.len(), 12);
}
