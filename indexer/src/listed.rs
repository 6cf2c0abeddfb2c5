//! Which services a release lists, with a mark for each part of what it says of them, so that the next release can tell what
//! is new, what has changed and what is gone.
//!
//! Nothing is in it that the site's pages do not show: no service that calls for discretion, no place that is kept secret, no
//! note for prescribers. A mark is a piece of a hash: it tells that something is different, and not what it was. Days of
//! checks and of room are in no mark, because the feed tells them as what they are.
//!
//! What nobody has checked for so long that it left the search is not listed; where it comes back, it is as new as the list says.

use std::collections::{BTreeMap, BTreeSet};

use catalog::day::Day;
use catalog::directory::Directory;
use catalog::service::{Service, Status, Whereabouts, Words};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::earlier::Release;

/// Where the file stands, from the root of a site: beside that of the counts, whose day is its day.
pub const FILE: &str = "data/listed.json";

/// The version of the file, and of what marks are made of: a test holds one of each part.
const VERSION: u32 = 1;

/// Digits of a mark: 32 bits, so that a change is overlooked once in four milliards.
const DIGITS: usize = 8;

/// The mark of what a place that is kept secret does not tell. Beside it nothing is different: that a place has just become
/// secret, or has just ceased to be, is told to nobody.
const SECRET: &str = "00000000";

/// A part of what is said of a service, as people would name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Name, words, needs, and how it is given.
    About,
    /// Whether it takes place, and what is different just now.
    Running,
    /// The timetable.
    Times,
    /// The places, and how to get there; the area that it serves.
    Place,
    /// Getting in.
    Access,
    /// The price.
    Price,
    /// Languages spoken there.
    Languages,
    /// Whom it is for.
    Who,
    /// How one starts, and what one needs for it.
    Start,
    /// How to reach somebody.
    Reach,
}

impl Part {
    /// All of them, in the order of the marks.
    pub const ALL: [Self; 10] = [
        Self::About,
        Self::Running,
        Self::Times,
        Self::Place,
        Self::Access,
        Self::Price,
        Self::Languages,
        Self::Who,
        Self::Start,
        Self::Reach,
    ];
}

/// The services of a release that everybody may hear of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    #[serde(rename = "signpost-listed")]
    version: u32,
    /// The language of the words that marks are made of: in another one every word is different, and nothing has changed.
    locale: String,
    /// By id.
    services: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// A mark for each part, one behind the other.
    marks: String,
    /// Its file in the content folder, where the content is at hand.
    #[serde(skip)]
    path: String,
}

impl Listed {
    /// What a directory lists on a day.
    pub fn of(directory: &Directory, day: Day) -> Self {
        let locale = &directory.config.default_locale;
        let listed = directory.services.iter().filter(|service| is_listed(service, directory, day));
        let services = listed.map(|service| {
            let entry = Entry { marks: marks(service, locale), path: service.path.clone() };
            (service.id.clone(), entry)
        });
        Self { version: VERSION, locale: locale.clone(), services: services.collect() }
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        // Texts and a number are always written.
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads the file; `None` where it is of another version, or is something else: then nobody can tell what has changed.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|read: &Self| read.version == VERSION)
    }
}

/// Whether everybody may hear of a service, and a search finds it.
fn is_listed(service: &Service, directory: &Directory, day: Day) -> bool {
    let months = service.assurance.as_ref().map(|check| check.date.months_until(day));
    let is_hidden =
        months.is_some_and(|months| months >= i32::from(directory.config.freshness.hide));
    !service.sensitive && (service.status == Status::Defunct || !is_hidden)
}

/// What is said of each part, as letters in which a difference shows.
fn parts(service: &Service, locale: &str) -> [String; Part::ALL.len()] {
    let Service {
        id: _,
        path: _,
        organization,
        status,
        alert_until,
        needs,
        topics: _,
        not_topics: _,
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
        // Told with days of their own.
        capacity: _,
        assurance: _,
        // Nobody who takes the data sees them.
        prescriber_notes: _,
        sensitive: _,
        pages: _,
        words,
    } = service;
    let none = Words::default();
    let Words {
        name,
        summary,
        alert,
        eligibility: eligibility_words,
        schedule: schedule_words,
        pauses,
        cost: cost_words,
        access_notes,
        access_only,
        transport,
        language_notes,
        first_visit: first_visit_words,
        what_to_bring,
        capacity: _,
        volunteer,
        body_html: _,
        body_text,
        translation: _,
    } = words.get(locale).unwrap_or(&none);
    // None of a place that is kept secret.
    let places = whereabouts.places();
    let doors = places.iter().map(|place| (&place.name, &place.address, place.position));
    let doors = doors.zip(transport).collect::<Vec<_>>();
    let access = places.iter().map(|place| &place.access).collect::<Vec<_>>();
    let lines = places.iter().map(|place| &place.contact).collect::<Vec<_>>();
    [
        format!("{:?}", (organization, name, summary, body_text, needs, intent, delivery)),
        format!("{:?}", (status, alert, alert_until)),
        format!("{:?}", (schedule, schedule_words, pauses)),
        format!("{:?}", (doors, places.len(), area)),
        format!("{:?}", (access, access_notes, access_only)),
        format!("{:?}", (cost, cost_words)),
        format!("{:?}", (languages, language_notes)),
        format!("{:?}", (audience, eligibility, eligibility_words)),
        format!(
            "{:?}",
            (joining, first_visit, first_visit_words, what_to_bring, volunteer, volunteer_joining)
        ),
        format!("{:?}", (contact, lines)),
    ]
}

