//! The finder as a plain state machine: what a person does, and what they then see.
#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

use std::sync::LazyLock;

use app::choice::facet_number;
use app::finder::state::FinderProps;
use app::finder::state::action::{Action, LocateProblem, Side};
use app::finder::state::loader::{Loader, Part};
use app::finder::state::map_view::MapView;
use app::finder::state::model::{Loading, Model, needs_a_place};
use app::finder::view::answer::{after, before};
use app::finder::view::cards::{card, shown_cards};
use app::finder::view::chips::chips;
use app::finder::view::map::map;
use app::finder::view::status::{searched, status};
use app::locale::{Key, Messages};
use app::locales::Locales;
use app::markup::Markup;
use catalog::columns::{PlaceRow, Row};
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
                radius_m: 900,
                overlaps: Vec::new(),
            },
            Place {
                id: "V5X".into(),
                name: String::new(),
                kind: PlaceKind::PostcodeArea,
                centre: at(4_921_500, -12_309_500),
                outline: Vec::new(),
                radius_m: 900,
                overlaps: Vec::new(),
            },
        ]
        .into(),
        loads_all: false,
        tiles: Vec::new(),
        sayings: FileRef::default(),
        common_sayings: FileRef::default(),
        spoken: None,
        messages: Vec::new(),
    }
}

