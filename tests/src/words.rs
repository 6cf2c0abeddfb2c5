//! What the pages' controls are called in each language, read from `app/locales/`.
//!
//! Journeys name what content says as it stands there; for the words of controls they ask here,
//! so that a better word in a locale file breaks no journey, and a journey can be made in any
//! language.

use std::collections::BTreeMap;
use std::fs;

use crate::tools;

/// The words of one locale.
pub struct Words {
    locale: String,
    texts: BTreeMap<String, String>,
}

impl Words {
    /// Of a locale such as `zh-Hant`.
    #[track_caller]
    pub fn of(locale: &str) -> Self {
        let path = tools::project().join("app/locales").join(format!("{locale}.toml"));
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { locale: locale.to_owned(), texts: read(&text) }
    }

    /// What is called `key`, such as `finder.filters`.
    #[track_caller]
    pub fn say(&self, key: &str) -> &str {
        match self.texts.get(key) {
            Some(text) => text,
            None => panic!("app/locales/{}.toml has no text {key}", self.locale),
        }
    }

    /// What stands before and after the gap of a text with one gap, such as `Remove {name}`.
    #[track_caller]
    pub fn around_gap(&self, key: &str) -> (&str, &str) {
        let text = self.say(key);
        match (text.find('{'), text.find('}')) {
            (Some(open), Some(close)) => (&text[..open], &text[close + 1..]),
            _ => panic!("{key} has no gap: {text}"),
        }
    }
}

/// Reads the part of TOML that locale files use: tables, and one text a line. Of a text with
/// plural forms it takes the form for many.
fn read(text: &str) -> BTreeMap<String, String> {
    let mut table = String::new();
    let mut texts = BTreeMap::new();
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = name.replace('"', "");
        } else if let Some((key, value)) = line.split_once('=')
            && let Some(value) = unquoted(value.trim())
        {
            let key = key.trim().replace('"', "");
            let full = if table.is_empty() { key } else { format!("{table}.{key}") };
            texts.insert(full, value);
        }
    }
    texts
}

fn unquoted(value: &str) -> Option<String> {
    if let Some(forms) = value.strip_prefix('{') {
        return unquoted(forms.split_once("other = ")?.1);
    }
    if let Some(literal) = value.strip_prefix('\'') {
        return Some(literal.split('\'').next()?.to_owned());
    }
    let mut rest = value.strip_prefix('"')?.chars();
    let mut text = String::new();
    loop {
        match rest.next()? {
            '"' => return Some(text),
            '\\' => text.push(rest.next()?),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_tables_and_under_dotted_names() {
        let texts = read(
            "# A locale.\nplain = \"1\"\n[finder]\nfilters = \"Filters\" # short\n\
             remove = \"Take \\\"{name}\\\" away\"\n[choice.travel]\nwalk = '30 minutes'\n\
             more = { one = \"{n} more\", other = \"Show {n} more\" }\n",
        );
        assert_eq!(texts["plain"], "1");
        assert_eq!(texts["finder.filters"], "Filters");
        assert_eq!(texts["finder.remove"], "Take \"{name}\" away");
        assert_eq!(texts["choice.travel.walk"], "30 minutes");
        assert_eq!(texts["choice.travel.more"], "Show {n} more");
    }
}
