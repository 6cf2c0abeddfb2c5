//! A code as a telephone's keyboard writes down what somebody says into it: "victor hotel seven three jay",
//! "vee aitch", words for digits in the language of the page, numbers in the digits of any script.
//!
//! What was said can often be read in several ways: "see" is the letter c or s, e, e; "이" is a 2 or an e in
//! Korean. So [`Spelling::readings`] gives all that are likely, and the check at the end of a code decides
//! ([`PlanLink::hear`](super::plan::PlanLink::hear)). Where two readings fit, neither is taken: somebody else's
//! activities are worse than being asked once more.
//!
//! The words of a language are content of its locale file; only the alphabet of radio operators is here,
//! because it is the same everywhere. What is deliberately absent: numbers of more than one digit in words
//! ("seventy-three"), which keyboards write as digits, and letters that merely sound alike ("b" for "d").

use super::code::{digit_of_script, value};

/// Most readings that are tried. The check lets one wrong reading in 1,021 through, and it must have the length
/// of a plan: of so many, somewhat more than one in twenty where the right one is not among them.
const READINGS_MAX: usize = 400;

/// In how many places a reading may leave what is most likely there.
const EXCEPTIONS_MAX: usize = 3;

/// Longest text that is read, in characters: twelve activities in words of eight letters, and some more.
const SAID_MAX: usize = 1_000;

/// Longest reading: somewhat more than the longest link.
const DIGITS_MAX: usize = 130;

/// How many ways to cut a word without spaces, such as "七三", are looked at.
const CUTS_MAX: usize = 4;

/// The alphabet of radio operators (ICAO Annex 10), with how it is spelled where nobody knows better.
const RADIO: &[(char, &str)] = &[
    ('a', "alfa, alpha"),
    ('b', "bravo"),
    ('c', "charlie, charly"),
    ('d', "delta"),
    ('e', "echo"),
    ('f', "foxtrot, fox trot"),
    ('g', "golf"),
    ('h', "hotel"),
    ('1', "india, lima"),
    ('j', "juliett, juliet, juliette"),
    ('k', "kilo"),
    ('m', "mike"),
    ('n', "november"),
    ('0', "oscar"),
    ('p', "papa"),
    ('q', "quebec"),
    ('r', "romeo"),
    ('s', "sierra"),
    ('t', "tango"),
    ('u', "uniform"),
    ('v', "victor"),
    ('w', "whiskey, whisky"),
    ('x', "x ray, xray"),
    ('y', "yankee"),
    ('z', "zulu"),
];

/// What a word says in a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// A digit of the code.
    Digit(char),
    /// Nothing: "dash", "capital".
    Nothing,
    /// The next digit so many times: "double seven".
    Times(usize),
    /// What follows is an example of the letter before: "v as in victor".
    Like,
}

/// The words with which people say a code.
#[derive(Clone, Debug, Default)]
pub struct Spelling {
    /// Words in lower case, one behind the other with a space between. Longer ones first: "double you" is a w
    /// before it is two u. (Put in their places one by one: sorting would be a fifth of all this in bytes.)
    phrases: Vec<(String, Says)>,
}

/// The words of a language, as its locale file has them: each text is words with a comma between, the
/// likeliest first.
#[derive(Clone, Debug, Default)]
pub struct Said<'a> {
    /// What says each of the digits 0 to 9.
    pub digits: Vec<&'a str>,
    /// What says each of the letters a to z.
    pub letters: Vec<&'a str>,
    /// What says that the next digit stands there twice, and three times.
    pub times: Vec<&'a str>,
    /// What says that an example follows: "as in".
    pub like: &'a str,
    /// What says nothing of the code: "dash".
    pub nothing: &'a str,
}

/// One way to read what stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    /// Where the reading goes on.
    end: usize,
    /// The digits.
    digits: String,
    /// As it stands there, character for character.
    is_literal: bool,
}

