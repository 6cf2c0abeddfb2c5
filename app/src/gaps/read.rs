//! What is counted of each service of a directory.

use std::collections::BTreeSet;

use catalog::day::Day;
use catalog::directory::{Directory, Freshness, Place, PlaceKind, Term};
use catalog::place::is_within;
use catalog::service::{Answer, Service, ServiceAtLocation, Spoken, Status, Whereabouts};

use super::{Counted, Door, Known, Reach, Shape};

/// A postcode area belongs to a neighbourhood that holds at least so many percent of its ground.
const SHARE: u8 = 25;

/// By what services are counted, beside language, place and access.
#[derive(Clone, Copy, Debug)]
pub enum Subjects<'a> {
    /// By need.
    Needs,
    /// By topic: those of each service of the directory, as numbers.
    Topics(&'a [Vec<usize>]),
}

/// A directory, counted.
pub struct Town<'d> {
    /// The day.
    pub day: Day,
    /// The subjects.
    pub subjects: Vec<&'d Term>,
    /// The languages.
    pub languages: Vec<&'d Term>,
    /// The neighbourhoods in which somebody has a place or which somebody serves by name.
    pub places: Vec<&'d Place>,
    /// The facts of access.
    pub facts: Vec<&'d Term>,
    /// How long these lists are.
    pub shape: Shape,
    /// Where each counted service stands among those of the directory.
    pub numbers: Vec<usize>,
    /// What is counted of each service: those that are active, and not so old that they have left the search.
    pub services: Vec<Counted>,
}

impl<'d> Town<'d> {
    /// Counts a directory on a day.
    pub fn new(directory: &'d Directory, day: Day, by: Subjects<'_>) -> Self {
        let vocabulary = &directory.vocabulary;
        let terms = match by {
            Subjects::Needs => &vocabulary.needs,
            Subjects::Topics(_) => &vocabulary.topics,
        };
        let is_discreet = |term: &Term| {
            let mut needs = vocabulary.needs.iter().filter(|need| need.sensitive);
            term.sensitive || needs.any(|need| term.need.as_ref() == Some(&need.id))
        };
        let named = Named::new(directory);
        let counted: Vec<(usize, &Service, bool)> = directory
            .services
            .iter()
            .enumerate()
            .filter_map(|(number, service)| {
                let is_stale = staleness(service, &directory.config.freshness, day)?;
                (service.status == Status::Active).then_some((number, service, is_stale))
            })
            .collect();
        let numbers = counted.iter().map(|(number, ..)| *number).collect();
        let mut services: Vec<Counted> = counted
            .into_iter()
            .map(|(number, service, is_stale)| Counted {
                subjects: match by {
                    Subjects::Needs => positions(terms, &service.needs),
                    Subjects::Topics(topics) => topics.get(number).cloned().unwrap_or_default(),
                },
                languages: languages(&vocabulary.languages, service),
                reach: named.reach(directory, service),
                doors: named.doors(&vocabulary.access, service),
                has_untold_doors: named.is_untold(service),
                is_stale,
            })
            .collect();
        let places = named.keep_those_served(&mut services);
        let shape = Shape {
            subjects: terms.iter().map(is_discreet).collect(),
            languages: vocabulary.languages.len(),
            places: places.len(),
            facts: vocabulary.access.len(),
        };
        Self {
            day,
            subjects: terms.iter().collect(),
            languages: vocabulary.languages.iter().collect(),
            places,
            facts: vocabulary.access.iter().collect(),
            shape,
            numbers,
            services,
        }
    }
}

/// Whether nobody has checked it for long; `None` where it has left the search for that.
fn staleness(service: &Service, freshness: &Freshness, day: Day) -> Option<bool> {
    let Some(assurance) = &service.assurance else { return Some(true) };
    let months = assurance.date.months_until(day);
    (months < i32::from(freshness.hide)).then_some(months >= i32::from(freshness.stale))
}

fn positions(terms: &[Term], ids: &[String]) -> Vec<usize> {
    ids.iter().filter_map(|id| terms.iter().position(|term| &term.id == id)).collect()
}

fn languages(terms: &[Term], service: &Service) -> Option<Vec<(usize, bool)>> {
    let spoken = service.languages.iter().filter(|language| language.how != Spoken::Written);
    let spoken: Vec<_> = spoken
        .filter_map(|language| {
            let at = terms.iter().position(|term| term.id == language.code)?;
            Some((at, language.how == Spoken::Native))
        })
        .collect();
    (!service.languages.is_empty()).then_some(spoken)
}

