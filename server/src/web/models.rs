//! Models of purposes: browsed before one is used.

use super::{
    App,
    purposes::base,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        fault::Fault,
        fold::fold,
        purpose_model::{CNIL, Confidence, DpiaAdvice, PurposeModel, StandardStatus},
        register::RegisterKind,
        word::word,
    },
    locale::Texts,
    service::model,
};
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "models/index.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    base: String,
    q: String,
    in_force: bool,
    /// By category.
    models: BTreeMap<String, Vec<PurposeModel>>,
    total: usize,
}

#[derive(Template)]
#[template(path = "models/show.html")]
struct ShowPage {
    shell: Shell,
    t: Texts,
    base: String,
    champion: bool,
    model: PurposeModel,
    bases: Vec<String>,
    data: Vec<(String, Vec<String>)>,
    measures: Vec<String>,
    periods: Vec<Period>,
}

/// A period in the words of the person.
pub(super) struct Period {
    pub what: String,
    pub kept: String,
    pub phase: String,
    pub verified: bool,
    pub note: String,
}

/// Which models are wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ModelQuery {
    q: String,
    in_force: bool,
}

/// `GET /register/{kind}/models`
pub async fn index(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Path(kind): Path<String>,
    Query(query): Query<ModelQuery>,
) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    shell.module = Module::Register;
    let t = shell.t;
    let all = blocking(&app, move |app| model::list(app, &member)).await?;
    let words = fold(&query.q.chars().take(200).collect::<String>());
    let mut models: BTreeMap<String, Vec<PurposeModel>> = BTreeMap::new();
    let mut total = 0;
    for model in all {
        let standard = model.standard.as_ref().map(|standard| format!("{} {}", standard.title, standard.code));
        let text = fold(&format!("{} {} {}", t.written(&model.name), t.written(&model.category), standard.unwrap_or_default()));
        if words.split(' ').all(|word| text.contains(word)) && (!query.in_force || model.is_in_force()) {
            total += 1;
            models.entry(t.written(&model.category).to_owned()).or_default().push(model);
        }
    }
    respond::page(ListPage { t, shell, base: base(kind), q: query.q, in_force: query.in_force, models, total })
}

/// `GET /register/{kind}/models/{id}`
pub async fn show(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    shell.module = Module::Register;
    let t = shell.t;
    let champion = member.champion().is_some();
    let model = blocking(&app, move |app| model::find(app, &member, &id)).await?;
    let mut data: Vec<(String, Vec<String>)> = Vec::new();
    for of in &model.personal_data {
        let (category, name) = (t.choice(&of.category), t.written(&of.name).to_owned());
        match data.last_mut() {
            Some((last, names)) if *last == category => names.push(name),
            _ => data.push((category, vec![name])),
        }
    }
    respond::page(ShowPage {
        base: base(kind),
        champion,
        bases: model.legal_bases.iter().map(|basis| t.choice(basis)).collect(),
        data,
        measures: model.security_measures.iter().map(|measure| t.choice(measure)).collect(),
        periods: periods(t, &model),
        model,
        t,
        shell,
    })
}

/// How long a model keeps what.
pub(super) fn periods(t: Texts, model: &PurposeModel) -> Vec<Period> {
    let period = |kept: &crate::domain::purpose_model::ModelPeriod| {
        let from = t.written(&kept.from);
        let kept_for = if kept.period.length == 0 {
            t.one("model-until", "event", from)
        } else {
            t.with("model-from", &[("period", t.retention(&kept.period)), ("event", from.to_owned())])
        };
        Period {
            what: t.written(&kept.what).to_owned(),
            kept: kept_for,
            phase: t.of("model-phase", &word(&kept.phase)),
            verified: kept.verified,
            note: t.written(&kept.note).to_owned(),
        }
    };
    model.retention.iter().map(period).collect()
}

impl PurposeModel {
    /// Where it comes from, for a badge.
    pub(super) fn source(&self, t: &Texts) -> String {
        t.get(if self.id.starts_with(CNIL) { "model-of-cnil" } else { "model-of-pack" })
    }

    /// What sort of text it follows, with its year.
    pub(super) fn standard_words(&self, t: &Texts) -> String {
        let Some(standard) = &self.standard else { return t.get("model-of-pack") };
        let kind = t.of("model-kind", &word(&standard.kind));
        let code = if standard.code.is_empty() { String::new() } else { format!(" {}", standard.code) };
        format!("{kind}{code}, {}", standard.year)
    }

    /// Colour and words of its standing.
    pub(super) fn standing(&self, t: &Texts) -> (&'static str, String) {
        match self.status() {
            None => ("quiet", t.get("model-practice")),
            Some(StandardStatus::InForce) => ("good", t.get("model-in-force")),
            Some(StandardStatus::Draft) => ("attention", t.get("model-draft")),
            Some(StandardStatus::Former) => ("", t.get("model-former")),
        }
    }

    /// What to heed where its text is not in force.
    pub(super) fn standing_help(&self, t: &Texts) -> Option<String> {
        match self.status()? {
            StandardStatus::InForce => None,
            StandardStatus::Draft => Some(t.get("model-draft-help")),
            StandardStatus::Former => Some(t.get("model-former-help")),
        }
    }

    /// Colour and words of how sure it is.
    pub(super) fn sureness(&self, t: &Texts) -> (&'static str, String) {
        let kind = match self.confidence {
            Confidence::Read => "good",
            Confidence::PartlyRead => "info",
            Confidence::Recalled => "attention",
        };
        (kind, t.of("model-confidence", &word(&self.confidence)))
    }

    /// Whether an impact assessment is asked for.
    pub(super) fn dpia_words(&self, t: &Texts) -> String {
        t.get(match self.dpia {
            DpiaAdvice::Required => "model-dpia-required",
            DpiaAdvice::Assess => "model-dpia-assess",
            DpiaAdvice::Exempt => "model-dpia-exempt",
        })
    }
}
