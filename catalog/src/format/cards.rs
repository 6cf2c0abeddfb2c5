//! Kind `K`: the cards of a tile, each to be read alone, so that a phone decodes only what it shows.
//! What the columns tell already is not told again.

use super::wire::{Read, Reader, Writer};
use super::FormatError;
use crate::card::{Card, CardText};
use crate::columns::Row;
use crate::service::{AssuranceHow, CapacityStatus, Status};

const KIND: u8 = b'K';

const STATUSES: [Status; 4] =
    [Status::Active, Status::Inactive, Status::Defunct, Status::TemporarilyClosed];

const CAPACITIES: [CapacityStatus; 4] = [
    CapacityStatus::Open,
    CapacityStatus::Waitlist,
    CapacityStatus::Full,
    CapacityStatus::Unknown,
];

const HOWS: [AssuranceHow; 6] = [
    AssuranceHow::Phone,
    AssuranceHow::Visit,
    AssuranceHow::Email,
    AssuranceHow::SelfDeclared,
    AssuranceHow::Event,
    AssuranceHow::NotSaid,
];

/// The cards as a file: how long each is, then each.
pub fn write(cards: &[Card]) -> Vec<u8> {
    let written: Vec<Vec<u8>> = cards.iter().map(write_card).collect();
    let mut out = Writer::begin(KIND);
    out.list(&written, |out, card| out.number(card.len() as u32));
    let mut bytes = Writer::default();
    for card in &written {
        bytes.raw(card);
    }
    out.bytes(&bytes.into_bytes());
    out.finish()
}

fn write_card(card: &Card) -> Vec<u8> {
    let Card {
        id,
        name,
        organization,
        summary,
        place,
        city,
        phone,
        schedule,
        cost,
        alert,
        capacity,
        status,
        // These are in the columns.
        languages: _,
        access: _,
        assured: _,
        assured_how,
    } = card;
    let mut out = Writer::default();
    out.text(id);
    write_text(&mut out, name);
    out.text(organization);
    write_text(&mut out, summary);
    out.text(place);
    out.text(city);
    out.option(phone.as_ref(), |out, phone| out.text(phone));
    write_text(&mut out, schedule);
    write_text(&mut out, cost);
    out.option(alert.as_ref(), |out, (text, until)| {
        write_text(out, text);
        out.day(*until);
    });
    out.byte(number_of(&CAPACITIES, capacity));
    out.byte(number_of(&STATUSES, status));
    out.byte(number_of(&HOWS, assured_how));
    out.into_bytes()
}

fn number_of<T: PartialEq>(known: &[T], value: &T) -> u8 {
    known.iter().position(|known| known == value).unwrap_or(0) as u8
}

fn write_text(out: &mut Writer, text: &CardText) {
    out.text(&text.text);
    out.flag(text.translated);
}

/// Cards in their file.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    bytes: Vec<u8>,
    /// Where each card begins in `bytes`, and where the last one ends.
    starts: Vec<u32>,
}

impl Cards {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One card, with what its row tells; `None` when there is no such number, or it says something
    /// impossible.
    pub fn get(&self, number: u32, row: &Row) -> Option<Card> {
        let number = number as usize;
        let (start, end) = (*self.starts.get(number)?, *self.starts.get(number + 1)?);
        read_card(self.bytes.get(start as usize..end as usize)?, row).ok()
    }
}

/// Reads cards; each is decoded when it is asked for.
///
/// # Errors
/// When the bytes are no cards of this version, or their lengths don't add up.
pub fn read(bytes: Vec<u8>) -> Result<Cards, FormatError> {
    let mut from = Reader::begin(KIND, &bytes)?;
    let lengths = from.list(Reader::number)?;
    let total = from.number()? as usize;
    let first = bytes.len() - from.left();
    if total != from.left() {
        return Err(FormatError::Impossible);
    }
    let mut starts = Vec::with_capacity(lengths.len() + 1);
    let mut at = first;
    starts.push(at as u32);
    for length in lengths {
        at = at.saturating_add(length as usize);
        starts.push(at as u32);
    }
    if at != bytes.len() {
        return Err(FormatError::Impossible);
    }
    Ok(Cards { bytes, starts })
}

fn read_card(bytes: &[u8], row: &Row) -> Read<Card> {
    let mut from = Reader::plain(bytes);
    let card = Card {
        id: from.text()?,
        name: read_text(&mut from)?,
        organization: from.text()?,
        summary: read_text(&mut from)?,
        place: from.text()?,
        city: from.text()?,
        phone: from.option(Reader::text)?,
        schedule: read_text(&mut from)?,
        cost: read_text(&mut from)?,
        alert: from.option(|from| Ok((read_text(from)?, from.day()?)))?,
        capacity: one_of(&CAPACITIES, &mut from)?,
        status: one_of(&STATUSES, &mut from)?,
        languages: row.languages.clone(),
        access: row.access.clone(),
        assured: row.assured,
        assured_how: one_of(&HOWS, &mut from)?,
    };
    from.finish()?;
    Ok(card)
}

fn one_of<T: Copy>(known: &[T], from: &mut Reader<'_>) -> Read<T> {
    known.get(usize::from(from.byte()?)).copied().ok_or(FormatError::Impossible)
}

fn read_text(from: &mut Reader<'_>) -> Read<CardText> {
    Ok(CardText { text: from.text()?, translated: from.flag()? })
}
