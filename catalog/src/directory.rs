//! What a town decides for itself: its words, places, thresholds, pages and lists.
//!
//! All of it is content. Code knows the shape of a word list, never its words.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::link::reply::Outcome;
use crate::place::Position;
use crate::service::{Locale, Organization, Service, TermId};

/// Words per locale; the default locale is always there.
pub type PerLocale = BTreeMap<Locale, String>;

/// A whole directory, checked.
#[derive(Clone, Debug)]
pub struct Directory {
    /// `directory.toml`.
    pub config: Config,
    /// `_taxonomy/`.
    pub vocabulary: Vocabulary,
    /// `_taxonomy/urgent.toml`: what to show when words speak of danger.
    pub urgent: Vec<UrgentKind>,
    /// `_places/`: where a person can say they are.
    pub places: Vec<Place>,
    /// `_places/`: what else a map shows.
    pub landmarks: Vec<Landmark>,
    /// `_places/holidays.toml`: what a timetable can be closed on. Its rows have the days already.
    pub holidays: Vec<Holidays>,
    /// Every group, sorted by id.
    pub organizations: Vec<Organization>,
    /// Every service, sorted by id, whatever its status or age.
    pub services: Vec<Service>,
    /// `_lists/`, sorted by id.
    pub lists: Vec<CuratedList>,
    /// `_pages/`, sorted by name.
    pub pages: Vec<Page>,
    /// What counts as plain, for those who write.
    pub plain: PlainWords,
    /// `_locales/`: what this town says otherwise, or in a language of its own, as it was typed, by locale.
    pub wording: BTreeMap<String, String>,
    /// `_published.txt`: addresses behind the language, such as `s/vh73j`, that had a page once and have none
    /// now, sorted.
    pub gone: Vec<String>,
}

/// What counts as plain in each language, where the town says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainWords {
    /// `_taxonomy/jargon.toml`: words of offices, each with a plainer one, by locale.
    pub jargon: BTreeMap<String, Vec<(String, String)>>,
    /// Most words of a sentence (of Chinese: characters), by locale.
    pub sentence: BTreeMap<String, u32>,
    /// Least reading ease of a page, by locale.
    pub ease: BTreeMap<String, u32>,
}

/// `directory.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Short id, for file names.
    pub id: String,
    /// Where the site is published, ending in `/`.
    pub base_url: String,
    /// IANA time zone of every schedule.
    pub time_zone: String,
    /// Where numbers without a country are dialled from (ISO 3166-1); `None`: nobody has said.
    pub country: Option<String>,
    /// The locale facts are written in.
    pub default_locale: Locale,
    /// Every page locale, the default one included, in the order of the language switch.
    pub locales: Vec<Locale>,
    /// The directory's name.
    pub name: PerLocale,
    /// The area it covers, in words.
    pub area: PerLocale,
    /// Shown on every page, such as "these groups are invented".
    pub notice: Option<PerLocale>,
    /// Where a person stands who has not said where.
    pub centre: Position,
    /// South-west and north-east corners; a position outside is an error.
    pub bounds: (Position, Position),
    /// Email of the maintainer.
    pub contact_email: Option<String>,
    /// Phone of the maintainer, as [`Phone`](crate::phone::Phone) writes it.
    pub contact_phone: Option<String>,
    /// Where somebody who has an account can propose a new page: the address at which the site that
    /// keeps the directory's files begins a new one.
    pub propose: Option<String>,
    /// Ages in months that matter.
    pub freshness: Freshness,
    /// How far each way of travelling reaches.
    pub travel: Vec<Travel>,
    /// Crisis lines, shown first on every page.
    pub help_now: Vec<HelpLine>,
    /// To whom an answer to a plan that was handed over can go.
    pub desks: Vec<Desk>,
    /// Codes that the town's own record systems know what is handed over by; `None`: it has none.
    pub record_codes: Option<RecordCodes>,
    /// Where the quick exit goes.
    pub quick_exit: Option<String>,
    /// Whose computers the site is to stand on; `None`: nobody has said.
    pub host: Option<Host>,
    /// Most files that the host takes, where somebody has said so; `None`: as `host` has it.
    pub files_at_most: Option<u32>,
    /// What others may do with the data.
    pub data: DataTerms,
}

/// A host of static sites whose limits are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// GitHub Pages.
    GithubPages,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    CloudflarePages,
}

