//! Reads content, checks it, ranks it, packs it, and writes the site.
//!
//! Reading order for a newcomer, which is also the order of a build: [`source`] (files), [`node`]
//! (positions), [`draft`] (what was typed), [`validate`] (what is true), [`read`] (all of these),
//! [`ranking`] (tantivy), [`pack`] (the catalog's bytes), [`build`] (pages and files),
//! [`limit`] (as many as the host takes), [`offline`] (the same for a phone to keep), [`site`] (the swap), [`preview`] (one group at once). [`report`] turns every diagnostic into words.
//!
//! Architecture invariants: only `main`, `source`, `site`, `serve` and `clock` touch the world.
//! Same input, same bytes. tantivy never leaves this crate.

pub mod build;
pub mod clock;
pub mod conflation;
pub mod draft;
pub mod host;
pub mod limit;
pub mod markdown;
pub mod new;
pub mod node;
pub mod offline;
pub mod pack;
pub mod preview;
pub mod ranking;
pub mod read;
pub mod report;
pub mod serve;
pub mod site;
pub mod source;
pub mod validate;
pub mod words;
