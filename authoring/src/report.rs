//! Everything there is to say about a content folder, as data; and three ways to say it.
//!
//! A [`Problem`] names bytes of a file, so that a check stays short. [`Diagnostic`]s are what
//! leaves the indexer: lines and columns that people count, with the line itself. The renderers
//! ([`text`], [`json`], [`annotations`]) add nothing of their own.

pub mod codes;
mod render;

use std::cell::RefCell;

use serde::Serialize;

pub use render::{annotations, json, text, text_in_colour};

use crate::source::{SourceFile, Span};

/// Most characters of a line that a diagnostic carries: one line of a terminal, with its number.
pub(crate) const QUOTE: usize = 100;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A reader would be misled, or somebody harmed: the build stops.
    Error,
    /// Worth a person's time.
    Warning,
    /// A suggestion.
    Note,
}

/// A stable code, explained in `content/README.md`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Its name, such as `bad-date`.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it means, in one sentence.
    pub about: &'static str,
}

/// What one check has to say about one place.
#[derive(Clone, Debug)]
pub struct Remark {
    span: Span,
    /// The path of a file that is not there.
    absent: Option<String>,
    message: String,
    type_this: Option<String>,
    related: Vec<(Span, String)>,
}

impl Remark {
    /// What we found, in plain words that fit after the carets.
    pub fn at(span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { span, absent: None, message, type_this: None, related: Vec::new() }
    }

    /// A file is not there: its path is all there is to point at.
    pub fn on_absent(path: &str, message: impl Into<String>) -> Self {
        Self { absent: Some(path.to_owned()), ..Self::at(Span::top(u32::MAX), message) }
    }

    /// What to type instead.
    pub fn typing(mut self, words: impl Into<String>) -> Self {
        self.type_this = Some(words.into());
        self
    }

    /// What to type instead, where there is a guess.
    pub fn maybe_typing(mut self, words: Option<impl Into<String>>) -> Self {
        self.type_this = words.map(Into::into);
        self
    }

    /// Another place that has to do with it.
    pub fn beside(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push((span, message.into()));
        self
    }
}

/// A remark and its code.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Which sort of problem.
    pub code: &'static Code,
    remark: Remark,
}

/// A growing list of problems: readers go on after the first.
#[derive(Debug, Default)]
pub struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// Takes in one more.
    pub fn add(&self, code: &'static Code, remark: Remark) {
        self.0.borrow_mut().push(Problem { code, remark });
    }

    /// Takes in those that others have found.
    pub fn extend(&self, found: Vec<Problem>) {
        self.0.borrow_mut().extend(found);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// All of them, leaving none.
    pub fn take(&self) -> Vec<Problem> {
        self.0.take()
    }
}

/// One problem, with everything a person or a program needs to see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Its stable code.
    pub code: &'static str,
    /// The file.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Characters on that line, at least 1.
    pub length: usize,
    /// The line, or the part of a long line around the place.
    pub quote: String,
    /// Column of the first character of `quote`, from 1.
    pub quote_column: usize,
    /// What we found.
    pub message: String,
    /// What to type instead.
    pub type_this: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
}

/// Another place that has to do with a problem.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// The file.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Why it matters.
    pub message: String,
}

impl Diagnostic {
    /// Whether it stops a build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Turns bytes into lines and columns, and sorts by place. `folder` (such as `content/`) is put
/// before every path.
pub fn locate(problems: &[Problem], files: &[SourceFile], folder: &str) -> Vec<Diagnostic> {
    let places = Places { folder, lines: files.iter().map(Lines::of).collect() };
    let mut found: Vec<Diagnostic> =
        problems.iter().map(|problem| places.diagnostic(problem)).collect();
    found.sort_by(|a, b| {
        (&a.path, a.line, a.column, a.code).cmp(&(&b.path, b.line, b.column, b.code))
    });
    found.dedup();
    found
}

/// A file and where its lines begin.
struct Lines<'a> {
    file: &'a SourceFile,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(file: &'a SourceFile) -> Self {
        let breaks = file.text.match_indices('\n').map(|(at, _)| at + 1);
        Self { file, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The number of a byte's line (from 0), and the line.
    fn line(&self, byte: usize) -> (usize, &'a str) {
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let rest = self.file.text.get(start..).unwrap_or_default();
        (line, rest.split('\n').next().unwrap_or_default())
    }

    /// Line from 1, column from 1 in characters.
    fn place(&self, byte: usize) -> (usize, usize) {
        let (line, text) = self.line(byte);
        let inside = byte - self.starts.get(line).copied().unwrap_or_default().min(byte);
        (line + 1, text.char_indices().take_while(|(at, _)| *at < inside).count() + 1)
    }
}

struct Places<'a> {
    folder: &'a str,
    lines: Vec<Lines<'a>>,
}

impl Places<'_> {
    fn diagnostic(&self, problem: &Problem) -> Diagnostic {
        let Problem { code, remark: Remark { span, absent, message, type_this, related } } =
            problem;
        let (mut path, line, column) = self.place(*span);
        path.extend(absent.as_deref());
        let text = self
            .lines
            .get(span.file as usize)
            .map_or("", |lines| lines.line(span.start as usize).1);
        let width = text.chars().count();
        let stretch = self
            .lines
            .get(span.file as usize)
            .and_then(|lines| lines.file.text.get(span.start as usize..span.end as usize))
            .map_or(0, |stretch| stretch.split('\n').next().unwrap_or_default().chars().count());
        // A long line is cut to the neighbourhood of the place.
        let skip = if width <= QUOTE { 0 } else { column.saturating_sub(QUOTE / 4) };
        Diagnostic {
            severity: code.severity,
            code: code.id,
            path,
            line,
            column,
            length: stretch.min((width + 1).saturating_sub(column)).max(1),
            quote: text.chars().skip(skip).take(QUOTE).collect(),
            quote_column: skip + 1,
            message: message.clone(),
            type_this: type_this.clone(),
            related: related
                .iter()
                .map(|(span, message)| {
                    let (path, line, column) = self.place(*span);
                    Related { path, line, column, message: message.clone() }
                })
                .collect(),
        }
    }

    fn place(&self, span: Span) -> (String, usize, usize) {
        let Some(lines) = self.lines.get(span.file as usize) else {
            return (self.folder.to_owned(), 1, 1);
        };
        let (line, column) = lines.place(span.start as usize);
        (format!("{}{}", self.folder, lines.file.path), line, column)
    }
}
