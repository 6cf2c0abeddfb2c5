//! How people say things, from the word lists and from how people ask in each language.

use std::collections::{BTreeMap, BTreeSet};

use catalog::directory::{Directory, Term};
use catalog::facet::{COMES_TO_ME, FACETS, WHEN};
use catalog::manifest::{Choice, Manifest};
use catalog::phone::Phone;
use catalog::sayings::{FurtherLine, Meaning, Sayings, ServiceTopics, Strength, TOMORROW, Topic};
use catalog::service::Status;
use catalog::text::{atoms, decompose_natively, phrase_key};

use super::columns::number;
use super::terms;
use crate::speech::{Phrases, Speech, han_pairs, simplified, speech};
use crate::topics;

/// Of each topic and need, how many synonyms and how many phrases of those who ask are common to all locales,
/// for a language: the first ones of the list. All of them would take 200 KB on a phone (brotli), for whoever
/// types in another language than the page's.
const COMMON_SYNONYMS: usize = 1;
const COMMON_ASKED: usize = 0;

/// Most words (characters, syllables) of a label that is common to all: nobody types a long one.
const COMMON_LABEL_ATOMS: usize = 2;

/// The language that is typed most beside the page's own, and how much of it is common.
const COMMON_LANGUAGE: &str = "en";
const COMMON_LANGUAGE_SYNONYMS: usize = 3;
const COMMON_LANGUAGE_ASKED: usize = 1;

/// How many of the phrases for each choice are common to all, for the same reason as [`COMMON_SYNONYMS`].
const COMMON_SPEECH: usize = 1;

/// Facets whose values are wished for, not chosen: a page without an audience is for everybody.
const WISHES: [&str; 2] = ["need", "audience"];

/// The topics of every service of a directory, worked out once for all locales.
pub struct DirectoryTopics {
    of_services: Vec<ServiceTopics>,
    /// For each topic, how many services that can be found have it, and not only somewhere in their texts.
    services: Vec<u32>,
}

impl DirectoryTopics {
    /// Finds the topics of all services.
    pub fn new(directory: &Directory) -> Self {
        let topics = &directory.vocabulary.topics;
        let mut services = vec![0; topics.len()];
        let needs = &directory.vocabulary.needs;
        let found = topics::of_services(directory);
        let of_services = directory.services.iter().zip(found).map(|(service, found)| {
            let is_listed = matches!(service.status, Status::Active | Status::TemporarilyClosed);
            let packed = |(topic, strength)| Some((u16::try_from(topic).ok()?, strength));
            let all: Vec<(u16, Strength)> = found.into_iter().filter_map(packed).collect();
            for (topic, strength) in &all {
                if is_listed && *strength != Strength::Text {
                    services[usize::from(*topic)] += 1;
                }
            }
            let main_need = service.needs.first().and_then(|need| {
                let number = needs.iter().position(|known| known.id == *need)?;
                u16::try_from(number).ok()
            });
            ServiceTopics { main_need, topics: all }
        });
        Self { of_services: of_services.collect(), services }
    }

    /// For each service its topics as pages take them: without how they were found, and without what a text only speaks
    /// of. Where the finder says that nobody lists a topic, no page lists it.
    pub fn for_pages(&self) -> Vec<Vec<usize>> {
        let listed = |of: &ServiceTopics| {
            let listed = of.topics.iter().filter(|(_, strength)| *strength != Strength::Text);
            listed.map(|(topic, _)| usize::from(*topic)).collect()
        };
        self.of_services.iter().map(listed).collect()
    }

    /// The topics of the service with this number in the directory.
    pub fn of(&self, service: usize) -> ServiceTopics {
        self.of_services.get(service).cloned().unwrap_or_default()
    }
}

/// How people say things in one locale.
pub fn own(
    directory: &Directory,
    manifest: &Manifest,
    topics: &DirectoryTopics,
    locale: &str,
) -> Sayings {
    let mut phrases = Collected::default();
    phrases.add_locale(directory, manifest, locale, Scope::Own);
    // The two ways to write Chinese are one language.
    for other in directory.config.locales.iter().filter(|other| is_same_language(other, locale)) {
        phrases.add_locale(directory, manifest, other, Scope::SameLanguage);
    }
    let default_locale = &directory.config.default_locale;
    let needs = &directory.vocabulary.needs;
    let topic = |(number, term): (usize, &Term)| Topic {
        id: term.id.clone(),
        label: term.label(locale, default_locale).to_owned(),
        need: term
            .need
            .as_ref()
            .and_then(|need| needs.iter().position(|known| known.id == *need))
            .map_or(0, |need| need as u16),
        services: topics.services.get(number).copied().unwrap_or(0),
        chooses: chosen_by(term, manifest),
    };
    let is_chinese = locale.starts_with("zh");
    if is_chinese {
        phrases.simplify();
    }
    let phrases = phrases.finish();
    let han = if is_chinese { han_in(&phrases) } else { String::new() };
    Sayings {
        phrases,
        han,
        topics: directory.vocabulary.topics.iter().enumerate().map(topic).collect(),
        further: further(directory, locale),
    }
}

