//! Kind `C`: the facts of a tile's services.

use super::FormatError;
use super::wire::{Read, Reader, Writer};
use crate::columns::{PLACES_MAX, PlaceRow, Row};
use crate::day::{Day, Weekday};
use crate::place::Position;
use crate::schedule::{End, Frequency, Pause, Rule, Schedule};
use crate::service::{Answer, Spoken};

const KIND: u8 = b'C';

/// The rows as a file.
pub fn write(rows: &[Row]) -> Vec<u8> {
    let mut out = Writer::begin(KIND);
    out.list(rows, write_row);
    out.finish()
}

fn write_row(out: &mut Writer, row: &Row) {
    let Row {
        terms,
        languages,
        area,
        comes_to_me,
        has_door,
        places,
        schedules,
        assured,
        is_listed,
    } = row;
    out.list(terms, |out, values| out.list(values, |out, value| out.number(*value)));
    out.list(languages, write_language);
    out.list(area, |out, place| out.number(*place));
    out.flag(*comes_to_me);
    out.flag(*has_door);
    out.list(places, write_place);
    out.list(schedules, |out, (at, schedule)| {
        out.number(at.map_or(0, |at| u32::from(at) + 1));
        write_schedule(out, schedule);
    });
    out.option(assured.as_ref(), |out, day| out.day(*day));
    out.flag(*is_listed);
}

fn write_place(out: &mut Writer, place: &PlaceRow) {
    let PlaceRow { position, within, access } = place;
    out.option(position.as_ref(), |out, position| out.position(*position));
    out.list(within, |out, area| out.number(*area));
    out.list(access, write_fact);
}

fn write_language(out: &mut Writer, (value, how): &(u32, Spoken)) {
    out.number(*value);
    out.byte(match how {
        Spoken::Native => 0,
        Spoken::Interpreter => 1,
        Spoken::Written => 2,
    });
}

fn write_fact(out: &mut Writer, (value, answer): &(u32, Answer)) {
    out.number(*value);
    out.byte(match answer {
        Answer::No => 0,
        Answer::Yes => 1,
        Answer::AtTimes => 2,
    });
}

fn write_schedule(out: &mut Writer, schedule: &Schedule) {
    let Schedule { start, minutes, rule, dates, exdates, pauses, valid_to } = schedule;
    out.moment(*start);
    out.number(u32::from(*minutes));
    out.option(rule.as_ref(), write_rule);
    out.list(dates, |out, day| out.day(*day));
    out.list(exdates, |out, day| out.day(*day));
    out.list(pauses, |out, Pause { from, to }| {
        out.day(*from);
        out.day(*to);
    });
    out.option(valid_to.as_ref(), |out, day| out.day(*day));
}

fn write_rule(out: &mut Writer, rule: &Rule) {
    let weekday = |out: &mut Writer, day: &Weekday| out.byte(day.number() as u8);
    match &rule.frequency {
        Frequency::Daily => out.byte(0),
        Frequency::Weekly(days) => {
            out.byte(1);
            out.list(days, weekday);
        }
        Frequency::MonthlyByWeekday(days) => {
            out.byte(2);
            out.list(days, |out, (nth, day)| {
                out.signed(i32::from(*nth));
                weekday(out, day);
            });
        }
        Frequency::MonthlyByDay(days) => {
            out.byte(3);
            out.bytes(days);
        }
    }
    out.number(u32::from(rule.interval));
    match rule.end {
        End::Never => out.byte(0),
        End::Until(day) => {
            out.byte(1);
            out.day(day);
        }
        End::Count(count) => {
            out.byte(2);
            out.number(u32::from(count));
        }
    }
}

/// Reads rows.
///
/// # Errors
/// When the bytes are no columns of this version, whole and possible.
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, FormatError> {
    let rows = Rows::read(bytes)?;
    Ok((0..rows.len() as u32)
        .filter_map(|row| Some(rows.get(row)?.to_row(rows.is_listed(row))))
        .collect())
}

/// Rows as they came: a phone holds the bytes of the file, and four more for each row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    bytes: Vec<u8>,
    /// Where each row begins.
    starts: Vec<u32>,
}

