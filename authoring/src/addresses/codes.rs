//! Postal codes, positions and links to maps.

use std::ops::Range;

use super::tokens::{Letters, is_letter};
use super::{Kind, Told};

/// Hosts of maps, and of what only shortens a link to one. A host below one of them counts, too.
const MAP_HOSTS: [&str; 34] = [
    "maps.google",
    "maps.app.goo.gl",
    "goo.gl/maps",
    "goo.gl/app/maps",
    "g.page",
    "g.co/maps",
    "google.com/maps",
    "google.ca/maps",
    "google.co.uk/maps",
    "share.google",
    "openstreetmap.org",
    "osm.org",
    "openstreetmap.de",
    "osmand.net",
    "osmapp.org",
    "maps.apple",
    "bing.com/maps",
    "waze.com",
    "here.com",
    "her.is",
    "mapquest.com",
    "what3words.com",
    "w3w.co",
    "plus.codes",
    "map.baidu.com",
    "amap.com",
    "ditu.",
    "naver.me",
    "map.naver.com",
    "map.kakao.com",
    "kko.to",
    "citymapper.com",
    "moovitapp.com",
    "organicmaps.app",
];

pub(super) fn found(letters: &Letters<'_>, areas: &[&str]) -> Vec<Told> {
    let mut found = Vec::new();
    let mut add = |kind: Kind, letters: Vec<Range<usize>>| {
        found.extend(letters.into_iter().map(|range| Told { range, kind }));
    };
    add(Kind::MapLink, map_links(letters));
    add(Kind::Position, positions(letters));
    add(Kind::PostalCode, postal_codes(letters, areas));
    found
}

/// Words without a space between, as links are; a bracket or a quote ends one.
fn pieces<'l>(letters: &'l Letters<'_>) -> impl Iterator<Item = (Range<usize>, String)> + 'l {
    let is_end = |c: char| c.is_whitespace() || "()<>[]\"'，。；".contains(c);
    let mut at = 0;
    std::iter::from_fn(move || {
        while letters.at(at).is_some_and(is_end) {
            at += 1;
        }
        let start = at;
        while letters.at(at).is_some_and(|c| !is_end(c)) {
            at += 1;
        }
        let piece = (start..at).filter_map(|index| letters.at(index)).collect();
        (at > start).then(|| (letters.range(start..at), piece))
    })
}

fn map_links(letters: &Letters<'_>) -> Vec<Range<usize>> {
    let is_map = |piece: &str| {
        let piece = piece.to_lowercase();
        if piece.starts_with("geo:") || piece.contains("//maps.") || piece.contains("//map.") {
            return true;
        }
        if piece.starts_with("///") {
            // what3words: three words with points between.
            return piece.matches('.').count() == 2;
        }
        if !piece.contains('.') {
            return false;
        }
        MAP_HOSTS.iter().any(|host| {
            piece.match_indices(host).any(|(at, _)| {
                at == 0
                    || piece.get(..at).is_some_and(|before| before.ends_with(['/', '.', '@', ':']))
            })
        }) || (piece.contains("google.") && piece.contains("/maps"))
            || (piece.contains("yandex.") && piece.contains("/maps"))
    };
    pieces(letters).filter(|(_, piece)| is_map(piece)).map(|(range, _)| range).collect()
}

/// `49.2200, -123.0900`; `49°13'12"N`; `84XR6WCG+FQ`.
fn positions(letters: &Letters<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> =
        pieces(letters).filter(|(_, piece)| is_plus_code(piece)).map(|(range, _)| range).collect();
    let mut at = 0;
    let mut last: Option<Range<usize>> = None;
    while let Some(c) = letters.at(at) {
        let is_inside =
            at.checked_sub(1).and_then(|before| letters.at(before)).is_some_and(is_letter);
        if !c.is_ascii_digit() || is_inside {
            at += 1;
            continue;
        }
        let start = at;
        let whole = run(letters, at);
        at = whole;
        if letters.at(whole) == Some('°') && has_quarter(letters, whole) {
            found.push(letters.range(start..whole + 1));
            continue;
        }
        let is_point = letters.at(whole).is_some_and(|c| matches!(c, '.' | ','));
        let end = run(letters, whole + 1);
        // Three digits after the point are 100 metres: less is a price or a number of people.
        if !is_point || end < whole + 4 || whole - start > 3 {
            continue;
        }
        at = end;
        let is_near = last.as_ref().is_some_and(|last| {
            start - last.end <= 8
                && (last.end..start).filter_map(|at| letters.at(at)).all(|c| {
                    !c.is_alphanumeric()
                        || "NSEWOnsewo".contains(c)
                        || "lonatgdyو和與与".contains(c)
                })
        });
        if let Some(first) = last.as_ref().filter(|_| is_near) {
            found.push(letters.range(first.start..end));
            last = None;
        } else {
            last = Some(start..end);
        }
    }
    found
}

