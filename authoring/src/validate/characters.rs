//! Characters and lengths: what no text may hold, and what no screen can.
//!
//! These checks look at what a text says after quotes and `\u200b` have been read, not at the file: a
//! file can be plain ASCII and its text hidden all the same.

use std::collections::BTreeSet;

use super::{CheckFindings, Context};
use crate::report::Finding;
use crate::source::Span;
use crate::texts::{Kind, Wording};
use crate::write::yaml;

/// Longest name in letters: three lines of 30 letters on a 320-pixel phone, and some more. The longest
/// of the sample has 54.
const NAME: usize = 100;

/// Longest text of a row, in letters. The longest of the sample has 227; prescriber notes may be
/// longer than what residents read.
const LINE: usize = 600;

/// Longest address of a site, and anything else that programs read.
const FACT: usize = 300;

/// Most marks above and below one letter: Vietnamese and the languages of the Salish Sea write two,
/// linguists four.
const MARKS: usize = 4;

/// Longest stretch that a line cannot be broken in. German has words of 80 letters.
const UNBROKEN: usize = 100;

/// Controls and invisible characters, by which a text is not what it seems, a name could look the same
/// as another, and some of which no file of the site can hold.
pub(super) fn hidden_characters(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for Wording { key, text, kind } in &context.texts {
        let is_hidden = match kind {
            Kind::Name => is_hidden_in_name,
            Kind::Line | Kind::Fact => is_hidden_in_text,
            Kind::Body => is_hidden_in_body,
        };
        let Some((at, hidden)) = first_hidden(&text.value, is_hidden) else { continue };
        let message = format!("`{key}` holds an invisible character, {}", say(hidden));
        findings.add(match kind {
            Kind::Body => Finding::at(context.within(text, at..at + hidden.len_utf8()), message),
            _ => {
                let plain = without_hidden(&text.value, is_hidden);
                let typed = yaml::scalar(&plain, yaml::Around::Flow);
                Finding::at(text.span, message).correct(typed).shown(plain)
            }
        });
    }
}

/// Invisible characters in the text under the facts, and between facts, such as in a comment.
pub(super) fn hidden_characters_in_text(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let is_of_facts = |wording: &&Wording<'_>| wording.kind != Kind::Body;
    let texts = context.texts.iter().filter(is_of_facts);
    let texts: BTreeSet<Span> = texts.map(|wording| wording.text.span).collect();
    let is_of_fact = |file: u32, at: u32| {
        let before = texts.range(..=Span { file, start: at, end: u32::MAX }).next_back();
        before.is_some_and(|span| span.file == file && (span.start..span.end).contains(&at))
    };
    for (index, file) in context.files.iter().enumerate() {
        // One finding a file is enough: an editor shows the others.
        let hidden = file.text.char_indices().find(|(at, character)| {
            let is_worse = is_hidden_in_body(*character);
            is_hidden_in_text(*character) && !is_worse && !is_of_fact(index as u32, *at as u32)
        });
        if let Some((at, character)) = hidden {
            let span = Span::new(index as u32, at..at + character.len_utf8());
            let message = format!("an invisible character stands here, {}", say(character));
            findings.add(Finding::at(span, message));
        }
    }
}

/// A text that is longer than any card or page has room for.
pub(super) fn text_too_long(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for Wording { key, text, kind } in &context.texts {
        let most = match kind {
            Kind::Name => NAME,
            Kind::Line => LINE,
            Kind::Fact => FACT,
            // A file's size limits it.
            Kind::Body => continue,
        };
        let length = text.value.chars().count();
        // A summary has a check of its own.
        if length > most && *key != "summary" {
            let message = format!("`{key}` has {length} letters; there is room for {most}");
            findings.add(Finding::at(text.span, message));
        }
    }
}

