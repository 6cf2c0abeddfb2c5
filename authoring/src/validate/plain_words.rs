//! Words that everybody reads.

use super::{CheckFindings, Context};
use crate::node::Text;
use crate::report::Finding;
use crate::source::Span;

/// Longest summary: three lines of a card on a 320-pixel phone.
const SUMMARY: usize = 140;

/// Longest sentence: GOV.UK's content guide allows 25 words.
const WORDS: usize = 25;

/// What offices write and what people say. Deliberately short: each entry was heard to be
/// misunderstood, or is on GOV.UK's list of words to avoid.
const JARGON: [(&str, &str); 40] = [
    ("ambulatory", "able to walk"),
    ("approximately", "about"),
    ("attendees", "people who come"),
    ("capacity building", "learning"),
    ("client-centred", "the way you like it"),
    ("cognitive impairment", "trouble with memory or thinking"),
    ("commence", "start"),
    ("comorbidities", "other illnesses"),
    ("complimentary", "free"),
    ("culturally appropriate", "in your own language and way"),
    ("empower", "help"),
    ("evidence-based", "known to help"),
    ("facilitate", "lead, or help"),
    ("facilitated", "led"),
    ("facilitator", "leader"),
    ("facilitators", "leaders"),
    ("holistic", "for the whole person"),
    ("in order to", "to"),
    ("intake appointment", "first talk"),
    ("interventions", "help"),
    ("marginalised", "say who"),
    ("marginalized", "say who"),
    ("mobility-challenged", "people who find walking hard"),
    ("modalities", "ways"),
    ("participants", "people"),
    ("prior to", "before"),
    ("programming", "activities"),
    ("psychoeducation", "learning about how you feel"),
    ("psychosocial", "for how you feel and live"),
    ("sedentary", "sitting a lot"),
    ("self-efficacy", "confidence"),
    ("service users", "people"),
    ("socially isolated", "often alone"),
    ("stakeholders", "say who"),
    ("sustainable outcomes", "say what changes"),
    ("trauma-informed", "gentle, at your pace"),
    ("utilise", "use"),
    ("utilize", "use"),
    ("wellbeing intervention", "something that helps you feel better"),
    ("wraparound", "say what help"),
];

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

/// Everything that residents read in the default language.
fn texts<'a>(context: &Context<'a>) -> Vec<&'a Text> {
    let mut texts: Vec<&Text> = Vec::new();
    for service in context.living() {
        texts.extend(&service.summary);
        texts.extend(service.alert.iter().filter_map(|alert| alert.text.as_ref()));
        texts
            .extend(service.eligibility.iter().filter_map(|eligibility| eligibility.text.as_ref()));
        let visit = service.first_visit.iter();
        texts.extend(
            visit.flat_map(|v| [&v.what_happens, &v.what_to_bring]).filter_map(Option::as_ref),
        );
        texts.push(&service.body.markdown);
    }
    for group in &context.drafts.organizations {
        texts.extend(&group.summary);
        texts.push(&group.body.markdown);
    }
    texts
}

/// A sentence of more words than the content guide allows.
pub(super) fn long_sentence(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for text in texts(context) {
        for sentence in sentences(&text.value) {
            let words = sentence
                .words
                .split_whitespace()
                .filter(|word| word.contains(char::is_alphanumeric));
            let count = words.count();
            if count > WORDS {
                let message =
                    format!("a sentence of {count} words; two short ones are easier to read");
                findings.add(Finding::at(within(text, sentence.at, sentence.words.len()), message));
            }
        }
    }
}

struct Sentence<'a> {
    at: usize,
    words: &'a str,
}

/// Splits at full stops before a space, at blank lines and at list marks.
fn sentences(text: &str) -> Vec<Sentence<'_>> {
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
            '.' | '!' | '?' => rest.is_empty() || rest.starts_with([' ', '\n', '"', ')', '”']),
            '。' | '！' | '？' | '।' => true,
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

/// A stretch of a text in its file. Quotes and folded lines shift it a little; it never leaves
/// the text.
fn within(text: &Text, at: usize, length: usize) -> Span {
    let shift = usize::from((text.span.end - text.span.start) as usize == text.value.len() + 2);
    text.span.within(at + shift..at + shift + length)
}

/// A word of [`JARGON`], in an English directory: other languages have other such words.
pub(super) fn jargon(context: &Context<'_>, findings: &CheckFindings<'_>) {
    if context.default_locale.split('-').next() != Some("en") {
        return;
    }
    for text in texts(context) {
        let lower = text.value.to_ascii_lowercase();
        for (word, plain) in JARGON {
            let Some(at) = find_word(&lower, word) else { continue };
            let message = format!("not everybody knows `{word}`");
            findings.add(Finding::at(within(text, at, word.len()), message).example(plain));
        }
    }
}

fn find_word(text: &str, word: &str) -> Option<usize> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !is_letter(before) && !is_letter(after)
    })
}
