//! Reference lists: read and added to by every member, merged by privacy champions. Both registers of an organisation
//! share them.

use super::{
    Services,
    attempt::{self, Attempt, until_settled},
    register::{self, terms::Uses},
};
use crate::{
    domain::{
        access::{Champion, Member},
        activity::Activity,
        country::Country,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        fold::{fold, same},
        id::TermId,
        personal_data::PersonalDataCategory,
        purpose::Purpose,
        register::RegisterKind,
        term::{LONGEST, Merge, Term, TermList},
        text::Language,
    },
    locale::Texts,
    store::{Change, CommitError, Versioned},
};
use rustc_hash::FxHashMap;

/// Most suggestions that are made at once.
pub const SUGGESTIONS: usize = 30;

const KINDS: [RegisterKind; 2] = [RegisterKind::Controller, RegisterKind::Processor];

/// A word of a list.
#[derive(Clone, Debug, Default)]
pub struct TermUse {
    pub name: String,
    /// In both registers.
    pub uses: Uses,
    /// Where somebody added it before it was used.
    pub added: Option<TermId>,
    /// Another word of the list differs from it by case, accents or spaces only.
    pub alike: bool,
}

/// What a merge changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    pub activities: usize,
    pub purposes: usize,
}

/// The lists of an organisation with how many words each has; of data types, the categories that have some.
///
/// # Errors
/// Internal only.
pub fn lists(services: &Services, member: &Member) -> Result<Vec<(TermList, usize)>, Fault> {
    let mut words: FxHashMap<TermList, Vec<String>> = FxHashMap::default();
    for kind in KINDS {
        let view = register::view(services, member, kind)?;
        for (word, _) in view.words().filter(|(_, uses)| *uses != Uses::default()) {
            words.entry(word.list.clone()).or_default().push(word.name.clone());
        }
    }
    for term in added(services, member)? {
        words.entry(term.list.clone()).or_default().push(term.name.clone());
    }
    let plain = [TermList::Operations, TermList::Applications, TermList::DataSubjects];
    for list in plain.into_iter().chain([TermList::SecurityMeasures, TermList::Parties]) {
        words.entry(list).or_default();
    }
    let mut lists: Vec<_> = words
        .into_iter()
        .map(|(list, mut names)| {
            names.sort_unstable();
            names.dedup();
            (list, names.len())
        })
        .collect();
    lists.sort_unstable();
    Ok(lists)
}

/// The words of a list by name, with their uses.
///
/// # Errors
/// Internal only.
pub fn list(services: &Services, member: &Member, list: &TermList) -> Result<Vec<TermUse>, Fault> {
    let mut words: FxHashMap<String, TermUse> = FxHashMap::default();
    for kind in KINDS {
        let view = register::view(services, member, kind)?;
        for (word, uses) in view.words().filter(|(word, uses)| word.list == *list && *uses != Uses::default()) {
            let term = words.entry(word.name.clone()).or_default();
            term.uses.activities += uses.activities;
            term.uses.purposes += uses.purposes;
        }
    }
    for term in added(services, member)?.into_iter().filter(|term| term.list == *list) {
        words.entry(term.name.clone()).or_default().added = Some(term.id);
    }
    let mut words: Vec<(String, TermUse)> =
        words.into_iter().map(|(name, term)| (fold(&name), TermUse { name, ..term })).collect();
    words.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.name.cmp(&other.name)));
    let keys: Vec<String> = words.iter().map(|(key, _)| bare(key)).collect();
    let mut often: FxHashMap<&str, usize> = FxHashMap::default();
    keys.iter().for_each(|key| *often.entry(key).or_default() += 1);
    let terms = words.into_iter().zip(&keys);
    Ok(terms.map(|((_, term), key)| TermUse { alike: often.get(key.as_str()).is_some_and(|count| *count > 1), ..term }).collect())
}

/// What a name is beyond spaces, dashes and a plural.
fn bare(key: &str) -> String {
    let letters = key.split(|letter: char| !letter.is_alphanumeric()).map(|word| word.strip_suffix('s').unwrap_or(word));
    letters.collect()
}

/// What a field of an activity can be completed with, best first: what begins with the letters typed, then what holds
/// them; of these, what is used most.
///
/// # Errors
/// Internal only.
pub fn suggest(services: &Services, member: &Member, kind: RegisterKind, field: &str, typed: &str) -> Result<Vec<String>, Fault> {
    let language = member.language;
    let mut words: Vec<(String, usize)> = match field {
        "category" | "subcategory" | "purpose" | "department" => branches(services, member, kind, field)?,
        _ if field.ends_with("country") => Country::all().map(|country| (country.name(language).to_owned(), 0)).collect(),
        _ => match TermList::of_field(field) {
            Some(of) => {
                let used = list(services, member, &of)?;
                let used = used.into_iter().map(|term| (term.name, term.uses.activities + term.uses.purposes));
                used.chain(proposed(&of, language).into_iter().map(|name| (name, 0))).collect()
            }
            None => Vec::new(),
        },
    };
    let typed = fold(typed);
    let mut seen = rustc_hash::FxHashSet::default();
    let mut keyed: Vec<_> = words.drain(..).map(|(name, uses)| (fold(&name), name, uses)).collect();
    keyed.retain(|(key, _, _)| key.contains(&typed));
    keyed.sort_by(|(a, _, few), (b, _, many)| {
        b.starts_with(&typed).cmp(&a.starts_with(&typed)).then_with(|| many.cmp(few)).then_with(|| a.cmp(b))
    });
    keyed.retain(|(key, _, _)| seen.insert(key.clone()));
    Ok(keyed.into_iter().map(|(_, name, _)| name).take(SUGGESTIONS).collect())
}

