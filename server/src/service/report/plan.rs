//! The plan of action as a file: PDF, spreadsheet, CSV. Everybody who reads the programme may have it.

use super::{FileForm, Words, cover, page_words, questionnaire, table_files};
use crate::{
    domain::{
        access::Member,
        action::{Action, ActionStatus},
        evidence::Proved,
        fault::Fault,
        text::Localised,
    },
    export::pdf::{self, Block, RegisterReport, Section, Sheet},
    service::{
        Services, account, evidence,
        lead::{self, Leading},
        organisation,
        programme::{self, PlannedAction, Programme},
    },
};
use std::collections::HashMap;

/// Keys of the heads of the table.
const HEADS: [&str; 14] = [
    "compliance-theme",
    "export-subtheme",
    "compliance-action",
    "compliance-status",
    "compliance-assignees",
    "compliance-due",
    "action-priority",
    "action-effort",
    "compliance-gain",
    "action-what",
    "action-article",
    "action-reason",
    "nav-documents",
    "export-done-on",
];
const WIDTHS: [u8; 14] = [24, 28, 50, 16, 30, 18, 12, 12, 12, 50, 18, 30, 40, 16];

/// One action, in words.
struct Line {
    theme: String,
    subtheme: String,
    title: String,
    /// What stands under the heads from the status on.
    rest: [String; 11],
}

/// The file of the plan.
///
/// # Errors
/// Internal only.
pub fn file(services: &Services, member: &Member, form: FileForm) -> Result<Vec<u8>, Fault> {
    let words = Words::new(member.language);
    let programmes = programme::all(services, member)?;
    let lines = lines(services, member, &programmes, &programme::actions(services, member)?, &words)?;
    match form {
        FileForm::Pdf => pdf::render(&report(services, member, &programmes, &words, lines)?).map_err(Fault::internal),
        form => {
            let rows = lines.into_iter().map(|line| {
                let Line { theme, subtheme, title, rest } = line;
                [theme, subtheme, title].into_iter().chain(rest).collect()
            });
            table_files(form, &words, "export-table-plan", (&HEADS, &WIDTHS), rows)
        }
    }
}

/// In the order of the questionnaire; what belongs to no theme comes last.
fn lines(
    services: &Services,
    member: &Member,
    programmes: &[Programme],
    actions: &[PlannedAction],
    words: &Words,
) -> Result<Vec<Line>, Fault> {
    let proofs = evidence::names(services, member)?;
    let mut names = HashMap::new();
    for account in actions.iter().flat_map(|planned| &planned.action.assignees) {
        if !names.contains_key(account) {
            names.insert(*account, account::name(services, member, *account)?.unwrap_or_default());
        }
    }
    let places = places(programmes, words);
    let mut placed: Vec<_> = actions.iter().map(|planned| (place_of(&places, &planned.action), planned)).collect();
    placed.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    let line = |(place, planned): (Option<usize>, &PlannedAction)| {
        let (t, action) = (words.texts, &planned.action);
        let (theme, subtheme) = place.and_then(|place| places.get(place)).map_or_else(
            || (words.get("compliance-own"), String::new()),
            |place| (place.theme_title.clone(), place.subtheme_title.clone()),
        );
        let due = action.due.map(|due| t.date(&due)).unwrap_or_default();
        let late = action.is_overdue(services.clock.today());
        let people: Vec<&str> = action.assignees.iter().filter_map(|id| names.get(id)).map(String::as_str).collect();
        let gain = planned.gain.tenths();
        let written = |text: &Localised| text.get(t.language).to_owned();
        Line {
            theme,
            subtheme,
            title: written(&action.title),
            rest: [
                t.of("action-status", action.status.as_str()),
                people.join(", "),
                if late { t.one("compliance-late", "date", due) } else { due },
                t.of("action-level", action.priority.as_str()),
                t.of("action-effort", action.effort.as_str()),
                if gain < 0.05 { String::new() } else { t.one("compliance-gain-points", "points", format!("{}", planned.gain)) },
                written(&action.why),
                written(&action.article),
                action.status.reason().to_owned(),
                proofs.get(&Proved::Action { action: action.id }.id()).map(|names| names.join(", ")).unwrap_or_default(),
                action.finished().map(|at| t.day(&at)).unwrap_or_default(),
            ],
        }
    };
    Ok(placed.into_iter().map(line).collect())
}

