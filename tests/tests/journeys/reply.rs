//! What became of a plan that was handed over: marks, an answer that the person sends themselves, how near
//! they are to what matters to them, and what to take along.

use journeys::visitor::hearing::Heard;
use journeys::{Habits, Site, Town, Visitor};
use serde_json::json;

/// Two activities that were handed over by one link, and one of their own.
fn handed() -> String {
    let kept = |id: &str, name: &str, reference: &str, papers: &[&str]| {
        json!({ "id": id, "name": name, "lang": "en", "reference": reference, "papers": papers,
            "note": "only for me" })
    };
    json!({
        "signpost-plan": 2,
        "matters": "My knees",
        "kept": [
            kept("vh73j", "Tuesday tea", "7KQ4", &["Photo ID"]),
            kept("nxm23", "Slow walk", "7KQ4", &["Photo ID"]),
            kept("a2222", "Choir", "", &[]),
        ],
        "links": ["vh73jnxm237kq41vh"],
    })
    .to_string()
}

fn opens(locale: &str) -> (Town, Visitor) {
    let town = Town::opens();
    // With the names and papers as they were kept.
    town.lists_nothing(Site::sample());
    let visitor = town.visitor_who(Habits::phone().among_errors());
    visitor.opens_plan(locale);
    visitor.stores_as_plan(&handed());
    visitor.reloads();
    visitor.waits_for_the_plan();
    (town, visitor)
}

/// What is sent, as the page shows it.
fn shown(visitor: &Visitor) -> String {
    visitor.lines("return [document.getElementById('reply-exact').textContent]").concat()
}

fn leads(visitor: &Visitor, id: &str) -> String {
    visitor.lines(&format!("return [document.getElementById('{id}').href]")).concat()
}

/// Opens the marks of an activity, and says what became of it.
fn marks(visitor: &Visitor, activity: &str, mark: &str, why: Option<&str>) {
    let words = visitor.words();
    visitor.asks_with(
        "for (const fold of document.querySelectorAll('#plan-list details')) fold.open = false;
         [...document.querySelectorAll('#plan-list > li')]
           .find((card) => card.querySelector('h2').textContent.trim() === arguments[0])
           .querySelector('details').open = true",
        vec![json!(activity)],
    );
    let chosen = visitor.finds_one(&["radio"], words.say(mark));
    visitor.presses_on(&chosen);
    if let Some(why) = why {
        let chosen = visitor.finds_one(&["radio"], words.say(why));
        visitor.presses_on(&chosen);
    }
}

fn chooses(visitor: &Visitor, key: &str) -> Heard {
    let chosen = visitor.finds_one(&["radio"], visitor.words().say(key));
    visitor.presses_on(&chosen);
    chosen
}

#[test]
fn somebody_answers_in_their_own_language_as_much_as_they_want_and_the_host_sees_nothing() {
    for locale in ["pa", "fa"] {
        let (town, harbans) = opens(locale);
        let words = harbans.words();
        let (seen_by_host, asked) = (town.server.mark(), harbans.requests().len());
        harbans.sees(words.say("plan.reply"));
        harbans.sees(words.say("plan.reply-none"));
        marks(&harbans, "Tuesday tea", "plan.went", None);
        marks(&harbans, "Slow walk", "plan.could-not", Some("plan.why-bus"));
        let head = words.say("plan.reply-head").replace("{reference}", "7KQ4");
        let line = |name: &str, mark: &str| {
            words.say("plan.reply-line").replace("{name}", name).replace("{what}", words.say(mark))
        };
        let why = words.say("plan.reply-line-why").replace("{name}", "Slow walk");
        let why = why.replace("{what}", words.say("plan.could-not"));
        let why = why.replace("{why}", words.say("plan.why-bus"));
        // Only whether they went.
        let first =
            [head.clone(), line("Tuesday tea", "plan.went"), line("Slow walk", "plan.could-not")];
        let text = harbans.waits_for("the answer", || {
            Some(shown(&harbans)).filter(|text| text.starts_with(&first.join("\n")))
        });
        let code = text.rsplit('\n').next().expect("a last line").to_owned();
        assert!(code.starts_with("7KQ4 2") && code.len() == 8, "{text}");
        assert_eq!(text, [first.join("\n"), code.clone()].join("\n"));
        harbans.sees(&code);
        // The reason.
        chooses(&harbans, "plan.tells-reason");
        let second = [head, line("Tuesday tea", "plan.went"), why].join("\n");
        let text = harbans.waits_for("the reason", || {
            Some(shown(&harbans)).filter(|text| text.starts_with(&second))
        });
        assert!(!text.contains("only for me") && !text.contains("Choir"), "{text}");
        // Their own words.
        chooses(&harbans, "plan.tells-words");
        let field = harbans.finds_one(&["textbox"], words.say("plan.reply-words"));
        harbans.types_into(&field, "& bus #8 never came");
        let text = harbans.waits_for("own words", || {
            Some(shown(&harbans)).filter(|text| text.contains("\n& bus #8 never came\n"))
        });
        assert!(text.starts_with(&second), "{text}");
        // To a place that the directory names, or to nobody yet.
        assert!(leads(&harbans, "reply-text").starts_with("sms:?&body="));
        let clinic =
            harbans.all("radio").into_iter().find(|radio| radio.name.contains("604-555-0188"));
        harbans.presses_on(&clinic.expect("the clinic that the directory names"));
        let mail = harbans.waits_for("an address", || {
            Some(leads(&harbans, "reply-email")).filter(|to| to.starts_with("mailto:desk@"))
        });
        assert!(mail.contains("subject=") && !mail.contains(' '), "{mail}");
        assert!(leads(&harbans, "reply-text").starts_with("sms:+16045550188?&body="));
        // Copied before anything else.
        harbans.presses(words.say("plan.reply-copy"));
        harbans.sees(words.say("plan.reply-copied"));
        harbans.meets_no_barrier(&format!("an answer in {locale}"));
        assert_eq!(harbans.sticks_out(), Vec::<String>::new(), "{locale}");
        assert_eq!(harbans.small_controls(), Vec::<String>::new(), "{locale}");
        // Papers, once for both.
        harbans.sees(words.say("plan.pack"));
        harbans.sees("Photo ID");
        // What was chosen for an answer is kept nowhere, and nobody was told.
        let stored = harbans.stored_plan().expect("a plan");
        assert_eq!(
            (&stored["kept"][1]["mark"], &stored["kept"][1]["why"]),
            (&json!("could-not"), &json!("bus"))
        );
        assert!(!stored.to_string().contains("never came"), "{stored}");
        let log: Vec<_> =
            town.server.log_since(seen_by_host).into_iter().map(|seen| seen.line).collect();
        assert!(log.is_empty(), "the host saw {log:?}");
        assert_eq!(harbans.requests().split_off(asked), Vec::<String>::new());
    }
}

