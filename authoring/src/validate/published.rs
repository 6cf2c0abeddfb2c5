//! What was ever published stays: printed codes lead there.

use std::collections::BTreeSet;

use super::{CheckFindings, Context};
use crate::published::Published;
use crate::report::Finding;
use crate::source::Span;

/// Most addresses that one finding names.
const NAMED: usize = 5;

/// The addresses of all pages.
fn addresses(context: &Context<'_>) -> BTreeSet<String> {
    let drafts = context.drafts;
    let services = drafts.services.iter().filter_map(|draft| draft.id.as_ref());
    let groups = drafts.organizations.iter().filter_map(|draft| draft.id.as_ref());
    services
        .map(|id| Published::service(&id.value))
        .chain(groups.map(|id| Published::group(&id.value)))
        .collect()
}

/// An address of the list whose page is no longer there, and nobody says that this is meant.
pub(super) fn published_without_page(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let Some((_, list)) = &context.drafts.published else { return };
    let pages = addresses(context);
    for one in list {
        let Published { address, is_gone } = one;
        if !one.is_sound() {
            let message = "a line is s/ or o/ and an id, and nothing else but `gone`";
            findings.add(Finding::at(address.span, message));
        } else if !is_gone && !pages.contains(&address.value) && context.drafts.all_services {
            let message = "this was published, and no page has this id any more: printed codes lead to it; \
                           put the page back with `status: defunct`, or write `gone` behind the address";
            findings.add(Finding::at(address.span, message));
        }
    }
}

/// Pages that the list does not have yet.
pub(super) fn not_published_yet(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let Some((file, list)) = &context.drafts.published else { return };
    let known: BTreeSet<&str> = list.iter().map(|one| one.address.value.as_str()).collect();
    let all = addresses(context);
    let new: Vec<&str> =
        all.iter().map(String::as_str).filter(|address| !known.contains(address)).collect();
    if new.is_empty() {
        return;
    }
    let named = new.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = if new.len() > NAMED { " and others" } else { "" };
    let message = format!(
        "{named}{more}: not in this list yet; once the site is public, `signpost published` adds them"
    );
    findings.add(Finding::at(Span::top(*file), message));
}
