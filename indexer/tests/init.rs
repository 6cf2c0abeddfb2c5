//! A new town's folder: whatever its country and its languages, what `signpost init` writes is read without an error.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use authoring::source::SourceFile;
use catalog::day::Day;
use catalog::place::Position;
use indexer::init::{Town, files};
use indexer::read::{known_locales, read_files};
use indexer::speech::speech;

fn town(country: &str, [lat, lon]: [f64; 2], locales: &[&str]) -> Town {
    Town {
        name: "Signpost \"Riverside\"".into(),
        area: "Riverside".into(),
        country: country.into(),
        centre: Position::from_degrees(lat, lon).unwrap(),
        within_km: 12.0,
        time_zone: "Europe/London".into(),
        locales: locales.iter().map(|locale| (*locale).to_owned()).collect(),
        email: Some("hello@example.org".into()),
        phone: None,
        places: BTreeMap::new(),
        host: None,
        base_url: "https://directory.example/".into(),
    }
}

#[test]
fn a_new_town_anywhere_has_no_error_and_one_help_line_to_ring() {
    let all = known_locales();
    let today = Day::from_ymd(2026, 11, 23).unwrap();
    for (country, centre, locales) in [
        ("CA", [49.2488, -122.9805], &all[..]),
        ("CA", [43.65, -79.38], &["fr", "en"][..]),
        ("GB", [53.7997, -1.5492], &["en"]),
        ("JE", [49.19, -2.11], &["fr"]),
        ("IR", [35.7, 51.4], &["fa", "en"]),
        // Languages that are not ours, behind one that is and alone.
        ("GB", [53.7997, -1.5492], &["en", "pl"]),
        ("PL", [51.77, 19.45], &["pl"]),
        ("AE", [25.2, 55.3], &["ar", "ckb", "pt-BR", "fr"]),
    ] {
        let town = town(country, centre, locales);
        let files = files(&town, &["k7f3q".to_owned(), "m2n4p".to_owned()]).unwrap();
        let sources = files.iter().map(|(path, text)| SourceFile::new(path.clone(), text));
        let outcome = read_files(sources.collect(), today);
        let errors: Vec<_> = outcome.diagnostics.iter().filter(|found| found.is_error()).collect();
        assert!(errors.is_empty(), "{country} {locales:?}: {errors:?}");
        let unrung = outcome.diagnostics.iter().filter(|found| found.code == "placeholder-line");
        assert_eq!(unrung.count(), 2, "{country}: in directory.toml and in urgent.toml");
        // Whoever types in a language of ours that they want to die sees the line; in a new one nobody has written the words.
        let silent = outcome.diagnostics.iter().filter(|found| found.code == "no-danger-words");
        let new = locales.iter().filter(|locale| !all.contains(locale)).count();
        assert_eq!(silent.count(), new, "{country} {locales:?}: once a language");
    }
}

#[test]
fn a_town_elsewhere_says_nothing_of_the_sample() {
    let town = town("GB", [53.7997, -1.5492], &known_locales());
    for (path, text) in files(&town, &["k7f3q".to_owned(), "m2n4p".to_owned()]).unwrap() {
        for word in [
            "ancouver",
            "SkyTrain",
            "HandyDART",
            "9-1-1",
            "溫哥華",
            "ونکوور",
            "MSP",
            "CPP",
            "WorkBC",
            "workbc",
            "usqueam",
            "ompass card",
            "illcrest",
            "Fraser",
            "seabus",
            "strongstart",
            "Sunset Clinic",
            "ircc",
            "oisan",
            "locano",
            "Fiji",
            "2SLGBTQ",
            "2ELGBTQ",
            "2slgbtq",
            "American Sign",
            "美國手語",
            "ASL",
            "Indigenous Elders",
            "smudge",
            "sweat lodge",
            "friendship centre",
            "First Nation",
            "gender-neutral-washroom",
        ] {
            // What nobody is shown: comments, and the words of people in danger.
            let shown = text.lines().filter(|line| !line.starts_with('#'));
            let line = shown.clone().find(|line| line.contains(word));
            assert_eq!(line, None, "{path}");
        }
    }
}

