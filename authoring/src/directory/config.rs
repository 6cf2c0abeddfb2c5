//! What a town decides for itself, from drafts without an error.

use std::collections::{BTreeMap, BTreeSet};

use catalog::directory::{
    Config, Desk, HelpLine, Host, PerLocale, Place, RecordCodes, Term, Travel, UrgentKind,
    Vocabulary,
};
use catalog::link::reply::Outcome;
use catalog::place::Position;

use super::{value, values};
use crate::draft::{
    DraftConfig, DraftPlace, DraftRecordCodes, DraftTerm, DraftTermList, DraftUrgent,
    DraftUrgentKind, DraftUrgentLine, DraftWords,
};
use crate::node::{Spanned, Text};
use crate::phone::Book;

pub(super) fn config_of(draft: DraftConfig, book: &Book<'_>) -> Option<Config> {
    let (bounds, freshness) = (draft.bounds()?, draft.freshness());
    let DraftConfig {
        top: _,
        id,
        base_url,
        time_zone,
        country,
        default_locale,
        locales,
        sample,
        name,
        area,
        notice,
        centre,
        bounds: _,
        contact_email,
        contact_phone,
        propose,
        remind: _,
        stale: _,
        hide: _,
        travel,
        help_now,
        desks,
        record_codes,
        // What counts as plain is for the checks.
        plain_words: _,
        quick_exit,
        host,
        files_at_most,
        data,
    } = draft;
    let locales = values(&locales);
    let default_locale = default_locale?.value;
    let languages = Languages { locales: &locales, default: &default_locale };
    let [lat, lon] = centre?;
    // The notice says that the content is invented: it stands while that is so.
    let has_notice = sample.is_none_or(|sample| sample.value) && !notice.words.is_empty();
    Some(Config {
        id: id?.value,
        base_url: base_url?.value,
        time_zone: time_zone?.value,
        country: country.map(|country| country.value.to_ascii_uppercase()),
        name: per_locale(&name, &languages),
        area: per_locale(&area, &languages),
        notice: has_notice.then(|| per_locale(&notice, &languages)),
        centre: Position::from_degrees(lat.value, lon.value)?,
        bounds,
        contact_email: contact_email.map(|email| email.value),
        contact_phone: contact_phone
            .and_then(|text| book.read(&text.value).ok())
            .and_then(|numbers| Some(numbers.first()?.to_text())),
        propose: propose.map(|address| address.value),
        freshness,
        travel: travel
            .into_iter()
            .map(|(id, metres)| Travel { id: id.to_owned(), metres: metres.value })
            .collect(),
        help_now: help_now
            .into_iter()
            .map(|line| {
                Some(HelpLine {
                    phone: book.read_help_line(&line.phone?.value).ok()?.to_text(),
                    display: line.display?.value,
                    text: None,
                    further: line.further.is_some_and(|further| further.value),
                    placeholder: is_placeholder(line.placeholder.as_ref()),
                    label: per_locale(&line.label, &languages),
                })
            })
            .collect::<Option<_>>()?,
        desks: desks
            .into_iter()
            .map(|desk| {
                Some(Desk {
                    id: desk.id?.value,
                    name: per_locale(&desk.name, &languages),
                    phone: match desk.phone {
                        Some(phone) => Some(book.read(&phone.value).ok()?.first()?.dial.clone()),
                        None => None,
                    },
                    email: desk.email.map(|email| email.value),
                })
            })
            .collect::<Option<_>>()?,
        record_codes: match record_codes {
            Some(codes) => Some(record_codes_of(&codes)?),
            None => None,
        },
        quick_exit: quick_exit.map(|exit| exit.value),
        host: host.and_then(|host| Host::of_id(&host.value)),
        files_at_most: files_at_most.map(|most| most.value),
        default_locale,
        data: data.terms(),
        locales,
    })
}

fn record_codes_of(draft: &DraftRecordCodes) -> Option<RecordCodes> {
    let DraftRecordCodes { system, offered, closed, needs, outcomes } = draft;
    Some(RecordCodes {
        system: value(system.as_ref())?,
        offered: value(offered.as_ref()),
        closed: value(closed.as_ref()),
        needs: needs.iter().map(|(need, code)| (need.value.clone(), code.value.clone())).collect(),
        outcomes: outcomes
            .iter()
            .map(|(id, code)| Some((Outcome::of_id(&id.value)?, code.value.clone())))
            .collect::<Option<_>>()?,
    })
}

