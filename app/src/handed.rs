//! The plan that somebody was handed: opened from a link, from a code to scan or from the same code typed,
//! in the language of the page.
//!
//! Everything here is pure: [`state`] is what is known of the plan, [`view`] how it looks. The browser's side
//! is the crate `app/web/handed`.
//!
//! What stands after `#` goes to no server. Where the directory's slips fit into one file, every visit
//! asks for the same files, and the host learns that somebody opened a plan, and not which. In a larger
//! directory it learns which of the files of about 250 activities are asked for: in which part of town the
//! activities of some plan are.

pub mod state;
pub mod view;
