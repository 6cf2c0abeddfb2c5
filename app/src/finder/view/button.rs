//! A button as the finder draws it: its action stands in the page, so that it needs no listener.

use crate::finder::state::action::Action;
use crate::markup::Markup;

/// A button with words.
pub fn button(markup: &mut Markup, action: &Action, words: &str) {
    markup.tag("<button type=\"button\" class=\"quiet\"");
    action.write(markup);
    markup.tag(">").text(words).tag("</button>");
}

/// A button with a sign on it; its words are heard.
pub fn sign_button(markup: &mut Markup, action: &Action, sign: &'static str, words: &str) {
    markup.tag("<button type=\"button\" class=\"quiet\" aria-label=\"").text(words).tag("\"");
    action.write(markup);
    markup.tag(">").tag(sign).tag("</button>");
}
