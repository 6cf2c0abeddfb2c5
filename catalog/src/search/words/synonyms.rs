//! What words say: needs, languages, audiences and the other choices, in every locale's words.
//!
//! No text holds these. A word that says a need finds every service that meets it, and a service
//! need not be told again how people say "lonely".

use super::word::Word;
use crate::facet::FACETS;
use crate::index_builder::Gatherer;
use crate::manifest::Manifest;
use crate::postings::Text;
use crate::term_dictionary::Lexicon;

/// What it counts that a service has what a word says: of a need, and of any other choice.
const NEED_WEIGHT: f32 = 2.5;
const CHOICE_WEIGHT: f32 = 1.0;

/// Fewest letters that, alone, begin a saying: fewer begin too many.
const BEGINNING_CHARS: usize = 4;

/// See the module.
pub(crate) struct Sayings {
    lexicon: Lexicon,
    /// Each saying is a document.
    text: Text,
    sayings: Vec<Saying>,
}

#[derive(Clone, Copy)]
struct Saying {
    facet: u8,
    value: u16,
    words: u16,
}

/// A word says a choice, perhaps with others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said {
    /// The word's place in the question.
    pub word: usize,
    pub facet: usize,
    pub value: usize,
    /// What it counts, before the rarity of the choice.
    pub weight: f32,
    /// Every word of the saying is in the question.
    pub is_whole: bool,
}

impl Sayings {
    /// From the words of all choices, and those of `others`, which are numbered alike.
    pub fn new(manifest: &Manifest, others: &[Vec<Vec<String>>]) -> Self {
        let mut gatherer = Gatherer::new();
        let mut sayings = Vec::new();
        for (facet, choices) in manifest.choices.iter().enumerate().take(FACETS.len()) {
            for (value, choice) in choices.iter().enumerate() {
                let others = others.get(facet).and_then(|choices| choices.get(value));
                let others = others.into_iter().flatten();
                let others = others.filter(|said| choice.synonyms.binary_search(said).is_err());
                for said in choice.synonyms.iter().chain(others) {
                    let (Ok(document), Ok(value)) =
                        (u16::try_from(sayings.len()), u16::try_from(value))
                    else {
                        continue;
                    };
                    let mut words = 0;
                    for word in said.split(' ') {
                        gatherer.add(document, 0, word);
                        words += 1;
                    }
                    sayings.push(Saying { facet: facet as u8, value, words });
                }
            }
        }
        let classes = (0..gatherer.len() as u32).collect();
        let (lexicon, text) = gatherer.finish(sayings.len() as u32, 0..1, classes);
        Self { lexicon, text, sayings }
    }

    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What the words say: for each word and choice, the saying that is there most.
    pub fn said(&self, words: &[Word]) -> Vec<Said> {
        let fewest = if words.len() > 1 { 1 } else { BEGINNING_CHARS };
        // What of each saying is there: the weights of its words, and how many they are.
        let mut there = vec![(0.0_f32, 0_u16); self.sayings.len()];
        // Of the present word: its weight in each saying.
        let mut weights = vec![0.0_f32; self.sayings.len()];
        let mut of_words: Vec<(usize, usize, f32)> = Vec::new();
        for word in words {
            let first = of_words.len();
            word.matches(&self.lexicon, &[], fewest, &mut |class, weight| {
                for saying in self.text.having(class) {
                    let saying = usize::from(*saying);
                    if let Some(known) = weights.get_mut(saying) {
                        if *known == 0.0 {
                            of_words.push((word.place, saying, 0.0));
                        }
                        *known = known.max(weight);
                    }
                }
            });
            for (_, saying, weight) in &mut of_words[first..] {
                *weight = std::mem::take(&mut weights[*saying]);
                there[*saying].0 += *weight;
                there[*saying].1 += 1;
            }
        }
        let mut said: Vec<Said> = Vec::new();
        for (word, number, weight) in of_words {
            let Saying { facet, value, words } = self.sayings[number];
            let (sum, count) = there[number];
            let facet = usize::from(facet);
            let counts = if FACETS[facet].id == "need" { NEED_WEIGHT } else { CHOICE_WEIGHT };
            let one = Said {
                word,
                facet,
                value: value.into(),
                weight: counts * weight * (sum / f32::from(words)).min(1.0),
                is_whole: count >= words,
            };
            // Sayings are few choices', and those of a choice stand together.
            let is_same = |known: &&mut Said| {
                (known.word, known.facet, known.value) == (one.word, one.facet, one.value)
            };
            match said.iter_mut().rev().find(is_same) {
                Some(known) if known.weight < one.weight => *known = one,
                Some(_) => {}
                None => said.push(one),
            }
        }
        said
    }
}
