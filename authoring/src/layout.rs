//! Which file is what, by its name and folder.

use std::collections::BTreeSet;

use catalog::directory::LandmarkKind;
use catalog::text::Decompose;

use crate::draft::DraftConfig;
use crate::names::{id_of_folder, is_device, is_plain_name, page_name, plain_name};
use crate::published::PUBLISHED;
use crate::report::{Finding, Findings, codes};
use crate::source::{SourceFile, Span, Trouble};

/// Days on which a whole region is closed; a directory may have none.
pub const HOLIDAYS: &str = "_places/holidays.toml";

/// Words of danger and their help lines; a directory may have none.
pub const URGENT: &str = "_taxonomy/urgent.toml";

/// Words of offices with plainer ones; a directory may have none.
pub const JARGON: &str = "_taxonomy/jargon.toml";

/// What people do, want or suffer, finer than the needs; a directory may have none.
pub const TOPICS: &str = "_taxonomy/topics.toml";

/// The word lists: what code calls them, and their files.
pub const WORD_LISTS: [(&str, &str); 9] = [
    ("needs", "_taxonomy/needs.toml"),
    ("topics", TOPICS),
    ("languages", "_taxonomy/languages.toml"),
    ("access", "_taxonomy/access.toml"),
    ("audience", "_taxonomy/audience.toml"),
    ("cost", "_taxonomy/cost.toml"),
    ("delivery", "_taxonomy/delivery.toml"),
    ("joining", "_taxonomy/joining.toml"),
    ("requires", "_taxonomy/requires.toml"),
];

/// What `signpost import` remembers of what it wrote, and the town's table of foreign words
/// (`_taxonomy/import.toml`): no page is made of either.
pub const IMPORTS: &str = "_import/";

/// How the words of other lists are read by `signpost import`; a directory may have none.
pub const IMPORT_TABLE: &str = "_taxonomy/import.toml";

/// What a map shows beside the neighbourhoods: a file of each kind, where a town has one.
pub const LANDMARKS: [(&str, LandmarkKind); 3] = [
    ("_places/water.geojson", LandmarkKind::Water),
    ("_places/parks.geojson", LandmarkKind::Park),
    ("_places/transit.geojson", LandmarkKind::Transit),
];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Role<'a> {
    Organization {
        folder: &'a str,
    },
    OrganizationTranslation {
        folder: &'a str,
        locale: &'a str,
    },
    Service {
        folder: &'a str,
        stem: &'a str,
    },
    Translation {
        folder: &'a str,
        stem: &'a str,
        locale: &'a str,
    },
    List {
        id: &'a str,
        locale: Option<&'a str>,
    },
    Page {
        name: &'a str,
        locale: Option<&'a str>,
    },
    /// Settings, words, places and what is for writers.
    ReadAlready,
    /// A file that is left out; [`Layout::role`] has reported why.
    Nothing,
}

/// What the locales are decides what a file name means.
pub struct Layout<'a> {
    /// `None` while `directory.toml` cannot be read: then any locale may be.
    locales: Option<Vec<&'a str>>,
    default_locale: &'a str,
    decompose: Decompose,
}

impl<'a> Layout<'a> {
    /// From `directory.toml`.
    pub fn new(config: Option<&'a DraftConfig>) -> Self {
        let locales = config
            .map(|config| config.locales.iter().map(|locale| locale.value.as_str()).collect())
            .filter(|locales: &Vec<_>| !locales.is_empty());
        let default_locale = config.and_then(|config| config.default_locale.as_ref());
        Self {
            locales,
            default_locale: default_locale.map_or("", |locale| &locale.value),
            // Without tables, letters with accents stay what they are.
            decompose: str::to_lowercase,
        }
    }

    /// The same with Unicode's decomposition, by which a name with accents is made plain.
    pub fn decomposing(self, decompose: Decompose) -> Self {
        Self { decompose, ..self }
    }

