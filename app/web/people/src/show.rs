//! Shows the ledger, entry by entry, and what stands around it.

use app::people::state::PeopleModel;
use app::people::view::{self, EntryState, PeopleProps};
use kit::element::first;
use kit::island::on_change;
use kit::list::KeyedList;
use kit::region::Region;
use kit::signal::*;

use crate::ledger::Context;

/// Draws whatever changes, for as long as the page lives.
pub fn follow(context: &Context) {
    region(context, "#people-storage", view::storage);
    region(context, "#people-undo", view::undo);
    region(context, "#people-report", view::report);
    region(context, "#people-copied", |model, _| view::copied(model));
    let Context { island, props, model, .. } = context.clone();
    if let Some(mut list) = first(&island, "#people-list").map(KeyedList::new) {
        on_change(move || {
            model.with(|model| {
                let states = view::entries(model).into_iter();
                let markup = |state: &EntryState| view::entry(state, &props);
                list.update(states.map(|state| (state.key(), state)), markup);
            });
        });
    }
    if let Some(mut status) = Region::find(&island, "#status", String::new()) {
        on_change(move || status.say(model.with(|model| model.said.clone())));
    }
}

fn region(context: &Context, selector: &str, draw: fn(&PeopleModel, &PeopleProps) -> String) {
    let Context { island, props, model, .. } = context.clone();
    if let Some(mut region) = Region::find(&island, selector, String::new()) {
        on_change(move || region.draw(model.with(|model| draw(model, &props))));
    }
}
