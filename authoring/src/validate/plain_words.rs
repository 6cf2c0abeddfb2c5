//! Words that everybody reads.

use std::ops::Range;

use super::{CheckFindings, Context};
use crate::draft::{DraftBody, DraftJargon, DraftPlainWords};
use crate::node::Text;
use crate::plain::ease::{self, ease};
use crate::plain::sentences::{has_spaces, language, length, sentences};
use crate::report::Finding;
use crate::source::Span;

/// Longest summary: three lines of a card on a 320-pixel phone.
const SUMMARY: usize = 140;

/// Most words of a sentence, by language, where directory.toml names no number. GOV.UK's content guide
/// allows 25 words of English. French and Spanish take the same number: "How to write clearly" (European
/// Commission, 2011), one text in all its languages, asks for 20 words on average. For other languages no
/// number was found: nothing is said of them unless directory.toml has one.
const SENTENCE: [(&str, u32); 3] = [("en", 25), ("fr", 25), ("es", 25)];

/// A summary that is longer than its card has room for.
pub(super) fn summary_too_long(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let drafts = context.drafts;
    let own = drafts.services.iter().filter_map(|service| service.summary.as_ref());
    let translated = drafts.translations.iter().filter_map(|page| page.summary.as_ref());
    for summary in own.chain(translated) {
        let length = summary.value.chars().count();
        if length > SUMMARY {
            let message = format!("{length} characters; the card has room for {SUMMARY}");
            findings.add(Finding::at(summary.span, message));
        }
    }
}

/// Texts of one page that residents read, in one language.
struct Reading<'a> {
    locale: &'a str,
    lines: Vec<&'a Text>,
    body: &'a DraftBody,
}

impl<'a> Reading<'a> {
    fn texts(&self) -> impl Iterator<Item = &'a Text> {
        self.lines.iter().copied().chain([&self.body.markdown])
    }
}

/// Everything that residents read, page by page, translations too. What has ended is not looked after.
fn readings<'a>(context: &Context<'a>) -> Vec<Reading<'a>> {
    let mut readings = Vec::new();
    for service in context.living() {
        let visit = service.first_visit.as_ref();
        let lines = [
            service.summary.as_ref(),
            service.alert.as_ref().and_then(|alert| alert.text.as_ref()),
            service.eligibility.as_ref().and_then(|eligibility| eligibility.text.as_ref()),
            visit.and_then(|visit| visit.what_happens.as_ref()),
            visit.and_then(|visit| visit.what_to_bring.as_ref()),
        ];
        let lines = lines.into_iter().flatten().collect();
        readings.push(Reading { locale: context.default_locale, lines, body: &service.body });
    }
    for page in &context.drafts.translations {
        let original = context.service_at(&page.folder, &page.stem);
        if original.is_some_and(|original| !context.is_living(original)) {
            continue;
        }
        let lines = [
            &page.summary,
            &page.alert,
            &page.eligibility,
            &page.what_happens,
            &page.what_to_bring,
        ];
        let lines = lines.into_iter().flatten().collect();
        readings.push(Reading { locale: &page.locale, lines, body: &page.body });
    }
    for group in &context.drafts.organizations {
        let lines = group.summary.iter().collect();
        readings.push(Reading { locale: context.default_locale, lines, body: &group.body });
    }
    for group in &context.drafts.organization_translations {
        let lines = group.summary.iter().collect();
        readings.push(Reading { locale: &group.locale, lines, body: &group.body });
    }
    readings
}

/// A sentence of more words than its language allows.
pub(super) fn long_sentence(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let plain = context.drafts.config.as_ref().map(|config| &config.plain_words.sentence);
    for reading in readings(context) {
        let own = plain.and_then(|plain| DraftPlainWords::of(plain, reading.locale));
        let usual = SENTENCE.iter().find(|(of, _)| *of == language(reading.locale));
        let most = own.map(|most| most.value).or(usual.map(|(_, most)| *most));
        let Some(most) = most else { continue };
        for text in reading.texts() {
            for sentence in sentences(&text.value) {
                let count = length(sentence.words, reading.locale);
                if count > most as usize {
                    let what = if has_spaces(reading.locale) { "words" } else { "characters" };
                    let message =
                        format!("a sentence of {count} {what}; two short ones are easier to read");
                    let place = within(text, sentence.at, sentence.words.len());
                    findings.add(Finding::at(place, message));
                }
            }
        }
    }
}

/// Shortest sentence that can be called the hardest of a page, in words.
const TELLING: usize = 8;

/// A page that is harder to read than is usual in its language, as far as that can be measured.
pub(super) fn hard_to_read(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let plain = context.drafts.config.as_ref().map(|config| &config.plain_words.ease);
    for reading in readings(context) {
        let Some(standard) = ease::standard(reading.locale) else { continue };
        let own = plain.and_then(|plain| DraftPlainWords::of(plain, reading.locale));
        let least = own.map_or(standard, |least| least.value);
        // Lines end as sentences do: a summary without a full stop does not run into the text.
        let lines = reading.lines.iter().map(|text| text.value.as_str());
        let whole = lines.chain([reading.body.text.as_str()]).collect::<Vec<_>>().join("\n\n");
        let Some(is) = ease(&whole, reading.locale).filter(|is| *is < least) else { continue };
        let mut hardest: Option<(f64, Span)> = None;
        for text in reading.texts() {
            for sentence in sentences(&text.value) {
                let Some(ease) = ease::of_sentence(sentence.words, reading.locale, TELLING) else {
                    continue;
                };
                if hardest.as_ref().is_none_or(|(before, _)| ease < *before) {
                    hardest = Some((ease, within(text, sentence.at, sentence.words.len())));
                }
            }
        }
        let Some((_, place)) = hardest else { continue };
        let message = format!(
            "reading ease of this page: {is} of 100, and {least} or more is asked; this is its hardest sentence"
        );
        findings.add(Finding::at(place, message));
    }
}

