//! Sets of places: a filter is met where one place of a service meets all of it.
//!
//! Nearly every service has one place, or none. So the first place of a service has the service's own
//! number, a service without a place counts as one nobody knows anything of, and only further
//! places have numbers of their own. What is asked of services alone costs nothing more.

use std::ops::Range;

use crate::bits::Bits;

/// One place of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceNumber {
    /// The first place of the service with this number.
    First(u32),
    /// A further place, by the number that [`Owners`] gives it.
    Further(u32),
}

/// Whose the further places are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Owners {
    /// The service of each further place, ascending.
    services: Vec<u32>,
}

impl Owners {
    /// Adds a further place of a service; services come in order.
    pub fn add(&mut self, service: u32) {
        self.services.push(service);
    }

    /// How many further places there are.
    pub fn len(&self) -> u32 {
        self.services.len() as u32
    }

    /// The further places of a service.
    fn further(&self, service: u32) -> Range<u32> {
        let at = |service: u32| self.services.partition_point(|owner| *owner < service) as u32;
        at(service)..at(service.saturating_add(1))
    }

    /// The places of a service, in the order of its page.
    pub fn places(&self, service: u32) -> impl Iterator<Item = PlaceNumber> + use<> {
        let further = self.further(service).map(PlaceNumber::Further);
        std::iter::once(PlaceNumber::First(service)).chain(further)
    }
}

/// Something of each place.
#[derive(Clone, Debug, Default)]
pub(crate) struct PerPlace<T> {
    first: Vec<T>,
    further: Vec<T>,
}

impl<T: Copy> PerPlace<T> {
    /// Adds that of the next place; places come in the order of their numbers.
    pub fn push(&mut self, place: PlaceNumber, of_place: T) {
        match place {
            PlaceNumber::First(_) => self.first.push(of_place),
            PlaceNumber::Further(_) => self.further.push(of_place),
        }
    }

    /// That of a place.
    pub fn get(&self, place: PlaceNumber) -> Option<T> {
        match place {
            PlaceNumber::First(number) => self.first.get(number as usize),
            PlaceNumber::Further(number) => self.further.get(number as usize),
        }
        .copied()
    }

    /// The set of the places of which `is_in` holds.
    pub fn set(&self, is_in: &dyn Fn(T) -> bool) -> PlaceSet {
        let mut set = PlaceSet::none(self.first.len() as u32, self.further.len() as u32);
        for (bits, of_places) in [(&mut set.first, &self.first), (&mut set.further, &self.further)]
        {
            for (number, of_place) in (0..).zip(of_places) {
                if is_in(*of_place) {
                    bits.insert(number);
                }
            }
        }
        set
    }
}

/// A set of places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlaceSet {
    /// First places, by the numbers of their services.
    first: Bits,
    /// Further places, by their own numbers.
    further: Bits,
}

impl PlaceSet {
    /// None of the places of so many services with so many further places.
    pub fn none(services: u32, further: u32) -> Self {
        Self { first: Bits::none(services), further: Bits::none(further) }
    }

    /// Every place of some services.
    pub fn of(services: &Bits, owners: &Owners) -> Self {
        let mut further = Bits::none(owners.len());
        for (number, owner) in (0..).zip(&owners.services) {
            if services.has(*owner) {
                further.insert(number);
            }
        }
        Self { first: services.clone(), further }
    }

    /// Makes room; a set never shrinks.
    pub fn grow(&mut self, services: u32, further: u32) {
        self.first.grow(services);
        self.further.grow(further);
    }

    /// Puts one place in.
    pub fn insert(&mut self, place: PlaceNumber) {
        match place {
            PlaceNumber::First(number) => self.first.insert(number),
            PlaceNumber::Further(number) => self.further.insert(number),
        }
    }

