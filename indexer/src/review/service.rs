//! The facts of an activity.

use std::collections::BTreeMap;

use catalog::service::{
    Address, Answer, Assurance, AssuranceHow, AssuranceLevel, Capacity, CapacityStatus, Contact,
    Cost, Eligibility, FirstVisit, Intent, PageLocales, Service, ServiceAtLocation, SpokenLanguage,
    Status, Whereabouts, Words as ServiceWords,
};

use super::facts::{Changes, Weight, list};
use super::{What, Words, times, words};
use Weight::{First, Usual};

/// Shortest move of a place that is told, in metres: less is another door of the same house.
const MOVED_M: u32 = 10;

/// Compares an activity with what it was.
pub(super) fn compare(old: &Service, new: &Service, say: &Words<'_>, changes: &mut Changes) {
    let Service {
        id,
        path: _,
        organization: _,
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
        schedule: _,
        contact,
        first_visit,
        volunteer_joining,
        capacity,
        assurance,
        prescriber_notes,
        sensitive,
        pages: _,
        words: own_words,
    } = new;
    changes.text(First, "id", "id (printed codes lead to the old one)", Some(&old.id), Some(id));
    changes.fact(First, "status", "status", Some(state(old.status)), Some(state(*status)));
    changes.answer(First, "sensitive", "calls for discretion", old.sensitive, *sensitive);
    whereabouts_of(&old.whereabouts, whereabouts, say, changes);
    contacts("contact", &old.contact, contact, say, changes);
    costs(&old.cost, cost, say, changes);
    assurances(old.assurance.as_ref(), assurance.as_ref(), say, changes);
    let none = ServiceWords::default();
    let locale = say.locale();
    words::compare(
        old.words.get(locale).unwrap_or(&none),
        own_words.get(locale).unwrap_or(&none),
        None,
        changes,
    );
    times::compare(old, new, say, changes);
    let day = |day: Option<_>| day.map(|day| say.messages.day(day));
    changes.fact(Usual, "alert.until", "just now, until", day(old.alert_until), day(*alert_until));
    let terms = |ids: &[String],
                 of: fn(&catalog::directory::Vocabulary) -> &Vec<_>|
     -> Vec<String> { ids.iter().map(|id| say.term(of, id)).collect() };
    changes.set(
        Usual,
        "needs",
        "need",
        &terms(&old.needs, |v| &v.needs),
        &terms(needs, |v| &v.needs),
    );
    changes.set(
        Usual,
        "topics",
        "topic",
        &terms(&old.topics, |v| &v.topics),
        &terms(topics, |v| &v.topics),
    );
    changes.set(
        Usual,
        "not_topics",
        "not a topic",
        &terms(&old.not_topics, |v| &v.topics),
        &terms(not_topics, |v| &v.topics),
    );
    changes.set(Usual, "intent", "one can", &intents(&old.intent), &intents(intent));
    changes.set(
        Usual,
        "audience",
        "for",
        &terms(&old.audience, |v| &v.audience),
        &terms(audience, |v| &v.audience),
    );
    eligible(&old.eligibility, eligibility, say, changes);
    changes.set(
        Usual,
        "delivery",
        "how it happens",
        &terms(&old.delivery, |v| &v.delivery),
        &terms(delivery, |v| &v.delivery),
    );
    let join = |id: &str| say.term(|v| &v.joining, id);
    changes.fact(Usual, "joining", "how to start", Some(join(&old.joining)), Some(join(joining)));
    let spoken = |all: &[SpokenLanguage]| -> Vec<String> {
        let one = |SpokenLanguage { code, how }: &SpokenLanguage| {
            app::card::spoken(&say.term(|v| &v.languages, code), *how, say.messages)
        };
        all.iter().map(one).collect()
    };
    changes.set(Usual, "languages", "language there", &spoken(&old.languages), &spoken(languages));
    let places = |ids: &[String]| ids.iter().map(|id| say.place(id)).collect::<Vec<_>>();
    changes.set(Usual, "area", "serves", &places(&old.area), &places(area));
    visit(&old.first_visit, first_visit, changes);
    changes.fact(
        Usual,
        "volunteer.joining",
        "how helpers start",
        old.volunteer_joining.as_deref().map(join),
        volunteer_joining.as_deref().map(join),
    );
    room(old.capacity.as_ref(), capacity.as_ref(), say, changes);
    changes.text(
        Usual,
        "prescriber_notes",
        "note for prescribers",
        old.prescriber_notes.as_deref(),
        prescriber_notes.as_deref(),
    );
}

