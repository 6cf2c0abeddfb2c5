//! What was asked, as scores: which services have the topics, the needs and the plain words of a question, and
//! how well.

use super::Catalog;
use super::understood::{Asked, Understood};
use crate::bits::Bits;
use crate::columns::{index_of, index_of_kind};
use crate::facet::{INTENTS, Kind};
use crate::format::{Body, FormatError, Head, TileTopics, read_body};
use crate::postings::{Postings, length_code, rarity};
use crate::sayings::Strength;
use crate::sort::sort;
use crate::term_dictionary::TermDictionary;
use crate::text::{field_tokens, query_tokens};

mod question;
mod word;

pub(super) use question::Question;
use question::is_in;
use word::{TileClasses, Word};

/// How much of what the best service has of the question another must have, too: the rarer a word,
/// the more it is of the question.
const PART_WANTED: f32 = 0.5;

/// What a topic that was asked for counts of the question, and a need: more than any one word, for that is
/// what the words say; and what a plain word counts at most beside them.
const TOPIC_PART: f32 = 4.0;
const NEED_PART: f32 = 2.5;
const BESIDE_PART: f32 = 2.0;

/// What a service's score gains for a topic, by how much it is about it; and for a need, where that is its
/// first and where it is another. Compared with BM25, where a rare word in a name comes to 8 or 10.
const TOPIC_SCORES: [(Strength, f32); 6] = [
    (Strength::First, 13.0),
    (Strength::Second, 11.5),
    (Strength::Said, 10.0),
    (Strength::Name, 10.0),
    (Strength::Summary, 8.0),
    (Strength::Text, 5.0),
];
const MAIN_NEED_SCORE: f32 = 6.0;
const NEED_SCORE: f32 = 3.5;

/// What it gains for another thing that it had better have: whom it is for.
const WISH_SCORE: f32 = 2.0;

/// Fewest services with a topic that make a list; to fewer, those with the same need are added as perhaps.
pub(super) const THIN: u32 = 3;

/// What a service counts that has no more than the need of a topic: less than all that have a part of the question.
const NEAR_WEIGHT: f32 = 0.1;

/// What the words of what was understood count in texts, beside what they mean.
const BESIDE_WEIGHT: f32 = 0.5;

/// An audience of less than this share of the services is a narrow one; and by what the score of a service is
/// multiplied that is made for narrow ones only.
const NARROW_SHARE: f32 = 0.1;
const NARROW_WEIGHT: f32 = 0.7;

/// By what the score of what only seeks helpers is multiplied, where nobody asked to help.
const OFFER_WEIGHT: f32 = 0.3;

/// The words of a tile.
pub(super) struct TileWords {
    /// The catalog's number of its first service.
    pub first_service: u32,
    /// The dictionary of the head (words of the cards), and, once the body has come, that of all
    /// other words. Classes are numbered through both.
    dictionaries: Vec<TermDictionary>,
    /// The postings of head and body.
    postings: Vec<Postings>,
    /// Stop words, in order: they say too little to be searched for beside other words.
    stop_words: Vec<String>,
    /// Endings that the forms of one word differ by.
    endings: Vec<String>,
    /// What each service is about, once the body has come.
    topics: TileTopics,
}

impl TileWords {
    pub fn new(first_service: u32, head: Head) -> Self {
        let Head { dictionary, postings, stop_words, endings } = head;
        Self {
            first_service,
            dictionaries: vec![dictionary],
            postings: vec![postings],
            stop_words,
            endings,
            topics: TileTopics::default(),
        }
    }

    /// How many services the tile has.
    pub fn len(&self) -> usize {
        self.postings.first().map_or(0, Postings::len)
    }

    /// Adds the tile's body.
    pub fn add_body(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        let classes = self.postings.first().map_or(0, Postings::classes);
        let Body { dictionary, postings, topics } = read_body(bytes, classes)?;
        if self.postings.len() != 1 || postings.len() != self.len() {
            return Err(FormatError::Impossible);
        }
        self.dictionaries.push(dictionary);
        self.postings.push(postings);
        self.topics = topics;
        Ok(())
    }

    fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }
}

/// How long the code of a service is.
const CODE_CHARS: std::ops::RangeInclusive<usize> = 5..=8;

/// Most codes that are read at once: as many as a sheet hands over.
const CODES_MAX: usize = 12;

/// A letter or digit of a code as it is meant (Crockford's base32: I and L are read as 1, O as 0; and
/// U, which no code has, as the V that it looks like).
fn code_character(typed: char) -> Option<char> {
    match typed.to_ascii_lowercase() {
        'o' => Some('0'),
        'i' | 'l' => Some('1'),
        'u' => Some('v'),
        letter if letter.is_ascii_alphanumeric() => Some(letter),
        _ => None,
    }
}

/// By what a score is multiplied where the question is the service's whole name.
const NAME_WEIGHT: f32 = 1.5;

/// What was counted so far.
struct Tally {
    /// The score of every service.
    scores: Vec<f32>,
    /// How much of the question every service has.
    parts: Vec<f32>,
    /// See [`WordMatches::having`].
    having: Bits,
}

impl Tally {
    /// Adds one thing that was asked for, which is `part` of the question, with every service's score for it.
    fn add(&mut self, part: f32, of_one: &[f32]) {
        let sums = self.parts.iter_mut().zip(&mut self.scores);
        for ((of_question, sum), score) in sums.zip(of_one) {
            if *score > 0.0 {
                *of_question += part;
                *sum += score;
            }
        }
    }
}

/// What a topic counts whose phrase is a small part of the question, beside the topic with the longest: "I look
/// after my sick husband and am tired" is about the care first.
const SMALL_SHARE: f32 = 0.5;

/// How much a topic counts beside the others of a question.
fn share(asked: &Asked, longest: usize) -> f32 {
    let of_longest = asked.letters as f32 / (longest as f32).max(1.0);
    SMALL_SHARE + (1.0 - SMALL_SHARE) * of_longest
}

/// Whether a phrase says a need.
fn asks_need(asked: &Asked) -> bool {
    asked.values.iter().any(|(facet, _)| *facet == index_of("need"))
}

/// Services that match the typed words.
pub(super) struct WordMatches {
    /// Who matches enough of them.
    pub services: Bits,
    /// The score of every service of the catalog, 0 without a match.
    pub scores: Vec<f32>,
    /// Who has one of the words in its own text.
    pub having: Bits,
    /// Who has a little of them only, or the need of a topic that few have.
    pub perhaps: Bits,
    /// Ordinals of the words, in [`Understood::left`], that nothing has.
    pub unknown: Vec<usize>,
}

impl Catalog {
    /// Services that have the words, or most of what they say; `question` is the analysis of the words that
    /// are left of what was `understood`. `None` when no word was typed, or no text is here yet.
    ///
    /// Services whose codes were typed stand first; alone, unless the code is a word, too.
    pub(super) fn find_words(
        &self,
        understood: &Understood,
        question: &Question,
        coded: &[u32],
    ) -> Option<WordMatches> {
        let mut matches = match coded {
            [] => return self.match_words(understood, question),
            [_] if self.is_word(question) => self.match_words(understood, question),
            _ => None,
        }
        .unwrap_or_else(|| WordMatches {
            services: Bits::none(self.len() as u32),
            scores: vec![0.0; self.len()],
            having: Bits::none(self.len() as u32),
            perhaps: Bits::none(self.len() as u32),
            unknown: Vec::new(),
        });
        let best = matches.scores.iter().copied().fold(1.0, f32::max);
        for service in coded {
            matches.services.insert(*service);
            if let Some(score) = matches.scores.get_mut(*service as usize) {
                *score = 2.0 * best;
            }
        }
        Some(matches)
    }

