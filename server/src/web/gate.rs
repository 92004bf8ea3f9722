//! What stands before every page: a maintenance window closes all but a few, a plan closes modules. The API has a gate
//! of its own beside the same table.

use super::{App, error::Refusal, respond::blocking, session::Visited};
use crate::{
    domain::{fault::Fault, maintenance::Maintenance, plan::Module},
    service::maintenance,
};
use axum::{
    extract::{OptionalFromRequestParts, Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The addresses of each module, with all that stands below them.
const ADDRESSES: [(&str, Module); 11] = [
    ("/register", Module::Register),
    ("/api/v1/registers", Module::Register),
    ("/api/v1/models", Module::Register),
    ("/compliance", Module::Compliance),
    ("/api/v1/campaigns", Module::Compliance),
    ("/api/v1/actions", Module::Compliance),
    ("/api/v1/leads", Module::Compliance),
    ("/api/v1/indicators", Module::Compliance),
    ("/api/v1/guides", Module::Compliance),
    ("/documents", Module::Documents),
    ("/api/v1/documents", Module::Documents),
];

/// Addresses that stay open during maintenance: signing in, for operators, and what the page that says so needs.
const ALWAYS_OPEN: [&str; 8] = ["/login", "/logout", "/contact", "/terms", "/theme", "/assets", "/favicon.ico", "/healthz"];

/// The module that an address belongs to.
pub fn module_of(path: &str) -> Option<Module> {
    ADDRESSES.iter().find(|(address, _)| stands_below(path, address)).map(|(_, module)| *module)
}

fn stands_below(path: &str, address: &str) -> bool {
    path.strip_prefix(address).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Lets a page pass where the instance is open and the plan has its module.
pub async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    if ALWAYS_OPEN.iter().any(|address| stands_below(request.uri().path(), address)) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    // What the session opens is kept with the request: the handler does not ask the store again.
    let visited = <Visited as OptionalFromRequestParts<App>>::from_request_parts(&mut parts, &app).await;
    let module = module_of(parts.uri.path());
    let closed = match visited {
        Err(turned) => return turned.into_response(),
        Ok(Some(Visited(visit))) => {
            let place = visit.place.as_ref();
            if module.is_some_and(|module| place.is_some_and(|place| !place.organisation.plan.has(module))) {
                return Refusal(Fault::NotFound).into_response();
            }
            let now = app.clock.now();
            visit.maintenance.clone().filter(|window| window.is_running(now) && !visit.account.operator)
        }
        Ok(None) => match blocking(&app, |app| maintenance::running(app)).await {
            Ok(window) => window,
            Err(fault) => return Refusal(fault).into_response(),
        },
    };
    match closed {
        Some(window) => {
            let response = Refusal(Fault::Maintenance(Box::new(window.clone()))).into_response();
            closed_until(&app, &window, response)
        }
        None => next.run(Request::from_parts(parts, body)).await,
    }
}

/// Adds to an answer when to come back.
pub fn closed_until(app: &App, window: &Maintenance, mut response: Response) -> Response {
    let seconds = HeaderValue::from(window.seconds_left(app.clock.now()));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_their_module() {
        let table = [
            ("/register", Some(Module::Register)),
            ("/register/controller/activities/new", Some(Module::Register)),
            ("/registers", None),
            ("/api/v1/registers/controller/tree", Some(Module::Register)),
            ("/api/v1/documents", Some(Module::Documents)),
            ("/compliance/actions/1", Some(Module::Compliance)),
            ("/", None),
            ("/settings/documents", None),
        ];
        for (path, module) in table {
            assert_eq!(module_of(path), module, "{path}");
        }
        for module in Module::ALL {
            let kinds = ["/api/", "/"].map(|start| {
                let of_kind = |address: &&str| address.starts_with("/api/") == (start == "/api/");
                ADDRESSES.iter().filter(|(address, found)| *found == module && of_kind(address)).count()
            });
            assert!(kinds.iter().all(|count| *count > 0), "{module:?} has pages and API");
        }
    }
}
