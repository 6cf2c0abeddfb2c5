//! A service's page: a person's questions, in the order in which they ask them.
//!
//! What prescribers are told is absent on purpose: it is on no page for residents. So is every
//! place of a confidential address.

use catalog::service::{CapacityStatus, Status};
use leptos::prelude::*;

use super::Address;
use super::address::TOPIC;
use super::cards::named;
use super::context::PageContext;
use super::groups::shown_services;
use super::page::{Page, PlanPart};
use crate::card::{Said, place_anchor};
use crate::icon::Icon;
use crate::locale::Key;
use access::access;
use checked::{change, checked, mistake};
use join::{call_buttons, join, volunteer};
use keep::keep;
use parts::{ServicePage, paragraph, section, way_on};
use phrases::{call, card};
use place::wheres;
use take::take;
use when::when;
use who::{cost, first_visit, languages, who};

pub use checked::change_link;
pub use dates::{Calendars, calendar, dates, dates_path};
pub use paper::{as_typed, help};
pub use phrases::speaks;
pub use place::name_and_street;
pub use slip::{has_slip, slip_file};

mod access;
mod checked;
mod dates;
mod join;
pub mod keep;
mod linked;
mod paper;
mod parts;
mod phrases;
mod place;
mod slip;
mod take;
mod when;
mod who;

/// The page.
pub fn service(context: &PageContext<'_>, id: &str) -> Page {
    let directory = context.directory();
    let Some(service) = directory.service(id) else {
        return Page::new(id.to_owned(), ().into_any());
    };
    let page = ServicePage { context, service, hit: context.hit(id) };
    let name = context.said(service.name(context.locale, context.default_locale()));
    let summary = context.said(service.summary(context.locale, context.default_locale()));
    Page {
        description: Some(summary.text.clone()),
        is_discreet: service.sensitive,
        discreet_paper: service.sensitive.then(|| paper::discreet(&page)),
        is_unlisted: service.sensitive,
        is_one_sheet: true,
        trail: trail(&page),
        structured: linked::linked(&page, &name.text, &summary.text),
        plan: (service.status != Status::Defunct).then_some(PlanPart::Keep),
        ..Page::new(name.text.clone(), main(&page, name, summary))
    }
}

fn main(page: &ServicePage<'_>, name: Said, summary: Said) -> AnyView {
    let context = page.context;
    let is_foreign = name.lang.clone();
    let name_dir = name.dir();
    view! {
        {marks(page)}
        {paper::code(page)}
        {group(page)}
        <h1 lang=name.lang dir=name_dir>{name.text}</h1>
        {status(page)}
        {paragraph(summary, "lead")}
        {context.untranslated(is_foreign.as_deref())}
        {alert(page)}
        {call_buttons(page)}
        {keep(page)}
        {when(page)}
        {wheres(page)}
        {access(page)}
        {languages(page)}
        {cost(page)}
        {who(page)}
        {about(page)}
        {first_visit(page)}
        {join(page)}
        {call(page)}
        {volunteer(page)}
        {room(page)}
        {checked(page)}
        {take(page)}
        {also(page)}
        {fits(page)}
        {similar(page)}
        {mistake(context)}
        {change(page)}
        {paper::foot(page)}
        {card(page)}
    }
    .into_any()
}

/// Where a card leads that shows one of several places: the top of the page, with that place marked.
fn marks(page: &ServicePage<'_>) -> Option<AnyView> {
    let places = page.service.whereabouts.places().len();
    let marks = (0..places).map(|at| view! { <span id=place_anchor(at)></span> }).collect_view();
    (places > 1).then(|| marks.into_any())
}

/// Start, then the first need it meets: the way to others like it.
fn trail(page: &ServicePage<'_>) -> Vec<(Address, String)> {
    let context = page.context;
    let mut trail = vec![
        (Address::Home(context.own()), context.text(Key::SiteStart)),
        (Address::BrowseIndex(context.own()), context.text(Key::BrowseTitle)),
    ];
    trail.extend(needs(page).into_iter().next());
    trail
}

/// The pages of the needs it meets.
fn needs(page: &ServicePage<'_>) -> Vec<(Address, String)> {
    let context = page.context;
    let known = &context.directory().vocabulary.needs;
    page.service
        .needs
        .iter()
        .filter(|id| known.iter().any(|need| &need.id == *id))
        .map(|id| {
            let address = Address::Browse(context.own(), "need".to_owned(), id.clone());
            (address, context.label(known, id))
        })
        .collect()
}

fn group(page: &ServicePage<'_>) -> Option<AnyView> {
    let group = page.context.directory().organization(&page.service.organization)?;
    let address = Address::Organization(page.context.own(), group.id.clone());
    Some(
        view! {
            <p class="who">
                <a href=page.context.to(&address)><bdi translate="no">{group.name.clone()}</bdi></a>
            </p>
        }
        .into_any(),
    )
}

