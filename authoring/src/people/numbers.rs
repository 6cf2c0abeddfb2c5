//! Numbers: positions, lengths of time, ages, prices.

use super::{Read, evened};

/// A number with a point, or with a comma for one.
fn decimal(text: &str) -> Option<f64> {
    let text = match text.matches([',', '.']).count() {
        0 | 1 => text.replace(',', "."),
        _ => return None,
    };
    let is_number = text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b".+-".contains(&byte));
    text.parse::<f64>().ok().filter(|_| is_number)
}

/// Degrees: `49.22`, `49,22`, `49°13'N`, `49° 13' 12" N`, `123.09 W`. South and west are below zero.
pub fn degrees(text: &str) -> Option<f64> {
    let text = evened(text).replace(['º', '˚'], "°").replace("''", "\"");
    let text = text.replace(['′', '´'], "'").replace(['″', '“', '”'], "\"");
    let side = |c: &char| matches!(c.to_ascii_uppercase(), 'N' | 'S' | 'E' | 'W');
    let mut sides = text.chars().filter(side);
    let (side, is_more) = (sides.next(), sides.next().is_some());
    let text = text.replace(|c: char| matches!(c.to_ascii_uppercase(), 'N' | 'S' | 'E' | 'W'), " ");
    let text = text.trim();
    if is_more || text.contains(|c: char| c.is_alphabetic()) {
        return None;
    }
    let is_below = side.is_some_and(|side| matches!(side.to_ascii_uppercase(), 'S' | 'W'));
    let degrees = match text.split_once('°') {
        None => decimal(text)?,
        Some((degrees, rest)) => {
            let whole = decimal(degrees.trim())?;
            let (minutes, seconds) = match rest.trim().split_once('\'') {
                None => (rest.trim().trim_end_matches('\''), ""),
                Some((minutes, seconds)) => (minutes.trim(), seconds.trim().trim_end_matches('"')),
            };
            let part = |text: &str| match text.trim() {
                "" => Some(0.0),
                text => decimal(text).filter(|part| (0.0..60.0).contains(part)),
            };
            let parts = part(minutes)? / 60.0 + part(seconds)? / 3600.0;
            if whole.is_sign_negative() { whole - parts } else { whole + parts }
        }
    };
    // `-123 W` says west twice; `-49 N` cannot be meant.
    match side {
        Some(_) if degrees < 0.0 && !is_below => None,
        Some(_) if is_below => Some(-degrees.abs()),
        _ => Some(degrees),
    }
}

/// Two numbers in one text, as a map copies them: `49.22, -123.09`.
pub fn pair(text: &str) -> Option<(f64, f64)> {
    let text = evened(text);
    let text = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let (first, second) = text.split_once(", ").or_else(|| {
        // Without a space, only where each number has a point of its own.
        text.split_once(',').filter(|(a, b)| a.contains('.') && b.contains('.'))
    })?;
    Some((degrees(first)?, degrees(second)?))
}

/// A length of time in whole minutes: `90`, `90 minutes`, `1 h 30`, `1.5 hours`, `1:30`.
pub fn minutes(text: &str) -> Option<u32> {
    let text = evened(text).to_lowercase().replace('½', ".5").replace('¼', ".25");
    let text = text.replace(" .", ".");
    if let Some((hours, minutes)) = text.split_once(':') {
        let is_short = (1..=2).contains(&hours.len()) && minutes.len() == 2;
        let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
        return (is_short && minutes < 60).then_some(hours * 60 + minutes);
    }
    let mut total = 0.0;
    let mut rest = text.trim().trim_end_matches('.');
    let mut last_unit = None;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
        let (number, after) = rest.split_at(end.unwrap_or(rest.len()));
        let number = decimal(number)?;
        let after = after.trim_start();
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let unit = match (unit, last_unit) {
            (
                "h" | "hr" | "hrs" | "hour" | "hours" | "heure" | "heures" | "hora" | "horas",
                None,
            ) => 60.0,
            ("m" | "min" | "mins" | "minute" | "minutes" | "minutos", None | Some(60)) => 1.0,
            // `1 h 30`; or a number alone, which is minutes.
            ("", None | Some(60)) if after.is_empty() => 1.0,
            _ => return None,
        };
        total += number * unit;
        last_unit = Some(unit as u32);
        let after = after.trim_start_matches(['.', ',', ' ']);
        rest = after.strip_prefix("and ").unwrap_or(after).trim_start();
    }
    (last_unit.is_some() && total.fract() == 0.0 && (0.0..=100_000.0).contains(&total))
        .then_some(total as u32)
}

