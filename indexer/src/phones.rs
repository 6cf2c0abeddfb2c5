//! What is known of telephone numbers: the metadata of Google's libphonenumber, which its keepers renew
//! every few weeks, through the crate `phonenumber`.

use std::str::FromStr;

use authoring::phone::Found;
use phonenumber::country::Id;
use phonenumber::{Mode, PhoneNumber};

/// The number that `digits` (with `+` and its country, or as it is dialled in `country`) stand for; `None`
/// where no number is so long.
pub fn find(country: Option<&str>, digits: &str) -> Option<Found> {
    let id = country.and_then(|country| Id::from_str(country).ok());
    if id.is_none() && !digits.starts_with('+') {
        return None;
    }
    // With its own country in front, a number is read without ours: the crate would take a zero or a one
    // away from it that only we dial.
    let number = phonenumber::parse(id.filter(|_| !digits.starts_with('+')), digits).ok()?;
    let is_given_out = number.is_valid();
    if !is_given_out && !is_possible(&number) {
        return None;
    }
    let e164 = number.format().mode(Mode::E164).to_string();
    let shown = shown(id, &number, &e164);
    Some(Found { e164, shown, is_given_out })
}

/// Whether a number could be dialled, given its length. Metadata lags behind what is given out, so that
/// a length that fits is worth a question and no refusal.
fn is_possible(number: &PhoneNumber) -> bool {
    let length = number.national().to_string().len();
    match number.code().value() {
        // North America has one length.
        1 => length == 10,
        // E.164: 15 digits with the country; the shortest numbers that reach across a country have 7.
        code => length >= 7 && length + code.to_string().len() <= 15,
    }
}

/// How it is written where the directory is: as at home, or with its country. North American numbers are
/// written by the pages themselves where they are at home.
fn shown(home: Option<Id>, number: &PhoneNumber, e164: &str) -> Option<String> {
    let code = number.code().value();
    let is_home = home.is_some_and(|home| {
        phonenumber::metadata::DATABASE
            .by_id(home.as_ref())
            .is_some_and(|metadata| metadata.country_code() == code)
    });
    match (is_home, code) {
        (true, 1) => None,
        (true, _) => Some(number.format().mode(Mode::National).to_string()),
        (false, 1) if home.is_none() => None,
        (false, _) => Some(number.format().mode(Mode::International).to_string()),
    }
    .filter(|shown| shown != e164)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_their_countries() {
        for (country, typed, e164, shown) in [
            ("CA", "6045550100", "+16045550100", None),
            ("CA", "16045550100", "+16045550100", None),
            ("CA", "+16045550100", "+16045550100", None),
            ("CA", "18005554357", "+18005554357", None),
            ("JE", "01534440000", "+441534440000", Some("01534 440000")),
            ("GB", "+441534440000", "+441534440000", Some("01534 440000")),
            ("CA", "+441534440000", "+441534440000", Some("+44 1534 440000")),
            ("GB", "02079460958", "+442079460958", Some("020 7946 0958")),
            ("CA", "+442079460958", "+442079460958", Some("+44 20 7946 0958")),
            ("GB", "+16045550100", "+16045550100", Some("+1 604-555-0100")),
            ("DE", "030123456", "+4930123456", Some("030 123456")),
            ("FR", "0142685300", "+33142685300", Some("01 42 68 53 00")),
        ] {
            let found = find(Some(country), typed);
            let expected = Found {
                e164: e164.to_owned(),
                shown: shown.map(str::to_owned),
                is_given_out: true,
            };
            assert_eq!(found, Some(expected), "{country} {typed}");
        }
        for (country, typed) in [
            (Some("CA"), "5550100"),
            (Some("CA"), "911"),
            (None, "6045550100"),
            (Some("CA"), "60455501001"),
        ] {
            assert_eq!(find(country, typed), None, "{country:?} {typed}");
        }
        // Right in its length, and nobody's.
        assert_eq!(find(Some("CA"), "+16041550100").map(|found| found.is_given_out), Some(false));
    }
}
