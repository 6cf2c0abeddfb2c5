//! The desk: somebody who refers people finds for the one in front of them, and hands over.

use journeys::server::Kind;
use journeys::{Habits, Site, Town, Visitor};
use thirtyfour::Key;

/// What is typed of somebody of 78 who is lonely, speaks Punjabi, uses a walker and lives in Sunset.
const ABOUT: &str = "lonely 78 punjabi walker sunset";

/// Somebody at work, at the desk in a language.
fn at_the_desk(town: &Town, habits: Habits, locale: &str) -> Visitor {
    let worker = town.visitor_who(habits);
    worker.opens(&format!("{locale}/desk/"));
    let ready = "return document.documentElement.classList.contains('ready')";
    worker.waits_for("the desk", || {
        let is_ready = worker.asks_with(ready, Vec::new())?.as_bool()?;
        is_ready.then_some(())
    });
    worker
}

/// The names of the rows.
fn rows(worker: &Visitor) -> Vec<String> {
    worker.lines(
        "return [...document.querySelectorAll('#rows h2')].map((name) => name.textContent.trim())",
    )
}

/// Waits for the rows that answer these words, an age not among them.
fn waits_for_rows(worker: &Visitor, words: &str) -> Vec<String> {
    let shown = "return document.querySelector('#rows').dataset.for";
    worker.waits_for(&format!("rows for “{words}”"), || {
        let answered = worker.asks_with(shown, Vec::new())?;
        (answered.as_str()? == words).then(|| rows(worker)).filter(|rows| !rows.is_empty())
    })
}

fn text_of(worker: &Visitor, selector: &str) -> String {
    let script = format!("return [document.querySelector({selector:?})?.textContent ?? '']");
    worker.lines(&script).concat()
}

/// Presses the button that stands in the page for an action of the desk.
fn presses(worker: &Visitor, action: &str) {
    worker.waits_for(&format!("the button {action}"), || {
        let press = format!(
            "const button = document.querySelector('[data-action={action:?}]');
             button?.click();
             return !!button"
        );
        worker.asks_with(&press, Vec::new())?.as_bool()?.then_some(())
    });
}

/// A browser that only notes what is printed and copied.
fn notes_paper_and_copies(worker: &Visitor) {
    worker.before_every_page(
        "globalThis.noted = [];
         globalThis.print = () => globalThis.noted.push('paper');
         Object.defineProperty(navigator, 'clipboard', {
           value: { writeText: (text) => { globalThis.noted.push(text); return Promise.resolve(); } },
         });",
    );
}

#[test]
fn two_activities_are_handed_over_in_punjabi_in_seven_actions_and_no_key_is_a_word() {
    let town = Town::opens();
    let worker = town.visitor_who(Habits::computer().with_a_new_browser());
    notes_paper_and_copies(&worker);
    worker.opens("en/desk/");
    let field = worker.waits_for("the field", || worker.all("searchbox").into_iter().next());
    let mut actions = 0;
    let mut acts = |act: &dyn Fn()| {
        act();
        actions += 1;
    };
    acts(&|| worker.types_into(&field, ABOUT));
    let found = waits_for_rows(&worker, "lonely punjabi walker sunset");
    assert!(found.len() >= 2, "{found:?}");
    // The notes and the sheets are on their way; whoever reads the rows waits no longer.
    worker.waits_for("the sheets", || {
        (worker.requests().iter().filter(|asked| asked.contains("/slips/")).count() >= 10)
            .then_some(())
    });
    acts(&|| worker.presses_key(Key::Enter));
    acts(&|| worker.presses_keys("1"));
    acts(&|| worker.presses_keys("2"));
    assert_eq!(worker.typed_about(), ABOUT, "the keys are no words");
    acts(&|| worker.presses_key(Key::Enter));
    worker.waits_for("the sheet", || (!text_of(&worker, ".handout").is_empty()).then_some(()));
    acts(&|| presses(&worker, "desk-given print"));
    acts(&|| presses(&worker, "desk-given record"));
    assert_eq!(actions, 7, "at most 8 are wanted");

    let noted = worker.lines("return globalThis.noted");
    assert_eq!(noted.first().map(String::as_str), Some("paper"), "{noted:?}");
    let record = noted.get(1).cloned().unwrap_or_default();
    assert!(record.is_ascii() && record.len() < 400, "{} letters:\n{record}", record.len());
    assert!(record.lines().all(|line| line.len() <= 80), "{record}");
    let sheet = worker.lines("return [document.querySelector('.handout').lang]");
    assert_eq!(sheet, ["pa"], "the sheet is in the patient's language");
    assert!(record.contains("print"), "{record}");
}

