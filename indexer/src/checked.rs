//! "Still right": a person has asked, and the page gets the day of it. Only the bytes of the assurance
//! change.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use authoring::edit::{self, EditError};
use authoring::value::Value;
use catalog::day::Day;

/// A check by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The day on which they asked or looked.
    pub day: Day,
    /// Who asked.
    pub by: String,
    /// How: a word of `assurance.how`.
    pub how: String,
    /// How far it went: a word of `assurance.level`. `None` leaves what the page says.
    pub level: Option<String>,
}

/// The page with that check, all other bytes as they are.
///
/// # Errors
/// When the page cannot be changed without losing something.
pub fn put(page: &str, checked: &Checked) -> Result<String, EditError> {
    let Checked { day, by, how, level } = checked;
    let mut page = page.to_owned();
    let mut set = |field: &str, value: Value| -> Result<(), EditError> {
        page = edit::set(&page, &format!("assurance.{field}").parse()?, &value)?;
        Ok(())
    };
    set("date", Value::Plain(day.to_string()))?;
    set("by", Value::Text(by.clone()))?;
    set("how", Value::Plain(how.clone()))?;
    if let Some(level) = level {
        set("level", Value::Plain(level.clone()))?;
    }
    Ok(page)
}

/// Writes a text in place of a file: the old one or the new one stands there, whatever happens.
///
/// # Errors
/// When it cannot be written; the old one then stands.
pub fn write_whole(file: &Path, text: &str) -> std::io::Result<()> {
    // Beside it, where a rename is one step; no name that is read as a page.
    let beside = file.with_extension("signpost-new");
    let written = (|| {
        let mut new = fs::File::create(&beside)?;
        new.write_all(text.as_bytes())?;
        new.sync_all()?;
        // As the file was: a group's page must stay readable to who could read it.
        if let Ok(old) = fs::metadata(file) {
            fs::set_permissions(&beside, old.permissions())?;
        }
        fs::rename(&beside, file)
    })();
    if written.is_err() {
        // The error that is told is the first one.
        let _ = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_phone() -> Checked {
        Checked {
            day: Day::from_ymd(2026, 11, 30).unwrap_or(Day(0)),
            by: "Signpost founders".to_owned(),
            how: "phone".to_owned(),
            level: None,
        }
    }

    #[test]
    fn a_check_changes_its_own_bytes_and_no_other() {
        let page = "---\r\n# ours\r\nname: Tea # really\r\nassurance: { date: 2025-01-02, by: 'Us', how: visit, level: partner-vouched }\r\nid: k7f3q\r\n---\r\nCome.\r\n";
        let new = put(page, &by_phone()).unwrap_or_default();
        assert_eq!(
            new,
            page.replace("2025-01-02", "2026-11-30")
                .replace("'Us'", "'Signpost founders'")
                .replace("visit", "phone"),
            "what a partner vouches for stays vouched for"
        );
    }

    #[test]
    fn a_page_that_nobody_has_checked_gets_its_first_check() {
        let page = "---\nname: Tea\n---\nCome.\n";
        let checked = Checked { level: Some("checked".to_owned()), ..by_phone() };
        let new = put(page, &checked).unwrap_or_default();
        for said in ["2026-11-30", "by: Signpost founders", "how: phone", "level: checked"] {
            assert!(new.contains(said), "{new}");
        }
        assert!(put("no facts", &checked).is_err());
    }
}
