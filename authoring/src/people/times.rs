//! A day and a time as people write them.

use catalog::day::Moment;

use super::{Read, dates, evened};

/// Why a day and a time that look like one cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    /// One or several moments, or none.
    Read(Read<Moment>),
    /// A moment with its distance from Greenwich, such as `-07:00`: what the clock shows there.
    WithOffset(Moment, String),
    /// A moment of Greenwich (`Z`): the clock here shows another time.
    OfGreenwich,
    /// A day without a time.
    NoTime,
}

/// Reads a day and a time.
pub fn read(text: &str) -> Time {
    let text = evened(text);
    if let Some(moment) = Moment::parse(&text) {
        return Time::Read(Read::Plain(moment));
    }
    let text = of_calendar(&text).unwrap_or(text);
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches('.');
    let (body, zone) = split_zone(lower);
    // The time is the last stretch that reads as one; the day is what stands before it, or after it.
    let breaks =
        body.char_indices().filter(|(_, c)| matches!(c, ' ' | 't' | ',')).map(|(at, _)| at);
    let mut ways: Vec<(&str, Vec<u16>)> = Vec::new();
    for at in breaks {
        let (before, after) = (&body[..at], body[at + 1..].trim());
        let before = before.trim().trim_end_matches(',').trim_end_matches(" at").trim_end();
        for (day, time) in [(before, after), (after, before)] {
            let minutes = time_of_day(time.trim_start_matches("at ").trim_start_matches("from "));
            if !minutes.is_empty() && dates::read(day) != Read::Unknown {
                ways.push((day, minutes));
            }
        }
    }
    let Some((day, minutes)) = ways.into_iter().next() else {
        return match dates::read(body) {
            Read::Unknown => Time::Read(Read::Unknown),
            _ => Time::NoTime,
        };
    };
    let days = match dates::read(day) {
        Read::Plain(day) => vec![day],
        Read::OneOf(days) => days,
        Read::Unknown => Vec::new(),
    };
    let is_sure = matches!(dates::read(day), Read::Plain(_));
    let mut moments: Vec<Moment> = days
        .iter()
        .flat_map(|day| minutes.iter().filter_map(|minute| Moment::new(*day, *minute)))
        .collect();
    match (zone, moments.as_slice()) {
        (Some(zone), _) if zone == "z" || zone == "utc" || zone == "gmt" => Time::OfGreenwich,
        (Some(zone), [moment]) => Time::WithOffset(*moment, zone.to_owned()),
        (_, []) => Time::Read(Read::Unknown),
        (_, [_]) if is_sure => Time::Read(Read::certain(moments.pop())),
        _ => Time::Read(Read::OneOf(moments)),
    }
}

/// `20270112T103000`, as calendars write it, with its signs.
fn of_calendar(text: &str) -> Option<String> {
    let (day, time) = text.split_once('T')?;
    let (clock, zone) = match time.strip_suffix('Z') {
        Some(clock) => (clock, "Z"),
        None => (time, ""),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if day.len() != 8 || !matches!(clock.len(), 4 | 6) || !is_digits(day) || !is_digits(clock) {
        return None;
    }
    let seconds = clock.get(4..).filter(|seconds| !seconds.is_empty()).unwrap_or("00");
    let (year, month, date) = (day.get(..4)?, day.get(4..6)?, day.get(6..)?);
    let (hour, minute) = (clock.get(..2)?, clock.get(2..4)?);
    Some(format!("{year}-{month}-{date}T{hour}:{minute}:{seconds}{zone}"))
}

/// `z`, `-07:00`, `+0100` at the end of a time.
fn split_zone(text: &str) -> (&str, Option<&str>) {
    for word in ["z", "utc", "gmt"] {
        if let Some(body) = text.strip_suffix(word)
            && body.trim_end().ends_with(|c: char| c.is_ascii_digit())
        {
            return (body.trim_end(), Some(&text[text.len() - word.len()..]));
        }
    }
    let Some(at) = text.rfind(['+', '-']) else { return (text, None) };
    let (body, zone) = text.split_at(at);
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let is_zone = digits.len() == 4
        && body.contains(':')
        && zone.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':');
    if is_zone { (body.trim_end(), Some(zone)) } else { (text, None) }
}

