//! Chance that repeats itself: the same seed and purpose, the same choices, on every machine.

/// A row of numbers (SplitMix64, by Steele, Lea and Flood).
pub struct Chance(u64);

impl Chance {
    /// A row of its own for each seed, purpose and number, whatever was drawn elsewhere.
    pub fn new(seed: u64, purpose: &str, number: u64) -> Self {
        let mut chance = Self(seed);
        for part in purpose.bytes().map(u64::from).chain([number]) {
            chance.0 = chance.next() ^ part;
        }
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// From 0 up to, and not with, 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of several, which must not be none.
    pub fn one_of<'v, T>(&mut self, values: &'v [T]) -> &'v T {
        &values[self.below(values.len() as u64) as usize]
    }
}
