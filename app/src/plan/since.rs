//! What has changed of a kept activity since its owner last looked. Facts are compared, never words: a
//! better translation, or the page in another language, is no change.
//!
//! A plan keeps the facts of what its owner herself has kept ([`Facts`]); the whole file of slips of the page's
//! locale says what is so today. No request tells which activities somebody keeps.

use catalog::day::{Day, Moment};
use catalog::phone::Phone;
use catalog::schedule::{Schedule, Session};

use super::Item;
use super::file::{LABELS_MAX, TIMES_MAX};
use crate::card::{isolated, isolated_words};
use crate::locale::{Key, Messages};
use crate::slip::{Room, Slip, SlipFile};

/// How far ahead times are compared, in days: as far as a sheet looks. A season that is farther off is told
/// when it comes near.
const AHEAD_DAYS: i32 = 62;

/// Most times, days, places or numbers that a line names: what is more is seen on the card.
const NAMED_MAX: usize = 4;

/// The facts of an activity, as they were when its owner last looked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its timetable, at all its places.
    pub times: Vec<Schedule>,
    /// Where: names and streets.
    pub places: Vec<String>,
    /// The numbers of all that can be called.
    pub phones: Vec<String>,
    /// Whether it takes place at all.
    pub standing: Standing,
    /// Whether there is room.
    pub room: Room,
    /// It is what a card had told: one place, one number. What is beside these is no news.
    pub is_part: bool,
}

/// Whether an activity takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    #[default]
    Runs,
    /// Not just now.
    Paused,
    /// It has ended.
    Over,
    /// It is no longer listed.
    Gone,
}

/// Something that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Whether it takes place.
    Standing(Standing),
    /// Usual times that were, and those that are in their place; one of both may be missing.
    Times(Vec<Usual>, Vec<Usual>),
    /// Days on which it falls out.
    Off(Vec<Day>),
    /// Days on which it takes place besides.
    Also(Vec<Day>),
    /// A place that it no longer has.
    NoPlace(String),
    /// A place that it has now.
    Place(String),
    /// A number that is no longer given.
    NoPhone(String),
    /// A number that is given now.
    Phone(String),
    /// Whether there is room.
    Room(Room),
}

/// A usual time: all sessions on its day of the week at its hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    /// The first of them.
    pub session: Session,
    /// The last of them.
    pub last: Day,
    /// There is only this one, as far as is looked ahead.
    pub is_once: bool,
}

impl Standing {
    /// All but the first, and their names in a file.
    const NAMED: [(Self, &'static str); 3] =
        [(Self::Paused, "paused"), (Self::Over, "over"), (Self::Gone, "gone")];

    /// Its name in a file; empty for the first.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(standing, _)| *standing == self).map_or("", |(_, name)| name)
    }

    /// The one with this name; the first for anything else.
    pub fn named(name: &str) -> Self {
        let known = Self::NAMED.iter().find(|(_, known)| *known == name);
        known.map_or(Self::Runs, |(standing, _)| *standing)
    }

    fn is_ended(self) -> bool {
        matches!(self, Self::Over | Self::Gone)
    }
}

impl Facts {
    /// The facts of a slip.
    pub fn of(slip: &Slip) -> Self {
        let phones = slip.contacts.iter().map(|contact| &contact.phone);
        let places = slip.places.iter().map(|place| &place.address);
        // No more than a plan holds: the rest would seem new.
        let mut times = slip.schedules();
        times.truncate(TIMES_MAX);
        let phones = phones.filter(|phone| !phone.is_empty()).take(LABELS_MAX);
        let places = places.filter(|place| !place.is_empty()).take(LABELS_MAX);
        Self {
            times,
            places: places.cloned().collect(),
            phones: phones.cloned().collect(),
            standing: match (slip.is_over, slip.is_paused) {
                (true, _) => Standing::Over,
                (false, true) => Standing::Paused,
                (false, false) => Standing::Runs,
            },
            room: slip.room_is,
            is_part: false,
        }
    }

    /// What a card had told, where nothing else was kept.
    pub fn of_card(item: &Item) -> Self {
        Self {
            times: item.times.clone(),
            places: Some(item.place.clone())
                .filter(|place| !place.is_empty())
                .into_iter()
                .collect(),
            phones: item.phone.clone().into_iter().collect(),
            is_part: true,
            ..Self::default()
        }
    }

    /// The facts of what is no longer listed.
    pub fn gone() -> Self {
        Self { standing: Standing::Gone, ..Self::default() }
    }
}

/// What is known today of a kept activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// Its facts.
    pub facts: Facts,
    /// It as a plan keeps it; `None` where it is no longer listed.
    pub item: Option<Item>,
}

/// Whether these files say what is so today of a kept activity.
pub fn is_compared(item: &Item, files: &[SlipFile]) -> bool {
    let is_apart = || files.iter().any(|file| file.is_apart(&item.id));
    !files.is_empty() && !item.sensitive && !is_apart()
}

