//! Diagnostics in words for people, in JSON for programs, and as annotations on a pull request.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::{Diagnostic, LocatedSuggestion, Severity};

/// Most carets below a line: more would push what they say off the screen.
const CARETS: usize = 40;

/// For people, without colours: each of them, and how many there are in how many files.
pub fn text(diagnostics: &[Diagnostic], files: usize) -> String {
    [listed(diagnostics), summary(diagnostics, files), "\n".to_owned()].concat()
}

/// Each of them for people, without colours.
pub fn listed(diagnostics: &[Diagnostic]) -> String {
    write_all(diagnostics, &Colours::default())
}

/// Most groups that [`by_group`] names.
const GROUPS_NAMED: usize = 10;

/// Whose findings these are, the worst first: a line for each group, or for a file of the directory's
/// own. Empty where all of them are one group's. `folder` stands before every path.
pub fn by_group(diagnostics: &[Diagnostic], folder: &str) -> String {
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for found in diagnostics {
        let path = found.path.strip_prefix(folder).unwrap_or(&found.path);
        let whose = match path.split_once('/') {
            Some((group, _)) if !group.starts_with('_') => group,
            _ => path,
        };
        let count = counts.entry(whose).or_default();
        match found.severity {
            Severity::Error => count[0] += 1,
            Severity::Warning => count[1] += 1,
            Severity::Note => count[2] += 1,
        }
    }
    if counts.len() < 2 {
        return String::new();
    }
    let mut worst: Vec<_> = counts.into_iter().collect();
    worst.sort_by(|(a, one), (b, other)| other.cmp(one).then(a.cmp(b)));
    let mut out = String::from("\nWhose:\n");
    for (whose, [errors, warnings, notes]) in worst.iter().take(GROUPS_NAMED) {
        let _ = writeln!(
            out,
            "  {}: {}, {}, {}",
            visible(whose),
            say(*errors, "error", "errors"),
            say(*warnings, "warning", "warnings"),
            say(*notes, "note", "notes")
        );
    }
    if worst.len() > GROUPS_NAMED {
        let _ = writeln!(out, "  and {} others", worst.len() - GROUPS_NAMED);
    }
    out
}

/// How much of what was found is about plain words, in a line; empty where nothing is.
pub fn plain_words(diagnostics: &[Diagnostic]) -> String {
    let codes = [
        ("hard-to-read", "page that is hard to read", "pages that are hard to read"),
        ("long-sentence", "long sentence", "long sentences"),
        ("jargon", "word that not everybody knows", "words that not everybody knows"),
    ];
    let counted = codes.into_iter().filter_map(|(code, one, many)| {
        let count = diagnostics.iter().filter(|found| found.code == code).count();
        (count > 0).then(|| say(count, one, many))
    });
    let counted: Vec<String> = counted.collect();
    if counted.is_empty() {
        String::new()
    } else {
        format!("Plain words: {}.\n", counted.join(", "))
    }
}

/// What was found in files that nobody asked for, in a line; empty where nothing was.
pub fn elsewhere(diagnostics: &[Diagnostic]) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    format!(
        "Elsewhere: {}, {}, {}. `signpost check` without a path tells them.\n",
        say(count(Severity::Error), "error", "errors"),
        say(count(Severity::Warning), "warning", "warnings"),
        say(count(Severity::Note), "note", "notes"),
    )
}

/// For people at a terminal that shows colours. Colour never says anything that words don't.
pub fn text_in_colour(diagnostics: &[Diagnostic], files: usize) -> String {
    [listed_in_colour(diagnostics), summary(diagnostics, files), "\n".to_owned()].concat()
}

/// Each of them for people at a terminal that shows colours.
pub fn listed_in_colour(diagnostics: &[Diagnostic]) -> String {
    write_all(diagnostics, &COLOURS)
}

/// The escapes of a terminal around parts of a finding; none where there are no colours.
#[derive(Default)]
struct Colours {
    place: &'static str,
    error: &'static str,
    warning: &'static str,
    note: &'static str,
    suggestion: &'static str,
    end: &'static str,
}

/// The colours that compilers have made usual, of the sixteen that follow what somebody has chosen for their terminal.
const COLOURS: Colours = Colours {
    place: "\x1b[1m",
    error: "\x1b[1;31m",
    warning: "\x1b[33m",
    note: "\x1b[36m",
    suggestion: "\x1b[32m",
    end: "\x1b[0m",
};

impl Colours {
    fn of(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Note => self.note,
        }
    }
}

fn write_all(diagnostics: &[Diagnostic], colours: &Colours) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    for diagnostic in diagnostics {
        let _ = write_one(&mut out, diagnostic, colours);
    }
    out
}

