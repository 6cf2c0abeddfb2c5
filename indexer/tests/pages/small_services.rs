//! Four services that between them show everything a page can show.

use std::collections::BTreeMap;

use catalog::service::*;

use super::small::{at, day, tuesdays};

type Mark = fn(&str) -> String;

/// In the order of their ids.
pub fn services(mark: Mark) -> Vec<Service> {
    vec![tai_chi(mark), old_group(mark), phone_friends(mark), safe_talk(mark)]
}

fn blank(id: &str, mark: Mark) -> Service {
    Service {
        id: id.into(),
        path: format!("neighbours/{id}.md"),
        organization: "g1234".into(),
        status: Status::Active,
        alert_until: None,
        needs: vec!["company".into()],
        topics: Vec::new(),
        not_topics: Vec::new(),
        intent: vec![Intent::Join],
        audience: Vec::new(),
        eligibility: Eligibility::default(),
        cost: Vec::new(),
        delivery: vec!["in-person-group".into()],
        joining: "drop-in".into(),
        languages: vec![SpokenLanguage { code: "en".into(), how: Spoken::Native }],
        whereabouts: Whereabouts::Nowhere,
        area: Vec::new(),
        schedule: Vec::new(),
        contact: vec![Contact { phone: Some("+16045550100".into()), ..Contact::default() }],
        first_visit: FirstVisit::default(),
        volunteer_joining: None,
        capacity: None,
        assurance: None,
        prescriber_notes: Some("SECRET NOTES FOR PRESCRIBERS".into()),
        sensitive: false,
        pages: PageLocales::Every,
        words: BTreeMap::from([(
            "en".into(),
            Words {
                name: Some(mark("A group")),
                summary: Some(mark("A summary.")),
                ..Words::default()
            },
        )]),
    }
}

/// Nearly everything is said, and it is translated in part.
fn tai_chi(mark: Mark) -> Service {
    let english = Words {
        name: Some(mark("Morning tai chi")),
        summary: Some(mark("Gentle movement, then tea.")),
        alert: Some(mark("No class on 29 December.")),
        eligibility: Some(mark("Made for people 55 and over.")),
        schedule: vec![mark("Tuesdays 10 to 11:30")],
        pauses: vec![vec![mark("Summer break")]],
        cost: vec![mark("Tea included")],
        access_only: vec![BTreeMap::new()],
        access_notes: vec![BTreeMap::from([("step-free-entrance".into(), mark("Side door"))])],
        transport: vec![mark("Bus 3 on Main Street")],
        language_notes: BTreeMap::from([("pa".into(), mark("Ask 3 days before"))]),
        first_visit: Some(mark("You copy what you can.")),
        what_to_bring: Some(mark("Flat shoes")),
        capacity: Some(mark("About three places")),
        volunteer: Some(mark("Tea helper")),
        body_html: format!("<p>{}</p>", mark("About twenty people come.")),
        body_text: "About twenty people come.".into(),
        translation: None,
    };
    let chinese = Words {
        name: Some(mark("晨間太極")),
        summary: Some(mark("輕柔的動作，之後喝茶。")),
        schedule: vec![mark("星期二上午十時至十一時半")],
        translation: Some(Translation {
            by: Some(mark("Founders")),
            by_machine: true,
            reviewed_by: None,
            date: None,
        }),
        ..Words::default()
    };
    Service {
        alert_until: Some(day("2026-12-30")),
        needs: vec!["move".into(), "company".into()],
        topics: vec!["falling".into(), "tai-chi".into()],
        audience: vec!["older-adults".into()],
        eligibility: Eligibility {
            min_age: Some(55),
            requires: vec!["photo-id".into()],
            residency: vec!["sunset".into()],
            ..Eligibility::default()
        },
        cost: vec![Cost {
            kind: "donation".into(),
            amount_cents: Some(250),
            currency: Some("CAD".into()),
        }],
        languages: vec![
            SpokenLanguage { code: "yue".into(), how: Spoken::Native },
            SpokenLanguage { code: "pa".into(), how: Spoken::Interpreter },
        ],
        whereabouts: Whereabouts::Places(vec![ServiceAtLocation {
            name: Some(mark("Sunset Hall")),
            address: Some(Address {
                line1: Some(mark("1 Example St")),
                city: Some(mark("Vancouver")),
                region: None,
                postal: None,
                ..Address::default()
            }),
            position: Some(at(49.2236, -123.0984)),
            access: BTreeMap::from([
                ("step-free-entrance".into(), Answer::Yes),
                ("accessible-toilet".into(), Answer::No),
            ]),
            contact: Vec::new(),
        }]),
        schedule: vec![tuesdays()],
        contact: vec![Contact {
            role: Some(mark("Front desk")),
            phone: Some("+16045550100".into()),
            sms: true,
            email: Some("hello@neighbours.example".into()),
            url: Some("https://neighbours.example".into()),
            languages: vec!["yue".into(), "en".into()],
        }],
        first_visit: FirstVisit {
            ask_for: Some(mark("Mei")),
            meet_me: Some(true),
            bring_someone: Some(true),
        },
        volunteer_joining: Some("phone-first".into()),
        capacity: Some(Capacity { status: CapacityStatus::Open, updated: Some(day("2026-10-06")) }),
        assurance: Some(Assurance {
            date: day("2026-05-03"),
            by: Some(mark("Founders")),
            how: AssuranceHow::Phone,
            level: AssuranceLevel::Checked,
        }),
        words: BTreeMap::from([("en".into(), english), ("zh-Hant".into(), chinese)]),
        ..blank("a1111", mark)
    }
}

/// It has ended.
fn old_group(mark: Mark) -> Service {
    Service {
        status: Status::Defunct,
        assurance: Some(Assurance {
            date: day("2025-03-03"),
            by: None,
            how: AssuranceHow::SelfDeclared,
            level: AssuranceLevel::SelfDeclared,
        }),
        ..blank("b2222", mark)
    }
}

/// It comes to people, and nobody has checked it.
fn phone_friends(mark: Mark) -> Service {
    Service {
        delivery: vec!["phone".into()],
        joining: "phone-first".into(),
        area: vec!["sunset".into()],
        ..blank("c3333", mark)
    }
}

/// Its address is nobody's business.
fn safe_talk(mark: Mark) -> Service {
    Service {
        needs: vec!["safe".into()],
        topics: vec!["harm".into(), "falling".into()],
        schedule: vec![tuesdays()],
        sensitive: true,
        pages: PageLocales::Every,
        whereabouts: Whereabouts::Confidential,
        ..blank("d4444", mark)
    }
}
