//! What is wrong with drafts: a list of small named checks.
//!
//! Each check is one documented function with one code and one line in [`CHECKS`]; it sees all
//! drafts and says everything it finds. Checks never depend on each other's order, and say
//! nothing about what could not be read, since the reader has said that already. Only when nothing
//! is an error does [`directory`](crate::directory) turn drafts into what is true.

#![cfg_attr(not(feature = "toml"), allow(dead_code, reason = "the checks of the build alone"))]

mod characters;
mod confidential;
mod facts;
mod ids;
mod links;
mod lists;
mod marks;
mod names;
mod place;
mod plain_words;
mod published;
mod record_codes;
mod settings;
mod terms;
mod time;
mod translations;

use std::collections::BTreeMap;

use catalog::day::Day;
use catalog::text::Decompose;

#[cfg(feature = "toml")]
use Scope::Directory;
use Scope::Page;

use crate::draft::{DraftService, Drafts};
use crate::node::Text;
use crate::report::{Code, Coded, Finding, Findings, Severity};
use crate::source::{SourceFile, Span};
use crate::texts::{self, Wording};

pub use settings::{is_placeholder_address, meant_country, site_address};

type Run = fn(&Context<'_>, &CheckFindings<'_>);

/// One check.
pub struct Check {
    /// Its code, severity and meaning.
    pub code: Code,
    /// What it has to see.
    pub scope: Scope,
    run: Run,
}

/// What a check has to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One page, with the settings, words and places of its directory: a form runs these checks
    /// while somebody types, and finds what the build will find.
    Page,
    /// Several pages, or the settings and word lists themselves: only the build can tell.
    Directory,
}

/// What lies outside of every text: a build asks its own clock and tables, a form asks the browser.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The day it is where the directory is.
    pub today: Day,
    /// Whether there is a time zone of this name.
    pub knows_zone: &'a (dyn Fn(&str) -> bool + Sync),
    /// What is known of telephone numbers: a build asks a library.
    pub find_phone: crate::phone::Lookup<'a>,
    /// Unicode's decomposition, for comparing names.
    pub decompose: Decompose,
    /// Whether pages can be drawn in this locale.
    pub knows_locale: &'a (dyn Fn(&str) -> bool + Sync),
    /// How a page language that somebody typed is called here, or what to type instead, which a build knows.
    pub page_language: &'a (dyn Fn(&str) -> Result<String, String> + Sync),
    /// The lines of `_taxonomy/languages.toml` for a language of this code or name: a build asks a library.
    pub language_entry: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

impl Check {
    /// Everything that this check finds.
    pub fn run(&'static self, context: &Context<'_>) -> Vec<Coded> {
        let findings = Findings::default();
        (self.run)(context, &CheckFindings { code: &self.code, findings: &findings });
        findings.take()
    }
}

/// Everything a check may look at.
pub struct Context<'a> {
    /// What was typed.
    pub drafts: &'a Drafts,
    /// The files themselves.
    pub files: &'a [SourceFile],
    /// What lies outside of the files.
    pub world: World<'a>,
    /// Every locale of the directory; empty while `directory.toml` cannot be read.
    pub locales: Vec<&'a str>,
    /// The locale that facts are written in; empty while it is not known.
    pub default_locale: &'a str,
    /// Every text of the directory.
    pub texts: Vec<Wording<'a>>,
    /// Service pages by folder and file name, for their translations.
    by_file: BTreeMap<(&'a str, &'a str), &'a DraftService>,
}

/// A name and the folder of its group.
type Named<'a> = (&'a str, &'a Text);

/// What one check finds: everything that is added has the check's own code.
pub struct CheckFindings<'a> {
    code: &'static Code,
    findings: &'a Findings,
}

impl CheckFindings<'_> {
    /// One more.
    pub fn add(&self, finding: Finding) {
        self.findings.add(self.code, finding);
    }
}

impl<'a> Context<'a> {
    /// Looks at drafts.
    pub fn new(drafts: &'a Drafts, files: &'a [SourceFile], world: World<'a>) -> Self {
        let config = drafts.config.as_ref();
        let locales = config.map_or(&[][..], |config| &config.locales);
        Self {
            drafts,
            files,
            world,
            locales: locales.iter().map(|locale| locale.value.as_str()).collect(),
            default_locale: config
                .and_then(|config| config.default_locale.as_ref())
                .map_or("", |locale| &locale.value),
            texts: texts::of_all(drafts),
            by_file: drafts
                .services
                .iter()
                .map(|service| ((service.folder.as_str(), service.stem.as_str()), service))
                .collect(),
        }
    }

