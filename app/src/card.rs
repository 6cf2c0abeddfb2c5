//! One service among others: the same card in the finder, on browse pages and in lists.
//!
//! [`CardView`] holds every word ready, so that the card itself decides nothing and build and
//! phone draw the same. The order is that of a person's questions: what, who, how far, when, can I
//! get in, in which language, what it costs and when a person last checked, what it is like, why this
//! one; then call. What decides stands in one line each, so that a phone shows it without scrolling.

use catalog::card::{Card, CardPlace, CardText};
use catalog::day::Moment;
use catalog::manifest::Manifest;
use catalog::phone::Phone;
use catalog::place::walking_minutes;
use catalog::results::{Age, Comes, Hit};
use catalog::service::{AssuranceHow, CapacityStatus, PageLocales, Spoken, Status};

use crate::choice::{facet_number, label};
use crate::locale::{Key, Messages};

mod draw;

#[cfg(feature = "ssr")]
pub use draw::ServiceCard;
pub use draw::draw_card;

/// Known facts that a card shows beside those that were asked for: one line on a phone.
const KNOWN_FACTS: usize = 3;

/// The facet of what makes a place easy to get into.
const ACCESS: &str = "access";

/// The longest walk worth naming, in minutes: beyond it a person takes a bus.
const LONGEST_WALK: u32 = 60;

/// The name of the action of a card's button that keeps its service, and with it the service's
/// number in the catalog.
pub const KEEP_ACTION: &str = "keep";

/// The class of what calls for discretion: where `leave.js` finds it, it shows the way out.
pub const SENSITIVE: &str = "sensitive";

/// A text that may be in another language than the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Their language, where it is not the page's.
    pub lang: Option<String>,
}

/// The part of a service's page that marks one of its several places, by its number from 0 on.
pub fn place_anchor(at: usize) -> String {
    ["at", &(at + 1).to_string()].concat()
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It is so at some times only.
    AtTimes,
    /// Nobody has said.
    Unknown,
}

impl From<Option<catalog::service::Answer>> for Answer {
    fn from(known: Option<catalog::service::Answer>) -> Self {
        use catalog::service::Answer as Known;
        match known {
            Some(Known::Yes) => Self::Yes,
            Some(Known::No) => Self::No,
            Some(Known::AtTimes) => Self::AtTimes,
            None => Self::Unknown,
        }
    }
}

impl Answer {
    /// Its class and its picture. The word is in the sentence.
    pub fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::Yes => ("fact yes", "check"),
            Self::No => ("fact no", "x"),
            Self::AtTimes | Self::Unknown => ("fact unknown", "circle-help"),
        }
    }

    /// The pattern of its sentence.
    pub fn key(self) -> Key {
        match self {
            Self::Yes => Key::CardYes,
            Self::No => Key::CardNo,
            Self::AtTimes => Key::CardAtTimes,
            Self::Unknown => Key::CardUnknown,
        }
    }
}

/// A telephone number, ready to press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// `tel:+16045550100`.
    pub href: String,
    /// What is read beside the picture of a telephone: the number.
    pub words: String,
    /// "Call", the number and the service's name, for who hears the links without the card.
    pub whom: String,
}

/// A card's way into the person's own plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// A button that says this will stand here once it can do something: its place is kept free.
    Later(String),
    /// A button: the service's number, what it says, and the same with the service's name.
    Button(u32, String, String),
    /// It is in the plan: the plan's address, and what the link says.
    Kept(String, String),
}

/// A card, every word ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardView {
    /// It calls for discretion.
    pub is_sensitive: bool,
    /// Address of its page, where it has one.
    pub href: Option<String>,
    /// What.
    pub name: Said,
    /// Who.
    pub organization: String,
    /// In one line.
    pub summary: Said,
    /// That it is closed, or full.
    pub state: Option<String>,
    /// What is different just now.
    pub alert: Option<Said>,
    /// How far, or that it comes.
    pub far: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Where else.
    pub also: Option<String>,
    /// The next session.
    pub next: Option<String>,
    /// When it usually is.
    pub usually: Option<Said>,
    /// Languages, each with how it is spoken.
    pub languages: Vec<String>,
    /// What is known of access, and of how much nobody knows: a sentence for each answer.
    pub facts: Vec<(Answer, String)>,
    /// That nothing is known of access.
    pub access_unknown: Option<String>,
    /// What it costs.
    pub cost: Option<Said>,
    /// Why this one, in sentences.
    pub why: Vec<String>,
    /// How to call.
    pub call: Option<Call>,
    /// The way into the person's own plan.
    pub keep: Option<Keep>,
    /// When a person last checked.
    pub fresh: String,
    /// That was too long ago, or never.
    pub is_stale: bool,
    /// Between things that stand in a row.
    pub separator: String,
}

