//! What a printed page carries besides: a code to scan, one to type, and whom to call in need. No
//! screen shows it.

use leptos::prelude::*;

use super::parts::ServicePage;
use crate::locale::Key;
use crate::pages::context::PageContext;
use crate::pages::qr::code_of;

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
    let shown = as_typed(&context.absolute(context.address)).to_owned();
    view! {
        <p class="paper">
            {context.text(Key::TakeScan)}" "<bdi dir="ltr" translate="no">{shown}</bdi>" "
            {context.fill(Key::TakeCode, &[("code", &page.service.id)])}" "{help(context)}
        </p>
    }
    .into_any()
}

/// An address as people type it: without its scheme.
pub fn as_typed(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

/// The crisis lines in one line.
pub fn help(context: &PageContext<'_>) -> AnyView {
    let lines = context
        .config()
        .help_now
        .iter()
        .map(|line| view! { <bdi class="whole" dir="ltr">{line.display.clone()}</bdi>" " })
        .collect_view();
    view! { {context.text(Key::SiteHelpNow)}": "{lines} }.into_any()
}