/// Several readings fit.
struct Several;

/// What comes first where a word can be read both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    /// Somebody spoke.
    Said,
    /// Somebody typed: "hotel" is five digits.
    Typed,
}

impl Spelling {
    /// From the words of a language. The alphabet of radio operators is known in each.
    pub fn new(said: &Said<'_>) -> Self {
        let mut spelling = Self::default();
        let digits = said.digits.iter().zip('0'..='9');
        let letters = said.letters.iter().zip('a'..='z');
        for (words, digit) in digits.chain(letters) {
            spelling.add(words, Says::Digit(as_digit(digit)));
        }
        for (words, times) in said.times.iter().zip(2..) {
            spelling.add(words, Says::Times(times));
        }
        spelling.add(said.like, Says::Like);
        spelling.add(said.nothing, Says::Nothing);
        for (digit, words) in RADIO {
            spelling.add(words, Says::Digit(*digit));
        }
        spelling
    }

    fn add(&mut self, words: &str, says: Says) {
        for phrase in words.split(',') {
            let phrase = runs(phrase).join(" ");
            if !phrase.is_empty() && !self.phrases.contains(&(phrase.clone(), says)) {
                let shorter = |(known, _): &(String, Says)| known.len() < phrase.len();
                let place = self.phrases.iter().position(shorter).unwrap_or(self.phrases.len());
                self.phrases.insert(place, (phrase, says));
            }
        }
    }

    /// The codes that a text may say, in the digits of codes, likeliest first and each once; none where
    /// something in it can be no code.
    pub fn readings(&self, text: &str) -> Vec<String> {
        if text.chars().count() > SAID_MAX {
            return Vec::new();
        }
        let choices = self.choices(&runs(text));
        let mut readings = Vec::new();
        for exceptions in 0..=EXCEPTIONS_MAX {
            for mood in [Mood::Said, Mood::Typed] {
                read(&choices, 0, exceptions, mood, &mut String::new(), &mut readings);
            }
        }
        readings
    }

    /// The one thing that a text says: what its two likeliest readings are (all of it said, all of it
    /// typed), or else what the only one of the others is that fits; `None` where none or several do.
    pub fn decide<T: PartialEq>(&self, text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let readings = self.readings(text);
        let (likeliest, others) = readings.split_at(readings.len().min(2));
        let only = |readings: &[String]| -> Result<Option<T>, Several> {
            let mut found = None;
            for other in readings.iter().filter_map(|reading| read(reading)) {
                if found.as_ref().is_some_and(|found| *found != other) {
                    return Err(Several);
                }
                found = Some(other);
            }
            Ok(found)
        };
        only(likeliest)
            .and_then(|found| found.map_or_else(|| only(others), |found| Ok(Some(found))))
            .ok()?
    }

    /// The ways to read what stands at each place.
    fn choices(&self, runs: &[String]) -> Vec<Vec<Choice>> {
        let mut choices: Vec<Vec<Choice>> = vec![Vec::new(); runs.len()];
        // From the end, because "double" doubles what follows.
        for (at, run) in runs.iter().enumerate().rev() {
            let mut here = Vec::new();
            for (end, says) in self.phrases_at(runs, at) {
                match says {
                    Says::Digit(digit) => put(&mut here, end, digit.into(), false),
                    Says::Nothing => put(&mut here, end, String::new(), false),
                    Says::Times(times) => {
                        let single = |next: &&Choice| next.digits.len() == 1;
                        for next in choices.get(end).into_iter().flatten().filter(single) {
                            put(&mut here, next.end, next.digits.repeat(times), false);
                        }
                    }
                    Says::Like => {}
                }
            }
            for digits in self.cuts(run) {
                put(&mut here, at + 1, digits, false);
            }
            if let Some(digits) = run.chars().map(literal).collect() {
                put(&mut here, at + 1, digits, true);
            }
            let examples = here.iter().filter_map(|choice| self.with_example(choice, runs));
            let mut all: Vec<Choice> = examples.collect();
            all.append(&mut here);
            choices[at] = all;
        }
        choices
    }

