//! Sheets as towns really have them: prices in the money of the country, days and times in one cell, columns that nobody
//! understands, and files that are no sheet at all.

use std::fs;

use indexer::exchange::import::ledger::said;
use indexer::exchange::import::{Format, ImportError, Summary, guess_mapping};

use super::town::{Town, packages};

/// A town in the United Kingdom that has just begun.
fn leeds() -> Town {
    Town::begun("GB", [53.7997, -1.5492], 12.0)
}

/// The page of a service.
fn page(town: &Town, path: &str) -> String {
    let mut pages = town.pages();
    pages.remove(path).unwrap_or_else(|| panic!("{path} is not among {:?}", pages.keys()))
}

/// What is asked of a value.
fn questions(summary: &Summary, text: &str) -> Vec<&'static str> {
    let entries = summary.ledger.entries().filter(|entry| entry.text == text);
    let told = entries.map(|entry| said(entry.fate));
    told.filter(|(kind, _)| *kind == "question").map(|(_, why)| why).collect()
}

#[test]
fn a_price_of_a_sheet_is_a_price_in_the_money_of_the_country() {
    let town = leeds();
    let prices = [
        ("£2", "{ kind: fixed, amount: 2, currency: GBP }"),
        ("£2.50 per session", "{ kind: fixed, amount: 2.50, currency: GBP, note: per session }"),
        ("50p", "{ kind: fixed, amount: 0.50, currency: GBP }"),
        ("3", "{ kind: fixed, amount: 3, currency: GBP }"),
        ("£0", "{ kind: free }"),
        ("free", "{ kind: free }"),
        ("Free!", "{ kind: free }"),
        ("donation", "{ kind: donation }"),
        ("from £2", "{ kind: unknown, note: from £2 }"),
    ];
    let mut sheet = "Name,Group,Price\n".to_owned();
    for (at, (price, _)) in prices.iter().enumerate() {
        sheet.push_str(&format!("Tea {at},Round Table,{price}\n"));
    }
    sheet.push_str("Soup,Round Table,£2; donation\n");
    let summary = town.import_sheet(&sheet);
    for (at, (price, cost)) in prices.iter().enumerate() {
        let page = page(&town, &format!("round-table/tea-{at}.md"));
        assert!(page.contains(&format!("cost:\n  - {cost}\n")), "{price}: {page}");
        assert!(questions(&summary, price).is_empty(), "{price}");
    }
    let soup = page(&town, "round-table/soup.md");
    assert!(soup.contains("amount: 2, currency: GBP") && soup.contains("kind: donation"), "{soup}");
}

#[test]
fn nobody_converts_a_price_in_another_currency_or_guesses_which_it_is() {
    let town = leeds();
    let summary = town.import_sheet(
        "Name,Group,Price\nTea,Round Table,2 €\nSoup,Round Table,CA$5\nCake,Round Table,$5\n",
    );
    for (path, price) in [("tea", "2 €"), ("soup", "CA$5"), ("cake", "$5")] {
        let page = page(&town, &format!("round-table/{path}.md"));
        assert!(page.contains("kind: unknown") && page.contains(price), "{page}");
        assert!(!page.contains("amount:") && !page.contains("currency:"), "{page}");
        let asked = questions(&summary, price);
        assert!(asked.iter().any(|why| why.contains("another currency")), "{price}: {asked:?}");
    }
}

#[test]
fn a_dollar_is_that_of_the_town() {
    let sheet =
        "Name,Group,Price\nTea,Round Table,$5\nSoup,Round Table,CA$5\nCake,Round Table,£5\n";
    for (town, currency) in
        [(Town::new(), "CAD"), (Town::begun("US", [25.77, -80.19], 30.0), "USD")]
    {
        let summary = town.import_sheet(sheet);
        let tea = page(&town, "round-table/tea.md");
        assert!(tea.contains(&format!("amount: 5, currency: {currency}")), "{tea}");
        let soup = page(&town, "round-table/soup.md");
        assert_eq!(soup.contains("currency: CAD"), currency == "CAD", "{soup}");
        assert_eq!(questions(&summary, "£5").len(), 1);
    }
}

