//! The reference of what scripts can say, made from one table: what declares, what closures are handed, and every function
//! of the language with an example that is run when it is printed.

use super::engine::engine;
use std::fmt::Write;

/// A function or a field that a script writes.
pub struct Doc {
    /// How it is written, without its example.
    pub call: &'static str,
    /// What it does.
    pub what: &'static str,
    /// The fields of its map, each with what it holds.
    pub fields: &'static [(&'static str, &'static str)],
    pub example: &'static str,
}

/// Functions that declare a questionnaire, and those that change what was declared above.
pub const QUESTIONNAIRE: &[Doc] = &[
    Doc {
        call: "questionnaire(#{ ... })",
        what: "Names the questionnaire. Once, before anything else.",
        fields: &[
            ("id", "key among questionnaires: lower-case letters, digits, underscores"),
            ("version", "a string"),
            ("title", "text"),
            ("description", "text"),
        ],
        example: r#"questionnaire(#{ id: "sample", version: "1", title: "Exemple", description: "Pour essayer" });"#,
    },
    Doc {
        call: "department(key, name)",
        what: "A kind of department that questions can name.",
        fields: &[],
        example: r#"department("it", #{ fr: "Informatique", en: "IT", es: "Inform\u00e1tica" });"#,
    },
    Doc {
        call: "theme(key, title), theme(key, title, #{ ... })",
        what: "Begins a theme: one axis of the radar.",
        fields: &[("reachable", "the most that actions can bring it to, from 0 to 100")],
        example: r#"theme("security", "S\u00e9curit\u00e9", #{ reachable: 90 });"#,
    },
    Doc {
        call: "subtheme(key, title)",
        what: "Begins a subtheme of the theme above: questions answered in one go.",
        fields: &[],
        example: r#"subtheme("access", "Acc\u00e8s");"#,
    },
    Doc {
        call: "question(key, #{ ... })",
        what: "Asks a question in the subtheme above.",
        fields: &[
            ("text", "what is asked (needed)"),
            ("help", "what one must know to answer"),
            ("article", "the article it rests on"),
            (
                "kind",
                "\"yes_no\" (if left out), \"yes_no_partly_na\", \"single\", \"multiple\", \"number\", \"date\", \"text\", \"scale\", \"table\"",
            ),
            ("options", "of a choice: [#{ id, text, score }]"),
            ("columns", "of a table: [#{ id, text }]"),
            ("min", "of a number or a scale"),
            ("max", "of a number or a scale"),
            ("unit", "of a number: text"),
            ("low", "of a scale: what its lower end means"),
            ("high", "of a scale: what its upper end means"),
            ("departments", "keys of the departments it concerns"),
            ("weight", "its part in the score of its theme, 1 if left out, 0 where it only informs"),
            ("show_if", "closure: whether it is asked"),
            ("score", "a map from answers to 0..100, or a closure"),
            (
                "actions",
                "what to do where the answer does not conform: [#{ id, title, why, article, priority, effort, gain, when }], or a closure",
            ),
        ],
        example: r#"question("mfa", #{
    text: #{ fr: "Double authentification ?", en: "Two factors?" }, help: "Pour les comptes", article: "RGPD, art. 32",
    kind: "yes_no_partly_na", departments: ["it"], weight: 2, score: #{ yes: 100, partly: 40, no: 0 },
    show_if: |a, facts| facts.staff > 10,
    actions: [#{ id: "turn_on", title: "L'activer", why: "Un mot de passe se vole", article: "RGPD, art. 32",
                 priority: "high", effort: "low", gain: 60, when: ["no"] }]
});
question("how", #{ text: "Comment ?", kind: "single", options: [#{ id: "app", text: "Application", score: 100 }, #{ id: "sms", text: "SMS", score: 50 }] });
question("count", #{ text: "Combien ?", kind: "number", min: 0, max: 500, unit: "comptes" });
question("level", #{ text: "Niveau ?", kind: "scale", min: 1, max: 5, low: "faible", high: "fort" });
question("list", #{ text: "Lesquels ?", kind: "table", columns: [#{ id: "name", text: "Nom" }] });"#,
    },
    Doc {
        call: "reword(key, #{ ... })",
        what: "Gives a question declared above other words.",
        fields: &[("text", "what is asked"), ("help", "its help")],
        example: r#"reword("mfa", #{ text: "Deux facteurs ?", help: "Pour tous" });"#,
    },
    Doc { call: "hide(key)", what: "Never asks a question declared above.", fields: &[], example: r#"hide("how");"# },
    Doc {
        call: "weigh(key, weight)",
        what: "Gives a question declared above another weight.",
        fields: &[],
        example: r#"weigh("mfa", 3);"#,
    },
    Doc {
        call: "add_question(subtheme, key, #{ ... })",
        what: "Asks a question at the end of a subtheme declared above; fields as for question.",
        fields: &[],
        example: r#"add_question("access", "leavers", #{ text: "Les comptes des partants sont-ils ferm\u00e9s ?" });"#,
    },
];

/// Closures of a questionnaire: `a` holds the answers so far, `facts` the company sheet and the register.
pub const CLOSURES: &[Doc] = &[
    Doc {
        call: "show_if: |a| bool, |a, facts| bool",
        what: "Whether a question is asked. a.key is its answer, () without one: a string for a choice, a date or a text, a list for several, a number.",
        fields: &[],
        example: r#"question("c1", #{ text: "?", show_if: |a| a.mfa == "no" });"#,
    },
    Doc {
        call: "score: |a| number, |a, facts| number",
        what: "How far the answer conforms, from 0 to 100; () where it does not count.",
        fields: &[],
        example: r#"question("c2", #{ text: "?", kind: "number", score: |a| if a.c2 >= 3 { 100 } else { 0 } });"#,
    },
    Doc {
        call: "when: |a| bool, |a, facts| bool",
        what: "Whether an action is proposed. A list of answers does as well; left out, wherever the answer does not conform fully.",
        fields: &[],
        example: r#"question("c3", #{ text: "?", actions: [#{ id: "do", title: "Faire", when: |a| a.c3 == "no" }] });"#,
    },
    Doc {
        call: "actions: |a| list, |a, facts| list",
        what: "Actions that depend on answers in other ways.",
        fields: &[],
        example: r#"question("c4", #{ text: "?", actions: |a| if a.c4 == "no" { [#{ id: "do", title: "Faire" }] } else { [] } });"#,
    },
    Doc {
        call: "has(answer, key)",
        what: "Whether an answer is this option, or holds it among several.",
        fields: &[],
        example: r#"question("c5", #{ text: "?", show_if: |a| has(a.how, "app") });"#,
    },
    Doc {
        call: "facts",
        what: "What closures with two arguments know of the organisation.",
        fields: &[
            ("sector", "a string"),
            ("staff", "a number"),
            ("dpo_named", "true or false"),
            ("dpo_external", "true or false"),
            ("register", "#{ controller, processor, validated, incomplete, suspended }: numbers of activities"),
        ],
        example: r#"question("c6", #{ text: "?", show_if: |a, facts| facts.sector == "x" || facts.staff > 250 || facts.dpo_named
    || facts.dpo_external || facts.register.suspended > 0 });"#,
    },
];

/// What declares models of purposes.
pub const MODELS: &[Doc] = &[Doc {
    call: "model(#{ ... })",
    what: "A model of a purpose. Lists that nobody knows are written \"unknown\", never left out.",
    fields: &[
        ("id", "key among the models of the script"),
        ("name", "text"),
        ("category", "text: where it stands in the list"),
        ("note", "text"),
        ("standard", "the text it follows: #{ kind, code, title, act, year, status }"),
        ("confidence", "\"read\" where somebody read the text, \"partly_read\", \"recalled\" where not"),
        ("dpia", "impact assessment: \"required\", \"assess\" or \"exempt\""),
        ("legal_bases", "list of words such as \"contract\""),
        ("data_subjects", "list of texts"),
        ("data", "map from categories of data to lists of texts"),
        ("recipients", "list of texts"),
        ("retention", "list of #{ what, length, unit, from, phase, verified, note }"),
        ("measures", "list of words such as \"logging\""),
    ],
    example: r#"model(#{
    id: "visitors", name: "Accueil des visiteurs", category: "S\u00e9curit\u00e9", note: "\u00c0 adapter", confidence: "recalled", dpia: "assess",
    legal_bases: ["legitimate_interests"], data_subjects: ["Visiteurs"], data: #{ identification_data: ["Nom"] },
    recipients: ["Accueil"], measures: "unknown",
    retention: [#{ what: "Registre", length: 3, unit: "months", from: "la visite", phase: "active", verified: false, note: "" }]
});"#,
}];

