//! What people see, drawn natively from catalogs as the indexer packs them: the card, whole pages,
//! and that no word on them is a view's own.
//!
//! Goldens stand in `goldens/`; write them anew with `SIGNPOST_BLESS=1 cargo test -p indexer --test
//! pages`, then read the difference.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod card;
mod gaps;
mod golden;
mod literals;
mod pages;
mod small;
mod small_services;
mod topics;