/// The words for a service that does not run.
fn status_words(status: Status) -> Option<Key> {
    match status {
        Status::Active => None,
        Status::Defunct => Some(Key::ServiceEnded),
        Status::Inactive => Some(Key::ServiceNotNow),
        Status::TemporarilyClosed => Some(Key::ServiceClosedNow),
    }
}

/// That it has ended, is closed or does not run: before anything else.
fn status(page: &ServicePage<'_>) -> Option<AnyView> {
    let context = page.context;
    let key = status_words(page.service.status)?;
    let others = links(context, needs(page));
    Some(
        view! {
            <div class="state panel">
                <p class="big">{context.text(key)}</p>
                <p class="noprint">{context.text(Key::ServiceOthers)}</p>
                {others}
            </div>
        }
        .into_any(),
    )
}

/// What is different just now, in words.
fn alert_words(page: &ServicePage<'_>) -> Option<Said> {
    let until = page.service.alert_until;
    if until.is_some_and(|until| until < page.context.site.now.day) {
        return None;
    }
    page.said(|words| words.alert.as_deref().unwrap_or_default())
}

/// What is different just now, while it is.
fn alert(page: &ServicePage<'_>) -> Option<AnyView> {
    let said = alert_words(page)?;
    Some(
        view! {
            <div class="alert panel">
                <p class="iconic"><Icon name="info" /><strong>{page.context.text(Key::ServiceAlert)}</strong></p>
                {paragraph(said, "")}
            </div>
        }
        .into_any(),
    )
}

fn about(page: &ServicePage<'_>) -> Option<AnyView> {
    let body = page.said(|words| &words.body_html)?;
    let dir = body.dir();
    let text = view! { <div class="prose" lang=body.lang dir=dir inner_html=body.text></div> };
    Some(way_on(page.context.text(Key::ServiceAbout), text))
}

/// Whether there is room, and as of when.
fn room(page: &ServicePage<'_>) -> Option<AnyView> {
    let context = page.context;
    let capacity = page.service.capacity.as_ref()?;
    let key = room_words(capacity.status);
    let note = page.said(|words| words.capacity.as_deref().unwrap_or_default());
    let date = capacity
        .updated
        .map(|day| context.fill(Key::ServiceRoomDate, &[("day", &context.messages.day(day))]));
    let words = view! {
        <p>{context.text(key)}</p>
        {note.map(|note| paragraph(note, ""))}
        {date.map(|date| view! { <p class="soft small">{date}</p> })}
    };
    Some(section("answer spare", context.text(Key::ServiceRoom), words))
}

/// Whether there is room, in words.
pub fn room_words(status: CapacityStatus) -> Key {
    match status {
        CapacityStatus::Open => Key::ServiceRoomOpen,
        CapacityStatus::Waitlist => Key::ServiceRoomWaitlist,
        CapacityStatus::Full => Key::ServiceRoomFull,
        CapacityStatus::Unknown => Key::ServiceRoomUnknown,
    }
}

/// What else the group offers.
fn also(page: &ServicePage<'_>) -> Option<AnyView> {
    let context = page.context;
    let others: Vec<_> = shown_services(context, &page.service.organization)
        .filter(|other| other.id != page.service.id && other.status == Status::Active)
        .map(|other| {
            let name = context.said(other.name(context.locale, context.default_locale()));
            let href = context.page_of(other).map(|page| context.to(&page));
            named(href, name)
        })
        .collect();
    (!others.is_empty()).then(|| {
        way_on(context.text(Key::ServiceAlso), view! { <ul class="plain links">{others}</ul> })
    })
}

/// The topics it has, each with its page. Where discretion is called for, a topic would say in plain words
/// what the page's name does not.
fn fits(page: &ServicePage<'_>) -> Option<AnyView> {
    let context = page.context;
    if page.service.sensitive {
        return None;
    }
    let topics = context.site.topics.of(context.directory(), &page.service.id).into_iter();
    let topics: Vec<_> = topics
        .map(|topic| {
            let address = Address::Browse(context.own(), TOPIC.to_owned(), topic.id.clone());
            (address, topic.label(context.locale, context.default_locale()).to_owned())
        })
        .collect();
    (!topics.is_empty()).then(|| way_on(context.text(Key::ServiceFits), links(context, topics)))
}

fn similar(page: &ServicePage<'_>) -> Option<AnyView> {
    let needs = needs(page);
    (!needs.is_empty())
        .then(|| way_on(page.context.text(Key::ServiceSimilar), links(page.context, needs)))
}

fn links(context: &PageContext<'_>, links: Vec<(Address, String)>) -> AnyView {
    let links = links
        .into_iter()
        .map(|(address, words)| {
            view! { <li><a class="chip" href=context.to(&address)>{words}</a></li> }
        })
        .collect_view();
    view! { <ul class="row plain noprint">{links}</ul> }.into_any()
}
