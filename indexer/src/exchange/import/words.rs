//! Texts of other lists made plain: what another program has spoilt is mended, HTML and markers go, names in
//! capitals are written as names are.
//!
//! Deliberately absent: any guess about what a text means. Each function tells what it has changed.

mod capitals;
mod markup;
mod spoilt;

pub use capitals::{ShortForms, is_in_capitals, without_capitals};
pub use markup::{escaped, without_markup};

/// A text made plain, and what was changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The text: lines, with at most one empty line between paragraphs.
    pub text: String,
    /// What was changed, in words for the report; the weightiest first.
    pub changed: Option<&'static str>,
}

/// Makes a text plain.
pub fn plain(raw: &str) -> Plain {
    let mut text = raw.trim().to_owned();
    let mut changed = None;
    let mut step = |next: String, text: &mut String, how: &'static str| {
        if next != *text {
            changed = changed.or(Some(how));
            *text = next;
        }
    };
    step(spoilt::mended(&text), &mut text, "letters mended that another program had spoilt");
    step(without_markup(&text), &mut text, "HTML taken away");
    step(with_lines(&text), &mut text, "signs for line ends made line ends");
    step(without_markers(&text), &mut text, "a marker of the other program taken away");
    step(without_hidden(&text), &mut text, "invisible signs taken away");
    step(without_stars(&text), &mut text, "stars and marks taken away");
    let even = evened(&text);
    // Spaces are nobody's words: they are evened without a word about it.
    Plain { text: even, changed }
}

/// The same on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with a label before it.
pub fn label_of(label: Option<&str>, text: &str) -> String {
    match label {
        // Before a list, the label has a line of its own.
        Some(label) if text.contains('\n') => format!("{label}\n\n{text}"),
        Some(label) => format!("{label} {text}"),
        None => text.to_owned(),
    }
}

/// A text of at most so many letters, cut between words; whether it was cut.
pub fn cut(text: &str, most: usize) -> (String, bool) {
    if text.chars().count() <= most {
        return (text.to_owned(), false);
    }
    let end = text.char_indices().nth(most.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let short = text.get(..end).unwrap_or_default();
    let short = match short.rfind(char::is_whitespace) {
        // A text without spaces is cut where it must be.
        Some(at) if at > end / 2 => short.get(..at).unwrap_or(short),
        _ => short,
    };
    let short = short.trim_end_matches(|c: char| c.is_whitespace() || ",;:-–—".contains(c));
    (format!("{short}…"), true)
}

/// The one line of a card, and what is left to say below it: a first paragraph that a card can hold is said once; of a longer
/// one the card has the first sentence, and the whole text stands below. So it is with one that only begins a list: "Services
/// include:".
pub fn summary_of(text: &str) -> (String, &str) {
    let (first, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let is_line = !first.contains('\n') && !first.starts_with("- ");
    match is_line && !goes_on(first) && first.chars().count() <= SUMMARY_MAX {
        true => (one_line(first), rest),
        false => (first_sentence(text, SUMMARY_MAX - 2), text),
    }
}

/// Longest summary: a check refuses more than 140 letters.
const SUMMARY_MAX: usize = 140;

/// The first sentence of a text, where it ends within so many letters.
pub fn first_sentence(text: &str, most: usize) -> String {
    let first = text.split("\n\n").map(one_line).find(|part| !part.is_empty()).unwrap_or_default();
    let ends = first
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '।'));
    let mut best = None;
    for (at, end) in ends {
        let after = at + end.len_utf8();
        let rest = first.get(after..).unwrap_or_default();
        let begins = rest.trim_start().chars().next();
        let is_end = !end.is_ascii()
            || (rest.starts_with(' ') && begins.is_some_and(|c| !c.is_lowercase()))
            || rest.is_empty();
        let words = first.get(..at).unwrap_or_default();
        // `St. Mary` and `U.S. law` are no ends.
        let last = words.rsplit(' ').next().unwrap_or_default();
        let is_short_form = last.chars().count() <= 3 && end == '.' && !rest.is_empty();
        if is_end && !is_short_form {
            if first.get(..after).unwrap_or_default().chars().count() > most {
                break;
            }
            best = first.get(..after);
            break;
        }
    }
    match best {
        Some(sentence) => sentence.to_owned(),
        None => match cut(&first, most) {
            // The sign of what follows is not what follows.
            (whole, false) if goes_on(&whole) => {
                format!(
                    "{}…",
                    whole.trim_end_matches(|c: char| c.is_whitespace() || OPEN.contains(&c))
                )
            }
            (text, _) => text,
        },
    }
}

/// What stands at the end of a line that something is to follow.
const OPEN: [char; 6] = [':', '：', ',', '，', '、', ';'];

/// Whether a text ends in the middle of what it says.
fn goes_on(text: &str) -> bool {
    text.trim_end().ends_with(OPEN)
}

