//! What one can filter by: the one list that everything else reads.
//!
//! To add a filter, add one entry to [`FACETS`]. The share link, the group of checkboxes, the
//! index column, the counts, the browse pages and the invariant tests read this list. Its title
//! is the message `facet.<id>`; the words of its values come from the directory's word lists, or
//! from the messages `facet.<id>.<value>` where the values are fixed.

/// A thing to filter by.
#[derive(Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its id: in messages, in browse addresses, in share links.
    pub id: &'static str,
    /// How several chosen values combine, and where its values come from.
    pub kind: Kind,
    /// Whether there are browse pages for its values, for people without JavaScript.
    pub has_browse_pages: bool,
}

/// How a facet's values come about and combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Values are a word list's terms; a service fits that has any of the chosen ones.
    AnyTerm,
    /// Values are a word list's terms, each yes / no / not known at a service; a service fits
    /// when none of the chosen ones is "no" (and, if the person asks, none is "not known").
    EveryFact,
    /// Values are a word list's terms, each asked for / not asked for / not known at a service; a service
    /// fits that asks for none of the chosen ones. Of one that says nothing nobody knows: it fits, and that is
    /// told.
    NoTerm,
    /// How far one can go: `Config::travel` ids, and `comes` (home visit, phone, video). A
    /// service fits that any of the chosen ones reaches.
    Travel,
    /// When: fixed values, see [`WHEN`]; a service fits that has a session in any of the chosen.
    When,
}

/// The facets, in the order in which the finder shows them.
pub const FACETS: &[Facet] = &[
    Facet { id: "need", kind: Kind::AnyTerm, has_browse_pages: true },
    Facet { id: "language", kind: Kind::AnyTerm, has_browse_pages: true },
    Facet { id: "travel", kind: Kind::Travel, has_browse_pages: false },
    Facet { id: "access", kind: Kind::EveryFact, has_browse_pages: false },
    Facet { id: "when", kind: Kind::When, has_browse_pages: false },
    Facet { id: "cost", kind: Kind::AnyTerm, has_browse_pages: false },
    Facet { id: "audience", kind: Kind::AnyTerm, has_browse_pages: false },
    Facet { id: "joining", kind: Kind::AnyTerm, has_browse_pages: false },
    Facet { id: "requires", kind: Kind::NoTerm, has_browse_pages: false },
    Facet { id: "intent", kind: Kind::AnyTerm, has_browse_pages: false },
];

/// Values of the facet `when`: today; the seven days that begin today; a session that begins
/// before noon, from noon to 17:00, from 17:00, in the next seven days; on a Saturday or Sunday
/// of the next seven days; on one of their days by its name.
///
/// Several days are any of them, and so are several parts of a day; a day and a part of it are that part
/// of that day.
pub const WHEN: &[&str] = &[
    "today",
    "week",
    "morning",
    "afternoon",
    "evening",
    "weekend",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Values of [`WHEN`] that are parts of a day; the others are days.
pub const PARTS_OF_DAY: &[&str] = &["morning", "afternoon", "evening"];

/// The value of `travel` for what reaches people where they are.
pub const COMES_TO_ME: &str = "comes";

/// Values of the facet `intent`, fixed like those of `when`.
pub const INTENTS: &[&str] = &["join", "volunteer"];

/// The facet with this id.
pub fn facet(id: &str) -> Option<&'static Facet> {
    FACETS.iter().find(|facet| facet.id == id)
}
