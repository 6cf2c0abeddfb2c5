//! Every setting of `directory.toml`, once.
//!
//! The reader of that file takes from here what to type where a setting is missing
//! ([`DraftConfig`](crate::draft::DraftConfig)), `signpost init` explains each setting where it stands, the guide has
//! its tables, and `signpost explain directory.toml` prints them. A test holds that the reader asks for these settings
//! and no others.

use std::fmt::Write as _;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key.
    pub key: &'static str,
    /// Whether a directory without it is refused.
    pub is_needed: bool,
    /// What it is, in plain words.
    pub about: &'static str,
    /// A value as it is typed.
    pub example: &'static str,
}

/// Settings that stand together in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The key of the table; nothing for the settings at the top.
    pub key: &'static str,
    /// How often it stands in the file, and what its keys are.
    pub kind: Kind,
    /// Whether a directory without it is refused.
    pub is_needed: bool,
    /// What it is for, in plain words.
    pub about: &'static str,
    /// Its settings, in the order in which they are written. Where the keys are languages, one that shows how.
    pub settings: &'static [Setting],
}

/// What sort of table a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The top of the file.
    Top,
    /// A table that stands once: `[contact]`.
    Once,
    /// A table that may stand several times: `[[desks]]`.
    Each,
    /// Words, by language.
    Words,
}

const fn setting(key: &'static str, about: &'static str, example: &'static str) -> Setting {
    Setting { key, is_needed: false, about, example }
}

const fn needed(key: &'static str, about: &'static str, example: &'static str) -> Setting {
    Setting { key, is_needed: true, about, example }
}

const fn once(key: &'static str, about: &'static str, settings: &'static [Setting]) -> Section {
    Section { key, kind: Kind::Once, is_needed: false, about, settings }
}

