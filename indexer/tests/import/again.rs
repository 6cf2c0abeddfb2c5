//! Imported again: what the source changed comes, what people wrote stays.

use std::fs;

use indexer::exchange::import::ledger::said;
use indexer::exchange::import::maker::Wishes;
use indexer::exchange::import::plan::Kind;
use indexer::exchange::import::{Format, ImportError, Summary, report};

use super::town::{Town, adds_up, copy, packages};

fn package() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&packages().join("hsds-1"), folder.path());
    folder
}

fn change(package: &tempfile::TempDir, file: &str, from: &str, to: &str) {
    let path = package.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

const TEA: &str = "sunset-neighbours-of-the-north-inc/sunset-tea-circle.md";

#[test]
fn the_same_package_changes_nothing_the_second_time() {
    let town = Town::new();
    let package = package();
    let (_, first) = town.import(Format::Hsds, package.path());
    let before = town.pages();
    assert_eq!(first, before.len());
    let (summary, written) = town.import(Format::Hsds, package.path());
    assert_eq!(written, 0);
    assert!(summary.plan.items.iter().all(|item| item.kind == Kind::Unchanged));
    assert_eq!(town.pages(), before);
}

#[test]
fn ids_are_the_same_wherever_it_is_imported_and_are_given_once() {
    let (one, two) = (Town::new(), Town::new());
    let package = package();
    one.import(Format::Hsds, package.path());
    two.import(Format::Hsds, package.path());
    assert_eq!(one.pages(), two.pages());
    let id = |page: &str| page.lines().find(|line| line.starts_with("id: ")).unwrap().to_owned();
    let before = id(&one.pages()[TEA]);
    change(&package, "services.csv", "SUNSET TEA CIRCLE", "Tea circle");
    one.import(Format::Hsds, package.path());
    // The name changes, the address of the page and its file do not.
    assert_eq!(id(&one.pages()[TEA]), before);
    assert!(one.pages()[TEA].contains("name: Tea circle\n"));
}

#[test]
fn what_people_have_edited_stays_and_what_both_have_changed_is_listed() {
    let town = Town::new();
    let package = package();
    town.import(Format::Hsds, package.path());
    let path = town.path().join(TEA);
    let text = fs::read_to_string(&path).unwrap();
    let edited = text
        .replace(
            "summary: Tea & talk for everyone. “Come” along.",
            "summary: Tea with Mei # she said so",
        )
        .replace(
            "assurance: { level: listed }",
            "assurance: { date: 2026-11-20, by: Us, how: phone, level: checked }",
        )
        // Who checks asks how it is given, too.
        .replace("joining: drop-in", "delivery: [in-person-group]\njoining: drop-in");
    assert_ne!(edited, text);
    fs::write(&path, &edited).unwrap();
    // Somebody moves one page and deletes another.
    let walks = "sunset-neighbours-of-the-north-inc/walks-in-the-park-2.md";
    fs::remove_file(town.path().join(walks)).unwrap();
    let night = "sunset-neighbours-of-the-north-inc/open-all-night.md";
    fs::rename(town.path().join(night), town.path().join("harbour-rooms/warm-room.md")).unwrap();
    change(&package, "services.csv", "Tea &amp; talk for everyone.", "Tea for everyone.");
    change(&package, "eligibility.csv", "55 and over", "50 and over");
    let (summary, _) = town.import(Format::Hsds, package.path());
    adds_up(&summary);
    let tea = fs::read_to_string(&path).unwrap();
    assert!(tea.contains("summary: Tea with Mei # she said so\n"), "{tea}");
    assert!(tea.contains("how: phone, level: checked") && tea.contains("50 and over"), "{tea}");
    let conflicts: Vec<_> = summary
        .conflicts()
        .iter()
        .map(|found| (found.field.clone(), found.there.clone()))
        .collect();
    let there = "Tea for everyone. “Come” along.";
    assert_eq!(conflicts, [("summary".to_owned(), there.to_owned())]);
    assert_eq!(summary.plan.deleted, [walks]);
    assert!(!town.pages().contains_key(walks) && !town.pages().contains_key(night));
    assert!(town.pages().contains_key("harbour-rooms/warm-room.md"));
    assert_eq!(town.errors(), []);
}

#[test]
fn a_service_that_the_source_no_longer_has_stays_until_a_person_says() {
    let town = Town::new();
    let package = package();
    town.import(Format::Hsds, package.path());
    let before = town.pages();
    let services = fs::read_to_string(package.path().join("services.csv")).unwrap();
    let without: Vec<&str> = services.lines().filter(|line| !line.starts_with("16,")).collect();
    fs::write(package.path().join("services.csv"), without.join("\n")).unwrap();
    let (summary, _) = town.import(Format::Hsds, package.path());
    assert_eq!(summary.plan.vanished, ["sunset-neighbours-of-the-north-inc/open-all-night.md"]);
    assert_eq!(town.pages(), before);
}

#[test]
fn a_group_of_the_town_with_the_same_name_keeps_its_folder() {
    let town = Town::new();
    let own = town.path().join("harbour-rooms");
    fs::create_dir(&own).unwrap();
    fs::write(
        own.join("organization.md"),
        "---\nid: k7f3q\nname: Harbour Rooms of ours\n---\nOurs.\n",
    )
    .unwrap();
    town.import(Format::Hsds, &packages().join("hsds-1"));
    let pages = town.pages();
    assert!(pages["harbour-rooms/organization.md"].contains("of ours"));
    assert!(pages.contains_key("harbour-rooms-2/rooms-for-women-who-were-hurt.md"));
    assert_eq!(town.errors(), []);
}

#[test]
fn an_error_of_somebody_s_own_keeps_nothing_of_the_source_away() {
    let town = Town::new();
    let package = package();
    town.import(Format::Hsds, package.path());
    let path = town.path().join(TEA);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("joining: drop-in", "joining: just come")).unwrap();
    change(&package, "eligibility.csv", "55 and over", "50 and over");
    let (summary, _) = town.import(Format::Hsds, package.path());
    let tea = fs::read_to_string(&path).unwrap();
    assert!(tea.contains("50 and over") && tea.contains("joining: just come"), "{tea}");
    assert_eq!((summary.settled.refused.len(), summary.settled.others), (0, 1));
}

