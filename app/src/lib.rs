//! What people see: pure views of props, and the state of the few interactive islands.
//!
//! A page is a function of its props: no component fetches, reads a clock or knows where it is
//! shown. Natively (feature `ssr`) the indexer renders every page as plain HTML. In the browser only
//! the islands run, each on one element of a plain page and each a program of its own in
//! `app/web/`: they hold a `state` of this crate and draw its `view`.
//!
//! Architecture invariants: without `ssr` nothing here knows leptos, only the signals that it is made of; nothing
//! here knows gloo, web-sys or wasm-bindgen, and there is no feature
//! but `ssr`. `view` looks at `state`, never the other way. No literal text in a view: every word
//! comes from `app/locales/` or from content.
//!
//! Reading order for a newcomer: [`locale`] and [`mod@format`] (words), [`markup`], [`choice`], [`card`]
//! (one result), [`map`], [`finder`] and [`plan`] (the islands), [`slip`], [`handout`] and [`handed`] (what is
//! handed over: its words, its paper, the page that opens it), [`form`] (how a group adds its page), then `pages` (everything else).
#![recursion_limit = "256"]

pub mod card;
pub mod choice;
pub mod desk;
mod encoded;
mod fields;
pub mod finder;
pub mod form;
pub mod format;
#[cfg(feature = "ssr")]
pub mod gaps;
pub mod handed;
pub mod handout;
#[cfg(feature = "ssr")]
pub mod icon;
pub mod locale;
#[cfg(feature = "ssr")]
pub mod locales;
pub mod map;
pub mod markup;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod people;
pub mod plan;
pub mod qr;
pub mod record_codes;
pub mod slip;
pub mod spelling;
