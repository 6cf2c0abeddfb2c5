//! What a printed page carries besides: a code to scan, one to type, and whom to call in need. No
//! screen shows it.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use super::parts::ServicePage;
use crate::locale::Key;
use crate::pages::context::PageContext;

/// White around a code, in modules: what ISO/IEC 18004 asks for.
const QUIET: i32 = 4;

/// The code to scan and the code to type: in the upper corner, before the name.
pub fn code(page: &ServicePage<'_>) -> AnyView {
    let code = page.service.id.clone();
    view! {
        <div class="paper corner">
            {code_of(&page.context.absolute(page.context.address))}
            <p><bdi dir="ltr" translate="no">{code}</bdi></p>
        </div>
    }
    .into_any()
}

/// What a sheet about a page says that calls for discretion: whom to call, when, and a code that says
/// nothing to anybody else.
pub fn discreet(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let phone = page.service.phone().map(|phone| {
        let shown = context.messages.phone(phone);
        view! { <p class="big"><bdi dir="ltr">{shown}</bdi></p> }
    });
    let next = page.hit.as_ref().and_then(|hit| hit.next).filter(|_| page.is_running());
    let next = next.map(|next| {
        let session = context.messages.session_dated(next, context.site.now.day);
        view! { <p>{session}</p> }
    });
    let code = page.service.id.clone();
    view! {
        {phone}
        {next}
        <p><bdi dir="ltr" translate="no">{code}</bdi></p>
    }
    .into_any()
}

/// What the codes are for, and whom to call in need: the last lines.
pub fn foot(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let address = context.absolute(context.address);
    let shown = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned();
    view! {
        <p class="paper">
            {context.text(Key::TakeScan)}" "<bdi dir="ltr" translate="no">{shown}</bdi>" "
            {context.fill(Key::TakeCode, &[("code", &page.service.id)])}" "{help(context)}
        </p>
    }
    .into_any()
}

/// An address as a QR code: one path, so that it stays small. `None` for one that is too long for
/// any code.
fn code_of(address: &str) -> Option<AnyView> {
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

/// The crisis lines in one line.
fn help(context: &PageContext<'_>) -> AnyView {
    let lines = context
        .config()
        .help_now
        .iter()
        .map(|line| view! { <bdi class="whole" dir="ltr">{line.display.clone()}</bdi>" " })
        .collect_view();
    view! { {context.text(Key::SiteHelpNow)}": "{lines} }.into_any()
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
