//! What CLDR knows of every language: its plural rules, as the tables that phones read, and which way it is written.

use icu_locale::{Locale, LocaleDirectionality, LocaleExpander};
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};

use crate::locale::TABLE;

/// The rule of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The categories that whole numbers have, in alphabetical order.
    pub categories: Vec<&'static str>,
    /// The category of each number below [`TABLE`], by its place in `categories`, a digit each.
    pub table: String,
}

/// A language tag as everybody writes it (`PL`, `zh_hant` are `pl`, `zh-Hant`): a language, perhaps a script, perhaps a
/// region. `None` where it is none, or has more.
pub fn tag_of(typed: &str) -> Option<String> {
    let id = Locale::try_from_str(&typed.trim().replace('_', "-")).ok()?;
    let is_plain = id.extensions.is_empty() && id.id.variants.is_empty();
    (is_plain && !id.id.language.is_unknown()).then(|| id.to_string())
}

/// Whether a language is written from right to left.
pub fn is_right_to_left(tag: &str) -> bool {
    let id = Locale::try_from_str(tag).ok();
    id.is_some_and(|id| LocaleDirectionality::new_extended().is_right_to_left(&id.id))
}

/// Whether a tag names a script in which `other` is not written: `pa-Arab` and `pa`.
pub fn is_in_another_script(tag: &str, other: &str) -> bool {
    let id = |tag: &str| Some(Locale::try_from_str(&tag.replace('_', "-")).ok()?.id);
    let (Some(script), Some(mut other)) = (id(tag).and_then(|id| id.script), id(other)) else {
        return false;
    };
    LocaleExpander::new_extended().maximize(&mut other);
    other.script != Some(script)
}

/// The rule of a language; `None` where its tag cannot be read. A language that CLDR does not know has one form, as CLDR's
/// root has.
pub fn rule_of(tag: &str) -> Option<Rule> {
    let locale = Locale::try_from_str(tag).ok()?;
    let rules = PluralRules::try_new(locale.into(), PluralRuleType::Cardinal.into()).ok()?;
    let named: Vec<&str> = (0..TABLE).map(|n| name(rules.category_for(n))).collect();
    let mut categories = named.clone();
    categories.sort_unstable();
    categories.dedup();
    let place = |name: &&str| categories.iter().position(|known| known == name);
    let digits = named.iter().filter_map(place).filter_map(|at| char::from_digit(at as u32, 10));
    Some(Rule { table: digits.collect(), categories })
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The names that plural forms can have.
pub const CATEGORIES: [&str; 6] = ["few", "many", "one", "other", "two", "zero"];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::locale::PluralRule;

    #[test]
    fn polish_counts_one_few_and_many_and_arabic_has_six_forms() {
        let polish = rule_of("pl").unwrap();
        assert_eq!(polish.categories, ["few", "many", "one"]);
        assert!(polish.table.starts_with("12000111111111"), "{}", polish.table);
        assert_eq!(rule_of("ar").unwrap().categories, CATEGORIES);
        assert_eq!(rule_of("zh-Hans").unwrap().categories, ["other"]);
        assert_eq!(rule_of("not a tag"), None);
    }

    #[test]
    fn a_tag_is_read_as_people_type_it() {
        for (typed, tag) in [("PL", "pl"), (" zh_hant", "zh-Hant"), ("pt-br", "pt-BR")] {
            assert_eq!(tag_of(typed).as_deref(), Some(tag));
        }
        for typed in ["", "english", "p", "en-US-u-ca-buddhist", "ca-valencia", "und", "p l"] {
            assert_eq!(tag_of(typed), None, "{typed}");
        }
    }

    #[test]
    fn punjabi_in_arabic_letters_is_not_read_by_those_who_read_gurmukhi() {
        assert!(
            is_in_another_script("pa-Arab", "pa") && is_in_another_script("zh-Hant", "zh-Hans")
        );
        for (tag, other) in [("pa-Guru", "pa"), ("zh", "zh-Hans"), ("zh-TW", "zh-Hans"), ("", "pa")]
        {
            assert!(!is_in_another_script(tag, other), "{tag} {other}");
        }
    }

    #[test]
    fn arabic_urdu_and_kurdish_of_iraq_are_written_from_right_to_left() {
        let right: Vec<&str> = ["ar", "ur", "ckb", "pa-Arab", "ku", "pl", "pa", "ti"]
            .into_iter()
            .filter(|tag| is_right_to_left(tag))
            .collect();
        assert_eq!(right, ["ar", "ur", "ckb", "pa-Arab"]);
    }

    /// Every language for which CLDR 48 has a cardinal rule of its own kind, but Cornish, whose thousands differ.
    #[test]
    fn a_table_says_of_every_number_what_cldr_says() {
        let tags = [
            "af", "ar", "be", "bn", "br", "bs", "cs", "cy", "da", "de", "en", "es", "fa", "fil",
            "fr", "ga", "gd", "gv", "he", "hi", "hr", "hy", "is", "it", "ja", "ko", "ku", "lag",
            "lt", "lv", "mk", "mt", "ne", "pa", "pl", "prs", "ps", "pt", "ro", "ru", "se", "shi",
            "sk", "sl", "so", "sr", "sv", "ti", "tl", "tr", "tzm", "uk", "ur", "vi", "zh",
        ];
        for tag in tags {
            let rule = rule_of(tag).unwrap();
            let table = PluralRule::named(&rule.table).unwrap();
            let locale = Locale::try_from_str(tag).unwrap();
            let rules =
                PluralRules::try_new(locale.into(), PluralRuleType::Cardinal.into()).unwrap();
            for n in 0..100_000u32 {
                let told = rule.categories.get(table.form(n)).copied();
                assert_eq!(told, Some(name(rules.category_for(n))), "{tag} {n}");
            }
        }
    }
}
