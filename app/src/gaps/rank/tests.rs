use std::collections::BTreeSet;

use super::{Combination, Kind, gaps, telling};
use crate::gaps::count::Sets;
use crate::gaps::{Counted, Door, Known, Reach, Shape};

/// A town of needs 0 and 1, languages 0 and 1, neighbourhoods 0 to 2, one fact.
fn shape() -> Shape {
    Shape { subjects: vec![false, false], languages: 2, places: 3, facts: 1 }
}

/// A service that has all this, whose door is step-free.
fn service(subject: usize, language: usize, place: usize) -> Counted {
    Counted {
        subjects: vec![subject],
        languages: Some(vec![(language, true)]),
        reach: Reach::In(BTreeSet::from([place])),
        doors: vec![Door { place: Some(place), facts: vec![Known::Yes] }],
        ..Counted::default()
    }
}

/// So many of every combination.
fn even(each: usize) -> Vec<Counted> {
    let all = (0..2).flat_map(|subject| {
        (0..2).flat_map(move |language| (0..3).map(move |place| service(subject, language, place)))
    });
    all.flat_map(|one| vec![one; each]).collect()
}

fn found(services: &[Counted]) -> Vec<(Combination, Kind)> {
    let sets = Sets::new(services, &shape());
    gaps(&sets, &shape()).into_iter().map(|gap| (gap.of, gap.kind)).collect()
}

fn of(
    subject: usize,
    language: Option<usize>,
    fact: Option<usize>,
    place: Option<usize>,
) -> Combination {
    Combination { subject: Some(subject), language, fact, place }
}

#[test]
fn a_town_that_has_everything_has_no_gap() {
    assert_eq!(found(&even(3)), []);
    assert_eq!(found(&[]), []);
}

#[test]
fn a_language_that_others_speak_is_missed_where_nobody_does() {
    let mut town = even(3);
    town.retain(|one| one.subjects != [1] || one.languages == Some(vec![(0, true)]));
    assert_eq!(found(&town), [(of(1, Some(1), None, None), Kind::Nothing)]);
    // An interpreter is something, and not the same.
    for one in town.iter_mut().filter(|one| one.subjects == [1]) {
        one.languages = Some(vec![(0, true), (1, false)]);
    }
    assert_eq!(found(&town), [(of(1, Some(1), None, None), Kind::Interpreter)]);
}

#[test]
fn what_nobody_knows_is_not_a_no() {
    let mut town = even(3);
    for one in
        town.iter_mut().filter(|one| one.subjects == [1] && one.languages == Some(vec![(1, true)]))
    {
        one.languages = None;
    }
    assert_eq!(found(&town), [(of(1, Some(1), None, None), Kind::Unknown)]);
    let mut town = even(3);
    for one in town.iter_mut().filter(|one| one.subjects == [1]) {
        one.doors[0].facts = vec![Known::Unknown];
    }
    // Nobody knows of any of them: there is nothing to expect, and nothing is said to be missing.
    assert_eq!(found(&town), []);
}

#[test]
fn a_tiny_neighbourhood_is_blamed_for_nothing() {
    let mut town = even(3);
    // One service is all that the third neighbourhood has.
    let mut kept = 0;
    town.retain(|one| {
        let is_there = one.reach == Reach::In(BTreeSet::from([2]));
        kept += usize::from(is_there);
        !is_there || kept == 1
    });
    assert_eq!(found(&town), []);
}

#[test]
fn a_neighbourhood_with_much_else_is_told_what_it_lacks() {
    let mut town = even(4);
    town.retain(|one| one.subjects != [1] || one.reach != Reach::In(BTreeSet::from([2])));
    assert_eq!(found(&town), [(of(1, None, None, Some(2)), Kind::Nothing)]);
    // A telephone line reaches everybody.
    town.push(Counted { reach: Reach::Everywhere, doors: Vec::new(), ..service(1, 0, 0) });
    assert!(!found(&town).contains(&(of(1, None, None, Some(2)), Kind::Nothing)));
}

#[test]
fn a_gap_is_named_once_by_its_fewest_words() {
    let mut town = even(6);
    // Step-free in one neighbourhood, in one language and for one need: only there it is not.
    for one in &mut town {
        if one.subjects == [1]
            && one.languages == Some(vec![(1, true)])
            && one.reach == Reach::In(BTreeSet::from([2]))
        {
            one.doors[0].facts = vec![Known::No];
        }
    }
    assert_eq!(found(&town), [(of(1, Some(1), Some(0), Some(2)), Kind::Nothing)]);
}

#[test]
fn what_calls_for_discretion_is_not_looked_for_in_a_place() {
    let shape = Shape { subjects: vec![false, true], ..shape() };
    let mut town = even(4);
    town.retain(|one| one.subjects != [1] || one.reach != Reach::In(BTreeSet::from([2])));
    let sets = Sets::new(&town, &shape);
    assert_eq!(gaps(&sets, &shape), []);
}

#[test]
fn no_need_fills_the_page() {
    let shape = Shape { subjects: vec![false; 4], languages: 6, places: 1, facts: 0 };
    let mut town = Vec::new();
    for subject in 0..4 {
        for language in 0..6 {
            // The first need is there in the first language only.
            if subject > 0 || language == 0 {
                let one = Counted { doors: Vec::new(), ..service(subject, language, 0) };
                town.extend(vec![one; if subject == 0 { 20 } else { 5 }]);
            }
        }
    }
    let sets = Sets::new(&town, &shape);
    let all = gaps(&sets, &shape);
    assert!(all.iter().filter(|gap| gap.of.subject == Some(0)).count() > 2, "{all:?}");
    assert_eq!(telling(&all, 24).iter().filter(|gap| gap.of.subject == Some(0)).count(), 2);
}
