//! YAML as a tree: the part of YAML that people write by hand.
//!
//! Deliberately absent: anchors and aliases (a bomb needs them, a page does not), tags, several
//! documents, keys that are not plain texts.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput};

use super::{Entry, Kind, MAX_DEPTH, Node, Spanned};
use crate::report::{Finding, Findings, codes};
use crate::source::Span;

/// Reads the facts at `range` of a page; `None` when they cannot be read, which is then among the
/// findings.
pub fn parse_yaml(
    file: u32,
    text: &str,
    range: std::ops::Range<usize>,
    findings: &Findings,
) -> Option<Node> {
    let facts = text.get(range.clone())?;
    // The parser counts characters; everything else here counts bytes.
    let mut bytes: Vec<u32> =
        facts.char_indices().map(|(at, _)| (range.start + at) as u32).collect();
    bytes.push(range.end as u32);
    let parser = Parser::new_from_str(facts);
    let mut reader = Reader { file, text, bytes, parser, findings };
    let top = Span::new(file, range);
    match reader.document(top) {
        Ok(node) => Some(node),
        Err(Stop::Reported) => None,
        Err(Stop::Syntax(error)) => {
            reader.report_syntax(&error);
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
    text: &'a str,
    bytes: Vec<u32>,
    parser: Parser<'a, StrInput<'a>>,
    findings: &'a Findings,
}

type Spot<'a> = (Event<'a>, Span);

impl<'a> Reader<'a> {
    fn byte(&self, character: usize) -> u32 {
        self.bytes.get(character).or(self.bytes.last()).copied().unwrap_or_default()
    }

    fn next(&mut self) -> Result<Spot<'a>, Stop> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let start = self.byte(span.start.index());
                let end = self.byte(span.end.index()).max(start);
                // The parser's stretches reach to the next token. White space is no part of a value,
                // nor is a comment after a closing quote or bracket.
                let raw = self.text.get(start as usize..end as usize).unwrap_or_default();
                let length = match &event {
                    Event::Scalar(_, ScalarStyle::DoubleQuoted, ..) => quoted_length(raw, '"'),
                    Event::Scalar(_, ScalarStyle::SingleQuoted, ..) => quoted_length(raw, '\''),
                    Event::SequenceEnd | Event::MappingEnd if raw.starts_with([']', '}']) => 1,
                    _ => raw.trim_end().len(),
                };
                Ok((event, Span { file: self.file, start, end: start + length as u32 }))
            }
            Some(Err(error)) => Err(Stop::Syntax(error)),
            None => Ok((Event::StreamEnd, Span::top(self.file))),
        }
    }

    fn document(&mut self, top: Span) -> Result<Node, Stop> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                Event::DocumentStart(_) if root.is_some() => {
                    return self.refuse(span, "a second block begins here; a page has one");
                }
                Event::DocumentStart(_) => {}
                event => root = Some(self.node((event, span), 0)?),
            }
        }
        let root = root.unwrap_or_else(|| Node::empty_map(top));
        match root.kind {
            Kind::Map(_) => Ok(root),
            _ if root.is_nothing() => Ok(Node::empty_map(top)),
            _ => {
                self.findings.add(
                    &codes::YAML_SYNTAX,
                    Finding::at(
                        root.span,
                        "each line here needs a key, a colon, a space and a value",
                    )
                    .suggest("name: Morning tai chi"),
                );
                Err(Stop::Reported)
            }
        }
    }

    fn node(&mut self, (event, span): Spot<'a>, depth: usize) -> Result<Node, Stop> {
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
                Ok(Node { span, kind: Kind::Scalar { text: text.into_owned(), quoted } })
            }
            Event::SequenceStart(..) => self.list(span, depth),
            Event::MappingStart(..) => self.map(span, depth),
            _ => self.refuse(span, "this cannot be read"),
        }
    }

    fn list(&mut self, start: Span, depth: usize) -> Result<Node, Stop> {
        let start = self.begun_at_hyphen(start);
        let mut list = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => {
                    let last = list.last().map_or(start, |node: &Node| node.span);
                    return Ok(Node { span: whole(start, end, last), kind: Kind::List(list) });
                }
                spot => list.push(self.node(spot, depth + 1)?),
            }
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node, Stop> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if let Event::MappingEnd = event {
                let last = entries.last().map_or(start, |entry| entry.value.span);
                return Ok(Node { span: whole(start, span, last), kind: Kind::Map(entries) });
            }
            let key = self.node((event, span), depth + 1)?;
            let Kind::Scalar { text, .. } = key.kind else {
                return self.refuse(key.span, "a key is a plain word");
            };
            let spot = self.next()?;
            let value = self.node(spot, depth + 1)?;
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
    fn begun_at_hyphen(&self, start: Span) -> Span {
        let (before, rest) = self.text.split_at_checked(start.start as usize).unwrap_or_default();
        let before = before.trim_end();
        let is_after = !rest.starts_with(['-', '[']) && before.ends_with('-');
        if is_after { Span { start: before.len() as u32 - 1, ..start } } else { start }
    }

    fn refuse<T>(&self, span: Span, message: &str) -> Result<T, Stop> {
        self.findings.add(&codes::YAML_FEATURE, Finding::at(span, message));
        Err(Stop::Reported)
    }

    fn report_syntax(&self, error: &ScanError) {
        let at = self.byte(error.marker().index());
        // The parser stops where it cannot go on; the mistake is on that line or the one before.
        let at = at.min(self.bytes.last().copied().unwrap_or_default().saturating_sub(1));
        let span = Span { file: self.file, start: at, end: at + 1 };
        let (message, suggestion) = plain(error.info());
        let mut finding = Finding::at(span, message);
        if let Some(suggestion) = suggestion {
            finding = finding.suggest(suggestion);
        }
        self.findings.add(&codes::YAML_SYNTAX, finding);
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

/// The parser's words in ours.
fn plain(found: &str) -> (String, Option<&'static str>) {
    let quotes = Some("the text in quotes: summary: \"Tea: and cake\"");
    let (message, suggestion) = match found {
        _ if found.contains("mapping values are not allowed") => {
            ("a text with a colon in it needs quotes", quotes)
        }
        _ if found.contains("tab") => ("a tab stands here; use spaces to indent", None),
        _ if found.contains("quote") || found.contains("unexpected end of stream") => {
            ("a quote or bracket is opened and not closed", None)
        }
        _ if found.contains("simple key") || found.contains("':'") => {
            ("a key needs a colon and a space after it", Some("key: value"))
        }
        _ if found.contains("bracket") || found.contains("flow") || found.contains("',' or") => {
            ("a bracket is opened and not closed, or a comma is missing", None)
        }
        _ if found.contains("indent")
            || found.contains("<block end>")
            || found.contains("block") =>
        {
            ("this line is not indented like the lines it belongs to", None)
        }
        _ if found.contains("cannot start any token") => {
            ("a text cannot begin with this character; put it in quotes", quotes)
        }
        _ => return (format!("this cannot be read ({found})"), quotes),
    };
    (message.to_owned(), suggestion)
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
            ("a: &x 1\nb: *x\n", "yaml-feature"),
            ("a: *x\n", "yaml-syntax"),
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
        assert_eq!(parse(&format!("a: {}", "[".repeat(40))).1, ["too-deep"]);
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
