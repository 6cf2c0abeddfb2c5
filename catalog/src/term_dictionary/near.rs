//! Fuzzy search: the words of a dictionary within an edit distance of one or two.
//!
//! The distance is that of Damerau and Levenshtein, restricted as in "optimal string alignment":
//! a letter too many, too few, another, or two that changed places count one edit each. The rows of
//! the distance table stand on a stack, one row for each letter of the present word, so that a
//! word costs only the letters that it does not share with the word before.

use super::{TermDictionary, WORD_CHARS};
use crate::text::is_digit;

/// Most edits that are forgiven in a long word.
const EDITS_MAX: u8 = 2;

/// How near a word of the dictionary is to the typed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nearness {
    /// The edit distance, 0 to [`EDITS_MAX`].
    pub edits: u8,
    /// Only the beginning of the word is near: the typed one may not be finished.
    pub is_beginning: bool,
}

/// One row: the distance of the first letters of a known word to each beginning of the typed one.
type Row = [u8; WORD_CHARS + 1];

/// How many edits are forgiven in a word of so many letters: none where every word is near another
/// (DESIGN.md, "Matching": one in four letters, two in eight).
fn edits_forgiven(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => EDITS_MAX,
    }
}

/// Shows the class of each word that is near `typed`; with `or_longer`, also of those whose
/// beginning is. A word with digits is never mistyped: 511 is not 311.
pub(crate) fn near(
    dictionary: &TermDictionary,
    typed: &[char],
    or_longer: bool,
    found: &mut dyn FnMut(u32, Nearness),
) {
    let most = edits_forgiven(typed.len());
    if most == 0 || typed.len() > WORD_CHARS || typed.iter().copied().any(is_digit) {
        return;
    }
    let mut table = Table::new(typed, most);
    // How many letters of the present word are in the table; a word that shares more is as hopeless.
    let mut depth = 0;
    let mut is_hopeless = false;
    let mut at = 0;
    for ordinal in 0..dictionary.len() {
        let shared = usize::from(dictionary.shared[ordinal]);
        let begin = at;
        at += usize::from(dictionary.lengths[ordinal]);
        if is_hopeless && shared >= depth {
            continue;
        }
        depth = shared.min(depth);
        is_hopeless = false;
        for letter in dictionary.rest(ordinal, begin).chars() {
            if is_hopeless || depth == WORD_CHARS {
                break;
            }
            depth += 1;
            table.fill(depth, letter);
            is_hopeless = table.is_hopeless(depth) && !(or_longer && table.begun[depth] <= most);
        }
        if is_hopeless {
            continue;
        }
        let whole = table.to_typed(depth);
        let (edits, is_beginning) =
            if whole <= most || !or_longer { (whole, false) } else { (table.begun[depth], true) };
        if edits <= most
            && let Some(class) = dictionary.classes.get(ordinal)
        {
            found(*class, Nearness { edits, is_beginning });
        }
    }
}

/// The distances of the beginnings of one word to those of the typed word, a row for each letter.
///
/// Only a band around the diagonal is filled, as wide as edits are forgiven, with a cell on either
/// side that says how hopeless it is out there.
struct Table<'a> {
    typed: &'a [char],
    most: u8,
    /// The letters of the word that the rows are of.
    word: [char; WORD_CHARS + 1],
    rows: [Row; WORD_CHARS + 1],
    /// The smallest distance of each row.
    least: [u8; WORD_CHARS + 1],
    /// The fewest edits from a row's beginning, or a shorter one, to the whole typed word.
    begun: [u8; WORD_CHARS + 1],
}

impl<'a> Table<'a> {
    fn new(typed: &'a [char], most: u8) -> Self {
        let mut rows = [[u8::MAX; WORD_CHARS + 1]; WORD_CHARS + 1];
        for (distance, cell) in (0..).zip(&mut rows[0]) {
            *cell = distance;
        }
        let (word, most_distances) = (['\0'; WORD_CHARS + 1], [u8::MAX; WORD_CHARS + 1]);
        let mut least = most_distances;
        least[0] = 0;
        Self { typed, most, word, rows, least, begun: most_distances }
    }