/// Letters with heaps of marks, which cover the lines above and below, and stretches without a space
/// that are wider than any screen.
pub(super) fn unreadable_text(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for Wording { key, text, kind } in &context.texts {
        if let Some(at) = heap_of_marks(&text.value) {
            let message = format!("more than {MARKS} marks stand on one letter of `{key}` here");
            findings.add(Finding::at(context.within(text, at..at + 1), message));
        }
        let is_prose = matches!(kind, Kind::Body | Kind::Line | Kind::Name);
        if let Some((at, letters)) = unbroken(&text.value).filter(|_| is_prose) {
            let message = format!("{letters} signs without a space: no line can be broken here");
            findings.add(Finding::at(context.within(text, at..at + 1), message));
        }
    }
}

/// The first letter that carries more than [`MARKS`] marks.
fn heap_of_marks(text: &str) -> Option<usize> {
    let mut marks = 0;
    let mut letter = 0;
    for (at, c) in text.char_indices() {
        if is_mark(c) {
            marks += 1;
            if marks > MARKS {
                return Some(letter);
            }
        } else {
            (marks, letter) = (0, at);
        }
    }
    None
}

/// Marks that any letter can carry. Vowel signs of one script are spelling.
fn is_mark(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0300..=0x036F | 0x0483..=0x0489 | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06ED | 0x0591..=0x05BD
            | 0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
            | 0x20D0..=0x20FF | 0x302A..=0x302D | 0x3099..=0x309A | 0xFE20..=0xFE2F
    )
}

/// The first stretch of more than [`UNBROKEN`] signs without a place to break a line; links are broken
/// anywhere. Indentation counts: a line of tabs is as wide as its tabs.
fn unbroken(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    let mut letters = 0;
    let mut is_space = true;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let ends = c == '\n' || c.is_whitespace() != is_space || breaks(c);
        if ends {
            let stretch = text.get(start..at).unwrap_or_default();
            if letters > UNBROKEN && !may_be_long(stretch) {
                return Some((start, letters));
            }
            (start, letters, is_space) = (at, 0, c.is_whitespace());
            if breaks(c) || c == '\n' {
                (start, is_space) = (at + c.len_utf8(), true);
                continue;
            }
        }
        letters += usize::from(!is_mark(c));
    }
    None
}

/// Whether a stretch is a link, or a line of hyphens or stars, which is a rule and not drawn as it is typed.
fn may_be_long(stretch: &str) -> bool {
    let is_link = ["://", "mailto:", "]("].iter().any(|sign| stretch.contains(sign));
    is_link || stretch.bytes().all(|byte| b"-*_=~`".contains(&byte))
}

/// Scripts that are written without spaces break a line between any two letters, and hyphens break one
/// in every script.
fn breaks(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF | 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF)
        || matches!(c, '-' | '\u{AD}' | '\u{200B}')
}

/// The first hidden character. Joiners between letters of a script that needs them (Arabic and the
/// scripts of India) are spelling, and signs behind an emoji are a part of it.
fn first_hidden(text: &str, is_hidden: fn(char) -> bool) -> Option<(usize, char)> {
    // Hardly any text has one.
    if !text.chars().any(is_hidden) {
        return None;
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    letters.iter().enumerate().find_map(|(index, (at, character))| {
        let near = |index: Option<usize>| Some(letters.get(index?)?.1);
        let (before, after) = (near(index.checked_sub(1)), near(Some(index + 1)));
        let is_fine = is_spelling(*character, before, after);
        (is_hidden(*character) && !is_fine).then_some((*at, *character))
    })
}

fn without_hidden(text: &str, is_hidden: fn(char) -> bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let near = |index: Option<usize>| letters.get(index?).copied();
    let kept = letters.iter().enumerate().filter(|(index, c)| {
        !is_hidden(**c) || is_spelling(**c, near(index.checked_sub(1)), near(Some(index + 1)))
    });
    kept.map(|(_, c)| *c).collect()
}

fn is_spelling(character: char, before: Option<char>, after: Option<char>) -> bool {
    let needs_joiners = |c: Option<char>| {
        c.is_some_and(
            |c| matches!(u32::from(c), 0x0600..=0x077F | 0x08A0..=0x08FF | 0x0900..=0x0DFF),
        )
    };
    match character {
        '\u{200C}' | '\u{200D}' if needs_joiners(before) && needs_joiners(after) => true,
        // A farmer is a person, a joiner and an ear of rice.
        '\u{200D}' => is_picture(before) && is_picture(after),
        // A sign that says "as a picture": behind a sign, and behind the digits of a key.
        '\u{FE0E}' | '\u{FE0F}' => {
            is_picture(before) || before.is_some_and(|c| c.is_ascii_digit() || "#*".contains(c))
        }
        _ => false,
    }
}

fn is_picture(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(u32::from(c), 0xA9 | 0xAE | 0x203C..=0x2BFF | 0x3030 | 0x303D | 0x3297 | 0x3299 | 0xFE0F | 0x1F000..=0x1FAFF)
    })
}