    /// What a file is; what is wrong with its name or its bytes is reported here, once.
    pub fn role<'f>(
        &self,
        index: u32,
        file: &'f SourceFile,
        paths: &BTreeSet<&str>,
        findings: &Findings,
    ) -> Role<'f> {
        let top = Span::top(index);
        let path = file.path.as_str();
        let is_list = WORD_LISTS.iter().any(|(_, list)| *list == path);
        if path.starts_with(IMPORTS) {
            return Role::ReadAlready;
        }
        if is_list || is_known(path) || is_for_writers(path) {
            self.report_trouble(top, file, findings);
            return Role::ReadAlready;
        }
        if matches!(file.trouble, None | Some(Trouble::NotRead))
            && let Some(finding) = self.misplaced(top, file, paths)
        {
            findings.add(&codes::BAD_FILE_NAME, finding);
            return Role::Nothing;
        }
        if !self.report_trouble(top, file, findings) {
            return Role::Nothing;
        }
        let unknown = |message: &str| {
            findings.add(&codes::UNKNOWN_FILE, Finding::at(top, message));
            Role::Nothing
        };
        let (Some((folder, name)), true) = (path.split_once('/'), path.ends_with(".md")) else {
            return unknown(
                "nothing reads this file; pages end in .md and stand in a group's folder",
            );
        };
        if folder.starts_with('_') && !matches!(folder, "_lists" | "_pages") {
            return unknown("nothing reads this file: folders with _ are Signpost's own");
        }
        let (stem, locale) = stem_and_locale(name.strip_suffix(".md").unwrap_or(name));
        if let Some(locale) = locale
            && !self.knows(locale, top, stem, findings)
        {
            return Role::Nothing;
        }
        let default = format!("{folder}/{stem}.md");
        if locale.is_some() && !paths.contains(default.as_str()) {
            let finding =
                Finding::at(top, format!("this translates {default}, which is not there"));
            findings.add(&codes::TRANSLATION_WITHOUT_PAGE, finding);
            return Role::Nothing;
        }
        if !folder.starts_with('_') && !paths.contains(format!("{folder}/organization.md").as_str())
        {
            // Once a group: equal diagnostics are said once.
            let finding = Finding::on_absent(
                &format!("{folder}/organization.md"),
                format!(
                    "the group {folder} has no organization.md, the page about the group itself"
                ),
            );
            findings.add(&codes::MISSING_FILE, finding.example(ORGANIZATION));
        }
        match (folder, stem, locale) {
            ("_lists", id, locale) => Role::List { id, locale },
            ("_pages", name, locale) => Role::Page { name, locale },
            (_, "organization", None) => Role::Organization { folder },
            (_, "organization", Some(locale)) => Role::OrganizationTranslation { folder, locale },
            (_, stem, None) => Role::Service { folder, stem },
            (_, stem, Some(locale)) => Role::Translation { folder, stem, locale },
        }
    }

    /// A page whose name, ending or folder keeps it from being read, with the path that it belongs to.
    fn misplaced(&self, top: Span, file: &SourceFile, paths: &BTreeSet<&str>) -> Option<Finding> {
        let path = file.path.as_str();
        let Some((folder, name)) = path.split_once('/') else {
            // A page that stands beside the groups' folders.
            let is_page = file.text.starts_with("---") && path.to_lowercase().ends_with(".md");
            let finding = Finding::at(top, "a page stands in a folder of its group");
            return is_page.then(|| {
                let (stem, _) = path.rsplit_once('.').unwrap_or((path, ""));
                finding.example(format!(
                    "your-group/{}.md",
                    page_name(stem, &file.text, self.decompose)
                ))
            });
        };
        if folder.starts_with('_') && !matches!(folder, "_lists" | "_pages") {
            return None;
        }
        let (inner, own) =
            name.rsplit_once('/').map_or((None, name), |(inner, own)| (Some(inner), own));
        let ending = ending(own)?;
        let right = self.right_path(file, paths)?;
        if right == path {
            return None;
        }
        let is_folder_plain = is_plain_name(folder.trim_start_matches('_'));
        let (stem, _) = stem_and_locale(ending.stem);
        let letters = "small letters a to z, digits and hyphens";
        let message = match (inner, is_folder_plain, ending.kind) {
            (Some(inner), ..) => {
                format!("pages within a folder of a group's folder ({inner}) are not read")
            }
            (None, ..) if is_device(stem) || is_device(folder) => {
                "a computer with Windows can have no file or folder of this name".to_owned()
            }
            (None, false, _) if is_plain_name(stem) => {
                format!("the name of the folder `{folder}` is not of {letters}")
            }
            (None, false, _) => {
                format!("the names of the folder `{folder}` and of this file are not of {letters}")
            }
            (None, true, EndingKind::Document) => {
                "this is a document of a word processor: save it as plain text, under this name"
                    .to_owned()
            }
            (None, true, EndingKind::Other) => {
                "a page is plain text, and its name ends in .md, in small letters".to_owned()
            }
            (None, true, EndingKind::Page) => {
                format!("the name of this file is not of {letters}")
            }
        };
        // The folder is named only where it changes.
        let is_same_folder = inner.is_none() && is_folder_plain;
        let shown = match is_same_folder {
            true => right.rsplit_once('/').map_or(right.as_str(), |(_, name)| name).to_owned(),
            false => right,
        };
        Some(Finding::at(top, message).rename(shown))
    }

    /// The path that a page belongs to; no other file has it, and no other is told the same.
    fn right_path(&self, file: &SourceFile, paths: &BTreeSet<&str>) -> Option<String> {
        let wanted = self.plain_path(&file.path, &file.text)?;
        if wanted == file.path {
            return Some(wanted);
        }
        let stem = wanted.strip_suffix(".md").unwrap_or(&wanted);
        let (stem, locale) = match stem.rsplit_once('/') {
            Some((folder, name)) => {
                let (stem, locale) = stem_and_locale(name);
                (format!("{folder}/{stem}"), locale.map(str::to_owned))
            }
            None => (stem.to_owned(), None),
        };
        // Files before this one that would have the same name take the first ones. Their pages are not
        // asked for an id: only a name without a letter needs it, and such a name is its own.
        let before = paths.range(..file.path.as_str()).filter(|path| {
            **path != wanted && self.plain_path(path, "").as_deref() == Some(wanted.as_str())
        });
        let (mut number, mut taken) =
            (1, before.count() + usize::from(paths.contains(wanted.as_str())));
        loop {
            let suffix = if number == 1 { String::new() } else { format!("-{number}") };
            let locale = locale.as_ref().map_or(String::new(), |locale| format!(".{locale}"));
            let path = format!("{stem}{suffix}{locale}.md");
            let is_free = number == 1 || !paths.contains(path.as_str());
            if is_free && taken == 0 {
                return Some(path);
            }
            taken = taken.saturating_sub(usize::from(is_free));
            number += 1;
        }
    }

    /// The path of a page with its names made plain and its ending made `.md`; `None` for what is no
    /// page.
    fn plain_path(&self, path: &str, text: &str) -> Option<String> {
        let (folder, name) = path.split_once('/')?;
        let name = name.rsplit_once('/').map_or(name, |(_, name)| name);
        let (stem, locale) = stem_and_locale(ending(name)?.stem);
        let (mark, own) = match folder.strip_prefix('_') {
            Some(own) => ("_", own),
            None => ("", folder),
        };
        let folder = match is_plain_name(own) {
            true => own.to_owned(),
            false => {
                let plain = plain_name(own, self.decompose);
                if plain.is_empty() { format!("group-{}", id_of_folder(own)) } else { plain }
            }
        };
        let stem = match is_plain_name(stem) {
            true => stem.to_owned(),
            false => page_name(stem, text, self.decompose),
        };
        let locale = locale.map_or(String::new(), |locale| format!(".{locale}"));
        Some(format!("{mark}{folder}/{stem}{locale}.md"))
    }

    /// Whether a file's trouble lets its name still mean something.
    fn report_trouble(&self, top: Span, file: &SourceFile, findings: &Findings) -> bool {
        let Some(trouble) = &file.trouble else { return true };
        let (code, message) = match trouble {
            Trouble::TooLarge(limit) => {
                (&codes::FILE_TOO_LARGE, format!("the file is over {} KB", limit / 1024))
            }
            Trouble::NotUtf8(line) => (
                &codes::NOT_UTF8,
                format!(
                    "line {line} has letters of another encoding; choose \"Save as\", and the encoding UTF-8"
                ),
            ),
            Trouble::Unreadable(error) => {
                (&codes::UNREADABLE_FILE, format!("the file cannot be opened: {error}"))
            }
            Trouble::OutsideLink => (
                &codes::OUTSIDE_LINK,
                "this is a link to somewhere else; it is left out".to_owned(),
            ),
            Trouble::NotRead => (
                &codes::UNKNOWN_FILE,
                "nothing reads this file; pages end in .md and stand in a group's folder"
                    .to_owned(),
            ),
        };
        findings.add(code, Finding::at(top, message));
        !matches!(trouble, Trouble::OutsideLink | Trouble::NotRead)
    }

    fn knows(&self, locale: &str, top: Span, stem: &str, findings: &Findings) -> bool {
        let Some(locales) = &self.locales else { return true };
        let message = if locale == self.default_locale {
            format!("{locale} is the default language: its words stand in {stem}.md")
        } else if locales.contains(&locale) {
            return true;
        } else {
            let known: Vec<&str> =
                locales.iter().copied().filter(|known| *known != self.default_locale).collect();
            match known.is_empty() {
                true => format!("directory.toml does not list the language `{locale}`"),
                false => format!(
                    "directory.toml does not list the language `{locale}`, but {}",
                    crate::draft::choice(&known)
                ),
            }
        };
        let meant = locales_meant(locale, locales);
        let name = |locale: &str| format!("{stem}.{locale}.md");
        let finding = Finding::at(top, message);
        let finding = match meant.as_slice() {
            _ if locale == self.default_locale => finding,
            [] => finding,
            [one] => finding.rename(name(one)),
            several => finding.choices(several.iter().map(|locale| name(locale))),
        };
        findings.add(&codes::UNKNOWN_LOCALE, finding);
        false
    }
}

