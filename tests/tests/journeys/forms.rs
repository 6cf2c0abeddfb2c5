//! Dates, times, numbers, distances, lists and plurals as a browser knows them for each language
//! (CLDR), beside ours, which build and phone share. They are the same, or the reason stands here.
//!
//! What we say is read from a file that `app`'s own tests keep true (`app/tests/forms.rs`).

use std::collections::BTreeMap;

use std::fs;

use journeys::{Town, Visitor, tools};
use serde::Deserialize;
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

/// How a browser is asked for each thing that is told: `$0` is the language, `it` what is told of.
const SCRIPTS: [(&str, &str); 9] = [
    (
        "day",
        "new Intl.DateTimeFormat($0, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(it)",
    ),
    (
        "weekday",
        "new Intl.DateTimeFormat($0, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(it)",
    ),
    (
        "month",
        "new Intl.DateTimeFormat($0, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(it)",
    ),
    (
        "time",
        "new Intl.DateTimeFormat($0, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit', hour12: $0 !== 'fr-CA' }).format(it)",
    ),
    ("number", "new Intl.NumberFormat($0).format(it)"),
    ("tenths", "new Intl.NumberFormat($0).format(it / 10)"),
    ("metres", "new Intl.NumberFormat($0, { style: 'unit', unit: 'meter' }).format(it)"),
    (
        "kilometres",
        "new Intl.NumberFormat($0, { style: 'unit', unit: 'kilometer' }).format(it / 1000)",
    ),
    ("list", "new Intl.ListFormat($0).format(it)"),
];

/// What we say.
#[derive(Deserialize)]
struct Forms {
    /// What is told of, by what is told: instants, numbers, lists.
    asked: BTreeMap<String, Value>,
    said: BTreeMap<String, Said>,
}

/// In one locale.
#[derive(Deserialize)]
struct Said {
    /// Each form of a counted text, and the numbers that take it.
    plurals: BTreeMap<String, Vec<u32>>,
    /// By what is told.
    #[serde(flatten)]
    texts: BTreeMap<String, Vec<String>>,
}

impl Forms {
    #[track_caller]
    fn read() -> Self {
        let file = tools::project().join("app/tests/forms.json");
        let text = fs::read_to_string(file).expect("app's tests have written the forms down");
        serde_json::from_str(&text).expect("it is JSON")
    }
}

/// What the browser makes of each of `of`.
#[track_caller]
fn browser(visitor: &Visitor, script: &str, tag: &str, of: &Value) -> Vec<String> {
    let script = format!("const $0 = arguments[0]; return arguments[1].map((it) => {script})");
    let found = visitor.asks_with(&script, vec![json!(tag), of.clone()]);
    let found = found.and_then(|found| found.as_array().cloned()).expect("the browser answers");
    found.iter().map(|one| plain(one.as_str().expect("a text"))).collect()
}

#[test]
fn everybody_reads_dates_numbers_and_lists_as_their_language_writes_them() {
    let forms = Forms::read();
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens("en/");
    // Some builds of browsers name the months of a language that they have no words for M01 to M12.
    let known = "new Intl.DateTimeFormat(it, { day: 'numeric', month: 'long', year: 'numeric' }).format(9e11)";
    let mut wrong = Vec::new();
    assert_eq!(forms.said.len(), LOCALES.len(), "a locale has no language of a browser here");
    for (locale, tag) in LOCALES {
        if browser(&visitor, known, tag, &json!([tag]))[0].contains(" M") {
            println!("This browser does not know {tag}: {locale} is not compared.");
            continue;
        }
        for (what, script) in SCRIPTS {
            let theirs = browser(&visitor, script, tag, &forms.asked[what]);
            let ours: Vec<_> =
                forms.said[locale].texts[what].iter().map(|text| plain(text)).collect();
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
    let forms = Forms::read();
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens("en/");
    let select = "new Intl.PluralRules($0).select(it)";
    let mut two_forms = 0;
    for (locale, tag) in LOCALES {
        let plurals = &forms.said[locale].plurals;
        let mut by_category = BTreeMap::new();
        for (form, numbers) in plurals {
            for (n, category) in numbers.iter().zip(browser(&visitor, select, tag, &json!(numbers)))
            {
                // Millions are a category of their own in French and Spanish, told as "other" here.
                let category = if category == "many" { "other".to_owned() } else { category };
                let known = by_category.entry(category.clone()).or_insert(form);
                assert_eq!(*known, form, "{locale}: {n} is “{category}”");
            }
        }
        assert!(by_category.contains_key("other"), "{locale} counts nothing");
        two_forms += usize::from(plurals.len() > 1);
    }
    assert!(two_forms >= 3, "in {two_forms} languages one and many differ");
}
