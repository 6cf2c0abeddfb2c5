//! Which pages are written where, before anything is written: ids given once, paths that stay, pages that
//! people have edited brought together with what the source says now.

use std::collections::{BTreeMap, BTreeSet};

use authoring::names::{ID_ALPHABET, is_id};
use authoring::value::Value;
use catalog::format::content_hash;

use super::base::{Base, Known, hash};
use super::ledger::{Fate, Ledger};
use super::maker::group::stood_in_for;
use super::merge::{self, Conflict, merge};
use super::page::Page;
use super::town::Town;
use crate::new::is_word_or_number;

/// What happens to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is written for the first time.
    New,
    /// Nobody has edited it: it is written anew.
    Updated,
    /// People have edited it: what the source changed is set into it.
    Merged,
    /// It is as the source has it.
    Unchanged,
    /// People have edited it, and the source has nothing new for it.
    Kept,
}

/// A page of the plan.
pub struct Item {
    /// The page as the source has it.
    pub page: Page,
    /// Its id.
    pub id: String,
    /// Where it is or will be.
    pub path: String,
    /// What will stand there.
    pub text: String,
    /// What stands there now.
    pub before: Option<String>,
    /// What happens.
    pub kind: Kind,
    /// What both have changed.
    pub conflicts: Vec<Conflict>,
    /// What was remembered of it.
    known: Option<Known>,
    /// Text and conflicts that were put aside, to see whether an error is the people's own.
    held: Option<(String, Vec<Conflict>)>,
    /// People's own words have an error: it is theirs to mend, and keeps nothing away.
    pub has_own_error: bool,
}

impl Item {
    /// Leaves the page as it is; what was remembered stays, so that the next import tries again.
    pub fn keep(&mut self) {
        if let Some(before) = &self.before {
            let merged = std::mem::replace(&mut self.text, before.clone());
            self.held = Some((merged, std::mem::take(&mut self.conflicts)));
        }
        self.kind = Kind::Kept;
    }

    /// The page has errors without the source's changes, too: they come all the same.
    pub fn restore(&mut self) {
        self.has_own_error = true;
        if let Some((text, conflicts)) = self.held.take() {
            (self.text, self.conflicts) = (text, conflicts);
            self.kind = Kind::Merged;
        }
    }
}

/// All of them.
#[derive(Default)]
pub struct Plan {
    /// The pages.
    pub items: Vec<Item>,
    /// Pages that people have deleted: they are not made again.
    pub deleted: Vec<String>,
    /// Pages of which the package says nothing any more: they stay.
    pub vanished: Vec<String>,
    by_path: BTreeMap<String, usize>,
}

impl Plan {
    /// Plans pages.
    pub fn of(pages: Vec<Page>, town: &Town, base: &Base, source: &str, ledger: &Ledger) -> Self {
        let mut plan = Self::default();
        let mut ids = Ids::of(town, base);
        let by_id = town.paths_by_id();
        let mut paths = Paths::of(town);
        let seen: BTreeSet<String> = pages.iter().map(|page| page.key.clone()).collect();
        // A service that stands in a group already, perhaps where a person has moved it, needs none of its own.
        let has_group = |page: &Page| {
            let service = stood_in_for(&page.key).and_then(|service| base.pages.get(&service));
            service.is_some_and(|service| {
                town.file(&service.path).is_some() || by_id.contains_key(service.id.as_str())
            })
        };
        for mut page in pages {
            let known = base.pages.get(&page.key).cloned();
            if known.is_none() && has_group(&page) {
                continue;
            }
            let id = match &known {
                Some(known) => known.id.clone(),
                None => match page.own_id.as_deref().filter(|id| !by_id.contains_key(id)) {
                    Some(own) if ids.claim(own) => own.to_owned(),
                    _ => ids.give(source, &page.key),
                },
            };
            page.set("id", Value::Text(id.clone()), []);
            let (path, before) = match &known {
                Some(known) => {
                    let moved = by_id.get(id.as_str()).copied();
                    let path = if town.file(&known.path).is_some() {
                        Some(known.path.as_str())
                    } else {
                        moved
                    };
                    let Some(path) = path else {
                        for cell in page.cells() {
                            ledger.overrule(
                                cell,
                                Fate::Lost(
                                    "somebody has deleted the page since; it is not made again",
                                ),
                            );
                        }
                        plan.deleted.push(known.path.clone());
                        continue;
                    };
                    paths.moved(&page.path, path);
                    (path.to_owned(), town.raw(path))
                }
                None => (paths.give(&page.path), None),
            };
            let item = planned(page, id, path, before, known);
            plan.by_path.insert(item.path.clone(), plan.items.len());
            plan.items.push(item);
        }
        let gone = base
            .pages
            .iter()
            .filter(|(key, known)| !seen.contains(*key) && town.file(&known.path).is_some());
        plan.vanished = gone.map(|(_, known)| known.path.clone()).collect();
        plan
    }

