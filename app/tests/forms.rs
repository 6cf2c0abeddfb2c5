//! Dates, times, numbers, distances, lists and plurals in every locale, written down: the journeys hold what stands
//! here against what a browser knows for each language (`tests/tests/journeys/forms.rs`), and know nothing else of us.
//! `SIGNPOST_BLESS=1` writes it anew.
#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use app::locale::{Key, Messages};
use app::locales::Locales;
use catalog::day::Day;
use serde_json::{Value, json};

/// What we say of several values in the words of a locale.
type Saying = Box<dyn Fn(&Messages) -> Vec<String>>;

/// What is told in a way of its own in every language: its name, what a browser is asked, and what we say.
type Telling = (&'static str, Value, Saying);

fn tellings() -> Vec<Telling> {
    fn each<T: Copy + 'static, const N: usize>(
        of: [T; N],
        say: fn(&Messages, T) -> String,
    ) -> Saying {
        Box::new(move |messages| of.iter().map(|one| say(messages, *one)).collect())
    }
    // Every month and every weekday, two years long; browsers count milliseconds.
    let days: [Day; 24] = std::array::from_fn(|month| Day(20_574 + month as i32 * 31));
    let instants = json!(days.map(|day| i64::from(day.0) * 86_400_000).to_vec());
    let minutes: [u16; 8] = [0, 5, 420, 570, 720, 810, 1_020, 1_230];
    let clock = json!(minutes.map(|minute| i64::from(minute) * 60_000).to_vec());
    let numbers: [u32; 8] = [0, 7, 10, 345, 999, 4_089, 12_345, 1_000_000];
    let tenths: [u32; 5] = [1, 10, 12, 98, 105];
    let short: [u32; 2] = [350, 900];
    let far: [u32; 3] = [1_000, 1_400, 12_000];
    let lists: [usize; 3] = [1, 2, 4];
    let items = |n: usize| ["茶", "B", "C", "D"].map(str::to_owned)[..n].to_vec();
    vec![
        ("day", instants.clone(), each(days, Messages::day)),
        ("weekday", instants.clone(), each(days, Messages::day_of_week)),
        ("month", instants, each(days, Messages::month_year)),
        ("time", clock, each(minutes, Messages::time)),
        ("number", json!(numbers.to_vec()), each(numbers, Messages::number)),
        ("tenths", json!(tenths.to_vec()), each(tenths, Messages::tenths)),
        ("metres", json!(short.to_vec()), each(short, Messages::distance)),
        ("kilometres", json!(far.to_vec()), each(far, Messages::distance)),
        (
            "list",
            json!(lists.map(items).to_vec()),
            Box::new(move |messages| lists.map(|n| messages.list(&items(n))).to_vec()),
        ),
    ]
}

/// Each form that a counted text takes, with the numbers that take it.
fn plurals(messages: &Messages) -> BTreeMap<String, Vec<u32>> {
    let mut forms = BTreeMap::<_, Vec<u32>>::new();
    for n in (0..=200).chain([1_000, 1_001, 12_345, 1_000_000]) {
        let said = messages.count(Key::FinderMapShows, n, &[("all", "")]);
        forms.entry(said.replacen(&messages.number(n), "#", 1)).or_default().push(n);
    }
    forms
}

#[test]
fn the_forms_of_every_locale_are_written_down() {
    let locales = Locales::load().unwrap();
    // One line each, so that a change is a line.
    let mut text = "{\n\"asked\": {".to_owned();
    let mut comma = "";
    for (what, of, _) in tellings() {
        let _ = write!(text, "{comma}\n\"{what}\": {of}");
        comma = ",";
    }
    text += "\n},\n\"said\": {";
    comma = "";
    for locale in locales.codes() {
        let messages = locales.get(locale).unwrap();
        let _ = write!(text, "{comma}\n\"{locale}\": {{");
        comma = ",";
        for (what, _, say) in tellings() {
            let _ = write!(text, "\n\"{what}\": {},", json!(say(messages)));
        }
        let _ = write!(text, "\n\"plurals\": {}\n}}", json!(plurals(messages)));
    }
    text += "\n}\n}\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms.json");
    if env::var_os("SIGNPOST_BLESS").is_some() {
        fs::write(&file, &text).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    let differs = written.lines().zip(text.lines()).find(|(written, said)| written != said);
    assert!(
        written == text,
        "the first line that differs, as written and as said now: {differs:?}. If that is meant: SIGNPOST_BLESS=1"
    );
}