/// The marks of all parts.
fn marks(service: &Service, locale: &str) -> String {
    let is_secret = matches!(service.whereabouts, Whereabouts::Confidential);
    let of_place = [Part::Place, Part::Access, Part::Reach];
    let parts = Part::ALL.into_iter().zip(parts(service, locale));
    parts
        .map(|(part, facts)| match is_secret && of_place.contains(&part) {
            true => SECRET.to_owned(),
            false => mark(&facts),
        })
        .collect()
}

fn mark(facts: &str) -> String {
    let hash = Sha256::digest(facts.as_bytes());
    // In capitals: no mark looks like an id.
    hash.iter().take(DIGITS / 2).map(|byte| format!("{byte:02X}")).collect()
}

/// What has become of services since an earlier release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The day of that release.
    pub since: Day,
    /// What is new or has changed, by id.
    pub services: BTreeMap<String, Turn>,
    /// What is not in the directory any more.
    pub gone: Vec<Gone>,
}

/// What became of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The day on which its page was changed, where the history tells; else that of the earlier release, after which it was.
    pub day: Day,
    /// What is different; `None` where it was not listed.
    pub changed: Option<Vec<Part>>,
}

/// A service that was listed, and of which nothing is left. Its name is not told: perhaps it had become discreet first, or
/// somebody has asked for it to be taken out. Who has the record knows it by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its id.
    pub id: String,
    /// As [`Turn::day`].
    pub day: Day,
}

/// Compares a directory with an earlier release; `None` where that has no list that can be read, or one of words in another
/// language.
pub fn news(release: &Release, directory: &Directory, today: Day) -> Option<News> {
    let Release { counts, listed, touched, unread, tells_gone } = release;
    let after = Listed::of(directory, today);
    let before = listed.as_ref().filter(|before| before.locale == after.locale)?;
    let since = counts.day;
    let day = |path: &str| touched.get(path).copied().unwrap_or(since).clamp(since, today);
    let turned = after.services.iter().filter_map(|(id, entry)| {
        let changed = match before.services.get(id) {
            // What had an error then may have been listed in a release before.
            None if unread.contains(&entry.path) => return None,
            None => None,
            Some(earlier) => {
                let parts = different(&earlier.marks, &entry.marks);
                if parts.is_empty() {
                    return None;
                }
                Some(parts)
            }
        };
        Some((id.clone(), Turn { day: day(&entry.path), changed }))
    });
    // What is still there and may not be listed has not gone: why it is not listed is nobody's business.
    let here: BTreeSet<&str> = directory.services.iter().map(|service| &*service.id).collect();
    let gone = before.services.iter().filter(|(id, _)| !here.contains(id.as_str()));
    let gone = gone.map(|(id, entry)| Gone { id: id.clone(), day: day(&entry.path) });
    let gone = if *tells_gone { gone.collect() } else { Vec::new() };
    Some(News { since, services: turned.collect(), gone })
}

