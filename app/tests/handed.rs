//! What is handed over: slips, the sheet, and the plan that is opened from a link.
#![allow(clippy::unwrap_used, missing_docs)]
