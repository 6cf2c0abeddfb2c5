//! The command `signpost` as somebody at a keyboard, a workflow or a browser meets it: folders in,
//! folders and answers out.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod building;
mod importing;
mod kit;
mod serving;
mod speaking;
