//! Without a connection: a directory that somebody has kept opens with the host gone, releases
//! never mix, and nothing that happens to a phone leaves half of one.
//!
//! The host really stops: what a browser calls offline does not reach its workers.

use std::process::Command;
use std::sync::OnceLock;

use journeys::server::Kind;
use journeys::site::{self, Scratch, Site};
use journeys::{Habits, Town, Visitor};

/// What the sample is called, and what it is called in the next release: on every page.
const OLD_NAME: &str = "Signpost South Vancouver";
const NEW_NAME: &str = "Signpost Tomorrow";

/// The sample's next release. Its files replace the old ones, which are gone.
fn next_release() -> &'static Site {
    static NEXT: OnceLock<(Scratch, Site)> = OnceLock::new();
    let (_, site) = NEXT.get_or_init(|| {
        let content = Scratch::content_in(&["en", "zh-Hant"], "next-content");
        let config = content.text("directory.toml");
        assert!(config.contains(OLD_NAME), "the sample is called something else");
        content.write("directory.toml", config.replace(OLD_NAME, NEW_NAME));
        let out = Scratch::empty("next");
        let folder = out.folder.join("dist");
        let built = site::build(&content.folder, &folder);
        assert!(built.status.success(), "{}", site::said(&built));
        (out, Site { folder })
    });
    site
}

/// A copy of the sample, to be changed.
fn copy_of_the_sample(name: &str) -> Scratch {
    Scratch::copy_of(&Site::sample().folder, name)
}

/// A phone whose browser has kept nothing yet, and keeps nothing for anybody after.
fn phone() -> Habits {
    Habits::phone().with_a_new_browser()
}

/// The sample with a worker that takes it for one of another day. (Workers have the machine's own
/// clock, which no journey can turn.)
fn sample_of(day: &str, name: &str) -> (Scratch, Site) {
    let copy = copy_of_the_sample(name);
    let worker = copy.text("worker.js");
    let own = format!("\"day\":\"{}\"", &site::NOW[..10]);
    assert!(worker.contains(&own), "the worker does not know its day");
    copy.write("worker.js", worker.replace(&own, &format!("\"day\":\"{day}\"")));
    let folder = copy.folder.clone();
    (copy, Site { folder })
}

/// A file that holds pages to keep in English, as the end of an address.
fn some_pages(site: &Site) -> String {
    let files = site.files();
    let file = files.iter().find(|file| file.starts_with("offline/en-pages."));
    format!("/{}", file.expect("pages are kept"))
}

#[track_caller]
fn is_whole(visitor: &Visitor, name: &str) {
    for page in ["en/", "en/browse/need/move/", "en/s/rb146/", "en/lists/"] {
        visitor.opens(page);
        visitor.sees(name);
    }
    visitor.opens_finder("en");
    visitor.sees(name);
    visitor.types("tai chi");
    visitor.finds_first("Morning tai chi");
    visitor.follows("Morning tai chi");
    visitor.sees(name);
}

#[test]
fn a_directory_on_the_phone_opens_with_the_host_gone() {
    let mut town = Town::at(Site::sample(), "/town/", Kind::WithHeaders);
    let mei = town.visitor_who(phone());
    mei.keeps_the_directory("en");
    mei.reloads();
    mei.sees(mei.words().say("offline.kept"));
    town.server.stops();
    mei.reloads();
    mei.sees(mei.words().say("offline.kept"));
    is_whole(&mei, OLD_NAME);
    mei.opens("");
    mei.follows_one_that_begins("English");
    assert_eq!(mei.heading(), mei.words().say("home.title"));
    // A folder is found without its slash, and help is one press away.
    mei.opens("en/s/rb146");
    assert_eq!(mei.address(), "en/s/rb146/");
    mei.sees("9-8-8");
}

#[test]
fn two_languages_that_are_kept_at_the_same_moment_are_both_kept() {
    let town = Town::opens();
    let mei = town.visitor_who(phone());
    mei.keeps_the_directory("en");
    assert_eq!(mei.keeps_at_once(&["zh-Hant", "pa"]), ["kept", "kept"]);
    for locale in ["en", "zh-Hant", "pa"] {
        mei.opens(&format!("{locale}/keep/"));
        mei.sees(mei.words().say("offline.kept"));
    }
}

#[test]
fn without_a_connection_a_page_that_is_not_kept_says_so_and_leads_on() {
    let mut town = Town::at(Site::sample(), "/town/", Kind::Plain);
    let mei = town.visitor_who(phone().among_errors());
    mei.keeps_the_directory("en");
    town.server.stops();
    for page in ["pa/browse/need/move/", "en/s/nobody/"] {
        mei.opens(page);
        assert_eq!(mei.heading(), mei.words().say("offline.away-title"), "at {page}");
        assert_eq!(mei.address(), page, "a reload tries it again");
    }
    mei.opens("pa/browse/need/move/");
    mei.follows(mei.words().say("find.title"));
    mei.waits_for_the_finder();
    town.server.starts_again();
    mei.opens("pa/browse/need/move/");
    assert_eq!(mei.language(), "pa");
}

