//! The tracking table of a landlord: one line for each activity, twelve columns, as many landlords keep it in a spreadsheet.
//!
//! A line that says something the register has no word for is a fault: nothing is guessed about legal bases and periods.

mod basis;
mod data;
mod period;

use crate::texts::TEXTS;
use probant_plugin_api::{
    Activity, Answer, CollectionSource, DataSubjectCategory, FileContent, FileFault, PersonalDataItem, PlacedActivity, Processor,
    Recipient, same,
    table::{Row, Table},
};

/// The columns: head as faults name it, and how it may be written.
const COLUMNS: [(&str, &[&str]); 12] = [
    ("Domaine", &["domaine", "domaine d activite"]),
    ("Sous-domaine", &["sous domaine"]),
    ("Finalité", &["finalite"]),
    ("Traitement", &["traitement", "nom du traitement"]),
    ("Description", &["description"]),
    ("Service", &["service", "service gestionnaire"]),
    ("Base légale", &["base legale"]),
    ("Personnes concernées", &["personnes concernees"]),
    ("Données", &["donnees", "donnees traitees"]),
    ("Destinataires", &["destinataires"]),
    ("Sous-traitants", &["sous traitants"]),
    ("Durée de conservation", &["duree de conservation", "duree"]),
];
/// Columns without which a line says nothing: those of the branch and the name.
const NEEDED: [usize; 3] = [0, 2, 3];

/// What the table holds.
pub fn read(content: &[u8]) -> FileContent {
    let table = Table::read(content);
    let places = COLUMNS.map(|(_, heads)| table.column(heads));
    let mut read = FileContent::default();
    for (head, at) in COLUMNS.iter().zip(places).enumerate().filter(|(index, _)| NEEDED.contains(index)).map(|(_, both)| both) {
        if at.is_none() {
            let message = TEXTS.text("import-column-missing", &[("column", same(head.0))]);
            read.faults.push(FileFault { line: 1, column: head.0.into(), message });
        }
    }
    if read.faults.is_empty() {
        for row in &table.rows {
            match activity(row, &places) {
                Ok(activity) => read.activities.push(activity),
                Err(faults) => read.faults.extend(faults),
            }
        }
    }
    read
}

fn activity(row: &Row, places: &[Option<usize>; 12]) -> Result<PlacedActivity, Vec<FileFault>> {
    let [category, subcategory, purpose, name, description, department, basis, people, data, recipients, processors, kept] =
        *places;
    let mut faults = Vec::new();
    for (head, place) in NEEDED.iter().filter_map(|at| Some((COLUMNS.get(*at)?.0, *places.get(*at)?))) {
        if row.cell(place).is_empty() {
            faults.push(row.fault(head, TEXTS.text("import-cell-missing", &[])));
        }
    }
    let unknown = |head: &str, key: &str, cell: &str| row.fault(head, TEXTS.text(key, &[("value", same(cell))]));
    let legal_basis = basis::read(row.cell(basis)).unwrap_or_else(|cell| {
        faults.push(unknown("Base légale", "import-basis-unknown", cell));
        None
    });
    let retention = period::read(row.cell(kept)).unwrap_or_else(|cell| {
        faults.push(unknown("Durée de conservation", "import-period-unknown", cell));
        None
    });
    if !faults.is_empty() {
        return Err(faults);
    }
    let subject = |name: &str| DataSubjectCategory { name: name.into(), volume: None };
    let item = |name: &str| PersonalDataItem::new(data::category(name), name);
    let recipient = |name: &str| Recipient { name: name.into(), internal: Answer::Unanswered, transfer: None };
    let processor = |name: &str| {
        let open = Answer::Unanswered;
        Processor { name: name.into(), contract: open, sufficient_clause: open, transfer: None }
    };
    Ok(PlacedActivity {
        category: row.cell(category).into(),
        subcategory: row.cell(subcategory).into(),
        purpose: row.cell(purpose).into(),
        activity: Activity {
            name: row.cell(name).into(),
            description: row.cell(description).into(),
            department: row.cell(department).into(),
            legal_basis,
            data_subjects: row.list(people).map(subject).collect(),
            personal_data: row.list(data).map(item).collect(),
            source: Some(CollectionSource::Direct),
            recipients: row.list(recipients).map(recipient).collect(),
            processors: row.list(processors).map(processor).collect(),
            retention,
            ..Activity::default()
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use probant_plugin_api::{DataCategory, LegalBasis, RetentionUnit};

    const FILE: &str = include_str!("../example.csv");

    #[test]
    fn the_manifest_tells_the_columns() {
        let heads: Vec<String> = COLUMNS.iter().map(|(head, _)| format!("{head:?}")).collect();
        let told = format!("columns = [{}]", heads.join(", "));
        assert!(include_str!("../pack.toml").contains(&told), "{told}");
    }

    #[test]
    fn the_example_reads_whole() {
        let read = read(FILE.as_bytes());
        assert_eq!(read.faults, []);
        assert_eq!(read.activities.len(), 4);
        let first = &read.activities[0];
        assert_eq!((first.category.as_str(), first.purpose.as_str()), ("Gestion locative", "Recouvrement des loyers"));
        let activity = &first.activity;
        assert_eq!(activity.legal_basis, Some(LegalBasis::Contract));
        assert!(activity.personal_data[2].is(DataCategory::BankAndFinancialData), "{:?}", activity.personal_data);
        let kept = activity.retention.unwrap();
        assert_eq!((kept.length, kept.unit), (3, RetentionUnit::Years));
    }

    #[test]
    fn what_the_register_has_no_word_for_is_told_with_its_line() {
        let file = "Domaine;Finalité;Traitement;Base légale;Durée\n\
            Sécurité;Sûreté;Caméras;intérêt légitime;un certain temps\n\
            Sécurité;;Badges;parce que;3 mois\n";
        let read = read(file.as_bytes());
        assert!(read.activities.is_empty());
        let told: Vec<_> = read.faults.iter().map(|fault| (fault.line, fault.column.as_str())).collect();
        assert_eq!(told, [(2, "Durée de conservation"), (3, "Finalité"), (3, "Base légale")]);
        for fault in &read.faults {
            for text in [&fault.message.fr, &fault.message.en, &fault.message.es] {
                assert!(text.len() > 20 && !text.starts_with("import-"), "{text}");
            }
        }
        assert!(read.faults[0].message.fr.contains("un certain temps"));
    }

    #[test]
    fn a_table_of_something_else_is_refused_at_its_heads() {
        let read = read(b"Nom;Prenom\nMartin;Paul\n");
        assert_eq!(read.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 1, 1]);
    }
}