    /// Whether the question is one word that texts have.
    fn is_word(&self, question: &Question) -> bool {
        let mut words = question.searched();
        let Some(word) = words.next() else { return false };
        self.tile_words.iter().any(|tile| is_in(&tile.dictionaries, &word.letters))
    }

    fn match_words(&self, understood: &Understood, question: &Question) -> Option<WordMatches> {
        let Understood { topics, wishes, .. } = understood;
        let is_wish_all = topics.is_empty() && question.words.is_empty() && !wishes.is_empty();
        let says_more = !topics.is_empty() || is_wish_all || wishes.iter().any(asks_need);
        if self.tile_words.is_empty() || question.words.is_empty() && !says_more {
            return None;
        }
        let mut tally = Tally {
            scores: vec![0.0; self.len()],
            parts: vec![0.0; self.len()],
            having: Bits::none(self.len() as u32),
        };
        let longest = topics.iter().map(|asked| asked.letters).max().unwrap_or(0);
        for asked in topics {
            let share = share(asked, longest);
            let mut scores = self.score_topics(asked);
            scores.iter_mut().for_each(|score| *score *= share);
            tally.add(TOPIC_PART * asked.weight() * share, &scores);
        }
        // Where nothing else is asked, whom it is for is what is asked.
        let is_audience_all = is_wish_all && !wishes.iter().any(asks_need);
        for asked in wishes {
            let scores = self.score_wishes(asked);
            let part = match (asks_need(asked), is_audience_all) {
                (true, _) => NEED_PART * asked.weight(),
                // "Gay seniors": the fewer something is for, the more it is what is asked.
                (false, true) => {
                    let having = scores.iter().filter(|score| **score > 0.0).count();
                    rarity(having as u32, self.len() as u32)
                }
                (false, false) => 0.0,
            };
            tally.add(part, &scores);
        }
        let mut unknown = Vec::new();
        let (mut of_word, mut of_text) = (Vec::new(), Vec::new());
        for word in question.searched() {
            of_word.clear();
            of_word.resize(self.len(), 0.0);
            let classes;
            let classes = match &word.classes {
                Some(known) => known,
                None => {
                    classes = self.classes(word);
                    &classes
                }
            };
            self.score_classes(classes, &mut of_word, &mut of_text);
            for (service, score) in (0..).zip(&of_word) {
                if *score > 0.0 {
                    tally.having.insert(service);
                }
            }
            let found = of_word.iter().filter(|score| **score > 0.0).count();
            if found == 0 {
                unknown.push(word.ordinal);
            }
            let part = rarity(found as u32, self.len() as u32);
            tally.add(if says_more { part.min(BESIDE_PART) } else { part }, &of_word);
        }
        if says_more || !understood.beside.is_empty() {
            self.score_beside(understood, &mut tally);
        }
        if says_more {
            self.score_breadth(understood, &mut tally);
            self.aside(understood, &mut tally);
        }
        for service in self.discreet.iter() {
            if let Some(part) = tally.parts.get_mut(service as usize)
                && *part > 0.0
                && !self.is_meant(service, understood, question)
            {
                *part = 0.0;
            }
        }
        let Tally { mut scores, parts, having } = tally;
        let spoken = scores.clone();
        let best = parts.iter().copied().fold(0.0, f32::max);
        let mut services = Bits::none(self.len() as u32);
        let mut perhaps = services.clone();
        let is_absent = !topics.is_empty() && topics.iter().all(|asked| self.is_absent(asked));
        for (service, (part, score)) in parts.iter().zip(&mut scores).enumerate() {
            if *part > 0.0 && *part >= best * PART_WANTED && !is_absent {
                services.insert(service as u32);
            } else if *part > 0.0 && (says_more || question.searched().count() > 1) {
                perhaps.insert(service as u32);
            }
            // Squared: two of three words are worth much less than all three.
            let part = part / best.max(f32::MIN_POSITIVE);
            *score *= part * part;
        }
        // Who seeks helpers is found below the line by whoever did not ask to help, unless nobody else is found.
        let mut offers = self.offers();
        offers.intersect(&services);
        if offers.count() < services.count() && !self.asks_to_help(understood) && says_more {
            perhaps.union(&offers);
            services.subtract(&offers);
        }
        for service in self.services_named(question, &parts, best) {
            if let Some(score) = scores.get_mut(service as usize) {
                *score *= NAME_WEIGHT;
            }
        }
        if services.count() < THIN {
            self.add_of_same_need(understood, &services, &spoken, &mut perhaps, &mut scores);
        }
        Some(WordMatches { services, scores, having, perhaps, unknown })
    }

