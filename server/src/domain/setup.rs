//! The first steps of an instance: a link that works once, and what a new organisation begins with.

use super::{
    account::{Email, person_name},
    fault::FieldError,
    organisation::CompanySheet,
    password::PasswordPolicy,
    secret::SecretHash,
    text::Language,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The link that opens the set-up page, until an organisation exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUpLink {
    pub key: SecretHash,
    pub made_at: Timestamp,
}

/// What somebody filled in to found an organisation; nothing of it is checked.
#[derive(Clone, Debug, Default)]
pub struct FoundationDraft {
    pub sheet: CompanySheet,
    pub packs: Vec<String>,
    pub language: Language,
    pub name: String,
    pub email: String,
    /// Nothing where the person has an account already.
    pub password: Option<String>,
}

/// An organisation to be founded with its first person, checked.
#[derive(Clone, Debug)]
pub struct Foundation {
    pub sheet: CompanySheet,
    pub packs: Vec<String>,
    pub language: Language,
    pub name: String,
    pub email: Email,
    pub password: Option<String>,
}

impl FoundationDraft {
    /// Checks everything.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn complete(self, policy: PasswordPolicy) -> Result<Foundation, Vec<FieldError>> {
        let mut faults = Vec::new();
        let sheet = self.sheet.complete().unwrap_or_else(|found| {
            faults.extend(found);
            CompanySheet::default()
        });
        let name = person_name(&self.name).unwrap_or_else(|found| {
            faults.push(found);
            String::new()
        });
        let email = self.email.parse::<Email>().map_err(|found| faults.push(found.into())).ok();
        if let Some(password) = &self.password
            && let Err(found) = policy.check(password, &[&self.name, &self.email, &sheet.legal_name])
        {
            faults.extend(found);
        }
        match email {
            Some(email) if faults.is_empty() => {
                Ok(Foundation { sheet, packs: self.packs, language: self.language, name, email, password: self.password })
            }
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> FoundationDraft {
        FoundationDraft {
            sheet: CompanySheet { legal_name: " OPH Val de Loire ".into(), ..CompanySheet::default() },
            name: "Paule Dutertre".into(),
            email: "Paule@oph.example".into(),
            password: Some("girafe tiroir moulin".into()),
            ..FoundationDraft::default()
        }
    }

    #[test]
    fn a_foundation_is_checked_as_a_whole() {
        let done = draft().complete(PasswordPolicy::Cnil).unwrap();
        assert_eq!((done.sheet.legal_name.as_str(), done.email.as_str()), ("OPH Val de Loire", "paule@oph.example"));
        let wrong = FoundationDraft { password: Some("court".into()), language: Language::Es, ..FoundationDraft::default() };
        let fields: Vec<_> = wrong.complete(PasswordPolicy::Cnil).unwrap_err().into_iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["legal_name", "name", "email", "password"]);
        let own = FoundationDraft { password: Some("Val-de-Loire-OPH-1".into()), ..draft() };
        assert_eq!(own.complete(PasswordPolicy::Cnil).unwrap_err()[0].message, "password-personal");
    }
}
