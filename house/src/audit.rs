//! What we use from others: no known weakness, only licences that we allow, only from the registry.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use semver::{Version, VersionReq};
use serde::Deserialize;

use crate::{name, packages, project};

/// The registry of crates.io, as `Cargo.lock` names it.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Licences under which we use crates. Each allows use with our own, Apache-2.0; MPL-2.0 asks that changes to the crate's own
/// files be shown, and we make none.
const LICENCES: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Advisories about crates that we use all the same: the advisory, and why it does not concern us.
const ACCEPTED: [(&str, &str); 2] = [
    (
        "RUSTSEC-2023-0089",
        "`atomic-polyfill` is not maintained any more; `phonenumber` brings it, through `postcard` and `heapless`, for \
         processors without atomic operations; on the machines that build a directory nothing of it is compiled in",
    ),
    (
        "RUSTSEC-2024-0436",
        "`paste` is not maintained any more; leptos 0.8 uses it while it is compiled, and nothing of it reaches a phone",
    ),
];

/// One advisory of RustSec, as far as it decides anything.
#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Advisory {
    id: String,
    package: String,
    title: String,
    /// Why there is an advisory without a weakness: `unmaintained`, `unsound` or `notice`.
    informational: Option<String>,
    patched: Vec<String>,
    unaffected: Vec<String>,
}

#[derive(Deserialize)]
struct Snapshot {
    advisories: Vec<Advisory>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: Version,
    source: Option<String>,
}

fn lock() -> Vec<Locked> {
    let text = fs::read_to_string(project().join("Cargo.lock")).expect("there is a lock file");
    toml::from_str::<Lock>(&text).expect("cargo wrote it").package
}

fn snapshot() -> PathBuf {
    project().join("house/advisories.toml")
}

impl Advisory {
    /// Whether this version has the weakness: every version has that is neither mended nor was ever without it.
    fn concerns(&self, version: &Version) -> bool {
        let is_without =
            |wanted: &String| VersionReq::parse(wanted).is_ok_and(|wanted| wanted.matches(version));
        !self.patched.iter().chain(&self.unaffected).any(is_without)
    }

    /// Reads an advisory of RustSec's database: TOML in a block, then its title. `None` for one that was withdrawn.
    fn read(text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct File {
            advisory: About,
            versions: Versions,
        }
        #[derive(Deserialize)]
        struct About {
            id: String,
            package: String,
            informational: Option<String>,
            withdrawn: Option<toml::Value>,
        }
        #[derive(Deserialize)]
        struct Versions {
            patched: Vec<String>,
            #[serde(default)]
            unaffected: Vec<String>,
        }
        let (front, rest) = text.strip_prefix("```toml\n")?.split_once("\n```")?;
        let File { advisory, versions } = toml::from_str(front).expect("an advisory is TOML");
        let title = rest.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
        advisory.withdrawn.is_none().then(|| Self {
            id: advisory.id,
            package: advisory.package,
            title: title.trim().to_owned(),
            informational: advisory.informational,
            patched: versions.patched,
            unaffected: versions.unaffected,
        })
    }
}

/// Every advisory in a folder of RustSec's database.
fn read_database(folder: &Path) -> Vec<Advisory> {
    let mut advisories = Vec::new();
    let crates = fs::read_dir(folder.join("crates")).expect("the database has its folder crates");
    for file in crates.flatten().flat_map(|entry| fs::read_dir(entry.path()).into_iter().flatten())
    {
        let file = file.expect("an advisory can be read").path();
        if file.extension().is_some_and(|extension| extension == "md") {
            advisories.extend(Advisory::read(&fs::read_to_string(&file).expect("it is text")));
        }
    }
    advisories.sort();
    advisories
}

