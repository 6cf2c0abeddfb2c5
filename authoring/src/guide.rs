//! What the writers' guide says of each field, beside the code that reads it.
//!
//! The tables of `content/README.md` are made from here, and a test holds that every field which a draft
//! reads has its row, that no other has one, and that "needed" is said of those without which a page is
//! refused. So a field that somebody adds is explained, or the tests say so.

pub mod settings;

use std::fmt::Write as _;

use crate::draft::{DraftTerm, DraftTermList};

/// A field, as a writer meets it.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its key.
    pub key: &'static str,
    /// Whether a page without it is refused.
    pub is_needed: bool,
    /// What to write. Where the field holds facts of its own, each of their keys is named.
    pub about: &'static str,
    /// How that looks; empty where the complete example shows it.
    pub example: &'static str,
}

const fn row(key: &'static str, about: &'static str, example: &'static str) -> Row {
    Row { key, is_needed: false, about, example }
}

const fn needed(key: &'static str, about: &'static str, example: &'static str) -> Row {
    Row { key, is_needed: true, about, example }
}

/// An activity's page.
pub const SERVICE: &[Row] = &[
    needed(
        "id",
        "The page's number plate, 5 to 8 digits and small letters. Given once, never changed, never used again: printed codes lead to it.",
        "`k7f3q`",
    ),
    needed(
        "name",
        "What the activity is called, as on your door. A translation may translate it; a group's own name stays as it is.",
        "`Friday soup`",
    ),
    needed(
        "summary",
        "One line for the card, 140 characters at most.",
        "`A bowl of soup at a long table.`",
    ),
    needed(
        "status",
        "`active`, `inactive` (not running now), `temporarily-closed`, or `defunct` (ended for good; the page stays and says so).",
        "`active`",
    ),
    row(
        "alert",
        "Something people must know until a certain day: `text` and `until`. It goes away by itself.",
        "`{ text: No soup on 26 March, until: 2027-03-26 }`",
    ),
    needed(
        "needs",
        "Why people come: one to three words from the list below, the main one first. Who looks for a need sees first the pages that have it first.",
        "`[company, food]`",
    ),
    row(
        "topics",
        "What people come for, finer than the needs, where your own words do not say it: words of `_taxonomy/topics.toml`, the main one first. A topic that your name or summary names is found by itself, and so is one that your text names more than once.",
        "`[falling, back-pain]`",
    ),
    row(
        "not_topics",
        "Topics that your words name, but that people do not find with you: \"we do not prepare tax returns\" is no tax clinic.",
        "`[tax-clinic]`",
    ),
    row(
        "intent",
        "`join` (people take part), `volunteer` (people give time), or both.",
        "`[join, volunteer]`",
    ),
    row("audience", "For whom it is made. Leave it out if it is for everyone.", "`[older-adults]`"),
    row(
        "eligibility",
        "Who can come: `text` in words; `min_age`, `max_age`; `residency` (places where one must live); `requires`: all papers and other things that one must show or have; `[]` says that nothing is asked for, and without `requires` the directory says that it is not known.",
        "`{ text: 55 and over, min_age: 55 }`",
    ),
    row(
        "cost",
        "What it costs, one line for each price: `kind`, `amount`, `currency`, `note`.",
        "`[{ kind: free }]`",
    ),
    needed("delivery", "How it happens.", "`[in-person-group, outdoors]`"),
    needed("joining", "What to do first.", "`drop-in`"),
    needed(
        "languages",
        "Spoken or signed there: `code`, and `how`: `native` (a person speaks it; used if you leave it out), `interpreter`, or `written`; `note` if people should ask before. Cantonese (`yue`) and Mandarin (`cmn`) are two languages.",
        "`[{ code: pa, how: interpreter }]`",
    ),
    row("locations", "Where it is. See below. Leave it out for a phone line or home visits.", ""),
    row(
        "area",
        "Where you serve, for home visits and deliveries: neighbourhoods or the first half of postal codes. Left out, it is everywhere in the directory.",
        "`[sunset, V5X]`",
    ),
    row(
        "confidential_address",
        "`true` if nobody may learn the address. On a page that calls for discretion it must be said, yes or no.",
        "`false`",
    ),
    row("schedule", "When it is. See below.", ""),
    needed(
        "contact",
        "Whom to call: `role`, `phone`, `extension`, `sms: true` if one can text, `email`, `url`, `languages`. At least one phone, email or url in all.",
        "`[{ role: Kitchen, phone: \"+1-604-555-0100\" }]`",
    ),
    row(
        "first_visit",
        "`what_happens`, `ask_for` (a first name is enough), `meet_me: true` if someone waits at the door, `bring_someone: true` if one may come in twos, `what_to_bring`.",
        "`{ ask_for: Rosa, meet_me: true }`",
    ),
    row(
        "volunteer",
        "What volunteers do and how they start: `role`, `joining`.",
        "`{ role: Cook, joining: phone-first }`",
    ),
    row(
        "capacity",
        "Is there room? `status` is `open`, `waitlist`, `full` or `unknown`; `note`; `updated`, the day you knew.",
        "`{ status: waitlist, note: about 3 weeks, updated: 2026-11-01 }`",
    ),
    row(
        "assurance",
        "Who last checked this page. See [Keeping a page fresh](#keeping-a-page-fresh).",
        "",
    ),
    row(
        "prescriber_notes",
        "For doctors, nurses and link workers: whom it suits, what to know. Residents' pages do not show it, but the file is public: nothing secret, nothing about a person.",
        "`Suits people who live alone.`",
    ),
    row(
        "sensitive",
        "`true` if being seen reading the page could put someone in danger.",
        "`false`",
    ),
];

