//! Syllables of a word, counted by its spelling: enough for an average over a hundred words, which is all
//! that the formulas of [`ease`](super::ease) ask for. No dictionary is carried for it.

/// Syllables of an English word. Vowels in a row are one syllable; a silent e at the end is none.
pub fn english(word: &str) -> usize {
    let word = letters(word);
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é');
    let mut count = runs(&word, is_vowel);
    let text: String = word.iter().collect();
    // Most words have no two vowels in a row, and each of these has.
    if word.windows(2).any(|pair| pair.iter().all(|c| is_vowel(*c))) {
        // Two vowels that are said apart: ra-di-o, i-de-a, cre-ate, qui-et, fu-el, li-on.
        for apart in
            ["ia", "io", "eo", "iu", "ua", "uou", "ying", "iet", "riet", "eate", "idea", "uel"]
        {
            count += text.matches(apart).count();
        }
        // …but not in na-tion, spe-cial, so-cial, pre-cious, re-li-gion, peo-ple, guard, qual-i-ty.
        for together in
            ["tio", "sio", "cia", "tia", "cio", "gio", "xio", "peo", "gua", "qua", "nuou"]
        {
            count = count.saturating_sub(text.matches(together).count());
        }
    }
    // The e of some-body and eve-ry is silent within the word, too.
    let is_compound =
        ["some", "every"].iter().any(|start| text.len() > 4 && text.starts_with(start));
    count -= usize::from(is_compound && count > 1);
    let before = |end: &str| text.strip_suffix(end).and_then(|start| start.chars().next_back());
    let is_silent = match () {
        // ta-ble, lit-tle: the e is said.
        () if text.ends_with("le") => before("le").is_some_and(is_vowel),
        () if text.ends_with('e') => before("e").is_some_and(|c| !is_vowel(c)),
        // walked, but not want-ed, need-ed.
        () if text.ends_with("ed") => {
            before("ed").is_some_and(|c| !is_vowel(c) && !matches!(c, 't' | 'd'))
        }
        // comes, but not plac-es, box-es, dish-es.
        () if text.ends_with("es") => before("es")
            .is_some_and(|c| !is_vowel(c) && !matches!(c, 's' | 'x' | 'z' | 'c' | 'g' | 'h')),
        () => text.ends_with("ely") || text.ends_with("eful") || text.ends_with("ement"),
    };
    count.saturating_sub(usize::from(is_silent)).max(1)
}

/// Syllables of a French word as they are said: a mute e at the end, alone or in `-es`, is none.
pub fn french(word: &str) -> usize {
    let word = letters(word);
    let is_vowel = |c: char| {
        matches!(
            c,
            'a' | 'e'
                | 'i'
                | 'o'
                | 'u'
                | 'y'
                | 'à'
                | 'â'
                | 'é'
                | 'è'
                | 'ê'
                | 'ë'
                | 'î'
                | 'ï'
                | 'ô'
                | 'û'
                | 'ù'
                | 'ü'
                | 'œ'
                | 'æ'
        )
    };
    let mut count = runs(&word, is_vowel);
    // An accent begins a syllable of its own: thé-â-tre, po-é-sie, na-ïf.
    let pairs = word.windows(2);
    count += pairs
        .filter(|pair| match pair {
            [before, after] => {
                matches!((before, after), ('é', c) | (c, 'ï' | 'ë') if is_vowel(*c))
                    || matches!((before, after), ('o' | 'a', 'é'))
            }
            _ => false,
        })
        .count();
    let mut stem = word.as_slice();
    if let [start @ .., 's'] = stem {
        stem = start;
    }
    let is_mute = match stem {
        [.., 'q' | 'g', 'u', 'e'] => true,
        // li-brai-rie ends on its i: the e after a vowel is in its run already.
        [.., before, 'e'] => !is_vowel(*before),
        _ => false,
    };
    count.saturating_sub(usize::from(is_mute)).max(1)
}

