//! The finder: words, filters, a place, and the results, on the person's own device.
//!
//! [`state`] holds every rule: what can be done ([`state::action`]), what follows
//! ([`state::model`]), which files of the catalog are asked for ([`state::loader`]), where the map
//! looks ([`state::map_view`]). [`view`] draws that state as markup, natively into the find page and
//! in the browser; it looks at `state`, never the other way. The browser's side is the crate
//! `app/web/finder`.

pub mod state;
pub mod view;