/// A group's own page.
pub const GROUP: &[Row] = &[
    row("id", "The group's number plate, as for a page. `signpost check` proposes one.", "`m4w8t`"),
    needed("name", "What the group calls itself. It is never translated.", "`Riverside Friends`"),
    row("summary", "One line, 140 characters at most.", "`Neighbours who cook and walk.`"),
    row("website", "Its address, with `https://`.", "`https://riverside-friends.example`"),
    row(
        "contact",
        "How to reach the group: `role`, `phone`, `extension`, `sms`, `email`, `url`, `languages`.",
        "`[{ phone: \"+1-604-555-0100\" }]`",
    ),
];

/// A place.
pub const LOCATION: &[Row] = &[
    row("name", "What the place is called. Needed if there are several.", "`Riverside Hall`"),
    row(
        "address",
        "`line1` (street and number), `line2`, `city`, `region`, `postal`, `country`.",
        "`{ line1: 100 Example Street, city: Riverside }`",
    ),
    row(
        "lat",
        "With `lon` the position, as a map on a phone shows it when you press and hold on the door. In British Columbia `lat` is about 49. Write both or neither.",
        "`49.2200`",
    ),
    row("lon", "In British Columbia it begins with a minus.", "`-123.0900`"),
    row(
        "access",
        "Facts about getting in: `\"yes\"` or `\"no\"`. Leave out what you do not know.",
        "`{ step-free-entrance: \"yes\" }`",
    ),
    row(
        "access_notes",
        "A few words on one of these facts.",
        "`{ step-free-entrance: Ring the bell }`",
    ),
    row(
        "access_only",
        "When one of these facts holds that does not always. It never counts as a plain yes.",
        "`{ accessible-toilet: April to October }`",
    ),
    row(
        "transport",
        "How to come: the bus, the stop, how far it is from there.",
        "`Bus 8, then 100 m on the flat`",
    ),
    row(
        "contact",
        "Whom to call at this place, where it has its own number. The same fields as above: `role`, `phone`, `extension`, `sms`, `email`, `url`, `languages`.",
        "",
    ),
];

/// A row of a timetable.
pub const SCHEDULE: &[Row] = &[
    needed("text", "What people read.", "`Tuesdays 10 to 11:30, not in August`"),
    row("at", "At which place, by its name. Needed if there are several.", "`Riverside Hall`"),
    row(
        "kind",
        "`session` (people come then; used if you leave it out) or `by-arrangement` (hours in which you can be called or come by, such as \"weekdays 9 to 5\"). Hours by arrangement are in no calendar.",
        "`session`",
    ),
    needed(
        "start",
        "The first day and time, as year-month-day, a `T`, and the time in 24 hours. It must be one of the days.",
        "`2027-01-08T12:00`",
    ),
    needed("minutes", "How long it lasts.", "`90`"),
    row(
        "rrule",
        "How it repeats. Every Friday: `FREQ=WEEKLY;BYDAY=FR`. Tuesdays and Thursdays: `FREQ=WEEKLY;BYDAY=TU,TH`. Every second week: add `;INTERVAL=2`. First Tuesday of the month: `FREQ=MONTHLY;BYDAY=1TU`. Last Friday: `FREQ=MONTHLY;BYDAY=-1FR`. The 15th: `FREQ=MONTHLY;BYMONTHDAY=15`. Six times in all: add `;COUNT=6`. Leave it out if it happens once.",
        "`FREQ=WEEKLY;BYDAY=FR`",
    ),
    row(
        "dates",
        "Further days at the same hour, for what no rule tells. For the days of a lunar month, `signpost dates --lunar 1,15 --from 2026-12-01 --to 2027-12-31` works them out.",
        "`[2027-02-21, 2027-03-08]`",
    ),
    row(
        "closed_on",
        "A list of days on which it falls out. The days stand in `_places/holidays.toml`.",
        "`[public-holidays]`",
    ),
    row("exdates", "Days on which it would be, but is not.", "`[2027-03-26]`"),
    row(
        "pauses",
        "A break: `from`, `to`, and `why` in a few words.",
        "`[{ from: 2027-08-01, to: 2027-08-31, why: Summer break }]`",
    ),
    row(
        "valid_to",
        "You know the times until this day. Later ones are not promised.",
        "`2027-06-25`",
    ),
];