fn different(before: &str, after: &str) -> Vec<Part> {
    let is_different = |number: usize| {
        let of = number * DIGITS..(number + 1) * DIGITS;
        let (before, after) = (before.get(of.clone()), after.get(of));
        before != after && before != Some(SECRET) && after != Some(SECRET)
    };
    let parts = Part::ALL.into_iter().enumerate();
    parts.filter(|(number, _)| is_different(*number)).map(|(_, part)| part).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::path::Path;

    use catalog::service::{Capacity, CapacityStatus, ServiceAtLocation};

    use super::*;
    use crate::read::read_directory;

    const ID: &str = "k7f3q";

    fn today() -> Day {
        Day::parse("2026-11-23").unwrap()
    }

    fn directory() -> Directory {
        let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
        read_directory(&good, today()).directory.unwrap()
    }

    fn tea(directory: &mut Directory) -> &mut Service {
        directory.services.iter_mut().find(|service| service.id == ID).unwrap()
    }

    fn first_place(service: &mut Service) -> &mut ServiceAtLocation {
        let Whereabouts::Places(places) = &mut service.whereabouts else {
            unreachable!("the fixture has a place")
        };
        places.first_mut().unwrap()
    }

    /// What somebody changes on a page.
    type Change = fn(&mut Service);

    fn release(directory: &Directory) -> Release {
        let day = Day::parse("2026-11-01").unwrap();
        let (town, counts) =
            (Listed::of(directory, day), crate::earlier::counted_by_need(directory, day));
        Release {
            counts,
            listed: Some(town),
            touched: BTreeMap::new(),
            unread: BTreeSet::new(),
            tells_gone: true,
        }
    }

    fn since(before: &Directory, after: &Directory) -> News {
        news(&release(before), after, today()).unwrap()
    }

    #[test]
    fn somebody_hears_which_part_of_a_page_has_changed_and_of_nothing_else() {
        let before = directory();
        assert!(since(&before, &before).services.is_empty());
        let changes: [(Part, Change); 10] = [
            (Part::Place, |tea| first_place(tea).name = Some("Other hall".to_owned())),
            (Part::Access, |tea| first_place(tea).access.clear()),
            (Part::Times, |tea| tea.schedule.clear()),
            (Part::Price, |tea| tea.cost.clear()),
            (Part::Running, |tea| tea.status = Status::TemporarilyClosed),
            (Part::Reach, |tea| tea.contact[0].phone = Some("+16045550111".to_owned())),
            (Part::Languages, |tea| tea.languages.clear()),
            (Part::Who, |tea| tea.eligibility.min_age = Some(77)),
            (Part::Start, |tea| tea.first_visit.ask_for = Some("Ana".to_owned())),
            (Part::About, |tea| tea.needs.clear()),
        ];
        for (part, change) in changes {
            let mut after = directory();
            change(tea(&mut after));
            let news = since(&before, &after);
            let expected = Turn { day: news.since, changed: Some(vec![part]) };
            assert_eq!(news.services, BTreeMap::from([(ID.to_owned(), expected)]), "{part:?}");
            assert!(news.gone.is_empty());
        }
    }

    #[test]
    fn a_check_and_room_are_told_by_their_own_days_and_a_note_for_prescribers_by_none() {
        let before = directory();
        let mut after = directory();
        let changed = tea(&mut after);
        changed.prescriber_notes = Some("Ask for Ana.".to_owned());
        changed.capacity = Some(Capacity { status: CapacityStatus::Full, updated: Some(today()) });
        if let Some(check) = &mut changed.assurance {
            check.date = today();
        }
        assert!(since(&before, &after).services.is_empty());
    }

    #[test]
    fn what_is_new_and_what_is_gone_is_told_and_what_became_discreet_is_not() {
        let (all, mut without) = (directory(), directory());
        without.services.retain(|service| service.id != ID);
        let new = since(&without, &all);
        assert_eq!(new.services[ID].changed, None);
        let gone = since(&all, &without).gone;
        let gone: Vec<&str> = gone.iter().map(|gone| &*gone.id).collect();
        assert_eq!(gone, [ID]);
        let mut discreet = directory();
        tea(&mut discreet).sensitive = true;
        let told = since(&all, &discreet);
        assert!(told.services.is_empty() && told.gone.is_empty(), "{told:?}");
        assert!(!String::from_utf8(Listed::of(&discreet, today()).bytes()).unwrap().contains(ID));
    }

    /// Another signpost whose marks are made otherwise would say that everything has changed: it needs another [`VERSION`].
    #[test]
    fn marks_are_made_of_the_same_as_those_of_the_last_release() {
        let listed = Listed::of(&directory(), today());
        assert_eq!(
            (listed.version, &*listed.services[ID].marks),
            (1, "E6BF78FA4EB89EE0D3D17AB5BE6CFF172F98B133B24A1900CEDDDFC4380144066BA9235DADC003B7")
        );
    }

    #[test]
    fn nobody_hears_that_a_place_has_become_secret_or_is_secret_no_more() {
        let (open, mut secret) = (directory(), directory());
        tea(&mut secret).whereabouts = Whereabouts::Confidential;
        for told in [since(&open, &secret), since(&secret, &open)] {
            assert!(told.services.is_empty() && told.gone.is_empty(), "{told:?}");
        }
        let mut cheaper = secret.clone();
        tea(&mut cheaper).cost.clear();
        assert_eq!(since(&secret, &cheaper).services[ID].changed, Some(vec![Part::Price]));
    }

    #[test]
    fn a_page_with_an_error_is_neither_new_when_it_is_mended_nor_gone_while_it_is_not() {
        let (all, mut without) = (directory(), directory());
        without.services.retain(|service| service.id != ID);
        let path = all.services.iter().find(|service| service.id == ID).unwrap().path.clone();
        let earlier = Release { unread: BTreeSet::from([path]), ..release(&without) };
        assert!(news(&earlier, &all, today()).unwrap().services.is_empty());
        let incomplete = Release { tells_gone: false, ..release(&all) };
        assert!(news(&incomplete, &without, today()).unwrap().gone.is_empty());
    }

    #[test]
    fn a_town_that_writes_in_another_language_has_not_changed_everything() {
        let (before, mut after) = (directory(), directory());
        after.config.default_locale = "fr".to_owned();
        assert_eq!(news(&release(&before), &after, today()), None);
    }

    #[test]
    fn the_file_is_read_back_and_one_of_another_version_tells_nothing() {
        let mut listed = Listed::of(&directory(), today());
        let read = Listed::read(&listed.bytes()).unwrap();
        assert_eq!(read.bytes(), listed.bytes());
        listed.version += 1;
        for other in [&listed.bytes()[..], b"<html>", b"{}", b""] {
            assert_eq!(Listed::read(other), None);
        }
    }
}
