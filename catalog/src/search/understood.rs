//! What a person's words say: choices, a place, topics, needs; and what of them is left as plain words.

use super::Catalog;
use super::pieces::{ATOMS_MAX, Piece, Run, add_unsure, pieces};
use crate::columns::index_of;
use crate::day::{Day, Weekday};
use crate::facet::{FACETS, PARTS_OF_DAY, WHEN};
use crate::query::{Origin, Query};
use crate::results::{Meant, MeantAs};
use crate::sayings::{Meaning, TOMORROW};
use crate::text::{Atom, atoms};

/// Fewest letters and words of a question that is read as a part of a service's name: "tea" alone stands in
/// many names.
const NAME_LETTERS: usize = 6;
const NAME_ATOMS: usize = 2;

/// What a question says.
#[derive(Default)]
pub(super) struct Understood {
    /// The question with the choices and the place that its words are.
    pub query: Query,
    /// These choices and places, as they can be taken back.
    pub meant: Vec<Meant>,
    /// Topics that are asked for; those of one phrase stand together.
    pub topics: Vec<Asked>,
    /// Values of facets that a service had better have; those of one phrase stand together.
    pub wishes: Vec<Asked>,
    /// Topics that are not wanted.
    pub refused: Vec<usize>,
    /// Words of what was understood: texts that have them fit a little better.
    pub beside: String,
    /// What was understood and could not be heeded ("not in Punjabi"), and what stands behind all that is looked
    /// at, as it was typed.
    pub unheeded: Vec<String>,
    /// What is left as plain words, and how it was typed, word by word.
    pub words: String,
    pub left: Vec<String>,
}

/// What one phrase asks for: one of several.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Values, each with its facet; or topics, each with 0 before it.
    pub values: Vec<(usize, usize)>,
    /// The phrase was typed as it is known: without a slip, and to its end.
    pub is_exact: bool,
    /// How much of the question it is, in letters.
    pub letters: usize,
}

impl Asked {
    /// How much it counts: half, where it was known by its beginning or in spite of a slip.
    pub fn weight(&self) -> f32 {
        if self.is_exact { 1.0 } else { 0.5 }
    }
}

impl Catalog {
    /// Reads a question's words. Words that are a code, and words before any sayings have come, stay plain.
    pub(super) fn understand(&self, query: &Query, today: Day) -> Understood {
        let plainly = || Understood {
            query: query.clone(),
            words: query.words.clone(),
            ..Understood::default()
        };
        if self.vocabulary.is_empty() || query.words.trim().is_empty() {
            return plainly();
        }
        if !self.services_with_codes(&query.words).is_empty() {
            return plainly();
        }
        let atoms = atoms(&query.words, self.decompose);
        // Phrases are looked for in simplified characters, as files of sayings have them; plain words as typed.
        let mut simple = atoms.clone();
        simple.iter_mut().for_each(|atom| self.vocabulary.simplify(atom));
        let plain: Vec<String> =
            query.plain.iter().filter(|key| !self.only_chooses(key)).cloned().collect();
        let run = Run::new(&simple, &plain);
        // Who types a whole name looks for that, and for nothing that its words say.
        if self.is_of_name(&run, true) {
            return plainly();
        }
        let mut pieces = pieces(&run, &self.vocabulary);
        add_unsure(&run, &self.vocabulary, &mut pieces, &|atom| self.has_word(atom));
        if pieces.iter().any(is_choice) {
            let covered: usize =
                pieces.iter().filter(|piece| is_choice(piece)).map(Piece::len).sum();
            if self.is_of_name(&run, covered == run.atoms.len()) {
                pieces.retain(|piece| !is_choice(piece));
            }
        }
        let mut reader = ReadWords {
            catalog: self,
            run: &run,
            typed: &atoms,
            refused: Vec::new(),
            refused_parts: Vec::new(),
            taken_back: self.taken_back(query),
            today,
            understood: Understood { query: query.clone(), ..Understood::default() },
        };
        reader.read(&pieces);
        reader.tell_beyond();
        let understood = reader.understood;
        let says_nothing = understood.words.is_empty()
            && understood.meant.is_empty()
            && understood.topics.is_empty()
            && understood.wishes.is_empty()
            && understood.refused.is_empty()
            && understood.unheeded.is_empty();
        if says_nothing { plainly() } else { understood }
    }