/// A stretch of a text in its file. Quotes and folded lines shift it a little; it never leaves
/// the text.
fn within(text: &Text, at: usize, length: usize) -> Span {
    let shift = usize::from((text.span.end - text.span.start) as usize == text.value.len() + 2);
    text.span.within(at + shift..at + shift + length)
}

/// A word of offices for which the directory knows a plainer one (`_taxonomy/jargon.toml`).
pub(super) fn jargon(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let mut lists: Vec<(&str, JargonWords<'_>)> = Vec::new();
    for reading in readings(context) {
        let known = lists.iter().position(|(locale, _)| *locale == reading.locale);
        let at = known.unwrap_or_else(|| {
            lists.push((reading.locale, JargonWords::of(&context.drafts.jargon, reading.locale)));
            lists.len() - 1
        });
        let Some((_, words)) = lists.get(at) else { continue };
        for text in reading.texts() {
            for (at, (word, plain)) in words.found_in(&text.value) {
                let message = format!("not everybody knows `{}`", word.value);
                let place = within(text, at.start, at.len());
                findings.add(Finding::at(place, message).example(plain.value.as_str()));
            }
        }
    }
}

/// The words of offices of a language, each with a plainer one. A text is walked through once, however many they are.
struct JargonWords<'a> {
    words: Vec<&'a (Text, Text)>,
    /// The first letter of each word and its index, sorted: a map would weigh more in the form.
    by_first: Vec<(char, usize)>,
}

impl<'a> JargonWords<'a> {
    fn of(lists: &'a [DraftJargon], locale: &str) -> Self {
        let of_locale = |list: &&DraftJargon| {
            list.locale.value == locale || list.locale.value == language(locale)
        };
        Self::new(lists.iter().filter(of_locale).flat_map(|list| &list.words).collect())
    }

    fn new(words: Vec<&'a (Text, Text)>) -> Self {
        let firsts = words.iter().map(|(word, _)| word.value.chars().next().map(small));
        let mut by_first: Vec<(char, usize)> =
            firsts.enumerate().filter_map(|(index, first)| Some((first?, index))).collect();
        by_first.sort_unstable();
        Self { words, by_first }
    }

    /// Where each word stands by itself for the first time, in the order of the list.
    fn found_in(&self, text: &str) -> Vec<(Range<usize>, &'a (Text, Text))> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        let mut before = None;
        for (start, c) in text.char_indices() {
            let is_within = bounded(c) && before.is_some_and(bounded);
            if is_within {
                before = Some(c);
                continue;
            }
            let first = small(c);
            let from = self.by_first.partition_point(|(own, _)| *own < first);
            for (_, index) in self.by_first[from..].iter().take_while(|(own, _)| *own == first) {
                let is_new = found.iter().all(|(known, _)| known != index);
                let Some((word, _)) = self.words.get(*index).filter(|_| is_new) else { continue };
                if let Some(end) = ends_at(text, start, &word.value) {
                    found.push((*index, start..end));
                }
            }
            before = Some(c);
        }
        found.sort_unstable_by_key(|(index, _)| *index);
        found.into_iter().filter_map(|(index, at)| Some((at, *self.words.get(index)?))).collect()
    }
}

/// The first of the small letters of a letter.
fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Whether a letter belongs to a word that has a beginning and an end: a script without spaces has none.
fn bounded(letter: char) -> bool {
    letter.is_alphanumeric() && !is_han(letter)
}

/// Where a word or turn of speech ends that begins at `start` and stands by itself, whatever its capitals. `word` is in
/// small letters. Where a script leaves no spaces, any place will do.
fn ends_at(text: &str, start: usize, word: &str) -> Option<usize> {
    let is_bounded = word.chars().next().is_some_and(bounded);
    let rest = text.get(start..)?;
    let mut wanted = word.chars();
    for (at, c) in rest.char_indices() {
        if !c.to_lowercase().all(|small| wanted.next() == Some(small)) {
            return None;
        }
        if wanted.as_str().is_empty() {
            let end = start + at + c.len_utf8();
            let after = text.get(end..).and_then(|after| after.chars().next());
            return (!(is_bounded && after.is_some_and(bounded))).then_some(end);
        }
    }
    None
}

/// Han, which has no spaces between words.
fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_itself_in_any_script_and_any_capitals() {
        for (text, word, found) in [
            ("We Utilize it.", "utilize", Some("Utilize")),
            ("Overutilized", "utilize", None),
            ("Les MODALITÉS d’accès", "modalités", Some("MODALITÉS")),
            ("請向轉介機構查詢", "轉介", Some("轉介")),
            ("ਇਹ ਸਹੂਲਤ ਲਾਭਪਾਤਰੀ ਲਈ", "ਲਾਭਪਾਤਰੀ", Some("ਲਾਭਪਾਤਰੀ")),
            ("prior to lunch", "prior to", Some("prior to")),
            ("prior", "prior to", None),
            ("İstanbul utilize", "utilize", Some("utilize")),
        ] {
            let span = Span::default();
            let words =
                (Text { value: word.to_owned(), span }, Text { value: String::new(), span });
            let at =
                JargonWords::new(vec![&words]).found_in(text).into_iter().map(|(at, _)| at).next();
            assert_eq!(at.and_then(|at| text.get(at)), found, "{text}");
        }
    }
}