fn write_one(out: &mut String, diagnostic: &Diagnostic, colours: &Colours) -> std::fmt::Result {
    let Diagnostic {
        severity,
        code,
        path,
        line,
        column,
        length,
        quote,
        quote_column,
        message,
        suggestion,
        labels,
    } = diagnostic;
    let Colours { place, suggestion: proposed, end, .. } = colours;
    let mark = colours.of(*severity);
    let severity = match severity {
        Severity::Error => "",
        Severity::Warning => " (warning)",
        Severity::Note => " (note)",
    };
    writeln!(out, "{place}{}:{line}:{column}{end}  {mark}{code}{severity}{end}", visible(path))?;
    let message = visible(message);
    if quote.trim().is_empty() {
        writeln!(out, "  {message}")?;
    } else {
        let before = column.saturating_sub(*quote_column);
        let cut = if *quote_column > 1 { "…" } else { "" };
        let rest = if quote.chars().count() >= super::QUOTE { "…" } else { "" };
        let line = line.to_string();
        writeln!(out, "  {line} | {cut}{}{rest}", visible(quote))?;
        let indent = wide(cut) + quote.chars().take(before).map(width).sum::<usize>();
        let carets: usize = quote.chars().skip(before).take(*length).map(width).sum();
        let (margin, indent) = (" ".repeat(line.len()), " ".repeat(indent));
        writeln!(
            out,
            "  {margin} | {indent}{mark}{} {message}{end}",
            "^".repeat(carets.clamp(1, CARETS))
        )?;
    }
    for (word, words) in suggestion.iter().flat_map(LocatedSuggestion::lines) {
        let mut lines = words.lines();
        writeln!(out, "  {proposed}{word}:{end} {}", visible(lines.next().unwrap_or_default()))?;
        let indent = " ".repeat(word.len() + 4);
        for line in lines {
            writeln!(out, "{indent}{}", visible(line))?;
        }
    }
    for other in labels {
        let (path, line, column) = (visible(&other.path), other.line, other.column);
        writeln!(out, "  see:  {path}:{line}:{column} {}", visible(&other.message))?;
    }
    writeln!(out)
}

fn say(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}

fn summary(diagnostics: &[Diagnostic], files: usize) -> String {
    let count =
        |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let read = say(files, "file read", "files read");
    if diagnostics.is_empty() {
        return format!("{read}: nothing to mend.");
    }
    format!(
        "{read}: {}, {}, {}. `signpost explain CODE` says what a code means.",
        say(count(Severity::Error), "error", "errors"),
        say(count(Severity::Warning), "warning", "warnings"),
        say(count(Severity::Note), "note", "notes"),
    )
}

/// A text in which nothing is invisible and nothing moves the cursor: a page cannot make its own
/// report look like another.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => out.push(' '),
            _ if is_invisible(character) => {
                let _ = write!(out, "<U+{:04X}>", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}

/// Controls and marks without a shape. Joiners are letters' business in Persian and Punjabi.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{FEFF}' | '\u{AD}'
        )
        || ('\u{202A}'..='\u{202E}').contains(&character)
        || ('\u{2060}'..='\u{206F}').contains(&character)
        || ('\u{E0000}'..='\u{E007F}').contains(&character)
}

