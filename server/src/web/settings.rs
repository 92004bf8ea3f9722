//! The company sheet, for super users.

use super::{
    App,
    form::Errors,
    respond::{self, Answer, blocking},
    session::SignedSuperUser,
    shell::{Module, Shell},
};
use crate::{
    domain::{fault::Fault, organisation::CompanySheet},
    service::organisation,
};
use askama::Template;
use axum::{Form, extract::State};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "settings/sheet.html")]
struct SheetPage {
    shell: Shell,
    tab: &'static str,
    errors: Errors,
    legal_name: String,
    form: SheetForm,
    /// Nobody of the organisation has seen the sheet yet.
    to_fill: bool,
}

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SheetForm {
    seq: u64,
    sector: String,
    address: String,
    contact_email: String,
    contact_phone: String,
    staff: String,
    supervisory_authority: String,
    legal_representative: String,
    dpo_name: String,
    dpo_email: String,
    dpo_phone: String,
    /// Sent only where it is ticked.
    dpo_external: Option<String>,
}

impl SheetForm {
    fn new(sheet: CompanySheet, seq: u64) -> Self {
        Self {
            seq,
            sector: sheet.sector,
            address: sheet.address,
            contact_email: sheet.contact_email,
            contact_phone: sheet.contact_phone,
            staff: if sheet.staff == 0 { String::new() } else { sheet.staff.to_string() },
            supervisory_authority: sheet.supervisory_authority,
            legal_representative: sheet.legal_representative,
            dpo_name: sheet.dpo_name,
            dpo_email: sheet.dpo_email,
            dpo_phone: sheet.dpo_phone,
            dpo_external: sheet.dpo_external.then(|| "true".to_owned()),
        }
    }

    fn sheet(self) -> Result<CompanySheet, Fault> {
        let staff = self.staff.split_whitespace().collect::<String>();
        Ok(CompanySheet {
            legal_name: String::new(),
            sector: self.sector,
            address: self.address,
            contact_email: self.contact_email,
            contact_phone: self.contact_phone,
            staff: if staff.is_empty() {
                0
            } else {
                staff.parse().map_err(|_| Fault::invalid("staff", "sheet-staff-invalid"))?
            },
            supervisory_authority: self.supervisory_authority,
            legal_representative: self.legal_representative,
            dpo_name: self.dpo_name,
            dpo_email: self.dpo_email,
            dpo_phone: self.dpo_phone,
            dpo_external: self.dpo_external.is_some(),
            to_fill: false,
        })
    }
}

/// `GET /settings`
pub async fn show(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, shell: Shell) -> Answer {
    let organisation = blocking(&app, move |app| organisation::get(app, &super_user)).await?;
    let seq = organisation.seq();
    let sheet = organisation.into_inner().sheet;
    let (legal_name, to_fill) = (sheet.legal_name.clone(), sheet.to_fill);
    respond::page(page(shell, Errors::default(), legal_name, SheetForm::new(sheet, seq), to_fill))
}

/// `POST /settings`
pub async fn change(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Form(form): Form<SheetForm>,
) -> Answer {
    let sent = form.clone();
    let asked = super_user.clone();
    let first = blocking(&app, move |app| Ok(organisation::get(app, &asked)?.sheet.to_fill)).await?;
    let changed = blocking(&app, move |app| {
        let seq = sent.seq;
        organisation::change_sheet(app, &super_user, sent.sheet()?, seq)
    });
    match changed.await {
        // The packs are the second thing to choose.
        Ok(()) if first => respond::see_other_saying("/settings/packs", "said-sheet-filled"),
        Ok(()) => respond::see_other_saying("/settings", "said-saved"),
        Err(Fault::Invalid(errors)) => {
            let legal_name = shell.organisation.clone();
            respond::invalid(page(shell, Errors(errors), legal_name, form, first))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn page(mut shell: Shell, errors: Errors, legal_name: String, form: SheetForm, to_fill: bool) -> SheetPage {
    shell.module = Module::Settings;
    SheetPage { shell, tab: "sheet", errors, legal_name, form, to_fill }
}
