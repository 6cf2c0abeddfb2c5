//! Repeating rules as calendars export them and as people say them.
//!
//! A rule that cannot be read is looked at part by part, so that all that is wrong with it is said at
//! once, with the whole rule to type where nothing of it is a guess.

use std::ops::Range;

use catalog::day::{Day, Moment};
use catalog::schedule::{Rule, Schedule};

use super::dates::weekday_of;
use super::evened;

const LETTERS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Something wrong with a rule, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the text as it was typed.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
}

/// What is wrong with a rule, and the rules that can be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repair {
    /// In the order of the text; never empty for a rule that cannot be read.
    pub faults: Vec<Fault>,
    /// None: nobody can tell. One: the rule to type. Several: a question.
    pub ways: Vec<String>,
}

/// Looks at a rule that `Rule::parse` has refused. Without a first session, what depends on it is left
/// open.
pub fn repair(text: &str, start: Option<Moment>) -> Repair {
    let mut repair = if text.contains('=') { of_calendar(text, start) } else { of_words(text) };
    // Long before every day that people write: nothing ends before it.
    let first = start.unwrap_or(Moment { day: Day(0), minute: 0 });
    let refused = repair.ways.iter().find_map(|way| Rule::parse(way, first).err());
    if let Some(error) = refused {
        repair.ways.clear();
        let at = text.find(&error.found).filter(|_| !error.found.is_empty());
        let at = at.map_or(0..text.len(), |at| at..at + error.found.len());
        if !repair.faults.iter().any(|fault| fault.at == at) {
            repair.faults.push(Fault { at, message: error.hint });
        }
    }
    if repair.faults.is_empty() {
        let message = match Rule::parse(text, first) {
            Err(error) => error.hint,
            Ok(_) => "this rule cannot be read".to_owned(),
        };
        repair.faults.push(Fault { at: 0..text.len(), message });
    }
    repair.faults.sort_by_key(|fault| fault.at.start);
    repair
}

/// The rule's parts as they are read here, and what is wrong with each.
#[derive(Default)]
struct Parts {
    freq: Option<String>,
    interval: Option<String>,
    by_day: Vec<String>,
    by_month_day: Option<String>,
    by_set_pos: Option<(String, Range<usize>)>,
    week_start: Option<(String, Range<usize>)>,
    count: Option<String>,
    /// More than one where the last day is a question.
    until: Vec<Day>,
    faults: Vec<Fault>,
    /// Whether something cannot be put right.
    is_stuck: bool,
}

impl Parts {
    fn fault(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.faults.push(Fault { at, message: message.into() });
    }

    fn stuck(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.is_stuck = true;
        self.fault(at, message);
    }
}

fn of_calendar(text: &str, start: Option<Moment>) -> Repair {
    let mut parts = Parts::default();
    let mut at = 0;
    for part in text.split(';') {
        read_part(&mut parts, part, at, start);
        at += part.len() + 1;
    }
    set_position(&mut parts);
    week_start(&mut parts);
    if parts.freq.is_none() && !parts.is_stuck {
        parts.stuck(0..text.len(), "a rule begins with FREQ=DAILY, FREQ=WEEKLY or FREQ=MONTHLY");
    }
    let ways = if parts.is_stuck { Vec::new() } else { written(&parts, start) };
    Repair { faults: parts.faults, ways }
}

