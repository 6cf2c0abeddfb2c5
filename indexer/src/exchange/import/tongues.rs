//! Languages by what English calls them, with their tags (BCP 47): what a town may add to its own list.
//!
//! The names are CLDR's ([`languages`]), with those that directories have besides ([`OTHERS`]). Names that several languages
//! have stand in [`languages::SEVERAL`]: which one is meant, a person says.

use super::town::folded;
use crate::languages;

/// Other names that directories write, with their tags.
const OTHERS: [(&str, &str); 20] = [
    ("Assyrian", "aii"),
    ("Azeri", "az"),
    ("Bengali", "bn"),
    ("Cambodian", "km"),
    ("Castilian", "es"),
    ("Farsi", "fa"),
    ("Gaeilge", "ga"),
    ("Haitian", "ht"),
    ("Ilocano", "ilo"),
    ("Kreyol", "ht"),
    ("Kurmanji", "kmr"),
    ("Laotian", "lo"),
    ("Mandarin", "cmn"),
    ("Panjabi", "pa"),
    ("Romani", "rom"),
    ("Sinhalese", "si"),
    ("Slovene", "sl"),
    ("Sorani", "ckb"),
    ("Tagalog", "fil"),
    ("Toisanese", "yue-x-hoisan"),
];

/// Letters of the shortest name that is looked for within a longer text: `Mon` and `Ga` are languages, and stand in many.
const LONG: usize = 5;

/// A language whose name means something else beside other words: Latin American.
const ALONE: &str = "latin";

/// What a text names.
#[derive(Debug, PartialEq, Eq)]
pub enum Tongue {
    /// One language, by its tag.
    One(String),
    /// One of several: which they are.
    OneOf(&'static str),
    /// None that is known here.
    Unknown,
}

/// Those of [`languages::SEVERAL`] that make another language of the name before them: French Creole is not French.
const SHARED: [&str; 4] = ["sign language", "creole", "patois", "pidgin"];

/// The language whose name a text is, and nothing else; no name that several have.
pub fn whole(text: &str) -> Option<String> {
    let text = folded(text);
    let mut found = found(|name| folded(name) == text);
    found.retain(|tag| !languages::is_several(tag));
    found.pop().filter(|_| found.is_empty())
}

/// Words before such a name that make no other language of it: `limited creole`.
const AROUND: [&str; 19] = [
    "limited",
    "some",
    "basic",
    "little",
    "fluent",
    "speaks",
    "speak",
    "spoken",
    "in",
    "by",
    "via",
    "with",
    "for",
    "also",
    "and",
    "or",
    "offers",
    "offered",
    "interpreter",
];

/// Whether a text names another language than the name that stands in it, or may: `French Creole` is neither French nor
/// what a town's table says of `Creole`. `Haitian Creole` says which it is.
pub fn is_another(text: &str, name: &str) -> bool {
    let has = |text: &str, word: &str| format!(" {} ", folded(text)).contains(&format!(" {word} "));
    let Some(word) = SHARED.into_iter().find(|word| has(text, word)) else { return false };
    if folded(name) != word {
        return !has(name, word);
    }
    // What stands before it, up to a sign: `Group counselling: Creole`.
    text.split([':', ';', '(', ')', '.', '\u{2013}', '\u{2014}']).any(|part| {
        let part = format!(" {} ", folded(part));
        let before = part.find(&format!(" {word} ")).and_then(|at| part.get(..at));
        let last = before.and_then(|before| before.split_whitespace().next_back());
        last.is_some_and(|last| !AROUND.contains(&last))
    })
}

/// The language that a text names, whatever stands around: `creole (limited)`.
pub fn named(text: &str) -> Tongue {
    if let Some(tag) = whole(text) {
        return Tongue::One(tag);
    }
    let all = folded(text);
    let padded = format!(" {all} ");
    let stands = |name: &str| {
        let name = folded(name);
        name == all
            || (name.len() >= LONG && name != ALONE && padded.contains(&format!(" {name} ")))
    };
    let found = found(stands);
    let several = languages::SEVERAL.iter().find(|(name, _)| stands(name));
    // Haitian Creole is called a creole; French is not, and French Creole is another language.
    let is_called = |tag: &str, word: &str| {
        let name = languages::name(tag, "en").map(|name| folded(&name)).unwrap_or_default();
        format!(" {name} ").contains(&format!(" {word} "))
    };
    match (found.as_slice(), several) {
        ([tag], None) if !languages::is_several(tag) => Tongue::One(tag.clone()),
        ([tag], Some((word, _))) if !languages::is_several(tag) && is_called(tag, word) => {
            Tongue::One(tag.clone())
        }
        (_, Some((_, which))) => Tongue::OneOf(which),
        _ => Tongue::Unknown,
    }
}

/// The tags of the languages of which a name is such.
fn found(is_such: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = languages::standing(&is_such);
    // CLDR has Tagalog beside Filipino, whose other name it is here.
    found.retain(|tag| tag != "tl");
    let others = OTHERS.iter().filter(|(name, _)| is_such(name));
    found.extend(others.map(|(_, tag)| (*tag).to_owned()));
    found.sort();
    found.dedup();
    found
}

/// What a page language calls a language; `None` where CLDR does not know it.
pub fn label(tag: &str, locale: &str) -> Option<String> {
    languages::name(tag, locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_name_and_one_of_several_is_asked() {
        for (text, tag) in [
            ("Italian", "it"),
            ("hebrew (as needed)", "he"),
            ("Haitian-Creole", "ht"),
            ("Tagalog", "fil"),
            ("Haitian Creole (limited)", "ht"),
            ("Swiss German", "gsw"),
            ("Toisanese", "yue-x-hoisan"),
        ] {
            assert_eq!(named(text), Tongue::One(tag.to_owned()), "{text}");
        }
        assert!(
            matches!(named("creole (limited)"), Tongue::OneOf(which) if which.starts_with("ht "))
        );
        for text in [
            "Kurdish",
            "Chinese",
            "gaelic",
            "French Creole",
            "Portuguese creole",
            "Polish Sign Language",
            "British Sign Language",
            "Scots Gaelic",
            "Pidgin English",
        ] {
            assert!(matches!(named(text), Tongue::OneOf(_)), "{text}");
        }
        for text in ["tax prep:", "Italian, Greek", "", "Mon to Fri", "Latin American", "Ewe Lamb"]
        {
            assert_eq!(named(text), Tongue::Unknown, "{text}");
        }
        for (text, tag) in [("Farsi", Some("fa")), ("non-italian", None), ("Kurdish", None)] {
            assert_eq!(whole(text).as_deref(), tag, "{text}");
        }
        for (text, name, is) in [
            ("French Creole", "French", true),
            ("Louisiana creole", "Creole", true),
            ("British Sign Language", "sign language", true),
            ("creole (limited)", "Creole", false),
            ("some creole", "Creole", false),
            ("Group counselling: Creole", "Creole", false),
            ("Haitian Creole, as needed", "haitian creole", false),
            ("limited French", "French", false),
        ] {
            assert_eq!(is_another(text, name), is, "{text}");
        }
        assert_eq!(label("ht", "fr").as_deref(), Some("créole haïtien"));
    }
}