/// The settings, in the order in which they are written.
pub const SECTIONS: [Section; 14] = [
    Section {
        key: "",
        kind: Kind::Top,
        is_needed: true,
        about: "",
        settings: &[
            needed(
                "id",
                "A short name for programs, in small letters, digits and hyphens. Never change it: phones keep plans by it.",
                "\"riverside\"",
            ),
            needed(
                "base_url",
                "Where the site is published, with the last `/`: for search engines, links between languages, and the page for addresses that lead nowhere. Every other link does without it.",
                "\"https://example.org/\"",
            ),
            setting(
                "host",
                "Whose computers the site stands on: `github-pages`, `netlify` or `cloudflare-pages`. A build then keeps to what that host takes, and says what would not fit.",
                "\"cloudflare-pages\"",
            ),
            setting(
                "files_at_most",
                "How many files the host takes, where that is another number than `host` says. The last activities then have their cards only.",
                "20000",
            ),
            needed(
                "time_zone",
                "The zone in which hours are told (IANA): days and holidays follow it.",
                "\"Europe/London\"",
            ),
            setting(
                "country",
                "Where numbers without a country are dialled from: two capital letters (ISO 3166-1).",
                "\"GB\"",
            ),
            needed("default_locale", "The language that groups write in.", "\"en\""),
            needed(
                "locales",
                "All languages of the pages, that one included, in the order in which people choose.",
                "[\"en\"]",
            ),
            setting(
                "sample",
                "`true` while groups and activities are invented: the notice below then stands on every page. `false`, or without this line and the notice, once your pages are real.",
                "true",
            ),
            setting(
                "propose",
                "Where somebody with an account proposes a new page from the form: the address at which the site that keeps these files begins a new one in this folder.",
                "\"https://github.com/your-town/directory/new/main/content\"",
            ),
            setting(
                "quick_exit",
                "Where \"Leave this page\" leads: a page that says nothing about the person who opens it, such as a weather page.",
                "\"https://www.weather.example/\"",
            ),
        ],
    },
    Section {
        key: "name",
        kind: Kind::Words,
        is_needed: true,
        about: "What the directory is called, in each language.",
        settings: &[setting("en", "", "\"Signpost Riverside\"")],
    },
    Section {
        key: "area",
        kind: Kind::Words,
        is_needed: true,
        about: "What people call the area, in each language.",
        settings: &[setting("en", "", "\"Riverside\"")],
    },
    Section {
        key: "notice",
        kind: Kind::Words,
        is_needed: false,
        about: "What stands on every page while `sample` is true, in each language; its first sentence alone where people search and browse.",
        settings: &[setting("en", "", "\"Sample: groups and numbers are invented.\"")],
    },
    Section {
        key: "centre",
        kind: Kind::Once,
        is_needed: true,
        about: "The middle: distances are counted from here until a person names a place.",
        settings: &[
            needed("lat", "Degrees north; south of the equator with a minus.", "49.2205"),
            needed("lon", "Degrees east; west of Greenwich with a minus.", "-123.0904"),
        ],
    },
    Section {
        key: "bounds",
        kind: Kind::Once,
        is_needed: true,
        about: "The edges, in degrees. A position outside is an error, so that a slip of a digit is found: leave room for who serves the area from outside.",
        settings: &[
            needed("south", "Latitude of the southern edge.", "48.9"),
            needed("west", "Longitude of the western edge.", "-123.4"),
            needed("north", "Latitude of the northern edge.", "49.6"),
            needed("east", "Longitude of the eastern edge.", "-121.2"),
        ],
    },
    once(
        "contact",
        "Whom to tell of a mistake: an email, a phone, or both.",
        &[
            setting("email", "The e-mail address.", "\"hello@example.org\""),
            setting("phone", "The number, as people there dial it.", "\"+1-604-555-0199\""),
        ],
    ),
    once(
        "freshness",
        "Months since a person last checked a page.",
        &[
            setting("remind", "When its group is asked again.", "[11, 12]"),
            setting("stale", "From when on the page says so, and comes later in lists.", "14"),
            setting("hide", "From when on it is left out of the search and the lists.", "18"),
        ],
    ),
    once(
        "plain_words",
        "What counts as plain, by language: the checker warns of pages that are harder to read. Without a number, English, French and Spanish have the usual one.",
        &[
            setting(
                "sentence",
                "Most words of a sentence; in Chinese, characters.",
                "{ en = 25, fr = 25 }",
            ),
            setting(
                "ease",
                "Least ease of reading, 0 to 100, by the formula of the language.",
                "{ en = 60 }",
            ),
        ],
    ),
    once(
        "travel",
        "Metres in a straight line that count as within reach.",
        &[
            setting("walk-short", "A short walk.", "800"),
            setting("walk", "A walk.", "1600"),
            setting("bus", "By bus.", "6000"),
            setting("drive", "By car.", "20000"),
        ],
    ),
    Section {
        key: "desks",
        kind: Kind::Each,
        is_needed: false,
        about: "Where activities are handed over, such as a clinic: to whom people may answer how it went, from their own phone. Ask the place first. It needs a number for text messages, an e-mail address, or both.",
        settings: &[
            needed("id", "A short name for programs; it stands in links.", "\"riverside-clinic\""),
            setting("phone", "A number that takes text messages.", "\"+1-604-555-0188\""),
            setting("email", "An e-mail address.", "\"desk@example.org\""),
            needed(
                "name",
                "What people call the place, in each language.",
                "{ en = \"Riverside Clinic\" }",
            ),
        ],
    },
    once(
        "record_codes",
        "Codes that your record systems know, if you have a licence for them or have made them: they then stand in the text for the record. None is ever made up.",
        &[
            needed("system", "What the codes are called; it stands before them.", "\"Our codes\""),
            setting("offered", "The code for what was handed over.", "\"A100 Offered\""),
            setting("closed", "The code for what has ended.", "\"A199 Ended\""),
            setting(
                "needs",
                "Codes for why, by the id of a need.",
                "{ company = \"A110 Lonely\" }",
            ),
            setting(
                "outcomes",
                "Codes for what became of it, by the id of an answer.",
                "{ went = \"A120 Attended\" }",
            ),
        ],
    ),
    once(
        "data",
        "What others may do with the data under `data/` of the site. Ask the groups before you choose: a licence cannot be taken back. Places that are kept private and notes for prescribers stay out always.",
        &[
            setting(
                "licence",
                "One of CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0, PDDL-1.0, ODC-By-1.0, ODbL-1.0, OGL-UK-3.0, OGL-Canada-2.0. Without one, others are asked to ask first.",
                "\"CC-BY-4.0\"",
            ),
            setting("sensitive", "`true` if pages that call for discretion go out, too.", "false"),
        ],
    ),
    Section {
        key: "help_now",
        kind: Kind::Each,
        is_needed: true,
        about: "Crisis and help lines, in the order in which they are shown. Ring each one, and read its words aloud, before you write it down.",
        settings: &[
            needed("phone", "The number, as a phone dials it.", "\"911\""),
            needed("display", "The number, as people read it.", "\"9-1-1\""),
            needed(
                "label",
                "Who answers, in each language.",
                "{ en = \"Emergency: ambulance, fire, police\" }",
            ),
            setting(
                "further",
                "`true` for lines that are shown after a press, and where nothing was found.",
                "true",
            ),
            setting(
                "placeholder",
                "`true` as long as nobody has rung the line: nothing is built to be published. Ring it, then take this away.",
                "true",
            ),
        ],
    },
];

/// The section of this key; the settings at the top have none.
pub fn section(key: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.key == key)
}

