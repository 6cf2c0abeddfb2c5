//! Which page is which on the two sides, and what became of each.

use std::collections::{BTreeMap, BTreeSet};

use catalog::service::Service;

use super::facts::Changes;
use super::facts::Weight::{First, Usual};
use super::{Change, Fate, Kind, PageChange, Side, What, Words, others, service, shared, words};

/// Every page that has changed.
pub(super) fn changes(say: &Words<'_>, old: &Side<'_>, new: &Side<'_>) -> Vec<PageChange> {
    let mut pages = services(say, old, new);
    pages.extend(others::groups(say, old, new));
    pages.extend(others::lists(say, old, new));
    pages.extend(others::plain_pages(say, old, new));
    pages.extend(shared::directory(say));
    pages.extend(unreadable(new));
    pages
}

/// Files of the new side that are left out because of their own errors. What leaves with another file (a
/// group whose own page has errors) is not said a second time.
fn unreadable(new: &Side<'_>) -> Vec<PageChange> {
    let with_errors: BTreeSet<&str> = new
        .diagnostics
        .iter()
        .filter(|found| found.is_error())
        .map(|found| found.path.as_str())
        .collect();
    let left_out = new.left_out.iter().filter(|path| with_errors.contains(path.as_str()));
    left_out
        .map(|path| {
            let folder = path.split_once('/').map_or("", |(folder, _)| folder);
            PageChange {
                kind: if path.ends_with("/organization.md") { Kind::Group } else { Kind::Service },
                id: String::new(),
                path: path.clone(),
                name: path.clone(),
                group: folder.to_owned(),
                fate: Fate::Unreadable,
                changes: Vec::new(),
            }
        })
        .collect()
}

/// Activities: the same id is the same activity; without one, the same file.
fn services(say: &Words<'_>, old: &Side<'_>, new: &Side<'_>) -> Vec<PageChange> {
    let mut left: BTreeMap<&str, &Service> =
        say.before.services.iter().map(|service| (service.id.as_str(), service)).collect();
    let mut strangers = Vec::new();
    let mut pages = Vec::new();
    for after in &say.after.services {
        match left.remove(after.id.as_str()) {
            Some(before) => pages.extend(changed(before, after, say)),
            None => strangers.push(after),
        }
    }
    for after in strangers {
        let same_file = left.values().find(|before| before.path == after.path).copied();
        if let Some(before) = same_file {
            left.remove(before.id.as_str());
            pages.extend(changed(before, after, say));
            continue;
        }
        let was_broken = old.left_out.contains(&after.path);
        pages.push(new_page(after, was_broken, say));
    }
    for before in left.into_values().filter(|before| !new.left_out.contains(&before.path)) {
        pages.push(page(before, Fate::Gone, Changes::default(), say));
    }
    pages
}

fn page(service: &Service, fate: Fate, changes: Changes, say: &Words<'_>) -> PageChange {
    PageChange {
        kind: Kind::Service,
        id: service.id.clone(),
        path: service.path.clone(),
        name: service.name(say.locale(), say.locale()).text.to_owned(),
        group: say.group(&service.organization),
        fate,
        changes: changes.0,
    }
}

fn changed(before: &Service, after: &Service, say: &Words<'_>) -> Option<PageChange> {
    // Two records that are equal say the same in every language.
    if before == after {
        return None;
    }
    let mut changes = Changes::default();
    if before.organization != after.organization {
        let (from, to) = (say.group(&before.organization), say.group(&after.organization));
        changes.fact(First, "group", "moved to another group", Some(from), Some(to));
    }
    if before.path != after.path {
        changes.text(Usual, "file", "the file", Some(&before.path), Some(&after.path));
    }
    service::compare(before, after, say, &mut changes);
    translations(before, after, say, &mut changes);
    (!changes.0.is_empty()).then(|| page(after, Fate::Changed, changes, say))
}

/// A page that was not there: who is behind it, and all that must be looked at first.
fn new_page(after: &Service, was_broken: bool, say: &Words<'_>) -> PageChange {
    let mut changes = Changes::default();
    service::compare(&service::nothing_like(after), after, say, &mut changes);
    let told = ["summary", "schedule", "schedule.text"];
    changes.0.retain(|change| change.look_first || told.contains(&change.field));
    let languages = after.words.len().saturating_sub(1);
    if languages > 0 {
        let about = languages.to_string();
        changes.add(Usual, "translation", "translations", What::Now { after: about });
    }
    let fate = if was_broken { Fate::Mended } else { Fate::New };
    page(after, fate, changes, say)
}

/// Words in other languages.
fn translations(before: &Service, after: &Service, say: &Words<'_>, changes: &mut Changes) {
    let mut locales: Vec<&String> = before.words.keys().chain(after.words.keys()).collect();
    locales.sort();
    locales.dedup();
    let own: BTreeSet<&str> = changes.0.iter().map(|change| part(change.field)).collect();
    // What a translation no longer says, because its original has changed: said once, not in nine languages.
    let (mut stale, mut languages) = (BTreeSet::new(), BTreeSet::new());
    let mut all = Changes::default();
    for locale in locales.into_iter().filter(|locale| *locale != say.locale()) {
        let language = say.own_name(locale);
        match (before.words.get(locale), after.words.get(locale)) {
            (Some(before), Some(after)) => {
                let mut changes = Changes::default();
                words::compare(before, after, Some(language), &mut changes);
                let is_stale = |change: &Change| {
                    matches!(change.what, What::NoLonger { .. }) && own.contains(part(change.field))
                };
                let (old, new): (Vec<_>, Vec<_>) = changes.0.into_iter().partition(is_stale);
                for change in &old {
                    stale.insert(part(change.field));
                    languages.insert(language.to_owned());
                }
                all.0.extend(new);
            }
            (before, after) => {
                let label = format!("translation into {language}");
                words::translator(
                    &mut all,
                    &label,
                    before.and_then(|words| words.translation.as_ref()),
                    after.and_then(|words| words.translation.as_ref()),
                );
            }
        }
    }
    if !stale.is_empty() {
        let fields: Vec<&str> = stale.into_iter().collect();
        let languages: Vec<String> = languages.into_iter().collect();
        let about = format!("{} ({})", fields.join(", "), languages.join(", "));
        let label = "translations that no longer fit, until somebody looks at them:";
        all.add(Usual, "translation", label, What::Note { about });
    }
    changes.0.append(&mut all.0);
}

/// The key of a page that a field belongs to.
fn part(field: &'static str) -> &'static str {
    field.split('.').next().unwrap_or(field)
}
