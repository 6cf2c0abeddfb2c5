//! The card as markup. It decides nothing: what there is, it shows.

#[cfg(feature = "ssr")]
use leptos::prelude::*;

use super::{Answer, Call, CardView, KEEP_ACTION, Keep, SENSITIVE, Said};
use crate::markup::Markup;

/// A card in a list of cards, on a page.
#[cfg(feature = "ssr")]
#[component]
pub fn ServiceCard(
    /// Its words.
    view: CardView,
    /// The level of its heading: one below what it stands under.
    #[prop(default = 2)]
    level: u8,
    /// What it is reached by on its page, such as `n3`.
    #[prop(optional_no_strip)]
    anchor: Option<String>,
) -> impl IntoView {
    let mut inside = Markup::new();
    draw_inside(&mut inside, &view, level);
    view! { <li class="card" id=anchor inner_html=inside.into_text()></li> }
}

/// A card in the finder's list, under a heading of the first level.
pub fn draw_card(markup: &mut Markup, view: &CardView) {
    markup.tag("<li class=\"card\">");
    draw_inside(markup, view, 2);
    markup.tag("</li>");
}

/// What stands in a card.
fn draw_inside(markup: &mut Markup, view: &CardView, level: u8) {
    let (open, close) = match level {
        2 => ("<h2 class=\"card-title", "</h2>"),
        _ => ("<h3 class=\"card-title", "</h3>"),
    };
    markup.tag(open);
    if view.is_sensitive {
        markup.tag(" ").tag(SENSITIVE);
    }
    markup.tag("\"");
    if let Some(href) = &view.href {
        markup.tag("><a href=\"").text(href).tag("\"");
    }
    markup.lang(view.name.lang.as_deref()).tag(">").text(&view.name.text);
    markup.tag(if view.href.is_some() { "</a>" } else { "" }).tag(close);
    markup
        .tag("<p class=\"who small\"><bdi translate=\"no\">")
        .text(&view.organization)
        .tag("</bdi></p>");
    line(markup, "<p class=\"state\">", view.state.as_deref());
    markup.tag("<ul class=\"facts\">");
    wheres(markup, view);
    when(markup, view);
    access(markup, view);
    languages(markup, view);
    cost(markup, view);
    markup.tag("</ul>");
    sentence(markup, "<p class=\"alert small\"", view.alert.as_ref());
    sentence(markup, "<p class=\"small\"", Some(&view.summary));
    if !view.why.is_empty() {
        markup.tag("<p class=\"why small\">");
        for (place, why) in view.why.iter().enumerate() {
            markup.tag(if place > 0 { " " } else { "" }).text(why);
        }
        markup.tag("</p>");
    }
    if view.call.is_none() && view.keep.is_none() {
        return;
    }
    markup.tag("<div class=\"row card-foot\">");
    if let Some(Call { href, words, whom }) = &view.call {
        markup.tag("<a href=\"").text(href).tag("\" aria-label=\"").text(whom);
        markup.tag("\" class=\"button\">").icon("phone").text(words).tag("</a>");
    }
    keep(markup, view.keep.as_ref());
    markup.tag("</div>");
}

fn keep(markup: &mut Markup, keep: Option<&Keep>) {
    match keep {
        None => {}
        Some(Keep::Later(words)) => {
            markup.tag("<span class=\"button quiet later\" aria-hidden=\"true\">").icon("bookmark");
            markup.text(words).tag("</span>");
        }
        Some(Keep::Button(service, words, whom)) => {
            markup
                .tag("<button type=\"button\" class=\"quiet\" aria-label=\"")
                .text(whom)
                .tag("\"");
            markup.action(KEEP_ACTION, &[*service]);
            markup.tag(">").icon("bookmark").text(words).tag("</button>");
        }
        Some(Keep::Kept(href, words)) => {
            markup.tag("<a class=\"tap\" href=\"").text(href).tag("\">").icon("check").text(words);
            markup.tag("</a>");
        }
    }
}