/// One that is near and for company, one that is far and for moving.
fn awake() -> (Model, Manifest) {
    let row = |need: u32, position: Position| {
        let mut terms = vec![Vec::new(); FACETS.len()];
        terms[0] = vec![need];
        let place = PlaceRow { position: Some(position), ..PlaceRow::default() };
        Row { terms, places: vec![place], has_door: true, is_listed: true, ..Row::default() }
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

fn choose(facet: &str, value: u32) -> Action {
    Action::Toggle(facet_number(facet), value)
}

fn need(value: u32) -> Action {
    choose("need", value)
}

fn seen(model: &Model, manifest: &Manifest) -> String {
    status(model, model.results().as_ref(), manifest, &words())
}

#[test]
fn somebody_sees_at_every_moment_what_is_going_on() {
    let (mut model, manifest) = awake();
    assert_eq!(seen(&Model::new(), &manifest), words().text(Key::FinderSearching));
    assert_eq!(seen(&model, &manifest), "2 activities");
    model.apply(need(0), &manifest);
    assert_eq!(seen(&model, &manifest), "1 activity");
    model.apply(choose("language", 0), &manifest);
    assert_eq!(seen(&model, &manifest), words().text(Key::FinderNone));
    model.loading = Loading::Failed;
    assert_eq!(seen(&model, &manifest), words().text(Key::FinderFailed));
}

#[test]
fn whoever_types_half_a_postcode_may_press_enter() {
    let (mut model, manifest) = awake();
    model.apply(choose("travel", 0), &manifest);
    assert!(needs_a_place(&model));
    model.apply(Action::TypePlace("v5x 1".into()), &manifest);
    assert_eq!(model.places(), [1]);
    model.apply(Action::ChooseFirstPlace, &manifest);
    assert_eq!(model.query.origin, Some(Origin::Place("V5X".into())));
    assert!(!needs_a_place(&model) && model.typed_place.is_empty());
    assert_eq!(model.results().unwrap().hits.len(), 1);
    assert_eq!(model.results().unwrap().near_misses.len(), 1, "no cliff at the edge of a walk");
}

#[test]
fn a_place_that_does_not_exist_changes_nothing() {
    let (mut model, manifest) = awake();
    model.apply(Action::TypePlace("atlantis".into()), &manifest);
    model.apply(Action::ChooseFirstPlace, &manifest);
    assert_eq!(model.query.origin, None);
    assert_eq!(model.typed_place, "atlantis");
}

#[test]
fn every_choice_can_be_taken_away_again() {
    let (mut model, manifest) = awake();
    let everything =
        [need(0), need(1), choose("access", 0), Action::ToggleKnownOnly, Action::ChoosePlace(0)];
    for action in everything {
        model.apply(action, &manifest);
    }
    assert_eq!(model.chosen(), 5);
    let shown = chips(&model, &manifest, &words());
    assert_eq!(shown.len(), 5);
    for (_, away) in shown {
        model.apply(away, &manifest);
    }
    assert_eq!(model.query, Query::default());
}

#[test]
fn the_way_out_of_nothing_is_one_press() {
    let (mut model, manifest) = awake();
    model.apply(need(0), &manifest);
    model.apply(choose("language", 0), &manifest);
    let results = model.results().unwrap();
    assert!(results.hits.is_empty());
    let way = results.relaxations.first().unwrap();
    assert!(matches!(way.without, Without::Value(..)));
    model.apply(Action::without(&way.without), &manifest);
    assert_eq!(model.results().unwrap().hits.len(), way.hits as usize);
}

#[test]
fn the_device_s_position_is_coarse_and_never_in_a_link() {
    let (mut model, manifest) = awake();
    model.apply(Action::Locate, &manifest);
    assert_eq!(model.locate_problem, Some(LocateProblem::Looking));
    model.apply(Action::StandAt(at(4_922_043, -12_309_087)), &manifest);
    assert_eq!(model.query.origin, Some(Origin::Device(at(4_922_000, -12_309_100))));
    assert_eq!(model.query.to_fragment(), "");
    model.apply(Action::Locate, &manifest);
    model.apply(Action::StandNowhere(LocateProblem::Refused), &manifest);
    assert_eq!(model.locate_problem, Some(LocateProblem::Refused));
}

#[test]
fn a_place_that_somebody_chose_meanwhile_is_not_overruled_by_a_late_device() {
    let (mut model, manifest) = awake();
    let late = || Action::StandAt(at(4_922_043, -12_309_087));
    model.apply(Action::Locate, &manifest);
    model.apply(Action::ChoosePlace(0), &manifest);
    let chosen = model.query.origin.clone();
    assert!(matches!(chosen, Some(Origin::Place(_))));
    for answer in [late(), Action::StandNowhere(LocateProblem::Unavailable)] {
        model.apply(answer, &manifest);
        assert_eq!((&model.query.origin, &model.locate_problem), (&chosen, &None));
    }
    // Whoever takes everything back, or begins to type, has changed their mind, too.
    for change in [Action::ClearAll, Action::ForgetPlace, Action::TypePlace("V5".into())] {
        model.apply(Action::Locate, &manifest);
        model.apply(change, &manifest);
        model.apply(late(), &manifest);
        assert!(!matches!(model.query.origin, Some(Origin::Device(_))));
    }
}

#[test]
fn starting_again_keeps_the_order_somebody_likes() {
    let (mut model, manifest) = awake();
    model.apply(Action::SortBy(Sort::Soonest), &manifest);
    model.apply(Action::Type("tea".into()), &manifest);
    model.apply(Action::ClearAll, &manifest);
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
    model.apply(Action::Type("tai chi".into()), &manifest);
    model.apply(need(0), &manifest);
    assert_eq!(model.tiles_wanted(&manifest), [0]);
    model.apply(Action::ClearAll, &manifest);

    // To the next neighbourhood are 0.195 degrees of longitude: 14.2 km, told in halves.
    model.apply(Action::TypePlace("v5x".into()), &manifest);
    model.apply(Action::ChooseFirstPlace, &manifest);
    assert!(told(&model, &manifest).contains("14 km"), "{}", told(&model, &manifest));
    model.apply(Action::LookFurther, &manifest);
    assert_eq!(model.tiles_wanted(&manifest), [0, 1]);
    model.apply(Action::ForgetPlace, &manifest);
    assert_eq!(model.tiles_wanted(&manifest), [0], "somewhere else it starts again");
}

/// A directory whose files are named, with a loader as a phone starts it.
fn loading() -> (Model, Loader, Manifest) {
    let (_, manifest) = awake();
    let file = |name: &str| FileRef { name: name.into(), bytes: 1 };
    let tile = Tile {
        columns: file("columns"),
        cards: file("cards"),
        texts: vec![file("head"), file("body")],
        services: 2,
        ..Tile::default()
    };
    let manifest = Manifest { tiles: vec![tile], sayings: file("sayings"), ..manifest };
    let loader = Loader::new(manifest.clone().into(), Some("ground".into()), decompose_natively);
    let mut model = Model::new();
    model.now = Moment::parse("2026-11-23T09:00");
    (model, loader, manifest)
}

#[test]
fn what_is_nearest_comes_first_and_the_rest_after_it_without_a_key_pressed() {
    let (mut model, mut loader, _) = loading();
    let first = loader.follow(&mut model);
    assert_eq!(first, [Part::Columns(0), Part::Text(0, 0), Part::Cards(0)]);
    assert_eq!(loader.follow(&mut model), [], "each file is asked for once");
    assert_eq!(loader.receive(first[0], None, &mut model).ask, []);
    assert_eq!(loader.receive(first[1], None, &mut model).ask, []);
    let step = loader.receive(first[2], None, &mut model);
    assert_eq!(step.ask, [Part::Places, Part::Sayings, Part::CommonSayings, Part::Text(0, 1)]);
    assert_eq!(loader.name(Part::Text(0, 1)), Some("body"));
    assert_eq!(loader.name(Part::Text(0, 7)), None);
}

#[test]
fn somebody_who_misses_a_part_is_told_and_looking_further_asks_again() {
    let (mut model, mut loader, manifest) = loading();
    let columns = write::columns(&[Row::default(), Row::default()]);
    let mut wanted = loader.follow(&mut model);
    let mut changes = 0;
    while let Some(part) = wanted.pop() {
        let bytes = (part == Part::Columns(0)).then(|| columns.clone());
        let step = loader.receive(part, bytes, &mut model);
        changes += u32::from(step.is_changed);
        wanted.extend(step.ask);
    }
    assert_eq!(changes, 2, "the tile at once, and what comes late at once");
    assert!(model.is_part_missing && matches!(model.loading, Loading::Failed));
    assert_eq!(loader.follow(&mut model), [], "a key press asks for nothing");
    model.apply(Action::LookFurther, &manifest);
    assert!(!model.is_part_missing);
    let again = loader.follow(&mut model);
    assert!(again.contains(&Part::Columns(0)) && again.contains(&Part::Places), "{again:?}");
    assert_eq!(again.len(), 7, "{again:?}");
}

#[test]
fn the_ground_of_the_map_is_asked_for_when_the_map_opens() {
    let (mut model, mut loader, manifest) = loading();
    loader.follow(&mut model);
    model.apply(Action::ToggleMap, &manifest);
    assert_eq!(loader.follow(&mut model), [Part::Ground]);
    loader.receive(Part::Ground, None, &mut model);
    assert_eq!(loader.follow(&mut model), [], "not again while it stays open");
    model.apply(Action::ToggleMap, &manifest);
    loader.follow(&mut model);
    model.apply(Action::ToggleMap, &manifest);
    assert_eq!(loader.follow(&mut model), [Part::Ground]);
    loader.receive(Part::Ground, Some(b"<path/>".to_vec()), &mut model);
    assert_eq!(model.ground, Markup::from_build("<path/>".into()));
}

fn drawn(model: &Model, manifest: &Manifest) -> String {
    let props =
        FinderProps { messages: words(), manifest: manifest.clone().into(), root: "../../".into() };
    let results = model.results().unwrap();
    let mut cards = Markup::new();
    shown_cards(model, &results, manifest)
        .iter()
        .for_each(|state| card(&mut cards, state, model, &props));
    let (before, after) = (before(model, &results, &props), after(model, &results, &props));
    [before, cards.into_text(), after, map(model, &results, &props)].concat()
}

#[test]
fn the_map_is_the_list_once_more_for_whoever_asks_for_it() {
    let (mut model, manifest) = awake();
    assert!(!drawn(&model, &manifest).contains("<svg"));
    model.apply(Action::ToggleMap, &manifest);
    let marks = |model: &Model| drawn(model, &manifest).matches("role=\"button\"").count();
    assert_eq!(marks(&model), 2, "it opens on all that was found, also an hour's walk away");
    model.apply(Action::ZoomIn, &manifest);
    assert_eq!(marks(&model), 0, "both are at its edges");
    model.apply(Action::ZoomOut, &manifest);
    model.ground = Markup::from_build("<path/>".into());
    assert!(drawn(&model, &manifest).contains("<path/>"));
    model.apply(need(0), &manifest);
    assert_eq!(marks(&model), 1, "it shows what was found");
    model.apply(Action::ToggleMap, &manifest);
    assert!(!drawn(&model, &manifest).contains("<svg"));
}

#[test]
fn somebody_who_cannot_name_a_place_can_show_it() {
    let (mut model, manifest) = awake();
    model.apply(Action::ToggleMap, &manifest);
    model.apply(Action::ChooseSpot, &manifest);
    let MapView { middle, half, .. } = model.map.clone().unwrap();
    assert_eq!(model.query.origin, Some(Origin::Spot(middle.rounded())), "within 100 m");
    assert_eq!(model.query.to_fragment(), "", "nobody learns of it");
    assert_eq!(chips(&model, &manifest, &words()).len(), 1);

    // Half a picture to the east, then a tap at its right edge: a whole picture further.
    model.apply(Action::Pan(Side::East), &manifest);
    model.apply(Action::TapMap(1.0, 0.5), &manifest);
    model.apply(Action::ChooseSpot, &manifest);
    let moved = model.map.as_ref().unwrap().middle;
    let metres = middle.metres_to(moved);
    assert!((half * 19 / 10..half * 21 / 10).contains(&metres), "{metres} of {half}");
    assert!(moved.lon_e5 > middle.lon_e5 && moved.lat_e5.abs_diff(middle.lat_e5) < 100);
}

#[test]
fn no_look_leads_off_the_earth() {
    let (mut model, manifest) = awake();
    model.apply(Action::ZoomOut, &manifest);
    assert_eq!(model.map, None, "nothing is open");
    model.apply(Action::ToggleMap, &manifest);
    let looks = [Action::Pan(Side::North), Action::TapMap(f64::NAN, 1e300), Action::PickMark(7)];
    let out = std::iter::repeat_n(Action::ZoomOut, 40);
    for look in out.chain(looks).chain(std::iter::repeat_n(Action::ZoomIn, 60)) {
        model.apply(look.clone(), &manifest);
        drawn(&model, &manifest);
        model.apply(Action::ChooseSpot, &manifest);
        let Some(Origin::Spot(at)) = model.query.origin else { panic!("{look:?}") };
        assert!(Position::from_degrees(at.lat(), at.lon()).is_some(), "{look:?}: {at:?}");
    }
}
