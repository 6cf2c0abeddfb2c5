//! Takes from an outline what nothing here needs.
//!
//! What a directory does with an outline (in which neighbourhood is a door, and which postcode areas share its ground) goes by
//! steps of a twentieth of the area and by doors: a border that is right to [`TOLERANCE_M`] is as good as the surveyor's.

use catalog::place::Position;

/// How far a border may be moved, in metres: half the width of a street with its pavements, so that no door changes sides.
pub const TOLERANCE_M: f64 = 10.0;

/// Metres of a degree on the mean sphere.
const DEGREE_M: f64 = 111_195.0;

/// An outline with as few corners as `tolerance` metres allow (Douglas and Peucker), and three at least.
pub fn simpler(outline: &[Position], tolerance: f64) -> Vec<Position> {
    let Some((start, rest)) = outline.split_first() else { return Vec::new() };
    // A ring has no ends: it is cut at its first corner and at the one that is farthest from there.
    let far = rest.iter().enumerate().max_by_key(|(_, at)| start.metres_to(**at));
    let Some((far, _)) = far else { return outline.to_vec() };
    let far = far + 1;
    let ring: Vec<Position> = outline.iter().chain([start]).copied().collect();
    let mut is_kept = vec![false; ring.len()];
    for end in [0, far, ring.len() - 1] {
        is_kept[end] = true;
    }
    let mut parts = vec![(0, far), (far, ring.len() - 1)];
    while let Some((from, to)) = parts.pop() {
        let inside = (from + 1..to).map(|at| (at, metres(ring[at], ring[from], ring[to])));
        let farthest = inside.max_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((at, metres)) = farthest.filter(|(_, metres)| *metres > tolerance) {
            debug_assert!(metres.is_finite());
            is_kept[at] = true;
            parts.extend([(from, at), (at, to)]);
        }
    }
    // The last one is the first again.
    let kept = ring.iter().zip(&is_kept).take(outline.len()).filter(|(_, kept)| **kept);
    let mut simple: Vec<Position> = kept.map(|(at, _)| *at).collect();
    simple.dedup();
    if simple.len() < 3 { outline.to_vec() } else { simple }
}

/// How far a position is from the line between two others: plane geometry is exact enough at the size of a neighbourhood.
fn metres(at: Position, from: Position, to: Position) -> f64 {
    let wide = DEGREE_M * from.lat().to_radians().cos();
    let flat = |place: Position| {
        [(place.lon() - from.lon()) * wide, (place.lat() - from.lat()) * DEGREE_M]
    };
    let ([x, y], [tx, ty]) = (flat(at), flat(to));
    let length = tx * tx + ty * ty;
    let along = if length > 0.0 { ((x * tx + y * ty) / length).clamp(0.0, 1.0) } else { 0.0 };
    (x - along * tx).hypot(y - along * ty)
}

/// Twice the area of an outline, in degrees: to say which of several is the largest.
pub fn area(outline: &[Position]) -> f64 {
    let next = outline.iter().cycle().skip(1);
    let cross = outline.iter().zip(next).map(|(a, b)| a.lon() * b.lat() - b.lon() * a.lat());
    cross.sum::<f64>().abs()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::from_degrees(lat, lon).unwrap()
    }

    #[test]
    fn a_straight_border_loses_its_posts_and_a_bend_stays() {
        // A street of some 700 m with a post every 70 m, a bend of 50 m, and back.
        let mut outline: Vec<Position> =
            (0..=10).map(|post| at(49.25, -123.0 + f64::from(post) / 1_000.0)).collect();
        outline.extend([at(49.2504, -122.985), at(49.26, -122.99), at(49.26, -123.0)]);
        let simple = simpler(&outline, TOLERANCE_M);
        assert_eq!(simple.len(), 5, "{simple:?}");
        assert!(outline.iter().all(|at| simple.contains(at) || at.lat_e5 == 4_925_000));
    }

    #[test]
    fn what_is_smaller_than_the_tolerance_stays_as_it_is() {
        let lawn = [at(49.25, -123.0), at(49.250_03, -123.0), at(49.250_03, -122.999_97)];
        assert_eq!(simpler(&lawn, TOLERANCE_M), lawn);
        assert_eq!(simpler(&[], TOLERANCE_M), []);
    }
}
