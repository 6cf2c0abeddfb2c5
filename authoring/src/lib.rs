//! A page's text in, true records or diagnostics out, and back.
//!
//! The command `signpost` and a form in the browser read, check and write pages with the very same
//! code, so that a form says what `signpost check` says.
//!
//! Reading order for a newcomer, which is also the way of a page: [`source`] (text and stretches
//! of it), [`node`] (a tree with places), [`draft`] (what was typed), [`markdown`] (the text under
//! the facts), [`layout`] (which file is what), [`read`] (all of these), [`validate`] (what is wrong),
//! [`directory`] (what is true), [`topics`] (what its words say). And back: [`value`] (what is to be written), [`order`] (where its key
//! belongs), [`edit`] (one field of a page), [`write`](mod@write) (a whole page), [`note`] (a change that travels as a few plain lines), [`town`] (what a page alone is checked against). [`report`] turns every diagnostic into words. [`names`] (ids, and
//! names that can be addresses), [`phone`] and [`people`] (what people really type) lie at the bottom.
//!
//! Architecture invariants: no files, threads, clock or random numbers; what day it is, which time
//! zones there are and how Unicode decomposes is asked through [`validate::World`]. It compiles for
//! `wasm32-unknown-unknown`. Same input, same output. Nothing reachable from a page's bytes panics.

pub mod addresses;
pub mod directory;
pub mod discretion;
pub mod draft;
pub mod edit;
pub mod guide;
pub mod layout;
pub mod links;
pub mod markdown;
pub mod names;
pub mod node;
pub mod note;
pub mod order;
pub mod origin;
pub mod people;
pub mod phone;
pub mod plain;
pub mod published;
pub mod read;
pub mod report;
pub mod source;
pub mod texts;
pub mod timetable;
pub mod topics;
pub mod town;
pub mod validate;
pub mod value;
pub mod write;
