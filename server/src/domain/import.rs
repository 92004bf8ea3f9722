//! What an import of a register file finds and brings: rows, faults, notices. Knows no file format and no language.

use super::{
    activity::ActivityRecord,
    column::{COLUMNS, Column, Kind},
    fault::FieldError,
    id::{AccountId, ImportId},
    party::Contact,
    register::RegisterKind,
};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// An uploaded register file, from preview to commit. The file itself is kept as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    pub id: ImportId,
    pub register: RegisterKind,
    /// As the person's machine names it.
    pub file_name: String,
    pub bytes: u64,
    pub uploaded_by: AccountId,
    pub uploaded_at: Timestamp,
    /// Rows that hold anything.
    #[serde(default)]
    pub rows: u32,
    /// What it made, once it was committed. The change that wrote this wrote all of it, and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Creates>,
    /// When it was taken back last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_at: Option<Timestamp>,
}

/// A cell of an uploaded file that somebody corrected on the spot: the file stays as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCorrection {
    pub import: ImportId,
    /// 1 is the first row after the header.
    pub row: u32,
    /// 1 to 89.
    pub column: u8,
    /// What counts instead of the cell.
    pub value: String,
}

/// The corrected cells of a file: by row and column, what counts instead.
pub type Corrections = FxHashMap<(u32, u8), String>;

/// What an import adds to a register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creates {
    pub categories: u32,
    pub subcategories: u32,
    pub purposes: u32,
    pub activities: u32,
    pub departments: u32,
    /// Activities by the status they got; all zero until the commit.
    pub validated: u32,
    pub incomplete: u32,
    pub suspended: u32,
}

/// One good row: an activity with the branch it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// 1 is the first row after the header.
    pub row: u32,
    pub category: String,
    pub subcategory: Option<String>,
    pub purpose: String,
    /// Department in charge; created where it is unknown.
    pub department: Option<ImportDepartment>,
    pub record: ActivityRecord,
}

/// A department as a row names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportDepartment {
    pub name: String,
    pub head: Contact,
}

/// What is wrong with a cell, or with the file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// Must be filled in every row.
    Required,
    /// A number outside its bounds.
    Range,
    /// The three parts make no day of the calendar.
    Date,
    /// Empty, and another column needs it; for column 51, filled although the collection is direct.
    Requires,
    /// None of the fixed values.
    Enum,
    Email,
    Url,
    Country,
    Bool,
    Number,
    /// An odd number of items where category and type alternate.
    Pairs,
    /// The same category, subcategory, purpose and name as an earlier row or as an activity of the register.
    Duplicate,
    /// Not text, or text in an encoding that cannot be told.
    Encoding,
    /// No separator that makes columns.
    Delimiter,
    /// No header row.
    Header,
    /// Not 89 columns.
    Columns,
    /// Larger than is accepted.
    Size,
    /// A further table of the spreadsheet says something about the row that cannot be understood.
    Details,
}

impl FaultKind {
    /// The word in the API and in the downloadable list.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Range => "range",
            Self::Date => "date",
            Self::Requires => "requires",
            Self::Enum => "enum",
            Self::Email => "email",
            Self::Url => "url",
            Self::Country => "country",
            Self::Bool => "bool",
            Self::Number => "number",
            Self::Pairs => "pairs",
            Self::Duplicate => "duplicate",
            Self::Encoding => "encoding",
            Self::Delimiter => "delimiter",
            Self::Header => "header",
            Self::Columns => "columns",
            Self::Size => "size",
            Self::Details => "details",
        }
    }
}

/// Something that keeps a row, or the whole file, from being imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFault {
    /// 1 is the first row after the header, 0 the header or the file as a whole.
    pub row: u32,
    /// 1 to 89, 0 where no column is meant.
    pub column: u8,
    pub kind: FaultKind,
    /// What was found.
    pub value: String,
    /// For a duplicate, the row that has the same path; 0 where the register has it, and for all other faults. Told in words only.
    #[serde(skip)]
    pub earlier: u32,
}

impl ImportFault {
    /// What its sentence is found by: a column that must stay empty has another than one that must be filled.
    pub fn word(&self) -> &'static str {
        match self.kind {
            FaultKind::Requires if !self.value.is_empty() => "unwanted",
            FaultKind::Duplicate if self.earlier == 0 => "taken",
            kind => kind.as_str(),
        }
    }

    /// Identifiers of the columns that require this one, with spaces between them.
    pub fn dependants(&self) -> String {
        let requiring = COLUMNS.iter().filter(|column| column.requires.contains(&self.column));
        requiring.map(|column| column.id).collect::<Vec<_>>().join(" ")
    }

    /// Its sentence, where the column bears this label.
    pub fn message(&self, label: &str) -> FieldError {
        let key = format!("import-fault-{}", self.word());
        let error = FieldError::new("", key).with("column", label).with("value", &self.value).with("columns", self.dependants());
        let error = error.with("earlier", self.earlier);
        let Some(column) = Column::at(self.column) else { return error };
        let error = error.with("accepted", column.allowed().join(" · "));
        match column.kind {
            Kind::Number { min, max } => error.with("min", min).with("max", max),
            _ => error,
        }
    }
}