fn read_part(parts: &mut Parts, raw: &str, at: usize, start: Option<Moment>) {
    let lead = raw.len() - raw.trim_start().len();
    let mut part = raw.trim();
    let mut from = at + lead;
    let whole = |from: usize, part: &str| from..from + part.len();
    if part.is_empty() {
        let end = at + raw.len();
        parts.fault(at.saturating_sub(1)..end, "a semicolon too many stands here");
        return;
    }
    for prefix in ["RRULE:", "RRULE="] {
        if part.get(..6).is_some_and(|start| start.eq_ignore_ascii_case(prefix)) {
            parts.fault(from..from + 6, "`rrule:` stands before it already; leave this out");
            part = part[6..].trim_start();
            from = at + raw.len() - raw.trim_start().len() + (raw.trim().len() - part.len());
        }
    }
    let Some((key, value)) = part.split_once('=') else {
        parts.stuck(whole(from, part), "write parts like FREQ=WEEKLY;BYDAY=TU");
        return;
    };
    let (key, value_at) = (key.trim(), from + key.len() + 1);
    let value_at = value_at + (value.len() - value.trim_start().len());
    let value = value.trim();
    let upper = key.to_ascii_uppercase();
    let spot = whole(value_at, value);
    if upper != key || part.contains(' ') || value.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let is_word = matches!(upper.as_str(), "BYDAY" | "FREQ" | "UNTIL");
        if !is_word || upper != key {
            parts.fault(whole(from, part), "a rule is written in capital letters, without spaces");
        }
    }
    let value_upper = value.to_ascii_uppercase();
    let is_second = match upper.as_str() {
        "FREQ" => parts.freq.is_some(),
        "INTERVAL" => parts.interval.is_some(),
        "BYDAY" => !parts.by_day.is_empty(),
        "BYMONTHDAY" => parts.by_month_day.is_some(),
        "COUNT" | "UNTIL" => parts.count.is_some() || !parts.until.is_empty(),
        _ => false,
    };
    if is_second {
        let message = match upper.as_str() {
            "COUNT" | "UNTIL" => "a rule ends once: leave either COUNT or UNTIL",
            _ => "this is said twice: leave one of them",
        };
        parts.stuck(whole(from, part), message);
        return;
    }
    match upper.as_str() {
        "FREQ" => frequency(parts, &value_upper, spot),
        "INTERVAL" => match value.parse::<u16>() {
            Ok(1..=366) => parts.interval = Some(value.trim_start_matches('+').to_owned()),
            _ => parts.stuck(spot, "type a number from 1 to 366"),
        },
        "COUNT" => match value.parse::<u16>() {
            Ok(1..) => parts.count = Some(value.trim_start_matches('+').to_owned()),
            _ => parts.stuck(spot, "type how many sessions there are, 1 or more"),
        },
        "UNTIL" => until(parts, &value_upper, spot),
        "BYDAY" => by_day(parts, value, value_at),
        "BYMONTHDAY" => {
            let is_known =
                |item: &str| item.trim().parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
            if value.split(',').all(is_known) {
                parts.by_month_day = Some(value.replace(' ', ""));
            } else {
                let message =
                    "type a day of the month, 1 to 31; for the last Friday write BYDAY=-1FR";
                parts.stuck(spot, message);
            }
        }
        "BYSETPOS" => parts.by_set_pos = Some((value.to_owned(), whole(from, part))),
        "WKST" => parts.week_start = Some((value_upper, whole(from, part))),
        "BYHOUR" | "BYMINUTE" | "BYSECOND" => {
            let of_start = start.map(|start| match upper.as_str() {
                "BYHOUR" => start.minute / 60,
                "BYMINUTE" => start.minute % 60,
                _ => 0,
            });
            if value.parse().ok() == of_start {
                parts.fault(whole(from, part), "the time stands in `start`; leave this out");
            } else {
                parts.stuck(whole(from, part), "the time stands in `start`, and is not this one");
            }
        }
        _ => {
            let message = "only FREQ, INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL are known here";
            parts.stuck(from..from + key.len(), message);
        }
    }
}

fn frequency(parts: &mut Parts, value: &str, spot: Range<usize>) {
    match value {
        "DAILY" | "WEEKLY" | "MONTHLY" => parts.freq = Some(value.to_owned()),
        "BIWEEKLY" | "BI-WEEKLY" | "FORTNIGHTLY" => {
            parts.freq = Some("WEEKLY".to_owned());
            parts.interval = Some("2".to_owned());
            parts.fault(spot, "every second week is FREQ=WEEKLY;INTERVAL=2");
        }
        _ => parts.stuck(spot, "type DAILY, WEEKLY or MONTHLY"),
    }
}

/// The last day: `20261231`, `2026-12-31`, or with a time, which a calendar writes.
fn until(parts: &mut Parts, value: &str, spot: Range<usize>) {
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let plain = date.replace('-', "");
    let is_date = plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_digit());
    let day = is_date
        .then(|| Day::parse(&[&plain[..4], "-", &plain[4..6], "-", &plain[6..]].concat()))
        .flatten();
    let Some(day) = day else {
        parts.stuck(spot, "type the last day like UNTIL=20261231");
        return;
    };
    parts.until.push(day);
    if value.contains('T') {
        parts.fault(spot, "the last day stands alone, without a time");
        let clock: String = time.chars().filter(char::is_ascii_digit).collect();
        // A clock of Greenwich in the small hours is the evening before in the west of it.
        let is_edge = clock.trim_matches('0').is_empty() || clock.starts_with("2359");
        if time.ends_with('Z') && !is_edge {
            parts.until.push(day.plus(-1));
        }
    }
}

