//! What the desk knows beside the finder's question, and what follows from an action.

use std::collections::BTreeMap;

use catalog::day::{Day, Moment};
use catalog::link::plan::{PlanLink, Reference};
use catalog::manifest::Manifest;
use catalog::query::Origin;
use catalog::results::{Hit, MeantAs, Results};
use catalog::search::Catalog;

use super::action::{Action, Choice, Way};
use super::age;
use super::notes::{Note, NoteFile};
use super::rules::{self, Person, Rule};
use super::{CHOSEN_MAX, ROWS};
use crate::choice::{choice_ids, facet_number};
use crate::finder::state::model::Model;
use crate::slip::{Slip, SlipFile};

/// How many answers are looked at: those that a rule leaves out, and sensitive ones, are among them.
const LOOKED_AT: usize = 40;

/// The weeks after which one may look again.
pub const WEEKS: [u8; 3] = [4, 6, 12];

/// The sizes of letters on paper, in points.
pub const LETTERS: [u8; 3] = [14, 18, 24];

/// Most letters of a prescriber's own line.
pub const LINE_MAX: usize = 200;

/// Which screen is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Find something.
    #[default]
    Find,
    /// Hand it over.
    HandOver,
}

/// A page locale, as the desk offers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskLocale {
    /// Its code.
    pub locale: String,
    /// What people who read it call it.
    pub own_name: String,
    /// Codes of the languages that they speak.
    pub speaks: Vec<String>,
}

/// Everything that the desk knows of the person in front, and of what they are handed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskModel {
    /// What stands in the field.
    pub typed: String,
    /// Their age in years.
    pub age: Option<u8>,
    /// What prescribers are told; `None` until the file is here.
    pub notes: Option<NoteFile>,
    /// What is handed over, by page locale: files as they come.
    pub slips: BTreeMap<String, Vec<SlipFile>>,
    /// The curated list that is shown while nothing is asked, by its id.
    pub list: Option<String>,
    /// Ids of what is chosen, in the order of the choice.
    pub chosen: Vec<String>,
    /// What a rule leaves out is shown all the same.
    pub shows_left_out: bool,
    /// Which screen is shown.
    pub screen: Screen,
    /// The language of what is handed over; `None`: as understood from the question.
    pub speaks: Option<String>,
    /// The size of letters on paper, in points.
    pub letters: u8,
    /// The page's language beneath each line.
    pub beneath: bool,
    /// A sheet that says nothing to anybody else.
    pub is_plain: bool,
    /// A copy in the page's language for the file.
    pub copy_for_file: bool,
    /// The text with days and street.
    pub is_long: bool,
    /// The group was called.
    pub called: bool,
    /// The prescriber's own line.
    pub line: String,
    /// Look again after so many weeks.
    pub weeks: u8,
    /// How it was handed over so far, each once, in order.
    pub given: Vec<Way>,
    /// The code fills the screen.
    pub shows_code: bool,
    /// The reference of the plan.
    pub reference: Reference,
    /// Whether it is kept in "My people"; `Some(false)` where the browser could not.
    pub is_kept: Option<bool>,
    /// Some of what is handed over could not be loaded.
    pub is_part_missing: bool,
    /// How often the desk has forgotten a person: fields are then emptied.
    pub persons: u32,
}

/// An answer as the desk shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Rows, best first.
    pub rows: Vec<Hit>,
    /// What a rule leaves out, each with the rule.
    pub left_out: Vec<(Hit, Rule)>,
    /// Something that calls for discretion fits, too: it is in no row.
    pub has_sensitive: bool,
    /// How many fit in all, with what is left out.
    pub found: u32,
}

impl DeskModel {
    /// As the page arrives, or as the next person comes, with a random number for their plan.
    pub fn new(random: u32) -> Self {
        Self {
            letters: LETTERS[0],
            beneath: true,
            weeks: WEEKS[1],
            // 0 would be a plan that nobody asks after.
            reference: Reference::new(random.max(1)),
            ..Self::default()
        }
    }

