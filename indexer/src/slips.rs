//! The files of slips: what is handed over of each service, for every locale.
//!
//! Services that lie near each other share a file of about [`BLOCK_SERVICES`], in the order of the tiles,
//! so that the desk of a large town loads its own neighbourhood's. A directory that fits into one
//! file has no index, and no request tells which services somebody was handed.

use app::pages::{Site, SlipAssets, slip_file};
use app::slip::{SlipBlock, SlipIndex};
use catalog::directory::Directory;
use rayon::prelude::*;

use crate::hashed::{Files, hashed_name};
use crate::pack::tiles::Cut;

/// The folder of the slips, from the root of the site.
const FOLDER: &str = "slips";

/// Most services in a block: some 65 KB on the way (the sample's 88 slips are 22 to 26 KB in each of ten
/// languages, brotli, 30 November 2026), and enough that which block is asked for says little.
pub const BLOCK_SERVICES: usize = 250;

/// The slips of a locale.
pub struct LocaleSlips {
    /// The locale.
    pub locale: String,
    /// What a page is told of them.
    pub assets: SlipAssets,
    /// The files, by their paths from the root of the site.
    pub files: Files,
}

/// A block: the services that share a file, by their places in `Directory::services`.
struct Block<'a> {
    tile: usize,
    services: &'a [usize],
}

/// Cuts the services into blocks; those of a tile stand one behind the other. What fits into one file is
/// one block, whatever the tiles are.
fn blocks(cuts: &[Cut]) -> Vec<Block<'_>> {
    let tiles = cuts.iter().enumerate();
    tiles
        .flat_map(|(tile, cut)| {
            // As equal as they can be: no block of three services beside one of 250.
            let count = cut.services.len().div_ceil(BLOCK_SERVICES).max(1);
            let size = cut.services.len().div_ceil(count).max(1);
            cut.services.chunks(size).map(move |services| Block { tile, services })
        })
        .collect()
}

/// Most files that [`slips`] gives.
pub fn files_at_most(directory: &Directory, cuts: &[Cut]) -> usize {
    let blocks = blocks(cuts).len();
    directory.config.locales.len() * (blocks + usize::from(blocks > 1))
}

/// The slips of every locale.
///
/// # Errors
/// A sentence: when a file cannot be made.
pub fn slips(site: &Site<'_>, cuts: &[Cut]) -> Result<Vec<LocaleSlips>, String> {
    let blocks = blocks(cuts);
    let locales = &site.directory.config.locales;
    locales.par_iter().map(|locale| of_locale(site, locale, &blocks)).collect()
}

fn of_locale(site: &Site<'_>, locale: &str, blocks: &[Block<'_>]) -> Result<LocaleSlips, String> {
    let mut files = Files::new();
    let mut index = SlipIndex::default();
    for Block { tile, services } in blocks {
        let services = services.iter().filter_map(|at| site.directory.services.get(*at));
        let file = slip_file(site, locale, services);
        let bytes = json(&file)?;
        let name = hashed_name(locale, "json", &bytes);
        files.insert([FOLDER, "/", &name].concat(), bytes);
        let ids: Vec<&str> = file.slips.iter().map(|slip| slip.id.as_str()).collect();
        index.blocks.push(SlipBlock { file: name, tile: *tile as u32, ids: ids.join(" ") });
    }
    let assets = match index.blocks.as_slice() {
        [only] => SlipAssets::Whole([FOLDER, "/", &only.file].concat()),
        _ => {
            let bytes = json(&index)?;
            let name = hashed_name(&[locale, "-index"].concat(), "json", &bytes);
            let path = [FOLDER, "/", &name].concat();
            files.insert(path.clone(), bytes);
            SlipAssets::Index(path)
        }
    };
    Ok(LocaleSlips { locale: locale.to_owned(), assets, files })
}

fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(tiles: &[usize]) -> Vec<(usize, usize)> {
        let cuts: Vec<Cut> = tiles
            .iter()
            .map(|services| Cut { bounds: None, services: (0..*services).collect() })
            .collect();
        blocks(&cuts).iter().map(|block| (block.tile, block.services.len())).collect()
    }

    #[test]
    fn a_small_directory_is_one_block_and_a_large_one_is_cut_tile_by_tile() {
        assert_eq!(sizes(&[153]), [(0, 153)]);
        assert_eq!(sizes(&[251]), [(0, 126), (0, 125)]);
        assert_eq!(sizes(&[400, 380, 12]), [(0, 200), (0, 200), (1, 190), (1, 190), (2, 12)]);
        assert_eq!(sizes(&[0]), []);
    }
}
