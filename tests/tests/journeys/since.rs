//! What has changed of kept activities since somebody last looked: told in their language until they have seen it,
//! and no request tells what they keep.

use std::sync::OnceLock;

use journeys::site::{self, Scratch, Site};
use journeys::{Habits, Town, Visitor};

/// Punjabi tea and a slow walk.
const LINK: &str = "vh73jnxm237kq41vh";

/// The sample's next release: the tea is on Thursdays in place of Wednesdays, with another number, and the walk
/// rests.
fn next_release() -> &'static Site {
    static NEXT: OnceLock<(Scratch, Site)> = OnceLock::new();
    let (_, site) = NEXT.get_or_init(|| {
        let content = Scratch::content_in(&["en", "pa"], "since-content");
        let change = |file: &str, changes: &[(&str, &str)]| {
            let page = changes.iter().fold(content.text(file), |page, (was, is)| {
                assert!(page.contains(was), "{file} says nothing of {was}");
                page.replace(was, is)
            });
            content.write(file, page);
        };
        let tea = [
            ("BYDAY=MO,WE,FR", "BYDAY=MO,TH,FR"),
            // A Wednesday.
            ("2026-07-01, ", ""),
            ("+1-604-555-0102", "+1-604-555-0177"),
        ];
        change("sunset-neighbours/punjabi-seniors-tea.md", &tea);
        change("sunset-neighbours/walking-group.md", &[("status: active", "status: inactive")]);
        let out = Scratch::empty("since");
        let folder = out.folder.join("dist");
        let built = site::build(&content.folder, &folder);
        assert!(built.status.success(), "{}", site::said(&built));
        (out, Site { folder })
    });
    site
}

/// Somebody who was handed both and has kept them.
fn keeps_both(town: &Town, locale: &str) -> Visitor {
    let who = town.visitor_who(Habits::phone());
    opens_handed(&who, locale);
    who.presses(&who.words().say("handed.keep").replace("{n}", "2"));
    who.waits_for("the plan to be stored", || who.stored_plan());
    who
}

fn opens_handed(who: &Visitor, locale: &str) {
    // Another fragment alone would not load the page anew.
    who.opens("en/");
    who.opens(&format!("{locale}/p/#{LINK}"));
    who.waits_for_the_plan();
    who.waits_for("the cards", || who.reads().contains("604-555-0").then_some(()));
}

#[test]
fn somebody_is_told_in_her_plan_what_has_changed_until_she_has_seen_it() {
    let town = Town::opens();
    let who = keeps_both(&town, "en");
    who.opens_plan("en");
    who.sees("Compared with the directory.");
    assert!(!who.reads().contains("Changed since"), "nothing has changed yet");
    town.server.publishes(&next_release().folder);
    let mark = town.server.mark();
    who.opens_plan("en");
    who.sees("Changed since you last looked");
    who.sees("Wednesday, 1:30 pm to 3:30 pm becomes Thursday, 1:30 pm to 3:30 pm.");
    who.sees("604-555-0177");
    who.sees("It does not take place just now.");
    assert_eq!(who.status(), "2 activities have changed.");
    who.meets_no_barrier("a plan with changes");
    assert_eq!(who.small_controls(), Vec::<String>::new());
    // What the host has seen is the same for every plan.
    for asked in town.server.log_since(mark) {
        let address = asked.address();
        assert!(!address.contains("vh73j") && !address.contains("/s/"), "{address}");
    }
    let mark = town.server.mark();
    who.presses("I have seen it: Punjabi seniors' tea");
    assert_eq!(who.status(), "1 activity has changed.");
    assert!(!who.reads().contains("becomes Thursday"));
    assert!(town.server.log_since(mark).is_empty(), "who has seen something tells nobody");
    // In another language it is no change, and what was not seen is told there.
    who.opens_plan("pa");
    who.sees("ਇਸ ਵੇਲੇ ਨਹੀਂ ਹੁੰਦਾ।");
    assert_eq!(who.status(), "1 ਪ੍ਰੋਗਰਾਮ ਬਦਲਿਆ ਹੈ।");
    who.meets_no_barrier("a plan with changes in Punjabi");
}

#[test]
fn who_opens_the_link_again_is_told_there_and_nothing_else_is_stored() {
    let town = Town::opens();
    let who = keeps_both(&town, "pa");
    let stranger = town.visitor_who(Habits::phone());
    town.server.publishes(&next_release().folder);
    opens_handed(&who, "pa");
    who.sees("604-555-0177");
    who.sees("ਤੁਹਾਡੇ ਪਿਛਲੀ ਵਾਰ ਵੇਖਣ ਤੋਂ ਬਾਅਦ ਬਦਲਿਆ");
    who.meets_no_barrier("a plan from a link with changes");
    who.presses("ਮੈਂ ਵੇਖ ਲਿਆ: ਪੰਜਾਬੀ ਬਜ਼ੁਰਗਾਂ ਦੀ ਚਾਹ");
    who.waits_for("it to be stored", || {
        let kept = who.stored_plan()?["kept"][0]["facts"]["phones"].to_string();
        kept.contains("0177").then_some(())
    });
    // Who has kept nothing knows of nothing before.
    opens_handed(&stranger, "pa");
    assert!(!stranger.reads().contains("ਬਦਲਿਆ"));
    assert_eq!(stranger.keeps(), Vec::<String>::new());
}
