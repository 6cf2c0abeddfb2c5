//! What leaves the phone, and only by the person's own send: the pages as text, as files, as an e-mail
//! that is ready, or as a change that somebody with an account proposes.

use crate::encoded::{encoded, encoded_lines};
use crate::locale::{Key, Messages};

/// A page as `authoring` has written it, and where it belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageText {
    /// Its path inside the content folder.
    pub path: String,
    /// Its text.
    pub text: String,
    /// It is the page of a new group.
    pub is_group: bool,
}

impl PageText {
    /// The name of its file.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// Longest address of a message that every mail program opens, in bytes: Outlook fails near 2,000.
const MAIL_MAX: usize = 1_900;

/// Longest address at which GitHub begins a new file, in bytes: at 8,191 it answers with an error, and what
/// was typed is lost (github/docs#5136).
const PROPOSE_MAX: usize = 8_000;

/// Letters of a line of Base64 (RFC 2045).
const BASE64_LINE: usize = 76;

/// What is sent of some pages.
pub struct Message<'a> {
    /// The notes, as `authoring` writes them: plain lines that a person reads and a program takes in.
    pub note: &'a str,
    /// The pages, where they are new.
    pub pages: &'a [PageText],
    /// What it is about.
    pub about: Key,
    /// What the page is called; empty where it must not be named.
    pub name: &'a str,
    /// The page's words.
    pub messages: &'a Messages,
}

impl Message<'_> {
    /// What an e-mail is about.
    pub fn subject(&self) -> String {
        self.messages.fill(self.about, &[("name", self.name)])
    }

    /// The address that opens an e-mail with it; `None` where that is too long for some mail programs.
    pub fn to_email(&self, address: &str) -> Option<String> {
        let head = ["mailto:", &encoded(address), "?subject=", &encoded(&self.subject()), "&body="];
        let whole = head.concat() + &encoded_lines(self.note);
        (whole.len() <= MAIL_MAX && !address.is_empty()).then_some(whole)
    }

    /// The address that opens a text message with it; `None` where that is too long.
    pub fn to_text_message(&self, phone: &str) -> Option<String> {
        // Android takes the body after `?`, iOS after `&`; both take this.
        let whole = ["sms:", phone, "?&body=", &encoded(self.note)].concat();
        (whole.len() <= MAIL_MAX).then_some(whole)
    }

    /// An e-mail as a file, which a mail program opens ready to be sent, with each page in a file of its
    /// own.
    pub fn to_eml(&self, address: &str) -> String {
        const PART: &str = "signpost-page";
        let mut lines = vec![
            // Opens as a draft, and not as something that has come.
            "X-Unsent: 1".to_owned(),
            ["To: ", address].concat(),
            ["Subject: ", &header(&self.subject())].concat(),
            "MIME-Version: 1.0".to_owned(),
            ["Content-Type: multipart/mixed; boundary=\"", PART, "\""].concat(),
            String::new(),
        ];
        let mut part = |head: &[&str], text: &str| {
            lines.push(["--", PART].concat());
            lines.extend(head.iter().map(|line| (*line).to_owned()));
            lines.push("Content-Transfer-Encoding: base64".to_owned());
            lines.push(String::new());
            let coded = base64(text.as_bytes());
            let cut = coded.as_bytes().chunks(BASE64_LINE);
            lines.extend(cut.map(|line| String::from_utf8_lossy(line).into_owned()));
        };
        part(&["Content-Type: text/plain; charset=utf-8"], self.note);
        for page in self.pages {
            let name = page.path.replace('/', "--");
            let file = ["Content-Disposition: attachment; filename=\"", &name, "\""].concat();
            part(&["Content-Type: text/markdown; charset=utf-8", &file], &page.text);
        }
        lines.push(["--", PART, "--"].concat());
        lines.push(String::new());
        lines.join("\r\n")
    }
}

/// The address at which somebody with an account proposes a page; `None` where it would be too long, or
/// the directory names no such place.
pub fn propose(page: &PageText, at: &str) -> Option<String> {
    let whole = [at, "?filename=", &encoded(&page.path), "&value=", &encoded(&page.text)].concat();
    (!at.is_empty() && whole.len() <= PROPOSE_MAX).then_some(whole)
}

/// A text in the head of an e-mail (RFC 2047): short pieces, so that no line is longer than 76 letters.
fn header(text: &str) -> String {
    if text.is_ascii() && !text.contains(['\r', '\n']) && text.len() < BASE64_LINE {
        return text.to_owned();
    }
    let mut pieces: Vec<String> = vec![String::new()];
    for sign in text.chars().filter(|sign| !sign.is_control()) {
        // 45 bytes are 60 letters, and 12 stand around them.
        if pieces.last().is_none_or(|piece| piece.len() + sign.len_utf8() > 45) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(sign);
        }
    }
    let coded = pieces.iter().map(|piece| ["=?utf-8?B?", &base64(piece.as_bytes()), "?="].concat());
    coded.collect::<Vec<_>>().join("\r\n ")
}

/// Base64 (RFC 4648), with its signs at the end.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut coded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            coded.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    coded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_an_e_mail_is_read_as_it_was_written() {
        for (text, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(text.as_bytes()), coded);
        }
        assert_eq!(header("A new page: Tea"), "A new page: Tea");
        assert_eq!(header("茶"), "=?utf-8?B?6Iy2?=");
        assert!(header(&"茶".repeat(60)).lines().all(|line| line.len() <= 76));
        assert!(!header("a\r\nBcc: spy@evil.example").contains("\r\nBcc"));
    }

    #[test]
    fn what_is_too_long_for_a_site_is_never_opened_there() {
        let page = |text: String| PageText { path: "a/b.md".into(), text, is_group: false };
        let at = "https://code.example/town/new/main/content";
        let short = propose(&page("---\nname: Tea\n---\n".into()), at);
        assert_eq!(
            short.as_deref(),
            Some(
                "https://code.example/town/new/main/content?filename=a%2Fb.md&value=---%0Aname%3A%20Tea%0A---%0A"
            )
        );
        assert_eq!(propose(&page("茶".repeat(900)), at), None);
        assert_eq!(propose(&page(String::new()), ""), None);
    }
}
