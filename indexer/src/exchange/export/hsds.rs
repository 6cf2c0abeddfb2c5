//! A service as Open Referral HSDS 3.1 tells it, with everything that belongs to it inside.
//!
//! What HSDS has a field for stands there. What it has none for but a term can say (needs, audiences, how one joins,
//! each fact of access with its answer) is an attribute with a term of the directory's own word lists ([`terms`]).
//! What neither can say is lost: [`held`](crate::exchange::held) names all of it, and why.
//!
//! The standard's own SDOHCC categories go along, and no code of any other system: 211 terms are licensed.

mod schedules;
mod terms;

use app::locale::Key;
use catalog::phone::Phone;
use catalog::service::{
    Answer, AssuranceHow, AssuranceLevel, CapacityStatus, Contact, FirstVisit, Intent,
    Organization, Service, ServiceAtLocation, Spoken, Status,
};
use serde_json::{Value, json};

use super::exported::Exported;
use super::record::record;
use crate::exchange::own::noted;
use terms::Attributes;

pub use terms::SDOHCC;

/// A service with its group, places, times and all.
pub fn service(exported: &Exported<'_>, service: &Service) -> Value {
    let own = service.id.as_str();
    let id = exported.id("service", &[own]);
    let maker = Maker { exported, service, id: &id };
    let interpreted = maker.interpreted();
    let eligibility = &service.eligibility;
    let vocabulary = exported.vocabulary();
    let checked = service.assurance.as_ref().map(|assurance| assurance.date.to_string());
    let urls = service.contact.iter().filter_map(|contact| contact.url.as_deref());
    let emails = service.contact.iter().find_map(|contact| contact.email.as_deref());
    let organization = exported.group(service).map(|group| organization(exported, group));
    let documents = eligibility.requires.iter().map(|term| {
        let id = exported.id("required_document", &[own, term]);
        record([
            ("id", json!(id)),
            ("document", json!(exported.label(&vocabulary.requires, term))),
            ("attributes", Attributes::of(exported, &id).term("requires", term)),
        ])
    });
    record([
        ("id", json!(id)),
        ("name", json!(exported.name(service))),
        ("description", json!(exported.description(service))),
        ("url", Value::from(urls.clone().next())),
        ("additional_urls", maker.further_urls(urls.skip(1))),
        ("email", Value::from(emails)),
        ("status", json!(status(service.status))),
        ("interpretation_services", json!(interpreted)),
        ("application_process", json!(exported.joining(service))),
        ("fees_description", json!(exported.cost(service).join("; "))),
        ("eligibility_description", json!(exported.eligibility(service))),
        ("minimum_age", Value::from(eligibility.min_age)),
        ("maximum_age", Value::from(eligibility.max_age)),
        ("assured_date", Value::from(checked)),
        ("alert", json!(exported.alert(service))),
        ("schedules", maker.schedules(None)),
        ("service_areas", maker.areas()),
        ("service_at_locations", maker.places()),
        ("languages", maker.languages()),
        ("organization", organization.unwrap_or_default()),
        ("cost_options", maker.costs()),
        ("required_documents", documents.collect()),
        ("contacts", contacts(exported, &service.contact, &["service", own])),
        ("capacities", maker.capacities()),
        ("attributes", maker.attributes()),
    ])
}

/// A group.
fn organization(exported: &Exported<'_>, group: &Organization) -> Value {
    let Organization { id, folder: _, name, website, contact, words: _ } = group;
    let own = exported.id("organization", &[id]);
    let said = exported.group_description(group);
    let email = contact.iter().find_map(|contact| contact.email.as_deref());
    record([
        ("id", json!(own)),
        ("name", json!(name)),
        // The standard wants one. A group that says nothing of itself has its name there.
        ("description", json!(if said.is_empty() { name } else { &said })),
        ("email", Value::from(email)),
        ("website", Value::from(website.as_deref())),
        ("contacts", contacts(exported, contact, &["organization", id])),
        ("attributes", Attributes::of(exported, &own).own_id("organization", id)),
    ])
}

