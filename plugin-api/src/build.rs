//! Short ways to build the records of the WIT package.

use crate::{
    Activity, Answer, Company, Date, FileContent, Finding, Grade, Impact, Information, Localised, PersonalDataCategory,
    PersonalDataItem, Purpose, RegisterKind, RetentionPeriod, RetentionUnit, RightsContact, SecurityMeasures, Sensitivity,
    Severity,
};

/// A text in French, English and Spanish.
pub fn texts(fr: impl Into<String>, en: impl Into<String>, es: impl Into<String>) -> Localised {
    Localised { fr: fr.into(), en: en.into(), es: es.into() }
}

/// A name or a number, the same in every language.
pub fn same(text: impl Into<String>) -> Localised {
    let text = text.into();
    texts(text.clone(), text.clone(), text)
}

/// The name of a country, known by its code: the server writes it, in the language of whoever reads.
pub fn country(code: &str) -> Localised {
    same(format!("{{country:{code}}}"))
}

/// The nine grades of a data item: physical, moral and financial harm of a change, of a loss and of a leak.
pub fn sensitivity(alteration: [Grade; 3], loss: [Grade; 3], leak: [Grade; 3]) -> Sensitivity {
    let impact = |[physical, moral, financial]: [Grade; 3]| Impact { physical, moral, financial };
    Sensitivity { alteration: impact(alteration), loss: impact(loss), leak: impact(leak) }
}

impl Finding {
    /// A finding without an article and without a fix.
    pub fn new(rule: &str, severity: Severity, field: &str, message: Localised) -> Self {
        Self { rule: rule.into(), severity, field: field.into(), message, article: String::new(), fix: None }
    }

    /// Names the article the rule rests on.
    #[must_use]
    pub fn article(mut self, article: &str) -> Self {
        self.article = article.into();
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn fix(mut self, fix: Localised) -> Self {
        self.fix = Some(fix);
        self
    }
}

impl RetentionPeriod {
    /// A period without a start.
    pub fn new(length: u32, unit: RetentionUnit) -> Self {
        Self { length, unit, from: None, then: None }
    }

    /// Length in hours, to compare periods: a month counts 730 hours, a year 8,760.
    pub fn hours(&self) -> u64 {
        let unit = match self.unit {
            RetentionUnit::Hours => 1,
            RetentionUnit::Days => 24,
            RetentionUnit::Weeks => 168,
            RetentionUnit::Months => 730,
            RetentionUnit::Years => 8_760,
        };
        u64::from(self.length) * unit
    }
}

impl PersonalDataItem {
    /// An item without a period of its own.
    pub fn new(category: crate::DataCategory, name: &str) -> Self {
        Self { category: PersonalDataCategory::Known(category), name: name.into(), retention: None }
    }

    /// Whether it stands in one of the 28 categories.
    pub fn is(&self, category: crate::DataCategory) -> bool {
        self.category == PersonalDataCategory::Known(category)
    }
}

impl Default for Activity {
    fn default() -> Self {
        Self {
            register: RegisterKind::Controller,
            name: String::new(),
            description: String::new(),
            operations: Vec::new(),
            start_date: None,
            applications: Vec::new(),
            legal_basis: None,
            balancing_test: String::new(),
            special_category_condition: None,
            criminal_data_authority: String::new(),
            department: String::new(),
            controller_country: None,
            joint_controllers: Vec::new(),
            personal_data: Vec::new(),
            source: None,
            data_subjects: Vec::new(),
            minors: Answer::Unanswered,
            information: Information::default(),
            rights: RightsContact::empty(),
            recipients: Vec::new(),
            processors: Vec::new(),
            retention: None,
            deletion_method: String::new(),
            security: SecurityMeasures::default(),
            client: None,
        }
    }
}

impl Default for Information {
    fn default() -> Self {
        let no = Answer::Unanswered;
        Self { form: no, poster: no, website: no, letter: no, oral: no, other: Vec::new() }
    }
}

impl Default for SecurityMeasures {
    fn default() -> Self {
        let no = Answer::Unanswered;
        Self {
            transit_encryption: no,
            offline_network: no,
            authentication: no,
            logging: no,
            confidentiality_undertaking: no,
            isolated_media: no,
            regular_controls: no,
            physical_access: no,
            other: Vec::new(),
        }
    }
}

#[expect(clippy::derivable_impls, reason = "the record is generated")]
impl Default for FileContent {
    fn default() -> Self {
        Self { activities: Vec::new(), faults: Vec::new() }
    }
}

impl Default for Purpose {
    fn default() -> Self {
        Self {
            category: String::new(),
            subcategory: String::new(),
            name: String::new(),
            description: String::new(),
            legal_basis: None,
            retention: None,
            required_measures: Vec::new(),
            transmission: true,
        }
    }
}

impl Default for Company {
    fn default() -> Self {
        Self { sector: String::new(), staff: 0, dpo: true }
    }
}

impl Default for Date {
    /// The first day of 1970: tests that care say their own.
    fn default() -> Self {
        Self { year: 1970, month: 1, day: 1 }
    }
}