/// What declares a way through a form.
pub const ENTRY: &[Doc] = &[
    Doc {
        call: "entry(#{ ... })",
        what: "Names the way through a form.",
        fields: &[("id", "its key"), ("title", "text")],
        example: r#"entry(#{ id: "sample", title: "Exemple" });"#,
    },
    Doc { call: "theme(key, title)", what: "Begins a theme.", fields: &[], example: r#"theme("what", "Quoi");"# },
    Doc {
        call: "ask(key, #{ ... })",
        what: "Asks for fields of the form. show_if is handed what is filled in, by the name of the field.",
        fields: &[
            ("fields", "names of fields, or of groups of them"),
            ("text", "what is asked"),
            ("help", "text"),
            ("example", "text"),
            ("why", "text: why it is asked"),
            ("article", "text"),
            ("show_if", "closure |v|: whether it is asked"),
        ],
        example: r#"ask("name", #{ fields: ["processing_name"], text: "Quel nom ?", help: "Court", example: "Paie", why: "Pour le retrouver",
    article: "RGPD, art. 30", show_if: |v| v.processing_name == "" });"#,
    },
    Doc {
        call: "reword(key, #{ ... })",
        what: "Gives a question asked above other words.",
        fields: &[("text", "what is asked"), ("help", "its help")],
        example: r#"reword("name", #{ text: "Comment l'appelez-vous ?", help: "En deux mots" });"#,
    },
    Doc { call: "hide(key)", what: "Never asks a question asked above.", fields: &[], example: r#"hide("name");"# },
];

