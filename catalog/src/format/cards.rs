//! Kind `K`: the cards of a tile. What the columns tell already is not told again.
//!
//! All names stand together, then all summaries, and so on: like things side by side make a file a
//! fifth smaller on the wire than card after card. A `Card` is put together when it is shown.

use super::FormatError;
use super::wire::{Read, Reader, Writer};
use crate::card::{Card, CardPlace, CardText};
use crate::day::Day;
use crate::service::{AssuranceHow, CapacityStatus, PageLocales, Status};

const KIND: u8 = b'K';

/// The character that ends a text. No content has one: the build refuses control characters.
const END: char = '\0';

/// The character between the texts of several places.
const NEXT: char = '\u{1f}';

/// The texts of a card, each a column, in this order.
const TEXTS: usize = 10;

/// The small numbers of a card, each a column of bytes: which of name, summary, schedule, cost and
/// alert are translated; capacity, status, how it was checked; whether it calls for discretion, and in
/// the bits above, where it has a page.
const BYTES: usize = 9;

/// Only of every so many texts of a column the beginning is stored; a text between is found by
/// reading on from there. The beginnings of all texts of ten columns would take more memory than
/// the file.
const STEP: usize = 8;

const STATUSES: [Status; 4] =
    [Status::Active, Status::Inactive, Status::Defunct, Status::TemporarilyClosed];

const CAPACITIES: [CapacityStatus; 4] =
    [CapacityStatus::Open, CapacityStatus::Waitlist, CapacityStatus::Full, CapacityStatus::Unknown];

const PAGES: [PageLocales; 3] = [PageLocales::Every, PageLocales::Default, PageLocales::None];

const HOWS: [AssuranceHow; 6] = [
    AssuranceHow::Phone,
    AssuranceHow::Visit,
    AssuranceHow::Email,
    AssuranceHow::SelfDeclared,
    AssuranceHow::Event,
    AssuranceHow::NotSaid,
];

/// The cards as a file.
pub fn write(cards: &[Card]) -> Vec<u8> {
    let mut texts: [String; TEXTS] = Default::default();
    let mut bytes: [Vec<u8>; BYTES] = Default::default();
    let mut alerts = Vec::new();
    for (number, card) in cards.iter().enumerate() {
        let Card {
            id,
            name,
            organization,
            summary,
            places,
            phone,
            cost,
            alert,
            capacity,
            status,
            // These are in the columns.
            languages: _,
            access: _,
            has_door: _,
            assured: _,
            assured_how,
            sensitive,
            pages,
        } = card;
        let none = CardText::default();
        let alert_text = alert.as_ref().map_or(&none, |(text, _)| text);
        alerts.extend(alert.as_ref().map(|(_, until)| (number as u32, *until)));
        let phone = phone.as_deref().unwrap_or_default();
        let schedules: Vec<&CardText> = places.iter().map(|place| &place.schedule).collect();
        let schedule_translated = schedules.iter().all(|text| text.translated);
        let of_places = |text: fn(&CardPlace) -> &str| joined(places.iter().map(text));
        let (names, cities) = (of_places(|place| &place.name), of_places(|place| &place.city));
        let schedule = of_places(|place| &place.schedule.text);
        let said = [
            id,
            &name.text,
            organization,
            &summary.text,
            &names,
            &cities,
            phone,
            &schedule,
            &cost.text,
            &alert_text.text,
        ];
        for (column, text) in texts.iter_mut().zip(said) {
            column.extend(text.chars().filter(|c| *c != END).chain([END]));
        }
        let numbers = [
            u8::from(name.translated),
            u8::from(summary.translated),
            u8::from(schedule_translated),
            u8::from(cost.translated),
            u8::from(alert_text.translated),
            number_of(&CAPACITIES, capacity),
            number_of(&STATUSES, status),
            number_of(&HOWS, assured_how),
            u8::from(*sensitive) | number_of(&PAGES, pages) << 1,
        ];
        for (column, number) in bytes.iter_mut().zip(numbers) {
            column.push(number);
        }
    }
    let mut out = Writer::begin(KIND);
    out.number(cards.len() as u32);
    for column in &bytes {
        out.raw(column);
    }
    out.list(&alerts, |out, (number, until)| {
        out.number(*number);
        out.day(*until);
    });
    for column in &texts {
        out.raw(column.as_bytes());
    }
    out.finish()
}

/// The texts of several places as one, empty ones included.
fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut joined = String::new();
    for (number, text) in texts.enumerate() {
        if number > 0 {
            joined.push(NEXT);
        }
        joined.extend(text.chars().filter(|c| *c != NEXT));
    }
    joined
}

fn number_of<T: PartialEq>(known: &[T], value: &T) -> u8 {
    known.iter().position(|known| known == value).unwrap_or(0) as u8
}

/// Cards in their file.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    count: usize,
    /// The byte columns, one after the other.
    bytes: Vec<u8>,
    /// Who has an alert, and until when.
    alerts: Vec<(u32, Day)>,
    /// The text columns, one after the other.
    texts: String,
    /// For each column, where every [`STEP`]th text begins in `texts`.
    starts: Vec<u32>,
}

impl Cards {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The number of the service with an id, which is the first column.
    pub fn find(&self, id: &str) -> Option<u32> {
        let number = self.column(0).position(|known| known == id)?;
        u32::try_from(number).ok()
    }

