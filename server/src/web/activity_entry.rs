//! Who enters which activity: what is kept of it, what a page shows of it, what becomes of what a page sends.

use super::{
    activities::place,
    activity_fields::{Control, Shown, is_of, of_pairs, over, pairs, shown},
    entry::{self, EntryQuery, Frame, HelpView, Onward, ProposalView, QuestionView},
    fields::Fields as Sent,
    form::Errors,
    respond::{self, Answer},
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::Member,
        activity_field::{Field, Item, item, items},
        completeness,
        draft::{DraftOf, DraftPlace},
        fault::{Fault, FieldError},
        id::{ActivityId, PurposeId},
        register::RegisterKind,
    },
    locale::Texts,
    service::{
        Services, activity,
        activity_form::{Fields, Proposal, check_done, proposals},
        draft::{self, DraftInput},
        entry::{self as ways, Way},
        register,
    },
};
use askama::Template;
use axum::http::StatusCode;
use jiff::Timestamp;

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

impl Page {
    pub(super) fn answer(self, status: StatusCode) -> Answer {
        match self {
            Self::Form(page) => respond::page_with(status, *page),
            Self::Question(page) => respond::page_with(status, *page),
        }
    }
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

/// Who enters what where.
#[derive(Clone)]
pub(super) struct Desk {
    member: Member,
    kind: RegisterKind,
    id: Option<ActivityId>,
}

/// An activity as far as it is entered.
pub(super) struct Entered {
    fields: Fields,
    /// Number of the change at which the activity was read.
    base: Option<u64>,
    /// Number and moment of the entry that was kept, where there is one.
    kept: Option<(u64, Timestamp)>,
    /// Somebody changed the activity since.
    moved: bool,
}

impl Desk {
    /// The place of an address.
    pub fn at(member: Member, kind: &str, id: Option<&str>) -> Result<Self, Fault> {
        let (kind, id) = match id {
            Some(id) => place(kind, id).map(|(kind, id)| (kind, Some(id)))?,
            None => (kind.parse().map_err(|()| Fault::NotFound)?, None),
        };
        Ok(Self { member, kind, id })
    }

    fn place(&self) -> DraftPlace {
        DraftPlace { what: DraftOf::Activity, register: self.kind, of: self.id.map(|id| id.0) }
    }

    fn base(&self) -> String {
        format!("/register/{}", self.kind.as_str())
    }

    /// Where it is saved.
    fn action(&self) -> String {
        self.id.map_or_else(|| format!("{}/activities", self.base()), |id| format!("{}/activities/{id}", self.base()))
    }

    /// Where it is entered.
    fn entry(&self) -> String {
        format!("{}/{}", self.action(), if self.id.is_some() { "edit" } else { "new" })
    }

    /// What is entered: the person's own entry that was kept, else the activity, else the branch that the address names.
    pub fn entered(&self, app: &Services, query: &EntryQuery) -> Result<Entered, Fault> {
        let draft = draft::find(app, &self.member, &self.place())?;
        let (mut fields, base) = match self.id {
            Some(id) => {
                let sheet = activity::sheet(app, &self.member, self.kind, id)?;
                (Fields::whole(&sheet), Some(sheet.activity.seq()))
            }
            None => (Fields::default(), None),
        };
        if let Some(draft) = draft {
            let kept = Some((draft.seq(), draft.saved_at));
            return Ok(Entered { fields: of_pairs(&draft.fields), base: draft.base, kept, moved: draft.base != base });
        }
        if let Ok(purpose) = query.purpose.parse::<PurposeId>() {
            let view = register::view(app, &self.member, self.kind)?;
            let (category, subcategory, purpose) = view.branch(purpose);
            for (name, value) in [("category", category), ("subcategory", subcategory), ("purpose", purpose)] {
                fields.set(name, value.to_owned());
            }
        }
        Ok(Entered { fields, base, kept: None, moved: false })
    }

