//! "Where something is missing": what the directory has for each need, and what stands out as lacking.
//!
//! What a person on a phone reads first stands first: the sentences, what has changed since an earlier release
//! ([`since`]), one need at a time ([`need`], with its [`topics`]), and last the squares ([`squares`]), whose numbers can be read without a
//! colour. No part of it needs a script. Where there are too few activities for any of that ([`least`]), the page says so.

mod need;
mod since;
mod squares;
mod topics;

use catalog::directory::{Directory, Term};
use leptos::prelude::*;

use super::Address;
use super::context::PageContext;
use super::page::Page;
use crate::gaps::count::{Set, Sets};
use crate::gaps::kept::{Counts, Since, counts};
use crate::gaps::least;
use crate::gaps::rank::{Combination, Gap, gaps, telling};
use crate::gaps::read::{Subjects, Town};
use crate::gaps::say::say;
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// Most sentences: about a screen of a phone.
const SENTENCES: usize = 8;

/// A fact of access is told where so many percent of the places say yes or no; below, it would be "not known" and
/// nothing else.
const KNOWN_PERCENT: u32 = 20;

/// The counts of a directory, made once for the pages of all locales and for the file beside them.
pub struct SiteGaps<'d> {
    /// What is counted.
    pub town: Town<'d>,
    /// The sets.
    pub sets: Sets,
    /// For each topic of the directory, the services that are about it.
    pub topics: Vec<Set>,
    /// All gaps, the most telling first.
    pub gaps: Vec<Gap>,
    /// What has changed since an earlier release.
    pub since: Since,
}

impl<'d> SiteGaps<'d> {
    /// Counts a directory, with the topics of each of its services.
    pub fn new(directory: &'d Directory, topics: &[Vec<usize>], day: catalog::day::Day) -> Self {
        let town = Town::new(directory, day, Subjects::Needs);
        let sets = Sets::new(&town.services, &town.shape);
        let gaps = gaps(&sets, &town.shape);
        let topics = topics::sets(&town, topics, directory.vocabulary.topics.len());
        Self { town, sets, topics, gaps, since: Since::NotAsked }
    }

    /// The counts, as the file beside the site holds them.
    pub fn counts(&self) -> Counts {
        counts(&self.town, &self.sets)
    }
}

/// The page.
pub fn missing(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::GapsTitle);
    let lead = context.text(Key::GapsLead);
    let drawn = Drawn { context, counted: &context.site.gaps };
    let day = context.messages.day(drawn.counted.town.day);
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <div class="stack" inner_html=drawn.all()></div>
        <p class="small soft">{context.text(Key::GapsHow)}</p>
        <p class="small soft">{context.fill(Key::GapsCounted, &[("day", &day)])}</p>
    };
    Page {
        description: Some(lead),
        trail: vec![
            (Address::Home(context.own()), context.text(Key::SiteStart)),
            (Address::BrowseIndex(context.own()), context.text(Key::BrowseTitle)),
        ],
        stylesheets: vec![context.site.assets.gaps_stylesheet.clone()],
        ..Page::new(title, main.into_any())
    }
}

struct Drawn<'a, 'd> {
    context: &'a PageContext<'a>,
    counted: &'a SiteGaps<'d>,
}

impl Drawn<'_, '_> {
    fn all(&self) -> String {
        let mut all = Markup::new();
        let SiteGaps { town, sets, .. } = self.counted;
        let (there, least) = (sets.all.len(), least(town.subjects.len()));
        if there < least {
            self.too_few(&mut all, there, least);
            self.since(&mut all);
            return all.into_text();
        }
        self.sentences(&mut all);
        self.since(&mut all);
        self.needs(&mut all);
        self.squares(&mut all);
        all.into_text()
    }

    /// That there are too few activities: sentences and squares would say that nearly everything is missing.
    fn too_few(&self, all: &mut Markup, there: u32, least: u32) {
        let (there, least) = (self.messages().number(there), self.messages().number(least));
        let values = [("n", there.as_str()), ("least", &least)];
        all.tag("<p>").text(&self.messages().fill(Key::GapsTooFew, &values)).tag("</p>");
    }

    fn messages(&self) -> &Messages {
        &self.context.messages
    }

    fn words(&self, key: Key) -> &str {
        self.messages().text(key)
    }

    fn label<'t>(&self, term: &'t Term) -> &'t str {
        term.label(self.context.locale, self.context.default_locale())
    }

    /// What stands out.
    fn sentences(&self, all: &mut Markup) {
        let SiteGaps { town, gaps, .. } = self.counted;
        all.tag("<section><h2>").text(self.words(Key::GapsTelling)).tag("</h2>");
        let told = telling(gaps, SENTENCES);
        if told.is_empty() {
            all.tag("<p>").text(self.words(Key::GapsNone)).tag("</p>");
        } else {
            all.tag("<ul class=\"telling\">");
            for gap in told {
                let sentence = say(gap, town, self.messages(), self.context.default_locale());
                all.tag("<li>").text(&sentence).tag("</li>");
            }
            all.tag("</ul>");
        }
        all.tag("</section>");
    }

    /// Whether the places of a subject, and what is known of access there, may be told.
    fn is_told(&self, subject: usize) -> bool {
        self.counted.town.shape.subjects.get(subject) == Some(&false)
    }

    /// The facts of access of which enough is known to be told.
    fn known_facts(&self) -> impl Iterator<Item = (usize, &Term)> {
        let SiteGaps { town, sets, .. } = self.counted;
        let doors = sets.doors.len();
        town.facts.iter().copied().enumerate().filter(move |(fact, _)| {
            let unknown = sets.facts.get(*fact).map_or(doors, |fact| fact.unknown.len());
            doors.saturating_sub(unknown) * 100 >= doors * KNOWN_PERCENT && doors > 0
        })
    }

    /// "3 of 12".
    fn share(&self, part: &Set, of: &Set) -> String {
        let (part, all) = (self.messages().number(part.len()), self.messages().number(of.len()));
        self.messages().fill(Key::GapsShare, &[("n", &part), ("all", &all)])
    }
}

fn of_language(subject: usize, at: usize) -> Combination {
    Combination { subject: Some(subject), language: Some(at), ..Combination::default() }
}

fn of_place(subject: usize, at: usize) -> Combination {
    Combination { subject: Some(subject), place: Some(at), ..Combination::default() }
}

fn of_fact(subject: usize, at: usize) -> Combination {
    Combination { subject: Some(subject), fact: Some(at), ..Combination::default() }
}
