//! A note as text.

use super::{Note, Subject, said, seal};

/// How a note begins: in one language, so that every machine and every maintainer knows it.
pub(super) const BEGIN: &str = "Signpost change note";
pub(super) const PAGE: &str = "Page";
pub(super) const GROUP: &str = "Group";
pub(super) const NEW_PAGE: &str = "New page";
pub(super) const NEW_GROUP: &str = "New group";
pub(super) const OF: &str = "Made from";
pub(super) const RIGHT: &str = "still right";
pub(super) const BY: &str = "Said by";
pub(super) const FOR: &str = "for";
pub(super) const FOR_ALONE: &str = "Said for";
pub(super) const SEAL: &str = "Seal";

impl Note {
    /// The note as it is sent, lines separated by `\n`, the last one without.
    pub fn write(&self) -> String {
        let note = self.evened();
        let Self { day, subject, title, of, lines, still_right, by, group } = &note;
        let mut text = vec![format!("{BEGIN}, {day}")];
        let about = match subject {
            Subject::Page(id) => format!("{PAGE} {id}"),
            Subject::Group(id) => format!("{GROUP} {id}"),
            Subject::NewPage(group) => format!("{NEW_PAGE}, {group}"),
            Subject::NewGroup => NEW_GROUP.to_owned(),
        };
        let title = title.as_ref().filter(|_| !matches!(subject, Subject::NewPage(_)));
        text.push(match title {
            Some(title) => format!("{about}, {title}"),
            None => about,
        });
        text.extend(of.as_ref().map(|of| format!("{OF} {of}")));
        text.push(String::new());
        text.extend(lines.iter().map(|line| format!("{}: {}", line.field, line.said.write())));
        if *still_right {
            let rest = if lines.is_empty() { "yes" } else { "all else" };
            text.push(format!("{RIGHT}: {rest}"));
        }
        text.push(String::new());
        text.extend(match (by, group) {
            (Some(by), Some(group)) => Some(format!("{BY} {by}, {FOR} {group}")),
            (Some(by), None) => Some(format!("{BY} {by}")),
            (None, Some(group)) => Some(format!("{FOR_ALONE} {group}")),
            (None, None) => None,
        });
        let was: Vec<&str> = lines.iter().map(|line| line.was.as_deref().unwrap_or("-")).collect();
        let was = if lines.iter().all(|line| line.was.is_none()) { Vec::new() } else { was };
        let seal = seal::of_note(&note);
        let parts: Vec<&str> = [SEAL].into_iter().chain(was).chain([seal.as_str()]).collect();
        text.push(parts.join(" "));
        text.join("\n")
    }

    /// The note as it is read again: names of people and groups on one line.
    fn evened(&self) -> Self {
        let even = |text: &String| Some(said::even(text)).filter(|text| !text.is_empty());
        let mut note = self.clone();
        note.title = self.title.as_ref().and_then(even);
        note.by = self.by.as_ref().and_then(even);
        note.group = self.group.as_ref().and_then(even);
        if let Subject::NewPage(group) = &mut note.subject {
            *group = said::even(group);
        }
        note
    }
}