/// The same package under a name.
fn under(
    town: &Town,
    package: &tempfile::TempDir,
    name: &str,
    wishes: Wishes,
) -> Result<Summary, ImportError> {
    town.prepare_as(name, Format::Hsds, package.path(), None, wishes)
}

#[test]
fn a_source_whose_file_is_called_otherwise_this_month_is_not_doubled() {
    let town = Town::new();
    let package = package();
    under(&town, &package, "services-2026-11", Wishes::default()).unwrap().write().unwrap();
    let before = town.pages();
    change(&package, "eligibility.csv", "55 and over", "50 and over");
    let Err(refused) = under(&town, &package, "services-2026-12", Wishes::default()) else {
        panic!("the town is doubled")
    };
    let told = refused.to_string();
    assert!(told.contains("add --name services-2026-11;"), "{told}");
    assert!(told.contains("add --other-source."), "{told}");
    assert_eq!(town.pages(), before);
    assert!(!town.path().join("_import/services-2026-12.jsonl").exists());
    // What is typed then brings it up to date.
    under(&town, &package, "services-2026-11", Wishes::default()).unwrap().write().unwrap();
    assert_eq!(town.pages().len(), before.len());
    assert!(town.pages()[TEA].contains("50 and over"));
}

#[test]
fn another_source_may_have_the_same_numbers_and_somebody_may_say_that_it_is_another() {
    let town = Town::new();
    let package = package();
    under(&town, &package, "one", Wishes::default()).unwrap().write().unwrap();
    let other = Wishes { other_source: true, ..Wishes::default() };
    under(&town, &package, "two", other).unwrap().write().unwrap();
    // Whoever has said so need not say it again.
    assert!(under(&town, &package, "two", Wishes::default()).is_ok());
    // The same ids with other names: many programs count from one.
    let services = fs::read_to_string(package.path().join("services.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(services.as_bytes());
    let name = reader.headers().unwrap().iter().position(|column| column == "name").unwrap();
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        let values = record.iter().enumerate();
        let values: Vec<String> = values
            .map(
                |(at, value)| {
                    if at == name { format!("Another {value}") } else { value.to_owned() }
                },
            )
            .collect();
        writer.write_record(values).unwrap();
    }
    fs::write(package.path().join("services.csv"), writer.into_inner().unwrap()).unwrap();
    assert!(under(&town, &package, "two", Wishes::default()).is_ok());
}

#[test]
fn a_source_whose_pages_are_all_deleted_may_come_under_another_name() {
    let town = Town::new();
    let package = package();
    under(&town, &package, "one", Wishes::default()).unwrap().write().unwrap();
    for path in town.pages().keys() {
        fs::remove_file(town.path().join(path)).unwrap();
    }
    assert!(under(&town, &package, "two", Wishes::default()).is_ok());
}

#[test]
fn a_service_of_nobody_knows_whom_is_never_put_under_the_name_of_another() {
    let town = Town::new();
    let package = package();
    let services = package.path().join("services.csv");
    let add = |lines: &str| {
        let text = fs::read_to_string(&services).unwrap();
        fs::write(&services, format!("{}\n{lines}\n", text.trim_end())).unwrap();
    };
    // Two of one organization that is in no table, one without any, and two of one name.
    add(
        "901,777,,African Square Park,,Swings.,,,,,,,,,\n902,777,,Grapeland Heights Park,,Slides.,,,,,,,,,",
    );
    add("903,,,Domino Park,,Tables.,,,,,,,,,\n904,777,,Domino Park,,Chairs.,,,,,,,,,");
    let (summary, _) = town.import(Format::Hsds, package.path());
    adds_up(&summary);
    assert_eq!(town.errors(), [], "{:#?}", summary.settled.refused);
    let before = town.pages();
    for (folder, name) in [
        ("african-square-park", "African Square Park"),
        ("grapeland-heights-park", "Grapeland Heights Park"),
        ("domino-park", "Domino Park"),
        ("domino-park-2", "Domino Park"),
    ] {
        let group = &before[&format!("{folder}/organization.md")];
        assert!(group.contains(&format!("name: {name}\n")), "{group}");
        let of_group = before.keys().filter(|path| path.starts_with(&format!("{folder}/")));
        assert_eq!(of_group.count(), 2, "{folder}");
    }
    // The package has one of these by itself, the pantry of a lost group.
    assert_eq!(summary.counts.without_organization, 5);
    let told = report::text(&summary);
    assert!(told.contains("each in a group of its own name: 5."), "{told}");
    let why = "its organization is not in the package: who offers this?";
    let asked = summary.ledger.entries().filter(|entry| said(entry.fate) == ("question", why));
    assert!(asked.count() >= 3, "each of those with a number is asked");
    drop(summary);
    // Once more, in another order, and with a service that somebody has put where it belongs.
    let moved = town.path().join("harbour-rooms/grapeland-heights-park.md");
    fs::rename(town.path().join("grapeland-heights-park/grapeland-heights-park.md"), &moved)
        .unwrap();
    fs::remove_dir_all(town.path().join("grapeland-heights-park")).unwrap();
    let text = fs::read_to_string(&services).unwrap();
    let (head, rows) = text.split_once('\n').unwrap();
    let (mine, others): (Vec<&str>, Vec<&str>) =
        rows.lines().partition(|line| line.starts_with("90"));
    let turned: Vec<&str> = mine.into_iter().rev().chain(others).collect();
    fs::write(&services, format!("{head}\n{}\n", turned.join("\n"))).unwrap();
    let (_, written) = town.import(Format::Hsds, package.path());
    assert_eq!(written, 0);
    assert_eq!(town.pages().len(), before.len() - 1);
    assert!(moved.exists());
}
