//! Activities as they are entered: their fields, and the pages that ask for them.

use super::{
    activity_fields::{Control, Shown, is_of, of_pairs, over, pairs, shown as shown_of},
    entry::{self, EntryQuery, Frame, HelpView, ProposalView, QuestionView},
    entry_desk::{self, Desk, Entered, Entry},
    fields::Fields as Sent,
    form::Errors,
    respond::{self, Answer},
    session::{Signed, Visited},
    shell::Shell,
};
use crate::{
    domain::{
        access::Member,
        account::EntryMode,
        activity_field::{Field, Item, item, items},
        completeness,
        draft::DraftOf,
        entry::EntryQuestion,
        fault::{Fault, FieldError},
        id::{ActivityId, PurposeId},
        register::RegisterKind,
    },
    locale::Texts,
    service::{
        Services, activity,
        activity_form::{Fields, Proposal, check_done, proposals},
        entry::{self as ways, Way},
        register,
    },
};
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "activities/edit.html")]
pub(super) struct FormPage {
    shell: Shell,
    t: Texts,
    base: String,
    frame: Frame,
    errors: Errors,
    sections: Vec<FormSection>,
}

#[derive(Template)]
#[template(path = "activities/question.html")]
pub(super) struct QuestionPage {
    shell: Shell,
    t: Texts,
    base: String,
    frame: Frame,
    errors: Errors,
    question: QuestionView,
    fields: Vec<Shown>,
}

struct FormSection {
    title: String,
    /// What the questionnaire says of its fields.
    helps: Vec<HelpView>,
    fields: Vec<Shown>,
}

/// Either view.
pub(super) enum Page {
    Form(Box<FormPage>),
    Question(Box<QuestionPage>),
}

/// The parts of the form: the last column of each.
const SECTIONS: [(&str, u8); 11] = [
    ("branch", 4),
    ("description", 11),
    ("department", 17),
    ("joint-controller", 20),
    ("data", 49),
    ("source", 54),
    ("subjects", 57),
    ("information", 67),
    ("receivers", 76),
    ("retention", 80),
    ("security", 89),
];

/// Activities are entered by all members, and may be saved unfinished.
pub(super) struct ActivityEntry;