    /// What is entered once a page has sent what it holds: the form all fields, a question its own.
    pub fn sent(&self, app: &Services, sent: &Sent) -> Result<Entered, Fault> {
        let entered = self.entered(app, &entry::asked(sent))?;
        let asked = match sent.one("question") {
            Some(key) => Some(self.items_of(&self.way(app, &entered.fields)?, key)),
            None => None,
        };
        let fields = over(entered.fields, sent, asked.as_deref());
        let base = if sent.one("version").is_some() { entry::version(sent) } else { entered.base };
        Ok(Entered { fields, base, ..entered })
    }

    /// Makes what is entered the activity: the address of its sheet. The entry that was kept goes.
    pub fn save(&self, app: &Services, entered: &Entered, later: bool) -> Result<String, Fault> {
        let mut input = entered.fields.read_whole()?;
        input.unfinished = later;
        if !later {
            check_done(self.kind, &input)?;
        }
        let id = match self.id {
            Some(id) => activity::update(app, &self.member, self.kind, id, entered.base, &input).map(|()| id)?,
            None => activity::create(app, &self.member, self.kind, &input)?,
        };
        draft::forget(app, &self.member, &self.place())?;
        Ok(format!("{}/activities/{id}", self.base()))
    }

    /// The same entry on top of the activity as it is now.
    pub fn renewed(&self, app: &Services, entered: Entered) -> Result<Entered, Fault> {
        let Some(id) = self.id else { return Ok(entered) };
        let now = activity::sheet(app, &self.member, self.kind, id)?.activity.seq();
        Ok(Entered { base: Some(now), ..entered })
    }

    /// Keeps what a page saves by itself: number and moment, or why not and what stands in the way.
    pub fn keep_by_itself(&self, app: &Services, sent: &Sent) -> Result<entry::Kept, Fault> {
        let entered = self.sent(app, sent)?;
        Ok(match self.keep(app, &entered, entry::after(sent)) {
            Ok(draft) => Ok((draft, app.clock.now())),
            Err(fault) => Err((fault, draft::find(app, &self.member, &self.place())?.map(|draft| draft.seq()))),
        })
    }

    fn keep(&self, app: &Services, entered: &Entered, after: Option<u64>) -> Result<u64, Fault> {
        let input = DraftInput { fields: pairs(&entered.fields), base: entered.base, after };
        draft::keep(app, &self.member, self.place(), input)
    }

    /// Keeps what a person sends, and says where the person goes on: here again where the answer is wrong.
    pub fn go_on(&self, app: &Services, shell: Shell, sent: &Sent) -> Result<Onward<Page>, Fault> {
        let mut entered = self.sent(app, sent)?;
        let (go, from) = (sent.one("go").unwrap_or("next"), sent.one("question").unwrap_or_default());
        if go == "take" {
            let items = self.items_of(&self.way(app, &entered.fields)?, from);
            for proposal in proposals(app, &self.member, self.kind, &entered.fields)? {
                items.iter().for_each(|item| entered.fields.take(&proposal.fields, *item));
            }
        }
        self.keep(app, &entered, None)?;
        if go == "leave" {
            return Ok(Onward::To(self.base()));
        }
        let way = self.way(app, &entered.fields)?;
        if go == "next" {
            let errors = self.wrong(&entered, &self.items_of(&way, from));
            if !errors.is_empty() {
                return self.page(app, shell, entered, Some(from), errors.into(), &entry::asked(sent)).map(Onward::Here);
            }
        }
        let to = if go == "take" { from } else { entry::onward(&way, from, go) };
        Ok(Onward::To(entry::address(&self.entry(), to)))
    }

    /// Gives up what was kept: where to go.
    pub fn forget(&self, app: &Services, sent: &Sent) -> Result<String, Fault> {
        draft::give_up(app, &self.member, &self.place())?;
        Ok(match (sent.one("go"), self.id) {
            (Some("again"), _) => entry::begin_again(&self.entry(), sent),
            (_, Some(_)) => self.action(),
            (_, None) => self.base(),
        })
    }

    /// What must still be filled in before the activity is complete.
    fn needed(&self, fields: &Fields) -> Vec<&'static str> {
        fields.read_whole().map(|input| completeness::missing(self.kind, &input.record)).unwrap_or_default()
    }

