//! Groups, lists and plain pages.

use std::collections::BTreeMap;

use catalog::directory::{CuratedList, ListWords, Page, PageWords};
use catalog::service::{Organization, OrganizationWords};

use super::facts::{Changes, Weight};
use super::service::contacts;
use super::words::{body, translator};
use super::{Fate, Kind, PageChange, Side, Words};
use Weight::{First, Usual};

/// Groups.
pub(super) fn groups(say: &Words<'_>, old: &Side<'_>, new: &Side<'_>) -> Vec<PageChange> {
    let mut left: BTreeMap<&str, &Organization> =
        say.before.organizations.iter().map(|group| (group.id.as_str(), group)).collect();
    let mut pages = Vec::new();
    for after in &say.after.organizations {
        let same = left.remove(after.id.as_str()).or_else(|| {
            // A group that was given another id.
            let is_same = |group: &&&Organization| group.folder == after.folder;
            let before = left.values().find(is_same).copied()?;
            left.remove(before.id.as_str())
        });
        match same {
            Some(before) if before == after => {}
            Some(before) => {
                let changes = group(before, after, say);
                if !changes.0.is_empty() {
                    pages.push(group_page(after, Fate::Changed, changes));
                }
            }
            None => {
                let nothing = Organization {
                    id: after.id.clone(),
                    folder: after.folder.clone(),
                    name: after.name.clone(),
                    website: None,
                    contact: Vec::new(),
                    words: BTreeMap::new(),
                };
                let changes = group(&nothing, after, say);
                let path = format!("{}/organization.md", after.folder);
                let was_broken = old.left_out.contains(&path);
                let fate = if was_broken { Fate::Mended } else { Fate::New };
                pages.push(group_page(after, fate, changes));
            }
        }
    }
    for before in left.into_values() {
        let path = format!("{}/organization.md", before.folder);
        if !new.left_out.contains(&path) {
            pages.push(group_page(before, Fate::Gone, Changes::default()));
        }
    }
    pages
}

fn group_page(group: &Organization, fate: Fate, changes: Changes) -> PageChange {
    PageChange {
        kind: Kind::Group,
        id: group.id.clone(),
        path: format!("{}/organization.md", group.folder),
        name: group.name.clone(),
        group: group.name.clone(),
        fate,
        changes: changes.0,
    }
}

fn group(old: &Organization, new: &Organization, say: &Words<'_>) -> Changes {
    let Organization { id, folder, name, website, contact, words } = new;
    let mut changes = Changes::default();
    changes.text(
        First,
        "id",
        "id (its address and printed codes lead to the old one)",
        Some(&old.id),
        Some(id),
    );
    changes.text(First, "name", "name", Some(&old.name), Some(name));
    changes.text(Usual, "folder", "folder", Some(&old.folder), Some(folder));
    changes.text(First, "website", "website", old.website.as_deref(), website.as_deref());
    contacts("contact", &old.contact, contact, say, &mut changes);
    let none = OrganizationWords::default();
    let mut locales: Vec<&String> = old.words.keys().chain(words.keys()).collect();
    locales.sort();
    locales.dedup();
    for locale in locales {
        let before = old.words.get(locale).unwrap_or(&none);
        let OrganizationWords { summary, body_html, translation } =
            words.get(locale).unwrap_or(&none);
        let is_own = locale == say.locale();
        let label = |words: &str| match is_own {
            true => words.to_owned(),
            false => format!("{}: {words}", say.own_name(locale)),
        };
        changes.text(
            Usual,
            "summary",
            &label("summary"),
            before.summary.as_deref(),
            summary.as_deref(),
        );
        let texts = (plain(&before.body_html), plain(body_html));
        body(&mut changes, &label("text"), (&texts.0, &texts.1), (&before.body_html, body_html));
        translator(
            &mut changes,
            &label("translation"),
            before.translation.as_ref(),
            translation.as_ref(),
        );
    }
    changes
}

/// The words of sanitized HTML; a new block is a new line.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((words, tag)) = rest.split_once('<') {
        out.push_str(words);
        let (name, after) = tag.split_once('>').unwrap_or((tag, ""));
        if name.starts_with("/p") || name.starts_with("/li") || name.starts_with("/h") {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    for (sign, letter) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
        out = out.replace(sign, letter);
    }
    out
}

/// Pairs of the two sides by their key; `None` where a side has none.
pub(super) fn pairs<'a, T, K: Ord>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut all: BTreeMap<K, (Option<&T>, Option<&T>)> = BTreeMap::new();
    old.iter().for_each(|one| all.entry(key(one)).or_default().0 = Some(one));
    new.iter().for_each(|one| all.entry(key(one)).or_default().1 = Some(one));
    all.into_values().collect()
}

