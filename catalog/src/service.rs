//! The true records: what a content folder means once every check has passed.
//!
//! Facts are kept once; words are kept per locale, so that a fact can never differ between
//! languages. Terms are Open Referral HSDS 3.x terms.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::place::Position;
use crate::schedule::Schedule;

/// A page locale such as `en` or `zh-Hant` (BCP 47), as the locale file is named.
pub type Locale = String;

/// The id of a term in one of the directory's word lists, such as `company` or `yue`.
pub type TermId = String;

/// A group that runs services (HSDS `organization`).
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// 5 to 8 characters of lower-case Crockford base32; the address of its page.
    pub id: String,
    /// The folder it lives in.
    pub folder: String,
    /// Its name, never translated.
    pub name: String,
    /// An https address.
    pub website: Option<String>,
    /// Ways to reach the group as a whole.
    pub contact: Vec<Contact>,
    /// What it says about itself, per locale; the default locale is always there.
    pub words: BTreeMap<Locale, OrganizationWords>,
}

/// The words of an organization in one locale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrganizationWords {
    /// One line.
    pub summary: Option<String>,
    /// The body, as sanitized HTML.
    pub body_html: String,
    /// Who translated it; `None` in the default locale.
    pub translation: Option<Translation>,
}

/// One thing a person can go to, or that comes to them (HSDS `service`).
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// 5 to 8 characters of lower-case Crockford base32; the address of its page. Never reused.
    pub id: String,
    /// Path of its default-locale file inside the content folder, with `/`.
    pub path: String,
    /// The [`Organization::id`] it belongs to.
    pub organization: String,
    /// Whether it runs.
    pub status: Status,
    /// The last day its alert is shown; the words are in [`Words::alert`].
    pub alert_until: Option<Day>,
    /// Needs it meets, in the writer's order.
    pub needs: Vec<TermId>,
    /// Topics that its words alone do not say, in the writer's order.
    pub topics: Vec<TermId>,
    /// Topics whose words stand in its text, but it is not that.
    pub not_topics: Vec<TermId>,
    /// To join, to volunteer, or both. Never empty: `join` when nothing is said.
    pub intent: Vec<Intent>,
    /// Whom it is meant for; empty: anyone.
    pub audience: Vec<TermId>,
    /// Conditions of use.
    pub eligibility: Eligibility,
    /// What it costs; empty: not known.
    pub cost: Vec<Cost>,
    /// How it is given, such as `in-person-group` or `phone`.
    pub delivery: Vec<TermId>,
    /// How one starts, such as `drop-in`.
    /// Empty where nobody has said it, as on a page that was only listed.
    pub joining: TermId,
    /// Languages spoken there.
    pub languages: Vec<SpokenLanguage>,
    /// Where it happens.
    pub whereabouts: Whereabouts,
    /// Where it serves: neighbourhood ids and postcode areas; empty: the whole directory.
    pub area: Vec<String>,
    /// When it happens, or when somebody can be reached.
    pub schedule: Vec<ServiceSchedule>,
    /// Ways to reach it; at least one.
    pub contact: Vec<Contact>,
    /// What a first visit is like; the words are in [`Words::first_visit`].
    pub first_visit: FirstVisit,
    /// How a volunteer starts, when volunteers are wanted; the role is in [`Words::volunteer`].
    pub volunteer_joining: Option<TermId>,
    /// Whether there is room.
    pub capacity: Option<Capacity>,
    /// The last check by a person; `None` counts as stale.
    pub assurance: Option<Assurance>,
    /// For prescribers only: never on a resident's page.
    pub prescriber_notes: Option<String>,
    /// Quick exit, neutral titles, discreet outputs.
    pub sensitive: bool,
    /// The languages in which it has a page of its own.
    pub pages: PageLocales,
    /// The words per locale; the default locale is always there and always has name and summary.
    pub words: BTreeMap<Locale, Words>,
}

/// The page locales in which a service has a page of its own. A host may take fewer files than there
/// would be; then cards tell what there is to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageLocales {
    /// In all of them.
    #[default]
    Every,
    /// In the directory's own only.
    Default,
    /// In none.
    None,
}

impl PageLocales {
    /// Where somebody who reads `own` finds the page: there, or in the directory's locale.
    pub fn nearest<'l>(self, own: &'l str, default_locale: &'l str) -> Option<&'l str> {
        match self {
            Self::Every => Some(own),
            Self::Default => Some(default_locale),
            Self::None => None,
        }
    }

    /// Whether there is a page in this locale.
    pub fn has(self, locale: &str, default_locale: &str) -> bool {
        self.nearest(locale, default_locale) == Some(locale)
    }
}

/// HSDS service status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Running.
    Active,
    /// Not running now; nobody said for how long.
    Inactive,
    /// Ended; keeps its page, leaves search.
    Defunct,
    /// Closed for a time.
    TemporarilyClosed,
}

/// Taking part, or giving a hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intent {
    /// Come and take part.
    Join,
    /// Come and help.
    Volunteer,
}

