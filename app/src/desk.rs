//! The desk: somebody who refers people has one of them in front of them, and sixty seconds.
//!
//! Screen 1 finds: one field, what was understood as chips, a row an activity. Screen 2 hands over: the
//! sheet, a call, a text, a code to scan, a text for the record, a day to look again.
//!
//! Everything here is pure. The question itself is the finder's ([`crate::finder::state`]); the desk adds
//! what only prescribers are told ([`notes`]), an age ([`age`]), the rules that keep somebody out
//! ([`rules`]), and what is handed over ([`state`], [`message`], [`record`], [`review`]). What is seen is
//! drawn by [`view`] and [`hand_over`]. The browser's side is the crate `app/web/desk`.
//!
//! Nothing on this path is stored, and nothing is sent but by the prescriber's own hand.

pub mod action;
pub mod age;
pub mod hand_over;
pub mod message;
pub mod notes;
pub mod record;
pub mod review;
pub mod rules;
pub mod state;
pub mod view;

/// Most activities that are handed over at once: more is a list, and no prescription.
pub const CHOSEN_MAX: usize = 3;

/// How many rows are shown at first: as many as there are keys to tick them by.
pub const ROWS: usize = 9;

/// How long nobody touches anything until the desk forgets the person, in milliseconds.
pub const FORGOTTEN_MS: u32 = 5 * 60 * 1_000;
