//! How the people of a locale say a code: the words of its file, for [`catalog::link::dictated`].

use catalog::link::dictated::{Said, Spelling};

use crate::locale::{Key, Messages, PART};

/// The texts that are needed for it.
pub const WORDS: [Key; 5] = [
    Key::SpellingDigits,
    Key::SpellingLetters,
    Key::SpellingTimes,
    Key::SpellingLike,
    Key::SpellingNothing,
];

/// The words with which codes are said in a locale.
pub fn spelling(messages: &Messages) -> Spelling {
    let parts = |key| messages.text(key).split(PART).collect();
    Spelling::new(&Said {
        digits: parts(Key::SpellingDigits),
        letters: parts(Key::SpellingLetters),
        times: parts(Key::SpellingTimes),
        like: messages.text(Key::SpellingLike),
        nothing: messages.text(Key::SpellingNothing),
    })
}
