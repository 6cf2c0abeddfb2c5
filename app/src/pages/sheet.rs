//! How much of a page goes on paper, told from its markup: what is too much for one sheet in
//! letters of 14 points leaves out its second thoughts (the class `spare`).

/// What one sheet holds, in letters of an alphabet: measured in Chromium on US Letter, the lower of
/// the two sheets, over the sample in ten languages (`tests/tests/journeys/paper.rs` keeps it true).
const SHEET: usize = 2_000;

/// What a question adds for the rest of its last line, in letters.
const QUESTION: usize = 30;

/// Elements without an end.
const VOID: [&str; 6] = ["br", "img", "input", "hr", "link", "meta"];

/// Whether the page is more than one sheet would hold.
pub fn is_long(html: &str) -> bool {
    letters(html) > SHEET
}

/// The letters that are printed: those in `main`, without what has the class `noprint`.
pub fn letters(html: &str) -> usize {
    let main = html.find("<main").map_or("", |start| &html[start..]);
    let main = main.split("</main>").next().unwrap_or_default();
    let mut letters = 0;
    // How deep we are in an element that is not printed.
    let mut unprinted = 0usize;
    for part in main.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let is_whole = tag.ends_with('/') || tag.starts_with('!') || VOID.contains(&name);
        if tag.starts_with('/') {
            unprinted = unprinted.saturating_sub(1);
        } else if !is_whole && (unprinted > 0 || is_unprinted(tag)) {
            unprinted += 1;
        } else if tag.starts_with("section") {
            letters += QUESTION;
        }
        if unprinted == 0 {
            letters += text.chars().map(width).sum::<usize>() / 10;
        }
    }
    letters
}

/// By its class; the card for a desk has a sheet of its own.
fn is_unprinted(tag: &str) -> bool {
    let class = tag
        .split_once("class=\"")
        .map_or("", |(_, rest)| rest.split('"').next().unwrap_or_default());
    class.split(' ').any(|name| name == "noprint" || name == "shown")
}

/// How wide a letter is, in tenths of one of the Latin alphabet. Persian and Gurmukhi count as it
/// does: their lines are higher, but carry marks that take no room.
fn width(letter: char) -> usize {
    match letter {
        // Han, kana and Hangul are as wide as high.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}' => 19,
        _ => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_printed_is_counted() {
        let html = "<header>no</header><main><p>four</p><p class=\"soft noprint\">no <b>no</b><br>no</p>\
                    <ul><li>two<br>x</li></ul><section class=\"shown\"><p>no</p></section></main><p>no</p>";
        assert_eq!(letters(html), 4 + 3 + 1);
        assert_eq!(letters("<main><section class=\"answer\">五</section></main>"), QUESTION + 1);
        assert_eq!(letters("<p>nothing"), 0);
    }

    #[test]
    fn a_page_of_a_few_words_is_not_long() {
        assert!(!is_long("<main><p>Tea.</p></main>"));
        assert!(is_long(&["<main><p>", &"Tea. ".repeat(1_000), "</p></main>"].concat()));
    }
}