/// What declares a guide for interviews; the rest is that of a way through a form.
pub const GUIDE: &[Doc] = &[Doc {
    call: "guide(#{ ... })",
    what: "Names a guide, instead of entry. Then come themes and questions with ask, without fields and show_if: what to talk about, in help what to listen for.",
    fields: &[("id", "its key"), ("title", "text")],
    example: r#"guide(#{ id: "visit", title: "Visite" });
theme("tools", "Outils");
ask("lists", #{ text: "Tenez-vous des listes \u00e0 c\u00f4t\u00e9 du logiciel ?", help: "Tableurs, carnets, dossiers partag\u00e9s" });"#,
}];

/// Every function of the language itself: what it is called, and an expression that uses it. A property is called without
/// parentheses as well.
const LANGUAGE: &str = include_str!("language.txt");

/// Names of functions with an expression for each.
pub fn language() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGE.lines().filter_map(|line| line.split_once('\t'))
}

/// The whole reference, as it is printed.
pub fn reference() -> String {
    let mut page = String::from(
        "# Scripts\n\nA script is written in Rhai (https://rhai.rs/book). A text is a string, or a map of up to three languages: \
         #{ fr: \"...\", en: \"...\", es: \"...\" }, with French needed. Scripts have no files, modules, clock, network or eval, \
         and are stopped where they take too long or too much.\n",
    );
    for (title, docs) in [
        ("A questionnaire", QUESTIONNAIRE),
        ("Closures of a questionnaire", CLOSURES),
        ("Models of purposes", MODELS),
        ("A way through a form", ENTRY),
        ("A guide for interviews", GUIDE),
    ] {
        let _ = write!(page, "\n## {title}\n");
        docs.iter().for_each(|doc| told(&mut page, doc));
    }
    page.push_str("\n## Functions of the language\n\n");
    let engine = engine();
    for (name, example) in language() {
        let gives = engine.eval::<rhai::Dynamic>(example).map(|value| format!("{value:?}"));
        let _ = match gives {
            Ok(gives) => writeln!(page, "    {name:<20}  {example}  => {gives}"),
            Err(_) => writeln!(page, "    {name:<20}  {example}"),
        };
    }
    page
}

