//! Made-up registers of any size, the same on every run: for load tests and measurements, never for people.

use super::{file::write, writer::ExportRow};
use crate::domain::{
    activity::{ActivityRecord, SecurityMeasure},
    answer::Answer,
    column::choices::OPERATIONS,
    country::Country,
    data_category::DataCategory,
    legal_basis::LegalBasis,
    party::{Processor, Recipient},
    personal_data::{CollectionSource, DataSubjectCategory, IndirectSource, PersonalDataCategory, PersonalDataItem, VolumeBand},
    register::Department,
    retention::{RetentionPeriod, RetentionStart, RetentionUnit},
    transfer::{Transfer, TransferSafeguard},
};
use jiff::civil::date;
use std::io;

const AREAS: [&str; 6] =
    ["Gestion locative", "Ressources humaines", "Attribution des logements", "Comptabilité", "Patrimoine", "Vie des instances"];
const PURPOSES: [&str; 5] =
    ["Suivi des dossiers", "Recouvrement amiable et contentieux", "Contrôle et audit", "Relation avec les usagers", "Sécurité"];
const APPLICATIONS: [&str; 7] =
    ["Progiciel de gestion locative", "Extranet locataires", "GED", "Messagerie", "SIRH", "Annuaire", "Suite bureautique"];
const SUBJECTS: [&str; 5] = ["Locataires", "Demandeurs", "Salariés", "Administrateurs", "Prestataires"];

/// A register file with so many rows and no fault.
pub fn big_register(rows: usize) -> io::Result<Vec<u8>> {
    let departments: Vec<Department> = AREAS
        .iter()
        .map(|name| Department { id: Default::default(), name: (*name).to_owned(), head: Default::default() })
        .collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let records: Vec<ActivityRecord> = (0..rows).map(|index| record(index, &mut dice)).collect();
    let sites: Vec<String> = (1..=40).map(|site| format!("Site {site}")).collect();
    let rows = records.iter().enumerate().map(|(index, record)| ExportRow {
        category: at(&AREAS, index),
        subcategory: sites.get(index / 30 % sites.len()).map(String::as_str),
        purpose: at(&PURPOSES, index / AREAS.len()),
        department: departments.get(index % departments.len()),
        record,
    });
    write(rows).map(|(bytes, _)| bytes)
}

fn record(index: usize, dice: &mut Dice) -> ActivityRecord {
    let mut record = ActivityRecord {
        name: format!("Traitement n° {}", index + 1),
        description: format!("Dossiers suivis par le service, « lot {} ».\nPièces reçues, classées puis archivées.", index % 97),
        operations: dice.some(&OPERATIONS, 3),
        start_date: (dice.below(5) > 0)
            .then(|| date(2005 + dice.below(20) as i16, 1 + dice.below(12) as i8, 1 + dice.below(28) as i8)),
        applications: dice.some(&APPLICATIONS, 2),
        legal_basis: LegalBasis::ALL.get(dice.below(6)).copied(),
        controller_country: Country::try_from("FR".to_owned()).ok(),
        source: Some(CollectionSource::Direct),
        deletion_method: "Purge annuelle puis effacement sécurisé".to_owned(),
        retention: Some(RetentionPeriod {
            length: 1 + dice.below(10) as u32,
            unit: RetentionUnit::Years,
            from: Some(RetentionStart::OperationEnd),
            then: None,
        }),
        ..ActivityRecord::default()
    };
    for _ in 0..4 {
        let category = DataCategory::ALL.get(dice.below(28)).copied().unwrap_or(DataCategory::IdentificationData);
        let types = category.types().iter().take(1 + dice.below(4));
        record.personal_data.extend(types.map(|data| PersonalDataItem {
            category: PersonalDataCategory::Known(category),
            name: data.fr.to_owned(),
            retention: None,
        }));
    }
    let volume = VolumeBand::ALL.get(dice.below(11)).copied();
    record.data_subjects = dice.some(&SUBJECTS, 2).into_iter().map(|name| DataSubjectCategory { name, volume }).collect();
    record.rights.email = "dpo@exemple.fr".to_owned();
    record.rights.postal_address = "À l’attention du DPO, 1 place de la Mairie, 45000 Orléans".to_owned();
    for measure in SecurityMeasure::ALL {
        *record.security.get_mut(measure) = Answer::from(dice.below(3) > 0);
    }
    record.security.other = vec!["Sauvegarde quotidienne".to_owned(), "Revue annuelle des habilitations".to_owned()];
    if dice.below(4) == 0 {
        let name = "Système national d’enregistrement".to_owned();
        record.source = Some(CollectionSource::Partner(IndirectSource { name, contact: Default::default() }));
    }
    if dice.below(3) > 0 {
        record.recipients =
            vec![Recipient { name: "Direction, service contentieux".to_owned(), internal: Answer::Yes, transfer: None }];
    }
    if dice.below(2) == 0 {
        let abroad = Country::try_from("US".to_owned()).ok().filter(|_| dice.below(5) == 0);
        record.processors = vec![Processor {
            name: "Prestataire « Gamma », SAS".to_owned(),
            contract: Answer::Yes,
            sufficient_clause: Answer::from(dice.below(2) == 0),
            transfer: abroad.map(|country| Transfer { country, safeguard: Some(TransferSafeguard::StandardClauses) }),
        }];
    }
    record
}

fn at<'a>(words: &[&'a str], index: usize) -> &'a str {
    words.get(index % words.len().max(1)).copied().unwrap_or_default()
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % bound.max(1)
    }

    /// Some words in a row, from a random start.
    fn some(&mut self, words: &[&str], count: usize) -> Vec<String> {
        let start = self.below(words.len());
        (start..start + count).map(|index| at(words, index).to_owned()).collect()
    }
}
