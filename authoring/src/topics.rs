//! Which topics a service has: those that its page names, and those that its own words say.
//!
//! A topic stands in a text where its label or one of its synonyms does, in the language of the text; what
//! only people who ask say (`asked`) is never looked for here. At each place the longest phrase
//! wins, and what it covers is not looked at again: "chair yoga" is not yoga.

use std::collections::BTreeMap;
use std::ops::Bound;

use catalog::directory::Term;
use catalog::sayings::Strength;
use catalog::service::{Locale, Service, TermId, Words};
use catalog::text::{Decompose, atoms, phrase_key};

/// Takes the name, the summary or the text out of a page's words.
type Read = fn(&Words) -> Option<&str>;

/// Where a sentence or a part of one ends: no phrase goes on behind it.
const ENDS: [char; 19] = [
    '.', ',', ';', ':', '!', '?', '(', ')', '\n', '。', '，', '、', '；', '：', '！', '？', '،',
    '؛', '।',
];

/// Finds the topics of texts.
pub struct TopicFinder<'a> {
    topics: &'a [Term],
    /// For each locale: the key of a phrase, and the topic that it means.
    phrases: BTreeMap<&'a str, BTreeMap<String, usize>>,
    decompose: Decompose,
}

impl<'a> TopicFinder<'a> {
    /// For the topics of a directory.
    pub fn new(topics: &'a [Term], decompose: Decompose) -> Self {
        let mut phrases: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
        for (index, topic) in topics.iter().enumerate() {
            let labels = topic.label.iter();
            let synonyms = topic
                .synonyms
                .iter()
                .flat_map(|(locale, list)| list.iter().map(move |phrase| (locale, phrase)));
            for (locale, phrase) in labels.chain(synonyms) {
                let key = phrase_key(phrase, decompose);
                if !key.is_empty() {
                    phrases.entry(locale).or_default().entry(key).or_insert(index);
                }
            }
        }
        Self { topics, phrases, decompose }
    }

    /// The topics that a text says, as indices into the directory's topics, each once, in the order of
    /// the text.
    pub fn find(&self, locale: &str, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for topic in self.places(locale, text) {
            if !found.contains(&topic) {
                found.push(topic);
            }
        }
        found
    }

    /// The topic of every phrase of a text, one as often as its phrases stand there.
    fn places(&self, locale: &str, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let Some(phrases) = self.phrases.get(locale) else { return found };
        for part in text.split(ENDS) {
            let atoms = atoms(part, self.decompose);
            let mut rest = atoms.as_slice();
            while !rest.is_empty() {
                let letters = rest.iter().map(|atom| atom.letters.as_str());
                let (topic, length) = match longest(phrases, letters) {
                    Some((topic, length)) => (Some(topic), length),
                    None => (None, 1),
                };
                found.extend(topic);
                rest = rest.get(length..).unwrap_or_default();
            }
        }
        found
    }

    /// The topics of a service, the strongest first, those of the page in the writer's order and the others
    /// in the order of its words, the directory's own language first. A topic that the page takes
    /// away (`not_topics`) is none.
    pub fn topics_of(&self, service: &Service, default_locale: &str) -> Vec<(usize, Strength)> {
        let Service { topics, not_topics, words, .. } = service;
        self.ranked(topics, not_topics, words, default_locale)
    }

    fn ranked(
        &self,
        said: &[TermId],
        not: &[TermId],
        words: &BTreeMap<Locale, Words>,
        default_locale: &str,
    ) -> Vec<(usize, Strength)> {
        let index = |id: &TermId| self.topics.iter().position(|topic| topic.id == *id);
        let not: Vec<usize> = not.iter().filter_map(index).collect();
        let said = said.iter().filter_map(index);
        let mut all: Vec<(usize, Strength)> =
            said.enumerate().map(|(place, topic)| (topic, Strength::said(place))).collect();
        let read: [(Strength, Read); 3] = [
            (Strength::Name, |words| words.name.as_deref()),
            (Strength::Summary, |words| words.summary.as_deref()),
            (Strength::Text, |words| Some(words.body_text.as_str())),
        ];
        for (strength, read) in read {
            let texts: Vec<(&Locale, &str)> =
                words.iter().filter_map(|(locale, words)| Some((locale, read(words)?))).collect();
            for topic in self.in_texts(strength, &texts, default_locale) {
                if !all.iter().any(|(known, _)| *known == topic) {
                    all.push((topic, strength));
                }
            }
        }
        all.retain(|(topic, _)| !not.contains(topic));
        all
    }

