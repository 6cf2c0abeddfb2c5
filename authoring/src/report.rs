//! Everything there is to say about a content folder, as data; and three ways to say it.
//!
//! A [`Finding`] names bytes of a file, so that a check stays short. [`Diagnostic`]s are what leaves
//! this crate: lines and columns that people count, with the line itself. The renderers
//! ([`text`], [`json`], [`annotations`]) add nothing of their own.

pub mod codes;
mod render;
mod suggestion;

use std::cell::RefCell;

use serde::Serialize;

pub use render::{
    PageTopics, annotations, by_group, elsewhere, json, json_with_topics, listed, listed_in_colour,
    plain_words, text, text_in_colour, topics, visible,
};
pub use suggestion::{Edit, Suggestion};

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

/// What was found at one place, before lines and columns are counted.
#[derive(Clone, Debug)]
pub struct Finding {
    span: Span,
    /// The path of a file that is not there.
    absent: Option<String>,
    message: String,
    suggestion: Option<Suggestion>,
    labels: Vec<Label>,
}

/// Another place that has to do with a finding, and what it has to do with it.
#[derive(Clone, Debug)]
struct Label {
    span: Span,
    message: String,
}

impl Finding {
    /// What was found at `span`, in plain words that fit after the carets.
    pub fn at(span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { span, absent: None, message, suggestion: None, labels: Vec::new() }
    }

    /// A file is not there: its path is all there is to point at.
    pub fn on_absent(path: &str, message: impl Into<String>) -> Self {
        Self { absent: Some(path.to_owned()), ..Self::at(Span::top(u32::MAX), message) }
    }

    /// What was typed at this place, corrected: it may hold nothing that was not typed.
    pub fn correct(self, with: impl Into<String>) -> Self {
        let span = self.span;
        self.correct_at(span, with)
    }

    /// What was typed at another place, corrected. Said several times, it is one correction of several
    /// stretches.
    pub fn correct_at(mut self, span: Span, with: impl Into<String>) -> Self {
        let edit = Edit { span, with: with.into() };
        match &mut self.suggestion {
            Some(Suggestion::Correction { edits, .. }) => edits.push(edit),
            _ => {
                let shown = edit.with.clone();
                self.suggestion = Some(Suggestion::Correction { edits: vec![edit], shown });
            }
        }
        self
    }

    /// What is shown of a correction, mostly with the key before it.
    pub fn shown(mut self, words: impl Into<String>) -> Self {
        if let Some(Suggestion::Correction { shown, .. }) = &mut self.suggestion {
            *shown = words.into();
        }
        self
    }

    /// Another name for the file itself.
    pub fn rename(mut self, path: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion::Correction { edits: Vec::new(), shown: path.into() });
        self
    }

    /// A correction of this place, where there is one.
    pub fn maybe_correct(self, with: Option<impl Into<String>>) -> Self {
        match with {
            Some(with) => self.correct(with),
            None => self,
        }
    }

    /// The ways in which it can be meant. One alone is no choice, and none is no suggestion.
    pub fn choices<T: Into<String>>(mut self, ways: impl IntoIterator<Item = T>) -> Self {
        let ways: Vec<String> = ways.into_iter().map(Into::into).collect();
        self.suggestion = (ways.len() > 1).then_some(Suggestion::Choice(ways));
        self
    }

    /// The form of what belongs here, with facts that are nobody's.
    pub fn example(mut self, words: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion::Example(words.into()));
        self
    }

    /// Whether there is a suggestion of any kind.
    pub fn has_suggestion(&self) -> bool {
        self.suggestion.is_some()
    }

    /// Another place that has to do with it.
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }
}

