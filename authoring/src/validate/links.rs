//! Links and markup: nothing active, nothing that hides where it goes.

use super::{CheckFindings, Context};
use crate::draft::DraftBody;
use crate::links::{Danger, encrypted, is_web_address, judge};
use crate::markdown::Refused;
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

/// Every address that is not followed, with what is wrong with it.
fn dangers<'a>(context: &Context<'a>) -> Vec<(Span, &'a str, Danger)> {
    let of_texts = refused(context).filter_map(|part| match &part.value {
        Refused::UnsafeLink(address) => Some((part.span, address.as_str())),
        _ => None,
    });
    let drafts = context.drafts;
    let contacts = drafts.services.iter().flat_map(|service| &service.contact);
    let contacts = contacts.chain(drafts.organizations.iter().flat_map(|group| &group.contact));
    let urls = contacts.filter_map(|contact| contact.url.as_ref());
    let websites = drafts.organizations.iter().filter_map(|group| group.website.as_ref());
    let of_facts = urls.chain(websites).map(|url| (url.span, url.value.as_str()));
    let all = of_texts.chain(of_facts.filter(|(_, url)| !is_web_address(url)));
    all.map(|(span, url)| (span, url, judge(url).err().unwrap_or(Danger::Scheme))).collect()
}

/// A link that is not followed: it could run a script, or lead astray.
pub(super) fn unsafe_link(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (span, address, danger) in dangers(context) {
        if danger != Danger::NotEncrypted {
            findings.add(mended(
                Finding::at(span, danger.words()),
                address,
                within(context, span, address),
            ));
        }
    }
}

/// An address without encryption: many small groups have no other. It is shown, and not linked.
pub(super) fn not_encrypted(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (span, address, danger) in dangers(context) {
        if danger == Danger::NotEncrypted {
            let message = "this address is not encrypted: it is shown, and cannot be pressed";
            let finding = Finding::at(span, message);
            let place = within(context, span, address);
            findings.add(match (encrypted(address), place) {
                (Some(meant), Some(place)) => finding.correct_at(place, meant),
                _ => finding,
            });
        }
    }
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
