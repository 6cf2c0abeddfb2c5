//! Pages, drawn and written on every core.

use std::sync::atomic::{AtomicU64, Ordering};

use app::pages::{self, Address, Site};
use rayon::prelude::*;

use super::Unchanged;
use crate::staging::{Lasting, Staging, StagingError, Written};

/// A page with its text, for those who make something more of it.
pub struct Rendered<'a> {
    /// Which page.
    pub address: &'a Address,
    /// Its size and its hash.
    pub written: Written,
    /// The text: whole HTML; `None` where the page was taken over from the old site, and stands in its file.
    pub html: Option<String>,
}

/// Draws a page, and writes it with its dates, for later builds to take over where they may.
///
/// # Errors
/// When one of the files cannot be written.
pub fn write_page(
    staging: &Staging,
    site: &Site<'_>,
    address: &Address,
    unchanged: &Unchanged,
) -> Result<(Written, String), StagingError> {
    draw(staging, site, address, unchanged.lasting(site, address))
}

fn draw(
    staging: &Staging,
    site: &Site<'_>,
    address: &Address,
    lasting: Option<Lasting>,
) -> Result<(Written, String), StagingError> {
    if let Some((path, text)) = pages::dates(site, address) {
        staging.write_lasting(&path, text.as_bytes(), lasting)?;
    }
    let html = pages::render(site, address);
    staging.progress().step();
    Ok((staging.write_lasting(&address.path(), html.as_bytes(), lasting)?, html))
}

/// Draws pages and writes those that `is_written` names, or takes them over where they are `unchanged`. Gives all of
/// them, with their texts, where together they take at most `room` bytes; else `None`, and then no more than `room` bytes of text
/// were in memory at a time, beside the pages being drawn.
///
/// # Errors
/// When a file cannot be written.
pub fn write_pages<'a>(
    staging: &Staging,
    site: &Site<'_>,
    pages: &[&'a Address],
    is_written: impl Fn(&Address) -> bool + Sync,
    unchanged: &Unchanged,
    room: u64,
) -> Result<Option<Vec<Rendered<'a>>>, StagingError> {
    let drawn = AtomicU64::new(0);
    let rendered = pages.par_iter().map(|&address| {
        let is_own = is_written(address);
        let lasting = if is_own { unchanged.lasting(site, address) } else { None };
        let reused = unchanged.reuse(staging, address, lasting)?;
        let (written, html) = if let Some(reused) = reused {
            staging.progress().step();
            (reused, None)
        } else if is_own {
            let (written, html) = draw(staging, site, address, lasting)?;
            (written, Some(html))
        } else if drawn.load(Ordering::Relaxed) > room {
            // All that would come of this page is its text, and there is no room for that.
            return Ok(None);
        } else {
            let html = pages::render(site, address);
            (Written::new(&address.path(), html.as_bytes()), Some(html))
        };
        let so_far = drawn.fetch_add(written.bytes, Ordering::Relaxed) + written.bytes;
        Ok((so_far <= room).then_some(Rendered { address, written, html }))
    });
    let rendered: Vec<Option<Rendered<'a>>> = rendered.collect::<Result<_, StagingError>>()?;
    Ok(rendered.into_iter().collect())
}
