//! What stands before and after the list of results: what would help when nothing fits, the button for
//! more, near misses, and how far was searched.

use catalog::results::{Meant, MeantAs, Relaxation, Results, Without};
use catalog::sayings::{FurtherLine, Topic};

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
    absent(&mut before, model, results, props);
    if results.found == 0 && results.absent.is_empty() {
        nothing(&mut before, results, props);
    }
    if results.found == 0 && !results.perhaps.is_empty() && results.absent.is_empty() {
        perhaps_heading(&mut before, props);
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
    if results.found > 0 && !results.perhaps.is_empty() && left == 0 {
        perhaps_heading(&mut after, props);
        after.tag("<ul class=\"cards perhaps\">");
        cards(&mut after, model, results, &results.perhaps, props);
        after.tag("</ul>");
    }
    if !results.near_misses.is_empty() {
        after.tag("<h2 class=\"near-misses\">").text(messages.text(Key::FinderNearMisses));
        after.tag("</h2><ul class=\"cards\">");
        cards(&mut after, model, results, &results.near_misses, props);
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

/// The heading above services that fit perhaps, which are not in the count.
fn perhaps_heading(answer: &mut Markup, props: &FinderProps) {
    answer.tag("<h2 class=\"near-misses\">").text(props.messages.text(Key::FinderPerhaps));
    answer.tag("</h2>");
}

/// What nobody lists: that it is so, who can ask further, and what is near to it.
fn absent(answer: &mut Markup, model: &Model, results: &Results, props: &FinderProps) {
    let messages = &props.messages;
    let topics = model.catalog().map_or(&[][..], |catalog| catalog.topics());
    let absent: Vec<&Topic> =
        results.absent.iter().filter_map(|topic| topics.get(*topic as usize)).collect();
    let Some(first) = absent.first() else { return };
    let labels: Vec<String> = absent.iter().map(|topic| topic.label.clone()).collect();
    let said = messages.fill(Key::FinderAbsent, &[("list", &messages.list(&labels))]);
    answer.tag("<div class=\"absent\"><p>").text(&said).tag("</p>");
    let further = model.catalog().map_or(&[][..], |catalog| catalog.further());
    if !further.is_empty() {
        answer
            .tag("<p>")
            .text(messages.text(Key::FinderAskFurther))
            .tag("</p><ul class=\"plain\">");
        for FurtherLine { display, label, href } in further {
            answer.tag("<li><a href=\"").text(href).tag("\"><bdi dir=\"ltr\">").text(display);
            answer.tag("</bdi></a> ").text(label).tag("</li>");
        }
        answer.tag("</ul>");
    }
    let needs = props.manifest.choices.first();
    let need = needs.and_then(|needs| needs.get(usize::from(first.need)));
    if let Some(need) = need.filter(|_| results.found == 0) {
        let near = messages.text(Key::FinderAbsentNear);
        answer.tag("<h2 class=\"near-misses\">").text(near).tag(" ");
        button(answer, &Action::ChooseNeed(first.need.into()), &need.label);
        answer.tag("</h2>");
    }
    answer.tag("</div>");
}

/// What takes a part of the question away: a choice that stands in the words is read as plain words.
fn without_action(results: &Results, without: &Without) -> Action {
    if let Without::Value(facet, value) = *without {
        let is_it = |meant: &Meant| meant.as_what == MeantAs::Choice(facet, value);
        if let Some(meant) = results.meant.iter().position(is_it) {
            return Action::TakeBack(meant as u32);
        }
    }
    Action::without(without)
}

/// Nothing fits: what would, one press each.
fn nothing(answer: &mut Markup, results: &Results, props: &FinderProps) {
    let messages = &props.messages;
    answer.tag("<div class=\"nothing\"><p>").text(messages.text(Key::FinderNothing));
    answer.tag("</p><ul class=\"stack plain\">");
    for Relaxation { without, hits } in &results.relaxations {
        let name = match without {
            Without::Words => messages.text(Key::FinderTheWords).to_owned(),
            Without::KnownOnly => messages.text(Key::FinderKnownOnly).to_owned(),
            Without::Value(facet, value) => label(&props.manifest, messages, *facet, *value),
        };
        answer.tag("<li>");
        let words = messages.count(Key::FinderWithout, *hits, &[("name", &name)]);
        button(answer, &without_action(results, without), &words);
        answer.tag("</li>");
    }
    answer.tag("</ul><button type=\"button\"");
    Action::ClearAll.write(answer);
    answer.tag(">").text(messages.text(Key::FinderClear)).tag("</button></div>");
}
