//! `probant questionnaire`: checks a script, runs it on answers from a file, prints what scripts can say.

use super::{Failure, terminal_language};
use crate::{
    domain::{facts::Facts, script_fault::ScriptFault, text::Language},
    locale::Texts,
    scripts::{AnswerSet, EntryScript, Parts, QuestionnaireScript, Scripts, docs::reference},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Reads a script, and says where it is wrong.
#[derive(clap::Args)]
pub struct Check {
    /// The script, or a folder whose *.rhai are joined in the order of their names
    file: PathBuf,
}

/// Prints the questions shown, the scores and the actions that answers lead to.
#[derive(clap::Args)]
pub struct Run {
    /// The script, or a folder whose *.rhai are joined in the order of their names
    file: PathBuf,
    /// Answers in JSON: {"question": "yes", "other": ["a", "b"], "number": 3}
    #[arg(long)]
    answers: PathBuf,
    /// Language of the texts: fr, en or es
    #[arg(long, default_value = "fr")]
    language: String,
}

/// Prints what scripts can say.
#[derive(clap::Args)]
pub struct Docs {}

impl Docs {
    /// Prints the reference.
    ///
    /// # Errors
    /// None.
    pub fn run(self) -> Result<(), Failure> {
        print!("{}", reference());
        Ok(())
    }
}

impl Check {
    /// Compiles the script, then evaluates it without answers: conditions that always fail show.
    ///
    /// # Errors
    /// The first fault of the script with its line, or every closure that fails.
    pub fn run(self) -> Result<(), Failure> {
        let (parts, name) = (parts(&self.file)?, self.file.display().to_string());
        // A way through a form and models of purposes have other words than a questionnaire that is scored.
        if ["entry(#{", "guide(#{"].iter().any(|begin| parts.text().contains(begin)) {
            let way = EntryScript::compile(&name, parts.text()).map_err(|fault| failed(&parts, fault))?;
            let (themes, questions) = (way.entry.themes.len(), way.entry.questions().count());
            let of = if way.entry.guide { "an interview" } else { "a form" };
            println!("{name}: {themes} themes, {questions} questions of {of}");
            return Ok(());
        }
        if parts.text().contains("model(#{") {
            let models = Scripts::default().models("checked", &name, parts.text()).map_err(|fault| failed(&parts, fault))?;
            let to_check = models.iter().flat_map(|model| &model.retention).filter(|period| !period.verified).count();
            println!("{name}: {} models, {to_check} periods to check", models.len());
            return Ok(());
        }
        let script = compile(&parts, &self.file)?;
        let evaluated = script.evaluate(&AnswerSet::new(), &Facts::default());
        report(&parts, evaluated.faults)?;
        let questionnaire = &script.questionnaire;
        let missing = questionnaire.questions().filter(|placed| !placed.question.text.missing().is_empty()).count();
        println!(
            "{}: {} themes, {} questions, {missing} of them not in all languages",
            self.file.display(),
            questionnaire.themes.len(),
            questionnaire.questions().count(),
        );
        Ok(())
    }
}

impl Run {
    /// Evaluates the script on the answers.
    ///
    /// # Errors
    /// Faults of the script, answers that do not fit their question.
    pub fn run(self) -> Result<(), Failure> {
        let language: Language =
            self.language.parse().map_err(|()| Failure::Usage(format!("{}: not a language", self.language)))?;
        let parts = parts(&self.file)?;
        let script = compile(&parts, &self.file)?;
        let answers = answers(&script, &self.answers)?;
        let evaluated = script.evaluate(&answers, &Facts::default());
        for placed in script.questionnaire.questions() {
            if evaluated.evaluation.is_visible(placed.index) {
                let mark = if answers.contains_key(&placed.question.key) { "x" } else { " " };
                println!("[{mark}] {}: {}", placed.question.key, placed.question.text.get(language));
            }
        }
        for theme in &evaluated.evaluation.themes {
            let figure = |percent: Option<_>| percent.map_or_else(|| "-".to_owned(), |percent| format!("{percent} %"));
            println!("{}: {}, reachable {}", theme.key, figure(theme.initial), figure(theme.reachable));
        }
        for action in &evaluated.evaluation.actions {
            let proposal = &action.proposal;
            println!("+{} % {}/{}: {}", action.gain, action.question, proposal.key, proposal.title.get(language));
        }
        report(&parts, evaluated.faults)
    }
}

fn compile(parts: &Parts, file: &Path) -> Result<QuestionnaireScript, Failure> {
    QuestionnaireScript::compile(&file.display().to_string(), parts.text()).map_err(|fault| failed(parts, fault))
}

/// The script of a file, or of the scripts in a folder.
fn parts(path: &Path) -> Result<Parts, Failure> {
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let unread = |error| Failure::Usage(format!("{}: {error}", path.display()));
        let listed = fs::read_dir(path).map_err(unread)?.collect::<Result<Vec<_>, _>>().map_err(unread)?;
        files = listed
            .into_iter()
            .map(|entry| entry.path())
            .filter(|file| file.extension().is_some_and(|end| end == "rhai"))
            .collect();
        files.sort();
    }
    let mut parts = Parts::default();
    for file in files {
        parts.add(&file.display().to_string(), &text(&file)?);
    }
    Ok(parts)
}

fn text(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| Failure::Usage(format!("{}: {error}", file.display())))
}

/// A fault in the language of the terminal, with the file and line that it comes from.
fn failed(parts: &Parts, fault: ScriptFault) -> Failure {
    Failure::Fault(Texts::new(terminal_language()).located(&parts.place(fault)))
}

fn report(parts: &Parts, faults: Vec<ScriptFault>) -> Result<(), Failure> {
    let t = Texts::new(terminal_language());
    let lines: Vec<String> = faults.into_iter().map(|fault| t.located(&parts.place(fault))).collect();
    if lines.is_empty() { Ok(()) } else { Err(Failure::Fault(lines.join("\n"))) }
}

fn answers(script: &QuestionnaireScript, file: &Path) -> Result<AnswerSet, Failure> {
    let given: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text(file)?).map_err(|error| Failure::Usage(format!("{}: {error}", file.display())))?;
    let mut answers = AnswerSet::new();
    for (key, value) in given {
        let placed = script.questionnaire.question(&key);
        let placed = placed.ok_or_else(|| Failure::Fault(format!("{}: there is no question {key:?}", file.display())))?;
        let sent = sent(&value);
        let read = placed.question.kind.read(&sent);
        let read = read.map_err(|error| {
            Failure::Fault(format!("{}: {key}: {}", file.display(), Texts::new(terminal_language()).error(&error)))
        })?;
        answers.extend(read.map(|value| (key, value)));
    }
    Ok(answers)
}

fn sent(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Null => Vec::new(),
        serde_json::Value::Bool(yes) => vec![if *yes { "yes" } else { "no" }.to_owned()],
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(items) => items.iter().flat_map(sent).collect(),
        other => vec![other.to_string()],
    }
}
