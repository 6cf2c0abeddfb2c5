//! The finder as a plain state machine: what a person intends, and what they then see.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::LazyLock;

use app::finder::FinderProps;
use app::finder::map::Look;
use app::finder::model::{
    Intention, Loading, LocateProblem, Model, chips, needs_a_place, searched, status,
};
use app::finder::results::answer;
use app::locale::Messages;
use app::markup::Markup;
use app::native::locales::Locales;
use catalog::columns::Row;
use catalog::day::Moment;
use catalog::directory::{Freshness, Place, PlaceKind, Travel};
use catalog::facet::{FACETS, INTENTS, Kind, WHEN};
use catalog::format::write;
use catalog::manifest::{Choice, FileRef, Manifest, Tile};
use catalog::place::Position;
use catalog::query::{Origin, Query, Sort};
use catalog::results::Without;
use catalog::search::Catalog;
use catalog::text::decompose_natively;

fn words() -> Messages {
    static ENGLISH: LazyLock<Messages> =
        LazyLock::new(|| Locales::load().unwrap().get("en").unwrap().clone());
    ENGLISH.clone()
}

fn at(lat_e5: i32, lon_e5: i32) -> Position {
    Position { lat_e5, lon_e5 }
}

fn manifest() -> Manifest {
    let choice =
        |id: &str, label: &str| Choice { id: id.into(), label: label.into(), ..Choice::default() };
    let fixed = |ids: &[&str]| ids.iter().map(|id| choice(id, "")).collect();
    Manifest {
        locale: "en".into(),
        default_locale: "en".into(),
        time_zone: "America/Vancouver".into(),
        centre: at(4_922_050, -12_309_040),
        freshness: Freshness { remind: vec![11], stale: 14, hide: 18 },
        travel: vec![Travel { id: "walk".into(), metres: 1_600 }],
        choices: FACETS
            .iter()
            .map(|facet| match (facet.id, facet.kind) {
                ("need", _) => vec![choice("company", "Meeting people"), choice("move", "Moving")],
                ("language", _) => vec![choice("yue", "Cantonese")],
                ("access", _) => vec![choice("step-free-entrance", "Step-free entrance")],
                ("intent", _) => fixed(INTENTS),
                (_, Kind::Travel) => fixed(&["walk", "comes"]),
                (_, Kind::When) => fixed(WHEN),
                _ => Vec::new(),
            })
            .collect(),
        delivery: Vec::new(),
        places: vec![
            Place {
                id: "sunset".into(),
                name: "Sunset".into(),
                kind: PlaceKind::Neighbourhood,
                centre: at(4_922_000, -12_309_000),
                outline: Vec::new(),
            },
            Place {
                id: "V5X".into(),
                name: String::new(),
                kind: PlaceKind::PostcodeArea,
                centre: at(4_921_500, -12_309_500),
                outline: Vec::new(),
            },
        ]
        .into(),
        tiles: Vec::new(),
        synonyms: FileRef::default(),
        messages: Vec::new(),
    }
}

/// One that is near and for company, one that is far and for moving.
fn awake() -> (Model, Manifest) {
    let row = |need: u32, position: Position| {
        let mut terms = vec![Vec::new(); FACETS.len()];
        terms[0] = vec![need];
        Row { terms, positions: vec![position], is_listed: true, ..Row::default() }
    };
    let rows = [row(0, at(4_922_100, -12_309_100)), row(1, at(4_930_000, -12_300_000))];
    let tile = |services| Tile { services, ..Tile::default() };
    let manifest = Manifest { tiles: vec![tile(2)], ..manifest() };
    let mut catalog = Catalog::new(manifest.clone().into(), decompose_natively);
    catalog.add_columns(0, &write::columns(&rows)).unwrap();
    let mut model = Model::new();
    model.now = Moment::parse("2026-11-23T09:00");
    model.loading = Loading::Ready(Box::new(catalog));
    (model, manifest)
}

fn seen(model: &Model, manifest: &Manifest) -> String {
    status(model, model.results().as_ref(), manifest, &words())
}

#[test]
fn somebody_sees_at_every_moment_what_is_going_on() {
    let (mut model, manifest) = awake();
    assert_eq!(seen(&Model::new(), &manifest), words().text(app::locale::Key::FinderSearching));
    assert!(seen(&model, &manifest).contains('2'), "{}", seen(&model, &manifest));
    model.apply(Intention::Toggle("need", "company".into()), &manifest);
    assert!(seen(&model, &manifest).contains('1'));
    model.apply(Intention::Toggle("language", "yue".into()), &manifest);
    assert_eq!(seen(&model, &manifest), words().text(app::locale::Key::FinderNone));
    model.loading = Loading::Failed;
    assert_eq!(seen(&model, &manifest), words().text(app::locale::Key::FinderFailed));
}

