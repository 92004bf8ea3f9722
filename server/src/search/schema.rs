//! The fields of the index and the way from a thing to a tantivy document and back.

use super::analysis::{EXACT, STEMS};
use crate::domain::{
    access::Tenant,
    search::{FoundKind, Searchable},
};
use tantivy::{
    TantivyDocument, Term,
    schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value},
};
use uuid::Uuid;

/// Raised whenever fields or analysis change: an index of another version is made anew.
pub const VERSION: u32 = 3;

/// Most bytes of a text that are kept for snippets. All of it is searched.
const KEPT_TEXT: usize = 256 * 1024;

/// Most bytes of the name of a category that tell it apart.
const LONGEST_NAME: usize = 1_000;

/// The fields of the index.
#[derive(Clone, Debug)]
pub struct Fields {
    pub schema: Schema,
    /// Organisation, kind and identifier in one: names the document to replace or delete.
    pub key: Field,
    pub organisation: Field,
    pub kind: Field,
    /// Each name of a category.
    pub category: Field,
    pub author: Field,
    /// Seconds since 1970.
    pub at: Field,
    pub title: Field,
    pub title_stems: Field,
    /// The part of the text that snippets quote: kept, not searched.
    pub quoted: Field,
    pub text: Field,
    pub text_stems: Field,
}

impl Fields {
    /// The fields of this version.
    pub fn new() -> Self {
        let analysed = |analyser, record| {
            TextOptions::default()
                .set_indexing_options(TextFieldIndexing::default().set_tokenizer(analyser).set_index_option(record))
        };
        let exact = || analysed(EXACT, IndexRecordOption::WithFreqsAndPositions);
        let stems = || analysed(STEMS, IndexRecordOption::WithFreqs);
        let mut schema = Schema::builder();
        Self {
            key: schema.add_text_field("key", STRING | STORED),
            organisation: schema.add_text_field("organisation", STRING),
            kind: schema.add_text_field("kind", STRING),
            category: schema.add_text_field("category", STRING),
            author: schema.add_text_field("author", STRING),
            at: schema.add_i64_field("at", INDEXED | FAST),
            title: schema.add_text_field("title", exact().set_stored()),
            title_stems: schema.add_text_field("title_stems", stems()),
            quoted: schema.add_text_field("quoted", STORED),
            text: schema.add_text_field("text", exact()),
            text_stems: schema.add_text_field("text_stems", stems()),
            schema: schema.build(),
        }
    }

    /// The term that names one thing of an organisation.
    pub fn key_term(&self, tenant: Tenant, kind: FoundKind, id: Uuid) -> Term {
        Term::from_field_text(self.key, &key(tenant, kind, id))
    }

    /// The term that all things of an organisation share.
    pub fn organisation_term(&self, tenant: Tenant) -> Term {
        Term::from_field_text(self.organisation, &tenant.organisation().to_string())
    }

    /// A thing as tantivy takes it in.
    pub fn document(&self, tenant: Tenant, thing: &Searchable) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.key, key(tenant, thing.kind, thing.id));
        document.add_text(self.organisation, tenant.organisation().to_string());
        document.add_text(self.kind, thing.kind.as_str());
        thing.categories.iter().for_each(|category| document.add_text(self.category, shortened(category)));
        if let Some(author) = thing.author {
            document.add_text(self.author, author.to_string());
        }
        document.add_i64(self.at, thing.at.as_second());
        document.add_text(self.title, &thing.title);
        document.add_text(self.title_stems, &thing.title);
        document.add_text(self.quoted, thing.text.get(..thing.text.floor_char_boundary(KEPT_TEXT)).unwrap_or_default());
        document.add_text(self.text, &thing.text);
        document.add_text(self.text_stems, &thing.text);
        document
    }

    /// Kind, identifier, title and quoted text of a stored document.
    pub fn read<'a>(&self, document: &'a TantivyDocument) -> Option<(FoundKind, Uuid, &'a str, &'a str)> {
        let text = |field| document.get_first(field).and_then(|value| value.as_str());
        let mut key = text(self.key)?.splitn(3, '/').skip(1);
        let (kind, id) = (key.next()?.parse().ok()?, Uuid::parse_str(key.next()?).ok()?);
        Some((kind, id, text(self.title).unwrap_or_default(), text(self.quoted).unwrap_or_default()))
    }
}

/// A name as it is looked up: no term of the index is longer than some thousand bytes.
pub fn shortened(category: &str) -> &str {
    category.get(..category.floor_char_boundary(LONGEST_NAME)).unwrap_or_default()
}

fn key(tenant: Tenant, kind: FoundKind, id: Uuid) -> String {
    format!("{}/{}/{id}", tenant.organisation(), kind.as_str())
}
