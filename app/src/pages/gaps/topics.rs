//! The topics of a need: of which there is nothing, one activity, or one language. Names and no squares: a town knows some
//! three hundred topics, and as many rows would weigh more than the rest of the page.

use catalog::directory::Term;

use super::{Drawn, SiteGaps};
use crate::gaps::count::Set;
use crate::gaps::read::Town;
use crate::locale::Key;
use crate::markup::Markup;

/// For each of so many topics the counted services that are about it, from the topics of all services of the directory.
pub(super) fn sets(town: &Town<'_>, of_services: &[Vec<usize>], topics: usize) -> Vec<Set> {
    let mut sets = vec![Set::none(town.services.len()); topics];
    for (counted, number) in town.numbers.iter().enumerate() {
        for topic in of_services.get(*number).into_iter().flatten() {
            if let Some(set) = sets.get_mut(*topic) {
                set.add(counted);
            }
        }
    }
    sets
}

impl Drawn<'_, '_> {
    /// The topics of a need by what there is.
    pub(super) fn topics(&self, all: &mut Markup, need: &Term) {
        let (mut none, mut one, mut tongue) = (Vec::new(), Vec::new(), Vec::new());
        let terms = &self.context.directory().vocabulary.topics;
        for (term, services) in terms.iter().zip(&self.counted.topics) {
            if term.need.as_ref() != Some(&need.id) {
                continue;
            }
            let name = self.label(term).to_owned();
            match services.len() {
                0 => none.push(name),
                1 => one.push(name),
                _ => tongue.extend(self.only_language(services).map(|language| {
                    [&name, self.words(Key::FormSeparator), self.label(language)].concat()
                })),
            }
        }
        for (key, names) in [
            (Key::GapsTopicsNone, none),
            (Key::GapsTopicsOne, one),
            (Key::GapsTopicsLanguage, tongue),
        ] {
            self.pair(all, key, &self.messages().list(&names));
        }
    }

    /// The only language of these services, spoken or through an interpreter; `None` where there are more, or of one nobody
    /// knows.
    fn only_language(&self, services: &Set) -> Option<&Term> {
        let SiteGaps { town, sets, .. } = self.counted;
        if !services.without(&sets.languages_known).is_empty() {
            return None;
        }
        let spoken = town.languages.iter().zip(&sets.native);
        let mut spoken = spoken.filter(|(_, set)| !services.and(set).is_empty());
        let (only, _) = spoken.next()?;
        let mut interpreted = town.languages.iter().zip(&sets.interpreter);
        let is_interpreted = interpreted
            .any(|(language, set)| language.id != only.id && !services.and(set).is_empty());
        (spoken.next().is_none() && !is_interpreted).then_some(*only)
    }
}
