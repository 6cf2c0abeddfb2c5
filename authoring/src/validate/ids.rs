//! Ids: well formed, and used once.

use std::collections::BTreeMap;

use super::{CheckFindings, Context};
use crate::names::{is_id, is_plain_name, plain_name};
use crate::node::Text;
use crate::report::Finding;

/// A group without an id of its own: its address would change with its folder's name.
pub(super) fn no_id(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for group in context.drafts.organizations.iter().filter(|group| group.lacks_id) {
        let Some(id) = &group.id else { continue };
        let message = format!(
            "no `id`: the address of this page is made from its folder's name; `id: {}` keeps it",
            id.value
        );
        findings.add(Finding::at(group.front, message));
    }
}

/// An id of a page with other letters than can be read aloud and typed from paper, or an id of a word
/// that cannot be a part of a link.
pub(super) fn bad_id(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let drafts = context.drafts;
    let services = drafts.services.iter().filter_map(|service| service.id.as_ref());
    let groups = drafts.organizations.iter().filter_map(|group| group.id.as_ref());
    for id in services.chain(groups).filter(|id| !is_id(&id.value)) {
        let message = "an id is 5 to 8 digits and small letters, without i, l, o and u; \
                       `signpost new` makes one, or leave it to us";
        findings.add(Finding::at(id.span, message));
    }
    let terms =
        drafts.terms.iter().flat_map(|list| &list.terms).filter_map(|term| term.id.as_ref());
    let setting = drafts.config.as_ref().and_then(|config| config.id.as_ref());
    for id in terms.chain(setting) {
        if !is_plain_name(&id.value) {
            let plain = plain_name(&id.value, context.world.decompose);
            let message = "an id is small letters, digits and hyphens";
            let finding = Finding::at(id.span, message);
            findings.add(match plain.is_empty() {
                true => finding,
                false => finding.correct(format!("\"{plain}\"")).shown(format!("id = \"{plain}\"")),
            });
        }
    }
}

/// An id that two pages, words of one list or places have: a printed code would lead to two pages.
pub(super) fn duplicate_id(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let drafts = context.drafts;
    let mut pages: Vec<&Text> = drafts
        .services
        .iter()
        .filter_map(|service| service.id.as_ref())
        .chain(drafts.organizations.iter().filter_map(|group| group.id.as_ref()))
        .collect();
    pages.sort_by_key(|id| id.span);
    report(&pages, findings, Some("signpost new gives an id that nothing else has"));
    for list in &drafts.terms {
        let ids: Vec<&Text> = list.terms.iter().filter_map(|term| term.id.as_ref()).collect();
        report(&ids, findings, None);
    }
    let places: Vec<&Text> = drafts.places.iter().map(|place| &place.id).collect();
    report(&places, findings, None);
}

fn report(ids: &[&Text], findings: &CheckFindings<'_>, hint: Option<&str>) {
    let mut seen: BTreeMap<&str, &Text> = BTreeMap::new();
    for id in ids {
        if let Some(first) = seen.get(id.value.as_str()) {
            let message = match hint {
                Some(hint) => format!("`{}` is taken; {hint}", id.value),
                None => format!("`{}` is taken", id.value),
            };
            let finding = Finding::at(id.span, message).label(first.span, "it stands here first");
            findings.add(finding);
        } else {
            seen.insert(&id.value, id);
        }
    }
}
