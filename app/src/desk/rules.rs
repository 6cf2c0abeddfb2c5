//! Rules that keep somebody out, with their reasons: age, where they live, where it serves. Only what is
//! known of the person and of the service counts; what is not known keeps nobody out.

use catalog::directory::Place;

use super::notes::Note;

/// Why an activity is not for this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// They are younger than this.
    TooYoung(u8),
    /// They are older than this.
    TooOld(u8),
    /// It is for people who live elsewhere: these places.
    Lives(Vec<String>),
    /// It serves other places: these.
    Serves(Vec<String>),
}

/// What is known of the person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Person<'a> {
    /// Their age in years.
    pub age: Option<u8>,
    /// Where they are: a place of the directory, by its id.
    pub place: Option<&'a str>,
}

/// The rule that keeps a person out, if one does.
pub fn broken(note: &Note, person: Person<'_>, places: &[Place]) -> Option<Rule> {
    if let Some(age) = person.age {
        if let Some(min) = note.min_age.filter(|min| age < *min) {
            return Some(Rule::TooYoung(min));
        }
        if let Some(max) = note.max_age.filter(|max| age > *max) {
            return Some(Rule::TooOld(max));
        }
    }
    let place = person.place?;
    let keeps_out = |list: &[String]| !list.is_empty() && is_outside(list, place, places);
    if keeps_out(&note.residency) {
        return Some(Rule::Lives(names(&note.residency, places)));
    }
    keeps_out(&note.area).then(|| Rule::Serves(names(&note.area, places)))
}

/// Whether a place is for certain outside of all in a list: each of them is a place that the directory
/// knows, and none shares ground with it. A city's name is no such place: who lives in it is for people to
/// say.
fn is_outside(list: &[String], place: &str, places: &[Place]) -> bool {
    let number = |id: &str| places.iter().position(|known| same(&known.id, id));
    let Some(own) = number(place).and_then(|own| places.get(own)) else { return false };
    list.iter().all(|listed| {
        let Some(listed) = number(listed) else { return false };
        let shares = own.overlaps.iter().any(|(other, _)| *other as usize == listed);
        !shares && places.get(listed).is_some_and(|listed| listed.id != own.id)
    })
}

fn same(id: &str, typed: &str) -> bool {
    id.eq_ignore_ascii_case(typed)
}

/// What people call the places in a list.
pub fn names(list: &[String], places: &[Place]) -> Vec<String> {
    let name = |id: &String| {
        let place = places.iter().find(|place| same(&place.id, id));
        place
            .filter(|place| !place.name.is_empty())
            .map_or_else(|| id.clone(), |place| place.name.clone())
    };
    list.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::directory::PlaceKind;
    use catalog::place::Position;

    fn place(id: &str, name: &str, overlaps: &[u32]) -> Place {
        Place {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: PlaceKind::Neighbourhood,
            centre: Position { lat_e5: 4_922_000, lon_e5: -12_309_000 },
            outline: Vec::new(),
            radius_m: 500,
            overlaps: overlaps.iter().map(|other| (*other, 40)).collect(),
        }
    }

    fn broken_by(note: &Note, age: Option<u8>, place_id: Option<&str>) -> Option<Rule> {
        let places =
            [place("sunset", "Sunset", &[1]), place("V5X", "", &[0]), place("V0X", "", &[])];
        broken(note, Person { age, place: place_id }, &places)
    }

    #[test]
    fn an_age_keeps_out_only_whose_age_is_known() {
        let note = Note { min_age: Some(55), max_age: Some(90), ..Note::default() };
        assert_eq!(broken_by(&note, Some(54), None), Some(Rule::TooYoung(55)));
        assert_eq!(broken_by(&note, Some(91), None), Some(Rule::TooOld(90)));
        for age in [Some(55), Some(90), None] {
            assert_eq!(broken_by(&note, age, None), None);
        }
    }

    #[test]
    fn who_lives_elsewhere_for_certain_is_told_so() {
        let only = |ids: &[&str]| Note {
            residency: ids.iter().map(|id| (*id).to_owned()).collect(),
            ..Note::default()
        };
        let lives = |note: &Note, place| broken_by(note, None, place);
        assert_eq!(lives(&only(&["V0X"]), Some("sunset")), Some(Rule::Lives(vec!["V0X".into()])));
        assert_eq!(lives(&only(&["v5x"]), Some("sunset")), None, "they share ground");
        assert_eq!(lives(&only(&["Vancouver"]), Some("sunset")), None, "a city is not known");
        assert_eq!(lives(&only(&["V0X"]), None), None);
        let serves = Note { area: vec!["V0X".into()], ..Note::default() };
        assert_eq!(lives(&serves, Some("V5X")), Some(Rule::Serves(vec!["V0X".into()])));
    }
}
