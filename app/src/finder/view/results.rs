//! What was found: what was asked, how many fit, the cards, and what would help when none does.

use catalog::card::Card;
use catalog::query::Sort;
use catalog::results::{Hit, Relaxation, Results, Without};

use super::FinderProps;
use super::map;
use super::model::{CARDS_AT_ONCE, Model, chips, searched, status};
use super::press::Press;
use crate::card::{CardView, Clock, Keep, draw_card, label};
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// Everything chosen, each to be taken away with a press.
pub fn chip_list(model: &Model, props: &FinderProps) -> String {
    let mut list = Markup::new();
    for (words, press) in chips(model, &props.manifest, &props.messages) {
        list.tag("<li><button type=\"button\" class=\"chip\" aria-label=\"");
        list.text(&props.messages.fill(Key::FinderRemove, &[("name", &words)])).tag("\"");
        press.write(&mut list);
        list.tag(">").text(&words).icon("x").tag("</button></li>");
    }
    list.into_text()
}

/// The one polite line.
pub fn status_line(model: &Model, results: Option<&Results>, props: &FinderProps) -> String {
    let mut line = Markup::new();
    line.text(&status(model, results, &props.manifest, &props.messages));
    line.into_text()
}

/// Needs that the typed words name: one press, and the words become a choice.
pub fn suggested_needs(results: &Results, props: &FinderProps) -> String {
    let mut list = Markup::new();
    for &(need, services) in &results.suggested_needs {
        let choice = props.manifest.choices.first().and_then(|needs| needs.get(need as usize));
        let Some(choice) = choice else { continue };
        let name = &[("name", choice.label.as_str())];
        list.tag("<li>");
        button(
            &mut list,
            Press::Need(need),
            &props.messages.count(Key::FinderSuggestion, services, name),
        );
        list.tag("</li>");
    }
    list.into_text()
}

/// In which order, the map, and the link to this search.
pub fn order(messages: &Messages) -> String {
    let mut row = Markup::new();
    row.tag("<label for=\"order\" class=\"spoken\">").text(messages.text(Key::FinderOrder));
    row.tag("</label><select id=\"order\">");
    for (_, id, key) in SORTS {
        row.tag("<option value=\"").tag(id).tag("\">").text(messages.text(key)).tag("</option>");
    }
    row.tag("</select><button type=\"button\" class=\"quiet map-button\" aria-pressed=\"false\"");
    Press::Map.write(&mut row);
    row.tag(">").icon("map-pin").text(messages.text(Key::FinderMapOpen)).tag("</button>");
    row.tag("<button type=\"button\" class=\"quiet share\"");
    Press::Share.write(&mut row);
    row.tag(">").icon("share-2").tag("<span aria-live=\"polite\">");
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

/// The cards, and what helps beside them.
pub fn answer(model: &Model, results: &Results, props: &FinderProps) -> String {
    let messages = &props.messages;
    let mut answer = Markup::new();
    if results.hits.is_empty() {
        nothing(&mut answer, &results.relaxations, props);
    }
    map::draw(&mut answer, model, results, props);
    let shown = model.shown.min(results.hits.len());
    // For which words these are: who watches the page from outside can tell an answer from the last.
    answer.tag(if model.map.is_some() {
        "<ul class=\"cards numbered\""
    } else {
        "<ul class=\"cards\""
    });
    answer.tag(" id=\"results\" data-for=\"").text(&model.query.words).tag("\">");
    cards(&mut answer, model, &results.hits[..shown], props);
    answer.tag("</ul>");
    let left = results.hits.len() - shown;
    if left > 0 {
        answer.tag("<button type=\"button\" class=\"quiet more\"");
        Press::More.write(&mut answer);
        answer
            .tag(">")
            .text(&messages.count(Key::FinderMore, left.min(CARDS_AT_ONCE) as u32, &[]))
            .tag("</button>");
    }
    if !results.near_misses.is_empty() {
        answer.tag("<h2 class=\"near-misses\">").text(messages.text(Key::FinderNearMisses));
        answer.tag("</h2><ul class=\"cards\">");
        cards(&mut answer, model, &results.near_misses, props);
        answer.tag("</ul>");
    }
    reach(&mut answer, model, results, props);
    answer.into_text()
}

/// What was searched, where the directory goes on beyond it.
fn reach(answer: &mut Markup, model: &Model, results: &Results, props: &FinderProps) {
    let messages = &props.messages;
    let Some(said) = searched(model, results, &props.manifest, messages) else { return };
    answer.tag("<div class=\"reach\"><p>").text(&said).tag("</p>");
    if results.left_out > 0 {
        button(answer, Press::Further, messages.text(Key::FinderLookFurther));
    }
    answer.tag("</div>");
}

/// Hits as cards.
pub fn cards<'h>(
    list: &mut Markup,
    model: &Model,
    hits: impl IntoIterator<Item = &'h Hit>,
    props: &FinderProps,
) {
    let (Some(catalog), Some(now)) = (model.catalog(), model.now) else { return };
    for hit in hits {
        let Some(card) = catalog.card(hit.service) else { continue };
        let FinderProps { manifest, messages, root, .. } = props;
        let mut view = CardView::new(&card, hit, manifest, messages, Clock::Live(now), root);
        view.keep = Some(keep(&card, hit.service, model, props));
        draw_card(list, &view);
    }
}

/// The way into one's own plan, or that it is there.
fn keep(card: &Card, service: u32, model: &Model, props: &FinderProps) -> Keep {
    let FinderProps { manifest, messages, root, .. } = props;
    if model.kept.split(' ').any(|id| id == card.id) {
        let plan = [root, &manifest.locale, "/plan/"].concat();
        return Keep::Kept(plan, messages.text(Key::PlanKept).to_owned());
    }
    let words = messages.text(Key::PlanKeep);
    let whom = messages.fill(Key::PlanWhom, &[("action", words), ("name", &card.name.text)]);
    Keep::Button(service, words.to_owned(), whom)
}

/// Nothing fits: what would, one press each.
fn nothing(answer: &mut Markup, relaxations: &[Relaxation], props: &FinderProps) {
    let messages = &props.messages;
    answer.tag("<div class=\"nothing\"><p>").text(messages.text(Key::FinderNothing));
    answer.tag("</p><ul class=\"stack plain\">");
    for Relaxation { without, hits } in relaxations {
        let name = match without {
            Without::Words => messages.text(Key::FinderTheWords).to_owned(),
            Without::KnownOnly => messages.text(Key::FinderKnownOnly).to_owned(),
            Without::Value(facet, value) => label(&props.manifest, messages, *facet, *value),
        };
        answer.tag("<li>");
        let words = messages.count(Key::FinderWithout, *hits, &[("name", &name)]);
        button(answer, Press::without(without), &words);
        answer.tag("</li>");
    }
    answer.tag("</ul><button type=\"button\"");
    Press::Clear.write(answer);
    answer.tag(">").text(messages.text(Key::FinderClear)).tag("</button></div>");
}

/// A button with words.
pub fn button(markup: &mut Markup, press: Press, words: &str) {
    markup.tag("<button type=\"button\" class=\"quiet\"");
    press.write(markup);
    markup.tag(">").text(words).tag("</button>");
}
