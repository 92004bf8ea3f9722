//! Who asks: reads the session's cookie, and refuses pages to those who are not signed in.
//!
//! [`Signed`] is what pages ask for; [`Visited`] is for the few that work before an organisation is chosen or a
//! temporary password changed. Both share one look at the store.

use super::{
    App,
    context::Context,
    respond::{blocking, local_path},
    shell::{Module, Shell},
    visitor::{Visitor, cookie},
};
use crate::{
    config::Config,
    domain::{
        access::{Champion, Member, Operator, SuperUser},
        fault::Fault,
        secret::Secret,
    },
    service::{
        dashboard,
        notification::{self, Inbox},
        session::{self, Origin, Visit},
    },
    web::error::Refusal,
};
use axum::{
    extract::{ConnectInfo, FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

/// A signed-in person in an organisation. Anybody else is sent to the sign-in page.
#[derive(Clone, Debug)]
pub struct Signed(pub Member);

/// A signed-in person who is a privacy champion; others are refused.
#[derive(Clone, Debug)]
pub struct SignedChampion(pub Champion);

/// A signed-in person who is a super user; others are refused.
#[derive(Clone, Debug)]
pub struct SignedSuperUser(pub SuperUser);

/// A signed-in person who looks after the instance, in an organisation or not; others are refused.
#[derive(Clone, Debug)]
pub struct SignedOperator(pub Operator);

/// The whole of what a session opens, before an organisation is chosen too.
#[derive(Clone, Debug)]
pub struct Visited(pub Arc<Visit>);

/// Where a request comes from.
#[derive(Clone, Debug)]
pub struct Client {
    pub address: IpAddr,
    pub browser: String,
}

impl Client {
    /// As services take it.
    pub fn origin(&self) -> Origin<'_> {
        Origin { address: self.address, browser: &self.browser }
    }
}

/// Why a page is not shown.
#[derive(Debug)]
pub enum Turned {
    /// To another page first.
    To(String),
    /// Refused.
    Away(Refusal),
}

impl From<Fault> for Turned {
    fn from(fault: Fault) -> Self {
        Self::Away(Refusal(fault))
    }
}

impl IntoResponse for Turned {
    fn into_response(self) -> Response {
        match self {
            Self::To(path) => match HeaderValue::from_str(&path) {
                Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
                Err(error) => Refusal(Fault::internal(error)).into_response(),
            },
            Self::Away(refusal) => refusal.into_response(),
        }
    }
}

impl FromRequestParts<App> for Visited {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Turned> {
        if let Some(known) = parts.extensions.get::<Arc<Visit>>() {
            return Ok(Self(Arc::clone(known)));
        }
        let key = cookie(&parts.headers, cookie_name(&app.config)).and_then(|value| value.parse::<Secret>().ok());
        let visit = match key {
            Some(key) => blocking(app, move |app| session::visit(app, &key)).await?,
            None => None,
        };
        let Some(visit) = visit.map(Arc::new) else { return Err(Turned::To(sign_in_path(parts))) };
        if let Some(context) = parts.extensions.get::<Arc<Context>>() {
            context.speak(visit.account.language);
        }
        parts.extensions.insert(Arc::clone(&visit));
        Ok(Self(visit))
    }
}

/// For the pages that anybody sees: nothing where nobody is signed in.
impl OptionalFromRequestParts<App> for Visited {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Turned> {
        match <Self as FromRequestParts<App>>::from_request_parts(parts, app).await {
            Ok(visited) => Ok(Some(visited)),
            Err(Turned::To(_)) => Ok(None),
            Err(away) => Err(away),
        }
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Turned> {
        let Visited(visit) = <Visited as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        if visit.session.must_change_password {
            return Err(Turned::To("/account/password".to_owned()));
        }
        match &visit.place {
            Some(place) => Ok(Self(place.member.clone())),
            None => Err(Turned::To("/organisations".to_owned())),
        }
    }
}

impl FromRequestParts<App> for SignedChampion {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Turned> {
        let Signed(member) = Signed::from_request_parts(parts, app).await?;
        member.champion().map(Self).ok_or_else(|| Fault::Forbidden.into())
    }
}

impl FromRequestParts<App> for SignedSuperUser {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Turned> {
        let Signed(member) = Signed::from_request_parts(parts, app).await?;
        member.super_user().map(Self).ok_or_else(|| Fault::Forbidden.into())
    }
}

impl FromRequestParts<App> for SignedOperator {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Turned> {
        let Visited(visit) = <Visited as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        if visit.session.must_change_password {
            return Err(Turned::To("/account/password".to_owned()));
        }
        Operator::check(&visit.account).map(Self).ok_or_else(|| Fault::Forbidden.into())
    }
}

/// The frame of a signed-in page: a handler asks for it beside [`Signed`] and says which module it is in.
impl FromRequestParts<App> for Shell {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Turned> {
        let Visited(visit) = <Visited as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        let visitor = Visitor::read(&parts.headers, Some(visit.account.language));
        let seen = Arc::clone(&visit);
        let (waiting, unread) = blocking(app, move |services| {
            let waiting = match &seen.place {
                Some(place) => dashboard::waiting(services, &place.member)?,
                None => 0,
            };
            let unread = Inbox::of(&seen).map(|inbox| notification::unread(services, &inbox)).transpose()?;
            Ok((waiting, unread.unwrap_or_default()))
        })
        .await?;
        let waiting = vec![(Module::Register, u32::try_from(waiting).unwrap_or(u32::MAX))];
        let place = visit.place.as_ref();
        Ok(Self {
            t: visitor.t,
            theme: visitor.theme,
            module: Module::None,
            organisation: place.map(|place| place.organisation.sheet.legal_name.clone()).unwrap_or_default(),
            several_organisations: visit.several_organisations,
            person: visit.account.name.clone(),
            champion: place.is_some_and(|place| place.member.champion().is_some()),
            super_user: place.is_some_and(|place| place.member.is_super_user()),
            operator: visit.account.operator,
            plan: place.map(|place| place.organisation.plan.clone()),
            waiting,
            unread: u32::try_from(unread).unwrap_or(u32::MAX),
            said: visitor.said,
            maintenance: visit.maintenance.clone(),
        })
    }
}

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)).to_canonical();
        let browser = text(&parts.headers, header::USER_AGENT.as_str()).unwrap_or_default().to_owned();
        Ok(Self { address: address(peer, &parts.headers, &app.config.trusted_proxies), browser })
    }
}

