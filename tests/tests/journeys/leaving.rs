//! A page that calls for discretion can be left at once, and Back shows nothing of what was there.

use journeys::server::{Kind, Server};
use journeys::site::{Scratch, Site};
use journeys::{Habits, Town, Visitor};
use thirtyfour::Key;

/// A service that calls for discretion.
const PAGE: &str = "en/s/q1afj/";

/// Where the ways out lead in a copy of the sample: the sample's own leads to another host, to which
/// no journey turns.
const AWAY: &str = "/en/lists/";

/// The sample in English, with all its ways out leading to `exit`.
fn sample(name: &str, exit: &str) -> (Scratch, Site) {
    let copy = Scratch::empty(name);
    let sample = Site::sample();
    let settings = std::fs::read_to_string(journeys::tools::content().join("directory.toml"));
    let settings = settings.expect("the directory has settings");
    let target = settings
        .lines()
        .find_map(|line| line.strip_prefix("quick_exit = \"")?.strip_suffix('"'))
        .expect("the directory has a way out");
    let (link, new) = (format!("href=\"{target}\""), format!("href=\"{exit}\""));
    let mut changed = 0;
    for file in sample.files() {
        // One language is enough of it.
        if file.contains('/')
            && !["en/", "assets/", "catalog/", "offline/en", "slips/en"]
                .iter()
                .any(|start| file.starts_with(start))
        {
            continue;
        }
        let bytes = std::fs::read(sample.folder.join(&file)).expect("the site is there");
        match String::from_utf8(bytes) {
            Ok(text) if file.ends_with(".html") && text.contains(&link) => {
                changed += 1;
                copy.write(&file, text.replace(&link, &new));
            }
            Ok(text) => copy.write(&file, text),
            Err(bytes) => copy.write(&file, bytes.into_bytes()),
        }
    }
    assert!(changed > 5, "only {changed} pages have a way out");
    let folder = copy.folder.clone();
    (copy, Site { folder })
}

/// Another host, as innocent as the weather.
fn weather(name: &str) -> (Scratch, Server) {
    let site = Scratch::empty(name);
    site.write(
        "index.html",
        "<!doctype html><html lang=\"en\"><title>Weather</title><link rel=\"icon\" href=\"data:,\"><h1>Sunny</h1>",
    );
    let server = Server::opens(&site.folder, "/", Kind::Plain);
    (site, server)
}

fn leaves(town: &Town, visitor: &Visitor) {
    visitor.opens("en/browse/");
    visitor.opens(PAGE);
    assert_eq!(visitor.title(), "Signpost South Vancouver", "the tab tells what was read");
    let mark = town.server.mark();
    visitor.leaves_by_the_button();
    assert_eq!(visitor.address(), AWAY.trim_start_matches('/'));
    for request in town.server.log_since(mark) {
        assert_eq!(request.header("Referer"), None, "{} tells where from", request.line);
    }
}

#[test]
fn who_leaves_a_discreet_page_is_gone_at_once_and_back_does_not_show_it() {
    let (_copy, site) = sample("leaving", AWAY);
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor();
    leaves(&town, &noor);
    noor.goes_back();
    noor.waits_for("the way out, once more", || {
        (noor.address() == AWAY.trim_start_matches('/')).then_some(())
    });
}

/// Tells at the end of every page whether anything stood in it, and how it came.
const DIARY: &str = "addEventListener('pagehide', () => {
    if (location.pathname === '/') return;
    const told = [location.pathname, document.body?.innerText.trim() ? 'shown' : 'blank'];
    localStorage.setItem('diary', `${localStorage.getItem('diary') ?? ''}${told.join(' ')}\n`);
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) localStorage.setItem('restored', Number(localStorage.getItem('restored')) + 1);
  });";

/// A browser does not keep a page whole that holds a lock.
const NOT_KEPT_WHOLE: &str = "navigator.locks?.request('here', () => new Promise(() => {}))";

