//! What a change of the content means to people who read the directory: "Tuesday becomes Thursday",
//! "the phone number is another", "gone".
//!
//! Pure: two directories with what is said of their files in, a [`Review`] out. Reading order: this
//! file (what a review is), `pages` (which page is which, on both sides), `service` (its facts),
//! `times` (its timetable), `words` (its texts), `others` (groups, lists, pages), `shared` (settings, help lines,
//! word lists), `names` (whose name or number it looks like), `say` (as text, for a pull request, as data),
//! `look` (the pages before and after).
//!
//! What is said here is for a maintainer, in English as the rest of the command; weekdays, dates,
//! prices and the words of lists are as the directory's own readers read them.

mod facts;
mod look;
mod names;
mod others;
mod pages;
mod say;
mod service;
mod shared;
mod times;
mod words;

use app::locale::Messages;
use app::locales::Locales;
use authoring::report::Diagnostic;
use catalog::directory::{Directory, Term, Vocabulary};
use serde::Serialize;

pub use look::{Look, look, side_by_side};
pub use say::{COMMENT_MARK, COMMENT_MOST, code, json, markdown, text};

/// A content folder, as far as it could be read: pages with errors are left out of `directory`.
pub struct Side<'a> {
    /// What is true; `None` while settings or word lists cannot be read.
    pub directory: Option<&'a Directory>,
    /// Everything that `check` says, with paths inside the content folder.
    pub diagnostics: &'a [Diagnostic],
    /// Files that are left out because of their errors.
    pub left_out: &'a [String],
}

/// A change of a content folder.
#[derive(Debug, Default, Serialize)]
pub struct Review {
    /// What has changed, page by page: what must be looked at first comes first.
    pub pages: Vec<PageChange>,
    /// Errors of the new side: pages that hold them are left out of the directory until somebody mends
    /// them.
    pub errors: Vec<Diagnostic>,
    /// Whether the settings or word lists of the new side cannot be read: then nothing can be compared.
    pub is_unreadable: bool,
}

/// What a changed file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `directory.toml`, help lines, word lists, places.
    Directory,
    /// An activity.
    Service,
    /// A group.
    Group,
    /// A list to start with.
    List,
    /// About, privacy, help.
    Page,
}

/// What became of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It stays, and something in it is different.
    Changed,
    /// It was not there.
    New,
    /// It is not there any more.
    Gone,
    /// It stands there and cannot be read: its errors are told.
    Unreadable,
    /// Its old text could not be read; the new one can.
    Mended,
}

/// A page that has changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PageChange {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The path of its file inside the content folder.
    pub path: String,
    /// What it is called.
    pub name: String,
    /// The group it belongs to; empty for what belongs to none.
    pub group: String,
    /// What became of it.
    pub fate: Fate,
    /// What is different: what must be looked at first comes first.
    pub changes: Vec<Change>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The key that a writer knows it by, such as `contact.phone`.
    pub field: &'static str,
    /// Whether it must be looked at first: somebody could be sent to the wrong door, call a stranger, pay,
    /// or be put in danger.
    pub look_first: bool,
    /// What a reader calls it, such as "phone".
    pub label: String,
    /// The difference.
    #[serde(flatten)]
    pub what: What,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    /// One thing was there, and another is.
    Becomes {
        /// What was there.
        before: String,
        /// What is there.
        after: String,
    },
    /// It was not there.
    Now {
        /// What is there.
        after: String,
    },
    /// It is not there any more.
    NoLonger {
        /// What was there.
        before: String,
    },
    /// Something to know, in a sentence of ours.
    Note {
        /// Words of the directory that the sentence is about; perhaps empty.
        about: String,
    },
}

impl PageChange {
    /// Whether something of it must be looked at first.
    pub fn looks_first(&self) -> bool {
        matches!(self.fate, Fate::Gone | Fate::Unreadable)
            || self.changes.iter().any(|change| change.look_first)
    }
}

/// Compares two content folders. Facts are worded in the new side's own language.
pub fn review(old: &Side<'_>, new: &Side<'_>, locales: &Locales) -> Review {
    let errors: Vec<Diagnostic> =
        new.diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
    let Some(after) = new.directory else {
        return Review { pages: Vec::new(), errors, is_unreadable: true };
    };
    let no_words = Messages::from_shipped("", Vec::new());
    let messages = locales.get(&after.config.default_locale).unwrap_or(&no_words);
    let empty;
    let before = match old.directory {
        Some(before) => before,
        // What could not be read showed nobody anything: all is new.
        None => {
            empty = Directory {
                organizations: Vec::new(),
                services: Vec::new(),
                lists: Vec::new(),
                pages: Vec::new(),
                ..after.clone()
            };
            &empty
        }
    };
    let words = Words { locales, messages, before, after };
    let mut pages = pages::changes(&words, old, new);
    names::warn(&mut pages, &words, new.diagnostics);
    for page in &mut pages {
        page.changes.sort_by_key(|change| !change.look_first);
    }
    let order = |page: &PageChange| (!page.looks_first(), page.kind, page.path.clone());
    pages.sort_by_key(order);
    let pages_touched: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let was_there = |found: &Diagnostic| {
        old.diagnostics.iter().any(|other| {
            (&other.path, other.code, &other.message) == (&found.path, found.code, &found.message)
        })
    };
    // What was wrong before, in a page that nobody has touched, is not this change's.
    let errors = errors
        .into_iter()
        .filter(|found| !was_there(found) || pages_touched.contains(&found.path.as_str()))
        .collect();
    Review { pages, errors, is_unreadable: false }
}

/// How facts are worded.
struct Words<'a> {
    locales: &'a Locales,
    messages: &'a Messages,
    before: &'a Directory,
    after: &'a Directory,
}

impl<'a> Words<'a> {
    /// The directory's own language.
    fn locale(&self) -> &'a str {
        &self.after.config.default_locale
    }

    /// What a language calls itself.
    fn own_name(&self, locale: &'a str) -> &'a str {
        self.locales.own_name(locale)
    }

    /// The label of a word of a list; the word itself where no list has it.
    fn term(&self, list: fn(&Vocabulary) -> &Vec<Term>, id: &str) -> String {
        let both = [self.after, self.before].into_iter();
        let mut terms = both.flat_map(|side| list(&side.vocabulary));
        let term = terms.find(|term| term.id == id);
        term.map_or(id, |term| term.label(self.locale(), self.locale())).to_owned()
    }

    /// The name of a neighbourhood or postcode area.
    fn place(&self, id: &str) -> String {
        let both = [self.after, self.before].into_iter();
        let mut places = both.flat_map(|side| &side.places);
        let place = places.find(|place| place.id == id && !place.name.is_empty());
        place.map_or(id, |place| &place.name).to_owned()
    }

    /// The name of the group with this id.
    fn group(&self, id: &str) -> String {
        let group = self.after.organization(id).or_else(|| self.before.organization(id));
        group.map_or(id, |group| &group.name).to_owned()
    }
}
