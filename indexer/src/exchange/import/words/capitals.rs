//! Names that somebody typed in capitals only.

use std::collections::{BTreeMap, BTreeSet};

use super::super::terms::Capitals;

/// Short forms that the texts of a package write in capitals among small letters, more often so than
/// otherwise: `DOH`, `CAHS`. Nobody can list those of every town.
#[derive(Default)]
pub struct ShortForms {
    counts: BTreeMap<String, (u32, u32)>,
}

impl ShortForms {
    /// Learns from a text in capitals and small letters; one in capitals only tells nothing.
    pub fn learn(&mut self, text: &str) {
        let small = text.chars().filter(|c| c.is_lowercase()).count();
        let large = text.chars().filter(|c| c.is_uppercase()).count();
        if small < large {
            return;
        }
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            // Two to six letters: longer words in capitals are shouted.
            if !(2..=6).contains(&word.len()) || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
                continue;
            }
            let is_in_capitals = word.bytes().all(|b| b.is_ascii_uppercase());
            let (large, small) = self.counts.entry(word.to_ascii_uppercase()).or_default();
            *(if is_in_capitals { large } else { small }) += 1;
        }
    }

    /// What was learnt.
    pub fn known(&self) -> BTreeSet<String> {
        let sure = self.counts.iter().filter(|(_, (large, small))| large > small);
        sure.map(|(word, _)| word.clone()).collect()
    }
}

/// Whether a name is in capitals: four letters at least, and no small one.
pub fn is_in_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let cased = letters().filter(|c| c.is_uppercase()).count();
    // A name of one word may be one of letters: YMCA.
    let is_short = !text.trim().contains(' ') && letters().count() <= 6;
    cased >= 4 && !is_short && !letters().any(char::is_lowercase)
}

/// The name as names are written: every word with one capital, short forms as they are.
pub fn without_capitals(text: &str, capitals: &Capitals, short: &BTreeSet<String>) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let named = words.iter().enumerate().map(|(at, word)| {
        let is_first =
            at == 0 || words.get(at - 1).is_some_and(|last| last.ends_with([':', '-', '.']));
        one(word, is_first, capitals, short)
    });
    named.collect::<Vec<_>>().join(" ")
}

fn one(word: &str, is_first: bool, capitals: &Capitals, short: &BTreeSet<String>) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is = |list: &[String]| list.iter().any(|known| known.to_lowercase() == bare.to_lowercase());
    if is(&capitals.keep) || is_short_form(bare) || short.contains(bare) {
        return word.to_owned();
    }
    if !is_first && is(&capitals.small) {
        return word.to_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    let mut is_start = true;
    let mut before = ' ';
    for c in word.chars() {
        match (c.is_alphabetic(), is_start) {
            (true, true) => out.push(c),
            (true, false) => out.extend(c.to_lowercase()),
            (false, _) => out.push(c),
        }
        // After an apostrophe one letter (JOHN'S) stays small; a name (O'BRIEN) begins anew.
        let begins = !c.is_alphanumeric() && !matches!(c, '\'' | '’');
        let is_name = matches!(c, '\'' | '’') && before == 'O';
        is_start = begins || is_name;
        before = c;
    }
    out
}

/// Letters that are spelt: without a vowel, with points between them, with a digit, or Roman numerals.
fn is_short_form(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let has_digit = word.chars().any(|c| c.is_ascii_digit());
    let is_spelt = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    let is_roman = word.len() <= 4 && word.len() > 1 && word.bytes().all(|b| b"IVX".contains(&b));
    let has_no_vowel =
        letters.len() > 1 && !letters.iter().any(|c| "AEIOUYÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜ".contains(*c));
    let is_known = matches!(word, "ST" | "MR" | "MRS" | "DR" | "JR" | "SR" | "MT" | "FT");
    !is_known && (has_no_vowel || is_spelt || is_roman || (has_digit && letters.len() <= 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_capitals_is_written_as_a_name() {
        let capitals = Capitals {
            keep: vec!["YMCA".into(), "LGBTQ".into()],
            small: ["of", "the", "and"].map(str::to_owned).to_vec(),
        };
        let mut short = ShortForms::default();
        short.learn("The DOH and the office of health. Our house is your house.");
        short.learn("OUR HOUSE IS OPEN");
        let short = short.known();
        assert!(!short.contains("HOUSE"));
        for (typed, written) in [
            (
                "GIRL SCOUTS COUNCIL OF TROPICAL FLORIDA, INC.",
                "Girl Scouts Council of Tropical Florida, Inc.",
            ),
            ("THE YMCA AND ST. JOHN'S", "The YMCA and St. John's"),
            ("O'BRIEN HOUSE - OF HOPE", "O'Brien House - Of Hope"),
            ("M-DC PARKS NW 7TH", "M-DC Parks NW 7TH"),
            ("U.S. CENTER II", "U.S. Center II"),
            ("DOH OFFICE", "DOH Office"),
        ] {
            assert!(is_in_capitals(typed), "{typed}");
            assert_eq!(without_capitals(typed, &capitals, &short), written);
        }
        for name in ["YMCA", "Girl Scouts", "太極班", "ABC"] {
            assert!(!is_in_capitals(name), "{name}");
        }
    }
}