#[test]
fn nothing_is_stored_before_somebody_presses_and_no_trail_of_pages_after() {
    let town = Town::opens();
    let [mei, amar] = [(), ()].map(|()| town.visitor_who(phone()));
    for page in ["en/", "en/s/rb146/", "en/keep/"] {
        mei.opens(page);
    }
    assert_eq!(mei.keeps(), Vec::<String>::new());
    assert_eq!(mei.workers(), Vec::<String>::new());
    mei.keeps_the_directory("en");
    for page in ["en/s/rb146/", "en/find/", "pa/s/nxm23/", "en/keep/"] {
        mei.opens(page);
    }
    amar.keeps_the_directory("en");
    let kept = mei.kept_files();
    assert!(kept.iter().any(|file| file == "/en/find/"), "{kept:?}");
    assert_eq!(kept, amar.kept_files(), "what was visited can be told from what is kept");
    let others =
        kept.iter().filter(|file| file.starts_with("/pa/") || file.starts_with("/zh-Hant/"));
    assert_eq!(others.count(), 0, "another language was kept");

    mei.presses(mei.words().say("offline.forget"));
    mei.sees(mei.words().say("offline.forgotten"));
    assert_eq!(mei.keeps(), Vec::<String>::new());
    mei.reloads();
    assert_eq!(mei.workers(), Vec::<String>::new());
    mei.finds_one(&["button"], mei.words().say("offline.keep"));
}

#[test]
fn a_new_release_waits_until_every_tab_of_the_old_one_is_closed() {
    let mut town = Town::opens();
    let mei = town.visitor_who(phone().among_errors());
    mei.keeps_the_directory("en");
    mei.opens("en/");
    town.server.publishes(&next_release().folder);
    mei.reloads();
    mei.sees(OLD_NAME);
    mei.waits_for_a_waiting_worker();
    is_whole(&mei, OLD_NAME);
    let first = mei.opens_in_a_new_tab("en/find/");
    mei.waits_for_the_finder();
    mei.sees(OLD_NAME);
    mei.closes_the_tab_for(first);
    is_whole(&mei, OLD_NAME);

    becomes_new(&mei);
    is_whole(&mei, NEW_NAME);
    assert_eq!(mei.keeps().len(), 1, "the old release is still there: {:?}", mei.keeps());
    town.server.stops();
    is_whole(&mei, NEW_NAME);
}

/// Opens the site until a new worker waits, then closes all its pages and opens it again, until the
/// new release is there: a browser takes a moment to see that nobody needs the old one.
#[track_caller]
fn becomes_new(visitor: &Visitor) {
    visitor.opens("en/");
    visitor.waits_for_a_waiting_worker();
    visitor.waits_for("the new release", || {
        visitor.closes_all_its_pages();
        visitor.opens("en/");
        visitor.reads().contains(NEW_NAME).then_some(())
    });
}

#[test]
fn a_page_of_the_old_release_keeps_nothing_of_the_new_one() {
    let town = Town::opens();
    let mei = town.visitor_who(phone());
    mei.opens("en/keep/");
    town.server.publishes(&next_release().folder);
    mei.presses(mei.words().say("offline.keep"));
    mei.sees(mei.words().say("offline.refused"));
    assert_eq!(mei.keeps(), Vec::<String>::new());
    mei.opens("en/keep/");
    mei.sees(NEW_NAME);
    mei.presses(mei.words().say("offline.keep"));
    mei.sees(mei.words().say("offline.kept"));
}

#[test]
fn a_new_page_is_whole_beside_an_old_worker() {
    let town = Town::opens();
    let mei = town.visitor_who(phone());
    mei.keeps_the_directory("en");
    town.server.publishes(&next_release().folder);
    // Not kept, so it comes from the host, with its own files.
    mei.opens_finder("zh-Hant");
    assert!(!mei.results().is_empty(), "nothing is found");
    let page = next_release().text("zh-Hant/find/index.html");
    let style = page
        .split("rel=\"stylesheet\" href=\"../../")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let style = style.expect("the page has a style sheet");
    assert!(mei.requests().iter().any(|url| url.ends_with(style)), "{style}");
    mei.opens("en/");
    mei.sees(OLD_NAME);
}

