//! Reading a register of 10,000 activities in the process: the first page of the list, the tree, one activity.

use crate::{Outcome, measure::Times, table::Row, world::World};
use probant::{
    domain::register::RegisterKind,
    service::{
        activity,
        register::{
            self,
            list::{ActivityFilter, ActivityOrder, Page},
        },
    },
};
use std::{hint::black_box, time::Duration};

const PAGE: Page = Page { offset: 0, limit: 50 };
const KIND: RegisterKind = RegisterKind::Controller;

pub fn run() -> Outcome {
    let (world, _) = World::with_register(10_000)?;
    let (services, member) = (&world.services, &world.member);
    let view = register::view(services, member, KIND).map_err(|fault| format!("{fault:?}"))?;
    let ids: Vec<_> = view.rows().iter().map(|row| row.id).collect();
    let list = Times::of(2_000, |_| {
        let view = register::view(services, member, KIND);
        black_box(view.map(|view| view.list(&ActivityFilter::default(), ActivityOrder::default(), PAGE)).is_ok());
    });
    let tree = Times::of(2_000, |_| {
        let tree = register::view(services, member, KIND).map(|view| view.tree());
        black_box(tree.map(|tree| serde_json::to_vec(&*tree).map_or(0, |json| json.len())).is_ok());
    });
    let narrow = ActivityFilter { data_subject: "Locataires".into(), q: "suivi".into(), ..ActivityFilter::default() };
    let filtered = Times::of(2_000, |_| {
        let view = register::view(services, member, KIND);
        black_box(view.map(|view| view.list(&narrow, ActivityOrder::Name, PAGE).total).is_ok());
    });
    let narrowed_tree = Times::of(2_000, |_| {
        let view = register::view(services, member, KIND);
        black_box(view.map(|view| view.tree_of(&narrow).counts).is_ok());
    });
    // The facets of a state are kept: a copy of the view has none yet.
    let facets = Times::of(200, |_| {
        let mut fresh = view.as_ref().clone();
        fresh.forget();
        black_box(fresh.facets().special);
    });
    let one = Times::of(5_000, |index| {
        if let Some(id) = ids.get(index * 7919 % ids.len().max(1)) {
            black_box(activity::sheet(services, member, KIND, *id).is_ok());
        }
    });
    let row = |what: &str, times: &Times, limit: u64| {
        let asked = format!("p99 under {limit} ms");
        Row::new(what, times.summary()).asked(asked, times.percentile(99) < Duration::from_millis(limit))
    };
    Ok(vec![
        row("first page of the list over 10,000 activities", &list, 5),
        row("tree over 10,000 activities, as JSON", &tree, 5),
        row("list narrowed by words and data subjects, by name", &filtered, 5),
        row("tree narrowed by words and data subjects", &narrowed_tree, 5),
        row("facets over 10,000 activities, counted anew", &facets, 5),
        row("one activity with its findings of completeness", &one, 1),
    ])
}
