//! A group without git adds its page by the form, and says later what has changed: nothing leaves the phone
//! but by the person's own hand.

use std::process::Command;

use journeys::server::Kind;
use journeys::site::{self, NOW, Scratch, Site};
use journeys::tools::signpost;
use journeys::{Habits, Town, Visitor};
use serde_json::json;
use thirtyfour::Key;

/// What somebody does, counted: a field that is filled, a choice, a press.
struct Hands<'a> {
    visitor: &'a Visitor,
    actions: usize,
    letters: usize,
}

impl Hands<'_> {
    fn fills(&mut self, name: &str, text: &str) {
        let field = self.visitor.finds_one(&["textbox"], name);
        self.visitor.types_into(&field, text);
        (self.actions, self.letters) = (self.actions + 1, self.letters + text.chars().count());
    }

    fn ticks(&mut self, name: &str) {
        let choice = self.visitor.finds_one(&["checkbox", "radio"], name);
        self.visitor.presses_on(&choice);
        self.actions += 1;
    }

    /// In one of several groups with the same choices.
    fn ticks_id(&mut self, id: &str) {
        self.visitor.asks_with(
            "const box = document.getElementById(arguments[0]); box.scrollIntoView({ block: 'center' }); box.click();",
            vec![json!(id)],
        );
        self.actions += 1;
    }

    /// A field in which a browser shows a wheel or a list of its own.
    fn sets(&mut self, id: &str, value: &str) {
        let set = "const field = document.getElementById(arguments[0]); field.value = arguments[1];
             field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
             return field.value;";
        let value_of = |visitor: &Visitor| {
            visitor
                .asks_with(set, vec![json!(id), json!(value)])
                .filter(|seen| *seen == json!(value))
        };
        self.visitor.waits_for(id, || value_of(self.visitor));
        self.actions += 1;
    }

    fn presses(&mut self, name: &str) {
        self.visitor.presses(name);
        self.actions += 1;
    }

    fn goes_on_to(&mut self, question: &str) {
        self.presses("Next");
        asks(self.visitor, question);
    }
}

#[track_caller]
fn asks(visitor: &Visitor, question: &str) {
    visitor.waits_for(question, || {
        let seen = visitor.lines("return [document.getElementById('question')?.textContent ?? '']");
        (seen == [question]).then_some(())
    });
}

#[track_caller]
fn opens(visitor: &Visitor, address: &str) {
    visitor.opens(address);
    visitor.waits_for("the form", || {
        let ready = visitor.lines(
            "return document.documentElement.classList.contains('ready') && document.getElementById('question') ? ['yes'] : []",
        );
        (!ready.is_empty()).then_some(())
    });
}

/// The note as it stands in the page.
fn note(visitor: &Visitor) -> String {
    visitor.waits_for("the note", || {
        let note = visitor
            .lines("return [...document.querySelectorAll('.exact')].map((pre) => pre.textContent)");
        Some(note.join("\n")).filter(|note| !note.is_empty())
    })
}

/// Runs `signpost apply` on a note.
fn apply(content: &Scratch, note: &str) -> String {
    let notes = Scratch::empty("notes-of-the-form");
    notes.write("note.txt", note);
    let mut command = Command::new(signpost());
    command.arg("apply").arg(notes.folder.join("note.txt"));
    command.arg("--content").arg(&content.folder).args(["--now", NOW]);
    let output = command.output().expect("signpost could not be started");
    let said = site::said(&output);
    assert!(output.status.success(), "{said}");
    said
}