/// What a new page says that somebody must look at: all of it is compared with a page that says nothing.
pub(super) fn nothing_like(new: &Service) -> Service {
    Service {
        id: new.id.clone(),
        path: new.path.clone(),
        organization: new.organization.clone(),
        status: Status::Active,
        alert_until: None,
        needs: Vec::new(),
        topics: Vec::new(),
        not_topics: Vec::new(),
        intent: vec![Intent::Join],
        audience: Vec::new(),
        eligibility: Eligibility::default(),
        cost: Vec::new(),
        delivery: Vec::new(),
        joining: String::new(),
        languages: Vec::new(),
        whereabouts: Whereabouts::Nowhere,
        area: Vec::new(),
        schedule: Vec::new(),
        contact: Vec::new(),
        first_visit: FirstVisit::default(),
        volunteer_joining: None,
        capacity: None,
        assurance: None,
        prescriber_notes: None,
        sensitive: false,
        pages: PageLocales::Every,
        words: BTreeMap::new(),
    }
}

fn state(status: Status) -> String {
    match status {
        Status::Active => "running",
        Status::Inactive => "not running now",
        Status::Defunct => "ended for good",
        Status::TemporarilyClosed => "closed for a time",
    }
    .to_owned()
}

fn intents(all: &[Intent]) -> Vec<String> {
    let word = |intent: &Intent| match intent {
        Intent::Join => "join in",
        Intent::Volunteer => "give a hand",
    };
    all.iter().map(|intent| word(intent).to_owned()).collect()
}

/// What a confidential whereabouts held is in no record, so nothing of it can be told here.
fn whereabouts_of(old: &Whereabouts, new: &Whereabouts, say: &Words<'_>, changes: &mut Changes) {
    let is_secret = |whereabouts: &Whereabouts| *whereabouts == Whereabouts::Confidential;
    changes.answer(
        First,
        "confidential_address",
        "the address is confidential",
        is_secret(old),
        is_secret(new),
    );
    let (before, after) = (old.places(), new.places());
    for (at, place) in after.iter().enumerate() {
        let name = place.name.as_deref();
        let same = before.iter().position(|other| other.name.as_deref() == name);
        // A place that is only called otherwise stands where it stood.
        let is_free = |at: &usize| {
            let other = before.get(*at).and_then(|place| place.name.as_deref());
            after.iter().all(|place| place.name.as_deref() != other)
        };
        let was = same.or(Some(at).filter(is_free)).and_then(|at| before.get(at));
        let several = after.len() > 1;
        let nowhere = ServiceAtLocation::default();
        place_of(was.unwrap_or(&nowhere), place, several, say, changes);
    }
    let gone = before.iter().enumerate().filter(|(at, place)| {
        let name = place.name.as_deref();
        let is_named = after.iter().any(|other| other.name.as_deref() == name);
        !is_named && after.get(*at).is_none_or(|other| before.iter().any(|b| b.name == other.name))
    });
    for (_, place) in gone {
        let label = place.name.as_deref().unwrap_or("a place");
        let before = address(place.address.as_ref()).unwrap_or_else(|| label.to_owned());
        changes.add(First, "locations", label, What::NoLonger { before });
    }
}

