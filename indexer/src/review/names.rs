//! Whose name, number or address a new or changed page looks like: somebody may have filed a page a second
//! time, or want to be taken for another.

use std::collections::BTreeMap;

use app::locale::Messages;
use authoring::node::nearest;
use authoring::report::Diagnostic;
use catalog::service::{Organization, Service};

use super::{Change, Fate, Kind, PageChange, What, Words};

/// Codes of checks that compare a name with others.
const OF_NAMES: [&str; 4] =
    ["look-alike-name", "mixed-alphabets", "possible-duplicate", "duplicate-id"];

/// Shortest name that can be near another's: "Tea" is near to much.
const NAME: usize = 8;

/// Adds to each page what its name and its numbers look like.
pub(super) fn warn(pages: &mut [PageChange], say: &Words<'_>, diagnostics: &[Diagnostic]) {
    for page in pages.iter_mut() {
        let path = page.path.clone();
        let of_page = diagnostics.iter().filter(|found| found.path == path);
        for found in of_page.filter(|found| OF_NAMES.contains(&found.code)) {
            let others: Vec<&str> = found.labels.iter().map(|label| label.path.as_str()).collect();
            note(page, "name", &found.message, &others.join(", "));
        }
        let is_said = page
            .changes
            .iter()
            .any(|change| matches!(change.what, What::Note { .. }) && change.field == "name");
        let has_new_name = matches!(page.fate, Fate::New | Fate::Mended)
            || page.changes.iter().any(|change| change.field == "name");
        if has_new_name && !is_said {
            match page.kind {
                Kind::Service => near_service(page, say),
                Kind::Group => near_group(page, say),
                Kind::Directory | Kind::List | Kind::Page => {}
            }
        }
        shared_numbers(page, say);
    }
}

fn note(page: &mut PageChange, field: &'static str, label: &str, about: &str) {
    let label = label.to_owned();
    let what = What::Note { about: about.to_owned() };
    page.changes.push(Change { field, look_first: true, label, what });
}

/// The name of another group's activity, a slip of the hand away.
fn near_service(page: &mut PageChange, say: &Words<'_>) {
    let Some(own) = say.after.service(&page.id) else { return };
    let others = say.after.services.iter().filter(|other| other.organization != own.organization);
    let names = others.map(|other| other.name(say.locale(), say.locale()).text);
    near(page, names);
}

fn near_group(page: &mut PageChange, say: &Words<'_>) {
    let id = page.id.clone();
    let others = say.after.organizations.iter().filter(|other| other.id != id);
    near(page, others.map(|other| other.name.as_str()));
}

fn near<'a>(page: &mut PageChange, names: impl Iterator<Item = &'a str>) {
    if page.name.chars().count() < NAME {
        return;
    }
    if let Some(other) = nearest(&page.name, names) {
        note(page, "name", "the name is nearly that of another:", other);
    }
}

/// Ways to reach people that another group has, too.
fn shared_numbers(page: &mut PageChange, say: &Words<'_>) {
    let is_reach =
        |change: &&Change| matches!(change.field, "contact" | "locations.contact" | "website");
    let new: Vec<String> = page
        .changes
        .iter()
        .filter(is_reach)
        .filter_map(|change| match &change.what {
            What::Becomes { after, .. } | What::Now { after } => Some(after.clone()),
            What::NoLonger { .. } | What::Note { .. } => None,
        })
        .collect();
    if new.is_empty() {
        return;
    }
    let own = match page.kind {
        Kind::Service => say.after.service(&page.id).map(|service| service.organization.clone()),
        _ => Some(page.id.clone()),
    };
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for group in say.after.organizations.iter().filter(|group| Some(&group.id) != own.as_ref()) {
        let services = say.after.services.iter().filter(|service| service.organization == group.id);
        for reach in reaches(group, services, say.messages) {
            owners.entry(reach).or_insert_with(|| group.name.clone());
        }
    }
    for (reach, owner) in owners {
        if new.iter().any(|new| new.split(", ").any(|one| one == reach)) {
            note(page, "contact", &format!("{reach} is also that of"), &owner);
        }
    }
}

fn reaches<'a>(
    group: &'a Organization,
    services: impl Iterator<Item = &'a Service>,
    messages: &Messages,
) -> Vec<String> {
    let of_services = services.flat_map(|service| &service.contact);
    let contacts = group.contact.iter().chain(of_services);
    let mut all: Vec<String> = contacts
        .flat_map(|contact| {
            let phone = contact.phone.as_deref().map(|phone| messages.phone(phone));
            [phone, contact.email.clone(), contact.url.clone()].into_iter().flatten()
        })
        .collect();
    all.extend(group.website.clone());
    all
}