#[test]
fn days_and_times_of_one_cell_become_a_timetable_where_every_word_is_understood() {
    let town = leeds();
    let summary = town.import_sheet(
        "Name,Group,Day and time\n\
         Tea,Round Table,Mondays 10am-12pm\n\
         Choir,Round Table,Tue & Thu 14:00-15:30\n\
         Walk,Round Table,\"Mon 10am-12pm, Thu 2pm-4pm\"\n\
         Cards,Round Table,\"Mondays 10am-12pm, not in August\"\n\
         Chess,Round Table,Mondays 8-10\n",
    );
    let tea = page(&town, "round-table/tea.md");
    for words in
        ["text: Mondays 10am-12pm", "T10:00", "minutes: 120", "rrule: FREQ=WEEKLY;BYDAY=MO"]
    {
        assert!(tea.contains(words), "{words}: {tea}");
    }
    let choir = page(&town, "round-table/choir.md");
    for words in ["T14:00", "minutes: 90", "rrule: FREQ=WEEKLY;BYDAY=TU,TH"] {
        assert!(choir.contains(words), "{words}: {choir}");
    }
    let walk = page(&town, "round-table/walk.md");
    for words in ["BYDAY=MO", "BYDAY=TH", "T10:00", "T14:00"] {
        assert!(walk.contains(words), "{words}: {walk}");
    }
    // A month without it, or ten in the morning or in the evening: somebody has to say.
    for (path, words, why) in [
        ("cards", "Mondays 10am-12pm, not in August", "cannot be read"),
        ("chess", "Mondays 8-10", "in the morning or in the evening?"),
    ] {
        let page = page(&town, &format!("round-table/{path}.md"));
        assert!(page.contains(words) && !page.contains("schedule:"), "{page}");
        let asked = questions(&summary, words);
        assert!(asked.iter().any(|asked| asked.contains(why)), "{asked:?}");
    }
}

#[test]
fn days_in_one_column_and_times_in_another_are_one_timetable() {
    let town = leeds();
    town.import_sheet(
        "Name,Group,Days,Times\nTea,Round Table,Mondays and Fridays,10am-12pm\nChoir,Round Table,Tuesday,by appointment\n",
    );
    let tea = page(&town, "round-table/tea.md");
    assert!(tea.contains("BYDAY=MO,FR") && tea.contains("minutes: 120"), "{tea}");
    let choir = page(&town, "round-table/choir.md");
    assert!(choir.contains("by appointment") && !choir.contains("schedule:"), "{choir}");
    let town = leeds();
    town.import_sheet(
        "Name,Group,Day,Start time,End time\nTea,Round Table,Mondays & Fridays,10:00,12:00\n",
    );
    let tea = page(&town, "round-table/tea.md");
    assert!(tea.contains("BYDAY=MO,FR") && tea.contains("T10:00"), "{tea}");
}

#[test]
fn a_day_column_and_a_text_that_say_different_days_are_no_timetable() {
    let town = leeds();
    let rows = [
        ("First Tuesday of the month", "Tue 10am-12pm"),
        ("Every other Monday", "Mondays 10am-11am"),
        ("Monday (term time only)", "Mondays 10am-1pm"),
        ("Mon, 1st of month", "Mon 10am-2pm"),
        ("Tuesday", "Mondays 2pm-4pm"),
        ("2", "Mondays 2pm-3pm"),
        ("Monday", "\"Mon 10am-12pm, Thu 2pm-4pm\""),
        ("Sat/Sun once a month", "1pm-2pm"),
    ];
    let mut sheet = "Name,Group,Day,When\n".to_owned();
    for (at, (day, when)) in rows.iter().enumerate() {
        sheet.push_str(&format!("Tea {at},Round Table,\"{day}\",{when}\n"));
    }
    sheet.push_str(
        "Choir,Round Table,Tuesday,Tuesdays 2pm-4pm\nWalk,Round Table,Sat/Sun,10am-12pm\n",
    );
    let summary = town.import_sheet(&sheet);
    for (at, (day, when)) in rows.iter().enumerate() {
        let page = page(&town, &format!("round-table/tea-{at}.md"));
        let when = when.trim_matches('"');
        assert!(page.contains(when) && !page.contains("schedule:"), "{page}");
        // A number is told as a day, and a day that the text names stands there once.
        let said = match *day {
            "2" => "Tuesday",
            "Monday" => "Mon 10am",
            day => day,
        };
        assert!(page.contains(said), "{day}: {page}");
        assert!(
            questions(&summary, when).iter().any(|why| why.contains("cannot be read")),
            "{when}"
        );
    }
    assert!(page(&town, "round-table/choir.md").contains("BYDAY=TU"));
    assert!(page(&town, "round-table/walk.md").contains("BYDAY=SA,SU"));
}

