//! What is filled in about a department: its name and its head. Activities and people refer to departments by id.

use super::{account::Email, fault::FieldError, party::Contact};

/// Longest name of a department, and longest text about its head, in characters.
const LENGTH: usize = 120;

/// A department as it was filled in; nothing of it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DepartmentDraft {
    pub name: String,
    /// Who leads it: name, position, e-mail. Exports name the head as the one in charge of an activity.
    pub head: Contact,
}

impl DepartmentDraft {
    /// Checks what was filled in and takes off what surrounds it. Only the name must be there.
    ///
    /// # Errors
    /// Every wrong field: `name`, `head_first_name`, `head_last_name`, `head_position`, `head_email`.
    pub fn complete(mut self) -> Result<Self, Vec<FieldError>> {
        let mut faults = Vec::new();
        let fields = [
            ("name", &mut self.name),
            ("head_first_name", &mut self.head.first_name),
            ("head_last_name", &mut self.head.last_name),
            ("head_position", &mut self.head.position),
            ("head_email", &mut self.head.email),
        ];
        for (field, text) in fields {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().count() > LENGTH {
                faults.push(FieldError::new(field, "department-too-long").with("limit", LENGTH));
            } else if field == "head_email" && !text.is_empty() && text.parse::<Email>().is_err() {
                faults.push(FieldError::new(field, "account-email-invalid"));
            }
        }
        if self.name.is_empty() {
            faults.push(FieldError::new("name", "department-name-missing"));
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_needs_a_name_and_its_head_an_address_that_is_one() {
        let long = "a".repeat(LENGTH + 1);
        let table: [(&str, &str, &[&str]); 5] = [
            ("Gestion  locative ", "", &[]),
            ("Gestion locative", " Luc@OPH.example", &[]),
            (" ", "", &["name"]),
            (" ", "luc", &["head_email", "name"]),
            (&long, "", &["name"]),
        ];
        for (name, email, expected) in table {
            let head = Contact { email: email.into(), ..Contact::default() };
            let draft = DepartmentDraft { name: name.into(), head }.complete();
            let found = draft.as_ref().err().map(|faults| faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>());
            assert_eq!(found.unwrap_or_default(), expected, "{name} {email}");
            if let Ok(draft) = draft {
                assert_eq!(draft.name, "Gestion locative");
            }
        }
    }
}
