//! Changes without code, written as the lines of a script that make them: they are read after the script itself, and kept
//! with the campaigns that begin with them.

use crate::domain::{
    entry::Entry,
    questionnaire::Questionnaire,
    script::{AddedQuestion, Custom, CustomChange},
    text::Localised,
};

/// One line for each change; what a script no longer asks cannot be changed, and is left out.
pub fn lines(questionnaire: &Questionnaire, changes: &[Custom]) -> String {
    let added = |key: &str| changes.iter().any(|custom| custom.question == key && can(questionnaire, custom, false));
    let made = changes.iter().filter(|custom| can(questionnaire, custom, added(&custom.question)));
    // What is added comes first, so that it can be changed like the others.
    let (first, then): (Vec<&Custom>, Vec<_>) = made.partition(|custom| matches!(custom.change, CustomChange::Add(_)));
    first.into_iter().chain(then).map(line).collect()
}

/// The same for a way through a form, `activity` or `purpose`.
pub fn entry_lines(form: &str, entry: &Entry, changes: &[Custom]) -> String {
    changes.iter().filter(|custom| applies_to_entry(form, entry, custom)).map(line).collect()
}

/// Whether a way through a form can be changed so: its questions are reworded, and hidden where nothing needs them.
pub fn applies_to_entry(form: &str, entry: &Entry, custom: &Custom) -> bool {
    let question = entry.question(&custom.question);
    question.is_some_and(|question| match custom.change {
        CustomChange::Reword { .. } => true,
        CustomChange::Hide => !question.is_needed(form),
        CustomChange::Weigh { .. } | CustomChange::Add(_) => false,
    })
}

/// Whether the script has what a change is about.
pub fn applies(questionnaire: &Questionnaire, changes: &[Custom], custom: &Custom) -> bool {
    let added = |other: &Custom| other.question == custom.question && can(questionnaire, other, false);
    can(questionnaire, custom, changes.iter().any(added))
}

fn can(questionnaire: &Questionnaire, custom: &Custom, added: bool) -> bool {
    let asked = questionnaire.question(&custom.question).is_some();
    match &custom.change {
        CustomChange::Add(question) => {
            let mut subthemes = questionnaire.themes.iter().flat_map(|theme| &theme.subthemes);
            !asked && subthemes.any(|subtheme| subtheme.key == question.subtheme)
        }
        _ => asked || added,
    }
}

fn line(custom: &Custom) -> String {
    let key = quoted(&custom.question);
    match &custom.change {
        CustomChange::Reword { text, help } if help.fr.is_empty() => format!("reword({key}, #{{ text: {} }});\n", map(text)),
        CustomChange::Reword { text, help } => format!("reword({key}, #{{ text: {}, help: {} }});\n", map(text), map(help)),
        CustomChange::Hide => format!("hide({key});\n"),
        CustomChange::Weigh { weight } => format!("weigh({key}, {weight:?});\n"),
        CustomChange::Add(question) => added(&key, question),
    }
}

fn added(key: &str, question: &AddedQuestion) -> String {
    let AddedQuestion { subtheme, kind, text, help, article, weight, action } = question;
    let optional = |name: &str, text: &Localised| match text.fr.as_str() {
        "" => String::new(),
        _ => format!(", {name}: {}", map(text)),
    };
    let more = [optional("help", help), optional("article", article)].concat();
    let actions = match action.fr.as_str() {
        "" => String::new(),
        _ => format!(", actions: [#{{ id: \"do\", title: {} }}]", map(action)),
    };
    let (subtheme, kind, text) = (quoted(subtheme), quoted(kind), map(text));
    format!("add_question({subtheme}, {key}, #{{ kind: {kind}, text: {text}, weight: {weight:?}{more}{actions} }});\n")
}