/// What these files, which hold all that is listed in a locale, know of a kept activity; `None` where it is told
/// on its page only.
pub fn today(item: &Item, files: &[SlipFile], now: Moment) -> Option<Today> {
    if !is_compared(item, files) {
        return None;
    }
    let Some(slip) = files.iter().find_map(|file| file.slip(&item.id)) else {
        return Some(Today { facts: Facts::gone(), item: None });
    };
    Some(Today { facts: Facts::of(slip), item: Some(item_of(slip, files.first(), Some(now))) })
}

/// An activity as a plan keeps it: with the place and the times of its next session. `file` is one of its
/// locale.
pub fn item_of(slip: &Slip, file: Option<&SlipFile>, now: Option<Moment>) -> Item {
    let speaks = file.map(|file| file.speaks.as_slice()).unwrap_or_default();
    let at = now.and_then(|now| slip.next_at(now)).map_or(0, |(_, place)| place);
    let lang = match slip.name.lang.as_str() {
        "" => file.map(|file| file.locale.clone()).unwrap_or_default(),
        lang => lang.to_owned(),
    };
    Item {
        id: slip.id.clone(),
        name: slip.name.text.clone(),
        lang,
        phone: slip.contact_for(speaks).map(|contact| contact.phone.clone()),
        when: slip.when.first().map(|line| line.text.clone()).unwrap_or_default(),
        place: slip.places.get(at).map(|place| place.address.clone()).unwrap_or_default(),
        times: slip.schedules_at(at),
        page: slip.page.clone(),
        papers: slip.papers.clone(),
        bring: slip.bring.text.clone(),
        facts: Some(Facts::of(slip)),
        ..Item::default()
    }
}

/// Brings a kept activity up to date; what its owner has said of it stays. `seen` is what is so for them from now
/// on.
pub fn renew(item: &mut Item, today: Option<Item>, seen: Facts) {
    if let Some(today) = today {
        let Item { reference, note, mark, why, .. } = std::mem::take(item);
        *item = Item { reference, note, mark, why, ..today };
    }
    item.facts = Some(seen);
}

/// What its owner last saw of a kept activity.
pub fn seen(item: &Item) -> Facts {
    item.facts.clone().unwrap_or_else(|| Facts::of_card(item))
}

/// What has changed from `old` to `new`, as it matters from now on.
pub fn changes(old: &Facts, new: &Facts, now: Moment) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.standing != new.standing {
        changes.push(Change::Standing(new.standing));
    }
    // Who is told that it has ended need not hear that its number is gone.
    if old.standing.is_ended() || new.standing.is_ended() {
        return changes;
    }
    if old.standing == Standing::Runs && new.standing == Standing::Runs {
        times(old, new, now, &mut changes);
    }
    let is_same_place =
        if old.is_part { is_part_of_other } else { |one: &str, other: &str| one == other };
    named(
        old,
        new,
        |facts| &facts.places,
        is_same_place,
        |place, is_now| {
            changes.push(if is_now { Change::Place(place) } else { Change::NoPlace(place) });
        },
    );
    named(
        old,
        new,
        |facts| &facts.phones,
        is_same_phone,
        |phone, is_now| {
            changes.push(if is_now { Change::Phone(phone) } else { Change::NoPhone(phone) });
        },
    );
    // A card does not tell of room as it was.
    if old.room != new.room && !(old.is_part && new.room == Room::Free) {
        changes.push(Change::Room(new.room));
    }
    changes
}

/// What of a list is new, then what is gone. Of a card, which names one of several, only what is gone is news.
fn named(
    old: &Facts,
    new: &Facts,
    list: impl Fn(&Facts) -> &Vec<String>,
    is_same: fn(&str, &str) -> bool,
    mut tell: impl FnMut(String, bool),
) {
    let (was, is) = (list(old), list(new));
    let without = |all: &[String], others: &[String]| -> Vec<String> {
        let is_alone = |one: &&String| !others.iter().any(|other| is_same(one, other));
        all.iter().filter(is_alone).take(NAMED_MAX).cloned().collect()
    };
    let gone = without(was, is);
    if !(old.is_part && gone.is_empty()) {
        without(is, was).into_iter().for_each(|one| tell(one, true));
    }
    gone.into_iter().for_each(|one| tell(one, false));
}