    /// The name on a card.
    pub(crate) fn name(&self, number: u32) -> Option<&str> {
        ((number as usize) < self.count).then(|| self.text(1, number as usize))?
    }

    /// The group on a card.
    pub(crate) fn group(&self, number: u32) -> Option<&str> {
        ((number as usize) < self.count).then(|| self.text(2, number as usize))?
    }

    /// The numbers of the cards that call for discretion.
    pub(crate) fn discreet(&self) -> impl Iterator<Item = u32> {
        (0..self.count as u32)
            .filter(|number| self.byte(8, *number as usize).is_some_and(|of| of & 1 != 0))
    }

    /// One card. Its languages, facts of access, door and last check are left empty, for the columns tell
    /// them. `None` when there is no such number, or the card says something impossible.
    pub fn get(&self, number: u32) -> Option<Card> {
        let number = number as usize;
        if number >= self.count {
            return None;
        }
        let text = |column| self.text(column, number).map(str::to_owned);
        let translated = |column, flag| {
            Some(CardText { text: text(column)?, translated: self.byte(flag, number)? != 0 })
        };
        let discretion = self.byte(8, number)?;
        let translated_times = self.byte(2, number)? != 0;
        let mut columns = [self.text(4, number)?, self.text(5, number)?, self.text(7, number)?];
        let mut places = Vec::new();
        let further = columns[0].bytes().filter(|byte| *byte == NEXT as u8).count();
        for _ in 0..=further {
            let [name, city, text] = columns.each_mut().map(|column| {
                let (text, rest) = column.split_once(NEXT).unwrap_or((column, ""));
                *column = rest;
                text.to_owned()
            });
            let schedule = CardText { text, translated: translated_times };
            places.push(CardPlace { name, city, schedule });
        }
        let alert = self.alerts.iter().find(|(with, _)| *with == number as u32);
        let alert = alert.map(|(_, until)| Some((translated(9, 4)?, *until)));
        Some(Card {
            id: text(0)?,
            name: translated(1, 0)?,
            organization: text(2)?,
            summary: translated(3, 1)?,
            places,
            phone: Some(text(6)?).filter(|phone| !phone.is_empty()),
            cost: translated(8, 3)?,
            alert: if let Some(alert) = alert { Some(alert?) } else { None },
            capacity: *CAPACITIES.get(usize::from(self.byte(5, number)?))?,
            status: *STATUSES.get(usize::from(self.byte(6, number)?))?,
            languages: Vec::new(),
            access: Vec::new(),
            has_door: true,
            assured: None,
            assured_how: *HOWS.get(usize::from(self.byte(7, number)?))?,
            sensitive: discretion & 1 != 0,
            pages: *PAGES.get(usize::from(discretion >> 1))?,
        })
    }

    /// What a tile's head indexes of each card: name, organization and summary.
    pub(crate) fn head_texts(&self) -> impl Iterator<Item = [&str; 3]> {
        let [mut names, mut organizations, mut summaries] =
            [1, 2, 3].map(|column| self.column(column));
        std::iter::from_fn(move || Some([names.next()?, organizations.next()?, summaries.next()?]))
    }

    /// The texts of a column, from the first card to the last.
    fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        let start = self.starts.get(column * self.count.div_ceil(STEP));
        let column = start.and_then(|start| self.texts.get(*start as usize..)).unwrap_or("");
        column.split(END).take(self.count)
    }

    fn byte(&self, column: usize, number: usize) -> Option<u8> {
        self.bytes.get(column * self.count + number).copied()
    }

    fn text(&self, column: usize, number: usize) -> Option<&str> {
        let start = *self.starts.get(column * self.count.div_ceil(STEP) + number / STEP)?;
        self.texts.get(start as usize..)?.split(END).nth(number % STEP)
    }
}

/// Reads cards; each is put together when it is asked for.
///
/// # Errors
/// When the bytes are no cards of this version, or their columns are not equally long.
pub fn read(bytes: &[u8]) -> Result<Cards, FormatError> {
    let mut from = Reader::begin(KIND, bytes)?;
    let count = from.number()? as usize;
    let bytes = from.take(count.checked_mul(BYTES).ok_or(FormatError::Impossible)?)?.to_vec();
    // Each card has one at most.
    if from.clone().count()? > count {
        return Err(FormatError::Impossible);
    }
    let alerts = from.list(|from| Ok((from.number()?, from.day()?)))?;
    let texts = read_texts(&mut from)?;
    let all = count.checked_mul(TEXTS).ok_or(FormatError::Impossible)?;
    let mut starts = Vec::with_capacity(all.min(texts.len()) / STEP + TEXTS);
    let (mut start, mut found) = (0, 0);
    for (end, _) in texts.match_indices(END) {
        if found < all && (found % count).is_multiple_of(STEP) {
            starts.push(start);
        }
        found += 1;
        start = end as u32 + 1;
    }
    if found != all || start as usize != texts.len() {
        return Err(FormatError::Impossible);
    }
    Ok(Cards { count, bytes, alerts, texts, starts })
}

fn read_texts(from: &mut Reader<'_>) -> Read<String> {
    let rest = from.take(from.left())?;
    Ok(std::str::from_utf8(rest).map_err(|_| FormatError::Impossible)?.to_owned())
}
