//! How large the areas are in which somebody may say that they are, and what ground they share.
//!
//! A neighbourhood has an outline, or only a middle where the town publishes no more. Of a postcode area only its middle is
//! published freely: the ground of a middle is taken to be what is nearer to it than to another's, as far as twice its
//! radius.

use catalog::directory::{Place, PlaceKind};
use catalog::place::{Plane, Point, Position, STEP_M, is_within};

/// Steps across an area in which its ground is looked at: four hundred points tell shares to a few
/// percent, and who serves is asked in steps of five and ninety-five.
const STEPS: i32 = 20;

/// How many middles around a postcode area are its neighbours: on a map of hexagons it has six.
const NEIGHBOURS: usize = 12;

/// The radius of a postcode area in metres where it is the only one, and the smallest and largest that
/// is believed: a block, and a valley with a village.
const RADIUS_ALONE_M: u32 = 1_000;
const RADIUS_M: std::ops::RangeInclusive<u32> = 200..=20_000;

/// Fills in the radius of each place, and its shares of the others' ground.
pub(super) fn relate(places: &mut [Place]) {
    let Some(middle) = places.first().map(|place| place.centre) else { return };
    let plane = Plane::at(middle);
    let centres: Vec<Point> = places.iter().map(|place| plane.put(place.centre)).collect();
    let outlines: Vec<Vec<Point>> = places
        .iter()
        .map(|place| place.outline.iter().map(|corner| plane.put(*corner)).collect())
        .collect();
    let of_kind = |kind| -> Vec<usize> {
        (0..places.len()).filter(|place| places[*place].kind == kind).collect()
    };
    let (neighbourhoods, coded) =
        (of_kind(PlaceKind::Neighbourhood), of_kind(PlaceKind::PostcodeArea));
    let (spots, named): (Vec<usize>, Vec<usize>) =
        neighbourhoods.into_iter().partition(|place| outlines[*place].is_empty());
    let radii: Vec<u32> = (0..places.len())
        .map(|place| match places[place].kind {
            PlaceKind::Neighbourhood if outlines[place].is_empty() => {
                radius_among(place, &spots, &centres)
            }
            PlaceKind::Neighbourhood => radius_of_outline(&outlines[place]),
            PlaceKind::PostcodeArea => radius_among(place, &coded, &centres),
        })
        .collect();
    let mut shares = vec![Vec::new(); places.len()];
    for &place in &named {
        let inside = points_within(&outlines[place], &plane, &places[place].outline);
        let nearest = inside.iter().filter_map(|at| nearest(*at, &coded, &centres));
        shares[place] = percent(nearest.collect(), inside.len());
    }
    for &place in &spots {
        let ground = ground_of_code(place, &spots, &centres, radii[place]);
        let nearest = ground.iter().filter_map(|at| nearest(*at, &coded, &centres));
        shares[place] = percent(nearest.collect(), ground.len());
    }
    // Of a neighbourhood without an outline belongs to it what is nearer to its middle than to another's, and not far.
    let spot_near = |at: Point| {
        let spot = nearest(at, &spots, &centres)?;
        let reach = i64::from(radii[spot] / STEP_M) * 2;
        (squared(at, centres[spot]) <= reach * reach).then_some(spot)
    };
    for &place in &coded {
        let ground = ground_of_code(place, &coded, &centres, radii[place]);
        let holding = ground.iter().filter_map(|at| {
            let back = plane.back(*at);
            let named =
                named.iter().copied().find(|named| is_within(back, &places[*named].outline));
            named.or_else(|| spot_near(*at))
        });
        shares[place] = percent(holding.collect(), ground.len());
    }
    for (place, (radius, shares)) in places.iter_mut().zip(radii.into_iter().zip(shares)) {
        place.radius_m = radius;
        place.overlaps = shares;
    }
}

/// The radius of a circle as large as an outline.
fn radius_of_outline(outline: &[Point]) -> u32 {
    let mut doubled = 0_i64;
    for (a, b) in outline.iter().zip(outline.iter().cycle().skip(1)) {
        doubled += i64::from(a.x) * i64::from(b.y) - i64::from(b.x) * i64::from(a.y);
    }
    let area = doubled.unsigned_abs() as f64 / 2.0;
    ((area / std::f64::consts::PI).sqrt() * f64::from(STEP_M)).round() as u32
}

/// Half the way to the nearest three middles of other postcode areas.
fn radius_among(place: usize, coded: &[usize], centres: &[Point]) -> u32 {
    let mut far: Vec<i64> = coded
        .iter()
        .filter(|other| **other != place)
        .map(|other| squared(centres[place], centres[*other]))
        .collect();
    far.sort_unstable();
    far.truncate(3);
    if far.is_empty() {
        return RADIUS_ALONE_M;
    }
    let sum: f64 = far.iter().map(|squared| (*squared as f64).sqrt()).sum();
    let radius = sum / far.len() as f64 / 2.0 * f64::from(STEP_M);
    (radius.round() as u32).clamp(*RADIUS_M.start(), *RADIUS_M.end())
}