/// Behind the degrees, within a few letters, the quarter of the sky: `49°13'12"N`.
fn has_quarter(letters: &Letters<'_>, at: usize) -> bool {
    (at + 1..at + 14)
        .map_while(|at| letters.at(at))
        .take_while(|c| c.is_ascii_digit() || !c.is_alphabetic() || "NSEWO".contains(*c))
        .any(|c| "NSEWO".contains(c))
}

/// The end of a run of digits.
fn run(letters: &Letters<'_>, start: usize) -> usize {
    let mut end = start;
    while letters.at(end).is_some_and(|c| c.is_ascii_digit()) {
        end += 1;
    }
    end
}

fn is_plus_code(piece: &str) -> bool {
    let is_code = |text: &str| text.bytes().all(|b| b"23456789CFGHJMPQRVWX".contains(&b));
    piece.trim_end_matches([',', '.', ';']).split_once('+').is_some_and(|(before, after)| {
        matches!(before.len(), 4 | 6 | 8)
            && (2..=3).contains(&after.len())
            && is_code(before)
            && is_code(after)
    })
}

/// Codes of Canada and Great Britain by their form, which is nothing else's; others where the
/// directory's own list has them.
fn postal_codes(letters: &Letters<'_>, areas: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in 0..letters.letters.len() {
        let is_inside =
            at.checked_sub(1).and_then(|before| letters.at(before)).is_some_and(is_letter);
        if is_inside {
            continue;
        }
        let end =
            [matching(letters, at, "A9A9A9"), british(letters, at), listed(letters, at, areas)]
                .into_iter()
                .flatten()
                .max();
        found.extend(end.map(|end| letters.range(at..end)));
    }
    found
}

/// Whether letters (A) and digits (9) stand as in `form`, with one space, hyphen or point between the
/// halves at most; where they end.
fn matching(letters: &Letters<'_>, start: usize, form: &str) -> Option<usize> {
    let mut at = start;
    for (index, kind) in form.chars().enumerate() {
        let is_gap = index + 3 == form.len();
        if is_gap && letters.at(at).is_some_and(|c| matches!(c, ' ' | '-' | '.' | '·' | '_')) {
            at += 1;
        }
        let c = letters.at(at)?;
        let fits = if kind == '9' { c.is_ascii_digit() } else { c.is_ascii_alphabetic() };
        fits.then_some(())?;
        at += 1;
    }
    (!letters.at(at).is_some_and(is_letter)).then_some(at)
}

/// British codes: the second half is a digit and two letters of the twenty that are used there.
fn british(letters: &Letters<'_>, start: usize) -> Option<usize> {
    ["A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA"].into_iter().find_map(|form| {
        let end = matching(letters, start, form)?;
        let last = (end - 2..end).filter_map(|at| letters.at(at));
        last.into_iter().all(|c| !"CIKMOVcikmov".contains(c)).then_some(end)
    })
}

/// A code of the directory's own list that is a whole one: five digits at least.
fn listed(letters: &Letters<'_>, start: usize, areas: &[&str]) -> Option<usize> {
    areas.iter().filter(|area| area.len() >= 5).find_map(|area| {
        let mut at = start;
        for wanted in area.chars().filter(|c| *c != ' ') {
            if letters.at(at) == Some(' ') && at > start {
                at += 1;
            }
            let c = letters.at(at)?;
            c.eq_ignore_ascii_case(&wanted).then_some(())?;
            at += 1;
        }
        (!letters.at(at).is_some_and(is_letter)).then_some(at)
    })
}
