//! Days of the week and times of a day in one text, as people write them in a sheet: `Mondays 10am-12pm`,
//! `Tue & Thu 14:00-15:30`.
//!
//! Every word has to be understood. `Mondays 10am-12pm, not in August` is no weekly row: whatever the rest of a
//! text means, it could mean that nobody is there.

use std::collections::{BTreeMap, BTreeSet};

use catalog::day::Weekday;

use super::times::{SEVEN, Unclear, stretch, time};
use super::town::folded;
use crate::speech::{Speech, speech};

// Only words of languages whose days are known, by `indexer/speech`: English, French and Spanish.

/// Between two things that both hold.
const AND: [&str; 3] = ["and", "et", "y"];

/// Between a first and a last one.
const TO: [&str; 10] = ["to", "until", "till", "til", "through", "thru", "a", "au", "al", "hasta"];

/// Words that change nothing.
const SMALL: [&str; 15] = [
    "every", "each", "on", "from", "at", "weekly", "le", "les", "de", "du", "el", "los", "del",
    "la", "las",
];

/// Several days in one word.
const SEVERAL: [(&str, &[Weekday]); 4] =
    [("daily", &Weekday::ALL), ("weekdays", WORKING), ("weekends", WEEKEND), ("weekend", WEEKEND)];

const WORKING: &[Weekday] =
    &[Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

const WEEKEND: &[Weekday] = &[Weekday::Saturday, Weekday::Sunday];

/// Times that have a name, and what may stand before it: `12 noon`.
const HALVES: [&str; 2] = ["noon", "midnight"];
const TWELVE: [&str; 3] = ["12", "12:00", "12.00"];

/// Hours on days of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The days.
    pub days: BTreeSet<Weekday>,
    /// Minutes since midnight.
    pub opens: u16,
    /// Minutes since midnight.
    pub closes: u16,
}

/// What days of the week are called where a sheet was written.
pub struct DayNames(BTreeMap<String, Weekday>);

impl DayNames {
    /// In a language, and in English, which sheets of every language have.
    pub fn of(locale: &str) -> Self {
        let mut names = BTreeMap::new();
        for speech in [speech("en"), speech(locale)].into_iter().flatten() {
            for day in Weekday::ALL {
                let said = speech.when.get(day.id()).into_iter().flatten().map(|said| folded(said));
                names.extend(said.filter(|said| !said.contains(' ')).map(|said| (said, day)));
            }
        }
        for (short, day) in speech(locale).map(short_names).into_iter().flatten() {
            names.entry(short).or_insert(day);
        }
        // `sun` says in English, too, where one would rather sit.
        names.extend(Weekday::ALL.map(|day| (day.id().chars().take(3).collect(), day)));
        Self(names)
    }

    /// The days of a text that names days and nothing else: `Mondays and Thursdays`, `Mon-Fri`.
    pub fn days(&self, text: &str) -> Option<BTreeSet<Weekday>> {
        let tokens = self.tokens(text)?;
        let mut rest = tokens.as_slice();
        let days = days(&mut rest);
        (rest.is_empty() && !days.is_empty()).then_some(days)
    }

    /// The days that a text names, whatever else it says.
    pub fn named(&self, text: &str) -> BTreeSet<Weekday> {
        let words = folded(text);
        words.split(' ').filter_map(|word| self.0.get(word).copied()).collect()
    }

    /// The hours of a text.
    ///
    /// # Errors
    /// When a word of it is not understood, or a time could be in the morning or in the evening.
    pub fn hours(&self, text: &str) -> Result<Vec<Hours>, Unclear> {
        let mut all = Vec::new();
        for part in text.split([';', '\n', '|']).filter(|part| !part.trim().is_empty()) {
            let tokens = self.tokens(part).ok_or(Unclear::NotATime)?;
            let mut rest = tokens.as_slice();
            // `10am-12pm on Mondays`.
            if let Some(Token::Time(_)) = rest.first() {
                let (opens, closes) = span(&mut rest)?;
                if let [Token::And, after @ ..] = rest {
                    rest = after;
                }
                let days = days(&mut rest);
                if days.is_empty() || !rest.is_empty() {
                    return Err(Unclear::NotATime);
                }
                all.push(Hours { days, opens, closes });
                continue;
            }
            while !rest.is_empty() {
                let days = days(&mut rest);
                if days.is_empty() {
                    return Err(Unclear::NotATime);
                }
                // `Mondays 10am-12pm and 2pm-4pm`.
                loop {
                    let (opens, closes) = span(&mut rest)?;
                    all.push(Hours { days: days.clone(), opens, closes });
                    if let [Token::And, next, ..] = rest {
                        let goes_on = matches!(next, Token::Time(_));
                        rest = rest.get(1..).unwrap_or_default();
                        if goes_on {
                            continue;
                        }
                    }
                    break;
                }
            }
        }
        match all.is_empty() {
            true => Err(Unclear::NotATime),
            false => Ok(all),
        }
    }

