//! Reference lists: the words that activities and purposes share, so that one thing has one name. A list holds what
//! is in use, what people added to it, and what the product proposes (`20-register`, reference lists).

use super::{
    activity::ActivityRecord,
    column::Column,
    data_category::DataCategory,
    exceeds::{longer, same, same_item},
    id::TermId,
    personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem},
    purpose::{Purpose, PurposeFrame},
    retention::RetentionPeriod,
    transfer::Transfer,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// One of the lists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "list", content = "category", rename_all = "snake_case")]
pub enum TermList {
    /// What is done with the data (art. 4(2)).
    Operations,
    Applications,
    /// Categories of data subjects.
    DataSubjects,
    /// Types of personal data of a category.
    DataTypes(PersonalDataCategory),
    /// Measures beyond the eight of the form.
    SecurityMeasures,
    /// Joint controllers, recipients, processors and client controllers.
    Parties,
}

/// A word that somebody added to a list before any activity used it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub id: TermId,
    #[serde(flatten)]
    pub list: TermList,
    pub name: String,
}

/// Several words of a list that become one.
#[derive(Clone, Debug)]
pub struct Merge {
    pub list: TermList,
    /// Whatever their case.
    pub from: Vec<String>,
    pub into: String,
}

/// Longest name that can be added.
pub const LONGEST: usize = 200;

impl TermList {
    /// The word in addresses and in the API; data types need their category beside it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Operations => "operations",
            Self::Applications => "applications",
            Self::DataSubjects => "data_subjects",
            Self::DataTypes(_) => "data_types",
            Self::SecurityMeasures => "security_measures",
            Self::Parties => "parties",
        }
    }

    /// The list that the words of a field of an activity stand in.
    pub fn of_field(field: &str) -> Option<Self> {
        match field {
            "processing_operations" => Some(Self::Operations),
            "it_tools" => Some(Self::Applications),
            "data_subject_categories" => Some(Self::DataSubjects),
            "security_other_measures" => Some(Self::SecurityMeasures),
            "joint_controller_name" | "recipient_name" | "processor_name" | "client_name" => Some(Self::Parties),
            _ => {
                let number = usize::from(Column::named(field)?.number);
                let category = DataCategory::ALL.into_iter().find(|category| category.column() == number)?;
                Some(Self::DataTypes(PersonalDataCategory::Known(category)))
            }
        }
    }
}

/// Reads the word of a list without a category.
impl FromStr for TermList {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        let plain = [Self::Operations, Self::Applications, Self::DataSubjects, Self::SecurityMeasures, Self::Parties];
        plain.into_iter().find(|list| list.as_str() == word).ok_or(())
    }
}

/// Every word of a record, with its list; one that stands there twice comes twice.
pub fn terms_of(record: &ActivityRecord) -> impl Iterator<Item = (TermList, &str)> {
    let named = |list: TermList| move |name| (list.clone(), name);
    let joint = record.joint_controllers.iter().map(|joint| joint.name.as_str());
    let recipients = record.recipients.iter().map(|recipient| recipient.name.as_str());
    let processors = record.processors.iter().map(|processor| processor.name.as_str());
    let client = record.client.iter().map(|client| client.name.as_str());
    (record.operations.iter().map(String::as_str).map(named(TermList::Operations)))
        .chain(record.applications.iter().map(String::as_str).map(named(TermList::Applications)))
        .chain(subjects(&record.data_subjects))
        .chain(types(&record.personal_data))
        .chain(record.security.other.iter().map(String::as_str).map(named(TermList::SecurityMeasures)))
        .chain(joint.chain(recipients).chain(processors).chain(client).map(named(TermList::Parties)))
        .filter(|(_, name)| !name.trim().is_empty())
}

/// Every word of the frame of a purpose, with its list.
pub fn terms_of_frame(frame: &PurposeFrame) -> impl Iterator<Item = (TermList, &str)> {
    (frame.applications.iter().map(|name| (TermList::Applications, name.as_str())))
        .chain(subjects(&frame.data_subjects))
        .chain(types(&frame.personal_data))
        .chain(frame.joint_controllers.iter().map(|name| (TermList::Parties, name.as_str())))
        .filter(|(_, name)| !name.trim().is_empty())
}

fn subjects(subjects: &[DataSubjectCategory]) -> impl Iterator<Item = (TermList, &str)> {
    subjects.iter().map(|subject| (TermList::DataSubjects, subject.name.as_str()))
}

fn types(items: &[PersonalDataItem]) -> impl Iterator<Item = (TermList, &str)> {
    items.iter().map(|item| (TermList::DataTypes(item.category.clone()), item.name.as_str()))
}

impl Merge {
    /// Changes a record; what fitted its purpose still fits it where that is changed too. False where nothing changed.
    pub fn record(&self, record: &mut ActivityRecord) -> bool {
        match &self.list {
            TermList::Operations => self.names(&mut record.operations),
            TermList::Applications => self.names(&mut record.applications),
            TermList::SecurityMeasures => self.names(&mut record.security.other),
            TermList::DataSubjects => self.subjects(&mut record.data_subjects),
            TermList::DataTypes(category) => self.items(category, &mut record.personal_data, record.retention),
            TermList::Parties => self.parties(record),
        }
    }