fn place_of(
    old: &ServiceAtLocation,
    new: &ServiceAtLocation,
    several: bool,
    say: &Words<'_>,
    changes: &mut Changes,
) {
    let ServiceAtLocation { name, address: lines, position, access, contact } = new;
    let label = |words: &str| match (several, name) {
        (true, Some(name)) => format!("{name}: {words}"),
        _ => words.to_owned(),
    };
    changes.text(First, "locations.name", &label("place"), old.name.as_deref(), name.as_deref());
    let (before, after) = (address(old.address.as_ref()), address(lines.as_ref()));
    changes.fact(First, "locations.address", &label("address"), before, after);
    match (old.position, position) {
        (Some(before), Some(after)) if before.metres_to(*after) >= MOVED_M => {
            let about = say.messages.distance(before.metres_to(*after));
            let label = label("the point on the map moves by");
            changes.add(First, "locations.lat", &label, What::Note { about });
        }
        (Some(_), None) => {
            let about = String::new();
            let label = label("no point on the map any more");
            changes.add(First, "locations.lat", &label, What::Note { about });
        }
        _ => {}
    }
    let answer = |answer: Option<&Answer>| match answer {
        Some(Answer::Yes) => Some("yes".to_owned()),
        Some(Answer::No) => Some("no".to_owned()),
        Some(Answer::AtTimes) => Some("at some times only".to_owned()),
        None => None,
    };
    let mut facts: Vec<&String> = old.access.keys().chain(access.keys()).collect();
    facts.sort();
    facts.dedup();
    for fact in facts {
        let words = say.term(|v| &v.access, fact);
        let (before, after) = (answer(old.access.get(fact)), answer(access.get(fact)));
        changes.fact(Usual, "locations.access", &label(&words), before, after);
    }
    contacts("locations.contact", &old.contact, contact, say, changes);
}

fn address(lines: Option<&Address>) -> Option<String> {
    let Address { line1, line2, city, region, postal, country } = lines?;
    let all = [line1, line2, city, region, postal, country].into_iter().flatten();
    Some(all.cloned().collect::<Vec<_>>().join(", "))
}

