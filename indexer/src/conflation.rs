//! Which words of a directory are forms of one, and which say nothing: worked out once, by the
//! stemmer and the stop words of each text's own language, and shipped as data. So the phone
//! carries no stemmer, and texts in several languages can stand in one index.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::speech::speech;
use catalog::text::{FIELDS, decompose_natively, field_tokens, fold, index_tokens};
use tantivy::tokenizer::{
    Language, RawTokenizer, Stemmer, StopWordFilter, TextAnalyzer, TokenStream,
};

/// Words that more than this share of a language's texts have are stop words, where tantivy has no
/// list of a language's stop words: "the", "and", 的.
const COMMON: f32 = 0.6;

/// Fewest texts of a language that let one say what is common in it.
const TEXTS_MIN: usize = 8;

/// Fewest texts of a language that say a word, for the word to be one of that language.
const SAID_MIN: usize = 3;

/// Most endings that are shipped: those beyond are each of a handful of words.
const ENDINGS_MAX: usize = 24;

/// Fewest words that an ending must change to be shipped, fewest letters that must be left before
/// it, and most of its own.
const ENDING_WORDS: usize = 4;
const STEM_CHARS: usize = 4;
const ENDING_CHARS: usize = 4;

/// What was learned from all texts of a directory.
#[derive(Debug, Default)]
pub struct Conflation {
    /// For each word that is a form of another: what all forms have in common.
    keys: HashMap<String, String>,
    stop_words: BTreeSet<String>,
    endings: Vec<String>,
}

/// How one language is taken apart.
struct Analyzer {
    stem: TextAnalyzer,
    stop_words: Option<TextAnalyzer>,
}

/// What is known of a word before its language is decided.
#[derive(Default)]
struct Votes {
    /// How often each stem was found for the word.
    stems: BTreeMap<String, usize>,
}

