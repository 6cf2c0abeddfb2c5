//! The parts of a text with numbers in it.

/// What stands before a number, the number, and what stands behind it.
pub(super) struct Around {
    pub before: String,
    pub number: String,
    pub after: String,
}

/// Words that only say that a number follows, in small letters.
const NO_LABEL: [&str; 44] = [
    "tel",
    "tel.",
    "telephone",
    "téléphone",
    "teléfono",
    "telefono",
    "telepono",
    "phone",
    "ph",
    "p",
    "t",
    "tél",
    "tfno",
    "call",
    "call us",
    "call us at",
    "call me",
    "ring",
    "number",
    "numéro",
    "número",
    "no",
    "at",
    "us",
    "please call",
    "電話",
    "电话",
    "電話號碼",
    "电话号码",
    "전화",
    "تلفن",
    "ਫ਼ੋਨ",
    "ਫੋਨ",
    "điện thoại",
    "đt",
    "appel",
    "appelez",
    "llame",
    "tumawag",
    "فون",
    "+",
    "n°",
    "nº",
    "or call",
];

/// Words between two numbers, with the spaces around them.
const OR: [&str; 20] = [
    " or ",
    " and ",
    " ou ",
    " et ",
    " o ",
    " u ",
    " y ",
    " oder ",
    " hoặc ",
    " hay ",
    " یا ",
    " و ",
    " ਜਾਂ ",
    " ਤੇ ",
    " 또는 ",
    "或者",
    "或",
    " 和 ",
    " at ",
    " o kaya ",
];

/// A text with digits, hyphens and spaces of every script made plain, and without the beginning of a
/// link.
pub(super) fn plain(text: &str) -> String {
    // The first digit of each script that numbers on our pages are written in.
    const ZEROS: [u32; 6] = [0x0660, 0x06F0, 0x0966, 0x0A66, 0xFF10, 0x09E6];
    let one = |c: char| {
        let code = u32::from(c);
        let digit =
            ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10));
        match (digit, code) {
            (Some(digit), _) => char::from_digit(digit, 10).unwrap_or(c),
            (None, 0x2010..=0x2015 | 0x2212 | 0xFE58 | 0xFF0D) => '-',
            (None, 0x00A0 | 0x2000..=0x200A | 0x202F | 0x3000 | 0x09) => ' ',
            (None, 0xFF01..=0xFF5E) => char::from_u32(code - 0xFEE0).unwrap_or(c),
            (None, 0x00B7 | 0x2022 | 0x2219) => '.',
            (None, _) => c,
        }
    };
    let plain: String =
        text.chars().filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}' | '\u{AD}' | '\u{FEFF}')).map(one).collect();
    let plain = plain.trim();
    let rest = plain.get(..4).filter(|start| start.eq_ignore_ascii_case("tel:"));
    rest.map_or(plain, |_| plain.get(4..).unwrap_or_default().trim_start_matches('/')).to_owned()
}

/// The parts between signs and words that stand between numbers.
pub(super) fn parts(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for word in OR {
        // In every case, and only where no letter would be lost.
        while let Some(at) = text.to_lowercase().find(word) {
            if text.to_lowercase().len() != text.len() {
                break;
            }
            text.replace_range(at..at + word.len(), "|");
        }
    }
    text.split(['/', ',', ';', '|', '&', '\n', '、', '，', '；', '،', '؛'])
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The number in a text: from its first digit (or the plus or bracket before) as far as digits and the
/// signs between them go.
pub(super) fn around(text: &str) -> Around {
    let is_of_number = |c: char| c.is_ascii_digit() || " +-.()/[]".contains(c);
    let first = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let start =
        text.get(..first).unwrap_or_default().trim_end_matches(['(', '+', ' ', '[', ')']).len();
    // A bracket, a plus or a space before the first digit; a label's own bracket stays with it.
    let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    let end = rest.find(|c: char| !is_of_number(c)).unwrap_or(rest.len());
    let (number, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    // A bracket that is opened at the end belongs to what follows.
    let kept = number.trim_end_matches(['(', ' ', '[']).len();
    let (number, tail) = number.split_at_checked(kept).unwrap_or((number, ""));
    Around { before: before.to_owned(), number: number.to_owned(), after: [tail, after].concat() }
}

/// Plus and digits. The zero in `+44 (0)1534` is not dialled from abroad, and `0(0)44` is `0044`.
pub(super) fn digits(number: &str) -> String {
    let number = match number.trim_start().starts_with('+') {
        true => number.replacen("(0)", "", 1),
        false => number.to_owned(),
    };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let has_plus = number.trim_start_matches([' ', '(', '[']).starts_with('+');
    if has_plus { format!("+{digits}") } else { digits }
}

/// Whether there are digits and no word that says what they are.
pub(super) fn is_only_digits(after: &str) -> bool {
    after.bytes().any(|byte| byte.is_ascii_digit()) && !after.contains(char::is_alphabetic)
}

/// What stands beside a number, where it says more than that it is one.
pub(super) fn label(text: &str) -> Option<String> {
    let words = text.trim_matches(|c: char| c.is_whitespace() || ":.,;-()[]/=#*'\"".contains(c));
    let lower = words.to_lowercase();
    let says_nothing = words.is_empty() || NO_LABEL.contains(&lower.as_str());
    (!says_nothing && words.contains(char::is_alphabetic)).then(|| words.to_owned())
}

/// Letters that are dialled: capitals, or letters right behind a hyphen or a digit. The letters with the
/// signs between them, and the rest.
pub(super) fn keypad(after: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    let mut before = '-';
    for (at, c) in after.char_indices() {
        let is_dialled = c.is_ascii_uppercase()
            || c.is_ascii_digit()
            || (c.is_ascii_lowercase() && (before == '-' || before.is_ascii_lowercase()));
        let is_between = matches!(c, '-' | '.' | ' ');
        if !is_dialled && !is_between {
            break;
        }
        before = c;
        end = if is_dialled { at + c.len_utf8() } else { end };
    }
    let (letters, rest) = after.split_at_checked(end)?;
    letters.contains(|c: char| c.is_ascii_alphabetic()).then_some((letters, rest))
}

/// The key on which a letter stands (ITU-T E.161); a digit stands on its own.
pub(super) fn key(letter: char) -> Option<char> {
    Some(match letter.to_ascii_uppercase() {
        digit @ '0'..='9' => digit,
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => return None,
    })
}
