//! Read aloud: by a voice that lives on the device, in the page's language, when somebody asks for it.

use journeys::{Habits, Town, Visitor};

const TAI_CHI: &str = "en/s/rb146/";
/// A page that calls for discretion.
const DISCREET: &str = "en/s/rf8y2/";

/// A browser's voices, as a page sees them: what is said is written down, and a line is over as soon as it
/// was said, or when the journey says so.
const VOICES: &str = "(() => {
  const voice = (name, lang, localService = true) => ({ name, lang, localService, default: false });
  const heard = [];
  const voices = {
    own: VOICES.map((parts) => voice(...parts)),
    onvoiceschanged: null,
    getVoices() { return this.own; },
    speak(one) {
      this.now = one;
      heard.push(`${one.lang} ${one.text}`);
      if (this.isSlow) return;
      setTimeout(() => {
        if (one !== this.now) return;
        this.now = undefined;
        one.onend();
      });
    },
    cancel() {
      const one = this.now;
      this.now = undefined;
      if (one) { heard.push('silence'); one.onerror(); }
    },
    voice,
    heard,
    isSlow: SLOW,
  };
  Object.defineProperty(globalThis, 'speechSynthesis', { value: voices });
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()";

/// How fast a voice is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    AtOnce,
    ByTheJourney,
}

/// The device speaks with these voices (name, language, and `false` where a server speaks).
fn speaks_with(visitor: &Visitor, voices: &str, pace: Pace) {
    let slow = if pace == Pace::ByTheJourney { "true" } else { "false" };
    visitor.before_every_page(&VOICES.replace("VOICES", voices).replace("SLOW", slow));
}

fn heard(visitor: &Visitor) -> Vec<String> {
    visitor.lines("return speechSynthesis.heard")
}

fn has_button(visitor: &Visitor, name: &str) -> bool {
    visitor.all("button").iter().any(|button| button.is_called(name))
}

/// Presses, and waits until everything was read.
fn listens(visitor: &Visitor, button: &str) -> Vec<String> {
    visitor.presses(button);
    visitor.waits_for("the end", || has_button(visitor, button).then_some(()));
    heard(visitor)
}

#[test]
fn a_page_is_read_in_its_own_order_without_what_is_around_it() {
    let town = Town::opens();
    let mei = town.visitor();
    speaks_with(&mei, "[['Anna', 'en_CA']]", Pace::AtOnce);
    mei.opens(TAI_CHI);
    assert!(heard(&mei).is_empty(), "nothing speaks by itself");
    mei.meets_no_barrier("a page that can be read aloud");
    assert_eq!(mei.small_controls(), Vec::<String>::new());
    let all = listens(&mei, "Read aloud");
    let place = |words: &str| {
        let words = format!("en_CA {words}");
        let found = all.iter().position(|line| line.starts_with(&words));
        found.unwrap_or_else(|| panic!("{words} is not among {all:#?}"))
    };
    let order = [
        "Morning tai chi",
        "Gentle tai chi led in Cantonese",
        "No class on Tuesday 29 December",
        "When",
        "Next: ",
        "Tuesdays and Thursdays 9:30 to 10:45",
        "Where",
        "Sunset Neighbours Hall",
        "9718 E 51st Ave",
        "Use the side door on the lane",
        "Not known",
        "By donation: $2",
        "Hall office",
        "Call 6 0 4, 5 5 5, 0 1 0 0",
        "Mrs. Lau, class leader",
        "Call 6 0 4, 5 5 5, 0 1 0 1",
    ]
    .map(place);
    assert!(order.is_sorted(), "{order:?} of {all:#?}");
    let whole = all.join("\n");
    for left_out in ["Help now", "9-1-1", "Keep", "In my plan", "@", "Sample", "Menu", "Print"] {
        assert!(!whole.contains(left_out), "{left_out} is read in {whole}");
    }
}

#[test]
fn without_a_voice_of_this_device_for_the_language_there_is_no_button() {
    let town = Town::opens();
    let mei = town.visitor();
    // One is a server's, one speaks another language, one another script's.
    speaks_with(
        &mei,
        "[['Cloud', 'zh-TW', false], ['Anna', 'en-CA'], ['Ting', 'zh-CN']]",
        Pace::AtOnce,
    );
    mei.opens("zh-Hant/s/rb146/");
    assert!(!has_button(&mei, "朗讀"));
    // Voices come late on many phones, and go.
    mei.asks_with(
        "speechSynthesis.own.push(speechSynthesis.voice('Sin', 'zh-HK')); speechSynthesis.onvoiceschanged();",
        Vec::new(),
    );
    let all = listens(&mei, "朗讀");
    assert!(all.iter().any(|line| line.starts_with("zh-HK 逢星期二及星期四")), "{all:#?}");
    // Who answers is written in English, and an English voice says it.
    assert!(all.contains(&"en-CA Hall office".to_owned()), "{all:#?}");
    mei.asks_with("speechSynthesis.own = []; speechSynthesis.onvoiceschanged();", Vec::new());
    assert!(!has_button(&mei, "朗讀"));

    let plain = town.visitor_who(Habits::phone().without_javascript());
    plain.opens(TAI_CHI);
    assert!(!has_button(&plain, "Read aloud"));
    let other = town.visitor();
    other.opens(TAI_CHI);
    assert!(!has_button(&other, "Read aloud"), "this browser has no voice at all");
}

