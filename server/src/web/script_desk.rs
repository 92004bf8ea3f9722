//! What every page of a script begins with: a super user, the frame of the page, and which script it is.

use super::{
    App,
    form::Errors,
    respond::blocking,
    scripts::HeadView,
    session::{SignedSuperUser, Turned},
    shell::{Module, Shell},
};
use crate::{
    domain::{access::SuperUser, fault::Fault},
    service::{Services, script::overview},
};
use axum::{
    RequestPartsExt,
    extract::{FromRequestParts, Path},
    http::{StatusCode, request::Parts},
};
use serde::Deserialize;

/// A super user at a script.
#[derive(Clone)]
pub struct ScriptDesk {
    app: App,
    pub super_user: SuperUser,
    pub shell: Shell,
    /// Key of the script.
    pub script: String,
}

#[derive(Deserialize)]
struct Place {
    script: String,
}

impl FromRequestParts<App> for ScriptDesk {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Turned> {
        let SignedSuperUser(super_user) = SignedSuperUser::from_request_parts(parts, app).await?;
        let shell = Shell { module: Module::Settings, ..Shell::from_request_parts(parts, app).await? };
        let Path(Place { script }) = parts.extract().await.map_err(|_| Fault::NotFound)?;
        Ok(Self { app: app.clone(), super_user, shell, script })
    }
}

impl ScriptDesk {
    /// Works with the services, off the async threads.
    pub async fn work<T: Send + 'static>(
        self,
        work: impl FnOnce(&Services, Self) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let app = self.app.clone();
        blocking(&app, move |app| work(app, self)).await
    }

    /// The script at a glance.
    pub fn head(&self, app: &Services) -> Result<HeadView, Fault> {
        Ok(HeadView::new(self.shell.t, &overview::head(app, &self.super_user, &self.script)?))
    }

    /// An address of the script: its page, or one under it.
    pub fn address(&self, under: &str) -> String {
        format!("/settings/scripts/{}{under}", self.script)
    }
}

/// With which status, and with which errors, a page is shown again whose change was refused.
///
/// # Errors
/// A fault that the page cannot tell.
pub fn refused(fault: Fault) -> Result<(StatusCode, Errors), Fault> {
    match fault {
        Fault::Invalid(errors) => Ok((StatusCode::UNPROCESSABLE_ENTITY, errors.into())),
        Fault::Conflict(errors) => Ok((StatusCode::CONFLICT, errors.into())),
        fault => Err(fault),
    }
}
