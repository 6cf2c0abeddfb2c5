//! A telephone number as one text, from the content to a card: `+16045550100`, perhaps with its
//! extension and with the way in which its owner writes it.
//!
//! The form is that of RFC 3966 without its beginning: a number, then parameters behind semicolons.
//! `ext` is the RFC's own; `shown` is ours, and holds digits, letters and `+()-./` alone.

/// A number, taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Phone<'a> {
    /// `+` and digits (E.164), or digits alone for a short number such as 811.
    pub number: &'a str,
    /// What is dialled once somebody answers: digits.
    pub extension: Option<&'a str>,
    /// The number as its owner writes it; `None` where the usual way says it all.
    pub shown: Option<&'a str>,
}

const EXTENSION: &str = ";ext=";
const SHOWN: &str = ";shown=";

impl<'a> Phone<'a> {
    /// Takes a number apart. Any text is read; one that is no number has no digits.
    pub fn read(text: &'a str) -> Self {
        let (text, shown) = split(text, SHOWN);
        let (number, extension) = split(text, EXTENSION);
        Self { number, extension, shown }
    }

    /// The number as one text.
    pub fn to_text(&self) -> String {
        let mut text = self.number.to_owned();
        for (sign, part) in [(EXTENSION, self.extension), (SHOWN, self.shown)] {
            if let Some(part) = part {
                text.push_str(sign);
                text.push_str(part);
            }
        }
        text
    }

    /// Whether the text is what [`Self::to_text`] writes, with no sign that leads elsewhere.
    pub fn is_one(text: &str) -> bool {
        let Phone { number, extension, shown } = Phone::read(text);
        let digits = number.strip_prefix('+').unwrap_or(number);
        let is_number = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        // E.164: 15 digits at most; 3 for the shortest short number.
        digits.len() >= 3
            && is_number(digits, 15)
            && extension.is_none_or(|extension| is_number(extension, EXTENSION_DIGITS))
            && shown.is_none_or(|shown| shown.len() <= SHOWN_BYTES && shown.bytes().all(is_shown))
    }

    /// The address of a link that dials it, extension and all.
    ///
    /// RFC 3966 writes `;ext=5`, and telephones do otherwise: Android dials the letters, too (3, 9, 8
    /// and then 5), iOS asks the person to press a line of text (tried in June 2021,
    /// <https://stackoverflow.com/q/9482633>). A comma is what a telephone's own address book writes: both
    /// wait two seconds, and dial the extension.
    pub fn link(&self) -> String {
        match self.extension {
            Some(extension) => ["tel:", self.number, ",", extension].concat(),
            None => ["tel:", self.number].concat(),
        }
    }
}

/// Most digits of an extension (ITU-T E.164 leaves them to whoever runs the exchange).
pub const EXTENSION_DIGITS: usize = 11;

/// Longest way of writing a number: the longest of them, with a word on the keypad.
pub const SHOWN_BYTES: usize = 40;

/// Whether a byte may stand in [`Phone::shown`].
pub fn is_shown(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" +()-./".contains(&byte)
}

fn split<'a>(text: &'a str, sign: &str) -> (&'a str, Option<&'a str>) {
    text.split_once(sign).map_or((text, None), |(before, after)| (before, Some(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_goes_through_as_it_is() {
        for (text, link) in [
            ("+16045550100", "tel:+16045550100"),
            ("+16045550100;ext=5", "tel:+16045550100,5"),
            ("+18005554357;shown=1-800-555-HELP", "tel:+18005554357"),
            ("+441534000000;ext=12;shown=01534 000000", "tel:+441534000000,12"),
            ("811", "tel:811"),
        ] {
            let phone = Phone::read(text);
            assert!(Phone::is_one(text), "{text}");
            assert_eq!((phone.to_text().as_str(), phone.link().as_str()), (text, link));
        }
        for text in
            ["", "+", "12", "+1604555010012345", "+1604;ext=", "+1604;ext=5;url=x", "811;shown=<b>"]
        {
            assert!(!Phone::is_one(text), "{text}");
        }
    }
}
