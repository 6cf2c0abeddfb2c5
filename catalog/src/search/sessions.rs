//! What depends on the present moment: sessions and ages.

use crate::bits::Bits;
use crate::columns::Columns;
use crate::day::{Moment, Weekday};
use crate::facet::{PARTS_OF_DAY, WHEN};
use crate::manifest::Manifest;
use crate::place_set::{PerPlace, PlaceNumber, PlaceSet};
use crate::results::Age;
use crate::schedule::Session;

/// Noon, and the hour at which evenings begin, in minutes of a day.
const NOON: u16 = 12 * 60;
const EVENING: u16 = 17 * 60;

/// Days of "this week", today included.
const WEEK: i32 = 7;

/// What depends on the present moment, for every service.
pub(super) struct Sessions {
    /// The moment that everything here is computed for.
    pub now: Moment,
    /// The next session at each place.
    pub next: PerPlace<Option<Session>>,
    /// How old each check is.
    pub ages: Vec<Age>,
    /// Services whose last check is too old for search.
    pub hidden: Bits,
    /// For each of [`WHEN`]: the places that have such a session.
    pub when: Vec<PlaceSet>,
    /// For each of [`PARTS_OF_DAY`] and of [`WHEN`]: the places that have such a session in that part.
    in_part: Vec<Vec<PlaceSet>>,
}

impl Sessions {
    pub fn new(columns: &Columns, manifest: &Manifest, now: Moment) -> Self {
        let len = columns.len() as u32;
        let none = PlaceSet::none(len, columns.owners.len());
        let mut sessions = Self {
            now,
            next: PerPlace::default(),
            ages: Vec::with_capacity(columns.len()),
            hidden: Bits::none(len),
            when: vec![none.clone(); WHEN.len()],
            in_part: vec![vec![none; WHEN.len()]; PARTS_OF_DAY.len()],
        };
        let last = now.day.plus(WEEK - 1);
        for (service, row) in (0..).zip(columns.rows()) {
            let places: Vec<PlaceNumber> = columns.owners.places(service).collect();
            let mut next: Vec<Option<Session>> = vec![None; places.len()];
            let assured = row.times(&mut |at, schedule| {
                let is_at = |place: usize| at.is_none_or(|at| usize::from(at) == place);
                let mut first = None;
                schedule.each_session(now, last, &mut |session| {
                    first = first.or(Some(session));
                    for (number, place) in places.iter().enumerate() {
                        if is_at(number) {
                            sessions.add(*place, session);
                        }
                    }
                    true
                });
                // Most things happen every week; only for the others one looks further ahead.
                let first = first.or_else(|| schedule.next(now));
                for (number, next) in next.iter_mut().enumerate() {
                    if is_at(number) {
                        *next = match (*next, first) {
                            (Some(next), Some(first)) => Some(next.min(first)),
                            (next, first) => next.or(first),
                        };
                    }
                }
            });
            let age = super::age(manifest, assured, now.day);
            if age == Age::Hidden {
                sessions.hidden.insert(service);
            }
            sessions.ages.push(age);
            for (place, next) in places.into_iter().zip(next) {
                sessions.next.push(place, next);
            }
        }
        sessions
    }

    fn add(&mut self, place: PlaceNumber, session: Session) {
        let Moment { day, minute } = session.start;
        let weekday = day.weekday();
        let today = self.now.day;
        let fits = |id: &str| match id {
            // A session that began yesterday and still goes on is on today.
            "today" => day <= today,
            "morning" => minute < NOON,
            "afternoon" => (NOON..EVENING).contains(&minute),
            "evening" => minute >= EVENING,
            "weekend" => matches!(weekday, Weekday::Saturday | Weekday::Sunday),
            "week" => true,
            day => weekday.id() == day,
        };
        for (value, id) in WHEN.iter().enumerate().filter(|(_, id)| fits(id)) {
            self.when[value].insert(place);
            for (of_part, part) in self.in_part.iter_mut().zip(PARTS_OF_DAY) {
                if id != part && fits(part) {
                    of_part[value].insert(place);
                }
            }
        }
    }

    /// The places with a session at one of the chosen times: on any of the chosen days, in any of the chosen
    /// parts of a day.
    pub fn passing(&self, chosen: &[usize]) -> Option<PlaceSet> {
        let part =
            |value: &usize| PARTS_OF_DAY.iter().position(|part| WHEN.get(*value) == Some(part));
        let parts: Vec<usize> = chosen.iter().filter_map(part).collect();
        let days: Vec<usize> =
            chosen.iter().copied().filter(|value| part(value).is_none()).collect();
        let sets: Vec<&PlaceSet> = if parts.is_empty() || days.is_empty() {
            chosen.iter().filter_map(|value| self.when.get(*value)).collect()
        } else {
            let of_parts = parts.iter().filter_map(|part| self.in_part.get(*part));
            of_parts.flat_map(|sets| days.iter().filter_map(|day| sets.get(*day))).collect()
        };
        let (first, rest) = sets.split_first()?;
        let mut passing = (*first).clone();
        rest.iter().for_each(|set| passing.union(set));
        Some(passing)
    }
}
