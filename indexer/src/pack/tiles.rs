//! The directory cut by place: services near each other are loaded together.

use catalog::directory::Directory;
use catalog::place::Position;
use catalog::service::Service;

use super::index::SERVICES_MAX;

/// Most services in a tile. With a tile of this size a first visit's results, bundle and page
/// included, fit into 130 KB; a thousand would be 50 KB more before the first answer.
pub const TILE_SERVICES: usize = 400;

const _: () = assert!(TILE_SERVICES <= SERVICES_MAX);

/// Locations of one service further apart than this, in metres, make it one of the whole region:
/// it would stretch its tile, and every phone in between would load that.
const SPREAD_M: u32 = 50_000;

/// The corners of some services' locations, south-west and north-east.
pub type Bounds = (Position, Position);

/// Services that are loaded together: their places in `Directory::services`, ascending.
pub struct Cut {
    /// The corners of the services' locations; `None` for services without a place.
    pub bounds: Option<Bounds>,
    /// The services.
    pub services: Vec<usize>,
}

/// Cuts the directory into tiles of nearly equal size, those by place first. A small directory is
/// one tile.
pub fn cut(directory: &Directory) -> Vec<Cut> {
    let positions: Vec<Vec<Position>> =
        directory.services.iter().map(|service| positions(directory, service)).collect();
    let all: Vec<usize> = (0..positions.len()).collect();
    if all.len() <= TILE_SERVICES {
        let everywhere = positions.iter().flatten().copied();
        return vec![Cut { bounds: bounds(everywhere), services: all }];
    }
    let is_placed = |service: &usize| {
        bounds(positions[*service].iter().copied())
            .is_some_and(|(south_west, north_east)| south_west.metres_to(north_east) <= SPREAD_M)
    };
    let (placed, placeless): (Vec<usize>, Vec<usize>) = all.into_iter().partition(is_placed);
    let mut cuts = Vec::new();
    halve(placed, &positions, &mut cuts);
    for services in placeless.chunks(TILE_SERVICES) {
        cuts.push(Cut { bounds: None, services: services.to_vec() });
    }
    cuts
}

/// A k-d cut: across the longer side, so that both halves make equally full tiles.
fn halve(mut services: Vec<usize>, positions: &[Vec<Position>], cuts: &mut Vec<Cut>) {
    if services.is_empty() {
        return;
    }
    let tiles = services.len().div_ceil(TILE_SERVICES);
    let of_these = services.iter().flat_map(|service| &positions[*service]).copied();
    let Some((south_west, north_east)) = bounds(of_these).filter(|_| tiles > 1) else {
        let of_these = services.iter().flat_map(|service| &positions[*service]).copied();
        let bounds = bounds(of_these);
        services.sort_unstable();
        cuts.push(Cut { bounds, services });
        return;
    };
    let corner = Position { lat_e5: south_west.lat_e5, lon_e5: north_east.lon_e5 };
    let is_wide = south_west.metres_to(corner) > corner.metres_to(north_east);
    // Equal places stand in the order of their ids, so that the same directory is cut alike.
    services.sort_by_key(|service| {
        let at = positions[*service][0];
        (if is_wide { at.lon_e5 } else { at.lat_e5 }, *service)
    });
    let further = services.split_off(services.len() * (tiles / 2) / tiles);
    halve(services, positions, cuts);
    halve(further, positions, cuts);
}

/// A service's locations, or else the centres of the places that it serves.
fn positions(directory: &Directory, service: &Service) -> Vec<Position> {
    let places = service.whereabouts.places();
    let located: Vec<Position> = places.iter().filter_map(|place| place.position).collect();
    if !located.is_empty() {
        return located;
    }
    let serves = |id: &String| directory.places.iter().find(|place| &place.id == id);
    service.area.iter().filter_map(serves).map(|place| place.centre).collect()
}

fn bounds(mut positions: impl Iterator<Item = Position>) -> Option<Bounds> {
    let first = positions.next()?;
    Some(positions.fold((first, first), |(south_west, north_east), at| {
        (
            Position {
                lat_e5: south_west.lat_e5.min(at.lat_e5),
                lon_e5: south_west.lon_e5.min(at.lon_e5),
            },
            Position {
                lat_e5: north_east.lat_e5.max(at.lat_e5),
                lon_e5: north_east.lon_e5.max(at.lon_e5),
            },
        )
    }))
}