/// When a card is read.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// At this very moment, on a screen that knows it: "Tomorrow", "on now".
    Live(Moment),
    /// At any time after it was built: plain dates only.
    Printed(Moment),
}

impl Clock {
    fn moment(self) -> Moment {
        let (Self::Live(moment) | Self::Printed(moment)) = self;
        moment
    }
}

impl CardView {
    /// Every word of `card`, as it answers `hit`'s question, at the place of `hit`. `area` is what
    /// people call the area that the person named, who may be anywhere in it. `root` leads from the
    /// page to the root of the site.
    pub fn new(
        card: &Card,
        hit: &Hit,
        area: Option<&str>,
        manifest: &Manifest,
        messages: &Messages,
        clock: Clock,
        root: &str,
    ) -> Self {
        let said = |text: &CardText| said(text, manifest);
        let some = |text: &CardText| (!text.text.is_empty()).then(|| said(text));
        let is_stale = card.assured.is_none() || hit.age >= Age::Stale;
        let (facts, access_unknown) = access(card, hit, manifest, messages);
        Self {
            is_sensitive: card.sensitive,
            href: card.pages.nearest(&manifest.locale, &manifest.default_locale).map(|locale| {
                let page = [root, locale, "/s/", &card.id, "/"].concat();
                match card.places.len() {
                    0 | 1 => page,
                    _ => [&page, "#", &place_anchor(hit.at.into())].concat(),
                }
            }),
            name: said(&card.name),
            organization: card.organization.clone(),
            summary: said(&card.summary),
            state: state(card).map(|key| messages.text(key).to_owned()),
            alert: card
                .alert
                .as_ref()
                .filter(|(_, until)| *until >= clock.moment().day)
                .map(|(text, _)| said(text)),
            far: far(hit, area, messages),
            place: card.place(hit.at).and_then(|place| place_words(place, messages)),
            also: also(card, hit, messages),
            next: next(hit, messages, clock),
            usually: card.place(hit.at).and_then(|place| some(&place.schedule)),
            languages: languages(card, manifest, messages),
            facts,
            access_unknown,
            cost: some(&card.cost),
            why: why(hit, &[], manifest, messages),
            call: card.phone.as_ref().map(|phone| call(phone, &card.name.text, messages)),
            keep: None,
            fresh: freshness(card, is_stale, messages),
            is_stale,
            separator: messages.text(Key::FormSeparator).to_owned(),
        }
    }
}

fn said(text: &CardText, manifest: &Manifest) -> Said {
    let is_foreign = !text.translated && manifest.locale != manifest.default_locale;
    Said { text: text.text.clone(), lang: is_foreign.then(|| manifest.default_locale.clone()) }
}

fn state(card: &Card) -> Option<Key> {
    match (card.status, card.capacity) {
        (Status::Defunct, _) => Some(Key::StatusDefunct),
        (Status::Inactive, _) => Some(Key::StatusInactive),
        (Status::TemporarilyClosed, _) => Some(Key::StatusClosed),
        (Status::Active, CapacityStatus::Full) => Some(Key::CardFull),
        (Status::Active, CapacityStatus::Waitlist) => Some(Key::CardWaitlist),
        (Status::Active, CapacityStatus::Open | CapacityStatus::Unknown) => None,
    }
}

fn far(hit: &Hit, area: Option<&str>, messages: &Messages) -> Option<String> {
    match hit.why.comes {
        Some(Comes::Yes) => return Some(messages.text(Key::CardComes).to_owned()),
        Some(Comes::Perhaps) => return Some(messages.text(Key::CardComesPerhaps).to_owned()),
        None => {}
    }
    if let Some(place) = area.filter(|_| hit.is_inside) {
        return Some(messages.fill(Key::CardInside, &[("place", place)]));
    }
    let metres = hit.metres?;
    let distance = messages.distance(metres);
    let [on_foot, plain] = match area {
        Some(_) => [Key::CardAboutOnFoot, Key::CardAbout],
        None => [Key::CardFarOnFoot, Key::CardFar],
    };
    Some(if walking_minutes(metres) <= LONGEST_WALK {
        let walk = messages.on_foot(metres);
        messages.fill(on_foot, &[("distance", &distance), ("walk", &walk)])
    } else {
        messages.fill(plain, &[("distance", &distance)])
    })
}