    /// What follows from an action. `rows` are the ids of the rows that are shown.
    pub fn apply(&mut self, action: Action, rows: &[String]) {
        match action {
            Action::OpenList(id) => self.list = Some(id),
            Action::CloseList => self.list = None,
            Action::Type(typed) => {
                self.age = age::read(&typed).age;
                self.typed = typed;
            }
            Action::ForgetAge => self.age = None,
            Action::Tick(id) => self.tick(id),
            Action::TickRow(number) => {
                if let Some(id) = number.checked_sub(1).and_then(|place| rows.get(place)) {
                    self.tick(id.clone());
                }
            }
            Action::Clear => self.chosen.clear(),
            Action::ShowLeftOut => self.shows_left_out = !self.shows_left_out,
            Action::HandOver if !self.chosen.is_empty() => self.screen = Screen::HandOver,
            Action::Back => self.screen = Screen::Find,
            Action::NextPerson(random) => {
                let persons = self.persons.wrapping_add(1);
                let (notes, slips) = (self.notes.take(), std::mem::take(&mut self.slips));
                let is_part_missing = self.is_part_missing;
                *self = Self { notes, slips, is_part_missing, persons, ..Self::new(random) };
            }
            Action::Speak(locale) => self.speaks = Some(locale),
            Action::Letters(points) if LETTERS.contains(&points) => self.letters = points,
            Action::Toggle(choice) => {
                let option = match choice {
                    Choice::Beneath => &mut self.beneath,
                    Choice::Plain => &mut self.is_plain,
                    Choice::CopyForFile => &mut self.copy_for_file,
                    Choice::Long => &mut self.is_long,
                    Choice::Called => &mut self.called,
                };
                *option = !*option;
            }
            Action::Line(line) => self.line = line.chars().take(LINE_MAX).collect(),
            Action::Weeks(weeks) if WEEKS.contains(&weeks) => self.weeks = weeks,
            Action::Given(way) => {
                if !self.given.contains(&way) {
                    self.given.push(way);
                }
            }
            Action::ShowCode(is_shown) => {
                self.shows_code = is_shown;
                if is_shown {
                    self.apply(Action::Given(Way::Code), rows);
                }
            }
            Action::Keep(is_kept) => self.is_kept = Some(is_kept),
            Action::HandOver | Action::Letters(_) | Action::Weeks(_) | Action::Bookmark => {}
        }
    }

    /// Whether no more can be chosen.
    pub fn is_full(&self) -> bool {
        self.chosen.len() >= CHOSEN_MAX
    }

    fn tick(&mut self, id: String) {
        match self.chosen.iter().position(|known| *known == id) {
            Some(place) => {
                self.chosen.remove(place);
            }
            None if !self.is_full() => self.chosen.push(id),
            None => {}
        }
    }

    /// What is handed over, as a link.
    pub fn link(&self) -> PlanLink {
        PlanLink { services: self.chosen.clone(), reference: self.reference }
    }

    /// What is told to prescribers of a service.
    pub fn note(&self, id: &str) -> Option<&Note> {
        self.notes.as_ref()?.of(id)
    }

    /// The slips of a locale, in the order of the choice; those that are not here are left out.
    pub fn chosen_slips(&self, locale: &str) -> Vec<&Slip> {
        let files = self.slips.get(locale).map_or(&[][..], Vec::as_slice);
        let slip =
            |id: &String| files.iter().flat_map(|file| &file.slips).find(|slip| slip.id == *id);
        self.chosen.iter().filter_map(slip).collect()
    }

    /// What a language is called in a locale, by its code; nothing where no file says so.
    pub fn language_name(&self, locale: &str, code: &str) -> Option<&str> {
        let mut files = self.slips.get(locale)?.iter();
        files.find_map(|file| file.languages.get(code)).map(String::as_str)
    }

