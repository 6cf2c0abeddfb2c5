//! `signpost gaps`, as it is typed, of the sample.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn signpost(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .current_dir(root)
        .arg("gaps")
        .args(arguments)
        .args(["--now", "2026-11-23T09:00"])
        .output()
        .unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = signpost(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn whole(arguments: &[&str]) -> Value {
    serde_json::from_str(&said(&[arguments, &["--format", "json"]].concat())).unwrap()
}

#[test]
fn a_maintainer_reads_what_stands_out_in_their_language() {
    let english = said(&["--most", "3"]);
    assert!(english.contains(" found, ") && english.contains(" expected"), "{english}");
    let punjabi = said(&["--most", "3", "--locale", "pa"]);
    assert_eq!(english.lines().count(), punjabi.lines().count());
    assert_ne!(english.lines().next(), punjabi.lines().next());
    let nowhere = signpost(&["--locale", "tlh"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("zh-Hant"));
    assert!(said(&["--by", "topic"]).contains(" expected"));
}

#[test]
fn what_calls_for_discretion_has_no_place_and_no_door() {
    let all = whole(&[]);
    let safe = &all["counts"]["subjects"]["safe"];
    assert!(safe["services"].as_u64().unwrap() > 0);
    assert!(safe.get("places").is_none() && safe.get("access").is_none(), "{safe}");
    for gap in all["gaps"].as_array().unwrap() {
        let is_safe = gap["subject"] == "safe";
        assert!(!is_safe || (gap["place"].is_null() && gap["access"].is_null()), "{gap}");
        assert!(gap["expected"].as_f64() > gap["found"].as_f64(), "{gap}");
    }
    // A confidential place is in no neighbourhood: who serves nobody else there is not counted there.
    let open = &all["counts"]["subjects"]["company"]["places"];
    assert!(open.as_object().unwrap().len() > 3, "{open}");
}

#[test]
fn a_spreadsheet_has_a_line_for_every_square() {
    let rows = said(&["--format", "csv"]);
    let mut lines = rows.lines();
    assert_eq!(lines.next(), Some("subject,services,stale,by,value,yes,interpreter,no,unknown"));
    let lines: Vec<&str> = lines.collect();
    assert!(lines.iter().all(|line| line.split(',').count() == 9), "{rows}");
    assert!(lines.iter().any(|line| line.starts_with("move,") && line.contains(",languages,pa,")));
    assert!(!lines.iter().any(|line| line.starts_with("safe,") && line.contains(",places,")));
}

#[test]
fn what_was_filled_since_the_last_release_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut before = whole(&[])["counts"].clone();
    before["day"] = json!("2026-05-01");
    before["services"] = json!(3);
    before["subjects"]["company"]["languages"]["pa"] = json!([0, 0]);
    before["subjects"]["food"]["languages"]["hi"] = json!([2, 0]);
    let file = folder.path().join("data/gaps.json");
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(&file, before.to_string()).unwrap();
    for since in [folder.path(), &file] {
        let told = said(&["--since", since.to_str().unwrap()]);
        assert!(told.contains("Since 2026-05-01: 3 activities then,"), "{told}");
        assert!(told.contains("There now: Meeting people · Punjabi (0 then,"), "{told}");
        assert!(!told.contains("Gone: Meeting people"), "{told}");
    }
    fs::write(&file, "{\"signpost-gaps\": 9}").unwrap();
    let refused = signpost(&["--since", file.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
}