#[test]
fn whoever_types_half_a_postcode_may_press_enter() {
    let (mut model, manifest) = awake();
    model.apply(Intention::Toggle("travel", "walk".into()), &manifest);
    assert!(needs_a_place(&model));
    model.apply(Intention::TypePlace("v5x 1".into()), &manifest);
    assert_eq!(model.places(), [1]);
    model.apply(Intention::ChooseFirstPlace, &manifest);
    assert_eq!(model.query.origin, Some(Origin::Place("V5X".into())));
    assert!(!needs_a_place(&model) && model.typed_place.is_empty());
    assert_eq!(model.results().unwrap().hits.len(), 1);
    assert_eq!(model.results().unwrap().near_misses.len(), 1, "no cliff at the edge of a walk");
}

#[test]
fn a_place_that_does_not_exist_changes_nothing() {
    let (mut model, manifest) = awake();
    model.apply(Intention::TypePlace("atlantis".into()), &manifest);
    model.apply(Intention::ChooseFirstPlace, &manifest);
    assert_eq!(model.query.origin, None);
    assert_eq!(model.typed_place, "atlantis");
}

#[test]
fn every_choice_can_be_taken_away_again() {
    let (mut model, manifest) = awake();
    let everything = [
        Intention::Toggle("need", "company".into()),
        Intention::Toggle("need", "move".into()),
        Intention::Toggle("access", "step-free-entrance".into()),
        Intention::ToggleKnownOnly,
        Intention::ChoosePlace(0),
    ];
    for intention in everything {
        model.apply(intention, &manifest);
    }
    assert_eq!(model.chosen(), 5);
    let shown = chips(&model, &manifest, &words());
    assert_eq!(shown.len(), 5);
    for (_, away) in shown {
        model.apply(away.intention(&manifest).unwrap(), &manifest);
    }
    assert_eq!(model.query, Query::default());
}

#[test]
fn the_way_out_of_nothing_is_one_press() {
    let (mut model, manifest) = awake();
    model.apply(Intention::Toggle("need", "company".into()), &manifest);
    model.apply(Intention::Toggle("language", "yue".into()), &manifest);
    let results = model.results().unwrap();
    assert!(results.hits.is_empty());
    let way = results.relaxations.first().unwrap();
    assert!(matches!(way.without, Without::Value(..)));
    model.apply(Intention::TakeAway(way.without.clone()), &manifest);
    assert_eq!(model.results().unwrap().hits.len(), way.hits as usize);
}

#[test]
fn the_device_s_position_is_coarse_and_never_in_a_link() {
    let (mut model, manifest) = awake();
    model.apply(Intention::StandAt(at(4_922_043, -12_309_087)), &manifest);
    assert_eq!(model.query.origin, Some(Origin::Device(at(4_922_000, -12_309_100))));
    assert_eq!(model.query.to_fragment(), "");
    model.apply(Intention::StandNowhere(LocateProblem::Refused), &manifest);
    assert_eq!(model.locate_problem, Some(LocateProblem::Refused));
}

#[test]
fn starting_again_keeps_the_order_somebody_likes() {
    let (mut model, manifest) = awake();
    model.apply(Intention::SortBy(Sort::Soonest), &manifest);
    model.apply(Intention::Type("tea".into()), &manifest);
    model.apply(Intention::ClearAll, &manifest);
    assert_eq!(model.query, Query { sort: Sort::Soonest, ..Query::default() });
}

/// A directory of three neighbourhoods, a thousand services each, of which the western one has
/// two real ones here.
fn large() -> (Model, Manifest) {
    let (mut model, manifest) = awake();
    let corner = |lon_e5| at(4_922_000, lon_e5);
    let tile = |west| Tile {
        bounds: Some((corner(west), corner(west + 10_000))),
        services: 1_000,
        ..Tile::default()
    };
    let tiles = vec![tile(-12_310_000), tile(-12_290_000), tile(-12_270_000)];
    let manifest = Manifest { tiles, ..manifest };
    let rows = vec![Row { is_listed: true, ..Row::default() }; 1_000];
    let mut catalog = Catalog::new(manifest.clone().into(), decompose_natively);
    catalog.add_columns(0, &write::columns(&rows)).unwrap();
    model.loading = Loading::Ready(Box::new(catalog));
    (model, manifest)
}

fn told(model: &Model, manifest: &Manifest) -> String {
    searched(model, &model.results().unwrap(), manifest, &words()).unwrap_or_default()
}