/// `\n` and `\t` that another program has written as two letters.
fn with_lines(text: &str) -> String {
    match text.contains('\\') {
        true => text
            .replace("\\r\\n", "\n")
            .replace("\\n", "\n")
            .replace("\\r", "\n")
            .replace("\\t", " "),
        false => text.to_owned(),
    }
}

/// Markers such as `###MON###`, which mean something to the program that wrote them.
fn without_markers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("###") {
        let (before, from) = rest.split_at(at);
        let inner = from.get(3..).unwrap_or_default();
        let end = inner.find("###").filter(|end| {
            let name = inner.get(..*end).unwrap_or_default();
            !name.is_empty()
                && name.len() <= 24
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_- ".contains(&b))
        });
        match end {
            Some(end) => {
                out.push_str(before);
                rest = inner.get(end + 3..).unwrap_or_default();
            }
            None => {
                out.push_str(before);
                out.push_str("###");
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Controls, spaces of no width, overrides of direction; spaces of other kinds become spaces.
fn without_hidden(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\n' => Some('\n'),
        '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            Some(' ')
        }
        '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFFD}' => None,
        '\u{202A}'..='\u{202E}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' => None,
        _ if c.is_control() => None,
        _ => Some(c),
    });
    kept.collect()
}

/// `**Note:**` without its stars, `* ` at the start of a line as a hyphen, and heaps of signs without an end.
fn without_stars(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.trim();
        let line = match line
            .strip_prefix("* ")
            .or_else(|| line.strip_prefix("• "))
            .or_else(|| line.strip_prefix("·"))
        {
            Some(rest) => format!("- {}", rest.trim_start()),
            None => line.to_owned(),
        };
        let line = line.replace("**", "").replace("__", "");
        match line.trim().len() > 2 && line.trim().chars().all(|c| "*-_=#~. ".contains(c)) {
            true => String::new(),
            false => line,
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Words that no line can hold are shortened, spaces and empty lines evened.
fn evened(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let words = line.split_whitespace().map(|word| match word.chars().count() > LONGEST_WORD {
            true => format!("{}…", word.chars().take(LONGEST_WORD - 1).collect::<String>()),
            false => without_heaps(word),
        });
        let line = words.collect::<Vec<_>>().join(" ");
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// Longest word: what a check refuses begins at 101 signs.
const LONGEST_WORD: usize = 90;

/// At most four marks on one letter.
fn without_heaps(word: &str) -> String {
    let mut count = 0;
    let kept = word.chars().filter(|c| {
        let is_mark = matches!(u32::from(*c), 0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F);
        count = if is_mark { count + 1 } else { 0 };
        count <= 4
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_left_in_a_text_is_gone() {
        for (raw, text) in [
            ("Come in.\\n\\n###MON###\\n###COL###", "Come in."),
            ("A &amp; B<br>C<script>x()</script>", "A & B\nC"),
            ("**Note: call.**", "Note: call."),
            ("* one\n* two", "- one\n- two"),
            ("the State AttorneyGÇÖs", "the State Attorney’s"),
            ("te\u{200B}a\u{A0}now", "tea now"),
            ("a < b and #1 ### x", "a < b and #1 ### x"),
            ("********\nx", "x"),
        ] {
            assert_eq!(plain(raw).text, text, "{raw}");
        }
    }

    #[test]
    fn what_a_card_can_hold_is_not_said_again_below() {
        assert_eq!(
            summary_of("Tea. All come.\n\nOn Mondays."),
            ("Tea. All come.".into(), "On Mondays.")
        );
        assert_eq!(summary_of("Tea."), ("Tea.".into(), ""));
        let long = format!("Tea and cakes. {}", "Come and talk to others ".repeat(9));
        assert_eq!(summary_of(&long), ("Tea and cakes.".into(), long.as_str()));
        assert_eq!(summary_of("- tea\n- cake").1, "- tea\n- cake");
        // What only begins a list is said with the list.
        for (text, summary) in [
            ("We offer services that include:\n\n- tea", "We offer services that include…"),
            ("All are welcome. Services include:\n\n- tea", "All are welcome."),
            ("包括：\n\n- 茶", "包括…"),
        ] {
            assert_eq!(summary_of(text), (summary.into(), text));
        }
    }

    #[test]
    fn a_summary_is_a_sentence_or_says_that_it_goes_on() {
        for (text, summary) in [
            ("Meals at noon. All are welcome.", "Meals at noon."),
            ("St. Mary has meals. Come.", "St. Mary has meals."),
            ("no end", "no end"),
            ("餐點。都來。", "餐點。"),
        ] {
            assert_eq!(first_sentence(text, 60), summary);
        }
        assert_eq!(first_sentence(&"word ".repeat(40), 20), "word word word…");
    }
}
