//! A growing list of differences.

use super::{Change, What};

/// Most days, words or sentences of one kind that are named: after that, a number says how many.
const NAMED: usize = 8;

/// What is different in one page.
#[derive(Default)]
pub(super) struct Changes(pub(super) Vec<Change>);

/// How much a field matters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Somebody could be sent to the wrong door, call a stranger, pay, or be put in danger.
    First,
    /// Anything else.
    Usual,
}

use Weight::First;

impl Changes {
    pub(super) fn add(&mut self, weight: Weight, field: &'static str, label: &str, what: What) {
        self.0.push(Change { field, look_first: weight == First, label: label.to_owned(), what });
    }

    /// A fact that one of the two sides may not have.
    pub(super) fn fact(
        &mut self,
        weight: Weight,
        field: &'static str,
        label: &str,
        before: Option<String>,
        after: Option<String>,
    ) {
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        let what = match (filled(before), filled(after)) {
            (Some(before), Some(after)) if before != after => What::Becomes { before, after },
            (None, Some(after)) => What::Now { after },
            (Some(before), None) => What::NoLonger { before },
            _ => return,
        };
        self.add(weight, field, label, what);
    }

    /// The same of texts.
    pub(super) fn text(
        &mut self,
        weight: Weight,
        field: &'static str,
        label: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) {
        self.fact(weight, field, label, before.map(str::to_owned), after.map(str::to_owned));
    }

    /// A yes or a no.
    pub(super) fn answer(
        &mut self,
        weight: Weight,
        field: &'static str,
        label: &str,
        before: bool,
        after: bool,
    ) {
        let word = |is: bool| Some(if is { "yes" } else { "no" }.to_owned());
        if before != after {
            self.fact(weight, field, label, word(before), word(after));
        }
    }

    /// Several things of one kind: which are new, and which are gone. One for one is a change of it; the
    /// same ones in another order are a change of which comes first.
    pub(super) fn set(
        &mut self,
        weight: Weight,
        field: &'static str,
        label: &str,
        before: &[String],
        after: &[String],
    ) {
        let gone = without(before, after);
        let new = without(after, before);
        match (gone.as_slice(), new.as_slice()) {
            ([], []) => {
                let (first, other) = (before.first(), after.first());
                if first != other && before.len() == after.len() {
                    let label = format!("first {label}");
                    self.fact(weight, field, &label, first.cloned(), other.cloned());
                }
            }
            ([one], [other]) => {
                self.fact(weight, field, label, Some(one.clone()), Some(other.clone()));
            }
            (gone, new) => {
                if !gone.is_empty() {
                    self.fact(weight, field, label, Some(list(gone)), None);
                }
                if !new.is_empty() {
                    self.fact(weight, field, label, None, Some(list(new)));
                }
            }
        }
    }
}

/// Those of `some` that are not among `others`, as often as they stand there.
fn without(some: &[String], others: &[String]) -> Vec<String> {
    let mut left: Vec<&String> = others.iter().collect();
    let mut out = Vec::new();
    for one in some {
        match left.iter().position(|other| *other == one) {
            Some(at) => drop(left.swap_remove(at)),
            None => out.push(one.clone()),
        }
    }
    out
}

/// Some things after one another; only the first of many.
pub(super) fn list(some: &[String]) -> String {
    let named = some.get(..NAMED.min(some.len())).unwrap_or_default().join(", ");
    match some.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named}, and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(before: &[&str], after: &[&str]) -> Vec<What> {
        let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let mut changes = Changes::default();
        changes.set(Weight::Usual, "needs", "need", &owned(before), &owned(after));
        changes.0.into_iter().map(|change| change.what).collect()
    }

    #[test]
    fn of_a_list_only_what_is_different_is_said() {
        let becomes = |before: &str, after: &str| What::Becomes {
            before: before.to_owned(),
            after: after.to_owned(),
        };
        assert_eq!(said(&["food", "money"], &["food", "money"]), []);
        assert_eq!(said(&["food", "money"], &["food", "home"]), [becomes("money", "home")]);
        assert_eq!(said(&["food", "money"], &["money", "food"]), [becomes("food", "money")]);
        assert_eq!(said(&["food"], &["food", "home"]), [What::Now { after: "home".to_owned() }]);
        assert_eq!(
            said(&["food", "home", "money"], &["food"]),
            [What::NoLonger { before: "home, money".to_owned() }]
        );
    }
}