/// HSDS eligibility. The words are in [`Words::eligibility`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Eligibility {
    /// Youngest age in years.
    pub min_age: Option<u8>,
    /// Oldest age in years.
    pub max_age: Option<u8>,
    /// Places one must live in: names or area ids, as written.
    pub residency: Vec<String>,
    /// What one must bring or have (terms of the `requires` list): all of it; empty where that is nothing, or
    /// not known.
    pub requires: Vec<TermId>,
    /// It is known that nothing is asked for: somebody wrote `requires: []`.
    pub asks_nothing: bool,
}

/// One price. Its note is in [`Words::cost`], at the same index.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// Term of the `cost` list, such as `free`.
    pub kind: TermId,
    /// In hundredths of the currency.
    pub amount_cents: Option<u32>,
    /// ISO 4217, such as `CAD`.
    pub currency: Option<String>,
}

/// A language and how it is spoken there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenLanguage {
    /// Term of the `languages` list, such as `yue`.
    pub code: TermId,
    /// By somebody who speaks it, by an interpreter, or only on paper.
    pub how: Spoken,
}

/// How a language is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spoken {
    /// People there speak it.
    Native,
    /// An interpreter comes (HSDS `interpretation_services`).
    Interpreter,
    /// Only leaflets or subtitles.
    Written,
}

/// Where a service is given. A confidential whereabouts carries nothing that an output could print.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Whereabouts {
    /// At these places, in the writer's order; never empty.
    Places(Vec<ServiceAtLocation>),
    /// At a place that is kept secret, so that nobody is followed there.
    Confidential,
    /// At no place that is written down: it comes to people, or its page names an area only.
    #[default]
    Nowhere,
}

impl Whereabouts {
    /// The places that may be told; none of a confidential whereabouts.
    pub fn places(&self) -> &[ServiceAtLocation] {
        match self {
            Self::Places(places) => places,
            Self::Confidential | Self::Nowhere => &[],
        }
    }
}

/// A service at one of its places (HSDS `service_at_location`): what is known is known of a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceAtLocation {
    /// Name of the place, never translated.
    pub name: Option<String>,
    /// Street address, never translated.
    pub address: Option<Address>,
    /// Where it is.
    pub position: Option<Position>,
    /// What is known of getting in; a fact that is not here is not known.
    pub access: BTreeMap<TermId, Answer>,
    /// Ways to reach this place, where it has its own.
    pub contact: Vec<Contact>,
}

/// What is known of a fact of access. What is not known has no answer, and a fact about a door does
/// not apply to what comes to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It is not so.
    No,
    /// It is so.
    Yes,
    /// It is so at some times only, such as from April to October; the words are in
    /// [`Words::access_only`]. It never counts as a plain yes.
    AtTimes,
}

/// A row of a service's timetable, at a place (HSDS `schedule` of a `service_at_location`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceSchedule {
    /// Which of [`Whereabouts::places`]; `None`: at the only one, at all of them, or at none.
    pub at: Option<u8>,
    /// What its hours are.
    pub kind: ScheduleKind,
    /// When.
    pub times: Schedule,
}

impl ServiceSchedule {
    /// Whether the row holds at a place of the service.
    pub fn is_at(&self, place: usize) -> bool {
        self.at.is_none_or(|at| usize::from(at) == place)
    }

    /// Whether somebody can come to its sessions: they are in "when" and in calendars.
    pub fn has_sessions(&self) -> bool {
        self.kind == ScheduleKind::Session
    }
}

/// What the hours of a timetable's row are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScheduleKind {
    /// Sessions that one comes to.
    #[default]
    Session,
    /// Hours in which one can be reached or visited, by arrangement.
    ByArrangement,
}

/// A postal address (HSDS `address`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    /// Street and number.
    pub line1: Option<String>,
    /// Second line.
    pub line2: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Province or state.
    pub region: Option<String>,
    /// Postal code.
    pub postal: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// A way to reach somebody (HSDS `contact` and `phone`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    /// Who answers.
    pub role: Option<String>,
    /// As [`Phone`](crate::phone::Phone) writes it: `+16045550100`, perhaps with its extension.
    pub phone: Option<String>,
    /// Whether that number takes text messages.
    pub sms: bool,
    /// Email address.
    pub email: Option<String>,
    /// https address.
    pub url: Option<String>,
    /// Languages spoken on that line.
    pub languages: Vec<TermId>,
}

/// The facts of a first visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FirstVisit {
    /// Whom to ask for, never translated.
    pub ask_for: Option<String>,
    /// Somebody will meet you at the door.
    pub meet_me: Option<bool>,
    /// You may bring somebody.
    pub bring_someone: Option<bool>,
}

/// Whether there is room (HSDS 3.1 `service_capacity`). Its note is in [`Words::capacity`].
#[derive(Clone, Debug, PartialEq)]
pub struct Capacity {
    /// The state when it was asked.
    pub status: CapacityStatus,
    /// When it was asked.
    pub updated: Option<Day>,
}