#[test]
fn an_upload_that_is_halfway_changes_nothing_on_the_phone() {
    let mut town = Town::opens();
    let mei = town.visitor_who(phone().among_errors());
    mei.keeps_the_directory("en");
    let halfway = copy_of_the_sample("halfway");
    halfway.write("worker.js", next_release().text("worker.js"));
    town.server.publishes(&halfway.folder);
    let mark = town.server.mark();
    mei.opens("en/");
    mei.waits_for("the list of the new release to be missed", || {
        let asked = town.server.log_since(mark);
        asked.iter().any(|request| request.address().starts_with("/offline/en.")).then_some(())
    });
    mei.waits_for("the new worker to give up", || (mei.workers() == ["active"]).then_some(()));
    town.server.stops();
    is_whole(&mei, OLD_NAME);
    town.server.starts_again();
    town.server.publishes(&next_release().folder);
    becomes_new(&mei);
    town.server.stops();
    is_whole(&mei, NEW_NAME);
}

#[test]
fn when_the_browser_clears_what_was_kept_the_host_answers() {
    let town = Town::opens();
    let mei = town.visitor_who(phone());
    mei.keeps_the_directory("en");
    mei.loses_what_is_kept();
    assert_eq!(mei.kept_files(), Vec::<String>::new());
    let mark = town.server.mark();
    is_whole(&mei, OLD_NAME);
    let asked = town.server.log_since(mark);
    assert!(
        asked.iter().any(|request| request.address() == "/en/s/rb146/"),
        "the host was not asked"
    );
    mei.keeps_the_directory("en");
}

#[test]
fn a_phone_without_room_says_so_and_keeps_nothing() {
    let town = Town::opens();
    let mei = town.visitor_who(phone().among_errors());
    mei.opens("en/keep/");
    // Room for some of the pages, but not for all.
    mei.has_room_for(Some(2_000_000));
    mei.presses(mei.words().say("offline.keep"));
    mei.sees(mei.words().say("offline.failed"));
    assert_eq!(mei.keeps(), Vec::<String>::new());
    is_whole(&mei, OLD_NAME);
    mei.has_room_for(None);
    mei.keeps_the_directory("en");
}

#[test]
fn a_worker_that_dies_halfway_leaves_nothing_half() {
    let mut town = Town::opens();
    let mei = town.visitor_who(phone().among_errors());
    dies_while_it_brings(&town, &mei, Site::sample(), || {
        mei.opens("en/keep/");
        mei.presses(mei.words().say("offline.keep"));
    });
    mei.opens("en/keep/");
    mei.finds_one(&["button"], mei.words().say("offline.keep"));
    is_whole(&mei, OLD_NAME);
    town.server.stops();
    assert!(!mei.can_open("en/"), "half a release is in use");
    town.server.starts_again();
    mei.keeps_the_directory("en");

    town.server.publishes(&next_release().folder);
    dies_while_it_brings(&town, &mei, next_release(), || mei.opens("en/"));
    town.server.stops();
    is_whole(&mei, OLD_NAME);
    town.server.starts_again();
    becomes_new(&mei);
    town.server.stops();
    is_whole(&mei, NEW_NAME);
}

#[track_caller]
fn dies_while_it_brings(town: &Town, visitor: &Visitor, release: &Site, act: impl FnOnce()) {
    let pages = some_pages(release);
    town.server.holds_back(&pages);
    let mark = town.server.mark();
    act();
    visitor.waits_for("the pages to be asked for", || {
        let asked = town.server.log_since(mark);
        asked.iter().any(|request| request.address() == pages).then_some(())
    });
    visitor.kills_the_workers();
    town.server.lets_go();
}

#[test]
fn a_copy_that_is_a_while_old_says_of_which_day_it_is() {
    let (_copy, site) = sample_of("2026-01-05", "of-january");
    let mut town = Town::at(&site, "/", Kind::Plain);
    let mei = town.visitor_who(phone());
    let day = "the directory of 23 November 2026";
    mei.opens("en/");
    assert!(!mei.reads().contains(day), "the host's own page says how old it is");
    mei.keeps_the_directory("en");
    town.server.stops();
    for page in ["en/", "en/s/rb146/"] {
        mei.opens(page);
        mei.sees(day);
    }
}

#[test]
fn a_copy_of_today_does_not_speak_of_its_age() {
    let today = Command::new("date").arg("+%Y-%m-%d").output().expect("there is a clock");
    let (_copy, site) = sample_of(String::from_utf8_lossy(&today.stdout).trim(), "of-today");
    let mut town = Town::at(&site, "/", Kind::Plain);
    let mei = town.visitor_who(phone());
    mei.keeps_the_directory("en");
    town.server.stops();
    mei.opens("en/");
    assert!(!mei.reads().contains("the directory of"), "{}", mei.reads());
}