    /// Fills the row of the letter at `depth`, which is counted from one and at most [`WORD_CHARS`].
    fn fill(&mut self, depth: usize, letter: char) {
        let most = usize::from(self.most);
        self.word[depth] = letter;
        let (before, from_here) = self.rows.split_at_mut(depth);
        let (row, above) = (&mut from_here[0], &before[depth - 1]);
        row[0] = depth as u8;
        let (first, last) =
            (depth.saturating_sub(most).max(1), (depth + most).min(self.typed.len()));
        if first > 1 {
            row[first - 1] = u8::MAX;
        }
        let mut least = if depth <= most { row[0] } else { u8::MAX };
        for column in first..=last {
            let same = u8::from(letter != self.typed[column - 1]);
            let mut distance = above[column - 1]
                .saturating_add(same)
                .min(above[column].saturating_add(1))
                .min(row[column - 1].saturating_add(1));
            // Two letters that changed places.
            if depth > 1
                && column > 1
                && letter == self.typed[column - 2]
                && self.word[depth - 1] == self.typed[column - 1]
            {
                distance = distance.min(before[depth - 2][column - 2].saturating_add(1));
            }
            row[column] = distance;
            least = least.min(distance);
        }
        if last < WORD_CHARS {
            row[last + 1] = u8::MAX;
        }
        self.least[depth] = least;
        self.begun[depth] = self.begun[depth - 1].min(self.to_typed(depth));
    }

    /// The distance of a row's beginning to the whole typed word, as far as it is in the band.
    fn to_typed(&self, depth: usize) -> u8 {
        let length = self.typed.len();
        if depth.abs_diff(length) > self.most.into() { u8::MAX } else { self.rows[depth][length] }
    }

    /// Whether no word that begins so can be near. Two letters that change places reach over one
    /// row.
    fn is_hopeless(&self, depth: usize) -> bool {
        self.least[depth] > self.most && self.least[depth - 1] >= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::btree_set;
    use proptest::prelude::*;

    fn letters(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    fn found(words: &[&str], typed: &str, or_longer: bool) -> Vec<(u32, Nearness)> {
        let dictionary =
            TermDictionary::new(words.iter().copied(), (0..words.len() as u32).collect());
        let mut found = Vec::new();
        near(&dictionary, &letters(typed), or_longer, &mut |class, nearness| {
            found.push((class, nearness))
        });
        found
    }

    /// The whole table, as in any textbook.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    (table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                        .min(if swapped { table[i - 2][j - 2] + 1 } else { usize::MAX })
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn what_is_near_is_what_the_whole_table_says(
            words in btree_set("[abc]{1,10}", 1..60),
            typed in "[abc]{4,9}",
            or_longer in any::<bool>(),
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let typed = letters(&typed);
            let most = usize::from(edits_forgiven(typed.len()));
            let expected: Vec<(u32, usize, bool)> = (0..).zip(&words).filter_map(|(ordinal, word)| {
                let word = letters(word);
                let whole = distance(&word, &typed);
                let begun = (0..=word.len()).map(|end| distance(&word[..end], &typed)).min().unwrap_or(whole);
                if whole <= most {
                    Some((ordinal, whole, false))
                } else if or_longer && begun <= most {
                    Some((ordinal, begun, true))
                } else {
                    None
                }
            }).collect();
            let found: Vec<(u32, usize, bool)> = found(&words, &typed.iter().collect::<String>(), or_longer)
                .into_iter()
                .map(|(class, nearness)| (class, nearness.edits.into(), nearness.is_beginning))
                .collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn every_word_is_found_and_every_beginning(words in btree_set("[ab太ਪ]{1,6}", 1..200), other in "[ab太ਪ]{1,6}") {
            let list: Vec<&str> = words.iter().map(String::as_str).collect();
            let dictionary = TermDictionary::new(list.iter().copied(), (0..list.len() as u32).collect());
            for (ordinal, word) in (0..).zip(&list) {
                prop_assert_eq!(dictionary.exact(&letters(word)), Some(ordinal));
            }
            prop_assert_eq!(dictionary.exact(&letters(&other)).is_some(), words.contains(&other));
            let mut longer = Vec::new();
            dictionary.beginning_with(&letters(&other), usize::MAX, &mut |class| longer.push(class));
            let expected: Vec<u32> = (0..).zip(&list)
                .filter(|(_, word)| word.starts_with(&other) && **word != other)
                .map(|(ordinal, _)| ordinal)
                .collect();
            prop_assert_eq!(longer, expected);
            let read = TermDictionary::read(&dictionary.shared, &dictionary.lengths, dictionary.rests.as_bytes(), dictionary.classes.clone());
            prop_assert_eq!(read, Ok(dictionary));
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven_and_a_number_is_not_guessed() {
        let edits = |words: &[&str], typed: &str| -> Vec<u8> {
            found(words, typed, false).iter().map(|(_, nearness)| nearness.edits).collect()
        };
        assert_eq!(edits(&["counselling"], "conuseling"), [2]);
        assert_eq!(edits(&["yoga"], "joga"), [1]);
        assert_eq!(edits(&["tea"], "tee"), Vec::<u8>::new());
        assert_eq!(edits(&["2026"], "2027"), Vec::<u8>::new());
        assert_eq!(found(&["alzheimers"], "alzie", true).len(), 1);
    }
}
