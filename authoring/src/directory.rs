//! From drafts without an error to the directory.
//!
//! Every draft is taken apart exhaustively, so that a new field asks here what it means. `None`
//! where something that must be there is not: the checks say so before, and a test holds them to
//! it.

mod areas;
mod config;
mod holidays;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use catalog::directory::{CuratedList, Directory, ListWords, Page, PageWords, PlainWords};
use catalog::service::{
    Address, Answer, Assurance, AssuranceHow, AssuranceLevel, Capacity, Contact, Cost, Eligibility,
    FirstVisit, Intent, Organization, PageLocales, Service, ServiceAtLocation, Spoken,
    SpokenLanguage, Whereabouts,
};

pub use config::STANDS_IN;
use config::{Languages, config_of, places_of, urgent_of, vocabulary};
use words::{organization_words, service_words, translated_words, translation};

use crate::discretion;
use crate::draft::{
    DraftAssurance, DraftCapacity, DraftContact, DraftCost, DraftEligibility, DraftHolidays,
    DraftJargon, DraftLanguage, DraftListTranslation, DraftLocation, DraftOrganization,
    DraftPlainWords, DraftService, DraftTermList, DraftTranslator, Drafts,
};
use crate::node::{Spanned, Text};
use crate::origin::Fields;
use crate::phone::{Book, Lookup, Number};
use crate::published::Published;