/// An age that something begins with: `55`, `55+`, `55 and over`, `18 years`.
pub fn youngest(text: &str) -> Option<u32> {
    let text = evened(text).to_lowercase();
    let (number, words) = number_and_words(&text)?;
    let is_known = matches!(
        words,
        "" | "+"
            | "years"
            | "years old"
            | "yrs"
            | "years +"
            | "years+"
            | "and over"
            | "and older"
            | "and up"
            | "or over"
            | "or older"
            | "plus"
            | "years and over"
            | "years and older"
            | "years or older"
            | "ans"
            | "ans et plus"
            | "et plus"
            | "años"
            | "歲"
            | "岁"
            | "歲以上"
            | "岁以上"
    );
    is_known.then_some(number)
}

/// An age that something ends with: `18`, `18 years`, `up to 18`, `18 and under`.
pub fn oldest(text: &str) -> Option<u32> {
    let text = evened(text).to_lowercase();
    let rest = text.strip_prefix("up to ").unwrap_or(&text);
    let (number, words) = number_and_words(rest)?;
    let is_known = matches!(
        words,
        "" | "years"
            | "years old"
            | "yrs"
            | "and under"
            | "and younger"
            | "or under"
            | "or younger"
            | "years and under"
            | "years or younger"
            | "ans"
            | "años"
            | "歲"
            | "岁"
            | "歲以下"
            | "岁以下"
    );
    is_known.then_some(number)
}

fn number_and_words(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, words) = text.split_at(end);
    Some((number.parse().ok()?, words.trim()))
}

/// A price in hundredths, and its currency where it was typed with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// In hundredths.
    pub cents: u32,
    /// Three capital letters (ISO 4217).
    pub currency: Option<String>,
}

/// A price: `2`, `2.50`, `2,50`, `$2`, `2 dollars`, `CAD 2.50`, `1,000`. A range is none.
pub fn price(text: &str) -> Read<Price> {
    let text = evened(text);
    let mut number = String::new();
    let mut word = String::new();
    let mut currency = None;
    for character in text.chars() {
        match character {
            '0'..='9' | '.' | ',' => {
                if !take_word(&mut word, &mut currency) || number.ends_with(' ') {
                    return Read::Unknown;
                }
                number.push(character);
            }
            ' ' if number.is_empty() || number.ends_with(' ') => {}
            ' ' => number.push(' '),
            '$' | '€' | '£' | '¥' | '₩' | '¢' if character != '¢' => {}
            '-' if number.ends_with(['.', ',']) => {}
            _ if character.is_alphabetic() => word.push(character),
            _ => return Read::Unknown,
        }
    }
    if !take_word(&mut word, &mut currency) {
        return Read::Unknown;
    }
    Read::certain(cents(number.trim()).map(|cents| Price { cents, currency }))
}

/// A word beside a number: a currency, or what people call one.
fn take_word(word: &mut String, currency: &mut Option<String>) -> bool {
    let taken = std::mem::take(word);
    let is_code = taken.len() == 3 && taken.bytes().all(|byte| byte.is_ascii_uppercase());
    match taken.to_lowercase().as_str() {
        "" | "dollar" | "dollars" | "euro" | "euros" | "pound" | "pounds" | "yuan" | "won" => true,
        // CA$2, C$2, US$2: which dollar it is says the currency.
        "ca" | "c" => put(currency, "CAD"),
        "us" => put(currency, "USD"),
        _ if is_code => put(currency, &taken),
        _ => false,
    }
}

fn put(currency: &mut Option<String>, code: &str) -> bool {
    currency.replace(code.to_owned()).is_none_or(|before| before == code)
}

