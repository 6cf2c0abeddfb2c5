//! What stands before and after the list of results: what would help when nothing fits, the button for
//! more, near misses, and how far was searched.

use catalog::results::{Relaxation, Results, Without};

use super::button::button;
use super::cards::cards;
use super::status::{known, searched};
use crate::choice::label;
use crate::finder::state::FinderProps;
use crate::finder::state::action::Action;
use crate::finder::state::model::{CARDS_AT_ONCE, Model};
use crate::locale::Key;
use crate::markup::Markup;

/// What stands above the cards: what would help when nothing fits, and how much is known.
pub fn before(model: &Model, results: &Results, props: &FinderProps) -> String {
    let mut before = Markup::new();
    if results.found == 0 {
        nothing(&mut before, &results.relaxations, props);
    }
    if let Some(known) = known(model, results, props) {
        before.tag("<p class=\"small soft known\">").text(&known).tag("</p>");
    }
    before.into_text()
}

/// What stands below the cards: the button for more, near misses, and how far was searched.
pub fn after(model: &Model, results: &Results, props: &FinderProps) -> String {
    let messages = &props.messages;
    let mut after = Markup::new();
    let left = results.found.saturating_sub(model.shown as u32);
    if left > 0 {
        let more = messages.count(Key::FinderMore, left.min(CARDS_AT_ONCE as u32), &[]);
        after.tag("<button type=\"button\" class=\"quiet more\"");
        Action::ShowMore.write(&mut after);
        after.tag(">").text(&more).tag("</button>");
    }
    if !results.near_misses.is_empty() {
        after.tag("<h2 class=\"near-misses\">").text(messages.text(Key::FinderNearMisses));
        after.tag("</h2><ul class=\"cards\">");
        cards(&mut after, model, &results.near_misses, props);
        after.tag("</ul>");
    }
    reach(&mut after, model, results, props);
    after.into_text()
}

/// What was searched, where the directory goes on beyond it.
fn reach(answer: &mut Markup, model: &Model, results: &Results, props: &FinderProps) {
    let messages = &props.messages;
    let Some(said) = searched(model, results, &props.manifest, messages) else { return };
    answer.tag("<div class=\"reach\"><p>").text(&said).tag("</p>");
    let further = if model.is_part_missing { Key::FinderTryAgain } else { Key::FinderLookFurther };
    if results.left_out > 0 || model.is_part_missing {
        button(answer, &Action::LookFurther, messages.text(further));
    }
    answer.tag("</div>");
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
        button(answer, &Action::without(without), &words);
        answer.tag("</li>");
    }
    answer.tag("</ul><button type=\"button\"");
    Action::ClearAll.write(answer);
    answer.tag(">").text(messages.text(Key::FinderClear)).tag("</button></div>");
}