fn by_day(parts: &mut Parts, value: &str, value_at: usize) {
    let mut at = value_at;
    for raw in value.split(',') {
        let item = raw.trim();
        let spot = at + (raw.len() - raw.trim_start().len());
        at += raw.len() + 1;
        let split = item.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(item.len());
        let (nth, name) = item.split_at(split);
        let nth = nth.trim().trim_start_matches('+');
        let name = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| name.strip_prefix(end).and_then(|rest| rest.strip_prefix(' ')))
            .unwrap_or(name);
        let upper = name.to_ascii_uppercase();
        let number = LETTERS.iter().position(|known| *known == upper).or_else(|| weekday_of(name));
        let is_nth = nth.is_empty()
            || nth.parse::<i8>().is_ok_and(|nth| (1..=5).contains(&nth.unsigned_abs()));
        match number.and_then(|number| LETTERS.get(number)).filter(|_| is_nth) {
            Some(letters) => {
                let plain = [nth, letters].concat();
                if plain != item {
                    parts.fault(spot..spot + item.len(), format!("this day is written {plain}"));
                }
                parts.by_day.push(plain);
            }
            None => parts.stuck(
                spot..spot + item.len().max(1),
                "type MO, TU, WE, TH, FR, SA or SU; 3SA is the third Saturday of a month, -1FR the last Friday",
            ),
        }
    }
}

/// `BYDAY=FR;BYSETPOS=1` of a month is `1FR`.
fn set_position(parts: &mut Parts) {
    let Some((value, at)) = parts.by_set_pos.take() else { return };
    let positions: Option<Vec<i8>> =
        value.split(',').map(|nth| nth.trim().parse().ok().filter(|nth| *nth != 0)).collect();
    let is_month = parts.freq.as_deref() == Some("MONTHLY");
    match (positions, parts.by_day.as_slice()) {
        (Some(positions), [day])
            if is_month
                && !day.starts_with(|c: char| !c.is_ascii_alphabetic())
                && positions.iter().all(|nth| (1..=5).contains(&nth.unsigned_abs())) =>
        {
            let days: Vec<String> = positions.iter().map(|nth| format!("{nth}{day}")).collect();
            parts.fault(at, format!("write the number before the day: BYDAY={}", days.join(",")));
            parts.by_day = days;
        }
        _ => parts.stuck(at, "BYSETPOS is not known here; 1FR is the first Friday of a month"),
    }
}

/// Weeks begin on Monday. Another day matters only where weeks are left out and have several days.
fn week_start(parts: &mut Parts) {
    let Some((value, at)) = parts.week_start.take() else { return };
    let every = parts.interval.as_deref().is_none_or(|interval| interval == "1");
    let is_weekly = parts.freq.as_deref() == Some("WEEKLY");
    if value == "MO" || !is_weekly || every || parts.by_day.len() == 1 {
        parts.fault(at, "weeks begin on Monday here; leave this out");
    } else {
        parts.stuck(at, "weeks begin on Monday here; which weeks are meant?");
    }
}

/// The rule in each way that its last day leaves open.
fn written(parts: &Parts, start: Option<Moment>) -> Vec<String> {
    let rule = |until: Option<Day>| {
        let mut rule = format!("FREQ={}", parts.freq.as_deref().unwrap_or_default());
        let mut put = |key: &str, value: Option<&str>| {
            if let Some(value) = value {
                rule.push_str(&format!(";{key}={value}"));
            }
        };
        put("INTERVAL", parts.interval.as_deref());
        let days = parts.by_day.join(",");
        put("BYDAY", Some(days.as_str()).filter(|days| !days.is_empty()));
        put("BYMONTHDAY", parts.by_month_day.as_deref());
        put("COUNT", parts.count.as_deref());
        let until = until.map(|day| day.to_string().replace('-', ""));
        put("UNTIL", until.as_deref());
        rule
    };
    match parts.until.as_slice() {
        [] => vec![rule(None)],
        [day] => vec![rule(Some(*day))],
        [day, ..] => {
            // Where nothing happens on the day itself, both days mean the same.
            let happens = start.is_none_or(|start| {
                Rule::parse(&rule(Some(*day)), start).is_ok_and(|rule| {
                    let row = Schedule {
                        start,
                        minutes: 1,
                        rule: Some(rule),
                        dates: Vec::new(),
                        exdates: Vec::new(),
                        pauses: Vec::new(),
                        valid_to: None,
                    };
                    row.occurs_on(*day)
                })
            });
            let days = if happens { parts.until.as_slice() } else { &parts.until[..1] };
            days.iter().map(|day| rule(Some(*day))).collect()
        }
    }
}