    /// The topics that a text and its translations say together. One language of many is an accident of
    /// its words: a topic stands in the original, or in a quarter of the languages. What lies under
    /// the facts speaks of much in passing: there a topic stands in the original twice, or in half of
    /// several languages.
    fn in_texts(
        &self,
        strength: Strength,
        texts: &[(&Locale, &str)],
        default_locale: &str,
    ) -> Vec<usize> {
        let texts: Vec<&(&Locale, &str)> =
            texts.iter().filter(|(_, text)| !text.trim().is_empty()).collect();
        let is_own = |text: &&&(&Locale, &str)| text.0.as_str() == default_locale;
        let in_own: Vec<usize> = texts
            .iter()
            .filter(is_own)
            .flat_map(|(locale, text)| self.places(locale, text))
            .collect();
        let in_each: Vec<Vec<usize>> =
            texts.iter().map(|(locale, text)| self.find(locale, text)).collect();
        let is_meant = |topic: &usize| {
            let times = in_own.iter().filter(|found| *found == topic).count();
            let languages = in_each.iter().filter(|found| found.contains(topic)).count();
            match strength {
                Strength::Text => times > 1 || (languages > 1 && languages * 2 >= texts.len()),
                _ => times > 0 || languages * 4 >= texts.len(),
            }
        };
        let mut found: Vec<usize> = Vec::new();
        for topic in in_own.iter().chain(in_each.iter().flatten()).filter(|topic| is_meant(topic)) {
            if !found.contains(topic) {
                found.push(*topic);
            }
        }
        found
    }
}

