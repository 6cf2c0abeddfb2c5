//! How easy a text is to read, as far as anybody has measured it in that language.
//!
//! Reading order: [`sentences`] (where one ends, in every script), [`syllables`] (of English, French and
//! Spanish), [`ease`] (the formulas, with their sources). A language without an established formula has no
//! number here, and nothing is said of it: a number that nobody has tested on readers would only teach
//! writers to please a machine.

pub mod ease;
pub mod sentences;
pub mod syllables;
