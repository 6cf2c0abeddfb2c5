//! A text as a picture to scan (ISO/IEC 18004): one path, so that it stays small.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::markup::Markup;

/// White around a code, in modules: what ISO/IEC 18004 asks for.
const QUIET: i32 = 4;

/// A code, drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Its dark modules, for the attribute `d`.
    pub path: String,
    /// How many modules a side has, the white around them included.
    pub side: u32,
    /// From 1 to 40: how much it holds.
    pub version: u8,
}

impl Qr {
    /// The code of a text at level M, which is read even where a fold or a stain takes 15 % of it.
    /// `None` for a text that is too long for any code.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let from = x;
                while code.get_module(x, y) {
                    x += 1;
                }
                if x > from {
                    let width = (x - from).to_string();
                    let (left, top) = ((from + QUIET).to_string(), (y + QUIET).to_string());
                    path.extend(["M", &left, " ", &top, "h", &width, "v1h-", &width, "z"]);
                }
                x += 1;
            }
        }
        let side = u32::try_from(code.size() + 2 * QUIET).ok()?;
        Some(Self { path, side, version: code.version().value() })
    }

    /// For the attribute `viewBox`.
    pub fn frame(&self) -> String {
        let side = self.side.to_string();
        ["0 0 ", &side, " ", &side].concat()
    }

    /// Draws the code: a picture with a name.
    pub fn draw(&self, markup: &mut Markup, name: &str) {
        markup.tag("<svg class=\"qr\" viewBox=\"").text(&self.frame());
        markup.tag("\" role=\"img\" aria-label=\"").text(name);
        markup.tag("\"><path d=\"").text(&self.path).tag("\"/></svg>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_code_and_one_too_long_none() {
        let code = Qr::of("https://signpost.example/en/s/k7f3q/");
        assert_eq!(code.map(|code| code.frame()).as_deref(), Some("0 0 37 37"));
        assert_eq!(Qr::of(&"x".repeat(4_000)), None);
    }
}
