//! A booklet of what is around a place: the cover, help lines on its inside, then activities by need.

use catalog::directory::{HelpLine, Place, Term};
use catalog::facet::COMES_TO_ME;
use catalog::service::Intent;
use leptos::prelude::*;

use super::entry::{Entry, line};
use super::{Letters, Paper, Style, document, drawn};
use crate::card::Said;
use crate::finder::view::place::place_label;
use crate::locale::Key;
use crate::pages::address::{NEAR_TRAVEL, near};
use crate::pages::context::PageContext;
use crate::pages::service::as_typed;
use crate::pages::{Address, Site};

/// What a booklet is of.
#[derive(Clone, Copy, Debug)]
pub struct Booklet<'a> {
    /// The locale of its words.
    pub locale: &'a str,
    /// What is within a longer walk of here, or comes here.
    pub area: &'a Place,
    /// Only what meets this need.
    pub need: Option<&'a Term>,
    /// How large its letters are.
    pub letters: Letters,
}

/// Activities of a need.
struct Chapter<'a> {
    title: String,
    entries: Vec<Entry<'a>>,
}

/// Draws a booklet.
pub fn booklet(site: &Site<'_>, booklet: &Booklet<'_>, style: Style<'_>) -> Paper {
    drawn(site, booklet.locale, |context| {
        let chapters = chapters(context, booklet);
        let activities = chapters.iter().map(|chapter| chapter.entries.len()).sum();
        let place = place_label(booklet.area);
        let title = match booklet.need {
            None => context.fill(Key::PackTitle, &[("place", &place)]),
            Some(need) => {
                let need = need.label(context.locale, context.default_locale());
                context.fill(Key::PackTitleNeed, &[("need", need), ("place", &place)])
            }
        };
        let main = view! {
            {cover(context, &title, &chapters)}
            {inside(context)}
            <div class="chapters">{chapters.iter().map(chapter).collect_view()}</div>
        };
        let class = booklet.letters.class();
        Paper { html: document(context, style, class, title, main.into_any()), activities }
    })
}

/// What is around or comes, nearest first, each once: under the first of its needs, or under the need that
/// was asked for. Giving a hand is left out: the booklet is for those who look for something.
fn chapters<'a>(context: &'a PageContext<'a>, booklet: &Booklet<'_>) -> Vec<Chapter<'a>> {
    let Some(catalog) = context.catalog() else { return Vec::new() };
    let mut query = near(context.site, &booklet.area.id);
    if query.has("travel", NEAR_TRAVEL) {
        query.chosen.add("travel", COMES_TO_ME);
    }
    let hits = catalog.search(&query, context.site.now).hits;
    let directory = context.directory();
    let services = hits.into_iter().filter_map(|hit| {
        let service = context.site.topics.service(directory, hit.service)?;
        service.intent.contains(&Intent::Join).then_some((service, hit))
    });
    let services: Vec<_> = services.collect();
    let needs = &directory.vocabulary.needs;
    let wanted = needs.iter().filter(|need| match booklet.need {
        None => !need.sensitive,
        Some(wanted) => need.id == wanted.id,
    });
    let chapters = wanted.map(|need| {
        let is_in = |needs: &[String]| match booklet.need {
            None => needs.first() == Some(&need.id),
            Some(_) => needs.contains(&need.id),
        };
        let own = services.iter().filter(|(service, _)| is_in(&service.needs));
        Chapter {
            title: need.label(context.locale, context.default_locale()).to_owned(),
            entries: own
                .filter_map(|(service, hit)| Entry::of(context, service, hit.clone()))
                .collect(),
        }
    });
    chapters.filter(|chapter| !chapter.entries.is_empty()).collect()
}

fn chapter(chapter: &Chapter<'_>) -> AnyView {
    let entries = chapter.entries.iter().map(Entry::draw).collect_view();
    view! { <section class="chapter"><h2>{chapter.title.clone()}</h2>{entries}</section> }
        .into_any()
}