/// What to show when words speak of danger. Phrases count in whatever language they are typed: those of
/// languages that the directory has no pages in are kept, too.
pub(super) fn urgent_of(
    draft: &DraftUrgent,
    book: &Book<'_>,
    languages: &Languages<'_>,
) -> Option<Vec<UrgentKind>> {
    let line = |id: &Text| {
        let known =
            |line: &&DraftUrgentLine| line.id.as_ref().is_some_and(|known| known.value == id.value);
        let line = draft.lines.iter().find(known)?;
        Some(HelpLine {
            phone: book.read_help_line(&line.phone.as_ref()?.value).ok()?.to_text(),
            display: line.display.as_ref()?.value.clone(),
            text: value(line.text.as_ref()),
            further: false,
            placeholder: is_placeholder(line.placeholder.as_ref()),
            label: per_locale(&line.label, languages),
        })
    };
    let phrases = |phrases: &[(Text, Vec<Text>)]| -> Vec<String> {
        let all: BTreeSet<String> = phrases.iter().flat_map(|(_, all)| values(all)).collect();
        all.into_iter().collect()
    };
    let kind = |kind: &DraftUrgentKind| {
        Some(UrgentKind {
            panel: kind.panel.as_ref()?.value.clone(),
            title: per_locale(&kind.title, languages),
            lines: kind.lines.iter().map(line).collect::<Option<_>>()?,
            phrases: phrases(&kind.words),
            alone: phrases(&kind.alone),
            except: phrases(&kind.except),
        })
    };
    draft.kinds.iter().map(kind).collect()
}

fn is_placeholder(said: Option<&Spanned<bool>>) -> bool {
    said.is_some_and(|said| said.value)
}

/// The languages of a directory.
pub(super) struct Languages<'a> {
    /// All of them.
    pub locales: &'a [String],
    /// The one whose words stand in for missing ones.
    pub default: &'a str,
}

/// The language of the lists that every town begins with.
pub const STANDS_IN: &str = "en";

/// Words for the directory's own locales; those of others are left for later. English ones stand in where a default
/// language that the town brings itself has none yet.
fn per_locale(words: &DraftWords, languages: &Languages<'_>) -> PerLocale {
    let default = words.get(languages.default).or_else(|| words.get(STANDS_IN));
    let of = |locale: &String| Some((locale.clone(), words.get(locale).or(default)?.value.clone()));
    languages.locales.iter().filter_map(of).collect()
}

pub(super) fn vocabulary(lists: &[DraftTermList], languages: &Languages<'_>) -> Vocabulary {
    let list = |name: &str| {
        let list = lists.iter().find(|list| list.name == name);
        list.map_or(Vec::new(), |list| {
            list.terms.iter().filter_map(|draft| term(draft, languages)).collect()
        })
    };
    Vocabulary {
        needs: list("needs"),
        topics: list("topics"),
        languages: list("languages"),
        access: list("access"),
        audience: list("audience"),
        cost: list("cost"),
        delivery: list("delivery"),
        joining: list("joining"),
        requires: list("requires"),
    }
}

fn term(draft: &DraftTerm, languages: &Languages<'_>) -> Option<Term> {
    let DraftTerm {
        id,
        label,
        description,
        synonyms,
        asked,
        chosen,
        need,
        chooses,
        span: _,
        icon,
        sensitive,
        comes_to_me,
        codes,
    } = draft;
    // Words of languages that the directory has no pages in are left for later.
    let phrases = |phrases: &[(Text, Vec<Text>)]| -> BTreeMap<String, Vec<String>> {
        let own = phrases.iter().filter(|(locale, _)| languages.locales.contains(&locale.value));
        own.map(|(locale, list)| (locale.value.clone(), values(list))).collect()
    };
    let pair = |(key, text): &(Text, Text)| (key.value.clone(), text.value.clone());
    Some(Term {
        id: value(id.as_ref())?,
        label: per_locale(label, languages),
        description: per_locale(description, languages),
        synonyms: phrases(synonyms),
        asked: phrases(asked),
        chosen: phrases(chosen),
        need: value(need.as_ref()),
        chooses: chooses.iter().map(|(facet, ids)| (facet.value.clone(), values(ids))).collect(),
        icon: value(icon.as_ref()),
        sensitive: sensitive.as_ref().is_some_and(|said| said.value),
        comes_to_me: comes_to_me.as_ref().is_some_and(|said| said.value),
        codes: codes.iter().map(pair).collect(),
    })
}

pub(super) fn places_of(drafts: Vec<DraftPlace>) -> Vec<Place> {
    let mut places: Vec<Place> = drafts
        .into_iter()
        .map(|DraftPlace { id, name, kind, centre, outline }| Place {
            id: id.value,
            name,
            kind,
            centre,
            outline,
            radius_m: 0,
            overlaps: Vec::new(),
        })
        .collect();
    places.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    super::areas::relate(&mut places);
    places
}
