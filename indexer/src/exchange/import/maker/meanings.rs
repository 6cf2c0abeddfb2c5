//! What a service is about: its taxonomy terms, read by the town's table and the town's own topics.

use authoring::value::Value;

use super::super::ledger::{CellId, Fate};
use super::super::page::Page;
use super::super::tables::View;
use super::super::terms::{Meaning, merge};
use super::own::{COLUMN, Own, Said};
use super::{Maker, cells};

/// Most topics that terms put on a page: more would say nothing.
const TOPICS_MAX: usize = 8;

/// Most needs that terms put on a page: more are a service for everybody.
const NEEDS_MAX: usize = 5;

impl<'a> Maker<'a> {
    /// Sets the needs, topics and audience of a service.
    pub(super) fn meanings(&self, page: &mut Page, row: View<'a>, id: &str, own: &Own<'a>) {
        let mut all = Meaning {
            needs: own.words("need"),
            topics: own.words("topic"),
            audience: own.words("audience"),
            ignored: false,
        };
        let (needs_max, topics_max) =
            (NEEDS_MAX.max(all.needs.len()), TOPICS_MAX.max(all.topics.len()));
        let mut found: Vec<CellId> = Vec::new();
        let mut links = self.of_service("attribute", id);
        links.extend(self.tables.hanging("attribute", "link_id", id, self.ledger));
        for link in links {
            // What is said in the town's own words was read; a word that it does not have is read by its name.
            let is_read = |said: Said<'_>| {
                !["need", "topic", "audience"].contains(&said.kind) || self.knows(said)
            };
            if self.own_term(link).is_some_and(is_read) || link.points_at(COLUMN).is_some() {
                continue;
            }
            // Where the needs are said in the town's own words, other systems' words say them once more.
            if self.own_term(link).is_none() && own.all("need").next().is_some() {
                link.joined();
                link.say_rest(Fate::Lost("the town's own words stand beside it"));
                continue;
            }
            let (meaning, cells) = self.of_attribute(link);
            merge(&mut all.needs, &meaning.needs);
            merge(&mut all.topics, &meaning.topics);
            merge(&mut all.audience, &meaning.audience);
            found.extend(cells);
        }
        // HSDS 1 could list terms in the service's own row.
        for code in row.peek("taxonomy_ids").unwrap_or_default().split([',', ';']).map(str::trim) {
            if let Some(term) = self.term_row(code).filter(|_| !code.is_empty()) {
                let meaning = self.of_term(code, term.peek("name").unwrap_or_default());
                merge(&mut all.needs, &meaning.needs);
                row.say("taxonomy_ids", Fate::Changed("read as needs and topics"));
            }
        }
        // A Signpost directory that names no need knows of none.
        if all.needs.is_empty() {
            if !own.is_declared() {
                all.needs = self.needs_in_words(page);
            }
            let mut counts = self.counts.borrow_mut();
            match all.needs.is_empty() {
                true => counts.without_need += 1,
                false => counts.needs_from_words += 1,
            }
        }
        all.topics.truncate(topics_max);
        // The first need is the main one.
        all.needs.truncate(needs_max);
        let texts =
            |ids: &[String]| Value::List(ids.iter().map(|id| Value::Text(id.clone())).collect());
        for (key, ids) in
            [("needs", &all.needs), ("topics", &all.topics), ("audience", &all.audience)]
        {
            if !ids.is_empty() {
                page.set(key, texts(ids), found.iter().copied());
            }
        }
    }

    /// What one link to a term means, and its values.
    fn of_attribute(&self, link: View<'a>) -> (Meaning, Vec<CellId>) {
        link.joined();
        let term_id = link.points_at("taxonomy_term_id").or_else(|| link.points_at("taxonomy_id"));
        let term = term_id.and_then(|id| self.term_row(id));
        let name = term.and_then(|term| term.peek_any(&["name", "term"])).map(|(_, name)| name);
        let name = name.or_else(|| link.peek("value").or_else(|| link.peek("taxonomy_detail")));
        let code = term.and_then(|term| term.peek("code")).or(term_id).unwrap_or_default();
        let Some(name) = name else {
            let why = Fate::Question("its term is not in the package");
            for field in ["taxonomy_term_id", "taxonomy_id"] {
                if let Some(cell) = link.cell(field) {
                    self.ledger.overrule(cell, why);
                }
            }
            return (Meaning::default(), Vec::new());
        };
        let meaning = self.of_term(code, name);
        let fate = match meaning.is_nothing() {
            false if meaning.ignored => {
                Fate::Lost("the town's table says that no resident looks for it")
            }
            true => Fate::Lost("the term means no need of this town; see the list of terms"),
            false => Fate::Changed("read as a need or a topic"),
        };
        for field in ["taxonomy_term_id", "taxonomy_id", "value", "taxonomy_detail"] {
            if let Some(cell) = link.cell(field) {
                self.ledger.overrule(cell, fate);
            }
        }
        link.say("link_type", Fate::Taken);
        link.say("link_entity", Fate::Taken);
        let mut counts = self.counts.borrow_mut();
        match meaning.is_nothing() {
            true => *counts.unmapped_terms.entry(name.to_owned()).or_default() += 1,
            false => counts.mapped_terms += 1,
        }
        if let (Some(term), false) = (term, meaning.is_nothing()) {
            // The row of the term did its work.
            term.say("name", Fate::Changed("read as a need or a topic"));
            term.say("term", Fate::Changed("read as a need or a topic"));
            term.joined();
        }
        (meaning, cells(link, &["taxonomy_term_id", "taxonomy_id", "value"]))
    }

    /// The row of a term: HSDS 1 has terms in the table of taxonomies.
    fn term_row(&self, id: &str) -> Option<View<'a>> {
        let of = |table| self.tables.get(table, id, self.ledger);
        of("taxonomy_term").or_else(|| of("taxonomy"))
    }

    /// What a term means: by the table, then by the town's own topics that its name says.
    fn of_term(&self, code: &str, name: &str) -> Meaning {
        let mut meaning = self.table.term(code, name);
        if meaning.ignored || !meaning.needs.is_empty() {
            return meaning;
        }
        let finder = self.finder.as_ref();
        for topic in finder.map(|finder| finder.find(self.town.locale(), name)).unwrap_or_default()
        {
            let Some(topic) = self.topics.get(topic) else { continue };
            // A need that calls for discretion is said by the town's table only, never by a word in passing.
            let need = topic.need.clone().filter(|need| !self.town.is_sensitive(need));
            if let Some(need) = need {
                merge(&mut meaning.needs, &[need]);
                merge(&mut meaning.topics, std::slice::from_ref(&topic.id));
            }
        }
        meaning
    }

    /// The needs of the topics that the name and the summary of a page say.
    fn needs_in_words(&self, page: &Page) -> Vec<String> {
        let mut needs = Vec::new();
        let Some(finder) = &self.finder else { return needs };
        for key in ["name", "summary"] {
            let text = page.get(key).and_then(|value| value.text()).unwrap_or_default();
            for topic in finder.find(self.town.locale(), text) {
                let need = self.topics.get(topic).and_then(|topic| topic.need.clone());
                needs.extend(
                    need.filter(|need| !self.town.is_sensitive(need) && !needs.contains(need)),
                );
            }
            if !needs.is_empty() {
                break;
            }
        }
        needs.truncate(2);
        needs
    }
}
