//! Dates, times, numbers, distances, lists and plurals as a browser knows them for each language
//! (CLDR), beside ours, which build and phone share. They are the same, or the reason stands here.

use std::collections::BTreeMap;

use app::locale::{Key, Messages};
use app::locales::Locales;
use catalog::day::Day;
use journeys::{Town, Visitor};
use serde_json::{Value, json};

/// A locale, and what a browser is asked for: the forms that its readers in Canada know, and the
/// calendar of all that happens there. Of English those without a point in "am".
const LOCALES: [(&str, &str); 10] = [
    ("en", "en-AU"),
    ("fr", "fr-CA"),
    ("es", "es-US"),
    ("zh-Hant", "zh-Hant"),
    ("zh-Hans", "zh-Hans"),
    ("ko", "ko"),
    ("vi", "vi"),
    ("pa", "pa"),
    ("fil", "fil"),
    ("fa", "fa-u-ca-gregory"),
];

/// What we write otherwise: locale, what, why.
const OTHERWISE: [(&str, &str, &str); 14] = [
    ("es", "time", "a. m. with a space, as the Academy writes it"),
    ("zh-Hant", "metres", "the word of Hong Kong and Guangdong; 公尺 is Taiwan's"),
    ("fr", "time", "9:30, as on a bus stop; Canada writes 9 h 30 in running text"),
    ("zh-Hant", "time", "an evening is called evening, as people say it"),
    ("zh-Hans", "time", "an evening is called evening, as people say it"),
    ("ko", "time", "an evening is called evening, as people say it"),
    ("ko", "list", "a comma; 및 is for contracts"),
    ("vi", "time", "words for the parts of the day; SA and CH are abbreviations"),
    ("fil", "time", "words for the parts of the day; AM and PM are English"),
    ("fil", "list", "no comma before the last"),
    ("fa", "time", "words for the parts of the day; ق.ظ. is an abbreviation"),
    ("fa", "day", "months without the sign of the genitive, which many leave out"),
    ("fa", "month", "months without the sign of the genitive, which many leave out"),
    ("fa", "list", "no comma before the last"),
];

/// Without what cannot be seen, and with one kind of space.
fn plain(text: &str) -> String {
    let seen = text.chars().filter(|c| !matches!(c, '\u{200c}' | '\u{200e}' | '\u{200f}'));
    let text: String = seen.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    // Persian numbers stand with and without a space before their unit.
    text.replace(" متر", "متر")
}

/// What the browser makes of each of `of`: `$0` is the tag in `script`, `it` one of them.
fn browser(visitor: &Visitor, script: &str, tag: &str, of: &Value) -> Vec<String> {
    let script = format!("const $0 = arguments[0]; return arguments[1].map((it) => {script})");
    let found = visitor.asks_with(&script, vec![json!(tag), of.clone()]);
    let found = found.and_then(|found| found.as_array().cloned()).expect("the browser answers");
    found.iter().map(|one| plain(one.as_str().unwrap_or_default())).collect()
}

/// What can be told in two ways: its name, how a browser is asked, of what, and how we say it.
type Telling = (&'static str, &'static str, Value, Box<dyn Fn(&Messages) -> Vec<String>>);

