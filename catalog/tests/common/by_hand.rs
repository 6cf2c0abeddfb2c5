//! What a person would count by hand, with the list of services before them: who fits, how far it is,
//! in which order. Written from what `facet`, `query` and `results` say to people, not from `search`:
//! every service is looked at alone, and numbers are those of a calendar and a globe.

use catalog::columns::{PlaceRow, Row};
use catalog::day::{Day, Moment, Weekday};
use catalog::facet::{FACETS, Kind};
use catalog::manifest::Manifest;
use catalog::place::Position;
use catalog::query::{Origin, Query, Sort};
use catalog::results::{Age, Comes};
use catalog::schedule::Schedule;
use catalog::service::{Answer, Spoken};

use super::sessions;

/// A service as a person sees it: its facts, and the words of its name.
#[derive(Clone, Debug)]
pub struct Listed {
    pub row: Row,
    pub name: Vec<&'static str>,
}

/// A question, and who asks it when.
pub struct Asked<'a> {
    pub manifest: &'a Manifest,
    pub query: &'a Query,
    pub now: Moment,
}

/// Metres that two ways of measuring may differ by.
pub const TOLERANCE_M: f64 = 1.0;

/// Kilometres from the middle of the earth, on average (IUGG).
const EARTH_M: f64 = 6_371_008.8;

/// The great circle between two positions, by the haversine formula.
pub fn metres(from: Position, to: Position) -> f64 {
    let radians = |e5: i32| (f64::from(e5) / 1e5).to_radians();
    let (lat, lat_to) = (radians(from.lat_e5), radians(to.lat_e5));
    let north = (lat_to - lat) / 2.0;
    let east = (radians(to.lon_e5) - radians(from.lon_e5)) / 2.0;
    let a = north.sin().powi(2) + lat.cos() * lat_to.cos() * east.sin().powi(2);
    2.0 * EARTH_M * a.sqrt().asin()
}

