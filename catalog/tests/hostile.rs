//! Bytes that nobody meant: what `catalog/fuzz` feeds, a few thousand times in every test run.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;
#[path = "../fuzz/hostile.rs"]
mod hostile;
#[path = "../fuzz/mutate.rs"]
mod mutate;

use mutate::Dice;

/// Few enough for a second or two; `cargo run --release -p catalog --example mutate` takes a million.
const TIMES: u32 = 4_000;

#[test]
fn no_bytes_make_a_phone_stop() {
    let whole = hostile::Whole::new();
    let inputs = whole.inputs();
    inputs.iter().for_each(|input| whole.meets(input));
    let mut dice = Dice::new(7);
    for _ in 0..TIMES {
        whole.meets(&dice.mutated(&inputs));
    }
}

#[test]
fn bytes_made_up_from_nothing_make_no_phone_stop() {
    let whole = hostile::Whole::new();
    bolero::check!().with_iterations(TIMES as usize).for_each(|input: &[u8]| whole.meets(input));
}
