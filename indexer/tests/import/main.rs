//! `signpost import`: packages in, pages that `check` accepts and a report that adds up out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod again;
mod declared;
mod flat;
mod hostile;
mod packages;
mod prices;
mod real;
mod reports;
mod round;
mod sheets;
mod told;
mod town;
