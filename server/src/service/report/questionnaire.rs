//! A questionnaire as a file, theme by theme, with the answers given so far: PDF, spreadsheet, CSV. Everybody who reads the
//! programme may have it, at any time, also of a campaign that is validated.

use super::{FileForm, Words, cover, page_words, table_files};
use crate::{
    domain::{
        access::Member,
        answer_value::{AnswerKind, AnswerValue},
        campaign::{CampaignAnswer, QuestionnaireVersion},
        evidence::Proved,
        fault::Fault,
        id::CampaignId,
        questionnaire::{Placed, Question},
    },
    export::pdf::{self, Badge, Block, RegisterReport, Section, Sheet, Tone},
    locale::Texts,
    service::{
        Services, account,
        campaign::{self, CampaignSheet},
        evidence, organisation,
        programme::{self, Programme},
    },
    store::Versioned,
};

/// Keys of the heads of the table.
const HEADS: [&str; 10] = [
    "compliance-theme",
    "export-subtheme",
    "export-question",
    "action-article",
    "export-departments",
    "export-answer",
    "answer-comment",
    "nav-documents",
    "export-answered-by",
    "export-answered-on",
];
const WIDTHS: [u8; 10] = [24, 28, 60, 18, 30, 30, 50, 40, 24, 16];

/// One question with all that is known of its answer, in words.
struct Line {
    theme: String,
    subtheme: String,
    question: String,
    article: String,
    departments: String,
    answer: String,
    comment: String,
    documents: String,
    by: String,
    on: String,
}

impl Line {
    fn cells(self) -> Vec<String> {
        let Self { theme, subtheme, question, article, departments, answer, comment, documents, by, on } = self;
        vec![theme, subtheme, question, article, departments, answer, comment, documents, by, on]
    }
}

/// The file of a campaign: only the questions that concern a department where its key is given.
///
/// # Errors
/// `NotFound`; `Invalid` where the questionnaire knows no such department.
pub fn file(
    services: &Services,
    member: &Member,
    id: CampaignId,
    department: Option<&str>,
    form: FileForm,
) -> Result<Vec<u8>, Fault> {
    let programme = programme::of(services, member, id)?;
    let words = Words::new(member.language);
    let lines = lines(services, member, &programme.sheet, words.texts, department)?;
    match form {
        FileForm::Pdf => pdf::render(&report(services, member, &programme, &words, department, lines)?).map_err(Fault::internal),
        form => table_files(form, &words, "export-table-questionnaire", (&HEADS, &WIDTHS), lines.into_iter().map(Line::cells)),
    }
}

fn lines(
    services: &Services,
    member: &Member,
    sheet: &CampaignSheet,
    t: Texts,
    department: Option<&str>,
) -> Result<Vec<Line>, Fault> {
    let questionnaire = &sheet.script.questionnaire;
    if department.is_some_and(|key| questionnaire.departments.iter().all(|known| known.key != key)) {
        return Err(Fault::invalid("department", "fault-unknown-value"));
    }
    let proofs = evidence::names(services, member)?;
    let concerns = |question: &Question| department.is_none_or(|key| question.departments.iter().any(|of| of == key));
    let shown = questionnaire.questions().filter(|placed| sheet.evaluation.is_visible(placed.index) && concerns(placed.question));
    let line = |placed: Placed<'_>| {
        let question = placed.question;
        let answer = sheet.answers.get(&question.key);
        let proved = Proved::Answer { campaign: sheet.campaign.id, question: question.key.clone() };
        let departments = questionnaire.departments.iter().filter(|of| question.departments.contains(&of.key));
        let by = |answer: &Versioned<CampaignAnswer>| account::name(services, member, answer.by);
        Ok(Line {
            theme: placed.theme.title.get(t.language).to_owned(),
            subtheme: placed.subtheme.title.get(t.language).to_owned(),
            question: question.text.get(t.language).to_owned(),
            article: question.article.get(t.language).to_owned(),
            departments: departments.map(|of| of.name.get(t.language)).collect::<Vec<_>>().join(", "),
            answer: answer
                .and_then(|answer| answer.value.as_ref())
                .map(|value| in_words(t, &question.kind, value))
                .unwrap_or_default(),
            comment: answer.map(|answer| answer.comment.clone()).unwrap_or_default(),
            documents: proofs.get(&proved.id()).map(|names| names.join(", ")).unwrap_or_default(),
            by: answer.map(by).transpose()?.flatten().unwrap_or_default(),
            on: answer.map(|answer| t.day(&answer.at)).unwrap_or_default(),
        })
    };
    shown.map(line).collect()
}

/// An answer as people read it.
pub fn in_words(t: Texts, kind: &AnswerKind, value: &AnswerValue) -> String {
    let label = |key: &str| match kind {
        AnswerKind::Single(choices) | AnswerKind::Multiple(choices) => {
            choices.iter().find(|choice| choice.key == key).map(|choice| choice.text.get(t.language).to_owned())
        }
        _ => Some(t.of("answer", key)),
    };
    match value {
        AnswerValue::Choice(key) => label(key).unwrap_or_default(),
        AnswerValue::Choices(keys) => keys.iter().filter_map(|key| label(key)).collect::<Vec<_>>().join(", "),
        AnswerValue::Number(number) => match kind {
            AnswerKind::Number { unit, .. } => format!("{number} {}", unit.get(t.language)).trim().to_owned(),
            _ => number.to_string(),
        },
        AnswerValue::Date(date) => t.date(date),
        AnswerValue::Text(text) => text.clone(),
        AnswerValue::Table(rows) => rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n"),
    }
}

