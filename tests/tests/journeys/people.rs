//! What somebody keeps who hands over, what comes back, and the group's answer: nobody else learns of it.

use std::fs;
use std::process::Command;

use journeys::tools::{fhir, project};
use journeys::visitor::pictures::{codes_in_data, film};
use journeys::{Habits, Town, Visitor};
use qrcodegen::{QrCode, QrCodeEcc};
use serde_json::{Value, json};

/// A ledger of the sample's day, 23 November 2026: one entry is due.
fn ledger() -> String {
    let activity = |id: &str, name: &str, asks: bool| json!({ "id": id, "name": name, "phone": "+16045550172", "asksGroup": asks, "outcome": 0 });
    json!({
        "signpost-people": 1,
        "entries": [
            {
                "reference": "M3XD", "language": "vi", "given": "2026-11-16",
                "lookAgain": "2026-12-28", "activities": [activity("q1afj", "Pho lunch", true)],
            },
            {
                "reference": "7KQ4", "language": "pa", "given": "2026-10-12", "lookAgain": "2026-11-23",
                "activities": [
                    activity("vh73j", "Punjabi seniors’ tea", false),
                    activity("nxm23", "Slow walk", false),
                ],
            },
        ],
    })
    .to_string()
}

/// As the app's tests make it of 7KQ4: went, with own words; `nxm23` could not, for want of a bus.
const REPLY: &str = "vh73j2nxm2367kq40r31";

fn opens_people(visitor: &Visitor) {
    visitor.opens("en/people/");
    visitor.waits_for_the_plan();
}

/// The headings of the entries, in order.
fn entries(visitor: &Visitor) -> Vec<String> {
    visitor.lines(
        "return [...document.querySelectorAll('#people-list > li h2')].map((name) => name.textContent.trim().replace(/[\\u2066-\\u2069]/g, ''))",
    )
}

fn pastes(visitor: &Visitor, text: &str) {
    let field = visitor.finds_one(&["textbox"], "Paste a link or a text, or type the code");
    visitor.types_into(&field, text);
    visitor.presses("Add");
}

fn copied(visitor: &Visitor) -> String {
    visitor
        .lines("return [...document.querySelectorAll('.exact')].map((pre) => pre.textContent)")
        .join("\n")
}

#[test]
fn a_link_worker_looks_again_and_nothing_is_left_after_a_wipe() {
    let town = Town::opens();
    let asha = town.visitor_who(Habits::computer());
    opens_people(&asha);
    asha.sees("There is no place for a name or a note.");
    asha.sees("Nobody is here yet.");
    let (seen_by_host, asked_by_browser) = (town.server.mark(), asha.requests().len());
    asha.hands_in_file("people.json", &ledger());
    asha.sees("2 were added.");
    assert_eq!(asha.keeps(), Vec::<String>::new(), "nothing is kept before somebody says so");
    asha.presses("Keep on this computer");
    asha.waits_for("it to be kept", || {
        (asha.keeps() == ["local storage signpost.people /"]).then_some(())
    });
    assert_eq!(entries(&asha), ["7KQ4 · Punjabi", "M3XD · Vietnamese"], "what is due is first");
    asha.sees("No word yet. That is not a no");

    // Their answer, as somebody's mail program shows it.
    pastes(&asha, &format!("She says: https://signpost.example/pa/people/#{REPLY}"));
    asha.sees("7KQ4: the answer is noted.");
    asha.sees("Could not get there: no way to travel. The person said so, 23 November 2026");
    asha.presses("Copy for the record: 7KQ4");
    let text = asha.waits_for("the text", || Some(copied(&asha)).filter(|text| !text.is_empty()));
    assert!(
        text.starts_with("Social prescription 7KQ4, handed over 2026-10-12. Looked again 2026-11-23.\n1 Punjabi seniors' tea [vh73j]: Went."),
        "{text}"
    );
    assert!(text.is_ascii() && text.lines().all(|line| line.len() <= 80), "{text}");

    // A code that was said on the telephone, and one with a digit that was misheard.
    pastes(&asha, "m3xd G");
    asha.sees("There is no link and no code in this");

    // Closing it, by keyboard or by hand: the button keeps the focus.
    // The answer has opened the card already.
    asha.presses("Look again in 12 weeks: 7KQ4");
    asha.sees("Look again: 15 February 2027");
    asha.presses("Close: 7KQ4");
    asha.sees("Closed. It goes on 21 February 2027.");
    assert_eq!(entries(&asha), ["M3XD · Vietnamese", "7KQ4 · Punjabi"]);
    asha.meets_no_barrier("with entries");

    // Files to take along.
    let table = asha.takes_file("As a table (CSV)");
    assert!(
        table.contains("\"7KQ4\",\"pa\",\"vh73j\",\"Punjabi seniors’ tea\",\"Went\""),
        "{table}"
    );
    let copy = asha.takes_file("Save as a file");
    let copy: Value = serde_json::from_str(&copy).expect("JSON");
    assert_eq!(copy["entries"][1]["closed"], "2026-11-23");
    let bundle = asha.takes_file("As FHIR");
    assert!(bundle.contains("\"ServiceRequest\""), "{bundle}");

    let log: Vec<_> =
        town.server.log_since(seen_by_host).into_iter().map(|seen| seen.line).collect();
    assert!(log.is_empty(), "the host saw {log:?}");
    let asked = asha.requests().split_off(asked_by_browser);
    assert!(
        asked.iter().all(|asked| asked.starts_with("blob:")),
        "the browser asked for {asked:?}"
    );

    // It is there when they come again, and gone when they say so.
    asha.reloads();
    asha.waits_for_the_plan();
    asha.waits_for("the entries", || (entries(&asha).len() == 2).then_some(()));
    let wipe = asha.hears().into_iter().find(|heard| heard.name == "Delete everything");
    asha.presses_on(&wipe.expect("a way to delete everything"));
    asha.presses("Delete everything now");
    asha.sees("Deleted. Nothing of it is left on this computer.");
    assert_eq!(asha.keeps(), Vec::<String>::new());
}