/// The advisories of the snapshot, or of a newer database that somebody has: `SIGNPOST_ADVISORIES=DIR`, a checkout of
/// github.com/RustSec/advisory-db. With `SIGNPOST_BLESS=1` that becomes the snapshot; its first lines are then to be
/// corrected by hand.
fn advisories() -> Vec<Advisory> {
    let kept = fs::read_to_string(snapshot()).expect("there is a snapshot");
    let Some(folder) = env::var_os("SIGNPOST_ADVISORIES") else {
        return toml::from_str::<Snapshot>(&kept).expect("the snapshot is TOML").advisories;
    };
    let advisories = read_database(Path::new(&folder));
    if env::var_os("SIGNPOST_BLESS").is_some() {
        let head = kept.lines().take_while(|line| line.starts_with('#'));
        let mut text: String = head.flat_map(|line| [line, "\n"]).collect();
        text += "advisories = [\n";
        for Advisory { id, package, title, informational, patched, unaffected } in &advisories {
            let informational =
                informational.as_ref().map(|kind| format!("informational = {kind:?}, "));
            let _ = writeln!(
                text,
                "  {{ id = {id:?}, package = {package:?}, {}patched = {patched:?}, unaffected = {unaffected:?}, title = {title:?} }},",
                informational.unwrap_or_default()
            );
        }
        text += "]\n";
        fs::write(snapshot(), text).expect("the snapshot can be written");
    }
    advisories
}

#[test]
fn no_crate_that_we_use_has_a_known_weakness() {
    let advisories = advisories();
    assert!(advisories.len() > 500, "only {} advisories", advisories.len());
    let mut accepted: BTreeMap<_, _> = ACCEPTED.into_iter().collect();
    let mut found = Vec::new();
    for Locked { name, version, .. } in lock() {
        let about = advisories.iter().filter(|one| one.package == name && one.concerns(&version));
        for Advisory { id, title, informational, patched, .. } in about {
            if accepted.remove(id.as_str()).is_none() {
                let kind = informational.as_deref().unwrap_or("weakness");
                found
                    .push(format!("{id} {name} {version} ({kind}): {title}; patched: {patched:?}"));
            }
        }
    }
    assert!(found.is_empty(), "advisories about what we use:\n{}", found.join("\n"));
    assert!(accepted.is_empty(), "nothing we use is concerned any more: {accepted:?}");
}

#[test]
fn every_crate_of_others_comes_from_the_registry() {
    let ours: BTreeSet<_> = crate::ours().map(name).collect();
    for Locked { name, version, source } in lock() {
        match source.as_deref() {
            None => assert!(ours.contains(&*name), "{name} {version} comes from a folder"),
            Some(source) => assert_eq!(source, REGISTRY, "{name} {version}"),
        }
    }
}

#[test]
fn every_licence_is_one_that_we_allow() {
    let mut refused = Vec::new();
    for package in packages() {
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence) {
            refused.push(format!("{} {}: “{licence}”", name(package), package["version"]));
        }
    }
    assert!(refused.is_empty(), "licences that are not in the list:\n{}", refused.join("\n"));
}

/// Whether a crate can be used under licences of the list: under one of those between `OR`, and under all between `AND`.
fn is_allowed(licence: &str) -> bool {
    // Before there was an expression, people wrote a slash for "or".
    let licence = licence.replace(['(', ')'], " ").replace('/', " OR ");
    // Brackets stand only around choices: "A AND (B OR C)" is cut at AND first.
    licence.split(" AND ").all(|part| part.split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

#[test]
fn an_advisory_concerns_versions_that_are_neither_mended_nor_older_than_the_fault() {
    let advisory = Advisory::read(
        "```toml\n[advisory]\nid = \"RUSTSEC-2020-0001\"\npackage = \"x\"\ndate = \"2020-01-01\"\n\
         [versions]\npatched = [\">= 1.4.2\", \"^1.3.9\"]\nunaffected = [\"< 1.1.0\"]\n```\n\n# A fault\n\nMore.\n",
    );
    let advisory = advisory.expect("it is an advisory");
    assert_eq!((advisory.package.as_str(), advisory.title.as_str()), ("x", "A fault"));
    let concerned = ["1.0.9", "1.1.0", "1.3.8", "1.3.9", "1.4.1", "1.4.2", "2.0.0"]
        .map(|version| advisory.concerns(&Version::parse(version).expect("a version")));
    assert_eq!(concerned, [false, true, true, false, false, false, false]);
}

#[test]
fn a_licence_is_allowed_where_each_part_has_a_choice_that_is() {
    for allowed in ["MIT", "MIT OR GPL-3.0", "MIT/Apache-2.0", "Unicode-3.0 AND (GPL-2.0 OR MIT)"] {
        assert!(is_allowed(allowed), "{allowed}");
    }
    for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND AGPL-3.0"] {
        assert!(!is_allowed(refused), "{refused}");
    }
}
