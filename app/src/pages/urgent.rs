//! Help lines for somebody whose words speak of danger: a panel of each kind stands hidden above the
//! finder's results, and `public/urgent.js` shows it.

use catalog::directory::{HelpLine, UrgentKind};
use catalog::phone::Phone;
use leptos::prelude::*;

use super::context::PageContext;
use crate::card::{SENSITIVE, Said, isolated};
use crate::finder::view::HelpLines;
use crate::icon::Icon;
use crate::locale::Key;

/// All panels; `None` where the directory knows no words of danger.
pub fn help_lines(context: &PageContext<'_>) -> Option<HelpLines> {
    let words = context.file(context.site.assets.urgent.as_ref()?);
    let panels = context.directory().urgent.iter().map(|kind| panel(context, kind)).collect_view();
    Some(HelpLines { words, panels: panels.to_html() })
}

fn panel(context: &PageContext<'_>, kind: &UrgentKind) -> AnyView {
    let Said { text, lang } = context.words(&kind.title);
    let lines = kind.lines.iter().map(|line| help(context, line)).collect_view();
    // Where somebody needs help with such things, they may also need to be gone at once.
    let class = ["urgent ", SENSITIVE].concat();
    view! {
        <section class=class data-panel=kind.panel.clone() hidden>
            <p class="big" lang=lang>{text}</p>
            <ul class="plain">{lines}</ul>
        </section>
    }
    .into_any()
}

fn help(context: &PageContext<'_>, line: &HelpLine) -> AnyView {
    let Said { text: label, lang } = context.words(&line.label);
    let message = line.text.as_ref().map(|number| {
        let shown = isolated(&context.messages.phone(number));
        let words = context.fill(Key::UrgentText, &[("phone", &shown)]);
        view! { <a class="tap" href=["sms:", number].concat()>{words}</a> }
    });
    view! {
        <li>
            <a class="button" href=Phone::read(&line.phone).link()>
                <Icon name="phone" />
                <bdi dir="ltr" translate="no">{line.display.clone()}</bdi>
            </a>
            <span lang=lang>{label}</span>
            {message}
        </li>
    }
    .into_any()
}
