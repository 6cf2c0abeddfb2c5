//! A plan that somebody was handed: opened from its link or its code, kept in one press, printed on one
//! sheet, and seen by nobody else.

use journeys::server::Kind;
use journeys::site::{self, Scratch};
use journeys::{Habits, Site, Town, Visitor};

/// Punjabi tea and a slow walk, as `catalog/tests/links.rs` has them.
const LINK: &str = "vh73jnxm237kq41vh";
const TEA: &str = "ਪੰਜਾਬੀ ਬਜ਼ੁਰਗਾਂ ਦੀ ਚਾਹ";

/// Opens the page of a plan with this after it, and waits until its program runs.
fn opens_handed(who: &Visitor, locale: &str, rest: &str) {
    // Another fragment alone would not load the page anew.
    who.opens("en/");
    who.opens(&format!("{locale}/p/{rest}"));
    who.waits_for_the_plan();
}

#[test]
fn somebody_opens_what_they_were_handed_and_keeps_both_in_one_press() {
    let town = Town::opens();
    let gurmeet = town.visitor_who(Habits::phone().reading("pa"));
    let mark = town.server.mark();
    opens_handed(&gurmeet, "pa", &format!("#{LINK}"));
    gurmeet.sees(TEA);
    gurmeet.sees("604-555-0102");
    gurmeet.meets_no_barrier("a plan from a link");
    assert_eq!(gurmeet.sticks_out(), Vec::<String>::new());
    // What the host has seen is the same for every plan.
    for asked in town.server.log_since(mark) {
        let address = asked.address();
        assert!(!address.contains("vh73j") && !address.contains("/s/"), "{address}");
    }
    gurmeet.presses("ਸਾਰੇ 2 ਇਸ ਫ਼ੋਨ ਵਿੱਚ ਰੱਖੋ");
    gurmeet.sees("ਇਸ ਫ਼ੋਨ ਵਿੱਚ ਰੱਖ ਲਿਆ");
    // Another language keeps the plan.
    gurmeet.opens_languages();
    gurmeet.follows("English");
    gurmeet.waits_for_the_plan();
    gurmeet.sees("Punjabi seniors' tea");
    assert!(gurmeet.address().ends_with(&format!("en/p/#{LINK}")), "{}", gurmeet.address());
    gurmeet.opens_plan("pa");
    assert_eq!(gurmeet.planned().len(), 2);
}

#[test]
fn a_code_leads_to_the_same_plan_and_a_wrong_one_says_where_to_look() {
    let town = Town::opens();
    let who = town.visitor();
    opens_handed(&who, "en", "");
    let field = who.finds_one(&["textbox"], "The code on your paper");
    who.types_into(&field, "VH73K NXM23 7KQ4 1VH");
    who.presses("Open");
    who.sees("VH73K");
    opens_handed(&who, "en", "");
    let field = who.finds_one(&["textbox"], "The code on your paper");
    who.types_into(&field, "vh73j nxm23-7kq4 lvh");
    who.presses("Open");
    who.sees("Slow walk with benches");
    assert!(who.address().ends_with(LINK), "{}", who.address());
}

#[test]
fn a_code_that_somebody_says_to_their_keyboard_leads_to_the_same_plan_in_their_language() {
    let town = Town::opens();
    let who = town.visitor();
    for (locale, said) in [
        (
            "en",
            "Victor hotel seven three jay, en ex em to three, seven kay queue for, one vee aitch.",
        ),
        ("pa", "ਵੀ ਐਚ ਸੱਤ ਤਿੰਨ ਜੇ ਐਨ ਐਕਸ ਐਮ ਦੋ ਤਿੰਨ ਸੱਤ ਕੇ ਕਿਊ ਚਾਰ ਇੱਕ ਵੀ ਐੱਚ"),
        ("zh-Hant", "VH七三J NXM二三 七KQ四 一VH"),
        ("fa", "وی اچ ۷۳ جی ان ایکس ام ۲۳ ۷ کی کیو ۴ ۱ وی ایچ"),
    ] {
        let words = journeys::words::Words::of(locale);
        opens_handed(&who, locale, "");
        let field = who.finds_one(&["textbox"], words.say("handed.code"));
        who.types_into(&field, said);
        who.presses(words.say("handed.open"));
        who.waits_for(&format!("the plan in {locale}"), || {
            who.address().ends_with(LINK).then_some(())
        });
    }
}

