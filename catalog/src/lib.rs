//! What a service is, how the shipped file is laid out, and how a question is answered.
//!
//! Both sides of Signpost use this crate: the indexer, which writes the catalog, and the phone,
//! which reads it. Identical folding, splitting and matching on both sides is the reason why it
//! is a crate of its own.
//!
//! Architecture invariants: no IO, no DOM, no clock (`now` is an argument), no tantivy, no leptos.
//! Bytes are known only in [`mod@format`] and [`link`].
//!
//! Reading order for a newcomer:
//! 1. [`service`]: the true records, after validation
//! 2. [`directory`]: what a town decides for itself: words, places, thresholds
//! 3. [`day`] and [`schedule`]: civil time, and when the next session is; [`calendar`]: the same for
//!    other programs
//! 4. [`phone`]: a telephone number as one text; [`place`]: positions, distances, minutes on foot; [`currency`]: the money
//!    of a town
//! 5. [`facet`] and [`query`]: what a person may ask, and how it becomes a link; [`link`]: a plan that is
//!    handed over, as a link and as a code
//! 6. [`text`]: the one normalizer, words and atoms; and the index: `term_dictionary` (words and their
//!    classes), `postings` (which services have a class, and its score), `index_builder` (both of them
//!    made on the phone)
//! 7. [`sayings`]: phrases and what each means: a topic, a choice, a wish, a place, nothing, "not"
//! 8. [`manifest`], [`tiles`] and [`mod@format`]: what is shipped, what of it a person needs, its bytes
//! 9. [`results`] and [`search`]: the answer, the counts, and why. In `search` a question goes this way:
//!    `vocabulary` (the phrases that have come), `pieces` (the longest of them in the question),
//!    `understood` (what they say, and which plain words are left), `words` (the scores of topics,
//!    needs and plain words), `plan` (each part of the question as a set), `order` and `hits` (who
//!    stands where, and why), `counts`, and `suggestions` (what nobody has, what fits perhaps)

pub mod bits;
pub mod calendar;
pub mod card;
pub mod chosen;
pub mod columns;
pub mod currency;
pub mod day;
pub mod directory;
pub mod facet;
pub mod format;
mod index_builder;
pub mod link;
pub mod manifest;
pub mod phone;
pub mod place;
mod place_set;
mod postings;
pub mod query;
pub mod results;
pub mod sayings;
pub mod schedule;
pub mod search;
pub mod service;
mod sort;
mod term_dictionary;
pub mod text;
pub mod tiles;
