//! `cd catalog && cargo +nightly fuzz run catalog`
#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;
#[path = "../hostile.rs"]
mod hostile;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static WHOLE: LazyLock<hostile::Whole> = LazyLock::new(hostile::Whole::new);

fuzz_target!(|input: &[u8]| WHOLE.meets(input));