/// The longest phrase with which a text begins: its topic, and how many of the text's atoms it covers.
fn longest<'t>(
    phrases: &BTreeMap<String, usize>,
    letters: impl Iterator<Item = &'t str>,
) -> Option<(usize, usize)> {
    let mut best = None;
    let mut key = String::new();
    for (before, letters) in letters.enumerate() {
        key.push_str(letters);
        let from = (Bound::Included(key.as_str()), Bound::Unbounded);
        match phrases.range::<str, _>(from).next() {
            Some((phrase, topic)) if *phrase == key => best = Some((*topic, before + 1)),
            Some((phrase, _)) if phrase.starts_with(&key) => {}
            _ => break,
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::text::decompose_natively;

    fn topic(id: &str, locale: &str, label: &str, synonyms: &[&str], asked: &[&str]) -> Term {
        let list = |phrases: &[&str]| phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
        Term {
            id: id.into(),
            label: BTreeMap::from([(locale.into(), label.into())]),
            synonyms: BTreeMap::from([(locale.into(), list(synonyms))]),
            asked: BTreeMap::from([(locale.into(), list(asked))]),
            ..Term::default()
        }
    }

    fn found(topics: &[Term], locale: &str, text: &str) -> Vec<String> {
        let finder = TopicFinder::new(topics, decompose_natively);
        finder.find(locale, text).into_iter().map(|topic| topics[topic].id.clone()).collect()
    }

    fn english() -> Vec<Term> {
        vec![
            topic("yoga", "en", "Yoga", &[], &["stretchy class"]),
            topic("chair-yoga", "en", "Chair yoga", &["seated yoga"], &[]),
            topic("swimming", "en", "Swimming", &["swim", "aqua-fit"], &["pool"]),
        ]
    }

    #[test]
    fn the_longest_phrase_wins_and_what_it_covers_is_looked_at_once() {
        let topics = english();
        assert_eq!(found(&topics, "en", "Chair-yoga, then tea"), ["chair-yoga"]);
        assert_eq!(
            found(&topics, "en", "Chair yoga or yoga; aquafit"),
            ["chair-yoga", "yoga", "swimming"]
        );
        assert_eq!(found(&topics, "en", "Each takes a chair. Yoga begins."), ["yoga"]);
    }

    #[test]
    fn a_word_that_only_holds_a_phrase_says_no_topic() {
        let topics = english();
        assert!(found(&topics, "en", "Swimwear for sale").is_empty());
        assert!(
            found(&topics, "en", "The pool table is a stretchy class").is_empty(),
            "asked only"
        );
        assert!(found(&topics, "fr", "Swimming").is_empty(), "another language's phrases");
    }

    #[test]
    fn scripts_without_spaces_and_korean_say_topics_within_a_word() {
        let topics = [
            topic("swimming", "zh-Hant", "游泳", &["游水"], &[]),
            topic("walking", "ko", "걷기", &["산책"], &[]),
        ];
        assert_eq!(found(&topics, "zh-Hant", "逢星期二一齊游水去"), ["swimming"]);
        assert!(found(&topics, "zh-Hans", "一起游泳").is_empty());
        assert_eq!(found(&topics, "ko", "동네산책모임에서 걷기를"), ["walking"]);
    }

    /// Locale, name and text of a page and its translations.
    type Pages<'a> = [(&'a str, &'a str, &'a str)];

    fn of(
        topics: &[Term],
        said: &[&str],
        not: &[&str],
        pages: &Pages<'_>,
    ) -> Vec<(String, Strength)> {
        let words = pages.iter().map(|(locale, name, text)| {
            let words = Words {
                name: Some((*name).to_owned()),
                body_text: (*text).to_owned(),
                ..Words::default()
            };
            ((*locale).to_owned(), words)
        });
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let finder = TopicFinder::new(topics, decompose_natively);
        let found = finder.ranked(&ids(said), &ids(not), &words.collect(), "en");
        found.into_iter().map(|(topic, strength)| (topics[topic].id.clone(), strength)).collect()
    }

    #[test]
    fn what_a_page_says_of_itself_comes_first_and_what_it_takes_away_is_gone() {
        let topics = english();
        let page = [("en", "Swimming and yoga", "Chair yoga. More chair yoga.")];
        let said = ("yoga".to_owned(), Strength::First);
        let found = ("chair-yoga".to_owned(), Strength::Text);
        assert_eq!(of(&topics, &["yoga"], &["swimming"], &page), [said, found]);
    }

    #[test]
    fn what_a_text_names_in_passing_is_not_what_it_is_about() {
        let topics = english();
        let once = [("en", "Tea", "Some go swimming after it.")];
        assert!(of(&topics, &[], &[], &once).is_empty());
        let twice = [("en", "Tea", "We swim first. Swimming is free.")];
        assert_eq!(of(&topics, &[], &[], &twice), [("swimming".to_owned(), Strength::Text)]);
    }

    #[test]
    fn one_language_of_many_is_an_accident_of_its_words() {
        let mut topics = english();
        for locale in ["fr", "es", "vi", "ko", "fa"] {
            topics[2].label.insert(locale.into(), format!("swim-{locale}"));
        }
        let page = |french: &str, spanish: &str| {
            let rest = ["vi", "ko", "fa"].map(|locale| (locale, "x", ""));
            let own = [("en", "Warm water", ""), ("fr", french, ""), ("es", spanish, "")];
            of(&topics, &[], &[], &[own.as_slice(), &rest].concat())
        };
        assert!(page("swim fr", "x").is_empty());
        let both = page("swim fr", "swim es");
        assert_eq!(both, [("swimming".to_owned(), Strength::Name)]);
    }
}