/// A paragraph, where there are words for it.
fn line(markup: &mut Markup, open: &'static str, words: Option<&str>) {
    if let Some(words) = words {
        markup.tag(open).text(words).tag("</p>");
    }
}

/// A paragraph that may be in another language; `open` lacks its last sign.
fn sentence(markup: &mut Markup, open: &'static str, said: Option<&Said>) {
    if let Some(said) = said {
        markup.tag(open).lang(said.lang.as_deref());
        line(markup, ">", Some(&said.text));
    }
}

/// A line of facts that run on, with a sign between any two.
struct Line<'m> {
    markup: &'m mut Markup,
    separator: &'m str,
    is_begun: bool,
}

impl<'m> Line<'m> {
    fn begin(markup: &'m mut Markup, picture: &'static str, separator: &'m str) -> Self {
        markup.tag("<li>").icon(picture).tag("<div>");
        Self { markup, separator, is_begun: false }
    }

    /// The place of the next fact.
    fn next(&mut self) -> &mut Markup {
        if self.is_begun {
            self.markup.text(self.separator);
        }
        self.is_begun = true;
        self.markup
    }

    /// A fact, where there are words for it.
    fn say(&mut self, open: &'static str, words: Option<&str>) {
        if let Some(words) = words {
            self.next().tag(open).text(words).tag("</span>");
        }
    }

    /// A fact that may be in another language; `open` lacks its last sign.
    fn quote(&mut self, open: &'static str, said: Option<&Said>) {
        if let Some(Said { text, lang }) = said {
            self.next().tag(open).lang(lang.as_deref()).tag(">").text(text).tag("</span>");
        }
    }

    fn end(self) {
        self.markup.tag("</div></li>");
    }
}

fn wheres(markup: &mut Markup, view: &CardView) {
    if view.far.is_none() && view.place.is_none() {
        return;
    }
    let mut line = Line::begin(markup, "map-pin", &view.separator);
    line.say("<span class=\"large strong\">", view.far.as_deref());
    if let Some(place) = &view.place {
        line.next().tag("<bdi translate=\"no\">").text(place).tag("</bdi>");
    }
    line.say("<span class=\"soft\">", view.also.as_deref());
    line.end();
}

fn when(markup: &mut Markup, view: &CardView) {
    if view.next.is_none() && view.usually.is_none() {
        return;
    }
    let mut line = Line::begin(markup, "calendar", &view.separator);
    line.say("<span class=\"large strong\">", view.next.as_deref());
    line.quote("<span class=\"soft\"", view.usually.as_ref());
    line.end();
}

fn access(markup: &mut Markup, view: &CardView) {
    if view.facts.is_empty() && view.access_unknown.is_none() {
        return;
    }
    let mut line = Line::begin(markup, "accessibility", &view.separator);
    let unknown = view.access_unknown.as_deref().map(|words| (Answer::Unknown, words));
    let facts = view.facts.iter().map(|(answer, words)| (*answer, words.as_str()));
    for (answer, words) in facts.chain(unknown) {
        let (class, picture) = answer.look();
        let fact = line.next().tag("<span class=\"").tag(class).tag("\">");
        fact.icon(picture).text(words).tag("</span>");
    }
    line.end();
}

fn languages(markup: &mut Markup, view: &CardView) {
    if view.languages.is_empty() {
        return;
    }
    let mut line = Line::begin(markup, "languages", &view.separator);
    view.languages.iter().for_each(|language| line.say("<span class=\"large\">", Some(language)));
    line.end();
}

fn cost(markup: &mut Markup, view: &CardView) {
    let picture = if view.cost.is_some() { "wallet" } else { "info" };
    let mut line = Line::begin(markup, picture, &view.separator);
    line.quote("<span class=\"large\"", view.cost.as_ref());
    let class = if view.is_stale { "<span class=\"stale\">" } else { "<span>" };
    line.say(class, Some(&view.fresh));
    line.end();
}
