//! Telephone numbers as people write them, and as phones dial them.

/// A number as it can be dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// `+` and digits, or digits alone for a short number.
    pub dial: String,
    /// Whether it was written so that nobody can misread it.
    pub is_plain: bool,
}

impl Number {
    /// Reads a number; `None` when there are no digits in it.
    pub fn read(text: &str) -> Option<Self> {
        // What follows a letter is an extension, which a link cannot dial for everybody.
        let (main, has_more) = match text.find(|c: char| c.is_alphabetic() || c == ';' || c == ',')
        {
            Some(at) => (text.get(..at)?, true),
            None => (text, false),
        };
        let digits: String = main.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return None;
        }
        let is_written_well =
            !has_more && main.chars().all(|c| c.is_ascii_digit() || " +-.()".contains(c));
        let national = digits.strip_prefix('1').unwrap_or(&digits);
        // North American numbers: neither the area nor the exchange begins with 0 or 1.
        let is_north_american = national.len() == 10
            && [0, 3]
                .iter()
                .all(|at| national.as_bytes().get(*at).is_some_and(|digit| *digit >= b'2'));
        let has_plus = main.trim_start().starts_with('+');
        Some(match has_plus {
            true if digits.starts_with('1') => Number {
                is_plain: is_written_well && is_north_american,
                dial: format!("+{digits}"),
            },
            // E.164: 15 digits at most; the shortest national numbers make 8.
            true => Number {
                is_plain: is_written_well && (8..=15).contains(&digits.len()),
                dial: format!("+{digits}"),
            },
            false if is_north_american => Number { is_plain: false, dial: format!("+1{national}") },
            false => Number { is_plain: false, dial: digits },
        })
    }

    /// The number as it is best written, `+1-604-555-0100`; `None` where no way of writing it is
    /// known.
    pub fn pretty(&self) -> Option<String> {
        let national = self.dial.strip_prefix("+1").filter(|national| national.len() == 10)?;
        Some(format!("+1-{}-{}-{}", national.get(..3)?, national.get(3..6)?, national.get(6..)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled_as_they_are_meant() {
        for (typed, dial, is_plain) in [
            ("+1-604-555-0100", "+16045550100", true),
            ("+1 (604) 555.0100", "+16045550100", true),
            ("604-555-0100", "+16045550100", false),
            ("1 604 555 0100", "+16045550100", false),
            ("+1-604-555-0100 ext 5", "+16045550100", false),
            ("+1-104-555-0100", "+11045550100", false),
            ("+44 20 7946 0958", "+442079460958", true),
            ("310-6789", "3106789", false),
            ("811", "811", false),
        ] {
            assert_eq!(
                Number::read(typed),
                Some(Number { dial: dial.into(), is_plain }),
                "{typed}"
            );
        }
        assert_eq!(Number::read("ask Mei"), None);
    }
}