/// What it is, what is in it, and how old all that is.
fn cover(context: &PageContext<'_>, title: &str, chapters: &[Chapter<'_>]) -> AnyView {
    let contents = chapters.iter().map(|chapter| {
        let count = context.messages.count(Key::BrowseCount, chapter.entries.len() as u32, &[]);
        view! { <li><span>{chapter.title.clone()}</span>" "<span>{count}</span></li> }
    });
    let home = context.absolute(&Address::Home(context.own()));
    let printed = context.fill(Key::PackPrinted, &[("day", &day(context))]);
    let notice = context.config().notice.as_ref().map(|notice| line(context.words(notice)));
    let is_unread = context.site.locales.is_unread(context.locale);
    let unread = is_unread.then(|| view! { <p>{context.text(Key::SiteUnreviewed)}</p> });
    view! {
        <section class="cover">
            <p class="maker">{context.site_name()}</p>
            <h1>{title.to_owned()}</h1>
            <p><bdi dir="ltr" translate="no">{as_typed(&home).to_owned()}</bdi></p>
            <ul class="contents">{contents.collect_view()}</ul>
            <p>{printed}</p>
            {checked(context, chapters)}
            <p><strong>{context.text(Key::PackCallFirst)}</strong></p>
            <div class="small">{notice}{unread}</div>
        </section>
    }
    .into_any()
}

fn day(context: &PageContext<'_>) -> String {
    context.messages.day(context.site.now.day)
}

/// Between which months people have checked what is in it, and of how much nobody has.
fn checked(context: &PageContext<'_>, chapters: &[Chapter<'_>]) -> AnyView {
    let services = || chapters.iter().flat_map(|chapter| &chapter.entries);
    let days = || services().filter_map(|entry| Some(entry.service.assurance.as_ref()?.date));
    let words = days().min().zip(days().max()).map(|(first, last)| {
        let [from, to] = [first, last].map(|day| context.messages.month_year(day));
        context.fill(Key::PackChecked, &[("from", &from), ("to", &to)])
    });
    let never = services().filter(|entry| entry.service.assurance.is_none()).count() as u32;
    let never = (never > 0).then(|| context.messages.count(Key::PackNotChecked, never, &[]));
    view! {
        {words.map(|words| view! { <p>{words}</p> })}
        {never.map(|words| view! { <p>{words}</p> })}
    }
    .into_any()
}

/// The inside of the cover: whom to call in need, how what is not printed is found, and what codes are for.
fn inside(context: &PageContext<'_>) -> AnyView {
    let lines = context.config().help_now.iter().map(|line| help(context, line)).collect_view();
    let find = context.absolute(&Address::Find(context.own()));
    let phone = context.config().contact_phone.as_ref().map(|phone| context.messages.phone(phone));
    let wrong = context.config().contact_email.clone().into_iter().chain(phone);
    let wrong = wrong.map(|way| view! { " "<bdi dir="ltr" translate="no">{way}</bdi> });
    view! {
        <section class="inside">
            <h2>{context.text(Key::SiteHelpNow)}</h2>
            <ul class="help">{lines}</ul>
            <p>{context.text(Key::PackNotPrinted)}</p>
            <p>
                {context.text(Key::PackCodes)}" "
                <bdi dir="ltr" translate="no">{as_typed(&find).to_owned()}</bdi>
            </p>
            <p>{context.text(Key::SiteWrong)}{wrong.collect_view()}</p>
        </section>
    }
    .into_any()
}

fn help(context: &PageContext<'_>, line: &HelpLine) -> AnyView {
    let Said { text, lang } = context.words(&line.label);
    view! {
        <li>
            <strong><bdi dir="ltr" translate="no">{line.display.clone()}</bdi></strong>
            " "
            <span lang=lang>{text}</span>
        </li>
    }
    .into_any()
}
