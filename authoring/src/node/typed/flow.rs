//! Lists and maps in brackets and braces.

use super::{Typist, closing_of, is_cut, is_token_start};
use crate::draft::is_known_key;
use crate::people::is_space;
use crate::report::codes;

impl Typist<'_> {
    /// Brackets or braces; or a text that begins with one, such as `[New] tea group`.
    pub(super) fn flow_or_text(&mut self, from: usize, end: usize) -> usize {
        if let Some(close) = self.bracket_end(from, end) {
            let after = (close + 1..end).find(|at| !is_space(self.at(*at)));
            if after.is_some_and(|at| self.at(at) != '#' || is_cut(self.rest(at, end))) {
                self.disguise_at(from);
                return self.plain(from + 1, end);
            }
        }
        self.flow(from)
    }

    /// The closing bracket on the same line.
    fn bracket_end(&self, from: usize, end: usize) -> Option<usize> {
        let mut depth = 0;
        let mut at = from;
        while at < end {
            match self.at(at) {
                '[' | '{' => depth += 1,
                ']' | '}' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                '"' | '\'' if is_token_start(self.at(at - 1)) => {
                    at = self.close_of(at, end).unwrap_or(at);
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Brackets and braces, to the last that closes; returns where they end.
    fn flow(&mut self, from: usize) -> usize {
        let mut stack: Vec<char> = Vec::new();
        let mut opened: Vec<usize> = Vec::new();
        let start = (0..from).rev().find(|at| self.at(*at) == '\n').map_or(0, |at| at + 1);
        let column = self.indent(start, from).1;
        let mut at = from;
        // Whether the next word is a key of braces.
        let mut in_key = false;
        let mut is_start = true;
        while at < self.characters.len() {
            let end = self.line_end(at);
            let c = self.at(at);
            match c {
                '\n' => {
                    // A line with a key, no further in than this one, ends brackets that nobody closed.
                    let indent = self.indent(at + 1, self.line_end(at + 1));
                    let first = at + 1 + indent.0;
                    let key = self.key(first, self.line_end(first), false);
                    let is_key = indent.1 <= column && key.is_some_and(|key| self.is_known(key));
                    if is_key || at + 1 >= self.characters.len() {
                        self.close(&opened, at);
                        return at;
                    }
                    self.copy(at);
                    is_start = true;
                }
                '[' | '{' => {
                    stack.push(c);
                    opened.push(at);
                    in_key = c == '{';
                    is_start = true;
                    self.copy(at);
                }
                ']' | '}' => {
                    stack.pop();
                    opened.pop();
                    in_key = false;
                    is_start = false;
                    self.copy(at);
                    if stack.is_empty() {
                        return at + 1;
                    }
                }
                ',' => {
                    in_key = stack.last() == Some(&'{');
                    is_start = true;
                    self.copy(at);
                }
                '#' if is_space(self.at(at.saturating_sub(1))) && !is_cut(self.rest(at, end)) => {
                    self.copy_to(at, end);
                    at = end;
                    continue;
                }
                c if is_space(c) && is_start => self.space(at),
                '"' | '\'' if is_start => match self.close_of(at, self.characters.len()) {
                    Some(close) if close < end || !self.is_broken(end, close) => {
                        self.copy_to(at, close + 1);
                        at = close + 1;
                        // A colon makes a key of it.
                        if self.at(at) == ':' {
                            self.copy(at);
                            at += 1;
                            in_key = false;
                            continue;
                        }
                        is_start = false;
                        continue;
                    }
                    _ => {
                        self.disguise_at(at);
                        at = self.flow_text(at + 1, end, stack.last() == Some(&'{'));
                        is_start = false;
                        continue;
                    }
                },
                _ if is_start => {
                    if let Some(next) = self.flow_key(at, end, in_key) {
                        at = next;
                        in_key = false;
                        continue;
                    }
                    at = self.flow_value(at, end, stack.last() == Some(&'{'));
                    is_start = false;
                    continue;
                }
                _ => self.copy(at),
            }
            at += 1;
        }
        self.close(&opened, at);
        at
    }

    /// Closes brackets that nobody closed, before the character at `at`.
    fn close(&mut self, opened: &[usize], at: usize) {
        let Some(last) = opened.last() else { return };
        // White space at the end of the line stays behind the bracket.
        let span = self.span(*last, last + 1);
        self.say(&codes::YAML_SYNTAX, span, "a bracket is opened here and not closed");
        let closing: String =
            opened.iter().rev().map(|open| if self.at(*open) == '[' { ']' } else { '}' }).collect();
        closing.chars().for_each(|c| self.insert(c, at));
        let here = self.span(at, at);
        self.edits.push((here, closing));
    }

    /// A key within braces with its colon and a space; where it ends.
    fn flow_key(&mut self, from: usize, end: usize, in_key: bool) -> Option<usize> {
        if !in_key {
            return None;
        }
        let colon = (from..end)
            .find(|at| matches!(self.at(*at), ':' | '：' | ',' | '{' | '}' | '[' | ']'))?;
        let sign = self.at(colon);
        let next = self.at(colon + 1);
        let key = self.string(from, colon);
        let is_plain = sign == ':' && (is_space(next) || next == '\n');
        let is_meant = matches!(sign, ':' | '：')
            && (is_known_key(key.trim())
                || (key.contains('-') && key.is_ascii())
                || sign == '：' && key.is_ascii());
        if !is_plain && !is_meant {
            return None;
        }
        self.copy_to(from, colon);
        match sign {
            ':' => self.copy(colon),
            _ => {
                let span = self.span(colon, colon + 1);
                self.say(&codes::ODD_CHARACTERS, span, "this colon is as wide as a Chinese letter");
                self.change(colon, ":");
            }
        }
        if !is_space(next) && next != '\n' {
            let span = self.span(colon, colon + 1);
            self.say(&codes::ODD_CHARACTERS, span, "a space belongs after this colon");
            self.insert(' ', colon + 1);
            let here = self.span(colon + 1, colon + 1);
            self.edits.push((here, " ".to_owned()));
        }
        Some(colon + 1)
    }

    /// A value within brackets or braces; where it ends.
    fn flow_value(&mut self, at: usize, end: usize, in_braces: bool) -> usize {
        if closing_of(self.at(at)).is_some() {
            let stop = self.flow_stop(at, end);
            let stop = (at..stop).rev().find(|at| !is_space(self.at(*at))).map_or(at, |at| at + 1);
            // Commas may stand within the quotes: to the closing one before a comma or bracket.
            let close = self.curly_end(at, stop).or_else(|| {
                let closing = closing_of(self.at(at))?;
                (at + 1..end).find(|close| {
                    closing.contains(&self.at(*close)) && {
                        let next = (close + 1..end).find(|at| !is_space(self.at(*at)));
                        next.is_none_or(|next| matches!(self.at(next), ',' | ']' | '}'))
                    }
                })
            });
            if let Some(close) = close {
                self.curly(at, close);
                return close + 1;
            }
        }
        if matches!(self.at(at), '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>') {
            self.disguise_at(at);
            return self.flow_text(at + 1, end, in_braces);
        }
        self.flow_text(at, end, in_braces)
    }

    /// The next comma or bracket of this line.
    fn flow_stop(&self, from: usize, end: usize) -> usize {
        (from..end).find(|at| matches!(self.at(*at), ',' | '[' | ']' | '{' | '}')).unwrap_or(end)
    }

    /// A text without quotes within brackets or braces; where it ends.
    fn flow_text(&mut self, from: usize, end: usize, in_braces: bool) -> usize {
        let mut at = from;
        while at < end {
            let c = self.at(at);
            let is_after_space = at > 0 && is_space(self.at(at - 1));
            match c {
                ',' if in_braces && self.is_comma_of_text(at, end) => self.disguise_at(at),
                ',' | '[' | ']' | '{' | '}' => return at,
                '#' if at == from => self.disguise_at(at),
                '#' if is_after_space && !is_cut(self.rest(at, end)) => return at,
                '#' if is_after_space => self.disguise_at(at),
                ':' if in_braces && is_space(self.at(at + 1)) => self.disguise_at(at),
                _ => self.copy(at),
            }
            at += 1;
        }
        end
    }

    /// Whether the comma at `at` is followed by words and not by another key.
    fn is_comma_of_text(&self, at: usize, end: usize) -> bool {
        let stop = self.flow_stop(at + 1, end);
        let words = self.string(at + 1, stop);
        let first = words.trim_start().chars().next();
        let has_key = words.contains(": ")
            || words.contains('：')
            || words.trim_end().ends_with(':')
            || words.split_once(':').is_some_and(|(key, _)| is_known_key(key.trim()));
        let opens = stop < end && matches!(self.at(stop), '[' | '{');
        first.is_some_and(|c| !matches!(c, '"' | '\'' | '#')) && !has_key && !opens
    }
}
