//! The first page.

use super::{
    respond::{self, Answer},
    shell::Bare,
    visitor::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    bare: Bare,
}

/// `GET /`
pub async fn show(visitor: Visitor) -> Answer {
    respond::page(HomePage { bare: visitor.into() })
}
