//! Where a sentence ends, in every script of the directory.

/// A sentence and where it begins in its text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// Its first byte.
    pub at: usize,
    /// Its words, without white space around them.
    pub words: &'a str,
}

/// Splits a text of Markdown at the ends of sentences, at blank lines, and at the marks of lists and
/// headings.
///
/// A full stop ends a sentence only before a space (`10.30` and `St.Mark` have none); the stops of Han, of
/// Gurmukhi and Devanagari (danda) and of Urdu end one wherever they stand.
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut cut = |end: usize, start: &mut usize| {
        let raw = text.get(*start..end).unwrap_or_default();
        let words = raw.trim();
        if !words.is_empty() {
            sentences.push(Sentence { at: *start + (raw.len() - raw.trim_start().len()), words });
        }
        *start = end;
    };
    for (at, character) in text.char_indices() {
        let rest = text.get(at + character.len_utf8()..).unwrap_or_default();
        let is_end = match character {
            '.' | '!' | '?' | '؟' | '…' => {
                rest.is_empty() || rest.starts_with([' ', '\n', '"', ')', '”', '»', '’'])
            }
            '。' | '！' | '？' | '।' | '۔' => true,
            '\n' => ["\n", "- ", "* ", "#", "> ", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
                .iter()
                .any(|mark| rest.starts_with(mark)),
            _ => false,
        };
        if is_end {
            cut(at + character.len_utf8(), &mut start);
        }
    }
    cut(text.len(), &mut start);
    sentences
}

/// What stands between spaces and has a letter or a digit.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// How long a sentence is: its words; of Chinese, which leaves no spaces, its characters.
pub fn length(sentence: &str, locale: &str) -> usize {
    match has_spaces(locale) {
        true => words(sentence).count(),
        false => sentence.chars().filter(|c| c.is_alphanumeric()).count(),
    }
}

/// Whether a language is written with spaces between what is counted.
pub fn has_spaces(locale: &str) -> bool {
    !matches!(language(locale), "zh" | "ja" | "yue" | "th")
}

/// The language of a locale: `zh` of `zh-Hant`.
pub fn language(locale: &str) -> &str {
    locale.split('-').next().unwrap_or(locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|sentence| sentence.words).collect()
    }

    #[test]
    fn a_sentence_ends_where_its_script_ends_it() {
        assert_eq!(split("Come at 10.30. Bring tea!"), ["Come at 10.30.", "Bring tea!"]);
        assert_eq!(split("我們吃飯。你來嗎？來吧！"), ["我們吃飯。", "你來嗎？", "來吧！"]);
        assert_eq!(split("ਚਾਹ ਪੀਓ। ਗੱਲਾਂ ਕਰੋ।"), ["ਚਾਹ ਪੀਓ।", "ਗੱਲਾਂ ਕਰੋ।"]);
        assert_eq!(split("می‌آیید؟ بله. خوب"), ["می‌آیید؟", "بله.", "خوب"]);
        assert_eq!(
            split("One\n- two\n- three\n\nfour\nfive"),
            ["One", "- two", "- three", "four\nfive"]
        );
        assert_eq!(split(" \n"), [""; 0]);
    }

    #[test]
    fn a_sentence_is_as_long_as_its_readers_find_it() {
        assert_eq!(length("Come – and bring tea.", "en"), 4);
        assert_eq!(length("我們吃 8 個餃子。", "zh-Hant"), 7);
        assert_eq!(length("ਚਾਹ ਪੀਓ।", "pa"), 2);
    }
}
