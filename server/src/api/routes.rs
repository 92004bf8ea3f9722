//! Every address of the API, and the document that describes them.

use super::{
    accounts, actions, activities, archive, attachments, audit, campaigns, categories, comments, console, copies, departments,
    document_rules, documents, evidence, exports, gate, guides, history, imports, indicators, leads, me, models, notifications,
    organisation, packs, problem, programme_exports, purposes, registers, reports, reviews, search, sessions, shares, terms,
    tokens, validations,
};
use crate::web::App;
use axum::{
    Json, Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

#[derive(OpenApi)]
#[openapi(info(title = "Probant", description = "Everything the pages do. Sign in with a bearer token."))]
struct Document;

/// The addresses under `/api/v1`; every noun adds its own with `routes!`.
fn addresses() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(archive::show))
        .routes(routes!(me::show, me::change))
        .routes(routes!(me::change_password))
        .routes(routes!(sessions::list))
        .routes(routes!(sessions::end))
        .routes(routes!(tokens::list, tokens::create))
        .routes(routes!(tokens::revoke))
        .routes(routes!(organisation::show, organisation::change))
        .routes(routes!(packs::list, packs::choose))
        .routes(routes!(accounts::list, accounts::create))
        .routes(routes!(accounts::show, accounts::change, accounts::delete))
        .routes(routes!(accounts::invite))
        .routes(routes!(departments::list, departments::create))
        .routes(routes!(departments::show, departments::update, departments::delete))
        .routes(routes!(departments::assign))
        .routes(routes!(audit::list))
        .routes(routes!(audit::csv))
        .routes(routes!(notifications::list))
        .routes(routes!(notifications::read_all))
        .routes(routes!(notifications::update))
        .routes(routes!(registers::tree))
        .routes(routes!(categories::list, categories::create))
        .routes(routes!(categories::show, categories::update, categories::delete))
        .routes(routes!(activities::list, activities::create))
        .routes(routes!(activities::show, activities::update, activities::delete))
        .routes(routes!(validations::create))
        .routes(routes!(history::of_activity))
        .routes(routes!(reviews::set))
        .routes(routes!(attachments::list))
        .routes(routes!(attachments::attach, attachments::detach))
        .routes(routes!(copies::copy))
        .routes(routes!(copies::mirror))
        .routes(routes!(comments::list, comments::create))
        .routes(routes!(comments::delete))
        .routes(routes!(models::list))
        .routes(routes!(terms::list, terms::create))
        .routes(routes!(terms::merge))
        .routes(routes!(terms::delete))
        .routes(routes!(purposes::list, purposes::create))
        .routes(routes!(purposes::show, purposes::update, purposes::delete))
        .routes(routes!(history::of_purpose))
        .merge(uploads())
        .merge(console())
        .routes(routes!(imports::show))
        .routes(routes!(imports::commit))
        .routes(routes!(imports::progress))
        .routes(routes!(imports::correct))
        .routes(routes!(imports::undo))
        .routes(routes!(exports::csv))
        .routes(routes!(exports::xlsx))
        .routes(routes!(exports::losses))
        .routes(routes!(reports::pdf))
        .routes(routes!(reports::sheet))
        .routes(routes!(document_rules::list))
        .routes(routes!(document_rules::set, document_rules::end))
        .routes(routes!(document_rules::categories))
        .routes(routes!(documents::show, documents::update, documents::delete))
        .routes(routes!(documents::content))
        .routes(routes!(documents::version_content))
        .routes(routes!(documents::link, documents::unlink))
        .routes(routes!(shares::list, shares::create))
        .routes(routes!(shares::revoke))
        .routes(routes!(search::show))
        .routes(routes!(campaigns::list, campaigns::create))
        .routes(routes!(campaigns::show))
        .routes(routes!(campaigns::answer))
        .routes(routes!(campaigns::validate))
        .routes(routes!(campaigns::radar))
        .routes(routes!(actions::list, actions::create))
        .routes(routes!(actions::show, actions::update))
        .routes(routes!(comments::of_action, comments::on_action))
        .routes(routes!(comments::delete_of_action))
        .routes(routes!(evidence::of_action))
        .routes(routes!(evidence::attach_to_action, evidence::detach_from_action))
        .routes(routes!(evidence::of_answer))
        .routes(routes!(evidence::attach_to_answer, evidence::detach_from_answer))
        .routes(routes!(leads::list, leads::name))
        .routes(routes!(indicators::show))
        .routes(routes!(guides::list))
        .routes(routes!(programme_exports::questionnaire_pdf))
        .routes(routes!(programme_exports::questionnaire_xlsx))
        .routes(routes!(programme_exports::questionnaire_csv))
        .routes(routes!(programme_exports::plan_pdf))
        .routes(routes!(programme_exports::plan_xlsx))
        .routes(routes!(programme_exports::plan_csv))
}

/// The console of the operators.
fn console() -> OpenApiRouter<App> {
    use console::{audit, contact, mail, maintenance, offers, organisations, packs, people, publishers};
    OpenApiRouter::new()
        .routes(routes!(organisations::list, organisations::create))
        .routes(routes!(organisations::show))
        .routes(routes!(organisations::rename))
        .routes(routes!(organisations::suspend))
        .routes(routes!(organisations::change_plan))
        .routes(routes!(organisations::set_parent))
        .routes(routes!(people::list))
        .routes(routes!(people::appoint))
        .routes(routes!(people::recover))
        .routes(routes!(audit::list))
        .routes(routes!(mail::list))
        .routes(routes!(mail::test))
        .routes(routes!(mail::retry))
        .routes(routes!(mail::withdraw))
        .routes(routes!(packs::list))
        .routes(routes!(packs::remove))
        .routes(routes!(packs::switch_on))
        .routes(routes!(offers::show))
        .routes(routes!(offers::install))
        .routes(routes!(publishers::list, publishers::trust))
        .routes(routes!(publishers::distrust))
        .routes(routes!(contact::show, contact::change))
        .routes(routes!(contact::show_terms, contact::change_terms))
        .routes(routes!(maintenance::list, maintenance::plan))
        .routes(routes!(maintenance::show, maintenance::replace, maintenance::cancel))
}

/// Addresses that take files: they count what comes and stop at limits of their own.
fn uploads() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(imports::create))
        .routes(routes!(documents::list, documents::create))
        .routes(routes!(documents::versions, documents::add_version))
        .routes(routes!(console::offers::receive))
        .layer(DefaultBodyLimit::disable())
}

/// The API, ready to be put beside the pages.
pub fn router(app: App) -> Router<App> {
    let (router, document) = OpenApiRouter::new().nest("/api/v1", addresses()).split_for_parts();
    router
        .route("/api/v1/openapi.json", get(|| async { Json(document) }))
        .layer(from_fn_with_state(app, gate::layer))
        .layer(from_fn(problem::layer))
}
