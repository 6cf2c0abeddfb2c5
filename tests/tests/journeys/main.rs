//! The journeys, a module a theme.
// A journey that cannot go on stops with a sentence.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod addresses;
mod barriers;
mod choosing;
mod danger;
mod desk;
mod driver;
mod finding;
mod first_screen;
mod form;
mod forms;
mod handed;
mod heard;
mod holding;
mod keyboard;
mod leaving;
mod maintaining;
mod offline;
mod own_words;
mod paper;
mod people;
mod plain;
mod plan;
mod privacy;
mod reply;
mod trouble;
mod weight;