/// Minutes since midnight: `10:30`, `10.30`, `10h30`, `10:30am`, `2 pm`, `noon`, `14:00:00`. An hour from
/// one to six in one digit and without more can be of the night or of the afternoon.
fn time_of_day(text: &str) -> Vec<u16> {
    let text = text.trim();
    match text {
        "noon" | "12 noon" | "midday" => return vec![720],
        "midnight" => return vec![0],
        _ => {}
    }
    let half = |end: &str| text.strip_suffix(end).map(str::trim_end);
    let (clock, afternoon) = match [("a.m.", false), ("a.m", false), ("am", false)]
        .iter()
        .chain(&[("p.m.", true), ("p.m", true), ("pm", true)])
        .find_map(|(end, afternoon)| Some((half(end)?, *afternoon)))
    {
        Some((clock, afternoon)) => (clock, Some(afternoon)),
        None => (text, None),
    };
    let clock = clock.strip_suffix(" uhr").unwrap_or(clock);
    let (hour, rest) = clock.split_once([':', '.', 'h']).unwrap_or((clock, ""));
    // Without minutes, only `2 pm` and `14h` are times.
    if rest.is_empty() && afternoon.is_none() && !clock.ends_with('h') {
        return Vec::new();
    }
    let (minute, seconds) = rest.split_once([':', '.']).unwrap_or((rest, "00"));
    let number = |text: &str, most: u16| {
        let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u16>().ok().filter(|number| is_short && *number <= most)
    };
    let is_whole = seconds.trim_end_matches(['0', '.']).is_empty();
    let minute_number = if minute.is_empty() { Some(0) } else { number(minute, 59) };
    let (Some(hour_number), Some(minute_number), true) =
        (number(hour, 23), minute_number.filter(|_| minute.len() != 1), is_whole)
    else {
        return Vec::new();
    };
    match afternoon {
        Some(_) if hour_number == 0 || hour_number > 12 => Vec::new(),
        Some(afternoon) => {
            vec![(hour_number % 12 + 12 * u16::from(afternoon)) * 60 + minute_number]
        }
        None if hour.len() == 1 && (1..=6).contains(&hour_number) => {
            vec![hour_number * 60 + minute_number, (hour_number + 12) * 60 + minute_number]
        }
        None => vec![hour_number * 60 + minute_number],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(typed: &str) -> Option<String> {
        match read(typed) {
            Time::Read(read) => read.plain().map(|moment| moment.to_string()),
            _ => None,
        }
    }

    #[test]
    fn a_day_and_a_time_are_read_in_any_form_that_has_one_meaning() {
        for typed in [
            "2027-01-12T10:30",
            "2027-01-12 10:30",
            "20270112T103000",
            "2027-01-12  10:30",
            "2027-01-12T10:30:00",
            "2027-01-12T10:30am",
            "2027-01-12 10.30 a.m.",
            "2027-01-12 10h30",
            "2027-01-12, 10:30",
            "12 January 2027 at 10:30",
            "12 January 2027, 10:30 am",
            "Tuesday 12 January 2027 10:30",
            "10:30 12 January 2027",
            "12.1.2027 10:30",
            "2027/01/12 10:30",
            "2027-01-12　10：30",
        ] {
            assert_eq!(plain(typed).as_deref(), Some("2027-01-12T10:30"), "{typed}");
        }
        assert_eq!(plain("2027-01-12T9:30").as_deref(), Some("2027-01-12T09:30"));
        assert_eq!(plain("2027-01-12 2 pm").as_deref(), Some("2027-01-12T14:00"));
        assert_eq!(plain("2027-01-12 12 noon").as_deref(), Some("2027-01-12T12:00"));
        assert_eq!(plain("2027-01-12 12:30 am").as_deref(), Some("2027-01-12T00:30"));
        assert_eq!(plain("2027-01-12 14h").as_deref(), Some("2027-01-12T14:00"));
    }

    #[test]
    fn what_is_not_certain_is_asked() {
        let Time::Read(Read::OneOf(two)) = read("2027-01-12 2:30") else {
            unreachable!("night or afternoon")
        };
        assert_eq!(two.len(), 2);
        assert!(matches!(read("03/04/2027 10:30"), Time::Read(Read::OneOf(_))));
        assert!(matches!(read("2027-01-12T10:30Z"), Time::OfGreenwich));
        assert!(
            matches!(read("2027-01-12 10:30-07:00"), Time::WithOffset(_, zone) if zone == "-07:00")
        );
        assert!(matches!(read("8 Jan 2027"), Time::NoTime));
        for typed in ["", "2027-01-12T24:30", "10:30", "Tuesdays at 10", "2027-01-12T10:30:15"] {
            assert!(matches!(read(typed), Time::Read(Read::Unknown)), "{typed}");
        }
    }
}
