//! In their own words: what people type in four languages is understood, shown, and taken back.

use journeys::{Habits, Town, Visitor};
use thirtyfour::Key;

/// How somebody says it in a language of theirs.
struct Said {
    /// The language of the pages.
    locale: &'static str,
    /// "Tai chi, not in the evening", and what the first result is called.
    not_in_the_evening: (&'static str, &'static str),
    /// "I keep falling", and what the topic is called.
    falling: (&'static str, &'static str),
    /// What nobody in the sample lists, and what it and its need are called.
    nobody_lists: (&'static str, &'static str, &'static str),
}

/// English; Cantonese; Punjabi in Latin letters, as most type it on a phone; Persian, from right to left.
const PEOPLE: [Said; 4] = [
    Said {
        locale: "en",
        not_in_the_evening: ("tai chi not in the evening", "Morning tai chi"),
        falling: ("i keep falling", "Falls and balance"),
        nobody_lists: ("learn pottery", "Pottery", "Arts, nature and faith"),
    },
    Said {
        locale: "zh-Hant",
        not_in_the_evening: ("太極 夜晚唔得", "晨間太極"),
        falling: ("成日跌", "防跌與平衡"),
        nobody_lists: ("想學陶藝", "陶藝", "藝術、自然與信仰"),
    },
    Said {
        locale: "pa",
        not_in_the_evening: ("tai chi sham nu nahi", "ਸਵੇਰ ਦੀ ਤਾਈ ਚੀ"),
        falling: ("dig paya", "ਡਿੱਗਣਾ ਤੇ ਸੰਤੁਲਨ"),
        nobody_lists: ("mitti de bhande", "ਮਿੱਟੀ ਦੇ ਭਾਂਡੇ", "ਕਲਾ, ਕੁਦਰਤ ਤੇ ਧਰਮ"),
    },
    Said {
        locale: "fa",
        not_in_the_evening: ("تای چی شب نباشد", "تای چی صبحگاهی"),
        falling: ("زمین می‌خورم", "زمین خوردن و تعادل"),
        nobody_lists: ("کلاس سفالگری", "سفالگری", "هنر، طبیعت و ایمان"),
    },
];

/// What in English stands for a language that somebody should speak.
const IN_PUNJABI: &str = "speaks punjabi tea";

#[track_caller]
fn waits_for_chips(visitor: &Visitor, expected: &[&str]) {
    let mut chips = Vec::new();
    let seen = visitor.tries(|| {
        chips = visitor.chips();
        (chips == expected).then_some(())
    });
    assert!(
        seen.is_some(),
        "“{}” is read as {chips:?}, not as {expected:?}; the page shows:\n{}",
        visitor.typed(),
        visitor.reads()
    );
}

/// Waits until how people say things has come: what is typed before is answered word by word.
#[track_caller]
fn waits_for_the_sayings(visitor: &Visitor) {
    visitor.waits_for("how people say things", || {
        let asked = visitor.requests();
        let has = |file: &str| asked.iter().any(|address| address.contains(file));
        (has("/catalog/sayings.") && has("/catalog/common.")).then_some(())
    });
}

#[test]
fn what_somebody_says_of_the_time_is_a_chip_that_a_finger_takes_back_in_each_language() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.touches_the_screen();
    for said in &PEOPLE {
        let (typed, first) = said.not_in_the_evening;
        mei.opens_finder(said.locale);
        mei.types(typed);
        let words = mei.words();
        let (morning, afternoon) =
            (words.say("choice.when.morning"), words.say("choice.when.afternoon"));
        waits_for_chips(&mei, &[morning, afternoon]);
        mei.finds_first(first);

        let (before, after) = words.around_gap("finder.remove");
        mei.touches(&format!("{before}{morning}{after}"));
        waits_for_chips(&mei, &[]);
        assert_eq!(mei.typed(), typed, "the words stay as they were typed");
        mei.finds_first(first);
        mei.clears_the_words();
    }
}

#[test]
fn with_a_keyboard_somebody_takes_a_language_back_goes_on_comes_back_and_shares_it() {
    let town = Town::opens();
    let lena = town.visitor();
    lena.opens_finder("en");
    lena.types(IN_PUNJABI);
    waits_for_chips(&lena, &["Punjabi"]);
    lena.finds_first("Punjabi seniors' tea");
    let in_punjabi = lena.status();

    let words = lena.words();
    let (before, after) = words.around_gap("finder.remove");
    lena.tabs_to("button", &format!("{before}Punjabi{after}"));
    lena.presses_key(Key::Enter);
    waits_for_chips(&lena, &[]);
    lena.waits_for("the focus to go to the line that says what was found", || {
        lena.focus().filter(|focus| focus.role == "status")
    });
    lena.waits_for("more than in Punjabi", || (lena.status() != in_punjabi).then_some(()));
    assert_eq!(lena.typed(), IN_PUNJABI);

    let picture = |visitor: &Visitor| (visitor.typed(), visitor.chips(), visitor.results());
    let found = picture(&lena);
    lena.follows(&found.2[0]);
    lena.goes_back();
    lena.waits_for("the same after going back", || (picture(&lena) == found).then_some(()));
    lena.reloads();
    lena.waits_for_the_finder();
    lena.waits_for("the same after a reload", || (picture(&lena) == found).then_some(()));

    let link = lena.shares();
    assert_eq!(lena.address(), "en/find/", "nothing stands in the address");
    let wei = town.visitor_who(Habits::computer());
    wei.opens_link(&link);
    wei.waits_for_the_finder();
    wei.waits_for("what the friend found", || (picture(&wei) == found).then_some(()));

    // Who begins anew is understood anew.
    lena.clears_the_words();
    lena.types(IN_PUNJABI);
    waits_for_chips(&lena, &["Punjabi"]);
}

