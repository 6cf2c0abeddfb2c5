//! What comes in from other systems, and what goes out to them, in the formats of the field.
//!
//! [`export`] writes the folder `data/` of every site.

pub mod export;