    /// Whether a place is in the set.
    pub fn has(&self, place: PlaceNumber) -> bool {
        match place {
            PlaceNumber::First(number) => self.first.has(number),
            PlaceNumber::Further(number) => self.further.has(number),
        }
    }

    /// Leaves only the places that are in `other`, too.
    pub fn intersect(&mut self, other: &Self) {
        self.first.intersect(&other.first);
        self.further.intersect(&other.further);
    }

    /// Puts in all places of `other`.
    pub fn union(&mut self, other: &Self) {
        self.first.union(&other.first);
        self.further.union(&other.further);
    }

    /// Takes out all places of `other`.
    pub fn subtract(&mut self, other: &Self) {
        self.first.subtract(&other.first);
        self.further.subtract(&other.further);
    }

    /// The services that have a place in the set.
    pub fn services(&self, owners: &Owners) -> Bits {
        let mut services = self.first.clone();
        for number in self.further.iter() {
            if let Some(owner) = owners.services.get(number as usize) {
                services.insert(*owner);
            }
        }
        services
    }

    /// How many services have a place that is in both sets.
    pub fn count_with(&self, other: &Self, owners: &Owners) -> u32 {
        let is_first = |service| self.first.has(service) && other.first.has(service);
        let further = self.further.iter().filter(|number| other.further.has(*number));
        self.first.count_with(&other.first) + owners.count(further, &is_first)
    }

    /// How many services have a place that is in this set and not in `other`.
    pub fn count_without(&self, other: &Self, owners: &Owners) -> u32 {
        let is_first = |service| self.first.has(service) && !other.first.has(service);
        let further = self.further.iter().filter(|number| !other.further.has(*number));
        self.first.count_without(&other.first) + owners.count(further, &is_first)
    }
}

impl Owners {
    /// How many services of some further places, ascending, are not `counted` already.
    fn count(&self, further: impl Iterator<Item = u32>, is_counted: &dyn Fn(u32) -> bool) -> u32 {
        let (mut count, mut last) = (0, None);
        for owner in further.filter_map(|number| self.services.get(number as usize)) {
            if last != Some(owner) && !is_counted(*owner) {
                count += 1;
            }
            last = Some(owner);
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Services, each with the places that are in a first set, and in a second one.
    fn services() -> impl Strategy<Value = Vec<Vec<[bool; 2]>>> {
        vec(vec(any::<[bool; 2]>(), 1..4), 0..70)
    }

    fn owners(services: &[Vec<[bool; 2]>]) -> Owners {
        let mut owners = Owners::default();
        for (service, places) in (0..).zip(services) {
            places.iter().skip(1).for_each(|_| owners.add(service));
        }
        owners
    }

    fn set(services: &[Vec<[bool; 2]>], owners: &Owners, which: usize) -> PlaceSet {
        let mut set = PlaceSet::none(services.len() as u32, owners.len());
        for (service, places) in (0..).zip(services) {
            for (number, is_in) in owners.places(service).zip(places) {
                if is_in[which] {
                    set.insert(number);
                }
            }
        }
        set
    }

    proptest! {
        #[test]
        fn a_service_counts_once_where_one_of_its_places_is_in_both(services in services()) {
            let owners = owners(&services);
            let [a, b] = [0, 1].map(|which| set(&services, &owners, which));
            let expected = |fits: fn(&[bool; 2]) -> bool| -> BTreeSet<u32> {
                let all = (0..).zip(&services);
                all.filter(|(_, places)| places.iter().any(fits)).map(|(service, _)| service).collect()
            };
            let both = expected(|[a, b]| *a && *b);
            prop_assert_eq!(a.count_with(&b, &owners) as usize, both.len());
            let only = expected(|[a, b]| *a && !*b);
            prop_assert_eq!(a.count_without(&b, &owners) as usize, only.len());
            let mut common = a.clone();
            common.intersect(&b);
            prop_assert_eq!(common.services(&owners).iter().collect::<BTreeSet<_>>(), both);
        }
    }
}