/// Ways to reach somebody: every one of them can lead to a stranger.
pub(super) fn contacts(
    field: &'static str,
    old: &[Contact],
    new: &[Contact],
    say: &Words<'_>,
    changes: &mut Changes,
) {
    type Pick<'a> = &'a dyn Fn(&Contact) -> Option<String>;
    let each =
        |all: &[Contact], pick: Pick<'_>| -> Vec<String> { all.iter().filter_map(pick).collect() };
    let rows: [(&str, Pick<'_>); 5] = [
        ("phone", &|contact| Some(say.messages.phone(contact.phone.as_deref()?))),
        ("text messages to", &|contact| {
            Some(say.messages.phone(contact.phone.as_deref().filter(|_| contact.sms)?))
        }),
        ("email", &|contact| contact.email.clone()),
        ("web address", &|contact| contact.url.clone()),
        ("who answers", &|contact| contact.role.clone()),
    ];
    for (label, pick) in rows {
        changes.set(First, field, label, &each(old, pick), &each(new, pick));
    }
    let spoken = |all: &[Contact]| -> Vec<String> {
        let codes = all.iter().flat_map(|contact| &contact.languages);
        codes.map(|code| say.term(|v| &v.languages, code)).collect()
    };
    changes.set(Usual, field, "language on the line", &spoken(old), &spoken(new));
}

fn costs(old: &[Cost], new: &[Cost], say: &Words<'_>, changes: &mut Changes) {
    let all = |costs: &[Cost]| -> Vec<String> {
        let one = |Cost { kind, amount_cents, currency }: &Cost| {
            let kind = say.term(|v| &v.cost, kind);
            match amount_cents {
                Some(cents) => {
                    let currency = currency.as_deref().unwrap_or_default();
                    format!("{kind}, {}", say.messages.money(*cents, currency))
                }
                None => kind,
            }
        };
        costs.iter().map(one).collect()
    };
    changes.set(First, "cost", "cost", &all(old), &all(new));
}

/// Who vouches for a page decides how far people trust it.
fn assurances(
    old: Option<&Assurance>,
    new: Option<&Assurance>,
    say: &Words<'_>,
    changes: &mut Changes,
) {
    let level = |assurance: &Assurance| {
        match assurance.level {
            AssuranceLevel::Listed => "found in a list",
            AssuranceLevel::SelfDeclared => "the group says so",
            AssuranceLevel::Checked => "somebody else checked it",
            AssuranceLevel::PartnerVouched => "a partner vouches for it",
        }
        .to_owned()
    };
    changes.fact(First, "assurance.level", "how sure", old.map(level), new.map(level));
    let by = |assurance: Option<&Assurance>| assurance.and_then(|it| it.by.clone());
    changes.fact(Usual, "assurance.by", "checked by", by(old), by(new));
    let date = |assurance: &Assurance| {
        let how = match assurance.how {
            AssuranceHow::Phone => ", by phone",
            AssuranceHow::Visit => ", in person",
            AssuranceHow::Email => ", by email",
            AssuranceHow::SelfDeclared => ", by the group",
            AssuranceHow::Event => ", at an event",
            AssuranceHow::NotSaid => "",
        };
        format!("{}{how}", say.messages.day(assurance.date))
    };
    changes.fact(Usual, "assurance.date", "last checked", old.map(date), new.map(date));
}

fn eligible(old: &Eligibility, new: &Eligibility, say: &Words<'_>, changes: &mut Changes) {
    let Eligibility { min_age, max_age, residency, requires, asks_nothing } = new;
    let age = |age: Option<u8>| age.map(|age| age.to_string());
    changes.fact(Usual, "eligibility.min_age", "from age", age(old.min_age), age(*min_age));
    changes.fact(Usual, "eligibility.max_age", "up to age", age(old.max_age), age(*max_age));
    let places = |ids: &[String]| ids.iter().map(|id| say.place(id)).collect::<Vec<_>>();
    changes.set(
        Usual,
        "eligibility.residency",
        "must live in",
        &places(&old.residency),
        &places(residency),
    );
    let papers = |ids: &[String], nothing: bool| match ids {
        [] if nothing => Some("nothing".to_owned()),
        [] => None,
        ids => Some(list(&ids.iter().map(|id| say.term(|v| &v.requires, id)).collect::<Vec<_>>())),
    };
    changes.fact(
        Usual,
        "eligibility.requires",
        "must show",
        papers(&old.requires, old.asks_nothing),
        papers(requires, *asks_nothing),
    );
}

fn visit(old: &FirstVisit, new: &FirstVisit, changes: &mut Changes) {
    let FirstVisit { ask_for, meet_me, bring_someone } = new;
    changes.text(
        Usual,
        "first_visit.ask_for",
        "ask for",
        old.ask_for.as_deref(),
        ask_for.as_deref(),
    );
    let answer = |is: Option<bool>| is.map(|is| if is { "yes" } else { "no" }.to_owned());
    changes.fact(
        Usual,
        "first_visit.meet_me",
        "somebody waits at the door",
        answer(old.meet_me),
        answer(*meet_me),
    );
    changes.fact(
        Usual,
        "first_visit.bring_someone",
        "one may bring somebody",
        answer(old.bring_someone),
        answer(*bring_someone),
    );
}

fn room(old: Option<&Capacity>, new: Option<&Capacity>, say: &Words<'_>, changes: &mut Changes) {
    let word = |capacity: &Capacity| {
        match capacity.status {
            CapacityStatus::Open => "there is room",
            CapacityStatus::Waitlist => "waiting list",
            CapacityStatus::Full => "full",
            CapacityStatus::Unknown => "not known",
        }
        .to_owned()
    };
    changes.fact(Usual, "capacity.status", "room", old.map(word), new.map(word));
    let day = |capacity: Option<&Capacity>| Some(say.messages.day(capacity?.updated?));
    changes.fact(Usual, "capacity.updated", "room asked on", day(old), day(new));
}
