//! What may be told of all entries together: no number below five, nor one from which such a number can be
//! worked out.

use catalog::link::reply::Outcome;

use super::Ledger;
use crate::locale::{Key, Messages};

/// The smallest number that is told: as statistics offices hide what is below five.
pub const FEW: u32 = 5;

/// How an activity went, as a report counts.
const GROUPS: [(Key, &[Outcome]); 7] = [
    (Key::ReportWent, &[Outcome::Went]),
    (Key::ReportGoing, &[Outcome::Going, Outcome::GroupWelcome]),
    (
        Key::ReportFull,
        &[Outcome::Full, Outcome::GroupFull, Outcome::WaitingList, Outcome::GroupWaitingList],
    ),
    (
        Key::ReportCouldNot,
        &[
            Outcome::CouldNot,
            Outcome::CouldNotTransport,
            Outcome::CouldNotHealth,
            Outcome::CouldNotTime,
            Outcome::CouldNotMoney,
            Outcome::CouldNotLanguage,
            Outcome::CouldNotNoAnswer,
        ],
    ),
    (
        Key::ReportNotRight,
        &[
            Outcome::NotForMe,
            Outcome::GroupNotRight,
            Outcome::GroupEligibility,
            Outcome::GroupMoreSupport,
            Outcome::GroupOutsideArea,
        ],
    ),
    (Key::ReportNeedHelp, &[Outcome::NeedHelp]),
    (Key::ReportNoWord, &[Outcome::NoWord]),
];

/// The texts that a report is written with.
pub const WORDS: &[Key] = &[
    Key::ReportTotal,
    Key::ReportFew,
    Key::ReportWent,
    Key::ReportGoing,
    Key::ReportFull,
    Key::ReportCouldNot,
    Key::ReportNotRight,
    Key::ReportNeedHelp,
    Key::ReportNoWord,
];

/// Which of some numbers may be told beside their sum. Numbers below [`FEW`] are hidden. Then the
/// smallest of the others are, too, until those hidden are several and together no few: else the sum
/// would tell what is missing. None are told where the sum itself is few.
pub fn told(numbers: &[u32]) -> Vec<bool> {
    let mut told: Vec<bool> = numbers.iter().map(|number| *number >= FEW).collect();
    loop {
        let hidden = || numbers.iter().zip(&told).filter(|(number, told)| **number > 0 && !**told);
        let sum: u32 = hidden().map(|(number, _)| number).sum();
        if sum == 0 || (hidden().count() > 1 && sum >= FEW) {
            return told;
        }
        let smallest = (0..numbers.len()).filter(|at| told[*at]).min_by_key(|at| numbers[*at]);
        let Some(smallest) = smallest else { return told };
        told[smallest] = false;
    }
}

/// How it went, in a sentence or two.
pub fn write(ledger: &Ledger, messages: &Messages) -> String {
    let outcomes: Vec<Outcome> = ledger
        .entries
        .iter()
        .flat_map(|entry| &entry.activities)
        .map(|activity| activity.outcome)
        .collect();
    let few = messages.number(FEW);
    if outcomes.len() < FEW as usize {
        return messages.fill(Key::ReportFew, &[("few", &few)]);
    }
    let numbers = GROUPS
        .map(|(_, group)| outcomes.iter().filter(|outcome| group.contains(outcome)).count() as u32);
    let told = told(&numbers);
    let parts = GROUPS.iter().zip(numbers).zip(told).filter(|(_, told)| *told);
    let parts: Vec<String> =
        parts.map(|(((key, _), number), _)| messages.count(*key, number, &[])).collect();
    let all = messages.number(outcomes.len() as u32);
    if parts.is_empty() {
        return messages.fill(Key::ReportFew, &[("few", &few)]);
    }
    let values = [("n", &*all), ("list", &*messages.list(&parts)), ("few", &*few)];
    messages.fill(Key::ReportTotal, &values)
}
