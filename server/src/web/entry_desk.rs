//! Where a person enters an activity or a purpose: what is kept of it, what a page shows of it, what becomes of what a page sends.

use super::{
    App,
    entry::{self, EntryQuery, Frame, Kept, Onward},
    fields::Fields as Sent,
    form::Errors,
    respond::Answer,
    session::Visited,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::Member,
        account::EntryMode,
        draft::{DraftOf, DraftPlace},
        entry::EntryQuestion,
        fault::{Fault, FieldError},
        register::RegisterKind,
    },
    locale::Texts,
    service::{
        Services,
        draft::{self, DraftInput},
        entry::Way,
    },
};
use axum::{extract::FromRequestParts, http::StatusCode};
use jiff::Timestamp;
use std::{fmt::Display, str::FromStr};
use uuid::Uuid;

/// What is entered by the form or by the questionnaire, two views of the same content.
pub(super) trait Entry: Sized + 'static {
    const OF: DraftOf;
    /// What its addresses are called below those of a register.
    const PATH: &'static str;
    /// Titles of its page: of a new one, of one that is changed.
    const TITLES: [&'static str; 2];
    /// A signed-in person who may enter it.
    type Signed: FromRequestParts<App> + Send;
    type Person: Send;
    type Id: Copy + Display + FromStr + Into<Uuid> + Send;
    /// As it is typed.
    type Content: Send;
    type Page: Send;

    fn person(signed: Self::Signed) -> Self::Person;
    fn member(person: &Self::Person) -> &Member;

    /// The way in which a person begins a new one.
    fn usual(visit: &Visited) -> EntryMode {
        let _ = visit;
        EntryMode::Form
    }

    /// What is stored, and the number of the change that wrote it.
    fn stored(desk: &Desk<Self>, app: &Services, t: Texts, id: Self::Id) -> Result<(Self::Content, u64), Fault>;

    /// What something begins with, from what is stored of it and what the address asks for.
    fn begun(
        desk: &Desk<Self>,
        app: &Services,
        t: Texts,
        stored: Option<Self::Content>,
        query: &EntryQuery,
    ) -> Result<Self::Content, Fault>;

    fn of_pairs(pairs: &[(String, String)]) -> Self::Content;
    fn pairs(content: &Self::Content) -> Vec<(String, String)>;

    /// What a page sent, over what was there: the form all of it, a question its own.
    fn over(desk: &Desk<Self>, app: &Services, content: Self::Content, sent: &Sent) -> Result<Self::Content, Fault>;

    /// Takes over what is proposed for a question.
    fn take(desk: &Desk<Self>, app: &Services, content: &mut Self::Content, question: &str) -> Result<(), Fault> {
        let _ = (desk, app, content, question);
        Ok(())
    }

    /// Makes it what is stored; `later` where it may be unfinished.
    fn save(desk: &Desk<Self>, app: &Services, entered: &Entered<Self::Content>, later: bool) -> Result<Self::Id, Fault>;

    fn way(desk: &Desk<Self>, app: &Services, content: &Self::Content) -> Result<Way, Fault>;

    /// What is wrong with what a question asks for.
    fn wrong(content: &Self::Content, way: &Way, question: &str) -> Vec<FieldError>;

    /// The question that asks for the first of what is wrong.
    fn asking<'w>(way: &'w Way, errors: &[FieldError]) -> Option<&'w EntryQuestion>;

    /// The form, or with a question the questionnaire.
    fn page(desk: &Desk<Self>, app: &Services, shown: Shown<Self::Content>) -> Result<Self::Page, Fault>;

    fn answer(page: Self::Page, status: StatusCode) -> Answer;
}

/// Who enters what where.
pub(super) struct Desk<E: Entry> {
    pub person: E::Person,
    pub kind: RegisterKind,
    pub id: Option<E::Id>,
}

/// Something as far as it is entered.
pub(super) struct Entered<C> {
    pub content: C,
    /// Number of the change at which the thing was read.
    pub base: Option<u64>,
    /// Number and moment of the entry that was kept, where there is one.
    kept: Option<(u64, Timestamp)>,
    /// Somebody changed the thing since.
    moved: bool,
}

/// What a page is made of.
pub(super) struct Shown<C> {
    pub shell: Shell,
    pub t: Texts,
    pub frame: Frame,
    pub content: C,
    pub way: Way,
    pub question: Option<String>,
    pub errors: Errors,
}

impl<E: Entry> Desk<E> {
    /// The place of an address.
    pub fn at(signed: E::Signed, kind: &str, id: Option<&str>) -> Result<Self, Fault> {
        let kind = kind.parse().map_err(|()| Fault::NotFound)?;
        let id = id.map(|id| id.parse().map_err(|_| Fault::NotFound)).transpose()?;
        Ok(Self { person: E::person(signed), kind, id })
    }

    pub fn member(&self) -> &Member {
        E::member(&self.person)
    }

    fn place(&self) -> DraftPlace {
        DraftPlace { what: E::OF, register: self.kind, of: self.id.map(Into::into) }
    }

    /// The address of the register.
    pub fn base(&self) -> String {
        format!("/register/{}", self.kind.as_str())
    }

    /// Where it is saved.
    fn action(&self) -> String {
        let all = format!("{}/{}", self.base(), E::PATH);
        self.id.map_or_else(|| all.clone(), |id| format!("{all}/{id}"))
    }

    /// Where it is entered.
    fn entry(&self) -> String {
        format!("{}/{}", self.action(), if self.id.is_some() { "edit" } else { "new" })
    }

