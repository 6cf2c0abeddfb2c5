//! Addresses that could bring somebody into danger, outside of the places where they are asked for.

use std::collections::BTreeSet;

use catalog::directory::PlaceKind;

use super::{CheckFindings, Context};
use crate::addresses::{self, Told};
use crate::discretion;
use crate::draft::{DraftLocation, DraftService};
use crate::node::Text;
use crate::report::Finding;
use crate::texts::{self, Wording};

/// A page must say yes or no where silence would be read as "anybody may know it".
pub(super) fn yes_or_no_needed(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in &context.drafts.services {
        for key in &service.undecided {
            let message = format!(
                "`{}` protects somebody, so it is yes or no; what is not known yet is `yes`",
                key.value
            );
            findings.add(Finding::at(key.span, message));
        }
        let is_open = service.undecided.iter().any(|key| key.value == "confidential_address");
        if service.confidential_address.is_some() || is_open {
            continue;
        }
        if let Some(need) = discretion::need(service, &context.drafts.terms) {
            let message = format!(
                "with the need `{}` the page must say whether its address is confidential: \
                 `confidential_address: true`, or `false` where anybody may know it",
                need.value
            );
            findings.add(Finding::at(need.span, message));
        }
    }
}

/// How far a page's texts must keep an address to themselves.
enum Secrecy<'a> {
    /// Not at all.
    None,
    /// Nobody may learn it.
    Whole,
    /// These places may be known, and no other: one that is not among them is another house.
    Except(&'a [DraftLocation]),
}

fn secrecy<'a>(context: &Context<'_>, service: &'a DraftService) -> Secrecy<'a> {
    let is_sensitive = || discretion::need(service, &context.drafts.terms).is_some();
    match service.confidential_address.as_ref().map(|said| said.value) {
        Some(true) => Secrecy::Whole,
        Some(false) if is_sensitive() => Secrecy::Except(&service.locations),
        None if is_sensitive() || is_undecided(service) => Secrecy::Whole,
        Some(false) | None => Secrecy::None,
    }
}

fn is_undecided(service: &DraftService) -> bool {
    service.undecided.iter().any(|key| key.value == "confidential_address")
}

/// What a page says about its places in the fields that are made for it: `confidential-address` looks
/// at these.
fn is_of_location(service: &DraftService, text: &Text) -> bool {
    service.locations.iter().any(|location| {
        let own = [&location.name, &location.transport];
        own.into_iter()
            .flatten()
            .chain(location.address.iter().flatten().flatten())
            .chain(location.access_notes.iter().map(|(_, note)| note))
            .chain(location.access_only.iter().map(|(_, when)| when))
            .chain(location.contact.iter().filter_map(|contact| contact.role.as_ref()))
            .any(|known| known.span == text.span)
    })
}

/// The texts of a page and of its translations.
fn words_of<'a>(context: &Context<'a>, service: &'a DraftService) -> Vec<Wording<'a>> {
    let translations = context.drafts.translations.iter();
    let own =
        translations.filter(|page| page.folder == service.folder && page.stem == service.stem);
    texts::of_service(service).into_iter().chain(own.flat_map(texts::of_translation)).collect()
}

/// A street, a postal code, a position or a link to a map in the text of a page that may not tell where
/// it is.
pub(super) fn address_in_confidential_text(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let postcodes =
        context.drafts.places.iter().filter(|place| place.kind == PlaceKind::PostcodeArea);
    let areas: Vec<&str> = postcodes.map(|place| place.id.value.as_str()).collect();
    for service in &context.drafts.services {
        let (secrecy, known): (_, &[DraftLocation]) = match secrecy(context, service) {
            Secrecy::None => continue,
            Secrecy::Whole => (true, &[]),
            Secrecy::Except(locations) => (false, locations),
        };
        for Wording { key, text, .. } in words_of(context, service) {
            if is_of_location(service, text) {
                continue;
            }
            for Told { range, kind } in addresses::told(&text.value, &areas) {
                let words = text.value.get(range.clone()).unwrap_or_default();
                if known.iter().any(|location| tells_only(location, words)) {
                    continue;
                }
                let message = match secrecy {
                    true => format!(
                        "`{words}` is {}, and the address is confidential; say in `{key}` whom to \
                         call instead",
                        kind.words()
                    ),
                    false => format!(
                        "`{words}` is {} in the text of a page that calls for discretion; an \
                         address that anybody may know belongs in `locations`",
                        kind.words()
                    ),
                };
                findings.add(Finding::at(context.within(text, range), message));
            }
        }
    }
}

/// Whether words tell nothing that this place, which anybody may know, does not tell itself.
fn tells_only(location: &DraftLocation, words: &str) -> bool {
    let lines: Vec<&Text> = location.address.iter().flatten().flatten().collect();
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let told = plain(words);
    lines.iter().any(|line| {
        plain(&line.value).contains(&told) || addresses::names(words, &line.value).is_some()
    })
}

/// A street that another page of the group names, in the text of a page that may not tell where it is:
/// found however it is written, since the street is known.
pub(super) fn known_address_in_confidential_text(
    context: &Context<'_>,
    findings: &CheckFindings<'_>,
) {
    let services = &context.drafts.services;
    for service in services {
        let known = match secrecy(context, service) {
            Secrecy::None => continue,
            Secrecy::Whole => &[][..],
            Secrecy::Except(locations) => locations,
        };
        let sisters = services.iter().filter(|other| other.folder == service.folder);
        let lines: BTreeSet<(&str, crate::source::Span)> = sisters
            .filter(|other| other.path != service.path)
            .flat_map(|other| &other.locations)
            .filter_map(|location| location.address.as_ref()?.first()?.as_ref())
            .map(|line| (line.value.as_str(), line.span))
            .collect();
        if lines.is_empty() {
            continue;
        }
        for Wording { key, text, .. } in words_of(context, service) {
            if is_of_location(service, text) {
                continue;
            }
            let hit = lines
                .iter()
                .find_map(|(line, span)| Some((addresses::names(&text.value, line)?, *span)));
            let Some((range, span)) = hit else { continue };
            let words = text.value.get(range.clone()).unwrap_or_default();
            if known.iter().any(|location| tells_only(location, words)) {
                continue;
            }
            let message = format!(
                "`{words}` is a street where this group is found, and this page may not tell where \
                 it is; say in `{key}` whom to call instead"
            );
            findings.add(
                Finding::at(context.within(text, range), message)
                    .label(span, "the page that names it"),
            );
        }
    }
}
