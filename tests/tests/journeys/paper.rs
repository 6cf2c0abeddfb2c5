//! On paper: a service is one sheet, on either size of paper, whatever the language.

use journeys::{Habits, Site, Town};

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
