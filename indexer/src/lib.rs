//! Reads content, checks it, ranks it, packs it, and writes the site.
//!
//! Reading order for a newcomer, which is also the order of a build: [`folder`] (files), [`read`]
//! (the crate `authoring` makes drafts and a true directory of them), [`sanitize`] (the last wall
//! before publishing), [`topics`] (what services are about), [`speech`] (how people ask in each
//! language), [`conflation`] (the forms of words) and [`ranking`] (tantivy), [`pack`] (the catalog's bytes), [`build`] (pages and files), [`limit`] (as many pages as the host takes),
//! [`exchange`] (data of and for other systems), [`offline`] (the site as a phone stores it), [`host`] (headers, site map), [`staging`] (the swap).
//! Beside a build: [`phones`] (what is known of telephone numbers), [`reading`] (how easy pages are to read), [`new`] (a page to fill in), [`notes`] (what groups say has changed), [`translated`] (from which words a translation was made), [`serve`] (the site on this machine), [`preview`]
//! (one group's pages at once), [`paper`] (booklets and posters), [`init`] (a new town's folder), [`places`] (a town's own neighbourhoods and postcode areas), [`wording`] (its own
//! words), [`earlier`] (what an earlier release had), [`listed`] (what is new, changed and gone since), [`revision`] and [`review`] (what a change means to readers), [`workflow`] (the files by which a host looks
//! at changes and publishes), [`clock`]. The command line itself is [`cli`]; `terminal` is what is seen of it,
//! [`progress`] how far a long work is, `paths` how paths are read, and `plainly` what is
//! said of files that cannot be read or written.
//!
//! Architecture invariants: only `folder`, `new`, `checked`, `build::bundle`, `staging`, `serve`, `earlier`, `revision`, `clock` and the
//! command itself touch the world. Same input, same bytes. tantivy never leaves this crate.

pub mod build;
pub mod checked;
pub mod cli;
pub mod clock;
mod command;
pub mod conflation;
pub mod due;
pub mod earlier;
pub mod exchange;
pub mod explain;
pub mod facts;
pub mod folder;
mod hashed;
pub mod host;
pub mod init;
pub mod languages;
pub mod limit;
pub mod listed;
pub mod lunar;
pub mod new;
pub mod notes;
pub mod offline;
pub mod pack;
pub mod paper;
mod paths;
pub mod phones;
pub mod places;
mod plainly;
pub mod preview;
pub mod progress;
pub mod ranking;
pub mod read;
pub mod reading;
pub mod review;
pub mod revision;
pub mod sanitize;
pub mod serve;
mod slips;
pub mod speech;
pub mod staging;
mod terminal;
pub mod topics;
pub mod translated;
pub mod wording;
pub mod words;
pub mod workflow;

/// Allocates for every program of this crate: the one of a C library waits where many cores ask at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