impl Host {
    /// Every one of them.
    pub const ALL: [Self; 3] = [Self::GithubPages, Self::Netlify, Self::CloudflarePages];

    /// How `directory.toml` names it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::GithubPages => "github-pages",
            Self::Netlify => "netlify",
            Self::CloudflarePages => "cloudflare-pages",
        }
    }

    /// The one of this name.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.id() == id)
    }
}

/// On which terms the data of a directory goes out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataTerms {
    /// `None`: nobody has given one, so others have to ask.
    pub licence: Option<Licence>,
    /// What calls for discretion goes out as well.
    pub sensitive: bool,
}

/// A licence of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its short name (SPDX), such as `CC-BY-4.0`.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Where it stands.
    pub url: String,
}

/// Ages of a check, in months, at which something changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// When to remind the group.
    pub remind: Vec<u8>,
    /// From here on a page says "not checked since" and ranks lower.
    pub stale: u8,
    /// From here on it leaves search and browse.
    pub hide: u8,
}

/// One way to travel and how far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Travel {
    /// `walk-short`, `walk`, `bus` or `drive`; its label is a message.
    pub id: String,
    /// Metres in a straight line.
    pub metres: u32,
}

/// A crisis line.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpLine {
    /// As [`Phone`](crate::phone::Phone) writes it.
    pub phone: String,
    /// As people know it: `9-8-8`.
    pub display: String,
    /// The number that takes text messages, where one does.
    pub text: Option<String>,
    /// Who answers there knows of what the directory does not list.
    pub further: bool,
    /// Nobody has rung it yet: a town that is being set up has such lines, and is not published.
    pub placeholder: bool,
    /// What it is for.
    pub label: PerLocale,
}

/// A place where plans are handed over, such as a clinic: to whom people may answer. Only what the
/// directory's own content names is ever offered, so that no link can say where an answer goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// Its id.
    pub id: String,
    /// As people know it.
    pub name: PerLocale,
    /// The number that takes text messages, to be dialled.
    pub phone: Option<String>,
    /// Email address.
    pub email: Option<String>,
}

/// Codes for the record, from the town's own code system: each a code, and behind a space what the system
/// calls it. Signpost ships none, because such systems are licensed, and makes none up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordCodes {
    /// What the code system is called.
    pub system: String,
    /// That something was offered.
    pub offered: Option<String>,
    /// That it has come to an end.
    pub closed: Option<String>,
    /// Why: by need.
    pub needs: BTreeMap<TermId, String>,
    /// What became of it.
    pub outcomes: BTreeMap<Outcome, String>,
}

/// A kind of danger that typed words may speak of, and who helps.
#[derive(Clone, Debug, PartialEq)]
pub struct UrgentKind {
    /// Which panel it is, in markup: `suicide`, `violence` or `emergency`.
    pub panel: String,
    /// The sentence above the lines.
    pub title: PerLocale,
    /// Who helps, in order.
    pub lines: Vec<HelpLine>,
    /// How people type it, in all languages: phrases of words that stand one after another.
    pub phrases: Vec<String>,
    /// Words that count only when nothing else is typed.
    pub alone: Vec<String>,
    /// Turns of speech that hold such a phrase and mean no harm.
    pub except: Vec<String>,
}

/// All word lists.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Why people come.
    pub needs: Vec<Term>,
    /// What people do, want or suffer, finer than the needs; a directory may have none.
    pub topics: Vec<Term>,
    /// Languages spoken at services.
    pub languages: Vec<Term>,
    /// Facts about getting in.
    pub access: Vec<Term>,
    /// Whom something is for.
    pub audience: Vec<Term>,
    /// Kinds of price.
    pub cost: Vec<Term>,
    /// How something is given.
    pub delivery: Vec<Term>,
    /// How one starts.
    pub joining: Vec<Term>,
    /// Documents.
    pub requires: Vec<Term>,
}