    /// Services that have not ended: what has ended keeps its page and is not looked after.
    pub fn living(&self) -> impl Iterator<Item = &'a DraftService> + '_ {
        self.drafts.services.iter().filter(|service| self.is_living(service))
    }

    /// Whether a service has not ended.
    pub fn is_living(&self, service: &DraftService) -> bool {
        let ended = catalog::service::Status::Defunct;
        service.status.as_ref().is_none_or(|status| status.value != ended)
    }

    /// A stretch of a text in its file, where the file has the same words there; else the whole text,
    /// as where an escape such as `\u200b` was read.
    pub fn within(&self, text: &Text, range: std::ops::Range<usize>) -> Span {
        let file = self.files.get(text.span.file as usize);
        let raw = file
            .and_then(|file| file.text.get(text.span.start as usize..text.span.end as usize))
            .unwrap_or_default();
        let words = text.value.get(range.clone()).unwrap_or_default();
        let is_there = |at: usize| {
            !words.is_empty() && raw.get(at..).is_some_and(|rest| rest.starts_with(words))
        };
        // Quotes shift a text by one.
        let at = [range.start, range.start + 1].into_iter().find(|at| is_there(*at));
        let at = at.or_else(|| raw.find(words).filter(|_| !words.is_empty()));
        at.map_or(text.span, |at| text.span.within(at..at + words.len()))
    }

    /// The service page that a translation belongs to.
    pub fn service_at(&self, folder: &str, stem: &str) -> Option<&'a DraftService> {
        self.by_file.get(&(folder, stem)).copied()
    }

    /// The words that a word list has, when it could be read.
    pub fn terms(&self, list: &str) -> Option<&'a [crate::draft::DraftTerm]> {
        let list = self.drafts.terms.iter().find(|terms| terms.name == list)?;
        list.is_readable.then_some(&list.terms)
    }

    /// The name of each group (with its folder), and of each service.
    pub fn names(&self) -> (Vec<Named<'a>>, Vec<Named<'a>>) {
        let Drafts { organizations, services, .. } = self.drafts;
        (
            organizations
                .iter()
                .filter_map(|o| Some((o.folder.as_str(), o.name.as_ref()?)))
                .collect(),
            services.iter().filter_map(|s| Some((s.folder.as_str(), s.name.as_ref()?))).collect(),
        )
    }
}

/// Runs every check, one after another. A build runs them side by side, each with [`Check::run`].
pub fn check(context: &Context<'_>, findings: &Findings) {
    CHECKS.iter().for_each(|check| findings.extend(check.run(context)));
}

const fn error(scope: Scope, id: &'static str, about: &'static str, run: Run) -> Check {
    Check { code: Code { id, severity: Severity::Error, about }, scope, run }
}

const fn warning(scope: Scope, id: &'static str, about: &'static str, run: Run) -> Check {
    Check { code: Code { id, severity: Severity::Warning, about }, scope, run }
}

const fn note(scope: Scope, id: &'static str, about: &'static str, run: Run) -> Check {
    Check { code: Code { id, severity: Severity::Note, about }, scope, run }
}