/// A finding under its code.
pub type Coded = (&'static Code, Finding);

/// A growing list of findings: readers go on after the first.
#[derive(Debug, Default)]
pub struct Findings(RefCell<Vec<Coded>>);

impl Findings {
    /// Takes in one more.
    pub fn add(&self, code: &'static Code, finding: Finding) {
        self.0.borrow_mut().push((code, finding));
    }

    /// Takes in those of other lists.
    pub fn extend(&self, more: Vec<Coded>) {
        self.0.borrow_mut().extend(more);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// All of them, leaving none.
    pub fn take(&self) -> Vec<Coded> {
        self.0.take()
    }
}

/// A finding with its code and everything a person or a program needs to see it.
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
    /// What was found.
    pub message: String,
    /// What to type instead.
    pub suggestion: Option<LocatedSuggestion>,
    /// Other places that have to do with it.
    pub labels: Vec<LocatedLabel>,
}

/// What somebody can type instead, as a person reads it and as a program can put it in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum LocatedSuggestion {
    /// Only what was typed, corrected.
    Correction {
        /// What a person types.
        words: String,
        /// The stretches that change; none where a file is to be renamed.
        edits: Vec<LocatedEdit>,
    },
    /// A question that only the writer can answer, and its answers.
    Choice {
        /// Two or more.
        words: Vec<String>,
    },
    /// The form of what belongs there; its facts are nobody's.
    Example {
        /// The form.
        words: String,
    },
}

/// A stretch of a file, from one place to before another, and what belongs there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LocatedEdit {
    /// The file.
    pub path: String,
    /// Line of the first character, from 1.
    pub line: usize,
    /// Column of the first character, from 1.
    pub column: usize,
    /// Line of the character after the last, from 1.
    pub end_line: usize,
    /// Column of the character after the last, from 1.
    pub end_column: usize,
    /// What belongs there.
    pub with: String,
}

impl LocatedSuggestion {
    /// The lines that a person reads: the word before them, and the words themselves.
    pub(crate) fn lines(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Correction { words, .. } => vec![("type", words)],
            Self::Example { words } => vec![("for example", words)],
            Self::Choice { words } => {
                let word = |at: usize| if at == 0 { "either" } else { "or" };
                words.iter().enumerate().map(|(at, way)| (word(at), way.as_str())).collect()
            }
        }
    }
}

/// Another place that has to do with a diagnostic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LocatedLabel {
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
pub fn locate(findings: &[Coded], files: &[SourceFile], folder: &str) -> Vec<Diagnostic> {
    let places = Places { folder, lines: files.iter().map(Lines::of).collect() };
    let mut diagnostics: Vec<Diagnostic> =
        findings.iter().map(|finding| places.diagnostic(finding)).collect();
    diagnostics.sort_by(|a, b| {
        (&a.path, a.line, a.column, a.code).cmp(&(&b.path, b.line, b.column, b.code))
    });
    diagnostics.dedup();
    diagnostics
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
    fn diagnostic(&self, (code, finding): &Coded) -> Diagnostic {
        let Finding { span, absent, message, suggestion, labels } = finding;
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
            suggestion: suggestion.as_ref().map(|suggestion| self.suggestion(suggestion)),
            labels: labels
                .iter()
                .map(|Label { span, message }| {
                    let (path, line, column) = self.place(*span);
                    LocatedLabel { path, line, column, message: message.clone() }
                })
                .collect(),
        }
    }

    fn suggestion(&self, suggestion: &Suggestion) -> LocatedSuggestion {
        match suggestion {
            Suggestion::Correction { edits, shown } => LocatedSuggestion::Correction {
                words: shown.clone(),
                edits: edits.iter().map(|edit| self.edit(edit)).collect(),
            },
            Suggestion::Choice(ways) => LocatedSuggestion::Choice { words: ways.clone() },
            Suggestion::Example(words) => LocatedSuggestion::Example { words: words.clone() },
        }
    }

    fn edit(&self, Edit { span, with }: &Edit) -> LocatedEdit {
        let (path, line, column) = self.place(*span);
        let (_, end_line, end_column) = self.place(Span { start: span.end, ..*span });
        LocatedEdit { path, line, column, end_line, end_column, with: with.clone() }
    }

    fn place(&self, span: Span) -> (String, usize, usize) {
        let Some(lines) = self.lines.get(span.file as usize) else {
            return (self.folder.to_owned(), 1, 1);
        };
        let (line, column) = lines.place(span.start as usize);
        (format!("{}{}", self.folder, lines.file.path), line, column)
    }
}