    /// Adds what texts score for the words of what was understood: of two services with a topic the one that
    /// speaks of it as the person does stands first. Nobody is found by that alone.
    fn score_beside(&self, understood: &Understood, tally: &mut Tally) {
        let question = self.question(&understood.beside, &understood.beside);
        let (mut of_word, mut of_text) = (Vec::new(), Vec::new());
        for word in question.searched() {
            of_word.clear();
            of_word.resize(self.len(), 0.0);
            self.score_classes(&self.classes(word), &mut of_word, &mut of_text);
            let sums = tally.scores.iter_mut().zip(&of_word);
            sums.for_each(|(sum, score)| *sum += score * BESIDE_WEIGHT);
        }
    }

    /// Lowers the scores of services that are made for few people, unless somebody said to be one of them: who
    /// types "walk" is hardly looking for the walk of the blind.
    fn score_breadth(&self, understood: &Understood, tally: &mut Tally) {
        let audience = index_of("audience");
        let Some(having) = self.columns.having.get(audience) else { return };
        let is_said = |value: usize| {
            let wishes = understood.wishes.iter().flat_map(|asked| &asked.values);
            let mut values = wishes.filter(|(facet, _)| *facet == audience);
            values.any(|(_, said)| *said == value)
        };
        let most = self.len() as f32 * NARROW_SHARE;
        // What is for blind people and for older adults is for blind ones: the broad audience doesn't widen it.
        let mut narrow = Bits::none(self.len() as u32);
        let mut said = narrow.clone();
        for (value, services) in having.iter().enumerate() {
            if is_said(value) {
                said.union(services);
            } else if (services.count() as f32) < most {
                narrow.union(services);
            }
        }
        narrow.subtract(&said);
        // Who is led to a discreet place has said enough of what they need.
        narrow.subtract(&self.discreet);
        for service in narrow.iter() {
            if let Some(score) = tally.scores.get_mut(service as usize) {
                *score *= NARROW_WEIGHT;
            }
        }
    }

    /// Whether no service of the whole directory has any of the topics of a phrase.
    pub(super) fn is_absent(&self, asked: &Asked) -> bool {
        let has_none = |(_, topic): &(usize, usize)| {
            self.vocabulary.topics.get(*topic).is_some_and(|topic| topic.services == 0)
        };
        asked.values.iter().all(has_none)
    }

    /// The tile of a service, and the service's number in it.
    fn words_of(&self, service: u32) -> Option<(&TileWords, usize)> {
        let tile = self.tile_words.iter().find(|tile| {
            let number = service.checked_sub(tile.first_service);
            number.is_some_and(|number| (number as usize) < tile.len())
        })?;
        Some((tile, (service - tile.first_service) as usize))
    }

    /// Whether a service has a topic.
    pub(super) fn has_topic(&self, service: u32, topic: usize) -> bool {
        let topics =
            self.words_of(service).map_or(&[][..], |(tile, number)| tile.topics.of(number));
        topics.iter().any(|(known, _)| usize::from(*known) == topic)
    }

    /// The number of a service's first need, once its body has come.
    pub(super) fn main_need(&self, service: u32) -> Option<usize> {
        let (tile, number) = self.words_of(service)?;
        tile.topics.main_need(number)
    }