    /// A text as tokens; `None` where a word or a sign is not understood.
    fn tokens(&self, text: &str) -> Option<Vec<Token>> {
        let mut tokens = Vec::new();
        let mut rest = text.trim();
        while let Some(first) = rest.chars().next() {
            let (token, length) = if first.is_ascii_digit() {
                let length = time_length(rest);
                (Some(Token::Time(clock(rest.get(..length)?))), length)
            } else if first.is_alphabetic() {
                let is_letter = |c: char| c.is_alphanumeric() && !c.is_ascii_digit();
                let length = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
                (self.word(&folded(rest.get(..length)?))?, length)
            } else {
                let token = match first {
                    '-' | '–' | '—' | '−' | '~' => Some(Token::To),
                    '&' | '+' | '/' | ',' => Some(Token::And),
                    ':' | '.' => None,
                    _ if first.is_whitespace() => None,
                    _ => return None,
                };
                (token, first.len_utf8())
            };
            match (&token, tokens.last()) {
                // `Tue, and Thu` says it twice.
                (Some(Token::And), Some(Token::And)) => {}
                // `12 noon` is one time.
                (Some(Token::Time(word)), Some(Token::Time(twelve)))
                    if TWELVE.contains(&twelve.as_str()) && HALVES.contains(&word.as_str()) =>
                {
                    tokens.pop();
                    tokens.extend(token);
                }
                _ => tokens.extend(token),
            }
            rest = rest.get(length..)?;
        }
        Some(tokens)
    }

    /// What a word is; `Some(None)` where it changes nothing.
    fn word(&self, word: &str) -> Option<Option<Token>> {
        let is_in = |list: &[&str]| list.contains(&word);
        let several = SEVERAL.iter().find(|(known, _)| *known == word);
        let day = || self.0.get(word).map(|day| Token::Days(vec![*day]));
        let token = several.map(|(_, days)| Token::Days(days.to_vec())).or_else(day);
        match token {
            Some(token) => Some(Some(token)),
            None if is_in(&AND) => Some(Some(Token::And)),
            None if is_in(&TO) => Some(Some(Token::To)),
            None if word == "midday" => Some(Some(Token::Time("noon".to_owned()))),
            None if is_in(&HALVES) => Some(Some(Token::Time(word.to_owned()))),
            None if is_in(&SMALL) => Some(None),
            None => None,
        }
    }
}

/// The first three letters of the days, where a language has names in Latin letters of which no two begin alike:
/// `lun`, `mar`, `mer`.
fn short_names(speech: &Speech) -> Vec<(String, Weekday)> {
    let short = |day: Weekday| {
        let name = folded(speech.when.get(day.id())?.first()?);
        let is_long = name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_long.then(|| Some((name.get(..3)?.to_owned(), day)))?
    };
    let names: Vec<(String, Weekday)> = Weekday::ALL.into_iter().filter_map(short).collect();
    let several: BTreeSet<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    match several.len() == Weekday::ALL.len() {
        true => names,
        false => Vec::new(),
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Days(Vec<Weekday>),
    Time(String),
    And,
    To,
}

/// A time with an `h` is one of 24 hours: `9h30` is `09:30`.
fn clock(text: &str) -> String {
    match text.split_once('h') {
        Some((hour, "")) => format!("{hour:0>2}:00"),
        Some((hour, minutes)) if minutes.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{hour:0>2}:{minutes}")
        }
        _ => text.to_owned(),
    }
}

/// How far a time reaches that a text begins with: `10am`, `9:30 a.m.`, `14h30`.
fn time_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let all = bytes.get(from..).unwrap_or_default();
        from + all.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut end = digits(0);
    if matches!(bytes.get(end), Some(b':' | b'.' | b'h')) {
        let after = digits(end + 1);
        // `10h`; but of `10.` only the figure.
        end = if after > end + 1 || bytes.get(end) == Some(&b'h') { after } else { end };
    }
    let rest = text.get(end..).unwrap_or_default();
    let half = rest.trim_start();
    let blanks = rest.len() - half.len();
    let lower = half.to_ascii_lowercase();
    let halves = ["a.m.", "p.m.", "a.m", "p.m", "am", "pm"];
    let is_whole = |of: &&&str| {
        let after = half.get(of.len()..).and_then(|after| after.chars().next());
        !after.is_some_and(char::is_alphabetic)
    };
    let found = halves.iter().filter(|half| lower.starts_with(**half)).find(is_whole);
    found.map_or(end, |half| end + blanks + half.len())
}