/// Syllables of a Spanish word: its spelling tells them (Real Academia Española, Ortografía, 2010). Two of
/// a, e, o stand apart, and so does an í or ú beside one; i and u without an accent join what is beside them.
pub fn spanish(word: &str) -> usize {
    let word = letters(word);
    let mut count = 0;
    let mut before: Option<char> = None;
    for (at, &c) in word.iter().enumerate() {
        let last = at.checked_sub(1).and_then(|at| word.get(at)).copied();
        let next = word.get(at + 1).copied();
        // The u of que, qui, gue, gui is not said, and y is a vowel only where no vowel follows.
        let is_mute = c == 'u'
            && matches!(last, Some('q' | 'g'))
            && matches!(next, Some('e' | 'i' | 'é' | 'í'));
        let is_said = match c {
            'a' | 'e' | 'o' | 'á' | 'é' | 'ó' | 'i' | 'u' | 'í' | 'ú' | 'ü' => !is_mute,
            'y' => next.is_none_or(|next| !"aeiouáéíóú".contains(next)),
            _ => false,
        };
        if !is_said {
            before = if is_mute { before } else { None };
            continue;
        }
        let is_strong = |c: char| "aeoáéóíú".contains(c);
        let joins = before.is_some_and(|before| !(is_strong(before) && is_strong(c)));
        count += usize::from(!joins);
        before = Some(c);
    }
    count.max(1)
}

/// The letters of a word, small.
fn letters(word: &str) -> Vec<char> {
    word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect()
}

/// How many times vowels begin.
fn runs(word: &[char], is_vowel: impl Fn(char) -> bool) -> usize {
    let mut was = false;
    let mut count = 0;
    for &c in word {
        let is = is_vowel(c);
        count += usize::from(is && !was);
        was = is;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_right(count: fn(&str) -> usize, words: &[(&str, usize)]) {
        let wrong: Vec<_> = words
            .iter()
            .map(|&(word, is)| (word, is, count(word)))
            .filter(|(_, is, said)| is != said)
            .collect();
        assert!(wrong.is_empty(), "word, syllables, counted: {wrong:?}");
    }

    #[test]
    fn english_words_have_the_syllables_that_are_said() {
        all_right(
            english,
            &[
                ("tea", 1),
                ("soup", 1),
                ("come", 1),
                ("comes", 1),
                ("walked", 1),
                ("wanted", 2),
                ("table", 2),
                ("little", 2),
                ("places", 2),
                ("people", 2),
                ("quiet", 2),
                ("neighbour", 2),
                ("neighbours", 2),
                ("volunteer", 3),
                ("radio", 3),
                ("special", 2),
                ("station", 2),
                ("idea", 3),
                ("wheelchair", 2),
                ("accessible", 4),
                ("community", 4),
                ("Tuesday", 2),
                ("facilitate", 4),
                ("I", 1),
                ("the", 1),
                ("somebody", 3),
                ("evening", 3),
                ("social", 2),
                ("lonely", 2),
            ],
        );
    }

    #[test]
    fn french_words_have_the_syllables_that_are_said() {
        all_right(
            french,
            &[
                ("soupe", 1),
                ("table", 1),
                ("tables", 1),
                ("musique", 2),
                ("théâtre", 2),
                ("ami", 2),
                ("venez", 2),
                ("beaucoup", 2),
                ("langue", 1),
                ("poésie", 3),
                ("quartier", 2),
                ("accueil", 2),
                ("personne", 2),
                ("gratuit", 2),
                ("le", 1),
                ("égalité", 4),
                ("bibliothèque", 3),
            ],
        );
    }

    #[test]
    fn spanish_words_have_the_syllables_that_are_said() {
        all_right(
            spanish,
            &[
                ("sopa", 2),
                ("mesa", 2),
                ("gente", 2),
                ("día", 2),
                ("poeta", 3),
                ("quien", 1),
                ("guía", 2),
                ("ciudad", 2),
                ("vergüenza", 3),
                ("muy", 1),
                ("y", 1),
                ("yo", 1),
                ("aquí", 2),
                ("teatro", 3),
                ("biblioteca", 4),
                ("voluntario", 4),
                ("leer", 2),
                ("causa", 2),
                ("veintiún", 2),
            ],
        );
    }
}
