//! Extensions: what is dialled once somebody answers.

/// Most digits that are taken for an extension; more are a number of their own.
pub(super) const MOST: usize = 6;

/// Words before an extension, in the languages of our pages. Longer ones first.
const WORDS: [&str; 33] = [
    "extensión",
    "extension",
    "extensao",
    "voicemail",
    "voice mail",
    "mailbox",
    "số nội bộ",
    "nội bộ",
    "máy lẻ",
    "máy nhánh",
    "durchwahl",
    "anexo",
    "interno",
    "ਐਕਸਟੈਂਸ਼ਨ",
    "ਐਕਸ",
    "option",
    "poste",
    "local",
    "lokal",
    "press",
    "press:",
    "dial",
    "then",
    "box",
    "extn",
    "ext",
    "داخلی",
    "내선",
    "分機",
    "分机",
    "內線",
    "内线",
    "轉",
];

/// Signs that stand for such a word.
const SIGNS: [&str; 4] = ["转", "x", "X", "#"];

/// A number without its extension, and the extension.
pub(super) fn split(part: &str) -> (String, Option<String>) {
    let lower = part.to_lowercase();
    // Lower-casing changes no length in the scripts that words of extensions are written in; where it
    // does elsewhere, nothing is found.
    if lower.len() != part.len() {
        return (part.to_owned(), None);
    }
    let hit = WORDS.iter().chain(&SIGNS).find_map(|word| {
        let at = lower.rfind(&word.to_lowercase())?;
        let before = lower.get(..at)?;
        let after = lower.get(at + word.len()..)?;
        let is_word = word.chars().all(char::is_alphabetic) && word.is_ascii();
        let is_apart = !is_word || !before.ends_with(|c: char| c.is_alphabetic());
        let rest = after.trim_start_matches([' ', '.', ':', '#', '=', '-', '\u{a0}']);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let tail = rest.get(digits.len()..)?;
        let has_number = before.bytes().filter(u8::is_ascii_digit).count() >= 3;
        let is_extension = (1..=MOST).contains(&digits.len()) && !continues(tail);
        (is_apart && has_number && is_extension).then(|| {
            let tail_at = part.len() - tail.len();
            let tail = part.get(tail_at..).unwrap_or_default().trim_start_matches([')', '번', ']']);
            let before =
                part.get(..at).unwrap_or_default().trim_end_matches(['(', ' ', '[', ',', ';']);
            ([before, " ", tail].concat(), digits)
        })
    });
    hit.map_or((part.to_owned(), None), |(main, digits)| (main, Some(digits)))
}

/// Whether digits go on behind a hyphen, as in a telephone number.
fn continues(tail: &str) -> bool {
    tail.trim_start_matches(['-', '.', ' ']).starts_with(|c: char| c.is_ascii_digit())
}

/// An extension by itself: `ext 23`, `poste 5`.
pub(super) fn alone(part: &str) -> Option<String> {
    let (main, extension) = split(&["000", part].concat());
    extension.filter(|_| main.trim() == "000")
}

/// Digits, as they stand in a field of their own.
pub(super) fn digits(text: &str) -> Option<String> {
    let digits = text.trim();
    let is_extension =
        (1..=MOST).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_extension.then(|| digits.to_owned())
}
