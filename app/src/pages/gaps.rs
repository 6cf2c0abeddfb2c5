//! "Where something is missing": what the directory has for each need, and what stands out as lacking. The squares
//! are tables whose numbers can be read without a colour; on a phone each need becomes a block.

use catalog::directory::{Directory, Term};
use leptos::prelude::*;

use super::Address;
use super::context::PageContext;
use super::page::Page;
use crate::gaps::count::{Set, Sets};
use crate::gaps::kept::cell;
use crate::gaps::rank::{Combination, gaps, telling};
use crate::gaps::read::{Subjects, Town};
use crate::gaps::say::say;
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// Most sentences: about a screen of a phone.
const SENTENCES: usize = 8;

/// A fact of access has a column where so many percent of the places say yes or no; below, the squares would say
/// "not known" and nothing else.
const KNOWN_PERCENT: u32 = 20;

/// The fact of access that most is asked for, where a directory has it: the table need by need tells it.
const DOOR: &str = "step-free-entrance";

/// The sign of "through an interpreter only": no letter, because each script has its own.
const INTERPRETER: &str = "⇄";

/// The counts of a directory, made once for the pages of all locales and for the file beside them.
pub struct SiteGaps<'d> {
    /// What is counted.
    pub town: Town<'d>,
    /// The sets.
    pub sets: Sets,
    /// All gaps, the most telling first.
    pub gaps: Vec<crate::gaps::rank::Gap>,
}

impl<'d> SiteGaps<'d> {
    /// Counts a directory.
    pub fn new(directory: &'d Directory, day: catalog::day::Day) -> Self {
        let town = Town::new(directory, day, Subjects::Needs);
        let sets = Sets::new(&town.services, &town.shape);
        let gaps = gaps(&sets, &town.shape);
        Self { town, sets, gaps }
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
        <div inner_html=drawn.sentences()></div>
        <div class="stack" inner_html=drawn.squares()></div>
        <div inner_html=drawn.need_by_need()></div>
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

/// One of the tables of squares: its columns, and which part of a combination they are.
struct Table {
    title: Key,
    columns: Vec<(usize, String)>,
    of: fn(usize, usize) -> Combination,
}

impl Drawn<'_, '_> {
    fn messages(&self) -> &Messages {
        &self.context.messages
    }

    fn label<'t>(&self, term: &'t Term) -> &'t str {
        term.label(self.context.locale, self.context.default_locale())
    }

    /// What stands out.
    fn sentences(&self) -> String {
        let SiteGaps { town, gaps, .. } = self.counted;
        let mut all = Markup::new();
        all.tag("<section class=\"answer\"><h2>").text(self.messages().text(Key::GapsTelling));
        all.tag("</h2><div class=\"told\">");
        let told = telling(gaps, SENTENCES);
        if told.is_empty() {
            all.tag("<p>").text(self.messages().text(Key::GapsNone)).tag("</p>");
        } else {
            all.tag("<ul class=\"telling\">");
            for gap in told {
                let sentence = say(gap, town, self.messages(), self.context.default_locale());
                all.tag("<li>").text(&sentence).tag("</li>");
            }
            all.tag("</ul>");
        }
        all.tag("</div></section>");
        all.into_text()
    }

    /// The squares, and what they mean.
    fn squares(&self) -> String {
        let mut all = Markup::new();
        all.tag("<ul class=\"key\" aria-label=\"").text(self.messages().text(Key::GapsKey));
        all.tag("\">");
        let zero = self.messages().number(0);
        for (class, sign, key) in [
            ("n0", zero.as_str(), Key::GapsKeyNone),
            ("ni", INTERPRETER, Key::GapsKeyInterpreter),
            ("nu", "?", Key::GapsKeyUnknown),
            ("n1", &self.messages().number(1), Key::GapsKeyOne),
            ("n2", &self.messages().number(3), Key::GapsKeyFew),
            ("n3", &self.messages().number(9), Key::GapsKeyMany),
        ] {
            all.tag("<li><span class=\"box ").tag(class).tag("\" aria-hidden=\"true\">").text(sign);
            all.tag("</span>").text(self.messages().text(key)).tag("</li>");
        }
        all.tag("</ul>");
        for table in self.tables() {
            if !table.columns.is_empty() {
                self.table(&mut all, &table);
            }
        }
        all.into_text()
    }