/// The days that tokens begin with.
fn days(rest: &mut &[Token]) -> BTreeSet<Weekday> {
    let mut all = BTreeSet::new();
    loop {
        match *rest {
            [Token::Days(from), Token::To, Token::Days(to), after @ ..] => {
                let (Some(from), Some(to)) = (from.first(), to.last()) else { break };
                // `Fri-Mon` goes on into the next week.
                let count = (to.number() + 7 - from.number()) % 7;
                let numbers = (0..=count).map(|step| (from.number() + step) % 7);
                all.extend(numbers.filter_map(|day| Weekday::ALL.get(day).copied()));
                *rest = after;
            }
            [Token::Days(days), after @ ..] => {
                all.extend(days.iter().copied());
                *rest = after;
            }
            [Token::And, Token::Days(_), ..] if !all.is_empty() => {
                *rest = rest.get(1..).unwrap_or_default();
            }
            _ => break,
        }
    }
    all
}

/// The two times that tokens begin with.
fn span(rest: &mut &[Token]) -> Result<(u16, u16), Unclear> {
    // `Mondays, 10am-12pm`.
    if let [Token::And, after @ ..] = *rest {
        *rest = after;
    }
    let [Token::Time(from), Token::To, Token::Time(to), after @ ..] = *rest else {
        return Err(Unclear::NotATime);
    };
    *rest = after;
    let (opens, closes) = match (time(from), time(to)) {
        (Err(Unclear::HalfOfDay), Ok(closes)) => (before(from, to, closes)?, closes),
        (opens, closes) => stretch((from, opens?), (to, closes?))?,
    };
    match opens == closes {
        true => Err(Unclear::NotATime),
        false => Ok((opens, closes)),
    }
}