    /// The phrases that stand at a place, and where each ends.
    fn phrases_at(&self, runs: &[String], at: usize) -> impl Iterator<Item = (usize, Says)> {
        self.phrases.iter().filter_map(move |(phrase, says)| {
            let mut end = at;
            for word in phrase.split(' ') {
                if runs.get(end)? != word {
                    return None;
                }
                end += 1;
            }
            Some((end, *says))
        })
    }

    /// "v as in victor": the letter alone, once.
    fn with_example(&self, choice: &Choice, runs: &[String]) -> Option<Choice> {
        if choice.digits.len() != 1 {
            return None;
        }
        self.phrases_at(runs, choice.end).find_map(|(end, says)| {
            let first = runs.get(end)?.chars().next().and_then(literal)?;
            let is_example = says == Says::Like && choice.digits.starts_with(first);
            is_example.then(|| Choice { end: end + 1, ..choice.clone() })
        })
    }

    /// A run of a script that puts no spaces between words, such as "七三", as digits.
    fn cuts(&self, run: &str) -> Vec<String> {
        let mut cuts = Vec::new();
        if !run.is_ascii() {
            self.cut(run, &mut String::new(), &mut cuts);
        }
        cuts
    }

    fn cut(&self, rest: &str, digits: &mut String, cuts: &mut Vec<String>) {
        if cuts.len() == CUTS_MAX || digits.len() > DIGITS_MAX {
            return;
        }
        if rest.is_empty() {
            cuts.push(digits.clone());
            return;
        }
        for (phrase, says) in &self.phrases {
            let (Says::Digit(digit), Some(rest)) = (says, rest.strip_prefix(phrase.as_str()))
            else {
                continue;
            };
            digits.push(*digit);
            self.cut(rest, digits, cuts);
            digits.pop();
        }
    }
}

/// Adds a choice that is not there.
fn put(here: &mut Vec<Choice>, end: usize, digits: String, is_literal: bool) {
    if !here.iter().any(|known| known.end == end && known.digits == digits) {
        here.push(Choice { end, digits, is_literal });
    }
}

/// Goes through the choices from a place on, and leaves the first choice exactly `exceptions` times.
fn read(
    choices: &[Vec<Choice>],
    at: usize,
    exceptions: usize,
    mood: Mood,
    digits: &mut String,
    readings: &mut Vec<String>,
) {
    if readings.len() == READINGS_MAX || digits.len() > DIGITS_MAX {
        return;
    }
    let Some(here) = choices.get(at) else {
        if exceptions == 0 && !digits.is_empty() && !readings.contains(digits) {
            readings.push(digits.clone());
        }
        return;
    };
    let is_first = |choice: &&Choice| (mood == Mood::Typed) == choice.is_literal;
    let in_order = here.iter().filter(is_first).chain(here.iter().filter(|c| !is_first(c)));
    for (place, choice) in in_order.enumerate().take(exceptions + 1) {
        let length = digits.len();
        digits.push_str(&choice.digits);
        read(choices, choice.end, exceptions - place, mood, digits, readings);
        digits.truncate(length);
    }
}

/// A character as it stands in codes: small, o as 0, i and l as 1.
fn as_digit(character: char) -> char {
    match character {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    }
}

/// A character that is typed as it is meant; `u` stands before a long id.
fn literal(character: char) -> Option<char> {
    let digit = as_digit(character);
    let is_digit = digit == 'u' || u8::try_from(digit).is_ok_and(|byte| value(byte).is_some());
    is_digit.then_some(digit)
}

