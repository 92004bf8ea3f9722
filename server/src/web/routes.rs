//! The whole route table of the pages, and the layers every request passes.

use super::{
    App, account, accounts, action_new, actions, activities, activity_entry::ActivityEntry, archive, assets, attachments, audit,
    board, calendar, campaign_end, campaigns, categories, comments, compliance, console, context, copies, csrf, dashboard,
    departments, document, document_rules, documents, entry_form, error, evidence, gate, guides, headers, history, imports,
    indicators, instance, login, membership, models, notifications, organisations, packs, password_reset, places,
    programme_exports, purpose_entry::PurposeEntry, purposes, register, reports, respond, reviews, script_custom,
    script_differences, script_editor, script_renewal, scripts, search, settings, setup, shares, styleguide, terms, theme,
    validations,
};
use crate::domain::fault::Fault;
use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use std::time::Duration;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer};

/// The largest body of a request; routes that take files set their own.
pub const BODY_LIMIT: usize = 1024 * 1024;
/// How long a page may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How long an upload or an export may take.
const LONG_TIMEOUT: Duration = Duration::from_secs(600);

/// Every page of the product and the given API beside them, ready to serve.
pub fn router(app: App, api: Router<App>) -> Router {
    let quick = pages().merge(console()).layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, TIMEOUT));
    let long = transfers().layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, LONG_TIMEOUT));
    let pages = quick.merge(long).layer(from_fn_with_state(app.clone(), gate::layer));
    layered(app.clone(), pages.merge(api).with_state(app))
}

