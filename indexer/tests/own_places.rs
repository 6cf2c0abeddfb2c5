//! `signpost places`: a town's own open data in, the files of `_places` out.
//!
//! The shapes of `fixtures/places` are invented; codes and middles of Leeds are those of github.com/gibbs/uk-postcodes (CC0).
//! `SIGNPOST_BLESS=1 cargo test -p indexer --test own_places` writes what is expected anew.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/places").join(name)
}

/// A new town in a folder of its own.
struct Town(tempfile::TempDir);

impl Town {
    fn begins(area: &str, country: &str, centre: &str, zone: &str) -> Self {
        let town = Self(tempfile::tempdir().unwrap());
        let init = ["init", "content", "--area", area, "--country", country, "--centre", centre];
        let rest = ["--time-zone", zone, "--locales", "en", "--email", "a@b.example"];
        let begun = town.signpost(&[&init[..], &rest].concat());
        assert!(begun.status.success(), "{}", said(&begun));
        town
    }

    fn burnaby() -> Self {
        Self::begins("Burnaby", "CA", "49.2488,-122.9805", "America/Vancouver")
    }

    fn leeds() -> Self {
        Self::begins("Leeds", "GB", "53.7997,-1.5492", "Europe/London")
    }

    fn signpost(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
        command.args(arguments).current_dir(self.0.path()).output().unwrap()
    }

    /// Takes in files of the fixtures, which lie beside the content as somebody has downloaded them.
    fn takes(&self, folder: &str, arguments: &[&str]) -> Output {
        for entry in
            fs::read_dir(fixture(folder)).unwrap().flatten().filter(|entry| entry.path().is_file())
        {
            fs::copy(entry.path(), self.0.path().join(entry.file_name())).unwrap();
        }
        self.signpost(&[&["places"], arguments].concat())
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join("content").join(path)).unwrap()
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from}: {text}");
        fs::write(self.0.path().join("content").join(path), text.replace(from, to)).unwrap();
    }

    fn has_no_error(&self) {
        let checked = self.signpost(&["check", "--now", "2026-12-01T09:00"]);
        assert!(checked.status.success(), "{}", said(&checked));
    }
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// What was made is what stands in the fixture.
#[track_caller]
fn is_as_before(name: &str, made: &str) {
    let file = fixture("expected").join(name);
    if std::env::var_os("SIGNPOST_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, made).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(expected == made, "{name} is another:\n{made}");
}

#[test]
fn burnaby_takes_its_neighbourhoods_and_a_year_later_loses_nothing_that_somebody_has_edited() {
    let town = Town::burnaby();
    let told = ["--attribution", "City of Burnaby Open Data, Open Government Licence – Burnaby"];
    let first = town.takes("burnaby", &[&["neighbourhoods.geojson"][..], &told].concat());
    assert!(first.status.success(), "{}", said(&first));
    is_as_before("burnaby-first.txt", &said(&first));
    is_as_before("burnaby-first.geojson", &town.read("_places/neighbourhoods.geojson"));
    assert!(town.read("_places/ATTRIBUTION.md").contains("Open Government Licence – Burnaby."));
    town.has_no_error();

    // Nothing has changed: nothing is changed.
    let before = town.read("_places/neighbourhoods.geojson");
    let again = town.takes("burnaby", &["neighbourhoods.geojson"]);
    assert!(said(&again).contains("  same         4"), "{}", said(&again));
    assert_eq!(town.read("_places/neighbourhoods.geojson"), before);

    // Somebody says how people call a place, and adds its name in another language; and has moved another's border.
    town.change(
        "_places/neighbourhoods.geojson",
        "\"name\":\"Brentwood\"",
        "\"name\":\"Brentwood Park\", \"names\": {\"ko\": \"브렌트우드\"}",
    );
    town.change("_places/neighbourhoods.geojson", "-122.9605", "-122.9604");
    let later = town.takes("burnaby", &["a-year-later.geojson"]);
    assert!(later.status.success(), "{}", said(&later));
    is_as_before("burnaby-later.txt", &said(&later));
    is_as_before("burnaby-later.geojson", &town.read("_places/neighbourhoods.geojson"));
    town.has_no_error();

    let replaced = town.takes("burnaby", &["a-year-later.geojson", "--replace"]);
    assert!(
        said(&replaced).contains("changed      2  brentwood (its name), deer-lake (its place)"),
        "{}",
        said(&replaced)
    );
    let text = town.read("_places/neighbourhoods.geojson");
    assert!(text.contains("\"ko\":\"브렌트우드\""), "other properties stay even then: {text}");
}

#[test]
fn leeds_takes_postcode_areas_and_villages_that_have_no_outline() {
    let town = Town::leeds();
    let first = town.takes("leeds", &["outcodes.csv", "villages.csv"]);
    assert!(first.status.success(), "{}", said(&first));
    is_as_before("leeds.txt", &said(&first));
    is_as_before("leeds.geojson", &town.read("_places/neighbourhoods.geojson"));
    is_as_before("leeds.csv", &town.read("_places/postcodes.csv"));
    town.has_no_error();
    // A middle that somebody has moved to where people live stays, and so does a name.
    let postcodes = town.read("_places/postcodes.csv");
    let line = postcodes.lines().find(|line| line.starts_with("LS6,")).unwrap();
    town.change("_places/postcodes.csv", line, "LS6,53.81900,-1.58000,Headingley");
    let again = town.takes("leeds", &["outcodes.csv"]);
    assert!(
        said(&again).contains("LS6: lies elsewhere here")
            || town.read("_places/postcodes.csv").contains("LS6,53.81900,-1.58000,Headingley")
    );
    assert!(town.read("_places/postcodes.csv").contains("\nLS6,53.81900,-1.58000,Headingley\n"));
}

#[test]
fn data_that_take_the_place_of_a_packaged_table_are_named_beside_it_and_once() {
    let town = Town::leeds();
    let named = || {
        let text = town.read("_places/ATTRIBUTION.md");
        (text.matches("`postcodes.csv`").count(), text.contains("TELL HERE"))
    };
    assert_eq!(named(), (1, false), "only the table that came with the program");
    let nothing: &[&str] = &[];
    let tells = &["--attribution", "Leeds City Council, Open Government Licence"][..];
    for (more, asks) in [(nothing, true), (nothing, true), (tells, false), (nothing, false)] {
        let taken = town.takes("leeds", &[&["outcodes.csv"][..], more].concat());
        assert!(taken.status.success(), "{}", said(&taken));
        assert_eq!(named(), (2, asks), "{more:?}: {}", town.read("_places/ATTRIBUTION.md"));
    }
}

#[test]
fn a_neighbourhood_that_reaches_beyond_the_town_is_told_to_lose_corners() {
    let town = Town::burnaby();
    let outline = "[-122.99,49.24],[-122.97,49.24],[-122.97,49.26],[-121.0,49.27],[-121.0,49.28],[-122.99,49.26],[-122.99,49.24]";
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"Eastward"}},"geometry":{{"type":"Polygon","coordinates":[[{outline}]]}}}}]}}"#
    );
    fs::write(town.0.path().join("edge.geojson"), text).unwrap();
    let taken = town.signpost(&["places", "edge.geojson"]);
    assert!(taken.status.success(), "{}", said(&taken));
    let remark = "Eastward reaches beyond [bounds]: 2 of its corners are left out";
    assert!(said(&taken).contains(remark), "{}", said(&taken));
    assert!(!town.read("_places/neighbourhoods.geojson").contains("-121"));
}