impl Entry for ActivityEntry {
    const OF: DraftOf = DraftOf::Activity;
    const PATH: &'static str = "activities";
    const TITLES: [&'static str; 2] = ["activity-new", "activity-edit"];
    type Signed = Signed;
    type Person = Member;
    type Id = ActivityId;
    type Content = Fields;
    type Page = Page;

    fn person(Signed(member): Signed) -> Member {
        member
    }

    fn member(person: &Member) -> &Member {
        person
    }

    fn usual(Visited(visit): &Visited) -> EntryMode {
        visit.account.entry
    }

    fn stored(desk: &Desk<Self>, app: &Services, _t: Texts, id: ActivityId) -> Result<(Fields, u64), Fault> {
        let sheet = activity::sheet(app, &desk.person, desk.kind, id)?;
        Ok((Fields::whole(&sheet), sheet.activity.seq()))
    }

    /// In the branch that the address names.
    fn begun(desk: &Desk<Self>, app: &Services, _t: Texts, stored: Option<Fields>, query: &EntryQuery) -> Result<Fields, Fault> {
        let mut fields = stored.unwrap_or_default();
        if let Ok(purpose) = query.purpose.parse::<PurposeId>() {
            let view = register::view(app, &desk.person, desk.kind)?;
            let (category, subcategory, purpose) = view.branch(purpose);
            for (name, value) in [("category", category), ("subcategory", subcategory), ("purpose", purpose)] {
                fields.set(name, value.to_owned());
            }
        }
        Ok(fields)
    }

    fn of_pairs(pairs: &[(String, String)]) -> Fields {
        of_pairs(pairs)
    }

    fn pairs(fields: &Fields) -> Vec<(String, String)> {
        pairs(fields)
    }

    fn over(desk: &Desk<Self>, app: &Services, fields: Fields, sent: &Sent) -> Result<Fields, Fault> {
        let asked = match sent.one("question") {
            Some(key) => Some(items_of(&Self::way(desk, app, &fields)?, key)),
            None => None,
        };
        Ok(over(fields, sent, asked.as_deref()))
    }

    fn take(desk: &Desk<Self>, app: &Services, fields: &mut Fields, question: &str) -> Result<(), Fault> {
        let items = items_of(&Self::way(desk, app, fields)?, question);
        for proposal in proposals(app, &desk.person, desk.kind, fields)? {
            items.iter().for_each(|item| fields.take(&proposal.fields, *item));
        }
        Ok(())
    }

    fn save(desk: &Desk<Self>, app: &Services, entered: &Entered<Fields>, later: bool) -> Result<ActivityId, Fault> {
        let mut input = entered.content.read_whole()?;
        input.unfinished = later;
        if !later {
            check_done(desk.kind, &input)?;
        }
        match desk.id {
            Some(id) => activity::update(app, &desk.person, desk.kind, id, entered.base, &input).map(|()| id),
            None => activity::create(app, &desk.person, desk.kind, &input),
        }
    }

    fn way(desk: &Desk<Self>, app: &Services, fields: &Fields) -> Result<Way, Fault> {
        ways::activity(app, &desk.person, desk.kind, fields)
    }

    fn wrong(fields: &Fields, way: &Way, question: &str) -> Vec<FieldError> {
        let items = items_of(way, question);
        match fields.read_whole() {
            Err(Fault::Invalid(errors)) => {
                errors.into_iter().filter(|error| items.iter().any(|item| is_of(*item, &error.field))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn asking<'w>(way: &'w Way, errors: &[FieldError]) -> Option<&'w EntryQuestion> {
        let is_about = |key: &str, error: &FieldError| items_of(way, key).iter().any(|item| is_of(*item, &error.field));
        let asked = |error| way.steps().map(|(_, question)| question).find(|question| is_about(&question.key, error));
        errors.iter().find_map(asked)
    }

    fn page(desk: &Desk<Self>, app: &Services, shown: entry_desk::Shown<Fields>) -> Result<Page, Fault> {
        let entry_desk::Shown { shell, t, frame, content, way, question, errors } = shown;
        let base = desk.base();
        let Some(key) = question else {
            let sections = sections(desk.kind, t, &way, &content);
            return Ok(Page::Form(Box::new(FormPage { shell, t, base, frame, errors, sections })));
        };
        let mut question = QuestionView::of(t, &way, &key);
        let items = if question.end { Vec::new() } else { items_of(&way, &question.key) };
        let fields: Vec<Shown> = items.iter().map(|item| shown_of(t, *item, &content)).collect();
        if question.end {
            let needed = needed(desk.kind, &content);
            question.need(&way, |name| item(name).is_some_and(|item| needed.iter().any(|lacks| answers(item, lacks))));
        } else {
            let proposed = proposals(app, &desk.person, desk.kind, &content)?;
            question.proposals = proposed.iter().flat_map(|proposal| told(t, proposal, &items, &content, &fields)).collect();
        }
        Ok(Page::Question(Box::new(QuestionPage { shell, t, base, frame, errors, question, fields })))
    }

    fn answer(page: Page, status: StatusCode) -> Answer {
        match page {
            Page::Form(page) => respond::page_with(status, *page),
            Page::Question(page) => respond::page_with(status, *page),
        }
    }
}

/// What must still be filled in before the activity is complete.
fn needed(kind: RegisterKind, fields: &Fields) -> Vec<&'static str> {
    fields.read_whole().map(|input| completeness::missing(kind, &input.record)).unwrap_or_default()
}

/// The items that a question asks for.
fn items_of(way: &Way, key: &str) -> Vec<Item> {
    let question = way.entry().questions().map(|(_, question)| question).find(|question| question.key == key);
    question.map(|question| question.fields.iter().filter_map(|name| item(name)).collect()).unwrap_or_default()
}

/// The parts of the form, with the client's behind the branch in the processor register.
fn sections(kind: RegisterKind, t: Texts, way: &Way, fields: &Fields) -> Vec<FormSection> {
    let column = |item: &Item| match item {
        Item::One(field) => field.column,
        Item::Rows(group) => group.fields.first().and_then(|id| Field::named(id)).map_or(0, |field| field.column),
    };
    let is_client = |item: &Item| item.names().iter().any(|name| name.starts_with("client_"));
    let (clients, others): (Vec<Item>, Vec<Item>) = items(kind).into_iter().partition(is_client);
    let section = |name: &str, items: &[Item]| FormSection {
        title: t.of("form-section", name),
        helps: entry::helps(t, way, |name| item(name).is_some_and(|item| items.contains(&item))),
        fields: items.iter().map(|item| shown_of(t, *item, fields)).collect(),
    };
    let mut first = 0;
    let mut sections: Vec<FormSection> = Vec::new();
    for (name, last) in SECTIONS {
        let own: Vec<Item> = others.iter().copied().filter(|item| (first + 1..=last).contains(&column(item))).collect();
        sections.push(section(name, &own));
        first = last;
    }
    if !clients.is_empty() {
        sections.insert(1, section("client", &clients));
    }
    sections
}

/// Whether an item is what completeness asks for. Any data will do: the first are pointed at.
fn answers(item: Item, lacks: &str) -> bool {
    let first = if lacks == "personal_data" { "identification_data" } else { lacks };
    item.names().contains(&first)
}

/// What of a proposal is not filled in yet, in words.
fn told(t: Texts, proposal: &Proposal, items: &[Item], entered: &Fields, shown: &[Shown]) -> Vec<ProposalView> {
    let lacking = items.iter().flat_map(|item| entered.lacking(&proposal.fields, *item));
    let view = |(field, values): (&Field, Vec<String>)| ProposalView {
        label: t.get(&field.label_key()),
        values: words(shown, field.id, values),
        pack: proposal.pack.as_ref().map(|(name, reason)| (name.clone(), reason.get(t.language).to_owned())),
    };
    lacking.map(view).collect()
}

/// Proposed values in the words of the person.
fn words(shown: &[Shown], name: &str, values: Vec<String>) -> String {
    let controls = shown.iter().flat_map(|shown| match shown {
        Shown::One(control) => std::slice::from_ref(control),
        Shown::Rows(rows) => rows.rows.first().map_or(&[][..], Vec::as_slice),
    });
    let control: Option<&Control> = controls.into_iter().find(|control| control.name == name);
    let word = |value: String| {
        let option = control.and_then(|control| control.options.iter().find(|(word, _, _)| *word == value));
        option.map_or(value, |(_, words, _)| words.clone())
    };
    values.into_iter().map(word).collect::<Vec<_>>().join(" · ")
}
