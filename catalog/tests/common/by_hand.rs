//! What a person would count by hand, with the list of services before them: who fits, how far it is,
//! in which order. Written from what `facet`, `query` and `results` say to people, not from `search`:
//! every service is looked at alone, and numbers are those of a calendar and a globe.

use catalog::columns::Row;
use catalog::day::{Day, Moment, Weekday};
use catalog::facet::{FACETS, Kind};
use catalog::manifest::Manifest;
use catalog::place::Position;
use catalog::query::{Origin, Query};
use catalog::results::Age;
use catalog::service::Spoken;

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

    /// Metres to the nearest location.
    pub fn metres(&self, service: &Listed) -> Option<f64> {
        let origin = self.origin()?;
        service.row.positions.iter().map(|at| metres(origin, *at)).min_by(f64::total_cmp)
    }

    /// Whether somebody with a tape measure could say who is within reach: nobody stands on the line.
    pub fn is_clear(&self, services: &[Listed]) -> bool {
        let limits = || self.manifest.travel.iter().map(|way| f64::from(way.metres));
        let all = services.iter().filter_map(|service| self.metres(service));
        let mut near = all.flat_map(|metres| limits().map(move |limit| (metres - limit).abs()));
        near.all(|distance| distance > 2.0 * TOLERANCE_M)
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

    /// Whether it fits, but for one facet; with `None`, whether it fits.
    pub fn fits_but(&self, service: &Listed, but: Option<usize>) -> bool {
        let words: Vec<&str> = self.query.words.split_whitespace().collect();
        self.is_searched(service)
            && words.iter().all(|word| service.name.contains(word))
            && (0..FACETS.len()).all(|facet| Some(facet) == but || self.fits_facet(service, facet))
    }

    pub fn fits(&self, service: &Listed) -> bool {
        self.fits_but(service, None)
    }

    /// The numbers and ids of a facet's chosen values.
    pub fn chosen(&self, facet: usize) -> Vec<(u32, &str)> {
        let choices = self.manifest.choices[facet].iter().map(|choice| choice.id.as_str());
        (0..).zip(choices).filter(|(_, id)| self.query.has(FACETS[facet].id, id)).collect()
    }

    fn fits_facet(&self, service: &Listed, facet: usize) -> bool {
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
            Kind::EveryFact => chosen.all(|(value, _)| match known(service, value) {
                Some(is) => is,
                None => !self.query.known_only,
            }),
            _ => chosen.any(|(value, id)| self.has(service, facet, value, id)),
        }
    }

    /// One service, one value of a facet that is no fact of access: does it have it?
    pub fn has(&self, service: &Listed, facet: usize, value: u32, id: &str) -> bool {
        let row = &service.row;
        match (FACETS[facet].id, id) {
            ("language", _) => speaks(service, value).is_some(),
            ("travel", "comes") => row.comes_to_me && self.serves_here(service),
            ("travel", way) => {
                let Some(metres) = self.metres(service) else { return self.origin().is_none() };
                let reach = self.manifest.travel.iter().find(|known| known.id == way).unwrap();
                metres <= f64::from(reach.metres)
            }
            ("when", when) => self.is_on(service, when),
            _ => row.terms[facet].contains(&value),
        }
    }

    /// Whether it has a session at such a time within seven days, today included.
    fn is_on(&self, service: &Listed, when: &str) -> bool {
        let last = self.now.day.plus(6);
        let all = service.row.schedules.iter();
        let mut sessions = all.flat_map(|schedule| sessions::reference(schedule, self.now, last));
        sessions.any(|session| {
            let (day, hour): (Day, u16) = (session.start.day, session.start.minute / 60);
            match when {
                // One that began yesterday and goes on is on today.
                "today" => day <= self.now.day,
                "week" => true,
                "morning" => hour < 12,
                "afternoon" => (12..17).contains(&hour),
                "evening" => hour >= 17,
                "weekend" => [Weekday::Saturday, Weekday::Sunday].contains(&day.weekday()),
                other => panic!("what is {other}?"),
            }
        })
    }

    /// Whether it serves where the person is. Who names a place is there, and who serves everywhere
    /// serves there; all else is **guessed**, here as in `search`: that a person is in the nearest
    /// postcode area, and in the nearest neighbourhood whose centre is within three kilometres. With
    /// outlines one could say; see `who_serves_a_spot_is_guessed_from_centres`.
    fn serves_here(&self, service: &Listed) -> bool {
        let area = &service.row.area;
        let Some(origin) = self.origin() else { return true };
        let places = || self.manifest.places.iter().enumerate();
        let named =
            places().find(|(_, place)| self.query.origin == Some(Origin::Place(place.id.clone())));
        let serves = |number: usize| area.contains(&(number as u32));
        let guessed = |kind| {
            let of_kind = places().filter(|(_, place)| place.kind == kind);
            let all = of_kind.map(|(number, place)| (metres(place.centre, origin), number));
            all.min_by(|a, b| a.0.total_cmp(&b.0))
        };
        use catalog::directory::PlaceKind::{Neighbourhood, PostcodeArea};
        area.is_empty()
            || named.is_some_and(|(number, _)| serves(number))
            || guessed(Neighbourhood).is_some_and(|(m, number)| m <= 3_000.0 && serves(number))
            || guessed(PostcodeArea).is_some_and(|(_, number)| serves(number))
    }

    /// The next session's beginning, within 400 days.
    pub fn next(&self, service: &Listed) -> Option<Moment> {
        let last = self.now.day.plus(400);
        let all = service.row.schedules.iter();
        all.filter_map(|schedule| sessions::reference(schedule, self.now, last).first().copied())
            .map(|session| session.start)
            .min()
    }

    /// What of the question a service meets for certain, what through an interpreter only, and of
    /// what nobody knows whether it does. Where and when are no virtues: they fit or they don't.
    pub fn met(&self, service: &Listed) -> Met {
        let mut met = Met::default();
        for (facet, known_facet) in FACETS.iter().enumerate() {
            for (value, id) in self.chosen(facet) {
                match known_facet.kind {
                    Kind::AnyTerm if known_facet.id == "language" => match speaks(service, value) {
                        Some(Spoken::Native) => met.for_certain += 1,
                        Some(_) => met.by_interpreter += 1,
                        None => {}
                    },
                    Kind::AnyTerm if self.has(service, facet, value, id) => met.for_certain += 1,
                    Kind::EveryFact => match known(service, value) {
                        Some(true) => met.for_certain += 1,
                        Some(false) => {}
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

/// What is known of a fact of access.
fn known(service: &Listed, fact: u32) -> Option<bool> {
    service.row.access.iter().find(|(known, _)| *known == fact).map(|(_, is)| *is)
}
