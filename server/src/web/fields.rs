//! The fields of a form whose names may come several times, as they were sent.

use super::{App, error::Refusal};
use crate::domain::fault::Fault;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};

/// Names and values in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&a=2`.
    pub fn read(body: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(body).into_owned().collect())
    }

    /// Names and values that were kept.
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// These fields with all that another form sends under some names.
    #[must_use]
    pub fn over(mut self, names: &[String], sent: &Self) -> Self {
        self.0.retain(|(name, _)| !names.contains(name));
        self.0.extend(sent.0.iter().filter(|(name, _)| names.contains(name)).cloned());
        self
    }

    /// The first value of a name.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

impl FromRequest<App> for Fields {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refusal> {
        let body = Bytes::from_request(request, app).await.map_err(|_| Fault::invalid("", "fault-unknown-value"))?;
        Ok(Self::read(&body))
    }
}

/// A word from an address that may stand in another: letters, digits, underscores.
pub fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_come_several_times() {
        let fields = Fields::read(b"a=1&b=x%20y&a=2");
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((fields.one("b"), fields.one("c")), (Some("x y"), None));
        let over = fields.over(&["a".to_owned(), "c".to_owned()], &Fields::read(b"a=3&b=z"));
        assert_eq!((over.all("a").collect::<Vec<_>>(), over.one("b"), over.one("c")), (vec!["3"], Some("x y"), None));
    }
}
