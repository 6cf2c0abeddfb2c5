//! Lets the checks of `signpost check` look at the pages before anything is written, and takes from them what
//! a check refuses.
//!
//! So every page that is written is one that `check` accepts. What had to go is told in the report, with the
//! code of the check.

use std::collections::{BTreeMap, BTreeSet};

use authoring::report::Diagnostic;
use authoring::source::SourceFile;
use catalog::day::Day;

use super::ledger::{Fate, Ledger};
use super::page::Page;
use super::plan::{Kind, Plan};
use super::town::Town;
use crate::progress::Progress;
use crate::read::read_files_told;

/// Rounds of looking and taking away: a page has at most as many faults behind one another.
const ROUNDS: usize = 8;

/// Why something is not on a page: a check refuses it.
const REFUSED: Fate = Fate::Question("a check refuses it; see the list of what was refused");

/// What a check refused.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Refused {
    /// The page.
    pub path: String,
    /// The check.
    pub code: &'static str,
    /// Its words.
    pub message: String,
    /// What went: a field, a paragraph of the text, or the page.
    pub gone: String,
}

/// What came of it.
#[derive(Default)]
pub struct Settled {
    /// What was refused.
    pub refused: Vec<Refused>,
    /// Warnings on the pages of the import, counted by their codes.
    pub warnings: BTreeMap<&'static str, usize>,
    /// Whether the whole content can be built as it will be.
    pub is_sound: bool,
    /// Errors that were there before, on other pages.
    pub others: usize,
}

/// Takes from the pages of a plan what the checks refuse. `progress` hears of the files and the checks of each round.
pub fn settle(
    town: &Town,
    plan: &mut Plan,
    ledger: &Ledger,
    today: Day,
    progress: &dyn Progress,
) -> Settled {
    let mut settled = Settled::default();
    for round in 0..ROUNDS {
        let outcome = read_files_told(files(town, plan), today, progress);
        let mut by_path: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        settled.warnings.clear();
        settled.others = 0;
        for found in outcome.diagnostics {
            let at = plan.at(&found.path).and_then(|at| plan.items.get(at));
            match (at.is_some_and(|item| !item.has_own_error), found.is_error()) {
                (true, true) => by_path.entry(found.path.clone()).or_default().push(found),
                (true, false) => *settled.warnings.entry(found.code).or_default() += 1,
                (false, true) => settled.others += 1,
                (false, false) => {}
            }
        }
        settled.is_sound = outcome.directory.is_some();
        if by_path.is_empty() {
            return settled;
        }
        let is_last = round + 1 == ROUNDS;
        for (path, found) in by_path {
            mend(plan, &path, &found, ledger, is_last, &mut settled.refused);
        }
        plan.drop_groupless(ledger, REFUSED);
    }
    settled
}

/// The content as it will be.
fn files(town: &Town, plan: &Plan) -> Vec<SourceFile> {
    let written: BTreeSet<&str> = plan.items.iter().map(|item| item.path.as_str()).collect();
    let others = town.files.iter().filter(|file| !written.contains(file.path.as_str())).cloned();
    let own = plan.items.iter().map(|item| SourceFile::new(item.path.clone(), &item.text));
    others.chain(own).collect()
}

/// Takes from one page what was refused.
fn mend(
    plan: &mut Plan,
    path: &str,
    found: &[Diagnostic],
    ledger: &Ledger,
    is_last: bool,
    refused: &mut Vec<Refused>,
) {
    let Some(at) = plan.at(path) else { return };
    let Some(item) = plan.items.get_mut(at) else { return };
    let mut say = |found: &Diagnostic, gone: &str| {
        refused.push(Refused {
            path: path.to_owned(),
            code: found.code,
            message: found.message.clone(),
            gone: gone.to_owned(),
        });
    };
    // A page of people's words is never cut: what the source would bring stays away from it, unless its
    // errors are the people's own.
    match item.kind {
        Kind::Merged => {
            if let Some(first) = found.first() {
                say(first, "what the source changed");
            }
            item.keep();
            return;
        }
        Kind::Kept => {
            item.restore();
            refused.retain(|refused| refused.path != path);
            return;
        }
        Kind::New | Kind::Updated | Kind::Unchanged => {}
    }
    let mut is_mended = false;
    if !is_last {
        let lines: Vec<&str> = item.text.split('\n').collect();
        // From below, so that the numbers of paragraphs above stay right.
        let mut parts: Vec<(Part, &Diagnostic)> = found
            .iter()
            .filter_map(|found| Some((part(&item.page, &lines, found.line)?, found)))
            .collect();
        parts.sort_by(|a, b| b.0.cmp(&a.0));
        parts.dedup_by(|a, b| a.0 == b.0);
        for (part, found) in parts {
            match part {
                Part::Paragraph(at) => {
                    if item.page.drop_paragraph(at, ledger, REFUSED) {
                        say(found, "a paragraph of the text");
                        is_mended = true;
                    }
                }
                Part::Key(key) if key == "summary" => {
                    let name = item.page.get("name").cloned();
                    let is_other = name.as_ref() != item.page.get("summary");
                    if let (Some(name), true) = (name, is_other) {
                        item.page.drop("summary", ledger, REFUSED);
                        item.page.set("summary", name, []);
                        say(found, "summary");
                        is_mended = true;
                    }
                }
                Part::Key(key)
                    if matches!(key.as_str(), "id" | "name" | "status" | "assurance") => {}
                Part::Key(key) => {
                    if item.page.drop(&key, ledger, REFUSED) {
                        say(found, &key);
                        is_mended = true;
                    }
                }
            }
        }
    }
    if is_mended {
        item.text = item.page.text();
        return;
    }
    if let Some(first) = found.first() {
        say(first, "the page");
    }
    plan.drop_page(at, ledger, REFUSED);
}

/// A part of a page that can be taken away.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Key(String),
    Paragraph(usize),
}

/// Which part of a page a line belongs to, from 1.
fn part(page: &Page, lines: &[&str], line: usize) -> Option<Part> {
    let starts = page.lines_of_paragraphs();
    if let Some(at) = starts.iter().rposition(|start| *start <= line) {
        return Some(Part::Paragraph(at));
    }
    let above = lines.get(..line.min(lines.len()))?.iter().rev();
    let key = above.filter_map(|line| line.split_once(':')).map(|(key, _)| key);
    let mut keys = key
        .filter(|key| !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    keys.next().map(|key| Part::Key(key.to_owned()))
}
