//! Reading the audit trail of an organisation among others, with a long journal behind it.

use crate::{
    Outcome,
    measure::{Times, middle, shown},
    table::Row,
    world::World,
};
use probant::{
    domain::{
        access::{Champion, Tenant},
        audit::{ActorWord, AuditFilter},
        event::{Actor, Event},
        id::{AccountId, OrganisationId},
    },
    service::audit,
    store::Change,
};
use std::{error::Error, time::Duration};

/// Entries of the journal; one in two tells of the organisation that is asked for.
const ENTRIES: usize = 50_000;
const WRITERS: usize = 16;
const RUNS: usize = 40;

pub fn run() -> Outcome {
    let world = World::empty()?;
    let champion = world.member.champion().ok_or("no privacy champion")?;
    fill(&world)?;
    let rare = AuditFilter { kind: Some("sheet-changed".into()), ..AuditFilter::default() };
    let nobody = AuditFilter { actor: Some(ActorWord(Actor::Account(AccountId::new()))), ..AuditFilter::default() };
    let all = AuditFilter::default();
    let page = |filter: &AuditFilter| Times::of(RUNS, |_| drop(std::hint::black_box(page(&world, &champion, filter))));
    let (first, rare, none) = (page(&all), page(&rare), page(&nobody));
    let mut bytes = 0;
    let (export, _) = middle(3, || {
        bytes = 0;
        audit::export(&world.services, &champion, &all, |piece| {
            bytes += piece.len();
            Ok(())
        })
    });
    let quick = |times: &Times, limit| times.percentile(99) <= Duration::from_millis(limit);
    Ok(vec![
        Row::new("audit trail, latest page of 50, 50,000 entries", first.summary()).asked("p99 50 ms", quick(&first, 50)),
        Row::new("audit trail, one entry in a thousand", rare.summary()).asked("p99 200 ms", quick(&rare, 200)),
        Row::new("audit trail, nothing to be found", none.summary()).asked("p99 200 ms", quick(&none, 200)),
        Row::new("audit trail, 25,000 lines as CSV", format!("{} for {} kB", shown(export), bytes / 1000)),
    ])
}

fn page(world: &World, champion: &Champion, filter: &AuditFilter) -> Result<audit::AuditPage, String> {
    audit::page(&world.services, champion, filter, None, 50).map_err(|fault| fault.to_string())
}

fn fill(world: &World) -> Result<(), Box<dyn Error>> {
    let other = Tenant::unsafe_without_membership(OrganisationId::new());
    let own = world.member.tenant();
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                scope.spawn(move || {
                    (writer..ENTRIES).step_by(WRITERS).try_for_each(|number| {
                        let kind = if number % 2_000 == 0 { "sheet-changed" } else { "activity-changed" };
                        let event = Event::new(kind).with("name", "Suivi des demandes de logement social");
                        let actor = Actor::Account(world.member.account());
                        let tenant = if number % 2 == 0 { own } else { other };
                        let change = Change::new(world.services.clock.now(), actor, tenant, event);
                        world.services.store.commit(change).map(drop).map_err(|error| error.to_string())
                    })
                })
            })
            .collect();
        writers.into_iter().try_for_each(|writer| writer.join().unwrap_or_else(|_| Err("a writer panicked".into())))
    })?;
    Ok(())
}
