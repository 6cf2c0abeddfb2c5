//! An activity in a few lines: whom to call before all else.

use catalog::results::Hit;
use catalog::service::{Contact, Service};
use leptos::prelude::*;

use crate::card::{CardView, Clock, Said, isolated};
use crate::locale::Key;
use crate::pages::contact::{is_encrypted, shown_site};
use crate::pages::context::PageContext;
use crate::pages::qr::code_of;
use crate::pages::service::{name_and_street, speaks};

use super::is_printable;

/// An activity, every word ready.
pub struct Entry<'a> {
    context: &'a PageContext<'a>,
    /// The activity.
    pub service: &'a Service,
    /// As a card tells it.
    pub card: CardView,
    hit: Hit,
}

impl<'a> Entry<'a> {
    /// `None` where the activity may not lie about, or the catalog does not have it.
    pub fn of(context: &'a PageContext<'a>, service: &'a Service, hit: Hit) -> Option<Self> {
        if !is_printable(service) {
            return None;
        }
        let catalog = context.catalog()?;
        let card = catalog.card(hit.service)?;
        let (manifest, clock) = (catalog.manifest(), Clock::Printed(context.site.now));
        let card =
            CardView::new(&card, &hit, None, manifest, &context.messages, clock, &context.root);
        Some(Self { context, service, card, hit })
    }

    /// The activity with its code, in a box of its own.
    pub fn draw(&self) -> AnyView {
        let name = &self.card.name;
        view! {
            <article>
                {self.codes()}
                <h3 lang=name.lang.clone() dir=name.dir()>{name.text.clone()}</h3>
                {self.lines()}
            </article>
        }
        .into_any()
    }

    /// What stands beneath its name: whom to call first.
    pub fn lines(&self) -> AnyView {
        view! {
            {self.reach()}
            <p><bdi translate="no">{self.card.organization.clone()}</bdi></p>
            {self.when()}
            {self.place()}
            {self.languages()}
            {(!self.start().is_empty()).then(|| view! { <p>{self.start()}</p> })}
        }
        .into_any()
    }

    /// The code to scan and the one to type.
    pub fn codes(&self) -> AnyView {
        let page = self.context.page_of(self.service);
        let code = page.and_then(|page| code_of(&self.context.absolute(&page)));
        view! {
            <div class="codes">
                {code}
                <p><bdi dir="ltr" translate="no">{self.service.id.clone()}</bdi></p>
            </div>
        }
        .into_any()
    }

    /// The number where somebody answers who speaks as the reader does, or else the first one; without any,
    /// the way to write.
    pub fn reach(&self) -> Option<AnyView> {
        let spoken = speaks(self.context, self.context.locale);
        let contacts = &self.service.contact;
        let with_phone = || contacts.iter().filter(|contact| contact.phone.is_some());
        let speaks_so =
            |contact: &&Contact| contact.languages.iter().any(|code| spoken.contains(&&**code));
        let contact = with_phone().find(speaks_so).or_else(|| with_phone().next());
        if let Some(phone) = contact.and_then(|contact| contact.phone.as_deref()) {
            let shown = isolated(&self.context.messages.phone(phone));
            return Some(view! { <p class="phone">{shown}</p> }.into_any());
        }
        let email = contacts.iter().find_map(|contact| contact.email.clone());
        let url = || contacts.iter().find_map(|contact| contact.url.clone());
        let written = email.or_else(|| url().filter(|url| is_encrypted(url)))?;
        Some(view! { <p class="written">{shown_site(written)}</p> }.into_any())
    }

    /// When it usually is, at the place that is shown.
    fn when(&self) -> Option<AnyView> {
        self.card.usually.clone().map(line)
    }

    /// Where, or that it comes.
    fn place(&self) -> Option<AnyView> {
        let place = name_and_street(self.service, self.hit.at);
        if place.is_empty() {
            let comes = self.card.far.clone().filter(|_| self.hit.why.comes.is_some())?;
            return Some(view! { <p>{comes}</p> }.into_any());
        }
        let also = self.card.also.clone().map(|also| view! { <p>{also}</p> });
        Some(view! { <p><bdi translate="no">{place}</bdi></p>{also} }.into_any())
    }

    /// The languages that are spoken there.
    pub fn languages(&self) -> Option<AnyView> {
        let languages = &self.card.languages;
        let list = self.context.messages.list(languages);
        let words = self.context.fill(Key::PackLanguages, &[("list", &list)]);
        (!languages.is_empty()).then(|| view! { <p>{words}</p> }.into_any())
    }

    /// How one starts.
    pub fn start(&self) -> String {
        self.context.label(&self.context.directory().vocabulary.joining, &self.service.joining)
    }
}

/// A line, marked with its language.
pub fn line(said: Said) -> AnyView {
    let dir = said.dir();
    view! { <p lang=said.lang dir=dir>{said.text}</p> }.into_any()
}
