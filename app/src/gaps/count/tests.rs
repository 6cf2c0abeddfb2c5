use std::collections::BTreeSet;

use super::Sets;
use crate::gaps::kept::{access, cell};
use crate::gaps::rank::Combination;
use crate::gaps::{Counted, Door, Known, Reach, Shape};

const SUNSET: usize = 0;
const MARPOLE: usize = 1;
const STEP_FREE: usize = 0;

/// A town of one need, two languages, two neighbourhoods and one fact.
fn shape() -> Shape {
    Shape { subjects: vec![false], languages: 2, places: 2, facts: 1 }
}

/// A group in Sunset that speaks the first language, behind a step-free door.
fn group() -> Counted {
    Counted {
        subjects: vec![0],
        languages: Some(vec![(0, true)]),
        reach: Reach::In(BTreeSet::from([SUNSET])),
        doors: vec![Door { place: Some(SUNSET), facts: vec![Known::Yes] }],
        ..Counted::default()
    }
}

/// One of which nothing but its need and its language may be told.
fn discreet() -> Counted {
    Counted { reach: Reach::Untold, doors: Vec::new(), has_untold_doors: true, ..group() }
}

fn of(language: Option<usize>, place: Option<usize>, fact: Option<usize>) -> Combination {
    Combination { subject: Some(0), language, place, fact }
}

fn counted(services: &[Counted]) -> Sets {
    Sets::new(services, &shape())
}

#[test]
fn known_and_not_known_are_counted_apart() {
    let sets = counted(&[
        group(),
        Counted { languages: None, ..group() },
        Counted { languages: Some(vec![(0, true), (1, false)]), is_stale: true, ..group() },
        Counted { doors: vec![Door { place: Some(SUNSET), facts: vec![Known::No] }], ..group() },
        Counted {
            doors: vec![Door { place: Some(SUNSET), facts: vec![Known::Unknown] }],
            ..group()
        },
    ]);
    assert_eq!(cell(&sets, &of(Some(0), None, None)), [4, 1, 0]);
    assert_eq!(cell(&sets, &of(Some(1), None, None)), [0, 1, 1]);
    assert_eq!(access(&sets, &sets.subjects[0], &of(None, None, Some(STEP_FREE))), [3, 1, 1]);
    assert_eq!(sets.stale.len(), 1);
}

#[test]
fn a_place_that_is_not_told_may_be_in_every_neighbourhood_and_have_every_door() {
    let sets = counted(&[group(), discreet()]);
    assert_eq!(cell(&sets, &of(None, Some(SUNSET), None)), [1, 1, 0]);
    assert_eq!(cell(&sets, &of(None, Some(MARPOLE), None)), [0, 1, 0]);
    assert_eq!(cell(&sets, &of(None, Some(MARPOLE), Some(STEP_FREE))), [0, 1, 0]);
    assert_eq!(access(&sets, &sets.subjects[0], &of(None, None, Some(STEP_FREE))), [1, 0, 1]);
    // Its language is told, as on its page.
    assert_eq!(cell(&sets, &of(Some(0), None, None)), [2, 0, 0]);
}

#[test]
fn a_telephone_line_reaches_everybody_and_has_no_door_of_which_anybody_could_know() {
    let line = Counted { reach: Reach::Everywhere, doors: Vec::new(), ..group() };
    let sets = counted(&[line]);
    assert_eq!(cell(&sets, &of(None, Some(MARPOLE), None)), [1, 0, 0]);
    assert_eq!(access(&sets, &sets.subjects[0], &of(None, None, Some(STEP_FREE))), [0, 0, 0]);
}

#[test]
fn a_hall_of_which_nobody_wrote_down_where_it_is_may_be_in_any_neighbourhood() {
    let hall = Door { place: None, facts: vec![Known::Yes] };
    let sets = counted(&[
        Counted {
            reach: Reach::AtLeast(BTreeSet::from([SUNSET])),
            doors: vec![group().doors[0].clone(), hall],
            ..group()
        },
        // What is outside of all neighbourhoods is known not to be in one.
        Counted { reach: Reach::In(BTreeSet::new()), doors: Vec::new(), ..group() },
    ]);
    assert_eq!(cell(&sets, &of(None, Some(SUNSET), None)), [1, 0, 0]);
    assert_eq!(cell(&sets, &of(None, Some(MARPOLE), None)), [0, 1, 0]);
    assert_eq!(cell(&sets, &of(None, Some(MARPOLE), Some(STEP_FREE))), [0, 1, 0]);
}
