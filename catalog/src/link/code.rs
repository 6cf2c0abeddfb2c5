//! Characters that survive paper, a telephone and a keyboard: Crockford's base 32
//! (<https://www.crockford.com/base32.html>), with a check at the end.

/// The 32 digits: no i, l, o or u. Ids of pages are written in them, too.
pub const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A prime below 32²: a check of two digits then finds each wrong digit, and each two neighbours that
/// changed places (32 to any power, and 31 times it, are no multiples of it).
const PRIME: u32 = 1_021;

/// How many digits the check has.
pub const CHECK: usize = 2;

/// Longest text that [`typed`] reads, in characters: twice the longest link.
const TYPED_MAX: usize = 400;

/// Whether a text can be the id of a page: five to eight digits.
pub fn is_id(text: &str) -> bool {
    (5..=8).contains(&text.len()) && text.bytes().all(|byte| DIGITS.contains(&byte))
}

/// The value of a digit, from 0 to 31; `None` for any other character.
pub fn value(digit: u8) -> Option<u32> {
    DIGITS.iter().position(|known| *known == digit).map(|value| value as u32)
}

/// The digit of the lowest five bits.
pub fn digit(value: u32) -> char {
    char::from(DIGITS[(value & 31) as usize])
}

/// A number as `count` digits, highest first; what does not fit is lost.
pub fn digits(number: u32, count: usize) -> String {
    (0..count).rev().map(|place| digit(number.checked_shr(5 * place as u32).unwrap_or(0))).collect()
}

/// The number that digits say; `None` where another character is among them, or it is too large.
pub fn number(digits: &str) -> Option<u32> {
    digits
        .bytes()
        .try_fold(0u32, |number, digit| number.checked_mul(32)?.checked_add(value(digit)?))
}

/// The check of a text: of its digits, and of `u`, which no digit is and which links use as a mark.
fn check(text: &str) -> String {
    let rest = text.bytes().fold(0, |rest, byte| (rest * 32 + value(byte).unwrap_or(31)) % PRIME);
    digits(rest, CHECK)
}

/// A text with its check behind it.
pub fn checked(mut text: String) -> String {
    text.push_str(&check(&text));
    text
}

/// A text without its check; `None` where the check does not fit.
pub fn unchecked(text: &str) -> Option<&str> {
    let at = text.len().checked_sub(CHECK)?;
    let (text, found) = (text.get(..at)?, text.get(at..)?);
    (check(text) == found).then_some(text)
}

/// What somebody typed, as digits: capitals are small, O is 0, I and L are 1, full-width letters and the
/// digits of any script are ours, and whatever stands between digits is left out. Other characters stay, so
/// that the check finds them. What somebody said in words is for [`super::dictated`].
pub fn typed(text: &str) -> String {
    text.chars().take(TYPED_MAX).filter_map(plain).collect()
}

/// The zero of each script that people write numbers in (Unicode's decimal digits; the nine others follow it).
const ZEROS: [char; 17] = [
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
    '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}',
    '\u{ff10}',
];

/// A digit of any script as 0 to 9.
pub(super) fn digit_of_script(character: char) -> Option<char> {
    let value = |zero: &char| u32::from(character).checked_sub(u32::from(*zero));
    let value = ZEROS.iter().filter_map(value).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

fn plain(character: char) -> Option<char> {
    let plain = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0)?,
        _ => digit_of_script(character).unwrap_or(character),
    };
    match plain.to_ascii_lowercase() {
        'o' => Some('0'),
        'i' | 'l' => Some('1'),
        // Hyphens of all kinds, spaces, points, and the marks that turn a line.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '-' | '.' | ',' | '·' | '،' | '、' | '。' => {
            None
        }
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '\u{feff}' => None,
        space if space.is_whitespace() => None,
        other => Some(other),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_digits_again() {
        for number in [0, 1, 31, 32, 1_048_575] {
            assert_eq!(super::number(&digits(number, 4)), Some(number));
        }
        assert_eq!(number("zzzzzzz"), None, "too large for 32 bits");
        assert_eq!(number("7ku4"), None);
    }

    #[test]
    fn one_wrong_digit_or_two_that_changed_places_are_found() {
        let whole = checked("vh73jnxm237kq41".to_owned());
        assert_eq!(unchecked(&whole), Some("vh73jnxm237kq41"));
        for at in 0..whole.len() {
            for other in DIGITS {
                let mut wrong = whole.clone().into_bytes();
                if wrong[at] == *other {
                    continue;
                }
                wrong[at] = *other;
                assert_eq!(unchecked(&String::from_utf8(wrong).unwrap()), None, "{at}");
            }
            let mut turned = whole.clone().into_bytes();
            if at + 1 < turned.len() && turned[at] != turned[at + 1] {
                turned.swap(at, at + 1);
                assert_eq!(unchecked(&String::from_utf8(turned).unwrap()), None, "{at}");
            }
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for said in
            ["VH73J-NXM23", "vh73j nxm23", " Vh73J–nXM23 ", "ＶＨ７３Ｊ nxm۲۳", "vh७३j nxm২၃"]
        {
            assert_eq!(typed(said), "vh73jnxm23", "{said}");
        }
        assert_eq!(typed("O0 Il1"), "00111");
        assert_eq!(typed("vh73j!"), "vh73j!", "what is no digit is not swallowed");
    }
}
