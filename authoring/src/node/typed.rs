//! The facts of a page as a plain keyboard would have typed them.
//!
//! Word processors, phones and Chinese keyboards type other spaces, quotes and colons than YAML knows;
//! people write `#204`, `Bring: a cup` and commas within braces without quotes. Each such place is named
//! at its own line and column, with the writer's own text as it can stand there, and the facts are read
//! on as they were meant, so that one place hides no other.
//!
//! How it works: the facts are copied character by character, each with its place in the file. A character
//! that looks like one of YAML's becomes that one. A character of YAML's that is meant as a letter is
//! *disguised* ([`disguise`]): YAML's parser takes it for a letter, and [`undisguise`] gives it back.
//!
//! Deliberately absent: any change of block scalars (`|`, `>`), of quoted texts, and of comments.

mod flow;

use crate::draft::is_known_key;
use crate::people::{answers, is_space};
use crate::report::{Code, Coded, Finding, codes};
use crate::source::Span;

/// Where disguised characters begin: the last but one private plane, which no font and no page uses.
const DISGUISE: u32 = 0xF_0000;

/// Most letters of a key that lacks the space after its colon: our longest key has twenty, the id of an
/// access fact thirty.
const LONGEST_KEY: usize = 40;

/// A character of YAML's as a letter.
fn disguise(character: char) -> char {
    char::from_u32(DISGUISE + u32::from(character)).unwrap_or(character)
}

/// What a character was before its disguise; `None` for one that has none.
pub(super) fn undisguise(character: char) -> Option<char> {
    let code = u32::from(character).checked_sub(DISGUISE).filter(|code| *code < 0x80)?;
    char::from_u32(code)
}

/// The facts as YAML is to read them.
pub(super) struct Typed {
    /// The text.
    pub text: String,
    /// For each character of `text`, where it stands in the file: first byte, one past the last.
    pub places: Vec<(u32, u32)>,
    /// Byte of each character in `text`, and the length of `text` at the end.
    pub offsets: Vec<usize>,
    /// What was typed otherwise.
    pub findings: Vec<Coded>,
    /// Whether a line begins with a tab.
    pub has_tabs: bool,
}

impl Typed {
    /// Reads `facts`, which begin at byte `start` of file `file`. A tab at the beginning of a line counts
    /// for `tab` spaces.
    pub fn read(file: u32, facts: &str, start: usize, tab: usize) -> Self {
        let characters: Vec<(u32, char)> =
            facts.char_indices().map(|(at, c)| ((start + at) as u32, c)).collect();
        let mut typist = Typist {
            file,
            characters: &characters,
            end: (start + facts.len()) as u32,
            tab,
            out: Vec::with_capacity(characters.len()),
            findings: Vec::new(),
            edits: Vec::new(),
            message: None,
            has_tabs: false,
            above: None,
        };
        // Somebody who types disguised characters gets no help, and no disguise.
        match characters.iter().any(|(_, c)| undisguise(*c).is_some()) {
            true => (0..characters.len()).for_each(|at| typist.copy(at)),
            false => typist.lines(),
        }
        let Typist { out, findings, has_tabs, .. } = typist;
        let text: String = out.iter().map(|(c, _)| *c).collect();
        let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        offsets.push(text.len());
        Self {
            text,
            offsets,
            places: out.into_iter().map(|(_, place)| place).collect(),
            findings,
            has_tabs,
        }
    }
}

/// The line above that begins with a key.
#[derive(Clone, Copy)]
struct Above {
    /// Column of its key, in spaces.
    column: usize,
    /// Whether a plain text stands after its colon: then nothing can stand below it.
    has_text: bool,
}

struct Typist<'a> {
    file: u32,
    characters: &'a [(u32, char)],
    end: u32,
    tab: usize,
    out: Vec<(char, (u32, u32))>,
    findings: Vec<Coded>,
    /// What changes on this line.
    edits: Vec<(Span, String)>,
    /// The first thing to say of this line, where it is worth a word.
    message: Option<(&'static Code, Span, String)>,
    has_tabs: bool,
    above: Option<Above>,
}