/// A check by a person.
pub const ASSURANCE: &[Row] = &[
    needed(
        "date",
        "The day of the check. If all is still right, this is the only thing you change.",
        "`2026-11-20`",
    ),
    row("by", "Who checked: a group, or \"Signpost founders\".", "`Riverside Friends`"),
    row(
        "how",
        "`phone`, `visit`, `email`, `event`, or `self` (the group checked its own page).",
        "`phone`",
    ),
    row(
        "level",
        "`listed` (copied from somewhere; such a page needs no `date`, and may leave open what nobody has asked yet: `needs`, `delivery`, `joining`, `languages`) · `self-declared` (the group says so) · `checked` (someone else asked or looked) · `partner-vouched` (a partner who knows the group stands up for it).",
        "`checked`",
    ),
];

/// The tables, by the names that stand in the guide's marks.
pub const TABLES: [(&str, &[Row]); 5] = [
    ("service", SERVICE),
    ("group", GROUP),
    ("location", LOCATION),
    ("schedule", SCHEDULE),
    ("assurance", ASSURANCE),
];

/// A table as Markdown.
pub fn table(rows: &[Row]) -> String {
    let mut out = String::from("| Field | What to write | Example |\n|---|---|---|\n");
    for Row { key, is_needed, about, example } in rows {
        let needed = if *is_needed { "**Needed.** " } else { "" };
        let _ = writeln!(out, "| `{key}` | {needed}{about} | {example} |");
    }
    out
}

/// Fields whose words are chosen from a list, with the list's name.
const CHOSEN: [(&str, &str); 8] = [
    ("`needs`", "needs"),
    ("`audience`", "audience"),
    ("`cost`: `kind`", "cost"),
    ("`delivery`", "delivery"),
    ("`joining`", "joining"),
    ("`languages`: `code`", "languages"),
    ("`access`", "access"),
    ("`eligibility`: `requires`", "requires"),
];

/// The words that a directory lets one choose from, with what they mean, as Markdown.
pub fn words(lists: &[DraftTermList], locale: &str) -> String {
    let mut out = String::from("| Field | Words |\n|---|---|\n");
    for (field, name) in CHOSEN {
        let terms = lists.iter().filter(|list| list.name == name).flat_map(|list| &list.terms);
        let words: Vec<String> = terms.filter_map(|term| word(term, locale)).collect();
        let _ = writeln!(out, "| {field} | {} |", words.join(" · "));
    }
    out
}

fn word(term: &DraftTerm, locale: &str) -> Option<String> {
    let id = &term.id.as_ref()?.value;
    Some(match term.label.get(locale) {
        Some(label) => format!("`{id}` {}", label.value.replace('|', "/")),
        None => format!("`{id}`"),
    })
}