/// Lists to start with.
pub(super) fn lists(say: &Words<'_>, old: &Side<'_>, new: &Side<'_>) -> Vec<PageChange> {
    let mut pages = Vec::new();
    for pair in pairs(&say.before.lists, &say.after.lists, |list| &list.id) {
        let none = |list: &CuratedList| CuratedList {
            id: list.id.clone(),
            version: list.version,
            services: Vec::new(),
            words: BTreeMap::new(),
        };
        let (before, after, fate) = match pair {
            (Some(before), Some(after)) if before == after => continue,
            (Some(before), Some(after)) => (before.clone(), after.clone(), Fate::Changed),
            (None, Some(after)) => (none(after), after.clone(), Fate::New),
            (Some(before), None) => (before.clone(), none(before), Fate::Gone),
            (None, None) => continue,
        };
        let path = format!("_lists/{}.md", after.id);
        // What cannot be read is said among the errors.
        if fate == Fate::Gone && new.left_out.contains(&path) {
            continue;
        }
        let fate =
            if fate == Fate::New && old.left_out.contains(&path) { Fate::Mended } else { fate };
        let CuratedList { id, version, services, words } = &after;
        let mut changes = Changes::default();
        let names = |ids: &[String]| ids.iter().map(|id| service_name(say, id)).collect::<Vec<_>>();
        changes.set(Usual, "services", "activity", &names(&before.services), &names(services));
        if fate == Fate::Changed {
            let day = |day| Some(say.messages.day(day));
            changes.fact(Usual, "version", "put together on", day(before.version), day(*version));
        }
        let mut locales: Vec<&String> = before.words.keys().chain(words.keys()).collect();
        locales.sort();
        locales.dedup();
        let empty = ListWords::default();
        for locale in locales {
            let old = before.words.get(locale).unwrap_or(&empty);
            let ListWords { title, for_whom, body_html } = words.get(locale).unwrap_or(&empty);
            let label = labels(say, locale);
            changes.text(Usual, "title", &label("title"), Some(&old.title), Some(title));
            changes.text(
                Usual,
                "for_whom",
                &label("for whom"),
                Some(&old.for_whom),
                Some(for_whom),
            );
            let texts = (plain(&old.body_html), plain(body_html));
            body(&mut changes, &label("text"), (&texts.0, &texts.1), (&old.body_html, body_html));
        }
        let titled = if fate == Fate::Gone { &before } else { &after };
        let name = titled.words.get(say.locale()).map_or(id, |words| &words.title).clone();
        let changes = if fate == Fate::Gone { Vec::new() } else { changes.0 };
        pages.push(PageChange {
            kind: Kind::List,
            id: id.clone(),
            path,
            name,
            group: String::new(),
            fate,
            changes,
        });
    }
    pages
}

fn service_name(say: &Words<'_>, id: &str) -> String {
    let service = say.after.service(id).or_else(|| say.before.service(id));
    service.map_or(id, |service| service.name(say.locale(), say.locale()).text).to_owned()
}

/// What stands before a label: the language, where it is not the directory's own.
fn labels<'s>(say: &'s Words<'_>, locale: &'s str) -> impl Fn(&str) -> String + 's {
    move |words| match locale == say.locale() {
        true => words.to_owned(),
        false => format!("{}: {words}", say.locales.own_name(locale)),
    }
}

/// About, privacy, help.
pub(super) fn plain_pages(say: &Words<'_>, _old: &Side<'_>, _new: &Side<'_>) -> Vec<PageChange> {
    let mut pages = Vec::new();
    for pair in pairs(&say.before.pages, &say.after.pages, |page| &page.name) {
        let empty = BTreeMap::new();
        let (name, before, after, fate) = match pair {
            (Some(before), Some(after)) if before == after => continue,
            (Some(Page { name, words: before }), Some(Page { words: after, .. })) => {
                (name, before, after, Fate::Changed)
            }
            (None, Some(Page { name, words })) => (name, &empty, words, Fate::New),
            (Some(Page { name, words }), None) => (name, words, &empty, Fate::Gone),
            (None, None) => continue,
        };
        let mut changes = Changes::default();
        let mut locales: Vec<&String> = before.keys().chain(after.keys()).collect();
        locales.sort();
        locales.dedup();
        let none = PageWords::default();
        for locale in locales {
            let old = before.get(locale).unwrap_or(&none);
            let PageWords { title, summary, body_html } = after.get(locale).unwrap_or(&none);
            let label = labels(say, locale);
            changes.text(Usual, "title", &label("title"), Some(&old.title), Some(title));
            changes.text(Usual, "summary", &label("summary"), Some(&old.summary), Some(summary));
            let texts = (plain(&old.body_html), plain(body_html));
            body(&mut changes, &label("text"), (&texts.0, &texts.1), (&old.body_html, body_html));
        }
        let titled = if fate == Fate::Gone { before } else { after };
        let title = titled.get(say.locale()).map_or(name, |words| &words.title).clone();
        let changes = if fate == Fate::Gone { Vec::new() } else { changes.0 };
        pages.push(PageChange {
            kind: Kind::Page,
            id: name.clone(),
            path: format!("_pages/{name}.md"),
            name: title,
            group: String::new(),
            fate,
            changes,
        });
    }
    pages
}