#[test]
fn what_is_not_in_degrees_or_the_wrong_way_round_is_told_with_its_place_and_nothing_is_written() {
    for (begin, folder, file, place, says) in [
        (
            Town::burnaby as fn() -> Town,
            "burnaby",
            "swapped.geojson",
            "swapped.geojson:2:",
            "changed places",
        ),
        (
            Town::burnaby,
            "burnaby",
            "metres.geojson",
            "metres.geojson:2:",
            "metres of a map's own grid",
        ),
        (
            Town::burnaby,
            "burnaby",
            "another-system.geojson",
            "another-system.geojson:1:59",
            "EPSG::26910",
        ),
        (Town::burnaby, "burnaby", "torn.geojson", "torn.geojson:", "not JSON from here on"),
        (Town::leeds, "leeds", "swapped.csv", "swapped.csv:2:12", "changed places"),
        (Town::leeds, "leeds", "grid.csv", "grid.csv:1:1", "eastings and northings are metres"),
        (Town::leeds, "leeds", "slip.csv", "slip.csv:3:5", "\"north\" is no number of degrees"),
    ] {
        let town = begin();
        let refused = town.takes(folder, &[file]);
        let said = said(&refused);
        assert_eq!(refused.status.code(), Some(1), "{file}: {said}");
        assert!(
            said.contains(place) && said.contains(says) && said.contains("bad-places"),
            "{file}: {said}"
        );
        assert!(said.contains("Nothing was written"), "{said}");
        assert!(!town.0.path().join("content/_places/neighbourhoods.geojson").exists());
    }
}

#[test]
fn where_nobody_can_tell_which_property_is_the_name_it_is_asked() {
    let town = Town::burnaby();
    let asked = town.takes("burnaby", &["which.geojson"]);
    let said_first = said(&asked);
    assert_eq!(asked.status.code(), Some(2), "{said_first}");
    assert!(
        said_first.contains("--name A_CODE") && said_first.contains("such as North, South"),
        "{said_first}"
    );
    let answered = town.takes("burnaby", &["which.geojson", "--name", "B_CODE"]);
    assert!(answered.status.success(), "{}", said(&answered));
    assert!(town.read("_places/neighbourhoods.geojson").contains("\"id\":\"upper\""));
    let wrong = town.takes("burnaby", &["which.geojson", "--name", "C_CODE"]);
    assert!(said(&wrong).contains("there are: A_CODE, B_CODE"), "{}", said(&wrong));
}

#[test]
fn a_new_town_may_begin_with_its_neighbourhoods() {
    let town = Town(tempfile::tempdir().unwrap());
    let file = fixture("burnaby/neighbourhoods.geojson");
    let begun = town.signpost(&[
        "init",
        "content",
        "--area",
        "Burnaby",
        "--country",
        "CA",
        "--centre",
        "49.2488,-122.9805",
        "--time-zone",
        "America/Vancouver",
        "--locales",
        "en",
        "--email",
        "a@b.example",
        "--neighbourhoods",
        &file.to_string_lossy(),
    ]);
    assert!(begun.status.success(), "{}", said(&begun));
    town.has_no_error();
    let later = town.takes("burnaby", &["a-year-later.geojson"]);
    assert!(said(&later).contains("brentwood (its place)"), "{}", said(&later));
}
