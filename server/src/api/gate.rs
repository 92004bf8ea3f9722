//! What stands before every address of the API: the same table and the same windows as before the pages.

use super::{problem::Problem, token::Bearer};
use crate::{
    domain::fault::Fault,
    service::{maintenance, operator, plan},
    web::{App, blocking, gate},
};
use axum::{
    extract::{FromRequestParts, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Lets a request pass where the instance is open and the plan of the token's organisation has the module.
pub async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    // Whom the token speaks for is kept with the request. Without a valid token the handler refuses by itself.
    let member = Bearer::from_request_parts(&mut parts, &app).await.ok().map(|Bearer(member)| member);
    let module = gate::module_of(parts.uri.path());
    let passed = blocking(&app, move |app| {
        if let Some(window) = maintenance::running(app)? {
            let working = member.as_ref().map(|member| operator::of(app, member.account())).transpose()?.flatten();
            if working.is_none() {
                return Err(Fault::Maintenance(Box::new(window)));
            }
        }
        match member.zip(module) {
            Some((member, module)) if !plan::has(app, &member, module)? => Err(Fault::NotFound),
            _ => Ok(()),
        }
    });
    match passed.await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(Fault::Maintenance(window)) => {
            let response = Problem(Fault::Maintenance(window.clone())).into_response();
            gate::closed_until(&app, &window, response)
        }
        Err(fault) => Problem(fault).into_response(),
    }
}
