//! YAML as a tree: the part of YAML that people write by hand.
//!
//! Deliberately absent: anchors and aliases (a bomb needs them, a page does not), tags, several
//! documents, keys that are not plain texts.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput};

use super::typed::{self, Typed, undisguise};
use super::{Entry, Kind, MAX_DEPTH, Node, Spanned};
use crate::report::{Finding, Findings, Severity, codes};
use crate::source::Span;
use crate::write::yaml;

/// How many spaces a tab at the beginning of a line can stand for: the first with which the facts can be
/// read is meant.
const TABS: [usize; 4] = [2, 4, 8, 1];

/// Reads the facts at `range` of a page; `None` when they cannot be read, which is then among the
/// findings.
pub fn parse_yaml(
    file: u32,
    text: &str,
    range: std::ops::Range<usize>,
    findings: &Findings,
) -> Option<Node> {
    let facts = text.get(range.clone())?;
    let mut first = None;
    for tab in TABS {
        let typed = Typed::read(file, facts, range.start, tab);
        let found = Findings::default();
        let node = parse(file, range.clone(), &typed, &found);
        let has_tabs = typed.has_tabs;
        found.extend(typed.findings);
        if node.is_some() || !has_tabs {
            findings.extend(found.take());
            return node;
        }
        first = first.or(Some(found));
    }
    findings.extend(first?.take());
    None
}

fn parse(
    file: u32,
    range: std::ops::Range<usize>,
    typed: &Typed,
    findings: &Findings,
) -> Option<Node> {
    let end = range.end as u32;
    let top = Span::new(file, range);
    let parser = Parser::new_from_str(&typed.text);
    let mut reader = Reader { file, end, typed, parser, findings };
    match reader.document(top) {
        Ok(node) => Some(node),
        Err(Stop::Reported) => None,
        Err(Stop::Syntax(error)) => {
            // What was typed otherwise is most often why.
            if typed.findings.iter().all(|(code, _)| code.severity != Severity::Error) {
                reader.report_syntax(&error);
            }
            None
        }
    }
}

enum Stop {
    /// The parser cannot go on.
    Syntax(ScanError),
    /// It is among the findings already.
    Reported,
}

struct Reader<'a> {
    file: u32,
    /// Where the facts end in the file.
    end: u32,
    typed: &'a Typed,
    parser: Parser<'a, StrInput<'a>>,
    findings: &'a Findings,
}

type Spot<'a> = (Event<'a>, Stretch);

/// Where something stands: in the file, and from which to which byte of the text that the parser reads.
#[derive(Clone, Copy)]
struct Stretch {
    span: Span,
    from: usize,
    to: usize,
}

impl<'a> Reader<'a> {
    /// The stretch of some characters of the parser's text.
    fn stretch(&self, from: usize, to: usize) -> Stretch {
        let Typed { places, offsets, .. } = self.typed;
        let start = places.get(from).map_or(self.end, |(start, _)| *start);
        let last = to.checked_sub(1).filter(|_| to > from).and_then(|last| places.get(last));
        let end = last.map_or(start, |(_, end)| *end).max(start);
        let offset = |at: usize| offsets.get(at).or(offsets.last()).copied().unwrap_or_default();
        Stretch {
            span: Span { file: self.file, start, end },
            from: offset(from),
            to: offset(to.max(from)),
        }
    }

