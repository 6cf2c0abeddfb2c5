//! The facts of a page as a form gets them, in a small file of their own.

use super::{PageKind, seal};
use crate::draft::{DraftOrganization, DraftService, Source};
use crate::node::{parse_yaml, split_front_matter};
use crate::report::Findings;
use crate::source::SourceFile;
use crate::value::Value;
use crate::write;

/// A page without what is not for everybody, in the one way in which pages are written here: two pages that
/// say the same have the same facts, whatever comments, order or quotes they are written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The hash of `page`.
    pub of: String,
    /// The name of its group; empty on a group's own page.
    pub group: String,
    /// Whether it must not be named where others can see it.
    pub discreet: bool,
    /// The page.
    pub page: String,
}

const OF: &str = "Made from ";
const GROUP: &str = "For ";
const DISCREET: &str = "Discreet";

impl Facts {
    /// The facts of a page; `None` where they cannot be read.
    pub fn of_page(page: &str, kind: PageKind) -> Option<Self> {
        let page = even(page, kind)?;
        Some(Self { of: seal::of_page(&page), group: String::new(), discreet: false, page })
    }

    /// The file: a few lines, and the page.
    pub fn write(&self) -> String {
        let Self { of, group, discreet, page } = self;
        let mut file = [OF, of, "\n"].concat();
        if !group.is_empty() {
            file.push_str(
                &[GROUP, &group.split_whitespace().collect::<Vec<_>>().join(" "), "\n"].concat(),
            );
        }
        if *discreet {
            file.push_str(&[DISCREET, "\n"].concat());
        }
        file.push_str(page);
        file
    }

    /// From such a file.
    pub fn read(file: &str) -> Option<Self> {
        let (head, _) = file.split_once("---\n")?;
        let line = |start: &str| head.lines().find_map(|line| line.strip_prefix(start));
        Some(Self {
            of: line(OF)?.to_owned(),
            group: line(GROUP).unwrap_or_default().to_owned(),
            discreet: line(DISCREET).is_some(),
            page: file.get(head.len()..)?.to_owned(),
        })
    }
}

/// The page in the one way, without what is not for everybody.
fn even(page: &str, kind: PageKind) -> Option<String> {
    let path = match kind {
        PageKind::Service => "group/page.md",
        PageKind::Group => "group/organization.md",
    };
    let file = SourceFile::new(path, page);
    let source = Source { file: 0, path, text: &file.text };
    let findings = Findings::default();
    Some(match kind {
        PageKind::Group => {
            write::organization(&DraftOrganization::read(&source, "group", &findings)?)
        }
        PageKind::Service => {
            let mut draft = DraftService::read(&source, "group", "page", &findings)?;
            draft.prescriber_notes = None;
            if draft.confidential_address.as_ref().is_some_and(|is_so| is_so.value) {
                // A sound page has none of these; what nobody may read is not in a file that anybody can fetch.
                draft.locations.clear();
                draft.schedule.iter_mut().for_each(|row| row.at = None);
            }
            write::service(&draft)
        }
    })
}

/// A page as a map of its facts, and the text below them.
pub(super) fn tree(page: &str, kind: PageKind) -> Option<(Value, String)> {
    let text = even(page, kind)?;
    let front = split_front_matter(&text).ok()?;
    let body = text.get(front.body).unwrap_or_default().trim().to_owned();
    let node = parse_yaml(0, &text, front.facts, &Findings::default())?;
    Some((Value::of(&node), body))
}
