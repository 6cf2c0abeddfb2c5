//! The driver itself, on a page made by hand: what the other journeys rely on.
// A journey that cannot go on stops with a sentence.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use journeys::server::Kind;
use journeys::site::Scratch;
use journeys::{Habits, Server, Visitor};
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

fn site(name: &str) -> Scratch {
    let site = Scratch::empty(name);
    site.write("index.html", PAGE);
    site.write("two.html", PAGE.replace("Hello", "Page two"));
    site.write("page.js", SCRIPT);
    site.write("ticked.txt", "");
    site
}

#[test]
fn somebody_reads_presses_types_and_goes_back() {
    let site = site("driver-hands");
    let server = Server::opens(&site.folder, "/town/", Kind::Plain);
    let ana = Visitor::arrives(&server.address(), Habits::phone().reading("pa,en"));
    ana.opens("");
    assert_eq!((ana.title().as_str(), ana.heading().as_str()), ("A page", "Hello"));
    // The phone's width, the site's moment, the reader's language.
    ana.sees("360 wide, 2026-11-23, ");
    ana.sees(", pa");
    assert_eq!(ana.status(), "2 activities");
    assert_eq!(ana.results(), ["Morning tai chi", "Tea"]);
    assert_eq!(ana.card("Morning tai chi"), "Morning tai chi\nTuesday");

    let mark = server.mark();
    let tick = ana.finds_one(&["checkbox"], "Cantonese");
    ana.presses_on(&tick);
    ana.waits_for("the tick to be told", || (!server.log_since(mark).is_empty()).then_some(()));
    assert_eq!(server.log_since(mark)[0].address(), "/town/ticked.txt");
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
    let site = site("driver-plain");
    let server = Server::opens(&site.folder, "/", Kind::Plain);
    let ben = Visitor::arrives(&server.address(), Habits::computer().without_javascript());
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
    let server = Server::opens(&site.folder, "/", Kind::Plain);
    let carla = Visitor::arrives(&server.address(), Habits::phone().among_errors());
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