    /// The language of what is handed over: as chosen, or else as understood from the question, or else
    /// the page's own.
    pub fn locale<'a>(
        &'a self,
        own: &'a str,
        asked: &[String],
        locales: &'a [DeskLocale],
    ) -> &'a str {
        let known = |locale: &&DeskLocale| Some(&locale.locale) == self.speaks.as_ref();
        let speaks = |locale: &&DeskLocale| locale.speaks.iter().any(|code| asked.contains(code));
        let found = locales.iter().find(known).or_else(|| {
            // Whoever reads the page's own language gets it, whatever else they speak.
            let is_own = |locale: &&DeskLocale| locale.locale == own && speaks(locale);
            locales.iter().find(is_own).or_else(|| locales.iter().find(speaks))
        });
        found.map_or(own, |locale| locale.locale.as_str())
    }

    /// The Monday of the week in which one looks again.
    pub fn review(&self, today: Day) -> Day {
        let day = today.plus(i32::from(self.weeks) * 7);
        day.plus(-(day.weekday().number() as i32))
    }
}

/// The languages that are asked for, chosen or understood, as codes of the directory's list.
pub fn languages_asked(
    model: &Model,
    results: Option<&Results>,
    manifest: &Manifest,
) -> Vec<String> {
    let facet = facet_number("language");
    let mut asked: Vec<String> = model.query.chosen.of("language").to_vec();
    for meant in results.into_iter().flat_map(|results| &results.meant) {
        if let MeantAs::Choice(of, value) | MeantAs::Wish(of, value) = meant.as_what
            && of == facet
            && let Some((_, code)) = choice_ids(manifest, of, value)
        {
            asked.push(code.to_owned());
        }
    }
    asked
}

/// The answer to the finder's question, with the desk's rules.
pub fn answer(
    model: &Model,
    results: &Results,
    desk: &DeskModel,
    manifest: &Manifest,
    now: Moment,
) -> Answer {
    let Some(catalog) = model.catalog() else { return Answer::default() };
    let list = desk.list.as_ref().filter(|_| model.query.is_empty());
    let list = list.and_then(|id| desk.notes.as_ref()?.list(id));
    let found = match list {
        Some(list) => {
            let numbers = numbers_of(catalog, &list.services).into_iter();
            let hits: Vec<Hit> = numbers.filter_map(|number| catalog.hit(number, now)).collect();
            Results { found: hits.len() as u32, hits, ..Results::default() }
        }
        None => catalog.search_first(&model.query, now, model.shown + LOOKED_AT),
    };
    let origin = model.origin(results, manifest);
    let place = match &origin {
        Some(Origin::Place(id)) => Some(id.as_str()),
        _ => None,
    };
    let person = Person { age: desk.age, place };
    let mut answer = Answer { found: found.found, ..Answer::default() };
    let hits = if found.hits.is_empty() { found.perhaps } else { found.hits };
    for hit in hits {
        let Some(card) = catalog.card(hit.service) else { continue };
        if card.sensitive {
            answer.has_sensitive = true;
            continue;
        }
        let rule =
            desk.note(&card.id).and_then(|note| rules::broken(note, person, &manifest.places));
        match rule {
            Some(rule) if !desk.shows_left_out => answer.left_out.push((hit, rule)),
            _ => answer.rows.push(hit),
        }
    }
    answer.rows.truncate(rows_shown(model));
    answer
}

/// The numbers of services in the catalog, by their ids and in their order; every card is looked at once,
/// however many ids there are.
pub(super) fn numbers_of(catalog: &Catalog, ids: &[String]) -> Vec<u32> {
    let mut numbers = vec![None; ids.len()];
    for number in 0..catalog.len() as u32 {
        let card = catalog.card(number);
        let place = card.and_then(|card| ids.iter().position(|id| *id == card.id));
        if let Some(known) = place.and_then(|place| numbers.get_mut(place)) {
            *known = Some(number);
        }
    }
    numbers.into_iter().flatten().collect()
}

/// How many rows the model shows: "show more" adds to the first ones.
pub fn rows_shown(model: &Model) -> usize {
    use crate::finder::state::model::CARDS_AT_ONCE;
    ROWS + model.shown.saturating_sub(CARDS_AT_ONCE)
}