/// HSDS's word.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Inactive => "inactive",
        Status::Defunct => "defunct",
        Status::TemporarilyClosed => "temporarily closed",
    }
}

/// Makes the parts of one service.
struct Maker<'a> {
    exported: &'a Exported<'a>,
    service: &'a Service,
    /// Its UUID.
    id: &'a str,
}

impl<'a> Maker<'a> {
    /// Its further addresses, and its page here.
    fn further_urls<'u>(&self, urls: impl Iterator<Item = &'u str>) -> Value {
        let name = self.exported.context.site_name();
        let page = self.exported.page(self.service);
        let urls = urls.map(|url| (None, url.to_owned()));
        let urls = urls.chain(page.map(|page| (Some(name), page)));
        let made = urls.map(|(label, url)| {
            let id = self.exported.id("url", &[&self.service.id, &url]);
            let own = Attributes::of(self.exported, &id);
            let own = if label.is_some() { own.term("url", "page") } else { Value::Null };
            record([
                ("id", json!(id)),
                ("label", Value::from(label)),
                ("url", json!(url)),
                ("attributes", own),
            ])
        });
        made.collect()
    }

    /// Who interprets, in words: these are no languages that people there speak.
    fn interpreted(&self) -> String {
        let interpreted = self.service.languages.iter();
        let interpreted = interpreted.filter(|language| language.how == Spoken::Interpreter);
        let named: Vec<String> =
            interpreted.map(|language| self.language(&language.code)).collect();
        named.join("; ")
    }

    /// A language with its note.
    fn language(&self, code: &'a str) -> String {
        let name = self.exported.label(&self.exported.vocabulary().languages, code);
        noted(&name, self.language_note(code).unwrap_or_default())
    }

    fn language_note(&self, code: &str) -> Option<&'a str> {
        self.exported.words(self.service)?.language_notes.get(code).map(String::as_str)
    }

    /// The languages that people there speak.
    fn languages(&self) -> Value {
        let spoken = self.service.languages.iter();
        let spoken = spoken.filter(|language| language.how == Spoken::Native).map(|language| {
            let code = language.code.as_str();
            record([
                ("id", json!(self.exported.id("language", &[&self.service.id, code]))),
                ("name", json!(self.exported.label(&self.exported.vocabulary().languages, code))),
                ("code", json!(code)),
                ("note", Value::from(self.language_note(code))),
            ])
        });
        spoken.collect()
    }

    fn areas(&self) -> Value {
        let areas = self.service.area.iter().map(|area| {
            record([
                ("id", json!(self.exported.id("service_area", &[&self.service.id, area]))),
                ("name", json!(self.exported.area(area))),
                ("extent", json!(area)),
            ])
        });
        areas.collect()
    }

    fn costs(&self) -> Value {
        let words = self.exported.words(self.service);
        let notes = words.map_or(&[][..], |words| words.cost.as_slice());
        let costs = self.service.cost.iter().enumerate().map(|(at, cost)| {
            let id = self.exported.id("cost_option", &[&self.service.id, &at.to_string()]);
            let amount = cost.amount_cents.map(|cents| f64::from(cents) / 100.0);
            let attributes = Attributes::of(self.exported, &id);
            record([
                ("id", json!(id)),
                (
                    "option",
                    json!(self.exported.label(&self.exported.vocabulary().cost, &cost.kind)),
                ),
                ("currency", Value::from(cost.currency.as_deref())),
                ("amount", Value::from(amount)),
                ("amount_description", Value::from(notes.get(at).map(String::as_str))),
                ("attributes", attributes.term("cost", &cost.kind)),
            ])
        });
        costs.collect()
    }

    /// Whether there is room. HSDS counts what is free: that nothing is free is all that we can count, so a waiting list
    /// and "there is room" are words, and an attribute.
    fn capacities(&self) -> Value {
        let Some(capacity) = &self.service.capacity else { return Value::Null };
        let (CapacityStatus::Full, Some(day)) = (capacity.status, capacity.updated) else {
            return Value::Null;
        };
        let id = self.exported.id("service_capacity", &[&self.service.id]);
        let unit = self.exported.id("unit", &["place"]);
        let note = self.exported.text(self.service, |words| words.capacity.as_deref());
        json!([record([
            ("id", json!(id)),
            ("unit", json!({ "id": unit, "name": "place" })),
            ("available", json!(0)),
            ("description", json!(note)),
            // The day is all that is known of when.
            ("updated", json!([&day.to_string(), "T00:00:00Z"].concat())),
        ])])
    }

    fn attributes(&self) -> Value {
        let Service { needs, topics, audience, delivery, intent, first_visit, .. } = self.service;
        let mut all = Attributes::of(self.exported, self.id);
        let lists =
            [("need", needs), ("topic", topics), ("audience", audience), ("delivery", delivery)];
        for (kind, terms) in lists {
            terms.iter().for_each(|term| all.add(kind, term, None));
        }
        if !self.service.joining.is_empty() {
            all.add("joining", &self.service.joining, None);
        }
        for intent in intent {
            let code = match intent {
                Intent::Join => "join",
                Intent::Volunteer => "volunteer",
            };
            all.add("intent", code, None);
        }
        if let Some(way) = &self.service.volunteer_joining {
            all.add("volunteer-joining", way, None);
            let role = self.exported.text(self.service, |words| words.volunteer.as_deref());
            all.add("volunteer", "role", Some(role));
        }
        let FirstVisit { ask_for, meet_me, bring_someone } = first_visit;
        if let Some(whom) = ask_for {
            all.add("first-visit", "ask-for", Some(whom));
        }
        for (code, answer) in [("meet-me", meet_me), ("bring-someone", bring_someone)] {
            if let Some(answer) = answer {
                all.add("first-visit", code, Some(if *answer { "yes" } else { "no" }));
            }
        }
        if let Some(until) =
            self.service.alert_until.filter(|_| !self.exported.alert(self.service).is_empty())
        {
            all.add("alert", "until", Some(&until.to_string()));
        }
        // That no place is told has a reason, and that one is told of what calls for discretion has one, too.
        if self.service.is_confidential() {
            all.add("address", "confidential", None);
        } else if self.service.sensitive {
            all.add("address", "public", None);
        }
        if self.service.sensitive {
            all.add("discretion", "sensitive", None);
        }
        for language in &self.service.languages {
            match language.how {
                Spoken::Native => {}
                Spoken::Interpreter => {
                    let note = self.language_note(&language.code);
                    all.add("interpreter", &language.code, note);
                }
                Spoken::Written => {
                    all.add("in-writing", &language.code, self.language_note(&language.code));
                }
            }
        }
        if self.service.eligibility.asks_nothing {
            all.add("requires", "nothing", None);
        }
        for place in &self.service.eligibility.residency {
            all.add("residency", place, None);
        }
        if let Some(capacity) = &self.service.capacity {
            let code = match capacity.status {
                CapacityStatus::Open => "open",
                CapacityStatus::Waitlist => "waitlist",
                CapacityStatus::Full => "full",
                CapacityStatus::Unknown => "unknown",
            };
            all.add("capacity", code, capacity.updated.map(|day| day.to_string()).as_deref());
            let note = self.exported.text(self.service, |words| words.capacity.as_deref());
            if !note.is_empty() {
                all.add("capacity", "note", Some(note));
            }
        }
        if let Some(assurance) = &self.service.assurance {
            let level = match assurance.level {
                AssuranceLevel::Listed => "listed",
                AssuranceLevel::SelfDeclared => "self-declared",
                AssuranceLevel::Checked => "checked",
                AssuranceLevel::PartnerVouched => "partner-vouched",
            };
            all.add("assurance", level, assurance.by.as_deref());
            let how = match assurance.how {
                AssuranceHow::Phone => Some("phone"),
                AssuranceHow::Visit => Some("visit"),
                AssuranceHow::Email => Some("email"),
                AssuranceHow::SelfDeclared => Some("self"),
                AssuranceHow::Event => Some("event"),
                AssuranceHow::NotSaid => None,
            };
            how.into_iter().for_each(|how| all.add("assured-by", how, None));
        }
        all.own_id("service", &self.service.id)
    }

    fn schedules(&self, at: Option<usize>) -> Value {
        let rows = self.service.schedule.iter().enumerate();
        let rows = rows.filter(|(_, row)| row.at.map(usize::from) == at);
        let made = rows
            .flat_map(|(number, row)| schedules::entries(self.exported, self.service, number, row));
        made.collect()
    }

    /// Where it is given. There are none of a confidential whereabouts.
    fn places(&self) -> Value {
        let places = self.service.whereabouts.places().iter().enumerate();
        places.map(|(at, place)| self.place(at, place)).collect()
    }

    fn place(&self, at: usize, place: &ServiceAtLocation) -> Value {
        let number = at.to_string();
        let id = self.exported.id("service_at_location", &[&self.service.id, &number]);
        let rows = self.service.schedule.iter().enumerate();
        let rows = rows.filter(|(_, row)| row.at.map(usize::from) == Some(at));
        let schedules = rows
            .flat_map(|(number, row)| schedules::entries(self.exported, self.service, number, row));
        let location = self.location(at, place);
        record([
            ("id", json!(id)),
            (
                "contacts",
                contacts(self.exported, &place.contact, &["place", &self.service.id, &number]),
            ),
            ("schedules", schedules.collect()),
            ("location", location),
        ])
    }

    fn location(&self, at: usize, place: &ServiceAtLocation) -> Value {
        let ServiceAtLocation { name, address, position, access, contact: _ } = place;
        let words = self.exported.words(self.service);
        let transport = words.and_then(|words| words.transport.get(at)).map(String::as_str);
        // A place is known by what is said of it: the same at two services is one place.
        let said = format!("{name:?} {address:?} {position:?} {access:?} {transport:?} {:?}", {
            words.map(|words| (words.access_notes.get(at), words.access_only.get(at)))
        });
        let id = self.exported.id("location", &[&said]);
        let address = address.as_ref().and_then(|address| {
            // The standard wants a street. Where nobody wrote one, there is no address to tell.
            let street = address.line1.as_deref()?;
            let part = |part: &Option<String>| json!(part.as_deref().unwrap_or_default());
            let mut made = record([
                ("id", json!(self.exported.id("address", &[&id]))),
                ("address_1", json!(street)),
                ("address_2", part(&address.line2)),
                ("address_type", json!("physical")),
            ]);
            // It wants these, too, and an empty text is its only way to say "not known".
            made["city"] = part(&address.city);
            made["state_province"] = part(&address.region);
            made["postal_code"] = part(&address.postal);
            // What lies in the directory's area lies in its country.
            let own = self.exported.context.config().country.as_ref();
            made["country"] = json!(address.country.as_ref().or(own).map_or("", String::as_str));
            Some(made)
        });
        record([
            ("id", json!(id)),
            ("location_type", json!("physical")),
            ("name", Value::from(name.as_deref())),
            ("transportation", Value::from(transport)),
            ("latitude", Value::from(position.map(|position| position.lat()))),
            ("longitude", Value::from(position.map(|position| position.lon()))),
            ("addresses", address.into_iter().collect()),
            ("accessibility", self.access(at, &id, place)),
            ("attributes", self.answers(&id, place)),
        ])
    }

    /// The facts of access, in words; what nobody knows is not among them. Of a fact that holds at times only, the first
    /// line of the details says when.
    fn access(&self, at: usize, location: &str, place: &ServiceAtLocation) -> Value {
        let made = place.access.iter().map(|(fact, answer)| {
            let id = self.exported.id("accessibility", &[location, fact]);
            let (only, note) = self.access_words(at, fact);
            let only = match answer {
                Answer::AtTimes => Some(only.unwrap_or_default()),
                Answer::Yes | Answer::No => None,
            };
            let details = [only, note].into_iter().flatten().collect::<Vec<_>>().join("\n");
            let mut own = Attributes::of(self.exported, &id);
            own.add("access", fact, Some(word(*answer)));
            record([
                ("id", json!(id)),
                ("description", json!(self.exported.answer(fact, *answer))),
                ("details", json!(details)),
                ("attributes", own.finish()),
            ])
        });
        made.collect()
    }

    fn access_words(&self, at: usize, fact: &str) -> (Option<&'a str>, Option<&'a str>) {
        let words = self.exported.words(self.service);
        let only = words.and_then(|words| words.access_only.get(at)?.get(fact));
        let note = words.and_then(|words| words.access_notes.get(at)?.get(fact));
        (only.map(String::as_str), note.map(String::as_str))
    }

    /// The same for programs: a term for each fact, and the answer as its value.
    fn answers(&self, location: &str, place: &ServiceAtLocation) -> Value {
        let mut all = Attributes::of(self.exported, location);
        for (fact, answer) in &place.access {
            all.add("access", fact, Some(word(*answer)));
        }
        all.finish()
    }
}

