//! Links and markup: nothing active, nothing that hides where it goes.

use super::{Found, Look};
use crate::draft::DraftBody;
use crate::markdown::{Found as InText, is_safe_link};
use crate::node::Spanned;
use crate::report::Remark;

fn bodies<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a DraftBody> {
    let drafts = look.drafts;
    drafts
        .services
        .iter()
        .map(|draft| &draft.body)
        .chain(drafts.translations.iter().map(|draft| &draft.body))
        .chain(drafts.organizations.iter().map(|draft| &draft.body))
        .chain(drafts.organization_translations.iter().map(|draft| &draft.body))
        .chain(drafts.lists.iter().map(|draft| &draft.body))
        .chain(drafts.list_translations.iter().map(|draft| &draft.body))
        .chain(drafts.pages.iter().map(|draft| &draft.body))
}

fn in_texts<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Spanned<InText>> {
    bodies(look).flat_map(|body| &body.found)
}

/// A link that is not followed: it could run a script, load without encryption, or lead astray.
pub(super) fn unsafe_link(look: &Look<'_>, found: &Found<'_>) {
    for part in in_texts(look) {
        if let InText::UnsafeLink(address) = &part.value {
            found.add(Remark::at(part.span, why(address)).typing(mended(address)));
        }
    }
    let drafts = look.drafts;
    let contacts = drafts.services.iter().flat_map(|service| &service.contact);
    let contacts = contacts.chain(drafts.organizations.iter().flat_map(|group| &group.contact));
    let urls = contacts.filter_map(|contact| contact.url.as_ref());
    let websites = drafts.organizations.iter().filter_map(|group| group.website.as_ref());
    for url in urls.chain(websites).filter(|url| !is_web_address(&url.value)) {
        found.add(Remark::at(url.span, why(&url.value)).typing(mended(&url.value)));
    }
}

/// Whether a text is an https address that goes where it says.
pub(super) fn is_web_address(text: &str) -> bool {
    is_safe_link(text) && text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

fn why(address: &str) -> String {
    let lower = address.to_lowercase();
    let reason = if lower.starts_with("http:") {
        "this address is not encrypted"
    } else if address.contains('@') {
        "an @ in an address hides where it really goes"
    } else if !address.contains(':') {
        "an address begins with https://, mailto: or tel:"
    } else {
        "only https:, mailto: and tel: addresses are followed"
    };
    reason.to_owned()
}

fn mended(address: &str) -> String {
    let lower = address.to_lowercase();
    match lower.strip_prefix("http://") {
        Some(rest) => format!("https://{rest}"),
        None if !address.contains(':') && address.contains('.') && !address.contains('/') => {
            format!("https://{address}")
        }
        None => "https://example.org/".to_owned(),
    }
}

/// HTML is shown as it was typed: nobody wants to read that.
pub(super) fn html_in_text(look: &Look<'_>, found: &Found<'_>) {
    for part in in_texts(look).filter(|part| part.value == InText::Html) {
        let message = "HTML is not used here; it would be shown as it is typed";
        let remark = Remark::at(part.span, message);
        found.add(
            remark.typing("**bold**, *slanted*, [words](https://example.org/) or a blank line"),
        );
    }
}

/// A picture would be fetched from somewhere, and seen by somebody there.
pub(super) fn image_left_out(look: &Look<'_>, found: &Found<'_>) {
    for part in in_texts(look).filter(|part| part.value == InText::Image) {
        found.add(Remark::at(part.span, "pictures are not shown; their description is"));
    }
}

/// Nobody reads a list in a list in a list in a list.
pub(super) fn text_too_deep(look: &Look<'_>, found: &Found<'_>) {
    for part in in_texts(look).filter(|part| part.value == InText::TooDeep) {
        found.add(Remark::at(part.span, "quotes or lists are nested too deep here"));
    }
}