#[test]
fn a_new_group_adds_its_page_in_three_minutes_and_is_found_in_another_language() {
    let town = Town::opens();
    let margaret = town.visitor();
    opens(&margaret, "en/add/");
    let (seen_by_host, asked) = (town.server.mark(), margaret.requests().len());
    let mut hands = Hands { visitor: &margaret, actions: 0, letters: 0 };
    asks(&margaret, "Which group is it?");
    margaret.meets_no_barrier("at the first question");
    hands.sets("f-group", "new");
    hands.fills("The group’s name", "Larch Street Friends");
    hands.fills("The group in one sentence", "Neighbours who drink tea together.");
    hands.goes_on_to("What do you offer?");
    hands.fills("Its name", "Larch table");
    hands.fills("In one line", "Tea, biscuits and time to talk.");
    hands.fills("What is it like?", "About ten of us sit around two tables.");
    hands.goes_on_to("What is it good for?");
    hands.ticks("Meeting people");
    hands.goes_on_to("When do you meet?");
    hands.ticks("Tuesday");
    hands.sets("f-from-0", "13:30");
    hands.sets("f-to-0", "15:30");
    hands.ticks("Every second week");
    margaret.sees("Which Tuesday is next? It decides which weeks.");
    hands.ticks("Tuesday 1 December");
    hands.ticks("On public holidays");
    margaret.sees("Every second Tuesday, 1:30 pm to 3:30 pm. Not on public holidays.");
    margaret.sees("Next: Tuesday 1 December, Tuesday 15 December and Tuesday 29 December.");
    margaret.meets_no_barrier("with times");
    hands.goes_on_to("Where is it?");
    hands.ticks("In a group");
    hands.ticks("Yes, and people may know where");
    hands.fills("Name of the place", "Larch Hall");
    hands.fills("Number and street", "1805 Larch Street");
    hands.goes_on_to("Can people get in?");
    hands.ticks_id("f-access-step-free-entrance-yes");
    hands.fills("A word about it, if it helps", "Side door: ring #12");
    margaret.meets_no_barrier("with access");
    hands.presses("I don’t know any of the others");
    asks(&margaret, "Languages, cost, how to start");
    hands.ticks_id("f-languages-en");
    hands.ticks_id("f-languages-fa");
    hands.ticks_id("f-cost-free");
    hands.ticks_id("f-joining-drop-in");
    hands.goes_on_to("How do people reach you?");
    // One digit short: it is answered beside the field, in the words of the check.
    hands.fills("Phone", "604-555-012");
    hands.presses("Next");
    margaret.sees("This number cannot be dialled. Please look again.");
    margaret.sees("not-a-phone");
    margaret.meets_no_barrier("with something to mend");
    hands.fills("Phone", "3");
    hands.goes_on_to("Look at your page");
    margaret.sees("Nothing to mend.");
    margaret.sees("Larch Street Friends");
    margaret.sees("Every second Tuesday, 1:30 pm to 3:30 pm");
    hands.ticks("Page");
    margaret.sees("Side door: ring #12");
    hands.ticks("Paper");
    margaret.waits_for("the sheet", || {
        (!margaret.lines("return [...document.querySelectorAll('.handout h1, .handout h2')].map((h) => h.textContent)").is_empty()).then_some(())
    });
    margaret.meets_no_barrier("before it is sent");
    assert!(margaret.sticks_out().is_empty(), "{:?}", margaret.sticks_out());
    assert!(margaret.small_controls().is_empty(), "{:?}", margaret.small_controls());
    // 3 minutes: 2.5 seconds an action, and a letter each 0.4 seconds (a phone's keyboard).
    let seconds = hands.actions as f64 * 2.5 + hands.letters as f64 * 0.4;
    assert!(
        seconds < 180.0,
        "{} actions and {} letters take {seconds} s",
        hands.actions,
        hands.letters
    );
    println!("{} actions, {} letters, {seconds} s", hands.actions, hands.letters);

    let sent = note(&margaret);
    let page = margaret.takes_file("Save the page as a file");
    let group = margaret.takes_file("Save the group’s page as a file");
    assert!(page.contains("1805 Larch Street") && group.contains("name: Larch Street Friends"));
    assert_eq!(margaret.keeps(), Vec::<String>::new(), "nothing is kept that nobody ticked");
    let log: Vec<_> =
        town.server.log_since(seen_by_host).into_iter().map(|seen| seen.line).collect();
    assert!(log.is_empty(), "the host saw {log:?}");
    let asked = margaret.requests().split_off(asked);
    assert!(asked.iter().all(|one| one.starts_with("blob:")), "the browser asked for {asked:?}");
    // It stays until she says that it has arrived.
    margaret.sees("Your words stay here until you say that they have arrived.");
    margaret.presses("It has arrived");
    margaret.sees("Thank you. What you typed is gone from this device.");
    drop(margaret);
    drop(town);

    // As a note, and as files: both are accepted, and the page is found by somebody who reads Persian.
    let by_note = Scratch::content_in(&["en", "fa"], "form-by-note");
    apply(&by_note, &sent);
    let by_file = Scratch::content_in(&["en", "fa"], "form-by-file");
    by_file.write("larch-street-friends/organization.md", group);
    by_file.write("larch-street-friends/larch-table.md", page);
    for content in [&by_note, &by_file] {
        let checked = site::check(&content.folder);
        assert!(checked.status.success(), "{}", site::said(&checked));
    }
    let out = Scratch::empty("form-site");
    let dist = out.folder.join("dist");
    let built = site::build(&by_note.folder, &dist);
    assert!(built.status.success(), "{}", site::said(&built));
    let town = Town::at(&Site { folder: dist }, "/", Kind::Plain);
    let parvin = town.visitor_who(Habits::phone().reading("fa"));
    parvin.opens_finder("fa");
    parvin.types("larch");
    parvin.finds_first("Larch table");
}

