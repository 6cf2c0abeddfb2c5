//! How much stands on a sheet, told from its markup: one that is too long for one page in letters of 14
//! points is set closer, with the other language behind each line rather than beneath it.

use crate::markup::Markup;

/// What one page holds, in tenths of a letter's height, less what is not counted: two activities of the
/// sample in Persian with English were 403 and two pages of US Letter, in Chinese 373 and one, at 14 points,
/// printed by Chromium on 30 November 2026.
const PAGE: usize = 360;

/// Room in a row and in a heading, in tenths of a letter's height: the page is 196 mm wide, and words
/// stand beside what they are about.
const ROW: usize = 330;

/// How high a line is, with the gap to the next, and the same of the other language.
const LINE: usize = 13;
const SMALL_LINE: usize = 9;

/// How much smaller the other language is, in tenths.
const SMALL: usize = 7;

/// Whether it is more than one page would hold.
pub fn is_long(sheet: &Markup) -> bool {
    height(sheet.as_text()) > PAGE
}

/// The height of all that stands beneath each other: rows, paragraphs and headings.
fn height(html: &str) -> usize {
    let mut height = 0;
    for (number, part) in html.split("<d").enumerate() {
        // What stands before the first row is the head, and what a row is about stands beside it.
        let is_row = part.starts_with("d>");
        if is_row || number == 0 {
            height += block(part);
        }
    }
    height + html.matches("<section").count() * 10
}

fn block(part: &str) -> usize {
    let (own, beneath) = part.split_once("class=\"beneath\"").unwrap_or((part, ""));
    let beneath = beneath.split_once('>').map_or("", |(_, words)| words);
    let own = width(own);
    let beneath = width(beneath) * SMALL / 10;
    own.div_ceil(ROW) * LINE + beneath.div_ceil(ROW) * SMALL_LINE
}

/// The width of what is read, in tenths of a letter's height: half of it for a letter of an alphabet.
fn width(html: &str) -> usize {
    let texts = html.split('<').enumerate().map(|(number, part)| match number {
        0 => part,
        _ => part.split_once('>').map_or("", |(_, text)| text),
    });
    texts.flat_map(str::chars).map(|letter| if is_wide(letter) { 10 } else { 5 }).sum()
}

/// Han, kana and Hangul are as wide as high.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}