#[test]
fn the_code_on_the_screen_and_on_the_paper_leads_to_the_plan() {
    let town = Town::opens();
    let worker = at_the_desk(&town, Habits::computer().with_a_new_browser(), "en");
    let field = worker.all("searchbox").into_iter().next().expect("the desk has a field");
    worker.types_into(&field, ABOUT);
    waits_for_rows(&worker, "lonely punjabi walker sunset");
    worker.presses_key(Key::Enter);
    worker.presses_keys("12");
    worker.presses_key(Key::Enter);
    worker.waits_for("the sheet", || (!text_of(&worker, ".handout").is_empty()).then_some(()));
    let text = text_of(&worker, "#the-text");
    let link = text.lines().last().expect("a text has a link");
    assert!(link.contains("/pa/p/#"), "{text}");
    presses(&worker, "desk-show-code ");
    worker.waits_for("the code", || (!text_of(&worker, ".whole-code").is_empty()).then_some(()));
    assert!(worker.scans("desk-code").iter().any(|code| code == link), "on the screen");
    worker.presses_key(Key::Escape);
    worker.looks_at_paper();
    assert_eq!(worker.scans("desk-paper"), [link], "on the paper");
    assert_eq!(worker.prints("desk-paper"), 1, "the sheet of two is one sheet");
}

#[test]
fn nothing_of_the_person_reaches_the_host_or_stays_in_the_browser() {
    let town = Town::at(Site::sample(), "/", Kind::WithHeaders);
    let worker = at_the_desk(&town, Habits::computer().with_a_new_browser(), "en");
    worker.waits_for("all files", || {
        (worker.requests().iter().filter(|asked| asked.contains("/slips/")).count() >= 10)
            .then_some(())
    });
    let mark = town.server.mark();
    let field = worker.all("searchbox").into_iter().next().expect("the desk has a field");
    worker.types_into(&field, ABOUT);
    waits_for_rows(&worker, "lonely punjabi walker sunset");
    worker.presses_key(Key::Enter);
    worker.presses_keys("1");
    worker.presses_key(Key::Enter);
    worker.waits_for("the sheet", || (!text_of(&worker, ".handout").is_empty()).then_some(()));
    presses(&worker, "desk-given record");
    let log: Vec<_> = town.server.log_since(mark).into_iter().map(|seen| seen.line).collect();
    assert!(log.is_empty(), "the host saw {log:?}");
    assert_eq!(worker.keeps(), Vec::<String>::new(), "nothing is stored on this path");
    assert_eq!(worker.address(), "en/desk/");
    let history = worker.asks_with("return history.state", Vec::new());
    assert_eq!(history, Some(serde_json::Value::Null));

    // A second press keeps the reference, and nothing that names anybody or says why.
    presses(&worker, "desk-keep ");
    let kept = worker.waits_for("what is kept", || worker.keeps().into_iter().next());
    assert!(kept.contains("people"), "{kept}");
    for word in ["lonely", "78", "walker", "sunset"] {
        let script = "return [JSON.stringify({ ...localStorage })]";
        let stored = worker.lines(script).concat().to_lowercase();
        assert!(!stored.contains(&format!("\"{word}")), "“{word}” is kept:\n{stored}");
    }

    presses(&worker, "desk-next ");
    worker.waits_for("an empty desk", || worker.typed_about().is_empty().then_some(()));
    let left = worker.lines("return [...document.querySelectorAll('.handout, .tray .wrap, .chips .chip')].map((left) => left.outerHTML.slice(0, 80))");
    assert!(left.is_empty(), "of the last person there is still {left:?}");
    for request in town.server.log() {
        let everything = request.everything().to_lowercase();
        for word in ["lonely", "punjabi", "walker", "78"] {
            assert!(
                !everything.contains(&format!("{word}%20"))
                    && !everything.contains(&format!("={word}")),
                "“{word}” was sent:\n{everything}"
            );
        }
    }
}

