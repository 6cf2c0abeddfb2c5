//! Postings: the documents of each class of words, and their BM25 scores as tantivy computes them.

use crate::text::{FIELDS, Field};

/// BM25's constants, tantivy's and Lucene's defaults (Robertson and Zaragoza 2009).
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Fields of which one text can hold at most: the times of a posting share one byte.
const FIELDS_MAX: usize = 4;

/// The postings of some services (documents), in some of their fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Postings {
    /// Where the postings of each class begin, and where the last one's end.
    pub starts: Vec<u32>,
    /// The document of each posting, ascending in a class.
    pub documents: Vec<u16>,
    /// How often the class is there in each field, as [`times`] takes it apart.
    pub times: Vec<u8>,
    /// Which of `FIELDS` it holds.
    pub fields: std::ops::Range<usize>,
    /// For each field, the length of each document as a one-byte code.
    pub lengths: Vec<Vec<u8>>,
    /// For each field and each such code, what BM25 adds to the times.
    pub norms: Vec<f32>,
    /// Documents in the whole directory.
    pub total_documents: u32,
    /// For each class and field, the documents of the whole directory that have it, as a one-byte
    /// code; empty where all of the directory is here.
    pub document_counts: Vec<u8>,
}

/// Takes the times of each field out of a posting's byte, the first field in the lowest bits.
pub(crate) fn times(fields: &[Field], packed: u8) -> [u8; FIELDS_MAX] {
    let mut times = [0; FIELDS_MAX];
    let mut left = packed;
    for (times, field) in times.iter_mut().zip(fields) {
        *times = left & field.most();
        left = left.checked_shr(field.bits).unwrap_or(0);
    }
    times
}

/// For each length code, what BM25 adds to the times in a field of that mean length.
pub(crate) fn norms(total_tokens: u32, total_documents: u32) -> impl Iterator<Item = f32> {
    let mean = total_tokens as f32 / total_documents.max(1) as f32;
    let mean = mean.max(f32::MIN_POSITIVE);
    (0..=u8::MAX).map(move |code| K1 * (1.0 - B + B * length(code) as f32 / mean))
}

impl Postings {
    /// How many documents the postings tell of.
    pub fn len(&self) -> usize {
        self.lengths.first().map_or(0, Vec::len)
    }

    /// How many classes.
    pub fn classes(&self) -> u32 {
        self.starts.len().saturating_sub(1) as u32
    }

    /// BM25 of one class in every document that has it, the weighted sum over its fields, computed
    /// in the order of tantivy's `Bm25Weight`, so that even the rounding is the same. A document's
    /// entry in `scores` is raised to that sum, never lowered.
    pub fn score(&self, class: u32, weight: f32, scores: &mut [f32]) {
        let class = class as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(class), self.starts.get(class + 1))
        else {
            return;
        };
        let here = start as usize..end as usize;
        let (Some(documents), Some(packed)) =
            (self.documents.get(here.clone()), self.times.get(here))
        else {
            return;
        };
        let fields = FIELDS.get(self.fields.clone()).unwrap_or(&[]);
        let weights = self.weights(class, fields, packed, weight);
        for (document, packed) in documents.iter().zip(packed) {
            let mut sum = 0.0;
            let times = times(fields, *packed);
            for (field, lengths) in self.lengths.iter().enumerate().take(FIELDS_MAX) {
                let times = f32::from(times[field]);
                if times > 0.0 {
                    let code = lengths.get(usize::from(*document)).copied().unwrap_or(0);
                    let norm = self.norms.get(field << 8 | usize::from(code)).unwrap_or(&K1);
                    sum += weights[field] * (times / (times + norm));
                }
            }
            if let Some(best) = scores.get_mut(usize::from(*document)) {
                *best = best.max(sum);
            }
        }
    }

    /// What a word of this class counts in each field: the rarer, the more.
    fn weights(
        &self,
        class: usize,
        fields: &[Field],
        packed: &[u8],
        weight: f32,
    ) -> [f32; FIELDS_MAX] {
        let mut having = [0_u32; FIELDS_MAX];
        let shipped = self.document_counts.chunks_exact(fields.len().max(1)).nth(class);
        if let Some(shipped) = shipped {
            having.iter_mut().zip(shipped).for_each(|(having, code)| *having = length(*code));
        } else {
            for packed in packed {
                let is_in = times(fields, *packed);
                having
                    .iter_mut()
                    .zip(is_in)
                    .for_each(|(having, times)| *having += u32::from(times > 0));
            }
        }
        let mut weights = [0.0; FIELDS_MAX];
        for ((weight_of, having), field) in weights.iter_mut().zip(having).zip(fields) {
            let having = having.min(self.total_documents);
            *weight_of = rarity(having, self.total_documents) * (1.0 + K1) * field.weight * weight;
        }
        weights
    }
}

/// How much it says that something is there which `having` of `all` documents have: BM25's
/// inverse document frequency.
pub(crate) fn rarity(having: u32, all: u32) -> f32 {
    let (all, having) = (all as f32, having as f32);
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

/// The length that a one-byte code stands for: Lucene's `SmallFloat.byte4ToInt`, which tantivy
/// tabulates in `fieldnorm::code`. Exact up to 40, then with four significant bits.
pub(crate) fn length(code: u8) -> u32 {
    const FREE: u32 = 24;
    let code = u32::from(code);
    if code < FREE {
        return code;
    }
    let (bits, exponent) = ((code - FREE) & 7, (code - FREE) >> 3);
    let value =
        if exponent == 0 { bits } else { (bits | 8).checked_shl(exponent - 1).unwrap_or(u32::MAX) };
    FREE.saturating_add(value)
}

/// The code of the greatest length that is not above `exact`.
pub(crate) fn length_code(exact: u32) -> u8 {
    (1..=u8::MAX).take_while(|code| length(*code) <= exact).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_rounded_as_tantivy_does() {
        // From tantivy 0.27, `fieldnorm::code::FIELD_NORMS_TABLE`.
        let known = [
            (0, 0),
            (24, 24),
            (40, 40),
            (41, 42),
            (47, 54),
            (48, 56),
            (49, 60),
            (64, 152),
            (100, 3_096),
            (200, 16_777_240),
            (254, 1_879_048_216),
            (255, 2_013_265_944),
        ];
        for (code, exact) in known {
            assert_eq!(length(code), exact, "code {code}");
            assert_eq!(length_code(exact), code);
        }
        assert!((0..=255).map(length).is_sorted_by(|a, b| a < b));
        assert_eq!((length_code(41), length_code(43), length_code(u32::MAX)), (40, 41, 255));
    }

    #[test]
    fn the_times_of_every_field_fit_in_a_byte() {
        for part in [crate::text::HEAD, crate::text::BODY] {
            let fields = &FIELDS[part];
            assert!(
                fields.len() <= FIELDS_MAX
                    && fields.iter().map(|field| field.bits).sum::<u32>() <= 8
            );
        }
    }
}