#[test]
fn a_day_that_cannot_be_read_stands_in_the_text_with_its_hours_and_a_question() {
    let town = leeds();
    let rows = [
        ("First Monday of the month", "10:00", "12:00"),
        ("Monday (term time only)", "10:00", "12:00"),
        ("Every other Mon", "7pm", "9pm"),
        ("2/3/2026", "10:00", "12:00"),
        ("1st/Monday", "10:00", "12:00"),
        ("alternate/Monday", "10:00", "12:00"),
        ("Mondays", "10.30", "12"),
        ("Monday", "2", "4"),
        ("Monday", "10:00", ""),
    ];
    let mut sheet = "Name,Group,Day,Start time,End time\n".to_owned();
    for (at, (day, opens, closes)) in rows.iter().enumerate() {
        sheet.push_str(&format!("Tea {at},Round Table,{day},{opens},{closes}\n"));
    }
    sheet.push_str("Walk,Round Table,Sat/Sun,07:30,09:30pm\n");
    let summary = town.import_sheet(&sheet);
    for (at, (day, opens, closes)) in rows.iter().enumerate() {
        let page = page(&town, &format!("round-table/tea-{at}.md"));
        let times = [*opens, *closes].into_iter().filter(|time| !time.is_empty());
        let line = format!("{day} {}", times.collect::<Vec<_>>().join("–"));
        assert!(page.contains(&line) && !page.contains("schedule:"), "{line}: {page}");
        let asked = [day, opens, closes].map(|text| questions(&summary, text).len());
        assert!(asked.iter().any(|asked| *asked > 0), "{line}");
    }
    let walk = page(&town, "round-table/walk.md");
    assert!(walk.contains("BYDAY=SA,SU") && walk.contains("T19:30"), "{walk}");
    assert!(walk.contains("minutes: 120"), "{walk}");
}

#[test]
fn sessions_on_several_days_are_sessions_and_not_by_arrangement() {
    let town = leeds();
    town.import_sheet(
        "Name,Group,When\nTea,Round Table,\"Mon, Wed and Fri 10am-11am\"\nChoir,Round Table,Tue-Thu 1pm-2pm\n",
    );
    for (path, days) in [("tea", "BYDAY=MO,WE,FR"), ("choir", "BYDAY=TU,WE,TH")] {
        let page = page(&town, &format!("round-table/{path}.md"));
        assert!(page.contains(days) && !page.contains("by-arrangement"), "{page}");
    }
}