fn report(
    services: &Services,
    member: &Member,
    programme: &Programme,
    words: &Words,
    department: Option<&str>,
    lines: Vec<Line>,
) -> Result<RegisterReport, Fault> {
    let (t, sheet) = (words.texts, &programme.sheet);
    let organisation = organisation::get(services, member)?.into_inner().sheet;
    let mut front = cover(words, &organisation);
    front.push(Section { title: t.get("compliance-questionnaire"), blocks: figures(programme, t, department) });
    front.push(Section { title: t.get("compliance-radar"), blocks: radar(programme, t) });
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in lines {
        let answered = !line.answer.is_empty();
        let answer = if answered { line.answer } else { t.get("answer-none") };
        let by = if answered { [line.by.as_str(), &line.on].join(", ") } else { String::new() };
        let rows = [
            ("export-answer", answer),
            ("answer-comment", line.comment),
            ("nav-documents", line.documents),
            ("export-answered-by", by),
            ("action-article", line.article),
            ("export-departments", line.departments),
        ];
        let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
        let section =
            Section { title: line.question, blocks: rows.map(|(key, value)| Block::row(words.get(key), value)).collect() };
        match sheets.last_mut().filter(|sheet| sheet.title == line.subtheme && sheet.path.first() == Some(&line.theme)) {
            Some(sheet) => sheet.sections.push(section),
            None => sheets.push(Sheet { path: vec![line.theme], title: line.subtheme, badge: None, sections: vec![section] }),
        }
    }
    for part in &mut sheets {
        let subthemes = sheet.script.questionnaire.themes.iter().flat_map(|theme| &theme.subthemes);
        let figures = sheet.evaluation.themes.iter().flat_map(|theme| &theme.subthemes);
        let found = subthemes.zip(figures).find(|(subtheme, _)| subtheme.title.get(t.language) == part.title);
        part.badge = found.filter(|_| department.is_none()).map(|(_, figures)| {
            let tone = if figures.progress.is_complete() { Tone::Good } else { Tone::Attention };
            Badge { text: format!("{} / {}", figures.progress.answered, figures.progress.visible), tone }
        });
    }
    Ok(RegisterReport {
        language: member.language.code(),
        organisation: organisation.legal_name,
        title: t.get("export-questionnaire-title"),
        subtitle: sheet.campaign.questionnaire.title.get(t.language).to_owned(),
        date: t.long_date(&services.clock.today()),
        created: services.clock.now(),
        cover: front,
        sheets,
        words: page_words(words),
    })
}

fn figures(programme: &Programme, t: Texts, department: Option<&str>) -> Vec<Block> {
    let sheet = &programme.sheet;
    let progress = sheet.evaluation.progress;
    let known = &sheet.script.questionnaire.departments;
    let department = department.and_then(|key| known.iter().find(|of| of.key == key));
    let rows = [
        ("export-version", version(&sheet.campaign.questionnaire, t)),
        ("export-opened-on", t.day(&sheet.campaign.opened_at)),
        ("export-validated-on", sheet.campaign.validation.as_ref().map(|validation| t.day(&validation.at)).unwrap_or_default()),
        (
            "campaign-progress-label",
            t.with("campaign-progress", &[("answered", progress.answered), ("visible", progress.visible)]),
        ),
        ("export-departments", department.map(|of| of.name.get(t.language).to_owned()).unwrap_or_default()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    rows.map(|(key, value)| Block::row(t.get(key), value)).collect()
}

/// The version that the campaign began with: its author's, and the organisation's own.
pub fn version(questionnaire: &QuestionnaireVersion, t: Texts) -> String {
    let own = questionnaire.own.map(|number| t.one("script-version", "number", number));
    let customised = questionnaire.customised.then(|| t.get("script-customised"));
    let parts = [Some(questionnaire.version.clone()), own, customised].into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The two curves as a table.
pub(super) fn radar(programme: &Programme, t: Texts) -> Vec<Block> {
    let share = |share: Option<crate::domain::percent::Percent>| match share {
        Some(share) => t.one("percent", "share", format!("{share}")),
        None => t.get("compliance-unknown"),
    };
    let rows = programme.radar.axes.iter();
    let rows = rows.map(|axis| vec![axis.title.get(t.language).to_owned(), share(axis.initial), share(axis.current)]).collect();
    let head = ["compliance-theme", "compliance-initial", "compliance-today"].map(|key| t.get(key)).to_vec();
    Block::table(head, &[1.0, 1.0], rows).into_iter().collect()
}

/// What a file of a campaign is called when it is saved.
///
/// # Errors
/// `NotFound`.
pub fn file_name(services: &Services, member: &Member, id: CampaignId, form: FileForm) -> Result<String, Fault> {
    let campaign = campaign::find(services, member, id)?;
    Ok(format!("questionnaire-{}-{}.{}", campaign.questionnaire.key, services.clock.today(), form.as_str()))
}
