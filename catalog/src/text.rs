//! The one normalizer and splitter of text, the same on both sides.
//!
//! Unicode's decomposition (NFKD) is the one step that differs: its tables weigh as much as the
//! rest of this crate, and every browser has them. So a [`Decompose`] is handed in: the crate
//! `unicode-normalization` natively, `String.prototype.normalize` in the browser. All else is here.

/// Turns text into Unicode's normalization form KD.
pub type Decompose = fn(&str) -> String;

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
///
/// What comes back stays decomposed: Korean is matched by its letters, so that a syllable may be
/// half typed.
pub fn fold(text: &str, decompose: Decompose) -> String {
    decompose(text)
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_dropped(*c))
        .flat_map(unify)
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
        // Combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic, and those for symbols.
        // Marks of Indic and South-East Asian scripts, and Japanese voicing marks, are no part of
        // these: they belong to their words.
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05C7}' => true,
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' => true,
        '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' => true,
        '\u{06EA}'..='\u{06ED}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' => true,
        '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}' => true,
        _ => false,
    }
}

/// The native [`Decompose`].
#[cfg(feature = "tables")]
pub fn decompose_natively(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkd().collect()
}

/// Letters that are typed one for the other, and those that are typed as two.
fn unify(c: char) -> impl Iterator<Item = char> {
    let (letter, second) = match c {
        'ي' | 'ى' => ('ی', None),
        'ك' => ('ک', None),
        'ة' => ('ه', None),
        'أ' | 'إ' | 'آ' | 'ٱ' => ('ا', None),
        // Persian and Arabic digits.
        '۰'..='۹' => ((c as u8 - 0xF0 + b'0') as char, None),
        '٠'..='٩' => ((c as u8 - 0x60 + b'0') as char, None),
        'đ' => ('d', None),
        'ł' => ('l', None),
        'ø' => ('o', None),
        'ς' => ('σ', None),
        'œ' => ('o', Some('e')),
        'æ' => ('a', Some('e')),
        'ß' => ('s', Some('s')),
        c => (c, None),
    };
    std::iter::once(letter).chain(second)
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
        // The dot between foreign names in Japanese.
        '\u{30FB}' => Script::Gap,
        // The sign that repeats a Han character, and zero as one.
        '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}'
        | '\u{0E00}'..='\u{0EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}' => Script::Unspaced,
        // Danda and double danda end a sentence; every other sign of Indic scripts is of a word.
        '\u{0964}' | '\u{0965}' => Script::Gap,
        '\u{0900}'..='\u{0DFF}' => Script::Spaced,
        c if c.is_alphanumeric() => Script::Spaced,
        _ => Script::Gap,
    }
}

/// The words of a text to be indexed. A stretch without spaces gives its characters and its
/// overlapping pairs, so that both one character and a longer word are found.
pub fn index_tokens(text: &str, decompose: Decompose) -> Vec<String> {
    tokens(&fold(text, decompose), true)
}

/// The words of a question: a stretch without spaces gives its pairs, or its one character.
pub fn query_tokens(text: &str, decompose: Decompose) -> Vec<String> {
    tokens(&fold(text, decompose), false)
}

fn tokens(folded: &str, for_index: bool) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut stretch: Vec<char> = Vec::new();
    let mut kind = Script::Gap;
    // Where in the stretch the first apostrophe stood.
    let mut apostrophe = None;
    for c in folded.chars().chain(['\n']) {
        // An apostrophe belongs to its word: "men's" is "mens".
        if matches!(c, '\'' | '’' | 'ʼ') && kind == Script::Spaced {
            apostrophe = apostrophe.or(Some(stretch.len()));
            continue;
        }
        let next = script(c);
        if next != kind {
            match kind {
                Script::Gap => {}
                Script::Spaced => finish_word(&stretch, apostrophe, for_index, &mut tokens),
                Script::Unspaced => finish_unspaced(&stretch, for_index, &mut tokens),
            }
            stretch.clear();
            apostrophe = None;
            kind = next;
        }
        if next != Script::Gap {
            stretch.push(c);
        }
    }
    tokens
}

/// "l'anglais" is asked for as "anglais", with whatever article; it is indexed so, and whole,
/// because "O'Brien" is a name that people also type as "obrien".
fn finish_word(
    word: &[char],
    apostrophe: Option<usize>,
    for_index: bool,
    tokens: &mut Vec<String>,
) {
    let elided = apostrophe
        .map(|at| word.split_at(at))
        .filter(|(article, rest)| (article.len() == 1 || *article == ['q', 'u']) && rest.len() > 1);
    if for_index || elided.is_none() {
        tokens.push(word.iter().collect());
    }
    tokens.extend(elided.map(|(_, rest)| rest.iter().collect()));
}

fn finish_unspaced(stretch: &[char], for_index: bool, tokens: &mut Vec<String>) {
    if for_index || stretch.len() == 1 {
        tokens.extend(stretch.iter().map(char::to_string));
    }
    tokens.extend(stretch.windows(2).map(|pair| pair.iter().collect()));
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        fold(text, decompose_natively)
    }

    fn asked(text: &str) -> Vec<String> {
        query_tokens(text, decompose_natively)
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in "\\PC{0,40}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn what_is_indexed_is_found_by_the_same_words(text in "\\PC{0,40}") {
            let indexed = index_tokens(&text, decompose_natively);
            for token in asked(&text) {
                prop_assert!(indexed.contains(&token), "{:?}", token);
            }
        }
    }

    #[test]
    fn people_may_type_with_or_without_marks() {
        for (typed, written) in [
            ("cafe", "Café"),
            ("nguoi cao tuoi", "Người cao tuổi"),
            ("nguoi", "ngu\u{031B}o\u{031B}\u{0300}i"),
            ("ਪੰਜਾਬੀ", "ਪੰਜਾਬੀ"),
            ("ਸ਼ਾਮ", "ਸ\u{0A3C}ਾਮ"),
            ("می\u{200C}روم", "میروم"),
            ("كتاب", "کِتاب"),
            ("ｔａｉ ｃｈｉ", "Tai Chi"),
            ("mens", "men's"),
            ("coeur", "Cœur"),
            ("οδοσ", "ΟΔΌΣ"),
            ("2026", "۲۰۲۶"),
            ("2026", "٢٠٢٦"),
            ("anglais", "l’anglais"),
            ("d'anglais", "l'anglais"),
            ("オンライン 会", "ｵﾝﾗｲﾝ・会"),
        ] {
            assert_eq!(asked(typed), asked(written), "{typed} and {written}");
        }
    }

    #[test]
    fn chinese_is_found_without_spaces() {
        assert_eq!(asked("太極"), ["太極"]);
        assert_eq!(asked("太極班"), ["太極", "極班"]);
        assert_eq!(asked("極"), ["極"]);
        let indexed = index_tokens("晨間太極", decompose_natively);
        assert!(indexed.contains(&"太極".to_owned()) && indexed.contains(&"極".to_owned()));
        assert_eq!(asked("tai chi太極"), ["tai", "chi", "太極"]);
    }

    #[test]
    fn a_name_with_an_apostrophe_is_found_however_it_is_typed() {
        let indexed = index_tokens("Chez O'Brien", decompose_natively);
        for typed in ["O'Brien", "obrien", "o’brien", "brien"] {
            assert!(asked(typed).iter().all(|token| indexed.contains(token)), "{typed}");
        }
    }

    #[test]
    fn a_punjabi_word_is_one_word() {
        assert_eq!(asked("ਲੋਕਾਂ ਨੂੰ ਮਿਲਣਾ।").len(), 3);
    }
}