/// The names of the other places; those without a name are on the service's page.
fn also(card: &Card, hit: &Hit, messages: &Messages) -> Option<String> {
    let others = card.places.iter().enumerate().filter(|(at, _)| *at != usize::from(hit.at));
    let names: Vec<String> = others.map(|(_, place)| place.name.clone()).collect();
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| messages.fill(Key::CardAlso, &[("list", &messages.list(&names))]))
}

fn place_words(place: &CardPlace, messages: &Messages) -> Option<String> {
    match (place.name.as_str(), place.city.as_str()) {
        (place, city) if place == city && !city.is_empty() => Some(city.to_owned()),
        ("", "") => None,
        (place, "") => Some(place.to_owned()),
        ("", city) => Some(city.to_owned()),
        (place, city) => Some(messages.fill(Key::CardPlace, &[("place", place), ("city", city)])),
    }
}

fn next(hit: &Hit, messages: &Messages, clock: Clock) -> Option<String> {
    let session = hit.next?;
    Some(match clock {
        Clock::Printed(built) => messages.session_dated(session, built.day),
        Clock::Live(now) if session.start <= now => {
            let end = session.start.plus_minutes(u32::from(session.minutes));
            messages.fill(Key::CardNow, &[("time", &messages.time(end.minute))])
        }
        Clock::Live(now) => messages.session_soon(session, now.day),
    })
}

fn languages(card: &Card, manifest: &Manifest, messages: &Messages) -> Vec<String> {
    let facet = facet_number("language");
    card.languages
        .iter()
        .map(|&(value, how)| spoken(&label(manifest, messages, facet, value), how, messages))
        .collect()
}

/// `Punjabi with an interpreter`.
pub fn spoken(language: &str, how: Spoken, messages: &Messages) -> String {
    let values = [("language", language)];
    match how {
        Spoken::Native => language.to_owned(),
        Spoken::Interpreter => messages.fill(Key::CardInterpreter, &values),
        Spoken::Written => messages.fill(Key::CardWritten, &values),
    }
}

/// Facts that were asked for, then others that are known of this place, in one line: what is so, what
/// is not, what only at times. What was asked for and nobody knows is named; else a number says of how
/// many facts nobody knows. When nothing is known and nothing was asked, that is said: silence would read
/// as "no problem". Where nobody goes, nothing is said.
fn access(
    card: &Card,
    hit: &Hit,
    manifest: &Manifest,
    messages: &Messages,
) -> (Vec<(Answer, String)>, Option<String>) {
    let facet = facet_number(ACCESS);
    let at = usize::from(hit.at);
    let known = card.access.get(at).map_or(&[][..], Vec::as_slice);
    let asked = hit.why.met.iter().chain(&hit.why.unknown).filter(|(of, _)| *of == facet);
    let asked: Vec<u32> = asked.map(|(_, value)| *value).collect();
    let answer = |value: u32| known.iter().find(|(of, _)| *of == value).map(|(_, is)| *is);
    let unknown =
        in_words(asked.iter().filter(|value| answer(**value).is_none()), manifest, messages);
    let mut shown: Vec<u32> =
        asked.iter().copied().filter(|value| answer(*value).is_some()).collect();
    let others = known.iter().map(|(value, _)| *value).filter(|value| !asked.contains(value));
    shown.extend(others.take(KNOWN_FACTS.saturating_sub(shown.len())));
    let mut facts: Vec<(Answer, String)> = [Answer::Yes, Answer::No, Answer::AtTimes]
        .into_iter()
        .filter_map(|is| {
            let such = shown.iter().filter(|value| Answer::from(answer(**value)) == is);
            let fact = in_words(such, manifest, messages)?;
            Some((is, messages.fill(is.key(), &[("fact", &fact)])))
        })
        .collect();
    let of_all = manifest.choices.get(facet as usize).map_or(0, Vec::len);
    let left = of_all.saturating_sub(known.len()) as u32;
    match unknown {
        Some(list) => {
            facts.push((Answer::Unknown, messages.fill(Key::CardAsk, &[("list", &list)])));
        }
        None if !facts.is_empty() && left > 0 => {
            facts.push((Answer::Unknown, messages.count(Key::CardNotKnown, left, &[])));
        }
        None => {}
    }
    let has_place = card.place(hit.at).is_some_and(|place| !place.name.is_empty());
    let nothing = facts.is_empty() && card.has_door && has_place;
    (facts, nothing.then(|| messages.text(Key::CardAccessUnknown).to_owned()))
}