/// A text as runs of letters of one script and of digits, in lower case; what stands between is left out.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut last = None;
    for character in text.chars().filter_map(lower) {
        let kind = match character {
            '0'..='9' => Kind::Digits,
            other if is_between(other) => Kind::Between,
            '\0'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' => Kind::Latin,
            _ => Kind::Others,
        };
        match runs.last_mut() {
            Some(run) if last == Some(kind) && kind != Kind::Between => run.push(character),
            _ if kind != Kind::Between => runs.push(character.into()),
            _ => {}
        }
        last = Some(kind);
    }
    runs
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Latin,
    /// Letters of other scripts: some of them stand next to Latin ones without a space.
    Others,
    Digits,
    Between,
}

/// Whether a character stands between words. Every other one that is not ASCII counts as a letter, so that
/// the marks of Gurmukhi and Persian stay with theirs.
fn is_between(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => !character.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{2212}' | '\u{3000}'..='\u{3006}' => {
            true
        }
        '\u{3008}'..='\u{303f}' | '،' | '؛' | '؟' | '।' => true,
        other => other.is_whitespace(),
    }
}

/// A character in lower case, its full-width form as the usual one, and a digit of any script as ours;
/// `None` for what is not seen. The tables of all scripts would weigh more than all else here: these are
/// the letters of our languages.
fn lower(character: char) -> Option<char> {
    let up = |by: u32| char::from_u32(u32::from(character) + by).unwrap_or(character);
    Some(match character {
        // Marks that join or turn, and the one that Persian writes inside of words.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => return None,
        '\u{feff}' | '\u{64b}'..='\u{652}' => return None,
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character).to_ascii_lowercase()
        }
        'À'..='Ö' | 'Ø'..='Þ' => up(0x20),
        // Pairs of a large and a small letter (Latin Extended-A, Vietnamese).
        '\u{100}'..='\u{137}' | '\u{14a}'..='\u{177}' | '\u{1ea0}'..='\u{1ef9}'
            if u32::from(character) % 2 == 0 =>
        {
            up(1)
        }
        'Ơ' | 'Ư' => up(1),
        // Arabic letters that a Persian keyboard writes as its own.
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        other => digit_of_script(other).unwrap_or(other.to_ascii_lowercase()),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn english() -> Spelling {
        let said = Said {
            digits: vec!["zero, oh", "one, won", "two, to, too", "three", "four, for"],
            letters: vec!["", "bee, be", "see, sea", "", "", "", "", "aitch", "", "jay"],
            times: vec!["double", "triple"],
            like: "as in, for, like",
            nothing: "dash, capital",
        };
        Spelling::new(&said)
    }

    fn first(text: &str) -> String {
        english().readings(text).first().cloned().unwrap_or_default()
    }

    #[test]
    fn letters_words_and_the_alphabet_of_radio_operators_are_read_together() {
        for said in [
            "vh73j",
            "V H 7 3 J",
            "victor hotel 7 three jay",
            "Victor, Hotel, 73 Juliett.",
            "capital V aitch dash 7 3 jay",
            "v as in vase, h like Hotel, 73, J for Juliet",
        ] {
            assert_eq!(first(said), "vh73j", "{said}");
        }
        assert_eq!(first("double 4 triple bee"), "44bbb", "a digit can be doubled in figures too");
    }

    #[test]
    fn a_word_that_can_be_read_in_two_ways_is_read_in_both() {
        let readings = english().readings("sea for hotel");
        assert_eq!(readings.first().unwrap(), "c4h");
        assert!(readings.contains(&"sea4h".to_owned()));
        assert!(readings.contains(&"c4h0te1".to_owned()));
    }

    #[test]
    fn what_can_be_in_no_code_is_not_read() {
        assert!(english().readings("victor hotel cheval é").is_empty());
        assert!(english().readings("").is_empty());
    }

    #[test]
    fn noise_of_any_length_costs_no_more_than_a_few_hundred_readings() {
        let noise = "be see sea to for won double ".repeat(100);
        assert!(english().readings(&noise).len() <= READINGS_MAX);
    }
}
