//! Reading ease: the formulas that somebody has tested on readers, each with its source.
//!
//! All three are of Flesch's form and scale: from 206 or 207, take so much for each word of an average
//! sentence, and so much for each syllable of an average word. 100 is very easy, 0 very hard.
//! Constants were compared with those of other programs: koRpus (`flesch`), Yoast SEO (issue 267).
//!
//! Deliberately absent: Chinese, Korean, Persian, Punjabi, Vietnamese and Filipino. There are studies for
//! some of these, for pupils' textbooks mostly, and no formula that people agree on.

use super::sentences::{language, sentences, words};
use super::syllables;

/// Fewest words of which a number says anything: Flesch made his formula on samples of 100 words
/// ("A new readability yardstick", 1948).
pub const FEWEST_WORDS: usize = 100;

/// A language's formula.
struct Formula {
    language: &'static str,
    base: f64,
    /// For each word of an average sentence.
    sentence: f64,
    /// For each syllable of an average word.
    word: f64,
    syllables: fn(&str) -> usize,
    /// Where its author's scale begins to say "standard" or "normal".
    standard: u32,
}

const FORMULAS: [Formula; 3] = [
    // Rudolf Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948), 221–233.
    // 60 to 70 is "standard".
    Formula {
        language: "en",
        base: 206.835,
        sentence: 1.015,
        word: 84.6,
        syllables: syllables::english,
        standard: 60,
    },
    // Liliane Kandel and Abraham Moles, "Application de l'indice de Flesch à la langue française", Cahiers
    // Études de Radio-Télévision 19 (1958), 253–274. On Flesch's own scale.
    Formula {
        language: "fr",
        base: 207.0,
        sentence: 1.015,
        word: 73.6,
        syllables: syllables::french,
        standard: 60,
    },
    // Francisco Szigriszt Pazos, "Sistemas predictivos de legilibilidad del mensaje escrito: fórmula de
    // perspicuidad", thesis, Madrid (1993). From 55 on "normal" on the scale INFLESZ, which was tested on
    // patients' leaflets: Inés Barrio-Cantalejo and others, Anales del Sistema Sanitario de Navarra 31
    // (2008), 135–152. Fernández Huerta's formula (1959) is older, and is printed with an error in most
    // places (Gwillim Law, 2011).
    Formula {
        language: "es",
        base: 206.835,
        sentence: 1.0,
        word: 62.3,
        syllables: syllables::spanish,
        standard: 55,
    },
];

/// The reading ease of a text, 0 to 100; `None` for a language without an established formula, and for a
/// text of fewer than [`FEWEST_WORDS`] words.
pub fn ease(text: &str, locale: &str) -> Option<u32> {
    let formula = formula(locale)?;
    let (mut in_sentences, mut all_words, mut all_syllables) = (0_u32, 0_u32, 0_u32);
    for sentence in sentences(text) {
        let mut own = 0;
        // A number has no syllables by its spelling: it is no word here.
        for word in words(sentence.words).filter(|word| word.contains(char::is_alphabetic)) {
            own += 1;
            all_syllables += (formula.syllables)(word) as u32;
        }
        all_words += own;
        in_sentences += u32::from(own > 0);
    }
    if (all_words as usize) < FEWEST_WORDS {
        return None;
    }
    let words = f64::from(all_words);
    let ease = formula.base
        - formula.sentence * words / f64::from(in_sentences)
        - formula.word * f64::from(all_syllables) / words;
    Some(ease.round().clamp(0.0, 100.0) as u32)
}

/// The ease of one sentence alone, to find the hardest of a page; `None` for one of fewer than `least` words.
/// Unlike a page's it can lie below 0 and above 100.
pub fn of_sentence(sentence: &str, locale: &str, least: usize) -> Option<f64> {
    let formula = formula(locale)?;
    let own = words(sentence).filter(|word| word.contains(char::is_alphabetic));
    let (count, syllables) = own.fold((0_u32, 0_u32), |(count, syllables), word| {
        (count + 1, syllables + (formula.syllables)(word) as u32)
    });
    (count as usize >= least).then(|| {
        let count = f64::from(count);
        formula.base - formula.sentence * count - formula.word * f64::from(syllables) / count
    })
}

/// The ease from which on a text is no harder than usual in its language, where that is established.
pub fn standard(locale: &str) -> Option<u32> {
    Some(formula(locale)?.standard)
}

fn formula(locale: &str) -> Option<&'static Formula> {
    FORMULAS.iter().find(|formula| formula.language == language(locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_in_short_sentences_are_easier_and_unknown_languages_have_no_number() {
        let easy = "We eat soup at a long table. You can come on your own. ".repeat(12);
        let hard = "Participants experiencing psychosocial difficulties are facilitated towards \
                    sustainable community participation through interdisciplinary interventions. "
            .repeat(12);
        let (easy, hard) =
            (ease(&easy, "en").unwrap_or_default(), ease(&hard, "en").unwrap_or(100));
        assert!(easy > 90, "{easy}");
        assert!(hard < 10, "{hard}");
        assert_eq!(ease("We eat soup.", "en"), None, "too short to tell");
        for locale in ["pa", "zh-Hant", "zh-Hans", "ko", "fa", "vi", "fil"] {
            assert_eq!(ease(&"ਚਾਹ ਪੀਓ। ".repeat(200), locale), None, "{locale}");
            assert_eq!(standard(locale), None);
        }
    }

    /// What a formula counts is told apart from how syllables are counted: of 100 words of one syllable in
    /// sentences of 5, the constants alone remain.
    #[test]
    fn the_constants_are_those_of_their_authors() {
        let text = "me te se la lo. ".repeat(20);
        // 206.835 − 1.015 × 5 − 84.6 = 117; 207 − 1.015 × 5 − 73.6 = 128: above 100 there is nothing easier.
        assert_eq!(ease(&text, "en"), Some(100));
        let text = "banana banana banana banana banana. ".repeat(20);
        // 206.835 − 1.015 × 5 − 84.6 × 3 < 0; 207 − 5.075 − 73.6 × 3 < 0; 206.835 − 5 − 62.3 × 3 = 14.9.
        assert_eq!(ease(&text, "en"), Some(0));
        assert_eq!(ease(&text, "fr"), Some(0));
        assert_eq!(ease(&text, "es"), Some(15));
        let text = "sopa sopa sopa sopa sopa. ".repeat(20);
        assert_eq!(ease(&text, "es"), Some(77), "206.835 − 5 − 124.6");
        let text = "ami ami ami ami ami. ".repeat(20);
        assert_eq!(ease(&text, "fr"), Some(55), "207 − 5.075 − 147.2");
        let text = "table table table table table. ".repeat(20);
        assert_eq!(ease(&text, "en"), Some(33), "206.835 − 5.075 − 169.2");
    }
}