/// How a setting is typed, for somebody who has left it out.
pub(crate) fn typed(in_section: &str, key: &str) -> String {
    let settings = section(in_section).map_or(&[][..], |section| section.settings);
    let found = settings.iter().find(|setting| setting.key == key);
    format!("{key} = {}", found.map_or("…", |setting| setting.example))
}

impl Section {
    /// The line that opens it: `[contact]`; nothing at the top.
    pub fn head(&self) -> String {
        match self.kind {
            Kind::Top => String::new(),
            Kind::Once | Kind::Words => format!("[{}]", self.key),
            Kind::Each => format!("[[{}]]", self.key),
        }
    }
}

/// The reference as Markdown, a table for each section.
pub fn reference() -> String {
    let mut out = String::new();
    for section in &SECTIONS {
        let needed = if section.is_needed { "**Needed.** " } else { "" };
        match section.kind {
            Kind::Top => out.push_str("At the top of the file:\n\n"),
            Kind::Each => {
                let _ = write!(
                    out,
                    "\n`{}`, once for each: {needed}{}\n\n",
                    section.head(),
                    section.about
                );
            }
            Kind::Once | Kind::Words => {
                let _ = write!(out, "\n`{}`: {needed}{}\n\n", section.head(), section.about);
            }
        }
        if section.kind == Kind::Words {
            for setting in section.settings {
                let _ = writeln!(out, "- `{} = {}`, and so on", setting.key, setting.example);
            }
            continue;
        }
        out.push_str("| Setting | What it is | Example |\n|---|---|---|\n");
        for Setting { key, is_needed, about, example } in section.settings {
            let needed = if *is_needed { "**Needed.** " } else { "" };
            let _ = writeln!(out, "| `{key}` | {needed}{about} | `{example}` |");
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::draft::{DraftConfig, asked};
    use crate::node::parse_toml;
    use crate::report::{Findings, codes};

    /// A file with every section, and in each only what `line` says of it.
    fn file(line: impl Fn(&Section) -> String) -> String {
        let sections = SECTIONS.iter();
        sections.map(|section| format!("{}\n{}\n", section.head(), line(section))).collect()
    }

    /// The keys that each map was asked for, and the keys that are said to be missing.
    fn read(text: &str) -> (Vec<BTreeSet<&'static str>>, BTreeSet<String>) {
        let findings = Findings::default();
        let node = parse_toml(0, text, &findings).unwrap();
        asked::take();
        let _ = DraftConfig::read(&node, &findings);
        let maps = asked::take().into_iter().map(|keys| keys.into_iter().collect()).collect();
        let missing =
            findings.take().into_iter().filter(|(code, _)| **code == codes::MISSING_FIELD);
        let missing = missing.filter_map(|(_, finding)| {
            let message = format!("{finding:?}");
            Some(message.split_once('`')?.1.split_once('`')?.0.to_owned())
        });
        (maps, missing.collect())
    }

    #[test]
    fn the_reader_asks_for_every_setting_of_the_table_and_for_no_other() {
        let (maps, _) = read(&file(|_| "zz = 1".to_owned()));
        let own = |section: &Section| section.settings.iter().map(|setting| setting.key).collect();
        let mut told: Vec<BTreeSet<&str>> = SECTIONS
            .iter()
            .filter(|section| !matches!(section.kind, Kind::Words | Kind::Top))
            .map(own)
            .collect();
        // At the top stand the settings there, and every section.
        let sections = SECTIONS.iter().skip(1).map(|section| section.key);
        told.push(own(&SECTIONS[0]).into_iter().chain(sections).collect());
        let (maps, told): (BTreeSet<_>, BTreeSet<_>) =
            (maps.into_iter().collect(), told.into_iter().collect());
        assert_eq!(maps, told);
    }

    #[test]
    fn what_is_said_to_be_needed_is_what_is_missed() {
        let (_, missing) = read(&file(|_| "zz = 1".to_owned()));
        let needed: BTreeSet<String> = SECTIONS
            .iter()
            .flat_map(|section| section.settings)
            .filter(|setting| setting.is_needed)
            .map(|setting| setting.key.to_owned())
            // Words are missed by a check, language by language.
            .filter(|key| key != "label" && key != "name")
            .collect();
        assert_eq!(missing, needed);
    }

    #[test]
    fn every_example_can_be_typed_as_it_stands() {
        let all = |section: &Section| -> String {
            let lines = section.settings.iter();
            lines.map(|Setting { key, example, .. }| format!("{key} = {example}\n")).collect()
        };
        let findings = Findings::default();
        let node = parse_toml(0, &file(all), &findings).unwrap();
        let config = DraftConfig::read(&node, &findings);
        assert!(findings.take().is_empty());
        assert!(config.bounds().is_some() && config.help_now.len() == 1);
    }
}