/// The ids of a town's word list.
fn ids(files: &BTreeMap<String, String>, list: &str) -> Vec<String> {
    let table: toml::Table = files[&format!("_taxonomy/{list}.toml")].parse().unwrap();
    let terms = table["term"].as_array().unwrap().iter();
    terms.map(|term| term["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn deaf_people_find_the_sign_language_of_their_country_and_no_other() {
    let all = known_locales();
    for (country, centre, own, called) in [
        ("GB", [53.7997, -1.5492], Some("bfi"), "British Sign Language"),
        ("IE", [53.35, -6.26], Some("isg"), "Irish Sign Language"),
        ("AU", [-37.81, 144.96], Some("asf"), "Australian Sign Language (Auslan)"),
        ("NZ", [-41.29, 174.78], Some("nzs"), "New Zealand Sign Language"),
        ("US", [25.76, -80.19], Some("ase"), "American Sign Language"),
        ("CA", [43.65, -79.38], Some("ase"), "American Sign Language"),
        ("CA", [49.2488, -122.9805], Some("ase"), "American Sign Language"),
        ("JP", [35.68, 139.76], None, ""),
    ] {
        let town = town(country, centre, &all);
        let files = files(&town, &["k7f3q".to_owned(), "m2n4p".to_owned()]).unwrap();
        let languages = ids(&files, "languages");
        let signed = ["ase", "bfi", "isg", "asf", "nzs"];
        let there: Vec<&str> =
            signed.into_iter().filter(|code| languages.iter().any(|id| id == code)).collect();
        assert_eq!(there, Vec::from_iter(own), "{country}");
        let text = &files["_taxonomy/languages.toml"];
        assert_eq!(text.contains("# id = \"jsl\""), own.is_none(), "{country}: told what to add");
        let table: toml::Table = text.parse().unwrap();
        let mut terms = table["term"].as_array().unwrap().iter();
        let Some(term) = terms.find(|term| own.is_some_and(|own| term["id"].as_str() == Some(own)))
        else {
            continue;
        };
        let label = term["label"].as_table().unwrap();
        assert_eq!(label["en"].as_str(), Some(called));
        assert!(all.iter().all(|locale| label.contains_key(*locale)), "{country}: {label:?}");
        let english = term["synonyms"]["en"].as_array().unwrap();
        let says_asl = english.iter().any(|said| said.as_str() == Some("ASL"));
        assert_eq!(says_asl, own == Some("ase"), "{country}: {english:?}");
    }
}

#[test]
fn ids_are_those_of_the_place_and_nothing_points_to_one_that_a_town_does_not_have() {
    for (country, centre, audience, toilet, life, bus) in [
        (
            "CA",
            [49.2488, -122.9805],
            "2slgbtq",
            "gender-neutral-washroom",
            "life-in-canada",
            "handydart",
        ),
        (
            "CA",
            [43.65, -79.38],
            "2slgbtq",
            "gender-neutral-washroom",
            "life-in-canada",
            "door-to-door-bus",
        ),
        (
            "GB",
            [53.7997, -1.5492],
            "lgbtq",
            "gender-neutral-toilet",
            "life-here",
            "door-to-door-bus",
        ),
        ("JP", [35.68, 139.76], "lgbtq", "gender-neutral-toilet", "life-here", "door-to-door-bus"),
    ] {
        let files =
            files(&town(country, centre, &["en"]), &["k7f3q".to_owned(), "m2n4p".to_owned()])
                .unwrap();
        let has = |list: &str, id: &str| ids(&files, list).iter().any(|own| own == id);
        assert!(has("audience", audience) && has("access", toilet), "{country}");
        assert!(has("topics", life) && has("topics", bus), "{country}");
        assert_eq!(has("topics", "elders-table"), country == "CA");
        assert_eq!(has("languages", "yue-x-hoisan"), bus == "handydart");

        let table: toml::Table = files["_taxonomy/import.toml"].parse().unwrap();
        let rows = |key: &str| table.get(key).and_then(|rows| rows.as_array()).unwrap().clone();
        for row in rows("term").iter().chain(&rows("access")) {
            for (key, list) in [
                ("needs", "needs"),
                ("topics", "topics"),
                ("audience", "audience"),
                ("facts", "access"),
            ] {
                let named = row.get(key).and_then(|named| named.as_array());
                for id in named.into_iter().flatten() {
                    assert!(has(list, id.as_str().unwrap()), "{country}: {row:?}");
                }
            }
        }
        for list in ["joining", "delivery", "cost", "requires"] {
            for row in rows(list) {
                assert!(has(list, row["id"].as_str().unwrap()), "{country}: {row:?}");
            }
        }
        // In North America a name says which language is meant before the town has it in its list.
        let names = table["languages"].as_table().unwrap();
        for (name, code) in names.iter().filter(|_| country != "CA") {
            assert!(has("languages", code.as_str().unwrap()), "{country}: {name}");
        }
        assert_eq!(names.contains_key("Haitian Creole"), country == "CA", "{names:?}");
        let signed = names.get("Sign Language").and_then(|code| code.as_str());
        let own = [("CA", "ase"), ("GB", "bfi")].into_iter().find(|(of, _)| *of == country);
        assert_eq!(signed, own.map(|(_, code)| code), "{country}");
        // Whoever asks in their own words for what is called otherwise there finds it.
        let english = speech("en").unwrap();
        assert!(english.audience.contains_key(audience) && english.access.contains_key(toilet));
    }
}

#[test]
fn a_town_writes_prices_in_the_money_of_its_country() {
    for (country, centre, currency, money) in [
        ("IE", [53.35, -6.26], "EUR", "Euros"),
        ("AU", [-37.81, 144.96], "AUD", "Australian dollars"),
    ] {
        let town = town(country, centre, &["en"]);
        let files = files(&town, &["k7f3q".to_owned(), "m2n4p".to_owned()]).unwrap();
        let guide = &files["README.md"];
        assert!(guide.contains(&format!("{money} are `{currency}`")), "{country}: {guide}");
        assert!(guide.contains(&format!("currency: {currency}")), "{country}: {guide}");
        assert!(!guide.contains("CAD"), "{country}: {guide}");
    }
}

fn signpost(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn begins(folder: &Path, [country, email, locales]: [&str; 3]) -> Output {
    let area = ["init", "ely", "--area", "Ely", "--centre", "52.4,0.26"];
    let zone = ["--time-zone", "Europe/London", "--country", country];
    signpost(folder, &[&area[..], &zone, &["--email", email, "--locales", locales]].concat())
}

#[test]
fn what_a_check_would_refuse_is_asked_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    for (asked, says) in [
        (["XX", "hello@ely.example", "en"], "there is no such country"),
        (["GB", "hello at ely", "en"], "type one like hello@example.org"),
        (["GB", "hello@ely.example", "en,xx"], "there is no language xx"),
        (["GB", "hello@ely.example", "en,zh"], "type zh-Hant or zh-Hans"),
    ] {
        let output = begins(folder.path(), asked);
        assert_eq!(output.status.code(), Some(2), "{asked:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(says), "{said}");
        assert!(!folder.path().join("ely").exists());
    }
    // What people in Britain call it.
    assert!(begins(folder.path(), ["UK", "hello@ely.example", "en"]).status.success());
    let settings = fs::read_to_string(folder.path().join("ely/directory.toml")).unwrap();
    assert!(settings.contains("country = \"GB\""), "{settings}");
}

#[test]
fn somebody_who_does_not_know_the_next_step_is_told_it() {
    let folder = tempfile::tempdir().unwrap();
    let begun = begins(folder.path(), ["GB", "hello@ely.example", "en"]);
    let told = String::from_utf8_lossy(&begun.stdout).into_owned();
    assert!(told.contains("ely/directory.toml and ely/_taxonomy/urgent.toml"), "{told}");
    let said = |output: Output| {
        let Output { stdout, stderr, .. } = output;
        String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned()
    };
    let ely = folder.path().join("ely");
    assert!(!told.contains("_locales"), "{told}");
    let lost = said(signpost(&ely, &["check"]));
    assert!(lost.contains("--content ."), "{lost}");
    let settings = fs::read_to_string(ely.join("directory.toml")).unwrap();
    let more = settings.replace("locales = [\"en\"]", "locales = [\"en\", \"pl\"]");
    assert_ne!(settings, more);
    fs::write(ely.join("directory.toml"), more).unwrap();
    let checked = said(signpost(&ely, &["check", "--content", "."]));
    assert!(checked.contains("saved as _locales/pl.toml"), "{checked}");
    assert!(checked.contains(" 1 error,"), "one thing to do first is said alone: {checked}");
    let begun = said(signpost(&ely, &["wording", "pl", "--into", "."]));
    assert!(begun.contains("every text waits to be translated"), "{begun}");
    let checked = said(signpost(&ely, &["check", "--content", "."]));
    assert!(checked.contains(" 0 errors") && checked.contains("missing-wording"), "{checked}");
}

#[test]
fn a_town_begins_in_a_language_that_is_not_ours_and_is_told_where_its_words_go() {
    let folder = tempfile::tempdir().unwrap();
    let begun = begins(folder.path(), ["GB", "hello@ely.example", "en,pl"]);
    assert!(begun.status.success());
    let told = String::from_utf8_lossy(&begun.stdout).into_owned();
    assert!(told.contains("pl is new to Signpost"), "{told}");
    let read = |path: &str| fs::read_to_string(folder.path().join("ely").join(path)).unwrap();
    let words = read("_locales/pl.toml");
    assert!(words.contains("own-name = \"Polski\"") && words.contains("\n#today = \"Today\""));
    assert!(words.contains("few = "), "Polish has three forms for numbers");
    let spoken = read("_taxonomy/languages.toml");
    assert!(
        spoken.contains("id = \"pl\"\nlabel = { en = \"Polish\", pl = \"polski\" }"),
        "{spoken}"
    );
    let settings = read("directory.toml");
    assert!(
        settings.contains("\n# Still in English: say the same in pl.\npl = \"Sample: "),
        "{settings}"
    );
    assert!(!settings.contains("say the same in en"), "{settings}");
    let otherwise = read("_locales/en.toml");
    assert!(otherwise.contains("The start of your postcode, such as {code}"), "{otherwise}");
    for path in ["_locales/en.toml", "_pages/privacy.md", "_taxonomy/access.toml", "README.md"] {
        let text = read(path);
        let shown: Vec<&str> = text.lines().filter(|line| !line.starts_with(['#', 's'])).collect();
        for word in ["postal code", "ostal Code", "washroom ", "Washroom"] {
            assert!(!shown.iter().any(|line| line.contains(word)), "{path}: {word}");
        }
    }
}

#[test]
fn a_language_that_a_list_lacks_is_told_with_the_lines_to_add() {
    let folder = tempfile::tempdir().unwrap();
    assert!(begins(folder.path(), ["GB", "hello@ely.example", "en,fr"]).status.success());
    let page = folder.path().join("ely/example-group/tea-and-chat.md");
    let text = fs::read_to_string(&page).unwrap();
    for typed in ["pl", "Polish"] {
        let other = text.replace("code: en", &format!("code: {typed}"));
        assert_ne!(other, text);
        fs::write(&page, other).unwrap();
        let checked = signpost(folder.path(), &["check", "ely"]);
        let said = String::from_utf8_lossy(&checked.stdout).into_owned();
        let lines = "label = { en = \"Polish\", fr = \"polonais\" }";
        assert!(said.contains("if it is spoken there") && said.contains(lines), "{said}");
    }
}

#[test]
fn a_language_under_another_name_is_told_by_the_name_that_signpost_has_for_it() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        begins(folder.path(), ["IE", "hello@ely.example", "en,pt-BR,pt-PT,pa-Arab"])
            .status
            .success()
    );
    let ely = folder.path().join("ely");
    let read = |path: &str| fs::read_to_string(ely.join(path)).unwrap();
    for (path, name) in [("pt-BR", "Português (Brasil)"), ("pt-PT", "Português (Portugal)")] {
        assert!(read(&format!("_locales/{path}.toml")).contains(name), "{path}");
    }
    assert!(read("_locales/pa-Arab.toml").contains("direction = \"rtl\""));
    for path in ["_locales/en.toml", "README.md"] {
        assert!(read(path).contains("an Eircode") && !read(path).contains("a Eircode"), "{path}");
    }
    let page = ely.join("example-group/tea-and-chat.md");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("code: en", "code: zh")).unwrap();
    let settings = read("directory.toml").replace("\"pa-Arab\"", "\"pa-Arab\", \"es-419\"");
    fs::write(ely.join("directory.toml"), settings).unwrap();
    let checked = signpost(folder.path(), &["check", "ely"]);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(said.contains("there are words for es: type es"), "{said}");
    assert!(!said.contains("`signpost wording es-419`"), "{said}");
    assert!(said.contains("`zh` is not in") && !said.contains("id = \"zh\""), "{said}");
}

