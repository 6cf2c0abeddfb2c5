//! `directory.toml`.

use catalog::directory::{Freshness, Host};
use catalog::place::Position;

use super::licence::{self, DraftData};
use super::{DraftWords, Fields};
use crate::guide::settings::typed;
use crate::links::is_email;
use crate::node::{Node, Spanned, Text, nearest};
use crate::people::addresses;
use crate::report::{Finding, Findings, codes};
use crate::source::Span;

/// `directory.toml` as it was typed.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each field is the field of the same name of catalog::directory::Config"
)]
pub struct DraftConfig {
    /// The first line of the file.
    pub top: Span,
    pub id: Option<Text>,
    pub base_url: Option<Text>,
    pub time_zone: Option<Text>,
    pub country: Option<Text>,
    pub default_locale: Option<Text>,
    pub locales: Vec<Text>,
    /// Whether the content is invented, so that the notice is shown.
    pub sample: Option<Spanned<bool>>,
    pub name: DraftWords,
    pub area: DraftWords,
    pub notice: DraftWords,
    /// lat, lon
    pub centre: Option<[Spanned<f64>; 2]>,
    /// south, west, north, east
    pub bounds: Option<[Spanned<f64>; 4]>,
    pub contact_email: Option<Text>,
    pub contact_phone: Option<Text>,
    pub propose: Option<Text>,
    pub remind: Vec<Text>,
    pub stale: Option<Spanned<u32>>,
    pub hide: Option<Spanned<u32>>,
    /// Id and metres, nearest first.
    pub travel: Vec<(&'static str, Spanned<u32>)>,
    pub help_now: Vec<DraftHelpLine>,
    pub desks: Vec<DraftDesk>,
    pub record_codes: Option<DraftRecordCodes>,
    pub plain_words: DraftPlainWords,
    pub quick_exit: Option<Text>,
    pub host: Option<Text>,
    pub files_at_most: Option<Spanned<u32>>,
    pub data: DraftData,
}

/// A crisis line as it was typed.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each field is the field of the same name of catalog::directory::HelpLine"
)]
pub struct DraftHelpLine {
    pub phone: Option<Text>,
    pub display: Option<Text>,
    pub label: DraftWords,
    pub further: Option<Spanned<bool>>,
    pub placeholder: Option<Spanned<bool>>,
}

/// A desk as it was typed.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each field is the field of the same name of catalog::directory::Desk"
)]
pub struct DraftDesk {
    pub id: Option<Text>,
    pub name: DraftWords,
    pub phone: Option<Text>,
    pub email: Option<Text>,
}

/// Codes for the record as they were typed.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each field is the field of the same name of catalog::directory::RecordCodes"
)]
pub struct DraftRecordCodes {
    pub system: Option<Text>,
    pub offered: Option<Text>,
    pub closed: Option<Text>,
    pub needs: Vec<(Text, Text)>,
    pub outcomes: Vec<(Text, Text)>,
}

impl DraftRecordCodes {
    /// All codes, each as it was typed.
    pub fn all(&self) -> impl Iterator<Item = &Text> {
        let named = self.needs.iter().chain(&self.outcomes).map(|(_, code)| code);
        [&self.offered, &self.closed].into_iter().flatten().chain(named)
    }
}

/// What counts as plain in each language, where `directory.toml` says so.
#[derive(Debug, Default)]
pub struct DraftPlainWords {
    /// Locale and most words of a sentence (of Chinese: characters).
    pub sentence: Vec<(Text, Spanned<u32>)>,
    /// Locale and least reading ease of a page.
    pub ease: Vec<(Text, Spanned<u32>)>,
}

impl DraftPlainWords {
    fn read(top: &Fields<'_>) -> Self {
        let Some(fields) = top.map("plain_words", "[plain_words]") else { return Self::default() };
        // A page has no longer sentence than it has characters, and ease goes up to 100.
        let read = Self {
            sentence: fields.named_numbers("sentence", 5..=1_000),
            ease: fields.named_numbers("ease", 0..=100),
        };
        fields.finish();
        read
    }

