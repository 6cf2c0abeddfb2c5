//! Languages by what English calls them, with their tags (BCP 47): what a town may add to its own list.
//!
//! Names that several languages have are not in the table but in [`SEVERAL`]: which one is meant, a person says.

use super::town::folded;

/// Tags, each with the name that a label has, and further ones.
const TONGUES: [(&str, &[&str]); 92] = [
    ("aa", &["Afar"]),
    ("af", &["Afrikaans"]),
    ("sq", &["Albanian"]),
    ("am", &["Amharic"]),
    ("ar", &["Arabic"]),
    ("hy", &["Armenian"]),
    ("aii", &["Assyrian Neo-Aramaic", "Assyrian"]),
    ("az", &["Azerbaijani", "Azeri"]),
    ("eu", &["Basque"]),
    ("be", &["Belarusian"]),
    ("bn", &["Bengali", "Bangla"]),
    ("bs", &["Bosnian"]),
    ("bg", &["Bulgarian"]),
    ("my", &["Burmese"]),
    ("yue", &["Cantonese"]),
    ("ca", &["Catalan"]),
    ("ceb", &["Cebuano"]),
    ("hr", &["Croatian"]),
    ("cs", &["Czech"]),
    ("da", &["Danish"]),
    ("prs", &["Dari"]),
    ("nl", &["Dutch"]),
    ("en", &["English"]),
    ("et", &["Estonian"]),
    ("fa", &["Persian", "Farsi"]),
    ("fil", &["Filipino", "Tagalog"]),
    ("fi", &["Finnish"]),
    ("fr", &["French"]),
    ("ka", &["Georgian"]),
    ("de", &["German"]),
    ("el", &["Greek"]),
    ("gu", &["Gujarati"]),
    ("ht", &["Haitian Creole", "Haitian", "Kreyol"]),
    ("ha", &["Hausa"]),
    ("he", &["Hebrew"]),
    ("hi", &["Hindi"]),
    ("hmn", &["Hmong"]),
    ("hu", &["Hungarian"]),
    ("is", &["Icelandic"]),
    ("ig", &["Igbo"]),
    ("ilo", &["Ilocano"]),
    ("id", &["Indonesian"]),
    ("ga", &["Irish", "Gaeilge"]),
    ("it", &["Italian"]),
    ("ja", &["Japanese"]),
    ("kn", &["Kannada"]),
    ("km", &["Khmer", "Cambodian"]),
    ("rw", &["Kinyarwanda"]),
    ("ko", &["Korean"]),
    ("ckb", &["Sorani"]),
    ("kmr", &["Kurmanji"]),
    ("lo", &["Lao", "Laotian"]),
    ("lv", &["Latvian"]),
    ("ln", &["Lingala"]),
    ("lt", &["Lithuanian"]),
    ("mk", &["Macedonian"]),
    ("ml", &["Malayalam"]),
    ("ms", &["Malay"]),
    ("cmn", &["Mandarin"]),
    ("mr", &["Marathi"]),
    ("mn", &["Mongolian"]),
    ("ne", &["Nepali"]),
    ("no", &["Norwegian"]),
    ("om", &["Oromo"]),
    ("ps", &["Pashto", "Pushto"]),
    ("pl", &["Polish"]),
    ("pt", &["Portuguese"]),
    ("pa", &["Punjabi", "Panjabi"]),
    ("ro", &["Romanian"]),
    ("rom", &["Romani"]),
    ("ru", &["Russian"]),
    ("gd", &["Scottish Gaelic"]),
    ("sr", &["Serbian"]),
    ("sn", &["Shona"]),
    ("sd", &["Sindhi"]),
    ("si", &["Sinhala", "Sinhalese"]),
    ("sk", &["Slovak"]),
    ("sl", &["Slovenian", "Slovene"]),
    ("so", &["Somali"]),
    ("es", &["Spanish", "Castilian"]),
    ("sw", &["Swahili"]),
    ("sv", &["Swedish"]),
    ("ta", &["Tamil"]),
    ("te", &["Telugu"]),
    ("th", &["Thai"]),
    ("ti", &["Tigrinya"]),
    ("tr", &["Turkish"]),
    ("uk", &["Ukrainian"]),
    ("ur", &["Urdu"]),
    ("vi", &["Vietnamese"]),
    ("cy", &["Welsh"]),
    ("yi", &["Yiddish"]),
];

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
    One(&'static str),
    /// One of several: which they are.
    OneOf(&'static str),
    /// None that is known here.
    Unknown,
}

/// The language that a text names, whatever stands around: `creole (limited)`.
pub fn named(text: &str) -> Tongue {
    let padded = format!(" {} ", folded(text));
    let stands = |name: &str| padded.contains(&format!(" {} ", folded(name)));
    let all = TONGUES.iter().flat_map(|(tag, names)| names.iter().map(move |name| (*tag, *name)));
    let mut found: Vec<&str> = all.filter(|(_, name)| stands(name)).map(|(tag, _)| tag).collect();
    found.dedup();
    match (found.as_slice(), SEVERAL.iter().find(|(name, _)| stands(name))) {
        ([tag], _) => Tongue::One(tag),
        ([], Some((_, which))) => Tongue::OneOf(which),
        _ => Tongue::Unknown,
    }
}

/// What English calls a language.
pub fn label(tag: &str) -> Option<&'static str> {
    let (_, names) = TONGUES.iter().find(|(known, _)| *known == tag)?;
    names.first().copied()
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
            assert_eq!(named(text), Tongue::One(tag), "{text}");
        }
        assert!(
            matches!(named("creole (limited)"), Tongue::OneOf(which) if which.starts_with("ht "))
        );
        for text in ["tax prep:", "Italian, Greek", "", "Klingon"] {
            assert_eq!(named(text), Tongue::Unknown, "{text}");
        }
        assert_eq!(label("ht"), Some("Haitian Creole"));
    }

    #[test]
    fn no_name_is_two_languages() {
        let mut names: Vec<&str> =
            TONGUES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        names.extend(SEVERAL.iter().map(|(name, _)| *name));
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
