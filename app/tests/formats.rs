//! Numbers, days and lists as each locale writes them, and locale files that are whole.
#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

use app::locale::{Key, Messages};
use app::locales::Locales;
use catalog::day::{Day, Moment};
use catalog::schedule::Session;

const LOCALES: [&str; 3] = ["en", "zh-Hant", "pa"];

fn in_all(say: impl Fn(&Messages) -> String) -> [String; 3] {
    let locales = Locales::load().unwrap();
    LOCALES.map(|locale| say(locales.get(locale).unwrap()))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn every_locale_says_everything_that_english_says() {
    let locales = Locales::load().unwrap_or_else(|problems| panic!("{problems}"));
    assert!(LOCALES.iter().all(|locale| locales.get(locale).is_some()));
    assert_eq!(locales.own_name("zh-Hant"), "繁體中文");
    assert!(!locales.is_unread("en") && locales.is_unread("pa") && locales.is_unread("zh-Hant"));
}

#[test]
fn a_locale_file_with_a_slip_is_refused_with_every_slip() {
    let english = include_str!("../locales/en.toml");
    let slips = english
        .replace("{page} – {site}", "{pgae} – {site}")
        .replace("skip = ", "skpi = ")
        .replace("plural = \"one-is-1\"", "plural = \"two-is-2\"");
    let refused = Locales::from_files(&[("en", english), ("xx", &slips)]).unwrap_err();
    let said = refused.to_string();
    for slip in
        ["site.title has the gaps", "site.skip is missing", "site.skpi is a text", "two-is-2"]
    {
        assert!(said.contains(slip), "{slip} is not in {said}");
    }
    let no_other = english.replace("other = \"{n} activities near {place}\"", "two = \"x\"");
    assert!(Locales::from_files(&[("en", &no_other)]).is_err());
}

#[test]
fn what_is_shipped_says_the_same_on_a_phone() {
    let locales = Locales::load().unwrap();
    for locale in LOCALES {
        let here = locales.get(locale).unwrap();
        let phone = Messages::from_shipped(locale, here.shipped());
        assert_eq!(phone.count(Key::FinderCount, 1, &[]), here.count(Key::FinderCount, 1, &[]));
        assert_eq!(phone.day(day("2026-05-03")), here.day(day("2026-05-03")));
        assert_eq!(phone.distance(1_400), here.distance(1_400));
        assert_eq!(phone.text(Key::HomeTitle), "");
    }
}

#[test]
fn distances_are_no_finer_than_a_straight_line_can_tell() {
    assert_eq!(in_all(|m| m.distance(640)), ["650 m", "650 米", "650 ਮੀਟਰ"]);
    assert_eq!(in_all(|m| m.distance(3)), ["50 m", "50 米", "50 ਮੀਟਰ"]);
    assert_eq!(in_all(|m| m.distance(980)), ["1 km", "1 公里", "1 ਕਿਲੋਮੀਟਰ"]);
    assert_eq!(in_all(|m| m.distance(1_449)), ["1.4 km", "1.4 公里", "1.4 ਕਿਲੋਮੀਟਰ"]);
    assert_eq!(in_all(|m| m.distance(11_600)), ["12 km", "12 公里", "12 ਕਿਲੋਮੀਟਰ"]);
    assert_eq!(
        in_all(|m| m.on_foot(650)),
        ["about 14 minutes on foot", "步行約 14 分鐘", "ਤੁਰ ਕੇ ਲਗਭਗ 14 ਮਿੰਟ"]
    );
    assert_eq!(in_all(|m| m.on_foot(1))[0], "about 1 minute on foot");
}

#[test]
fn days_read_as_people_say_them() {
    let today = day("2026-11-23");
    assert_eq!(in_all(|m| m.day(day("2026-05-03"))), ["3 May 2026", "2026年5月3日", "3 ਮਈ 2026"]);
    assert_eq!(in_all(|m| m.day_soon(today, today)), ["Today", "今天", "ਅੱਜ"]);
    assert_eq!(in_all(|m| m.day_soon(today.plus(1), today)), ["Tomorrow", "明天", "ਕੱਲ੍ਹ"]);
    assert_eq!(
        in_all(|m| m.day_soon(day("2026-12-01"), today)),
        ["Tuesday 1 December", "12月1日星期二", "ਮੰਗਲਵਾਰ 1 ਦਸੰਬਰ"]
    );
    assert_eq!(in_all(|m| m.day_soon(day("2027-11-23"), today))[0], "23 November 2027");
    assert_eq!(
        in_all(|m| m.month_year(day("2025-03-09"))),
        ["March 2025", "2025年3月", "ਮਾਰਚ 2025"]
    );
}

#[test]
fn a_session_has_a_day_a_beginning_and_an_end() {
    let today = day("2026-11-22");
    let session = |start: &str, minutes| Session { start: Moment::parse(start).unwrap(), minutes };
    assert_eq!(
        in_all(|m| m.session_soon(session("2026-11-24T10:00", 150), today)),
        [
            "Tuesday 24 November, 10:00 am to 12:30 pm",
            "11月24日星期二，上午10:00至下午12:30",
            "ਮੰਗਲਵਾਰ 24 ਨਵੰਬਰ, ਸਵੇਰੇ 10:00 ਤੋਂ ਦੁਪਹਿਰੇ 12:30 ਤੱਕ",
        ]
    );
    // Past midnight, and at midnight itself.
    assert_eq!(
        in_all(|m| m.session_soon(session("2026-11-24T23:00", 60), today))[0],
        "Tuesday 24 November, 11:00 pm to 12:00 am"
    );
    // A page that is read next summer must not send anybody there a year too early.
    assert_eq!(
        in_all(|m| m.session_dated(session("2027-06-15T10:00", 60), today))[0],
        "15 June 2027, 10:00 am to 11:00 am"
    );
    assert_eq!(
        in_all(|m| m.session_dated(session("2026-11-23T10:00", 60), today))[0],
        "Monday 23 November, 10:00 am to 11:00 am"
    );
}

#[test]
fn numbers_lists_and_money_follow_the_locale() {
    assert_eq!(in_all(|m| m.number(1_234_567)), ["1,234,567", "1,234,567", "1,234,567"]);
    assert_eq!(in_all(|m| m.number(100))[0], "100");
    let items = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(in_all(|m| m.list(&items)), ["a, b and c", "a、b和c", "a, b ਅਤੇ c"]);
    assert_eq!(in_all(|m| m.list(&items[..1]))[0], "a");
    assert_eq!(in_all(|m| m.list(&[]))[0], "");
    assert_eq!(in_all(|m| m.money(200, "CAD"))[0], "$2");
    assert_eq!(in_all(|m| m.money(205, "CAD"))[0], "$2.05");
    assert_eq!(in_all(|m| m.money(1_000, "JPY"))[0], "10 JPY");
    assert_eq!(in_all(|m| m.phone("+16045550100"))[0], "604-555-0100");
    assert_eq!(in_all(|m| m.phone("+442071838750"))[0], "+442071838750");
}

#[test]
fn a_right_to_left_locale_with_its_own_digits_is_a_file_and_nothing_else() {
    let english = include_str!("../locales/en.toml");
    let persian = english
        .replace("direction = \"ltr\"", "direction = \"rtl\"")
        .replace("digits = \"0123456789\"", "digits = \"۰۱۲۳۴۵۶۷۸۹\"")
        .replace("plural = \"one-is-1\"", "plural = \"one-is-0-or-1\"")
        .replace("hours = \"12\"", "hours = \"24\"");
    let locales = Locales::from_files(&[("en", english), ("fa", &persian)]).unwrap();
    let persian = locales.get("fa").unwrap();
    assert_eq!(persian.direction.code(), "rtl");
    assert_eq!(persian.number(1_240), "۱,۲۴۰");
    assert_eq!(persian.distance(1_400), "۱.۴ km");
    assert_eq!(persian.time(14 * 60 + 5), "۱۴:۰۵ pm");
    assert_eq!(persian.count(Key::FinderCount, 0, &[]), "۰ activity");
    // A telephone number is dialled as it is shown.
    assert_eq!(persian.phone("+16045550100"), "604-555-0100");
}
