//! The list of documents: narrowed by filters, in an order, a page of it; with what the filters offer.

use crate::{
    clock::Clock,
    domain::{
        access::Member,
        document::{Document, TextState},
        fault::Fault,
        fold::fold,
        id::AccountId,
    },
    service::{Services, account, shelf},
    store::Versioned,
};
use jiff::{Timestamp, civil::Date};
use std::{cmp::Reverse, collections::BTreeMap, str::FromStr, sync::Arc};

/// Longest words that are looked for in names, in characters.
const LONGEST_WORDS: usize = 200;

/// What a list is narrowed by; what is left out narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Words that the name holds, in any order.
    pub q: String,
    pub category: Option<String>,
    /// Within the category.
    pub subcategory: Option<String>,
    pub author: Option<AccountId>,
    pub text: Option<TextState>,
    /// Only documents of which a day is near or past.
    pub due: bool,
    /// Only documents that hang on nothing.
    pub loose: bool,
    /// Filed on this day or later, and on this day or earlier.
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentOrder {
    /// The newest first.
    #[default]
    Filed,
    Name,
    /// The largest first.
    Size,
    /// What expires or is to be looked at again first.
    Due,
}

impl DocumentOrder {
    /// All orders, as they are offered.
    pub const ALL: [Self; 4] = [Self::Filed, Self::Name, Self::Size, Self::Due];

    /// The word in addresses, in the API and in keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Name => "name",
            Self::Size => "size",
            Self::Due => "due",
        }
    }
}

impl FromStr for DocumentOrder {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|order| order.as_str() == word).ok_or(())
    }
}

/// What a filter finds, and what all filters offer.
#[derive(Debug, Default)]
pub struct Listing {
    pub documents: Vec<Arc<Versioned<Document>>>,
    /// Categories in use, with their subcategories and how many documents each has.
    pub categories: BTreeMap<String, (usize, BTreeMap<String, usize>)>,
    /// Who filed documents, with how many, by name.
    pub authors: Vec<(AccountId, String, usize)>,
    /// Documents of which a day is near or past, and those that hang on nothing.
    pub due: usize,
    pub loose: usize,
    /// How many documents there are without any filter.
    pub all: usize,
}

/// The documents that a filter lets through, in an order.
///
/// # Errors
/// Internal only.
pub fn list(services: &Services, member: &Member, filter: &DocumentFilter, order: DocumentOrder) -> Result<Listing, Fault> {
    let today = services.clock.today();
    let matcher = Matcher::of(filter, today);
    let mut listing = Listing::default();
    let mut authors: BTreeMap<AccountId, usize> = BTreeMap::new();
    for document in shelf::of::<Document>(services, member)?.values() {
        listing.all += 1;
        *authors.entry(document.created_by).or_default() += 1;
        if !document.category.is_empty() {
            let (count, subcategories) = listing.categories.entry(document.category.clone()).or_default();
            *count += 1;
            if !document.subcategory.is_empty() {
                *subcategories.entry(document.subcategory.clone()).or_default() += 1;
            }
        }
        listing.due += usize::from(document.due(today).next().is_some());
        listing.loose += usize::from(document.links.is_empty());
        if matcher.takes(document) {
            listing.documents.push(Arc::clone(document));
        }
    }
    for (author, count) in authors {
        let name = account::name(services, member, author)?.unwrap_or_default();
        listing.authors.push((author, name, count));
    }
    listing.authors.sort_by_cached_key(|(_, name, _)| fold(name));
    put_in_order(&mut listing.documents, order);
    Ok(listing)
}

/// How many documents have a day that is near or past.
///
/// # Errors
/// Internal only.
pub fn due(services: &Services, member: &Member) -> Result<usize, Fault> {
    let today = services.clock.today();
    Ok(shelf::of::<Document>(services, member)?.values().filter(|document| document.due(today).next().is_some()).count())
}

/// All documents, the newest first.
///
/// # Errors
/// Internal only.
pub fn all(services: &Services, member: &Member) -> Result<Vec<Arc<Versioned<Document>>>, Fault> {
    Ok(shelf::of::<Document>(services, member)?.values().rev().cloned().collect())
}

fn put_in_order(documents: &mut [Arc<Versioned<Document>>], order: DocumentOrder) {
    match order {
        DocumentOrder::Filed => documents.reverse(),
        DocumentOrder::Name => documents.sort_by_cached_key(|document| fold(&document.name)),
        DocumentOrder::Size => documents.sort_by_key(|document| Reverse(document.size)),
        DocumentOrder::Due => documents.sort_by_key(|document| {
            let first = [document.expires_on, document.review_on].into_iter().flatten().min();
            (first.is_none(), first, Reverse(document.id))
        }),
    }
}

/// A filter made ready to look at many documents.
struct Matcher<'a> {
    filter: &'a DocumentFilter,
    words: Vec<String>,
    today: Date,
    from: Option<Timestamp>,
    before: Option<Timestamp>,
}

impl<'a> Matcher<'a> {
    fn of(filter: &'a DocumentFilter, today: Date) -> Self {
        let typed: String = filter.q.chars().take(LONGEST_WORDS).collect();
        let words = fold(&typed).split_whitespace().map(str::to_owned).collect();
        let after = |day: Date| day.tomorrow().map_or(Timestamp::MAX, Clock::start_of);
        Self { filter, words, today, from: filter.from.map(Clock::start_of), before: filter.until.map(after) }
    }

    fn takes(&self, document: &Document) -> bool {
        let filter = self.filter;
        let named = || {
            let name = fold(&document.name);
            self.words.iter().all(|word| name.contains(word))
        };
        filter.category.as_ref().is_none_or(|category| *category == document.category)
            && filter.subcategory.as_ref().is_none_or(|subcategory| *subcategory == document.subcategory)
            && filter.author.is_none_or(|author| author == document.created_by)
            && filter.text.is_none_or(|text| text == document.text)
            && (!filter.due || document.due(self.today).next().is_some())
            && (!filter.loose || document.links.is_empty())
            && self.from.is_none_or(|from| document.created_at >= from)
            && self.before.is_none_or(|before| document.created_at < before)
            && (self.words.is_empty() || named())
    }
}