/// The directory, when everything that it needs is there.
pub fn build(drafts: Drafts, find_phone: Lookup<'_>) -> Option<Directory> {
    let book = Book::new(&drafts, find_phone);
    let Drafts {
        config,
        terms,
        places,
        holidays,
        urgent,
        jargon,
        landmarks,
        wording,
        published,
        all_places: _,
        organizations,
        organization_translations,
        services,
        all_services: _,
        translations,
        lists,
        list_translations,
        pages,
    } = drafts;
    let config = config?;
    let plain = plain_words(&jargon, &config.plain_words);
    let config = config_of(config, &book)?;
    let locale = config.default_locale.clone();
    let languages = Languages { locales: &config.locales, default: &locale };
    let vocabulary = vocabulary(&terms, &languages);
    let mut directory = Directory {
        places: places_of(places),
        landmarks,
        holidays: holidays::lists(&holidays),
        urgent: urgent_of(&urgent, &book, &languages)?,
        organizations: organizations
            .iter()
            .map(|draft| organization(draft, &book, &locale))
            .collect::<Option<_>>()?,
        services: Vec::with_capacity(services.len()),
        lists: Vec::with_capacity(lists.len()),
        pages: Vec::new(),
        plain,
        wording: wording.into_iter().map(|(_, locale, text)| (locale, text)).collect(),
        gone: Vec::new(),
        vocabulary,
        config,
    };
    let folders: BTreeMap<String, String> = directory
        .organizations
        .iter()
        .map(|group| (group.folder.clone(), group.id.clone()))
        .collect();
    let groups: BTreeMap<&str, usize> =
        organizations.iter().enumerate().map(|(at, group)| (group.folder.as_str(), at)).collect();
    for draft in &organization_translations {
        let original = groups.get(&*draft.folder).and_then(|at| organizations.get(*at))?;
        if is_stale(draft.translator.as_ref(), &Fields::of_organization(original)) {
            continue;
        }
        let group =
            groups.get(&*draft.folder).and_then(|at| directory.organizations.get_mut(*at))?;
        let words = organization_words(
            draft.summary.as_ref(),
            &draft.body,
            translation(draft.translator.as_ref()),
        );
        group.words.insert(draft.locale.clone(), words);
    }
    let mut by_file: BTreeMap<(&str, &str), Vec<_>> = BTreeMap::new();
    for draft in &translations {
        by_file.entry((&draft.folder, &draft.stem)).or_default().push(draft);
    }
    for draft in &services {
        let mut service =
            service(draft, folders.get(&draft.folder)?, &terms, &book, &holidays, &locale)?;
        for translated in
            by_file.get(&(draft.folder.as_str(), draft.stem.as_str())).into_iter().flatten()
        {
            service.words.insert(translated.locale.clone(), translated_words(translated, draft));
        }
        directory.services.push(service);
    }
    let known: BTreeSet<&str> =
        directory.services.iter().map(|service| service.id.as_str()).collect();
    let known_groups: BTreeSet<&str> =
        directory.organizations.iter().map(|group| group.id.as_str()).collect();
    let is_there = |address: &str| match address.split_once('/') {
        Some(("s", id)) => known.contains(id),
        Some((_, id)) => known_groups.contains(id),
        None => true,
    };
    let listed = published.into_iter().flat_map(|(_, list)| list).filter(Published::is_sound);
    let gone: BTreeSet<String> =
        listed.map(|one| one.address.value).filter(|address| !is_there(address)).collect();
    directory.gone = gone.into_iter().collect();
    for draft in lists {
        let fresh: Vec<&DraftListTranslation> = list_translations
            .iter()
            .filter(|other| other.id == draft.id)
            .filter(|other| !is_stale(other.translator.as_ref(), &Fields::of_list(&draft)))
            .collect();
        let words = |title: Option<Text>, for_whom: Option<Text>, html: String| {
            Some(ListWords { title: title?.value, for_whom: for_whom?.value, body_html: html })
        };
        let is_known = |id: &String| known.contains(id.as_str());
        let mut list = CuratedList {
            version: draft.version?.value,
            services: values(&draft.services).into_iter().filter(is_known).collect(),
            words: BTreeMap::from([(
                locale.clone(),
                words(draft.title, draft.for_whom, draft.body.html)?,
            )]),
            id: draft.id,
        };
        for other in fresh {
            let words =
                words(other.title.clone(), other.for_whom.clone(), other.body.html.clone())?;
            list.words.insert(other.locale.clone(), words);
        }
        directory.lists.push(list);
    }
    let mut plain: BTreeMap<String, BTreeMap<String, PageWords>> = BTreeMap::new();
    let stale: Vec<bool> = pages
        .iter()
        .map(|page| {
            let original =
                pages.iter().find(|other| other.name == page.name && other.locale.is_none());
            original.is_some_and(|it| is_stale(page.translator.as_ref(), &Fields::of_page(it)))
        })
        .collect();
    for (page, _) in pages.into_iter().zip(stale).filter(|(_, is_stale)| !is_stale) {
        let words = PageWords {
            title: page.title?.value,
            summary: page.summary?.value,
            body_html: page.body.html,
        };
        plain
            .entry(page.name)
            .or_default()
            .insert(page.locale.unwrap_or_else(|| locale.clone()), words);
    }
    directory.pages = plain.into_iter().map(|(name, words)| Page { name, words }).collect();
    directory.organizations.sort_by(|a, b| a.id.cmp(&b.id));
    directory.services.sort_by(|a, b| a.id.cmp(&b.id));
    directory.lists.sort_by(|a, b| a.id.cmp(&b.id));
    Some(directory)
}

/// What counts as plain, for the checks of a form.
fn plain_words(jargon: &[DraftJargon], plain: &DraftPlainWords) -> PlainWords {
    let pair = |(word, plain): &(Text, Text)| (word.value.clone(), plain.value.clone());
    let words =
        |list: &DraftJargon| (list.locale.value.clone(), list.words.iter().map(pair).collect());
    let numbers = |all: &[(Text, Spanned<u32>)]| {
        all.iter().map(|(locale, number)| (locale.value.clone(), number.value)).collect()
    };
    let DraftPlainWords { sentence, ease } = plain;
    PlainWords {
        jargon: jargon.iter().map(words).collect(),
        sentence: numbers(sentence),
        ease: numbers(ease),
    }
}

/// Whether a page was made from other words than its original has now. Such a page is shown in the
/// default language: of a few sentences, half would be in another.
fn is_stale(translator: Option<&DraftTranslator>, original: &Fields<'_>) -> bool {
    translator.is_some_and(|by| !by.made_from().stale(original).is_empty())
}

fn values(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

fn value(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.value.clone())
}

