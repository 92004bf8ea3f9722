//! A script written in several files: they are joined in the order of their names, and a fault is told with the file and
//! line in which its author finds it.

use crate::domain::script_fault::ScriptFault;

/// The files of one script.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    text: String,
    /// Name, and lines that stand before it.
    files: Vec<(String, usize)>,
}

impl Parts {
    /// A script of one file.
    pub fn one(file: &str, text: &str) -> Self {
        let mut parts = Self::default();
        parts.add(file, text);
        parts
    }

    /// Joins a file to those before it.
    pub fn add(&mut self, file: &str, text: &str) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.files.push((file.to_owned(), self.text.lines().count()));
        self.text.push_str(text);
    }

    /// All files joined.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A fault of the joined text, in the file and line that it comes from.
    pub fn place(&self, mut fault: ScriptFault) -> ScriptFault {
        if let Some((file, before)) = self.files.iter().rev().find(|(_, before)| *before < fault.line) {
            fault.file.clone_from(file);
            fault.line -= before;
        }
        fault
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripts::QuestionnaireScript;

    #[test]
    fn a_fault_is_told_in_the_file_it_comes_from() {
        let mut parts = Parts::one("a.rhai", "questionnaire(#{ id: \"q\", title: \"Q\" });\ntheme(\"t\", \"T\");");
        parts.add("b.rhai", "subtheme(\"s\", \"S\");\nquestion(\"q\", #{ texxt: \"?\" });\n");
        parts.add("c.rhai", "theme(\"u\", \"U\");\n");
        let fault = QuestionnaireScript::compile("joined", parts.text()).err().unwrap();
        assert!(parts.place(fault.clone()).to_string().starts_with("b.rhai:2:"), "{fault}");
        let whole = ScriptFault { line: 0, ..fault };
        assert_eq!(parts.place(whole.clone()), whole, "a fault without a line keeps its name");
    }
}