#[test]
fn a_link_that_leads_nowhere_or_was_changed_says_so() {
    let town = Town::opens();
    // A host answers the changed address with its page for what is not there.
    let who = town.visitor_who(Habits::computer().among_errors());
    opens_handed(&who, "en", "#vh73jnxm237kq41vj");
    who.sees("This link is damaged");
    // A mail program has made `%23` of the `#`: the host was told, and so is the reader.
    who.opens(&format!("en/p/%23{LINK}"));
    who.waits_for_the_plan();
    who.sees("A mail program had changed this link.");
    who.sees("Punjabi seniors' tea");
}

#[test]
fn a_link_of_a_later_version_and_one_that_is_no_longer_listed_say_so() {
    let town = Town::opens();
    let who = town.visitor();
    // What this version writes as an answer is a later version of a plan.
    opens_handed(&who, "en", "#vh73j2nxm2367kq40r31");
    who.sees("A newer version of this site made this plan.");
    assert!(!who.all("button").iter().any(|button| button.name.starts_with("Keep")));
    opens_handed(&who, "en", "#vh73ju8abcdefgh7kq41k7");
    who.sees("1 activity of this plan is no longer listed.");
    who.sees("Punjabi seniors' tea");
    who.presses("Keep it on this phone");
    who.sees("Kept on this phone.");
    who.meets_no_barrier("a plan of which one is gone");
}

#[test]
fn who_keeps_the_directory_opens_a_link_and_its_code_without_a_connection() {
    let mut town = Town::opens();
    let who = town.visitor_who(Habits::phone().with_a_new_browser().among_errors());
    who.keeps_the_directory("pa");
    who.opens("pa/find/");
    town.server.stops();
    opens_kept(&who, &format!("pa/p/#{LINK}"));
    who.sees(TEA);
    who.sees("604-555-0102");
    who.presses("ਸਾਰੇ 2 ਇਸ ਫ਼ੋਨ ਵਿੱਚ ਰੱਖੋ");
    who.waits_for("the plan to be stored", || who.stored_plan());
    waits_for_the_sheet(&who);
}

fn opens_kept(who: &Visitor, address: &str) {
    who.opens("pa/find/");
    who.opens(address);
    who.waits_for_the_plan();
}

/// A text with the two digits behind it by which a wrong one is found (`catalog/src/link/code.rs`).
fn checked(text: &str) -> String {
    let digits = "0123456789abcdefghjkmnpqrstvwxyz";
    let value = |digit: char| digits.find(digit).unwrap_or(31);
    let rest = text.chars().fold(0, |rest, digit| (rest * 32 + value(digit)) % 1_021);
    let digit = |value: usize| &digits[value..=value];
    [text, digit(rest / 32), digit(rest % 32)].concat()
}