/// The form of a group's page.
const ORGANIZATION: &str =
    "---\nname: …\ncontact:\n  - phone: …\n---\nWho you are, in plain words.";

/// What the end of a file's name says.
struct Ending<'a> {
    /// The name before it.
    stem: &'a str,
    kind: EndingKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum EndingKind {
    /// `.md`
    Page,
    /// Plain text under another ending, or without one.
    Other,
    /// A word processor's.
    Document,
}

/// The end of a page's name; `None` for a file that is no page, such as a picture.
fn ending(name: &str) -> Option<Ending<'_>> {
    const PLAIN: [&str; 9] =
        [".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt", ".text", ".yaml", ".yml"];
    const DOCUMENT: [&str; 7] = [".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".pages"];
    let (mut stem, mut kind, mut rounds) = (name, None, 0);
    loop {
        let end = |endings: &[&str]| {
            let lower = stem.to_ascii_lowercase();
            endings.iter().find(|end| lower.ends_with(*end)).map(|end| end.len())
        };
        let (length, found) = match (end(&PLAIN), end(&DOCUMENT)) {
            (Some(length), _) => (length, EndingKind::Other),
            (None, Some(length)) => (length, EndingKind::Document),
            (None, None) => break,
        };
        if length == stem.len() {
            break;
        }
        kind =
            Some(kind.map_or(
                found,
                |before| if before == EndingKind::Document { before } else { found },
            ));
        stem = &stem[..stem.len() - length];
        rounds += 1;
    }
    let kind = match kind {
        Some(EndingKind::Other) if rounds == 1 && name.ends_with(".md") => EndingKind::Page,
        Some(kind) => kind,
        // A name without any ending.
        None if !name.contains('.') => EndingKind::Other,
        None => return None,
    };
    Some(Ending { stem: stem.trim_end(), kind })
}