/// The state of a service's places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapacityStatus {
    /// There is room.
    Open,
    /// One can wait.
    Waitlist,
    /// No room.
    Full,
    /// Nobody said.
    Unknown,
}

/// A check by a person (HSDS `assured_date`, with who and how).
#[derive(Clone, Debug, PartialEq)]
pub struct Assurance {
    /// The day of the check.
    pub date: Day,
    /// Who checked, never translated.
    pub by: Option<String>,
    /// How it was checked.
    pub how: AssuranceHow,
    /// How far the check went.
    pub level: AssuranceLevel,
}

/// How a check was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssuranceHow {
    /// By telephone.
    Phone,
    /// In person, there.
    Visit,
    /// By email.
    Email,
    /// The group said so itself.
    SelfDeclared,
    /// At an event.
    Event,
    /// Not said.
    NotSaid,
}

/// How far a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssuranceLevel {
    /// Found in a list.
    Listed,
    /// The group said so.
    SelfDeclared,
    /// Somebody else checked.
    Checked,
    /// A partner vouches for it.
    PartnerVouched,
}

/// The words of a service in one locale. In a translation every field may be missing; the
/// default locale's text is then shown, marked with its language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// Its name.
    pub name: Option<String>,
    /// One line for the card, at most 140 characters.
    pub summary: Option<String>,
    /// What is different just now; shown until [`Service::alert_until`].
    pub alert: Option<String>,
    /// Conditions, in words.
    pub eligibility: Option<String>,
    /// One text per [`Service::schedule`] entry; an empty text is missing.
    pub schedule: Vec<String>,
    /// Why a pause, per schedule entry and pause: shown only when it is the next thing.
    pub pauses: Vec<Vec<String>>,
    /// One note per [`Service::cost`] entry; an empty text is no note.
    pub cost: Vec<String>,
    /// Notes on facts of access, by term id, per place.
    pub access_notes: Vec<BTreeMap<TermId, String>>,
    /// When a fact of access holds that holds at some times only, by term id, per place.
    pub access_only: Vec<BTreeMap<TermId, String>>,
    /// How to get there, one per place; an empty text is none.
    pub transport: Vec<String>,
    /// Notes on languages, by code.
    pub language_notes: BTreeMap<TermId, String>,
    /// What happens the first time.
    pub first_visit: Option<String>,
    /// What to bring.
    pub what_to_bring: Option<String>,
    /// A note on capacity.
    pub capacity: Option<String>,
    /// The role of a volunteer.
    pub volunteer: Option<String>,
    /// The body, as sanitized HTML; empty when there is none.
    pub body_html: String,
    /// The body's words without markup, for the index.
    pub body_text: String,
    /// Who translated it; `None` in the default locale.
    pub translation: Option<Translation>,
}

/// Who translated a page, and whether a person read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// Who made it.
    pub by: Option<String>,
    /// A machine drafted it.
    pub by_machine: bool,
    /// The person who reviewed it.
    pub reviewed_by: Option<String>,
    /// When.
    pub date: Option<Day>,
}

/// A text and the language it is really in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalizedText<'a> {
    /// The words.
    pub text: &'a str,
    /// The locale they are in; differs from the page's where a translation is missing.
    pub locale: &'a str,
}

impl Service {
    /// A text in `locale`, or else in `default_locale`; `None` when neither has it.
    /// `pick` returns an empty text for "missing".
    pub fn text<'a>(
        &'a self,
        locale: &'a str,
        default_locale: &'a str,
        pick: impl Fn(&'a Words) -> &'a str,
    ) -> Option<LocalizedText<'a>> {
        [locale, default_locale].into_iter().find_map(|locale| {
            let text = pick(self.words.get(locale)?);
            (!text.is_empty()).then_some(LocalizedText { text, locale })
        })
    }

    /// Its name in `locale`, or in the default one.
    pub fn name<'a>(&'a self, locale: &'a str, default_locale: &'a str) -> LocalizedText<'a> {
        self.text(locale, default_locale, |words| words.name.as_deref().unwrap_or_default())
            .unwrap_or(LocalizedText { text: &self.id, locale: default_locale })
    }

    /// Its one-line summary in `locale`, or in the default one.
    pub fn summary<'a>(&'a self, locale: &'a str, default_locale: &'a str) -> LocalizedText<'a> {
        self.text(locale, default_locale, |words| words.summary.as_deref().unwrap_or_default())
            .unwrap_or(LocalizedText { text: "", locale: default_locale })
    }

    /// The rows of its timetable that are sessions at one of its places.
    pub fn sessions_at(&self, place: usize) -> impl Iterator<Item = &ServiceSchedule> {
        self.schedule.iter().filter(move |row| row.has_sessions() && row.is_at(place))
    }

    /// Whether its address is kept secret.
    pub fn is_confidential(&self) -> bool {
        self.whereabouts == Whereabouts::Confidential
    }

    /// The first telephone number.
    pub fn phone(&self) -> Option<&str> {
        self.contact.iter().find_map(|contact| contact.phone.as_deref())
    }
}
