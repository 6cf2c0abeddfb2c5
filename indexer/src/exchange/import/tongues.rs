//! Languages by what English calls them, with their tags (BCP 47): what a town may add to its own list.
//!
//! The names are CLDR's ([`languages`]), with those that directories have besides ([`OTHERS`]). Names that several languages
//! have stand in [`SEVERAL`]: which one is meant, a person says.

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
    ("Toisanese", "yue-x-toisan"),
];

/// Letters of the shortest name that is looked for within a longer text: `Mon` and `Ga` are languages, and stand in many.
const LONG: usize = 5;

/// A language whose name means something else beside other words: Latin American.
const ALONE: &str = "latin";

/// Names that several languages have, and which these are.
const SEVERAL: [(&str, &str); 7] = [
    (
        "creole",
        "ht (Haitian Creole), mfe (Mauritian Creole), crs (Seychellois Creole), lou (Louisiana Creole)",
    ),
    ("patois", "jam (Jamaican Patois), or another"),
    ("gaelic", "ga (Irish), gd (Scottish Gaelic)"),
    ("kurdish", "ckb (Sorani), kmr (Kurmanji)"),
    ("chinese", "cmn (Mandarin), yue (Cantonese)"),
    ("taiwanese", "nan (Hokkien), cmn (Mandarin)"),
    ("sign language", "ase (American), bfi (British), or another"),
];

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

/// The language that a text names, whatever stands around: `creole (limited)`.
pub fn named(text: &str) -> Tongue {
    let all = folded(text);
    let padded = format!(" {all} ");
    let stands = |name: &str| {
        let name = folded(name);
        name == all
            || (name.len() >= LONG && name != ALONE && padded.contains(&format!(" {name} ")))
    };
    let mut found = languages::standing(stands);
    // CLDR has Tagalog beside Filipino, whose other name it is here.
    found.retain(|tag| tag != "tl");
    found.extend(OTHERS.iter().filter(|(name, _)| stands(name)).map(|(_, tag)| (*tag).to_owned()));
    found.sort();
    found.dedup();
    match (found.as_slice(), SEVERAL.iter().find(|(name, _)| stands(name))) {
        ([tag], _) if !is_several(tag) => Tongue::One(tag.clone()),
        (_, Some((_, which))) => Tongue::OneOf(which),
        _ => Tongue::Unknown,
    }
}

/// Whether CLDR has a tag for what several languages are called: `ku` is Kurdish, and neither Sorani nor Kurmanji.
pub fn is_several(tag: &str) -> bool {
    let name = languages::name(tag, "en").map(|name| folded(&name));
    name.is_some_and(|name| SEVERAL.iter().any(|(several, _)| *several == name))
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
        ] {
            assert_eq!(named(text), Tongue::One(tag.to_owned()), "{text}");
        }
        assert!(
            matches!(named("creole (limited)"), Tongue::OneOf(which) if which.starts_with("ht "))
        );
        for text in ["Kurdish", "Chinese", "gaelic"] {
            assert!(matches!(named(text), Tongue::OneOf(_)), "{text}");
        }
        for text in ["tax prep:", "Italian, Greek", "", "Mon to Fri", "Latin American", "Ewe Lamb"]
        {
            assert_eq!(named(text), Tongue::Unknown, "{text}");
        }
        assert_eq!(label("ht", "fr").as_deref(), Some("créole haïtien"));
    }
}