    /// What is wrong with some fields.
    fn wrong(&self, entered: &Entered, items: &[Item]) -> Vec<FieldError> {
        match entered.fields.read_whole() {
            Err(Fault::Invalid(errors)) => {
                errors.into_iter().filter(|error| items.iter().any(|item| is_of(*item, &error.field))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn way(&self, app: &Services, fields: &Fields) -> Result<Way, Fault> {
        ways::activity(app, &self.member, self.kind, fields)
    }

    /// The items that a question asks for.
    fn items_of(&self, way: &Way, key: &str) -> Vec<Item> {
        let question = way.entry().questions().map(|(_, question)| question).find(|question| question.key == key);
        question.map(|question| question.fields.iter().filter_map(|name| item(name)).collect()).unwrap_or_default()
    }

    /// The question that asks for what is wrong first; the one that was asked where nothing else is known.
    pub fn asking(&self, app: &Services, entered: &Entered, errors: &[FieldError], asked: &str) -> Result<String, Fault> {
        let way = self.way(app, &entered.fields)?;
        let is_about = |key: &str, error: &FieldError| self.items_of(&way, key).iter().any(|item| is_of(*item, &error.field));
        let found = errors.iter().find_map(|error| way.steps().find(|(_, question)| is_about(&question.key, error)));
        Ok(found.map_or(asked, |(_, question)| question.key.as_str()).to_owned())
    }

    /// The form, or with a question the questionnaire.
    pub fn page(
        &self,
        app: &Services,
        mut shell: Shell,
        entered: Entered,
        question: Option<&str>,
        errors: Errors,
        query: &EntryQuery,
    ) -> Result<Page, Fault> {
        shell.module = Module::Register;
        let (t, base) = (shell.t, self.base());
        let action = self.action();
        let frame = Frame {
            title: t.get(if self.id.is_some() { "activity-edit" } else { "activity-new" }),
            page: self.entry(),
            draft_action: format!("{action}/draft"),
            action,
            version: entered.base.map(|base| base.to_string()).unwrap_or_default(),
            draft: entered.kept.map_or(0, |(draft, _)| draft),
            kept: entered.kept.filter(|_| query.on.is_empty()).map(|(_, at)| t.moment(&at)),
            moved: entered.moved,
            again: query.again(),
            is_activity: true,
        };
        let Some(key) = question else {
            let sections = self.sections(t, &self.way(app, &entered.fields)?, &entered.fields);
            return Ok(Page::Form(Box::new(FormPage { shell, t, base, frame, errors, sections })));
        };
        let way = self.way(app, &entered.fields)?;
        let mut question = QuestionView::of(t, &way, key);
        let items = if question.end { Vec::new() } else { self.items_of(&way, &question.key) };
        let fields: Vec<Shown> = items.iter().map(|item| shown(t, *item, &entered.fields)).collect();
        if question.end {
            let needed = self.needed(&entered.fields);
            question.need(&way, |name| item(name).is_some_and(|item| needed.iter().any(|lacks| answers(item, lacks))));
        } else {
            let proposed = proposals(app, &self.member, self.kind, &entered.fields)?;
            question.proposals =
                proposed.iter().flat_map(|proposal| told(t, proposal, &items, &entered.fields, &fields)).collect();
        }
        Ok(Page::Question(Box::new(QuestionPage { shell, t, base, frame, errors, question, fields })))
    }

    fn sections(&self, t: Texts, way: &Way, fields: &Fields) -> Vec<FormSection> {
        let column = |item: &Item| match item {
            Item::One(field) => field.column,
            Item::Rows(group) => group.fields.first().and_then(|id| Field::named(id)).map_or(0, |field| field.column),
        };
        let is_client = |item: &Item| item.names().iter().any(|name| name.starts_with("client_"));
        let (clients, others): (Vec<Item>, Vec<Item>) = items(self.kind).into_iter().partition(is_client);
        let section = |name: &str, items: &[Item]| FormSection {
            title: t.of("form-section", name),
            helps: entry::helps(t, way, |name| item(name).is_some_and(|item| items.contains(&item))),
            fields: items.iter().map(|item| shown(t, *item, fields)).collect(),
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
