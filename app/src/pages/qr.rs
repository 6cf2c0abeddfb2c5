//! Codes to scan, drawn as pictures.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// White around a code, in modules: what ISO/IEC 18004 asks for.
const QUIET: i32 = 4;

/// An address as a QR code: one path, so that it stays small. `None` for one that is too long for
/// any code.
pub fn code_of(address: &str) -> Option<AnyView> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let from = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                path.push_str(&format!(
                    "M{} {}h{}v1h-{}z",
                    from + QUIET,
                    y + QUIET,
                    x - from,
                    x - from
                ));
            }
            x += 1;
        }
    }
    let side = code.size() + 2 * QUIET;
    let frame = format!("0 0 {side} {side}");
    Some(view! { <svg viewBox=frame aria-hidden="true"><path d=path /></svg> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_code_and_one_too_long_none() {
        Owner::new().with(|| {
            let html = code_of("https://signpost.example/en/s/k7f3q/").map(|view| view.to_html());
            assert!(html.is_some_and(|html| html.contains("viewBox=\"0 0 37 37\"")));
            assert!(code_of(&"x".repeat(4_000)).is_none());
        });
    }
}
