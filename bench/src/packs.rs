//! A fresh instance of the social housing pack and one call with a full activity.

use crate::{Outcome, measure::Times, table::Row};
use probant::{
    domain::{organisation::CompanySheet, register::RegisterKind},
    export::csv,
    packs::{Packs, Subject},
};
use std::{hint::black_box, time::Duration};

pub fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let packs = Packs::open(folder.path())?;
    let ids = ["social-housing".to_owned()];
    let (_, rows) = csv::rows(&csv::big_register(200)?);
    let purpose = crate::world::purpose();
    let sheet = CompanySheet { legal_name: "OPH Val de Loire".into(), ..CompanySheet::default() };
    let mut failures = 0;
    let mut findings = 0;
    let times = Times::of(10_000, |index| {
        let Some(row) = rows.get(index % rows.len().max(1)) else { return };
        let subject = Subject {
            register: RegisterKind::Controller,
            record: &row.record,
            purpose: &purpose,
            category: &row.category,
            subcategory: row.subcategory.as_deref().unwrap_or_default(),
            department: "Gestion locative",
            sheet: &sheet,
            today: jiff::civil::date(2026, 11, 22),
        };
        for reviewed in black_box(packs.review(&ids, &subject)) {
            match reviewed.answer {
                Ok(found) => findings += found.len(),
                Err(_) => failures += 1,
            }
        }
    });
    if failures > 0 || findings == 0 {
        return Err(format!("{failures} calls failed, {findings} findings").into());
    }
    Ok(vec![
        Row::new("pack: fresh instance and call with a full activity", times.summary())
            .asked("p99 under 100 µs", times.percentile(99) < Duration::from_micros(100)),
    ])
}