#[test]
fn words_that_no_voice_here_can_say_are_a_rest_and_not_a_mistake() {
    let town = Town::opens();
    let mei = town.visitor();
    speaks_with(&mei, "[['Sin', 'zh-HK']]", Pace::AtOnce);
    mei.opens("zh-Hant/s/rb146/");
    let all = listens(&mei, "朗讀");
    assert!(all.iter().all(|line| line.starts_with("zh-HK ")), "{all:#?}");
    assert!(!all.iter().any(|line| line.contains("Hall office")), "{all:#?}");
    assert!(all.iter().any(|line| line.contains("6 0 4, 5 5 5, 0 1 0 0")), "{all:#?}");
}

#[test]
fn a_voice_can_be_held_goes_on_by_keyboard_and_falls_silent_when_one_leaves() {
    let town = Town::opens();
    let mei = town.visitor();
    speaks_with(&mei, "[['Anna', 'en-CA']]", Pace::ByTheJourney);
    mei.opens(TAI_CHI);
    let says_next = "const one = speechSynthesis.now; speechSynthesis.now = undefined; one.onend()";
    let lit = "return [...document.querySelectorAll('.read-now')].map((line) => line.textContent)";
    mei.tabs_to("button", "Read aloud");
    mei.presses_keys(" ");
    mei.waits_for("the first words", || (heard(&mei) == ["en-CA Morning tai chi"]).then_some(()));
    assert_eq!(mei.lines(lit), ["Morning tai chi"]);
    assert!(mei.focus().is_some_and(|focus| focus.is_called("Pause")), "the focus stays");
    mei.asks_with(says_next, Vec::new());
    assert_eq!(heard(&mei).len(), 2);
    mei.presses_keys(" ");
    assert_eq!(heard(&mei).last().map(String::as_str), Some("silence"));
    assert_eq!(mei.lines(lit), Vec::<String>::new());
    // It goes on with the line that was not finished.
    mei.waits_for_focus_on("Go on");
    mei.presses_keys(" ");
    let all = heard(&mei);
    assert_eq!((all.len(), &all[1]), (4, &all[3]), "{all:?}");
    mei.meets_no_barrier("a page that is being read aloud");
    mei.presses("Stop");
    mei.waits_for_focus_on("Read aloud");
    assert_eq!(heard(&mei).last().map(String::as_str), Some("silence"));
    assert!(!has_button(&mei, "Stop"));
    mei.presses("Read aloud");
    assert_eq!(heard(&mei).last().map(String::as_str), Some("en-CA Morning tai chi"));
    mei.asks_with("dispatchEvent(new PageTransitionEvent('pagehide'))", Vec::new());
    assert_eq!(heard(&mei).last().map(String::as_str), Some("silence"));
}

#[test]
fn what_calls_for_discretion_is_not_said_before_somebody_presses_twice() {
    let town = Town::opens();
    let noor = town.visitor();
    speaks_with(&noor, "[['Anna', 'en-CA']]", Pace::ByTheJourney);
    noor.opens(DISCREET);
    noor.presses("Read aloud");
    noor.sees("Others near you can hear this. Press once more to listen.");
    assert!(heard(&noor).is_empty());
    noor.presses("Read aloud");
    assert_eq!(heard(&noor).len(), 1);
    // Who leaves at once leaves no voice behind that goes on.
    let last = noor.lines(
        "const out = document.querySelector('.button.leave');
         out.href = '/en/lists/';
         out.click();
         return speechSynthesis.heard.slice(1)",
    );
    assert_eq!(last, ["silence"]);
}

#[test]
fn a_plan_is_read_with_its_next_dates_and_numbers_and_names_nothing_that_is_discreet() {
    let town = Town::opens();
    let mei = town.visitor();
    speaks_with(&mei, "[['Anna', 'en-CA']]", Pace::AtOnce);
    for page in [TAI_CHI, DISCREET] {
        mei.opens(page);
        mei.presses("Keep");
    }
    mei.opens_plan("en");
    let matters = mei.finds_one(&["textbox"], "What matters to me");
    mei.types_into(&matters, "My knees");
    let note = mei.finds_one(&["textbox"], "My note Morning tai chi");
    mei.types_into(&note, "only for me");
    assert_eq!(mei.planned().len(), 2, "{}", mei.reads());
    let all = listens(&mei, "Read aloud").join("\n");
    for read in [
        "My plan",
        "Morning tai chi",
        "Tuesdays and Thursdays 9:30",
        "9718 E 51st Ave",
        "6 0 4, 5 5 5, 0 1 0 0",
    ] {
        assert!(all.contains(read), "{read} is not in {all}");
    }
    for kept in ["knees", "only for me", "0 1 6 0", "How did it go", "Remove"] {
        assert!(!all.contains(kept), "{kept} is in {all}");
    }
}