#[test]
fn somebody_who_falls_finds_what_fits_and_each_card_says_why_in_each_language() {
    let town = Town::opens();
    let rosa = town.visitor();
    for said in &PEOPLE {
        let (typed, topic) = said.falling;
        rosa.opens_finder(said.locale);
        rosa.types(typed);
        let words = rosa.words();
        let fits = format!("{}{topic}", words.around_gap("card.fits").0);
        let found = rosa.finds_results(&format!("what fits “{typed}”"), |results| {
            !results.is_empty() && rosa.card(&results[0]).contains(&fits)
        });
        for name in &found {
            assert!(rosa.card(name).contains(&fits), "{name} for “{typed}”:\n{}", rosa.card(name));
        }
        assert_eq!(rosa.chips(), Vec::<String>::new(), "“{typed}” is no choice");
        rosa.clears_the_words();
    }
}

#[test]
fn what_nobody_lists_is_said_with_whom_to_call_and_the_need_is_one_press_away() {
    let town = Town::opens();
    let ravi = town.visitor();
    for said in &PEOPLE {
        let (typed, topic, need) = said.nobody_lists;
        ravi.opens_finder(said.locale);
        ravi.types(typed);
        let words = ravi.words();
        let (before, after) = words.around_gap("finder.absent");
        ravi.sees(&format!("{before}{topic}{after}"));
        ravi.waits_for("that nothing fits", || {
            (ravi.status() == words.say("finder.none")).then_some(())
        });
        for number in ["2-1-1", "8-1-1"] {
            ravi.finds_one(&["link"], number);
        }
        ravi.presses(need);
        waits_for_chips(&ravi, &[need]);
        assert_eq!(ravi.typed(), "", "the need says it now");
        ravi.finds_results("what is near to it", |results| !results.is_empty());
        ravi.removes(need);
        waits_for_chips(&ravi, &[]);
    }
}

#[test]
fn whatever_somebody_types_and_takes_back_nothing_is_asked_for() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().with_a_new_browser());
    for said in &PEOPLE {
        mei.opens_finder(said.locale);
        waits_for_the_sayings(&mei);
        // The last of what comes by itself has come when it answers.
        let words = mei.words();
        let (typed, _) = said.not_in_the_evening;
        let parts = ["choice.when.morning", "choice.when.afternoon"].map(|part| words.say(part));
        let (seen_by_host, asked_by_browser) = (town.server.mark(), mei.requests().len());
        mei.types(typed);
        waits_for_chips(&mei, &parts);
        mei.removes(parts[0]);
        waits_for_chips(&mei, &[]);
        for other in [said.falling.0, said.nobody_lists.0, IN_PUNJABI, "V5X zxqv"] {
            mei.clears_the_words();
            mei.types(other);
            mei.waits_for_the_answer_to(other);
        }
        mei.clears_the_words();
        mei.waits_for_the_answer_to("");
        let log = town.server.log_since(seen_by_host).into_iter().map(|seen| seen.line);
        let log: Vec<_> = log.collect();
        assert!(log.is_empty(), "{}: the host saw {log:?}", said.locale);
        let asked = mei.requests().split_off(asked_by_browser);
        assert!(asked.is_empty(), "{}: the browser asked for {asked:?}", said.locale);
    }
    assert_eq!(mei.keeps(), Vec::<String>::new(), "nothing is stored of it");
}

#[test]
fn without_javascript_each_topic_has_its_page_and_a_way_there() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().without_javascript());
    for said in &PEOPLE {
        let (_, first) = said.not_in_the_evening;
        mei.opens(&format!("{}/browse/", said.locale));
        let ways = mei.links();
        assert!(
            ways.iter().any(|way| way.ends_with("/browse/topic/tai-chi/")),
            "{}: no way to the topic among {ways:?}",
            said.locale
        );
        mei.opens(&format!("{}/browse/topic/tai-chi/", said.locale));
        assert!(mei.results().iter().any(|name| name == first), "{:?}", mei.results());
        mei.follows(first);
        assert_eq!(mei.heading(), first);
    }
}
