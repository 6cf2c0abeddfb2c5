//! An address that could bring somebody into danger is in no file of a site. The reader refuses it
//! already (`tests/tests/journeys/privacy.rs`); this is about a directory that holds one all the same.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::locales::Locales;
use authoring::report::Findings;
use catalog::day::Moment;
use catalog::directory::Directory;
use catalog::place::Position;
use catalog::query::{Origin, Query, Sort};
use indexer::build::bundle::PROGRAMS;
use indexer::build::{Bundle, build};
use indexer::pack::{DirectoryTopics, conflation, numbers, pack, tiles};

/// What must be nowhere: words that no text has, and coordinates of the sea.
const WORDS: [&str; 4] = ["Zyxhouse", "Zyxlane", "Zyxroom", "Z9Z9Z"];
const HIDDEN: (f64, f64) = (48.765_43, -123.987_65);

fn now() -> Moment {
    Moment::parse("2026-11-23T09:00").unwrap()
}

/// The id of a page of the sample whose address is confidential, and its file.
const PAGE: (&str, &str) = ("safe-harbour/safe-stay.md", "confidential_address: true");

/// The sample, with a location on that page all the same: drafts turned into a directory without asking
/// the checks. Two of its languages are enough.
fn directory() -> (Directory, usize) {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut files = indexer::folder::read_folder(&content).unwrap();
    let file = files.iter_mut().find(|file| file.path == PAGE.0).unwrap();
    let location = format!(
        "locations:\n  - name: {}\n    address: {{ line1: 17 {}, line2: {}, postal: {} }}\n    lat: {}\n    lon: {}\n    transport: To {0}\n    contact: [{{ role: {0}, phone: \"+1-604-555-0100\" }}]\n{}",
        WORDS[0], WORDS[1], WORDS[2], WORDS[3], HIDDEN.0, HIDDEN.1, PAGE.1
    );
    assert!(file.text.contains(PAGE.1));
    file.text = file.text.replace(PAGE.1, &location);
    let findings = Findings::default();
    let drafts = authoring::read::read(&files, &findings);
    assert!(findings.is_empty(), "{:?}", findings.take());
    let place = drafts.services.iter().find(|service| service.path == PAGE.0).unwrap();
    assert_eq!(place.locations.len(), 1, "the draft has the location");
    let id = place.id.as_ref().unwrap().value.clone();
    let mut directory = authoring::directory::build(drafts, &indexer::phones::find).unwrap();
    directory.config.locales.retain(|locale| ["en", "fa"].contains(&locale.as_str()));
    // Its data goes out with the service itself.
    directory.config.data.sensitive = true;
    let place = directory.services.iter().position(|service| service.id == id).unwrap();
    (directory, place)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { files(&entry, found) } else { found.push(entry) }
    }
}

#[test]
fn no_file_of_a_site_tells_an_address_that_is_confidential() {
    let (directory, place) = directory();
    let id = directory.services[place].id.clone();
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle");
    fs::create_dir(&bundle).unwrap();
    for name in PROGRAMS {
        fs::write(bundle.join(format!("{name}.js")), name).unwrap();
        fs::write(bundle.join(format!("{name}_bg.wasm")), name).unwrap();
    }
    let out = folder.path().join("site");
    build(directory, Some(&Bundle::read(&bundle).unwrap()), now(), &out).unwrap();
    let mut all = Vec::new();
    files(&out, &mut all);
    // Whole degrees with two digits: a kilometre, as any writing of them begins. The catalog's own
    // way of writing numbers is the other test's.
    let coordinates = ["48.76", "123.98", "48,76", "123,98", "4876543", "12398765"];
    let telling: Vec<String> = WORDS
        .iter()
        .map(|word| word.to_lowercase())
        .chain(coordinates.map(str::to_owned))
        .collect();
    let kinds = |kind: &str| {
        all.iter().filter(|file| file.extension().is_some_and(|is| is == kind)).count()
    };
    assert!(kinds("html") > 400 && kinds("bin") > 8 && kinds("json") > 2 && kinds("ics") > 50);
    // The data is there to be searched, and tells of the service: by its own id, which no other file of data has.
    assert!(kinds("csv") > 10 && kinds("atom") == 1);
    let tells_of_it = |file: &&PathBuf| {
        let is_data = file.strip_prefix(&out).is_ok_and(|path| path.starts_with("data"));
        is_data && String::from_utf8_lossy(&fs::read(file).unwrap()).contains(&id)
    };
    assert!(all.iter().filter(tells_of_it).count() >= 3);
    for file in &all {
        let text = String::from_utf8_lossy(&fs::read(file).unwrap()).to_lowercase();
        for secret in &telling {
            assert!(!text.contains(secret.as_str()), "{} tells {secret}", file.display());
        }
    }
}

#[test]
fn no_search_tells_how_far_a_confidential_address_is() {
    let (directory, place) = directory();
    let locales = Locales::load().unwrap();
    let (cuts, conflation) = (tiles::cut(&directory), Arc::new(conflation(&directory)));
    let topics = DirectoryTopics::new(&directory);
    let packed =
        pack(&directory, &cuts, "en", locales.get("en").unwrap(), &conflation, &topics).unwrap();
    let number = numbers(&cuts)[place];
    let position = Position::from_degrees(HIDDEN.0, HIDDEN.1).unwrap();
    let query =
        Query { origin: Some(Origin::Device(position)), sort: Sort::Nearest, ..Query::default() };
    let results = packed.catalog.search(&query, now());
    let hit = results.hits.iter().find(|hit| hit.service == number).unwrap();
    // It may be known in which neighbourhood it helps, and those are far from the sea.
    assert!(hit.metres.is_none_or(|metres| metres > 10_000), "{:?}", hit.metres);
    for word in WORDS {
        let query = Query { words: word.to_lowercase(), ..Query::default() };
        let results = packed.catalog.search(&query, now());
        assert!(results.hits.iter().all(|hit| hit.service != number), "{word} finds it");
    }
}