/// A `BarcodeDetector` as Chrome has it on Android, ChromeOS and macOS, and not on Linux: it hands each picture of
/// the camera to the journey, which reads it with a decoder of its own and says what stands in it.
const DETECTOR: &str = "globalThis.BarcodeDetector = class {
  static async getSupportedFormats() { return ['qr_code']; }
  async detect(video) {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    canvas.getContext('2d').drawImage(video, 0, 0);
    globalThis.seen = canvas.toDataURL();
    return globalThis.decoded ? [{ rawValue: globalThis.decoded }] : [];
  }
}";

/// A film of a code that says this.
fn film_of(name: &str, text: &str) -> std::path::PathBuf {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).expect("it fits");
    film(name, code.size() as usize, |x, y| code.get_module(x as i32, y as i32))
}

#[test]
fn a_code_that_is_held_up_to_the_camera_is_noted_after_a_press_and_not_before() {
    let town = Town::opens();
    let film = film_of("answer", &format!("https://signpost.example/en/people/#{REPLY}"));
    let habits = Habits::computer().with_a_camera_that_sees(&film).with_a_new_browser();
    let asha = town.visitor_who(habits);
    asha.allows(&["videoCapture"]);
    asha.before_every_page(DETECTOR);
    opens_people(&asha);
    asha.hands_in_file("people.json", &ledger());
    asha.sees("2 were added.");
    let (seen_by_host, asked_by_browser) = (town.server.mark(), asha.requests().len());
    let running = "return [String(document.querySelector('#camera video').srcObject !== null)]";
    assert_eq!(asha.lines(running), ["false"], "no camera before the press");
    asha.presses("Scan a code");
    asha.sees("The camera looks for a code. No picture is kept.");
    let text = asha.waits_for("a code in the picture", || {
        let seen = asha.lines("return [globalThis.seen ?? '']").remove(0);
        let codes = if seen.len() > 100 { codes_in_data("camera", &seen) } else { Vec::new() };
        codes.into_iter().next()
    });
    asha.asks_with("globalThis.decoded = arguments[0]; return true", vec![json!(text)]);
    asha.sees("7KQ4: the answer is noted.");
    asha.sees("Could not get there: no way to travel. The person said so, 23 November 2026");
    assert_eq!(asha.lines(running), ["false"], "the camera is off");
    asha.meets_no_barrier("after a scan");

    // Stopped by hand, the camera is off, and nothing has changed.
    asha.asks_with("globalThis.decoded = ''; return true", vec![]);
    asha.presses("Scan a code");
    asha.meets_no_barrier("while the camera looks");
    asha.presses("Stop the camera");
    assert_eq!(asha.lines(running), ["false"], "the camera is off");
    let log: Vec<_> =
        town.server.log_since(seen_by_host).into_iter().map(|seen| seen.line).collect();
    assert!(log.is_empty(), "the host saw {log:?}");
    let asked = asha.requests().split_off(asked_by_browser);
    assert!(asked.iter().all(|asked| asked.starts_with("blob:")), "asked for {asked:?}");
}

#[test]
fn a_camera_that_may_not_be_used_is_told_and_the_typed_way_is_named() {
    let town = Town::opens();
    let film = film_of("refused", "https://signpost.example/");
    let habits = Habits::computer().with_a_camera_that_sees(&film).with_a_new_browser();
    let asha = town.visitor_who(habits);
    // All that is not named here is refused.
    asha.allows(&["geolocation"]);
    asha.before_every_page(DETECTOR);
    opens_people(&asha);
    asha.presses("Scan a code");
    asha.sees("The camera may not be used here, and nothing has changed.");
    asha.sees("paste the link, or type the code");
    asha.meets_no_barrier("with a camera that is refused");
}