fn told(page: &mut String, doc: &Doc) {
    let _ = write!(page, "\n### {}\n\n{}\n\n", doc.call, doc.what);
    for (name, what) in doc.fields {
        let _ = writeln!(page, "    {name:<14}  {what}");
    }
    if !doc.fields.is_empty() {
        page.push('\n');
    }
    for line in doc.example.lines() {
        let _ = writeln!(page, "    {line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripts::{EntryScript, QuestionnaireScript, answers, declare, entry, model};
    use rhai::Engine;
    use std::collections::BTreeSet;

    fn names(engine: &Engine) -> BTreeSet<String> {
        let all = engine.gen_fn_signatures(true).into_iter();
        let name = |signature: String| {
            let name = signature.split('(').next().unwrap_or_default().trim_start_matches("get$").trim_start_matches("set$");
            name.to_owned()
        };
        all.map(name).filter(|name| !name.starts_with("index$")).collect()
    }

    /// What `register` adds to the language.
    fn added(register: impl FnOnce(&mut Engine)) -> BTreeSet<String> {
        let plain = names(&engine());
        let mut engine = engine();
        register(&mut engine);
        names(&engine).difference(&plain).cloned().collect()
    }

    fn told_of(docs: &[Doc]) -> BTreeSet<String> {
        docs.iter().map(|doc| doc.call.split('(').next().unwrap().to_owned()).collect()
    }

    fn joined(docs: &[Doc]) -> String {
        docs.iter().map(|doc| format!("{}\n", doc.example)).collect()
    }

    #[test]
    fn every_function_that_is_registered_is_told_and_no_other() {
        assert_eq!(added(|engine| drop(declare::register(engine, Default::default()))), told_of(QUESTIONNAIRE));
        assert_eq!(added(|engine| drop(model::register(engine, "x"))), told_of(MODELS));
        assert_eq!(added(|engine| drop(entry::register(engine, Default::default()))), &told_of(ENTRY) | &told_of(GUIDE));
        assert_eq!(added(answers::register), BTreeSet::from(["has".to_owned()]));
        let told: BTreeSet<String> = language().map(|(name, _)| name.to_owned()).collect();
        assert_eq!(told, names(&engine()));
    }

    #[test]
    fn every_example_works_and_shows_every_field() {
        let script = [joined(QUESTIONNAIRE), joined(CLOSURES)].concat();
        let script = QuestionnaireScript::compile("docs", &script).unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(script.evaluate(&Default::default(), &Default::default()).faults, []);
        for docs in [ENTRY, GUIDE] {
            EntryScript::compile("docs", &joined(docs)).unwrap_or_else(|fault| panic!("{fault}"));
        }
        model::read("docs", "docs", &joined(MODELS)).unwrap_or_else(|fault| panic!("{fault}"));
        for doc in QUESTIONNAIRE.iter().chain(CLOSURES).chain(MODELS).chain(ENTRY).chain(GUIDE) {
            let name = doc.call.split(['(', ':']).next().unwrap();
            assert!(doc.example.contains(name), "{name}");
            for (field, _) in doc.fields.iter().filter(|(field, _)| *field != "standard") {
                assert!(
                    doc.example.contains(&format!("{field}:")) || doc.example.contains(&format!(".{field}")),
                    "{name}: {field}"
                );
            }
        }
        let engine = engine();
        let mut wrong = Vec::new();
        for (name, example) in language() {
            let given = engine.eval::<rhai::Dynamic>(example);
            // `sleep` is there to say that it may not be called.
            if !example.contains(name) || given.is_err() && name != "sleep" {
                wrong.push(format!("{name}: {example}: {given:?}"));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
        assert!(reference().contains("### question(key, #{ ... })"));
    }
}