impl Rows {
    /// Reads a file; every row is looked through once, so that each can be read later.
    ///
    /// # Errors
    /// When the bytes are no columns of this version, whole and possible.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut from = Reader::begin(KIND, bytes)?;
        let count = from.count()?;
        let payload = from.rest();
        if count > payload.len() / ROW_BYTES {
            return Err(FormatError::Impossible);
        }
        let mut starts = Vec::with_capacity(count);
        for _ in 0..count {
            starts.push((payload.len() - from.left()) as u32);
            RowRef::read(&mut from)?;
        }
        from.finish()?;
        Ok(Self { bytes: payload.to_vec(), starts })
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// One row.
    pub fn get(&self, row: u32) -> Option<RowRef<'_>> {
        let start = *self.starts.get(row as usize)?;
        let mut from = Reader::plain(self.bytes.get(start as usize..)?);
        RowRef::begin(&mut from).ok()
    }

    /// Whether a row's service takes part in search: its last byte says so.
    pub fn is_listed(&self, row: u32) -> bool {
        let next =
            self.starts.get(row as usize + 1).map_or(self.bytes.len(), |start| *start as usize);
        next.checked_sub(1).and_then(|last| self.bytes.get(last)) == Some(&1)
    }

    /// Every row.
    pub fn iter(&self) -> impl Iterator<Item = RowRef<'_>> {
        (0..self.len() as u32).filter_map(|row| self.get(row))
    }
}

/// Bytes that the shortest row has: its nine fields.
const ROW_BYTES: usize = 9;

/// A row where it stands in its file. What each list holds is read when it is asked for.
#[derive(Clone)]
pub(crate) struct RowRef<'a> {
    terms: &'a [u8],
    languages: &'a [u8],
    area: &'a [u8],
    comes_to_me: bool,
    has_door: bool,
    places: &'a [u8],
    /// The schedules, and what stands behind them.
    times: &'a [u8],
}

impl<'a> RowRef<'a> {
    /// The row that begins here, as far as its schedules.
    fn begin(from: &mut Reader<'a>) -> Read<Self> {
        fn list<'a>(
            from: &mut Reader<'a>,
            item: fn(&mut Reader<'a>) -> Read<()>,
        ) -> Read<&'a [u8]> {
            let list = from.rest();
            for _ in 0..from.count()? {
                item(from)?;
            }
            Ok(list)
        }
        Ok(Self {
            terms: list(from, |from| {
                (0..from.count()?).try_for_each(|_| from.number().map(|_| ()))
            })?,
            languages: list(from, |from| read_language(from).map(|_| ()))?,
            area: list(from, |from| from.number().map(|_| ()))?,
            comes_to_me: from.flag()?,
            has_door: from.flag()?,
            places: {
                let places = from.rest();
                let count = from.count()?;
                if count > PLACES_MAX {
                    return Err(FormatError::Impossible);
                }
                for _ in 0..count {
                    PlaceRef::read(from)?;
                }
                places
            },
            times: from.rest(),
        })
    }

    /// The row that begins here, looked through to its end.
    fn read(from: &mut Reader<'a>) -> Read<Self> {
        let row = Self::begin(from)?;
        for _ in 0..from.count()? {
            read_schedule_at(from)?;
        }
        from.option(Reader::day)?;
        from.flag()?;
        Ok(row)
    }

    /// See [`Row::terms`]: shows the number of each facet, and of each value that the service has.
    pub fn terms(&self, term: &mut dyn FnMut(usize, u32)) {
        let mut from = Reader::plain(self.terms);
        for facet in 0..from.count().unwrap_or_default() {
            for _ in 0..from.count().unwrap_or_default() {
                term(facet, from.number().unwrap_or_default());
            }
        }
    }

    /// See [`Row::languages`].
    pub fn languages(&self) -> Vec<(u32, Spoken)> {
        Reader::plain(self.languages).list(read_language).unwrap_or_default()
    }

    /// See [`Row::area`].
    pub fn area(&self) -> Vec<u32> {
        Reader::plain(self.area).list(Reader::number).unwrap_or_default()
    }

    /// See [`Row::comes_to_me`].
    pub fn comes_to_me(&self) -> bool {
        self.comes_to_me
    }

    /// See [`Row::has_door`].
    pub fn has_door(&self) -> bool {
        self.has_door
    }

    /// Each of [`Row::places`].
    pub fn places(&self) -> impl Iterator<Item = PlaceRef<'a>> + use<'a> {
        let mut from = Reader::plain(self.places);
        let count = from.count().unwrap_or_default();
        (0..count).map_while(move |_| PlaceRef::read(&mut from).ok())
    }

    /// Shows each of [`Row::schedules`], and gives [`Row::assured`].
    pub fn times(&self, schedule: &mut dyn FnMut(Option<u8>, Schedule)) -> Option<Day> {
        let mut from = Reader::plain(self.times);
        for _ in 0..from.count().ok()? {
            let (at, read) = read_schedule_at(&mut from).ok()?;
            schedule(at, read);
        }
        from.option(Reader::day).ok()?
    }

    fn to_row(&self, is_listed: bool) -> Row {
        let mut facets = Reader::plain(self.terms);
        let mut terms = vec![Vec::new(); facets.count().unwrap_or_default()];
        self.terms(&mut |facet, value| terms[facet].push(value));
        let mut schedules = Vec::new();
        let assured = self.times(&mut |at, schedule| schedules.push((at, schedule)));
        let place = |place: PlaceRef<'_>| PlaceRow {
            position: place.position,
            within: place.within(),
            access: place.access(),
        };
        Row {
            terms,
            languages: self.languages(),
            area: self.area(),
            comes_to_me: self.comes_to_me,
            has_door: self.has_door,
            places: self.places().map(place).collect(),
            schedules,
            assured,
            is_listed,
        }
    }
}

