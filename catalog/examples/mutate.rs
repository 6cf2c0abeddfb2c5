//! A million mutated inputs: `cargo run --release -p catalog --features tables --example mutate`.
//!
//! Prints the most memory that one took, beside what the same files take unharmed.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../fuzz/hostile.rs"]
mod hostile;
#[path = "../fuzz/mutate.rs"]
mod mutate;

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const TIMES: u32 = 1_000_000;

fn taken(work: impl FnOnce()) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    work();
    MEMORY.peak_usage().saturating_sub(before)
}

fn main() {
    let whole = hostile::Whole::new();
    let inputs = whole.inputs();
    let unharmed = inputs.iter().map(|input| taken(|| whole.meets(input))).max().unwrap_or(0);
    let mut dice = mutate::Dice::new(2_026);
    let mut most = 0;
    for done in 1..=TIMES {
        let input = dice.mutated(&inputs);
        most = most.max(taken(|| whole.meets(&input)));
        if done % 100_000 == 0 {
            println!("{done} inputs, most memory {most} bytes, unharmed {unharmed}");
        }
    }
}
