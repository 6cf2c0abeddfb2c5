//! Kind `C`: the facts of a tile's services.

use super::FormatError;
use super::wire::{Read, Reader, Writer};
use crate::columns::Row;
use crate::day::Weekday;
use crate::schedule::{End, Frequency, Pause, Rule, Schedule};
use crate::service::Spoken;

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
        access,
        positions,
        area,
        comes_to_me,
        schedules,
        assured,
        is_listed,
    } = row;
    out.list(terms, |out, values| out.list(values, |out, value| out.number(*value)));
    out.list(languages, write_language);
    out.list(access, write_fact);
    out.list(positions, |out, position| out.position(*position));
    out.list(area, |out, place| out.number(*place));
    out.flag(*comes_to_me);
    out.list(schedules, write_schedule);
    out.option(assured.as_ref(), |out, day| out.day(*day));
    out.flag(*is_listed);
}

fn write_language(out: &mut Writer, (value, how): &(u32, Spoken)) {
    out.number(*value);
    out.byte(match how {
        Spoken::Native => 0,
        Spoken::Interpreter => 1,
        Spoken::Written => 2,
    });
}

fn write_fact(out: &mut Writer, (value, is): &(u32, bool)) {
    out.number(*value);
    out.flag(*is);
}

fn write_schedule(out: &mut Writer, schedule: &Schedule) {
    let Schedule { start, minutes, rule, exdates, pauses, valid_to } = schedule;
    out.moment(*start);
    out.number(u32::from(*minutes));
    out.option(rule.as_ref(), write_rule);
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
    let mut from = Reader::begin(KIND, bytes)?;
    let rows = from.list(read_row)?;
    from.finish()?;
    Ok(rows)
}

fn read_row(from: &mut Reader<'_>) -> Read<Row> {
    Ok(Row {
        terms: from.list(|from| from.list(Reader::number))?,
        languages: from.list(read_language)?,
        access: from.list(read_fact)?,
        positions: from.list(Reader::position)?,
        area: from.list(Reader::number)?,
        comes_to_me: from.flag()?,
        schedules: from.list(read_schedule)?,
        assured: from.option(Reader::day)?,
        is_listed: from.flag()?,
    })
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

fn read_fact(from: &mut Reader<'_>) -> Read<(u32, bool)> {
    Ok((from.number()?, from.flag()?))
}

fn read_schedule(from: &mut Reader<'_>) -> Read<Schedule> {
    let start = from.moment()?;
    let minutes = match from.small()? {
        minutes @ 1..=1_440 => minutes,
        _ => return Err(FormatError::Impossible),
    };
    let rule = from.option(read_rule)?;
    let exdates = from.list(Reader::day)?;
    if !exdates.is_sorted() {
        return Err(FormatError::Impossible);
    }
    let pauses = from.list(|from| Ok(Pause { from: from.day()?, to: from.day()? }))?;
    Ok(Schedule { start, minutes, rule, exdates, pauses, valid_to: from.option(Reader::day)? })
}

fn read_weekday(from: &mut Reader<'_>) -> Read<Weekday> {
    Weekday::ALL.get(usize::from(from.byte()?)).copied().ok_or(FormatError::Impossible)
}

fn read_rule(from: &mut Reader<'_>) -> Read<Rule> {
    let frequency = match from.byte()? {
        0 => Frequency::Daily,
        1 => Frequency::Weekly(from.list(read_weekday)?),
        2 => Frequency::MonthlyByWeekday(from.list(|from| {
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
