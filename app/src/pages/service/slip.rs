//! What is handed over of a service ([`Slip`]), in one language: the words of its page, without the
//! page.
//!
//! No slip is made of what is sensitive or of a confidential place, and none carries a prescriber's
//! note, a need or a position: what is not in the file can be in no output.

use std::collections::BTreeMap;

use catalog::format::content_hash;
use catalog::phone::Phone;
use catalog::service::{
    CapacityStatus, Contact, Service, ServiceAtLocation, Spoken, Status, Whereabouts,
};

use super::parts::ServicePage;
use super::phrases::speaks;
use super::place::{comes, name_and_street};
use super::who::{ages, cost_words, residency};
use super::{alert_words, room_words, status_words};
use crate::card::{Said, page_field};
use crate::handout::WORDS;
use crate::locale::Key;
use crate::pages::context::PageContext;
use crate::pages::{Address, Site};
use crate::slip::{Line, Room, Slip, SlipContact, SlipFile, SlipHelp, SlipPlace};

/// The kind of price that is none.
const FREE: &str = "free";

/// Whether anything is handed over of a service at all.
pub fn has_slip(service: &Service) -> bool {
    !service.sensitive && !service.is_confidential()
}

/// A file with the slips of these services that have one, in this order.
pub fn slip_file<'a>(
    site: &Site<'_>,
    locale: &str,
    services: impl Iterator<Item = &'a Service>,
) -> SlipFile {
    let address = Address::Handed(locale.to_owned());
    let context = PageContext::new(site, &address);
    let terms = &context.directory().vocabulary.languages;
    let languages: BTreeMap<String, String> =
        terms.iter().map(|term| (term.id.clone(), context.label(terms, &term.id))).collect();
    let help = context.config().help_now.iter().map(|help| SlipHelp {
        phone: help.display.clone(),
        label: line(context.words(&help.label)),
    });
    let services: Vec<&Service> = services.collect();
    let apart = services.iter().filter(|service| !has_slip(service));
    let apart: Vec<&str> = apart.map(|service| service.id.as_str()).collect();
    SlipFile {
        locale: locale.to_owned(),
        words: context.messages.some(WORDS).into_iter().map(str::to_owned).collect(),
        page: context.absolute(&address),
        speaks: speaks(&context, locale).into_iter().map(str::to_owned).collect(),
        languages,
        help: help.collect(),
        slips: services
            .iter()
            .filter(|service| has_slip(service))
            .map(|service| slip(&ServicePage { context: &context, service, hit: None }))
            .collect(),
        apart: apart.join(" "),
    }
}

fn slip(page: &ServicePage<'_>) -> Slip {
    let Service { id, status, .. } = page.service;
    let context = page.context;
    let name = page.service.name(context.locale, context.default_locale());
    let group = context.directory().organization(&page.service.organization);
    let mut alerts = Vec::new();
    alerts.extend(status_words(*status).map(|key| own(context.text(key))));
    let head = Slip {
        id: id.clone(),
        name: line(context.said(name)),
        group: group.map(|group| group.name.clone()).unwrap_or_default(),
        alerts,
        page: page_field(page.service.pages, context.default_locale()).to_owned(),
        ..Slip::default()
    };
    let whole = match status {
        // Nobody should go there by old times, nor call a number that may be somebody else's by now.
        Status::Defunct => Slip { is_over: true, ..head },
        Status::Active => running(page, head),
        Status::Inactive | Status::TemporarilyClosed => {
            running(page, Slip { is_paused: true, ..head })
        }
    };
    let version = serde_json::to_vec(&whole).map(|bytes| content_hash(&bytes)).unwrap_or_default();
    Slip { version, ..whole }
}