/// Every check. One more is one function, one line here, and one bad fixture. What only the build can tell is not in a
/// form, which a phone loads.
pub const CHECKS: &[Check] = &[
    error(
        Page,
        "bad-id",
        "An id is 5 to 8 characters: digits and small letters without i, l, o, u (word lists: small letters, digits, hyphens).",
        ids::bad_id,
    ),
    #[cfg(feature = "toml")]
    error(
        Directory,
        "duplicate-id",
        "Two pages, groups, words or places have the same id.",
        ids::duplicate_id,
    ),
    #[cfg(feature = "toml")]
    error(
        Directory,
        "published-without-page",
        "An address of `_published.txt` has no page any more, and printed codes lead to it.",
        published::published_without_page,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "not-published-yet",
        "Pages that `_published.txt` does not have yet.",
        published::not_published_yet,
    ),
    error(
        Page,
        "unknown-term",
        "A word that is not in the directory's word list.",
        terms::unknown_term,
    ),
    error(
        Page,
        "unknown-area",
        "A place that is neither a neighbourhood nor a postcode area of this directory.",
        terms::unknown_area,
    ),
    warning(
        Page,
        "repeated-entry",
        "The same word stands twice in one list.",
        terms::repeated_entry,
    ),
    #[cfg(feature = "toml")]
    error(
        Directory,
        "phrase-of-two-topics",
        "Two topics of `_taxonomy/topics.toml` have the same phrase in one language.",
        terms::phrase_of_two_topics,
    ),
    error(
        Page,
        "topic-and-not",
        "A topic stands both under `topics` and under `not_topics`.",
        terms::topic_and_not,
    ),
    #[cfg(feature = "toml")]
    error(
        Directory,
        "missing-label",
        "A word list or directory.toml lacks the words for one of the directory's languages.",
        terms::missing_label,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "untranslated-label",
        "A word list or directory.toml lacks words for a language that this town brings itself; people see those of the default language.",
        terms::untranslated_label,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "no-danger-words",
        "A kind of danger has no words in one of the directory's languages; who types in it sees no help line.",
        terms::no_danger_words,
    ),
    #[cfg(feature = "toml")]
    note(
        Directory,
        "few-synonyms",
        "A need has fewer than ten synonyms in a language; people may not find it.",
        terms::few_synonyms,
    ),
    #[cfg(feature = "lookalikes")]
    error(
        Directory,
        "look-alike-name",
        "A name imitates another name with letters of another alphabet.",
        names::look_alike_name,
    ),
    warning(
        Page,
        "mixed-alphabets",
        "One word of a name mixes letters of two alphabets.",
        names::mixed_alphabets,
    ),
    error(
        Page,
        "hidden-characters",
        "A text holds invisible characters.",
        characters::hidden_characters,
    ),
    warning(
        Page,
        "hidden-characters-in-text",
        "Invisible characters stand in the text below the facts, or between them.",
        characters::hidden_characters_in_text,
    ),
    error(
        Page,
        "text-too-long",
        "A name has over 100 letters, or a text of one row over 600.",
        characters::text_too_long,
    ),
    error(
        Page,
        "unreadable-text",
        "Heaps of marks stand on one letter, or over 100 signs without a space.",
        characters::unreadable_text,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "possible-duplicate",
        "Two pages look like the same thing.",
        names::possible_duplicate,
    ),
    error(
        Page,
        "summary-too-long",
        "A summary is over 140 characters, too long for the card.",
        plain_words::summary_too_long,
    ),
    warning(
        Page,
        "long-sentence",
        "A sentence has more than 25 words.",
        plain_words::long_sentence,
    ),
    warning(
        Page,
        "hard-to-read",
        "A page is harder to read than is usual, in a language in which that can be measured.",
        plain_words::hard_to_read,
    ),
    warning(
        Page,
        "jargon",
        "A word that many people do not use; a plainer one is named.",
        plain_words::jargon,
    ),
    error(
        Page,
        "unsafe-link",
        "A link that is not https:, mailto:, tel: or inside the page; or one that hides where it goes.",
        links::unsafe_link,
    ),
    warning(
        Page,
        "not-encrypted",
        "An address begins with http: and not https:; it is shown, and cannot be pressed.",
        links::not_encrypted,
    ),
    error(
        Page,
        "html-in-text",
        "HTML in the text; it would be shown as it is typed.",
        links::html_in_text,
    ),
    warning(
        Page,
        "image-left-out",
        "Pictures are not shown; only their description is.",
        links::image_left_out,
    ),
    warning(
        Page,
        "marks-in-text",
        "A name, a summary or another text of one line has marks such as ** or <b>; they would be shown.",
        marks::marks_in_text,
    ),
    error(Page, "text-too-deep", "Quotes or lists are nested too deep.", links::text_too_deep),
    error(
        Page,
        "no-way-to-reach",
        "No contact has a phone number, an email address or a web address.",
        facts::no_way_to_reach,
    ),
    error(Page, "not-a-phone", "A phone number that cannot be dialled.", facts::not_a_phone),
    warning(
        Page,
        "phone-format",
        "A phone number has the right length, but as far as is known no such number is given out.",
        facts::phone_format,
    ),
    error(Page, "ages-backwards", "The youngest age is above the oldest.", facts::ages_backwards),
    error(
        Page,
        "bad-currency",
        "Not a currency code of three capital letters, such as CAD.",
        facts::bad_currency,
    ),
    warning(
        Page,
        "cost-contradicts",
        "Something is called free and has a price.",
        facts::cost_contradicts,
    ),
    warning(
        Page,
        "sensitive-need",
        "A page says sensitive: no, but has a need or an audience that calls for discretion; it is treated as sensitive.",
        facts::sensitive_need,
    ),
    error(
        Page,
        "start-not-occurrence",
        "The first day is not one of the days of the repeating rule.",
        time::start_not_occurrence,
    ),
    error(
        Page,
        "exdate-hits-nothing",
        "A cancelled day on which nothing happens anyway.",
        time::exdate_hits_nothing,
    ),
    warning(
        Page,
        "words-and-rule-differ",
        "The words of a timetable name other days or times than its rule.",
        time::words_and_rule_differ,
    ),
    error(Page, "dates-backwards", "An end is before its start.", time::dates_backwards),
    warning(Page, "schedule-over", "No session lies ahead.", time::schedule_over),
    warning(Page, "alert-expired", "An alert's last day has passed.", time::alert_expired),
    error(
        Page,
        "date-in-future",
        "A check or an update is dated after today.",
        time::date_in_future,
    ),
    warning(
        Page,
        "stale-page",
        "No person has checked the page for 14 months (or there is no date of a check).",
        time::stale_page,
    ),
    warning(
        Page,
        "hidden-page",
        "No person has checked the page for 18 months: it has left search.",
        time::hidden_page,
    ),
    note(
        Page,
        "capacity-old",
        "What is said about free places is older than 60 days.",
        time::capacity_old,
    ),
    error(
        Page,
        "bad-position",
        "A latitude without a longitude, or a position that is not on the earth.",
        place::bad_position,
    ),
    error(
        Page,
        "position-outside",
        "A position outside the directory's area.",
        place::position_outside,
    ),
    error(
        Page,
        "confidential-address",
        "The address is confidential, but a location, street or position is written down.",
        place::confidential_address,
    ),
    #[cfg(feature = "toml")]
    error(
        Directory,
        "unknown-help-line",
        "A kind of danger in `_taxonomy/urgent.toml` names a help line that is not there, or none.",
        settings::unknown_help_line,
    ),
    error(
        Page,
        "which-place",
        "There are several places, and a row of the timetable does not say at which of them (`at`), or names none of them.",
        place::which_place,
    ),
    error(
        Page,
        "unknown-holidays",
        "`closed_on` names a list of days that `_places/holidays.toml` does not have.",
        time::unknown_holidays,
    ),
    error(
        Page,
        "only-and-no",
        "`access_only` says when a fact holds of which `access` says that it is not so.",
        place::only_and_no,
    ),
    error(
        Page,
        "yes-or-no-needed",
        "A page with a need that calls for discretion must say confidential_address: true or false; and \"not known\" is no answer there, or at sensitive.",
        confidential::yes_or_no_needed,
    ),
    error(
        Page,
        "address-in-confidential-text",
        "A street, a postal code, a position or a link to a map stands in the text of a page that must not tell where it is.",
        confidential::address_in_confidential_text,
    ),
    #[cfg(feature = "toml")]
    error(
        Directory,
        "known-address-in-confidential-text",
        "The text of a page that must not tell where it is names a street where its group is found.",
        confidential::known_address_in_confidential_text,
    ),
    warning(
        Page,
        "unnamed-location",
        "There are several locations, and one has no name.",
        place::unnamed_location,
    ),
    warning(Page, "no-contact", "A page that says no way to reach anybody.", facts::no_contact),
    warning(
        Page,
        "no-id",
        "A group's page has no id, so its address is made from its folder's name.",
        ids::no_id,
    ),
    warning(
        Page,
        "no-access-facts",
        "Nothing is said about getting in, for a place people come to.",
        place::no_access_facts,
    ),
    warning(
        Page,
        "note-without-fact",
        "A note about a fact that the page does not state.",
        place::note_without_fact,
    ),
    warning(
        Page,
        "nowhere",
        "People are to come in person, but there is no location and no area.",
        place::nowhere,
    ),
    #[cfg(feature = "toml")]
    error(
        Directory,
        "translation-mismatch",
        "A translated list is not as long as the list in the default file.",
        translations::translation_mismatch,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "translation-of-nothing",
        "A translation holds words that the default file does not have.",
        translations::translation_of_nothing,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "stale-translation",
        "The words that a translation was made from have changed since.",
        translations::stale_translation,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "missing-translations",
        "Pages that are not translated yet, counted per language.",
        translations::missing_translations,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "list-unknown-service",
        "A list names a service id that does not exist.",
        lists::list_unknown_service,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "list-ended-service",
        "A list names a service that has ended.",
        lists::list_ended_service,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "list-sensitive-service",
        "A list names a service that calls for discretion; a printed list is not discreet.",
        lists::list_sensitive_service,
    ),
    #[cfg(feature = "toml")]
    error(
        Directory,
        "directory-incomplete",
        "The directory has no help line, no contact of its own or no privacy page.",
        settings::directory_incomplete,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "placeholder-line",
        "A help line that nobody has rung yet: the site is not built to be published.",
        settings::placeholder_line,
    ),
    #[cfg(feature = "toml")]
    warning(
        Directory,
        "placeholder-address",
        "The site's address is still an example, and the directory is no sample any more.",
        settings::placeholder_address,
    ),
    #[cfg(feature = "toml")]
    error(
        Directory,
        "bad-setting",
        "A setting of directory.toml cannot be right (base_url, time_zone, locales, bounds, centre, freshness, desks, record_codes, quick_exit).",
        settings::bad_setting,
    ),
];
