//! What to show at a desk and what to say on the phone, in the language that is spoken there, with
//! the reader's own beneath. It speaks of the activity only: nobody must say why they come.

use catalog::service::{LocalizedText, Spoken};
use leptos::prelude::*;

use super::here::Here;
use super::service::{At, way_on};
use super::service_where::comes;
use crate::card::Said;
use crate::locale::{Key, Messages};

/// The part of the page that is the card.
pub const CARD: &str = "card";

/// Whether there is a desk to show a card at. Nobody should carry a card about a place that is
/// kept private, or about what nobody must know.
pub fn has_desk(at: &At<'_>) -> bool {
    let service = at.service;
    at.is_running()
        && !service.sensitive
        && !service.confidential_address
        && !service.locations.is_empty()
        && !comes(at)
}

/// The card: alone on the screen while the address ends with its name.
pub fn card(at: &At<'_>) -> Option<AnyView> {
    if !has_desk(at) {
        return None;
    }
    let here = at.here;
    let talk = Talk::of(at);
    let stranger = talk.own.is_some().then(|| {
        view! {
            {talk.say(Key::DeskSpeak, |tongue| vec![("language", tongue.language_of(here.locale))])}
            {talk.say(Key::DeskHelper, |tongue| vec![("language", tongue.language_of(here.locale))])}
        }
    });
    let (locale, default_locale) = (talk.there.locale, here.default_locale());
    let name = at.service.name(locale, default_locale);
    let times = at
        .service
        .text(locale, default_locale, |words| words.schedule.first().map_or("", String::as_str));
    let title = here.text(Key::DeskTitle);
    Some(
        view! {
            <section id=CARD class="shown" aria-label=title>
                {talk.say(Key::DeskJoin, |_| Vec::new())}
                {line("said name", here.said(name))}
                {times.map(|times| line("said", here.said(times)))}
                {stranger}
                {talk.say(Key::DeskWrite, |_| Vec::new())}
                <p class="noprint"><a class="button" href="#top">{here.text(Key::DeskBack)}</a></p>
            </section>
        }
        .into_any(),
    )
}

/// The first call, sentence by sentence, where there is a number to call.
pub fn call(at: &At<'_>) -> Option<AnyView> {
    at.service.phone()?;
    let here = at.here;
    let talk = Talk::of(at);
    let name = |tongue: &Tongue<'_>| {
        let name = at.service.name(tongue.locale, here.default_locale()).text;
        vec![("name", name.to_owned())]
    };
    let languages = |tongue: &Tongue<'_>| {
        vec![
            ("language", tongue.language_of(here.locale)),
            ("other", tongue.language_of(talk.there.locale)),
        ]
    };
    let stranger = talk.own.is_some().then(|| {
        view! {
            <li>{talk.say(Key::DeskCallSlow, languages)}</li>
            <li>{talk.say(Key::DeskCallHelper, languages)}</li>
        }
    });
    let sentences = view! {
        <ol class="script">
            <li>{talk.say(Key::DeskCallHello, name)}</li>
            {stranger}
            <li>{talk.say(Key::DeskCallWhen, |_| Vec::new())}</li>
            <li>{talk.say(Key::DeskCallThanks, |_| Vec::new())}</li>
        </ol>
    };
    Some(way_on(here.text(Key::DeskCall), sentences))
}

/// Two people who talk: the one there, and the reader where that is another language.
pub struct Talk<'a> {
    here: &'a Here<'a>,
    there: Tongue<'a>,
    own: Option<Tongue<'a>>,
}

impl<'a> Talk<'a> {
    /// The one there speaks the directory's own language where that is spoken or nothing is known,
    /// else the reader's, else the first that this directory has words in.
    pub fn of(at: &At<'a>) -> Self {
        let here = at.here;
        let is_spoken = |locale: &&str| {
            let codes = speaks(here, locale);
            at.service.languages.iter().any(|language| {
                language.how == Spoken::Native && codes.contains(&language.code.as_str())
            })
        };
        let locales = here.config().locales.iter().map(String::as_str);
        let locale = [here.default_locale(), here.locale]
            .into_iter()
            .chain(locales)
            .find(is_spoken)
            .unwrap_or(here.default_locale());
        let tongue = |locale| {
            let messages = here.site.locales.get(locale).unwrap_or(&here.messages);
            Tongue { here, locale, messages }
        };
        let own = (locale != here.locale).then(|| tongue(here.locale));
        Self { here, there: tongue(locale), own }
    }

    /// A sentence in the language there, and beneath it in the reader's.
    pub fn say(
        &self,
        key: Key,
        gaps: impl Fn(&Tongue<'a>) -> Vec<(&'static str, String)>,
    ) -> AnyView {
        let said = |tongue: &Tongue<'a>| {
            let gaps = gaps(tongue);
            let gaps: Vec<_> = gaps.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let text = tongue.messages.fill(key, &gaps);
            self.here.said(LocalizedText { text: &text, locale: tongue.locale })
        };
        view! {
            {line("said", said(&self.there))}
            {self.own.as_ref().map(|own| line("soft", said(own)))}
        }
        .into_any()
    }
}

/// A language and its words.
pub struct Tongue<'a> {
    here: &'a Here<'a>,
    /// Its locale.
    pub locale: &'a str,
    /// The words of the interface in it.
    pub messages: &'a Messages,
}

impl Tongue<'_> {
    /// What the readers of a locale speak, in the words of this one: "Cantonese / Mandarin".
    fn language_of(&self, locale: &str) -> String {
        let terms = &self.here.directory().vocabulary.languages;
        let labels: Vec<&str> = speaks(self.here, locale)
            .into_iter()
            .filter_map(|code| terms.iter().find(|term| term.id == code))
            .map(|term| term.label(self.locale, self.here.default_locale()))
            .collect();
        if labels.is_empty() {
            return self.here.site.locales.own_name(locale).to_owned();
        }
        labels.join(" / ")
    }
}

/// The languages that the readers of a locale speak, by their ISO 639 codes.
fn speaks<'a>(here: &'a Here<'_>, locale: &str) -> Vec<&'a str> {
    let codes = here.site.locales.get(locale).map_or("", |messages| messages.text(Key::OwnSpeaks));
    codes.split_whitespace().collect()
}

fn line(class: &'static str, said: Said) -> AnyView {
    let dir = said.dir();
    view! { <p class=class lang=said.lang dir=dir>{said.text}</p> }.into_any()
}