/// A card may name a place without its street.
fn is_part_of_other(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// However its owner writes it.
fn is_same_phone(one: &str, other: &str) -> bool {
    let (one, other) = (Phone::read(one), Phone::read(other));
    (one.number, one.extension) == (other.number, other.extension)
}

fn times(old: &Facts, new: &Facts, now: Moment, changes: &mut Vec<Change>) {
    let (was, is) = (sessions(&old.times, now), sessions(&new.times, now));
    let (was_usual, is_usual) = (usual(&was), usual(&is));
    let without = |all: &[Usual], others: &[Usual]| -> Vec<Usual> {
        let is_alone = |one: &&Usual| of(others, one.session).is_none();
        all.iter().filter(is_alone).copied().collect()
    };
    let (left, mut come) = (without(&was_usual, &is_usual), without(&is_usual, &was_usual));
    if old.is_part && left.is_empty() {
        come.clear();
    }
    let days = |all: &[Session], others: &[Session], is_told: &dyn Fn(&Session) -> bool| {
        let mut days: Vec<Day> = Vec::new();
        for session in all.iter().filter(|session| !others.contains(session) && is_told(session)) {
            let at = days.partition_point(|day| *day < session.start.day);
            days.insert(at, session.start.day);
        }
        days.dedup();
        days.truncate(NAMED_MAX);
        days
    };
    let off = days(&was, &is, &|session| of(&is_usual, *session).is_some());
    // Beyond what was known is no news: a term goes on.
    let also = days(&is, &was, &|session| {
        !old.is_part && of(&was_usual, *session).is_some_and(|usual| session.start.day < usual.last)
    });
    if !left.is_empty() || !come.is_empty() {
        changes.push(Change::Times(left, come));
    }
    for (days, change) in [(off, Change::Off as fn(Vec<Day>) -> Change), (also, Change::Also)] {
        if !days.is_empty() {
            changes.push(change(days));
        }
    }
}

/// All sessions as far as is looked ahead, each once.
fn sessions(times: &[Schedule], now: Moment) -> Vec<Session> {
    let mut all: Vec<Session> = Vec::new();
    for session in times.iter().flat_map(|row| row.sessions(now, now.day.plus(AHEAD_DAYS))) {
        if !all.contains(&session) {
            all.push(session);
        }
    }
    all
}

fn usual(sessions: &[Session]) -> Vec<Usual> {
    let mut all: Vec<Usual> = Vec::new();
    for session in sessions {
        let day = session.start.day;
        match all.iter_mut().find(|usual| is_usual(usual.session, *session)) {
            Some(usual) => {
                usual.is_once = false;
                usual.last = usual.last.max(day);
            }
            None => all.push(Usual { session: *session, last: day, is_once: true }),
        }
    }
    all
}

fn of(all: &[Usual], session: Session) -> Option<&Usual> {
    all.iter().find(|usual| is_usual(usual.session, session))
}

/// Whether two sessions are on the same day of the week, at the same hour and as long.
fn is_usual(one: Session, other: Session) -> bool {
    let key =
        |session: Session| (session.start.day.weekday(), session.start.minute, session.minutes);
    key(one) == key(other)
}

/// A change in words.
pub fn words(change: &Change, messages: &Messages, today: Day) -> String {
    let fill = |key, name, value: &str| messages.fill(key, &[(name, value)]);
    let times = |times: &[Usual]| {
        let named = times.iter().take(NAMED_MAX);
        let named: Vec<String> = named
            .map(|usual| match usual.is_once {
                true => messages.session_dated(usual.session, today),
                false => messages.session_weekly(usual.session),
            })
            .collect();
        messages.list(&named)
    };
    let days = |days: &[Day]| {
        let named: Vec<String> = days.iter().map(|day| messages.day_dated(*day, today)).collect();
        messages.list(&named)
    };
    match change {
        Change::Standing(standing) => messages
            .text(match standing {
                Standing::Runs => Key::PlanSinceRuns,
                Standing::Paused => Key::PlanSincePaused,
                Standing::Over => Key::PlanSinceOver,
                Standing::Gone => Key::PlanSinceGone,
            })
            .to_owned(),
        Change::Times(was, now) if was.is_empty() => {
            fill(Key::PlanSinceNewTimes, "times", &times(now))
        }
        Change::Times(was, now) if now.is_empty() => {
            fill(Key::PlanSinceNoTimes, "times", &times(was))
        }
        Change::Times(was, now) => {
            let (was, now) = (times(was), times(now));
            messages.fill(Key::PlanSinceTimes, &[("was", &was), ("now", &now)])
        }
        Change::Off(off) => fill(Key::ServiceNotOn, "list", &days(off)),
        Change::Also(also) => fill(Key::PlanSinceAlso, "days", &days(also)),
        Change::NoPlace(place) => fill(Key::PlanSinceNoPlace, "place", &isolated_words(place)),
        Change::Place(place) => fill(Key::PlanSincePlace, "place", &isolated_words(place)),
        Change::NoPhone(phone) => {
            fill(Key::PlanSinceNoPhone, "phone", &isolated(&messages.phone(phone)))
        }
        Change::Phone(phone) => {
            fill(Key::PlanSincePhone, "phone", &isolated(&messages.phone(phone)))
        }
        Change::Room(room) => messages
            .text(match room {
                Room::Free => Key::PlanSinceRoom,
                Room::WaitingList => Key::ServiceRoomWaitlist,
                Room::Full => Key::ServiceRoomFull,
            })
            .to_owned(),
    }
}