/// Pages and forms.
fn pages() -> Router<App> {
    Router::new()
        .route("/", get(dashboard::show))
        .route("/assets/{hash}/{*path}", get(assets::show))
        .route("/contact", get(instance::contact))
        .route("/terms", get(instance::terms))
        .route("/setup", get(setup::show).post(setup::found))
        .route("/login", get(login::show).post(login::sign_in))
        .route("/logout", post(login::sign_out))
        .route("/password/forgotten", get(password_reset::forgotten).post(password_reset::ask))
        .route("/password/reset", get(password_reset::show).post(password_reset::change))
        .route("/organisations", get(organisations::list).post(organisations::enter))
        .route("/notifications", get(notifications::index))
        .route("/notifications/reading", post(notifications::mark_all))
        .route("/notifications/{id}", get(notifications::follow))
        .route("/notifications/{id}/reading", post(notifications::mark))
        .route("/account", get(account::show).post(account::change))
        .route("/account/password", get(account::password).post(account::change_password))
        .route("/account/tokens", post(account::create_token))
        .route("/account/tokens/{id}/revocation", post(account::revoke_token))
        .route("/account/sessions/{id}/end", post(account::end_session))
        .route("/settings", get(settings::show).post(settings::change))
        .route("/settings/accounts", get(accounts::list).post(accounts::invite))
        .route("/settings/accounts/{id}", get(membership::show).post(membership::change))
        .route("/settings/accounts/{id}/invitation", post(membership::invite))
        .route("/settings/accounts/{id}/deletion", post(membership::delete))
        .route("/settings/departments", get(departments::list).post(departments::create))
        .route("/settings/departments/members", post(departments::assign))
        .route("/settings/departments/{id}", get(departments::show).post(departments::update))
        .route("/settings/departments/{id}/deletion", post(departments::delete))
        .route("/settings/packs", get(packs::list).post(packs::choose))
        .route("/settings/scripts", get(scripts::list))
        .route("/settings/scripts/{script}", get(scripts::show))
        .route("/settings/scripts/{script}/copy", post(script_editor::copy))
        .route("/settings/scripts/{script}/draft", get(script_editor::show).post(script_editor::keep))
        .route("/settings/scripts/{script}/draft/check", post(script_editor::check))
        .route("/settings/scripts/{script}/draft/trial", post(script_editor::run_trial))
        .route("/settings/scripts/{script}/draft/deletion", post(script_editor::give_up))
        .route("/settings/scripts/{script}/versions", post(script_editor::publish))
        .route("/settings/scripts/{script}/versions/{number}", get(scripts::version))
        .route("/settings/scripts/{script}/versions/{number}/restoration", post(scripts::restore))
        .route("/settings/scripts/{script}/differences", get(script_differences::show))
        .route("/settings/scripts/{script}/withdrawal", post(scripts::withdraw))
        .route("/settings/scripts/{script}/renewal", get(script_renewal::show).post(script_renewal::take))
        .route("/settings/scripts/{script}/questions", get(script_custom::show).post(script_custom::customise))
        .route("/settings/scripts/{script}/questions/deletion", post(script_custom::take_back))
        .route("/register", get(register::home))
        .route("/register/{kind}", get(register::index))
        .route("/register/{kind}/activities", post(entry_form::create::<ActivityEntry>))
        .route("/register/{kind}/activities/new", get(entry_form::new::<ActivityEntry>))
        .route("/register/{kind}/activities/draft", post(entry_form::keep_new::<ActivityEntry>))
        .route("/register/{kind}/activities/draft/deletion", post(entry_form::forget_new::<ActivityEntry>))
        .route("/register/{kind}/activities/{id}", get(activities::show).post(entry_form::update::<ActivityEntry>))
        .route("/register/{kind}/activities/{id}/panel", get(activities::fragment))
        .route("/register/{kind}/activities/{id}/edit", get(entry_form::edit::<ActivityEntry>))
        .route("/register/{kind}/activities/{id}/history", get(history::of_activity))
        .route("/register/{kind}/activities/{id}/draft", post(entry_form::keep_change::<ActivityEntry>))
        .route("/register/{kind}/activities/{id}/draft/deletion", post(entry_form::forget_change::<ActivityEntry>))
        .route("/register/{kind}/activities/{id}/deletion", post(activities::delete))
        .route("/register/{kind}/activities/{id}/validation", post(validations::create))
        .route("/register/terms", get(terms::index).post(terms::create))
        .route("/register/terms/merge", post(terms::merge))
        .route("/register/terms/{id}/deletion", post(terms::delete))
        .route("/register/{kind}/completions", get(terms::complete))
        .route("/register/{kind}/activities/{id}/review", post(reviews::set))
        .route("/register/{kind}/activities/{id}/documents", get(attachments::of_subject))
        .route("/register/{kind}/activities/{id}/documents/attachment", post(attachments::attach))
        .route("/register/{kind}/activities/{id}/documents/detachment", post(attachments::detach))
        .route("/register/{kind}/purposes/{id}/documents", get(attachments::of_subject))
        .route("/register/{kind}/purposes/{id}/documents/attachment", post(attachments::attach))
        .route("/register/{kind}/purposes/{id}/documents/detachment", post(attachments::detach))
        .route("/register/{kind}/activities/{id}/copy", post(copies::copy))
        .route("/register/{kind}/activities/{id}/mirror", post(copies::mirror))
        .route("/register/{kind}/activities/{id}/comments", post(comments::create))
        .route("/register/{kind}/comments/{id}/deletion", post(comments::delete))
        .route("/register/{kind}/export", get(reports::form))
        .route("/register/{kind}/models", get(models::index))
        .route("/register/{kind}/models/{id}", get(models::show))
        .route("/register/{kind}/purposes", post(entry_form::create::<PurposeEntry>))
        .route("/register/{kind}/purposes/new", get(entry_form::new::<PurposeEntry>))
        .route("/register/{kind}/purposes/draft", post(entry_form::keep_new::<PurposeEntry>))
        .route("/register/{kind}/purposes/draft/deletion", post(entry_form::forget_new::<PurposeEntry>))
        .route("/register/{kind}/purposes/{id}", get(purposes::show).post(entry_form::update::<PurposeEntry>))
        .route("/register/{kind}/purposes/{id}/panel", get(purposes::fragment))
        .route("/register/{kind}/purposes/{id}/edit", get(entry_form::edit::<PurposeEntry>))
        .route("/register/{kind}/purposes/{id}/history", get(history::of_purpose))
        .route("/register/{kind}/purposes/{id}/place", get(places::of_purpose).post(places::move_purpose))
        .route("/register/{kind}/purposes/{id}/draft", post(entry_form::keep_change::<PurposeEntry>))
        .route("/register/{kind}/purposes/{id}/draft/deletion", post(entry_form::forget_change::<PurposeEntry>))
        .route("/register/{kind}/purposes/{id}/deletion", post(purposes::delete))
        .route("/register/{kind}/categories", post(categories::create))
        .route("/register/{kind}/categories/new", get(categories::new))
        .route("/register/{kind}/categories/{id}", get(categories::show).post(categories::update))
        .route("/register/{kind}/categories/{id}/place", get(places::of_category).post(places::move_category))
        .route("/register/{kind}/categories/{id}/deletion", post(categories::delete))
        .route("/register/{kind}/imports/new", get(imports::new))
        .route("/register/{kind}/imports/{id}", get(imports::show))
        .route("/register/{kind}/imports/{id}/progress", get(imports::progress))
        .route("/register/{kind}/imports/{id}/corrections", post(imports::correct))
        .route("/register/import-template.csv", get(imports::empty_file))
        .route("/register/import-example.csv", get(imports::filled_file))
        .route("/register/import-template.xlsx", get(imports::empty_spreadsheet))
        .route("/register/import-example.xlsx", get(imports::filled_spreadsheet))
        .route("/documents", get(documents::index))
        .route("/documents/rules", get(document_rules::show).post(document_rules::set))
        .route("/documents/{id}", get(document::show).post(document::update))
        .route("/documents/{id}/preview", get(document::preview))
        .route("/documents/{id}/links", get(attachments::of_document).post(attachments::link))
        .route("/documents/{id}/links/detachment", post(attachments::unlink))
        .route("/documents/{id}/deletion", post(document::delete))
        .route("/documents/{id}/shares", post(shares::create))
        .route("/documents/{id}/shares/{share}/revocation", post(shares::revoke))
        .route("/shared/{key}", get(shares::show))
        .route("/search", get(search::show))
        .route("/compliance", get(compliance::show))
        .route("/audit", get(audit::index))
        .route("/compliance/mine", get(board::mine))
        .route("/compliance/board", get(board::show))
        .route("/compliance/calendar", get(calendar::show))
        .route("/compliance/indicators", get(indicators::show))
        .route("/compliance/guides", get(guides::show))
        .route("/compliance/themes/{theme}", get(compliance::theme).post(compliance::name_lead))
        .route("/compliance/actions", post(action_new::create))
        .route("/compliance/actions/new", get(action_new::new))
        .route("/compliance/actions/{id}", get(actions::show).post(actions::update))
        .route("/compliance/actions/{id}/assignees", post(actions::assign))
        .route("/compliance/actions/{id}/comments", post(actions::remark))
        .route("/compliance/actions/comments/{id}/deletion", post(actions::take_back))
        .route("/compliance/actions/{id}/documents", get(evidence::of_action))
        .route("/compliance/actions/{id}/documents/attachment", post(evidence::attach_to_action))
        .route("/compliance/actions/{id}/documents/detachment", post(evidence::detach_from_action))
        .route("/compliance/campaigns", post(compliance::open))
        .route("/compliance/campaigns/{id}", get(campaigns::show))
        .route("/compliance/campaigns/{id}/answers/{question}", post(campaigns::answer))
        .route("/compliance/campaigns/{id}/answers/{question}/documents", get(evidence::of_answer))
        .route("/compliance/campaigns/{id}/answers/{question}/documents/attachment", post(evidence::attach_to_answer))
        .route("/compliance/campaigns/{id}/answers/{question}/documents/detachment", post(evidence::detach_from_answer))
        .route("/compliance/campaigns/{id}/validation", get(campaign_end::warn).post(campaign_end::validate))
        .route("/favicon.ico", get(assets::favicon))
        .route("/theme", post(theme::choose))
        .route("/styleguide", get(styleguide::show))
        .route("/styleguide/panel", get(styleguide::panel))
        .route("/healthz", get(health))
}

