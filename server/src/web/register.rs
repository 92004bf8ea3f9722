//! A register as tree or list, with a panel for what is selected.

use super::{
    App, activities, purposes,
    register_filters::{Filter, Switch},
    register_tree::CategoryNode,
    reports::ExportForm,
    respond::{self, Answer, blocking},
    reviews,
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        activity::ActivityStatus,
        fault::Fault,
        id::{ActivityId, CategoryId, PurposeId},
        register::RegisterKind,
    },
    locale::Texts,
    service::register::{
        self,
        list::{ActivityOrder, Page},
        tree::Counts,
        view::{RegisterView, Row},
    },
};
use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use serde::Deserialize;

/// Rows of a page of the list.
const PAGE: usize = 50;

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RegisterQuery {
    pub(super) view: String,
    pub(super) status: String,
    pub(super) q: String,
    pub(super) category: String,
    pub(super) subcategory: String,
    pub(super) purpose: String,
    pub(super) department: String,
    pub(super) basis: String,
    pub(super) subject: String,
    pub(super) data: String,
    pub(super) special: String,
    pub(super) transfer: String,
    pub(super) dpia: String,
    pub(super) review: String,
    pub(super) sort: String,
    pub(super) from: usize,
    /// The activity in the panel.
    pub(super) activity: String,
}

#[derive(Template)]
#[template(path = "register/index.html")]
struct RegisterPage {
    shell: Shell,
    t: Texts,
    base: String,
    controller: bool,
    champion: bool,
    empty: bool,
    flat: bool,
    q: String,
    category_id: String,
    purpose_id: String,
    search_label: String,
    tabs: Vec<Tab>,
    chips: Vec<Chip>,
    /// What can be chosen from lists.
    filters: Vec<Filter>,
    /// What a choice keeps of the address.
    kept: Vec<(&'static str, String)>,
    /// What can be switched on.
    switches: Vec<Switch>,
    /// This address without what the panel shows.
    here: String,
    tree_href: String,
    list_href: String,
    tree: Vec<CategoryNode>,
    rows: Vec<RowLine>,
    by_name: Head,
    by_branch: Head,
    by_updated: Head,
    by_status: Head,
    all_href: String,
    first: usize,
    last: usize,
    total: usize,
    previous: Option<String>,
    next: Option<String>,
    panel: Option<String>,
    exports: ExportForm,
}

struct Tab {
    href: String,
    words: String,
    current: bool,
    count: usize,
}

struct Chip {
    href: String,
    words: String,
}

pub struct RowLine {
    pub name: String,
    pub branch: String,
    pub updated: String,
    pub href: String,
    pub panel: String,
    pub badge: &'static str,
    pub status: String,
    /// Colour and words, where it is to be looked at again soon.
    pub review: Option<(&'static str, String)>,
    pub current: bool,
}

/// `GET /register`
pub async fn home() -> Answer {
    respond::see_other("/register/controller")
}

/// `GET /register/{kind}`
pub async fn index(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Path(kind): Path<String>,
    Query(query): Query<RegisterQuery>,
) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    shell.module = Module::Register;
    let page = blocking(&app, move |app| {
        let view = register::view(app, &member, kind)?;
        let panel = match (query.activity.parse::<ActivityId>(), query.purpose.parse::<PurposeId>()) {
            (Ok(id), _) => Some(activities::panel(app, &member, shell.t, kind, id)?),
            (_, Ok(id)) if view.purpose(id).is_some() => Some(purposes::panel(app, &member, shell.t, kind, id)?),
            _ => None,
        };
        let (t, champion) = (shell.t, member.champion().is_some());
        let query = unfolded(&view, query);
        Ok(Maker { view: &view, kind, query, t, champion, today: app.clock.today() }.page(shell, panel))
    })
    .await?;
    respond::page(page)
}

/// The address with the branch of its activity, so that the tree unfolds to it; a list, and whoever chose a branch, stays.
fn unfolded(view: &RegisterView, mut query: RegisterQuery) -> RegisterQuery {
    let chosen = [&query.category, &query.subcategory, &query.purpose].into_iter().any(|id| !id.is_empty());
    let activity = query.activity.parse::<ActivityId>().ok();
    let row = activity.and_then(|id| view.rows().iter().find(|row| row.id == id));
    if let Some(head) = row.and_then(|row| view.purpose(row.purpose)).filter(|_| !chosen && !query.is_flat()) {
        query.category = head.category.to_string();
        query.subcategory = head.subcategory.map(|id| id.to_string()).unwrap_or_default();
        query.purpose = head.id.to_string();
    }
    query
}

impl RegisterQuery {
    /// Whether a list is asked for rather than a tree.
    fn is_flat(&self) -> bool {
        let status = status_of(&self.status).is_some();
        let listed = status || !self.q.trim().is_empty() || !self.sort.is_empty() || !self.review.is_empty();
        self.view == "list" || (listed && self.view != "tree")
    }
}

/// Makes the page from the view.
pub(super) struct Maker<'a> {
    pub(super) view: &'a RegisterView,
    kind: RegisterKind,
    pub(super) query: RegisterQuery,
    pub(super) t: Texts,
    pub(super) champion: bool,
    pub(super) today: Date,
}