fn organization(draft: &DraftOrganization, book: &Book<'_>, locale: &str) -> Option<Organization> {
    let DraftOrganization {
        path: _,
        folder,
        front: _,
        id,
        lacks_id: _,
        name,
        summary,
        website,
        contact,
        body,
    } = draft;
    let words = organization_words(summary.as_ref(), body, None);
    Some(Organization {
        id: value(id.as_ref())?,
        folder: folder.clone(),
        name: value(name.as_ref())?,
        website: value(website.as_ref()),
        contact: contact.iter().flat_map(|contact| contacts_of(contact, book)).collect(),
        words: BTreeMap::from([(locale.to_owned(), words)]),
    })
}

/// A contact for each of its numbers: what else reaches somebody stands with the first.
fn contacts_of(draft: &DraftContact, book: &Book<'_>) -> Vec<Contact> {
    let DraftContact { span: _, role, phone: _, extension: _, sms, email, url, languages } = draft;
    // The checks have refused what cannot be read.
    let numbers = book.of_contact(draft).unwrap_or_default();
    let first = Contact {
        role: value(role.as_ref()),
        phone: None,
        sms: sms.as_ref().is_some_and(|sms| sms.value),
        email: value(email.as_ref()),
        url: value(url.as_ref()),
        languages: values(languages),
    };
    if numbers.is_empty() {
        return vec![first];
    }
    let of_number = |(at, number): (usize, Number)| {
        let role = [first.role.clone(), number.label.clone()];
        let role: Vec<String> = role.into_iter().flatten().collect();
        let is_first = at == 0;
        Contact {
            role: (!role.is_empty()).then(|| role.join(", ")),
            phone: Some(number.to_text()),
            email: first.email.clone().filter(|_| is_first),
            url: first.url.clone().filter(|_| is_first),
            ..first.clone()
        }
    };
    numbers.into_iter().enumerate().map(of_number).collect()
}

fn service(
    draft: &DraftService,
    group: &str,
    terms: &[DraftTermList],
    book: &Book<'_>,
    holidays: &[DraftHolidays],
    locale: &str,
) -> Option<Service> {
    let words = service_words(draft);
    let DraftService {
        path,
        folder: _,
        stem: _,
        front: _,
        id,
        name: _,
        summary: _,
        status,
        alert,
        needs,
        topics,
        not_topics,
        intent,
        audience,
        eligibility,
        cost,
        delivery,
        joining,
        languages,
        locations,
        area,
        confidential_address,
        undecided: _,
        schedule,
        contact,
        first_visit,
        volunteer,
        capacity,
        assurance,
        prescriber_notes,
        sensitive: _,
        body: _,
    } = draft;
    let mut intent: Vec<Intent> = intent.iter().map(|intent| intent.value).collect();
    if intent.is_empty() {
        intent.push(Intent::Join);
    }
    let visit = first_visit.as_ref();
    Some(Service {
        id: value(id.as_ref())?,
        path: path.clone(),
        organization: group.to_owned(),
        status: status.as_ref()?.value,
        alert_until: alert.as_ref().and_then(|alert| Some(alert.until.as_ref()?.value)),
        sensitive: discretion::reason(draft, terms).is_some(),
        needs: values(needs),
        topics: values(topics),
        not_topics: values(not_topics),
        intent,
        audience: values(audience),
        eligibility: eligibility.as_ref().map(eligibility_of).unwrap_or_default(),
        cost: cost.iter().map(cost_of).collect::<Option<_>>()?,
        delivery: values(delivery),
        // Nothing is known of how one joins what was only listed.
        joining: match assurance.as_ref().is_some_and(DraftAssurance::is_only_listed) {
            true => value(joining.as_ref()).unwrap_or_default(),
            false => value(joining.as_ref())?,
        },
        languages: languages.iter().map(language).collect::<Option<_>>()?,
        whereabouts: match confidential_address.as_ref().is_some_and(|said| said.value) {
            true => Whereabouts::Confidential,
            false if locations.is_empty() => Whereabouts::Nowhere,
            false => {
                Whereabouts::Places(locations.iter().map(|draft| location(draft, book)).collect())
            }
        },
        area: values(area),
        schedule: schedule
            .iter()
            .map(|row| holidays::row(row, locations, holidays))
            .collect::<Option<_>>()?,
        contact: contact.iter().flat_map(|contact| contacts_of(contact, book)).collect(),
        first_visit: FirstVisit {
            ask_for: visit.and_then(|visit| value(visit.ask_for.as_ref())),
            meet_me: visit.and_then(|visit| Some(visit.meet_me.as_ref()?.value)),
            bring_someone: visit.and_then(|visit| Some(visit.bring_someone.as_ref()?.value)),
        },
        volunteer_joining: volunteer
            .as_ref()
            .and_then(|volunteer| value(volunteer.joining.as_ref())),
        capacity: capacity.as_ref().and_then(capacity_of),
        assurance: assurance.as_ref().and_then(assurance_of),
        prescriber_notes: value(prescriber_notes.as_ref()),
        pages: PageLocales::Every,
        words: BTreeMap::from([(locale.to_owned(), words)]),
    })
}