#[test]
fn a_sign_language_is_the_one_that_is_named_and_a_creole_is_not_the_language_before_it() {
    let asked =
        ["British Sign Language", "Irish Sign Language", "French Creole", "Portuguese creole"];
    for (town, own) in [(leeds(), Some("British Sign Language")), (Town::new(), None)] {
        let mut sheet = "Name,Group,Languages\n".to_owned();
        for (at, name) in asked.iter().enumerate() {
            sheet.push_str(&format!("Tea {at},Round Table,{name}\n"));
        }
        town.import_sheet(&sheet);
        for (at, name) in asked.iter().enumerate() {
            let page = page(&town, &format!("round-table/tea-{at}.md"));
            if own == Some(*name) {
                assert!(page.contains("code: bfi"), "{name}: {page}");
            } else {
                // Some of them name a language of the town, and none is that language.
                assert!(page.contains(name) && !page.contains("code:"), "{name}: {page}");
            }
        }
    }
    let sheet = "Name,Group,Languages\nTea,Round Table,Sign Language\nSoup,Round Table,American Sign Language\n";
    // Who says no more means what people mostly sign there, and nobody is asked for a language that is not signed there.
    for (town, signed, american) in [
        (leeds(), "code: bfi", "American Sign Language"),
        (Town::begun("US", [25.77, -80.19], 30.0), "code: ase", "code: ase"),
        (Town::begun("JP", [35.68, 139.76], 30.0), "Sign Language", "American Sign Language"),
    ] {
        town.import_sheet(sheet);
        let tea = page(&town, "round-table/tea.md");
        assert!(tea.contains(signed), "{signed}: {tea}");
        let soup = page(&town, "round-table/soup.md");
        assert!(soup.contains(american), "{american}: {soup}");
        assert!(signed == "code: ase" || !soup.contains("code:"), "{soup}");
    }
}

#[test]
fn an_address_of_the_web_is_one_that_other_programs_read() {
    let town = leeds();
    town.import_sheet("Name,Group,Website\nTea,Round Table,https://tea.example/?id={D4-C9}|2\n");
    let tea = page(&town, "round-table/tea.md");
    assert!(tea.contains("https://tea.example/?id=%7BD4-C9%7D%7C2"), "{tea}");
}

#[test]
fn a_sheet_of_which_only_the_names_are_understood_makes_no_page_until_somebody_says_so() {
    let town = leeds();
    let beside = tempfile::tempdir().unwrap();
    let sheet = beside.path().join("groups.csv");
    fs::write(&sheet, "nazwa,telefon,cena\nHerbata,0113 496 0001,£2\n").unwrap();
    let guess = guess_mapping(&sheet).unwrap();
    assert_eq!((guess.columns, guess.unread.len()), (3, 3));
    assert!(guess.warning().is_some());
    let mapping = sheet.with_extension("mapping.toml");
    let only_names = guess.mapping.replace("\"nazwa\" = \"\"", "\"nazwa\" = \"service.name\"");
    fs::write(&mapping, &only_names).unwrap();
    let Err(error) = town.prepare(Format::Sheet, &sheet) else { panic!("it was read") };
    let told = error.to_string();
    assert!(
        told.contains("at most the name is understood") && told.contains("phone.number"),
        "{told}"
    );
    assert!(town.pages().is_empty());
    // Somebody who wants nothing but names leaves the other columns away.
    fs::write(&mapping, "[columns]\n\"nazwa\" = \"service.name\"\n").unwrap();
    town.import(Format::Sheet, &sheet);
    assert!(town.pages().contains_key("herbata/herbata.md"));
}

#[test]
fn somebody_who_names_the_wrong_format_is_told_the_command_to_type() {
    let town = leeds();
    let beside = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = beside.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let sheet = file("services.csv", "name,group\nTea,Round Table\n");
    let json = file("answer.json", "{\"contents\": [{\"id\": \"1\", \"name\": \"Tea\"}]}");
    let uk = file("uk.json", "{\"version\": \"HSDS-UK-3.0\"}");
    let tables = packages().join("hsds-1");
    for (format, path, command) in [
        (Format::Hsds, &sheet, "signpost import csv"),
        (Format::Oruk, &sheet, "signpost import csv"),
        (Format::Oruk, &tables, "signpost import hsds"),
        (Format::Sheet, &tables, "signpost import hsds"),
        (Format::Sheet, &json, "signpost import hsds"),
        (Format::Sheet, &uk, "signpost import oruk"),
    ] {
        let Err(error) = town.prepare(format, path) else { panic!("{format:?} {path:?} was read") };
        assert!(matches!(error, ImportError::OtherFormat { .. }), "{error}");
        let told = error.to_string();
        let command = format!("{command} {}", path.display());
        assert!(told.contains(&command), "{told}");
    }
    let Err(error) = guess_mapping(&json) else { panic!("it was guessed") };
    assert!(error.to_string().contains("signpost import hsds"), "{error}");
}

