//! A question taken apart into phrases: the longest ones that the vocabulary knows, in whichever language.

use super::vocabulary::{Known, Vocabulary};
use crate::sayings::Meaning;
use crate::term_dictionary::WORD_CHARS;
use crate::text::Atom;

/// Most atoms of a question that are looked at: what a person tells of themselves in some ten lines. What stands
/// behind them is told as not understood.
pub(super) const ATOMS_MAX: usize = 256;

/// How many letters a character of a script without spaces, or a Korean syllable, is worth.
const SYLLABLE_LETTERS: usize = 3;

/// Fewest letters of a phrase that is known by its beginning, and fewest syllables of one without spaces: in
/// those any two begin something.
const BEGINNING_LETTERS: usize = 4;
const BEGINNING_SYLLABLES: usize = 3;

/// Fewest letters of a word that means a choice in spite of a slip: a choice leaves things out.
const CHOICE_SLIP_LETTERS: usize = 6;

/// Most phrases that a beginning may stand for: more say nothing.
const BEGINNINGS_MAX: usize = 24;

/// Most atoms of a phrase that is looked for in spite of a slip, and most such searches for a question: each
/// goes through both files of sayings, while somebody types.
const SLIP_ATOMS: usize = 3;
const SLIPS_MAX: usize = 8;

/// Atoms that are a phrase together.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its atoms, from the first to before the last.
    pub first: usize,
    pub end: usize,
    pub meanings: Vec<Meaning>,
    /// It was typed as it is known: without a slip, and to its end.
    pub is_exact: bool,
}

impl Piece {
    /// How many atoms it has.
    pub fn len(&self) -> usize {
        self.end - self.first
    }
}

/// A question's atoms, and the letters of each run of them.
pub(super) struct Run<'a> {
    pub atoms: &'a [Atom],
    letters: Vec<char>,
    /// Where each atom begins in `letters`; and the end.
    starts: Vec<usize>,
    /// Runs that are to be read as plain words.
    plain: Vec<(usize, usize)>,
}

impl<'a> Run<'a> {
    /// The atoms of a question; those of the keys in `plain` are to be read as plain words.
    pub fn new(atoms: &'a [Atom], plain: &[String]) -> Self {
        let atoms = atoms.get(..ATOMS_MAX).unwrap_or(atoms);
        let mut letters = Vec::new();
        let mut starts = Vec::with_capacity(atoms.len() + 1);
        for atom in atoms {
            starts.push(letters.len());
            letters.extend(atom.letters.chars());
        }
        starts.push(letters.len());
        let mut run = Self { atoms, letters, starts, plain: Vec::new() };
        for key in plain {
            for first in 0..atoms.len() {
                let is_key = |end: &usize| key.chars().eq(run.key(first, *end).iter().copied());
                let end = (first + 1..=atoms.len()).find(is_key);
                run.plain.extend(end.map(|end| (first, end)));
            }
        }
        run
    }

    /// Whether some atoms are within what is to be read as plain words.
    fn is_plain(&self, first: usize, end: usize) -> bool {
        self.plain.iter().any(|plain| plain.0 <= first && end <= plain.1)
    }

    /// Whether some atoms begin within a typed word and go on in the next one: "a walk club" (산책 모임) is no
    /// "book club" (책 모임).
    fn tears(&self, first: usize, end: usize) -> bool {
        let word = |at: usize| self.atoms.get(at).map(|atom| atom.word);
        let before = first.checked_sub(1).and_then(word);
        let is_syllable = self.atoms.get(first).is_some_and(|atom| atom.is_syllable);
        is_syllable && before == word(first) && word(end - 1) != word(first)
    }

    /// The key of some atoms; empty where it would be longer than any phrase.
    pub fn key(&self, first: usize, end: usize) -> &[char] {
        let key = self.starts.get(first).zip(self.starts.get(end));
        let key = key.and_then(|(start, end)| self.letters.get(*start..*end)).unwrap_or(&[]);
        if key.len() > WORD_CHARS { &[] } else { key }
    }