fn map(text: &Localised) -> String {
    let written = text.each().into_iter().filter(|(_, text)| !text.is_empty());
    let parts: Vec<String> = written.map(|(language, text)| format!("{}: {}", language.code(), quoted(text))).collect();
    format!("#{{ {} }}", parts.join(", "))
}

/// A text as a script writes it: whatever it holds, it stays a text.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{answer_value::AnswerValue, facts::Facts, id::AccountId},
        scripts::{AnswerSet, QuestionnaireScript},
    };
    use proptest::prelude::*;

    const SCRIPT: &str = r#"questionnaire(#{ id: "t", title: "T" }); theme("t", "T"); subtheme("s", "S");
        question("a", #{ text: "A" }); question("b", #{ text: "B", show_if: |a| a.a == () });
        subtheme("u", "U"); question("c", #{ text: "C" });
    "#;

    fn custom(question: &str, change: CustomChange) -> Custom {
        Custom { question: question.into(), change, at: jiff::Timestamp::UNIX_EPOCH, by: AccountId::new() }
    }

    fn added(subtheme: &str) -> CustomChange {
        CustomChange::Add(AddedQuestion {
            subtheme: subtheme.into(),
            kind: "yes_no".into(),
            text: Localised::same("Own?"),
            help: Localised::default(),
            article: Localised::same("5"),
            weight: 2.0,
            action: Localised::same("Do"),
        })
    }

    fn compiled(changes: &[Custom]) -> QuestionnaireScript {
        let plain = QuestionnaireScript::compile("t", SCRIPT).unwrap();
        let text = format!("{SCRIPT}{}", lines(&plain.questionnaire, changes));
        QuestionnaireScript::compile("t", &text).unwrap_or_else(|fault| panic!("{fault}\n{text}"))
    }

    #[test]
    fn changes_are_made_and_those_of_questions_that_are_gone_are_left() {
        let changes = [
            custom("own_1", CustomChange::Weigh { weight: 3.0 }),
            custom("own_1", added("s")),
            custom("own_2", added("gone")),
            custom("own_2", CustomChange::Hide),
            custom("a", CustomChange::Hide),
            custom("gone", CustomChange::Hide),
            custom("c", CustomChange::Reword { text: Localised::same("Other?"), help: Localised::default() }),
        ];
        let script = compiled(&changes);
        let keys: Vec<&str> = script.questionnaire.questions().map(|placed| placed.question.key.as_str()).collect();
        assert_eq!(keys, ["a", "b", "own_1", "c"]);
        assert_eq!(script.questionnaire.question("own_1").unwrap().question.weight, 3.0);
        assert_eq!(script.questionnaire.question("c").unwrap().question.text.fr, "Other?");
        let given: AnswerSet = ["a", "b", "own_1", "c"].map(|key| (key.to_owned(), AnswerValue::Choice("no".to_owned()))).into();
        let evaluated = script.evaluate(&given, &Facts::default());
        assert_eq!(evaluated.faults, []);
        let visible: Vec<bool> = evaluated.evaluation.outcomes.iter().map(|outcome| outcome.visible).collect();
        assert_eq!(visible, [false, true, true, true], "the answer of a hidden question is not seen");
        let actions: Vec<&str> = evaluated.evaluation.actions.iter().map(|raised| raised.question.as_str()).collect();
        assert_eq!(actions, ["own_1"]);
        let kept: Vec<bool> = changes.iter().map(|custom| applies(&script.questionnaire, &changes, custom)).collect();
        assert_eq!(kept, [true, false, false, false, true, false, true], "asked of the changed script, nothing is to be added");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_stays_a_text(text in "[a\"\\\\$`{}\n\u{202f}\u{7}]{1,30}") {
            let text = format!("x{text}");
            let script = compiled(&[custom("a", CustomChange::Reword { text: Localised::same(text.as_str()), help: Localised::default() })]);
            let asked = &script.questionnaire.question("a").unwrap().question.text.fr;
            prop_assert_eq!(asked, &text.replace('\u{7}', " "));
        }
    }
}