#[test]
fn in_a_directory_of_several_files_only_those_of_the_plan_are_asked_for() {
    assert_eq!(checked("vh73jnxm237kq41"), LINK, "the check is made as links make it");
    let content = Scratch::larger_content("larger-handed");
    let out = Scratch::empty("larger-handed-site");
    let built = site::build(&content.folder, &out.folder.join("dist"));
    assert!(built.status.success(), "{}", site::said(&built));
    let made = Site { folder: out.folder.join("dist") };
    let files = made.files();
    let blocks = files.iter().filter(|file| file.starts_with("slips/")).count() - 1;
    assert!(blocks > 1, "the slips are one file");
    let block_of = |id: &str| {
        let holds = |file: &&String| {
            let slip = format!("\"id\":\"{id}\"");
            file.starts_with("slips/") && made.text(file).contains(&slip)
        };
        files.iter().find(holds).cloned()
    };
    let mine = block_of("vh73j").expect("the tea is in one");
    let ids = (10_000..10_600).map(|number| number.to_string());
    let other = ids.into_iter().find(|id| block_of(id).is_some_and(|block| block != mine));
    let other = other.expect("another is in another");
    let town = Town::at(&made, "/", Kind::Plain);
    let who = town.visitor();
    let mark = town.server.mark();
    opens_handed(&who, "en", &format!("#{}", checked(&format!("vh73j{other}7kq41"))));
    who.sees("Keep all 2 on this phone");
    let asked = |mark: usize| {
        let log = town.server.log_since(mark);
        log.iter().filter(|asked| asked.address().contains("/slips/")).count()
    };
    // The index and two files.
    assert_eq!(asked(mark), 3);
    who.presses("Keep all 2 on this phone");
    who.sees("Kept on this phone.");
    // Which of them hold what somebody keeps is nobody's business: the plan says that it is not compared.
    let mark = town.server.mark();
    who.opens_plan("en");
    who.sees("This directory is so large");
    assert_eq!(asked(mark), 0);
}

#[test]
fn without_a_script_the_page_says_how_a_code_is_opened() {
    let town = Town::opens();
    for locale in ["en", "fa"] {
        let who = town.visitor_who(Habits::phone().without_javascript());
        who.opens(&format!("{locale}/p/"));
        let words = who.words();
        assert!(who.all("heading").iter().any(|one| one.is_called(words.say("handed.script"))));
        assert!(who.reads().contains(&format!("https://signpost.example/{locale}/s/")));
        assert!(who.all("button").is_empty() && who.all("textbox").is_empty());
        who.opens(&format!("{locale}/s/vh73j/"));
        assert!(who.reads().contains("604-555-0102"));
    }
}

/// Waits until the sheet is drawn, which comes after the plan.
fn waits_for_the_sheet(who: &Visitor) {
    who.waits_for("the sheet", || {
        who.asks_with("return !!document.querySelector('#handed-paper .handout')", vec![])?
            .as_bool()?
            .then_some(())
    });
}

#[test]
fn what_was_handed_over_prints_on_one_sheet() {
    let town = Town::opens();
    for locale in ["en", "pa", "zh-Hant", "fa"] {
        let who = town.visitor();
        opens_handed(&who, locale, &format!("#{LINK}"));
        waits_for_the_sheet(&who);
        if locale != "en" {
            who.waits_for("the other language", || {
                who.asks_with(
                    "return !!document.querySelector('#handed-paper .beneath[lang=en]')",
                    vec![],
                )?
                .as_bool()?
                .then_some(())
            });
        }
        assert_eq!(who.prints_on_letter(&format!("handed-{locale}")), 1, "{locale}");
        who.looks_at_paper();
        let codes = who.scans(&format!("handed-{locale}-paper"));
        assert_eq!(codes, [format!("https://signpost.example/{locale}/p/#{LINK}")]);
    }
}

/// Three activities in three sizes: looked at as pictures in `target/journeys`.
#[test]
fn three_activities_print_in_letters_of_every_size() {
    let town = Town::opens();
    let link = checked("vh73jnxm23rb1467kq41");
    for locale in ["en", "pa", "zh-Hant", "fa"] {
        let who = town.visitor();
        opens_handed(&who, locale, &format!("#{link}"));
        waits_for_the_sheet(&who);
        for (letters, most) in [("14", 2), ("18", 3), ("24", 5)] {
            who.asks_with(
                "document.getElementById('letters-' + arguments[0]).click(); return true",
                vec![letters.into()],
            );
            let pages = who.prints_on_letter(&format!("handed-three-{locale}-{letters}"));
            assert!(pages <= most, "{locale} in {letters} points: {pages} pages");
        }
    }
}