fn branches(services: &Services, member: &Member, kind: RegisterKind, field: &str) -> Result<Vec<(String, usize)>, Fault> {
    let view = register::view(services, member, kind)?;
    Ok(match field {
        "purpose" => view.purposes().map(|purpose| (purpose.name.clone(), 0)).collect(),
        "department" => view.departments().map(|department| (department.name.clone(), 0)).collect(),
        _ => {
            let of_level = view.categories().filter(|category| category.parent.is_some() == (field == "subcategory"));
            of_level.map(|category| (category.name.clone(), 0)).collect()
        }
    })
}

/// What the product proposes for a list.
fn proposed(list: &TermList, language: Language) -> Vec<String> {
    match list {
        TermList::DataTypes(PersonalDataCategory::Known(category)) => {
            category.types().iter().map(|known| known.named(language).to_owned()).collect()
        }
        TermList::Operations => Texts::new(language).operations(),
        _ => Vec::new(),
    }
}

/// Adds a word to a list.
///
/// # Errors
/// `Invalid` without a name, with one that is too long or that the list has already.
pub fn add(services: &Services, member: &Member, list: TermList, name: &str) -> Result<TermId, Fault> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Fault::invalid("name", "term-without-name"));
    }
    if name.chars().count() > LONGEST {
        return Err(Fault::Invalid(vec![FieldError::new("name", "term-too-long").with("most", LONGEST)]));
    }
    let taken = || Fault::Invalid(vec![FieldError::new("name", "term-taken").with("name", name)]);
    if self::list(services, member, &list)?.iter().any(|term| same(&term.name, name)) {
        return Err(taken());
    }
    let term = Term { id: TermId::new(), list, name: name.to_owned() };
    let mut change = change(services, member, "term-added", &term.list, name);
    change.insert(member.tenant(), &term);
    match services.store.commit(change) {
        Ok(_) => Ok(term.id),
        Err(CommitError::Conflict) => Err(taken()),
        Err(error) => Err(error.into()),
    }
}

/// Takes a word off its list again; activities and purposes that use it keep it.
///
/// # Errors
/// `NotFound` where nobody added it.
pub fn remove(services: &Services, champion: &Champion, id: TermId) -> Result<(), Fault> {
    let term: Versioned<Term> = services.store.get(champion.tenant(), id.as_bytes())?.ok_or(Fault::NotFound)?;
    let mut change = change(services, champion, "term-removed", &term.list, &term.name);
    change.delete(champion.tenant(), &term);
    services.store.commit(change)?;
    Ok(())
}

/// Makes several words of a list one, in all activities and purposes of both registers, in one change.
///
/// # Errors
/// `Invalid` without a name to keep, or where nothing is chosen that would change.
pub fn merge(services: &Services, champion: &Champion, merge: &Merge) -> Result<Merged, Fault> {
    let into = merge.into.trim();
    if into.is_empty() {
        return Err(Fault::invalid("into", "term-without-name"));
    }
    if into.chars().count() > LONGEST {
        return Err(Fault::Invalid(vec![FieldError::new("into", "term-too-long").with("most", LONGEST)]));
    }
    let merge = Merge { into: into.to_owned(), ..merge.clone() };
    if !merge.from.iter().any(|from| from.trim() != into) {
        return Err(Fault::invalid("from", "term-nothing-chosen"));
    }
    until_settled(|| try_merge(services, champion, &merge))
}

fn try_merge(services: &Services, champion: &Champion, merge: &Merge) -> Result<Merged, Attempt> {
    let tenant = champion.tenant();
    let now = services.clock.now();
    let event = Event::new("terms-merged").with("list", merge.list.as_str());
    let event = event.with("name", &merge.into).with("from", merge.from.join(" ; "));
    let mut change = Change::new(now, Actor::Account(champion.account()), tenant, event);
    let mut merged = Merged { activities: 0, purposes: 0 };
    let mut framed = rustc_hash::FxHashSet::default();
    for purpose in services.store.scan::<Purpose>(tenant, &[]) {
        let old = purpose?;
        let mut new = (*old).clone();
        if merge.purpose(&mut new) {
            framed.insert(new.id);
            merged.purposes += 1;
            change.replace(tenant, &old, &new);
        }
    }
    for activity in services.store.scan::<Activity>(tenant, &[]) {
        let old = activity?;
        let mut new = (*old).clone();
        if merge.record(&mut new.record) {
            merged.activities += 1;
            new.updated_at = now;
            change.replace(tenant, &old, &new);
        } else if framed.contains(&old.purpose) {
            // One that took up the word meanwhile would exceed the purpose.
            change.require(tenant, &old);
        }
    }
    let mut kept = false;
    for term in added(services, champion)?.into_iter().filter(|term| term.list == merge.list) {
        if term.name == merge.into {
            kept = true;
        } else if merge.from.iter().any(|from| same(from, &term.name)) {
            change.delete(tenant, &term);
        }
    }
    if merged == (Merged { activities: 0, purposes: 0 }) && !kept {
        change.insert(tenant, &Term { id: TermId::new(), list: merge.list.clone(), name: merge.into.clone() });
    }
    attempt::commit(services, change)?;
    Ok(merged)
}

fn added(services: &Services, member: &Member) -> Result<Vec<Versioned<Term>>, Fault> {
    Ok(services.store.scan::<Term>(member.tenant(), &[]).collect::<Result<_, _>>()?)
}

fn change(services: &Services, member: &Member, kind: &'static str, list: &TermList, name: &str) -> Change {
    let event = Event::new(kind).with("list", list.as_str()).with("name", name);
    Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event)
}

#[cfg(test)]
mod tests;