/// Some facts of access as people read them in a sentence; `None` for none.
fn in_words<'v>(
    values: impl Iterator<Item = &'v u32>,
    manifest: &Manifest,
    messages: &Messages,
) -> Option<String> {
    let facet = facet_number(ACCESS);
    let words: Vec<_> = values.map(|value| label(manifest, messages, facet, *value)).collect();
    (!words.is_empty()).then(|| messages.list(&words))
}

/// Why a hit fits, in sentences; `topics` are the labels of the topics that were asked for and that it has.
pub fn why(hit: &Hit, topics: &[String], manifest: &Manifest, messages: &Messages) -> Vec<String> {
    let why = &hit.why;
    let language = facet_number("language");
    let interpreted =
        |facet: u32, value: u32| facet == language && why.by_interpreter.contains(&value);
    let list = |values: &mut dyn Iterator<Item = (u32, u32)>| -> Option<String> {
        let words: Vec<_> =
            values.map(|(facet, value)| label(manifest, messages, facet, value)).collect();
        (!words.is_empty()).then(|| messages.list(&words))
    };
    let met = why.met.iter().filter(|(facet, value)| !interpreted(*facet, *value));
    let met = met.map(|(facet, value)| label(manifest, messages, *facet, *value));
    let met: Vec<String> = topics.iter().cloned().chain(met).collect();
    let met = (!met.is_empty()).then(|| messages.list(&met));
    let by_interpreter = list(&mut why.by_interpreter.iter().map(|&value| (language, value)));
    // Unknown facts of access stand in their own line.
    let access = facet_number(ACCESS);
    let unknown = list(&mut why.unknown.iter().copied().filter(|(facet, _)| *facet != access));
    let sentence =
        |key: Key, list: Option<String>| list.map(|list| messages.fill(key, &[("list", &list)]));
    let words = why.words.then(|| messages.text(Key::CardFitsWords).to_owned());
    [
        sentence(Key::CardFits, met),
        sentence(Key::CardFitsInterpreter, by_interpreter),
        words,
        sentence(Key::CardAsk, unknown),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn call(phone: &str, name: &str, messages: &Messages) -> Call {
    let shown = messages.phone(phone);
    Call {
        href: Phone::read(phone).link(),
        words: isolated(&shown),
        whom: messages.fill(Key::CardCallWhom, &[("phone", &isolated(&shown)), ("name", name)]),
    }
}

/// Words of any direction that keep theirs inside a sentence, such as an address (U+2068 "first strong
/// isolate").
pub fn isolated_words(words: &str) -> String {
    ["\u{2068}", words, "\u{2069}"].concat()
}

/// A telephone number inside a sentence: it keeps its direction in a right-to-left one. These are
/// U+2066 "left-to-right isolate" and U+2069; a `<bdi>` cannot stand inside a pattern.
pub fn isolated(number: &str) -> String {
    ["\u{2066}", number, "\u{2069}"].concat()
}

fn freshness(card: &Card, is_stale: bool, messages: &Messages) -> String {
    let Some(date) = card.assured else {
        return messages.text(Key::FreshNever).to_owned();
    };
    if is_stale {
        return messages.fill(Key::FreshStale, &[("month", &messages.month_year(date))]);
    }
    messages.fill(checked(card.assured_how), &[("day", &messages.day(date))])
}

/// The sentence that says how a check was made.
pub fn checked(how: AssuranceHow) -> Key {
    match how {
        AssuranceHow::Phone => Key::FreshPhone,
        AssuranceHow::Visit => Key::FreshVisit,
        AssuranceHow::Email => Key::FreshEmail,
        AssuranceHow::SelfDeclared => Key::FreshSelf,
        AssuranceHow::Event => Key::FreshEvent,
        AssuranceHow::NotSaid => Key::FreshPlain,
    }
}

/// Of an activity that has no page of its own, in a plan.
pub const NO_PAGE: &str = "-";

/// In which language an activity has its page, as a plan keeps it: the one language, nothing where it
/// has one in every language, or [`NO_PAGE`].
pub fn page_field(pages: PageLocales, default_locale: &str) -> &str {
    match pages {
        PageLocales::Every => "",
        PageLocales::Default => default_locale,
        PageLocales::None => NO_PAGE,
    }
}

/// Where an activity has its page, from the folder of a locale such as `../`, by what [`page_field`] says.
pub fn page_from(field: &str, id: &str, folder: &str) -> Option<String> {
    match field {
        NO_PAGE => None,
        "" => Some([folder, "s/", id, "/"].concat()),
        locale => Some([folder, "../", locale, "/s/", id, "/"].concat()),
    }
}
