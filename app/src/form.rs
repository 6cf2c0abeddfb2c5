//! The form by which a group adds its page: plain questions, one thing a screen. Nothing leaves the phone
//! but by the person's own send, and nothing is kept on it unless somebody says so.
//!
//! What was typed and ticked are [`answers`], by the names of the fields. Everything else follows from
//! them: the [`times`], the facts of the [`page`], its [`preview`], what is to be mended ([`remark`]) and
//! what is sent ([`send`]). [`mod@file`] is what a program is told of its town, [`state`] what follows from an
//! action, [`view`] what is seen.
//!
//! Deliberately absent: how a page is written and checked. The program in `app/web/form` asks the crate
//! `authoring`, so that the form says what `signpost check` says.

pub mod answers;
pub mod file;
pub mod page;
pub mod preview;
pub mod remark;
pub mod screen;
pub mod send;
pub mod state;
pub mod times;
pub mod view;
