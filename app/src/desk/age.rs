//! An age among what was typed: "78 punjabi lonely".

/// Greatest age that is read as one.
const OLDEST: u32 = 120;

/// What stands behind a number that is no age.
const UNITS: [&str; 22] = [
    "am", "pm", "km", "m", "min", "mins", "minute", "minutes", "hour", "hours", "h", "st", "nd",
    "rd", "th", "ave", "avenue", "street", "bus", "dollars", "%", "kg",
];

/// What stands before a number that is no age.
const BEFORE: [&str; 12] =
    ["bus", "route", "line", "room", "unit", "suite", "apt", "at", "after", "before", "until", "$"];

/// What stands beside an age, and belongs to it.
const WORDS: [&str; 14] = [
    "y", "yo", "y/o", "yr", "yrs", "year", "years", "year-old", "old", "ans", "años", "tuổi", "歲",
    "岁",
];

/// An age that was typed, in years, and the words without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aged {
    /// The age, where one was typed.
    pub age: Option<u8>,
    /// All other words.
    pub words: String,
}

/// Reads the first number that stands by itself as an age, unless what stands beside it says that it is
/// something else. Digits of any script count.
pub fn read(typed: &str) -> Aged {
    let tokens: Vec<&str> = typed.split_whitespace().collect();
    let plain: Vec<String> = tokens.iter().map(|token| digits(token)).collect();
    for (at, token) in plain.iter().enumerate() {
        let Some(age) = age_of(token) else { continue };
        let before = at.checked_sub(1).and_then(|at| plain.get(at)).map_or("", String::as_str);
        let after = plain.get(at + 1).map_or("", String::as_str);
        if BEFORE.contains(&before) || UNITS.contains(&after) {
            continue;
        }
        let mut rest: Vec<&str> = Vec::new();
        for (other, word) in tokens.iter().enumerate() {
            let belongs = other == at
                || other == at + 1 && WORDS.contains(&after)
                || other == at + 2 && !after.is_empty() && is_old(&plain, at)
                || other + 1 == at && ["age", "aged"].contains(&before);
            if !belongs {
                rest.push(word);
            }
        }
        return Aged { age: Some(age), words: rest.join(" ") };
    }
    // What somebody is typing stays as they type it.
    Aged { age: None, words: typed.to_owned() }
}

/// "78 years old": the word behind the second.
fn is_old(plain: &[String], at: usize) -> bool {
    let word = |at: usize| plain.get(at).map_or("", String::as_str);
    ["y", "yr", "yrs", "year", "years"].contains(&word(at + 1)) && word(at + 2) == "old"
}

/// The age that a token is: a number by itself, or with its unit written to it, as in `78yo`.
fn age_of(token: &str) -> Option<u8> {
    let end = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
    let (number, unit) = token.split_at(end);
    let is_age = unit.is_empty() || unit == "," || WORDS.contains(&unit);
    let age: u32 = number.parse().ok().filter(|age| *age <= OLDEST && is_age)?;
    u8::try_from(age).ok()
}

/// Small letters, and digits of other scripts as ours.
fn digits(token: &str) -> String {
    let digit = |c: char| {
        let zero = ['\u{660}', '\u{6f0}', '\u{a66}', '\u{ff10}']
            .into_iter()
            .find(|zero| (u32::from(*zero)..u32::from(*zero) + 10).contains(&u32::from(c)));
        zero.and_then(|zero| char::from_digit(u32::from(c) - u32::from(zero), 10)).unwrap_or(c)
    };
    token.chars().map(digit).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_by_itself_is_an_age() {
        for (typed, age, words) in [
            ("78 punjabi lonely", 78, "punjabi lonely"),
            ("lonely, 78, punjabi walker", 78, "lonely, punjabi walker"),
            ("lonely aged 78", 78, "lonely"),
            ("78 years old lonely", 78, "lonely"),
            ("78yo lonely", 78, "lonely"),
            ("۷۸ تنها", 78, "تنها"),
            ("78歲 孤單", 78, "孤單"),
        ] {
            let read = read(typed);
            assert_eq!((read.age, &*read.words), (Some(age), words), "{typed}");
        }
    }

    #[test]
    fn what_is_no_age_is_left_where_it_is() {
        for typed in
            ["V5X lonely", "bus 8", "after 5", "10 am", "5 km", "604-555-0102", "1946 ", ""]
        {
            assert_eq!(read(typed), Aged { age: None, words: typed.to_owned() });
        }
    }
}
