//! The words, and the way to the filters: stays in reach while results scroll.

use crate::finder::state::action::Action;
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// What stands in the sticky bar.
pub fn search_bar(messages: &Messages) -> String {
    let mut bar = Markup::new();
    bar.tag(
        "<div role=\"search\" class=\"wrap\"><input type=\"search\" id=\"words\" aria-label=\"",
    );
    bar.text(messages.text(Key::FinderSearch)).tag("\" placeholder=\"");
    bar.text(messages.text(Key::FinderPlaceholder));
    bar.tag("\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\"");
    bar.tag(" enterkeyhint=\"search\" maxlength=\"200\" class=\"words\">");
    bar.tag("<button type=\"button\" aria-haspopup=\"dialog\" class=\"quiet filters-button\"");
    Action::OpenFilters.write(&mut bar);
    bar.tag(">").icon("sliders-horizontal").tag("<span class=\"label\">");
    bar.text(messages.text(Key::FinderFilters))
        .tag("</span> <b class=\"chosen\"></b></button></div>");
    bar.into_text()
}
