//! Generated registers: any texts that people and attackers write, in every field.

use crate::domain::{
    activity::*,
    answer::Answer,
    country::Country,
    data_category::DataCategory,
    import::{ImportDepartment, ImportRow},
    legal_basis::{LegalBasis, SpecialCategoryCondition},
    party::*,
    personal_data::*,
    retention::*,
    transfer::*,
};
use jiff::civil::Date;
use proptest::prelude::*;

/// A text without outer spaces, with whatever people and attackers put in cells.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zàéèêôœçÀÉ 0-9]{0,12}",
        "[=+@\"',;\n-]{0,4}",
        Just("\r\n".to_owned()),
        Just("日本 👩🏽‍💻".to_owned()),
        Just("שלום عليكم".to_owned()),
        Just("=HYPERLINK(\"x\")".to_owned()),
        Just("'@a".to_owned()),
        Just("l’été – 5\u{202f}€".to_owned()),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat().trim().to_owned())
}

fn filled() -> impl Strategy<Value = String> {
    text().prop_map(|text| if text.is_empty() { "x".to_owned() } else { text })
}

/// A value of a cell that holds several.
fn value() -> impl Strategy<Value = String> {
    filled().prop_map(|text| text.replace(';', ",").trim().to_owned())
}

fn list() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(value(), 0..3)
}