    /// Changes a purpose: its frame, and the grades that were given to its data.
    pub fn purpose(&self, purpose: &mut Purpose) -> bool {
        let frame = &mut purpose.frame;
        match &self.list {
            TermList::Operations | TermList::SecurityMeasures => false,
            TermList::Applications => self.names(&mut frame.applications),
            TermList::Parties => self.names(&mut frame.joint_controllers),
            TermList::DataSubjects => self.subjects(&mut frame.data_subjects),
            TermList::DataTypes(category) => {
                let changed = self.items(category, &mut frame.personal_data, frame.retention);
                let graded = &mut purpose.sensitivity.items;
                graded.iter_mut().filter(|item| item.category == *category).for_each(|item| {
                    self.rename(&mut item.name);
                });
                keep_first(graded, |a, b| a.category == b.category && same(&a.name, &b.name));
                changed
            }
        }
    }

    fn rename(&self, name: &mut String) -> bool {
        let gone = *name != self.into && self.from.iter().any(|from| same(from, name));
        if gone {
            name.clone_from(&self.into);
        }
        gone
    }

    fn names(&self, names: &mut Vec<String>) -> bool {
        let changed = names.iter_mut().fold(false, |changed, name| self.rename(name) | changed);
        if changed {
            keep_first(names, |a, b| same(a, b));
        }
        changed
    }

    /// Of two categories that become one the larger volume stays; no volume at all is the largest.
    fn subjects(&self, subjects: &mut Vec<DataSubjectCategory>) -> bool {
        let changed = subjects.iter_mut().fold(false, |changed, subject| self.rename(&mut subject.name) | changed);
        let found = || subjects.iter().filter(|subject| same(&subject.name, &self.into));
        if changed && let Some(first) = found().next() {
            let volume = found().fold(first.volume, |largest, subject| largest.zip(subject.volume).map(|(a, b)| a.max(b)));
            subjects.iter_mut().filter(|subject| same(&subject.name, &self.into)).for_each(|subject| subject.volume = volume);
            keep_first(subjects, |a, b| same(&a.name, &b.name));
        }
        changed
    }

    /// Of two types that become one the longer period stays; `overall` is what stands for those that have none.
    fn items(
        &self,
        category: &PersonalDataCategory,
        items: &mut Vec<PersonalDataItem>,
        overall: Option<RetentionPeriod>,
    ) -> bool {
        let of_list = items.iter_mut().filter(|item| item.category == *category);
        let changed = of_list.fold(false, |changed, item| self.rename(&mut item.name) | changed);
        let is_it = |item: &PersonalDataItem| item.category == *category && same(&item.name, &self.into);
        let periods: Vec<_> = items.iter().filter(|item| is_it(item)).map(|item| item.retention).collect();
        if changed && periods.iter().any(Option::is_some) {
            let longest = periods.iter().map(|period| period.or(overall)).reduce(longer).flatten();
            items.iter_mut().filter(|item| is_it(item)).for_each(|item| item.retention = longest);
        }
        if changed {
            keep_first(items, same_item);
        }
        changed
    }

    /// Two entries become one where nothing is lost by it: where they say the same, or one says nothing.
    fn parties(&self, record: &mut ActivityRecord) -> bool {
        let mut changed = record.client.as_mut().is_some_and(|client| self.rename(&mut client.name));
        for joint in &mut record.joint_controllers {
            changed |= self.rename(&mut joint.name);
        }
        for recipient in &mut record.recipients {
            changed |= self.rename(&mut recipient.name);
        }
        for processor in &mut record.processors {
            changed |= self.rename(&mut processor.name);
        }
        if changed {
            fill(&mut record.joint_controllers, |a, b| same(&a.name, &b.name), |joint| &mut joint.transfer);
            keep_first(&mut record.joint_controllers, |a, b| same(&a.name, &b.name) && a.transfer == b.transfer);
            fill(&mut record.recipients, |a, b| same(&a.name, &b.name), |recipient| &mut recipient.transfer);
            keep_first(&mut record.recipients, |a, b| {
                same(&a.name, &b.name) && (a.internal, &a.transfer) == (b.internal, &b.transfer)
            });
            fill(&mut record.processors, |a, b| same(&a.name, &b.name), |processor| &mut processor.transfer);
            keep_first(&mut record.processors, |a, b| {
                let said = |p: &super::party::Processor| (p.contract, p.sufficient_clause, p.transfer.clone());
                same(&a.name, &b.name) && said(a) == said(b)
            });
        }
        changed
    }
}

/// Drops what is the same as something before it.
fn keep_first<T>(list: &mut Vec<T>, same: impl Fn(&T, &T) -> bool) {
    let mut at = 0;
    while at < list.len() {
        let (before, rest) = list.split_at(at);
        match rest.first() {
            Some(one) if before.iter().any(|other| same(other, one)) => {
                list.remove(at);
            }
            _ => at += 1,
        }
    }
}

/// Those of one name that say nothing of a transfer take over what the first of them says that does.
fn fill<T>(list: &mut [T], same: impl Fn(&T, &T) -> bool, transfer: impl Fn(&mut T) -> &mut Option<Transfer>) {
    for at in 0..list.len() {
        let (before, rest) = list.split_at_mut(at);
        let Some(one) = rest.first_mut() else { continue };
        for other in before {
            if !same(other, one) {
                continue;
            }
            let (one, other) = (transfer(one), transfer(other));
            match (&one, &other) {
                (None, Some(_)) => one.clone_from(other),
                (Some(_), None) => other.clone_from(one),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests;