impl Asked<'_> {
    pub fn origin(&self) -> Option<Position> {
        match self.query.origin.as_ref()? {
            Origin::Device(at) | Origin::Spot(at) => Some(*at),
            Origin::Place(id) => {
                Some(self.manifest.places.iter().find(|place| place.id == *id)?.centre)
            }
        }
    }

    /// How far from its middle somebody may be who named an area.
    fn radius(&self) -> f64 {
        self.named().map_or(0.0, |number| f64::from(self.manifest.places[number].radius_m))
    }

    /// The number of the area that the person named.
    fn named(&self) -> Option<usize> {
        let Some(Origin::Place(id)) = &self.query.origin else { return None };
        self.manifest.places.iter().position(|place| place.id == *id)
    }

    /// The places of a service; one of which nothing is known, where it has none.
    pub fn places(&self, service: &Listed) -> Vec<PlaceRow> {
        let places = &service.row.places;
        if places.is_empty() { vec![PlaceRow::default()] } else { places.clone() }
    }

    /// Metres to a place.
    pub fn metres(&self, place: &PlaceRow) -> Option<f64> {
        Some(metres(self.origin()?, place.position?))
    }

    /// Whether a place lies in the area that the person named.
    pub fn is_inside(&self, place: &PlaceRow) -> bool {
        self.named().is_some_and(|number| place.within.contains(&(number as u32)))
    }

    /// Whether somebody with a tape measure could say who is within reach: nobody stands on the line,
    /// nor are two places of one service equally far.
    pub fn is_clear(&self, services: &[Listed]) -> bool {
        let limits =
            || self.manifest.travel.iter().map(|way| f64::from(way.metres) + self.radius());
        services.iter().all(|service| {
            let places = self.places(service);
            let all: Vec<f64> = places.iter().filter_map(|place| self.metres(place)).collect();
            let near_limit =
                |metres: f64| limits().any(|limit| (metres - limit).abs() <= 2.0 * TOLERANCE_M);
            let near_other = |number: usize, metres: f64| {
                all[..number].iter().any(|other| (metres - other).abs() <= 2.0 * TOLERANCE_M)
            };
            all.iter()
                .enumerate()
                .all(|(number, metres)| !near_limit(*metres) && !near_other(number, *metres))
        })
    }

    /// Whole months since somebody checked, by the calendar.
    pub fn age(&self, service: &Listed) -> Age {
        let months = service.row.assured.map(|day| {
            let ((year, month, date), (this_year, this_month, today)) =
                (day.ymd(), self.now.day.ymd());
            let begun = (this_year - year) * 12 + i32::from(this_month) - i32::from(month);
            begun - i32::from(today < date)
        });
        // From the common manifest: remind after 11 months, stale after 14, hidden after 18.
        match months {
            None => Age::Stale,
            Some(18..) => Age::Hidden,
            Some(14..) => Age::Stale,
            Some(11..) => Age::Due,
            Some(_) => Age::Fresh,
        }
    }

    /// Whether it stands in the list at all.
    pub fn is_searched(&self, service: &Listed) -> bool {
        service.row.is_listed && self.age(service) != Age::Hidden
    }

    /// Whether a place fits, but for one facet; with `None`, whether it fits.
    pub fn fits_at(&self, service: &Listed, place: usize, but: Option<usize>) -> bool {
        let words: Vec<&str> = self.query.words.split_whitespace().collect();
        self.is_searched(service)
            && words.iter().all(|word| service.name.contains(word))
            && (0..FACETS.len())
                .all(|facet| Some(facet) == but || self.fits_facet(service, place, facet))
    }

    /// Whether any of its places fits all that is asked, but for one facet.
    pub fn fits_but(&self, service: &Listed, but: Option<usize>) -> bool {
        (0..self.places(service).len()).any(|place| self.fits_at(service, place, but))
    }

    pub fn fits(&self, service: &Listed) -> bool {
        self.fits_but(service, None)
    }

    /// The numbers and ids of a facet's chosen values.
    pub fn chosen(&self, facet: usize) -> Vec<(u32, &str)> {
        let choices = self.manifest.choices[facet].iter().map(|choice| choice.id.as_str());
        (0..).zip(choices).filter(|(_, id)| self.query.has(FACETS[facet].id, id)).collect()
    }

    fn fits_facet(&self, service: &Listed, place: usize, facet: usize) -> bool {
        let chosen = self.chosen(facet);
        // Without a place, nobody can say how far it is: then that is not asked.
        let cannot_say = |id: &str| {
            FACETS[facet].kind == Kind::Travel && id != "comes" && self.origin().is_none()
        };
        if chosen.iter().all(|(_, id)| cannot_say(id)) {
            return true;
        }
        let mut chosen = chosen.into_iter().filter(|(_, id)| !cannot_say(id));
        match FACETS[facet].kind {
            Kind::When => {
                let chosen: Vec<String> = chosen.map(|(_, id)| id.to_string()).collect();
                self.is_on_one_of(service, place, &chosen)
            }
            Kind::EveryFact if self.is_free(service) => true,
            Kind::EveryFact => chosen.all(|(value, _)| match self.known(service, place, value) {
                Some(Answer::Yes) => true,
                Some(Answer::No) => false,
                Some(Answer::AtTimes) | None => !self.query.known_only,
            }),
            Kind::NoTerm => chosen.all(|(value, _)| !service.row.terms[facet].contains(&value)),
            _ => chosen.any(|(value, id)| self.has(service, place, facet, value, id)),
        }
    }

    /// Whether getting in is no question: nobody goes there, or it was asked what comes to people, and
    /// it does.
    pub fn is_free(&self, service: &Listed) -> bool {
        let comes = self.query.has("travel", "comes") && self.comes(service).is_some();
        !service.row.has_door || comes
    }

    /// What is known of a fact of access at a place.
    fn known(&self, service: &Listed, place: usize, fact: u32) -> Option<Answer> {
        let place = service.row.places.get(place)?;
        place.access.iter().find(|(known, _)| *known == fact).map(|(_, answer)| *answer)
    }

    /// Whether one needs a thing for a service; `None`: nobody knows.
    pub fn needs(&self, service: &Listed, facet: usize, value: u32) -> Option<bool> {
        let (told, of_all) = (&service.row.terms[facet], self.manifest.choices[facet].len() as u32);
        match (told.contains(&value), told.contains(&(of_all + value))) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        }
    }

    /// One place of a service, one value of a facet that is no fact of access: does it have it?
    pub fn has(&self, service: &Listed, at: usize, facet: usize, value: u32, id: &str) -> bool {
        let row = &service.row;
        match (FACETS[facet].id, id) {
            ("language", _) => speaks(service, value).is_some(),
            ("travel", "comes") => self.comes(service).is_some(),
            ("travel", way) => {
                let place = &self.places(service)[at];
                if self.is_inside(place) {
                    return true;
                }
                let Some(metres) = self.metres(place) else { return self.origin().is_none() };
                let reach = self.manifest.travel.iter().find(|known| known.id == way).unwrap();
                metres <= f64::from(reach.metres) + self.radius()
            }
            ("when", when) => self.is_on(service, at, when),
            _ => row.terms[facet].contains(&value),
        }
    }

    fn schedules<'s>(&self, service: &'s Listed, at: usize) -> impl Iterator<Item = &'s Schedule> {
        let rows = service.row.schedules.iter();
        rows.filter(move |(place, _)| place.is_none_or(|place| usize::from(place) == at))
            .map(|(_, schedule)| schedule)
    }

    /// Whether it has a session at such a time within seven days, today included.
    fn is_on(&self, service: &Listed, at: usize, when: &str) -> bool {
        self.is_on_one_of(service, at, &[when.to_owned()])
    }

    /// Whether one of its sessions within seven days is on one of the days and in one of the parts of a day
    /// that were chosen; of neither kind, where none was chosen.
    fn is_on_one_of(&self, service: &Listed, at: usize, chosen: &[String]) -> bool {
        let last = self.now.day.plus(6);
        let all = self.schedules(service, at);
        let mut sessions = all.flat_map(|schedule| sessions::reference(schedule, self.now, last));
        let is_part = |when: &&String| ["morning", "afternoon", "evening"].contains(&when.as_str());
        let (parts, days): (Vec<_>, Vec<_>) = chosen.iter().partition(is_part);
        sessions.any(|session| {
            let (day, hour): (Day, u16) = (session.start.day, session.start.minute / 60);
            let is = |when: &&String| match when.as_str() {
                // One that began yesterday and goes on is on today.
                "today" => day <= self.now.day,
                "week" => true,
                "morning" => hour < 12,
                "afternoon" => (12..17).contains(&hour),
                "evening" => hour >= 17,
                "weekend" => [Weekday::Saturday, Weekday::Sunday].contains(&day.weekday()),
                name => format!("{:?}", day.weekday()).to_lowercase() == name,
            };
            (parts.is_empty() || parts.iter().any(is)) && (days.is_empty() || days.iter().any(is))
        })
    }

    /// Whether it comes to where the person is, by the share of the ground where they may be that it
    /// serves: all of it but a seam, or a part of it. Who named an area is there, and who told a spot is
    /// in the nearest neighbourhood and the nearest postcode area, as far as these reach.
    pub fn comes(&self, service: &Listed) -> Option<Comes> {
        let row = &service.row;
        if !row.comes_to_me {
            return None;
        }
        let Some(origin) = self.origin() else { return Some(Comes::Yes) };
        if row.area.is_empty() {
            return Some(Comes::Yes);
        }
        use catalog::directory::PlaceKind::{Neighbourhood, PostcodeArea};
        let places = || self.manifest.places.iter().enumerate();
        let nearest = |kind| {
            let of_kind = places().filter(|(_, place)| place.kind == kind);
            let all = of_kind.map(|(number, place)| (metres(place.centre, origin), number));
            let (far, number) = all.min_by(|a, b| a.0.total_cmp(&b.0))?;
            (far <= 2.0 * f64::from(self.manifest.places[number].radius_m)).then_some(number)
        };
        let here = match self.named() {
            Some(named) => vec![named],
            None => [Neighbourhood, PostcodeArea].into_iter().filter_map(nearest).collect(),
        };
        let shares: Vec<u32> = here
            .into_iter()
            .map(|number| {
                let overlaps = self.manifest.places[number].overlaps.iter();
                let served = overlaps.filter(|(other, _)| row.area.contains(other));
                let share = served.map(|(_, percent)| u32::from(*percent)).sum();
                if row.area.contains(&(number as u32)) { 100 } else { share }
            })
            .collect();
        match (shares.iter().min(), shares.iter().max()) {
            (Some(95..), _) => Some(Comes::Yes),
            (_, Some(5..)) => Some(Comes::Perhaps),
            _ => None,
        }
    }

    /// The next session's beginning at a place, within 400 days.
    pub fn next(&self, service: &Listed, at: usize) -> Option<Moment> {
        let last = self.now.day.plus(400);
        let all = self.schedules(service, at);
        all.filter_map(|schedule| sessions::reference(schedule, self.now, last).first().copied())
            .map(|session| session.start)
            .min()
    }

    /// The place that a card shows: of those that fit, the one with the next session where that is the
    /// order; otherwise the nearest one, and where nobody said where they are, the one with the next
    /// session.
    pub fn place(&self, service: &Listed, sort: Sort, but: Option<usize>) -> usize {
        let far = |place: usize| {
            let metres = self.metres(&self.places(service)[place]);
            metres.map_or(u64::MAX, |metres| metres.round() as u64)
        };
        let soon = |place: usize| {
            let next = self.next(service, place);
            next.map_or((i32::MAX, 0), |next| (next.day.0, next.minute))
        };
        let places = 0..self.places(service).len();
        let fitting = places.filter(|place| self.fits_at(service, *place, but));
        match sort {
            Sort::Soonest => fitting.min_by_key(|place| (soon(*place), far(*place))),
            _ => fitting.min_by_key(|place| (far(*place), soon(*place))),
        }
        .unwrap_or(0)
    }

    /// What of the question a service meets at a place for certain, what through an interpreter only, and of
    /// what nobody knows whether it does. Where and when are no virtues: they fit or they don't.
    pub fn met(&self, service: &Listed, at: usize) -> Met {
        let mut met = Met::default();
        for (facet, known_facet) in FACETS.iter().enumerate() {
            for (value, id) in self.chosen(facet) {
                match known_facet.kind {
                    Kind::AnyTerm if known_facet.id == "language" => match speaks(service, value) {
                        Some(Spoken::Native) => met.for_certain += 1,
                        Some(_) => met.by_interpreter += 1,
                        None => {}
                    },
                    Kind::AnyTerm if self.has(service, at, facet, value, id) => {
                        met.for_certain += 1
                    }
                    Kind::EveryFact => match self.known(service, at, value) {
                        Some(Answer::Yes) => met.for_certain += 1,
                        Some(Answer::No) => {}
                        _ if self.is_free(service) => {}
                        Some(Answer::AtTimes) | None => met.unknown += 1,
                    },
                    Kind::NoTerm => match self.needs(service, facet, value) {
                        Some(true) => {}
                        Some(false) => met.for_certain += 1,
                        None => met.unknown += 1,
                    },
                    _ => {}
                }
            }
        }
        met
    }
}

/// See [`Asked::met`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    pub for_certain: usize,
    pub by_interpreter: usize,
    pub unknown: usize,
}

/// How one can speak a language there, if one can: leaflets are nobody to talk to.
fn speaks(service: &Listed, language: u32) -> Option<Spoken> {
    let has = |how: Spoken| service.row.languages.contains(&(language, how));
    [Spoken::Native, Spoken::Interpreter].into_iter().find(|how| has(*how))
}
