//! What a pack brings, by name: checked before it is shipped or installed, compared before it is updated.

use crate::{
    domain::{
        facts::Facts,
        fault::FieldError,
        pack::{DocumentCategory, Pack},
        script::ScriptKind,
        script_fault::{ScriptFault, said},
        text::Localised,
    },
    packs::{PackFile, file::fault},
    scripts::{AnswerSet, Scripts},
    service::script::{Original, joined},
};
use std::collections::BTreeMap;

/// Things of one kind by key: what people call each, and all of it, to tell whether it changed.
pub type Things = BTreeMap<String, (Localised, String)>;

/// What a pack brings.
#[derive(Debug, Default, PartialEq)]
pub struct Contents {
    pub rules: Things,
    pub questions: Things,
    pub models: Things,
    /// Questions of its guide for interviews.
    pub guide: Things,
    /// Where documents can be filed.
    pub categories: Things,
}

/// What a pack brings.
///
/// # Errors
/// Every script that does not read, and every condition of a question that always fails.
pub fn of(scripts: &Scripts, pack: &Pack, file: &PackFile) -> Result<Contents, Vec<FieldError>> {
    let rule = |rule: &crate::domain::pack::PackRule| (rule.name.clone(), (rule.title.clone(), rule.article.clone()));
    let rules = pack.rules.iter().map(rule).collect();
    let category = |category: &DocumentCategory| {
        let whole = format!("{:?}", category.subcategories);
        (category.name.fr.clone(), (category.name.clone(), whole))
    };
    let categories = pack.manifest.document_categories.iter().map(category).collect();
    let mut contents = Contents { rules, categories, ..scripted(scripts, file)? };
    contents.rules.values_mut().for_each(|(title, whole)| *whole += &format!("{title:?}"));
    Ok(contents)
}

/// What the scripts of a pack bring.
///
/// # Errors
/// As [`of`].
pub fn scripted(scripts: &Scripts, file: &PackFile) -> Result<Contents, Vec<FieldError>> {
    let (mut contents, mut faults) = (Contents::default(), Vec::new());
    for script in joined("", file.texts("questionnaires")) {
        if let Err(found) = contents.read(scripts, &script) {
            faults.extend(found.into_iter().map(|fault| told(&script.parts.place(fault))));
        }
    }
    if faults.is_empty() { Ok(contents) } else { Err(faults) }
}

impl Contents {
    fn read(&mut self, scripts: &Scripts, script: &Original) -> Result<(), Vec<ScriptFault>> {
        let text = script.parts.text();
        if script.kind == ScriptKind::Models {
            let models = scripts.models("", &script.key, text).map_err(|fault| vec![fault])?;
            self.models.extend(models.iter().map(|model| (model.id.clone(), (model.name.clone(), format!("{model:?}")))));
            return Ok(());
        }
        if script.kind == ScriptKind::Guide {
            let read = scripts.entry(&script.key, text).map_err(|fault| vec![fault])?;
            if !read.entry.guide {
                return Err(vec![ScriptFault::whole(&script.key, said("other-kind").with("wanted", "guide"))]);
            }
            let asked = read.entry.questions();
            self.guide.extend(asked.map(|(_, asked)| (asked.key.clone(), (asked.text.clone(), format!("{asked:?}")))));
            return Ok(());
        }
        let read = scripts.compile(&script.key, text).map_err(|fault| vec![fault])?;
        for placed in read.questionnaire.questions() {
            let key = format!("{}/{}", read.questionnaire.key, placed.question.key);
            self.questions.insert(key, (placed.question.text.clone(), format!("{:?}", placed.question)));
        }
        let faults = read.evaluate(&AnswerSet::new(), &Facts::default()).faults;
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

fn told(at: &ScriptFault) -> FieldError {
    fault("script", &at.place()).because(at.error.clone())
}
