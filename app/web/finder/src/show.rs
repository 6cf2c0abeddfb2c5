//! Shows what the finder knows: the regions, and the list of results card by card. The answer is
//! what a person waits for, so it is drawn at once, and the fields and boxes just before the frame.

use app::finder::state::FinderContext;
use app::finder::view::cards::{CardState, card, shown_cards};
use app::finder::view::{NUMBERED, REGIONS, RESULTS};
use app::markup::Markup;
use kit::element::{first, focus};
use kit::island::on_change;
use kit::list::KeyedList;
use kit::region::Region;
use kit::signal::*;
use web_sys::Element;

/// Draws whatever changes, for as long as the page lives. What the page brought along stays until
/// the first change.
pub fn follow(island: &Element, context: &FinderContext) {
    for region in REGIONS {
        let FinderContext { props, model, results } = context.clone();
        let draw = move || {
            results.with(|found| model.with(|model| (region.draw)(model, found.as_ref(), &props)))
        };
        let Some(mut shown) = Region::find(island, region.selector, untrack(&draw)) else {
            continue;
        };
        on_change(move || shown.draw(draw()));
    }
    if let Some(list) = first(island, RESULTS) {
        follow_results(KeyedList::new(list), context);
    }
}

fn follow_results(mut list: KeyedList<u32, CardState>, context: &FinderContext) {
    let FinderContext { props, model, results } = context.clone();
    let mut shown_before = usize::MAX;
    on_change(move || {
        results.with(|found| {
            model.with(|model| {
                let Some(found) = found else { return };
                let states = shown_cards(model, found, &props.manifest).into_iter();
                let markup = |state: &CardState| {
                    let mut markup = Markup::new();
                    card(&mut markup, state, model, &props);
                    markup.into_text()
                };
                list.update(states.map(|state| (state.key(), state)), markup);
                let element = list.element();
                // For which words these are: a person who watches the page from outside can tell an
                // answer from the last.
                let _ = element.set_attribute("data-for", &model.query.words);
                let _ = element.class_list().toggle_with_force(NUMBERED, model.map.is_some());
                if model.shown > shown_before {
                    // "Show more" was pressed: the person goes on with the first new card.
                    let stop = list.item(shown_before).and_then(|item| first(item, "a, button"));
                    stop.into_iter().for_each(focus);
                }
                shown_before = model.shown;
            });
        });
    });
}
