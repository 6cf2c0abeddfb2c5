//! Telephone numbers as people write them, and as phones dial them.
//!
//! What a number is in each country of the earth, a library knows, which the build hands in as a
//! [`Lookup`]; this module finds numbers among labels, notes and extensions. What it cannot read is an
//! error that names it: a number is never left out in silence.

mod extension;
mod split;

use catalog::phone::{EXTENSION_DIGITS, Phone, SHOWN_BYTES, is_shown};

use crate::draft::{DraftContact, Drafts};
use crate::node::Text;

/// A number that nobody has, as an example of how one is written in a country: those that its regulator keeps free for
/// films (Ofcom, ACMA, ComReg, Arcep, Bundesnetzagentur). Elsewhere it is North America's: of the toll-free numbers with
/// 555 this one alone is kept free.
pub fn number_of_nobody(country: Option<&str>) -> &'static str {
    let country = country.map(str::to_ascii_uppercase);
    match country.as_deref() {
        // Jersey, Guernsey and the Isle of Man have the numbers of the United Kingdom.
        Some("GB" | "JE" | "GG" | "IM") => "+44 113 496 0100",
        Some("AU") => "+61 2 5550 0100",
        Some("IE") => "+353 20 910 0100",
        Some("FR") => "+33 1 99 00 01 00",
        Some("DE") => "+49 30 23125 100",
        _ => "+1-800-555-0199",
    }
}

/// What is known of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// `+` and digits.
    pub e164: String,
    /// How it is written in this country, where that is not the North American way.
    pub shown: Option<String>,
    /// Whether such a number is given out, as far as is known; otherwise only its length is right.
    pub is_given_out: bool,
}

/// Asks what number it is, of `+` and digits: as it is dialled in a country (ISO 3166-1), or with its own
/// country in front. `None` where no number is so long.
pub type Lookup<'a> = &'a (dyn Fn(Option<&str>, &str) -> Option<Found> + Sync);

/// What a directory knows of numbers.
#[derive(Clone)]
pub struct Book<'a> {
    country: Option<String>,
    /// Short numbers that can be dialled here: those of the help lines.
    short: Vec<String>,
    lookup: Lookup<'a>,
}

/// A number that can be dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// `+` and digits, or digits alone for a short number.
    pub dial: String,
    /// What is dialled once somebody answers.
    pub extension: Option<String>,
    /// As its owner writes it, where that says more than the digits.
    pub shown: Option<String>,
    /// What stood beside it, such as `Office` or `evenings`.
    pub label: Option<String>,
    /// Whether such a number is given out, as far as is known.
    pub is_given_out: bool,
}

/// Why a text is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no digit in it.
    NoDigits,
    /// This part of it is no number.
    NotRead(String),
    /// This could be a number of several countries, and the directory does not say which is its own.
    NoCountry(String),
    /// An extension that is none, or a second one.
    Extension(String),
}

impl Trouble {
    /// What is wrong, in plain words.
    pub fn words(&self) -> String {
        match self {
            Self::NoDigits => "a phone number has digits; who answers belongs in `role`".to_owned(),
            Self::NotRead(part) => format!(
                "`{part}` cannot be dialled: one whole number belongs here, and an extension in \
                 `extension`"
            ),
            Self::NoCountry(part) => format!(
                "`{part}` could be a number of many countries: write it with + and its country, or \
                 give directory.toml its `country`"
            ),
            Self::Extension(part) => {
                format!("`{part}` is no extension of one number: an extension is a few digits")
            }
        }
    }
}

impl Number {
    /// As it travels to cards and pages.
    pub fn to_text(&self) -> String {
        Phone {
            number: &self.dial,
            extension: self.extension.as_deref(),
            shown: self.shown.as_deref(),
        }
        .to_text()
    }
}

impl<'a> Book<'a> {
    /// What the settings of a directory say.
    pub fn new(drafts: &Drafts, lookup: Lookup<'a>) -> Self {
        let config = drafts.config.as_ref();
        let country = config.and_then(|config| config.country.as_ref());
        let lines = config.map_or(&[][..], |config| &config.help_now);
        let digits =
            |text: &Text| split::plain(&text.value).chars().filter(char::is_ascii_digit).collect();
        Self {
            country: country.map(|country| country.value.to_ascii_uppercase()),
            short: lines.iter().filter_map(|line| line.phone.as_ref()).map(digits).collect(),
            lookup,
        }
    }