/// A word of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Term {
    /// Its id, never shown.
    pub id: TermId,
    /// What people read.
    pub label: PerLocale,
    /// One plain sentence.
    pub description: PerLocale,
    /// How people say it themselves; for a topic also: the words by which a page's text says it.
    pub synonyms: BTreeMap<Locale, Vec<String>>,
    /// What only people who ask say, and what means something else in a page's text.
    pub asked: BTreeMap<Locale, Vec<String>>,
    /// Phrases that tick the choice when they are typed, such as "no stairs".
    pub chosen: BTreeMap<Locale, Vec<String>>,
    /// On a topic: the need that it is a part of.
    pub need: Option<TermId>,
    /// On a topic: what who asks for it chooses, too, by facet, such as the audience of a men's shed.
    pub chooses: BTreeMap<String, Vec<TermId>>,
    /// Name of its icon.
    pub icon: Option<String>,
    /// Calls for discretion.
    pub sensitive: bool,
    /// On `delivery`: it reaches people where they are.
    pub comes_to_me: bool,
    /// Codes of other systems, such as `sdohcc`.
    pub codes: BTreeMap<String, String>,
}

impl Term {
    /// Its label in `locale`, or else in the default one, or else its id.
    pub fn label<'a>(&'a self, locale: &str, default_locale: &str) -> &'a str {
        self.label
            .get(locale)
            .or_else(|| self.label.get(default_locale))
            .map_or(self.id.as_str(), String::as_str)
    }
}

/// A place a person can say they are at.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// `V5X` or `sunset`: the id used in `area` and in links.
    pub id: String,
    /// What people call it, never translated; empty for a bare code.
    pub name: String,
    /// A postcode area or a neighbourhood.
    pub kind: PlaceKind,
    /// Its centre.
    pub centre: Position,
    /// Its outline for a neighbourhood; empty otherwise.
    pub outline: Vec<Position>,
    /// How far from its centre somebody in it may be, in metres: an area is not a point.
    pub radius_m: u32,
    /// The places that share ground with it, as indices into the directory's places, each with the
    /// share of this one's ground in percent, 1 to 100.
    pub overlaps: Vec<(u32, u8)>,
}

/// What sort of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A named area with an outline.
    Neighbourhood,
    /// The first part of a postcode.
    PostcodeArea,
}

/// Days on which a whole region is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holidays {
    /// The name by which a timetable's `closed_on` calls them.
    pub id: String,
    /// The region of the addresses that they hold for; `None`: of all.
    pub region: Option<String>,
    /// The days.
    pub days: Vec<Day>,
}

/// Something that a map shows, for people to find their way by.
#[derive(Clone, Debug, PartialEq)]
pub struct Landmark {
    /// What sort of thing.
    pub kind: LandmarkKind,
    /// What people call it, never translated; empty for what needs no name.
    pub name: String,
    /// Where it is.
    pub shape: Shape,
}

/// What sort of landmark: of each, a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LandmarkKind {
    /// `water.geojson`: a river, a lake, the sea.
    Water,
    /// `parks.geojson`: somewhere green.
    Park,
    /// `transit.geojson`: lines, and stops as points.
    Transit,
}

/// Where something is, with its form.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Outlines, those of holes included; no point is repeated at an end.
    Area(Vec<Vec<Position>>),
    /// Lines.
    Lines(Vec<Vec<Position>>),
    /// A spot.
    Spot(Position),
}

/// A curated list: chosen by a person, for somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct CuratedList {
    /// Its file name, its address.
    pub id: String,
    /// The day it was last put together.
    pub version: Day,
    /// Service ids, in order.
    pub services: Vec<String>,
    /// Words per locale.
    pub words: BTreeMap<Locale, ListWords>,
}

/// The words of a list in one locale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListWords {
    /// Its title.
    pub title: String,
    /// For whom it was made.
    pub for_whom: String,
    /// Introduction, as sanitized HTML.
    pub body_html: String,
}

/// A plain page such as "about".
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its file name, its address.
    pub name: String,
    /// Words per locale.
    pub words: BTreeMap<Locale, PageWords>,
}

/// The words of a page in one locale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageWords {
    /// Its title.
    pub title: String,
    /// One line.
    pub summary: String,
    /// Sanitized HTML.
    pub body_html: String,
}

impl Directory {
    /// The group with this id.
    pub fn organization(&self, id: &str) -> Option<&Organization> {
        let place = self.organizations.binary_search_by(|group| group.id.as_str().cmp(id)).ok()?;
        self.organizations.get(place)
    }

    /// The service with this id.
    pub fn service(&self, id: &str) -> Option<&Service> {
        let place = self.services.binary_search_by(|service| service.id.as_str().cmp(id)).ok()?;
        self.services.get(place)
    }
}
