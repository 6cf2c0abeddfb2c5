//! What screens are drawn with: fields, each with its label, what is said of it, and what was typed.

use super::{FormProps, is_chosen};
use crate::form::screen::Screen;
use crate::form::state::FormModel;
use crate::locale::Key;
use crate::markup::Markup;

/// A screen in the making.
pub struct Draw<'a> {
    pub model: &'a FormModel,
    pub props: &'a FormProps,
    markup: Markup,
}

/// What a field takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Words,
    /// Several lines.
    Lines,
    Phone,
    Digits,
    Email,
    Address,
    Time,
    Date,
}

/// A choice that can be ticked: its id and its words.
pub type Option_<'a> = (&'a str, String);

impl<'a> Draw<'a> {
    pub fn new(model: &'a FormModel, props: &'a FormProps) -> Self {
        Self { model, props, markup: Markup::new() }
    }

    pub fn into_text(self) -> String {
        self.markup.into_text()
    }

    pub fn tag(&mut self, tag: &'static str) -> &mut Self {
        self.markup.tag(tag);
        self
    }

    pub fn text(&mut self, words: &str) -> &mut Self {
        self.markup.text(words);
        self
    }

    pub fn words(&mut self, key: Key) -> &mut Self {
        self.markup.text(self.props.messages.text(key));
        self
    }

    pub fn icon(&mut self, name: &'static str) -> &mut Self {
        self.markup.icon(name);
        self
    }

    pub fn action(&mut self, name: &'static str) -> &mut Self {
        self.markup.action(name, &[]);
        self
    }

    pub fn button(&mut self, action: &'static str, key: Key, class: &'static str) {
        button(&mut self.markup, action, self.props.messages.text(key), class);
    }

    /// An element whose inside is a slot.
    pub fn slot(&mut self, id: &str) {
        self.tag("<div id=\"").text(id).tag("\"></div>");
    }

    /// Where somebody is, and the way back.
    pub fn progress(&mut self, screen: Screen) {
        let (at, last) = (screen.number(), Screen::Look.number());
        self.tag("<div class=\"progress\"><p>");
        if at > 0 || self.model.change.is_some() {
            self.tag("<button type=\"button\" class=\"plain-button\"").action("back").tag(">");
            self.icon("arrow-left").words(Key::AddBack).tag("</button>");
        }
        self.tag("<span>");
        if at == last {
            self.words(Key::AddLast);
        } else if self.model.change.is_none() {
            let messages = &self.props.messages;
            let (n, all) = (messages.number(at as u32 + 1), messages.number(last as u32));
            let step = messages.fill(Key::AddStep, &[("n", &n), ("all", &all)]);
            self.text(&step);
        }
        self.tag("</span></p><div class=\"track\" aria-hidden=\"true\">");
        for place in 0..last {
            self.tag(if place <= at { "<i class=\"past\"></i>" } else { "<i></i>" });
        }
        self.tag("</div></div>");
    }

    /// A field with its label, a hint below that, and what is said of it.
    pub fn field(&mut self, name: &str, label: Key, hint: Option<Key>, takes: Takes) {
        let id = id_of(name);
        self.tag("<div class=\"field\"><label for=\"").text(&id).tag("\">").words(label);
        self.tag("</label>");
        if let Some(hint) = hint {
            self.tag("<p class=\"soft small\" id=\"").text(&id).tag("-hint\">").words(hint);
            self.tag("</p>");
        }
        self.says(name);
        self.tag(if takes == Takes::Lines { "<textarea rows=\"5\"" } else { "<input" });
        self.tag(" id=\"").text(&id).tag("\" name=\"").text(name).tag("\" aria-describedby=\"");
        if hint.is_some() {
            self.text(&id).tag("-hint ");
        }
        self.text(&id).tag("-says\"");
        self.tag(match takes {
            Takes::Words => " type=\"text\" dir=\"auto\" autocomplete=\"off\"",
            Takes::Lines => " dir=\"auto\"",
            Takes::Phone => " type=\"tel\" dir=\"ltr\" autocomplete=\"off\"",
            Takes::Digits => " type=\"text\" dir=\"ltr\" inputmode=\"decimal\" autocomplete=\"off\"",
            Takes::Email => " type=\"email\" dir=\"ltr\" autocomplete=\"off\"",
            Takes::Address => {
                " type=\"text\" dir=\"ltr\" inputmode=\"url\" autocomplete=\"off\" autocapitalize=\"none\""
            }
            Takes::Time => " type=\"time\"",
            Takes::Date => " type=\"date\"",
        });
        let typed = self.model.answers.text(name);
        if takes == Takes::Lines {
            self.tag(">").text(typed).tag("</textarea>");
        } else {
            self.tag(" value=\"").text(typed).tag("\">");
        }
        self.tag("</div>");
    }

    /// Where it is said what is wrong with a field.
    pub fn says(&mut self, name: &str) {
        self.tag("<div class=\"says\" id=\"").text(&id_of(name)).tag("-says\"></div>");
    }

    /// Begins a group of choices.
    pub fn open_group(&mut self, name: &str, legend: &str, hint: Option<Key>) {
        let id = id_of(name);
        self.tag("<fieldset class=\"part\" aria-describedby=\"").text(&id).tag("-says\"");
        self.tag("><legend id=\"").text(&id).tag("\" tabindex=\"-1\">").text(legend);
        self.tag("</legend>");
        if let Some(hint) = hint {
            self.tag("<p class=\"soft small\">").words(hint).tag("</p>");
        }
        self.says(name);
    }

    pub fn close_group(&mut self) {
        self.tag("</fieldset>");
    }

    /// Choices of which several can be ticked.
    pub fn ticks<'o>(
        &mut self,
        name: &str,
        class: &'static str,
        options: impl IntoIterator<Item = Option_<'o>>,
    ) {
        self.tag("<div class=\"").tag(class).tag("\">");
        for (value, words) in options {
            let is_on = self.model.answers.has(name, value);
            self.choice("checkbox", class, name, (value, words), is_on);
        }
        self.tag("</div>");
    }

    /// Choices of which one is chosen: `usual` until somebody has.
    pub fn radios<'o>(
        &mut self,
        name: &str,
        class: &'static str,
        usual: &str,
        options: impl IntoIterator<Item = Option_<'o>>,
    ) {
        self.tag("<div class=\"").tag(class).tag("\">");
        for (value, words) in options {
            let is_on = is_chosen(&self.model.answers, name, value, usual);
            self.choice("radio", class, name, (value, words), is_on);
        }
        self.tag("</div>");
    }

    fn choice(
        &mut self,
        kind: &'static str,
        class: &'static str,
        name: &str,
        (value, words): Option_<'_>,
        is_on: bool,
    ) {
        self.tag(if class == "how" { "<label class=\"option\">" } else { "<label>" });
        self.tag("<input type=\"").tag(kind).tag("\" id=\"").text(&id_of(name)).tag("-");
        self.text(value).tag("\" name=\"").text(name).tag("\" value=\"").text(value);
        self.tag(if is_on { "\" checked>" } else { "\">" });
        self.tag("<span>").text(&words).tag("</span></label>");
    }
}

/// The id of a field's element, by its name.
pub fn id_of(name: &str) -> String {
    ["f-", &name.replace('.', "-")].concat()
}

/// A button.
pub fn button(markup: &mut Markup, action: &'static str, words: &str, class: &'static str) {
    markup.tag("<button type=\"button\" class=\"").tag(class).tag("\"");
    markup.action(action, &[]).tag(">").text(words).tag("</button>");
}