impl Conflation {
    /// Learns from texts, each with its locale.
    pub fn learn<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut by_locale: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (locale, text) in texts {
            by_locale.entry(locale).or_default().push(text);
        }
        let mut votes: HashMap<String, Votes> = HashMap::new();
        let mut all_stop_words: BTreeSet<String> = BTreeSet::new();
        let mut content: BTreeSet<String> = BTreeSet::new();
        for (locale, texts) in by_locale {
            let mut stop_words = BTreeSet::new();
            match language(locale) {
                Some(language) => {
                    Analyzer::of(language).read(&texts, &mut votes, &mut stop_words);
                }
                None => {
                    for text in &texts {
                        for word in index_tokens(text, decompose_natively) {
                            *votes
                                .entry(word.clone())
                                .or_default()
                                .stems
                                .entry(word)
                                .or_default() += 1;
                        }
                    }
                    stop_words.extend(common(&texts));
                }
            }
            if let Some(speech) = speech(locale) {
                let small = speech.small.iter().map(|word| fold(word, decompose_natively));
                stop_words
                    .extend(small.filter(|word| index_tokens(word, decompose_natively).len() == 1));
            }
            content
                .extend(said_often(&texts).into_iter().filter(|word| !stop_words.contains(word)));
            all_stop_words.extend(stop_words);
        }
        // "Me" is nothing in English, and a mother in Vietnamese: what one language's texts say is said.
        let stop_words: BTreeSet<String> = all_stop_words.difference(&content).cloned().collect();
        let keys = votes
            .into_iter()
            .filter_map(|(word, Votes { stems })| {
                // The stem found most; of equals the first, so that builds repeat exactly.
                let most = stems.values().copied().max()?;
                let stem = stems.into_iter().find(|(_, times)| *times == most)?.0;
                // "Its" is no form of "it": a stop word is in no index.
                let is_apart = stop_words.contains(&stem) || stop_words.contains(&word);
                Some((word.clone(), if is_apart { word } else { stem }))
            })
            .collect();
        let mut learned = Self { keys, stop_words, endings: Vec::new() };
        learned.endings = learned.endings();
        learned
    }

    /// What the forms of a word have in common: the name of its class.
    pub fn key<'a>(&'a self, word: &'a str) -> &'a str {
        self.keys.get(word).map_or(word, String::as_str)
    }

    /// The name of the class of `word`; `None` where no text has this form of the class's words.
    pub fn known_key<'a>(&'a self, word: &'a str) -> Option<&'a str> {
        let known = self.keys.get(word).map(String::as_str);
        known.or_else(|| (!self.keys.values().any(|key| key == word)).then_some(word))
    }

    /// Whether a word says too little to be asked for.
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }

    /// The words that say too little, in order.
    pub fn stop_words(&self) -> Vec<String> {
        self.stop_words.iter().cloned().collect()
    }

    /// The endings that forms of one word differ by, in order: for words that no text has.
    pub fn shipped_endings(&self) -> &[String] {
        &self.endings
    }

    /// The words of a text as they are indexed.
    pub fn words(&self, field: usize, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        let is_stop_word = |word: &str| self.is_stop_word(word);
        field_tokens(field, text, decompose_natively, &is_stop_word, &mut |word| {
            words.push(word.to_owned())
        });
        words
    }

    /// The classes of the words of a text, each at most as often as it counts.
    pub fn classes(&self, field: usize, text: &str) -> Vec<String> {
        let most = FIELDS.get(field).map_or(0, catalog::text::Field::most);
        let mut times: HashMap<String, u8> = HashMap::new();
        let mut classes: Vec<String> =
            self.words(field, text).iter().map(|word| self.key(word).to_owned()).collect();
        classes.retain(|class| {
            let times = times.entry(class.clone()).or_default();
            let is_counted = *times < most;
            *times += u8::from(is_counted);
            is_counted
        });
        classes
    }

    /// Endings by which the forms of at least a few words differ, the most frequent of them.
    fn endings(&self) -> Vec<String> {
        let mut classes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (word, key) in &self.keys {
            classes.entry(key).or_default().push(word);
        }
        let mut words_of: BTreeMap<&str, usize> = BTreeMap::new();
        for forms in classes.values().filter(|forms| forms.len() > 1) {
            let stem = forms.iter().copied().reduce(common_beginning).unwrap_or_default();
            if stem.chars().count() < STEM_CHARS {
                continue;
            }
            let endings = forms.iter().map(|form| &form[stem.len()..]);
            for ending in
                endings.filter(|ending| (1..=ENDING_CHARS).contains(&ending.chars().count()))
            {
                *words_of.entry(ending).or_default() += 1;
            }
        }
        let mut endings: Vec<(&str, usize)> =
            words_of.into_iter().filter(|(_, words)| *words >= ENDING_WORDS).collect();
        endings.sort_by_key(|(_, words)| std::cmp::Reverse(*words));
        endings.truncate(ENDINGS_MAX);
        let mut endings: Vec<String> =
            endings.into_iter().map(|(ending, _)| ending.to_owned()).collect();
        endings.sort_unstable();
        endings
    }
}

impl Analyzer {
    fn of(language: Language) -> Self {
        let stem =
            TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build();
        let stop_words = StopWordFilter::new(language)
            .map(|words| TextAnalyzer::builder(RawTokenizer::default()).filter(words).build());
        Self { stem, stop_words }
    }

    fn read(
        mut self,
        texts: &[&str],
        votes: &mut HashMap<String, Votes>,
        stop_words: &mut BTreeSet<String>,
    ) {
        let mut known: HashMap<String, Option<(String, String)>> = HashMap::new();
        for text in texts {
            for written in text.split(is_between_words).filter(|written| !written.is_empty()) {
                let lower = written.to_lowercase();
                let read = known.entry(lower).or_insert_with_key(|lower| {
                    let (written, word) = one_word(lower)?;
                    if self.is_stop_word(&written) {
                        stop_words.insert(word.clone());
                    }
                    let stem = fold(&self.stem(&written), decompose_natively);
                    let stem = stem.replace(['\'', '’'], "");
                    Some((word, stem))
                });
                if let Some((word, stem)) = read {
                    let votes = votes.entry(word.clone()).or_default();
                    *votes.stems.entry(stem.clone()).or_default() += 1;
                }
            }
        }
        if self.stop_words.is_none() {
            stop_words.extend(common(texts));
        }
    }

