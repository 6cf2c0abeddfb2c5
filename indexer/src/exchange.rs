//! To and from the formats of the field: HSDS, Open Referral UK, sheets.
//!
//! [`import`] makes pages of other directories' data.

pub mod import;
