//! What to show at a desk and what to say on the phone, in the language that is spoken there, with
//! the reader's own beneath. It speaks of the activity only: nobody must say why they come.

use catalog::service::{LocalizedText, Spoken};
use leptos::prelude::*;

use super::parts::{ServicePage, way_on};
use super::place::comes;
use crate::card::Said;
use crate::locale::{Key, Messages};
use crate::pages::context::PageContext;

/// The part of the page that is the card.
pub const CARD: &str = "card";

/// Whether there is a desk to show a card at. Nobody should carry a card about a place that is
/// kept private, or about what nobody must know.
pub fn has_desk(page: &ServicePage<'_>) -> bool {
    let service = page.service;
    page.is_running()
        && !service.sensitive
        && !service.whereabouts.places().is_empty()
        && !comes(page)
}

/// The card: alone on the screen while the address ends with its name.
pub fn card(page: &ServicePage<'_>) -> Option<AnyView> {
    if !has_desk(page) {
        return None;
    }
    let context = page.context;
    let phrases = Phrasebook::of(page);
    let stranger = phrases.own.is_some().then(|| {
        view! {
            {phrases.say(Key::DeskSpeak, |side| vec![("language", side.language_of(context.locale))])}
            {phrases.say(Key::DeskHelper, |side| vec![("language", side.language_of(context.locale))])}
        }
    });
    let (locale, default_locale) = (phrases.there.locale, context.default_locale());
    let name = page.service.name(locale, default_locale);
    let times = page
        .service
        .text(locale, default_locale, |words| words.schedule.first().map_or("", String::as_str));
    let title = context.text(Key::DeskTitle);
    Some(
        view! {
            <section id=CARD class="shown" aria-label=title>
                {phrases.say(Key::DeskJoin, |_| Vec::new())}
                {line("said name", context.said(name))}
                {times.map(|times| line("said", context.said(times)))}
                {stranger}
                {phrases.say(Key::DeskWrite, |_| Vec::new())}
                <p class="noprint"><a class="button" href="#top">{context.text(Key::DeskBack)}</a></p>
            </section>
        }
        .into_any(),
    )
}

/// The first call, sentence by sentence, where there is a number to call.
pub fn call(page: &ServicePage<'_>) -> Option<AnyView> {
    page.service.phone()?;
    let context = page.context;
    let phrases = Phrasebook::of(page);
    let name = |side: &Side<'_>| {
        let name = page.service.name(side.locale, context.default_locale()).text;
        vec![("name", name.to_owned())]
    };
    let languages = |side: &Side<'_>| {
        vec![
            ("language", side.language_of(context.locale)),
            ("other", side.language_of(phrases.there.locale)),
        ]
    };
    let stranger = phrases.own.is_some().then(|| {
        view! {
            <li>{phrases.say(Key::DeskCallSlow, languages)}</li>
            <li>{phrases.say(Key::DeskCallHelper, languages)}</li>
        }
    });
    let sentences = view! {
        <ol class="script">
            <li>{phrases.say(Key::DeskCallHello, name)}</li>
            {stranger}
            <li>{phrases.say(Key::DeskCallWhen, |_| Vec::new())}</li>
            <li>{phrases.say(Key::DeskCallThanks, |_| Vec::new())}</li>
        </ol>
    };
    Some(way_on(context.text(Key::DeskCall), sentences))
}

/// Two people who phrases: the one there, and the reader where that is another language.
pub struct Phrasebook<'a> {
    context: &'a PageContext<'a>,
    there: Side<'a>,
    own: Option<Side<'a>>,
}

impl<'a> Phrasebook<'a> {
    /// The one there speaks the directory's own language where that is spoken or nothing is known,
    /// else the reader's, else the first that this directory has words in.
    pub fn of(page: &ServicePage<'a>) -> Self {
        let context = page.context;
        let is_spoken = |locale: &&str| {
            let codes = speaks(context, locale);
            page.service.languages.iter().any(|language| {
                language.how == Spoken::Native && codes.contains(&language.code.as_str())
            })
        };
        let locales = context.config().locales.iter().map(String::as_str);
        let locale = [context.default_locale(), context.locale]
            .into_iter()
            .chain(locales)
            .find(is_spoken)
            .unwrap_or(context.default_locale());
        let side = |locale| {
            let messages = context.site.locales.get(locale).unwrap_or(&context.messages);
            Side { context, locale, messages }
        };
        let own = (locale != context.locale).then(|| side(context.locale));
        Self { context, there: side(locale), own }
    }

    /// A sentence in the language there, and beneath it in the reader's.
    pub fn say(
        &self,
        key: Key,
        gaps: impl Fn(&Side<'a>) -> Vec<(&'static str, String)>,
    ) -> AnyView {
        let said = |side: &Side<'a>| {
            let gaps = gaps(side);
            let gaps: Vec<_> = gaps.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let text = side.messages.fill(key, &gaps);
            self.context.said(LocalizedText { text: &text, locale: side.locale })
        };
        view! {
            {line("said", said(&self.there))}
            {self.own.as_ref().map(|own| line("soft", said(own)))}
        }
        .into_any()
    }
}

/// A language and its words.
pub struct Side<'a> {
    context: &'a PageContext<'a>,
    /// Its locale.
    pub locale: &'a str,
    /// The words of the interface in it.
    pub messages: &'a Messages,
}

impl Side<'_> {
    /// What the readers of a locale speak, in the words of this one: "Cantonese / Mandarin".
    fn language_of(&self, locale: &str) -> String {
        let terms = &self.context.directory().vocabulary.languages;
        let labels: Vec<&str> = speaks(self.context, locale)
            .into_iter()
            .filter_map(|code| terms.iter().find(|term| term.id == code))
            .map(|term| term.label(self.locale, self.context.default_locale()))
            .collect();
        if labels.is_empty() {
            return self.context.site.locales.own_name(locale).to_owned();
        }
        labels.join(" / ")
    }
}

/// The languages that the readers of a locale speak, by their ISO 639 codes.
pub fn speaks<'a>(context: &'a PageContext<'_>, locale: &str) -> Vec<&'a str> {
    let codes =
        context.site.locales.get(locale).map_or("", |messages| messages.text(Key::OwnSpeaks));
    codes.split_whitespace().collect()
}

fn line(class: &'static str, said: Said) -> AnyView {
    let dir = said.dir();
    view! { <p class=class lang=said.lang dir=dir>{said.text}</p> }.into_any()
}
