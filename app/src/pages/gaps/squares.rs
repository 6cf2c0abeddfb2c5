//! The squares: how many activities there are for each need in each language, in each neighbourhood, with each fact of
//! access. They are tables: a square is a cell whose number anybody can read, hear or copy.
//!
//! Where they are wider than the window they scroll in their own box, and the needs stay in sight.

use super::{Drawn, SiteGaps, of_fact, of_language, of_place};
use crate::gaps::kept::cell;
use crate::gaps::rank::Combination;
use crate::locale::Key;
use crate::markup::Markup;

/// The sign of "through an interpreter only": no letter, because each script has its own.
const INTERPRETER: &str = "⇄";

/// The sign of "not known".
const UNKNOWN: &str = "?";

/// One of the tables of squares: its columns, and which part of a combination they are.
struct Table<'a> {
    title: Key,
    /// The part of the box's id that tells it from the others.
    id: &'static str,
    columns: Vec<(usize, &'a str)>,
    of: fn(usize, usize) -> Combination,
}

impl Drawn<'_, '_> {
    /// The squares, and what they mean. The languages are in sight; the others are folded, because a phone is small.
    pub(super) fn squares(&self, all: &mut Markup) {
        all.tag("<section class=\"glance\"><h2>").text(self.words(Key::GapsGlance)).tag("</h2>");
        self.key(all);
        for table in self.tables() {
            if table.columns.is_empty() {
                continue;
            }
            match table.title {
                Key::GapsByLanguage => {
                    all.tag("<h3 id=\"squares-").tag(table.id).tag("\">");
                    all.text(self.words(table.title)).tag("</h3>");
                    self.table(all, &table);
                }
                _ => {
                    all.tag("<details class=\"fold\"><summary id=\"squares-").tag(table.id);
                    all.tag("\">").text(self.words(table.title)).tag("</summary>");
                    self.table(all, &table);
                    all.tag("</details>");
                }
            }
        }
        all.tag("</section>");
    }

    fn key(&self, all: &mut Markup) {
        let number = |number| self.messages().number(number);
        all.tag("<ul class=\"key\" aria-label=\"").text(self.words(Key::GapsKey)).tag("\">");
        for (class, sign, key) in [
            ("n0", number(0), Key::GapsKeyNone),
            ("ni", INTERPRETER.to_owned(), Key::GapsKeyInterpreter),
            ("nu", UNKNOWN.to_owned(), Key::GapsKeyUnknown),
            ("n1", number(1), Key::GapsKeyOne),
            ("n2", number(3), Key::GapsKeyFew),
            ("n3", number(9), Key::GapsKeyMany),
        ] {
            all.tag("<li><span class=\"box ").tag(class).tag("\" aria-hidden=\"true\">");
            all.text(&sign).tag("</span>").text(self.words(key)).tag("</li>");
        }
        all.tag("</ul>");
    }

    fn tables(&self) -> [Table<'_>; 3] {
        let SiteGaps { town, .. } = self.counted;
        let languages = town.languages.iter().enumerate();
        let places = town.places.iter().enumerate();
        [
            Table {
                title: Key::GapsByLanguage,
                id: "languages",
                columns: languages.map(|(at, term)| (at, self.label(term))).collect(),
                of: of_language,
            },
            Table {
                title: Key::GapsByPlace,
                id: "places",
                columns: places.map(|(at, place)| (at, place.name.as_str())).collect(),
                of: of_place,
            },
            Table {
                title: Key::GapsByAccess,
                id: "access",
                columns: self.known_facts().map(|(at, term)| (at, self.label(term))).collect(),
                of: of_fact,
            },
        ]
    }

    /// A table in its box. A keyboard reaches the box, so that it can be scrolled without a mouse.
    fn table(&self, all: &mut Markup, table: &Table<'_>) {
        all.tag("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"squares-");
        all.tag(table.id).tag("\"><table class=\"heat\"><caption class=\"unseen\">");
        all.text(self.words(table.title)).tag("</caption><thead><tr><th scope=\"col\">");
        all.text(self.words(Key::GapsNeed)).tag("</th>");
        let is_place = table.title == Key::GapsByPlace;
        for (_, name) in &table.columns {
            // Names of neighbourhoods are the same in every language.
            all.tag(if is_place {
                "<th scope=\"col\"><bdi translate=\"no\">"
            } else {
                "<th scope=\"col\"><span>"
            });
            all.text(name).tag(if is_place { "</bdi></th>" } else { "</span></th>" });
        }
        all.tag("</tr></thead><tbody>");
        for (subject, term) in self.counted.town.subjects.iter().enumerate() {
            // Where it is, and how one gets in, is not told of what calls for discretion.
            if table.title != Key::GapsByLanguage && !self.is_told(subject) {
                continue;
            }
            all.tag("<tr><th scope=\"row\">").text(self.label(term)).tag("</th>");
            for (at, _) in &table.columns {
                self.square(all, &(table.of)(subject, *at));
            }
            all.tag("</tr>");
        }
        all.tag("</tbody></table></div>");
    }

    /// A square: how many by its number, by the height of its foot and by its tint; none, interpreters only and
    /// "not known" by their signs and their lines.
    fn square(&self, all: &mut Markup, of: &Combination) {
        let [found, unknown, interpreter] = cell(&self.counted.sets, of);
        let sign = match (found, unknown) {
            (0, 1..) => Some(("nu", UNKNOWN, Key::GapsKeyUnknown)),
            (0, _) if interpreter > 0 => Some(("ni", INTERPRETER, Key::GapsKeyInterpreter)),
            _ => None,
        };
        if let Some((class, sign, said)) = sign {
            all.tag("<td class=\"").tag(class).tag("\"><span role=\"img\" aria-label=\"");
            all.text(self.words(said)).tag("\">").tag(sign).tag("</span></td>");
            return;
        }
        let class = match found {
            0 => "n0",
            1 => "n1",
            2..=4 => "n2",
            _ => "n3",
        };
        all.tag("<td class=\"").tag(class).tag("\">");
        all.text(&self.messages().number(found)).tag("</td>");
    }
}
