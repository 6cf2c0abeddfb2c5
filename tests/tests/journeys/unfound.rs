//! Words that found nothing: they stay on the phone until somebody sends them by their own hand.

use journeys::{Habits, Town, Visitor};
use serde_json::json;

const OFFER: &str = "Send us words that found nothing";

fn offered(visitor: &Visitor) -> bool {
    visitor.reads().contains(OFFER)
}

/// What stands in the field that would be sent.
fn shown(visitor: &Visitor) -> String {
    visitor.lines("return [document.getElementById('unfound-words').value]").concat()
}

fn opens_the_offer(visitor: &Visitor) {
    visitor.waits_for("the offer", || offered(visitor).then_some(()));
    visitor.asks_with("document.getElementById('unfound').open = true", Vec::new());
}

#[test]
fn somebody_sees_each_word_before_they_send_it_and_nothing_goes_by_itself() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().with_a_new_browser());
    mei.opens_finder("en");
    assert!(!offered(&mei), "nothing was looked for yet");
    let (seen_by_host, asked_by_browser) = (town.server.mark(), mei.requests().len());
    mei.types("zorbing lessons");
    opens_the_offer(&mei);
    mei.clears_the_words();
    mei.types("learn pottery");
    mei.waits_for("both", || shown(&mei).contains("learn pottery").then_some(()));
    assert_eq!(shown(&mei), "[en]\nzorbing lessons\nlearn pottery");
    mei.meets_no_barrier("words that found nothing");
    assert_eq!(mei.small_controls(), Vec::<String>::new());
    assert_eq!(mei.sticks_out(), Vec::<String>::new());
    // What was found is not among them, and what looks like somebody's own number is not either.
    for words in ["tai chi", "zorbing 604 555 0101", "zorbing a@b.example"] {
        mei.clears_the_words();
        mei.types(words);
        mei.waits_for_the_answer_to(words);
    }
    mei.clears_the_words();
    mei.types("quidditch");
    mei.waits_for("the third", || shown(&mei).contains("quidditch").then_some(()));
    assert_eq!(shown(&mei), "[en]\nzorbing lessons\nlearn pottery\nquidditch");
    // Who takes a word out does not send it.
    mei.asks_with(
        "const field = document.getElementById('unfound-words');
         field.value = '[en]\\nquidditch';
         field.dispatchEvent(new Event('input', { bubbles: true }))",
        Vec::new(),
    );
    let link = mei.lines("return [document.querySelector('#unfound a').href]").concat();
    assert!(link.starts_with("mailto:") && link.ends_with("body=%5Ben%5D%0Aquidditch"), "{link}");
    assert!(!link.contains("zorbing"), "{link}");
    let log: Vec<_> =
        town.server.log_since(seen_by_host).into_iter().map(|seen| seen.line).collect();
    assert!(log.is_empty(), "the host saw {log:?}");
    assert_eq!(mei.requests().split_off(asked_by_browser), Vec::<String>::new());
    assert_eq!(mei.keeps(), Vec::<String>::new(), "nothing is stored before somebody presses");

    mei.presses("Keep them on this phone");
    mei.sees("Kept on this phone, and nowhere else.");
    assert_eq!(mei.keeps(), ["local storage signpost.words /"]);
    mei.reloads();
    mei.waits_for_the_finder();
    opens_the_offer(&mei);
    assert_eq!(shown(&mei), "[en]\nquidditch");
    mei.presses("Delete them from this phone");
    mei.sees("Deleted.");
    assert_eq!(mei.keeps(), Vec::<String>::new());
}

#[test]
fn words_of_danger_and_of_what_is_discreet_are_never_offered() {
    let town = Town::opens();
    let noor = town.visitor();
    noor.opens_finder("en");
    noor.types("zorbing lessons");
    noor.waits_for("the offer", || offered(&noor).then_some(()));
    noor.clears_the_words();
    noor.types("i want to die zorbing");
    noor.waits_for("the offer to go", || (!offered(&noor)).then_some(()));
    assert_eq!(shown(&noor), "");
    noor.clears_the_words();
    noor.types("quidditch");
    noor.waits_for_the_answer_to("quidditch");
    // Longer than words take to be taken in.
    let taken_in = "return performance.now() > (globalThis.since ??= performance.now()) + 2500";
    noor.waits_for("a while", || {
        noor.asks_with(taken_in, vec![json!(0)])?.as_bool()?.then_some(())
    });
    assert!(!offered(&noor));
}
