//! What the pages of an import show: rows, faults with the cells in which they can be corrected, counts.

use super::shell::Shell;
use crate::{
    domain::{
        column::{Column, Kind},
        country::Country,
        fault::FieldError,
        fold::fold,
        id::ImportId,
        import::{Creates, FaultKind, ImportFault, ImportNotice},
        register::RegisterKind,
    },
    locale::Texts,
    service::import::{Glance, Line, Preview},
};
use askama::Template;
use std::collections::HashSet;

/// Longest cell that a page lets people correct, in bytes; whoever has a longer one does it in the file.
const LONGEST: usize = 4_000;

/// What a file would make, and what is wrong with it.
#[derive(Template)]
#[template(path = "imports/show.html")]
pub struct ShowPage {
    shell: Shell,
    kind: &'static str,
    id: ImportId,
    /// Why what was just asked for was refused.
    conflicts: Vec<String>,
    file_name: String,
    bytes: u64,
    undone: Option<String>,
    rows: u32,
    valid_rows: u32,
    corrected: usize,
    counts: Vec<Count>,
    fault_count: usize,
    faults: Vec<Remark>,
    /// Whether a fault can be corrected here.
    mendable: bool,
    countries: Vec<String>,
    notice_count: usize,
    notices: Vec<Remark>,
    lines: Vec<RowLine>,
    first: usize,
    last: usize,
    previous: Option<usize>,
    next: Option<usize>,
}

/// What an import made.
#[derive(Template)]
#[template(path = "imports/done.html")]
pub struct DonePage {
    shell: Shell,
    kind: &'static str,
    id: ImportId,
    conflicts: Vec<String>,
    file_name: String,
    bytes: u64,
    rows: u32,
    made: u32,
    counts: Vec<Count>,
}

/// How far a commit has come.
#[derive(Template)]
#[template(path = "imports/progress.html")]
pub struct ProgressPage {
    pub shell: Shell,
    pub kind: &'static str,
    pub id: ImportId,
    pub percent: u8,
}

/// A number with its label, and where to see what it counts.
struct Count {
    label: &'static str,
    number: u32,
    href: Option<String>,
}

/// A fault or a notice as a table shows it.
pub struct Remark {
    pub place: String,
    pub column: String,
    pub message: String,
    value: String,
    field: Option<Cell>,
}

/// A cell that can be corrected on the spot.
struct Cell {
    name: String,
    label: String,
    value: String,
    /// What it is chosen from; empty where it is typed.
    allowed: Vec<&'static str>,
    country: bool,
    long: bool,
}

/// A row as the table shows it.
struct RowLine {
    row: u32,
    branch: String,
    new_branch: bool,
    purpose: String,
    new_purpose: bool,
    name: String,
    department: String,
    new_department: bool,
    badge: &'static str,
    standing: String,
}

impl ShowPage {
    /// Rows of a page.
    pub const ROWS: usize = 100;
    /// Faults and notices that are shown.
    pub const FAULTS: usize = 200;

    pub fn of(shell: Shell, kind: RegisterKind, preview: Preview, glance: Glance, conflicts: &[FieldError]) -> Self {
        let t = shell.t;
        let Preview { import, checked, creates, corrected } = preview;
        let fault_count = checked.count();
        let mut named = HashSet::new();
        let faults: Vec<Remark> = checked
            .faults
            .iter()
            .take(Self::FAULTS)
            .map(|fault| Remark {
                field: cell(fault, &glance, t).filter(|cell| named.insert(cell.name.clone())),
                ..remark_of_fault(fault, t)
            })
            .collect();
        let countries = faults.iter().any(|fault| fault.field.as_ref().is_some_and(|cell| cell.country));
        let (from, shown) = (glance.from, glance.lines.len());
        Self {
            kind: kind.as_str(),
            id: import.id,
            conflicts: conflicts.iter().map(|error| t.error(error)).collect(),
            file_name: import.file_name,
            bytes: import.bytes,
            undone: import.undone_at.map(|at| t.one("import-was-undone", "at", t.moment(&at))),
            rows: checked.rows,
            valid_rows: checked.valid_rows,
            corrected,
            counts: counts(creates).map(|(label, number)| Count { label, number, href: None }).collect(),
            fault_count,
            mendable: faults.iter().any(|fault| fault.field.is_some()),
            faults,
            countries: if countries { countries_of(t) } else { Vec::new() },
            notice_count: checked.notices.len(),
            notices: checked.notices.into_iter().take(Self::FAULTS).map(|notice| remark_of_notice(&notice, t)).collect(),
            lines: glance.lines.into_iter().map(|line| RowLine::of(line, t)).collect(),
            first: if shown == 0 { 0 } else { from + 1 },
            last: from + shown,
            previous: (from > 0).then(|| from.saturating_sub(Self::ROWS)),
            next: (shown == Self::ROWS && from + shown < checked.rows as usize).then_some(from + shown),
            shell,
        }
    }
}