/// `2`, `2.5`, `2.50`, `2,50`, `1,000` and `1,000.50`, exactly, up to a million.
fn cents(text: &str) -> Option<u32> {
    let text = text.strip_suffix(['.', ',']).unwrap_or(text);
    let groups = |text: &str, sign: char| {
        let mut groups = text.split(sign);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
    };
    let (whole, part) = match (text.rsplit_once(','), text.rsplit_once('.')) {
        (None, None) => (text.to_owned(), ""),
        // 1,000.50
        (Some(_), Some((whole, part))) if groups(whole, ',') => (whole.replace(',', ""), part),
        // 1,000: no price has three digits after its comma.
        (Some(_), None) if groups(text, ',') => (text.replace(',', ""), ""),
        (Some((whole, part)), None) | (None, Some((whole, part))) => (whole.to_owned(), part),
        _ => return None,
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || part.len() > 2 || !digits(&whole) || !digits(part) {
        return None;
    }
    let whole = whole.parse::<u32>().ok().filter(|whole| *whole <= 1_000_000)?;
    Some(whole * 100 + format!("{part:0<2}").parse::<u32>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_as_a_map_or_a_phone_shows_it() {
        let near = |typed: &str, meant: f64| {
            let read = degrees(typed);
            assert!(read.is_some_and(|read| (read - meant).abs() < 1e-6), "{typed}: {read:?}");
        };
        near("49.2200", 49.22);
        near("49,2200", 49.22);
        near("−123.09", -123.09);
        near("49°13'N", 49.0 + 13.0 / 60.0);
        near("49° 13′ 12″ N", 49.22);
        near("123°5'24\"W", -123.09);
        near("123.09 W", -123.09);
        near("-123.09 W", -123.09);
        near("N 49.22°", 49.22);
        for typed in ["49°13°", "abc", "", "49.22.1", "-49 N", "49 N 123 W", "49°70'", "1e9", "nan"]
        {
            assert_eq!(degrees(typed), None, "{typed}");
        }
        assert_eq!(pair("49.22, -123.09"), Some((49.22, -123.09)));
        assert_eq!(pair("(49.22,-123.09)"), Some((49.22, -123.09)));
        assert_eq!(pair("49,22"), None, "a comma for a point");
    }

    #[test]
    fn a_length_of_time_is_read_with_its_unit() {
        for (typed, meant) in [
            ("90", Some(90)),
            ("90 minutes", Some(90)),
            ("90min.", Some(90)),
            ("1 h 30", Some(90)),
            ("1h30", Some(90)),
            ("1 hour 30 minutes", Some(90)),
            ("1 hour and 30 min", Some(90)),
            ("1.5 hours", Some(90)),
            ("1,5 h", Some(90)),
            ("1½ hours", Some(90)),
            ("1 ½ hours", Some(90)),
            ("1:30", Some(90)),
            ("2 hrs", Some(120)),
            ("10 to 12", None),
            ("about 90", None),
            ("90 people", None),
            ("1.333", None),
            ("", None),
            ("30 minutes 1 hour", None),
        ] {
            assert_eq!(minutes(typed), meant, "{typed}");
        }
    }

    #[test]
    fn an_age_says_which_end_it_is() {
        assert_eq!(youngest("55+"), Some(55));
        assert_eq!(youngest("55 and over"), Some(55));
        assert_eq!(youngest("18 years"), Some(18));
        assert_eq!(youngest("under 18"), None);
        assert_eq!(oldest("55+"), None, "that is no end");
        assert_eq!(oldest("up to 12"), Some(12));
        assert_eq!(youngest("55-65"), None);
    }

    #[test]
    fn a_price_is_read_with_its_sign_and_never_guessed() {
        let cents = |typed: &str| price(typed).plain().map(|price| price.cents);
        for (typed, meant) in [
            ("2", Some(200)),
            ("$2", Some(200)),
            ("2$", Some(200)),
            ("2,50", Some(250)),
            ("2.5", Some(250)),
            ("$2.50 CAD", Some(250)),
            ("2 dollars", Some(200)),
            ("€ 2,50", Some(250)),
            ("1,000", Some(100_000)),
            ("1,000.50", Some(100_050)),
            ("2.-", Some(200)),
            ("$2-5", None),
            ("2 to 5", None),
            ("2 5", None),
            ("2.505", None),
            ("free", None),
            ("50¢", None),
            ("-2", None),
            ("99999999999999999999.99", None),
            ("", None),
        ] {
            assert_eq!(cents(typed), meant, "{typed}");
        }
        let currency = |typed: &str| price(typed).plain().and_then(|price| price.currency);
        assert_eq!(currency("CAD 2"), Some("CAD".to_owned()));
        assert_eq!(currency("$2"), None);
    }
}