/// For whoever watches over the server: fine as long as it can save what people send.
async fn health(State(app): State<App>) -> (StatusCode, &'static str) {
    if app.can_save() { (StatusCode::OK, "ok") } else { (StatusCode::SERVICE_UNAVAILABLE, "the store has stopped") }
}

/// The console of the operators.
fn console() -> Router<App> {
    use console::{audit, contact, mail, maintenance, organisations, packs, people};
    Router::new()
        .route("/console", get(organisations::list))
        .route("/console/organisations", post(organisations::create))
        .route("/console/organisations/new", get(organisations::new))
        .route("/console/organisations/{id}", get(organisations::show))
        .route("/console/organisations/{id}/name", post(organisations::rename))
        .route("/console/organisations/{id}/suspension", post(organisations::suspend))
        .route("/console/organisations/{id}/plan", post(organisations::change_plan))
        .route("/console/organisations/{id}/parent", post(organisations::set_parent))
        .route("/console/people", get(people::list))
        .route("/console/people/{id}/operator", post(people::appoint))
        .route("/console/people/{id}/recovery", post(people::recover))
        .route("/console/mail", get(mail::list))
        .route("/console/mail/test", post(mail::test))
        .route("/console/mail/{id}/attempt", post(mail::retry))
        .route("/console/mail/{id}/withdrawal", post(mail::withdraw))
        .route("/console/audit", get(audit::index))
        .route("/console/packs", get(packs::list))
        .route("/console/packs/{id}/activation", post(packs::switch_on))
        .route("/console/packs/{id}/removal", post(packs::remove))
        .route("/console/offers/{digest}", get(packs::offer))
        .route("/console/offers/{digest}/installation", post(packs::install))
        .route("/console/publishers", post(packs::trust))
        .route("/console/publishers/{key}/removal", post(packs::distrust))
        .route("/console/contact", get(contact::show).post(contact::change))
        .route("/console/terms", get(contact::show_terms).post(contact::change_terms))
        .route("/console/maintenance", get(maintenance::list).post(maintenance::plan))
        .route("/console/maintenance/{id}", get(maintenance::show).post(maintenance::change))
        .route("/console/maintenance/{id}/cancellation", post(maintenance::cancel))
}

