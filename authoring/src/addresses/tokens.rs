//! A text as letters and tokens, the same for every way of writing digits.

use std::ops::Range;

/// A text as its letters, each with its place. Digits of all scripts are those of ASCII, full-width
/// letters are plain ones, and marks that nobody sees are left out.
pub(super) struct Letters<'a> {
    pub text: &'a str,
    pub letters: Vec<(usize, char)>,
}

/// A word, a number or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// As typed, digits and full-width letters made plain.
    pub word: String,
    /// The same in small letters.
    pub lower: String,
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// A line or a sentence ended before it.
    pub begins: bool,
}

impl<'a> Letters<'a> {
    pub fn of(text: &'a str) -> Self {
        let letters = text
            .char_indices()
            .filter(|(_, c)| {
                !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
            })
            .map(|(at, c)| (at, plain(c)));
        Self { text, letters: letters.collect() }
    }

    /// Bytes of the letters from `first` up to `end`.
    pub fn range(&self, letters: Range<usize>) -> Range<usize> {
        let start = self.letters.get(letters.start).map_or(self.text.len(), |(at, _)| *at);
        let last = letters.end.checked_sub(1).and_then(|last| self.letters.get(last));
        let end = last.map_or(start, |(at, _)| {
            let rest = self.text.get(*at..).unwrap_or_default();
            at + rest.chars().next().map_or(0, char::len_utf8)
        });
        start..end.max(start)
    }

    pub fn at(&self, index: usize) -> Option<char> {
        self.letters.get(index).map(|(_, c)| *c)
    }

    pub fn tokens(&self) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = 0;
        let mut begins = true;
        while let Some(first) = self.at(at) {
            if first.is_whitespace() {
                begins |= first == '\n' && self.at(at + 1) == Some('\n');
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            if is_letter(first) {
                while self.at(at).is_some_and(|c| {
                    is_letter(c)
                        || (matches!(c, '\'' | '’') && self.at(at + 1).is_some_and(is_letter))
                }) {
                    at += 1;
                }
            }
            let word: String = (start..at).filter_map(|index| self.at(index)).collect();
            tokens.push(Token {
                lower: word.to_lowercase(),
                range: self.range(start..at),
                begins,
                word,
            });
            begins = matches!(first, '.' | '!' | '?' | '।' | ':' | '•') && at == start + 1;
        }
        tokens
    }
}

impl Token {
    /// Letters, the first of which is no digit.
    pub fn is_word(&self) -> bool {
        self.word.starts_with(|c: char| is_letter(c) && !c.is_ascii_digit())
    }

    /// A number as houses have: digits, perhaps with a letter behind.
    pub fn is_number(&self) -> bool {
        let digits = self.word.bytes().take_while(u8::is_ascii_digit).count();
        let rest = self.word.get(digits..).unwrap_or_default();
        (1..=6).contains(&digits)
            && (rest.is_empty()
                || (rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_alphabetic())))
            && !matches!(rest, "h" | "H")
    }

    /// `51st`, `41e`, `3ª`: the number of a street.
    pub fn is_ordinal(&self) -> bool {
        let digits = self.lower.bytes().take_while(u8::is_ascii_digit).count();
        let rest = self.lower.get(digits..).unwrap_or_default();
        digits > 0
            && matches!(
                rest,
                "st" | "nd"
                    | "rd"
                    | "th"
                    | "e"
                    | "ème"
                    | "eme"
                    | "er"
                    | "re"
                    | "ª"
                    | "º"
                    | "o"
                    | "a"
            )
    }

    /// Begins with a capital letter, or with one of a script that has none.
    pub fn is_name(&self) -> bool {
        self.word.chars().next().is_some_and(|c| c.is_uppercase() || !has_case(c)) && self.is_word()
    }

    /// Begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.word.chars().next().is_some_and(char::is_uppercase)
    }
}

fn has_case(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

/// Letters, digits, and the vowel signs of scripts that write them as marks.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(u32::from(c), 0x0300..=0x036F | 0x064B..=0x0655 | 0x0900..=0x0DFF | 0x200C | 0x200D)
            && !matches!(c, '।' | '॥')
}

fn plain(c: char) -> char {
    // The first digit of each script in which addresses on our pages are written.
    const ZEROS: [u32; 8] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0BE6, 0xFF10];
    let code = u32::from(c);
    let digit = ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10));
    if let Some(digit) = digit {
        return char::from_digit(digit, 10).unwrap_or(c);
    }
    match code {
        0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        0x3000 | 0x00A0 | 0x202F | 0x2007 | 0x2009 => ' ',
        0x2010..=0x2015 | 0x2212 => '-',
        0x066B => '.',
        _ => c,
    }
}
