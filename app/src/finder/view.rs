//! What the finder shows, as markup: plain functions of the state, which build and browser share.
//!
//! The island is drawn natively into the find page, with the first results as plain HTML. The
//! browser finds the island there, and from then on draws each of the [`REGIONS`] anew when its
//! markup is another; the list of results is kept card by card ([`cards::CardState`]).

pub mod answer;
pub mod bar;
pub mod button;
pub mod cards;
pub mod chips;
pub mod filters;
pub mod map;
pub mod order;
pub mod place;
pub mod status;

use catalog::results::Results;

use super::state::FinderProps;
use super::state::model::Model;

/// A part of the island that is drawn anew as a whole.
pub struct Region {
    /// Where the region stands in the page.
    pub selector: &'static str,
    /// What the region shows.
    pub draw: fn(&Model, Option<&Results>, &FinderProps) -> String,
}

/// All regions. The polite line comes before the answer that it tells of.
pub const REGIONS: [Region; 6] = [
    Region { selector: ".chips", draw: chips::chip_list },
    Region { selector: "#status", draw: status::status_line },
    Region {
        selector: ".suggested",
        draw: |_, results, props| {
            results.map_or_else(String::new, |results| chips::suggested_needs(results, props))
        },
    },
    Region {
        selector: ".before",
        draw: |model, results, props| {
            results.map_or_else(String::new, |results| answer::before(model, results, props))
        },
    },
    Region {
        selector: ".after",
        draw: |model, results, props| {
            results.map_or_else(String::new, |results| answer::after(model, results, props))
        },
    },
    Region {
        selector: ".chart",
        draw: |model, results, props| {
            results.map_or_else(String::new, |results| map::map(model, results, props))
        },
    },
];

/// The element that holds the list of results.
pub const RESULTS: &str = "#results";

/// The class of that list while the map is open: its cards are numbered as the map's marks are.
pub const NUMBERED: &str = "numbered";

/// Help lines for words that speak of danger.
#[cfg(feature = "ssr")]
pub struct HelpLines {
    /// The address of the file with those words.
    pub words: String,
    /// A hidden panel for each kind of danger, as HTML.
    pub panels: String,
}

/// The island as plain HTML, for the find page: nothing asked yet, and `first_cards` as the answer;
/// above them `help_lines`, which only words of danger show, below them `unfound`, which words that found
/// nothing show. What is not an answer (the map, the link to
/// share) comes after the answers.
#[cfg(feature = "ssr")]
pub fn island_html(
    props: &FinderProps,
    help_lines: Option<HelpLines>,
    first_cards: String,
    unfound: String,
) -> String {
    use leptos::prelude::*;

    let messages = &props.messages;
    let status = status::status_line(&Model::new(), None, props);
    view! {
        <div class="finder noprint" inner_html=bar::search_bar(messages)></div>
        <div class="two wrap">
            <dialog
                class="filters noprint"
                id="filters"
                aria-labelledby="filters-title"
                inner_html=filters::filters(props)
            ></dialog>
            <div class="found">
                {help_lines.map(|HelpLines { words, panels }| view! {
                    <div id="urgent" role="alert" hidden data-words=words inner_html=panels></div>
                })}
                <div class="asked noprint">
                    <ul class="row chips"></ul>
                    <ul class="row suggested"></ul>
                </div>
                <div class="over">
                    <p class="status" id="status" role="status" tabindex="-1" inner_html=status></p>
                    <div class="order noprint" inner_html=order::order(messages)></div>
                </div>
                <div class="answers">
                    <div class="before"></div>
                    <ul class="cards" id="results" inner_html=first_cards></ul>
                    <div class="after"></div>
                </div>
                <div inner_html=unfound></div>
                <div class="row tools noprint" inner_html=order::tools(messages)></div>
                <div class="chart noprint"></div>
            </div>
        </div>
    }
    .to_html()
}
