//! How a Signpost directory's own words stand in the data of the field, and are found there again: the name of the
//! taxonomy that its terms declare, and the sentences that it makes of facts.
//!
//! Both sides read this module, [`export`](super::export) and [`import`](super::import), so that they cannot come to differ. A term is ours
//! because its taxonomy says so, never because of the file it stands in: whoever takes our data and sends it on, in tables
//! or as an interface, sends our words on with it.

use app::locale::{Key, Messages};
use catalog::directory::{Place, Term};

/// What the name of such a taxonomy begins with; the directory's id follows.
const SCHEME: &str = "signpost:";

/// The name of a directory's taxonomy: `signpost:south-vancouver`.
pub fn taxonomy(directory: &str) -> String {
    [SCHEME, directory].concat()
}

/// Whether a taxonomy is that of a Signpost directory, this one or another.
pub fn is_taxonomy(name: &str) -> bool {
    name.trim().strip_prefix(SCHEME).is_some_and(|directory| !directory.is_empty())
}

/// A code of such a taxonomy, `need:company`, as its list and its word.
pub fn parts_of(code: &str) -> Option<(&str, &str)> {
    code.split_once(':').filter(|(list, word)| !list.is_empty() && !word.is_empty())
}

/// The sentences of a town, in its own language.
#[derive(Clone, Copy)]
pub struct Sentences<'a> {
    /// The texts of the language.
    pub messages: &'a Messages,
    /// The language.
    pub locale: &'a str,
}

impl<'a> Sentences<'a> {
    /// What people read for a term; its id where it is not in the list.
    pub fn label(self, terms: &'a [Term], id: &'a str) -> &'a str {
        let term = terms.iter().find(|term| term.id == id);
        term.map_or(id, |term| term.label(self.locale, self.locale))
    }

    /// A price with its note.
    pub fn price(self, kind: &str, cents: Option<u32>, currency: &str, note: &str) -> String {
        let price = match cents {
            None | Some(0) => kind.to_owned(),
            Some(cents) => {
                let amount = self.messages.money(cents, currency);
                let values = [("kind", kind), ("amount", &amount)];
                self.messages.fill(Key::ServiceCostAmount, &values)
            }
        };
        noted(&price, note)
    }

    /// Where one must live to come.
    pub fn residency(self, places: &[Place], ids: &[String]) -> Option<String> {
        let names: Vec<String> = ids.iter().map(|id| area(places, id).to_owned()).collect();
        (!names.is_empty()).then(|| {
            let list = self.messages.list(&names);
            self.messages.fill(Key::ServiceResidency, &[("list", &list)])
        })
    }

    /// The line about what to bring.
    pub fn to_bring(self, what: &str) -> String {
        [self.bring(), " ", what].concat()
    }

    /// That nothing is asked for.
    pub fn nothing_asked(self) -> &'a str {
        self.messages.text(Key::ServiceRequiresNothing)
    }

    /// What that line begins with.
    pub fn bring(self) -> &'a str {
        self.messages.text(Key::ServiceWhatToBring)
    }
}

/// Words with a note behind them.
pub fn noted(words: &str, note: &str) -> String {
    match note {
        "" => words.to_owned(),
        note => [words, " (", note, ")"].concat(),
    }
}

/// What an area is called: a neighbourhood by its own name, a postcode area by its code.
pub fn area<'a>(places: &'a [Place], id: &'a str) -> &'a str {
    let place = places.iter().find(|place| place.id == id);
    place.map_or(id, |place| if place.name.is_empty() { id } else { &place.name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taxonomy_is_ours_when_it_says_so() {
        assert!(is_taxonomy(&taxonomy("south-vancouver")));
        for other in ["", "signpost:", "south-vancouver", "AIRS", "http://signpost:x"] {
            assert!(!is_taxonomy(other), "{other}");
        }
        assert_eq!(parts_of("need:company"), Some(("need", "company")));
        assert_eq!(parts_of("residency:Main: Street"), Some(("residency", "Main: Street")));
        for other in ["BD-1800", "need:", ":company"] {
            assert_eq!(parts_of(other), None, "{other}");
        }
    }
}