    /// What the phrases mean that are to be read as plain words, as far as chips show it: another phrase for
    /// it would bring the chip back that somebody has just taken away.
    fn taken_back(&self, query: &Query) -> Vec<Meaning> {
        let mut taken_back = Vec::new();
        for key in &query.plain {
            let key: Vec<char> = key.chars().collect();
            self.vocabulary.exact(&key, &mut |known| match known.meaning {
                Meaning::Wish(facet, _) if is_need(facet.into()) => {}
                Meaning::Choice(..) | Meaning::Wish(..) | Meaning::Place(_) => {
                    taken_back.push(known.meaning);
                }
                Meaning::Topic(topic) => taken_back.extend(self.chosen_by(topic)),
                _ => {}
            });
        }
        taken_back
    }

    /// What who asks for a topic chooses, too.
    fn chosen_by(&self, topic: u16) -> impl Iterator<Item = Meaning> {
        let topic = self.vocabulary.topics.get(usize::from(topic));
        let chosen = topic.map_or(&[][..], |topic| topic.chooses.as_slice());
        chosen.iter().map(|(facet, value)| match FACETS.get(usize::from(*facet)) {
            Some(facet) if facet.id == "intent" => {
                Meaning::Choice(index_of("intent") as u8, *value)
            }
            _ => Meaning::Wish(*facet, *value),
        })
    }

    /// Whether a phrase is a topic that chooses something: who takes the choice back asks for the topic still.
    fn only_chooses(&self, key: &str) -> bool {
        let key: Vec<char> = key.chars().collect();
        let mut chooses = false;
        self.vocabulary.exact(&key, &mut |known| {
            if let Meaning::Topic(topic) = known.meaning {
                chooses |= self.chosen_by(topic).next().is_some();
            }
        });
        chooses
    }

    /// Whether texts have a word as it was typed.
    fn has_word(&self, atom: &Atom) -> bool {
        let letters: Vec<char> = atom.letters.chars().collect();
        self.is_known(&letters)
    }

    /// Whether the question stands in the name of a service: "Tuesday tea" is no day. With `is_whole` it must be
    /// the whole name: "Tuesday evening" says when, though something may be called "Songs on Tuesday evening".
    fn is_of_name(&self, run: &Run<'_>, is_whole: bool) -> bool {
        let key: String = run.atoms.iter().map(|atom| atom.letters.as_str()).collect();
        run.atoms.len() >= NAME_ATOMS
            && key.chars().count() >= NAME_LETTERS
            && self
                .names
                .iter()
                .any(|name| if is_whole { *name == key } else { name.contains(&key) })
    }
}

/// Whether a piece is a choice, a place, or whom something is for: all that becomes a chip.
fn is_choice(piece: &Piece) -> bool {
    let need = index_of("need");
    let is_choice = |one: &Meaning| match one {
        Meaning::Choice(..) | Meaning::Place(_) => true,
        Meaning::Wish(facet, _) => usize::from(*facet) != need,
        _ => false,
    };
    piece.meanings.iter().any(is_choice)
}

fn is_need(facet: usize) -> bool {
    facet == index_of("need")
}

/// The first piece that says something and follows with nothing but small words between.
fn adjacent<'p>(
    mut end: usize,
    rest: &'p [Piece],
    is_small: &dyn Fn(&Piece) -> bool,
) -> Option<&'p Piece> {
    for piece in rest {
        if piece.first != end || !is_small(piece) {
            return Some(piece).filter(|piece| piece.first == end);
        }
        end = piece.end;
    }
    None
}

/// Takes the pieces of a question in, one after the other.
struct ReadWords<'c, 'r, 'a> {
    catalog: &'c Catalog,
    run: &'r Run<'a>,
    typed: &'r [Atom],
    /// The topics and the wishes of each phrase behind a "not".
    refused: Vec<(Asked, Asked)>,
    /// Parts of the day behind a "not", each with the key of its phrase.
    refused_parts: Vec<(&'static str, String)>,
    /// See [`Catalog::taken_back`].
    taken_back: Vec<Meaning>,
    today: Day,
    understood: Understood,
}