    /// For each service what it scores for the topics of a phrase.
    fn score_topics(&self, asked: &Asked) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.len()];
        for tile in &self.tile_words {
            let of_tile = scores.iter_mut().skip(tile.first_service as usize).take(tile.len());
            for (number, score) in of_tile.enumerate() {
                for (topic, strength) in tile.topics.of(number) {
                    let is_asked = asked.values.iter().any(|(_, of)| *of == usize::from(*topic));
                    let known = TOPIC_SCORES.iter().find(|(known, _)| known == strength);
                    if let Some((_, of_strength)) = known.filter(|_| is_asked) {
                        *score = score.max(*of_strength);
                    }
                }
            }
        }
        scores
    }

    /// For each service what it scores for the values of a phrase.
    fn score_wishes(&self, asked: &Asked) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.len()];
        for (facet, value) in &asked.values {
            let Some(having) = self.services_with(*facet, *value) else { continue };
            for service in having.iter().map(|service| service as usize) {
                let score = match self.main_need(service as u32) {
                    _ if *facet != index_of("need") => WISH_SCORE,
                    Some(main) if main == *value => MAIN_NEED_SCORE,
                    _ => NEED_SCORE,
                };
                if let Some(known) = scores.get_mut(service) {
                    *known = known.max(score);
                }
            }
        }
        scores
    }

    /// What only seeks helpers stands last, unless somebody asked to help.
    fn aside(&self, understood: &Understood, tally: &mut Tally) {
        if !understood.topics.is_empty() && self.asks_to_help(understood) {
            return;
        }
        for service in self.offers().iter() {
            if let Some(score) = tally.scores.get_mut(service as usize) {
                *score *= OFFER_WEIGHT;
            }
        }
    }

    /// The services that seek helpers and nothing else: nobody can join them.
    pub(super) fn offers(&self) -> Bits {
        let intents = self.columns.having.get(index_of("intent")).map_or(&[][..], Vec::as_slice);
        let of = |intent: &str| {
            let value = INTENTS.iter().position(|known| *known == intent);
            value.and_then(|value| intents.get(value))
        };
        let mut offers = of("volunteer").cloned().unwrap_or_else(|| Bits::none(self.len() as u32));
        if let Some(join) = of("join") {
            offers.subtract(join);
        }
        offers
    }

    /// Whether somebody asked for what helpers do: every service with one of the topics seeks helpers.
    fn asks_to_help(&self, understood: &Understood) -> bool {
        let offers = self.offers();
        let having = |asked: &Asked| {
            let scores = self.score_topics(asked);
            let mut services = (0..).zip(scores).filter(|(_, score)| *score > 0.0).peekable();
            services.peek().is_some() && services.all(|(service, _)| offers.has(service))
        };
        understood.topics.iter().any(having)
    }

    /// Adds the services that have the need of a topic asked for, as perhaps: those whose first need it is
    /// first, and of these who speaks of the topic (`spoken`: what each text scores); and none that calls for
    /// discretion.
    fn add_of_same_need(
        &self,
        understood: &Understood,
        services: &Bits,
        spoken: &[f32],
        perhaps: &mut Bits,
        scores: &mut [f32],
    ) {
        let need = index_of("need");
        for (_, topic) in understood.topics.iter().flat_map(|asked| &asked.values) {
            let Some(topic) = self.vocabulary.topics.get(*topic) else { continue };
            let value = usize::from(topic.need);
            let asked = Asked { values: vec![(need, value)], is_exact: true, letters: 0 };
            let of_need = self.score_wishes(&asked);
            let choice = self.manifest.choices.get(need).and_then(|choices| choices.get(value));
            if choice.is_none_or(|choice| choice.sensitive) {
                continue;
            }
            let rated = (0..).zip(of_need).zip(spoken).zip(scores.iter_mut());
            for (((service, of_need), spoken), score) in rated {
                if of_need > 0.0 && !services.has(service) && !self.discreet.has(service) {
                    perhaps.insert(service);
                    let near = (of_need + spoken) / MAIN_NEED_SCORE * NEAR_WEIGHT;
                    *score = score.max(near);
                }
            }
        }
    }

    /// The services whose codes were typed, as they stand on paper: one or several, in letters of any
    /// size, and with letters that look like a code's digits. None, when anything else was typed.
    pub(super) fn services_with_codes(&self, typed: &str) -> Vec<u32> {
        let mut services = Vec::new();
        for code in typed.split([' ', ',']).filter(|part| !part.is_empty()) {
            match self.service_with_code(code) {
                Some(service) if services.len() < CODES_MAX => services.push(service),
                _ => return Vec::new(),
            }
        }
        services
    }

    fn service_with_code(&self, code: &str) -> Option<u32> {
        if !CODE_CHARS.contains(&code.len()) {
            return None;
        }
        let mut meant = String::new();
        for typed in code.chars() {
            meant.push(code_character(typed)?);
        }
        self.tiles.iter().find_map(|open| {
            let service = open.first_service.checked_add(open.cards.as_ref()?.find(&meant)?)?;
            ((service as usize) < self.len()).then_some(service)
        })
    }

    /// The services that have a value of a facet for certain.
    fn services_with(&self, facet: usize, value: usize) -> Option<Bits> {
        if facet == index_of_kind(Kind::EveryFact) {
            return Some(self.columns.certain.get(value)?.services(&self.columns.owners));
        }
        self.columns.having.get(facet)?.get(value).cloned()
    }

    /// Whether a question speaks of a service that calls for discretion: by its whole name, or its group's;
    /// or by words for a need that calls for discretion and that it meets. Nobody is led there by a slip,
    /// by the beginning of a word or by a word that it shares with others.
    fn is_meant(&self, service: u32, understood: &Understood, question: &Question) -> bool {
        let of_topic = understood.topics.iter().filter(|asked| asked.is_exact).any(|asked| {
            asked.values.iter().any(|(_, topic)| {
                self.has_topic(service, *topic) && self.is_discreet_topic(*topic, service)
            })
        });
        let of_wish = understood.wishes.iter().filter(|asked| asked.is_exact).any(|asked| {
            asked.values.iter().any(|(facet, value)| {
                self.is_sensitive(*facet, *value)
                    && self.services_with(*facet, *value).is_some_and(|having| having.has(service))
            })
        });
        let holds = |name: &str| {
            let tokens = query_tokens(name, self.decompose);
            !tokens.is_empty() && tokens.iter().all(|token| question.tokens.contains(token))
        };
        of_topic
            || of_wish
            || self.name(service).is_some_and(holds)
            || self.group(service).is_some_and(holds)
    }

    /// Whether a value of a facet calls for discretion.
    pub(super) fn is_sensitive(&self, facet: usize, value: usize) -> bool {
        let choice = self.manifest.choices.get(facet).and_then(|choices| choices.get(value));
        choice.is_some_and(|choice| choice.sensitive)
    }

    /// Whether who asks for a topic asks for a service that calls for discretion: the topic's need does so, too;
    /// or, where it is not for such a need that the service is there, all services with the topic are as discreet.
    /// Nobody who looks for a bed tonight is shown where people hide.
    fn is_discreet_topic(&self, topic: usize, service: u32) -> bool {
        let needs = index_of("need");
        let need = self.vocabulary.topics.get(topic).map(|topic| usize::from(topic.need));
        if need.is_some_and(|need| self.is_sensitive(needs, need)) {
            return true;
        }
        let of_needs = self.columns.having.get(needs).map_or(&[][..], Vec::as_slice);
        let mut of_needs = of_needs.iter().enumerate().filter(|(_, having)| having.has(service));
        if of_needs.any(|(need, _)| self.is_sensitive(needs, need)) {
            return false;
        }
        let asked = Asked { values: vec![(0, topic)], is_exact: true, letters: 0 };
        let scores = self.score_topics(&asked);
        let having = (0..).zip(scores).filter(|(_, score)| *score > 0.0);
        having.map(|(service, _)| service).all(|service| self.discreet.has(service))
    }

    /// Services whose name is the question, no more and no less. `parts` says how much of the
    /// question each service has.
    fn services_named(&self, question: &Question, parts: &[f32], whole: f32) -> Vec<u32> {
        let is_stop_word = |word: &str| self.is_stop_word(word);
        let mut count = 0;
        field_tokens(0, &question.typed, self.decompose, &is_stop_word, &mut |_| count += 1);
        let length = length_code(count);
        let mut named = Vec::new();
        for tile in &self.tile_words {
            let lengths = tile.postings.first().and_then(|head| head.lengths.first());
            for (service, known) in (tile.first_service..).zip(lengths.into_iter().flatten()) {
                let has_all =
                    || parts.get(service as usize).is_some_and(|part| *part >= whole * 0.999);
                // Few names are as long and of services that have all of the words: only those are
                // read.
                let is_name = |name| query_tokens(name, self.decompose) == question.tokens;
                if *known == length && has_all() && self.name(service).is_some_and(is_name) {
                    named.push(service);
                }
            }
        }
        named
    }

    /// Needs that the question names, or of which it names a topic, the best match first.
    pub(super) fn needs_named(&self, understood: &Understood) -> Vec<(usize, f32)> {
        let need = index_of("need");
        let mut needs: Vec<(usize, f32)> = Vec::new();
        let mut add = |value: usize, weight: f32| match needs.iter_mut().find(|one| one.0 == value)
        {
            Some((_, sum)) => *sum += weight,
            None => needs.push((value, weight)),
        };
        for (_, topic) in understood.topics.iter().flat_map(|asked| &asked.values) {
            if let Some(topic) = self.vocabulary.topics.get(*topic) {
                add(topic.need.into(), TOPIC_PART);
            }
        }
        for (facet, value) in understood.wishes.iter().flat_map(|asked| &asked.values) {
            if *facet == need {
                add(*value, NEED_PART);
            }
        }
        sort(&mut needs, |a, b| a.1 > b.1);
        needs
    }

    /// Adds each service's score for one word, which stands for `classes`: the sum over head and
    /// body of the service's tile.
    fn score_classes(&self, classes: &TileClasses, scores: &mut [f32], of_text: &mut Vec<f32>) {
        for (tile, classes) in self.tile_words.iter().zip(classes) {
            for postings in &tile.postings {
                of_text.clear();
                of_text.resize(postings.len(), 0.0);
                classes.iter().for_each(|(class, weight)| postings.score(*class, *weight, of_text));
                let of_services = scores.iter_mut().skip(tile.first_service as usize);
                of_services.zip(&*of_text).for_each(|(score, of_text)| *score += of_text);
            }
        }
    }

    /// Plain BM25, for comparison with tantivy: services whose text has every word or another form
    /// of it, best first.
    pub fn score_words(&self, typed: &str) -> Vec<(u32, f32)> {
        let tokens = query_tokens(typed, self.decompose);
        let mut found: Vec<(u32, f32)> =
            (0..self.len() as u32).map(|service| (service, 0.0)).collect();
        let (mut of_word, mut of_text) = (Vec::new(), Vec::new());
        for (ordinal, token) in tokens.iter().enumerate() {
            let word = Word { is_unfinished: false, ..Word::new(ordinal, token, false) };
            of_word.clear();
            of_word.resize(self.len(), 0.0);
            if !self.tile_words.iter().any(|tile| is_in(&tile.dictionaries, &word.letters)) {
                return Vec::new();
            }
            self.score_classes(&self.classes(&word), &mut of_word, &mut of_text);
            found.retain(|(service, _)| of_word[*service as usize] > 0.0);
            found.iter_mut().for_each(|(service, score)| *score += of_word[*service as usize]);
        }
        if tokens.is_empty() {
            return Vec::new();
        }
        sort(&mut found, |a, b| a.1 > b.1);
        found
    }
}
