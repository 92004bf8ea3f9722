//! An activity prepared for the rules: its words folded once, its questions answered in one place.

use crate::{
    Activity, DataCategory, PersonalDataCategory, PersonalDataItem, RegisterKind, RetentionPeriod, Subject, Transfer,
    words::Words,
};
use std::ops::Deref;

/// What every rule looks at.
pub struct Case<'a> {
    pub activity: &'a Activity,
    /// Name, description, purpose and branch.
    pub about: Words,
    /// Names of the categories of data subjects.
    pub people: Words,
    /// As the company sheet words it.
    pub sector: Words,
    /// Names of the data items.
    names: Words,
    /// Categories of data that some item has, a bit each.
    categories: u32,
}

/// A data item of a case.
#[derive(Clone, Copy)]
pub struct Item<'c> {
    item: &'c PersonalDataItem,
    number: usize,
    names: &'c Words,
}

impl Deref for Item<'_> {
    type Target = PersonalDataItem;
    fn deref(&self) -> &PersonalDataItem {
        self.item
    }
}

impl Item<'_> {
    /// Whether the name has one of these words.
    pub fn names(&self, patterns: &[&str]) -> bool {
        self.names.mention_in(self.number, patterns)
    }

    /// Column of the register file in which the item stands.
    pub fn column(&self) -> &'static str {
        match self.category {
            PersonalDataCategory::Known(category) => category_column(category),
            PersonalDataCategory::Other(_) => "other_data",
        }
    }
}

impl<'a> Case<'a> {
    /// Folds the words of an activity, its purpose and its people.
    pub fn new(subject: &'a Subject) -> Self {
        let Subject { activity, purpose, company } = subject;
        let bit = |item: &PersonalDataItem| match item.category {
            PersonalDataCategory::Known(category) => bit(category),
            PersonalDataCategory::Other(_) => 0,
        };
        Self {
            activity,
            about: Words::of([
                activity.name.as_str(),
                &activity.description,
                &purpose.name,
                &purpose.description,
                &purpose.category,
                &purpose.subcategory,
            ]),
            people: Words::of(activity.data_subjects.iter().map(|subjects| subjects.name.as_str())),
            sector: Words::of([company.sector.as_str()]),
            names: Words::of(activity.personal_data.iter().map(|item| item.name.as_str())),
            categories: activity.personal_data.iter().fold(0, |bits, item| bits | bit(item)),
        }
    }

    /// Whether the organisation decides about this processing itself.
    pub fn as_controller(&self) -> bool {
        self.activity.register == RegisterKind::Controller
    }

    /// Whether data of this category are processed.
    pub fn holds(&self, category: DataCategory) -> bool {
        self.categories & bit(category) != 0
    }

    /// The first data item, if any, that matches.
    pub fn item(&self, matching: impl Fn(&Item<'_>) -> bool) -> Option<Item<'_>> {
        self.items().find(|item| matching(item))
    }

    /// The first data item, if any, whose name has one of these words.
    pub fn item_naming(&self, patterns: &[&str]) -> Option<Item<'_>> {
        let number = self.names.first(patterns)?;
        Some(Item { item: self.activity.personal_data.get(number)?, number, names: &self.names })
    }

    /// The longest period among the items that match, each its own or the activity's; the activity's where none does.
    pub fn longest(&self, matching: impl Fn(&Item<'_>) -> bool) -> Option<&'a RetentionPeriod> {
        let own = self.activity.retention.as_ref();
        let periods = self.activity.personal_data.iter().map(|item| item.retention.as_ref().or(own));
        let matched = self.items().zip(periods).filter(|(item, _)| matching(item));
        matched.filter_map(|(_, period)| period).max_by_key(|period| period.hours()).or(own)
    }

    fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let items = self.activity.personal_data.iter().enumerate();
        items.map(|(number, item)| Item { item, number, names: &self.names })
    }

    /// Every transfer with the column of its safeguard.
    pub fn transfers(&self) -> impl Iterator<Item = (&'static str, &'a Transfer)> {
        let joint = self.activity.joint_controllers.iter().map(|party| ("joint_controller_transfer_safeguard", &party.transfer));
        let recipients = self.activity.recipients.iter().map(|party| ("recipient_transfer_safeguard", &party.transfer));
        let processors = self.activity.processors.iter().map(|party| ("processor_transfer_safeguard", &party.transfer));
        joint.chain(recipients).chain(processors).filter_map(|(field, transfer)| Some((field, transfer.as_ref()?)))
    }
}

/// There are 28 categories.
fn bit(category: DataCategory) -> u32 {
    1 << category as u32
}

/// Column of a category of data.
pub fn category_column(category: DataCategory) -> &'static str {
    match category {
        DataCategory::IdentificationData => "identification_data",
        DataCategory::BankAndFinancialData => "bank_and_financial_data",
        DataCategory::PersonalCharacteristics => "personal_characteristics",
        DataCategory::PhysicalData => "physical_data",
        DataCategory::LifestyleAndConsumption => "lifestyle_and_consumption",
        DataCategory::HouseholdComposition => "household_composition",
        DataCategory::HousingCharacteristics => "housing_characteristics",
        DataCategory::HealthData => "health_data",
        DataCategory::EducationAndTraining => "education_and_training",
        DataCategory::ProfessionalLife => "professional_life",
        DataCategory::ManagementData => "management_data",
        DataCategory::CustomerData => "customer_data",
        DataCategory::ConnectionData => "connection_data",
        DataCategory::ImageRecording => "image_recording",
        DataCategory::AdministrativeData => "administrative_data",
        DataCategory::SocialAssistanceAndAssessment => "social_assistance_and_assessment",
        DataCategory::SexLife => "sex_life",
        DataCategory::PoliticalPhilosophicalReligiousOpinions => "political_philosophical_religious_opinions",
        DataCategory::OffencesAndConvictions => "offences_and_convictions",
        DataCategory::TradeUnionMembership => "trade_union_membership",
        DataCategory::RacialOrEthnicOrigin => "racial_or_ethnic_origin",
        DataCategory::LocationData => "location_data",
        DataCategory::BiometricData => "biometric_data",
        DataCategory::JudicialData => "judicial_data",
        DataCategory::MilitaryStatus => "military_status",
        DataCategory::LegalEntityData => "legal_entity_data",
        DataCategory::NotarialActivityData => "notarial_activity_data",
        DataCategory::InsuranceAndSocialContributions => "insurance_and_social_contributions",
    }
}
