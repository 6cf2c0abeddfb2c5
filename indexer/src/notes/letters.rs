//! The texts of what arrives: a mail with its parts, a text message that somebody saved, a page as a file.

use std::fmt;

use mail_parser::decoders::html::html_to_text;
use mail_parser::{Message, MessageParser, MimeHeaders as _, PartType};

/// Largest file that is looked at: a mail with a few photographs.
pub const LIMIT: u64 = 16 * 1024 * 1024;

/// Longest text that is looked at: a hundred notes.
const TEXT_LIMIT: usize = 256 * 1024;

/// How many mails within mails are opened: one that was forwarded twice.
const DEEPEST: usize = 3;

/// Most texts of one mail.
const TEXTS: usize = 40;

/// A text in which notes can stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The file that it stands in, as people name it.
    pub path: String,
    /// The text, its line ends `\n`.
    pub text: String,
    /// Whom the mail says that it is from. Nobody vouches for that.
    pub from: Option<String>,
    /// Whether the text is a whole page.
    pub is_page: bool,
}

/// Why a file has no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterError {
    /// It is over [`LIMIT`].
    TooLarge,
    /// Neither a mail nor text.
    NotText,
}

impl fmt::Display for LetterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "over {} MB: this is no change note", LIMIT / 1024 / 1024),
            Self::NotText => write!(f, "neither a mail nor a text saved as UTF-8"),
        }
    }
}

/// The texts of a file.
///
/// # Errors
/// When it is too large, or no text.
pub fn letters(path: &str, bytes: &[u8]) -> Result<Vec<Letter>, LetterError> {
    if bytes.len() as u64 > LIMIT {
        return Err(LetterError::TooLarge);
    }
    if path.to_ascii_lowercase().ends_with(".eml") || is_mail(bytes) {
        let mail = MessageParser::default().parse(bytes).ok_or(LetterError::NotText)?;
        let mut letters = Vec::new();
        of_mail(path, &mail, DEEPEST, &mut letters);
        return Ok(letters);
    }
    let text = text_of(bytes).ok_or(LetterError::NotText)?;
    Ok(vec![letter(path, &text, None)])
}

/// Whether bytes begin with the header of a mail: a few lines `Name: value`, of which one is usual.
fn is_mail(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..4_096.min(bytes.len())).unwrap_or_default());
    let head =
        start.split("\n\n").next().unwrap_or_default().split("\r\n\r\n").next().unwrap_or_default();
    let is_header = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        line.starts_with([' ', '\t'])
            || line.starts_with("From ")
            || (line.contains(':') && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
    };
    let is_usual = |line: &str| {
        let line = line.to_ascii_lowercase();
        ["received:", "mime-version:", "message-id:", "content-type:", "x-unsent:"]
            .iter()
            .any(|name| line.starts_with(name))
    };
    head.lines().all(is_header) && head.lines().any(is_usual)
}

/// UTF-8, or what a text editor of Windows calls Unicode.
fn text_of(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            std::str::from_utf8(bytes).ok().map(str::to_owned)
        }
    }
}

fn of_mail(path: &str, mail: &Message<'_>, depth: usize, letters: &mut Vec<Letter>) {
    let from = mail.from().and_then(|from| from.first()).and_then(|from| from.address());
    let from =
        from.map(|from| from.chars().filter(|c| !c.is_control()).take(254).collect::<String>());
    let texts: Vec<String> = (0..mail.text_body_count())
        .filter_map(|at| Some(mail.body_text(at)?.into_owned()))
        .collect();
    let has_note = |text: &String| !authoring::note::read(text).is_empty();
    // Some programs put "this is an HTML mail" into the plain part.
    let html = if texts.iter().any(has_note) {
        Vec::new()
    } else {
        (0..mail.html_body_count())
            .filter_map(|at| Some(html_to_text(&mail.body_html(at)?)))
            .collect()
    };
    for text in texts.into_iter().chain(html) {
        letters.push(letter(path, &text, from.clone()));
    }
    for part in mail.attachments().take(TEXTS) {
        if letters.len() >= TEXTS {
            return;
        }
        match &part.body {
            PartType::Text(text) => {
                let name = part.attachment_name().unwrap_or("text");
                let name: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
                letters.push(letter(&format!("{path}: {name}"), text, from.clone()));
            }
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                // A page or a note that was sent as a file of unknown kind.
                let name = part.attachment_name().unwrap_or_default().to_ascii_lowercase();
                let is_ours = name.ends_with(".md") || name.ends_with(".txt");
                if let Some(text) = is_ours.then(|| text_of(bytes)).flatten() {
                    letters.push(letter(&format!("{path}: {name}"), &text, from.clone()));
                }
            }
            PartType::Message(inner) if depth > 0 => of_mail(path, inner, depth - 1, letters),
            PartType::Message(_) | PartType::Html(_) | PartType::Multipart(_) => {}
        }
    }
}

