//! Which tiles a person needs, and how far around them everything has then been searched.
//!
//! A directory is cut by place, so that what a phone loads depends on its neighbourhood and not on
//! the size of the directory. Tiles never follow from what somebody types or ticks; only a place
//! that they name, and "look further", load more of them.

use crate::manifest::{Manifest, Tile};
use crate::place::Position;
use crate::sort::sort;

/// Services near a person that are loaded without being asked for: as many as a town of 100,000
/// has, and about 100 KB.
pub const NEARBY_SERVICES: u32 = 1_000;

impl Manifest {
    /// The tiles that hold at least the `services` nearest ones around `origin` (without one,
    /// around the directory's centre), nearest first, and one tile of what has no place for each
    /// [`NEARBY_SERVICES`] of them. The first one is what a phone needs first.
    ///
    /// Where a phone [`loads_all`](Manifest::loads_all), these are all tiles, always in the same order.
    pub fn tiles_around(&self, origin: Option<Position>, services: u32) -> Vec<usize> {
        let (origin, services) = match self.loads_all {
            true => (self.centre, u32::MAX),
            false => (origin.unwrap_or(self.centre), services),
        };
        let mut placed: Vec<(u32, usize)> = self
            .tiles
            .iter()
            .enumerate()
            .filter_map(|(number, tile)| Some((metres_to(tile, origin)?, number)))
            .collect();
        sort(&mut placed, |a, b| a < b);
        let mut wanted = Vec::new();
        let mut held = 0_u32;
        for (_, number) in placed {
            if held >= services {
                break;
            }
            held = held.saturating_add(self.tiles[number].services);
            wanted.push(number);
        }
        let placeless = (0..self.tiles.len()).filter(|number| self.tiles[*number].bounds.is_none());
        let rounds = services.div_ceil(NEARBY_SERVICES) as usize;
        let second = wanted.len().min(1);
        wanted.splice(second..second, placeless.take(rounds));
        wanted
    }

    /// Metres around `origin` within which every location is in a tile that is `here`; `None` when
    /// no tile with a place is left out.
    pub fn complete_within(&self, origin: Position, here: impl Fn(usize) -> bool) -> Option<u32> {
        let left_out = self.tiles.iter().enumerate().filter(|(number, _)| !here(*number));
        left_out.filter_map(|(_, tile)| metres_to(tile, origin)).min()
    }

    /// How many services the whole directory has.
    pub fn services(&self) -> u32 {
        self.tiles.iter().fold(0, |sum, tile| sum.saturating_add(tile.services))
    }
}

/// Metres from `origin` to the nearest corner or side of a tile, 0 inside; `None` for a tile
/// without a place. No tile spans the antimeridian: the build would make it as wide as the earth.
fn metres_to(tile: &Tile, origin: Position) -> Option<u32> {
    let (south_west, north_east) = tile.bounds?;
    // Hostile bytes may turn the corners round, and `clamp` would panic.
    let between = |at: i32, low: i32, high: i32| at.max(low).min(high.max(low));
    let nearest = Position {
        lat_e5: between(origin.lat_e5, south_west.lat_e5, north_east.lat_e5),
        lon_e5: between(origin.lon_e5, south_west.lon_e5, north_east.lon_e5),
    };
    Some(origin.metres_to(nearest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Freshness;
    use crate::manifest::{FileRef, Places};

    /// Tiles along a line of latitude, one a tenth of a degree (about 7 km), 600 services each,
    /// and two without a place.
    fn manifest() -> Manifest {
        let tile = |bounds| Tile { bounds, services: 600, ..Tile::default() };
        let placed = (0..5)
            .map(|n| tile(Some((at(4_900_000, n * 10_000), at(4_901_000, n * 10_000 + 5_000)))));
        Manifest {
            locale: String::new(),
            default_locale: String::new(),
            time_zone: String::new(),
            centre: at(4_900_500, 22_000),
            freshness: Freshness { remind: Vec::new(), stale: 14, hide: 18 },
            travel: Vec::new(),
            choices: Vec::new(),
            delivery: Vec::new(),
            places: Places::default(),
            loads_all: false,
            tiles: placed.chain([tile(None), tile(None)]).collect(),
            sayings: FileRef::default(),
            common_sayings: FileRef::default(),
            spoken: None,
            messages: Vec::new(),
        }
    }

    fn at(lat_e5: i32, lon_e5: i32) -> Position {
        Position { lat_e5, lon_e5 }
    }

    #[test]
    fn what_is_near_comes_first_and_what_has_no_place_next() {
        let manifest = manifest();
        assert_eq!(manifest.tiles_around(None, NEARBY_SERVICES), [2, 5, 1]);
        let east = at(4_900_500, 44_000);
        assert_eq!(manifest.tiles_around(Some(east), NEARBY_SERVICES), [4, 5, 3]);
        assert_eq!(manifest.tiles_around(Some(east), 2 * NEARBY_SERVICES), [4, 5, 6, 3, 2, 1]);
        assert_eq!(manifest.tiles_around(Some(east), u32::MAX).len(), 7);
    }

    #[test]
    fn where_all_is_loaded_no_place_changes_the_order() {
        let all = Manifest { loads_all: true, ..manifest() };
        let east = at(4_900_500, 44_000);
        let order = all.tiles_around(None, NEARBY_SERVICES);
        assert_eq!(order.len(), 7);
        assert_eq!(all.tiles_around(Some(east), NEARBY_SERVICES), order);
    }

    #[test]
    fn a_person_is_told_how_far_everything_was_searched() {
        let manifest = manifest();
        let here = at(4_900_500, 22_000);
        let within = manifest.complete_within(here, |number| number == 2).unwrap_or(0);
        // To the tile that ends at 0.15 degrees, from 0.22: 0.07 degrees of longitude at 49.005
        // north are 5.11 km.
        assert!((5_000..5_200).contains(&within), "{within}");
        assert_eq!(manifest.complete_within(here, |number| number < 5), None);
        assert_eq!(manifest.complete_within(here, |_| false), Some(0));
    }

    #[test]
    fn corners_the_wrong_way_round_harm_nobody() {
        let mut manifest = manifest();
        manifest.tiles[0].bounds = Some((at(5_000_000, 10), at(-5_000_000, -10)));
        assert_eq!(manifest.tiles_around(None, u32::MAX).len(), 7);
    }
}
