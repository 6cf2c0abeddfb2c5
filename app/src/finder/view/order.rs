//! In which order, beside how many there are; and after the results the map and the link to this search.

use catalog::query::Sort;

use crate::finder::state::action::Action;
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// In which order.
pub fn order(messages: &Messages) -> String {
    let mut row = Markup::new();
    row.tag("<label for=\"order\" class=\"spoken\">").text(messages.text(Key::FinderOrder));
    row.tag("</label><select id=\"order\">");
    for (_, id, key) in SORTS {
        row.tag("<option value=\"").tag(id).tag("\">").text(messages.text(key)).tag("</option>");
    }
    row.tag("</select>");
    row.into_text()
}

/// The map, and the link to this search.
pub fn tools(messages: &Messages) -> String {
    let mut row = Markup::new();
    row.tag("<button type=\"button\" class=\"quiet map-button\" aria-pressed=\"false\"");
    Action::ToggleMap.write(&mut row);
    row.tag(">").icon("map-pin").text(messages.text(Key::FinderMapOpen)).tag("</button>");
    row.tag("<button type=\"button\" class=\"quiet share\"");
    Action::Share.write(&mut row);
    row.tag(">").icon("share-2").tag("<span aria-live=\"polite\" data-copied=\"");
    row.text(messages.text(Key::FinderCopied)).tag("\">");
    row.text(messages.text(Key::FinderShare)).tag("</span></button>");
    row.into_text()
}

/// The orders, their ids in the page, and their words.
const SORTS: [(Sort, &str, Key); 3] = [
    (Sort::Best, "best", Key::FinderSortBest),
    (Sort::Nearest, "nearest", Key::FinderSortNearest),
    (Sort::Soonest, "soonest", Key::FinderSortSoonest),
];

/// The id of an order in the page.
pub fn sort_id(sort: Sort) -> &'static str {
    SORTS.iter().find(|(known, ..)| *known == sort).map_or("best", |(_, id, _)| id)
}

/// The order with this id.
pub fn sort_of(id: &str) -> Option<Sort> {
    SORTS.iter().find(|(_, known, _)| *known == id).map(|(sort, ..)| *sort)
}
