//! An activity prepared for the rules: its words folded once, its questions answered in one place.

use crate::{
    Activity, DataCategory, PersonalDataCategory, PersonalDataItem, RegisterKind, RetentionPeriod, Subject, Transfer,
    words::Words,
};
use std::{cell::OnceCell, ops::Deref, rc::Rc};

/// What every rule looks at.
pub struct Case<'a> {
    pub activity: &'a Activity,
    /// Name, description, purpose and branch.
    pub about: Words,
    /// Names of the categories of data subjects.
    pub people: Words,
    /// As the company sheet words it.
    pub sector: Words,
    /// Names of all data items: what none of them has is settled by one look.
    names: Rc<Words>,
    items: Vec<Item<'a>>,
}

/// A data item with its name folded, once somebody asks for it.
pub struct Item<'a> {
    item: &'a PersonalDataItem,
    of_all: Rc<Words>,
    name: OnceCell<Words>,
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
        let own = || self.name.get_or_init(|| Words::of([self.item.name.as_str()]));
        self.of_all.mention(patterns).is_some() && own().mention(patterns).is_some()
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
        let names = Rc::new(Words::of(activity.personal_data.iter().map(|item| item.name.as_str())));
        let item = |item| Item { item, of_all: Rc::clone(&names), name: OnceCell::new() };
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
            items: activity.personal_data.iter().map(item).collect(),
            names,
        }
    }

    /// Whether the organisation decides about this processing itself.
    pub fn as_controller(&self) -> bool {
        self.activity.register == RegisterKind::Controller
    }

    /// Whether data of this category are processed.
    pub fn holds(&self, category: DataCategory) -> bool {
        self.activity.personal_data.iter().any(|item| item.is(category))
    }

    /// The first data item, if any, that matches.
    pub fn item(&self, matching: impl Fn(&Item<'_>) -> bool) -> Option<&Item<'a>> {
        self.items.iter().find(|item| matching(item))
    }

    /// The first data item, if any, whose name has one of these words.
    pub fn item_naming(&self, patterns: &[&str]) -> Option<&Item<'a>> {
        self.names.mention(patterns)?;
        self.item(|item| item.names(patterns))
    }

    /// The longest period among the items that match, each its own or the activity's; the activity's where none does.
    pub fn longest(&self, matching: impl Fn(&Item<'_>) -> bool) -> Option<&'a RetentionPeriod> {
        let own = self.activity.retention.as_ref();
        let items = self.items.iter().filter(|item| matching(item));
        items.filter_map(|item| item.item.retention.as_ref().or(own)).max_by_key(|period| period.hours()).or(own)
    }

    /// Every transfer with the column of its safeguard.
    pub fn transfers(&self) -> impl Iterator<Item = (&'static str, &'a Transfer)> {
        let joint = self.activity.joint_controllers.iter().map(|party| ("joint_controller_transfer_safeguard", &party.transfer));
        let recipients = self.activity.recipients.iter().map(|party| ("recipient_transfer_safeguard", &party.transfer));
        let processors = self.activity.processors.iter().map(|party| ("processor_transfer_safeguard", &party.transfer));
        joint.chain(recipients).chain(processors).filter_map(|(field, transfer)| Some((field, transfer.as_ref()?)))
    }
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