#[test]
fn what_prescribers_are_told_is_in_a_file_that_no_page_for_residents_asks_for() {
    let town = Town::opens();
    let resident = town.visitor_who(Habits::phone().with_a_new_browser());
    for page in ["en/", "en/find/", "en/plan/", "en/browse/", "en/s/vh73j/"] {
        resident.opens(page);
    }
    let asked = resident.requests();
    assert!(!asked.iter().any(|asked| asked.contains("notes-")), "{asked:?}");
    let worker = at_the_desk(&town, Habits::computer().with_a_new_browser(), "en");
    worker.waits_for("the notes", || {
        worker.requests().iter().any(|asked| asked.contains("notes-en")).then_some(())
    });
}

#[test]
fn a_rule_that_keeps_somebody_out_is_said_with_its_reason_and_can_be_looked_past() {
    let town = Town::opens();
    let worker = at_the_desk(&town, Habits::computer().with_a_new_browser(), "en");
    let field = worker.all("searchbox").into_iter().next().expect("the desk has a field");
    worker.types_into(&field, "15 deposit fund");
    let told = worker.waits_for("the reason", || {
        Some(text_of(&worker, ".below")).filter(|told| told.contains("19"))
    });
    assert!(told.contains("Deposit fund"), "{told}");
    presses(&worker, "desk-left-out ");
    worker.waits_for("the row", || {
        rows(&worker).iter().any(|row| row == "Deposit fund").then_some(())
    });
}

#[test]
fn what_is_sensitive_is_in_no_row_and_its_way_is_told() {
    let town = Town::opens();
    let worker = at_the_desk(&town, Habits::computer().with_a_new_browser(), "en");
    let field = worker.all("searchbox").into_iter().next().expect("the desk has a field");
    worker.types_into(&field, "he hits me");
    worker.waits_for("what is never in the list", || {
        text_of(&worker, ".below").contains("word only").then_some(())
    });
    let rows = rows(&worker);
    let sensitive = worker
        .lines("return [...document.querySelectorAll('#rows .sensitive')].map((row) => row.id)");
    assert!(sensitive.is_empty() && !rows.iter().any(|row| row.contains("harm")), "{rows:?}");
}

#[test]
fn the_desk_has_no_barrier_on_a_phone_and_on_a_computer_in_both_directions() {
    let town = Town::opens();
    let people = [
        ("en", Habits::phone()),
        ("en", Habits::computer()),
        ("fa", Habits::phone()),
        ("zh-Hant", Habits::phone().in_the_dark()),
    ];
    for (number, (locale, habits)) in people.into_iter().enumerate() {
        let worker = at_the_desk(&town, habits, locale);
        let field = worker.all("searchbox").into_iter().next().expect("the desk has a field");
        worker.types_into(&field, "tai chi");
        waits_for_rows(&worker, "tai chi");
        worker.screenshot_of_the_whole_page(&format!("desk-{locale}-{number}"));
        worker.meets_no_barrier(&format!("the desk in {locale}"));
        let id = worker.lines("return [document.querySelector('#rows > li').id.slice(4)]").concat();
        presses(&worker, &format!("desk-tick {id}"));
        worker.waits_for("the tray", || (!text_of(&worker, "#tray").is_empty()).then_some(()));
        presses(&worker, "desk-hand-over ");
        worker.waits_for("the sheet", || (!text_of(&worker, ".handout").is_empty()).then_some(()));
        worker.screenshot_of_the_whole_page(&format!("hand-over-{locale}-{number}"));
        worker.meets_no_barrier(&format!("handing over in {locale}"));
        assert_eq!(worker.sticks_out(), Vec::<String>::new(), "{locale}");
    }
}