fn wide(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Columns of a terminal that a character takes: 2 for Han, kana, hangul and full width (UAX #11
/// W and F, in the blocks that people write), 0 for the marks of Gurmukhi, Devanagari, Arabic and
/// Latin, else 1.
fn width(character: char) -> usize {
    match u32::from(character) {
        0x09 => 1,
        _ if is_invisible(character) => format!("<U+{:04X}>", u32::from(character)).len(),
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        0x0300..=0x036F
        | 0x0610..=0x061A
        | 0x064B..=0x065F
        | 0x0670
        | 0x0900..=0x0902
        | 0x093C
        | 0x0941..=0x0948
        | 0x094D
        | 0x0A01
        | 0x0A02
        | 0x0A3C
        | 0x0A41..=0x0A51
        | 0x0A70
        | 0x0A71
        | 0x200C
        | 0x200D => 0,
        _ => 1,
    }
}

#[derive(Serialize)]
struct Document<'a> {
    /// The shape of this document: 3 since a suggestion says its kind.
    version: u8,
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: &'a [Diagnostic],
    /// Only where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    topics: Option<&'a [PageTopics]>,
}

/// The topics of a page, for a writer to correct.
#[derive(Debug, Serialize)]
pub struct PageTopics {
    /// The page's path, as in findings.
    pub path: String,
    /// The id of each topic and where it was found: `topics`, `name`, `summary` or `text`.
    pub topics: Vec<(String, &'static str)>,
}

/// A line for each page: what it is found by, and what says so.
pub fn topics(pages: &[PageTopics]) -> String {
    let mut out = String::from(
        "\nTopics of each page, and where they stand. Add what is missing with `topics:`, take away what it is \
         not with `not_topics:`.\n",
    );
    for PageTopics { path, topics } in pages {
        let of = |wanted: &str| {
            let ids = topics.iter().filter(|(_, place)| *place == wanted);
            let ids: Vec<&str> = ids.map(|(id, _)| id.as_str()).collect();
            (!ids.is_empty()).then(|| format!("{} ({wanted})", ids.join(", ")))
        };
        let all: Vec<String> =
            ["topics", "name", "summary", "text"].into_iter().filter_map(of).collect();
        let said = if all.is_empty() { "none".to_owned() } else { all.join("; ") };
        let _ = writeln!(out, "  {}: {said}", visible(path));
    }
    out
}

/// One JSON document.
pub fn json(diagnostics: &[Diagnostic], files: usize) -> String {
    document(diagnostics, files, None)
}

/// The same with the topics of each page.
pub fn json_with_topics(diagnostics: &[Diagnostic], files: usize, topics: &[PageTopics]) -> String {
    document(diagnostics, files, Some(topics))
}

fn document(diagnostics: &[Diagnostic], files: usize, topics: Option<&[PageTopics]>) -> String {
    let count =
        |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let document = Document {
        version: 3,
        files,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        diagnostics,
        topics,
    };
    // Texts and numbers always become JSON.
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}

/// Workflow commands that GitHub and Gitea show beside the lines of a pull request. Paths there
/// count from the repository's root, so an absolute content folder is cut to its own name.
pub fn annotations(diagnostics: &[Diagnostic], content: &Path) -> String {
    let folder = content.to_string_lossy();
    let name = content.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let mut out = String::new();
    for diagnostic in diagnostics {
        let path = match diagnostic.path.strip_prefix(folder.as_ref()) {
            Some(rest) if content.is_absolute() => format!("{name}{rest}"),
            _ => diagnostic.path.trim_start_matches("./").to_owned(),
        };
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut message = diagnostic.message.clone();
        for (word, words) in diagnostic.suggestion.iter().flat_map(LocatedSuggestion::lines) {
            let _ = write!(message, "\n{word}: {words}");
        }
        for other in &diagnostic.labels {
            let _ = write!(message, "\nsee: {}:{} {}", other.path, other.line, other.message);
        }
        let _ = writeln!(
            out,
            "::{command} file={},line={},col={},endColumn={},title={}::{}",
            property(&path),
            diagnostic.line,
            diagnostic.column,
            diagnostic.column + diagnostic.length - 1,
            property(diagnostic.code),
            data(&message),
        );
    }
    out
}

/// What stands after `::` of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands in a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backwards() -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: "dates-backwards",
            path: "content/riverside/friday-parcels.md".into(),
            line: 9,
            column: 12,
            length: 5,
            quote: "closes_at: 09:00".into(),
            quote_column: 1,
            message: "this is before opens_at, 14:00 on line 8".into(),
            suggestion: Some(LocatedSuggestion::Choice {
                words: vec!["closes_at: 21:00".into(), "opens_at: 08:00".into()],
            }),
            labels: vec![],
        }
    }

    #[test]
    fn a_person_reads_where_what_and_what_to_type() {
        let expected = "\
content/riverside/friday-parcels.md:9:12  dates-backwards
  9 | closes_at: 09:00
    |            ^^^^^ this is before opens_at, 14:00 on line 8
  either: closes_at: 21:00
  or: opens_at: 08:00

1 file read: 1 error, 0 warnings, 0 notes. `signpost explain CODE` says what a code means.
";
        assert_eq!(text(&[backwards()], 1), expected);
    }

    #[test]
    fn colours_say_nothing_that_words_do_not() {
        let mut coloured = text_in_colour(&[backwards()], 1);
        assert!(coloured.contains("\x1b[1;31mdates-backwards\x1b[0m"), "{coloured}");
        let Colours { place, error, warning, note, suggestion, end } = COLOURS;
        for escape in [place, error, warning, note, suggestion, end] {
            coloured = coloured.replace(escape, "");
        }
        assert_eq!(coloured, text(&[backwards()], 1));
    }

    #[test]
    fn carets_stand_below_wide_and_hidden_characters() {
        let mut diagnostic = backwards();
        (diagnostic.quote, diagnostic.column, diagnostic.length) =
            ("名: 太極\u{202E}x".into(), 4, 3);
        let said = text(&[diagnostic], 1);
        assert!(said.contains("  9 | 名: 太極<U+202E>x\n    |     ^^^^^^^^^^^^ this"), "{said}");
    }

    #[test]
    fn a_message_cannot_begin_another_annotation() {
        let mut diagnostic = backwards();
        diagnostic.message = "100%\n::error::mine".into();
        diagnostic.suggestion = None;
        diagnostic.path = "/home/somebody/content/a,b:c.md".into();
        assert_eq!(
            annotations(&[diagnostic], Path::new("/home/somebody/content")),
            "::error file=content/a%2Cb%3Ac.md,line=9,col=12,endColumn=16,title=dates-backwards::100%25%0A::error::mine\n"
        );
    }

    #[test]
    fn a_program_reads_one_document() {
        let read: serde_json::Value =
            serde_json::from_str(&json(&[backwards()], 3)).unwrap_or_default();
        assert_eq!(read["errors"], 1);
        assert_eq!(read["diagnostics"][0]["severity"], "error");
    }
}
