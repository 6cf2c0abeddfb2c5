//! What comes in from other systems, and what goes out to them, in the formats of the field: HSDS, Open Referral UK,
//! FHIR, calendars, feeds, sheets.
//!
//! [`export`] writes the folder `data/` of every site; [`import`] makes pages of other directories' data. [`own`] is what
//! both know of how our words stand there, and [`held`] what does not come back from there.

pub mod export;
pub mod held;
pub mod import;
pub mod own;
