//! Links and markup: nothing active, nothing that hides where it goes.

use super::{CheckFindings, Context};
use crate::draft::DraftBody;
use crate::markdown::{Refused, is_safe_link};
use crate::node::Spanned;
use crate::report::Finding;

fn bodies<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a DraftBody> {
    let drafts = context.drafts;
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

fn refused<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Spanned<Refused>> {
    bodies(context).flat_map(|body| &body.refused)
}

/// A link that is not followed: it could run a script, load without encryption, or lead astray.
pub(super) fn unsafe_link(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for part in refused(context) {
        if let Refused::UnsafeLink(address) = &part.value {
            findings.add(Finding::at(part.span, why(address)).suggest(mended(address)));
        }
    }
    let drafts = context.drafts;
    let contacts = drafts.services.iter().flat_map(|service| &service.contact);
    let contacts = contacts.chain(drafts.organizations.iter().flat_map(|group| &group.contact));
    let urls = contacts.filter_map(|contact| contact.url.as_ref());
    let websites = drafts.organizations.iter().filter_map(|group| group.website.as_ref());
    for url in urls.chain(websites).filter(|url| !is_web_address(&url.value)) {
        findings.add(Finding::at(url.span, why(&url.value)).suggest(mended(&url.value)));
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

/// HTML in the text of a page, which is shown as it was typed.
pub(super) fn html_in_text(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for part in refused(context).filter(|part| part.value == Refused::Html) {
        let message = "HTML is not used here; it would be shown as it is typed";
        let finding = Finding::at(part.span, message);
        findings.add(
            finding.suggest("**bold**, *slanted*, [words](https://example.org/) or a blank line"),
        );
    }
}

/// A picture in the text of a page: only its description is shown, since a picture from another host
/// would tell that host who reads the page.
pub(super) fn image_left_out(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for part in refused(context).filter(|part| part.value == Refused::Image) {
        findings.add(Finding::at(part.span, "pictures are not shown; their description is"));
    }
}

/// Quotes or lists within one another, deeper than the writer of HTML goes.
pub(super) fn text_too_deep(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for part in refused(context).filter(|part| part.value == Refused::TooDeep) {
        findings.add(Finding::at(part.span, "quotes or lists are nested too deep here"));
    }
}
