//! What went wrong, as one sentence that says what to do.

use std::fmt;
use std::path::Path;

/// A sentence for the person at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(String);

/// What a step gives: its value, or why there is none.
pub type Outcome<T> = Result<T, Problem>;

impl Problem {
    /// A sentence, complete with what to do about it.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// A file or folder that could not be used; `doing` completes "could not …".
    pub fn with_file(doing: &str, path: &Path, reason: &std::io::Error) -> Self {
        Self(format!(
            "could not {doing} {}: {reason}; check its permissions and the free space",
            path.display()
        ))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}