#[test]
fn json_of_the_other_name_is_read_and_the_right_name_is_noted() {
    let town = leeds();
    let beside = tempfile::tempdir().unwrap();
    let path = beside.path();
    fs::write(path.join("about.json"), "{\"version\": \"HSDS-UK-3.0\"}").unwrap();
    let service = "{\"id\": \"1\", \"name\": \"Tea\", \"organization\": {\"id\": \"2\", \"name\": \"Round Table\"}}";
    fs::write(path.join("services.json"), format!("{{\"contents\": [{service}]}}")).unwrap();
    let noted = |summary: &Summary, command: &str| {
        summary.notes.files.iter().any(|(_, note)| note.contains(command))
    };
    let summary = town.prepare(Format::Hsds, path).unwrap_or_else(|error| panic!("{error}"));
    assert!(noted(&summary, "signpost import oruk"), "{:?}", summary.notes);
    drop(summary);
    let list = path.join("list.json");
    fs::write(&list, format!("[{service}]")).unwrap();
    let summary = town.prepare(Format::Oruk, &list).unwrap_or_else(|error| panic!("{error}"));
    assert!(noted(&summary, "signpost import hsds"), "{:?}", summary.notes);
}

#[test]
fn an_answer_of_the_uk_with_a_list_beside_it_is_of_the_uk_whatever_it_is_called() {
    let town = leeds();
    let beside = tempfile::tempdir().unwrap();
    let path = beside.path();
    fs::write(path.join("about.json"), "{\"version\": \"HSDS-UK-3.0\"}").unwrap();
    let service = "{\"id\": \"1\", \"name\": \"Tea\", \"organization\": {\"id\": \"2\", \"name\": \"Round Table\"}}";
    fs::write(path.join("list.json"), format!("[{service}]")).unwrap();
    let summary = town.prepare(Format::Oruk, path).unwrap_or_else(|error| panic!("{error}"));
    let next = |(_, note): &(String, String)| note.contains("Next time");
    assert!(!summary.notes.files.iter().any(next), "{:?}", summary.notes);
}

#[test]
fn somebody_s_own_services_with_ids_are_a_sheet() {
    let town = leeds();
    let beside = tempfile::tempdir().unwrap();
    let sheet = beside.path().join("services.csv");
    let mapping = sheet.with_extension("mapping.toml");
    fs::write(&sheet, "id,name,group,price\n7,Tea,Round Table,£2\n").unwrap();
    fs::write(&mapping, guess_mapping(&sheet).unwrap().mapping).unwrap();
    town.import(Format::Sheet, &sheet);
    let tea = page(&town, "round-table/tea.md");
    assert!(tea.contains("amount: 2, currency: GBP"), "{tea}");
    // Columns as HSDS has them, and a person who says what they are.
    let town = leeds();
    fs::write(&sheet, "id,name,description\n7,Tea,Tea and talk\n").unwrap();
    let columns = "\"name\" = \"service.name\"\n\"description\" = \"service.description\"\n";
    fs::write(&mapping, format!("[columns]\n{columns}")).unwrap();
    town.import(Format::Sheet, &sheet);
    assert!(page(&town, "tea/tea.md").contains("Tea and talk"));
    let Err(error) = town.prepare_with(Format::Sheet, &sheet, None) else { panic!("it was read") };
    assert!(error.to_string().starts_with("These are the tables of HSDS"), "{error}");
}