    fn tables(&self) -> [Table; 3] {
        let SiteGaps { town, sets, .. } = self.counted;
        let languages = town.languages.iter().enumerate();
        let places = town.places.iter().enumerate();
        let doors = sets.doors.len();
        let facts = town.facts.iter().enumerate().filter(|(fact, _)| {
            let unknown = sets.facts.get(*fact).map_or(doors, |fact| fact.unknown.len());
            (doors - unknown) * 100 >= doors * KNOWN_PERCENT && doors > 0
        });
        [
            Table {
                title: Key::GapsByLanguage,
                columns: languages.map(|(at, term)| (at, self.label(term).to_owned())).collect(),
                of: |subject, at| Combination {
                    subject: Some(subject),
                    language: Some(at),
                    ..Combination::default()
                },
            },
            Table {
                title: Key::GapsByPlace,
                columns: places.map(|(at, place)| (at, place.name.clone())).collect(),
                of: |subject, at| Combination {
                    subject: Some(subject),
                    place: Some(at),
                    ..Combination::default()
                },
            },
            Table {
                title: Key::GapsByAccess,
                columns: facts.map(|(at, term)| (at, self.label(term).to_owned())).collect(),
                of: |subject, at| Combination {
                    subject: Some(subject),
                    fact: Some(at),
                    ..Combination::default()
                },
            },
        ]
    }

    /// A table of squares, which stays a table on a phone too: there its rows are drawn below each other.
    fn table(&self, all: &mut Markup, table: &Table) {
        let town = &self.counted.town;
        let words = |key| self.messages().text(key);
        all.tag("<section><h2>").text(words(table.title)).tag("</h2>");
        all.tag("<table class=\"heat\"><caption class=\"unseen\">");
        all.text(words(table.title)).tag("</caption><thead><tr>");
        all.tag("<th scope=\"col\">").text(words(Key::GapsNeed)).tag("</th>");
        for (_, name) in &table.columns {
            all.tag("<th scope=\"col\"><span>").text(name).tag("</span></th>");
        }
        all.tag("</tr></thead><tbody>");
        for (subject, term) in town.subjects.iter().enumerate() {
            let is_language = table.title == Key::GapsByLanguage;
            // Where it is, and how one gets in, is not told of what calls for discretion.
            if !is_language && town.shape.subjects.get(subject) == Some(&true) {
                continue;
            }
            all.tag("<tr><th scope=\"row\">");
            all.text(self.label(term)).tag("</th>");
            for (at, name) in &table.columns {
                self.square(all, (name, table), &(table.of)(subject, *at));
            }
            all.tag("</tr>");
        }
        all.tag("</tbody></table></section>");
    }

    /// A square: how many by its number, by the height of its foot and by its tint; none, interpreters only and
    /// "not known" by their signs and a broken line.
    fn square(&self, all: &mut Markup, (name, table): (&str, &Table), of: &Combination) {
        let [found, unknown, interpreter] = cell(&self.counted.sets, of);
        let by_interpreter = of.language.is_some() && interpreter > 0;
        let (class, sign, said) = match (found, unknown) {
            (0, _) if by_interpreter => ("ni", Some(INTERPRETER), Some(Key::GapsKeyInterpreter)),
            (0, 1..) => ("nu", Some("?"), Some(Key::GapsKeyUnknown)),
            (0, 0) => ("n0", None, None),
            (1, _) => ("n1", None, None),
            (2..=4, _) => ("n2", None, None),
            _ => ("n3", None, None),
        };
        all.tag("<td class=\"").tag(class).tag("\"><span class=\"of\">");
        named(all, name, table);
        all.tag("</span> ");
        match (sign, said) {
            (Some(sign), Some(said)) => {
                all.tag("<span aria-hidden=\"true\">")
                    .tag(sign)
                    .tag("</span><span class=\"unseen\">");
                all.text(self.messages().text(said)).tag("</span>");
            }
            _ => {
                all.text(&self.messages().number(found));
            }
        }
        all.tag("</td>");
    }

