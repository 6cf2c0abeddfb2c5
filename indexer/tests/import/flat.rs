//! A directory as a list of facts, each with its name, for comparing two of them field by field. Records are taken apart
//! in whole: a new field has to be decided here.

use std::collections::BTreeMap;
use std::fmt::Debug;

use catalog::directory::Directory;
use catalog::schedule::Schedule;
use catalog::service::{
    Address, Assurance, Capacity, Contact, Cost, Eligibility, FirstVisit, Organization,
    OrganizationWords, Service, ServiceAtLocation, ServiceSchedule, SpokenLanguage, Whereabouts,
    Words,
};
use indexer::exchange::export::plain;

/// Facts by whose they are and what they are: `("k7f3q", "schedule.0.start")`.
pub type Facts = BTreeMap<(String, String), String>;

/// The groups and services of a directory.
pub fn facts(directory: &Directory) -> Facts {
    let mut flat = Flat { own: directory.config.default_locale.clone(), ..Flat::default() };
    directory.organizations.iter().for_each(|group| flat.group(group));
    directory.services.iter().for_each(|service| flat.service(service));
    flat.facts
}

/// The name of a field without the numbers of its list: `schedule.start`.
pub fn kind(field: &str) -> String {
    let parts = field.split('.').filter(|part| part.parse::<usize>().is_err());
    parts.collect::<Vec<_>>().join(".")
}

#[derive(Default)]
struct Flat {
    facts: Facts,
    whose: String,
    own: String,
}

impl Flat {
    fn say(&mut self, field: &str, value: impl Debug) {
        let said = format!("{value:?}");
        // What is not known is not there.
        if !["None", "\"\"", "[]", "{}", "false"].contains(&said.as_str()) {
            self.facts.insert((self.whose.clone(), field.to_owned()), said);
        }
    }

    fn group(&mut self, group: &Organization) {
        let Organization { id, folder, name, website, contact, words } = group;
        self.whose = format!("group {id}");
        self.say("group.folder", folder);
        self.say("group.name", name);
        self.say("group.website", website);
        self.contacts("group.contact", contact);
        let others: Vec<_> = words.keys().filter(|locale| **locale != self.own).collect();
        self.say("group.translations", others);
        let Some(words) = words.get(&self.own) else { return };
        let OrganizationWords { summary, body_html, translation } = words.clone();
        let body = plain(&body_html);
        self.say(
            "group.said",
            [summary.clone().unwrap_or_default(), body.clone()].join("\n\n").trim(),
        );
        self.say("group.summary", summary);
        self.say("group.body", body);
        self.say("group.markup", body_html);
        self.say("group.translation", translation);
    }

    fn service(&mut self, service: &Service) {
        let Service {
            id,
            path,
            organization,
            status,
            alert_until,
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
            whereabouts,
            area,
            schedule,
            contact,
            first_visit,
            volunteer_joining,
            capacity,
            assurance,
            prescriber_notes,
            sensitive,
            pages,
            words,
        } = service;
        self.whose = format!("service {id}");
        self.say("path", path);
        self.say("organization", organization);
        self.say("status", status);
        self.say("alert.until", alert_until);
        self.say("needs", needs);
        self.say("topics", topics);
        self.say("not_topics", not_topics);
        self.say("intent", intent);
        self.say("audience", audience);
        let Eligibility { min_age, max_age, residency, requires, asks_nothing } = eligibility;
        self.say("eligibility.min_age", min_age);
        self.say("eligibility.max_age", max_age);
        self.say("eligibility.residency", residency);
        self.say("eligibility.requires", requires);
        self.say("eligibility.asks_nothing", asks_nothing);
        for (at, Cost { kind, amount_cents, currency }) in cost.iter().enumerate() {
            self.say(&format!("cost.{at}.kind"), kind);
            self.say(&format!("cost.{at}.amount"), amount_cents);
            self.say(&format!("cost.{at}.currency"), currency);
        }
        self.say("delivery", delivery);
        self.say("joining", joining);
        self.say("languages.order", languages);
        for SpokenLanguage { code, how } in languages {
            self.say(&format!("languages.{code}.{how:?}"), code);
        }
        match whereabouts {
            Whereabouts::Places(places) => {
                places.iter().enumerate().for_each(|(at, place)| self.place(at, place));
            }
            other => self.say("whereabouts", other),
        }
        self.say("area", area);
        for (at, row) in schedule.iter().enumerate() {
            let ServiceSchedule { at: place, kind, times } = row;
            let Schedule { start, minutes, rule, dates, exdates, pauses, valid_to } = times;
            let name = |field: &str| format!("schedule.{at}.{field}");
            self.say(&name("at"), place);
            self.say(&name("kind"), kind);
            self.say(&name("start"), start);
            self.say(&name("minutes"), minutes);
            self.say(&name("rule"), rule);
            self.say(&name("dates"), dates);
            self.say(&name("exdates"), exdates);
            self.say(&name("pauses"), pauses);
            self.say(&name("valid_to"), valid_to);
        }
        self.contacts("contact", contact);
        let FirstVisit { ask_for, meet_me, bring_someone } = first_visit;
        self.say("first_visit.ask_for", ask_for);
        self.say("first_visit.meet_me", meet_me);
        self.say("first_visit.bring_someone", bring_someone);
        self.say("volunteer.joining", volunteer_joining);
        if let Some(Capacity { status, updated }) = capacity {
            self.say("capacity.status", status);
            self.say("capacity.updated", updated);
        }
        if let Some(Assurance { date, by, how, level }) = assurance {
            self.say("assurance.date", date);
            self.say("assurance.by", by);
            self.say("assurance.how", how);
            self.say("assurance.level", level);
        }
        self.say("prescriber_notes", prescriber_notes);
        self.say("sensitive", sensitive);
        self.say("pages", pages);
        let others: Vec<_> = words.keys().filter(|locale| **locale != self.own).collect();
        self.say("translations", others);
        if let Some(words) = words.get(&self.own) {
            self.words(words);
        }
    }