    /// The number for a locale: its own, or that of its language.
    pub fn of<'n>(numbers: &'n [(Text, Spanned<u32>)], locale: &str) -> Option<&'n Spanned<u32>> {
        let language = crate::plain::sentences::language(locale);
        let named = |name: &str| numbers.iter().find(|(key, _)| key.value == name);
        named(locale).or_else(|| named(language)).map(|(_, number)| number)
    }
}

/// What a host may take: whether a directory has room there, its own size tells; more than this, and
/// there is nothing to limit.
const FILES: std::ops::RangeInclusive<u32> = 1..=10_000_000;

/// Ways of travelling that the finder has words for, nearest first.
const TRAVEL: [&str; 4] = ["walk-short", "walk", "bus", "drive"];

impl DraftConfig {
    /// Takes apart `directory.toml`, read as a tree.
    pub fn read(node: &Node, findings: &Findings) -> Self {
        let fields = Fields::open_toml(node, &typed("", "id"), findings);
        let (contact_email, contact_phone) = contact(&fields).unwrap_or_default();
        let (remind, stale, hide) = freshness(&fields).unwrap_or_default();
        let config = Self {
            top: Span { end: fields.span().start + 1, ..fields.span() },
            id: fields.required("id", &typed("", "id")),
            base_url: fields.required("base_url", &typed("", "base_url")),
            time_zone: fields.required("time_zone", &typed("", "time_zone")),
            country: fields.text("country"),
            default_locale: fields.required("default_locale", &typed("", "default_locale")),
            locales: fields.texts("locales"),
            sample: fields.tri("sample"),
            name: DraftWords::read(&fields, "name", fields.span()),
            area: DraftWords::read(&fields, "area", fields.span()),
            notice: DraftWords::read(&fields, "notice", fields.span()),
            centre: degrees(&fields, "centre", ["lat", "lon"]),
            bounds: degrees(&fields, "bounds", ["south", "west", "north", "east"]),
            contact_email,
            contact_phone,
            propose: fields.text("propose"),
            remind,
            stale,
            hide,
            travel: travel(&fields),
            help_now: fields.maps("help_now", &typed("help_now", "phone"), |line| {
                let read = DraftHelpLine {
                    phone: line.required("phone", &typed("help_now", "phone")),
                    display: line.required("display", &typed("help_now", "display")),
                    label: DraftWords::read(&line, "label", line.span()),
                    further: line.tri("further"),
                    placeholder: line.tri("placeholder"),
                };
                line.finish();
                read
            }),
            desks: fields.maps("desks", &typed("desks", "id"), |desk| {
                let read = DraftDesk {
                    id: desk.required("id", &typed("desks", "id")),
                    name: DraftWords::read(&desk, "name", desk.span()),
                    phone: desk.text("phone"),
                    email: email(&desk),
                };
                desk.finish();
                read
            }),
            record_codes: record_codes(&fields),
            plain_words: DraftPlainWords::read(&fields),
            quick_exit: fields.text("quick_exit"),
            host: host(&fields),
            files_at_most: fields.number("files_at_most", FILES),
            data: licence::read(&fields),
        };
        if config.locales.is_empty() && fields.node("locales").is_none() {
            fields.missing("locales", &typed("", "locales"));
        }
        fields.finish();
        config
    }

    /// South-west and north-east corners of the area; `None` while they cannot be read, or are not
    /// on the earth.
    pub fn bounds(&self) -> Option<(Position, Position)> {
        let [south, west, north, east] =
            self.bounds.as_ref()?.each_ref().map(|degrees| degrees.value);
        Some((Position::from_degrees(south, west)?, Position::from_degrees(north, east)?))
    }