fn eligibility_of(draft: &DraftEligibility) -> Eligibility {
    let DraftEligibility { text: _, min_age, max_age, residency, requires } = draft;
    let age = |age: &Option<Spanned<u32>>| u8::try_from(age.as_ref()?.value).ok();
    Eligibility {
        min_age: age(min_age),
        max_age: age(max_age),
        residency: values(residency),
        requires: requires.as_deref().map(values).unwrap_or_default(),
        asks_nothing: requires.as_ref().is_some_and(Vec::is_empty),
    }
}

fn cost_of(draft: &DraftCost) -> Option<Cost> {
    let DraftCost { kind, cents, currency, note: _ } = draft;
    Some(Cost {
        kind: value(kind.as_ref())?,
        amount_cents: cents.as_ref().map(|cents| cents.value),
        currency: value(currency.as_ref()),
    })
}

fn language(draft: &DraftLanguage) -> Option<SpokenLanguage> {
    let DraftLanguage { code, how, note: _ } = draft;
    Some(SpokenLanguage {
        code: value(code.as_ref())?,
        how: how.as_ref().map_or(Spoken::Native, |how| how.value),
    })
}

fn location(draft: &DraftLocation, book: &Book<'_>) -> ServiceAtLocation {
    let DraftLocation {
        span: _,
        name,
        address,
        lat: _,
        lon: _,
        half_position: _,
        access,
        access_notes: _,
        access_only,
        transport: _,
        contact,
    } = draft;
    let address = address.as_ref().map(|lines| {
        let [line1, line2, city, region, postal, country] =
            lines.each_ref().map(|line| value(line.as_ref()));
        Address { line1, line2, city, region, postal, country }
    });
    let answer = |id: &Text, is: bool| match is {
        true if access_only.iter().any(|(fact, _)| fact.value == id.value) => Answer::AtTimes,
        true => Answer::Yes,
        false => Answer::No,
    };
    // A fact of which it is only said when it holds is one that holds at times.
    let only = access_only.iter().map(|(id, _)| (id.value.clone(), Answer::AtTimes));
    ServiceAtLocation {
        name: value(name.as_ref()),
        address: address.filter(|address| *address != Address::default()),
        position: draft.position(),
        access: only
            .chain(
                access.iter().filter_map(|(id, is)| Some((id.value.clone(), answer(id, (*is)?)))),
            )
            .collect(),
        contact: contact.iter().flat_map(|contact| contacts_of(contact, book)).collect(),
    }
}

fn capacity_of(draft: &DraftCapacity) -> Option<Capacity> {
    let DraftCapacity { status, note: _, updated } = draft;
    Some(Capacity {
        status: status.as_ref()?.value,
        updated: updated.as_ref().map(|day| day.value),
    })
}

fn assurance_of(draft: &DraftAssurance) -> Option<Assurance> {
    let DraftAssurance { date, by, how, level } = draft;
    Some(Assurance {
        date: date.as_ref()?.value,
        by: value(by.as_ref()),
        how: how.as_ref().map_or(AssuranceHow::NotSaid, |how| how.value),
        level: level.as_ref().map_or(AssuranceLevel::Listed, |level| level.value),
    })
}
