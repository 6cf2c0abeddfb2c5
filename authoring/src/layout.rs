//! Which file is what, by its name and folder.

use std::collections::BTreeSet;

use catalog::directory::LandmarkKind;

use crate::draft::DraftConfig;
use crate::names::{is_plain_name, plain_name};
use crate::report::{Finding, Findings, codes};
use crate::source::{SourceFile, Span, Trouble};

/// Days on which a whole region is closed; a directory may have none.
pub const HOLIDAYS: &str = "_places/holidays.toml";

/// Words of danger and their help lines; a directory may have none.
pub const URGENT: &str = "_taxonomy/urgent.toml";

/// The word lists: what code calls them, and their files.
pub const WORD_LISTS: [(&str, &str); 8] = [
    ("needs", "_taxonomy/needs.toml"),
    ("languages", "_taxonomy/languages.toml"),
    ("access", "_taxonomy/access.toml"),
    ("audience", "_taxonomy/audience.toml"),
    ("cost", "_taxonomy/cost.toml"),
    ("delivery", "_taxonomy/delivery.toml"),
    ("joining", "_taxonomy/joining.toml"),
    ("requires", "_taxonomy/requires.toml"),
];

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
}

impl<'a> Layout<'a> {
    /// From `directory.toml`.
    pub fn new(config: Option<&'a DraftConfig>) -> Self {
        let locales = config
            .map(|config| config.locales.iter().map(|locale| locale.value.as_str()).collect())
            .filter(|locales: &Vec<_>| !locales.is_empty());
        let default_locale = config.and_then(|config| config.default_locale.as_ref());
        Self { locales, default_locale: default_locale.map_or("", |locale| &locale.value) }
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
        if !self.report_trouble(top, file, findings) {
            return Role::Nothing;
        }
        let path = file.path.as_str();
        let is_list = WORD_LISTS.iter().any(|(_, list)| *list == path);
        if is_list || is_known(path) {
            return Role::ReadAlready;
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
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let (stem, locale) =
            stem.split_once('.').map_or((stem, None), |(stem, locale)| (stem, Some(locale)));
        let is_plain =
            [folder.trim_start_matches('_'), stem].iter().all(|name| is_plain_name(name));
        if !is_plain {
            let finding =
                Finding::at(top, "file and folder names are small letters, digits and hyphens");
            findings
                .add(&codes::BAD_FILE_NAME, finding.suggest(format!("{}.md", plain_name(stem))));
            return Role::Nothing;
        }
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
                format!("the group {folder} has no organization.md"),
            );
            findings.add(
                &codes::MISSING_FILE,
                finding.suggest(format!("signpost new {folder} \"Name of a service\"")),
            );
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
                    "line {line} has letters that are not UTF-8; save the file with that encoding"
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
            format!("directory.toml does not list the language `{locale}`")
        };
        let near = crate::node::nearest(
            locale,
            locales.iter().copied().filter(|known| *known != self.default_locale),
        );
        let finding =
            Finding::at(top, message).maybe_suggest(near.map(|near| format!("{stem}.{near}.md")));
        findings.add(&codes::UNKNOWN_LOCALE, finding);
        false
    }
}

/// Files that are read by their own path, or that are for writers only.
fn is_known(path: &str) -> bool {
    matches!(
        path,
        "directory.toml"
            | "README.md"
            | HOLIDAYS
            | URGENT
            | "_places/postcodes.csv"
            | "_places/neighbourhoods.geojson"
            | "_places/ATTRIBUTION.md"
    ) || LANDMARKS.iter().any(|(known, _)| *known == path)
}