/// What is known of a service's whereabouts must not be told.
fn is_untold(directory: &Directory, service: &Service) -> bool {
    let mut needs = directory.vocabulary.needs.iter().filter(|need| need.sensitive);
    service.sensitive
        || service.is_confidential()
        || needs.any(|need| service.needs.contains(&need.id))
}

/// The neighbourhoods of a directory.
struct Named<'d> {
    /// All of its places.
    places: &'d [Place],
    /// Which of these are neighbourhoods.
    named: Vec<usize>,
    /// The services whose whereabouts are not told, by id.
    untold: BTreeSet<&'d str>,
}

impl<'d> Named<'d> {
    fn new(directory: &'d Directory) -> Self {
        let places = &directory.places;
        let is_named = |at: &usize| places[*at].kind == PlaceKind::Neighbourhood;
        let untold = directory.services.iter().filter(|service| is_untold(directory, service));
        Self {
            places,
            named: (0..places.len()).filter(is_named).collect(),
            untold: untold.map(|service| service.id.as_str()).collect(),
        }
    }

    /// The neighbourhood around a position.
    fn around(&self, location: &ServiceAtLocation) -> Option<usize> {
        let at = location.position?;
        self.named.iter().position(|place| {
            let Place { outline, centre, radius_m, .. } = &self.places[*place];
            if outline.is_empty() {
                at.metres_to(*centre) <= *radius_m
            } else {
                is_within(at, outline)
            }
        })
    }

    /// The neighbourhoods of an area by its id: itself, or those that hold a good part of a postcode area.
    fn of_area(&self, id: &str) -> Vec<usize> {
        let Some(at) = self.places.iter().position(|place| place.id == id) else {
            return Vec::new();
        };
        if let Some(named) = self.named.iter().position(|named| *named == at) {
            return vec![named];
        }
        let shares = self.places[at].overlaps.iter().filter(|(_, share)| *share >= SHARE);
        shares
            .filter_map(|(other, _)| self.named.iter().position(|named| *named == *other as usize))
            .collect()
    }

    fn is_untold(&self, service: &Service) -> bool {
        self.untold.contains(service.id.as_str())
    }

    fn reach(&self, directory: &Directory, service: &Service) -> Reach {
        if self.is_untold(service) {
            return Reach::Untold;
        }
        let ways = &directory.vocabulary.delivery;
        let comes = service
            .delivery
            .iter()
            .any(|id| ways.iter().any(|way| &way.id == id && way.comes_to_me));
        if service.area.is_empty() && (comes || service.whereabouts == Whereabouts::Nowhere) {
            return Reach::Everywhere;
        }
        let locations = service.whereabouts.places();
        let inside = locations.iter().filter_map(|location| self.around(location));
        let served = service.area.iter().flat_map(|area| self.of_area(area));
        let reached: BTreeSet<usize> = inside.chain(served).collect();
        // Whoever names the area that it serves has said whom it reaches.
        let is_whole = !service.area.is_empty()
            || locations.iter().all(|location| location.position.is_some());
        if is_whole { Reach::In(reached) } else { Reach::AtLeast(reached) }
    }

    fn doors(&self, facts: &[Term], service: &Service) -> Vec<Door> {
        if self.is_untold(service) {
            return Vec::new();
        }
        let locations = service.whereabouts.places().iter();
        locations
            .map(|location| Door {
                place: self.around(location),
                facts: facts.iter().map(|fact| known(location, &fact.id)).collect(),
            })
            .collect()
    }

    /// Leaves only the neighbourhoods that some service is in or names: a directory may draw the outlines of a
    /// whole city and serve a part of it.
    fn keep_those_served(&self, services: &mut [Counted]) -> Vec<&'d Place> {
        let mut served = BTreeSet::new();
        for service in services.iter() {
            if let Reach::In(places) | Reach::AtLeast(places) = &service.reach {
                served.extend(places.iter().copied());
            }
        }
        let served: Vec<usize> = served.into_iter().collect();
        let renumber = |old: usize| served.binary_search(&old).ok();
        for service in services {
            if let Reach::In(places) | Reach::AtLeast(places) = &mut service.reach {
                *places = places.iter().filter_map(|place| renumber(*place)).collect();
            }
            for door in &mut service.doors {
                door.place = door.place.and_then(renumber);
            }
        }
        let places = served.iter().filter_map(|at| self.places.get(*self.named.get(*at)?));
        places.collect()
    }
}

fn known(location: &ServiceAtLocation, fact: &str) -> Known {
    match location.access.get(fact) {
        Some(Answer::Yes) => Known::Yes,
        Some(Answer::No) => Known::No,
        Some(Answer::AtTimes) | None => Known::Unknown,
    }
}
