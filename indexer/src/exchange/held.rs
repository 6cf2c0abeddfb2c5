//! What does not come back.

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form { 
/// a
Hsds,
/// a
 Tabular,
/// a
 Oruk,
/// a
 Table }

/// losses
pub const LOSSES: [u8; 0] = [];
