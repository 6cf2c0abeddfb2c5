//! On paper: a service is one sheet, on either size of paper, whatever the language.

use std::fs;
use std::process::Command;

use journeys::server::Kind;
use journeys::site::{NOW, Scratch, said};
use journeys::{Habits, Site, Town, tools};

/// Languages that take much room, each in its own way.
const LOCALES: [&str; 2] = ["fr", "pa"];

#[test]
fn every_service_fits_on_one_sheet() {
    let town = Town::opens();
    let gurpreet = town.visitor_who(Habits::phone().without_javascript());
    let mut seen = 0;
    for locale in LOCALES {
        for page in Site::sample().files() {
            let is_service =
                page.starts_with(&format!("{locale}/s/")) && page.ends_with("/index.html");
            if !is_service {
                continue;
            }
            let page = page.trim_end_matches("index.html");
            gurpreet.opens(page);
            let sheets = gurpreet.prints_on_letter("paper");
            assert_eq!(sheets, 1, "{page} takes {sheets} sheets of US Letter");
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} services were printed");
}

#[test]
fn somebody_at_a_desk_shows_a_card_in_both_languages() {
    let town = Town::opens();
    let gurpreet = town.visitor_who(Habits::phone().without_javascript());
    gurpreet.opens("pa/s/rb146/");
    let links = gurpreet.links();
    assert!(links.iter().any(|link| link.ends_with("#card")), "{links:?}");
    gurpreet.opens("pa/s/rb146/#card");
    gurpreet.sees("I speak Punjabi.");
    let card = gurpreet.reads();
    assert!(card.contains("Hello. I would like to join this activity:"), "{card}");
    assert!(card.contains("I speak Punjabi."), "{card}");
    assert!(card.contains("ਮੈਂ ਪੰਜਾਬੀ"), "{card}");
    assert!(!card.contains("604-555-0100"), "the page is still there: {card}");
    gurpreet.screenshot("desk-card-pa");
}

/// The activities of a locale, those with the longest pages first.
fn fullest(locale: &str) -> Vec<String> {
    let site = Site::sample();
    let mut pages: Vec<(u64, String)> = site
        .files()
        .into_iter()
        .filter_map(|file| {
            let size = fs::metadata(site.folder.join(&file)).map_or(0, |about| about.len());
            let rest = file.strip_prefix(&format!("{locale}/s/"))?;
            Some((size, rest.strip_suffix("/index.html")?.to_owned()))
        })
        .collect();
    pages.sort_unstable();
    pages.into_iter().rev().map(|(_, id)| id).collect()
}

/// Runs `signpost pack` into a folder; whether it has written something.
fn packs(into: &Scratch, file: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(tools::signpost());
    command.arg("pack").arg("--content").arg(tools::content()).args(["--now", NOW]);
    command.args(arguments).arg("--out").arg(into.folder.join(file));
    let output = command.output().expect("signpost could not be started");
    let is_refused = said(&output).contains("gets no poster");
    assert!(output.status.success() || is_refused, "{arguments:?}: {}", said(&output));
    output.status.success()
}

#[test]
fn the_posters_with_most_to_say_fit_on_one_sheet() {
    let folder = Scratch::empty("posters");
    let mut files = Vec::new();
    for locale in LOCALES {
        let posters = fullest(locale).into_iter().map(|id| (format!("{locale}-{id}.html"), id));
        let drawn = posters
            .filter(|(file, id)| packs(&folder, file, &["--poster", id, "--locale", locale]));
        files.extend(drawn.map(|(file, _)| file).take(8));
    }
    let town = Town::at(&Site { folder: folder.folder.clone() }, "/", Kind::Plain);
    let wide = Habits::computer().on_screen(720, 960).without_javascript();
    let harjit = town.visitor_who(wide);
    for file in &files {
        harjit.opens(file);
        let sheets = harjit.prints_on_letter("poster");
        assert_eq!(sheets, 1, "{file} takes {sheets} sheets of US Letter");
        assert_eq!(harjit.prints("poster"), 1, "{file} on A4");
    }
    assert_eq!(files.len(), 16);
}

#[test]
fn a_mail_carrier_prints_a_booklet_in_each_of_three_sizes() {
    let folder = Scratch::empty("booklets");
    // Letters that are twice as large take about three times as much paper.
    let wanted = [("pa", "14", 22), ("pa", "24", 60), ("fa", "18", 45), ("zh-Hant", "24", 60)];
    for (locale, size, _) in wanted {
        let arguments = ["--area", "sunset", "--locale", locale, "--size", size];
        assert!(packs(&folder, &format!("{locale}-{size}.html"), &arguments));
    }
    let town = Town::at(&Site { folder: folder.folder.clone() }, "/", Kind::Plain);
    let wide = Habits::computer().on_screen(720, 960).without_javascript();
    let carrier = town.visitor_who(wide);
    for (locale, size, most) in wanted {
        let file = format!("{locale}-{size}.html");
        carrier.opens(&file);
        assert_eq!(carrier.sticks_out(), [""; 0], "{file}");
        let sheets = carrier.prints_on_letter(&format!("booklet-{locale}-{size}"));
        assert!((8..=most).contains(&sheets), "{file} takes {sheets} sheets of US Letter");
    }
    assert_eq!(carrier.requests_elsewhere(), [""; 0]);
}

#[test]
fn a_list_is_a_sheet_to_hand_over_with_its_code_and_its_address() {
    let town = Town::opens();
    let gurpreet = town.visitor_who(Habits::phone().without_javascript());
    let mut seen = 0;
    for locale in LOCALES {
        for page in Site::sample().files() {
            let is_list =
                page.starts_with(&format!("{locale}/lists/")) && page.ends_with("/index.html");
            let page = page.trim_end_matches("index.html");
            if !is_list || page == format!("{locale}/lists/") {
                continue;
            }
            gurpreet.opens(page);
            let sheets = gurpreet.prints_on_letter(&format!("list-{locale}"));
            assert!(sheets <= 2, "{page} takes {sheets} sheets of US Letter");
            gurpreet.looks_at_paper();
            gurpreet.sees(&format!("signpost.example/{page}"));
            gurpreet.looks_at_the_screen();
            seen += 1;
        }
    }
    assert!(seen >= 6, "only {seen} lists were printed");
}
