//! A plan that somebody was handed: opened from its link or its code, kept in one press, printed on one
//! sheet, and seen by nobody else.

use journeys::{Habits, Town, Visitor};

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
fn what_was_handed_over_prints_on_one_sheet() {
    let town = Town::opens();
    for locale in ["en", "pa", "zh-Hant", "fa"] {
        let who = town.visitor();
        opens_handed(&who, locale, &format!("#{LINK}"));
        who.waits_for("the cards", || who.reads().contains("604-555-0103").then_some(()));
        assert_eq!(who.prints_on_letter(&format!("handed-{locale}")), 1, "{locale}");
        who.looks_at_paper();
        let codes = who.scans(&format!("handed-{locale}-paper"));
        assert_eq!(codes, [format!("https://signpost.example/{locale}/p/#{LINK}")]);
    }
}
