//! A schedule some days later in the week: names of days, codes of a repeating rule, and dates.

const NAMES: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// "Fridays 12 noon" as "Saturdays 12 noon".
pub fn rotate_names(line: &str, days: u32) -> String {
    rotate(line, &NAMES, days)
}

/// `BYDAY=MO,TH` as `BYDAY=TU,FR`; other lines stay.
pub fn rotate_codes(line: &str, days: u32) -> String {
    match line.split_once("BYDAY=") {
        Some((before, codes)) => [before, "BYDAY=", &rotate(codes, &CODES, days)].concat(),
        None => line.to_owned(),
    }
}

fn rotate(text: &str, words: &[&str; 7], days: u32) -> String {
    let mut rotated = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(day) = words.iter().position(|word| rest.starts_with(word)) {
            rotated += words[(day + days as usize) % 7];
            rest = &rest[words[day].len()..];
        } else {
            rotated.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    rotated
}

/// Every `2026-01-17` some days later.
pub fn shift_dates(line: &str, days: u32) -> String {
    let mut shifted = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        if let Some((year, month, day)) = rest.get(..10).and_then(date) {
            let (year, month, day) = (0..days).fold((year, month, day), |date, _| tomorrow(date));
            shifted += &format!("{year:04}-{month:02}-{day:02}");
            rest = &rest[10..];
        } else {
            shifted.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    shifted
}

fn date(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = parts.next().filter(|month| month.len() == 2)?.parse().ok()?;
    Some((year, month, parts.next()?.parse().ok()?))
}

fn tomorrow((year, month, day): (u32, u32, u32)) -> (u32, u32, u32) {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (day < last, month < 12) {
        (true, _) => (year, month, day + 1),
        (false, true) => (year, month + 1, 1),
        (false, false) => (year + 1, 1, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_friday_group_becomes_a_sunday_group_with_all_its_dates() {
        assert_eq!(rotate_names("Fridays 12 noon", 2), "Sundays 12 noon");
        assert_eq!(
            rotate_codes("rrule: FREQ=WEEKLY;BYDAY=FR,SU", 2),
            "rrule: FREQ=WEEKLY;BYDAY=SU,TU"
        );
        assert_eq!(
            shift_dates("exdates: [2026-02-27, 2026-12-31]", 2),
            "exdates: [2026-03-01, 2027-01-02]"
        );
        assert_eq!(shift_dates("start: 2028-02-28T10:00", 1), "start: 2028-02-29T10:00");
    }
}
