//! What has changed since an earlier release: how many activities there were, which gaps were closed, which are new.
//!
//! What nobody knew, or nobody knows any more, is told apart: it neither closes a gap nor opens one.

use super::{Drawn, SiteGaps};
use crate::gaps::kept::{Change, Changes, Since, Turn};
use crate::gaps::say::sentence_of_change;
use crate::locale::Key;
use crate::markup::Markup;

/// So many lines of a turn are in sight, the others are folded: some 40 pixels each, on a phone.
const IN_SIGHT: usize = 5;

/// The turns, those first that people wait for.
const TURNS: [(Turn, Key); 4] = [
    (Turn::Filled, Key::GapsSinceClosed),
    (Turn::Emptied, Key::GapsSinceNew),
    (Turn::Learned, Key::GapsSinceLearned),
    (Turn::Forgotten, Key::GapsSinceForgotten),
];

impl Drawn<'_, '_> {
    /// The section; nothing where nobody asked for it.
    pub(super) fn since(&self, all: &mut Markup) {
        match &self.counted.since {
            Since::NotAsked => {}
            Since::NotKnown => {
                all.tag("<section><h2>").text(self.words(Key::GapsSinceTitle)).tag("</h2><p>");
                all.text(self.words(Key::GapsSinceUnknown)).tag("</p></section>");
            }
            Since::Known(changes) => self.changes(all, changes),
        }
    }

    fn changes(&self, all: &mut Markup, changes: &Changes) {
        let Changes { since, services: (from, to), subjects, squares } = changes;
        let messages = self.messages();
        let (before, now) = (messages.day(*since), messages.day(self.counted.town.day));
        let (from, to) = (messages.number(*from), messages.number(*to));
        all.tag("<section class=\"since\"><h2>").text(self.words(Key::GapsSinceTitle));
        all.tag("</h2><p>");
        all.text(&messages.fill(
            Key::GapsSinceCounts,
            &[("before", &before), ("now", &now), ("from", &from), ("to", &to)],
        ));
        all.tag("</p>");
        if squares.is_empty() {
            all.tag("<p>").text(self.words(Key::GapsSinceNone)).tag("</p>");
        }
        for (turn, title) in TURNS {
            let turned: Vec<&Change> = changes.turned(turn).collect();
            if turned.is_empty() {
                continue;
            }
            all.tag("<h3>").text(self.words(title)).tag(" <span class=\"soft\">");
            all.text(&messages.number(turned.len() as u32)).tag("</span></h3>");
            let (in_sight, folded) = turned.split_at(turned.len().min(IN_SIGHT));
            self.lines(all, in_sight);
            if !folded.is_empty() {
                all.tag("<details class=\"fold\"><summary>");
                let more = messages.number(folded.len() as u32);
                all.text(&messages.fill(Key::GapsSinceMore, &[("n", &more)])).tag("</summary>");
                self.lines(all, folded);
                all.tag("</details>");
            }
        }
        let changed: Vec<_> = subjects.iter().filter(|(_, from, to)| from != to).collect();
        if !changed.is_empty() {
            all.tag("<details class=\"fold\"><summary>");
            all.text(self.words(Key::GapsSinceNeeds)).tag("</summary><table class=\"counts\">");
            all.tag("<thead><tr><th scope=\"col\">").text(self.words(Key::GapsNeed));
            all.tag("</th><th scope=\"col\">").text(&before).tag("</th><th scope=\"col\">");
            all.text(&now).tag("</th></tr></thead><tbody>");
            for (id, from, to) in changed {
                let term = self.counted.town.subjects.iter().find(|term| &term.id == id);
                let Some(term) = term else { continue };
                all.tag("<tr><th scope=\"row\">").text(self.label(term)).tag("</th><td>");
                all.text(&messages.number(*from)).tag("</td><td>");
                all.text(&messages.number(*to)).tag("</td></tr>");
            }
            all.tag("</tbody></table></details>");
        }
        all.tag("</section>");
    }

    fn lines(&self, all: &mut Markup, changes: &[&Change]) {
        let SiteGaps { town, .. } = self.counted;
        all.tag("<ul>");
        for change in changes {
            let own = self.context.default_locale();
            let list = sentence_of_change(change, town, self.messages(), own);
            all.tag("<li>").text(&self.then_and_now(&list, change.from, change.to)).tag("</li>");
        }
        all.tag("</ul>");
    }

    /// How many activities a need had and has; nothing where that is not known, or was not asked.
    pub(super) fn change_of(&self, need: &str) -> Option<String> {
        let Since::Known(changes) = &self.counted.since else { return None };
        let (_, from, to) = changes.subjects.iter().find(|(id, ..)| id == need)?;
        let before = self.messages().day(changes.since);
        let now = self.messages().day(self.counted.town.day);
        let (from, to) = (self.messages().number(*from), self.messages().number(*to));
        let values = [("before", before.as_str()), ("now", &now), ("from", &from), ("to", &to)];
        Some(self.messages().fill(Key::GapsSinceNumbers, &values))
    }

    fn then_and_now(&self, list: &str, from: u32, to: u32) -> String {
        let (from, to) = (self.messages().number(from), self.messages().number(to));
        let values = [("list", list), ("from", &from), ("to", &to)];
        self.messages().fill(Key::GapsSinceLine, &values)
    }
}