impl ReadWords<'_, '_, '_> {
    fn read(&mut self, pieces: &[Piece]) {
        let is = |piece: Option<&Piece>, meaning: Meaning| {
            piece.is_some_and(|piece| piece.meanings.contains(&meaning))
        };
        let is_small = |piece: &Piece| matches!(piece.meanings.as_slice(), [Meaning::Small(_)]);
        let mut from = 0;
        // Where the "not" stands that what follows is behind.
        let mut refuses: Option<usize> = None;
        for (number, piece) in pieces.iter().enumerate() {
            self.leave(from, piece.first, from > 0, !pieces.is_empty());
            if piece.first > from {
                refuses = None;
            }
            from = piece.end;
            let rest = pieces.get(number + 1..).unwrap_or(&[]);
            let next = adjacent(piece.end, rest, &is_small);
            let after = next.and_then(|next| {
                let later = rest.iter().position(|piece| piece.first >= next.end)?;
                adjacent(next.end, rest.get(later..)?, &is_small)
            });
            // What stands before a "not" is mostly of its verb ("rent not can pay"): of a time it is not wanted.
            let is_time =
                |piece: &Piece| piece.meanings.iter().any(|one| matches!(one, Meaning::Choice(..)));
            // A "not" that stands before and behind belongs to what follows, where that is a time: 广东话 不要晚上.
            let is_of_next = is(next, Meaning::NotNext) && after.is_some_and(is_time);
            let is_before = is(next, Meaning::NotBefore) && !is_of_next && is_time(piece);
            let end = next.filter(|_| is_before).map_or(piece.end, |next| next.end);
            let refused =
                (refuses.is_some() || is_before).then(|| (refuses.unwrap_or(piece.first), end));
            if is(Some(piece), Meaning::NotNext) {
                refuses = refuses.or(Some(piece.first));
            } else if piece.meanings.iter().any(|one| *one < Meaning::Small(0)) {
                self.take(piece, refused);
                refuses = None;
            }
        }
        self.leave(from, self.run.atoms.len(), from > 0, false);
        self.finish();
    }

    /// Decides what a "not" meant: beside something wanted, that something is not; alone, a trouble ("nobody to
    /// talk to", "no food").
    fn finish(&mut self) {
        self.choose_other_parts();
        let refused = std::mem::take(&mut self.refused);
        let Understood { topics, wishes, meant, .. } = &self.understood;
        let is_alone = topics.is_empty() && wishes.is_empty() && meant.is_empty();
        for (topics, wishes) in refused {
            if is_alone {
                self.ask(topics, wishes);
            } else {
                let topics = topics.values.into_iter().map(|(_, topic)| topic);
                self.understood.refused.extend(topics);
            }
        }
    }

    fn ask(&mut self, topics: Asked, wishes: Asked) {
        if !topics.values.is_empty() {
            self.understood.topics.push(topics);
        }
        if !wishes.values.is_empty() {
            self.understood.wishes.push(wishes);
        }
    }

    /// Leaves some atoms as plain words. A Korean word that a phrase is a part of has its particles and
    /// endings left, which say nothing; the letters of a postcode after its area neither.
    fn leave(&mut self, first: usize, end: usize, has_before: bool, has_after: bool) {
        let atoms = self.typed;
        let word_before = first.checked_sub(1).and_then(|at| atoms.get(at)).map(|atom| atom.word);
        let word_after = atoms.get(end).map(|atom| atom.word);
        let is_ending = |atom: &Atom| {
            let is_of = (has_before && word_before == Some(atom.word))
                || (has_after && word_after == Some(atom.word));
            is_of && atom.letters.chars().all(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'))
        };
        let mut before: Option<&Atom> = None;
        for atom in atoms.get(first..end).unwrap_or(&[]) {
            if is_ending(atom) || (before.is_none() && self.ends_postcode(atom)) {
                continue;
            }
            let is_joined = before.is_some_and(|before| {
                before.word == atom.word && atom.is_syllable && before.is_syllable
            });
            if is_joined {
                if let Some(last) = self.understood.left.last_mut() {
                    last.push_str(&atom.letters);
                }
            } else {
                if !self.understood.words.is_empty() {
                    self.understood.words.push(' ');
                }
                self.understood.left.push(atom.letters.clone());
            }
            self.understood.words.push_str(&atom.letters);
            before = Some(atom);
        }
    }

    /// Whether an atom is the second half of a postcode whose first half was a place.
    fn ends_postcode(&self, atom: &Atom) -> bool {
        let is_place = |meant: &Meant| matches!(meant.as_what, MeantAs::Place(_));
        let has = |is: fn(&u8) -> bool| atom.letters.bytes().any(|byte| is(&byte));
        self.understood.meant.last().is_some_and(is_place)
            && atom.letters.len() == 3
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_alphabetic)
    }

    /// Tells where what is not looked at begins.
    fn tell_beyond(&mut self) {
        if let Some(first) = self.typed.get(ATOMS_MAX) {
            self.understood.unheeded.push(format!("{}…", first.letters));
        }
    }

    /// Some atoms as they were typed.
    fn typed_text(&self, first: usize, end: usize) -> String {
        let mut text = String::new();
        let mut word = None;
        for atom in self.typed.get(first..end).unwrap_or(&[]) {
            if word.is_some_and(|word| word != atom.word) {
                text.push(' ');
            }
            word = Some(atom.word);
            text.push_str(&atom.letters);
        }
        text
    }

    /// Takes in what a piece means; `refused` is where it stands together with a "not".
    fn take(&mut self, piece: &Piece, refused: Option<(usize, usize)>) {
        let key: String = self.run.key(piece.first, piece.end).iter().collect();
        let is_access = |meaning: &Meaning| matches!(meaning, Meaning::Choice(facet, _) if usize::from(*facet) == index_of("access"));
        // "Wheelchair" is asked of a door far oftener than of somebody who lends one.
        if refused.is_none() && piece.is_exact && piece.meanings.iter().any(is_access) {
            return self.take_choices(piece, &key);
        }
        let letters = self.run.weight(piece.first, piece.end);
        let asked = || Asked { values: Vec::new(), is_exact: piece.is_exact, letters };
        let (mut topics, mut wishes) = (asked(), asked());
        for meaning in &piece.meanings {
            match *meaning {
                Meaning::Topic(topic) => topics.values.push((0, topic.into())),
                Meaning::Wish(facet, value) if !self.taken_back.contains(meaning) => {
                    wishes.values.push((facet.into(), value.into()));
                }
                _ => {}
            }
        }
        if let Some((first, end)) = refused {
            wishes.values.retain(|(facet, _)| is_need(*facet));
            let is_heeded = !topics.values.is_empty() || !wishes.values.is_empty();
            if !self.refuse(piece, &key) && !is_heeded {
                let words = self.typed_text(first, end);
                self.understood.unheeded.push(words);
            }
            self.refused.push((topics, wishes));
            return;
        }
        let mut chosen = Vec::new();
        for (_, topic) in topics.values.iter().filter(|_| piece.is_exact) {
            chosen.extend(self.catalog.chosen_by(*topic as u16));
        }
        chosen.retain(|meaning| !self.taken_back.contains(meaning));
        for meaning in chosen {
            match meaning {
                Meaning::Choice(facet, value) => {
                    self.choose(&key, facet.into(), value.into());
                }
                Meaning::Wish(facet, value) if self.is_had(facet.into(), value.into()) => {
                    let value = (facet.into(), value.into());
                    if !wishes.values.contains(&value) {
                        wishes.values.push(value);
                    }
                }
                _ => {}
            }
        }
        let (has_topics, has_wishes) = (!topics.values.is_empty(), !wishes.values.is_empty());
        for (facet, value) in &wishes.values {
            if FACETS.get(*facet).is_some_and(|facet| facet.id != "need") {
                self.mean(&key, MeantAs::Wish(*facet as u32, *value as u32));
            }
        }
        self.ask(topics, wishes);
        if has_topics || has_wishes {
            self.go_beside(piece);
            // "I can't leave the house" says what, and also that it has to come.
            let travel = index_of("travel");
            for meaning in &piece.meanings {
                match *meaning {
                    Meaning::Choice(facet, value) if usize::from(facet) == travel => {
                        self.choose(&key, travel, value.into());
                    }
                    _ => {}
                }
            }
        } else {
            self.take_choices(piece, &key);
        }
    }

    /// Adds the words of a piece that was understood to those that texts are asked for beside it.
    fn go_beside(&mut self, piece: &Piece) {
        let words = self.typed_text(piece.first, piece.end);
        if !self.understood.beside.is_empty() {
            self.understood.beside.push(' ');
        }
        self.understood.beside.push_str(&words);
    }

    fn take_choices(&mut self, piece: &Piece, key: &str) {
        let mut is_taken = false;
        for meaning in &piece.meanings {
            is_taken |= match *meaning {
                Meaning::Choice(facet, value) => self.choose(key, facet.into(), value.into()),
                Meaning::Place(place) => self.be_at(key, place.into()),
                _ => false,
            };
        }
        if is_taken {
            self.go_beside(piece);
        } else {
            self.leave(piece.first, piece.end, false, false);
        }
    }

    fn mean(&mut self, key: &str, as_what: MeantAs) {
        if !self.understood.meant.iter().any(|meant| meant.as_what == as_what) {
            self.understood.meant.push(Meant { key: key.to_owned(), as_what });
        }
    }

    /// Chooses a value, unless nothing in the directory has it.
    fn choose(&mut self, key: &str, facet: usize, value: usize) -> bool {
        if self.taken_back.contains(&Meaning::Choice(facet as u8, value as u16)) {
            return false;
        }
        let is_tomorrow = facet == index_of("when") && value == usize::from(TOMORROW);
        let value = if is_tomorrow { self.tomorrow() } else { value };
        let choices = self.catalog.manifest.choices.get(facet);
        let Some(choice) = choices.and_then(|choices| choices.get(value)) else { return false };
        if !self.is_had(facet, value) {
            return false;
        }
        let Some(facet_id) = FACETS.get(facet).map(|facet| facet.id) else { return false };
        self.understood.query.chosen.add(facet_id, &choice.id);
        self.mean(key, MeantAs::Choice(facet as u32, value as u32));
        true
    }

    /// Whether anything in the directory has a value, as far as that is known here.
    fn is_had(&self, facet: usize, value: usize) -> bool {
        let having = self.catalog.columns.having.get(facet).and_then(|sets| sets.get(value));
        having.is_none_or(|having| having.count() > 0)
    }

    /// The value of the facet `when` for the day after today.
    fn tomorrow(&self) -> usize {
        let days = WHEN.len().saturating_sub(Weekday::ALL.len());
        let tomorrow = self.today.plus(1).weekday();
        days + Weekday::ALL.iter().position(|day| *day == tomorrow).unwrap_or_default()
    }

    /// Stands at a place, unless the person is elsewhere already: then its name is a word as others are.
    fn be_at(&mut self, key: &str, place: usize) -> bool {
        let Some(known) = self.catalog.manifest.places.get(place) else { return false };
        if self.taken_back.contains(&Meaning::Place(place as u16)) {
            return false;
        }
        match &self.understood.query.origin {
            Some(Origin::Place(here)) => *here == known.id,
            Some(_) => false,
            None => {
                self.understood.query.origin = Some(Origin::Place(known.id.clone()));
                self.mean(key, MeantAs::Place(place as u32));
                true
            }
        }
    }

    /// Keeps in mind what is not wanted of the choices, as far as that can be heeded: a part of the day.
    fn refuse(&mut self, piece: &Piece, key: &str) -> bool {
        let before = self.refused_parts.len();
        for meaning in &piece.meanings {
            let Meaning::Choice(facet, value) = *meaning else { continue };
            let id = WHEN.get(usize::from(value)).copied().unwrap_or_default();
            if usize::from(facet) == index_of("when") && PARTS_OF_DAY.contains(&id) {
                self.refused_parts.push((id, key.to_owned()));
            }
        }
        self.refused_parts.len() > before
    }

    /// Not in the evening is in the morning or in the afternoon, unless one of them is wanted: "in the morning,
    /// not in the evening".
    fn choose_other_parts(&mut self) {
        let refused = std::mem::take(&mut self.refused_parts);
        let Some((_, key)) = refused.first() else { return };
        let is_left = |part: &&str| {
            PARTS_OF_DAY.contains(part) && !refused.iter().any(|(refused, _)| refused == part)
        };
        let mut left = WHEN.iter().copied().filter(is_left);
        if left.any(|part| self.understood.query.has("when", part)) {
            return;
        }
        for (value, _) in WHEN.iter().enumerate().filter(|(_, part)| is_left(part)) {
            self.choose(key, index_of("when"), value);
        }
    }
}
