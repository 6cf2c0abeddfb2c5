//! Which pages and files would come out as they stand in the old site, so that they need not be made again.
//!
//! All of them depend on the settings, the words and the places, on the day, on the program that builds, and on the
//! files beside pages to which pages lead: a hash of these is in every key. A page of a service or a group, its facts
//! and its data depend on its group besides, and on nothing of other groups (`tests/preview.rs` holds pages to that).
//! A page that browses depends on the services that it lists, in their order, and on how many there are of what it
//! leads to ([`listing`]): the search is asked for these, which is a small part of drawing two hundred cards. Of the
//! time of day a page takes only which session is the next: what was drawn holds until a session of somebody on it
//! begins or ends.
//!
//! Other pages tell of everybody, and are drawn each time. `tests/incremental.rs` replays edits and compares every
//! byte with a build from nothing.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use app::pages::{Address, Assets, ByGroup, Listing, Site, dates_path, listing};
use authoring::published::PUBLISHED;
use authoring::source::SourceFile;
use catalog::day::{Day, Moment};
use catalog::directory::Directory;
use catalog::service::{Organization, Service};
use sha2::{Digest as _, Sha256};

use super::bundle::{Bundle, Program};
use crate::staging::{Key, Lasting, Staging, StagingError, Written};

/// The minutes of a day.
const DAY: u16 = 24 * 60;

/// What pages are made from, as keys.
#[derive(Default)]
pub struct Unchanged {
    /// Of what everything depends on; `None` where the files or this program are not known, and nothing is taken over.
    shared: Option<Key>,
    /// Of each group beside that, by its id.
    groups: BTreeMap<String, Key>,
    minute: u16,
    /// Pages that were taken over.
    reused: AtomicUsize,
}

impl Unchanged {
    /// For a directory that was read from these files, whose pages lead to these `assets`.
    pub fn new(
        directory: &Directory,
        sources: &[SourceFile],
        assets: &Assets,
        groups: &ByGroup<'_>,
        now: Moment,
    ) -> Self {
        let Some(program) = PROGRAM.as_ref().filter(|_| !sources.is_empty()) else {
            return Self::default();
        };
        let mut shared = Sha256::new();
        let mut own: BTreeMap<&str, Sha256> = BTreeMap::new();
        for SourceFile { path, text, .. } in sources.iter().filter(|file| file.path != PUBLISHED) {
            let folder = path.split_once('/').map(|(folder, _)| folder);
            let hash = match folder.filter(|folder| !folder.starts_with('_')) {
                Some(folder) => own.entry(folder).or_default(),
                None => &mut shared,
            };
            put(hash, path);
            put(hash, text);
        }
        put(&mut shared, program);
        put(&mut shared, &format!("{} {assets:?}", now.day));
        put(&mut shared, &directory.config.base_url);
        let key = |group: &Organization| {
            let mut hash = own.get(group.folder.as_str())?.clone();
            // Which pages a host with little room has of them.
            for service in groups.get(group.id.as_str()).into_iter().flatten() {
                put(&mut hash, &format!("{} {:?}", service.id, service.pages));
            }
            Some((group.id.clone(), beginning(hash)))
        };
        let groups = directory.organizations.iter().filter_map(key).collect();
        let shared = Some(beginning(shared));
        Self { shared, groups, minute: now.minute, reused: AtomicUsize::new(0) }
    }

    /// The beginning of every key.
    fn begin(&self) -> Option<Sha256> {
        Some(Sha256::new_with_prefix(self.shared?.to_be_bytes()))
    }

    /// Takes over a page from the old site, with its dates, where it would be drawn as it stands there.
    ///
    /// # Errors
    /// When a file cannot be taken over.
    pub fn reuse(
        &self,
        staging: &Staging,
        address: &Address,
        lasting: Option<Lasting>,
    ) -> Result<Option<Written>, StagingError> {
        let Some(Lasting { key, .. }) = lasting else { return Ok(None) };
        let (page, dates) = (address.path(), dates_path(address));
        let has_dates = staging.was_made(&dates, key);
        let lasts = |path: &str| staging.lasts(path, key, self.minute);
        if !lasts(&page) || has_dates && !lasts(&dates) {
            return Ok(None);
        }
        if has_dates {
            staging.reuse(&dates)?;
        }
        self.reused.fetch_add(1, Ordering::Relaxed);
        staging.reuse(&page).map(Some)
    }