/// What who asks for a topic chooses, too, as far as something in the directory has it.
fn chosen_by(topic: &Term, manifest: &Manifest) -> Vec<(u8, u16)> {
    let mut chosen = Vec::new();
    for (id, values) in &topic.chooses {
        let Some(facet) = facet(id) else { continue };
        let Some(choices) = manifest.choices.get(usize::from(facet)) else { continue };
        let values = values.iter().filter_map(|value| number(choices, value));
        chosen.extend(values.filter_map(|value| Some((facet, u16::try_from(value).ok()?))));
    }
    chosen
}

/// How people say things in every locale, as far as a phone can carry that.
pub fn common(directory: &Directory, manifest: &Manifest) -> Sayings {
    let mut phrases = Collected::default();
    for (number, locale) in (1..).zip(&directory.config.locales) {
        phrases.add_locale(directory, manifest, locale, Scope::Common(number));
    }
    for (number, place) in (0..).zip(manifest.places.iter()) {
        phrases.add(Meaning::Place(number), &[&place.id, &place.name]);
    }
    Sayings { phrases: phrases.finish(), ..Sayings::default() }
}

/// The lines that know of what a directory does not list.
fn further(directory: &Directory, locale: &str) -> Vec<FurtherLine> {
    let default_locale = &directory.config.default_locale;
    let lines = directory.config.help_now.iter().filter(|line| line.further);
    let line = |line: &catalog::directory::HelpLine| {
        let label = line.label.get(locale).or_else(|| line.label.get(default_locale));
        FurtherLine {
            display: line.display.clone(),
            label: label.cloned().unwrap_or_default(),
            href: Phone::read(&line.phone).link(),
        }
    };
    lines.map(line).collect()
}

/// Traditional characters and their simplified ones, as far as these stand in phrases.
fn han_in(phrases: &[(Meaning, Vec<String>)]) -> String {
    let used: BTreeSet<char> =
        phrases.iter().flat_map(|(_, keys)| keys).flat_map(|key| key.chars()).collect();
    let pairs = han_pairs().into_iter().filter(|(_, simple)| used.contains(simple));
    pairs.flat_map(|(traditional, simple)| [traditional, simple]).collect()
}

fn is_same_language(one: &str, other: &str) -> bool {
    let language = |tag: &str| tag.split('-').next().map(str::to_owned);
    one != other && language(one) == language(other)
}

/// For whom phrases are collected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// For pages of their locale.
    Own,
    /// For pages of the other locale of the same language.
    SameLanguage,
    /// For all pages; the number of the locale.
    Common(u8),
}

/// Phrases by what they mean, each once.
#[derive(Default)]
struct Collected(BTreeMap<Meaning, BTreeSet<String>>);

impl Collected {
    fn add<T: AsRef<str>>(&mut self, meaning: Meaning, phrases: &[T]) {
        let keys = phrases.iter().map(|phrase| phrase_key(phrase.as_ref(), decompose_natively));
        self.0.entry(meaning).or_default().extend(keys.filter(|key| !key.is_empty()));
    }

    /// Chinese phrases in simplified characters only: what is typed is read so, too.
    fn simplify(&mut self) {
        for keys in self.0.values_mut() {
            *keys = keys.iter().map(|key| simplified(key)).collect();
        }
    }

    fn finish(self) -> Vec<(Meaning, Vec<String>)> {
        let filled = self.0.into_iter().filter(|(_, keys)| !keys.is_empty());
        filled.map(|(meaning, keys)| (meaning, keys.into_iter().collect())).collect()
    }

    fn add_locale(
        &mut self,
        directory: &Directory,
        manifest: &Manifest,
        locale: &str,
        scope: Scope,
    ) {
        let is_common_language = locale.split('-').next() == Some(COMMON_LANGUAGE);
        let most = match scope {
            Scope::Own => [usize::MAX; 2],
            Scope::SameLanguage => [usize::MAX, COMMON_LANGUAGE_ASKED],
            Scope::Common(_) if is_common_language => {
                [COMMON_LANGUAGE_SYNONYMS, COMMON_LANGUAGE_ASKED]
            }
            Scope::Common(_) => [COMMON_SYNONYMS, COMMON_ASKED],
        };
        let vocabulary = &directory.vocabulary;
        for (number, topic) in (0..).zip(&vocabulary.topics) {
            self.add_said(Meaning::Topic(number), topic, locale, most);
        }
        for (facet, known) in (0..).zip(FACETS) {
            for (number, term) in (0..).zip(terms(vocabulary, known.id).unwrap_or_default()) {
                let chosen = said(&term.chosen, locale);
                if WISHES.contains(&known.id) {
                    self.add_said(Meaning::Wish(facet, number), term, locale, most);
                    self.add(Meaning::Wish(facet, number), &chosen);
                } else {
                    self.add(Meaning::Choice(facet, number), &chosen);
                }
                // "English" is what most people learn; other languages are what they speak.
                if known.id == "language" && term.id != COMMON_LANGUAGE {
                    self.add_said(Meaning::Choice(facet, number), term, locale, most);
                }
            }
        }
        if let Some(speech) = speech(locale) {
            self.add_speech(manifest, directory, speech, scope);
        }
    }