#[test]
fn a_town_whose_country_is_not_packaged_begins_with_its_own_postcode_areas() {
    let folder = tempfile::tempdir().unwrap();
    let begins = |areas: &str| {
        fs::write(folder.path().join("areas.csv"), areas).unwrap();
        let asked = "init chiyoda --area 千代田 --country JP --centre 35.68,139.76 --time-zone Asia/Tokyo \
                     --locales en --email hello@chiyoda.example --postcodes areas.csv";
        signpost(folder.path(), &asked.split_whitespace().collect::<Vec<_>>())
    };
    let far = begins("postcode,latitude,longitude\nLS1,53.797,-1.549\n");
    assert_eq!(far.status.code(), Some(2));
    assert!(!folder.path().join("chiyoda").exists(), "places on the other side of the earth");
    let begun = begins("postcode,latitude,longitude,town\n100,35.684,139.753,Chiyoda\n");
    let told = String::from_utf8_lossy(&begun.stdout).into_owned();
    assert!(begun.status.success() && !told.contains("No postcode areas"), "{told}");
    assert!(told.contains("Not every letter of 千代田"), "{told}");
    let read = |path: &str| fs::read_to_string(folder.path().join("chiyoda").join(path)).unwrap();
    assert!(read("_places/postcodes.csv").contains("100,35.684,139.753,Chiyoda"));
    assert!(read("_places/ATTRIBUTION.md").contains("`postcodes.csv`: TELL HERE"));
    // The list of what a town has brought is one list.
    let mut town = town("JP", [35.68, 139.76], &["en"]);
    for path in ["_places/postcodes.csv", "_places/neighbourhoods.geojson"] {
        town.places.insert(path.to_owned(), String::new());
    }
    let told =
        &files(&town, &["k7f3q".to_owned(), "m2n4p".to_owned()]).unwrap()["_places/ATTRIBUTION.md"];
    assert!(told.contains("place.\n\n- `postcodes.csv`"), "{told}");
    assert!(told.contains("licence.\n- `neighbourhoods.geojson`"), "{told}");
}

#[test]
fn a_middle_that_is_not_on_the_earth_is_told_which_number_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    for (centre, says) in [
        ("95.2,10", "the latitude 95.2 is not on the earth: it is from -90 to 90"),
        ("-1.549,533.7", "the longitude 533.7 is not on the earth: it is from -180 to 180"),
        ("139.76,35.68", "the latitude comes first: perhaps 35.68,139.76"),
        ("north,10", "north is no number in degrees"),
        ("53.79", "type two numbers"),
    ] {
        let asked = ["init", "ely", "--area", "Ely", "--country", "GB", "--locales", "en"];
        let rest = ["--time-zone", "Europe/London", "--email", "a@b.example", "--centre", centre];
        let output = signpost(folder.path(), &[&asked[..], &rest].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(says), "{centre}: {said}");
    }
}
