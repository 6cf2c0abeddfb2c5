//! Numbers, texts and lists as bytes.

use super::{FormatError, VERSION, fnv};
use crate::day::{Day, Moment};
use crate::place::Position;
use crate::schedule::EXCEPTIONS_MAX;

/// Bytes before the payload: `SGP`, kind, version, checksum.
const HEADER: usize = 10;

/// Collects bytes.
#[derive(Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    /// Begins a file of a kind.
    pub fn begin(kind: u8) -> Self {
        let mut bytes = b"SGP".to_vec();
        bytes.push(kind);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend([0; 4]);
        Self(bytes)
    }

    /// The whole file.
    pub fn finish(mut self) -> Vec<u8> {
        let checksum = (fnv(&self.0[HEADER..]) as u32).to_le_bytes();
        self.0[HEADER - 4..HEADER].copy_from_slice(&checksum);
        self.0
    }

    /// What was collected, without a header.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.extend(bytes);
    }

    pub fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    pub fn flag(&mut self, flag: bool) {
        self.byte(u8::from(flag));
    }

    /// LEB128.
    pub fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// Zigzag, then LEB128.
    pub fn signed(&mut self, number: i32) {
        self.number((number << 1 ^ number >> 31) as u32);
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u32);
        self.0.extend(bytes);
    }

    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub fn day(&mut self, day: Day) {
        self.signed(day.0);
    }

    pub fn moment(&mut self, moment: Moment) {
        self.day(moment.day);
        self.number(u32::from(moment.minute));
    }

    pub fn position(&mut self, position: Position) {
        self.signed(position.lat_e5);
        self.signed(position.lon_e5);
    }

    pub fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u32);
        for item in items {
            write(self, item);
        }
    }

    pub fn option<T>(&mut self, item: Option<&T>, write: impl FnOnce(&mut Self, &T)) {
        self.flag(item.is_some());
        if let Some(item) = item {
            write(self, item);
        }
    }
}

/// Bytes of memory that the lists of one file may take for each of its bytes; what stands in its texts
/// comes to that once. The sample's
/// manifests and places take 3 (examples/memory.rs); places with ids of four letters and no names
/// would take 8.
pub const MEMORY_PER_BYTE: usize = 16;

/// Takes bytes apart; every step may say no.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    /// Bytes of memory that lists may still take.
    room: usize,
}

pub(super) type Read<T> = Result<T, FormatError>;

impl<'a> Reader<'a> {
    /// Checks the header of a file of a kind.
    pub fn begin(kind: u8, bytes: &'a [u8]) -> Read<Self> {
        let Some((header, payload)) = bytes.split_at_checked(HEADER) else {
            return Err(FormatError::NotThisKind);
        };
        if &header[..3] != b"SGP" || header[3] != kind {
            return Err(FormatError::NotThisKind);
        }
        let version = u16::from_le_bytes([header[4], header[5]]);
        if version != VERSION {
            return Err(FormatError::OtherVersion(version));
        }
        if header[6..] != (fnv(payload) as u32).to_le_bytes() {
            return Err(FormatError::Damaged);
        }
        Ok(Self { bytes: payload, room: payload.len().saturating_mul(MEMORY_PER_BYTE) })
    }

    /// Reads bytes without a header.
    pub fn plain(bytes: &'a [u8]) -> Self {
        Self { bytes, room: bytes.len().saturating_mul(MEMORY_PER_BYTE) }
    }

    /// What is left.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes
    }

    /// Bytes left.
    pub fn left(&self) -> usize {
        self.bytes.len()
    }

    pub fn take(&mut self, count: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(FormatError::Impossible)?;
        self.bytes = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Read<u8> {
        Ok(self.take(1)?[0])
    }

    pub fn flag(&mut self) -> Read<bool> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(FormatError::Impossible),
        }
    }

    pub fn number(&mut self) -> Read<u32> {
        let mut number: u32 = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            let part = u32::from(byte & 0x7f);
            if shift == 28 && part > 15 {
                break;
            }
            number |= part << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(FormatError::Impossible)
    }

    pub fn signed(&mut self) -> Read<i32> {
        let number = self.number()?;
        Ok((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    pub fn small(&mut self) -> Read<u16> {
        u16::try_from(self.number()?).map_err(|_| FormatError::Impossible)
    }

    pub fn bytes(&mut self) -> Read<&'a [u8]> {
        let count = self.number()? as usize;
        self.take(count)
    }

    pub fn str(&mut self) -> Read<&'a str> {
        std::str::from_utf8(self.bytes()?).map_err(|_| FormatError::Impossible)
    }

    #[inline(never)]
    pub fn text(&mut self) -> Read<String> {
        Ok(self.str()?.to_owned())
    }

    /// How many items follow, each of at least one byte.
    pub fn count(&mut self) -> Read<usize> {
        let count = self.number()? as usize;
        if count > self.left() { Err(FormatError::Impossible) } else { Ok(count) }
    }

    pub fn day(&mut self) -> Read<Day> {
        // Year 1 to 9999: what `Day::from_ymd` can make.
        match self.signed()? {
            days @ -719_162..=2_932_896 => Ok(Day(days)),
            _ => Err(FormatError::Impossible),
        }
    }

    pub fn moment(&mut self) -> Read<Moment> {
        let day = self.day()?;
        Moment::new(day, self.small()?).ok_or(FormatError::Impossible)
    }

    pub fn position(&mut self) -> Read<Position> {
        let position = Position { lat_e5: self.signed()?, lon_e5: self.signed()? };
        if position.is_on_earth() { Ok(position) } else { Err(FormatError::Impossible) }
    }

    /// A list whose items take at least one byte each. Its memory is taken at once, and only if there
    /// is room for as many items as it says.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let count = self.count_of(size_of::<T>())?;
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(read(self)?);
        }
        Ok(items)
    }

    /// A list of at most [`EXCEPTIONS_MAX`] items.
    pub fn short_list<T>(&mut self, read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        if self.clone().count()? > EXCEPTIONS_MAX {
            Err(FormatError::Impossible)
        } else {
            self.list(read)
        }
    }

    /// How many items of a size in memory follow.
    #[inline(never)]
    fn count_of(&mut self, size: usize) -> Read<usize> {
        let count = self.count()?;
        let left = self.room.checked_sub(count.saturating_mul(size));
        self.room = left.ok_or(FormatError::Impossible)?;
        Ok(count)
    }

    pub fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Ok(None) }
    }

    /// Nothing may be left over.
    pub fn finish(self) -> Read<()> {
        if self.bytes.is_empty() { Ok(()) } else { Err(FormatError::Impossible) }
    }
}
