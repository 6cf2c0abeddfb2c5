//! What people see: pure views of props, and the few interactive islands.
//!
//! A page is a function of its props: no component fetches, reads a clock or knows where it is
//! shown. Natively (feature `ssr`) the indexer renders every page as plain HTML; in the browser only
//! the islands run, each on one element of a plain page: the finder (feature `browser`) and the
//! plan (feature `plan`), each a program of its own.
//!
//! Architecture invariants: only `browser`, `planner` and `clock` know gloo, web-sys and
//! wasm-bindgen. No literal text in a view: every word comes from `app/locales/` or from content.
//!
//! Reading order for a newcomer: [`locale`] and [`format`] (words), [`markup`], [`card`] (one result), [`map`],
//! [`finder`] and `plan` (the islands), then `pages` (everything else).
#![recursion_limit = "256"]

pub mod card;
pub mod finder;
pub mod format;
pub mod icon;
pub mod locale;
pub mod map;
pub mod markup;

#[cfg(any(feature = "ssr", feature = "plan"))]
pub mod plan;

#[cfg(feature = "ssr")]
pub mod native;

#[cfg(any(feature = "browser", feature = "plan"))]
mod clock;

#[cfg(feature = "browser")]
pub mod browser;

#[cfg(feature = "plan")]
pub mod planner;