    /// How much some atoms weigh as a phrase.
    pub fn weight(&self, first: usize, end: usize) -> usize {
        let letters = |atom: &Atom| {
            let count = atom.letters.chars().count();
            if atom.is_syllable { count * SYLLABLE_LETTERS } else { count }
        };
        self.atoms.get(first..end).unwrap_or(&[]).iter().map(letters).sum()
    }

    /// Whether some atoms are of plain Latin letters.
    fn is_ascii(&self, first: usize, end: usize) -> bool {
        self.key(first, end).iter().all(char::is_ascii)
    }
}

/// What some atoms mean, as the first piece of the best way to take apart what begins with them.
struct Best {
    end: usize,
    meanings: Vec<Meaning>,
}

/// Takes a question apart so that its phrases are the longest ones.
pub(super) fn pieces(run: &Run<'_>, vocabulary: &Vocabulary) -> Vec<Piece> {
    let count = run.atoms.len();
    let mut spans: Vec<(usize, usize, Vec<Known>)> = Vec::new();
    for first in 0..count {
        for end in first + 1..=count {
            let key = run.key(first, end);
            if key.is_empty() {
                break;
            }
            let mut known = Vec::new();
            vocabulary.exact(key, &mut |one| known.push(one));
            if !known.is_empty() {
                spans.push((first, end, known));
            }
        }
    }
    spans.retain(|(first, end, _)| !run.is_plain(*first, *end) && !run.tears(*first, *end));
    let language = language(run, &spans);
    // The best way to take apart what begins at each atom, from the last one on: the greatest sum of the
    // squares of weights, so that one long phrase is better than two short ones.
    let mut best = vec![0_usize; count + 1];
    let mut chosen: Vec<Option<Best>> = (0..=count).map(|_| None).collect();
    for first in (0..count).rev() {
        best[first] = best[first + 1];
        for (_, end, known) in spans.iter().filter(|span| span.0 == first) {
            let meanings = meanings(known, language, run.is_ascii(first, *end));
            let Some(meaning) = meanings.first() else { continue };
            // Of two phrases as long, one that means something.
            let weight = 2 * run.weight(first, *end) + usize::from(*meaning < Meaning::Small(0));
            let whole = weight * weight + best[*end];
            if whole > best[first] {
                best[first] = whole;
                chosen[first] = Some(Best { end: *end, meanings });
            }
        }
    }
    let mut pieces = Vec::new();
    let mut first = 0;
    while first < count {
        match chosen[first].take() {
            Some(Best { end, meanings }) => {
                pieces.push(Piece { first, end, meanings, is_exact: true });
                first = end;
            }
            None => first += 1,
        }
    }
    pieces
}

/// The language whose small words most of a question's Latin letters are; the page's own of two.
fn language(run: &Run<'_>, spans: &[(usize, usize, Vec<Known>)]) -> u8 {
    let mut letters: Vec<(u8, usize)> = Vec::new();
    for (first, end, known) in spans.iter().filter(|(first, end, _)| run.is_ascii(*first, *end)) {
        for one in known {
            if let Meaning::Small(language) = one.meaning {
                let weight = run.weight(*first, *end);
                match letters.iter_mut().find(|(known, _)| *known == language) {
                    Some((_, sum)) => *sum += weight,
                    None => letters.push((language, weight)),
                }
            }
        }
    }
    let of = |language: u8| letters.iter().find(|(known, _)| *known == language);
    let own = of(0).map_or(0, |(_, sum)| *sum);
    let most = letters.iter().max_by_key(|(language, sum)| (*sum, u8::MAX - language));
    most.filter(|(_, sum)| *sum > own).map_or(0, |(language, _)| *language)
}