/// The name of a page and the language of a translation: `friday-soup.pa`. A point before anything else
/// is a part of the name: `Lunch 29.07.17`.
fn stem_and_locale(stem: &str) -> (&str, Option<&str>) {
    let Some((name, last)) = stem.rsplit_once('.') else { return (stem, None) };
    let mut parts = last.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let is_locale = (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if is_locale && !name.is_empty() { (name, Some(last)) } else { (stem, None) }
}

/// Other names of languages that are written in several ways or have two codes.
const LOCALE_NAMES: [(&str, &[&str]); 17] = [
    ("zh-tw", &["zh-Hant"]),
    ("zh-hk", &["zh-Hant"]),
    ("zh-mo", &["zh-Hant"]),
    ("zh-cht", &["zh-Hant"]),
    ("tw", &["zh-Hant"]),
    ("hk", &["zh-Hant"]),
    ("yue", &["zh-Hant"]),
    ("zh-cn", &["zh-Hans"]),
    ("zh-sg", &["zh-Hans"]),
    ("zh-chs", &["zh-Hans"]),
    ("cn", &["zh-Hans"]),
    ("cmn", &["zh-Hans", "zh-Hant"]),
    ("zh", &["zh-Hant", "zh-Hans"]),
    ("tl", &["fil"]),
    ("tgl", &["fil"]),
    ("pan", &["pa"]),
    ("kr", &["ko"]),
];

/// The languages of the directory that a name in a file's name can mean.
fn locales_meant<'a>(typed: &str, locales: &[&'a str]) -> Vec<&'a str> {
    let named = locales_named(typed, locales);
    if !named.is_empty() {
        return named;
    }
    let plain = typed.to_lowercase().replace('_', "-");
    crate::node::nearest(&plain, locales.iter().copied()).into_iter().collect()
}