    /// For what a file holds, all day long, that tells `what` it tells of these groups and of nobody else. `None` where
    /// what it is made from is not known.
    pub fn all_day<'g>(
        &self,
        what: &str,
        groups: impl IntoIterator<Item = &'g str>,
    ) -> Option<Lasting> {
        let mut hash = self.begin()?;
        put(&mut hash, what);
        for group in groups {
            hash.update(self.groups.get(group)?.to_be_bytes());
        }
        Some(Lasting { key: beginning(hash), from: 0, until: DAY })
    }

    /// Whether the old site has a file as it would be made.
    pub fn lasts(&self, staging: &Staging, path: &str, lasting: Option<Lasting>) -> bool {
        lasting.is_some_and(|lasting| staging.lasts(path, lasting.key, self.minute))
    }

    /// Until which minute of today a whole site holds: then a session of somebody begins or ends.
    pub fn until(site: &Site<'_>) -> u16 {
        until(site, &site.directory.services)
    }

    /// Pages that were taken over so far.
    pub fn reused(&self) -> usize {
        self.reused.load(Ordering::Relaxed)
    }

    /// For what and until when a page holds that is drawn now; `None` for a page that tells of everybody.
    pub fn lasting(&self, site: &Site<'_>, address: &Address) -> Option<Lasting> {
        let mut hash = self.begin()?;
        put(&mut hash, &address.path());
        let until = if let Some(group) = group(site, address) {
            hash.update(self.groups.get(group)?.to_be_bytes());
            until(site, site.groups.get(group).into_iter().flatten().copied())
        } else {
            let Listing { services, counts } = listing(site, address)?;
            put(&mut hash, &format!("{counts:?}"));
            for service in &services {
                put(&mut hash, &service.id);
                hash.update(self.groups.get(&service.organization)?.to_be_bytes());
            }
            until(site, services)
        };
        Some(Lasting { key: beginning(hash), from: self.minute, until })
    }
}

/// Everything that a whole site is made from: files of a content folder, what was `asked` for beside it, the programs
/// for the browser, the program that builds, and the day. `None` where this program cannot be told from another.
pub fn whole(
    sources: &[SourceFile],
    asked: &str,
    bundle: Option<&Bundle>,
    day: Day,
) -> Option<Key> {
    let mut hash = Sha256::new();
    for SourceFile { path, text, trouble } in sources {
        put(&mut hash, path);
        put(&mut hash, text);
        put(&mut hash, &format!("{trouble:?}"));
    }
    for Program { glue, wasm } in bundle.iter().flat_map(|bundle| bundle.programs()) {
        hash.update(Sha256::digest(glue));
        hash.update(Sha256::digest(wasm));
    }
    put(&mut hash, asked);
    put(&mut hash, PROGRAM.as_ref()?);
    put(&mut hash, &day.to_string());
    Some(beginning(hash))
}

/// The group that a page is about.
fn group<'s>(site: &'s Site<'_>, address: &'s Address) -> Option<&'s str> {
    match address {
        Address::Service(_, id) => Some(&site.directory.service(id)?.organization),
        Address::Organization(_, id) => Some(id),
        _ => None,
    }
}

/// The minute of today at which a session of one of these services begins or ends, the first after now.
fn until<'s>(site: &Site<'_>, services: impl IntoIterator<Item = &'s Service>) -> u16 {
    let changes = services.into_iter().filter_map(|service| next_change(service, site.now));
    changes.min().unwrap_or(DAY)
}

/// The minute of today at which a session of a service begins or ends, the first after now.
fn next_change(service: &Service, now: Moment) -> Option<u16> {
    let rows = service.schedule.iter().filter(|row| row.has_sessions());
    let sessions = rows.flat_map(|row| row.times.sessions(now, now.day));
    let changes = sessions
        .flat_map(|session| [session.start, session.start.plus_minutes(u32::from(session.minutes))])
        .filter(|at| *at > now && at.day == now.day);
    changes.map(|at| at.minute).min()
}

/// What tells this program from another that might draw pages otherwise: the hash of its file. Neither its version nor
/// the time of its file would do: a copy may have the same of both. `None` where the file cannot be read.
static PROGRAM: LazyLock<Option<String>> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    // Linux gives the running program itself, whatever stands at its path by now.
    let this = Path::new("/proc/self/exe");
    let file = if this.exists() { this.to_owned() } else { std::env::current_exe().ok()? };
    let mut file = File::open(file).ok()?;
    io::copy(&mut file, &mut hash).ok()?;
    Some(format!("{:x}", beginning(hash)))
});

/// Adds a text with its length, so that no two lists of texts are the same.
fn put(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_be_bytes());
    hash.update(text);
}

fn beginning(hash: Sha256) -> Key {
    let hash = hash.finalize();
    hash.iter().take(16).fold(0, |so_far, byte| so_far << 8 | Key::from(*byte))
}