fn tellings() -> Vec<Telling> {
    fn each<T: Copy + 'static, const N: usize>(
        of: [T; N],
        ours: fn(&Messages, T) -> String,
    ) -> Box<dyn Fn(&Messages) -> Vec<String>> {
        Box::new(move |messages| of.iter().map(|one| plain(&ours(messages, *one))).collect())
    }
    // Every month and every weekday, two years long.
    let days: [Day; 24] = std::array::from_fn(|month| Day(20_574 + month as i32 * 31));
    let instants = json!(days.map(|day| f64::from(day.0) * 86_400_000.0).to_vec());
    let minutes: [u16; 8] = [0, 5, 420, 570, 720, 810, 1_020, 1_230];
    let clock = json!(minutes.map(|minute| f64::from(minute) * 60_000.0).to_vec());
    let numbers: [u32; 8] = [0, 7, 10, 345, 999, 4_089, 12_345, 1_000_000];
    let tenths: [u32; 5] = [1, 10, 12, 98, 105];
    let short: [u32; 2] = [350, 900];
    let far: [u32; 3] = [1_000, 1_400, 12_000];
    let lists: [usize; 3] = [1, 2, 4];
    let items = |n: usize| ["茶", "B", "C", "D"].map(str::to_owned)[..n].to_vec();
    vec![
        (
            "day",
            "new Intl.DateTimeFormat($0, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(it)",
            instants.clone(),
            each(days, Messages::day),
        ),
        (
            "weekday",
            "new Intl.DateTimeFormat($0, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(it)",
            instants.clone(),
            each(days, Messages::day_of_week),
        ),
        (
            "month",
            "new Intl.DateTimeFormat($0, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(it)",
            instants,
            each(days, Messages::month_year),
        ),
        (
            "time",
            "new Intl.DateTimeFormat($0, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit', hour12: $0 !== 'fr-CA' }).format(it)",
            clock,
            each(minutes, Messages::time),
        ),
        (
            "number",
            "new Intl.NumberFormat($0).format(it)",
            json!(numbers.to_vec()),
            each(numbers, Messages::number),
        ),
        (
            "tenths",
            "new Intl.NumberFormat($0).format(it / 10)",
            json!(tenths.to_vec()),
            each(tenths, Messages::tenths),
        ),
        (
            "metres",
            "new Intl.NumberFormat($0, { style: 'unit', unit: 'meter' }).format(it)",
            json!(short.to_vec()),
            each(short, Messages::distance),
        ),
        (
            "kilometres",
            "new Intl.NumberFormat($0, { style: 'unit', unit: 'kilometer' }).format(it / 1000)",
            json!(far.to_vec()),
            each(far, Messages::distance),
        ),
        (
            "list",
            "new Intl.ListFormat($0).format(it)",
            json!(lists.map(items).to_vec()),
            Box::new(move |messages| lists.map(|n| plain(&messages.list(&items(n)))).to_vec()),
        ),
    ]
}

#[test]
fn everybody_reads_dates_numbers_and_lists_as_their_language_writes_them() {
    let locales = Locales::load().expect("the locale files are right");
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens("en/");
    // Some builds of browsers name the months of a language that they have no words for M01 to M12.
    let known = "new Intl.DateTimeFormat(it, { day: 'numeric', month: 'long', year: 'numeric' }).format(9e11)";
    let mut wrong = Vec::new();
    for (locale, tag) in LOCALES {
        let messages = locales.get(locale).expect("a locale file");
        if browser(&visitor, known, tag, &json!([tag]))[0].contains(" M") {
            println!("This browser does not know {tag}: {locale} is not compared.");
            continue;
        }
        for (what, script, of, ours) in tellings() {
            let theirs = browser(&visitor, script, tag, &of);
            let ours = ours(messages);
            assert_eq!(ours.len(), theirs.len(), "{locale} {what}");
            let differs = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
            let reason = OTHERWISE.iter().find(|(of, named, _)| (*of, *named) == (locale, what));
            match (differs, reason) {
                (Some((ours, theirs)), None) => {
                    wrong.push(format!("{locale} {what}: {ours}, CLDR {theirs}"))
                }
                (None, Some((.., why))) => {
                    wrong.push(format!("{locale} {what} is the same by now, not: {why}"))
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_number_takes_the_form_of_the_word_that_its_language_gives_it() {
    let locales = Locales::load().expect("the locale files are right");
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens("en/");
    let numbers: Vec<u32> = (0..=200).chain([1_000, 1_001, 12_345, 1_000_000]).collect();
    let mut two_forms = 0;
    for (locale, tag) in LOCALES {
        let messages = locales.get(locale).expect("a locale file");
        let categories =
            browser(&visitor, "new Intl.PluralRules($0).select(it)", tag, &json!(numbers));
        let mut forms: BTreeMap<&str, String> = BTreeMap::new();
        for (n, category) in numbers.iter().zip(&categories) {
            let said = messages.count(Key::FinderMapShows, *n, &[("all", "")]);
            let form = said.replacen(&messages.number(*n), "#", 1);
            // Millions are a category of their own in French and Spanish, told as "other" here.
            let category = if category == "many" { "other" } else { category };
            let known = forms.entry(category).or_insert_with(|| form.clone());
            assert_eq!(*known, form, "{locale}: {n} is “{category}”");
        }
        two_forms += usize::from(forms.len() > 1 && forms.get("one") != forms.get("other"));
    }
    assert!(two_forms >= 3, "in {two_forms} languages one and many differ");
}
