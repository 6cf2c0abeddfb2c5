//! The screens, in their order, and which field is on which.

use crate::locale::Key;

/// A screen: one thing that is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Screen {
    /// Whose it is.
    #[default]
    Group,
    /// What it is.
    What,
    /// What it is good for, and for whom.
    Fits,
    /// When.
    When,
    /// Where.
    Where,
    /// How one gets in.
    Access,
    /// Languages, cost, how one starts.
    Start,
    /// How to reach somebody.
    Reach,
    /// All of it, to look at and to send.
    Look,
}

impl Screen {
    /// All of them.
    pub const ALL: [(Self, Key); 9] = [
        (Self::Group, Key::AddGroup),
        (Self::What, Key::AddWhat),
        (Self::Fits, Key::AddNeeds),
        (Self::When, Key::AddWhen),
        (Self::Where, Key::AddWhere),
        (Self::Access, Key::AddAccess),
        (Self::Start, Key::AddStart),
        (Self::Reach, Key::AddReach),
        (Self::Look, Key::AddLook),
    ];

    /// Its number, from 0 on.
    pub fn number(self) -> usize {
        self as usize
    }

    /// The screen of a number; the last one past the end.
    pub fn at(number: usize) -> Self {
        Self::ALL.get(number).map_or(Self::Look, |(screen, _)| *screen)
    }

    /// Its question.
    pub fn key(self) -> Key {
        Self::ALL.get(self.number()).map_or(Key::AddLook, |(_, key)| *key)
    }
}

/// The fields of the form that a key of a page is typed in: the key's path in the page, its screen and the
/// field. Of several that fit, the first counts; a path that ends in `.` stands for all below it.
const PLACES: &[(&str, Screen, &str)] = &[
    ("name", Screen::What, "name"),
    ("summary", Screen::What, "summary"),
    ("body", Screen::What, "about"),
    ("needs", Screen::Fits, "needs"),
    ("audience", Screen::Fits, "audience"),
    ("eligibility.max_age", Screen::Fits, "age-to"),
    ("eligibility.", Screen::Fits, "age-from"),
    ("eligibility", Screen::Fits, "age-from"),
    ("schedule.start", Screen::When, "from.0"),
    ("schedule.minutes", Screen::When, "to.0"),
    ("schedule.exdates", Screen::When, "off.0"),
    ("schedule.", Screen::When, "day.0"),
    ("schedule", Screen::When, "day.0"),
    ("delivery", Screen::Where, "delivery"),
    ("area", Screen::Where, "area"),
    ("confidential_address", Screen::Where, "place"),
    ("sensitive", Screen::Fits, "needs"),
    ("locations.name", Screen::Where, "place-name"),
    ("locations.transport", Screen::Where, "transport"),
    ("locations.lat", Screen::Where, "spot"),
    ("locations.lon", Screen::Where, "spot"),
    ("locations.address", Screen::Where, "street"),
    ("locations.address.postal", Screen::Where, "postal"),
    ("locations.access", Screen::Access, "access"),
    ("locations.access.", Screen::Access, "access"),
    ("locations.access_notes.", Screen::Access, "access"),
    ("locations.", Screen::Where, "street"),
    ("locations", Screen::Where, "place"),
    ("languages", Screen::Start, "languages"),
    ("languages.", Screen::Start, "languages"),
    ("cost", Screen::Start, "cost"),
    ("cost.", Screen::Start, "amount"),
    ("joining", Screen::Start, "joining"),
    ("contact.extension", Screen::Reach, "extension"),
    ("contact.email", Screen::Reach, "email"),
    ("contact.url", Screen::Reach, "website"),
    ("contact.role", Screen::Reach, "role"),
    ("contact.", Screen::Reach, "phone"),
    ("contact", Screen::Reach, "phone"),
    ("assurance.", Screen::Group, "group-name"),
    ("first_visit.what_happens", Screen::Reach, "first"),
    ("first_visit.what_to_bring", Screen::Reach, "bring"),
    ("first_visit.", Screen::Reach, "ask-for"),
    ("first_visit", Screen::Reach, "first"),
];

/// The same for the page of a new group: what it shares with the service's page was typed there.
const PLACES_OF_GROUP: &[(&str, Screen, &str)] = &[
    ("name", Screen::Group, "group-name"),
    ("summary", Screen::Group, "group-line"),
    ("body", Screen::Group, "group-line"),
    ("website", Screen::Reach, "website"),
    ("contact.", Screen::Reach, "phone"),
    ("contact", Screen::Reach, "phone"),
];

/// Where something was typed that stands in a page under this path.
pub fn place_of(path: &str, is_group: bool) -> (Screen, &'static str) {
    let places = if is_group { PLACES_OF_GROUP } else { PLACES };
    let fits = |known: &&str| *known == path || known.ends_with('.') && path.starts_with(*known);
    let found = places.iter().find(|(known, ..)| fits(known));
    let first = if is_group { (Screen::Group, "group-name") } else { (Screen::What, "name") };
    found.map_or(first, |(_, screen, field)| (*screen, *field))
}