    fn next(&mut self) -> Result<Spot<'a>, Stop> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let (from, to) = (span.start.index(), span.end.index());
                let Stretch { from: start, to: end, .. } = self.stretch(from, to);
                // The parser's stretches reach to the next token. White space is no part of a value,
                // nor is a comment after a closing quote or bracket.
                let raw = self.typed.text.get(start..end).unwrap_or_default();
                let length = match &event {
                    Event::Scalar(_, ScalarStyle::DoubleQuoted, ..) => quoted_length(raw, '"'),
                    Event::Scalar(_, ScalarStyle::SingleQuoted, ..) => quoted_length(raw, '\''),
                    Event::SequenceEnd | Event::MappingEnd if raw.starts_with([']', '}']) => 1,
                    _ => raw.trim_end().len(),
                };
                let characters = raw.get(..length).map_or(0, |raw| raw.chars().count());
                Ok((event, self.stretch(from, from + characters)))
            }
            Some(Err(error)) => Err(Stop::Syntax(error)),
            None => {
                let stretch = Stretch { span: Span::top(self.file), from: 0, to: 0 };
                Ok((Event::StreamEnd, stretch))
            }
        }
    }

    fn document(&mut self, top: Span) -> Result<Node, Stop> {
        let mut root = None;
        loop {
            let (event, stretch) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                Event::DocumentStart(_) if root.is_some() => {
                    return self.refuse(stretch.span, "a second block begins here; a page has one");
                }
                Event::DocumentStart(_) => {}
                event => root = Some(self.node((event, stretch), 0, None)?),
            }
        }
        let root = root.unwrap_or_else(|| Node::empty_map(top));
        match root.kind {
            Kind::Map(_) => Ok(root),
            _ if root.is_nothing() => Ok(Node::empty_map(top)),
            _ => {
                let message = "each line here needs a key, a colon, a space and a value";
                self.findings
                    .add(&codes::YAML_SYNTAX, Finding::at(root.span, message).example("name: …"));
                Err(Stop::Reported)
            }
        }
    }

    fn node(
        &mut self,
        (event, stretch): Spot<'a>,
        depth: usize,
        key: Option<&str>,
    ) -> Result<Node, Stop> {
        let span = stretch.span;
        if depth > MAX_DEPTH {
            self.findings.add(&codes::TOO_DEEP, Finding::at(span, "this is nested too deep"));
            return Err(Stop::Reported);
        }
        match event {
            Event::Alias(_) => self.refuse(span, "a text that begins with * needs quotes"),
            Event::Scalar(_, _, anchor, tag) if anchor != 0 || tag.is_some() => {
                self.refuse(span, "a text that begins with & or ! needs quotes")
            }
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag)
                if anchor != 0 || tag.is_some() =>
            {
                self.refuse(span, "the marks & and ! are not used here")
            }
            Event::Scalar(text, style, _, _) => {
                let quoted = style != ScalarStyle::Plain;
                let text = self.without_disguise(&text, stretch, key);
                Ok(Node { span, kind: Kind::Scalar { text, quoted } })
            }
            Event::SequenceStart(..) => self.list(stretch, depth),
            Event::MappingStart(..) => self.map(span, depth),
            _ => self.refuse(span, "this cannot be read"),
        }
    }

    /// The text as it was typed. Where a character of YAML's was meant as a letter, the text in quotes is
    /// what to type.
    fn without_disguise(&self, text: &str, stretch: Stretch, key: Option<&str>) -> String {
        let mut plain: String = text.chars().map(|c| undisguise(c).unwrap_or(c)).collect();
        let raw = self.typed.text.get(stretch.from..stretch.to).unwrap_or_default();
        let Some((at, code, message)) = typed::about(raw) else { return plain };
        let before = self.typed.text.get(..stretch.from + at).unwrap_or_default().chars().count();
        let place = self.stretch(before, before + 1).span;
        // A quote at the beginning and no other was to be closed at the end; an apostrophe is a letter.
        let mut message = message;
        if at == 0 && plain.starts_with('"') && plain.matches('"').count() == 1 {
            message = "a quote is opened here and not closed";
            plain.remove(0);
        }
        let quoted = match plain.contains('"') {
            true => yaml::single_quoted(&plain),
            false => None,
        };
        let quoted = quoted.unwrap_or_else(|| yaml::double_quoted(&plain));
        let shown = match key {
            Some(key) => format!("{key}: {quoted}"),
            None => quoted.clone(),
        };
        let finding = Finding::at(place, message).correct_at(stretch.span, quoted).shown(shown);
        self.findings.add(code, finding);
        plain
    }

    fn list(&mut self, start: Stretch, depth: usize) -> Result<Node, Stop> {
        let start = self.begun_at_hyphen(start);
        let mut list = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => {
                    let last = list.last().map_or(start, |node: &Node| node.span);
                    return Ok(Node { span: whole(start, end.span, last), kind: Kind::List(list) });
                }
                spot => list.push(self.node(spot, depth + 1, None)?),
            }
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node, Stop> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, stretch) = self.next()?;
            if let Event::MappingEnd = event {
                let last = entries.last().map_or(start, |entry| entry.value.span);
                let span = whole(start, stretch.span, last);
                return Ok(Node { span, kind: Kind::Map(entries) });
            }
            let key = self.node((event, stretch), depth + 1, None)?;
            let Kind::Scalar { text, .. } = key.kind else {
                return self.refuse(key.span, "a key is a plain word");
            };
            let spot = self.next()?;
            let value = self.node(spot, depth + 1, Some(&text))?;
            match entries.iter().find(|entry| entry.key.value == text) {
                Some(first) => {
                    let finding =
                        Finding::at(key.span, format!("`{text}` stands here a second time"))
                            .label(first.key.span, "the first time");
                    self.findings.add(&codes::DUPLICATE_KEY, finding);
                }
                None => entries.push(Entry { key: Spanned::new(text, key.span), value }),
            }
        }
    }

    /// A list that is not indented deeper than its key begins for the parser after its first hyphen.
    fn begun_at_hyphen(&self, start: Stretch) -> Span {
        let (before, rest) = self.typed.text.split_at_checked(start.from).unwrap_or_default();
        let before = before.trim_end();
        let is_after = !rest.starts_with(['-', '[']) && before.ends_with('-');
        match is_after {
            true => {
                let hyphen = before.chars().count().saturating_sub(1);
                Span { start: self.stretch(hyphen, hyphen + 1).span.start, ..start.span }
            }
            false => start.span,
        }
    }

    fn refuse<T>(&self, span: Span, message: &str) -> Result<T, Stop> {
        self.findings.add(&codes::YAML_FEATURE, Finding::at(span, message));
        Err(Stop::Reported)
    }

    fn report_syntax(&self, error: &ScanError) {
        let last = self.typed.places.len().saturating_sub(1);
        let at = error.marker().index().min(last);
        let (message, example) = plain(error.info());
        // The parser misses a colon only when the next line has begun: the mistake is above.
        let at = if example.is_some() { self.line_without_colon(at) } else { at };
        let mut finding = Finding::at(self.stretch(at, at + 1).span, message);
        if let Some(example) = example {
            finding = finding.example(example);
        }
        self.findings.add(&codes::YAML_SYNTAX, finding);
    }

    /// The first letter of the line at a character, or of the last line before it, that has no key.
    fn line_without_colon(&self, at: usize) -> usize {
        let characters: Vec<char> = self.typed.text.chars().collect();
        let mut end = characters
            .get(at..)
            .map_or(0, |rest| at + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()));
        loop {
            let before = characters.get(..end).unwrap_or_default();
            let start = before.iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
            let line: String = before.get(start..).unwrap_or_default().iter().collect();
            let words = line.trim();
            if !words.is_empty() && !words.contains(": ") && !words.ends_with(':') {
                return start + (line.chars().count() - line.trim_start().chars().count());
            }
            match start.checked_sub(1) {
                Some(above) => end = above,
                None => return at,
            }
        }
    }
}

