//! The only clock of the build: what time it is on the wall where the directory is.

use std::env;
use std::fs;
use std::path::Path;

use catalog::calendar::{Change, Zone};
use catalog::day::{Day, Moment};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The variable that says for which moment to build, so that two builds of the same input are the
/// same: seconds since 1970, by <https://reproducible-builds.org/specs/source-date-epoch/>.
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Now, or the moment that `SOURCE_DATE_EPOCH` names, in the zone that `directory.toml` names; in UTC
/// while it names none, which `check` says.
///
/// # Errors
/// A sentence, when the variable holds something else than a moment.
pub fn now_for(content: &Path) -> Result<Moment, String> {
    let instant = match env::var_os(SOURCE_DATE_EPOCH) {
        Some(text) => instant(&text.to_string_lossy())?,
        None => Timestamp::now(),
    };
    Ok(moment_in(instant, &zone_of(content)))
}

/// The zone that `directory.toml` names; UTC while it names none.
fn zone_of(content: &Path) -> String {
    let named = fs::read_to_string(content.join("directory.toml"))
        .ok()
        .and_then(|text| text.parse::<toml_edit::DocumentMut>().ok())
        .and_then(|document| document.get("time_zone")?.as_str().map(str::to_owned));
    named.unwrap_or_else(|| "UTC".to_owned())
}

/// The moment of so many seconds since 1970, where the directory is.
///
/// # Errors
/// A sentence, when no calendar goes so far.
pub fn moment_at(seconds: i64, content: &Path) -> Result<Moment, String> {
    let instant = Timestamp::from_second(seconds)
        .map_err(|_| format!("{seconds} seconds since 1970 are in no calendar."))?;
    Ok(moment_in(instant, &zone_of(content)))
}

/// The last second of a day where the directory is: seconds since 1970.
///
/// # Errors
/// A sentence, when no calendar goes so far.
pub fn end_of(day: Day, content: &Path) -> Result<i64, String> {
    let zone = TimeZone::get(&zone_of(content)).unwrap_or(TimeZone::UTC);
    let (year, month, of_month) = day.plus(1).ymd();
    let midnight = i16::try_from(year)
        .ok()
        .and_then(|year| jiff::civil::Date::new(year, month as i8, of_month as i8).ok())
        .and_then(|date| date.to_zoned(zone).ok());
    midnight
        .map(|next| next.timestamp().as_second() - 1)
        .ok_or_else(|| format!("{day} is in no calendar."))
}

/// The moment that `SOURCE_DATE_EPOCH` names.
fn instant(text: &str) -> Result<Timestamp, String> {
    let seconds = text.parse::<i64>().ok().filter(|seconds| *seconds >= 0);
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or_else(|| {
        format!(
            "{SOURCE_DATE_EPOCH} is `{text}`, but seconds since 1970 belong there, such as \
             1795392000. Without it, the clock of this machine counts."
        )
    })
}

fn moment_in(instant: Timestamp, zone: &str) -> Moment {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let here = instant.to_zoned(zone);
    let day = Day::from_ymd(i32::from(here.year()), here.month() as u8, here.day() as u8);
    let minute = here.hour() as u16 * 60 + here.minute() as u16;
    // Day and minute are in range, because a calendar made them.
    Moment { day: day.unwrap_or(Day(0)), minute }
}

/// What the clock on the wall of this machine shows: `14:05`.
pub fn wall_clock() -> String {
    let now = Timestamp::now().to_zoned(TimeZone::system());
    format!("{:02}:{:02}", now.hour(), now.minute())
}

/// How many years back a timetable may begin, and how many ahead a calendar is told of changes of
/// the clock: programs know zones by their names, and need the list only where they do not.
const YEARS_BACK: i64 = 5;
const YEARS_AHEAD: i64 = 3;

/// The clock of a zone and its changes around `now`; UTC where the zone is not known.
pub fn zone(id: &str, now: Moment) -> Zone {
    let Ok(zone) = TimeZone::get(id) else {
        return Zone { id: "UTC".to_owned(), offset: 0, changes: Vec::new() };
    };
    let year = 366 * 86_400;
    let now = i64::from(now.day.0) * 86_400;
    let at = |seconds| Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    let (from, to) = (at(now - YEARS_BACK * year), at(now + YEARS_AHEAD * year));
    let minutes = |offset: jiff::tz::Offset| (offset.seconds() / 60) as i16;
    let offset = minutes(zone.to_offset(from));
    let mut before = offset;
    let mut changes = Vec::new();
    for change in zone.following(from).take_while(|change| change.timestamp() < to) {
        let shown = change.timestamp().as_second() + i64::from(before) * 60;
        let day = Day(shown.div_euclid(86_400) as i32);
        let at = Moment { day, minute: (shown.rem_euclid(86_400) / 60) as u16 };
        before = minutes(change.offset());
        changes.push(Change { at, offset: before, is_summer: change.dst().is_dst() });
    }
    Zone { id: id.to_owned(), offset, changes }
}

/// Whether the time zone database knows this zone.
pub fn knows_zone(zone: &str) -> bool {
    TimeZone::get(zone).is_ok()
}

/// How many minutes a zone's clock is ahead of UTC in winter of the northern half of the earth; nothing where the zone is not known.
pub fn minutes_ahead(zone: &str) -> i32 {
    // 15 January 2027, noon: no clock is moved about then.
    let winter = Timestamp::from_second(1_800_014_400);
    let offset = TimeZone::get(zone).ok().zip(winter.ok()).map(|(zone, then)| zone.to_offset(then));
    offset.map_or(0, |offset| offset.seconds() / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_is_told_for_which_moment_it_is() {
        // Tokyo's clock is never moved, and 9 hours ahead: `date -u -d @1795392000`.
        let here = instant("1795392000").map(|now| moment_in(now, "Asia/Tokyo").to_string());
        assert_eq!(here.as_deref(), Ok("2026-11-23T09:00"));
        for wrong in ["", "tomorrow", "-1", "1.5", "99999999999999999999", "999999999999999"] {
            let said = instant(wrong).map_err(|said| said.contains(wrong));
            assert_eq!(said, Err(true), "{wrong}");
        }
    }

    #[test]
    fn a_zone_knows_when_its_clock_is_moved() {
        let now = Moment { day: Day::from_ymd(2026, 11, 23).unwrap_or(Day(0)), minute: 0 };
        let paris = zone("Europe/Paris", now);
        let spring = Day::from_ymd(2027, 3, 28).unwrap_or(Day(0));
        let moved = paris.changes.iter().find(|change| change.at.day == spring);
        assert_eq!(
            moved,
            Some(&Change { at: Moment { day: spring, minute: 120 }, offset: 120, is_summer: true })
        );
        assert!(zone("Asia/Tokyo", now).changes.is_empty());
        assert_eq!(zone("Nowhere/Never", now).id, "UTC");
    }
}