/// A subtheme with what it is called.
struct Place {
    theme: String,
    subtheme: String,
    theme_title: String,
    subtheme_title: String,
}

fn places(programmes: &[Programme], words: &Words) -> Vec<Place> {
    let language = words.texts.language;
    let themes = programmes.iter().flat_map(|programme| &programme.sheet.script.questionnaire.themes);
    let placed = themes.flat_map(|theme| theme.subthemes.iter().map(move |subtheme| (theme, subtheme)));
    let place = placed.map(|(theme, subtheme)| Place {
        theme: theme.key.clone(),
        subtheme: subtheme.key.clone(),
        theme_title: theme.title.get(language).to_owned(),
        subtheme_title: subtheme.title.get(language).to_owned(),
    });
    place.collect()
}

fn place_of(places: &[Place], action: &Action) -> Option<usize> {
    places.iter().position(|place| place.theme == action.theme && place.subtheme == action.subtheme)
}

fn report(
    services: &Services,
    member: &Member,
    programmes: &[Programme],
    words: &Words,
    lines: Vec<Line>,
) -> Result<RegisterReport, Fault> {
    let t = words.texts;
    let organisation = organisation::get(services, member)?.into_inner().sheet;
    let leading = lead::list(services, member)?;
    let mut front = cover(words, &organisation);
    let done = t.of("action-status", ActionStatus::Done.as_str());
    let count = |status: &str| lines.iter().filter(|line| line.rest.first().is_some_and(|of| of == status)).count();
    let statuses = ActionStatus::ALL.map(|word| t.of("action-status", word));
    let figures = statuses.iter().map(|status| Block::row(status, t.number(&count(status))));
    front.push(Section {
        title: t.with("lead-actions", &[("actions", lines.len()), ("done", count(&done))]),
        blocks: figures.collect(),
    });
    for programme in programmes {
        let title = format!("{} – {}", t.get("compliance-radar"), t.written(&programme.sheet.campaign.questionnaire.title));
        front.push(Section { title, blocks: questionnaire::radar(programme, t) });
        front.push(Section { title: t.get("export-leads"), blocks: leads(programme, &leading, words) });
    }
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in lines {
        let rows = HEADS.into_iter().skip(3).zip(line.rest).filter(|(_, value)| !value.is_empty());
        let section = Section { title: line.title, blocks: rows.map(|(key, value)| Block::row(words.get(key), value)).collect() };
        let (path, title) = if line.subtheme.is_empty() { (Vec::new(), line.theme) } else { (vec![line.theme], line.subtheme) };
        match sheets.last_mut().filter(|sheet| sheet.title == title && sheet.path == path) {
            Some(sheet) => sheet.sections.push(section),
            None => sheets.push(Sheet { path, title, badge: None, sections: vec![section] }),
        }
    }
    Ok(RegisterReport {
        language: member.language.code(),
        organisation: organisation.legal_name,
        title: t.get("compliance-plan"),
        subtitle: t.get("compliance-title"),
        date: t.long_date(&services.clock.today()),
        created: services.clock.now(),
        cover: front,
        sheets,
        words: page_words(words),
    })
}

/// Who leads what, as a table.
fn leads(programme: &Programme, leading: &HashMap<(String, String), Leading>, words: &Words) -> Vec<Block> {
    let language = words.texts.language;
    let named = |theme: &str, subtheme: &str| leading.get(&(theme.to_owned(), subtheme.to_owned()));
    let mut rows = Vec::new();
    for theme in &programme.sheet.script.questionnaire.themes {
        let title = theme.title.get(language);
        rows.extend(named(&theme.key, "").map(|lead| vec![title.to_owned(), lead.name.clone()]));
        for subtheme in &theme.subthemes {
            let lead = named(&theme.key, &subtheme.key);
            rows.extend(lead.map(|lead| vec![format!("{title} › {}", subtheme.title.get(language)), lead.name.clone()]));
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    Block::table(vec![words.get("compliance-theme"), words.get("lead-choose")], &[1.0], rows).into_iter().collect()
}