/// A visit of five pages, of which a search with sensitive words is one, then out, then back as far
/// as it goes.
fn leaves_after_five_pages(name: &str, keeps_pages_whole: bool) {
    let (_weather_site, weather) = weather(&format!("{name}-weather"));
    let (_copy, site) = sample(name, &weather.address());
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor_who(Habits::phone().with_a_new_browser());
    noor.may_turn_to(&weather.address());
    noor.before_every_page(DIARY);
    if !keeps_pages_whole {
        noor.before_every_page(NOT_KEPT_WHOLE);
    }
    noor.opens("en/");
    noor.follows(noor.words().say("site.find"));
    noor.waits_for_the_finder();
    noor.types("he hits me");
    noor.sees(noor.words().say("site.leave"));
    let found = noor.finds_results("help", |found| found.len() > 1);
    noor.follows(&found[0]);
    noor.follows(noor.words().say("site.browse"));
    noor.opens(PAGE);
    noor.asks_with("localStorage.clear()", Vec::new());
    noor.leaves_by_the_button();
    assert_eq!(noor.address(), weather.address());
    let shows_the_weather = |when: &str| {
        noor.waits_for(&format!("the weather {when}"), || {
            (noor.address() == weather.address() && noor.title() == "Weather").then_some(())
        });
    };
    for step in ["one page back", "two pages back"] {
        noor.goes_back();
        shows_the_weather(step);
    }

    // Whoever comes anew is welcome, and Back is theirs again, up to where they came anew.
    noor.opens("en/");
    noor.follows(noor.words().say("site.browse"));
    noor.goes_back();
    assert_eq!(noor.address(), "en/");
    assert_eq!(noor.heading(), noor.words().say("home.title"));
    for step in ["before that", "three pages back", "four pages back"] {
        noor.goes_back();
        shows_the_weather(step);
    }
    noor.opens("en/lists/");
    let told = |key: &str| {
        let told = noor.asks_with(&format!("return localStorage.getItem('{key}')"), Vec::new());
        told.and_then(|told| told.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let diary = told("diary");
    let pages: Vec<(&str, bool)> = diary
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(page, how)| (page, how == "shown"))
        .collect();
    let gone: Vec<&str> = pages.iter().filter(|(_, shown)| !shown).map(|(page, _)| *page).collect();
    let card = gone.get(2).copied().unwrap_or_default();
    assert!(card.starts_with("/en/s/"), "{diary}");
    assert_eq!(gone, ["/en/s/q1afj/", "/en/browse/", card, "/en/find/", "/en/"], "{diary}");
    let shown: Vec<&str> =
        pages.iter().filter(|(_, shown)| *shown).map(|(page, _)| *page).collect();
    assert_eq!(
        shown,
        ["/en/", "/en/browse/", "/en/"],
        "only what was opened anew was seen: {diary}"
    );
    assert_eq!(!told("restored").is_empty(), keeps_pages_whole, "pages were kept otherwise");
}

#[test]
fn back_shows_nothing_of_a_visit_of_five_pages_that_the_browser_has_kept_whole() {
    leaves_after_five_pages("leaving-whole", true);
}

#[test]
fn back_shows_nothing_of_a_visit_of_five_pages_that_are_loaded_again() {
    leaves_after_five_pages("leaving-loaded", false);
}

/// Whether anything but the row of the way out stands in it, at any place of the row, and whether the
/// way out is on the screen; empty when all is well.
const WAY_OUT: &str = "const row = document.querySelector('.way-out');
  const faults = [];
  for (const top of [0, 400, 3000]) {
    scrollTo(0, top);
    const box = row.getBoundingClientRect(), button = row.firstElementChild.getBoundingClientRect();
    if (button.top < 0 || button.bottom > innerHeight || button.left < 0 || button.right > innerWidth) {
      faults.push(`at ${scrollY} the way out is at ${JSON.stringify(button)}`);
    }
    for (let x = Math.max(box.left, 0) + 1; x < Math.min(box.right, innerWidth); x += 7) {
      for (const y of [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2]) {
        const there = document.elementFromPoint(x, y);
        if (!row.contains(there)) faults.push(`at ${scrollY} ${there?.outerHTML.slice(0, 60)} stands in its row`);
      }
    }
  }
  scrollTo(0, 0);
  return faults;";

#[test]
fn the_way_out_is_in_reach_on_every_screen_and_covers_no_text() {
    let town = Town::opens();
    for (locale, words) in [("en", "he hits me"), ("fil", "binubugbog"), ("fa", "کتک")] {
        for screen in [(360, 740), (320, 256), (1280, 800)] {
            let noor = town.visitor_who(Habits::phone().on_screen(screen.0, screen.1));
            for page in [format!("{locale}/find/"), format!("{locale}/s/rf8y2/")] {
                noor.opens(&page);
                if page.ends_with("/find/") {
                    noor.waits_for_the_finder();
                    noor.types(words);
                    noor.sees(noor.words().say("site.leave"));
                }
                let look = |how: &str| {
                    let faults = noor.lines(WAY_OUT);
                    assert!(faults.is_empty(), "{page} on {screen:?} {how}: {faults:#?}");
                };
                look("as it is");
                noor.enlarges_text();
                look("with large letters");
            }
        }
    }
}

#[test]
fn the_finder_shows_the_way_out_as_soon_as_something_sensitive_is_asked_and_not_before() {
    let (_copy, site) = sample("leaving-the-finder", AWAY);
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor();
    let is_offered = |noor: &Visitor| {
        let leave = noor.words().say("site.leave").to_owned();
        noor.hears().iter().any(|heard| heard.role == "link" && heard.is_called(&leave))
    };
    noor.opens("en/browse/");
    noor.opens_finder("en");
    noor.types("tai chi");
    noor.finds_first("Morning tai chi");
    assert!(!is_offered(&noor), "tai chi calls for no way out");
    // A Shift of somebody who types is nothing else.
    for _ in 0..4 {
        noor.presses_key(Key::Shift);
    }
    assert_eq!(noor.address(), "en/find/");

    // Ticked in the filters, it is there, over the open dialog.
    noor.opens_filters();
    noor.ticks("Safe from harm");
    noor.waits_for("the way out", || is_offered(&noor).then_some(()));
    noor.leaves_by_the_button();
    assert_eq!(noor.address(), AWAY.trim_start_matches('/'));
    let left = noor.asks_with("return history.state", Vec::new());
    assert_eq!(left, Some(serde_json::Value::Null), "the question is in the tab's history");
    noor.goes_back();
    noor.waits_for("the way out, once more", || {
        (noor.address() == AWAY.trim_start_matches('/')).then_some(())
    });

    // Said, and left by keyboard.
    noor.opens_finder("en");
    noor.types("he hits me");
    noor.waits_for("the way out", || is_offered(&noor).then_some(()));
    for _ in 0..2 {
        noor.presses_key(Key::Shift);
    }
    noor.leaves_by(|| noor.presses_key(Key::Shift));
    assert_eq!(noor.address(), AWAY.trim_start_matches('/'));

    // With the help lines, too, which come before any answer.
    noor.opens_finder("en");
    assert!(!is_offered(&noor), "nothing is asked");
    noor.types("i want to die");
    noor.waits_for("the way out", || is_offered(&noor).then_some(()));
}

#[test]
fn a_plan_with_something_sensitive_in_it_has_the_way_out() {
    let (_copy, site) = sample("leaving-a-plan", AWAY);
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor();
    for (page, is_there) in [("en/s/rb146/", false), (PAGE, true)] {
        noor.opens(page);
        noor.presses("Keep");
        noor.opens_plan("en");
        let words = noor.words();
        let shown = noor.reads().contains(words.say("site.leave"));
        assert_eq!(shown, is_there, "after {page} was kept");
    }
    noor.leaves_by_the_button();
    assert_eq!(noor.address(), AWAY.trim_start_matches('/'));
}

#[test]
fn without_a_script_the_link_leaves_and_does_not_say_where_from() {
    let (_copy, site) = sample("leaving-plainly", AWAY);
    let town = Town::at(&site, "/", Kind::Plain);
    let noor = town.visitor_who(Habits::phone().without_javascript());
    leaves(&town, &noor);
}

#[test]
fn with_a_keyboard_the_way_out_comes_first() {
    let (_copy, site) = sample("leaving-first", AWAY);
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor_who(Habits::computer());
    noor.opens(PAGE);
    let first = noor.presses_tab();
    assert_eq!(
        (first.role.as_str(), first.name.as_str()),
        ("link", noor.words().say("site.leave"))
    );
    assert_eq!(noor.focus_is_hidden(), None);
    noor.leaves_by(|| noor.presses_key(Key::Enter));
    assert_eq!(noor.address(), AWAY.trim_start_matches('/'));
}

#[test]
fn shift_three_times_leaves_and_each_press_is_told() {
    let (_copy, site) = sample("leaving-by-shift", AWAY);
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor_who(Habits::computer());
    noor.opens("en/browse/");
    noor.opens(PAGE);
    noor.presses_key(Key::Shift);
    noor.sees("Press Shift 2 more times to leave this page.");
    // Somebody who writes a capital letter, or goes on to read, stays.
    noor.presses_keys("a");
    noor.sees(noor.words().say("site.leave-over"));
    for left in [
        "Press Shift 2 more times to leave this page.",
        "Press Shift once more to leave this page.",
    ] {
        noor.presses_key(Key::Shift);
        noor.sees(left);
    }
    noor.leaves_by(|| noor.presses_key(Key::Shift));
    assert_eq!(noor.address(), AWAY.trim_start_matches('/'));
    noor.goes_back();
    noor.waits_for("the way out, once more", || {
        (noor.address() == AWAY.trim_start_matches('/')).then_some(())
    });
}

#[test]
fn who_leaves_and_forgets_leaves_a_phone_that_keeps_nothing() {
    let (_copy, site) = sample("leaving-and-forgetting", AWAY);
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor();
    noor.opens(PAGE);
    let page = noor.opens_in_a_new_tab("en/");
    noor.keeps_the_directory("en");
    noor.stores_as_plan("{}");
    assert!(noor.keeps().len() >= 2, "{:?}", noor.keeps());
    noor.closes_the_tab_for(page);
    noor.leaves_by(|| noor.presses(noor.words().say("site.forget")));
    assert_eq!(noor.address(), AWAY.trim_start_matches('/'));
    // This tab alone remembers that it was left, as long as it is open, so that Back shows nothing.
    assert_eq!(noor.keeps(), ["session storage signpost.left"]);
    assert_eq!(noor.workers(), Vec::<String>::new());
}