#[test]
fn how_near_somebody_is_stays_with_them_and_a_low_number_shows_whom_to_call() {
    let (_town, mei) = opens("en");
    let words = mei.words();
    let question = mei.hears().into_iter().find(|heard| heard.is_called(words.say("plan.near")));
    mei.presses_on(&question.expect("the question"));
    let two = mei.finds_one(&["radio"], "2");
    mei.presses_on(&two);
    mei.sees(words.say("plan.near-help"));
    let field = mei.finds_one(&["textbox"], words.say("plan.near-words"));
    mei.types_into(&field, "slow days");
    mei.meets_no_barrier("how near");
    mei.presses(words.say("plan.near-keep"));
    mei.sees("2 of 10");
    let stored = mei.stored_plan().expect("a plan");
    assert_eq!(
        (&stored["near"][0]["near"], &stored["near"][0]["words"]),
        (&json!(2), &json!("slow days"))
    );
    // It is not asked again before twelve weeks are over.
    mei.reloads();
    mei.waits_for_the_plan();
    let question = mei.hears().into_iter().find(|heard| heard.is_called(words.say("plan.near")));
    mei.presses_on(&question.expect("what was said"));
    mei.sees("2 of 10");
    assert!(!mei.all("radio").iter().any(|radio| radio.is_called("2")));
    mei.presses(words.say("plan.near-forget"));
    mei.sees(words.say("plan.near-forgotten"));
    let stored = mei.stored_plan().expect("a plan");
    assert_eq!(stored["near"], json!([]));
}

#[test]
fn a_plan_of_the_first_version_is_still_theirs_and_is_brought_forward_when_they_keep_something() {
    let town = Town::opens();
    town.lists_nothing(Site::sample());
    let mei = town.visitor_who(Habits::phone().among_errors());
    mei.opens("en/s/q1afj/");
    mei.stores_as_plan(include_str!("../../../app/tests/fixtures/plans/version-1.json"));
    mei.opens_plan("en");
    mei.sees("Tuesday tea");
    mei.sees(mei.words().say("plan.not-for-me"));
    assert!(
        mei.all("button")
            .iter()
            .all(|button| !button.is_called(mei.words().say("plan.reply-copy")))
    );
    mei.opens("en/s/vh73j/");
    mei.presses("Keep");
    let stored = mei.waits_for("the plan's version", || {
        mei.stored_plan().filter(|plan| plan["signpost-plan"] == 2)
    });
    assert_eq!(stored["kept"].as_array().map(Vec::len), Some(6));
    mei.opens_plan("en");
    assert_eq!(mei.status(), "6 activities in your plan");
}

#[test]
fn what_a_browser_ticks_again_on_its_own_is_not_taken_for_a_choice() {
    // Firefox ticks what was ticked before a reload as it reads the page, before any program runs.
    let (_town, harbans) = opens("en");
    harbans.before_every_page(
        "document.addEventListener('readystatechange', () => {
           if (document.readyState !== 'interactive') return;
           for (const name of ['tells', 'to', 'near', 'of']) {
             const all = document.getElementsByName(name);
             if (all.length) all[all.length - 1].checked = true;
           }
         })",
    );
    harbans.reloads();
    harbans.waits_for_the_plan();
    marks(&harbans, "Tuesday tea", "plan.went", None);
    harbans.waits_for("the answer", || (!shown(&harbans).is_empty()).then_some(()));
    let ticked = "return ['tells', 'to', 'near'].map((name) =>
        document.querySelector(`[name=${name}]:checked`)?.value ?? 'none')";
    assert_eq!(harbans.lines(ticked), ["outcome", "", "none"]);
    assert!(!leads(&harbans, "reply-email").contains("clinic"), "nobody was chosen");
}