/// `every second Tuesday`, `Tuesdays and Thursdays`, `first Friday of the month`, `daily`.
fn of_words(text: &str) -> Repair {
    let message = "a rule is written like FREQ=WEEKLY;BYDAY=TU";
    let faults = vec![Fault { at: 0..text.len(), message: message.to_owned() }];
    Repair { faults, ways: said(text).into_iter().collect() }
}

/// The rule that a few words say for certain.
pub fn said(text: &str) -> Option<String> {
    let lower = evened(text).to_lowercase();
    let lower = lower.trim_end_matches('.').replace("mon-fri", "weekdays");
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c == ',' || c == '&')
        .filter(|w| !w.is_empty())
        .collect();
    let of_month = words.iter().any(|word| matches!(*word, "month" | "month's" | "monthly"));
    let (mut days, mut nths, mut other) = (Vec::new(), Vec::new(), false);
    let (mut dates, mut is_daily, mut is_weekday) = (Vec::new(), false, false);
    let mut is_every = false;
    for word in words {
        match word {
            "every" | "each" => is_every = true,
            "on" | "and" | "the" | "of" | "weekly" | "week" | "a" | "in" | "month" | "monthly" => {}
            "other" | "alternate" => other = true,
            "fortnightly" | "biweekly" | "bi-weekly" => other = true,
            "daily" => is_daily = true,
            "day" if is_every => is_daily = true,
            "weekday" | "weekdays" => is_weekday = true,
            "first" | "1st" => nths.push(1),
            "second" | "2nd" => nths.push(2),
            "third" | "3rd" => nths.push(3),
            "fourth" | "4th" if nths.len() < 5 => nths.push(4),
            "fifth" | "5th" => nths.push(5),
            "last" => nths.push(-1),
            _ => match weekday_of(word) {
                Some(day) => days.push(day),
                None => {
                    let number = ["st", "nd", "rd", "th"]
                        .iter()
                        .find_map(|end| word.strip_suffix(end))
                        .and_then(|number| number.parse::<u8>().ok());
                    dates.push(number.filter(|day| (1..=31).contains(day))?);
                }
            },
        }
    }
    days.sort_unstable();
    days.dedup();
    let letters = || days.iter().filter_map(|day| LETTERS.get(*day)).copied().collect::<Vec<_>>();
    match (days.is_empty(), nths.as_slice(), dates.is_empty()) {
        (true, [], true) if is_daily && !other && !of_month => Some("FREQ=DAILY".to_owned()),
        (true, [], true) if is_weekday && !other && !of_month => {
            Some("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned())
        }
        (true, nths, false) if of_month && !other && nths.iter().all(|nth| *nth > 0) => {
            let mut all: Vec<u8> = dates.clone();
            all.extend(nths.iter().map(|nth| *nth as u8));
            all.sort_unstable();
            let all: Vec<String> = all.iter().map(u8::to_string).collect();
            Some(format!("FREQ=MONTHLY;BYMONTHDAY={}", all.join(",")))
        }
        (false, [], true) if !of_month => {
            let every = if other { ";INTERVAL=2" } else { "" };
            Some(format!("FREQ=WEEKLY{every};BYDAY={}", letters().join(",")))
        }
        // "Every second Tuesday" is each other week; "the second Tuesday" may be of a month.
        (false, [2], true) if !of_month && is_every && !other => {
            Some(format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={}", letters().join(",")))
        }
        (false, [_, ..], true) if of_month && !other && days.len() == 1 => {
            let day = letters().join("");
            let nths: Vec<String> = nths.iter().map(|nth| format!("{nth}{day}")).collect();
            Some(format!("FREQ=MONTHLY;BYDAY={}", nths.join(",")))
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn start() -> Option<Moment> {
        Moment::parse("2027-01-01T10:00")
    }

    fn ways(typed: &str) -> Vec<String> {
        repair(typed, start()).ways
    }

    #[test]
    fn a_rule_that_a_calendar_wrote_is_said_whole_with_all_that_is_wrong() {
        let typed = "RRULE:FREQ=MONTHLY;WKST=MO;BYDAY=FR;BYSETPOS=1;UNTIL=20270625T000000Z";
        let repair = repair(typed, start());
        assert_eq!(repair.ways, ["FREQ=MONTHLY;BYDAY=1FR;UNTIL=20270625"]);
        let found: Vec<&str> = repair.faults.iter().map(|fault| &typed[fault.at.clone()]).collect();
        assert_eq!(found, ["RRULE:", "WKST=MO", "BYSETPOS=1", "20270625T000000Z"]);
    }

    #[test]
    fn days_and_spellings_become_those_of_the_rule() {
        for (typed, meant) in [
            ("FREQ=WEEKLY;BYDAY=Tuesday", "FREQ=WEEKLY;BYDAY=TU"),
            ("FREQ=WEEKLY;BYDAY=TUE,THU", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("freq=weekly;byday=tu", "FREQ=WEEKLY;BYDAY=TU"),
            ("FREQ=WEEKLY; BYDAY=TU;", "FREQ=WEEKLY;BYDAY=TU"),
            ("FREQ=BIWEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("FREQ=WEEKLY;WKST=SU;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
            ("FREQ=WEEKLY;BYDAY=FR;BYHOUR=10;BYMINUTE=0", "FREQ=WEEKLY;BYDAY=FR"),
            ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=-1SA"),
            ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1,3", "FREQ=MONTHLY;BYDAY=1SA,3SA"),
            (
                "FREQ=WEEKLY;BYDAY=TU;UNTIL=2027-06-29T23:59:59",
                "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629",
            ),
        ] {
            assert_eq!(ways(typed), [meant], "{typed}");
        }
    }

    #[test]
    fn words_that_have_one_meaning_become_a_rule() {
        for (typed, meant) in [
            ("every Tuesday", "FREQ=WEEKLY;BYDAY=TU"),
            ("Tuesdays and Thursdays", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("every second Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("Every other Friday.", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
            ("first Friday of the month", "FREQ=MONTHLY;BYDAY=1FR"),
            ("1st and 3rd Saturday of every month", "FREQ=MONTHLY;BYDAY=1SA,3SA"),
            ("last Friday of each month", "FREQ=MONTHLY;BYDAY=-1FR"),
            ("every second Tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU"),
            ("monthly on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("daily", "FREQ=DAILY"),
            ("weekly on Mondays", "FREQ=WEEKLY;BYDAY=MO"),
        ] {
            assert_eq!(ways(typed), [meant], "{typed}");
        }
        for typed in [
            "second Tuesday",
            "sometimes",
            "Tuesdays except in July",
            "monthly",
            "every third Tuesday",
            "",
        ] {
            assert_eq!(ways(typed), [""; 0], "{typed}");
        }
    }

    #[test]
    fn what_nobody_can_tell_is_a_question() {
        // A Friday with sessions: which evening was the last, the clock of Greenwich does not say.
        assert_eq!(
            ways("FREQ=WEEKLY;BYDAY=FR;UNTIL=20270625T065959Z"),
            ["FREQ=WEEKLY;BYDAY=FR;UNTIL=20270625", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20270624"]
        );
        // A day without a session: both ends are the same.
        assert_eq!(
            ways("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270625T065959Z"),
            ["FREQ=WEEKLY;BYDAY=TU;UNTIL=20270625"]
        );
        for typed in [
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SA,SU",
            "FREQ=YEARLY",
            "FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
            "FREQ=MONTHLY;BYDAY=TU",
            "BYDAY=TU",
        ] {
            let repair = repair(typed, start());
            assert_eq!(repair.ways, [""; 0], "{typed}");
            assert!(!repair.faults.is_empty(), "{typed}");
        }
    }

    #[test]
    fn all_faults_are_said_at_once() {
        let typed = "FREQ=HOURLY;BYDAY=XX;UNTIL=soon;BYMONTH=3";
        let found: Vec<String> = repair(typed, None)
            .faults
            .iter()
            .map(|fault| typed[fault.at.clone()].to_owned())
            .collect();
        assert_eq!(found, ["HOURLY", "XX", "soon", "BYMONTH"]);
    }
}