/// Routes whose requests or answers are large: uploads, exports.
fn transfers() -> Router<App> {
    Router::new()
        .route("/register/{kind}/imports", post(imports::create))
        .route("/register/{kind}/pack-imports/{pack}", post(imports::create_foreign))
        .route("/register/{kind}/imports/{id}/commit", post(imports::commit))
        .route("/register/{kind}/imports/{id}/undo", post(imports::undo))
        .route("/register/{kind}/imports/{id}/faults.csv", get(imports::faults))
        .route("/console/packs", post(console::packs::receive))
        .route("/documents", post(documents::create))
        .route("/documents/{id}/versions", post(document::add_version))
        .route("/register/{kind}/activities/{id}/documents", post(attachments::send))
        .route("/register/{kind}/purposes/{id}/documents", post(attachments::send))
        .route("/compliance/actions/{id}/documents", post(evidence::send_to_action))
        .route("/compliance/campaigns/{id}/answers/{question}/documents", post(evidence::send_to_answer))
        .route("/console/organisations/archive", post(console::organisations::arrive))
        .layer(DefaultBodyLimit::disable())
        .route("/documents/{id}/content", get(document::content))
        .route("/documents/{id}/pages/{number}", get(document::drawn_page))
        .route("/documents/{id}/picture", get(document::picture))
        .route("/shared/{key}", post(shares::content))
        .route("/documents/{id}/versions/{number}/content", get(document::version_content))
        .route("/audit.csv", get(audit::csv))
        .route("/compliance/export", get(programme_exports::plan))
        .route("/compliance/campaigns/{id}/export", get(programme_exports::questionnaire))
        .route("/archive.zip", post(archive::file))
        .route("/documents/register/{kind}", post(reports::file_as_document))
        .route("/register/{kind}/export.csv", get(reports::csv))
        .route("/register/{kind}/export.xlsx", get(reports::xlsx))
        .route("/register/{kind}/export.zip", get(reports::both))
        .route("/register/{kind}/export-losses.csv", get(reports::losses))
        .route("/register/{kind}/export.pdf", get(reports::pdf))
        .route("/register/{kind}/pack-reports/{pack}/{name}", get(reports::of_pack))
        .route("/register/{kind}/activities/{id}/sheet.pdf", get(reports::sheet))
}