/// Points of the ground of a postcode area, evenly spread.
fn ground_of_code(place: usize, coded: &[usize], centres: &[Point], radius_m: u32) -> Vec<Point> {
    let centre = centres[place];
    let mut near: Vec<usize> = coded.to_vec();
    near.sort_by_key(|other| squared(centre, centres[*other]));
    // The first one is the area itself.
    near.truncate(NEIGHBOURS + 1);
    let reach = (radius_m / STEP_M).saturating_mul(2).min(i32::MAX as u32 / 4) as i32;
    let corner = |sign: i32| Point { x: centre.x + sign * reach, y: centre.y + sign * reach };
    grid(corner(-1), corner(1))
        .filter(|at| squared(*at, centre) <= i64::from(reach) * i64::from(reach))
        .filter(|at| nearest(*at, &near, centres) == Some(place))
        .collect()
}

/// Points inside an outline, evenly spread.
fn points_within(corners: &[Point], plane: &Plane, outline: &[Position]) -> Vec<Point> {
    let ends = |of: fn(&Point) -> i32| {
        let all = || corners.iter().map(of);
        (all().min().unwrap_or_default(), all().max().unwrap_or_default())
    };
    let ((west, east), (north, south)) = (ends(|at| at.x), ends(|at| at.y));
    grid(Point { x: west, y: north }, Point { x: east, y: south })
        .filter(|at| is_within(plane.back(*at), outline))
        .collect()
}

/// Points between two corners.
fn grid(from: Point, to: Point) -> impl Iterator<Item = Point> {
    let step = |from: i32, to: i32| ((to - from) / STEPS).max(1);
    let (east, south) = (step(from.x, to.x), step(from.y, to.y));
    (0..=STEPS).flat_map(move |row| {
        (0..=STEPS).map(move |column| Point { x: from.x + column * east, y: from.y + row * south })
    })
}

fn nearest(at: Point, among: &[usize], centres: &[Point]) -> Option<usize> {
    among.iter().copied().min_by_key(|place| (squared(at, centres[*place]), *place))
}

fn squared(a: Point, b: Point) -> i64 {
    let (x, y) = (i64::from(a.x) - i64::from(b.x), i64::from(a.y) - i64::from(b.y));
    x * x + y * y
}

/// How many percent of all points lie in each place, those with at least one.
fn percent(mut places: Vec<usize>, all: usize) -> Vec<(u32, u8)> {
    places.sort_unstable();
    let shares = places.chunk_by(|a, b| a == b).filter_map(|chunk| {
        let percent = (chunk.len() * 100).checked_div(all)?;
        (percent > 0).then_some((*chunk.first()? as u32, percent.min(100) as u8))
    });
    shares.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(lat_e5: i32, lon_e5: i32) -> Position {
        Position { lat_e5, lon_e5 }
    }

    fn place(id: &str, kind: PlaceKind, centre: Position, outline: Vec<Position>) -> Place {
        Place {
            id: id.into(),
            name: String::new(),
            kind,
            centre,
            outline,
            radius_m: 0,
            overlaps: Vec::new(),
        }
    }

    /// Two neighbourhoods side by side, each 2 km square (1,798 units of latitude are 2 km), the middle
    /// of a postcode area in the west one, of another on the border of both.
    fn town() -> Vec<Place> {
        let square = |west: i32| {
            [(0, west), (0, west + 2_741), (1_798, west + 2_741), (1_798, west)]
                .map(|(lat, lon)| at(4_900_000 + lat, lon))
                .to_vec()
        };
        let mut places = vec![
            place("east", PlaceKind::Neighbourhood, at(4_900_900, 4_110), square(2_741)),
            place("west", PlaceKind::Neighbourhood, at(4_900_900, 1_370), square(0)),
            place("A1A", PlaceKind::PostcodeArea, at(4_900_900, 685), Vec::new()),
            place("B1B", PlaceKind::PostcodeArea, at(4_900_900, 2_741), Vec::new()),
        ];
        relate(&mut places);
        places
    }

    #[test]
    fn a_neighbourhood_is_as_large_as_its_outline() {
        // A circle of four square kilometres.
        let radius = town()[0].radius_m;
        assert!((1_100..1_160).contains(&radius), "{radius}");
    }

    #[test]
    fn a_postcode_area_reaches_half_way_to_the_next() {
        // Their middles are 1,500 m from each other.
        let radius = town()[2].radius_m;
        assert!((730..770).contains(&radius), "{radius}");
    }

    #[test]
    fn an_area_shares_ground_with_what_it_lies_in() {
        let places = town();
        let share = |place: usize, other: u32| {
            let overlap = places[place].overlaps.iter().find(|(number, _)| *number == other);
            overlap.map_or(0, |(_, percent)| *percent)
        };
        // The east is all B1B's; the west is A1A's to the middle between both.
        assert!(share(0, 3) >= 95, "{:?}", places[0].overlaps);
        assert!((50..75).contains(&share(1, 2)), "{:?}", places[1].overlaps);
        // B1B lies half in each.
        assert!(
            (30..60).contains(&share(3, 0)) && (20..60).contains(&share(3, 1)),
            "{:?}",
            places[3].overlaps
        );
    }
}
