//! A question: words, choices, a place, an order; and its form in a link after `#`.

use crate::chosen::Chosen;
use crate::place::Position;

/// Everything a person asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// What they typed, as typed.
    pub words: String,
    /// Chosen values by facet id. Values that the directory no longer has (of an old link) stay here,
    /// and search ignores them.
    pub chosen: Chosen,
    /// Leave out services where a chosen fact of access is not known.
    pub known_only: bool,
    /// Where they are.
    pub origin: Option<Origin>,
    /// In which order.
    pub sort: Sort,
    /// Phrases of the words that are to be read as plain words, by their keys (see
    /// `text::phrase_key`): choices that were understood and taken back.
    pub plain: Vec<String>,
}

/// Where a person is.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// The id of one of the directory's places.
    Place(String),
    /// This device's position, already rounded. Never part of a link.
    Device(Position),
    /// A spot that they chose on the map, already rounded. Never part of a link.
    Spot(Position),
}

/// The order of results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best fit: words in bands of a seventh, and without words the services whose first need was chosen;
    /// then what was checked lately, filters met, the page's language spoken, distance in steps of 400 m.
    /// A clearly better score stands first however far away it is.
    #[default]
    Best,
    /// Nearest first.
    Nearest,
    /// The next session first.
    Soonest,
}

/// Most phrases that are taken back.
const PLAIN_MAX: usize = 32;

/// Longest fragment that is read, in characters: ten times what the finder can make.
const FRAGMENT_MAX: usize = 4_096;

impl Query {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.chosen.is_empty() && self.origin.is_none()
    }

    /// Whether a value is chosen.
    pub fn has(&self, facet: &str, value: &str) -> bool {
        self.chosen.has(facet, value)
    }

    /// Chooses a value, or takes it away.
    pub fn toggle(&mut self, facet: &str, value: &str) {
        if self.has(facet, value) {
            self.chosen.remove(facet, value);
        } else {
            self.chosen.add(facet, value);
        }
    }

    /// How many values are chosen, "leave out what is not known" included.
    pub fn choice_count(&self) -> usize {
        self.chosen.count() + usize::from(self.known_only)
    }

    /// The question as it stands in a link after `#`, such as
    /// `q=tai%20chi&need=company,move&language=yue&unknown=no&at=V5X&sort=nearest`. The device's
    /// own position is never in it.
    pub fn to_fragment(&self) -> String {
        let mut fragment = String::new();
        let mut put = |key: &str, value: &str| {
            if !fragment.is_empty() {
                fragment.push('&');
            }
            fragment.push_str(key);
            fragment.push('=');
            fragment.push_str(value);
        };
        if !self.words.is_empty() {
            put("q", &escape(&self.words));
        }
        for (facet, values) in self.chosen.iter() {
            // Only what can be read again: anything else would change the rest of the link.
            let values: Vec<&str> =
                values.iter().map(String::as_str).filter(|value| is_id(value)).collect();
            if crate::facet::facet(facet).is_some() && !values.is_empty() {
                put(facet, &values.join(","));
            }
        }
        if self.known_only {
            put("unknown", "no");
        }
        match &self.origin {
            Some(Origin::Place(id)) if is_id(id) => put("at", id),
            _ => {}
        }
        match self.sort {
            Sort::Best => {}
            Sort::Nearest => put("sort", "nearest"),
            Sort::Soonest => put("sort", "soonest"),
        }
        if !self.words.is_empty() && !self.plain.is_empty() {
            let plain: Vec<String> = self.plain.iter().map(|key| escape(key)).collect();
            put("plain", &plain.join(","));
        }
        fragment
    }

    /// Reads [`Query::to_fragment`]; what it does not know it leaves out.
    pub fn from_fragment(fragment: &str) -> Self {
        let mut query = Self::default();
        let end = fragment.char_indices().nth(FRAGMENT_MAX).map_or(fragment.len(), |(at, _)| at);
        for part in fragment[..end].split('&') {
            let Some((key, value)) = part.split_once('=') else { continue };
            // Some messengers encode commas, too.
            let value = &unescape(value);
            match key {
                "q" => value.clone_into(&mut query.words),
                "unknown" => query.known_only = value == "no",
                "at" if is_id(value) => query.origin = Some(Origin::Place(value.clone())),
                "plain" => {
                    let keys = value.split(',').filter(|key| !key.is_empty());
                    query.plain = keys.take(PLAIN_MAX).map(str::to_owned).collect();
                }
                "sort" if value == "nearest" => query.sort = Sort::Nearest,
                "sort" if value == "soonest" => query.sort = Sort::Soonest,
                _ if crate::facet::facet(key).is_some() => {
                    let values = value.split(',').filter(|id| is_id(id));
                    values.for_each(|value| query.chosen.add(key, value));
                }
                _ => {}
            }
        }
        query
    }
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Percent-encodes all but RFC 3986's unreserved characters.
pub fn escape(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(byte as char);
        } else {
            escaped.push('%');
            escaped.push(HEX[usize::from(byte >> 4)] as char);
            escaped.push(HEX[usize::from(byte & 15)] as char);
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| {
            bytes.get(at + offset).and_then(|byte| (*byte as char).to_digit(16)).map(|n| n as u8)
        };
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                plain.push(high << 4 | low);
                at += 3;
            }
            (byte, ..) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}
