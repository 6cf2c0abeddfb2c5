//! What languages are called: the names of CLDR, for word lists and files of words that a town begins.

use std::sync::LazyLock;

use icu_experimental::displaynames::DisplayNamesOptions;
use icu_experimental::displaynames::multi::{
    LanguageDisplayNames, RegionDisplayNames, ScriptDisplayNames,
};
use icu_locale::Locale;
use icu_locale::subtags::Language;

/// The language that names are looked up by.
const ENGLISH: &str = "en";

/// Codes of ISO 639-2 that stand for several languages, for one that nobody knows, or for none.
const NO_LANGUAGES: [&str; 4] = ["mis", "mul", "und", "zxx"];

/// Names that several languages have, and which these are.
pub const SEVERAL: [(&str, &str); 8] = [
    (
        "creole",
        "ht (Haitian Creole), mfe (Mauritian Creole), crs (Seychellois Creole), lou (Louisiana Creole)",
    ),
    ("patois", "jam (Jamaican Patois), or another"),
    ("pidgin", "pcm (Nigerian Pidgin), tpi (Tok Pisin), bi (Bislama), or another"),
    ("gaelic", "ga (Irish), gd (Scottish Gaelic)"),
    ("kurdish", "ckb (Sorani), kmr (Kurmanji)"),
    ("chinese", "cmn (Mandarin), yue (Cantonese)"),
    ("taiwanese", "nan (Hokkien), cmn (Mandarin)"),
    ("sign language", "ase (American), bfi (British), or another"),
];

/// What a language is called in the language of `locale`; `None` where CLDR has no name for it there.
pub fn name(code: &str, locale: &str) -> Option<String> {
    let locale_of = Locale::try_from_str(code).ok()?;
    let language = locale_of.id.language;
    // What stands in a private part (`yue-x-hoisan`) is a language of its own, which CLDR has no name for.
    let is_one = locale_of.extensions.is_empty() && !NO_LANGUAGES.contains(&language.as_str());
    is_one.then(|| names_in(locale)?.of(language).map(str::to_owned))?
}

/// Whether CLDR has a tag for what several languages are called: `ku` is Kurdish, and neither Sorani nor Kurmanji.
pub fn is_several(tag: &str) -> bool {
    let name = name(tag, ENGLISH).map(|name| name.to_lowercase());
    name.is_some_and(|name| SEVERAL.iter().any(|(several, _)| *several == name))
}

/// What a language calls itself, as it stands in a list of languages: with a capital where its script has them, and with the
/// country or the script that its tag names, as `Português (Brasil)`.
pub fn own_name(tag: &str) -> Option<String> {
    let own = name(tag, tag)?;
    let locale = Locale::try_from_str(tag).ok()?;
    let options = DisplayNamesOptions::default;
    let script = locale.id.script.and_then(|script| {
        let names = ScriptDisplayNames::try_new((&locale).into(), options()).ok()?;
        names.of(script).map(str::to_owned)
    });
    let country = locale.id.region.and_then(|region| {
        let names = RegionDisplayNames::try_new((&locale).into(), options()).ok()?;
        names.of(region).map(str::to_owned)
    });
    let rest: Vec<String> = script.into_iter().chain(country).collect();
    let own = if rest.is_empty() { own } else { format!("{own} ({})", rest.join(", ")) };
    let mut signs = own.chars();
    let first = signs.next()?;
    Some(first.to_uppercase().chain(signs).collect())
}

/// A language with what it is called in English and in itself, in small letters.
struct Called {
    code: Language,
    english: String,
    own: String,
}

/// Every language that English has a name for.
static ALL: LazyLock<Vec<Called>> = LazyLock::new(|| {
    let Some(english) = names_in(ENGLISH) else { return Vec::new() };
    let called = |code: Language| {
        let english = english.of(code)?.to_lowercase();
        let own = name(code.as_str(), code.as_str()).unwrap_or_default();
        Some(Called { code, english, own: own.to_lowercase() })
    };
    let is_one = |code: &Language| !NO_LANGUAGES.contains(&code.as_str());
    codes().filter(is_one).filter_map(called).collect()
});

/// The code of the language that is typed: by its code, or by its name in English or in itself.
pub fn code_of(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        // Many languages have no name of their own in CLDR.
        return None;
    }
    let is_it = |called: &&Called| {
        typed == called.code.as_str() || typed == called.english || typed == called.own
    };
    ALL.iter().find(is_it).map(|called| called.code.to_string())
}

/// The languages of which `stands` says that their English name stands in a text.
pub fn standing(stands: impl Fn(&str) -> bool) -> Vec<String> {
    ALL.iter()
        .filter(|called| stands(&called.english))
        .map(|called| called.code.to_string())
        .collect()
}

/// The lines of `_taxonomy/languages.toml` for a language that is typed by its code or name, with what it is called in
/// each of the page languages, and what it calls itself. `None` where no such language is known.
pub fn entry(typed: &str, locales: &[&str]) -> Option<String> {
    let code = code_of(typed)?;
    let quoted = |text: &str| toml_edit::Value::from(text).to_string().trim().to_owned();
    let label = |locale: &&str| Some(format!("{locale} = {}", quoted(&name(&code, locale)?)));
    let labels: Vec<String> = locales.iter().filter_map(label).collect();
    let mut lines =
        format!("[[term]]\nid = {}\nlabel = {{ {} }}\n", quoted(&code), labels.join(", "));
    if let Some(own) = name(&code, &code) {
        for locale in locales.iter().filter(|locale| **locale != code) {
            lines += &format!("synonyms.{locale} = [{}]\n", quoted(&own));
        }
    }
    Some(lines)
}

fn names_in(locale: &str) -> Option<LanguageDisplayNames> {
    let locale = Locale::try_from_str(locale).ok()?;
    LanguageDisplayNames::try_new(locale.into(), DisplayNamesOptions::default()).ok()
}

/// Everything that could be a code of ISO 639-1 or 639-3.
fn codes() -> impl Iterator<Item = Language> {
    let letters = || b'a'..=b'z';
    let two = letters().flat_map(move |a| letters().map(move |b| vec![a, b]));
    let three = letters()
        .flat_map(move |a| letters().flat_map(move |b| letters().map(move |c| vec![a, b, c])));
    two.chain(three).filter_map(|code| Language::try_from_utf8(&code).ok())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn polish_is_found_by_its_code_by_its_name_and_by_what_it_calls_itself() {
        for typed in ["pl", "Polish", " polski ", "POLSKI"] {
            assert_eq!(code_of(typed).as_deref(), Some("pl"), "{typed}");
        }
        assert_eq!(code_of("Haitian Creole").as_deref(), Some("ht"));
        for typed in ["", "xx", "Klingonese", "p l"] {
            assert_eq!(code_of(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_language_is_added_with_its_names_in_all_page_languages() {
        let lines = entry("pl", &["en", "pl", "zh-Hant"]).unwrap();
        let expected = "[[term]]\nid = \"pl\"\nlabel = { en = \"Polish\", pl = \"polski\", zh-Hant = \"波蘭文\" }\n\
                        synonyms.en = [\"polski\"]\nsynonyms.zh-Hant = [\"polski\"]\n";
        assert_eq!(lines, expected);
        assert!(lines.parse::<toml_edit::DocumentMut>().is_ok());
    }

    #[test]
    fn a_language_calls_itself_by_its_own_name() {
        assert_eq!(own_name("pl").as_deref(), Some("Polski"));
        assert_eq!(own_name("pt-BR").as_deref(), Some("Português (Brasil)"));
        assert_eq!(own_name("xx"), None);
    }
}
