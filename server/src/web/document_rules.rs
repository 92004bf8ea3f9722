//! How long documents of each category are kept: shown to everybody, set by privacy champions.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking},
    session::{Signed, SignedChampion},
    shell::{Module, Shell},
};
use crate::{
    domain::{access::Member, document::DocumentRule, fault::Fault},
    locale::Texts,
    service::document::{
        category::{self, Categories},
        rule,
    },
};
use askama::Template;
use axum::{Form, extract::State};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "documents/rules.html")]
struct RulesPage {
    shell: Shell,
    t: Texts,
    errors: Errors,
    champion: bool,
    rules: Vec<DocumentRule>,
    categories: Categories,
    form: RuleForm,
}

/// What the form of a rule sends, or the button that ends one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    category: String,
    months: String,
    /// Whether the rule is to end.
    end: bool,
}

/// `GET /documents/rules`
pub async fn show(State(app): State<App>, Signed(member): Signed, shell: Shell) -> Answer {
    respond::page(page(&app, member, shell, Errors::default(), RuleForm::default()).await?)
}

/// `POST /documents/rules`
pub async fn set(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Form(form): Form<RuleForm>,
) -> Answer {
    let (sent, setting) = (form.clone(), champion.clone());
    let set = blocking(&app, move |app| rule::set(app, &setting, &sent.category, sent.months()?));
    match set.await {
        Ok(()) => respond::see_other_saying("/documents/rules", "said-saved"),
        Err(Fault::Invalid(errors)) => respond::invalid(page(&app, Member::clone(&champion), shell, errors.into(), form).await?),
        Err(fault) => Err(fault.into()),
    }
}

impl RuleForm {
    /// How long the rule says; `None` where it ends. A field left empty is no wish to end it.
    fn months(&self) -> Result<Option<u16>, Fault> {
        match self.months.trim() {
            _ if self.end => Ok(None),
            "" => Err(Fault::invalid("months", "fault-required")),
            months => months.parse().map(Some).map_err(|_| Fault::invalid("months", "fault-unknown-value")),
        }
    }
}

async fn page(app: &App, member: Member, mut shell: Shell, errors: Errors, form: RuleForm) -> Result<RulesPage, Fault> {
    shell.module = Module::Documents;
    let champion = member.champion().is_some();
    let (rules, categories) = blocking(app, move |app| Ok((rule::list(app, &member)?, category::offered(app, &member)?))).await?;
    Ok(RulesPage { t: shell.t, shell, errors, champion, rules, categories, form })
}