impl DonePage {
    pub fn of(shell: Shell, kind: RegisterKind, preview: Preview, conflicts: &[FieldError]) -> Self {
        let t = shell.t;
        let Preview { import, checked, .. } = preview;
        let made = import.made.unwrap_or_default();
        let base = format!("/register/{}", kind.as_str());
        let statuses = [
            ("import-validated", made.validated, "validated"),
            ("import-incomplete", made.incomplete, "incomplete"),
            ("import-suspended", made.suspended, "suspended"),
        ];
        let tree = counts(made).map(|(label, number)| {
            let href = match label {
                "import-departments" => None,
                "import-activities" => Some(format!("{base}?view=list&sort=updated")),
                _ => Some(base.clone()),
            };
            Count { label, number, href: href.filter(|_| number > 0) }
        });
        let statuses = statuses.into_iter().map(|(label, number, status)| {
            let href = format!("{base}?status={status}");
            Count { label, number, href: Some(href).filter(|_| number > 0) }
        });
        Self {
            kind: kind.as_str(),
            id: import.id,
            conflicts: conflicts.iter().map(|error| t.error(error)).collect(),
            file_name: import.file_name,
            bytes: import.bytes,
            rows: checked.rows,
            made: made.activities,
            counts: tree.chain(statuses).collect(),
            shell,
        }
    }
}

fn counts(made: Creates) -> impl Iterator<Item = (&'static str, u32)> {
    [
        ("import-categories", made.categories),
        ("import-subcategories", made.subcategories),
        ("import-purposes", made.purposes),
        ("import-activities", made.activities),
        ("import-departments", made.departments),
    ]
    .into_iter()
}

impl RowLine {
    fn of(line: Line, t: Texts) -> Self {
        let [category, subcategory, purpose, name] = line.path;
        let makes = line.makes.unwrap_or_default();
        let branch = if subcategory.is_empty() { category } else { format!("{category} › {subcategory}") };
        let (badge, standing) = match (line.makes, line.standing) {
            (Some(_), Some(standing)) => (super::activities::badge(standing), t.choice(&standing)),
            _ => ("bad", t.get("import-row-faulty")),
        };
        Self {
            row: line.row,
            branch,
            new_branch: makes.category || makes.subcategory,
            purpose,
            new_purpose: makes.purpose,
            name,
            department: line.department,
            new_department: makes.department,
            badge,
            standing,
        }
    }
}

/// The cell of a fault, where it can be corrected here: not where the row itself has another width.
fn cell(fault: &ImportFault, glance: &Glance, t: Texts) -> Option<Cell> {
    let column = Column::at(fault.column)?;
    let row = glance.faulty.get(&fault.row)?;
    let value = row.0.get(usize::from(fault.column) - 1)?.clone();
    if value.len() > LONGEST || matches!(fault.kind, FaultKind::Columns | FaultKind::Details) {
        return None;
    }
    let label = t.get(&column.label_key());
    Some(Cell {
        name: format!("cell-{}-{}", fault.row, fault.column),
        label: t.with("import-cell", &[("row", fault.row.to_string()), ("column", label)]),
        allowed: column.allowed(),
        country: column.kind == Kind::Country,
        long: value.len() > 60 || value.contains('\n'),
        value,
    })
}

fn countries_of(t: Texts) -> Vec<String> {
    let mut names: Vec<String> = Country::all().map(|country| country.name(t.language).to_owned()).collect();
    names.sort_by_cached_key(|name| fold(name));
    names
}

pub fn remark_of_fault(fault: &ImportFault, t: Texts) -> Remark {
    remark(fault.message(&label(fault.column, t)), fault.row, fault.column, &fault.value, t)
}

fn remark_of_notice(notice: &ImportNotice, t: Texts) -> Remark {
    remark(notice.message(&label(notice.column, t)), notice.row, notice.column, &notice.value, t)
}

fn label(column: u8, t: Texts) -> String {
    Column::at(column).map(|column| t.get(&column.label_key())).unwrap_or_default()
}

fn remark(error: FieldError, row: u32, column: u8, value: &str, t: Texts) -> Remark {
    let label = label(column, t);
    Remark {
        place: if row == 0 { t.get("import-whole-file") } else { row.to_string() },
        column: if column == 0 { String::new() } else { format!("{column} · {label}") },
        value: value.to_owned(),
        message: t.error(&error),
        field: None,
    }
}
