//! The plain pages of a new town: the sample's own, without what they say of the sample; and what its English says otherwise.

use std::collections::BTreeMap;

use app::locales::built_in;

use super::{ENGLISH, Town};

/// A page of the sample in one language.
macro_rules! page {
    ($name:literal, $locale:literal) => {
        include_str!(concat!("../../../content/_pages/", $name, $locale, ".md"))
    };
}

/// A language, as it is called and as its files are named, with its about, help and privacy pages.
macro_rules! pages {
    ($($locale:literal $suffix:literal),*) => {
        &[$(($locale, [page!("about", $suffix), page!("help", $suffix), page!("privacy", $suffix)])),*]
    };
}

/// The sample's pages by language.
const PAGES: &[(&str, [&str; 3])] = pages!(
    "en" "", "es" ".es", "fa" ".fa", "fil" ".fil", "fr" ".fr", "ko" ".ko", "pa" ".pa", "vi" ".vi",
    "zh-Hans" ".zh-Hans", "zh-Hant" ".zh-Hant"
);

/// What they are called, and how many of a page's parts (each begins with a heading, but the first) hold for any
/// town: what social prescribing is and whom it is for; how to find and call, without the numbers to call in danger,
/// which stand on every page; all of what is said of privacy.
const KEPT: [(&str, Parts); 3] =
    [("about", Parts::First(2)), ("help", Parts::AllBut(1)), ("privacy", Parts::AllBut(0))];

#[derive(Clone, Copy)]
enum Parts {
    /// So many from the first.
    First(usize),
    /// All but so many at the end.
    AllBut(usize),
}

/// What Canada calls the code at the end of an address, as the sample says it.
const POSTCODE: &str = "postal code";

/// What the town's English says otherwise than the program's, for `_locales/en.toml`: each text that names a postal code,
/// with what people there call it. `None` where nothing is said otherwise.
pub fn otherwise(town: &Town) -> Option<String> {
    let own = town.postcode();
    if own == POSTCODE || !town.locales.iter().any(|locale| locale == ENGLISH) {
        return None;
    }
    let mut text = format!(
        "# What {} says otherwise than Signpost's English. All texts: signpost wording en\n",
        town.area
    );
    let (mut section, mut said) = ("", "");
    for line in built_in(ENGLISH)?.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            section = line;
        }
        let other = in_words_of(line, own);
        if other != line {
            if said != section {
                text += &format!("\n{section}\n");
                said = section;
            }
            text += &format!("{other}\n");
        }
    }
    Some(text)
}

/// A text with what a town calls a postal code.
pub(super) fn in_words_of(text: &str, own: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    let begins_with_vowel = own.starts_with(['A', 'E', 'I', 'O', 'U', 'a', 'e', 'i', 'o', 'u']);
    let article = if begins_with_vowel { "an" } else { "a" };
    let text = text.replace(&format!(" a {POSTCODE}"), &format!(" {article} {own}"));
    text.replace(POSTCODE, own).replace(&capital(POSTCODE), &capital(own))
}

/// The pages in the town's languages, by their paths; the first language is the one without a name in the path. A first
/// language that is not the sample's has them in English, to be translated: a directory has them in the language that its
/// groups write in.
pub fn pages(locales: &[String], postcode: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (at, locale) in locales.iter().enumerate() {
        let in_language = |wanted: &str| PAGES.iter().find(|(known, _)| *known == wanted);
        let first = if at == 0 { in_language(ENGLISH) } else { None };
        let Some((language, texts)) = in_language(locale).or(first) else { continue };
        for ((name, parts), text) in KEPT.iter().zip(texts) {
            let path = match at {
                0 => format!("_pages/{name}.md"),
                _ => format!("_pages/{name}.{locale}.md"),
            };
            let text = kept(text, *parts);
            let is_english = *language == ENGLISH;
            files.insert(path, if is_english { in_words_of(&text, postcode) } else { text });
        }
    }
    files
}

fn kept(text: &str, parts: Parts) -> String {
    let all: Vec<&str> = text.split("\n## ").collect();
    let count = match parts {
        Parts::First(count) => count,
        Parts::AllBut(last) => all.len().saturating_sub(last),
    };
    let text = all.get(..count).unwrap_or(&all).join("\n## ");
    [text.trim_end(), "\n"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_of_a_new_town_speaks_of_the_sample_or_of_its_numbers() {
        let locales: Vec<String> = PAGES.iter().map(|(locale, _)| (*locale).to_owned()).collect();
        let pages = pages(&locales, "postcode");
        assert_eq!(pages.len(), 30);
        assert!(pages["_pages/privacy.md"].contains("your place or postcode"));
        for (path, text) in pages {
            assert!(text.starts_with("---\n") && text.len() > 300, "{path}");
            for word in ["ancouver", "9-1-1", "9-8-8", "signpost.example", "GeoNames"] {
                assert!(!text.contains(word), "{path}: {word}");
            }
        }
    }
}