    /// The number of the page with a path.
    pub fn at(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// Takes a page out of the plan.
    pub fn drop_page(&mut self, at: usize, ledger: &Ledger, fate: Fate) {
        if at >= self.items.len() {
            return;
        }
        let item = self.items.remove(at);
        for cell in item.page.cells() {
            ledger.overrule(cell, fate);
        }
        let paths = self.items.iter().enumerate().map(|(at, item)| (item.path.clone(), at));
        self.by_path = paths.collect();
    }

    /// Takes out new pages whose group has no page any more.
    pub fn drop_groupless(&mut self, ledger: &Ledger, fate: Fate) {
        let is_lost = |item: &Item, by_path: &BTreeMap<String, usize>| {
            let folder = item.path.split('/').next().unwrap_or_default();
            item.before.is_none() && !by_path.contains_key(&format!("{folder}/organization.md"))
        };
        while let Some(at) = self.items.iter().position(|item| is_lost(item, &self.by_path)) {
            self.drop_page(at, ledger, fate);
        }
    }

    /// What is remembered after this import.
    pub fn base(&self, base: &Base) -> Base {
        let mut pages = base.pages.clone();
        for item in &self.items {
            let entries = item.page.entries();
            let body = item.page.body();
            let known = match (item.kind, &item.known) {
                (Kind::New | Kind::Updated | Kind::Unchanged, _) => {
                    merge::known(&item.page.key, &item.id, &item.path, &item.text, &entries, &body)
                }
                (Kind::Merged, _) => {
                    merge::known(&item.page.key, &item.id, &item.path, "", &entries, &body)
                }
                (Kind::Kept, Some(known)) => Known { path: item.path.clone(), ..known.clone() },
                (Kind::Kept, None) => continue,
            };
            pages.insert(item.page.key.clone(), known);
        }
        Base { since: base.since, pages }
    }

    /// The files to be written: what changes.
    pub fn writes(&self) -> Vec<(String, String)> {
        let changed = self.items.iter().filter(|item| item.before.as_ref() != Some(&item.text));
        changed.map(|item| (item.path.clone(), item.text.clone())).collect()
    }
}

fn planned(
    page: Page,
    id: String,
    path: String,
    before: Option<String>,
    known: Option<Known>,
) -> Item {
    let fresh = page.text();
    let (kind, text, conflicts) = match (&before, &known) {
        (Some(before), _) if *before == fresh => (Kind::Unchanged, fresh, Vec::new()),
        (Some(before), Some(known)) if hash(before) == known.whole => {
            (Kind::Updated, fresh, Vec::new())
        }
        (Some(before), Some(known)) => {
            let named = |conflict: Conflict| Conflict { path: path.clone(), ..conflict };
            match merge(before, known, &page.entries(), &page.body()) {
                // Its facts cannot be read: whoever edits it is not disturbed.
                None => (Kind::Kept, before.clone(), Vec::new()),
                Some(merged) => {
                    let conflicts = merged.conflicts.into_iter().map(named).collect();
                    (Kind::Merged, merged.text, conflicts)
                }
            }
        }
        (Some(before), None) => (Kind::Kept, before.clone(), Vec::new()),
        (None, _) => (Kind::New, fresh, Vec::new()),
    };
    Item { page, id, path, text, before, kind, conflicts, known, held: None, has_own_error: false }
}

/// Ids: made from the source's own, so that an import that is done over gives the same, and never one that
/// is taken. What has an id of a Signpost directory keeps it where no page of the town has the same.
struct Ids {
    /// Every word of the content that could be an id.
    taken: BTreeSet<String>,
    /// Ids of pages of this and of earlier imports.
    given: BTreeSet<String>,
}

impl Ids {
    fn of(town: &Town, base: &Base) -> Self {
        let words = town
            .files
            .iter()
            .flat_map(|file| file.text.split(|c: char| !c.is_ascii_alphanumeric()));
        let taken = words.filter(|word| is_id(word)).map(str::to_owned);
        let given: BTreeSet<String> = base.pages.values().map(|known| known.id.clone()).collect();
        Self { taken: taken.chain(given.iter().cloned()).collect(), given }
    }