fn letter(path: &str, text: &str, from: Option<String>) -> Letter {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.len() > TEXT_LIMIT {
        let end = (0..=TEXT_LIMIT).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
    }
    let is_page =
        path.to_ascii_lowercase().ends_with(".md") && text.trim_start().starts_with("---");
    Letter { path: path.to_owned(), text, from, is_page }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = "Signpost change note, 2026-11-30\nPage k7f3q\n\nroom: full, até Março, 三月\n\nSaid by Mei\n";

    /// The notes of a mail.
    fn notes(mail: &[u8]) -> usize {
        let letters = letters("mail.eml", mail).unwrap_or_default();
        letters
            .iter()
            .map(|letter| {
                authoring::note::read(&letter.text).iter().filter(|it| it.is_ok()).count()
            })
            .sum()
    }

    fn mail(header: &str, body: &[u8]) -> Vec<u8> {
        [
            format!("From: Mei <mei@example.org>\r\nMIME-Version: 1.0\r\n{header}\r\n\r\n")
                .as_bytes(),
            body,
        ]
        .concat()
    }

    #[test]
    fn a_note_is_found_in_whatever_mail_it_comes() {
        use base64::Engine as _;
        let quoted: String = NOTE
            .bytes()
            .map(|byte| {
                if byte.is_ascii_graphic() && byte != b'=' || byte == b' ' {
                    char::from(byte).to_string()
                } else if byte == b'\n' {
                    "\r\n".into()
                } else {
                    format!("={byte:02X}")
                }
            })
            .collect();
        let base64 = base64::engine::general_purpose::STANDARD.encode(NOTE);
        let html = format!("<html><body><p>{}</p></body></html>", NOTE.replace('\n', "<br>\n"));
        let utf8 = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ";
        let parts = "Content-Type: multipart/mixed; boundary=b";
        for (name, bytes) in [
            ("plain", mail(&format!("{utf8}8bit"), NOTE.as_bytes())),
            ("quoted-printable", mail(&format!("{utf8}quoted-printable"), quoted.as_bytes())),
            ("base64", mail(&format!("{utf8}base64"), base64.as_bytes())),
            ("html", mail("Content-Type: text/html; charset=utf-8", html.as_bytes())),
            ("alternative", mail("Content-Type: multipart/alternative; boundary=b", format!("--b\r\nContent-Type: text/plain\r\n\r\nThis is an HTML mail.\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b--\r\n").as_bytes())),
            ("attached", mail(parts, format!("--b\r\nContent-Type: text/plain\r\n\r\nsee file\r\n--b\r\nContent-Type: text/plain; charset=utf-8; name=note.txt\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\n{NOTE}\r\n--b--\r\n").as_bytes())),
            ("forwarded", mail(parts, format!("--b\r\nContent-Type: text/plain\r\n\r\nfyi\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{NOTE}\r\n--b--\r\n").as_bytes())),
        ] {
            assert_eq!(notes(&bytes), 1, "{name}\n{:#?}", letters("mail.eml", &bytes));
        }
    }

    #[test]
    fn a_saved_text_is_a_letter_and_a_picture_is_none() {
        let wide: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(NOTE.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in [NOTE.as_bytes(), &wide, &[b"\xEF\xBB\xBF", NOTE.as_bytes()].concat()] {
            let letters = letters("note.txt", bytes).unwrap_or_default();
            assert_eq!(letters.first().map(|letter| letter.text.as_str()), Some(NOTE));
        }
        assert_eq!(letters("note.txt", b"\xFF\xD8\xFF\xE0\x00\x10JFIF"), Err(LetterError::NotText));
        let mail = mail("Content-Type: text/plain; charset=utf-8", NOTE.as_bytes());
        let from = letters("-", &mail).unwrap_or_default();
        assert_eq!(from.first().and_then(|it| it.from.as_deref()), Some("mei@example.org"));
    }
}
