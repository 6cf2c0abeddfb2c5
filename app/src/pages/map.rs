//! A picture of what is around a neighbourhood, standing in its page without a script: the numbers
//! of the cards in the list, each a link to its card.

use catalog::directory::Place;
use catalog::place::Position;
use catalog::results::Hit;
use leptos::prelude::*;

use super::address::NEAR_TRAVEL;
use super::context::PageContext;
use super::ground;
use crate::locale::Key;
use crate::map::{self, Mark, Window};
use crate::markup::Markup;

/// How far around the middle is shown where the directory has no walking distance, in metres.
const AROUND_M: u32 = 1_600;

/// The id of a card in the list, by its place in it, from 1 on.
pub fn anchor(card: usize) -> String {
    format!("n{card}")
}

/// The picture, to be opened; `None` where nothing that was found has a place in it.
pub fn around(context: &PageContext<'_>, place: &Place, hits: &[Hit]) -> Option<AnyView> {
    let travel = &context.config().travel;
    let rings: Vec<u32> = match travel.iter().position(|way| way.id == NEAR_TRAVEL) {
        Some(widest) => travel[..=widest].iter().map(|way| way.metres).collect(),
        None => vec![AROUND_M],
    };
    let widest = rings.iter().copied().max().unwrap_or(AROUND_M);
    let window = Window::around(ground::plane(context.directory()), place.centre, widest / 20 * 23);
    let catalog = context.catalog()?;
    let shown: Vec<Option<Position>> =
        hits.iter().map(|hit| catalog.position(hit.service, hit.at)).collect();
    let marks = window.marks(shown.iter().map(Option::as_slice));
    if marks.is_empty() {
        return None;
    }
    let title = context.fill(Key::BrowseMap, &[("place", &place.name)]);
    let mut picture = Markup::new();
    picture.tag("<svg role=\"group\" aria-label=\"").text(&title).tag("\"");
    window.write(&mut picture);
    picture.tag(">").drawn(&ground::part(context.directory(), &window, &place.id));
    for metres in &rings {
        map::ring(&mut picture, window.middle, *metres, &context.messages.on_foot(*metres));
    }
    marks.iter().for_each(|mark| draw(&mut picture, context, hits, mark));
    picture.tag("</svg>");
    Some(
        view! {
            <details class="group noprint">
                <summary>{title}</summary>
                <p class="small">{context.text(Key::BrowseMapText)}</p>
                <div inner_html=picture.into_text()></div>
            </details>
        }
        .into_any(),
    )
}

/// A mark that leads to its first card.
fn draw(picture: &mut Markup, context: &PageContext<'_>, hits: &[Hit], mark: &Mark) {
    let Some(first) = mark.cards.first() else { return };
    let named = mark.cards.iter().filter_map(|card| {
        let name = context.catalog()?.card(hits.get(*card)?.service)?.name.text;
        Some(format!("{} {name}", context.messages.number(*card as u32 + 1)))
    });
    let named: Vec<String> = named.collect();
    picture.tag("<a href=\"#").text(&anchor(first + 1)).tag("\" aria-label=\"");
    picture.text(&context.messages.list(&named)).tag("\">");
    map::mark(picture, mark, &context.messages);
    picture.tag("</a>");
}
