//! The driver itself, on a page made by hand: what the other journeys rely on.

use journeys::server::Kind;
use journeys::site::Scratch;
use journeys::{Habits, Site, Town, Visitor};
use thirtyfour::Key;

const PAGE: &str = r##"<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>A page</title>
<link rel="icon" href="data:,"></head><body><main><h1>Hello</h1>
<p id="width"></p><p role="status">2 activities</p>
<ul class="cards"><li><h3><a href="two.html">Morning tai chi</a></h3><p>Tuesday</p></li><li><h3>Tea</h3></li></ul>
<label><input type="checkbox"><span>Cantonese</span> <span>14</span></label>
<label>Name <input type="text"></label>
<button onclick="navigator.clipboard.writeText('copied')">Copy</button>
<noscript>Without a script</noscript></main>
<script src="page.js"></script></body></html>"##;

const SCRIPT: &str = "document.querySelector('#width').textContent =
  `${innerWidth} wide, ${new Date().toLocaleString('en-CA', { hourCycle: 'h23' })}, ${navigator.language}`;
  document.querySelector('input').onchange = (event) => {
    if (event.target.checked) fetch('ticked.txt');
  };";

/// A town below a path, whose site goes with the second value.
fn town(name: &str, below: &str) -> (Town, Scratch) {
    let site = Scratch::empty(name);
    site.write("index.html", PAGE);
    site.write("two.html", PAGE.replace("Hello", "Page two"));
    site.write("page.js", SCRIPT);
    site.write("ticked.txt", "");
    site.write("worker.js", "");
    let folder = site.folder.clone();
    (Town::at(&Site { folder }, below, Kind::Plain), site)
}

#[test]
fn somebody_reads_presses_types_and_goes_back() {
    let (town, _site) = town("driver-hands", "/town/");
    let ana = town.visitor_who(Habits::phone().reading("pa,en"));
    ana.opens("");
    assert_eq!((ana.title().as_str(), ana.heading().as_str()), ("A page", "Hello"));
    // The phone's width, the site's moment, the reader's language.
    ana.sees("360 wide, 2026-11-23, ");
    ana.sees(", pa");
    assert_eq!(ana.status(), "2 activities");
    assert_eq!(ana.results(), ["Morning tai chi", "Tea"]);
    assert_eq!(ana.card("Morning tai chi"), "Morning tai chi\nTuesday");

    let mark = town.server.mark();
    let tick = ana.finds_one(&["checkbox"], "Cantonese");
    ana.presses_on(&tick);
    ana.waits_for("the tick to be told", || {
        (!town.server.log_since(mark).is_empty()).then_some(())
    });
    assert_eq!(town.server.log_since(mark)[0].address(), "/town/ticked.txt");
    assert!(ana.requests().iter().any(|url| url.ends_with("/town/ticked.txt")));

    let name = ana.finds_one(&["textbox"], "Name");
    ana.types_into(&name, "Ana");
    assert_eq!(ana.finds_one(&["textbox"], "Name").value, "Ana");
    let focus = ana.presses_tab();
    assert_eq!((focus.role.as_str(), focus.name.as_str()), ("button", "Copy"));
    assert_eq!(ana.focus_is_hidden(), None);
    ana.presses_key(Key::Enter);

    ana.follows("Morning tai chi");
    assert_eq!((ana.heading().as_str(), ana.address().as_str()), ("Page two", "two.html"));
    ana.goes_back();
    assert_eq!(ana.heading(), "Hello");
    assert!(ana.keeps().is_empty());
}

#[test]
fn somebody_without_javascript_sees_the_plain_page() {
    let (town, _site) = town("driver-plain", "/");
    let ben = town.visitor_who(Habits::computer().without_javascript());
    ben.opens("");
    ben.sees("Without a script");
    assert!(!ben.reads().contains("wide"), "{}", ben.reads());
    assert_eq!(ben.results(), ["Morning tai chi", "Tea"]);
    ben.follows("Morning tai chi");
    assert_eq!(ben.heading(), "Page two");
}

#[test]
fn barriers_and_strangers_are_noticed() {
    let site = Scratch::empty("driver-faults");
    site.write(
        "index.html",
        "<!doctype html><html lang=en><title>Bad</title><link rel=icon href='data:,'>
         <style>html{width:500px} a{font-size:8px;color:#bbb} :focus{outline:none}</style>
         <main><h1>Bad</h1><img src=\"https://stranger.example/x.png\">
         <p><a href=x>Small</a></p><input></main>",
    );
    let folder = site.folder.clone();
    let town = Town::at(&Site { folder }, "/", Kind::Plain);
    let carla = town.visitor_who(Habits::phone().among_errors());
    carla.opens("");
    let barriers = carla.barriers().join("\n");
    for barrier in ["image-alt", "label", "color-contrast"] {
        assert!(barriers.contains(barrier), "{barriers}");
    }
    assert!(!carla.small_controls().is_empty());
    carla.presses_tab();
    assert!(carla.focus_is_hidden().is_some_and(|why| why.starts_with("not marked")));
    assert_eq!(carla.requests_elsewhere(), ["https://stranger.example/x.png"]);
    assert!(!carla.complaints().is_empty());
    let picture = carla.screenshot_of_the_whole_page("driver/faults");
    assert!(std::fs::read(picture).is_ok_and(|bytes| bytes.starts_with(b"\x89PNG")));
    // The visitor would complain about the stranger on leaving, as every other visitor does.
    let leaving = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(carla)));
    assert!(leaving.is_err());
}

#[test]
fn whoever_comes_next_finds_nothing_of_the_visitor_before() {
    let (town, _site) = town("driver-next", "/");
    // What a page can tell of those who were there before: stored things, workers, the way that led
    // here, permissions, the screen and its colours.
    let tells = |visitor: &Visitor| {
        let state = "return [history.length, innerWidth, matchMedia('(prefers-color-scheme: dark)').matches,
            globalThis.everywhere ?? null, Notification.permission].join()";
        let state = visitor.asks_with(state, Vec::new()).expect("the page answers").to_string();
        (visitor.keeps(), visitor.workers(), visitor.requests(), visitor.complaints(), state)
    };
    let habits = || Habits::phone().reading("vi").among_errors();
    let told = {
        let hoa = town.visitor_who(habits());
        hoa.opens("");
        tells(&hoa)
    };
    {
        let hoa = town.visitor_who(habits());
        hoa.prefers(true, false);
        hoa.turns_to_screen(800, 600);
        hoa.before_every_page("globalThis.everywhere = 'here'");
        hoa.opens("");
        hoa.follows("Morning tai chi");
        hoa.opens_in_a_new_tab("two.html");
        hoa.asks_with(
            "localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b'); document.cookie = 'a=b';
             caches.open('a'); indexedDB.open('a'); console.error('a');
             navigator.serviceWorker.register('worker.js');",
            Vec::new(),
        );
        hoa.waits_for("all to be stored", || {
            let all = hoa.keeps().len() >= 5 && !hoa.workers().is_empty();
            (all && hoa.complaints().len() == 1).then_some(())
        });
        hoa.allows(&["notifications"]);
        assert_ne!(tells(&hoa), told);
    }
    for _ in 0..2 {
        let minh = town.visitor_who(habits());
        minh.opens("");
        assert_eq!(tells(&minh), told);
    }
}