    /// The same in words, the needs first that lack most.
    fn need_by_need(&self) -> String {
        let SiteGaps { town, sets, .. } = self.counted;
        let words = |key| self.messages().text(key);
        let door = town.facts.iter().position(|fact| fact.id == DOOR);
        let mut heads = vec![
            Key::GapsNeed,
            Key::GapsActivities,
            Key::GapsLanguagesNone,
            Key::GapsKeyInterpreter,
            Key::GapsLanguagesFew,
            Key::GapsStale,
        ];
        heads.extend(door.map(|_| Key::GapsDoorUnknown));
        let mut rows: Vec<(usize, Row)> =
            (0..town.subjects.len()).map(|subject| (subject, self.row(subject))).collect();
        rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.none.len()));
        let mut all = Markup::new();
        all.tag("<section><h2>").text(words(Key::GapsTable));
        all.tag("</h2><table class=\"by-need\"><thead><tr>");
        for key in &heads {
            all.tag("<th scope=\"col\">").text(words(*key)).tag("</th>");
        }
        all.tag("</tr></thead><tbody>");
        for (subject, row) in rows {
            let Some(services) = sets.subjects.get(subject) else { continue };
            let Some(term) = town.subjects.get(subject) else { continue };
            let is_discreet = town.shape.subjects.get(subject) == Some(&true);
            let stale = services.and(&sets.stale).len();
            let unknown = door.filter(|_| !is_discreet).and_then(|door| sets.facts.get(door));
            let unknown = unknown.map(|door| services.and(&door.unknown).len());
            let doors = services.and(&sets.doors);
            let cells = [
                self.messages().number(services.len()),
                self.names(&row.none),
                self.names(&row.interpreter),
                self.names(&row.one),
                self.share(stale, services),
            ];
            let door_cell = unknown.map(|unknown| self.share(unknown, &doors));
            let cells = cells.into_iter().chain(door.map(|_| door_cell.unwrap_or_default()));
            all.tag("<tr><th scope=\"row\">");
            all.text(self.label(term)).tag("</th>");
            for (key, cell) in heads.iter().skip(1).zip(cells) {
                if cell.is_empty() {
                    all.tag("<td class=\"empty\"></td>");
                } else {
                    all.tag("<td><span class=\"of\" aria-hidden=\"true\">");
                    all.text(words(*key)).tag("</span> ").text(&cell).tag("</td>");
                }
            }
            all.tag("</tr>");
        }
        all.tag("</tbody></table></section>");
        all.into_text()
    }

    fn row(&self, subject: usize) -> Row {
        let mut row = Row::default();
        for language in 0..self.counted.town.languages.len() {
            let subject = Some(subject);
            let of = Combination { subject, language: Some(language), ..Combination::default() };
            match cell(&self.counted.sets, &of) {
                [0, _, interpreter] if interpreter > 0 => row.interpreter.push(language),
                [0, 0, _] => row.none.push(language),
                [1, _, _] => row.one.push(language),
                _ => {}
            }
        }
        row
    }

    fn names(&self, languages: &[usize]) -> String {
        let terms = languages.iter().filter_map(|at| self.counted.town.languages.get(*at));
        let names: Vec<String> = terms.map(|term| self.label(term).to_owned()).collect();
        self.messages().list(&names)
    }

    /// "3 / 12"; nothing where there is none.
    fn share(&self, part: u32, of: &Set) -> String {
        if part == 0 {
            return self.messages().number(0);
        }
        [self.messages().number(part), self.messages().number(of.len())].join(" / ")
    }
}

/// The name of a column. Names of neighbourhoods are the same in every language.
fn named(all: &mut Markup, name: &str, table: &Table) {
    if table.title == Key::GapsByPlace {
        all.tag("<bdi translate=\"no\">").text(name).tag("</bdi>");
    } else {
        all.text(name);
    }
}

/// The languages of a need: by nobody, by interpreters only, by one.
#[derive(Default)]
struct Row {
    none: Vec<usize>,
    interpreter: Vec<usize>,
    one: Vec<usize>,
}