fn answer() -> impl Strategy<Value = Answer> {
    any::<bool>().prop_map(Answer::from)
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(values: impl IntoIterator<Item = T>) -> impl Strategy<Value = T> {
    proptest::sample::select(values.into_iter().collect::<Vec<_>>())
}

fn transfer() -> impl Strategy<Value = Option<Transfer>> {
    let safeguards = [
        TransferSafeguard::StandardClauses,
        TransferSafeguard::BindingCorporateRules,
        TransferSafeguard::Derogation { detail: String::new() },
        TransferSafeguard::OtherContractual,
    ];
    let transfer = (one_of(Country::all()), proptest::option::of(one_of(safeguards)));
    proptest::option::of(transfer.prop_map(|(country, safeguard)| Transfer { country, safeguard }))
}

fn personal_data() -> impl Strategy<Value = Vec<PersonalDataItem>> {
    let category = prop_oneof![
        3 => one_of(DataCategory::ALL).prop_map(PersonalDataCategory::Known),
        1 => value().prop_map(PersonalDataCategory::Other),
    ];
    let item = (category, value()).prop_map(|(category, name)| PersonalDataItem { category, name, retention: None });
    proptest::collection::vec(item, 0..6).prop_map(|mut items| {
        items.sort_by(|a, b| a.category.cmp(&b.category));
        items
    })
}

fn source() -> impl Strategy<Value = Option<CollectionSource>> {
    let indirect = || {
        (filled(), text(), text(), prop_oneof![Just(""), Just("a.b@exemple.fr")]).prop_map(
            |(name, first_name, last_name, email)| IndirectSource {
                name,
                contact: Contact { first_name, last_name, email: email.to_owned(), ..Contact::default() },
            },
        )
    };
    proptest::option::of(prop_oneof![
        Just(CollectionSource::Direct),
        indirect().prop_map(CollectionSource::OtherDepartment),
        indirect().prop_map(CollectionSource::Partner),
    ])
}

fn retention() -> impl Strategy<Value = Option<RetentionPeriod>> {
    use {RetentionStart as S, RetentionUnit as U};
    let unit = one_of([U::Hours, U::Days, U::Weeks, U::Months, U::Years]);
    let from = proptest::option::of(one_of([S::OperationStart, S::OperationEnd, S::Rolling]));
    proptest::option::of((any::<u32>(), unit, from).prop_map(|(length, unit, from)| RetentionPeriod {
        length,
        unit,
        from,
        then: None,
    }))
}

/// An activity that the 89 columns can hold.
fn record() -> impl Strategy<Value = ActivityRecord> {
    let texts = (filled(), text(), text(), text(), text());
    let lists = (list(), list(), list(), list());
    let choices = (
        proptest::option::of((1900i16..=2100, 1i8..=12, 1i8..=28)),
        proptest::option::of(one_of(LegalBasis::ALL)),
        proptest::option::of(one_of(Country::all())),
        proptest::option::of(one_of(VolumeBand::ALL)),
        proptest::collection::vec(answer(), 18),
    );
    let parts = (personal_data(), source(), retention(), list());
    let partner = || proptest::collection::vec((filled(), transfer()), 0..=1);
    (texts, lists, choices, parts, (partner(), partner(), partner())).prop_map(|(texts, lists, choices, parts, partners)| {
        let (date, legal_basis, controller_country, volume, answers) = choices;
        let (joints, recipients, processors) = partners;
        let mut record = ActivityRecord {
            name: texts.0,
            description: texts.1,
            deletion_method: texts.2,
            operations: lists.0,
            applications: lists.1,
            start_date: date.map(|(year, month, day)| Date::new(year, month, day).unwrap()),
            legal_basis,
            controller_country,
            personal_data: parts.0,
            source: parts.1,
            retention: parts.2,
            data_subjects: parts.3.into_iter().map(|name| DataSubjectCategory { name, volume }).collect(),
            minors: answers[0],
            joint_controllers: joints.into_iter().map(|(name, transfer)| JointController { name, transfer }).collect(),
            recipients: recipients
                .into_iter()
                .map(|(name, transfer)| Recipient { name, internal: answers[1], transfer })
                .collect(),
            processors: processors
                .into_iter()
                .map(|(name, transfer)| Processor { name, contract: answers[2], sufficient_clause: answers[3], transfer })
                .collect(),
            information: Information {
                form: answers[4],
                poster: answers[5],
                website: answers[6],
                letter: answers[7],
                oral: answers[8],
                other: lists.2,
            },
            rights: RightsContact {
                email: if answers[9].is_yes() { "dpo@exemple.fr".into() } else { String::new() },
                postal_address: texts.3,
                form_url: if answers[9].is_yes() { "https://exemple.fr/droits?x=1;y".into() } else { String::new() },
                in_person: texts.4,
            },
            security: SecurityMeasures { other: lists.3, ..Default::default() },
            ..ActivityRecord::default()
        };
        for (measure, answer) in SecurityMeasure::ALL.into_iter().zip(&answers[10..]) {
            *record.security.get_mut(measure) = *answer;
        }
        record
    })
}

/// A register that the 89 columns can hold.
pub fn register() -> impl Strategy<Value = Vec<ImportRow>> {
    of(record())
}

/// A register that says all that can be said.
pub fn whole() -> impl Strategy<Value = Vec<ImportRow>> {
    of(whole_record())
}

fn of(record: impl Strategy<Value = ActivityRecord>) -> impl Strategy<Value = Vec<ImportRow>> {
    let department = proptest::option::of(
        (filled(), text())
            .prop_map(|(name, last_name)| ImportDepartment { name, head: Contact { last_name, ..Contact::default() } }),
    );
    let row = (filled(), proptest::option::of(filled()), filled(), department, record);
    proptest::collection::vec(row, 0..4).prop_map(|rows| {
        let rows = (1..).zip(rows).map(|(row, (category, subcategory, purpose, department, mut record))| {
            // No two activities of a purpose have one name.
            record.name = format!("{} {row}", record.name);
            ImportRow { row, category, subcategory, purpose, department, record }
        });
        rows.collect()
    })
}

/// Texts as no form would send them: with spaces around them, controls, semicolons. Never blank ones: a category of data, a
/// source or a party always has a name, since form, API and import ask for one.
fn raw() -> impl Strategy<Value = String> {
    let named = |text: String| {
        let seen = |c: char| !c.is_control() && !c.is_whitespace() && c != ';';
        if text.contains(seen) { text } else { "x".to_owned() }
    };
    prop_oneof![text(), "[ \t\u{0}-\u{1f};a]{0,6}", Just(" ; x".to_owned()), Just("é".repeat(40_000))].prop_map(named)
}

fn any_answer() -> impl Strategy<Value = Answer> {
    one_of([Answer::Unanswered, Answer::No, Answer::Yes])
}

fn any_retention() -> impl Strategy<Value = Option<RetentionPeriod>> {
    let then = proptest::option::of(one_of(AfterRetention::ALL));
    (retention(), then).prop_map(|(period, then)| period.map(|period| RetentionPeriod { then, ..period }))
}

fn any_transfer() -> impl Strategy<Value = Option<Transfer>> {
    let safeguard = prop_oneof![
        raw().prop_map(|detail| TransferSafeguard::Derogation { detail }),
        one_of([TransferSafeguard::CodeOfConduct, TransferSafeguard::Certification]),
    ];
    let country = prop_oneof![one_of(Country::all()), Just(Country::try_from("XK".to_owned()).unwrap())];
    let further = (country, safeguard).prop_map(|(country, safeguard)| Some(Transfer { country, safeguard: Some(safeguard) }));
    prop_oneof![transfer(), further]
}

fn contact() -> impl Strategy<Value = Contact> {
    (raw(), raw(), raw(), raw()).prop_map(|(first_name, last_name, position, email)| Contact {
        first_name,
        last_name,
        position,
        email,
    })
}

/// An activity with more than the 89 columns can hold.
fn whole_record() -> impl Strategy<Value = ActivityRecord> {
    let partners = proptest::collection::vec((raw(), any_answer(), any_answer(), any_transfer()), 0..4);
    let category =
        prop_oneof![one_of(DataCategory::ALL).prop_map(PersonalDataCategory::Known), raw().prop_map(PersonalDataCategory::Other)];
    let item =
        (category, raw(), any_retention()).prop_map(|(category, name, retention)| PersonalDataItem { category, name, retention });
    let subject =
        (raw(), proptest::option::of(one_of(VolumeBand::ALL))).prop_map(|(name, volume)| DataSubjectCategory { name, volume });
    let source = (raw(), contact()).prop_map(|(name, contact)| CollectionSource::Partner(IndirectSource { name, contact }));
    let parts = (
        proptest::collection::vec(item, 0..12),
        proptest::collection::vec(subject, 0..4),
        any_retention(),
        proptest::option::of(source),
        proptest::option::of((-2000i16..=3000, 1i8..=12, 1i8..=28)),
    );
    let further = (
        proptest::option::of(one_of(SpecialCategoryCondition::ALL)),
        proptest::option::of((raw(), contact()).prop_map(|(name, contact)| Client { name, contact })),
        proptest::collection::vec(raw(), 8),
        proptest::collection::vec(any_answer(), 14),
    );
    (record(), partners, parts, further).prop_map(|(record, partners, parts, further)| {
        let (personal_data, data_subjects, retention, source, date) = parts;
        let (special_category_condition, client, texts, answers) = further;
        let [description, balancing_test, criminal_data_authority, deletion_method, email, operation, way, measure] =
            texts.try_into().unwrap();
        let mut whole = ActivityRecord {
            description,
            balancing_test,
            criminal_data_authority,
            deletion_method,
            special_category_condition,
            client,
            personal_data,
            data_subjects,
            retention,
            source: source.or(record.source),
            start_date: date.map(|(year, month, day)| Date::new(year, month, day).unwrap()).or(record.start_date),
            operations: [record.operations, vec![operation]].concat(),
            minors: answers[0],
            ..record
        };
        whole.rights.email = email;
        whole.information = Information {
            form: answers[1],
            poster: answers[2],
            website: answers[3],
            letter: answers[4],
            oral: answers[5],
            other: vec![way],
        };
        whole.security.other.push(measure);
        for (measure, answer) in SecurityMeasure::ALL.into_iter().zip(&answers[6..]) {
            *whole.security.get_mut(measure) = *answer;
        }
        let joint = |(name, _, _, transfer)| JointController { name, transfer };
        whole.joint_controllers.extend(partners.iter().cloned().map(joint));
        whole.recipients.extend(partners.iter().cloned().map(|(name, internal, _, transfer)| Recipient {
            name,
            internal,
            transfer,
        }));
        let processor = |(name, contract, sufficient_clause, transfer)| Processor { name, contract, sufficient_clause, transfer };
        whole.processors.extend(partners.into_iter().map(processor));
        whole
    })
}
