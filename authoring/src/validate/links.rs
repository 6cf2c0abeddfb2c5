//! Links and markup: nothing active, nothing that hides where it goes.

use super::{CheckFindings, Context};
use crate::draft::DraftBody;
use crate::markdown::{Refused, is_safe_link};
use crate::node::Spanned;
use crate::people::addresses;
use crate::report::Finding;
use crate::source::Span;

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
            findings.add(mended(
                Finding::at(part.span, why(address)),
                address,
                within(context, part.span, address),
            ));
        }
    }
    let drafts = context.drafts;
    let contacts = drafts.services.iter().flat_map(|service| &service.contact);
    let contacts = contacts.chain(drafts.organizations.iter().flat_map(|group| &group.contact));
    let urls = contacts.filter_map(|contact| contact.url.as_ref());
    let websites = drafts.organizations.iter().filter_map(|group| group.website.as_ref());
    for url in urls.chain(websites).filter(|url| !is_web_address(&url.value)) {
        findings.add(mended(Finding::at(url.span, why(&url.value)), &url.value, Some(url.span)));
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

/// Where an address stands within a link.
fn within(context: &Context<'_>, link: Span, address: &str) -> Option<Span> {
    let text = &context.files.get(link.file as usize)?.text;
    let at = text.get(link.start as usize..link.end as usize)?.rfind(address)?;
    Some(link.within(at..at + address.len()))
}

/// The https address that was meant, with its path as it was typed; else how an address looks.
fn mended(finding: Finding, address: &str, place: Option<Span>) -> Finding {
    let meant = addresses::encrypted(address).filter(|meant| is_web_address(meant));
    match (meant, place) {
        (Some(meant), Some(place)) => finding.correct_at(place, meant),
        _ => finding.example("https://example.org/"),
    }
}

/// HTML in the text of a page, which is shown as it was typed.
pub(super) fn html_in_text(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for part in refused(context).filter(|part| part.value == Refused::Html) {
        let message = "HTML is not used here; it would be shown as it is typed";
        let finding = Finding::at(part.span, message);
        findings.add(
            finding.example("**bold**, *slanted*, [words](https://example.org/) or a blank line"),
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
