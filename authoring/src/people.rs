//! What people and their programs really type, read where it is plain.
//!
//! One small module for each kind of value. All answer in the same way ([`Read`]): what is certain is
//! read as it was meant, what can be meant in several ways is a question with its answers, and what is
//! neither is not read. Nothing is completed: a day without a year, a price without a currency and an
//! answer with a condition stay questions.

pub mod addresses;
pub mod answers;
pub mod dates;
pub mod marks;
pub mod numbers;
pub mod rules;
pub mod times;

/// What a text can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read<T> {
    /// One thing, for certain.
    Plain(T),
    /// One of these, and only the writer knows which: two at least.
    OneOf(Vec<T>),
    /// Nothing that is known here.
    Unknown,
}

impl<T> Read<T> {
    /// What it means for certain.
    pub fn plain(self) -> Option<T> {
        match self {
            Self::Plain(value) => Some(value),
            Self::OneOf(_) | Self::Unknown => None,
        }
    }

    /// From one value that is certain, or none.
    pub(crate) fn certain(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Plain)
    }
}

/// Full-width forms, digits of other scripts, and the many spaces, hyphens and signs of minus as those of
/// a plain keyboard; white space at the ends goes.
pub(crate) fn evened(text: &str) -> String {
    let even: String = text.chars().map(even).collect();
    even.trim().to_owned()
}

fn even(character: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(character).wrapping_sub(zero), 10);
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '٠'..='٩' => digit(0x660).unwrap_or(character),
        '۰'..='۹' => digit(0x6F0).unwrap_or(character),
        '०'..='९' => digit(0x966).unwrap_or(character),
        '੦'..='੯' => digit(0xA66).unwrap_or(character),
        _ if is_space(character) => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-',
        '’' | '‘' | 'ʼ' => '\'',
        '、' | '،' => ',',
        _ => character,
    }
}

/// White space that looks like a space and is another character: no-break, full-width, narrow.
pub(crate) fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}
