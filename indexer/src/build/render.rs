//! Pages, drawn and written on every core.

use std::sync::atomic::{AtomicU64, Ordering};

use app::pages::{self, Address, Site};
use rayon::prelude::*;

use crate::staging::{Staging, StagingError, Written};

/// A page with its text, for those who make something more of it.
pub struct Rendered<'a> {
    /// Which page.
    pub address: &'a Address,
    /// Its size and its hash.
    pub written: Written,
    /// The text: whole HTML.
    pub html: String,
}

/// Draws a page, and writes it with its dates.
///
/// # Errors
/// When one of the files cannot be written.
pub fn write_page(
    staging: &Staging,
    site: &Site<'_>,
    address: &Address,
) -> Result<(Written, String), StagingError> {
    if let Some((path, text)) = pages::dates(site, address) {
        staging.write(&path, text.as_bytes())?;
    }
    let html = pages::render(site, address);
    staging.progress().step();
    Ok((staging.write(&address.path(), html.as_bytes())?, html))
}

/// Draws pages and writes those that `is_written` names. Gives all of them, with their texts, where
/// together they take at most `room` bytes; else `None`, and then no more than `room` bytes of text
/// were in memory at a time, beside the pages being drawn.
///
/// # Errors
/// When a file cannot be written.
pub fn write_pages<'a>(
    staging: &Staging,
    site: &Site<'_>,
    pages: &[&'a Address],
    is_written: impl Fn(&Address) -> bool + Sync,
    room: u64,
) -> Result<Option<Vec<Rendered<'a>>>, StagingError> {
    let drawn = AtomicU64::new(0);
    let rendered = pages.par_iter().map(|&address| {
        let (written, html) = if is_written(address) {
            write_page(staging, site, address)?
        } else if drawn.load(Ordering::Relaxed) > room {
            // All that would come of this page is its text, and there is no room for that.
            return Ok(None);
        } else {
            let html = pages::render(site, address);
            (Written::new(&address.path(), html.as_bytes()), html)
        };
        let so_far = drawn.fetch_add(written.bytes, Ordering::Relaxed) + written.bytes;
        Ok((so_far <= room).then_some(Rendered { address, written, html }))
    });
    let rendered: Vec<Option<Rendered<'a>>> = rendered.collect::<Result<_, StagingError>>()?;
    Ok(rendered.into_iter().collect())
}