    /// The numbers of a text: at least one.
    ///
    /// # Errors
    /// What in it is no number.
    pub fn read(&self, text: &str) -> Result<Vec<Number>, Trouble> {
        let plain = split::plain(text);
        if !plain.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(Trouble::NoDigits);
        }
        // `604/555-0100` is one number, `604-555-0100 / 604-555-0101` are two.
        if let Ok(number) = self.one(&plain)
            && number.is_given_out
        {
            return Ok(vec![number]);
        }
        let mut numbers: Vec<Number> = Vec::new();
        let mut label_before: Option<String> = None;
        for part in split::parts(&plain) {
            let digits = part.bytes().filter(u8::is_ascii_digit).count();
            if let (Some(extension), Some(last)) = (extension::alone(&part), numbers.last_mut()) {
                if last.extension.replace(extension).is_some() {
                    return Err(Trouble::Extension(part));
                }
            } else if digits == 0 {
                match numbers.last_mut() {
                    Some(last) if last.label.is_none() => last.label = split::label(&part),
                    _ => label_before = split::label(&part),
                }
            } else {
                let read = self.one(&part).map(|number| vec![number]);
                let read = read.or_else(|trouble| self.side_by_side(&part).ok_or(trouble))?;
                for mut number in read {
                    number.label = number.label.or_else(|| label_before.take());
                    numbers.push(number);
                }
            }
        }
        if numbers.is_empty() { Err(Trouble::NotRead(text.to_owned())) } else { Ok(numbers) }
    }

    /// The numbers of a contact, whose extension may have a field of its own.
    ///
    /// # Errors
    /// What in it is no number.
    pub fn of_contact(&self, contact: &DraftContact) -> Result<Vec<Number>, Trouble> {
        let Some(phone) = &contact.phone else { return Ok(Vec::new()) };
        let mut numbers = self.read(&phone.value)?;
        let Some(field) = &contact.extension else { return Ok(numbers) };
        let trouble = || Trouble::Extension(field.value.clone());
        let digits = extension::alone(&field.value)
            .or_else(|| extension::digits(&split::plain(&field.value)))
            .ok_or_else(trouble)?;
        let [number] = numbers.as_mut_slice() else { return Err(trouble()) };
        match number.extension.replace(digits.clone()) {
            Some(other) if other != digits => Err(trouble()),
            _ => Ok(numbers),
        }
    }

    /// A number that help can be called by: as any other, or a short one.
    ///
    /// # Errors
    /// What in it is no number.
    pub fn read_help_line(&self, text: &str) -> Result<Number, Trouble> {
        let digits: String = split::plain(text).chars().filter(char::is_ascii_digit).collect();
        // 988, 116123, and 310-6789, which is dialled without an area.
        if (3..=7).contains(&digits.len()) && !text.contains('+') {
            return Ok(Number::short(digits));
        }
        match self.read(text)?.as_slice() {
            [number] => Ok(number.clone()),
            _ => Err(Trouble::NotRead(text.to_owned())),
        }
    }

    /// One number with what stands around it.
    fn one(&self, part: &str) -> Result<Number, Trouble> {
        let (main, extension) = extension::split(part);
        let split::Around { before, number, after } = split::around(&main);
        let not_read = || Trouble::NotRead(part.trim().to_owned());
        if number.is_empty() {
            return Err(not_read());
        }
        let label = |after: &str| {
            let labels = [split::label(&before), split::label(after)];
            let said: Vec<String> = labels.into_iter().flatten().collect();
            (!said.is_empty()).then(|| said.join(", "))
        };
        let digits = split::digits(&number);
        let found = self.lookup(&digits);
        if let Some(found) = found.as_ref().filter(|found| found.is_given_out) {
            // What follows and has digits is a time, or a number that nobody would see.
            let has_more = split::digits(&after).len() > 4 || split::is_only_digits(&after);
            return match has_more {
                true => Err(not_read()),
                false => Ok(Number::of(found, extension, found.shown.clone(), label(&after))),
            };
        }
        if let Some((dial, shown, rest)) = self.on_the_keypad(&number, &after) {
            return Ok(Number::of(&dial, extension, Some(shown), label(&rest)));
        }
        if self.short.contains(&digits) {
            let short = Number::short(digits);
            return Ok(Number { extension, label: label(&after), ..short });
        }
        match found {
            Some(found) if !split::is_only_digits(&after) => {
                Ok(Number::of(&found, extension, found.shown.clone(), label(&after)))
            }
            _ if self.country.is_none() && !digits.starts_with('+') && digits.len() > 6 => {
                Err(Trouble::NoCountry(part.trim().to_owned()))
            }
            _ => Err(not_read()),
        }
    }

    fn lookup(&self, digits: &str) -> Option<Found> {
        let country = self.country.as_deref();
        let found = (self.lookup)(country, digits);
        if found.as_ref().is_some_and(|found| found.is_given_out) {
            return found;
        }
        // `0044 …`, which is `+44 …` wherever it is dialled from.
        let abroad = digits.strip_prefix("00").map(|rest| format!("+{rest}"));
        abroad.and_then(|abroad| (self.lookup)(country, &abroad)).or(found)
    }

    /// A number that ends in letters, `1-800-555-HELP`: the number, as it was typed, and what follows.
    /// Telephones ignore what is dialled after the last digit, so that a word may be too long.
    fn on_the_keypad(&self, number: &str, after: &str) -> Option<(Found, String, String)> {
        let (letters, rest) = split::keypad(after)?;
        let mut digits = split::digits(number);
        let before = digits.len();
        digits.extend(letters.chars().filter_map(split::key));
        let rest = match split::digits(rest) {
            // `1-800-555-HELP (4357)` says it twice.
            again if !again.is_empty() => digits.ends_with(&again).then_some("")?,
            _ => rest,
        };
        for length in (before + 1..=digits.len()).rev() {
            if let Some(found) = self.lookup(digits.get(..length)?).filter(|f| f.is_given_out) {
                let shown = [number, letters].concat().trim().to_owned();
                return Some((found, shown, rest.to_owned()));
            }
        }
        None
    }

    /// Two numbers with nothing but a space or a label between them.
    fn side_by_side(&self, part: &str) -> Option<Vec<Number>> {
        part.match_indices(' ').find_map(|(at, _)| {
            let (first, second) = part.split_at_checked(at)?;
            let both = [self.one(first).ok()?, self.one(second).ok()?];
            both.iter().all(|number| number.is_given_out).then(|| both.to_vec())
        })
    }
}

