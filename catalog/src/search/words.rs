//! Typed words: which services have them, or the choices whose synonyms they are, and how well.

use super::Catalog;
use crate::bits::Bits;
use crate::columns::{index_of, index_of_kind};
use crate::facet::Kind;
use crate::format::{FormatError, Head, read_body};
use crate::postings::{Postings, length_code, rarity};
use crate::sort::sort;
use crate::term_dictionary::TermDictionary;
use crate::text::{field_tokens, query_tokens};

mod question;
mod synonyms;
mod word;

pub(super) use question::Question;
use question::is_in;
use synonyms::SynonymMatch;
pub(super) use synonyms::Synonyms;
use word::{How, TileClasses, Word};

/// How much of what the best service has of the question another must have, too: the rarer a word,
/// the more it is of the question.
const PART_WANTED: f32 = 0.5;

/// The words of a tile.
pub(super) struct TileWords {
    /// The catalog's number of its first service.
    pub first_service: u32,
    /// The dictionary of the head (words of the cards), and, once the body has come, that of all
    /// other words. Classes are numbered through both.
    dictionaries: Vec<TermDictionary>,
    /// The postings of head and body.
    postings: Vec<Postings>,
    /// Stop words, in order: they say too little to be searched for beside other words.
    stop_words: Vec<String>,
    /// Endings that the forms of one word differ by.
    endings: Vec<String>,
}

impl TileWords {
    pub fn new(first_service: u32, head: Head) -> Self {
        let Head { dictionary, postings, stop_words, endings } = head;
        Self {
            first_service,
            dictionaries: vec![dictionary],
            postings: vec![postings],
            stop_words,
            endings,
        }
    }

    /// How many services the tile has.
    pub fn len(&self) -> usize {
        self.postings.first().map_or(0, Postings::len)
    }

    /// Adds the tile's body.
    pub fn add_body(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        let classes = self.postings.first().map_or(0, Postings::classes);
        let (dictionary, postings) = read_body(bytes, classes)?;
        if self.postings.len() != 1 || postings.len() != self.len() {
            return Err(FormatError::Impossible);
        }
        self.dictionaries.push(dictionary);
        self.postings.push(postings);
        Ok(())
    }

    fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }
}

/// How long the code of a service is.
const CODE_CHARS: std::ops::RangeInclusive<usize> = 5..=8;

/// Most codes that are read at once: as many as a sheet hands over.
const CODES_MAX: usize = 12;

/// A letter or digit of a code as it is meant (Crockford's base32: I and L are read as 1, O as 0; and
/// U, which no code has, as the V that it looks like).
fn code_character(typed: char) -> Option<char> {
    match typed.to_ascii_lowercase() {
        'o' => Some('0'),
        'i' | 'l' => Some('1'),
        'u' => Some('v'),
        letter if letter.is_ascii_alphanumeric() => Some(letter),
        _ => None,
    }
}

/// By what a score is multiplied where the question is the service's whole name.
const NAME_WEIGHT: f32 = 1.5;

/// Services that match the typed words.
pub(super) struct WordMatches {
    /// Who matches enough of them.
    pub services: Bits,
    /// The score of every service of the catalog, 0 without a match.
    pub scores: Vec<f32>,
    /// Who has one of the words in its own text. Others have a need, a language or the like that the
    /// words are a synonym of.
    pub having: Bits,
}

impl Catalog {
    /// Services that have the words, or most of what they say; `question` is the analysis of
    /// `typed`. `None` when no word was typed, or no text is here yet.
    ///
    /// Services whose codes were typed stand first; alone, unless the code is a word, too.
    pub(super) fn find_words(
        &self,
        typed: &str,
        question: &Question,
        coded: &[u32],
    ) -> Option<WordMatches> {
        let mut matches = match coded {
            [] => return self.match_words(typed, question),
            [_] if self.is_word(question) => self.match_words(typed, question),
            _ => None,
        }
        .unwrap_or_else(|| WordMatches {
            services: Bits::none(self.len() as u32),
            scores: vec![0.0; self.len()],
            having: Bits::none(self.len() as u32),
        });
        let best = matches.scores.iter().copied().fold(1.0, f32::max);
        for service in coded {
            matches.services.insert(*service);
            if let Some(score) = matches.scores.get_mut(*service as usize) {
                *score = 2.0 * best;
            }
        }
        Some(matches)
    }

