//! What people see, drawn natively: words of every locale, the card, and whole pages.
//!
//! Goldens stand in `goldens/`; write them anew with `SIGNPOST_BLESS=1 cargo test -p app
//! --features ssr`, then read the difference.

mod card;
mod formats;
mod golden;
mod literals;
mod pages;
mod small;
mod small_services;