#[test]
fn a_browser_that_reads_no_codes_offers_no_camera_and_says_how_else() {
    let town = Town::opens();
    let asha = town.visitor_who(Habits::computer());
    asha.before_every_page("delete globalThis.BarcodeDetector");
    opens_people(&asha);
    asha.sees("This browser cannot read codes with a camera.");
    assert!(asha.all("button").iter().all(|button| !button.is_called("Scan a code")));
    asha.meets_no_barrier("without a camera");
}

#[test]
fn an_answer_that_is_opened_as_a_link_is_noted_and_goes_out_of_the_address() {
    let town = Town::opens();
    let asha = town.visitor_who(Habits::computer().with_a_new_browser());
    opens_people(&asha);
    asha.hands_in_file("people.json", &ledger());
    asha.sees("2 were added.");
    asha.presses("Keep on this computer");
    asha.waits_for("it to be kept", || (!asha.keeps().is_empty()).then_some(()));
    let mark = town.server.mark();
    // From another page, as a mail program opens it.
    asha.opens("en/");
    asha.opens(&format!("en/people/#{REPLY}"));
    asha.sees("7KQ4: the answer is noted.");
    let hash = asha.lines("return [location.href.includes('#') ? 'kept' : 'gone']");
    assert_eq!(hash, ["gone"]);
    for asked in town.server.log_since(mark) {
        assert!(!asked.line.contains("vh73j") && !asked.line.contains("7kq4"), "{}", asked.line);
    }
}

#[test]
fn a_group_says_that_it_is_full_and_sends_that_itself() {
    let town = Town::opens();
    let group = town.visitor();
    let mark = town.server.mark();
    // The link of a plan with one activity: `vh73j`, by the reference 0000.
    group.opens("en/reply/#vh73j00001z3");
    group.waits_for_the_plan();
    group.sees("What is your answer?");
    group.sees("Punjabi seniors' tea");
    let (seen_by_host, asked_by_browser) = (town.server.mark(), group.requests().len());
    let full = group.all("radio").into_iter().find(|radio| radio.is_called("Full"));
    group.presses_on(&full.expect("a way to say that it is full"));
    group.sees("0000: Full. ");
    let text = copied(&group);
    assert!(text.contains("/en/people/#vh73jf"), "{text}");
    let links = group.links();
    assert!(
        links.iter().any(|link| link.starts_with("mailto:?subject=0000&body=0000%3A%20Full")),
        "{links:?}"
    );
    group.sees("You can tell the directory that you are full.");
    group.meets_no_barrier("with an answer");
    let log: Vec<_> =
        town.server.log_since(seen_by_host).into_iter().map(|seen| seen.line).collect();
    assert!(log.is_empty(), "the host saw {log:?}");
    assert!(group.requests().split_off(asked_by_browser).is_empty());
    for asked in town.server.log_since(mark) {
        assert!(!asked.line.contains("vh73j"), "{}", asked.line);
    }
    assert_eq!(group.keeps(), Vec::<String>::new());
}

#[test]
fn without_scripts_both_pages_say_what_to_do_instead() {
    let town = Town::opens();
    let asha = town.visitor_who(Habits::computer().without_javascript());
    asha.opens("en/people/");
    assert!(asha.reads().contains("Write the references on paper or into the record"));
    asha.opens("en/reply/");
    assert!(asha.reads().contains("Answer the message in your own words"));
}

/// The bundle that `app/tests/people.rs` writes, every outcome in it, by a validator that others wrote.
#[test]
fn a_ledger_as_fhir_is_valid_by_somebody_else_s_validator() {
    let script = "const { Fhir } = require(process.argv[1]);
        const text = require('fs').readFileSync(process.argv[2], 'utf8');
        const told = (text) => new Fhir().validate(JSON.parse(text), { errorOnUnexpected: true });
        const { valid, messages } = told(text);
        const broken = told(text.replace('\"intent\":\"order\"', '\"intention\":\"order\"'));
        console.log(JSON.stringify({ valid, messages, broken: broken.valid }));";
    let bundle = project().join("app/tests/goldens/people.fhir.json");
    assert!(fs::metadata(&bundle).is_ok(), "the app's tests write it");
    let output = Command::new("node").args(["-e", script]).arg(fhir()).arg(&bundle).output();
    let output = output.expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let told: Value = serde_json::from_str(said.trim()).unwrap_or(Value::Null);
    assert_eq!(told["valid"], true, "{said} {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(told["broken"], false, "a validator that finds nothing is none: {said}");
}