    /// Whether the question is one word that texts have.
    fn is_word(&self, question: &Question) -> bool {
        let mut words = question.searched();
        let Some(word) = words.next() else { return false };
        self.tile_words.iter().any(|tile| is_in(&tile.dictionaries, &word.letters))
    }

    fn match_words(&self, typed: &str, question: &Question) -> Option<WordMatches> {
        if self.tile_words.is_empty() || question.words.is_empty() {
            return None;
        }
        let mut scores = vec![0.0; self.len()];
        let mut parts = vec![0.0_f32; self.len()];
        let mut having = Bits::none(self.len() as u32);
        let (mut of_word, mut of_text) = (Vec::new(), Vec::new());
        for word in question.searched() {
            of_word.clear();
            of_word.resize(self.len(), 0.0);
            let classes;
            let classes = match &word.classes {
                Some(known) => known,
                None => {
                    classes = self.classes(word);
                    &classes
                }
            };
            self.score_classes(classes, &mut of_word, &mut of_text);
            for (service, score) in (0..).zip(&of_word) {
                if *score > 0.0 {
                    having.insert(service);
                }
            }
            self.score_synonyms(&question.synonyms, word, &mut of_word);
            let found = of_word.iter().filter(|score| **score > 0.0).count();
            let part = rarity(found as u32, self.len() as u32);
            for ((score, of_all), of_word) in parts.iter_mut().zip(&mut scores).zip(&of_word) {
                if *of_word > 0.0 {
                    *score += part;
                    *of_all += of_word;
                }
            }
        }
        for service in self.discreet.iter() {
            if let Some(part) = parts.get_mut(service as usize)
                && *part > 0.0
                && !self.is_meant(service, question)
            {
                *part = 0.0;
            }
        }
        let best = parts.iter().copied().fold(0.0, f32::max);
        let mut services = Bits::none(self.len() as u32);
        for (service, (part, score)) in parts.iter().zip(&mut scores).enumerate() {
            if *part > 0.0 && *part >= best * PART_WANTED {
                services.insert(service as u32);
            }
            // Squared: two of three words are worth much less than all three.
            let part = part / best.max(f32::MIN_POSITIVE);
            *score *= part * part;
        }
        for service in self.services_named(typed, question, &parts, best) {
            if let Some(score) = scores.get_mut(service as usize) {
                *score *= NAME_WEIGHT;
            }
        }
        Some(WordMatches { services, scores, having })
    }

    /// The services whose codes were typed, as they stand on paper: one or several, in letters of any
    /// size, and with letters that look like a code's digits. None, when anything else was typed.
    pub(super) fn services_with_codes(&self, typed: &str) -> Vec<u32> {
        let mut services = Vec::new();
        for code in typed.split([' ', ',']).filter(|part| !part.is_empty()) {
            match self.service_with_code(code) {
                Some(service) if services.len() < CODES_MAX => services.push(service),
                _ => return Vec::new(),
            }
        }
        services
    }

    fn service_with_code(&self, code: &str) -> Option<u32> {
        if !CODE_CHARS.contains(&code.len()) {
            return None;
        }
        let mut meant = String::new();
        for typed in code.chars() {
            meant.push(code_character(typed)?);
        }
        self.tiles.iter().find_map(|open| {
            let service = open.first_service.checked_add(open.cards.as_ref()?.find(&meant)?)?;
            ((service as usize) < self.len()).then_some(service)
        })
    }

    /// The services that have a value of a facet for certain.
    fn services_with(&self, facet: usize, value: usize) -> Option<Bits> {
        if facet == index_of_kind(Kind::EveryFact) {
            return Some(self.columns.certain.get(value)?.services(&self.columns.owners));
        }
        self.columns.having.get(facet)?.get(value).cloned()
    }

    /// Whether a question speaks of a service that calls for discretion: by its whole name, or its group's;
    /// or by words for a need that calls for discretion and that it meets. Nobody is led there by a slip,
    /// by the beginning of a word or by a word that it shares with others.
    fn is_meant(&self, service: u32, question: &Question) -> bool {
        let is_exact = |word: usize| {
            question.words.iter().any(|known| known.ordinal == word && known.how == How::Exact)
        };
        let of_need = question.synonyms.iter().any(|one| {
            let choices = self.manifest.choices.get(one.facet);
            let choice = choices.and_then(|choices| choices.get(one.value));
            one.is_whole
                && is_exact(one.word)
                && choice.is_some_and(|choice| choice.sensitive)
                && self
                    .services_with(one.facet, one.value)
                    .is_some_and(|services| services.has(service))
        });
        let holds = |name: &str| {
            let tokens = query_tokens(name, self.decompose);
            !tokens.is_empty() && tokens.iter().all(|token| question.tokens.contains(token))
        };
        of_need || self.name(service).is_some_and(holds) || self.group(service).is_some_and(holds)
    }