/// What a comment sign after a space means.
fn is_cut(rest: &[(u32, char)]) -> bool {
    let after = rest.get(1).map_or('\n', |(_, c)| *c);
    match after {
        '\n' | '#' => false,
        _ if is_space(after) => {
            // `Room # 4` is a number; `# ask Mei` is a comment.
            let next = rest.iter().skip(1).map(|(_, c)| *c).find(|c| !is_space(*c));
            next.is_some_and(|c| c.is_ascii_digit())
        }
        _ => true,
    }
}

impl Typist<'_> {
    fn at(&self, index: usize) -> char {
        self.characters.get(index).map_or('\n', |(_, c)| *c)
    }

    fn byte(&self, index: usize) -> u32 {
        self.characters.get(index).map_or(self.end, |(at, _)| *at)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span { file: self.file, start: self.byte(from), end: self.byte(to) }
    }

    fn line_end(&self, from: usize) -> usize {
        (from..self.characters.len())
            .find(|at| self.at(*at) == '\n')
            .unwrap_or(self.characters.len())
    }

    fn string(&self, from: usize, to: usize) -> String {
        self.characters.get(from..to).unwrap_or_default().iter().map(|(_, c)| *c).collect()
    }

    fn put(&mut self, character: char, index: usize) {
        let place = (self.byte(index), self.byte(index + 1));
        self.out.push((character, place));
    }

    /// Puts in a character that nobody typed, before the one at `index`.
    fn insert(&mut self, character: char, index: usize) {
        let at = self.byte(index);
        self.out.push((character, (at, at)));
    }

    fn copy(&mut self, index: usize) {
        self.put(self.at(index), index);
    }

    fn copy_to(&mut self, from: usize, to: usize) {
        (from..to).for_each(|at| self.copy(at));
    }

    /// Another character than was typed.
    fn change(&mut self, index: usize, with: &str) {
        for character in with.chars() {
            self.put(character, index);
        }
        self.edits.push((self.span(index, index + 1), with.to_owned()));
    }

    fn say(&mut self, code: &'static Code, span: Span, message: &str) {
        if self.message.is_none() {
            self.message = Some((code, span, message.to_owned()));
        }
    }

    /// Reports what was typed otherwise on the line from `from` to `to`.
    fn end_line(&mut self, from: usize, to: usize) {
        let edits = std::mem::take(&mut self.edits);
        let Some((code, span, message)) = self.message.take() else { return };
        let (start, mut line) = (self.byte(from), String::new());
        let typed = self.string(from, to);
        let mut sorted: Vec<&(Span, String)> = edits.iter().collect();
        sorted.sort_by_key(|(span, _)| span.start);
        let mut at = 0;
        for (span, with) in sorted {
            let (first, last) = ((span.start - start) as usize, (span.end - start) as usize);
            line.push_str(typed.get(at..first).unwrap_or_default());
            line.push_str(with);
            at = last;
        }
        line.push_str(typed.get(at..).unwrap_or_default());
        let mut finding = Finding::at(span, message);
        for (span, with) in edits {
            finding = finding.correct_at(span, with);
        }
        self.findings.push((code, finding.shown(line.trim_end())));
    }

    fn lines(&mut self) {
        let mut at = 0;
        // Lines of a block scalar stand deeper than this.
        let mut block: Option<usize> = None;
        while at < self.characters.len() {
            let end = self.line_end(at);
            let indent = self.indent(at, end);
            let first = at + indent.0;
            let is_blank = first == end;
            if let Some(column) = block {
                if is_blank || indent.1 > column {
                    self.copy_to(at, (end + 1).min(self.characters.len()));
                    at = end + 1;
                    continue;
                }
                block = None;
            }
            if is_blank || self.at(first) == '#' {
                // A line of spaces says nothing, whatever spaces they are.
                let from = if is_blank { end } else { at };
                self.copy_to(from, (end + 1).min(self.characters.len()));
                at = end + 1;
                continue;
            }
            let (next, opened) = self.line(at, end, indent);
            block = opened;
            at = next;
        }
    }

    /// Characters and columns of white space at the beginning of a line.
    fn indent(&self, from: usize, end: usize) -> (usize, usize) {
        let mut columns = 0;
        for at in from..end {
            match self.at(at) {
                '\t' => columns += self.tab,
                '\u{3000}' => columns += 2,
                c if is_space(c) => columns += 1,
                _ => return (at - from, columns),
            }
        }
        (end - from, columns)
    }

    /// Reads one line that says something; returns where the next begins, and the column of a block
    /// scalar's key where one is opened.
    fn line(&mut self, from: usize, end: usize, indent: (usize, usize)) -> (usize, Option<usize>) {
        let first = from + indent.0;
        let key = self.key(first, end, true);
        let above = self.above;
        // A key one step too far in: nothing can stand below a text.
        let too_deep = above.filter(|above| above.has_text && indent.1 > above.column);
        let key = match (too_deep, &key) {
            (Some(_), Some(key)) if !self.is_known(*key) => None,
            _ => key,
        };
        match (too_deep, &key) {
            (Some(above), Some(_)) => {
                let span = self.span(from, first);
                let odd = (from..first).map(|at| self.at(at)).find(|c| *c != ' ');
                let message = match odd {
                    Some('\t') => "a tab stands here; nothing belongs before this key",
                    Some(odd) => name_of_space(odd),
                    None => {
                        "this line begins further in than the one above it, and nothing can stand below a text"
                    }
                };
                self.say(&codes::YAML_SYNTAX, span, message);
                self.edits.push((span, " ".repeat(above.column)));
                (0..above.column).for_each(|_| self.insert(' ', first));
                return self.after_indent(from, first, end, above.column, key);
            }
            _ => self.even_indent(from, first),
        }
        self.after_indent(from, first, end, indent.1, key)
    }

    fn even_indent(&mut self, from: usize, first: usize) {
        let is_even = (from..first).all(|at| self.at(at) == ' ');
        if is_even {
            self.copy_to(from, first);
            return;
        }
        let has_tab = (from..first).any(|at| self.at(at) == '\t');
        self.has_tabs |= has_tab;
        for at in from..first {
            match self.at(at) {
                '\t' => self.change(at, &" ".repeat(self.tab)),
                '\u{3000}' => self.change(at, "  "),
                ' ' => self.copy(at),
                _ => self.change(at, " "),
            }
        }
        let odd = (from..first).find(|at| self.at(*at) != ' ').unwrap_or(from);
        let span = self.span(odd, odd + 1);
        match has_tab {
            true => self.say(&codes::YAML_SYNTAX, span, "a tab stands here; use spaces to indent"),
            false => {
                let message = name_of_space(self.at(odd));
                self.say(&codes::ODD_CHARACTERS, span, message);
            }
        }
    }

    fn after_indent(
        &mut self,
        from: usize,
        first: usize,
        end: usize,
        column: usize,
        key: Option<Key>,
    ) -> (usize, Option<usize>) {
        let (mut at, mut column) = (first, column);
        // Hyphens of lists, and what people and programs type for them.
        while at < end && is_hyphen(self.at(at)) && (at + 1 >= end || is_space(self.at(at + 1))) {
            if self.at(at) == '-' {
                self.copy(at);
            } else {
                let span = self.span(at, at + 1);
                self.say(&codes::ODD_CHARACTERS, span, "an entry of a list begins with a hyphen");
                self.change(at, "-");
            }
            at += 1;
            column += 1;
            while at < end && is_space(self.at(at)) {
                self.space(at);
                at += 1;
                column += 1;
            }
        }
        let is_item = at > first;
        let key = if is_item { self.key(at, end, false) } else { key };
        let Some(key) = key else {
            // An entry, or a further line of a text.
            let next = self.value(at, end, is_item);
            self.end_line(from, self.line_end(next));
            if is_item {
                self.above = None;
            }
            return (self.finish_line(next), None);
        };
        self.copy_to(at, key.end);
        let mut value = key.end + usize::from(key.sign != Sign::Nothing);
        match key.sign {
            Sign::Colon => self.copy(key.end),
            Sign::Wide => {
                let span = self.span(key.end, key.end + 1);
                self.say(&codes::ODD_CHARACTERS, span, "this colon is as wide as a Chinese letter");
                self.change(key.end, ":");
            }
            Sign::Equals => {
                let sign = (key.end..end).find(|at| self.at(*at) == '=').unwrap_or(key.end);
                let span = self.span(sign, sign + 1);
                self.say(&codes::ODD_CHARACTERS, span, "a colon belongs here");
                self.put(':', sign);
                let whole = self.span(key.end, sign + 1);
                self.edits.push((whole, ":".to_owned()));
                value = sign + 1;
            }
            Sign::Nothing => {
                let span = self.span(key.end, key.end + 1);
                self.say(&codes::YAML_SYNTAX, span, "a colon is missing after this key");
                self.insert(':', key.end);
                let here = self.span(key.end, key.end);
                self.edits.push((here, ":".to_owned()));
            }
        }
        if value < end && !is_space(self.at(value)) {
            let here = self.span(value, value);
            if key.sign == Sign::Colon {
                let span = self.span(key.end, key.end + 1);
                self.say(&codes::ODD_CHARACTERS, span, "a space belongs after this colon");
            }
            self.insert(' ', value);
            self.edits.push((here, " ".to_owned()));
        }
        while value < end && is_space(self.at(value)) {
            self.space(value);
            value += 1;
        }
        let has_text = value < end && !matches!(self.at(value), '[' | '{' | '|' | '>' | '#');
        self.above = Some(Above { column, has_text });
        let is_block = self.is_block_header(value, end);
        let next = self.value(value, end, true);
        self.end_line(from, self.line_end(next));
        (self.finish_line(next), is_block.then_some(column.min(key.column_of_line)))
    }

    /// Copies the end of the line that a value ended on; returns where the next line begins.
    fn finish_line(&mut self, at: usize) -> usize {
        let end = self.line_end(at);
        self.copy_to(at, (end + 1).min(self.characters.len()));
        end + 1
    }

    /// A space between words of YAML's own.
    fn space(&mut self, at: usize) {
        match self.at(at) {
            ' ' => self.copy(at),
            other => {
                let span = self.span(at, at + 1);
                if other != '\t' {
                    self.say(&codes::ODD_CHARACTERS, span, name_of_space(other));
                }
                self.change(at, " ");
            }
        }
    }

    /// The key that stands from `from` on, when the line has one.
    fn key(&self, from: usize, end: usize, may_lack_colon: bool) -> Option<Key> {
        let column_of_line = {
            let start = (0..from).rev().find(|at| self.at(*at) == '\n').map_or(0, |at| at + 1);
            self.indent(start, end).1
        };
        let quote = self.at(from);
        let mut at = from;
        if matches!(quote, '"' | '\'') {
            at = (from + 1..end).find(|at| self.at(*at) == quote)? + 1;
            return (self.at(at) == ':').then_some(Key {
                from,
                end: at,
                sign: Sign::Colon,
                column_of_line,
            });
        }
        if matches!(quote, '[' | '{' | '#' | '|' | '>' | '@' | '%' | '`') {
            return None;
        }
        let mut has_colon = false;
        while at < end {
            match self.at(at) {
                ':' if at + 1 >= end || is_space(self.at(at + 1)) => {
                    let key = Key { from, end: at, sign: Sign::Colon, column_of_line };
                    return (at > from).then_some(key);
                }
                // Only the first colon can be that of a key without its space, and a key is short.
                ':' if !has_colon && at - from <= LONGEST_KEY => {
                    has_colon = true;
                    let key = Key { from, end: at, sign: Sign::Colon, column_of_line };
                    let rest = self.string(at + 1, end);
                    let is_answer = self.string(from, at).contains('-')
                        && answers::read(&rest) != answers::Answer::Unclear;
                    if (self.is_known(key) || is_answer) && !rest.starts_with("//") {
                        return Some(key);
                    }
                }
                '：' => {
                    let key = Key { from, end: at, sign: Sign::Wide, column_of_line };
                    let is_ascii = (from..at).all(|at| self.at(at).is_ascii());
                    let words = self.string(from, at).split_whitespace().count();
                    return (is_ascii && (1..=3).contains(&words)).then_some(key);
                }
                '#' if at > from && is_space(self.at(at - 1)) => break,
                _ => {}
            }
            at += 1;
        }
        // `status active` and `status = active`.
        let word = (from..end).find(|at| !is_key_letter(self.at(*at))).unwrap_or(end);
        let is_top = self.above.is_none_or(|above| column_of_line <= above.column);
        let spaces = (word..end).find(|at| !is_space(self.at(*at))).unwrap_or(end);
        let known =
            may_lack_colon && is_top && word > from && is_known_key(&self.string(from, word));
        match self.at(spaces) {
            '=' if known => Some(Key { from, end: word, sign: Sign::Equals, column_of_line }),
            _ if known && spaces > word && spaces < end => {
                Some(Key { from, end: word, sign: Sign::Nothing, column_of_line })
            }
            _ => None,
        }
    }

    /// Whether a key is one of ours, or the id of an access fact.
    fn is_known(&self, key: Key) -> bool {
        let text = self.string(key.from, key.end);
        is_known_key(&text) || (text.contains('-') && !text.contains(' '))
    }

    /// `|` or `>` with nothing but its signs after it.
    fn is_block_header(&self, at: usize, end: usize) -> bool {
        matches!(self.at(at), '|' | '>')
            && (at + 1..end)
                .map(|at| self.at(at))
                .take_while(|c| *c != '#')
                .all(|c| matches!(c, '+' | '-' | '0'..='9') || is_space(c))
    }

    /// Copies a value; returns where it ends, which is the end of its line for all that stands on one.
    fn value(&mut self, at: usize, end: usize, is_first: bool) -> usize {
        if at >= end {
            return end;
        }
        if is_first {
            match self.at(at) {
                '|' | '>' if self.is_block_header(at, end) => return self.copied(at, end),
                '"' | '\'' => return self.quoted(at, end),
                '[' | '{' => return self.flow_or_text(at, end),
                '>' | '|' | '@' | '`' | '%' | '*' | '!' => {
                    self.disguise_at(at);
                    return self.plain(at + 1, end);
                }
                '&' => {
                    self.disguise_at(at);
                    return self.plain(at + 1, end);
                }
                '#' if is_cut(self.rest(at, end)) => {
                    self.disguise_at(at);
                    return self.plain(at + 1, end);
                }
                '#' => return self.copied(at, end),
                c if closing_of(c).is_some() => {
                    let text_end = self.text_end(at, end);
                    if let Some(close) = self.curly_end(at, text_end) {
                        self.curly(at, close);
                        return self.copied(close + 1, end);
                    }
                }
                _ => {}
            }
        }
        self.plain(at, end)
    }

    fn copied(&mut self, at: usize, end: usize) -> usize {
        self.copy_to(at, end);
        end
    }

    fn rest(&self, at: usize, end: usize) -> &[(u32, char)] {
        self.characters.get(at..end).unwrap_or_default()
    }

    fn disguise_at(&mut self, at: usize) {
        self.put(disguise(self.at(at)), at);
    }

    /// A text without quotes, to the end of its line.
    fn plain(&mut self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at < end {
            let is_after_space = at == 0 || is_space(self.at(at - 1));
            match self.at(at) {
                '#' if is_after_space && is_cut(self.rest(at, end)) => self.disguise_at(at),
                '#' if is_after_space => return self.copied(at, end),
                ':' if at > from && (at + 1 >= end || is_space(self.at(at + 1))) => {
                    self.disguise_at(at);
                }
                _ => self.copy(at),
            }
            at += 1;
        }
        end
    }

    /// Where a text of one line ends: before its comment and before white space.
    fn text_end(&self, from: usize, end: usize) -> usize {
        let comment = (from + 1..end).find(|at| {
            self.at(*at) == '#' && is_space(self.at(at - 1)) && !is_cut(self.rest(*at, end))
        });
        let end = comment.unwrap_or(end);
        (from..end).rev().find(|at| !is_space(self.at(*at))).map_or(from, |at| at + 1)
    }

    /// The closing quote of a text that begins with a curly one and is all within it.
    fn curly_end(&self, from: usize, end: usize) -> Option<usize> {
        let closing = closing_of(self.at(from))?;
        let is_close = |at: &usize| closing.contains(&self.at(*at));
        let last = end.checked_sub(1).filter(|last| *last > from && is_close(last))?;
        // Two texts in quotes are a text with quotes in it.
        (from + 1..last).all(|at| !is_close(&at) || self.at(at) == '’').then_some(last)
    }

    fn curly(&mut self, from: usize, close: usize) {
        let span = self.span(from, from + 1);
        self.say(&codes::ODD_CHARACTERS, span, "these quotes are curly; straight ones belong here");
        self.change(from, "\"");
        for at in from + 1..close {
            match self.at(at) {
                '"' | '\\' => {
                    self.insert('\\', at);
                    let here = self.span(at, at);
                    self.edits.push((here, "\\".to_owned()));
                    self.copy(at);
                }
                _ => self.copy(at),
            }
        }
        self.change(close, "\"");
    }

    /// A text in quotes, which may go on over lines. Quotes around a part of the text are letters of it.
    fn quoted(&mut self, from: usize, end: usize) -> usize {
        let close = self.close_of(from, self.characters.len());
        match close {
            Some(close) if close < end => {
                let after = (close + 1..end).find(|at| !is_space(self.at(*at)));
                let goes_on = after.filter(|at| {
                    self.at(*at) != '#' || is_cut(self.rest(*at, end)) || *at == close + 1
                });
                if goes_on.is_none() {
                    return self.copied(from, end);
                }
                for at in [from, close] {
                    let before = if at == from { from } else { from + 1 };
                    if at == close {
                        self.copy_to(before, close);
                    }
                    self.disguise_at(at);
                }
                self.plain(close + 1, end)
            }
            // The text goes on, unless a line with a key follows at once.
            Some(close) if !self.is_broken(end, close) => {
                self.copy_to(from, close + 1);
                close + 1
            }
            _ => {
                self.disguise_at(from);
                self.plain(from + 1, end)
            }
        }
    }

    /// The closing quote of the text that begins at `from`.
    fn close_of(&self, from: usize, end: usize) -> Option<usize> {
        let quote = self.at(from);
        let mut at = from + 1;
        while at < end {
            match self.at(at) {
                '\\' if quote == '"' => at += 1,
                c if c == quote && quote == '\'' && self.at(at + 1) == '\'' => at += 1,
                c if c == quote => return Some(at),
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Whether one of the lines after `end`, before `close`, begins with a key: then the quote was never
    /// closed.
    fn is_broken(&self, end: usize, close: usize) -> bool {
        let mut at = end + 1;
        while at < close {
            let line_end = self.line_end(at);
            let first = at + self.indent(at, line_end).0;
            let first = match self.at(first) {
                '-' if is_space(self.at(first + 1)) => first + 2,
                _ => first,
            };
            if self.key(first, line_end, false).is_some_and(|key| self.is_known(key)) {
                return true;
            }
            at = line_end + 1;
        }
        false
    }
}

/// A key of a line.
#[derive(Clone, Copy)]
struct Key {
    from: usize,
    /// Where it ends, which is where its colon stands.
    end: usize,
    sign: Sign,
    /// White space before the line, in columns.
    column_of_line: usize,
}

/// What stands between a key and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Colon,
    Wide,
    Equals,
    Nothing,
}

fn is_key_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

fn is_token_start(c: char) -> bool {
    is_space(c) || matches!(c, '[' | '{' | ',' | ':')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '•' | '●' | '▪' | '◦' | '·' | '–' | '—' | '*')
}

