//! Telephone numbers as people write them, and as phones dial them.

use super::{Found, Look};
use crate::report::Remark;

/// A number as it can be dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// `+` and digits, or digits alone for a short number.
    pub dial: String,
    /// Whether it was written so that nobody can misread it.
    pub is_plain: bool,
}

/// Reads a number; `None` when there are no digits in it.
pub(crate) fn read(text: &str) -> Option<Number> {
    // What follows a letter is an extension, which a link cannot dial for everybody.
    let (main, has_more) = match text.find(|c: char| c.is_alphabetic() || c == ';' || c == ',') {
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
        && [0, 3].iter().all(|at| national.as_bytes().get(*at).is_some_and(|digit| *digit >= b'2'));
    let has_plus = main.trim_start().starts_with('+');
    Some(match has_plus {
        true if digits.starts_with('1') => {
            Number { is_plain: is_written_well && is_north_american, dial: format!("+{digits}") }
        }
        // E.164: 15 digits at most; the shortest national numbers make 8.
        true => Number {
            is_plain: is_written_well && (8..=15).contains(&digits.len()),
            dial: format!("+{digits}"),
        },
        false if is_north_american => Number { is_plain: false, dial: format!("+1{national}") },
        false => Number { is_plain: false, dial: digits },
    })
}

/// A number that a phone abroad, or a roaming one, could not dial.
pub(super) fn phone_format(look: &Look<'_>, found: &Found<'_>) {
    let drafts = look.drafts;
    let contacts = drafts.services.iter().flat_map(|service| &service.contact);
    let contacts = contacts.chain(drafts.organizations.iter().flat_map(|group| &group.contact));
    let own = drafts.config.iter().filter_map(|config| config.contact_phone.as_ref());
    for phone in contacts.filter_map(|contact| contact.phone.as_ref()).chain(own) {
        let Some(number) = read(&phone.value).filter(|number| !number.is_plain) else { continue };
        let remark = Remark::at(phone.span, "this is not written like +1-604-555-0100");
        found.add(
            remark.maybe_typing(pretty(&number.dial).map(|dial| format!("phone: \"{dial}\""))),
        );
    }
}

/// `+1-604-555-0100`
fn pretty(dial: &str) -> Option<String> {
    let national = dial.strip_prefix("+1").filter(|national| national.len() == 10)?;
    Some(format!("+1-{}-{}-{}", national.get(..3)?, national.get(3..6)?, national.get(6..)?))
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
            assert_eq!(read(typed), Some(Number { dial: dial.into(), is_plain }), "{typed}");
        }
        assert_eq!(read("ask Mei"), None);
    }
}
