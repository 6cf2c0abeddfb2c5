//! The pages as a screen reader tells them: headings, landmarks and controls, by the names they have.
//! The goldens are to be read aloud; what sounds wrong there is wrong on the page.
//! `SIGNPOST_BLESS=1` writes them anew.

use std::fmt::Write as _;
use std::{env, fs};

use journeys::visitor::hearing::Heard;
use journeys::{Town, Visitor, tools};

/// What one goes by: the rest is read on the way. Texts of the day, such as "tomorrow", are not
/// among them.
const ROLES: [&str; 20] = [
    "banner",
    "navigation",
    "main",
    "contentinfo",
    "region",
    "search",
    "dialog",
    "alertdialog",
    "heading",
    "link",
    "button",
    "checkbox",
    "radio",
    "searchbox",
    "textbox",
    "combobox",
    "status",
    "group",
    "DisclosureTriangle",
    "image",
];

/// One line each: what it is, its name, its state.
fn told(heard: &[Heard]) -> String {
    let mut lines = String::new();
    for one in heard.iter().filter(|one| ROLES.contains(&one.role.as_str())) {
        let _ = write!(lines, "{}", one.role);
        if let Some(level) = one.level {
            let _ = write!(lines, " {level}");
        }
        if !one.name.is_empty() {
            let _ = write!(lines, " “{}”", one.name);
        }
        for (state, is) in [("expanded", one.expanded), ("checked", one.checked)] {
            if is == Some(true) {
                let _ = write!(lines, ", {state}");
            }
        }
        lines.push('\n');
    }
    lines
}

/// The same with `#` for every number: the finder counts by today's clock.
fn uncounted(heard: &[Heard]) -> Vec<Heard> {
    let plain = |name: &str| {
        let mut plain = String::new();
        for letter in name.chars() {
            match letter {
                '0'..='9' if plain.ends_with('#') => {}
                '0'..='9' => plain.push('#'),
                other => plain.push(other),
            }
        }
        plain
    };
    let mut heard = heard.to_vec();
    for one in &mut heard {
        one.name = plain(&one.name);
    }
    heard
}

/// Listens until the page is told as in a golden: its scripts may still be at work.
#[track_caller]
fn check(visitor: &Visitor, name: &str, hears: impl Fn() -> Vec<Heard>) {
    let file = tools::project().join(format!("tests/goldens/heard/{name}.txt"));
    let wanted = fs::read_to_string(&file).unwrap_or_default();
    let mut found = String::new();
    visitor.tries(|| {
        found = told(&hears());
        (found == wanted).then_some(())
    });
    if env::var_os("SIGNPOST_BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&file, &found).expect("the golden can be written");
        return;
    }
    let differs = wanted.lines().zip(found.lines()).position(|(wanted, found)| wanted != found);
    let line = differs.unwrap_or_else(|| wanted.lines().count().min(found.lines().count()));
    assert!(
        wanted == found,
        "{name}, line {}: was {:?}, is {:?}. If that is meant: SIGNPOST_BLESS=1",
        line + 1,
        wanted.lines().nth(line).unwrap_or_default(),
        found.lines().nth(line).unwrap_or_default(),
    );
}

#[test]
fn pages_are_told_in_an_order_that_makes_sense() {
    let town = Town::opens();
    let visitor = town.visitor();
    for (name, page) in [
        ("home", "en/"),
        ("service", "en/s/rb146/"),
        ("service-discreet", "en/s/q1afj/"),
        ("keep", "en/keep/"),
        ("home-fa", "fa/"),
    ] {
        visitor.opens(page);
        check(&visitor, name, || visitor.hears());
    }
}

#[test]
fn the_finder_and_its_filters_are_told_by_name() {
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens_finder("en");
    visitor.types("morning tai chi");
    visitor.finds_first("Morning tai chi");
    check(&visitor, "find", || {
        let heard = visitor.hears();
        // Up to the second card: which others fit, and in which order, is not this test's.
        let cards = heard.iter().enumerate().filter(|(_, one)| one.level == Some(2));
        let mut others = cards.skip(1).filter(|(_, one)| one.name != "Morning tai chi");
        let end = others.next().map_or(heard.len(), |(second, _)| second);
        uncounted(&heard[..end])
    });
    visitor.clears_the_words();
    let sheet = {
        visitor.opens_filters();
        visitor.filters()
    };
    visitor.ticks("Cantonese");
    check(&visitor, "filters", || uncounted(&visitor.hears_inside(&sheet)));
}

#[test]
fn a_plan_is_told_activity_by_activity() {
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens("en/s/rb146/");
    visitor.presses("Keep");
    visitor.opens_plan("en");
    check(&visitor, "plan", || uncounted(&visitor.hears()));
}
