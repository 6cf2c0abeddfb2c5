//! How people say things: the phrases of a directory's topics, needs and choices, and of the small words
//! around them, each with what it means.
//!
//! A phrase stands here as its key, see [`crate::text::phrase_key`]. There is a file of sayings for each
//! locale and one of what is said in all of them; a phone loads both after the first results, whatever
//! anybody types.

use crate::facet::WHEN;

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A topic: its number in [`Sayings::topics`].
    Topic(u16),
    /// A value of a facet that is chosen by saying it: "free", "on Tuesday", 廣東話.
    Choice(u8, u16),
    /// A value of a facet that a service had better have: a need, whom it is for.
    Wish(u8, u16),
    /// Where a person is: the number of the place in `Manifest::places`.
    Place(u16),
    /// Nothing by itself, in one language: "where can I", "please", 想搵. Languages are numbered as the
    /// directory's locales are, from 1 on; 0 is the page's own. The language is told, for a small word
    /// of one language is a word of another: *no* is nothing in Spanish, and "debt" in Vietnamese.
    Small(u8),
    /// What follows is not wanted.
    NotNext,
    /// What stands before is not wanted.
    NotBefore,
}

/// As the value of a choice of the facet `when`: the day after today, whichever that is.
pub const TOMORROW: u16 = WHEN.len() as u16;

/// Something that people do, want or suffer, finer than a need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// Its id, in the addresses of its pages.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The number of the need that it belongs to.
    pub need: u16,
    /// How many services of the whole directory have it.
    pub services: u32,
    /// What who asks for it chooses, too: values of facets, each with its facet.
    pub chooses: Vec<(u8, u16)>,
}

/// A line that knows of what a directory does not list, and whom one calls there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FurtherLine {
    /// The number as people know it: `2-1-1`.
    pub display: String,
    /// What it is for.
    pub label: String,
    /// Where it leads: `tel:211`.
    pub href: String,
}

/// The sayings of one locale, or those common to all, as packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sayings {
    /// Each meaning once, with the keys of its phrases.
    pub phrases: Vec<(Meaning, Vec<String>)>,
    /// Every topic of the directory; empty in the common file, which numbers them alike.
    pub topics: Vec<Topic>,
    /// Who can ask further; empty in the common file.
    pub further: Vec<FurtherLine>,
    /// In a file for Chinese pages: pairs of characters, a traditional one and its simplified one, sorted. Its
    /// phrases are in simplified characters, and what is typed is read so.
    pub han: String,
}

/// The topics of one service, as packed in the body of its tile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceTopics {
    /// The number of its first need, which its writer put first: what it is for before all.
    pub main_need: Option<u16>,
    /// Its topics, each with how much the service is about it.
    pub topics: Vec<(u16, Strength)>,
}

/// How much a service is about a topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Its page names the topic first of all.
    First,
    /// Its page names the topic second.
    Second,
    /// Its page names the topic among others.
    Said,
    /// Its name says it.
    Name,
    /// Its summary does.
    Summary,
    /// Somewhere in its text.
    #[default]
    Text,
}

impl Strength {
    /// Every strength, the greatest first: files tell a strength by its ordinal here.
    pub const ALL: [Self; 6] =
        [Self::First, Self::Second, Self::Said, Self::Name, Self::Summary, Self::Text];

    /// The key or the part of a page that says it.
    pub fn part(self) -> &'static str {
        match self {
            Self::First | Self::Second | Self::Said => "topics",
            Self::Name => "name",
            Self::Summary => "summary",
            Self::Text => "text",
        }
    }

    /// That of a topic which a page names, by its place among those that it names.
    pub fn said(place: usize) -> Self {
        match place {
            0 => Self::First,
            1 => Self::Second,
            _ => Self::Said,
        }
    }
}