/// From the beginning of a list or map to its closing bracket; without one, to the end of its last
/// value, for the parser ends such a list or map only at the next token.
fn whole(start: Span, end: Span, last: Span) -> Span {
    let end = if end.start < end.end { end.end } else { last.end };
    Span { end: end.max(start.end), ..start }
}

/// Bytes of a text in quotes, with its quotes.
fn quoted_length(raw: &str, quote: char) -> usize {
    let mut letters = raw.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let is_pair = letter == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'');
        if (letter == '\\' && quote == '"') || (is_pair && quote == '\'') {
            letters.next();
        } else if letter == quote {
            return at + 1;
        }
    }
    raw.trim_end().len()
}

/// The parser's words in ours, and the form of a line where a line has no key.
fn plain(found: &str) -> (String, Option<&'static str>) {
    let message = match found {
        _ if found.contains("mapping values are not allowed") => {
            "a text with a colon in it needs quotes, and a key begins under the key above it"
        }
        _ if found.contains("tab") => "a tab stands here; use spaces to indent",
        _ if found.contains("quote") || found.contains("unexpected end of stream") => {
            "a quote or bracket is opened and not closed"
        }
        _ if found.contains("simple key") || found.contains("':'") => {
            return ("a key needs a colon and a space after it".to_owned(), Some("key: value"));
        }
        _ if found.contains("bracket") || found.contains("flow") || found.contains("',' or") => {
            "a bracket is opened and not closed, or a comma is missing"
        }
        _ if found.contains("indent")
            || found.contains("<block end>")
            || found.contains("block") =>
        {
            "this line is not indented like the lines it belongs to"
        }
        _ if found.contains("cannot start any token") => {
            "a text cannot begin with this character; put it in quotes"
        }
        _ => return (format!("this cannot be read ({found})"), None),
    };
    (message.to_owned(), None)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Option<Node>, Vec<&'static str>) {
        let findings = Findings::default();
        let node = parse_yaml(0, text, 0..text.len(), &findings);
        (node, findings.take().iter().map(|(code, _)| code.id).collect())
    }

    #[test]
    fn every_value_knows_its_place() {
        let text = "é: Tea für alle  # why\nlist: [a, \"b c\"] # c\nmap:\n  deep: no\n\nquoted: 'it''s' # c\nhyphens:\n- {a: b} # c\nlast: |\n  x\n  y\n\n";
        let (node, codes) = parse(text);
        assert_eq!(codes, [""; 0]);
        let Kind::Map(entries) = node.unwrap().kind else { panic!() };
        let at = |span: Span| &text[span.start as usize..span.end as usize];
        let seen: Vec<_> = entries.iter().map(|e| (at(e.key.span), at(e.value.span))).collect();
        assert_eq!(seen[0], ("é", "Tea für alle"));
        assert_eq!(seen[1], ("list", "[a, \"b c\"]"));
        assert_eq!(seen[2], ("map", "deep: no"));
        assert_eq!(seen[3], ("quoted", "'it''s'"));
        assert_eq!(seen[4], ("hyphens", "- {a: b}"));
        // The words of a block, without the mark before them.
        assert_eq!(seen[5], ("last", "x\n  y"));
    }

    #[test]
    fn what_a_page_does_not_need_is_refused() {
        for (text, code) in [
            ("a: &x 1\n", "yaml-feature"),
            ("a: *x\n", "yaml-feature"),
            ("a: !!str 1\n", "yaml-feature"),
            ("a: &x [1]\n", "yaml-feature"),
            ("? [a]\n: b\n", "yaml-feature"),
            ("a: 1\n...\n---\nb: 2\n", "yaml-feature"),
            ("a: 1\na: 2\n", "duplicate-key"),
            ("just words\n", "yaml-syntax"),
            ("- a\n", "yaml-syntax"),
            ("a: b: c\n", "yaml-syntax"),
            ("a: \"b\n", "yaml-syntax"),
            ("a: [b\n", "yaml-syntax"),
            ("a:\n\t- b\n", "yaml-syntax"),
        ] {
            assert_eq!(parse(text).1, [code], "{text:?}");
        }
        assert_eq!(parse(&format!("a: {}{}", "[".repeat(40), "]".repeat(40))).1, ["too-deep"]);
    }

    /// A small generator (xorshift) of texts made of what YAML finds special.
    #[test]
    fn any_text_is_read_or_refused_without_a_panic_and_in_time() {
        const PARTS: [&str; 24] = [
            "a", ":", " ", "\n", "- ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "&a", "*a",
            "!t", "%", "#", "?", "\t", "é", "---", "  ",
        ];
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..(state % 40) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                text.push_str(PARTS[(state % PARTS.len() as u64) as usize]);
            }
            state = state.wrapping_add(0x9E37_79B9);
            state ^= state << 13;
            parse(&text);
        }
        for part in PARTS {
            let pages = [
                part.repeat(8_192 / part.len()),
                format!("a: {}", part.repeat(8_000 / part.len())),
                format!("{part}a: b\n").repeat(1_000),
            ];
            for page in pages {
                let started = std::time::Instant::now();
                parse(&page);
                // As for hostile Markdown: 100 ms is the target of a release build, and a debug
                // build on busy cores gets twenty times that.
                assert!(started.elapsed().as_secs() < 2, "{part:?}: {:?}", started.elapsed());
            }
        }
    }
}