fn is_hidden_in_name(character: char) -> bool {
    is_hidden_in_text(character)
        || character.is_control()
        || matches!(
            character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200C}'
                ..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}'
        )
}

/// Overrides of direction, by which a number can be read the other way round, tag characters and
/// controls. Isolates and spaces of no width change what is seen a little, and people's programs write
/// them into a text: these are [`hidden_characters_in_text`]'s.
fn is_hidden_in_body(character: char) -> bool {
    matches!(character, '\u{202D}' | '\u{202E}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || (character.is_control() && !matches!(character, '\n' | '\t'))
}

/// Bidirectional overrides and isolates, zero-width space and its kin, tag characters, controls. Marks
/// of direction and joiners are left: Persian and Punjabi texts are written with them.
fn is_hidden_in_text(character: char) -> bool {
    matches!(
        character,
        '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    ) || (character.is_control() && !matches!(character, '\n' | '\t'))
}

fn say(character: char) -> String {
    let name = match character {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            ", which turns the words after it round"
        }
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => ", a space of no width",
        '\0' => ", which ends a text for many programs",
        '\r' | '\n' => ", the end of a line",
        _ => "",
    };
    format!("U+{:04X}{name}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_belong_to_what_people_type_are_no_secret() {
        for text in ["☕️ tea", "👩‍🌾 garden", "2️⃣ walks", "می‌رویم", "ਕ੍ਰਿ‍ਆ"]
        {
            assert_eq!(first_hidden(text, is_hidden_in_name), None, "{text}");
        }
        for text in ["te\u{200D}a", "te\u{FE0F}a", "a\u{202E}b", "a\0b", "a\u{1b}b", "a\rb"] {
            assert!(first_hidden(text, is_hidden_in_name).is_some(), "{text:?}");
        }
        assert_eq!(without_hidden("☕️ te\u{200B}a\0", is_hidden_in_name), "☕️ tea");
    }

    #[test]
    fn a_letter_carries_what_languages_need_and_no_heap() {
        for text in ["xʷməθkʷəy̓əm", "Tie\u{302}\u{301}ng", "ਪੰਜਾਬੀ", "ئێوارەیەکی", "กี่", "ɔ̃́ː"]
        {
            assert_eq!(heap_of_marks(text), None, "{text}");
        }
        assert_eq!(heap_of_marks(&format!("te{}a", "\u{301}".repeat(5))), Some(1));
    }

    #[test]
    fn a_line_can_be_broken_somewhere() {
        let words = format!("{} tea\n{}", "tea ".repeat(90), "-".repeat(300));
        let link = format!("[us](https://example.org/{})", "a/".repeat(100));
        let han = "茶".repeat(500);
        for text in [&words, &link, &han, &format!("{}\n", "a".repeat(100))] {
            assert_eq!(unbroken(text), None, "{text}");
        }
        assert_eq!(unbroken(&format!("tea {}", "a".repeat(101))), Some((4, 101)));
        assert_eq!(unbroken(&format!("{}x", "\t".repeat(101))), Some((0, 101)));
        assert_eq!(unbroken(&format!("- x{}x", " ".repeat(200))), Some((3, 200)));
    }
}