/// A time without its half of the day, before one that has it. `2-4pm` is in the afternoon; `10-12pm` begins before
/// noon, because it would end before it begins otherwise; beside `17:00`, `9:00` counts 24 hours, too.
fn before(from: &str, to: &str, closes: u16) -> Result<u16, Unclear> {
    let of = |half: &str| time(&[from, half].concat()).ok().filter(|opens| *opens < closes);
    let lower = to.to_ascii_lowercase();
    if lower.contains('p') {
        // `6-12pm`: until noon, or the whole evening?
        of("pm").or_else(|| of("am").filter(|opens| *opens >= SEVEN))
    } else if lower == "noon" {
        of("am").filter(|opens| *opens >= 60)
    } else if lower.contains('a') {
        of("am")
    } else if closes >= 13 * 60 {
        return time(&["0", from].concat());
    } else {
        None
    }
    .ok_or(Unclear::HalfOfDay)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn told(text: &str, locale: &str) -> Result<String, Unclear> {
        let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let one = |hours: &Hours| {
            let days: Vec<&str> = hours.days.iter().map(|day| &day.id()[..2]).collect();
            format!("{} {}-{}", days.join(","), clock(hours.opens), clock(hours.closes))
        };
        let hours = DayNames::of(locale).hours(text)?;
        Ok(hours.iter().map(one).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn days_and_times_are_read_as_people_write_them() {
        for (text, meant) in [
            ("Mondays 10am-12pm", "mo 10:00-12:00"),
            ("Tue & Thu 14:00-15:30", "tu,th 14:00-15:30"),
            ("Every Monday, 10:00 – 12:00", "mo 10:00-12:00"),
            ("Mon-Fri 9am to 5pm", "mo,tu,we,th,fr 09:00-17:00"),
            ("Weds 2-4pm", "we 14:00-16:00"),
            ("Wed 10-12pm", "we 10:00-12:00"),
            ("Wed 9-5pm", "we 09:00-17:00"),
            ("Wed 10.30am - 12 noon", "we 10:30-12:00"),
            ("Wednesday: 9:00-17:00", "we 09:00-17:00"),
            ("Mon 10am-12pm, Thu 2pm-4pm", "mo 10:00-12:00; th 14:00-16:00"),
            ("Mon 10am-12pm; Thu 2pm-4pm", "mo 10:00-12:00; th 14:00-16:00"),
            ("Mon 10am-12pm and 2pm-4pm", "mo 10:00-12:00; mo 14:00-16:00"),
            ("10am-12pm Mondays and Fridays", "mo,fr 10:00-12:00"),
            ("9:00am-5:00pm, Mon-Fri", "mo,tu,we,th,fr 09:00-17:00"),
            ("Sat, Sun and Mon 7 p.m. until 9 p.m.", "mo,sa,su 19:00-21:00"),
            ("Fri-Mon 10:00-11:00", "mo,fr,sa,su 10:00-11:00"),
            ("Weekdays 10:00-11:00", "mo,tu,we,th,fr 10:00-11:00"),
            ("Daily 10:00-11:00", "mo,tu,we,th,fr,sa,su 10:00-11:00"),
            ("Mondays 02:00-04:00pm", "mo 14:00-16:00"),
            ("Mondays 07:30-09:30pm", "mo 19:30-21:30"),
            ("Mondays 01:30-03:00pm", "mo 13:30-15:00"),
            ("Mondays 06:00-08:00 pm", "mo 18:00-20:00"),
            ("Mondays 10.30-11.30pm", "mo 22:30-23:30"),
            ("Mondays 11:00-11:45pm", "mo 23:00-23:45"),
            ("Mondays 09:00-05:00pm", "mo 09:00-17:00"),
            ("Sat 10 to 12 noon", "sa 10:00-12:00"),
            ("Sat 10-noon", "sa 10:00-12:00"),
            ("Sat 10.30 to 12:00 noon", "sa 10:30-12:00"),
            ("Sat/Sun 10am-12 noon", "sa,su 10:00-12:00"),
        ] {
            assert_eq!(told(text, "en").as_deref(), Ok(meant), "{text}");
        }
        for (text, locale, meant) in [
            ("lundi et jeudi de 9h à 12h30", "fr", "mo,th 09:00-12:30"),
            ("lun. et mer. 9h-12h", "fr", "mo,we 09:00-12:00"),
            ("mar, jeu 14h-16h", "fr-CA", "tu,th 14:00-16:00"),
            ("Du lundi au vendredi de 9h30 à 12h", "fr", "mo,tu,we,th,fr 09:30-12:00"),
            ("ven-dim 10h-11h", "fr", "fr,sa,su 10:00-11:00"),
            ("de lunes a viernes de 9:00 a 17:00", "es", "mo,tu,we,th,fr 09:00-17:00"),
            ("del lun al mié, de las 10h a las 12h", "es", "mo,tu,we 10:00-12:00"),
        ] {
            assert_eq!(told(text, locale).as_deref(), Ok(meant), "{text}");
        }
    }

    #[test]
    fn what_is_not_wholly_understood_is_nobody_s_guess() {
        for text in [
            "",
            "Mondays",
            "10am-12pm",
            "Mondays at 10",
            "Mondays 10am-12pm, not in August",
            "Mondays 10am-12pm (term time)",
            "1st Monday 10am-12pm",
            "Every other Monday 10am-12pm",
            "Monday 3 March 2pm-4pm",
            "Mondays 10am-10am",
            "by appointment",
            "Mondays 10.3am-12pm",
            "Mondays 9h3-12h",
            "Monday bis Friday 10:00-12:00",
            "Mar 10:00-12:00",
        ] {
            assert_eq!(told(text, "en"), Err(Unclear::NotATime), "{text}");
        }
        for text in [
            "Mondays 8-10",
            "Mondays 9:00-11:00",
            "Mondays 10am-2",
            "Mondays 10-12 2pm",
            "Mondays 6-12pm",
            "Mondays 06:00-12:00pm",
            "Mondays 07:00-10:00pm",
            "Mondays 12-noon",
            "Mondays 8-midnight",
            "Mondays 7pm-09:30",
        ] {
            assert_eq!(told(text, "en"), Err(Unclear::HalfOfDay), "{text}");
        }
    }

    #[test]
    fn days_alone_are_read_too() {
        let names = DayNames::of("en");
        let count = |text: &str| names.days(text).map(|days| days.len());
        assert_eq!(count("Mondays and Thursdays"), Some(2));
        assert_eq!(count("Mon-Fri"), Some(5));
        assert_eq!(count("Monday"), Some(1));
        assert_eq!(count("Sat/Sun"), Some(2));
        for text in [
            "most Mondays",
            "1st/Monday",
            "alternate/Monday",
            "Monday (term time only)",
            "Every other Monday",
        ] {
            assert_eq!(count(text), None, "{text}");
        }
        assert_eq!(names.named("9:00m-5:00pm, Fri"), BTreeSet::from([Weekday::Friday]));
        assert_eq!(count(""), None);
    }
}
