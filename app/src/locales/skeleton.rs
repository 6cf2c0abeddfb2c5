//! A file of words to begin a page language with: every text of the model behind a `#`, until somebody has translated it.

use std::fmt::Write as _;

use super::{
    MODEL, OURS, OWN_NAME, PLURAL, SPEAKS, Written, built_in, cldr, direction, in_forms_of, spoken,
};

/// What stands above the texts.
const HEAD: &str = "\
# {name}: a page language of this town.
#
# What stands behind a # alone is a text that is not translated yet: it is shown in English. Take the # away and write it in
# your language; what is left out is said by `signpost check`. Gaps such as {n} stay as they are, and stand where the
# language wants them. A text that counts has the plural forms of this language, as CLDR names them.
#
# Who has made the translation stands in translated-by (\"machine\", or a name), and in reviewed-by who has read it over; until
# somebody has, every page says so.
";

/// The file `_locales/<tag>.toml` of a language that has none. `name` is what the language calls itself, where that is
/// known. `None` where the tag cannot be read.
pub fn skeleton(tag: &str, name: Option<&str>) -> Option<String> {
    let rule = cldr::rule_of(tag)?;
    let (model, texts) = (built_in(MODEL)?, OURS.get(MODEL)?);
    // What JSON says between quotes, TOML says too.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut file = HEAD.replace("{name}", name.unwrap_or(tag));
    // What stands above the model's own sections is about the model.
    let body = model.find("\n[").map_or(model, |at| &model[at..]);
    let mut section = "";
    let mut comment = String::new();
    for line in body.lines() {
        if let Some(head) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = head;
        }
        if line.starts_with('#') {
            let _ = writeln!(comment, "{line}");
            continue;
        }
        let told = std::mem::take(&mut comment);
        let Some((key, _)) = line.split_once(" = ") else {
            // A comment before an empty line is about the model as a whole.
            let _ = writeln!(file, "{line}");
            continue;
        };
        let full = [section, ".", key.trim_matches('"')].concat();
        let known = match full.as_str() {
            PLURAL => continue,
            OWN_NAME => name.map(&quoted),
            SPEAKS => Some(quoted(spoken(tag))),
            super::DIRECTION => Some(quoted(direction(tag))),
            _ => None,
        };
        file += &told;
        let _ = match (known, texts.get(&full)) {
            (Some(value), _) => writeln!(file, "{key} = {value}"),
            (None, Some(Written::Forms(forms))) => {
                let forms = in_forms_of(&rule, forms);
                let forms = forms.iter().map(|(form, text)| format!("{form} = {}", quoted(text)));
                writeln!(file, "#{key} = {{ {} }}", forms.collect::<Vec<_>>().join(", "))
            }
            (None, _) => writeln!(file, "#{line}"),
        };
    }
    Some(file)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::locale::Key;
    use crate::locales::Locales;

    #[test]
    fn a_new_language_begins_with_every_text_waiting_to_be_translated() {
        let file = skeleton("pl", Some("Polski")).unwrap();
        let (locales, told) = Locales::of_town(&[("pl", &file)], None);
        let wording = told.first().unwrap();
        assert_eq!(wording.problems, []);
        assert_eq!(locales.own_name("pl"), "Polski");
        // All but what the file says of itself, and the rule of plural forms, which CLDR has.
        assert_eq!(wording.lacks.len(), Key::NAMES.len() - 4);
    }

    #[test]
    fn a_text_that_was_only_copied_is_not_translated() {
        let copied: String = skeleton("pl", None)
            .unwrap()
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(text) if !text.starts_with([' ', '#']) && !text.is_empty() => {
                    format!("{text}\n")
                }
                _ => format!("{line}\n"),
            })
            .collect();
        let (_, told) = Locales::of_town(&[("pl", &copied)], None);
        let wording = told.first().unwrap();
        assert_eq!(wording.problems, []);
        assert!(wording.lacks.len() > Key::NAMES.len() * 2 / 3, "{}", wording.lacks.len());
        // Those who say most of it as Canadians do, say so in a file of their own English.
        let (_, told) = Locales::of_town(&[("en-AU", &copied)], None);
        assert!(told.first().unwrap().lacks.len() < 5);
    }

    #[test]
    fn what_nobody_has_translated_stands_in_the_english_of_the_town() {
        let english = "[finder]\nsearch = \"Look\"\n";
        let file = skeleton("pl", None).unwrap();
        for files in [[("en", english), ("pl", &file)], [("pl", &file), ("en", english)]] {
            let (locales, told) = Locales::of_town(&files, None);
            assert_eq!(locales.get("pl").unwrap().text(Key::FinderSearch), "Look");
            assert!(told.iter().zip(files).all(|(told, (name, _))| told.locale == name));
        }
    }

    #[test]
    fn arabic_begins_from_right_to_left_with_six_forms_and_every_language_can_begin() {
        let arabic = skeleton("ar", Some("العربية")).unwrap();
        assert!(arabic.contains("\ndirection = \"rtl\"\n"));
        assert!(arabic.contains("#on-foot = { few = \"about {n} minutes on foot\", many = "));
        for tag in ["ti", "so", "ckb", "pt-BR", "sr-Latn", "cy", "ja", "xyz"] {
            let file = skeleton(tag, None).unwrap();
            let (_, told) = Locales::of_town(&[(tag, &file)], None);
            assert_eq!(told.first().unwrap().problems, [], "{tag}");
        }
        assert_eq!(skeleton("not a tag", None), None);
    }
}
