//! Letters that another program has read in the wrong encoding and saved so.

use encoding_rs::WINDOWS_1252;

/// What stands for typographic signs where UTF-8 was read as the letters of an old console (code page 437),
/// and its Γ saved as G.
const CONSOLE: [(&str, &str); 9] = [
    ("ÇÖ", "’"),
    ("Çÿ", "‘"),
    ("Ç£", "“"),
    ("Ç¥", "”"),
    ("ÇØ", "”"),
    ("Çô", "–"),
    ("Çö", "—"),
    ("Çó", "•"),
    ("Çª", "…"),
];

/// The text with its letters as they were meant, as far as that is sure.
pub fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    if text.contains('Ç') {
        for (spoilt, meant) in CONSOLE {
            for first in ["Γ", "G"] {
                text = text.replace(&[first, spoilt].concat(), meant);
            }
        }
    }
    // `Ã©` is `é`, and `â€™` an apostrophe: the bytes of UTF-8, read as Windows-1252.
    let is_suspect = |c: char| matches!(c, 'Ã' | 'Â' | 'â' | 'Å' | 'Ä');
    match text.contains(is_suspect) {
        true => text.split_inclusive(char::is_whitespace).map(word).collect(),
        false => text,
    }
}

fn word(word: &str) -> String {
    let (bytes, _, had_others) = WINDOWS_1252.encode(word);
    match std::str::from_utf8(&bytes) {
        Ok(meant) if !had_others && meant != word => meant.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_spoilt_is_mended() {
        for (spoilt, meant) in [
            ("AttorneyGÇÖs GÇ£so", "Attorney’s “so"),
            ("CafÃ© de lâ€™Ã‰glise", "Café de l’Église"),
            ("Château Ângela", "Château Ângela"),
            ("Garçon ÇA", "Garçon ÇA"),
        ] {
            assert_eq!(mended(spoilt), meant);
        }
    }
}