/// Those of `locales` that have this language under another name: `zh-TW` is `zh-Hant`, `pa-IN` is `pa`.
pub fn locales_named<'a>(typed: &str, locales: &[&'a str]) -> Vec<&'a str> {
    let even = |text: &str| text.to_lowercase().replace('_', "-");
    let plain = even(typed);
    let known = |name: &str| locales.iter().copied().find(|locale| even(locale) == even(name));
    if let Some(same) = known(&plain) {
        return vec![same];
    }
    let language = plain.split('-').next().unwrap_or_default();
    let named = |name: &str| LOCALE_NAMES.iter().find(|(other, _)| *other == name);
    if let Some((_, meant)) = named(&plain).or_else(|| named(language)) {
        let meant: Vec<&str> = meant.iter().filter_map(|name| known(name)).collect();
        if !meant.is_empty() {
            return meant;
        }
    }
    // `pa-IN` is `pa`, where the directory has no other Punjabi.
    known(language).into_iter().collect()
}

/// What writers read about a folder, in any folder.
fn is_for_writers(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name).to_ascii_lowercase();
    matches!(name.as_str(), "readme.md" | "readme.txt" | "readme")
}

/// Files that are read by their own path, or that are for writers only.
fn is_known(path: &str) -> bool {
    matches!(
        path,
        "directory.toml"
            | "README.md"
            | HOLIDAYS
            | URGENT
            | PUBLISHED
            | JARGON
            | IMPORT_TABLE
            | "_places/postcodes.csv"
            | "_places/neighbourhoods.geojson"
            | "_places/ATTRIBUTION.md"
    ) || LANDMARKS.iter().any(|(known, _)| *known == path)
        || wording_of(path).is_some()
}

/// The locale that a file of `_locales/` has words for.
pub fn wording_of(path: &str) -> Option<&str> {
    path.strip_prefix("_locales/")?.strip_suffix(".toml").filter(|locale| !locale.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_under_another_name_is_found() {
        let all = ["en", "zh-Hant", "zh-Hans", "pa", "fil", "fa", "ko"];
        for (typed, meant) in [
            ("zh-TW", &["zh-Hant"][..]),
            ("zh_HK", &["zh-Hant"]),
            ("zh-hant", &["zh-Hant"]),
            ("zh-CN", &["zh-Hans"]),
            ("zh", &["zh-Hant", "zh-Hans"]),
            ("tl", &["fil"]),
            ("pa-IN", &["pa"]),
            ("PA", &["pa"]),
            ("xyz", &[]),
        ] {
            assert_eq!(locales_meant(typed, &all), meant, "{typed}");
        }
        assert_eq!(locales_meant("zh", &["en", "zh-Hans"]), ["zh-Hans"]);
    }

    #[test]
    fn a_point_in_a_name_is_no_language() {
        assert_eq!(stem_and_locale("friday-soup.pa"), ("friday-soup", Some("pa")));
        assert_eq!(stem_and_locale("friday-soup.zh-TW"), ("friday-soup", Some("zh-TW")));
        assert_eq!(stem_and_locale("Lunch 29.07.17"), ("Lunch 29.07.17", None));
        assert_eq!(stem_and_locale("St. Mark"), ("St. Mark", None));
    }
}