/// The layers every request passes, outermost last.
pub fn layered(app: App, routes: Router) -> Router {
    routes
        .fallback(|| async { error::Refusal(Fault::NotFound) })
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(app.clone(), csrf::layer))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn(error::layer))
        .layer(from_fn(respond::forget_said))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app, headers::layer))
        .layer(from_fn(context::layer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use axum::{
        body::{Body, Bytes},
        http::{Request, Response, header},
    };
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    fn app(secure: bool) -> Router {
        let folder = tempfile::tempdir().unwrap();
        let base_url = secure.then(|| "https://probant.example".to_owned());
        let config = Config { data: folder.path().to_owned(), base_url, dev: true, ..Config::default() };
        let app = crate::app::open(config).unwrap();
        let routes = pages()
            .route(
                "/panic",
                get(|| async {
                    if BODY_LIMIT > 0 {
                        panic!("on purpose")
                    }
                }),
            )
            .route("/echo", post(|body: Bytes| async move { body }));
        layered(app.clone(), routes.with_state(app))
    }

    async fn send(request: Request<Body>) -> Response<Body> {
        app(false).oneshot(request).await.unwrap()
    }

    async fn text(response: Response<Body>) -> String {
        String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
    }

    fn get_request(path: &str) -> Request<Body> {
        Request::get(path).header(header::ACCEPT_LANGUAGE, "en").body(Body::empty()).unwrap()
    }

    #[tokio::test]
    async fn every_answer_carries_the_protecting_headers() {
        for path in ["/styleguide", "/", "/nowhere", "/panic", "/favicon.ico"] {
            let response = send(get_request(path)).await;
            let csp = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(
                csp.starts_with("default-src 'none'; script-src 'self'; style-src 'self';") && !csp.contains("unsafe"),
                "{path}"
            );
            assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
            assert_eq!(response.headers()[context::REQUEST_ID].len(), 16, "{path}");
            assert!(!response.headers().contains_key(header::STRICT_TRANSPORT_SECURITY), "{path}");
        }
        assert_eq!(send(get_request("/styleguide")).await.headers()[header::CACHE_CONTROL], "no-store");
        let secure = app(true).oneshot(get_request("/styleguide")).await.unwrap();
        assert!(secure.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    #[tokio::test]
    async fn errors_are_pages_with_the_number_of_the_request() {
        for (path, status) in [("/nowhere", 404), ("/panic", 500)] {
            let response = send(get_request(path)).await;
            assert_eq!(response.status(), status, "{path}");
            let id = response.headers()[context::REQUEST_ID].to_str().unwrap().to_owned();
            let page = text(response).await;
            assert!(page.contains(&id) && page.contains("lang=\"en\"") && !page.contains("on purpose"), "{path}: {page}");
        }
    }

    #[tokio::test]
    async fn a_request_of_another_site_or_too_large_is_refused() {
        let echo = |site: &str, length: usize| {
            Request::post("/echo").header("sec-fetch-site", site).body(Body::from(vec![b'x'; length])).unwrap()
        };
        for (site, length, status) in [("same-origin", 9, 200), ("cross-site", 9, 403), ("same-origin", BODY_LIMIT + 1, 413)] {
            assert_eq!(send(echo(site, length)).await.status(), status, "{site} {length}");
        }
        let chunks = futures::stream::iter((0..3).map(|_| Ok::<_, std::io::Error>(vec![b'x'; BODY_LIMIT / 2])));
        let chunked = Request::post("/echo").body(Body::from_stream(chunks)).unwrap();
        assert_eq!(send(chunked).await.status(), 413);
    }

    #[tokio::test]
    async fn pages_are_compressed() {
        let mut request = get_request("/styleguide");
        request.headers_mut().insert(header::ACCEPT_ENCODING, "gzip".parse().unwrap());
        assert_eq!(send(request).await.headers()[header::CONTENT_ENCODING], "gzip");
    }
}
