//! The synonyms of choices: how people say needs, languages, audiences, in the page's locale, word by word.
//! They come with the manifest, so that a first question is answered before the sayings have come; phrases in
//! every locale are the `vocabulary`'s.
//!
//! No field of a service holds synonyms. A word of a question that is a synonym of a need finds
//! every service that meets that need, and no page has to repeat how people say "lonely".

use super::word::Word;
use crate::facet::FACETS;
use crate::index_builder::IndexBuilder;
use crate::manifest::Manifest;
use crate::postings::Postings;
use crate::term_dictionary::TermDictionary;

/// What a service's score gains when the service has the choice that a word is a synonym of: for a
/// need, and for any other choice.
const NEED_WEIGHT: f32 = 2.5;
const CHOICE_WEIGHT: f32 = 1.0;

/// Fewest letters of a question of one word that match the beginnings of synonyms: fewer begin too
/// many.
const BEGINNING_CHARS: usize = 4;

/// The synonyms of every choice, indexed.
pub(crate) struct Synonyms {
    dictionary: TermDictionary,
    /// Each synonym is a document of these.
    postings: Postings,
    synonyms: Vec<Synonym>,
}

#[derive(Clone, Copy)]
struct Synonym {
    facet: u8,
    value: u16,
    words: u16,
}

/// A word of a question is, alone or with other words, a synonym of a choice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SynonymMatch {
    /// The ordinal of the word in the question.
    pub word: usize,
    pub facet: usize,
    pub value: usize,
    /// What the match counts, before the rarity of the choice.
    pub weight: f32,
    /// Every word of the synonym is in the question.
    pub is_whole: bool,
}

impl Synonyms {
    /// The synonyms of the manifest's locale.
    pub fn new(manifest: &Manifest) -> Self {
        let mut builder = Builder::new();
        for (facet, choices) in manifest.choices.iter().enumerate() {
            for (value, choice) in choices.iter().enumerate() {
                choice.synonyms.iter().for_each(|synonym| builder.add(facet, value, synonym));
            }
        }
        builder.finish()
    }

    pub fn dictionary(&self) -> &TermDictionary {
        &self.dictionary
    }

    /// For each word and choice, the synonym of that choice of which the question holds most.
    pub fn matches(&self, words: &[Word]) -> Vec<SynonymMatch> {
        let mut matches = Vec::new();
        self.add_matches(words, &mut matches);
        matches
    }
}

/// Collects synonyms to be indexed.
struct Builder {
    words: IndexBuilder,
    synonyms: Vec<Synonym>,
}

impl Builder {
    fn new() -> Self {
        Self { words: IndexBuilder::new(), synonyms: Vec::new() }
    }

    /// Adds a synonym of a choice; what no number can count is left out.
    fn add(&mut self, facet: usize, value: usize, synonym: &str) {
        let (Ok(document), Ok(value)) = (u16::try_from(self.synonyms.len()), u16::try_from(value))
        else {
            return;
        };
        if facet >= FACETS.len() {
            return;
        }
        let mut words = 0;
        for word in synonym.split(' ') {
            self.words.add(document, 0, word);
            words += 1;
        }
        self.synonyms.push(Synonym { facet: facet as u8, value, words });
    }

    fn finish(self) -> Synonyms {
        let classes = (0..self.words.len() as u32).collect();
        let documents = self.synonyms.len() as u32;
        let (dictionary, postings) = self.words.finish(documents, 0..1, classes);
        Synonyms { dictionary, postings, synonyms: self.synonyms }
    }
}

impl Synonyms {
    /// Adds what the words match.
    fn add_matches(&self, words: &[Word], matches: &mut Vec<SynonymMatch>) {
        let fewest = if words.len() > 1 { 1 } else { BEGINNING_CHARS };
        // Of each synonym: the sum of the weights of its words that are in the question, and how
        // many they are.
        let mut present = vec![(0.0_f32, 0_u16); self.synonyms.len()];
        // The weight of the word at hand in each synonym.
        let mut weights = vec![0.0_f32; self.synonyms.len()];
        let mut of_words: Vec<(usize, usize, f32)> = Vec::new();
        for word in words {
            let first = of_words.len();
            word.matches(&self.dictionary, &[], fewest, &mut |class, weight| {
                for synonym in self.postings.having(class) {
                    let synonym = usize::from(*synonym);
                    if let Some(known) = weights.get_mut(synonym) {
                        if *known == 0.0 {
                            of_words.push((word.ordinal, synonym, 0.0));
                        }
                        *known = known.max(weight);
                    }
                }
            });
            for (_, synonym, weight) in &mut of_words[first..] {
                *weight = std::mem::take(&mut weights[*synonym]);
                present[*synonym].0 += *weight;
                present[*synonym].1 += 1;
            }
        }
        for (word, number, weight) in of_words {
            let Synonym { facet, value, words } = self.synonyms[number];
            let (sum, count) = present[number];
            let facet = usize::from(facet);
            let counts = if FACETS[facet].id == "need" { NEED_WEIGHT } else { CHOICE_WEIGHT };
            let one = SynonymMatch {
                word,
                facet,
                value: value.into(),
                weight: counts * weight * (sum / f32::from(words)).min(1.0),
                is_whole: count >= words,
            };
            // A word matches synonyms of few choices, and the synonyms of a choice stand together.
            let is_same = |known: &&mut SynonymMatch| {
                (known.word, known.facet, known.value) == (one.word, one.facet, one.value)
            };
            match matches.iter_mut().rev().find(is_same) {
                Some(known) if known.weight < one.weight => *known = one,
                Some(_) => {}
                None => matches.push(one),
            }
        }
    }
}