    fn words(&mut self, words: &Words) {
        let Words {
            name,
            summary,
            alert,
            eligibility,
            schedule,
            pauses,
            cost,
            access_notes,
            access_only,
            transport,
            language_notes,
            first_visit,
            what_to_bring,
            capacity,
            volunteer,
            body_html,
            body_text: _,
            translation,
        } = words;
        self.say("name", name);
        self.say("summary", summary);
        self.say("alert.text", alert);
        self.say("eligibility.text", eligibility);
        self.say("first_visit.what_happens", first_visit);
        self.say("first_visit.what_to_bring", what_to_bring);
        self.say("capacity.note", capacity);
        self.say("volunteer.role", volunteer);
        self.say("body", plain(body_html));
        self.say("markup", body_html);
        self.say("translation", translation);
        for (code, note) in language_notes {
            self.say(&format!("languages.{code}.note"), note);
        }
        for (field, texts) in
            [("schedule.text", schedule), ("cost.note", cost), ("locations.transport", transport)]
        {
            let (list, field) = field.split_once('.').unwrap();
            for (at, text) in texts.iter().enumerate() {
                self.say(&format!("{list}.{at}.{field}"), text);
            }
        }
        for (at, reasons) in pauses.iter().enumerate() {
            if reasons.iter().any(|why| !why.is_empty()) {
                self.say(&format!("schedule.{at}.why"), reasons);
            }
        }
        for (field, places) in [("notes", access_notes), ("only", access_only)] {
            for (at, notes) in places.iter().enumerate() {
                self.say(&format!("locations.{at}.access.{field}"), notes);
            }
        }
    }

    fn place(&mut self, at: usize, place: &ServiceAtLocation) {
        let ServiceAtLocation { name, address, position, access, contact } = place;
        let field = |field: &str| format!("locations.{at}.{field}");
        self.say(&field("there"), at + 1);
        self.say(&field("name"), name);
        if let Some(Address { line1, line2, city, region, postal, country }) = address {
            self.say(&field("address.line1"), line1);
            self.say(&field("address.line2"), line2);
            self.say(&field("address.city"), city);
            self.say(&field("address.region"), region);
            self.say(&field("address.postal"), postal);
            self.say(&field("address.country"), country);
        }
        self.say(&field("position"), position);
        self.say(&field("access.answers"), access);
        self.contacts(&field("contact"), contact);
    }

    fn contacts(&mut self, list: &str, contacts: &[Contact]) {
        for (at, contact) in contacts.iter().enumerate() {
            let Contact { role, phone, sms, email, url, languages } = contact;
            let field = |field: &str| format!("{list}.{at}.{field}");
            self.say(&field("role"), role);
            self.say(&field("phone"), phone);
            self.say(&field("sms"), sms);
            self.say(&field("email"), email);
            self.say(&field("url"), url);
            self.say(&field("languages"), languages);
        }
    }
}