#[test]
fn a_file_that_is_not_there_is_told_in_words_that_help() {
    let town = leeds();
    let beside = tempfile::tempdir().unwrap();
    let missing = beside.path().join("nowhere.csv");
    let told = |error: ImportError| {
        let told = error.to_string();
        assert!(!told.contains("os error"), "{told}");
        told
    };
    let Err(error) = town.prepare(Format::Hsds, &missing) else { panic!("it was read") };
    assert!(told(error).starts_with("There is no "));
    let sheet = beside.path().join("groups.csv");
    fs::write(&sheet, "name,group\nTea,Round Table\n").unwrap();
    let mapping = beside.path().join("typed.toml");
    let Err(error) = town.prepare_with(Format::Sheet, &sheet, Some(&mapping)) else {
        panic!("it was read")
    };
    let said = told(error);
    assert!(said.contains("There is no mapping") && said.contains("--guess --mapping"), "{said}");
    let Err(error) = town.prepare_with(Format::Sheet, &sheet, Some(beside.path())) else {
        panic!("it was read")
    };
    told(error);
}

#[test]
fn a_question_names_the_line_on_which_an_editor_shows_the_row() {
    let sheet = "Name,Group,Phone\nTea,Round Table,ask Ann\n\n\nSoup,Round Table,\"see\nthe door\"\nCake,Round Table,ask Bob";
    let lines = |sheet: &str| -> Vec<(u64, String)> {
        let summary = leeds().import_sheet(sheet);
        let asked = summary.ledger.entries().filter(|entry| said(entry.fate).0 == "question");
        asked.map(|entry| (entry.line, entry.text.to_owned())).collect()
    };
    let told = [(2, "ask Ann"), (5, "see\nthe door"), (7, "ask Bob")];
    let told: Vec<_> = told.map(|(line, text)| (line, text.to_owned())).into();
    for end in ["\n", "\r\n", "\r"] {
        let ended = sheet.replace('\n', end);
        assert_eq!(lines(&ended), told, "{end:?}");
        assert_eq!(lines(&format!("{ended}{end}")), told, "{end:?} at the end, too");
    }
}

#[test]
fn a_mere_yes_is_a_fact_only_where_its_column_is_called_as_the_town_calls_the_fact() {
    let town = leeds();
    let mapping = |column: &str| {
        format!(
            "[columns]\nname = \"service.name\"\ngroup = \"organization.name\"\n\"{column}\" = \"accessibility.description\"\n"
        )
    };
    let beside = tempfile::tempdir().unwrap();
    let imports = |column: &str, group: &str| {
        let path = beside.path().join("groups.csv");
        fs::write(&path, format!("Name,Group,{column}\nTea,{group},Yes\nSoup,{group},No\n"))
            .unwrap();
        fs::write(path.with_extension("mapping.toml"), mapping(&column.to_lowercase())).unwrap();
        town.import(Format::Sheet, &path).0
    };
    let summary = imports("Wheelchair access", "Wheels");
    assert_eq!((questions(&summary, "Yes").len(), questions(&summary, "No").len()), (1, 1));
    drop(summary);
    for (path, said) in [("tea", "Yes"), ("soup", "No")] {
        let page = page(&town, &format!("wheels/{path}.md"));
        assert!(page.contains(&format!("\nWheelchair access: {said}\n")), "{page}");
        assert!(!page.contains("step-free-entrance") && !page.contains("Getting in"), "{page}");
    }
    let summary = imports("Step-free entrance", "Steps");
    assert!(questions(&summary, "Yes").is_empty());
    drop(summary);
    for (path, said) in [("tea", "yes"), ("soup", "no")] {
        let page = page(&town, &format!("steps/{path}.md"));
        assert!(page.contains(&format!("step-free-entrance: \"{said}\"")), "{page}");
    }
    assert_eq!(town.errors(), []);
}

#[test]
fn two_rows_of_one_service_are_told_by_what_the_sheet_has() {
    let town = leeds();
    let summary =
        town.import_sheet("Name,Group,Description\nTea,Round Table,One\nTea,Round Table,Two\n");
    let asked = questions(&summary, "Two");
    assert!(asked.iter().any(|why| why.contains("same group, name and street")), "{asked:?}");
}