#[test]
fn the_form_is_filled_in_with_a_keyboard_alone() {
    let town = Town::opens();
    let lena = town.visitor_who(Habits::computer());
    opens(&lena, "en/add/");
    asks(&lena, "Which group is it?");
    lena.tabs_to("combobox", "Which group is it?");
    lena.presses_keys("Sunset N");
    lena.tabs_to("button", "Next");
    lena.presses_key(Key::Enter);
    asks(&lena, "What do you offer?");
    lena.tabs_to("textbox", "Its name");
    lena.presses_keys("Quiet chess");
    lena.tabs_to("textbox", "In one line");
    lena.presses_keys("Chess without a clock.");
    // Enter in a field of one line goes on.
    lena.presses_key(Key::Enter);
    asks(&lena, "What is it good for?");
    assert!(lena.focus_is_hidden().is_none(), "{:?}", lena.focus_is_hidden());
    lena.tabs_to("checkbox", "Meeting people");
    lena.presses_keys(" ");
    assert!(lena.focus_is_hidden().is_none(), "{:?}", lena.focus_is_hidden());
    lena.tabs_to("button", "Next");
    lena.presses_key(Key::Enter);
    asks(&lena, "When do you meet?");
    lena.tabs_to("button", "Next");
    lena.presses_key(Key::Enter);
    asks(&lena, "Where is it?");
    lena.tabs_to("checkbox", "By phone");
    lena.presses_keys(" ");
    // The first of the choices has the focus, the arrows choose among them.
    lena.tabs_to("radio", "Yes, and people may know where");
    lena.presses_keys(" ");
    lena.presses_key(Key::Down);
    lena.presses_key(Key::Down);
    lena.tabs_to("button", "Next");
    lena.presses_key(Key::Enter);
    asks(&lena, "Languages, cost, how to start");
    // Nothing said yet: the form says so, and goes to the first of it.
    lena.tabs_to("button", "Next");
    lena.presses_key(Key::Enter);
    lena.sees("Please answer this.");
    lena.goes_back();
    asks(&lena, "Where is it?");
}

#[test]
fn the_form_reads_from_right_to_left_and_keeps_a_draft_only_when_asked() {
    let town = Town::opens();
    let parvin = town.visitor_who(Habits::phone().reading("fa"));
    opens(&parvin, "fa/add/");
    asks(&parvin, "کدام گروه است؟");
    let mut hands = Hands { visitor: &parvin, actions: 0, letters: 0 };
    hands.sets("f-group", "zab5r");
    hands.presses("ادامه");
    asks(&parvin, "چه برنامه‌ای دارید؟");
    hands.fills("نام آن", "چای و گپ");
    parvin.meets_no_barrier("from right to left");
    assert!(parvin.sticks_out().is_empty(), "{:?}", parvin.sticks_out());
    assert_eq!(parvin.keeps(), Vec::<String>::new());
    hands.ticks("آنچه می‌نویسم روی این دستگاه بماند");
    parvin.waits_for("the draft to be kept", || {
        (parvin.keeps() == ["local storage signpost.form /"]).then_some(())
    });
    opens(&parvin, "fa/add/");
    parvin.sees("آنچه نوشته بودید دوباره اینجاست.");
    parvin.presses("آنچه نوشتم پاک شود");
    parvin.waits_for("the draft to go", || parvin.keeps().is_empty().then_some(()));
}

#[test]
fn somebody_without_a_script_is_told_how_to_send_the_facts() {
    let town = Town::opens();
    let plain = town.visitor_who(Habits::phone().without_javascript());
    plain.opens("en/add/");
    plain.sees("Write to us or call, in your own words");
    plain.sees("hello@signpost.example");
}

#[test]
fn still_right_is_one_press_and_room_is_two() {
    let town = Town::opens();
    let harbans = town.visitor();
    opens(&harbans, "en/add/#vh73j");
    asks(&harbans, "Is this still right?");
    harbans.sees("Punjabi seniors' tea");
    harbans.sees("604-555-0100");
    harbans.meets_no_barrier("with the facts of a page");
    harbans.presses("Yes, still right");
    asks(&harbans, "This is what you send");
    let right = note(&harbans);
    assert!(right.contains("Page vh73j") && right.contains("still right: yes"), "{right}");
    harbans.meets_no_barrier("with a note");
    harbans.presses("Back");
    asks(&harbans, "Is this still right?");
    harbans.presses("There is a waiting list.");
    let room = note(&harbans);
    assert!(room.contains("room: waitlist") && room.chars().count() < 200, "{room}");
    harbans.presses("Back");
    harbans.presses("Phone");
    asks(&harbans, "How do people reach you?");
    let mut hands = Hands { visitor: &harbans, actions: 0, letters: 0 };
    hands.sets("f-phone", "604-555-0133");
    harbans.presses("Next");
    asks(&harbans, "This is what you send");
    let phone = note(&harbans);
    assert!(phone.contains("604-555-0133"), "{phone}");
    assert!(!phone.contains("Tea") || phone.chars().count() < 600, "{phone}");

    // Put in, it changes that line and the check alone.
    let content = Scratch::content_in(&["en"], "form-change");
    let path = "sunset-neighbours/punjabi-seniors-tea.md";
    let before = content.text(path);
    apply(&content, &phone);
    let after = content.text(path);
    let changed: Vec<&str> =
        after.lines().filter(|line| !before.lines().any(|old| old == *line)).collect();
    assert!(
        changed.len() <= 2 && changed.iter().any(|line| line.contains("604-555-0133")),
        "{changed:?}"
    );
}
