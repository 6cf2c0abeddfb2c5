//! Positions on the earth, distances between them, and what a distance means on foot.

use std::f64::consts::{FRAC_PI_2, PI};

/// Mean earth radius in metres (IUGG, R1).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// How much longer a walk is than the straight line. Street networks measure 1.2 to 1.4
/// (Boscoe et al. 2012 found 1.417 for driving across the USA; grid cities are nearer 1.3).
const DETOUR: f64 = 1.3;

/// Metres in a minute for a person who is not in a hurry: 3.5 feet a second, the walking speed
/// that signal timing assumes for pedestrians (MUTCD section 4I.06), so that most arrive in time.
const WALKING_M_PER_MINUTE: f64 = 64.0;

/// A position in units of 1/100,000 degree (about 1.1 m of latitude): exact in the file, equal
/// on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Latitude in 1/100,000 degree, -9,000,000 to 9,000,000, north positive.
    pub lat_e5: i32,
    /// Longitude in 1/100,000 degree, -18,000,000 to 18,000,000, east positive.
    pub lon_e5: i32,
}

impl Position {
    /// From degrees; `None` when either is not a number or out of range.
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Self> {
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            return None;
        }
        Some(Self { lat_e5: (lat * 1e5).round() as i32, lon_e5: (lon * 1e5).round() as i32 })
    }

    /// Whether both are in range.
    pub(crate) fn is_on_earth(self) -> bool {
        self.lat_e5.unsigned_abs() <= 9_000_000 && self.lon_e5.unsigned_abs() <= 18_000_000
    }

    /// Latitude in degrees.
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e5) / 1e5
    }

    /// Longitude in degrees.
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e5) / 1e5
    }

    /// Metres in a straight line (haversine on the mean sphere; within 0.5 % of the ellipsoid).
    pub fn metres_to(self, other: Self) -> u32 {
        let (a, b) = (self.lat().to_radians(), other.lat().to_radians());
        let half_lat = sine((b - a) / 2.0);
        let half_lon = sine(shorter_way((other.lon() - self.lon()).to_radians() / 2.0));
        let h = half_lat * half_lat + cosine(a) * cosine(b) * half_lon * half_lon;
        (2.0 * EARTH_RADIUS_M * arc_sine(h.min(1.0).sqrt())).round() as u32
    }

    /// The same position rounded to 0.001 degree (about 100 m), for a device's own position:
    /// near enough to find a bus stop, too coarse to tell a house.
    pub fn rounded(self) -> Self {
        let round = |e5: i32| (e5 + 50).div_euclid(100) * 100;
        Self { lat_e5: round(self.lat_e5), lon_e5: round(self.lon_e5) }
    }
}

/// Metres in 1/100,000 degree of latitude, on the mean sphere.
const UNIT_M: f64 = EARTH_RADIUS_M * PI / 18_000_000.0;

/// The step of a [`Plane`], in metres: a fifth of what a phone shows as one dot of a walk's map.
pub const STEP_M: u32 = 4;

/// A plane that touches the earth in its middle, for pictures: right to a thousandth within 50 km
/// of it (equirectangular).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    middle: Position,
    /// Metres in 1/100,000 degree of longitude.
    east_m: f64,
}

/// A point of a plane, in steps of [`STEP_M`] metres from its middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// To the east.
    pub x: i32,
    /// To the south, as pictures count.
    pub y: i32,
}

impl Plane {
    /// The plane that touches the earth here.
    pub fn at(middle: Position) -> Self {
        // At the poles every longitude is one; a hundredth keeps the way back possible.
        Self { middle, east_m: UNIT_M * cosine(middle.lat().to_radians()).max(0.01) }
    }

    /// Where a position is on it.
    pub fn put(&self, at: Position) -> Point {
        let steps = |units: i32, metres: f64| {
            (f64::from(units) * metres / f64::from(STEP_M)).round() as i32
        };
        Point {
            x: steps(at.lon_e5 - self.middle.lon_e5, self.east_m),
            y: steps(self.middle.lat_e5 - at.lat_e5, UNIT_M),
        }
    }

    /// Which position a point is; beyond the edge of the earth, the edge.
    pub fn back(&self, point: Point) -> Position {
        let units = |steps: i32, metres: f64| {
            (f64::from(steps) * f64::from(STEP_M) / metres).round() as i32
        };
        let lat = self.middle.lat_e5.saturating_sub(units(point.y, UNIT_M));
        let lon = self.middle.lon_e5.saturating_add(units(point.x, self.east_m));
        Position {
            lat_e5: lat.clamp(-9_000_000, 9_000_000),
            lon_e5: lon.clamp(-18_000_000, 18_000_000),
        }
    }
}

// Sine and its like by their series: the standard library brings none to a browser, and the one
// that compilers add there weighs 8 KB and takes any angle, where these are small ones. They are
// also the same to the last bit on every machine, which no standard asks of the others.

/// The sine of an angle from -π/2 to π/2, within 1e-13 of it.
fn sine(x: f64) -> f64 {
    // Odd factorials; with these nine the far side of the earth is right to a few metres, too.
    const TERMS: [f64; 9] = [
        1.0,
        -6.0,
        120.0,
        -5_040.0,
        362_880.0,
        -39_916_800.0,
        6_227_020_800.0,
        -1_307_674_368_000.0,
        355_687_428_096_000.0,
    ];
    let square = x * x;
    x * TERMS.iter().rev().fold(0.0, |sum, term| sum * square + 1.0 / term)
}

/// The cosine of a latitude.
fn cosine(x: f64) -> f64 {
    sine(FRAC_PI_2 - x.abs())
}

