//! Bytes as unreserved characters (RFC 4648, section 5, without padding).

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as text.
pub fn write(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=group.len() as u32 {
            text.push(char::from(ALPHABET[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    text
}

/// The bytes that a text says; `None` for what [`write()`] never writes, so that each text has one form.
pub fn read(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.as_bytes().chunks(4) {
        if group.len() == 1 {
            return None;
        }
        let mut bits = 0;
        for place in 0..4 {
            let value = match group.get(place) {
                Some(letter) => ALPHABET.iter().position(|known| known == letter)? as u32,
                None => 0,
            };
            bits = bits << 6 | value;
        }
        let [_, first, second, third] = bits.to_be_bytes();
        let (whole, rest) = match group.len() {
            2 => (&[first][..], bits & 0xffff),
            3 => (&[first, second][..], bits & 0xff),
            _ => (&[first, second, third][..], 0),
        };
        if rest != 0 {
            return None;
        }
        bytes.extend_from_slice(whole);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_other_texts_are_refused() {
        for bytes in [&b""[..], b"f", b"fo", b"foo", b"foob", &[0xff, 0xfe, 0], &[0; 7]] {
            assert_eq!(read(&write(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!((&*write(b"foob"), &*write(&[0xff, 0xfe])), ("Zm9vYg", "__4"));
        for other in ["Z", "Zm9vY", "Zh", "Zm9v=", "a b", "__5"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
