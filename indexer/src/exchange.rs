//! What comes in from other systems, and what goes out to them, in the formats of the field: HSDS, Open Referral UK,
//! FHIR, calendars, feeds, sheets.
//!
//! [`export`] writes the folder `data/` of every site; [`import`] makes pages of other directories' data.

pub mod export;
pub mod import;
