//! What depends on the present moment: sessions and ages.

use crate::bits::Bits;
use crate::columns::Columns;
use crate::day::{Moment, Weekday};
use crate::facet::WHEN;
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
}

impl Sessions {
    pub fn new(columns: &Columns, manifest: &Manifest, now: Moment) -> Self {
        let len = columns.len() as u32;
        let mut sessions = Self {
            now,
            next: PerPlace::default(),
            ages: Vec::with_capacity(columns.len()),
            hidden: Bits::none(len),
            when: vec![PlaceSet::none(len, columns.owners.len()); WHEN.len()],
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
        let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        for (set, id) in self.when.iter_mut().zip(WHEN) {
            let fits = match *id {
                // A session that began yesterday and still goes on is on today.
                "today" => day <= self.now.day,
                "morning" => minute < NOON,
                "afternoon" => (NOON..EVENING).contains(&minute),
                "evening" => minute >= EVENING,
                "weekend" => is_weekend,
                _ => true,
            };
            if fits {
                set.insert(place);
            }
        }
    }
}