    /// Takes an id that something has already; `false` where another page has it. A list of the town or an address that
    /// was public once may name it: it is the same thing that comes back.
    fn claim(&mut self, id: &str) -> bool {
        let is_free = is_id(id) && self.given.insert(id.to_owned());
        if is_free {
            self.taken.insert(id.to_owned());
        }
        is_free
    }

    fn give(&mut self, source: &str, key: &str) -> String {
        let mut tries = 0_u32;
        loop {
            let hash = content_hash(format!("{source}\n{key}\n{tries}").as_bytes());
            let bits = u64::from_str_radix(hash.get(..12).unwrap_or(&hash), 16).unwrap_or_default();
            let letter = |place: u64| char::from(ID_ALPHABET[(bits >> (5 * place) & 31) as usize]);
            let id: String = (0..5).map(letter).collect();
            if !is_word_or_number(&id) && self.taken.insert(id.clone()) {
                self.given.insert(id.clone());
                return id;
            }
            tries += 1;
        }
    }
}

/// Paths that nothing has.
struct Paths {
    taken: BTreeSet<String>,
    folders: BTreeSet<String>,
    /// What a folder of the plan is called in the content.
    named: BTreeMap<String, String>,
}

impl Paths {
    fn of(town: &Town) -> Self {
        let taken: BTreeSet<String> = town.files.iter().map(|file| file.path.clone()).collect();
        let folders = taken
            .iter()
            .filter_map(|path| path.split_once('/'))
            .map(|(folder, _)| folder.to_owned());
        Self { folders: folders.collect(), taken, named: BTreeMap::new() }
    }

    /// A page stands elsewhere than the plan would put it: what is of its group follows.
    fn moved(&mut self, planned: &str, path: &str) {
        if let (Some((from, _)), Some((to, _))) = (planned.split_once('/'), path.split_once('/')) {
            self.named.entry(from.to_owned()).or_insert_with(|| to.to_owned());
        }
    }

    fn give(&mut self, planned: &str) -> String {
        let (folder, file) = planned.split_once('/').unwrap_or((planned, "page.md"));
        let folder = match self.named.get(folder) {
            Some(known) => known.clone(),
            None => {
                let free = free(folder, |name| self.folders.contains(name));
                self.folders.insert(free.clone());
                self.named.insert(folder.to_owned(), free.clone());
                free
            }
        };
        let stem = file.strip_suffix(".md").unwrap_or(file);
        let stem = free(stem, |name| self.taken.contains(&format!("{folder}/{name}.md")));
        let path = format!("{folder}/{stem}.md");
        self.taken.insert(path.clone());
        path
    }
}

fn free(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut names =
        std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}-{number}")));
    names.find(|name| !is_taken(name)).unwrap_or_else(|| name.to_owned())
}
