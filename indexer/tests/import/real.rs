//! Real packages, where they are: `../shared/data` beside the project. They may not be in it, so that without them
//! this test says so and holds nothing.

use std::path::{Path, PathBuf};

use indexer::exchange::import::Format;

use super::town::{Town, adds_up};

fn data() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = above.map(|folder| folder.join("shared/data/hsds")).find(|folder| folder.is_dir());
    if found.is_none() {
        println!(
            "The real packages (shared/data/hsds) are not here: nothing was tested with them."
        );
    }
    found
}

#[test]
fn real_packages_of_every_version_become_pages_that_check_accepts() {
    let Some(data) = data() else { return };
    for (format, name, at_least) in [
        (Format::Hsds, "samples-1x/all_resources", 5),
        (Format::Hsds, "samples-1x/simple", 5),
        (Format::Hsds, "examples-3x/csv", 1),
        (Format::Hsds, "examples-3x", 1),
        (Format::Oruk, "oruk-mocks/V3.0-UK-Default", 1),
        (Format::Oruk, "oruk-mocks/V3.0-UK-Test", 1),
        (Format::Oruk, "oruk-mocks/V3.0-UK-Warn", 1),
        (Format::Oruk, "oruk-mocks/V3.0-UK-Fail", 1),
    ] {
        let town = Town::new();
        let (summary, _) = town.import(format, &data.join(name));
        adds_up(&summary);
        assert_eq!(town.errors(), [], "{name}: {:#?}", summary.settled.refused);
        assert!(town.pages().len() >= at_least, "{name}: {:?}", town.pages().keys());
    }
}