    fn stem(&mut self, word: &str) -> String {
        let mut stream = self.stem.token_stream(word);
        if stream.advance() { stream.token().text.clone() } else { word.to_owned() }
    }

    fn is_stop_word(&mut self, word: &str) -> bool {
        self.stop_words.as_mut().is_some_and(|words| !words.token_stream(word).advance())
    }
}

/// The analyzer's language of a locale; tantivy has none for Chinese, Punjabi, Vietnamese, Korean,
/// Persian and others, whose words are matched as they are.
fn language(locale: &str) -> Option<Language> {
    Some(match locale.split('-').next()? {
        "ar" => Language::Arabic,
        "da" => Language::Danish,
        "nl" => Language::Dutch,
        "en" => Language::English,
        "fi" => Language::Finnish,
        "fr" => Language::French,
        "de" => Language::German,
        "el" => Language::Greek,
        "hu" => Language::Hungarian,
        "it" => Language::Italian,
        "nb" | "nn" | "no" => Language::Norwegian,
        "pt" => Language::Portuguese,
        "ro" => Language::Romanian,
        "ru" => Language::Russian,
        "es" => Language::Spanish,
        "sv" => Language::Swedish,
        "ta" => Language::Tamil,
        "tr" => Language::Turkish,
        _ => return None,
    })
}

/// Marks stay with their letters, apostrophes with their words.
fn is_between_words(c: char) -> bool {
    let is_mark = matches!(c, '\u{0300}'..='\u{036F}' | '\u{0610}'..='\u{065F}' | '\u{0670}' | '\u{0B82}'..='\u{0BCD}');
    !(c.is_alphanumeric() || is_mark || matches!(c, '\'' | '’' | 'ʼ'))
}

/// What was written as the stemmer knows it, and as it is indexed; `None` when it is indexed as
/// several words. Of "l'anglais" it is the word, without its article.
fn one_word(written: &str) -> Option<(String, String)> {
    let mut indexed = index_tokens(written, decompose_natively).into_iter();
    match (indexed.next(), indexed.next(), indexed.next()) {
        (Some(word), None, _) => Some((written.replace('’', "'"), word)),
        (Some(_), Some(word), None) => {
            let (_, rest) = written.split_once(['\'', '’', 'ʼ'])?;
            Some((rest.to_owned(), word))
        }
        _ => None,
    }
}

/// Words that several of the texts have.
fn said_often(texts: &[&str]) -> Vec<String> {
    let mut having: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts {
        let words: BTreeSet<String> = index_tokens(text, decompose_natively).into_iter().collect();
        words.into_iter().for_each(|word| *having.entry(word).or_default() += 1);
    }
    having.retain(|_, having| *having >= SAID_MIN);
    having.into_keys().collect()
}

/// Words that most of the texts have.
fn common(texts: &[&str]) -> Vec<String> {
    let mut having: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts {
        let words: BTreeSet<String> = index_tokens(text, decompose_natively).into_iter().collect();
        words.into_iter().for_each(|word| *having.entry(word).or_default() += 1);
    }
    having.retain(|_, having| {
        texts.len() >= TEXTS_MIN && *having as f32 > COMMON * texts.len() as f32
    });
    having.into_keys().collect()
}

fn common_beginning<'a>(a: &'a str, b: &'a str) -> &'a str {
    let end = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    &a[..end.unwrap_or(a.len().min(b.len()))]
}
