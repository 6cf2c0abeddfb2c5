//! What a check's code means: the sentence that stands beside the check, and what the writers' guide says of
//! it, so that program and guide never differ. Settings and texts are told from where they are defined, too.

use app::locales::built_in;
use authoring::guide::settings::{Kind, SECTIONS, reference};
use authoring::report::codes::{NOTE_CODES, READER_CODES};
use authoring::report::{Code, Severity};
use authoring::validate::CHECKS;
use toml_edit::{DocumentMut, Item, Table};

/// The writers' guide, with a heading for each code.
const GUIDE: &str = include_str!("../../content/README.md");

/// Every code: of what is found while reading, then of the checks, in their order, then of
/// change notes.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let of_notes = NOTE_CODES.iter().copied();
    READER_CODES.iter().copied().chain(CHECKS.iter().map(|check| &check.code)).chain(of_notes)
}

/// The code of this name.
pub fn code(name: &str) -> Option<&'static Code> {
    codes().find(|code| code.id == name)
}

/// What the guide says of a code, without its heading; nothing where it says nothing.
pub fn guide(code: &Code) -> &'static str {
    let heading = ["\n### ", code.id, "\n"].concat();
    let text = GUIDE.split_once(&heading).map_or("", |(_, rest)| rest);
    let end = text.find("\n#").unwrap_or(text.len());
    text[..end].trim()
}

/// What the settings of `directory.toml` are: all of them, or those of this name.
pub fn settings(name: &str) -> Option<String> {
    if name == SETTINGS {
        return Some(reference());
    }
    let (section, name) =
        name.rsplit_once('.').map_or((None, name), |(section, name)| (Some(section), name));
    let mut said = String::new();
    for found in SECTIONS.iter().filter(|found| section.is_none_or(|section| section == found.key))
    {
        for setting in found.settings.iter().filter(|_| found.kind != Kind::Words) {
            if setting.key == name {
                let head = found.head();
                let place =
                    if head.is_empty() { "at the top".to_owned() } else { format!("in {head}") };
                let needed = if setting.is_needed { " Needed." } else { "" };
                said += &format!(
                    "{} ({place} of {SETTINGS})\n{}{needed}\n\n  {} = {}\n",
                    setting.key, setting.about, setting.key, setting.example
                );
            }
        }
        if section.is_none() && !found.key.is_empty() && found.key == name {
            let example: Vec<String> = found
                .settings
                .iter()
                .map(|one| format!("  {} = {}", one.key, one.example))
                .collect();
            said += &format!(
                "{} of {SETTINGS}\n{}\n\n  {}\n{}\n",
                found.head(),
                found.about,
                found.head(),
                example.join("\n")
            );
        }
    }
    (!said.is_empty()).then_some(said)
}

/// A text of the pages, as a file of `_locales` names it.
pub struct Text {
    /// The section of the file, then the name in it: `gaps.title`.
    pub name: String,
    /// What our own file says of it, as it stands there; mostly nothing.
    comment: String,
    /// The English words, as a line of such a file.
    line: String,
}

/// Every text that a town may say otherwise, from the file that all languages are measured by.
pub fn texts() -> Vec<Text> {
    let model = built_in("en").and_then(|text| text.parse::<DocumentMut>().ok());
    model.map_or(Vec::new(), |model| texts_of("", model.as_table()))
}

fn texts_of(section: &str, table: &Table) -> Vec<Text> {
    let each = table.iter().flat_map(|(key, item)| {
        let name = if section.is_empty() { key.to_owned() } else { format!("{section}.{key}") };
        match item {
            Item::Table(table) => texts_of(&name, table),
            Item::Value(value) => {
                let decor = table.key(key).and_then(|key| key.leaf_decor().prefix()?.as_str());
                let comment = decor.unwrap_or_default().trim().to_owned();
                vec![Text { name, comment, line: format!("{key} = {}", value.to_string().trim()) }]
            }
            Item::None | Item::ArrayOfTables(_) => Vec::new(),
        }
    });
    each.collect()
}

impl Text {
    /// Its English words, and where a town says it otherwise.
    pub fn told(&self) -> String {
        let Self { name, comment, line } = self;
        let section = name.rsplit_once('.').map_or("", |(section, _)| section);
        let comment: String = comment.lines().map(|line| format!("  {}\n", line.trim())).collect();
        format!(
            "{name} (a text of the pages)\nA town says it otherwise in _locales/LANGUAGE.toml of its content folder, \
             such as _locales/fr.toml; here are the English words.\n\n  [{section}]\n{comment}  {line}\n\n\
             signpost wording prints all texts, and signpost wording fr those in French.\n"
        )
    }
}

/// The file of settings.
pub const SETTINGS: &str = "directory.toml";

/// How much a finding of this code matters, in a word.
pub fn severity(code: &Code) -> &'static str {
    match code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_asks_for_all_settings_for_one_and_for_a_table() {
        let all = settings(SETTINGS).unwrap_or_default();
        for word in ["`files_at_most`", "`[freshness]`", "`[[help_now]]`", "`placeholder`"] {
            assert!(all.contains(word), "{word}");
        }
        let one = settings("freshness.stale").unwrap_or_default();
        assert!(one.starts_with("stale (in [freshness] of directory.toml)\n"), "{one}");
        let table = settings("travel").unwrap_or_default();
        assert!(table.contains("\n  [travel]\n  walk-short = 800\n"), "{table}");
        let twice = settings("phone").unwrap_or_default();
        assert!(twice.contains("[contact]") && twice.contains("[[desks]]"), "{twice}");
        assert_eq!(settings("stal"), None);
    }

    #[test]
    fn somebody_asks_for_a_text_by_the_name_that_a_file_of_words_gives_it() {
        let all = texts();
        let told = |name: &str| all.iter().find(|text| text.name == name).map(Text::told);
        let title = told("gaps.title").unwrap_or_default();
        assert!(title.contains("\n  [gaps]\n") && title.contains("\n  title = \""), "{title}");
        let walk = told("choice.travel.walk-short").unwrap_or_default();
        assert!(walk.contains("\n  [choice.travel]\n  walk-short = \"A short walk\"\n"), "{walk}");
        assert_eq!(told("gaps.titel"), None);
    }

    #[test]
    fn every_code_is_explained_and_no_explanation_runs_into_the_next() {
        let mut names: Vec<&str> = codes().map(|code| code.id).collect();
        for code in codes() {
            let said = guide(code);
            assert!(said.len() > 20, "the guide says nothing of {}", code.id);
            assert!(!said.contains("\n###"), "{}: {said}", code.id);
        }
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "a code stands for one thing");
    }
}
