//! One need at a time: in which languages and neighbourhoods there is nothing or little, what is known of access, and of
//! how many nobody knows or nobody has asked for long.

use super::{Drawn, SiteGaps, of_fact, of_language, of_place};
use crate::gaps::count::Set;
use crate::gaps::kept::{access, cell};
use crate::locale::Key;
use crate::markup::Markup;

/// The languages or neighbourhoods of a need by what there is.
#[derive(Default)]
struct Sorted {
    none: Vec<usize>,
    interpreter: Vec<usize>,
    unknown: Vec<usize>,
    one: Vec<usize>,
}

impl Sorted {
    fn add(&mut self, at: usize, counts: [u32; 3]) {
        match counts {
            [0, 0, 0] => self.none.push(at),
            [0, 0, _] => self.interpreter.push(at),
            // Whoever does not know of some cannot say "only".
            [0, ..] => self.unknown.push(at),
            [1, 0, _] => self.one.push(at),
            _ => {}
        }
    }
}

impl Drawn<'_, '_> {
    /// All needs, in the order of the word list, as people know it from the rest of the site.
    pub(super) fn needs(&self, all: &mut Markup) {
        all.tag("<section class=\"needs\"><h2>").text(self.words(Key::GapsTable)).tag("</h2>");
        for subject in 0..self.counted.town.subjects.len() {
            self.need(all, subject);
        }
        all.tag("</section>");
    }

    fn need(&self, all: &mut Markup, subject: usize) {
        let SiteGaps { town, sets, .. } = self.counted;
        let (Some(services), Some(term)) = (sets.subjects.get(subject), town.subjects.get(subject))
        else {
            return;
        };
        all.tag("<details class=\"fold\"><summary><span>").text(self.label(term));
        all.tag("</span> <span class=\"small soft\">");
        all.text(&self.messages().count(Key::BrowseCount, services.len(), &[]));
        all.tag("</span></summary><dl>");
        if let Some(change) = self.change_of(&term.id) {
            self.pair(all, Key::GapsActivities, &change);
        }
        let mut languages = Sorted::default();
        for language in 0..town.languages.len() {
            languages.add(language, cell(sets, &of_language(subject, language)));
        }
        for (key, list) in [
            (Key::GapsLanguagesNone, &languages.none),
            (Key::GapsKeyInterpreter, &languages.interpreter),
            (Key::GapsLanguagesPerhaps, &languages.unknown),
            (Key::GapsLanguagesFew, &languages.one),
        ] {
            let terms = list.iter().filter_map(|at| town.languages.get(*at));
            let names: Vec<String> = terms.map(|term| self.label(term).to_owned()).collect();
            self.pair(all, key, &self.messages().list(&names));
        }
        let is_told = self.is_told(subject);
        if is_told {
            self.places(all, subject);
        }
        self.topics(all, term);
        all.tag("</dl>");
        if !services.is_empty() {
            self.shares(all, services, is_told);
        }
        if is_told {
            self.access(all, subject);
        } else {
            all.tag("<p class=\"small soft\">").text(self.words(Key::GapsDiscreet)).tag("</p>");
        }
        all.tag("</details>");
    }

    /// Of how many activities of a need something is not known, and how many nobody has checked for long.
    fn shares(&self, all: &mut Markup, services: &Set, is_told: bool) {
        let SiteGaps { sets, .. } = self.counted;
        all.tag("<dl class=\"shares\">");
        let unspoken = services.without(&sets.languages_known);
        self.pair(all, Key::GapsLanguageUnknown, &self.share(&unspoken, services));
        if is_told {
            let unplaced = services.without(&sets.placed);
            self.pair(all, Key::GapsReachUnknown, &self.share(&unplaced, services));
        }
        self.pair(all, Key::GapsStale, &self.share(&services.and(&sets.stale), services));
        all.tag("</dl>");
    }

    fn places(&self, all: &mut Markup, subject: usize) {
        let SiteGaps { town, sets, .. } = self.counted;
        let mut sorted = Sorted::default();
        for place in 0..town.places.len() {
            sorted.add(place, cell(sets, &of_place(subject, place)));
        }
        for (key, list) in
            [(Key::GapsPlacesNone, &sorted.none), (Key::GapsPlacesPerhaps, &sorted.unknown)]
        {
            let places = list.iter().filter_map(|at| town.places.get(*at));
            let names: Vec<String> = places.map(|place| place.name.clone()).collect();
            self.pair(all, key, &self.messages().list(&names));
        }
    }

    /// What is known of each fact, of the activities that have a place or may have one.
    fn access(&self, all: &mut Markup, subject: usize) {
        let SiteGaps { sets, .. } = self.counted;
        let Some(services) = sets.subjects.get(subject) else { return };
        let facts: Vec<_> = self
            .known_facts()
            .map(|(fact, term)| (term, access(sets, services, &of_fact(subject, fact))))
            .filter(|(_, counts)| counts.iter().sum::<u32>() > 0)
            .collect();
        if facts.is_empty() {
            return;
        }
        all.tag("<table class=\"counts\"><thead><tr>");
        for key in [Key::GapsByAccess, Key::AddYes, Key::AddNo, Key::GapsKeyUnknown] {
            all.tag("<th scope=\"col\">").text(self.words(key)).tag("</th>");
        }
        all.tag("</tr></thead><tbody>");
        for (term, counts) in facts {
            all.tag("<tr><th scope=\"row\">").text(self.label(term)).tag("</th>");
            for count in counts {
                all.tag("<td>").text(&self.messages().number(count)).tag("</td>");
            }
            all.tag("</tr>");
        }
        all.tag("</tbody></table>");
    }

    /// What a number or a list is, and the number or the list; nothing where there is none.
    pub(super) fn pair(&self, all: &mut Markup, key: Key, value: &str) {
        if value.is_empty() {
            return;
        }
        all.tag("<div><dt>").text(self.words(key)).tag("</dt><dd>").text(value).tag("</dd></div>");
    }
}
