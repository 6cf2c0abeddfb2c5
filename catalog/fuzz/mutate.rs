//! Mutations that files meet: cut short, bits turned, counts swollen, pieces of others put in.

/// A small generator of numbers (xorshift64*, Vigna 2016), the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }

    /// One of `inputs`, with one to four mutations; its first byte stays.
    pub fn mutated(&mut self, inputs: &[Vec<u8>]) -> Vec<u8> {
        let mut input = inputs[self.below(inputs.len())].clone();
        for _ in 0..=self.below(4) {
            let at = 1 + self.below(input.len().max(2) - 1);
            match self.below(6) {
                0 => input.truncate(at),
                1 if at < input.len() => input[at] ^= 1 << self.below(8),
                2 if at < input.len() => input[at] = self.below(256) as u8,
                // A count of four billion, or of a few more than there are.
                3 => drop(input.splice(
                    at.min(input.len())..at.min(input.len()),
                    [0xff, 0xff, 0xff, 0xff, 0x0f],
                )),
                4 if at < input.len() => {
                    input[at] = input[at].wrapping_add(1 + self.below(3) as u8)
                }
                _ => {
                    let other = &inputs[self.below(inputs.len())];
                    let from = self.below(other.len());
                    let piece = other[from..(from + self.below(24)).min(other.len())].to_vec();
                    drop(input.splice(at.min(input.len())..at.min(input.len()), piece));
                }
            }
        }
        input
    }
}
