//! Real packages, where they are: `../shared/data` beside the project. They may not be in it, so that without them
//! this test says so and holds nothing.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::locales::Locales;
use catalog::day::Moment;
use catalog::directory::Directory;
use catalog::place::Position;
use catalog::query::{Origin, Query, Sort};
use catalog::search::Catalog;
use catalog::service::{Service, Spoken};
use indexer::exchange::import::{Format, report};
use indexer::pack::{DirectoryTopics, conflation, pack, tiles};
use indexer::read::read_directory;

use super::town::{TODAY, Town, adds_up, today};

fn data() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = above.map(|folder| folder.join("shared/data/hsds")).find(|folder| folder.is_dir());
    if found.is_none() {
        // Not by `println!`, which nobody reads of a test that passes.
        let why =
            "the real packages (shared/data/hsds) are not here, so nothing was tested with them";
        let _ = writeln!(io::stdout().lock(), "SKIPPED: {why}");
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

/// A part of a directory, as phones have it.
struct Searched {
    directory: Directory,
    catalog: Catalog,
}

impl Searched {
    fn new(directory: Directory) -> Self {
        let locales = Locales::load().unwrap();
        let messages = locales.get("en").unwrap();
        let (cuts, conflation) = (tiles::cut(&directory), Arc::new(conflation(&directory)));
        let topics = DirectoryTopics::new(&directory);
        let packed = pack(&directory, &cuts, "en", messages, &conflation, &topics).unwrap();
        Self { catalog: packed.catalog, directory }
    }

    /// The ids of what is found, in this order, with the distance of each.
    fn found(&self, query: &Query) -> Vec<(String, Option<u32>)> {
        let now = Moment::parse(&format!("{TODAY}T09:00")).unwrap();
        let hits = self.catalog.search(query, now).hits.into_iter();
        hits.map(|hit| (self.catalog.card(hit.service).unwrap().id, hit.metres)).collect()
    }

    /// The ids of those for which something is true, looked at one by one.
    fn all(&self, is_such: impl Fn(&Service) -> bool) -> BTreeSet<String> {
        let such = self.directory.services.iter().filter(|service| is_such(service));
        such.map(|service| service.id.clone()).collect()
    }
}

fn ids(found: &[(String, Option<u32>)]) -> BTreeSet<String> {
    found.iter().map(|(id, _)| id.clone()).collect()
}

/// 4,089 services by 211 of Miami, of HSDS 1, with every fault of a real package. All are imported and checked. Those of
/// the groups with names from J to P, a thousand, are searched: the program of the tests is not made to be quick, and how
/// quick the real one is, `cargo xtask bench` measures.
#[test]
fn somebody_in_miami_finds_what_211_knows_by_name_need_language_and_distance() {
    let Some(data) = data() else { return };
    let centre = Position::from_degrees(25.774, -80.194).unwrap();
    let town = Town::begun("US", [centre.lat(), centre.lon()], 45.0);
    let (summary, _) = town.import(Format::Hsds, &data.join("miami-1x"));
    adds_up(&summary);
    let told = report::text(&summary);
    assert_eq!(told.matches("no whole number can be dialled").count(), 1, "{told}");
    let languages = summary.paste.languages.first().map(|lines| (lines.count, &lines.text));
    assert!(languages.is_some_and(|(count, text)| count > 1_400 && text.contains("id = \"ht\"")));
    drop(summary);

    let outcome = read_directory(town.path(), today());
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut directory = outcome.directory.unwrap();
    assert!(directory.services.len() >= 4_000, "{}", directory.services.len());
    directory.services.retain(|service| (b'j'..=b'p').contains(&service.path.as_bytes()[0]));
    assert!((900..1_300).contains(&directory.services.len()), "{}", directory.services.len());
    let miami = Searched::new(directory);

    let named = Query { words: "wolfson campus".to_owned(), ..Query::default() };
    let campus = miami.all(|service| service.path.ends_with("/wolfson-campus.md"));
    let (first, _) = miami.found(&named).into_iter().next().unwrap();
    assert!(miami.all(|service| service.path.contains("/wolfson-campus")).contains(&first));
    assert_eq!(campus.len(), 1);

    let food = Query { known_only: true, ..Query::from_fragment("need=food") };
    let wanted = miami.all(|service| service.needs.iter().any(|need| need == "food"));
    assert_eq!(ids(&miami.found(&food)), wanted);
    assert!(wanted.len() > 20, "{}", wanted.len());

    let spanish = Query { known_only: true, ..Query::from_fragment("language=es") };
    let spoken = |service: &Service, how: Option<Spoken>| {
        let mut said = service.languages.iter().filter(|language| language.code == "es");
        said.any(|language| how.is_none_or(|how| language.how == how))
    };
    let found = ids(&miami.found(&spanish));
    assert!(found.is_superset(&miami.all(|service| spoken(service, Some(Spoken::Native)))));
    assert!(found.is_subset(&miami.all(|service| spoken(service, None))));
    assert!(found.len() > 300, "{}", found.len());

    let mut near = Query {
        origin: Some(Origin::Device(centre)),
        sort: Sort::Nearest,
        known_only: true,
        ..Query::default()
    };
    near.toggle("travel", "bus");
    let found = miami.found(&near);
    // Somewhere to go to; help by telephone is near to everybody.
    let there: Vec<_> = found.iter().filter(|(_, metres)| metres.is_some()).cloned().collect();
    let origin = miami.catalog.origin(&near).unwrap();
    let within = miami.all(|service| {
        let positions = service.whereabouts.places().iter().filter_map(|place| place.position);
        positions.map(|at| origin.metres_to(at)).any(|metres| metres <= 6_000)
    });
    assert_eq!(ids(&there), within);
    assert!(there.is_sorted_by_key(|(_, metres)| *metres), "{there:?}");
    assert!(within.len() > 50, "{}", within.len());
}