/// Something to know about, which keeps nothing from being imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Read although it is not UTF-8; the value names the encoding.
    Encoding,
    /// Read although semicolons separate the columns.
    Delimiter,
    /// The header of a column is that of another one, named in the value.
    Header,
    /// A row without any value was passed over.
    BlankRow,
    /// One subcategory name under two categories makes two subcategories.
    SubcategoryParent,
    /// One purpose name under two branches makes two purposes.
    PurposeParent,
    /// Indirect collection without a source.
    IndirectSource,
    /// A volume band without data subjects to apply it to.
    VolumeWithoutSubjects,
    /// "No" about somebody who is not named.
    NoWithoutName,
    /// Column 69 was read as: yes is internal, no is external.
    RecipientReading,
    /// Two rows name different heads of one department; the first one counts.
    DepartmentHead,
    /// A cell was changed, so that what a further table says of the same field does not count.
    DetailsAside,
    /// A further table names an activity that stands in no row.
    DetailsUnused,
}

impl NoticeKind {
    /// The word in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::Delimiter => "delimiter",
            Self::Header => "header",
            Self::BlankRow => "blank_row",
            Self::SubcategoryParent => "subcategory_parent",
            Self::PurposeParent => "purpose_parent",
            Self::IndirectSource => "indirect_source",
            Self::VolumeWithoutSubjects => "volume_without_subjects",
            Self::NoWithoutName => "no_without_name",
            Self::RecipientReading => "recipient_reading",
            Self::DepartmentHead => "department_head",
            Self::DetailsAside => "details_aside",
            Self::DetailsUnused => "details_unused",
        }
    }
}

/// A notice with the place it is about, counted as in [`ImportFault`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNotice {
    pub row: u32,
    pub column: u8,
    pub kind: NoticeKind,
    pub value: String,
}

impl ImportNotice {
    /// Its sentence, where the column bears this label.
    pub fn message(&self, label: &str) -> FieldError {
        let key = format!("import-notice-{}", self.kind.as_str());
        FieldError::new("", key).with("column", label).with("value", &self.value)
    }
}

/// A register file, read and checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedFile {
    /// Rows after the header that hold anything.
    pub rows: u32,
    /// Rows without a fault.
    pub valid_rows: u32,
    /// By row and column; no more than [`CheckedFile::MOST`].
    pub faults: Vec<ImportFault>,
    /// Faults beyond those listed.
    pub more_faults: u32,
    /// No more than [`CheckedFile::MOST`].
    pub notices: Vec<ImportNotice>,
}

impl CheckedFile {
    /// Most faults and most notices that are listed: a person needs no more, and memory stays bounded.
    pub const MOST: usize = 5_000;

    /// Notes a fault, or counts it where the list is full; one of the file as a whole is always told.
    pub fn fault(&mut self, row: u32, column: u8, kind: FaultKind, value: &str) {
        self.note(ImportFault { row, column, kind, value: shortened(value), earlier: 0 });
    }

    /// Notes that a row names an activity that an earlier row names already, or the register where `earlier` is 0.
    pub fn duplicate(&mut self, row: u32, name: &str, earlier: u32) {
        self.note(ImportFault { row, column: 4, kind: FaultKind::Duplicate, value: shortened(name), earlier });
    }

    fn note(&mut self, fault: ImportFault) {
        if self.faults.len() < Self::MOST || fault.row == 0 {
            self.faults.push(fault);
        } else {
            self.more_faults += 1;
        }
    }

    /// Notes a notice, unless the list is full.
    pub fn notice(&mut self, row: u32, column: u8, kind: NoticeKind, value: &str) {
        if self.notices.len() < Self::MOST {
            self.notices.push(ImportNotice { row, column, kind, value: shortened(value) });
        }
    }

    /// How many faults there are, listed or not.
    pub fn count(&self) -> usize {
        self.faults.len() + self.more_faults as usize
    }
}

/// Enough of a value to recognise it.
fn shortened(value: &str) -> String {
    const MOST: usize = 200;
    match value.char_indices().nth(MOST) {
        Some((end, _)) => value.get(..end).unwrap_or(value).to_owned() + "…",
        None => value.to_owned(),
    }
}