/// Where the head of a column leads, and how the list is sorted by it: `ascending`, `descending`, or not.
struct Head {
    href: String,
    sorted: &'static str,
}

impl Maker<'_> {
    fn page(&self, shell: Shell, panel: Option<String>) -> RegisterPage {
        let query = &self.query;
        let filter = query.chosen(self.today);
        let (purpose, category) = (filter.purpose, filter.category);
        let order = ActivityOrder::named(&query.sort).unwrap_or_default();
        let flat = query.is_flat();
        let page = Page { offset: query.from, limit: if flat { PAGE } else { 0 } };
        let list = self.view.list(&filter, order, page);
        let (first, last) = (if list.items.is_empty() { 0 } else { query.from + 1 }, query.from + list.items.len());
        RegisterPage {
            t: self.t,
            base: self.base(),
            controller: self.kind == RegisterKind::Controller,
            champion: self.champion,
            empty: self.view.rows().is_empty() && self.view.purposes().next().is_none(),
            flat,
            q: query.q.clone(),
            category_id: category.map(|id| id.to_string()).unwrap_or_default(),
            purpose_id: purpose.map(|id| id.to_string()).unwrap_or_default(),
            search_label: self.t.get(if category.is_some() || purpose.is_some() {
                "register-search-branch"
            } else {
                "register-search"
            }),
            tabs: self.tabs(list.counts),
            chips: self.chips(category, purpose),
            filters: self.filters(),
            kept: self.kept(flat),
            switches: self.switches(),
            here: self.href(&[]),
            tree_href: self.href(&[("view", "tree"), ("sort", ""), ("from", "")]),
            list_href: self.href(&[("view", "list")]),
            tree: if flat { Vec::new() } else { self.tree(&filter) },
            rows: list.items.iter().map(|row| self.line(row)).collect(),
            by_name: self.head(order, "name", ActivityOrder::Name, ActivityOrder::NameDown),
            by_branch: self.head(order, "branch", ActivityOrder::Branch, ActivityOrder::BranchDown),
            // The latest first: what grows downwards is how long ago it was.
            by_updated: Head {
                sorted: match order {
                    ActivityOrder::Updated => "descending",
                    ActivityOrder::UpdatedDown => "ascending",
                    _ => "",
                },
                ..self.head(order, "updated", ActivityOrder::Updated, ActivityOrder::UpdatedDown)
            },
            by_status: self.head(order, "status", ActivityOrder::Status, ActivityOrder::Status),
            all_href: self.href_of_all(),
            first,
            last,
            total: list.total,
            previous: (query.from > 0).then(|| self.href(&[("from", &query.from.saturating_sub(PAGE).to_string())])),
            next: list.next.map(|from| self.href(&[("from", &from.to_string())])),
            panel,
            exports: ExportForm::new(query, self.today),
            shell,
        }
    }

    pub(super) fn base(&self) -> String {
        format!("/register/{}", self.kind.as_str())
    }

    /// This address with some parts set anew; an empty part is left out.
    pub(super) fn href(&self, changes: &[(&str, &str)]) -> String {
        let query = &self.query;
        let from = if query.from == 0 { String::new() } else { query.from.to_string() };
        let parts = [
            ("view", query.view.as_str()),
            ("status", &query.status),
            ("q", &query.q),
            ("category", &query.category),
            ("subcategory", &query.subcategory),
            ("purpose", &query.purpose),
            ("department", &query.department),
            ("basis", &query.basis),
            ("subject", &query.subject),
            ("data", &query.data),
            ("special", &query.special),
            ("transfer", &query.transfer),
            ("dpia", &query.dpia),
            ("review", &query.review),
            ("sort", &query.sort),
            ("from", &from),
        ];
        let mut address = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in parts {
            let value = changes.iter().find(|(changed, _)| *changed == name).map_or(value, |(_, value)| value);
            if !value.is_empty() {
                address.append_pair(name, value);
            }
        }
        if let Some((_, id)) = changes.iter().find(|(name, _)| *name == "activity") {
            address.append_pair("activity", id);
        }
        match address.finish().as_str() {
            "" => self.base(),
            parts => format!("{}?{parts}", self.base()),
        }
    }

    /// The head of a column: chosen again, it sorts the other way.
    fn head(&self, order: ActivityOrder, word: &str, up: ActivityOrder, down: ActivityOrder) -> Head {
        let sorted = if order == up {
            "ascending"
        } else if order == down {
            "descending"
        } else {
            ""
        };
        let word = if order == up && up != down { format!("-{word}") } else { word.to_owned() };
        Head { href: self.href(&[("view", "list"), ("sort", &word), ("from", "")]), sorted }
    }

    /// The list without any filter.
    fn href_of_all(&self) -> String {
        format!("{}?view=list", self.base())
    }

    fn tabs(&self, counts: Counts) -> Vec<Tab> {
        let tabs = [
            ("all", "", counts.total),
            ("validated", "validated", counts.validated),
            ("incomplete", "incomplete", counts.incomplete),
            ("suspended", "suspended", counts.suspended),
        ];
        tabs.map(|(name, status, count)| Tab {
            href: self.href(&[("status", status), ("from", "")]),
            words: self.t.of("register-tab", name),
            current: self.query.status == status,
            count,
        })
        .into()
    }

    fn chips(&self, category: Option<CategoryId>, purpose: Option<PurposeId>) -> Vec<Chip> {
        let branch = purpose
            .and_then(|id| self.view.purpose(id).map(|head| head.name.clone()))
            .or_else(|| category.and_then(|id| self.view.category(id)).map(|category| category.name.clone()));
        let branch = branch.map(|words| Chip {
            href: self.href(&[("category", ""), ("subcategory", ""), ("purpose", ""), ("from", "")]),
            words,
        });
        let q =
            (!self.query.q.is_empty()).then(|| Chip { href: self.href(&[("q", ""), ("from", "")]), words: self.query.q.clone() });
        branch.into_iter().chain(q).collect()
    }

    pub(super) fn line(&self, row: &Row) -> RowLine {
        let id = row.id.to_string();
        let (category, subcategory, purpose) = self.view.branch(row.purpose);
        let branch = [category, subcategory, purpose].into_iter().filter(|name| !name.is_empty());
        RowLine {
            name: row.name.clone(),
            branch: branch.collect::<Vec<_>>().join(" › "),
            updated: self.t.day(&row.updated_at),
            href: self.href(&[("activity", &id)]),
            panel: format!("{}/activities/{id}/panel", self.base()),
            badge: activities::badge(row.status),
            status: self.t.choice(&row.status),
            review: row.review_on.and_then(|on| reviews::badge(self.t, on, self.today)),
            current: id == self.query.activity,
        }
    }
}

pub(super) fn status_of(word: &str) -> Option<ActivityStatus> {
    match word {
        "validated" => Some(ActivityStatus::Validated),
        "incomplete" => Some(ActivityStatus::Incomplete),
        "suspended" => Some(ActivityStatus::Suspended),
        _ => None,
    }
}