/// A place of a row where it stands in its file.
#[derive(Clone, Copy)]
pub(crate) struct PlaceRef<'a> {
    /// See [`PlaceRow::position`].
    pub position: Option<Position>,
    within: &'a [u8],
    access: &'a [u8],
}

impl<'a> PlaceRef<'a> {
    fn read(from: &mut Reader<'a>) -> Read<Self> {
        let position = from.option(Reader::position)?;
        let within = from.rest();
        for _ in 0..from.count()? {
            from.number()?;
        }
        let access = from.rest();
        for _ in 0..from.count()? {
            read_fact(from)?;
        }
        Ok(Self { position, within, access })
    }

    /// See [`PlaceRow::within`].
    pub fn within(&self) -> Vec<u32> {
        Reader::plain(self.within).list(Reader::number).unwrap_or_default()
    }

    /// See [`PlaceRow::access`].
    pub fn access(&self) -> Vec<(u32, Answer)> {
        Reader::plain(self.access).list(read_fact).unwrap_or_default()
    }
}

fn read_language(from: &mut Reader<'_>) -> Read<(u32, Spoken)> {
    let value = from.number()?;
    let how = match from.byte()? {
        0 => Spoken::Native,
        1 => Spoken::Interpreter,
        2 => Spoken::Written,
        _ => return Err(FormatError::Impossible),
    };
    Ok((value, how))
}

fn read_fact(from: &mut Reader<'_>) -> Read<(u32, Answer)> {
    let value = from.number()?;
    let answer = match from.byte()? {
        0 => Answer::No,
        1 => Answer::Yes,
        2 => Answer::AtTimes,
        _ => return Err(FormatError::Impossible),
    };
    Ok((value, answer))
}

fn read_schedule_at(from: &mut Reader<'_>) -> Read<(Option<u8>, Schedule)> {
    let at = from.number()?;
    // Zero stands for all places.
    let at = at.checked_sub(1).map(u8::try_from).transpose();
    Ok((at.map_err(|_| FormatError::Impossible)?, read_schedule(from)?))
}

fn read_schedule(from: &mut Reader<'_>) -> Read<Schedule> {
    let start = from.moment()?;
    let minutes = match from.small()? {
        minutes @ 1..=1_440 => minutes,
        _ => return Err(FormatError::Impossible),
    };
    let rule = from.option(read_rule)?;
    let dates = from.short_list(Reader::day)?;
    let exdates = from.short_list(Reader::day)?;
    if !exdates.is_sorted() || !dates.is_sorted() {
        return Err(FormatError::Impossible);
    }
    let pauses = from.short_list(|from| Ok(Pause { from: from.day()?, to: from.day()? }))?;
    let valid_to = from.option(Reader::day)?;
    Ok(Schedule { start, minutes, rule, dates, exdates, pauses, valid_to })
}

fn read_weekday(from: &mut Reader<'_>) -> Read<Weekday> {
    Weekday::ALL.get(usize::from(from.byte()?)).copied().ok_or(FormatError::Impossible)
}

fn read_rule(from: &mut Reader<'_>) -> Read<Rule> {
    let frequency = match from.byte()? {
        0 => Frequency::Daily,
        1 => Frequency::Weekly(from.short_list(read_weekday)?),
        2 => Frequency::MonthlyByWeekday(from.short_list(|from| {
            let nth = i8::try_from(from.signed()?).map_err(|_| FormatError::Impossible)?;
            Ok((nth, read_weekday(from)?))
        })?),
        3 => Frequency::MonthlyByDay(from.bytes()?.to_vec()),
        _ => return Err(FormatError::Impossible),
    };
    let interval = match from.small()? {
        interval @ 1..=366 => interval,
        _ => return Err(FormatError::Impossible),
    };
    let end = match from.byte()? {
        0 => End::Never,
        1 => End::Until(from.day()?),
        2 => End::Count(from.small()?),
        _ => return Err(FormatError::Impossible),
    };
    Ok(Rule { frequency, interval, end })
}