/// What a phrase means in a question in `language`, each meaning once, what says something first.
///
/// A small word is one in its own language only: *no* is nothing in Spanish, and "debt" in Vietnamese
/// without its marks. In other scripts than Latin a word says itself which language it is of.
fn meanings(known: &[Known], language: u8, is_latin: bool) -> Vec<Meaning> {
    let holds = |one: &&Known| match one.meaning {
        Meaning::Small(of) => of == language || !is_latin,
        _ => true,
    };
    // The page's language knows best what its own words mean.
    let has_own = known.iter().filter(holds).any(|one| one.is_own);
    let of_own = |one: &&Known| one.is_own || !has_own || language != 0;
    let mut all: Vec<Meaning> = Vec::new();
    for one in known.iter().filter(holds).filter(of_own) {
        if !all.contains(&one.meaning) {
            all.push(one.meaning);
        }
    }
    crate::sort::sort(&mut all, |a, b| a < b);
    // A word that is small as well as a topic is the topic only where nothing says that it is small here.
    if let Some(small) = all.iter().position(|one| matches!(one, Meaning::Small(_)))
        && has_own
        && language == 0
    {
        let small = all.swap_remove(small);
        return vec![small];
    }
    all
}

/// Adds what is known of atoms that no phrase has: by the beginning of what may not be typed to its end, and
/// in spite of a slip. `is_word` says which atoms texts have as they are.
pub(super) fn add_unsure(
    run: &Run<'_>,
    vocabulary: &Vocabulary,
    pieces: &mut Vec<Piece>,
    is_word: &dyn Fn(&Atom) -> bool,
) {
    let count = run.atoms.len();
    let mut is_free = vec![true; count];
    let taken = pieces.iter().map(|piece| (piece.first, piece.end));
    for (first, end) in taken.chain(run.plain.iter().copied()) {
        is_free[first..end].iter_mut().for_each(|free| *free = false);
    }
    let mut unsure: Vec<Piece> = Vec::new();
    // The longest free run before the end that begins a phrase.
    let last = (0..count).rev().take_while(|atom| is_free[*atom]).last().unwrap_or(count);
    // A word that texts have may be typed to its end.
    let is_open = run.atoms.last().is_some_and(|last| last.is_syllable || !is_word(last));
    for first in last..if is_open { count } else { last } {
        let atoms = run.atoms.get(first..).unwrap_or(&[]);
        let syllables = atoms.iter().filter(|atom| atom.is_syllable).count();
        if run.weight(first, count) < BEGINNING_LETTERS
            || (syllables > 0 && syllables < BEGINNING_SYLLABLES)
        {
            break;
        }
        let key = run.key(first, count);
        // Longer than any phrase; and every phrase begins with nothing.
        if key.is_empty() {
            continue;
        }
        let mut meanings = Vec::new();
        let mut add = |one: Known| {
            if matches!(one.meaning, Meaning::Topic(_) | Meaning::Wish(..))
                && !meanings.contains(&one.meaning)
            {
                meanings.push(one.meaning);
            }
        };
        vocabulary.beginning_with(key, BEGINNINGS_MAX, &mut add);
        if !meanings.is_empty() {
            is_free[first..].iter_mut().for_each(|free| *free = false);
            unsure.push(Piece { first, end: count, meanings, is_exact: false });
            break;
        }
    }
    let mut searches = 0;
    let mut first = 0;
    while first < count {
        let free = is_free[first..].iter().take_while(|free| **free).count();
        let longest = (1..=free.min(SLIP_ATOMS)).rev().find_map(|atoms| {
            let of_run = run.atoms.get(first..first + atoms)?;
            let is_strange = of_run.iter().any(|atom| !atom.is_syllable && !is_word(atom));
            if !is_strange || searches == SLIPS_MAX {
                return None;
            }
            searches += 1;
            let mut meanings = Vec::new();
            let most = if atoms == 1 { 2 } else { 1 };
            let key = run.key(first, first + atoms);
            vocabulary.near(key, most, &mut |one: Known| {
                let is_sure = match one.meaning {
                    Meaning::Topic(_) | Meaning::Wish(..) => true,
                    Meaning::Choice(..) => key.len() >= CHOICE_SLIP_LETTERS,
                    _ => false,
                };
                if is_sure && !meanings.contains(&one.meaning) {
                    meanings.push(one.meaning);
                }
            });
            let end = first + atoms;
            (!meanings.is_empty()).then_some(Piece { first, end, meanings, is_exact: false })
        });
        first = longest.as_ref().map_or(first + 1, |piece| piece.end);
        unsure.extend(longest);
    }
    pieces.extend(unsure);
    crate::sort::sort(pieces, |a, b| a.first < b.first);
}
