//! The one normalizer and splitter of text, the same on both sides.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The fields that are searched, with their weights in the sum of BM25 scores.
pub const FIELDS: [(&str, f32); 6] = [
    ("name", 4.0),
    ("need", 2.5),
    ("organization", 2.0),
    ("summary", 2.0),
    ("body", 1.0),
    ("other", 1.0),
];

/// Folds text: compatibility forms (full width, ligatures) become plain, letters lower case,
/// Latin, Greek, Cyrillic and Arabic marks go; vowel signs of Indic scripts stay, for they are
/// letters of the word.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_dropped(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_dropped(*c))
        .map(unify)
        .nfc()
        .collect()
}

/// Marks that people leave out or type differently.
fn is_dropped(c: char) -> bool {
    match c {
        // Gurmukhi and Devanagari nukta.
        '\u{0A3C}' | '\u{093C}' => true,
        // Zero-width (non-)joiners, soft hyphen, tatweel, bidi controls, variation selectors.
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => true,
        '\u{00AD}' | '\u{0640}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' => true,
        // Marks of Indic scripts, Thai, Lao, Tibetan, Myanmar, Khmer are part of the word.
        '\u{0900}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => false,
        // Japanese voicing marks, too.
        '\u{3099}' | '\u{309A}' => false,
        c => is_combining_mark(c),
    }
}

/// Letters that are typed one for the other.
fn unify(c: char) -> char {
    match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' => 'ه',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'đ' => 'd',
        'ł' => 'l',
        'ø' => 'o',
        c => c,
    }
}

/// How a script writes words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Spaces between words.
    Spaced,
    /// None: split into overlapping pairs.
    Unspaced,
    /// No letter.
    Gap,
}

fn script(c: char) -> Script {
    match c {
        '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}'
        | '\u{0E00}'..='\u{0EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}' => Script::Unspaced,
        c if c.is_alphanumeric() || is_combining_mark(c) => Script::Spaced,
        _ => Script::Gap,
    }
}

/// The words of a text to be indexed. A stretch without spaces gives its characters and its
/// overlapping pairs, so that both one character and a longer word are found.
pub fn index_tokens(text: &str) -> Vec<String> {
    tokens(text, true)
}

/// The words of a question: a stretch without spaces gives its pairs, or its one character.
pub fn query_tokens(text: &str) -> Vec<String> {
    tokens(text, false)
}

fn tokens(text: &str, singles_too: bool) -> Vec<String> {
    let folded = fold(text);
    let mut tokens = Vec::new();
    let mut stretch: Vec<char> = Vec::new();
    let mut kind = Script::Gap;
    for c in folded.chars().chain(['\n']) {
        // An apostrophe belongs to its word: "men's" is "mens".
        if matches!(c, '\'' | '’') && kind == Script::Spaced {
            continue;
        }
        let next = script(c);
        if next != kind {
            finish(kind, &stretch, singles_too, &mut tokens);
            stretch.clear();
            kind = next;
        }
        if next != Script::Gap {
            stretch.push(c);
        }
    }
    tokens
}

fn finish(kind: Script, stretch: &[char], singles_too: bool, tokens: &mut Vec<String>) {
    match kind {
        Script::Gap => {}
        Script::Spaced => tokens.push(stretch.iter().collect()),
        Script::Unspaced => {
            if singles_too || stretch.len() == 1 {
                tokens.extend(stretch.iter().map(char::to_string));
            }
            tokens.extend(stretch.windows(2).map(|pair| pair.iter().collect()));
        }
    }
}
