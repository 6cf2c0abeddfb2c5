//! Text messages, counted as a telephone network counts them (3GPP TS 23.038 and 23.040).

/// The letters of the GSM 7-bit default alphabet that take one place.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Those of its extension table: they take two.
const EXTENDED: &str = "^{}\\[~]|€\u{c}";

/// How a text is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits a place: 160 places in one message, 153 in each of several.
    Gsm7,
    /// UCS-2: 70 places in one message, 67 in each of several.
    Ucs2,
}

/// What a text takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How it is sent.
    pub alphabet: Alphabet,
    /// Places that are used.
    pub used: u32,
    /// Places that so many messages have.
    pub room: u32,
    /// How many messages it is.
    pub messages: u32,
}

/// Counts a text. No letter is cut between two messages, so that what takes two places may leave one free
/// at the end of a message.
pub fn count(text: &str) -> Count {
    let places = |c: char| match (BASIC.contains(c), EXTENDED.contains(c)) {
        (true, _) => Some(1),
        (_, true) => Some(2),
        _ => None,
    };
    let gsm: Option<Vec<u32>> = text.chars().map(places).collect();
    let (alphabet, single, several, each) = match gsm {
        Some(each) => (Alphabet::Gsm7, 160, 153, each),
        None => (Alphabet::Ucs2, 70, 67, text.chars().map(|c| c.len_utf16() as u32).collect()),
    };
    let used: u32 = each.iter().sum();
    if used <= single {
        return Count { alphabet, used, room: single, messages: 1 };
    }
    let (mut messages, mut in_this) = (1, 0);
    for places in each {
        if in_this + places > several {
            messages += 1;
            in_this = 0;
        }
        in_this += places;
    }
    Count { alphabet, used, room: messages * several, messages }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> (Alphabet, u32, u32) {
        let Count { alphabet, used, messages, .. } = count(text);
        (alphabet, used, messages)
    }

    #[test]
    fn a_text_is_counted_as_a_network_counts_it() {
        assert_eq!(messages(""), (Alphabet::Gsm7, 0, 1));
        assert_eq!(messages(&"a".repeat(160)), (Alphabet::Gsm7, 160, 1));
        assert_eq!(messages(&"a".repeat(161)), (Alphabet::Gsm7, 161, 2));
        assert_eq!(messages(&"a".repeat(306)), (Alphabet::Gsm7, 306, 2));
        assert_eq!(messages(&"a".repeat(307)), (Alphabet::Gsm7, 307, 3));
        assert_eq!(messages("€"), (Alphabet::Gsm7, 2, 1));
        assert_eq!(messages("é ñ à"), (Alphabet::Gsm7, 5, 1));
        assert_eq!(messages("ê"), (Alphabet::Ucs2, 1, 1), "one letter makes all of it longer");
        assert_eq!(messages(&"ਚ".repeat(70)), (Alphabet::Ucs2, 70, 1));
        assert_eq!(messages(&"ਚ".repeat(71)), (Alphabet::Ucs2, 71, 2));
    }

    #[test]
    fn no_letter_is_cut_between_two_messages() {
        let text = "a".repeat(152) + "€" + &"a".repeat(152);
        assert_eq!(messages(&text), (Alphabet::Gsm7, 306, 3));
        let text = "ਚ".repeat(66) + "😀" + &"ਚ".repeat(66);
        assert_eq!(messages(&text), (Alphabet::Ucs2, 134, 3));
    }
}