    /// What is entered: the person's own entry that was kept, else what is stored or what the address asks for.
    pub fn entered(&self, app: &Services, t: Texts, query: &EntryQuery) -> Result<Entered<E::Content>, Fault> {
        let draft = draft::find(app, self.member(), &self.place())?;
        let (stored, base) = self.id.map(|id| E::stored(self, app, t, id)).transpose()?.unzip();
        if let Some(draft) = draft {
            let kept = Some((draft.seq(), draft.saved_at));
            return Ok(Entered { content: E::of_pairs(&draft.fields), base: draft.base, kept, moved: draft.base != base });
        }
        Ok(Entered { content: E::begun(self, app, t, stored, query)?, base, kept: None, moved: false })
    }

    /// What is entered once a page has sent what it holds.
    pub fn sent(&self, app: &Services, t: Texts, sent: &Sent) -> Result<Entered<E::Content>, Fault> {
        let entered = self.entered(app, t, &entry::asked(sent))?;
        let base = if sent.one("version").is_some() { entry::version(sent) } else { entered.base };
        Ok(Entered { content: E::over(self, app, entered.content, sent)?, base, ..entered })
    }

    /// Makes what is entered the thing itself: the address of its sheet. The entry that was kept goes.
    pub fn save(&self, app: &Services, entered: &Entered<E::Content>, later: bool) -> Result<String, Fault> {
        let id = E::save(self, app, entered, later)?;
        draft::forget(app, self.member(), &self.place())?;
        Ok(format!("{}/{}/{id}", self.base(), E::PATH))
    }

    /// The same entry on top of the thing as it is now.
    pub fn renewed(&self, app: &Services, t: Texts, entered: Entered<E::Content>) -> Result<Entered<E::Content>, Fault> {
        let Some(id) = self.id else { return Ok(entered) };
        let (_, now) = E::stored(self, app, t, id)?;
        Ok(Entered { base: Some(now), ..entered })
    }

    /// Keeps what a page saves by itself: number and moment, or why not and what stands in the way.
    pub fn keep_by_itself(&self, app: &Services, t: Texts, sent: &Sent) -> Result<Kept, Fault> {
        let entered = self.sent(app, t, sent)?;
        Ok(match self.keep(app, &entered, entry::after(sent)) {
            Ok(draft) => Ok((draft, app.clock.now())),
            Err(fault) => Err((fault, draft::find(app, self.member(), &self.place())?.map(|draft| draft.seq()))),
        })
    }

    fn keep(&self, app: &Services, entered: &Entered<E::Content>, after: Option<u64>) -> Result<u64, Fault> {
        let input = DraftInput { fields: E::pairs(&entered.content), base: entered.base, after };
        draft::keep(app, self.member(), self.place(), input)
    }

    /// Keeps what a person sends, and says where the person goes on: here again where the answer is wrong.
    pub fn go_on(&self, app: &Services, shell: Shell, sent: &Sent) -> Result<Onward<E::Page>, Fault> {
        let mut entered = self.sent(app, shell.t, sent)?;
        let (go, from) = (sent.one("go").unwrap_or("next"), sent.one("question").unwrap_or_default());
        if go == "take" {
            E::take(self, app, &mut entered.content, from)?;
        }
        self.keep(app, &entered, None)?;
        if go == "leave" {
            return Ok(Onward::To(self.base()));
        }
        let way = E::way(self, app, &entered.content)?;
        if go == "next" {
            let errors = E::wrong(&entered.content, &way, from);
            if !errors.is_empty() {
                return self.page(app, shell, entered, Some(from), errors.into(), &entry::asked(sent)).map(Onward::Here);
            }
        }
        let to = if go == "take" { from } else { entry::onward(&way, from, go) };
        Ok(Onward::To(entry::address(&self.entry(), to)))
    }

    /// Gives up what was kept: where to go.
    pub fn forget(&self, app: &Services, sent: &Sent) -> Result<String, Fault> {
        draft::give_up(app, self.member(), &self.place())?;
        Ok(match (sent.one("go"), self.id) {
            (Some("again"), _) => entry::begin_again(&self.entry(), sent),
            (_, Some(_)) => self.action(),
            (_, None) => self.base(),
        })
    }

    /// The question that asks for what is wrong first; the one that was asked where nothing else is known.
    pub fn asking(&self, app: &Services, content: &E::Content, errors: &[FieldError], asked: &str) -> Result<String, Fault> {
        let way = E::way(self, app, content)?;
        Ok(E::asking(&way, errors).map_or(asked, |question| question.key.as_str()).to_owned())
    }

    /// The form, or with a question the questionnaire.
    pub fn page(
        &self,
        app: &Services,
        mut shell: Shell,
        entered: Entered<E::Content>,
        question: Option<&str>,
        errors: Errors,
        query: &EntryQuery,
    ) -> Result<E::Page, Fault> {
        shell.module = Module::Register;
        let (t, action, [new, changed]) = (shell.t, self.action(), E::TITLES);
        let frame = Frame {
            title: t.get(if self.id.is_some() { changed } else { new }),
            page: self.entry(),
            draft_action: format!("{action}/draft"),
            action,
            version: entered.base.map(|base| base.to_string()).unwrap_or_default(),
            draft: entered.kept.map_or(0, |(draft, _)| draft),
            kept: entered.kept.filter(|_| query.on.is_empty()).map(|(_, at)| t.moment(&at)),
            moved: entered.moved,
            again: query.again(),
            is_activity: E::OF == DraftOf::Activity,
        };
        let way = E::way(self, app, &entered.content)?;
        let question = question.map(str::to_owned);
        E::page(self, app, Shown { shell, t, frame, content: entered.content, way, question, errors })
    }
}
