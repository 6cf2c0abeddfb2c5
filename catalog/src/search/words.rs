//! Typed words: which services have them, and how well.

use super::Catalog;
use crate::bits::Bits;
use crate::format::{FIELDS_MAX, TextReader};
use crate::text::{FIELDS, query_tokens};

/// BM25's constants, tantivy's and Lucene's defaults (Robertson and Zaragoza 2009).
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// What a word that only begins like the typed one counts.
const PREFIX_WEIGHT: f32 = 0.8;

/// Most terms that one beginning of a word stands for: more than any two letters begin in a
/// directory of a thousand services in ten languages, few enough for a slow phone.
const PREFIX_TERMS: usize = 1_000;

/// Shortest beginning that stands for longer words, in characters.
const PREFIX_CHARS: usize = 2;

/// Most words of a question that are looked at.
const WORDS_MAX: usize = 16;

/// A text of some services.
pub(super) struct TextPart {
    /// The catalog's number of the first of them.
    pub first_service: u32,
    pub text: TextReader,
}

/// Services that have the words.
pub(super) struct Found {
    pub services: Bits,
    /// For every service of the catalog, 0 without a match.
    pub scores: Vec<f32>,
}

impl Catalog {
    /// Services that have every word, the last one perhaps not yet typed to its end; when none
    /// has, those that have the most of them, at least half. `None` when no word was typed, or
    /// the text is not here yet.
    pub(super) fn find_words(&self, words: &str) -> Option<Found> {
        if self.texts.is_empty() {
            return None;
        }
        let mut tokens = query_tokens(words, self.decompose);
        tokens.truncate(WORDS_MAX);
        if tokens.len() > 1 {
            let asked: Vec<String> =
                tokens.iter().filter(|token| !self.is_stop_word(token)).cloned().collect();
            if !asked.is_empty() {
                tokens = asked;
            }
        }
        if tokens.is_empty() {
            return None;
        }
        let mut scores = vec![0.0; self.len()];
        let mut matched = vec![0_u8; self.len()];
        let mut of_token = Vec::new();
        for (place, token) in tokens.iter().enumerate() {
            self.score_token(token, place + 1 == tokens.len(), &mut of_token);
            for ((score, matched), of_token) in scores.iter_mut().zip(&mut matched).zip(&of_token) {
                *score += of_token;
                *matched += u8::from(*of_token > 0.0);
            }
        }
        let most = matched.iter().copied().max().unwrap_or(0);
        let wanted = most.max(tokens.len().div_ceil(2) as u8);
        let mut services = Bits::none(self.len() as u32);
        for (service, matched) in matched.iter().enumerate() {
            if *matched >= wanted {
                services.insert(service as u32);
            }
        }
        Some(Found { services, scores })
    }

    /// The plain case, for the oracle: services that have every word exactly, best first.
    pub fn score_words(&self, words: &str) -> Vec<(u32, f32)> {
        let tokens = query_tokens(words, self.decompose);
        let scored: Vec<Vec<f32>> = tokens
            .iter()
            .map(|token| {
                let mut scores = Vec::new();
                self.score_token(token, false, &mut scores);
                scores
            })
            .collect();
        let mut found: Vec<(u32, f32)> = (0..self.len())
            .filter(|service| !scored.is_empty() && scored.iter().all(|of| of[*service] > 0.0))
            .map(|service| (service as u32, scored.iter().map(|of| of[service]).sum()))
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found
    }

    /// Each service's score for one word, 0 where it is not: the sum over the texts that tell of it.
    fn score_token(&self, token: &str, or_longer: bool, scores: &mut Vec<f32>) {
        scores.clear();
        scores.resize(self.len(), 0.0);
        let mut of_part = Vec::new();
        for TextPart { first_service, text } in &self.texts {
            score_in(text, token, or_longer, &mut of_part);
            let of_services = scores.iter_mut().skip(*first_service as usize);
            of_services.zip(&of_part).for_each(|(score, of_part)| *score += of_part);
        }
    }

    fn is_stop_word(&self, token: &String) -> bool {
        self.texts.iter().any(|part| part.text.stop_words.contains(token))
    }
}

/// Each document's score for one word, 0 where it is not; that of its best term where the word may
/// be the beginning of several.
fn score_in(text: &TextReader, token: &str, or_longer: bool, scores: &mut Vec<f32>) {
    scores.clear();
    scores.resize(text.documents(), 0.0);
    let exact = text.exact(token);
    if let Some(term) = exact {
        score_term(text, term, 1.0, scores);
    }
    if or_longer && token.chars().count() >= PREFIX_CHARS {
        for term in text.beginning_with(token, PREFIX_TERMS).filter(|term| Some(*term) != exact) {
            score_term(text, term, PREFIX_WEIGHT, scores);
        }
    }
}

/// BM25 of one term in every document that has it, the weighted sum over its fields, computed in
/// the order of tantivy's `Bm25Weight`, so that even the rounding is the same.
fn score_term(text: &TextReader, term: usize, weight: f32, scores: &mut [f32]) {
    let Some(mut postings) = text.postings(term) else { return };
    let mut weights = [0.0_f32; FIELDS_MAX];
    for (field, of_field) in weights.iter_mut().enumerate() {
        let (all, having) = (text.total_documents as f32, postings.document_counts[field] as f32);
        let idf = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
        *of_field = idf * (1.0 + K1) * FIELDS.get(field).map_or(1.0, |(_, weight)| *weight);
    }
    while let Some((document, times)) = postings.next() {
        let mut sum = 0.0;
        for (field, lengths) in text.lengths.iter().enumerate().filter(|(field, _)| times[*field] > 0) {
            let length = field_length(lengths[document]) as f32;
            let mean = text.mean_lengths[field].max(f32::MIN_POSITIVE);
            let norm = K1 * (1.0 - B + B * length / mean);
            let times = times[field] as f32;
            sum += weights[field] * (times / (times + norm));
        }
        let best = &mut scores[document];
        *best = best.max(weight * sum);
    }
}

/// The length that a one-byte code stands for: Lucene's `SmallFloat.byte4ToInt`, which tantivy
/// tabulates in `fieldnorm::code`. Exact up to 40, then with four significant bits.
fn field_length(code: u8) -> u32 {
    const FREE: u32 = 24;
    let code = u32::from(code);
    if code < FREE {
        return code;
    }
    let (bits, exponent) = ((code - FREE) & 7, (code - FREE) >> 3);
    let value = if exponent == 0 { bits } else { (bits | 8).checked_shl(exponent - 1).unwrap_or(u32::MAX) };
    FREE.saturating_add(value)
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
        for (code, length) in known {
            assert_eq!(field_length(code), length, "code {code}");
        }
        assert!((0..=255).map(field_length).is_sorted_by(|a, b| a < b));
    }
}
