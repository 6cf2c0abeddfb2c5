//! Shows the answer that the person may send, what to take along, and how near they say they are. The
//! words and the controls stand in the page: they are shown, hidden and filled.

use app::locale::{Key, Messages};
use app::plan::state::PlanModel;
use app::plan::{pack, reply, view};
use catalog::phone::Phone;
use kit::element::first;
use kit::island::on_change;
use kit::region::Region;
use kit::signal::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use crate::Context;
use crate::show::show;

/// Draws whatever changes, for as long as the page lives.
pub fn follow(context: &Context) {
    let Context { island, props, model, .. } = context.clone();
    let region = |selector| Region::find(&island, selector, String::new());
    let regions = (region("#plan-pack"), region("#reply-which"), region("#near-kept"));
    let (Some(mut packed), Some(mut which), Some(mut kept)) = regions else { return };
    // Where a reply's link is read.
    let page = first(&island, "#reply-link").and_then(|link| link.get_attribute("data-page"));
    let page = page.unwrap_or_default();
    on_change(move || {
        model.with(|model| {
            let messages = &props.messages;
            let list = pack::list(&model.plan, &messages.locale);
            show(&island, "#pack", !list.is_empty());
            packed.draw(list);
            let references = reply::references(&model.plan);
            show(&island, "#reply", !references.is_empty());
            show(&island, "#reply-many", references.len() > 1);
            which.draw(view::plans(&model.plan));
            answer(&island, model, &page, messages);
            kept.draw(view::said(model, messages));
            show(&island, "#looked", !model.files.is_empty());
            show(&island, "#as-kept", !model.is_compared());
            near(&island, model);
        });
    });
}

fn answer(island: &Element, model: &PlanModel, page: &str, messages: &Messages) {
    let draft = &model.reply;
    let chosen = reply::answered(&model.plan, draft).unwrap_or_default();
    check(island, &["[name=of][value=\"", chosen, "\"]"].concat(), true);
    // Also when all of it was deleted.
    let tells = reply::Tells::ALL.iter().find(|(tells, _)| *tells == draft.tells);
    let tells = tells.map_or("", |(_, name)| *name);
    check(island, &["[name=tells][value=\"", tells, "\"]"].concat(), true);
    if draft.phone.is_empty() && draft.email.is_empty() {
        check(island, "[name=to][value=\"\"]", true);
    }
    write(island, "#reply-words", &draft.words);
    let answer = reply::answer(&model.plan, draft, page, messages);
    show(island, "#reply-none", answer.is_none());
    show(island, "#reply-whole", answer.is_some());
    show(island, "#reply-own", draft.tells == reply::Tells::Words);
    let Some(answer) = answer else { return };
    say(island, "#reply-exact", &answer.text);
    say(island, "#reply-link", &answer.link);
    show(island, "#reply-linked", !answer.link.is_empty());
    say(island, "#reply-code", answer.code.as_deref().unwrap_or_default());
    show(island, "#reply-aloud", answer.code.is_some());
    lead(island, "#reply-text", &answer.to_text_message(&draft.phone));
    lead(island, "#reply-email", &answer.to_email(&draft.email));
    show(island, "#reply-call", !draft.phone.is_empty());
    let phone = messages.phone(&draft.phone);
    say(island, "#reply-call", &messages.fill(Key::CardCall, &[("phone", &phone)]));
    lead(island, "#reply-call", &Phone::read(&draft.phone).link());
}

fn near(island: &Element, model: &PlanModel) {
    let is_asked = model.now.is_some_and(|now| model.plan.asks_how_near(now.day));
    let is_said = !model.plan.check_ins.is_empty();
    show(island, "#near", is_asked || is_said);
    show(island, "#near-ask", is_asked);
    show(island, "#near-forget", is_said);
    show(island, "#near-help", model.check_in.is_low(&model.plan));
    if model.check_in.near.is_none() {
        check(island, "[name=near]:checked", false);
    }
    write(island, "#near-words", &model.check_in.words);
}

/// Puts words into a field, unless they stand there.
fn write(island: &Element, selector: &str, words: &str) {
    let field: Option<HtmlTextAreaElement> =
        first(island, selector).and_then(|field| field.dyn_into().ok());
    if let Some(field) = field.filter(|field| field.value() != words) {
        field.set_value(words);
    }
}

fn check(island: &Element, selector: &str, is_checked: bool) {
    let input: Option<HtmlInputElement> =
        first(island, selector).and_then(|input| input.dyn_into().ok());
    input.into_iter().for_each(|input| input.set_checked(is_checked));
}

/// Puts words there, unless they stand there.
fn say(island: &Element, selector: &str, words: &str) {
    let part = first(island, selector);
    if let Some(part) = part.filter(|part| part.text_content().as_deref() != Some(words)) {
        part.set_text_content(Some(words));
    }
}

fn lead(island: &Element, selector: &str, address: &str) {
    if let Some(link) = first(island, selector) {
        // Refused only for names that are none.
        let _ = link.set_attribute("href", address);
    }
}