    /// What people say for a term: all of it, or its label and the first of each list.
    fn add_said(&mut self, meaning: Meaning, term: &Term, locale: &str, most: [usize; 2]) {
        let label = term.label.get(locale).cloned();
        let is_typed = |label: &String| {
            most[0] == usize::MAX || atoms(label, decompose_natively).len() <= COMMON_LABEL_ATOMS
        };
        let mut phrases: Vec<String> = label.filter(is_typed).into_iter().collect();
        for (list, most) in [&term.synonyms, &term.asked].into_iter().zip(most) {
            phrases.extend(said(list, locale).into_iter().take(most));
        }
        self.add(meaning, &phrases);
    }

    fn add_speech(
        &mut self,
        manifest: &Manifest,
        directory: &Directory,
        speech: &Speech,
        scope: Scope,
    ) {
        let Speech { small, frames, not, not_after, when, .. } = speech;
        let language = match scope {
            Scope::Own | Scope::SameLanguage => 0,
            Scope::Common(number) => number,
        };
        // What is common to all is the first of everything; in the page's language it is all.
        let most = if matches!(scope, Scope::Common(_)) { COMMON_SPEECH } else { usize::MAX };
        self.add(Meaning::Small(language), small);
        if most == usize::MAX {
            self.add(Meaning::Small(language), frames);
        }
        // A word that negates in one language means much in another that writes with the same letters.
        let is_own = |word: &&String| most == usize::MAX || !is_latin(word);
        let kept = |phrases: &[String]| -> Vec<String> {
            phrases.iter().filter(is_own).take(most).cloned().collect()
        };
        self.add(Meaning::NotNext, &kept(not));
        self.add(Meaning::NotBefore, &kept(not_after));
        for (id, phrases) in when {
            let value = WHEN.iter().position(|known| known == id).map(|value| value as u16);
            let value = value.or((id == "tomorrow").then_some(TOMORROW));
            if let (Some(facet), Some(value)) = (facet("when"), value) {
                self.add(Meaning::Choice(facet, value), &kept(phrases));
            }
        }
        let first = |phrases: &'_ Vec<String>| -> Vec<String> {
            phrases.iter().take(most).cloned().collect()
        };
        let comes = |id: &str| {
            let delivery = directory.vocabulary.delivery.iter().find(|term| term.id == id);
            delivery.is_some_and(|term| term.comes_to_me)
        };
        for (_, phrases) in speech.delivery.iter().filter(|(id, _)| comes(id)) {
            self.add_chosen(manifest, "travel", COMES_TO_ME, &first(phrases));
        }
        let lists: [(&str, &Phrases); 5] = [
            ("audience", &speech.audience),
            ("access", &speech.access),
            ("cost", &speech.cost),
            ("joining", &speech.joining),
            ("language", &speech.languages),
        ];
        for (facet, list) in lists {
            for (id, phrases) in list {
                let phrases = first(phrases);
                match id.as_str() {
                    "both-chinese" => {
                        for id in ["yue", "cmn"] {
                            self.add_chosen(manifest, facet, id, &phrases);
                        }
                    }
                    id => self.add_chosen(manifest, facet, id, &phrases),
                }
            }
        }
    }

    /// Adds phrases for a value of a facet, where the directory has it.
    fn add_chosen(&mut self, manifest: &Manifest, id: &str, value: &str, phrases: &[String]) {
        let Some(facet) = facet(id) else { return };
        let choices: Option<&Vec<Choice>> = manifest.choices.get(usize::from(facet));
        let value = choices.and_then(|choices| number(choices, value));
        let Some(value) = value.and_then(|value| u16::try_from(value).ok()) else { return };
        let is_wish = WISHES.contains(&id);
        let meaning = if is_wish { Meaning::Wish } else { Meaning::Choice };
        self.add(meaning(facet, value), phrases);
    }
}

fn facet(id: &str) -> Option<u8> {
    FACETS.iter().position(|known| known.id == id).map(|facet| facet as u8)
}

fn said(list: &BTreeMap<String, Vec<String>>, locale: &str) -> Vec<String> {
    list.get(locale).cloned().unwrap_or_default()
}

/// Whether a phrase is written in Latin letters, with or without marks.
fn is_latin(phrase: &str) -> bool {
    phrase_key(phrase, decompose_natively).is_ascii()
}
