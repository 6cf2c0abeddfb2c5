//! Positions on the earth, distances between them, and what a distance means on foot.

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
        let half_lat = (b - a) / 2.0;
        let half_lon = (other.lon() - self.lon()).to_radians() / 2.0;
        let h = half_lat.sin().powi(2) + a.cos() * b.cos() * half_lon.sin().powi(2);
        (2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()).round() as u32
    }

    /// The same position rounded to 0.001 degree (about 100 m), for a device's own position:
    /// near enough to find a bus stop, too coarse to tell a house.
    pub fn rounded(self) -> Self {
        let round = |e5: i32| (e5 + 50).div_euclid(100) * 100;
        Self { lat_e5: round(self.lat_e5), lon_e5: round(self.lon_e5) }
    }
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
