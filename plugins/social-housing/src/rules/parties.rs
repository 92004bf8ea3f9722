//! Those who receive data: processors (article 28) and other countries (chapter V).

use probant_plugin_api::{Answer, Processor, Protection, Severity, TransferSafeguard, case::Case, country, rules::Remark, same};

/// Data leave for an unprotected country only with a safeguard.
pub fn transfer_safeguard(case: &Case<'_>) -> Option<Remark> {
    let bare = |protection| {
        case.transfers().find(move |(_, transfer)| transfer.protection == protection && transfer.safeguard.is_none())
    };
    let (severity, (field, transfer)) = bare(Protection::NotAdequate)
        .map(|found| (Severity::Breach, found))
        .or_else(|| Some((Severity::Warning, bare(Protection::PartlyAdequate)?)))?;
    Some(Remark::new(severity, field).with("country", country(&transfer.country)))
}

/// A derogation is an exception, and says which.
pub fn derogation_ground(case: &Case<'_>) -> Option<Remark> {
    let silent =
        |safeguard: &TransferSafeguard| matches!(safeguard, TransferSafeguard::Derogation(ground) if ground.trim().is_empty());
    let (field, transfer) = case.transfers().find(|(_, transfer)| transfer.safeguard.as_ref().is_some_and(silent))?;
    Some(Remark::new(Severity::Warning, field).with("country", country(&transfer.country)))
}

/// No processor without a contract.
pub fn processor_contract(case: &Case<'_>) -> Option<Remark> {
    let without = |answer| named(case, move |processor| processor.contract == answer);
    let (severity, names) = without(Answer::No)
        .map(|names| (Severity::Breach, names))
        .or_else(|| Some((Severity::Advice, without(Answer::Unanswered)?)))?;
    Some(Remark::new(severity, "processor_contract").with("names", same(names)))
}

/// A contract says what article 28(3) asks for.
pub fn processor_clause(case: &Case<'_>) -> Option<Remark> {
    let names = named(case, |processor| processor.contract == Answer::Yes && processor.sufficient_clause == Answer::No)?;
    Some(Remark::new(Severity::Warning, "processor_data_protection_clause").with("names", same(names)))
}

/// Names of the processors that match, at most five of them.
fn named(case: &Case<'_>, matching: impl Fn(&Processor) -> bool) -> Option<String> {
    let names: Vec<_> = case
        .activity
        .processors
        .iter()
        .filter(|processor| matching(processor))
        .map(|processor| processor.name.as_str())
        .take(5)
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}
