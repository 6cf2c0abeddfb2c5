//! Which crate may know which: arrows point one way, and only a boundary between crates keeps them so.

use std::collections::{BTreeMap, BTreeSet};

use crate::{METADATA, name, ours};

/// Each of our crates, and those of ours that it may know. What is not here is known by nobody.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("catalog", &[]),
    ("authoring", &["catalog"]),
    ("app", &["catalog"]),
    ("kit", &["app", "catalog"]),
    ("desk", &["app", "catalog", "kit"]),
    ("finder", &["app", "catalog", "kit"]),
    ("plan", &["app", "catalog", "kit"]),
    ("people", &["app", "catalog", "kit"]),
    ("handed", &["app", "catalog", "kit"]),
    ("form", &["app", "authoring", "catalog", "kit"]),
    ("indexer", &["app", "authoring", "catalog"]),
    ("single", &["indexer"]),
    ("xtask", &[]),
    ("journeys", &[]),
    ("bench", &[]),
    ("house", &[]),
];

/// What the crates for every side never name among their dependencies: what touches a browser, a disk, a clock or
/// threads, and what is too heavy for a phone.
const NEVER_NAMED: [(&str, &[&str]); 2] = [
    (
        "authoring",
        &[
            "ammonia",
            "gloo",
            "jiff",
            "js-sys",
            "leptos",
            "rayon",
            "tantivy",
            "wasm-bindgen",
            "web-sys",
        ],
    ),
    ("app", &["ammonia", "gloo", "jiff", "js-sys", "rayon", "tantivy", "wasm-bindgen", "web-sys"]),
];

/// What no dependency of theirs brings in either, even by way of others: builds and phones share these crates, and some of
/// their own dependencies know a browser, but none of them these.
const NEVER_REACHED: [(&str, &[&str]); 4] = [
    ("catalog", &["ammonia", "jiff", "leptos", "rayon", "serde", "tantivy", "tokio", "web-sys"]),
    ("authoring", &["ammonia", "jiff", "leptos", "rayon", "tantivy", "tokio", "web-sys"]),
    ("app", &["ammonia", "jiff", "rayon", "tantivy", "tokio"]),
    ("indexer", &["actix-web", "axum", "hyper", "tokio"]),
];

/// The one crate of others that `catalog` may use, and only for the tables of a build: everything else in it is its own.
const OF_CATALOG: [&str; 1] = ["unicode-normalization"];

/// What is not for tests alone.
fn dependencies(package: &serde_json::Value) -> Vec<&str> {
    let all = package["dependencies"].as_array().expect("cargo tells dependencies");
    all.iter().filter(|one| one["kind"] != "dev").map(name).collect()
}

#[test]
fn no_crate_knows_another_that_it_may_not() {
    let members: BTreeSet<_> = ours().map(name).collect();
    let listed: BTreeSet<_> = MAY_KNOW.iter().map(|(crate_name, _)| *crate_name).collect();
    assert_eq!(members, listed, "the crates of the workspace, and those in MAY_KNOW");
    for package in ours() {
        let (own, may) =
            MAY_KNOW.iter().find(|(own, _)| *own == name(package)).expect("it is listed");
        // In its tests a crate may use itself otherwise, and nothing else than elsewhere.
        let all = package["dependencies"].as_array().expect("cargo tells dependencies");
        for known in all.iter().map(name).filter(|known| members.contains(known)) {
            assert!(known == *own || may.contains(&known), "{own} knows {known}");
        }
    }
}

#[test]
fn what_every_side_uses_names_nothing_that_belongs_to_one() {
    for (own, never) in NEVER_NAMED {
        let package = ours().find(|package| name(package) == own).expect("it is ours");
        for named in dependencies(package) {
            assert!(!never.contains(&named), "{own} names {named}");
        }
    }
    let catalog = ours().find(|package| name(package) == "catalog").expect("it is ours");
    for named in dependencies(catalog) {
        assert!(OF_CATALOG.contains(&named), "catalog names {named}");
    }
}

#[test]
fn nothing_comes_in_by_way_of_others() {
    // By id: two versions of a crate have one name.
    let nodes = METADATA["resolve"]["nodes"].as_array().expect("cargo resolves");
    let edges: BTreeMap<_, _> = nodes
        .iter()
        .map(|node| {
            let used = node["deps"].as_array().expect("a node has dependencies").iter();
            let used = used.filter(|one| {
                let kinds = one["dep_kinds"].as_array().expect("kinds");
                kinds.iter().any(|kind| kind["kind"].is_null())
            });
            (
                node["id"].as_str().expect("an id"),
                used.filter_map(|one| one["pkg"].as_str()).collect::<Vec<_>>(),
            )
        })
        .collect();
    let names: BTreeMap<_, _> = crate::packages()
        .map(|package| (package["id"].as_str().expect("an id"), name(package)))
        .collect();
    for (own, never) in NEVER_REACHED {
        let start = *names.iter().find(|(_, name)| **name == own).expect("it is ours").0;
        let mut reached = BTreeSet::from([start]);
        let mut next = vec![start];
        while let Some(id) = next.pop() {
            next.extend(edges[id].iter().copied().filter(|used| reached.insert(used)));
        }
        let reached: BTreeSet<_> = reached.iter().map(|id| names[id]).collect();
        for never in never {
            assert!(!reached.contains(never), "{own} reaches {never}");
        }
    }
}