/// An answer as the value of a term.
fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::AtTimes => "at-times",
    }
}

/// Ways to reach somebody; `of` tells them from those of others.
fn contacts(exported: &Exported<'_>, contacts: &[Contact], of: &[&str]) -> Value {
    let made = contacts.iter().enumerate().map(|(at, contact)| {
        let at = at.to_string();
        let of = [of, &[&at]].concat();
        let id = exported.id("contact", &of);
        // HSDS has addresses of the web at services and groups, and languages at numbers: what a contact has of these
        // beside is said by terms.
        let mut own = Attributes::of(exported, &id);
        if let Some(url) = &contact.url {
            own.add("contact", "url", Some(url));
        }
        if contact.phone.is_none() {
            contact.languages.iter().for_each(|code| own.add("language", code, None));
        }
        record([
            ("id", json!(id)),
            ("title", Value::from(contact.role.as_deref())),
            ("email", Value::from(contact.email.as_deref())),
            ("phones", phones(exported, contact, &of)),
            ("attributes", own.finish()),
        ])
    });
    made.collect()
}

fn phones(exported: &Exported<'_>, contact: &Contact, of: &[&str]) -> Value {
    let Some(text) = &contact.phone else { return Value::Null };
    let Phone { number, extension, shown } = Phone::read(text);
    let languages = contact.languages.iter().map(|code| {
        let own = [of, &[code.as_str()]].concat();
        record([
            ("id", json!(exported.id("phone-language", &own))),
            ("name", json!(exported.label(&exported.vocabulary().languages, code))),
            ("code", json!(code)),
        ])
    });
    // An extension is a number there, in which a leading 0 has no room: then it is said in words.
    let dialled = extension.filter(|extension| !extension.starts_with('0'));
    let dialled = dialled.and_then(|extension| extension.parse::<u64>().ok());
    let in_words = extension.filter(|_| dialled.is_none());
    let shown = match in_words {
        Some(_) => Some(exported.context.messages.phone(text)),
        None => shown.map(str::to_owned),
    };
    let phone = |kind: &str, id: &str, languages: Value| {
        let id = exported.id(id, of);
        let mut own = Attributes::of(exported, &id);
        if let Some(extension) = in_words {
            own.add("phone", "extension", Some(extension));
        }
        record([
            ("id", json!(id)),
            ("number", json!(number)),
            ("extension", Value::from(dialled)),
            ("type", json!(kind)),
            ("description", Value::from(shown.as_deref())),
            ("languages", languages),
            ("attributes", own.finish()),
        ])
    };
    // A number is of one type there: one that takes text messages as well is told twice.
    let text_too = contact.sms.then(|| phone("text", "phone-text", Value::Null));
    [phone("voice", "phone", languages.collect())].into_iter().chain(text_too).collect()
}

impl Exported<'_> {
    /// A fact of access with its answer, in words.
    pub fn answer(&self, fact: &str, answer: Answer) -> String {
        let key = match answer {
            Answer::Yes => Key::CardYes,
            Answer::No => Key::CardNo,
            Answer::AtTimes => Key::CardAtTimes,
        };
        let terms = &self.vocabulary().access;
        let term = terms.iter().find(|term| term.id == fact);
        let locale = self.context.default_locale();
        let label = term.map_or(fact, |term| term.label(locale, locale));
        self.context.fill(key, &[("fact", label)])
    }
}