/// The quotes that can close a text which begins with this one.
fn closing_of(open: char) -> Option<&'static [char]> {
    match open {
        '“' | '„' | '‟' | '”' => Some(&['”', '“', '"']),
        '«' => Some(&['»']),
        '»' => Some(&['«']),
        '‘' | '‚' => Some(&['’', '‘']),
        '＂' => Some(&['＂']),
        _ => None,
    }
}

fn name_of_space(c: char) -> &'static str {
    match c {
        '\u{A0}' | '\u{202F}' => "a no-break space stands here; an ordinary space belongs here",
        '\u{3000}' => {
            "a space as wide as a Chinese letter stands here; an ordinary space belongs here"
        }
        _ => "a space of another kind stands here; an ordinary space belongs here",
    }
}

/// What is to be said of a text in which characters were disguised: the first of them, by its byte in
/// the text, and how it is said.
pub(super) fn about(text: &str) -> Option<(usize, &'static Code, &'static str)> {
    let (at, was) = text.char_indices().find_map(|(at, c)| Some((at, undisguise(c)?)))?;
    Some(match was {
        '#' => (
            at,
            &codes::TEXT_CUT,
            "without quotes, # and all that follows is taken for a comment; put the text in quotes",
        ),
        ',' => (at, &codes::TEXT_CUT, "within braces a comma ends a text; put the text in quotes"),
        ':' => (at, &codes::YAML_SYNTAX, "a text with a colon in it needs quotes"),
        '&' | '*' | '!' => {
            (at, &codes::YAML_FEATURE, "a text that begins with &, * or ! needs quotes")
        }
        '"' | '\'' => (
            at,
            &codes::YAML_SYNTAX,
            "this quote does not go around the whole text; put the whole text in quotes",
        ),
        _ => (at, &codes::YAML_SYNTAX, "a text cannot begin with this character; put it in quotes"),
    })
}