/// An angle from -π to π with the same sine, from -π/2 to π/2.
fn shorter_way(x: f64) -> f64 {
    if x.abs() > FRAC_PI_2 { PI.copysign(x) - x } else { x }
}

/// The angle from 0 to π/2 whose sine is `x`, from 0 to 1, within 1e-6 of it.
fn arc_sine(x: f64) -> f64 {
    // The series is slow near 1; there the angle is found from its half.
    if x > 0.5 {
        return FRAC_PI_2 - 2.0 * arc_sine(((1.0 - x) / 2.0).sqrt());
    }
    const TERMS: [f64; 8] = [
        1.0,
        1.0 / 6.0,
        3.0 / 40.0,
        15.0 / 336.0,
        105.0 / 3_456.0,
        945.0 / 42_240.0,
        10_395.0 / 599_040.0,
        135_135.0 / 9_676_800.0,
    ];
    let square = x * x;
    x * TERMS.iter().rev().fold(0.0, |sum, term| sum * square + term)
}

/// Whether a position lies inside an outline: a line from it to the east crosses the outline an odd
/// number of times.
pub fn is_within(at: Position, outline: &[Position]) -> bool {
    let mut inside = false;
    for (a, b) in outline.iter().zip(outline.iter().cycle().skip(1)) {
        if (a.lat_e5 > at.lat_e5) != (b.lat_e5 > at.lat_e5) {
            let step = |from: i32, to: i32| i64::from(to) - i64::from(from);
            let east = step(a.lon_e5, b.lon_e5) * step(a.lat_e5, at.lat_e5);
            let crossing = i64::from(a.lon_e5) + east / step(a.lat_e5, b.lat_e5);
            inside ^= i64::from(at.lon_e5) < crossing;
        }
    }
    inside
}

/// Minutes on foot for a straight-line distance in metres, rounded up, at least 1.
pub fn walking_minutes(metres: u32) -> u32 {
    ((f64::from(metres) * DETOUR / WALKING_M_PER_MINUTE).ceil() as u32).max(1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::from_degrees(lat, lon).unwrap()
    }

    #[test]
    fn a_known_distance_is_right() {
        // Vancouver City Hall to Metrotown station: 8.2 km by the ellipsoid.
        let metres = at(49.26098, -123.11394).metres_to(at(49.22577, -123.00361));
        assert!((8_900..9_000).contains(&metres), "{metres}");
        assert_eq!(at(49.2, -123.1).metres_to(at(49.2, -123.1)), 0);
        assert_eq!(at(0.0, 179.999).metres_to(at(0.0, -179.999)), 222);
    }

    #[test]
    fn no_distance_on_earth_differs_by_more_than_a_metre_in_a_million() {
        let by_the_book = |from: Position, to: Position| {
            let (a, b) = (from.lat().to_radians(), to.lat().to_radians());
            let (lat, lon) = ((b - a) / 2.0, (to.lon() - from.lon()).to_radians() / 2.0);
            let h = lat.sin().powi(2) + a.cos() * b.cos() * lon.sin().powi(2);
            2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
        };
        let lats = [-90.0, -49.3, -0.01, 0.0, 0.004, 33.3, 49.2, 49.21, 89.9, 90.0];
        let lons = [-180.0, -123.1, -123.0, -90.5, 0.0, 0.02, 77.7, 179.99, 180.0];
        let everywhere: Vec<Position> =
            lats.iter().flat_map(|lat| lons.iter().map(|lon| at(*lat, *lon))).collect();
        for from in &everywhere {
            for to in &everywhere {
                let (metres, wanted) = (f64::from(from.metres_to(*to)), by_the_book(*from, *to));
                assert!(
                    (metres - wanted).abs() <= 0.51 + wanted * 1e-6,
                    "{from:?} {to:?} {metres} {wanted}"
                );
            }
        }
    }

    #[test]
    fn a_map_s_distances_are_those_of_the_earth() {
        let middle = at(49.2217, -123.0900);
        let plane = Plane::at(middle);
        assert_eq!(plane.put(middle), Point::default());
        for (lat, lon) in [(49.30, -123.25), (49.15, -122.95), (49.0, -123.09), (49.22, -122.4)] {
            let there = plane.put(at(lat, lon));
            let drawn = f64::from(there.x).hypot(f64::from(there.y)) * f64::from(STEP_M);
            let walked = f64::from(middle.metres_to(at(lat, lon)));
            assert!((drawn - walked).abs() < walked * 0.002 + 4.0, "{lat} {lon}: {drawn} {walked}");
            assert!(plane.back(there).metres_to(at(lat, lon)) <= STEP_M, "{lat} {lon}");
        }
    }

    #[test]
    fn a_map_of_anywhere_is_a_map() {
        let ends = [i32::MIN, -1, 0, 1, i32::MAX];
        for (lat, lon) in [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0)] {
            let plane = Plane::at(at(lat, lon));
            for (x, y) in ends.iter().flat_map(|x| ends.map(|y| (*x, y))) {
                let there = plane.back(Point { x, y });
                assert!(there.is_on_earth(), "{there:?}");
                plane.put(there);
            }
        }
    }

    #[test]
    fn a_position_off_the_earth_is_none() {
        assert_eq!(Position::from_degrees(f64::NAN, 0.0), None);
        assert_eq!(Position::from_degrees(91.0, 0.0), None);
        assert_eq!(Position::from_degrees(0.0, -181.0), None);
    }

    #[test]
    fn a_short_walk_is_never_zero_minutes() {
        assert_eq!(walking_minutes(0), 1);
        assert_eq!(walking_minutes(650), 14);
    }
}
