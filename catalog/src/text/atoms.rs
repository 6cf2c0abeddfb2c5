//! Atoms: what phrases are made of. A word between spaces is one; so is each character of a script
//! without spaces, and each syllable of Korean, whose particles and endings stand against their words.
//!
//! A phrase is looked for by its key, its atoms with nothing between them: so "drop-in", "drop in" and
//! "dropin" are one, and Persian compounds are, with a space or without.

use super::{Decompose, Script, fold, is_apostrophe, script};

/// A smallest piece of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Its letters, folded; those of Korean as whole syllables.
    pub letters: String,
    /// The ordinal of the stretch without a gap in which it stands: what was typed as one word.
    pub word: usize,
    /// It is a character of a script without spaces, or a Korean syllable.
    pub is_syllable: bool,
}

/// The atoms of a text, in order.
pub fn atoms(text: &str, decompose: Decompose) -> Vec<Atom> {
    let mut splitter = Splitter::default();
    for c in compose(&fold(text, decompose)) {
        if is_apostrophe(c) && !splitter.letters.is_empty() {
            splitter.apostrophe = splitter.apostrophe.or(Some(splitter.letters.len()));
            continue;
        }
        match script(c) {
            Script::Gap => {
                splitter.end_word();
                splitter.word += 1;
            }
            Script::Spaced if !is_hangul(c) => splitter.letters.push(c),
            Script::Spaced | Script::Unspaced => {
                splitter.end_word();
                splitter.add(&String::from(c), true);
            }
        }
    }
    splitter.end_word();
    splitter.atoms
}

/// What a phrase is looked for by: its atoms, with nothing between them.
pub fn phrase_key(text: &str, decompose: Decompose) -> String {
    atoms(text, decompose).into_iter().map(|atom| atom.letters).collect()
}

#[derive(Default)]
struct Splitter {
    atoms: Vec<Atom>,
    word: usize,
    /// The letters of the word that is being read.
    letters: String,
    /// Where its first apostrophe stands, in bytes.
    apostrophe: Option<usize>,
}

impl Splitter {
    fn add(&mut self, letters: &str, is_syllable: bool) {
        self.atoms.push(Atom { letters: letters.to_owned(), word: self.word, is_syllable });
    }

    /// Adds the word that was being read: "l'anglais" is an article and a word, "don't" one word.
    fn end_word(&mut self) {
        let letters = std::mem::take(&mut self.letters);
        let apostrophe = self.apostrophe.take().unwrap_or(0);
        let (article, rest) = letters.split_at_checked(apostrophe).unwrap_or(("", &letters));
        let is_elided = article.chars().count() == 1 || article == "qu";
        if is_elided && rest.chars().count() > 1 {
            self.add(article, false);
            self.add(rest, false);
        } else if !letters.is_empty() {
            self.add(&letters, false);
        }
    }
}

/// The first letters of the three kinds of Korean letters, and of the syllables made of them; and how many
/// vowels and last consonants there are, "none" counted as one. Source: Unicode 16, section 3.12.
const LEAD: u32 = 0x1100;
const VOWEL: u32 = 0x1161;
const TAIL: u32 = 0x11A7;
const SYLLABLE: u32 = 0xAC00;
const LEADS: u32 = 19;
const VOWELS: u32 = 21;
const TAILS: u32 = 28;

/// The last consonant of the past tense, ㅆ; and vowels that a stem's own and that of its ending become, with
/// the stem's own: ㅕ for ㅣ and ㅓ (넘어져, 넘어지), ㅝ for ㅜ and ㅓ (외로워, 외로우).
const PAST_TAIL: u32 = 20;
const CONTRACTED: [(u32, u32); 2] = [(6, 20), (14, 13)];

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}')
}

/// The number of a letter in a range that begins at `first`.
fn number_in(c: Option<&char>, first: u32, length: u32) -> Option<u32> {
    u32::from(*c?).checked_sub(first).filter(|number| *number < length)
}

/// The characters of folded text, with Korean letters put together to syllables.
fn compose(folded: &str) -> Vec<char> {
    let mut composed = Vec::with_capacity(folded.len());
    let mut letters = folded.chars().peekable();
    while let Some(c) = letters.next() {
        let Some(lead) = number_in(Some(&c), LEAD, LEADS) else {
            composed.push(c);
            continue;
        };
        let Some(known) = number_in(letters.peek(), VOWEL, VOWELS) else {
            composed.push(c);
            continue;
        };
        let vowel = known;
        letters.next();
        let tail = number_in(letters.peek(), TAIL, TAILS).filter(|tail| *tail > 0);
        if tail.is_some() {
            letters.next();
        }
        // "Fall", "fell" and "falls" are one: what a verb's ending does to its stem is undone.
        let tail = tail.filter(|tail| *tail != PAST_TAIL);
        let vowel =
            CONTRACTED.iter().find(|(contracted, _)| *contracted == vowel && tail.is_none());
        let vowel = vowel.map_or(known, |(_, plain)| *plain);
        let syllable = SYLLABLE + (lead * VOWELS + vowel) * TAILS + tail.unwrap_or(0);
        composed.extend(char::from_u32(syllable));
    }
    composed
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::super::decompose_natively;
    use super::*;

    fn split(text: &str) -> Vec<String> {
        atoms(text, decompose_natively).into_iter().map(|atom| atom.letters).collect()
    }

    fn key(text: &str) -> String {
        phrase_key(text, decompose_natively)
    }

    #[test]
    fn words_are_atoms_and_so_are_characters_and_syllables() {
        assert_eq!(split("Swim on Tuesday"), ["swim", "on", "tuesday"]);
        assert_eq!(split("想游水"), ["想", "游", "水"]);
        assert_eq!(split("수영을 배우"), ["수", "영", "을", "배", "우"]);
        assert_eq!(split("cours d’anglais, don't"), ["cours", "d", "anglais", "dont"]);
        assert_eq!(split("打wifi班"), ["打", "wifi", "班"]);
    }

    #[test]
    fn a_phrase_is_the_same_open_closed_and_with_a_hyphen() {
        for (one, other) in [
            ("drop-in", "Drop in"),
            ("drop-in", "dropin"),
            ("پیاده‌روی", "پیاده روی"),
            ("e-mail", "email"),
            ("2-1-1", "211"),
            ("수영 교실", "수영교실"),
            ("thể dục", "the duc"),
        ] {
            assert_eq!(key(one), key(other));
        }
    }

    #[test]
    fn korean_verbs_are_known_in_their_forms() {
        for (one, other) in [("넘어져", "넘어지"), ("넘어졌", "넘어지"), ("외로워", "외로우")]
        {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("수영"), key("수이"));
    }

    #[test]
    fn atoms_say_which_typed_word_they_are_of() {
        let words = |text| -> Vec<usize> {
            atoms(text, decompose_natively).into_iter().map(|atom| atom.word).collect()
        };
        assert_eq!(words("수영을 배워"), [0, 0, 0, 1, 1]);
    }
}