#[test]
fn a_phone_loads_what_is_around_its_owner_and_says_how_far_that_goes() {
    let (mut model, manifest) = large();
    assert_eq!(model.tiles_wanted(&manifest), [0]);
    assert!(told(&model, &manifest).contains("3,000"), "{}", told(&model, &manifest));

    // Neither words nor filters bring anything more.
    model.apply(Intention::Type("tai chi".into()), &manifest);
    model.apply(Intention::Toggle("need", "company".into()), &manifest);
    assert_eq!(model.tiles_wanted(&manifest), [0]);
    model.apply(Intention::ClearAll, &manifest);

    // To the next neighbourhood are 0.195 degrees of longitude: 14.2 km, told in halves.
    model.apply(Intention::TypePlace("v5x".into()), &manifest);
    model.apply(Intention::ChooseFirstPlace, &manifest);
    assert!(told(&model, &manifest).contains("14 km"), "{}", told(&model, &manifest));
    model.apply(Intention::LookFurther, &manifest);
    assert_eq!(model.tiles_wanted(&manifest), [0, 1]);
    model.apply(Intention::ForgetPlace, &manifest);
    assert_eq!(model.tiles_wanted(&manifest), [0], "somewhere else it starts again");
}

#[test]
fn whoever_misses_a_part_is_told() {
    let (mut model, manifest) = awake();
    assert_eq!(told(&model, &manifest), "");
    let broken = catalog::format::FormatError::Damaged;
    model.receive(|_| Err(broken), || unreachable!("a catalog is here"));
    assert_eq!(told(&model, &manifest), words().text(app::locale::Key::FinderPartMissing));
    assert_eq!(model.results().unwrap().hits.len(), 2, "the rest works");

    let mut early = Model::new();
    let empty = || Catalog::new(manifest.clone().into(), decompose_natively);
    early.receive(|_| Err(broken), empty);
    assert!(!early.loading.is_ready() && early.is_part_missing);
}

fn drawn(model: &Model, manifest: &Manifest) -> String {
    let props =
        FinderProps { messages: words(), manifest: manifest.clone().into(), root: "../../".into() };
    answer(model, &model.results().unwrap(), &props)
}

#[test]
fn the_map_is_the_list_once_more_for_whoever_asks_for_it() {
    let (mut model, manifest) = awake();
    assert!(!drawn(&model, &manifest).contains("<svg"));
    model.apply(Intention::OpenMap, &manifest);
    let marks = |model: &Model| drawn(model, &manifest).matches("role=\"button\"").count();
    assert_eq!(marks(&model), 1, "the other is an hour's walk away");
    for _ in 0..3 {
        model.apply(Intention::Look(Look::Wider), &manifest);
    }
    assert_eq!(marks(&model), 2);
    model.ground = Markup::from_build("<path/>".into());
    assert!(drawn(&model, &manifest).contains("<path/>"));
    model.apply(Intention::Toggle("need", "company".into()), &manifest);
    assert_eq!(marks(&model), 1, "it shows what was found");
    model.apply(Intention::OpenMap, &manifest);
    assert!(!drawn(&model, &manifest).contains("<svg"));
}

#[test]
fn somebody_who_cannot_name_a_place_can_show_it() {
    let (mut model, manifest) = awake();
    model.apply(Intention::OpenMap, &manifest);
    model.apply(Intention::ChooseSpot, &manifest);
    assert_eq!(model.query.origin, Some(Origin::Spot(at(4_922_100, -12_309_000))), "within 100 m");
    assert_eq!(model.query.to_fragment(), "", "nobody learns of it");
    assert_eq!(chips(&model, &manifest, &words()).len(), 1);

    // Half a picture to the east, then a tap at its right edge: one and a half walks further.
    let middle = model.map.as_ref().unwrap().middle;
    model.apply(Intention::Look(Look::Beside(3)), &manifest);
    model.apply(Intention::Look(Look::At(1.0, 0.5)), &manifest);
    model.apply(Intention::ChooseSpot, &manifest);
    let moved = model.map.as_ref().unwrap().middle;
    let metres = middle.metres_to(moved);
    assert!((3_500..3_900).contains(&metres), "{metres}");
    assert!(moved.lon_e5 > middle.lon_e5 && moved.lat_e5.abs_diff(middle.lat_e5) < 100);
}

#[test]
fn no_look_leads_off_the_earth() {
    let (mut model, manifest) = awake();
    model.apply(Intention::Look(Look::Wider), &manifest);
    assert_eq!(model.map, None, "nothing is open");
    model.apply(Intention::OpenMap, &manifest);
    let looks = [Look::Beside(1), Look::Beside(9), Look::At(f64::NAN, 1e300), Look::AtMark(7)];
    for look in std::iter::repeat_n(Look::Wider, 40).chain(looks).chain([Look::Closer; 60]) {
        model.apply(Intention::Look(look), &manifest);
        drawn(&model, &manifest);
        model.apply(Intention::ChooseSpot, &manifest);
        let Some(Origin::Spot(at)) = model.query.origin else { panic!("{look:?}") };
        assert!(Position::from_degrees(at.lat(), at.lon()).is_some(), "{look:?}: {at:?}");
    }
}
