//! What only prescribers are told, as the desk's own file: never on a page for residents.

use catalog::directory::{CuratedList, Term};
use catalog::service::{CapacityStatus, Service, Status};

use super::Address;
use super::Site;
use super::context::PageContext;
use super::service::room_words;
use crate::desk::notes::{Note, NoteFile, NoteList};

/// The notes of a locale, as JSON. Nothing of what calls for discretion, of what has ended, or of an
/// address that is kept secret is in it.
pub fn desk_notes(site: &Site<'_>, locale: &str) -> String {
    let address = Address::Desk(locale.to_owned());
    let context = PageContext::new(site, &address);
    let shown = |service: &&Service| {
        !service.sensitive && !service.is_confidential() && service.status != Status::Defunct
    };
    let services = site.directory.services.iter().filter(shown);
    let notes = services.map(|service| note(&context, service)).collect();
    let lists = site.directory.lists.iter().map(|list| list_of(&context, list)).collect();
    serde_json::to_string(&NoteFile { notes, lists }).unwrap_or_default()
}

fn list_of(context: &PageContext<'_>, list: &CuratedList) -> NoteList {
    let words = [context.locale, context.default_locale()];
    let words = words.into_iter().find_map(|locale| list.words.get(locale));
    NoteList {
        id: list.id.clone(),
        title: words.map_or_else(|| list.id.clone(), |words| words.title.clone()),
        services: list.services.clone(),
    }
}

fn note(context: &PageContext<'_>, service: &Service) -> Note {
    let vocabulary = &context.directory().vocabulary;
    let (locale, default_locale) = (context.locale, context.default_locale());
    let labels = |terms: &[Term], ids: &[String]| -> Vec<String> {
        ids.iter().map(|id| label(terms, id, locale, default_locale)).collect()
    };
    let text = service
        .text(locale, default_locale, |words| words.eligibility.as_deref().unwrap_or_default());
    let suits = match text {
        Some(text) => text.text.to_owned(),
        None => context.messages.list(&labels(&vocabulary.audience, &service.audience)),
    };
    let room = service.capacity.as_ref();
    let room = room.filter(|capacity| capacity.status != CapacityStatus::Unknown);
    let room = room.map(|capacity| (context.text(room_words(capacity.status)), capacity.updated));
    let (room, room_asked) = room.unwrap_or_default();
    Note {
        id: service.id.clone(),
        note: service.prescriber_notes.clone().unwrap_or_default(),
        suits,
        room,
        room_asked: room_asked.map(|day| day.0),
        start: label(&vocabulary.joining, &service.joining, locale, default_locale),
        requires: labels(&vocabulary.requires, &service.eligibility.requires),
        speakers: speakers(service),
        min_age: service.eligibility.min_age,
        max_age: service.eligibility.max_age,
        residency: service.eligibility.residency.clone(),
        area: service.area.clone(),
    }
}

fn label(terms: &[Term], id: &str, locale: &str, default_locale: &str) -> String {
    let term = terms.iter().find(|term| term.id == id);
    term.map_or(id, |term| term.label(locale, default_locale)).to_owned()
}

/// Who speaks which language, as far as its page says: who answers a line in it.
fn speakers(service: &Service) -> Vec<(String, String)> {
    let places = service.whereabouts.places().iter().flat_map(|place| &place.contact);
    let contacts = service.contact.iter().chain(places);
    let named = contacts.filter_map(|contact| Some((contact.role.as_ref()?, &contact.languages)));
    let mut speakers: Vec<(String, String)> = Vec::new();
    for (who, languages) in named {
        for language in languages {
            if !speakers.iter().any(|(known, _)| known == language) {
                speakers.push((language.clone(), who.clone()));
            }
        }
    }
    speakers
}
