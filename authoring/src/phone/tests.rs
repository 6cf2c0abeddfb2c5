use super::*;

fn book<'a>() -> Book<'a> {
    Book {
        country: Some("CA".into()),
        short: vec!["811".into(), "3106789".into()],
        lookup: &north_american,
    }
}

fn said(typed: &str) -> Result<Vec<String>, Trouble> {
    let with_label = |number: &Number| match &number.label {
        Some(label) => format!("{} {label}", number.to_text()),
        None => number.to_text(),
    };
    book().read(typed).map(|numbers| numbers.iter().map(with_label).collect())
}

#[test]
fn a_number_is_found_among_what_people_write_around_it() {
    for (typed, numbers) in [
        ("+1-604-555-0100", &["+16045550100"][..]),
        ("+1 (604) 555.0100", &["+16045550100"]),
        ("604-555-0100", &["+16045550100"]),
        ("(604) 555-0100", &["+16045550100"]),
        ("604/555-0100", &["+16045550100"]),
        ("１-６０４-５５５-０１００", &["+16045550100"]),
        ("۶۰۴-۵۵۵-۰۱۰۰", &["+16045550100"]),
        ("604‑555–0100", &["+16045550100"]),
        ("tel:+1-604-555-0100", &["+16045550100"]),
        ("Tel: 604-555-0171", &["+16045550171"]),
        ("Tel. 604-555-0171", &["+16045550171"]),
        ("Office 604-555-0171", &["+16045550171 Office"]),
        ("Office: 604-555-0171 (evenings)", &["+16045550171 Office, evenings"]),
        ("604-555-0171 after 5 pm", &["+16045550171 after 5 pm"]),
        ("電話：604-555-0171", &["+16045550171"]),
        ("604-555-0171 / 604-555-0172", &["+16045550171", "+16045550172"]),
        ("604-555-0171, 604-555-0172", &["+16045550171", "+16045550172"]),
        ("604-555-0171 or 604-555-0172", &["+16045550171", "+16045550172"]),
        ("604-555-0171 604-555-0172", &["+16045550171", "+16045550172"]),
        ("604-555-0171 ou 604-555-0172", &["+16045550171", "+16045550172"]),
        ("604-555-0171或604-555-0172", &["+16045550171", "+16045550172"]),
        ("Office 604-555-0171, cell 604-555-0172", &["+16045550171 Office", "+16045550172 cell"]),
        ("Office 604-555-0171 cell 604-555-0172", &["+16045550171 Office", "+16045550172 cell"]),
        ("604-555-0171 ext 23", &["+16045550171;ext=23"]),
        ("604-555-0171 ext. 23", &["+16045550171;ext=23"]),
        ("604-555-0171, ext 23", &["+16045550171;ext=23"]),
        ("604-555-0171x5", &["+16045550171;ext=5"]),
        ("604-555-0171 #5", &["+16045550171;ext=5"]),
        ("604-555-0171 poste 5", &["+16045550171;ext=5"]),
        ("604-555-0171 local 5", &["+16045550171;ext=5"]),
        ("604-555-0171 (voicemail 2)", &["+16045550171;ext=2"]),
        ("604-555-0171 內線 5", &["+16045550171;ext=5"]),
        ("604-555-0171 داخلی ۵", &["+16045550171;ext=5"]),
        ("604-555-0171 내선 5번", &["+16045550171;ext=5"]),
        ("tel:+16045550171;ext=5", &["+16045550171;ext=5"]),
        ("604-555-0171 ext 5 / 604-555-0172", &["+16045550171;ext=5", "+16045550172"]),
        ("1-800-555-HELP", &["+18005554357;shown=1-800-555-HELP"]),
        ("1-800-555-HELP (4357)", &["+18005554357;shown=1-800-555-HELP"]),
        ("1 800 555 HELP", &["+18005554357;shown=1 800 555 HELP"]),
        ("1-800-555-help", &["+18005554357;shown=1-800-555-help"]),
        ("+1-888-KIDS-HELP", &["+18885437435;shown=+1-888-KIDS-HELP"]),
        ("+44 (0)20 7946 0958", &["+442079460958"]),
        ("0(0)44 20 7946 0958", &["+442079460958"]),
        ("811", &["811"]),
        ("Call 8-1-1", &["811"]),
        ("310-6789", &["3106789"]),
    ] {
        assert_eq!(said(typed), Ok(numbers.iter().map(|n| (*n).to_owned()).collect()), "{typed}");
    }
}

#[test]
fn what_cannot_be_dialled_is_named() {
    for (typed, part) in [
        ("604-555", "604-555"),
        ("604-555-0171, 5", "5"),
        ("604-555-0171 / 0172", "0172"),
        ("604-555-0171 / 555-0172", "555-0172"),
        ("310-1234", "310-1234"),
        ("911", "911"),
        ("604-555-01710172", "604-555-01710172"),
    ] {
        assert_eq!(said(typed), Err(Trouble::NotRead(part.into())), "{typed}");
    }
    assert_eq!(said("ask Mei"), Err(Trouble::NoDigits));
    let nowhere = Book { country: None, ..book() };
    let typed = "604-555-0100";
    assert_eq!(nowhere.read(typed), Err(Trouble::NoCountry(typed.into())));
    assert!(nowhere.read("+1-604-555-0100").is_ok());
}

#[test]
fn a_number_that_is_not_given_out_is_kept_and_known_as_such() {
    let numbers = book().read("+1-104-555-0100").unwrap_or_default();
    assert_eq!(
        numbers.first().map(|number| (number.dial.as_str(), number.is_given_out)),
        Some(("+11045550100", false))
    );
}

#[test]
fn a_help_line_may_be_short() {
    for (typed, dial) in [
        ("988", "988"),
        ("9-8-8", "988"),
        ("Call 9-8-8", "988"),
        ("310-6789", "3106789"),
        ("1-800-563-0808", "+18005630808"),
    ] {
        assert_eq!(
            book().read_help_line(typed).map(|number| number.dial),
            Ok(dial.into()),
            "{typed}"
        );
    }
    assert!(book().read_help_line("call us").is_err());
    assert!(book().read_help_line("604-555-0100 / 604-555-0101").is_err());
}

#[test]
fn any_text_is_read_or_refused_without_a_panic() {
    let parts = [
        "1", "604", "-", " ", "(", ")", "+", "ext", "x", "#", "HELP", "or", "/", "İ", "ß", "۵",
        "街", ",",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..(state % 14) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(parts[(state % parts.len() as u64) as usize]);
        }
        state = state.wrapping_add(0x9E37_79B9);
        state ^= state << 13;
        for number in book().read(&text).unwrap_or_default() {
            assert!(Phone::is_one(&number.to_text()), "{text}: {number:?}");
        }
    }
}

#[test]
fn an_example_of_a_number_is_one_of_the_country_however_it_is_typed() {
    for (country, start) in [
        (Some("GB"), "+44"),
        (Some("gb"), "+44"),
        (Some("JE"), "+44"),
        (Some("im"), "+44"),
        (Some("de"), "+49"),
        (Some("CA"), "+1"),
        (None, "+1"),
    ] {
        assert!(number_of_nobody(country).starts_with(start), "{country:?}");
    }
}