/// The guide with every table made anew: what stands between `<!-- made: name -->` and `<!-- end -->`.
/// Gives the name of a mark that nothing is known of, or that has no end.
pub fn renewed(guide: &str, lists: &[DraftTermList], locale: &str) -> Result<String, String> {
    const OPEN: &str = "<!-- made: ";
    const CLOSE: &str = "<!-- end -->";
    let mut out = String::with_capacity(guide.len());
    let mut rest = guide;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (name, inside) = after.split_once(" -->").ok_or("a mark without an end")?;
        let (_, after) = inside.split_once(CLOSE).ok_or_else(|| name.to_owned())?;
        let made = match TABLES.iter().find(|(known, _)| *known == name) {
            Some((_, rows)) => table(rows),
            None if name == "words" => words(lists, locale),
            None if name == "directory.toml" => settings::reference(),
            None => return Err(name.to_owned()),
        };
        out.extend([before, OPEN, name, " -->\n\n", &made, "\n", CLOSE]);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::draft::{DraftOrganization, DraftService, Source, asked};
    use crate::report::{Findings, codes};

    /// The keys that each map of a page was asked for, innermost first, and the keys that are missed.
    fn read(path: &str, facts: &str) -> (Vec<BTreeSet<&'static str>>, BTreeSet<String>) {
        let text = format!("---\n{facts}\n---\nWords.\n");
        let source = Source { file: 0, path, text: &text };
        let findings = Findings::default();
        asked::take();
        match path.ends_with("organization.md") {
            true => drop(DraftOrganization::read(&source, "group", &findings)),
            false => drop(DraftService::read(&source, "group", "page", &findings)),
        }
        let maps = asked::take().into_iter().map(|keys| keys.into_iter().collect()).collect();
        let missing =
            findings.take().into_iter().filter(|(code, _)| **code == codes::MISSING_FIELD);
        let missing = missing.filter_map(|(_, finding)| {
            let message = format!("{finding:?}");
            Some(message.split_once('`')?.1.split_once('`')?.0.to_owned())
        });
        (maps, missing.collect())
    }

    fn keys(rows: &'static [Row]) -> BTreeSet<&'static str> {
        rows.iter().map(|row| row.key).collect()
    }

    fn needed_keys(rows: &'static [Row]) -> BTreeSet<String> {
        rows.iter().filter(|row| row.is_needed).map(|row| row.key.to_owned()).collect()
    }

    #[test]
    fn every_field_that_a_page_reads_has_its_row_and_no_other() {
        for (path, table) in [("group/page.md", SERVICE), ("group/organization.md", GROUP)] {
            let (maps, _) = read(path, "zz: 1");
            assert_eq!(maps.last(), Some(&keys(table)), "{path}");
        }
    }

    #[test]
    fn what_stands_within_a_field_has_a_table_or_is_named_in_its_row() {
        let mut seen = BTreeSet::new();
        for (path, table) in [("group/page.md", SERVICE), ("group/organization.md", GROUP)] {
            for row in table {
                let (mut maps, _) = read(path, &format!("{}:\n  - zz: 1", row.key));
                maps.pop();
                for map in maps {
                    named_or_table(row, &map, &mut seen);
                }
            }
        }
        for (outer, table) in [("locations", LOCATION), ("schedule", SCHEDULE)] {
            for row in table {
                let (maps, _) =
                    read("group/page.md", &format!("{outer}:\n  - {}:\n      zz: 1", row.key));
                // The page and its row are asked in every one of them.
                for map in maps.iter().take(maps.len() - 2) {
                    named_or_table(row, map, &mut seen);
                }
            }
        }
        for table in ["location", "schedule", "assurance"] {
            assert!(seen.contains(table), "nothing on a page is read as {table}: {seen:?}");
        }
    }

    fn named_or_table(row: &Row, map: &BTreeSet<&str>, seen: &mut BTreeSet<&'static str>) {
        if let Some((name, _)) = TABLES.iter().find(|(_, rows)| keys(rows) == *map) {
            seen.insert(name);
            return;
        }
        for key in map {
            let is_named =
                row.about.contains(&format!("`{key}`")) || row.about.contains(&format!("`{key}: "));
            assert!(is_named, "the guide's row of `{}` does not name `{key}`", row.key);
        }
    }

    #[test]
    fn what_is_said_to_be_needed_is_what_a_page_is_refused_without() {
        let (_, missing) = read("group/page.md", "zz: 1");
        // A page without any contact is told so by a check, since a group's number may be enough.
        let mut needed = needed_keys(SERVICE);
        needed.remove("contact");
        assert_eq!(missing, needed);
        let (_, missing) = read("group/organization.md", "zz: 1");
        assert_eq!(missing, needed_keys(GROUP));
        for (key, table) in
            [("locations", LOCATION), ("schedule", SCHEDULE), ("assurance", ASSURANCE)]
        {
            let (_, of_page) = read("group/page.md", &format!("{key}:\n  - zz: 1"));
            let inside: BTreeSet<String> =
                of_page.difference(&missing_of_page(key)).cloned().collect();
            let table = needed_keys(table);
            let told: BTreeSet<String> = table.difference(&missing_of_page(key)).cloned().collect();
            assert_eq!(inside, told, "{key}");
        }
    }

    fn missing_of_page(key: &str) -> BTreeSet<String> {
        let (_, mut missing) = read("group/page.md", "zz: 1");
        missing.remove(key);
        missing
    }

    #[test]
    fn a_mark_that_nothing_is_known_of_is_told() {
        let guide = "a\n<!-- made: assurance -->\nold\n<!-- end -->\nb";
        let new = renewed(guide, &[], "en").unwrap_or_default();
        assert!(new.starts_with("a\n<!-- made: assurance -->\n\n| Field"), "{new}");
        assert!(new.ends_with("\n<!-- end -->\nb") && !new.contains("old"), "{new}");
        assert_eq!(renewed(&new, &[], "en"), Ok(new.clone()), "made twice, it is the same");
        assert_eq!(
            renewed("<!-- made: nobody --><!-- end -->", &[], "en"),
            Err("nobody".to_owned())
        );
        assert_eq!(renewed("<!-- made: words -->", &[], "en"), Err("words".to_owned()));
    }
}