    /// Services whose name is the question, no more and no less. `parts` says how much of the
    /// question each service has.
    fn services_named(
        &self,
        typed: &str,
        question: &Question,
        parts: &[f32],
        whole: f32,
    ) -> Vec<u32> {
        let is_stop_word = |word: &str| self.is_stop_word(word);
        let mut count = 0;
        field_tokens(0, typed, self.decompose, &is_stop_word, &mut |_| count += 1);
        let length = length_code(count);
        let mut named = Vec::new();
        for tile in &self.tile_words {
            let lengths = tile.postings.first().and_then(|head| head.lengths.first());
            for (service, known) in (tile.first_service..).zip(lengths.into_iter().flatten()) {
                let has_all =
                    || parts.get(service as usize).is_some_and(|part| *part >= whole * 0.999);
                // Few names are as long and of services that have all of the words: only those are
                // read.
                let is_name = |name| query_tokens(name, self.decompose) == question.tokens;
                if *known == length && has_all() && self.name(service).is_some_and(is_name) {
                    named.push(service);
                }
            }
        }
        named
    }

    /// Needs of which the question holds a whole synonym, the best match first.
    pub(super) fn needs_named(question: &Question) -> Vec<(usize, f32)> {
        let need = index_of("need");
        let mut needs: Vec<(usize, f32)> = Vec::new();
        for one in &question.synonyms {
            if one.facet == need && one.is_whole {
                match needs.iter_mut().find(|(value, _)| *value == one.value) {
                    Some((_, weight)) => *weight += one.weight,
                    None => needs.push((one.value, one.weight)),
                }
            }
        }
        sort(&mut needs, |a, b| a.1 > b.1);
        needs
    }

    /// Adds each service's score for one word, which stands for `classes`: the sum over head and
    /// body of the service's tile.
    fn score_classes(&self, classes: &TileClasses, scores: &mut [f32], of_text: &mut Vec<f32>) {
        for (tile, classes) in self.tile_words.iter().zip(classes) {
            for postings in &tile.postings {
                of_text.clear();
                of_text.resize(postings.len(), 0.0);
                classes.iter().for_each(|(class, weight)| postings.score(*class, *weight, of_text));
                let of_services = scores.iter_mut().skip(tile.first_service as usize);
                of_services.zip(&*of_text).for_each(|(score, of_text)| *score += of_text);
            }
        }
    }

    /// Adds to the services of each choice what `word` counts as a synonym of that choice.
    fn score_synonyms(&self, matches: &[SynonymMatch], word: &Word, scores: &mut [f32]) {
        for one in matches.iter().filter(|one| one.word == word.ordinal) {
            let Some(having) = self.services_with(one.facet, one.value) else { continue };
            let counts = one.weight * rarity(having.count(), self.len() as u32);
            for service in having.iter() {
                if let Some(score) = scores.get_mut(service as usize) {
                    *score += counts;
                }
            }
        }
    }

    /// Plain BM25, for comparison with tantivy: services whose text has every word or another form
    /// of it, best first.
    pub fn score_words(&self, typed: &str) -> Vec<(u32, f32)> {
        let tokens = query_tokens(typed, self.decompose);
        let mut found: Vec<(u32, f32)> =
            (0..self.len() as u32).map(|service| (service, 0.0)).collect();
        let (mut of_word, mut of_text) = (Vec::new(), Vec::new());
        for (ordinal, token) in tokens.iter().enumerate() {
            let word = Word { is_unfinished: false, ..Word::new(ordinal, token, false) };
            of_word.clear();
            of_word.resize(self.len(), 0.0);
            if !self.tile_words.iter().any(|tile| is_in(&tile.dictionaries, &word.letters)) {
                return Vec::new();
            }
            self.score_classes(&self.classes(&word), &mut of_word, &mut of_text);
            found.retain(|(service, _)| of_word[*service as usize] > 0.0);
            found.iter_mut().for_each(|(service, score)| *score += of_word[*service as usize]);
        }
        if tokens.is_empty() {
            return Vec::new();
        }
        sort(&mut found, |a, b| a.1 > b.1);
        found
    }
}
