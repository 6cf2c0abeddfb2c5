//! From the bytes of a file to text, whatever program has written it.
//!
//! A file is looked at once to tell its encoding, and decoded the second time, as a stream. No byte can
//! make this fail: what no encoding has becomes U+FFFD and is counted.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Which letters the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters(&'static Encoding);

impl Letters {
    /// What the report calls it.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Whether it is what files are saved as today.
    pub fn is_usual(self) -> bool {
        self.0 == UTF_8
    }

    /// Tells from a file's bytes: a mark of byte order, zeros at every other place, UTF-8 that is whole, and
    /// otherwise Windows-1252, in which every byte is a letter.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of(reader: &mut dyn Read) -> io::Result<Self> {
        let mut block = vec![0; BLOCK];
        let (mut rest, mut is_first, mut is_utf8) = (Vec::new(), true, true);
        loop {
            let read = reader.read(&mut block)?;
            let bytes = block.get(..read).unwrap_or_default();
            if read == 0 {
                return Ok(Self(if is_utf8 && rest.is_empty() { UTF_8 } else { WINDOWS_1252 }));
            }
            if is_first {
                is_first = false;
                if let Some((encoding, _)) = Encoding::for_bom(bytes) {
                    return Ok(Self(encoding));
                }
                let zeros = |odd: usize| {
                    let places = bytes.iter().skip(odd).step_by(2).take(200);
                    places.filter(|byte| **byte == 0).count()
                };
                let half = (bytes.len() / 2).min(200);
                if half > 3 && zeros(1) > half / 2 {
                    return Ok(Self(UTF_16LE));
                }
                if half > 3 && zeros(0) > half / 2 {
                    return Ok(Self(UTF_16BE));
                }
            }
            if !is_utf8 {
                continue;
            }
            rest.extend_from_slice(bytes);
            match std::str::from_utf8(&rest) {
                Ok(_) => rest.clear(),
                // A letter goes on in the next block.
                Err(error) if error.error_len().is_none() => {
                    rest.drain(..error.valid_up_to());
                }
                Err(_) => is_utf8 = false,
            }
        }
    }

    /// The file as UTF-8, without a mark of byte order.
    pub fn read(self, reader: &mut dyn Read) -> Utf8<'_> {
        Utf8 {
            reader,
            decoder: self.0.new_decoder_with_bom_removal(),
            input: Vec::new(),
            at: 0,
            output: Vec::new(),
            given: 0,
            is_over: false,
        }
    }
}

/// Bytes that are looked at at a time.
const BLOCK: usize = 64 * 1024;

/// A file as UTF-8.
pub struct Utf8<'r> {
    reader: &'r mut dyn Read,
    decoder: Decoder,
    input: Vec<u8>,
    at: usize,
    output: Vec<u8>,
    given: usize,
    is_over: bool,
}

impl Utf8<'_> {
    /// Decodes the next block.
    fn more(&mut self) -> io::Result<()> {
        if self.at == self.input.len() {
            self.input.resize(BLOCK, 0);
            let read = self.reader.read(&mut self.input)?;
            self.input.truncate(read);
            self.at = 0;
        }
        let is_last = self.input.is_empty();
        self.output.resize(BLOCK * 3 + 16, 0);
        let input = self.input.get(self.at..).unwrap_or_default();
        let (result, read, written, _) =
            self.decoder.decode_to_utf8(input, &mut self.output, is_last);
        self.at += read;
        self.output.truncate(written);
        self.given = 0;
        self.is_over = is_last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl Read for Utf8<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() && !self.is_over {
            self.more()?;
        }
        let ready = self.output.get(self.given..).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let letters = Letters::of(&mut &*bytes).unwrap();
        let mut text = String::new();
        letters.read(&mut &*bytes).read_to_string(&mut text).unwrap();
        (text, letters.name())
    }

    #[test]
    fn a_name_reads_the_same_from_every_program() {
        let utf16 = |text: &str, swap: bool| -> Vec<u8> {
            let units = text.encode_utf16();
            units
                .flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect()
        };
        let name = "name\nCafé, thé\n";
        for (bytes, encoding) in [
            (name.as_bytes().to_vec(), "UTF-8"),
            (["\u{FEFF}", name].concat().into_bytes(), "UTF-8"),
            (b"name\nCaf\xE9, th\xE9\n".to_vec(), "windows-1252"),
            (utf16(&["\u{FEFF}", name].concat(), false), "UTF-16LE"),
            (utf16(&["\u{FEFF}", name].concat(), true), "UTF-16BE"),
            (utf16(name, false), "UTF-16LE"),
            (utf16(name, true), "UTF-16BE"),
        ] {
            assert_eq!(read(&bytes), (name.to_owned(), encoding));
        }
    }

    #[test]
    fn a_letter_between_two_blocks_is_whole() {
        for shift in 0..3 {
            let text = format!("{}{}", "x".repeat(BLOCK - 1 - shift), "茶".repeat(BLOCK));
            assert_eq!(read(text.as_bytes()), (text.clone(), "UTF-8"));
        }
    }
}
