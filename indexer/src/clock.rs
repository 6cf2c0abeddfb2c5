//! The only clock of the build: what time it is on the wall where the directory is.

use std::fs;
use std::path::Path;

use catalog::day::{Day, Moment};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Now, in the zone that `directory.toml` names; in UTC while it names none, which `check` says.
pub fn now_for(content: &Path) -> Moment {
    let zone = fs::read_to_string(content.join("directory.toml"))
        .ok()
        .and_then(|text| text.parse::<toml_edit::DocumentMut>().ok())
        .and_then(|document| document.get("time_zone")?.as_str().map(str::to_owned));
    now_in(zone.as_deref().unwrap_or("UTC"))
}

/// Now, when it does not matter where.
pub fn now_anywhere() -> Moment {
    now_in("UTC")
}

fn now_in(zone: &str) -> Moment {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let here = Timestamp::now().to_zoned(zone);
    let day = Day::from_ymd(i32::from(here.year()), here.month() as u8, here.day() as u8);
    let minute = here.hour() as u16 * 60 + here.minute() as u16;
    // Both are in range, for a calendar made them.
    Moment { day: day.unwrap_or(Day(0)), minute }
}

/// Whether the time zone database knows this zone.
pub fn knows_zone(zone: &str) -> bool {
    TimeZone::get(zone).is_ok()
}