/// The address of the person's machine: what a trusted proxy says last, else the other end of the connection.
fn address(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    if !proxies.contains(&peer) {
        return peer;
    }
    let told = headers.get_all("x-forwarded-for").into_iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<&str> = told.flat_map(|line| line.split(',')).map(str::trim).collect();
    let foreign = hops.iter().rev().map_while(|hop| hop.parse::<IpAddr>().ok()).find(|hop| !proxies.contains(hop));
    foreign.unwrap_or(peer)
}

/// The cookie's name. Over TLS the browser itself sees to it that no other host and no plain page sets it.
fn cookie_name(config: &Config) -> &'static str {
    if config.over_tls() { "__Host-probant" } else { "probant" }
}

/// Adds the cookie of a new session to an answer.
pub fn begin(config: &Config, key: &Secret, response: Response) -> Result<Response, Refusal> {
    set_cookie(config, &key.reveal(), "", response)
}

/// Takes the cookie back, and with it what the browser kept of the pages.
pub fn end(config: &Config, response: Response) -> Result<Response, Refusal> {
    let mut response = set_cookie(config, "", "; Max-Age=0", response)?;
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

fn set_cookie(config: &Config, value: &str, age: &str, mut response: Response) -> Result<Response, Refusal> {
    let secure = if config.over_tls() { "; Secure" } else { "" };
    let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", cookie_name(config));
    response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_str(&line).map_err(Fault::internal)?);
    Ok(response)
}

/// The sign-in page, which leads back here afterwards where that makes sense.
fn sign_in_path(parts: &Parts) -> String {
    let wanted = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    if parts.method != Method::GET || wanted == "/" || local_path(wanted) != wanted {
        return "/login".to_owned();
    }
    let next: String = url::form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
    format!("/login?next={next}")
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_tells_the_address() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxies = [ip("10.0.0.1"), ip("10.0.0.2")];
        let table = [
            ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
            ("10.0.0.1", "198.51.100.1, rubbish", "10.0.0.1"),
        ];
        for (peer, forwarded, expected) in table {
            let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), HeaderValue::from_static(forwarded))]);
            assert_eq!(address(ip(peer), &headers, &proxies), ip(expected), "{peer} {forwarded}");
        }
    }

    #[test]
    fn the_cookie_is_bound_to_the_host_over_tls() {
        let secret = Secret::new([1; 32]);
        let line = |base_url: &str| {
            let config = Config { base_url: Some(base_url.into()), ..Config::default() };
            let response = begin(&config, &secret, ().into_response()).unwrap();
            response.headers()[header::SET_COOKIE].to_str().unwrap().replace(&secret.reveal(), "KEY")
        };
        assert_eq!(line("https://a.example"), "__Host-probant=KEY; Path=/; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(line("http://127.0.0.1:8080"), "probant=KEY; Path=/; HttpOnly; SameSite=Lax");
    }
}