/// All that who goes there must know.
fn running(page: &ServicePage<'_>, mut slip: Slip) -> Slip {
    let context = page.context;
    let service = page.service;
    let vocabulary = &context.directory().vocabulary;
    if let Some(alert) = alert_words(page) {
        if slip.alerts.is_empty() {
            slip.alerts_until =
                service.alert_until.map(|until| until.to_string()).unwrap_or_default();
        }
        slip.alerts.push(line(alert));
    }
    let places = service.whereabouts.places();
    for (number, row) in service.schedule.iter().enumerate() {
        let words = page.said(move |words| words.schedule.get(number).map_or("", String::as_str));
        let usual = slip.when.len();
        slip.when.extend(words.map(line));
        if !row.has_sessions() {
            slip.when.push(own(context.text(Key::ServiceByArrangement)));
        } else if page.is_running() {
            slip.times.push(row.times.to_line());
            slip.times_when.push(u8::try_from(usual).unwrap_or(u8::MAX));
            if places.len() > 1 {
                slip.times_at.push(row.at.map_or(0, |at| at.saturating_add(1)));
            }
        }
    }
    if slip.times_when.iter().enumerate().all(|(row, words)| row == usize::from(*words)) {
        slip.times_when.clear();
    }
    slip.places = places.iter().enumerate().map(|(at, place)| one_place(page, at, place)).collect();
    if service.whereabouts == Whereabouts::Nowhere {
        let key = if comes(page) { Key::ServiceComes } else { Key::ServiceNoAddress };
        slip.given = context.text(key);
    }
    let of_places = places.iter().flat_map(|place| &place.contact);
    slip.contacts = service.contact.iter().chain(of_places).filter_map(contact).collect();
    let spoken = service.languages.iter().filter(|language| language.how == Spoken::Native);
    slip.languages = spoken.map(|language| language.code.clone()).collect();
    slip.ask_for = service.first_visit.ask_for.clone().unwrap_or_default();
    slip.first_visit = some(page.said(|words| words.first_visit.as_deref().unwrap_or_default()));
    slip.meet_me = service.first_visit.meet_me;
    slip.bring_someone = service.first_visit.bring_someone;
    slip.bring = some(page.said(|words| words.what_to_bring.as_deref().unwrap_or_default()));
    let papers = service.eligibility.requires.iter();
    slip.papers = papers.map(|id| context.label(&vocabulary.requires, id)).collect();
    let told = page.said(|words| words.eligibility.as_deref().unwrap_or_default());
    // A text that tells of age says it better than the numbers do.
    let ages = if told.is_none() { ages(page) } else { None };
    slip.eligibility = told.map(line).into_iter().chain(ages.map(own)).collect();
    slip.eligibility.extend(residency(page).map(own));
    for (number, cost) in service.cost.iter().enumerate() {
        slip.cost.push(own(cost_words(page, cost)));
        let note = page.said(move |words| words.cost.get(number).map_or("", String::as_str));
        slip.cost.extend(note.map(line));
    }
    slip.is_free = !service.cost.is_empty() && service.cost.iter().all(|cost| cost.kind == FREE);
    slip.joining.clone_from(&service.joining);
    slip.joining_words = context.label(&vocabulary.joining, &service.joining);
    slip.room = room(page);
    slip.room_is = match service.capacity.as_ref().map(|capacity| capacity.status) {
        None | Some(CapacityStatus::Open | CapacityStatus::Unknown) => Room::Free,
        Some(CapacityStatus::Waitlist) => Room::WaitingList,
        Some(CapacityStatus::Full) => Room::Full,
    };
    slip.checked =
        service.assurance.as_ref().map(|check| check.date.to_string()).unwrap_or_default();
    slip
}

fn one_place(page: &ServicePage<'_>, at: usize, place: &ServiceAtLocation) -> SlipPlace {
    let (door, access) = getting_in(page, at, place);
    let transport = page.said(move |words| words.transport.get(at).map_or("", String::as_str));
    SlipPlace {
        address: name_and_street(page.service, u8::try_from(at).unwrap_or(u8::MAX)),
        door,
        access,
        transport: some(transport),
        town: place.address.as_ref().and_then(|address| address.city.clone()).unwrap_or_default(),
    }
}

/// The way in, with which the word list of access begins, and what else is noted of getting in: each note
/// with its fact.
fn getting_in(page: &ServicePage<'_>, at: usize, place: &ServiceAtLocation) -> (Line, Vec<Line>) {
    let context = page.context;
    let (mut door, mut access) = (Line::default(), Vec::new());
    for (number, term) in context.directory().vocabulary.access.iter().enumerate() {
        let note = page.said(|words| {
            let note = words.access_notes.get(at).and_then(|notes| notes.get(&term.id));
            note.map_or("", String::as_str)
        });
        let Some(note) = note.filter(|_| place.access.contains_key(&term.id)) else { continue };
        if number == 0 {
            door = line(note);
            continue;
        }
        // A note that nobody has translated has its fact in the same language.
        let locale = note.lang.as_deref().unwrap_or(context.locale);
        let fact = term.label(locale, context.default_locale());
        let text = context.fill(Key::PlanWhom, &[("action", fact), ("name", &note.text)]);
        access.push(line(Said { text, ..note }));
    }
    (door, access)
}

/// A way to reach somebody; `None` where it is a site only.
fn contact(contact: &Contact) -> Option<SlipContact> {
    let Contact { role, phone, sms, email, url: _, languages } = contact;
    if phone.is_none() && email.is_none() {
        return None;
    }
    let is_mobile = phone.as_ref().is_some_and(|phone| Phone::read(phone).extension.is_none());
    Some(SlipContact {
        role: role.clone().unwrap_or_default(),
        phone: phone.clone().unwrap_or_default(),
        sms: *sms && is_mobile,
        email: email.clone().unwrap_or_default(),
        languages: languages.clone(),
    })
}

/// That there is no room, or one has to wait, and as of when.
fn room(page: &ServicePage<'_>) -> Vec<String> {
    let context = page.context;
    let Some(capacity) = &page.service.capacity else { return Vec::new() };
    match capacity.status {
        CapacityStatus::Open | CapacityStatus::Unknown => Vec::new(),
        CapacityStatus::Waitlist | CapacityStatus::Full => {
            let day = capacity.updated.map(|day| context.messages.day(day));
            let date = day.map(|day| context.fill(Key::ServiceRoomDate, &[("day", &day)]));
            [context.text(room_words(capacity.status))].into_iter().chain(date).collect()
        }
    }
}

fn line(said: Said) -> Line {
    Line { text: said.text, lang: said.lang.unwrap_or_default() }
}

fn some(said: Option<Said>) -> Line {
    said.map(line).unwrap_or_default()
}

/// Words in the file's own language.
fn own(text: String) -> Line {
    Line { text, lang: String::new() }
}
