//! A service's page: a person's questions, in the order in which they ask them.
//!
//! What prescribers are told is absent on purpose: it is on no page for residents. So is every
//! place of a confidential address.

use catalog::results::Hit;
use catalog::service::{CapacityStatus, LocalizedText, Service, Status, Words};
use leptos::prelude::*;

use super::Address;
use super::cards::named;
use super::document::{PlanPart, Sheet};
use super::groups::shown_services;
use super::here::Here;
use super::service_access::access;
use super::service_checked::{checked, mistake};
use super::service_desk::{call, card};
use super::service_join::{call_buttons, join, volunteer};
use super::service_keep::keep;
use super::service_paper;
use super::service_take::take;
use super::service_when::when;
use super::service_where::wheres;
use super::service_who::{cost, first_visit, languages, who};
use crate::card::Said;
use crate::icon::Icon;
use crate::locale::Key;

/// A service, where we are, and what the catalog says of it today.
pub struct At<'a> {
    /// The page.
    pub here: &'a Here<'a>,
    /// The service.
    pub service: &'a Service,
    /// Its next session and the age of its check.
    pub hit: Option<Hit>,
}

impl<'a> At<'a> {
    /// A text of this service; `pick` returns an empty one for "missing".
    pub fn said(&self, pick: impl Fn(&'a Words) -> &'a str) -> Option<Said> {
        let service: &'a Service = self.service;
        let here: &'a Here<'a> = self.here;
        let found: LocalizedText<'a> = service.text(here.locale, here.default_locale(), pick)?;
        Some(here.said(found))
    }

    /// Whether it runs at all.
    pub fn is_running(&self) -> bool {
        self.service.status == Status::Active
    }
}

/// A question as a heading, and its answer.
pub fn answer(question: String, answer: impl IntoView + 'static) -> AnyView {
    section("answer", question, answer)
}

/// The same, for what leads on to other pages, or does not go on one sheet of paper.
pub fn way_on(question: String, answer: impl IntoView + 'static) -> AnyView {
    section("answer noprint", question, answer)
}

fn section(class: &'static str, question: String, answer: impl IntoView + 'static) -> AnyView {
    view! {
        <section class=class>
            <h2>{question}</h2>
            <div class="told">{answer.into_any()}</div>
        </section>
    }
    .into_any()
}

/// A paragraph, marked with its language.
pub fn paragraph(said: Said, class: &'static str) -> AnyView {
    let dir = said.dir();
    let class = (!class.is_empty()).then_some(class);
    view! { <p class=class lang=said.lang dir=dir>{said.text}</p> }.into_any()
}

/// The page.
pub fn service(here: &Here<'_>, id: &str) -> Sheet {
    let directory = here.directory();
    let Some(service) = directory.service(id) else {
        return Sheet::new(id.to_owned(), ().into_any());
    };
    let at = At { here, service, hit: here.hit(id) };
    let name = here.said(service.name(here.locale, here.default_locale()));
    let summary = here.said(service.summary(here.locale, here.default_locale()));
    Sheet {
        description: Some(summary.text.clone()),
        is_discreet: service.sensitive,
        is_unlisted: service.sensitive,
        is_one_sheet: true,
        trail: trail(&at),
        plan: (service.status != Status::Defunct).then_some(PlanPart::Keep),
        ..Sheet::new(name.text.clone(), main(&at, name, summary))
    }
}

fn main(at: &At<'_>, name: Said, summary: Said) -> AnyView {
    let here = at.here;
    let is_foreign = name.lang.clone();
    let name_dir = name.dir();
    view! {
        {service_paper::code(at)}
        {group(at)}
        <h1 lang=name.lang dir=name_dir>{name.text}</h1>
        {status(at)}
        {paragraph(summary, "lead")}
        {here.untranslated(is_foreign.as_deref())}
        {alert(at)}
        {call_buttons(at)}
        {keep(at)}
        {when(at)}
        {wheres(at)}
        {access(at)}
        {languages(at)}
        {cost(at)}
        {who(at)}
        {about(at)}
        {first_visit(at)}
        {join(at)}
        {call(at)}
        {volunteer(at)}
        {room(at)}
        {checked(at)}
        {take(at)}
        {also(at)}
        {similar(at)}
        {mistake(here)}
        {service_paper::foot(at)}
        {card(at)}
    }
    .into_any()
}

/// Start, then the first need it meets: the way to others like it.
fn trail(at: &At<'_>) -> Vec<(Address, String)> {
    let here = at.here;
    let mut trail = vec![
        (Address::Home(here.own()), here.text(Key::SiteStart)),
        (Address::BrowseIndex(here.own()), here.text(Key::BrowseTitle)),
    ];
    trail.extend(needs(at).into_iter().next());
    trail
}

/// The pages of the needs it meets.
fn needs(at: &At<'_>) -> Vec<(Address, String)> {
    let here = at.here;
    let known = &here.directory().vocabulary.needs;
    at.service
        .needs
        .iter()
        .filter(|id| known.iter().any(|need| &need.id == *id))
        .map(|id| {
            let address = Address::Browse(here.own(), "need".to_owned(), id.clone());
            (address, here.label(known, id))
        })
        .collect()
}

fn group(at: &At<'_>) -> Option<AnyView> {
    let group = at.here.directory().organization(&at.service.organization)?;
    let address = Address::Organization(at.here.own(), group.id.clone());
    Some(
        view! {
            <p class="who">
                <a href=at.here.to(&address)><bdi translate="no">{group.name.clone()}</bdi></a>
            </p>
        }
        .into_any(),
    )
}

/// That it has ended, is closed or does not run: before anything else.
fn status(at: &At<'_>) -> Option<AnyView> {
    let here = at.here;
    let key = match at.service.status {
        Status::Active => return None,
        Status::Defunct => Key::ServiceEnded,
        Status::Inactive => Key::ServiceNotNow,
        Status::TemporarilyClosed => Key::ServiceClosedNow,
    };
    let others = links(here, needs(at));
    Some(
        view! {
            <div class="state panel">
                <p class="big">{here.text(key)}</p>
                <p class="noprint">{here.text(Key::ServiceOthers)}</p>
                {others}
            </div>
        }
        .into_any(),
    )
}

/// What is different just now, while it is.
fn alert(at: &At<'_>) -> Option<AnyView> {
    let until = at.service.alert_until;
    if until.is_some_and(|until| until < at.here.site.now.day) {
        return None;
    }
    let said = at.said(|words| words.alert.as_deref().unwrap_or_default())?;
    Some(
        view! {
            <div class="alert panel">
                <p class="iconic"><Icon name="info" /><strong>{at.here.text(Key::ServiceAlert)}</strong></p>
                {paragraph(said, "")}
            </div>
        }
        .into_any(),
    )
}

fn about(at: &At<'_>) -> Option<AnyView> {
    let body = at.said(|words| &words.body_html)?;
    let dir = body.dir();
    let text = view! { <div class="prose" lang=body.lang dir=dir inner_html=body.text></div> };
    Some(way_on(at.here.text(Key::ServiceAbout), text))
}

/// Whether there is room, and as of when.
fn room(at: &At<'_>) -> Option<AnyView> {
    let here = at.here;
    let capacity = at.service.capacity.as_ref()?;
    let key = match capacity.status {
        CapacityStatus::Open => Key::ServiceRoomOpen,
        CapacityStatus::Waitlist => Key::ServiceRoomWaitlist,
        CapacityStatus::Full => Key::ServiceRoomFull,
        CapacityStatus::Unknown => Key::ServiceRoomUnknown,
    };
    let note = at.said(|words| words.capacity.as_deref().unwrap_or_default());
    let date = capacity
        .updated
        .map(|day| here.fill(Key::ServiceRoomDate, &[("day", &here.messages.day(day))]));
    let words = view! {
        <p>{here.text(key)}</p>
        {note.map(|note| paragraph(note, ""))}
        {date.map(|date| view! { <p class="soft small">{date}</p> })}
    };
    Some(section("answer spare", here.text(Key::ServiceRoom), words))
}

/// What else the group offers.
fn also(at: &At<'_>) -> Option<AnyView> {
    let here = at.here;
    let others: Vec<_> = shown_services(here, &at.service.organization)
        .filter(|other| other.id != at.service.id && other.status == Status::Active)
        .map(|other| {
            let name = here.said(other.name(here.locale, here.default_locale()));
            let href = here.page_of(other).map(|page| here.to(&page));
            named(href, name)
        })
        .collect();
    (!others.is_empty()).then(|| {
        way_on(here.text(Key::ServiceAlso), view! { <ul class="plain links">{others}</ul> })
    })
}

fn similar(at: &At<'_>) -> Option<AnyView> {
    let needs = needs(at);
    (!needs.is_empty()).then(|| way_on(at.here.text(Key::ServiceSimilar), links(at.here, needs)))
}

fn links(here: &Here<'_>, links: Vec<(Address, String)>) -> AnyView {
    let links = links
        .into_iter()
        .map(|(address, words)| {
            view! { <li><a class="chip" href=here.to(&address)>{words}</a></li> }
        })
        .collect_view();
    view! { <ul class="row plain noprint">{links}</ul> }.into_any()
}