    /// How old a check may be, with the usual months where `directory.toml` names none. What is no
    /// number among the reminders is left out.
    pub fn freshness(&self) -> Freshness {
        let months = |setting: &Option<Spanned<u32>>, usual: u8| {
            setting.as_ref().map_or(usual, |months| u8::try_from(months.value).unwrap_or(u8::MAX))
        };
        Freshness {
            remind: self.remind.iter().filter_map(|months| months.value.parse().ok()).collect(),
            stale: months(&self.stale, STALE),
            hide: months(&self.hide, HIDE),
        }
    }
}

/// Months at which a page is stale, and hidden, where `directory.toml` names none.
const STALE: u8 = 14;
const HIDE: u8 = 18;

/// Numbers in degrees, all of which must be there.
fn degrees<const N: usize>(
    top: &Fields<'_>,
    key: &'static str,
    parts: [&'static str; N],
) -> Option<[Spanned<f64>; N]> {
    let example = format!("[{key}]");
    let Some(fields) = top.map(key, &example) else {
        top.missing(key, &example);
        return None;
    };
    let read = parts.map(|part| {
        if fields.node(part).is_none() {
            fields.missing(part, &typed(key, part));
        }
        fields.decimal(part)
    });
    fields.finish();
    let read: Vec<_> = read.into_iter().flatten().collect();
    read.try_into().ok()
}

fn contact(top: &Fields<'_>) -> Option<(Option<Text>, Option<Text>)> {
    let fields = top.map("contact", "[contact]")?;
    let read = (email(&fields), fields.text("phone"));
    fields.finish();
    Some(read)
}

/// An address, which may be wrong: then that is said.
fn email(fields: &Fields<'_>) -> Option<Text> {
    let email = fields.text("email")?;
    let email = Spanned::new(addresses::email(&email.value), email.span);
    if !is_email(&email.value) {
        let finding = Finding::at(email.span, "this is not an email address");
        fields.add(&codes::BAD_EMAIL, finding.example("email = \"hello@example.org\""));
    }
    Some(email)
}

/// The host's name, which may be none that is known: then that is said.
fn host(top: &Fields<'_>) -> Option<Text> {
    let host = top.text("host")?;
    if Host::of_id(&host.value).is_none() {
        let names = || Host::ALL.into_iter().map(Host::id);
        let near = nearest(&host.value, names()).map(|name| format!("\"{name}\""));
        let message = format!(
            "the host is one of {}; leave the line out for any other",
            names().collect::<Vec<_>>().join(", ")
        );
        top.add(&codes::UNKNOWN_WORD, Finding::at(host.span, message).maybe_correct(near));
    }
    Some(host)
}

fn record_codes(top: &Fields<'_>) -> Option<DraftRecordCodes> {
    let fields = top.map("record_codes", "[record_codes]")?;
    let read = DraftRecordCodes {
        system: fields.required("system", &typed("record_codes", "system")),
        offered: fields.text("offered"),
        closed: fields.text("closed"),
        needs: fields.named_texts("needs"),
        outcomes: fields.named_texts("outcomes"),
    };
    fields.finish();
    Some(read)
}

type Months = (Vec<Text>, Option<Spanned<u32>>, Option<Spanned<u32>>);

fn freshness(top: &Fields<'_>) -> Option<Months> {
    let fields = top.map("freshness", "[freshness]")?;
    // Ten years: a page that nobody checked for so long is history.
    let read =
        (fields.texts("remind"), fields.number("stale", 1..=120), fields.number("hide", 1..=120));
    fields.finish();
    Some(read)
}

fn travel(top: &Fields<'_>) -> Vec<(&'static str, Spanned<u32>)> {
    let Some(fields) = top.map("travel", "[travel]") else { return Vec::new() };
    // 500 km in a straight line is farther than any bus of a town goes.
    let read =
        TRAVEL.into_iter().filter_map(|id| Some((id, fields.number(id, 1..=500_000)?))).collect();
    fields.finish();
    read
}
