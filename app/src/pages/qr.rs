//! An address on paper, as a code to scan.

use leptos::prelude::*;

use crate::qr::Qr;

/// The picture of an address, beside which the same is told in letters; `None` for one that is too long for
/// any code.
pub fn code_of(address: &str) -> Option<AnyView> {
    let qr = Qr::of(address)?;
    let frame = qr.frame();
    Some(view! { <svg viewBox=frame aria-hidden="true"><path d=qr.path /></svg> }.into_any())
}