impl Number {
    fn of(
        found: &Found,
        extension: Option<String>,
        shown: Option<String>,
        label: Option<String>,
    ) -> Self {
        Self {
            dial: found.e164.clone(),
            extension,
            shown: shown.filter(|shown| shown.len() <= SHOWN_BYTES && shown.bytes().all(is_shown)),
            label,
            is_given_out: found.is_given_out,
        }
    }

    fn short(digits: String) -> Self {
        Self { dial: digits, extension: None, shown: None, label: None, is_given_out: true }
    }
}

/// North American numbers alone, by their form: what a form can tell that has no library.
pub fn north_american(country: Option<&str>, digits: &str) -> Option<Found> {
    let national = match digits.strip_prefix('+') {
        Some(abroad) => match abroad.strip_prefix('1') {
            Some(national) => national,
            None => {
                // E.164: 15 digits at most; the shortest national numbers make 8.
                let is_possible = (8..=15).contains(&abroad.len());
                let found = Found { e164: digits.to_owned(), shown: None, is_given_out: true };
                return is_possible.then_some(found);
            }
        },
        None => {
            country.filter(|country| matches!(*country, "CA" | "US"))?;
            digits.strip_prefix('1').unwrap_or(digits)
        }
    };
    // Neither the area nor the exchange begins with 0 or 1.
    let is_given_out =
        [0, 3].iter().all(|at| national.as_bytes().get(*at).is_some_and(|digit| *digit >= b'2'));
    (national.len() == 10).then(|| Found {
        e164: format!("+1{national}"),
        shown: None,
        is_given_out,
    })
}

#[cfg(test)]
mod tests;

// The longest extension that is read is the longest that travels.
const _: () = assert!(EXTENSION_DIGITS >= extension::MOST);
