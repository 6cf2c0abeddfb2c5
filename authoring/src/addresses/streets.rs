//! How streets are written: a number, a name and a word for a street, in the order of each language.

use std::ops::Range;

use super::tokens::{Letters, Token};
use super::words::{
    AND, BEFORE, CORNER, ENDINGS, ENDINGS_BEFORE_NUMBER, FOREIGN_STREET, NO_NAME, NUMBER,
    SHORT_STREET, STREET, STREET_AFTER_NAME, WITHIN, is_before, is_direction,
};
use super::{Kind, Told};

/// Most words of a street's name, with its direction: `West Queen Elizabeth Park`.
const NAME_WORDS: usize = 4;

pub(super) fn found(letters: &Letters<'_>) -> Vec<Told> {
    let tokens = letters.tokens();
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let ends = [
            number_first(&tokens, at),
            named(&tokens, at),
            word_first(&tokens, at),
            ending(&tokens, at),
            corner(&tokens, at),
            plate(&tokens, at),
        ];
        // The longest way to read it.
        let Some(end) = ends.into_iter().flatten().max() else { continue };
        if let (Some(first), Some(last)) = (tokens.get(at), tokens.get(end)) {
            found.push(Told { range: first.range.start..last.range.end, kind: Kind::Street });
        }
    }
    found.extend(chinese(letters).map(|range| Told { range, kind: Kind::Street }));
    found
}

fn lower(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| &token.lower)
}

fn is_name_word(token: &Token) -> bool {
    (token.is_word() || token.is_ordinal() || token.is_number())
        && !NO_NAME.contains(&token.lower.as_str())
        || token.lower == "main"
}

/// `318 E 51st Ave`, `1805 Larch Street`, `5120 Kingsway`: the index of the last token.
fn number_first(tokens: &[Token], at: usize) -> Option<usize> {
    tokens.get(at).filter(|token| token.is_number())?;
    let mut names = 0;
    let mut has_capital = false;
    for next in at + 1..=at + 2 + 2 * NAME_WORDS {
        let token = tokens.get(next)?;
        let word = token.lower.as_str();
        let is_street = STREET.contains(&word) || ENDINGS.iter().any(|end| word.ends_with(end));
        if is_street || (has_capital && STREET_AFTER_NAME.contains(&word)) {
            return Some(next);
        }
        // `1234, rue Fraser` and `10 bis, rue Fraser`
        if is_before(word) {
            // A script without capitals: the number before tells that the word is a street's.
            let is_named = !token.is_capital()
                && token.is_name()
                && tokens
                    .get(next + 1)
                    .is_some_and(|name| name.is_word() && !NO_NAME.contains(&name.lower.as_str()));
            return word_first(tokens, next).or(is_named.then_some(next + 1));
        }
        match word {
            // After a number as in `1805, Larch Street`, and after `E.`
            "," if names == 0 => continue,
            "." if tokens.get(next - 1).is_some_and(is_short) => continue,
            "-" if names == 0 => continue,
            _ => {}
        }
        // `to 11:30, 1805 Larch Street`: the house's number is the second.
        let is_second = token.is_number() && !token.is_ordinal() && lower(tokens, next - 1) == ",";
        if is_second || !is_name_word(token) || names == NAME_WORDS {
            return None;
        }
        has_capital |= token.is_name() || token.is_ordinal();
        names += 1;
    }
    None
}

fn is_short(token: &Token) -> bool {
    is_direction(&token.lower) || matches!(token.lower.as_str(), "st" | "ste" | "mt" | "dr")
}

/// `Fraser Street`, `East 51st Avenue`, `Main St.`: a street without a number.
fn named(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    let is_name = |token: &Token| {
        (token.is_capital() || token.is_ordinal())
            && is_name_word(token)
            && (token.lower != "main" || token.is_capital())
    };
    let is_foreign = first.is_name() && !first.is_capital();
    if !is_name(first) && !is_foreign {
        return None;
    }
    let next = tokens.get(at + 1)?;
    let word = next.lower.as_str();
    if is_foreign {
        return FOREIGN_STREET.contains(&word).then_some(at + 1);
    }
    if FOREIGN_STREET.contains(&word) {
        return Some(at + 1);
    }
    let is_written_as_name = next.is_capital() || first.is_ordinal();
    if STREET.contains(&word) && is_written_as_name && !matches!(word, "alley" | "terrace" | "mews")
    {
        return Some(at + 1);
    }
    // `St Mary` and `St. Mary` are no streets.
    if SHORT_STREET.contains(&word) && is_written_as_name && !is_direction(&first.lower) {
        let after = if lower(tokens, at + 2) == "." { at + 3 } else { at + 2 };
        let is_saint = word == "st"
            && tokens.get(after).is_some_and(|token| token.is_capital() && !token.begins);
        return (!is_saint).then_some(at + 1);
    }
    None
}

/// `rue Fraser`, `calle Fraser 1234`, `đường Fraser số 1234`, `خیابان فریزر، پلاک ۱۲۳۴`
fn word_first(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at).filter(|token| is_before(&token.lower))?;
    let has_capitals = first.word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let mut next = at + 1;
    if lower(tokens, next) == "." || lower(tokens, next) == "/" {
        next += 1;
    }
    let mut names = 0;
    let mut end = None;
    while let Some(token) = tokens.get(next).filter(|_| names < NAME_WORDS) {
        let word = token.lower.as_str();
        if WITHIN.contains(&word) || matches!(word, "'" | "’" | "-") {
            next += 1;
            continue;
        }
        let is_name = match has_capitals {
            true => {
                (token.is_capital() || token.is_ordinal() || token.is_number())
                    && is_name_word(token)
            }
            false => token.is_word() && !NO_NAME.contains(&word) && !NUMBER.contains(&word),
        };
        if !is_name {
            break;
        }
        names += 1;
        // Where every word could be a name, only a number makes a street of it.
        end = if has_capitals && !is_common_before(first, token) { Some(next) } else { end };
        next += 1;
    }
    if names == 0 {
        return None;
    }
    while matches!(lower(tokens, next), "," | "،" | "." | "#" | "-" | ":")
        || NUMBER.contains(&lower(tokens, next))
    {
        next += 1;
    }
    match tokens.get(next).filter(|token| token.is_number()) {
        Some(_) => Some(next),
        None => end,
    }
}

/// `Place` and `Plaza` at the beginning of a sentence, `via Zoom`: words that name more than streets.
fn is_common_before(before: &Token, name: &Token) -> bool {
    matches!(
        before.lower.as_str(),
        "via" | "place" | "plaza" | "av" | "ave" | "avenue" | "pho" | "ul" | "пр"
    ) && !name.is_ordinal()
}

/// `Fraserstraße 12`, `프레이저로 1234`
fn ending(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at).filter(|token| token.is_word())?;
    let ends = |endings: &[&str]| {
        endings.iter().any(|end| token.lower.len() > end.len() && token.lower.ends_with(end))
    };
    let number = tokens.get(at + 1).filter(|next| {
        let digits: String = next.word.chars().take_while(char::is_ascii_digit).collect();
        let rest = next.word.get(digits.len()..).unwrap_or_default();
        !digits.is_empty() && (next.is_number() || matches!(rest, "번지" | "번"))
    });
    match number {
        Some(_) if ends(ENDINGS) || ends(ENDINGS_BEFORE_NUMBER) => Some(at + 1),
        None if ends(ENDINGS) => Some(at),
        _ => None,
    }
}

/// `Fraser and 41st`, `41st & Fraser`, `corner of Fraser and Marine`
fn corner(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    if CORNER.contains(&first.lower.as_str()) {
        let next = (at + 1..at + 4).find(|next| !is_small(lower(tokens, *next)))?;
        return pair(tokens, next, |a, b| {
            (a.is_name() || a.is_ordinal() || a.is_number())
                && (b.is_name() || b.is_ordinal() || b.is_number())
        });
    }
    pair(tokens, at, |a, b| {
        (a.is_ordinal() && b.is_capital() && !NO_NAME.contains(&b.lower.as_str()))
            || (a.is_capital() && !NO_NAME.contains(&a.lower.as_str()) && b.is_ordinal())
    })
}

fn is_small(word: &str) -> bool {
    WITHIN.contains(&word)
        || BEFORE.contains(&word)
        || matches!(word, "of" | "ng" | "the" | "tư" | "ba")
}

/// Two names with a word between that joins streets; `fits` says whether they are some.
fn pair(tokens: &[Token], at: usize, fits: impl Fn(&Token, &Token) -> bool) -> Option<usize> {
    let first = tokens.get(at)?;
    let mut next = at + 1;
    // `Fraser Street and 41st`
    if STREET.contains(&lower(tokens, next)) || SHORT_STREET.contains(&lower(tokens, next)) {
        next += 1;
    }
    AND.contains(&lower(tokens, next)).then_some(())?;
    next += 1;
    while is_small(lower(tokens, next)) || is_direction(lower(tokens, next)) {
        next += 1;
    }
    let second = tokens.get(next)?;
    // `1st and 3rd`, and `the 2nd and Friday`: days.
    let after = lower(tokens, next + 1);
    let is_day = NO_NAME.contains(&after) && (after.ends_with("day") || after.ends_with("days"));
    (fits(first, second) && !is_day).then_some(next)
}

/// `پلاک ۱۲`, `số nhà 12`, `Apt. 204`: the number of a house or a door by itself.
fn plate(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    let next = match first.lower.as_str() {
        "پلاک" | "apt" | "suite" => at + 1,
        "số" if lower(tokens, at + 1) == "nhà" => at + 2,
        _ => return None,
    };
    let next = if matches!(lower(tokens, next), "." | "#") { next + 1 } else { next };
    tokens.get(next).filter(|token| token.is_number()).map(|_| next)
}

/// Streets as Chinese and Japanese write them, without spaces: 菲沙街1234號, 東51街, 第三大道.
fn chinese(letters: &Letters<'_>) -> impl Iterator<Item = Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = letters.at(at) {
        let end = if is_street_letter(c) { street_of_letters(letters, at) } else { None };
        if let Some((start, end)) = end {
            found.push(letters.range(start..end));
            at = end;
        } else {
            at += 1;
        }
    }
    found.into_iter()
}

fn is_street_letter(c: char) -> bool {
    matches!(c, '街' | '路' | '道' | '巷' | '弄' | '里' | '段' | '丁')
}

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Digits as Chinese addresses write them.
fn is_han_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇一二三四五六七八九十百千零兩两".contains(c)
}

/// The street whose last letter stands at `at`: its beginning and end, in letters.
fn street_of_letters(letters: &Letters<'_>, at: usize) -> Option<(usize, usize)> {
    let c = letters.at(at)?;
    let skip = |mut next: usize| {
        while letters.at(next).is_some_and(|c| c == ' ' || c == ',' || c == '，') {
            next += 1;
        }
        next
    };
    let digits_from = |start: usize| {
        let mut end = start;
        while letters.at(end).is_some_and(is_han_digit) {
            end += 1;
        }
        end
    };
    // The name: letters before, back to a space or a sign, eight at most.
    let mut start = at;
    while start > 0
        && at - start < 8
        && letters.at(start - 1).is_some_and(|c| is_han(c) || c.is_alphanumeric() || c == ' ')
    {
        start -= 1;
    }
    let name = || (start..at).filter_map(|index| letters.at(index)).filter(|c| *c != ' ');
    // A house's number behind: 菲沙街1234號.
    let first = skip(at + 1);
    let last = digits_from(first);
    let is_house =
        letters.at(last).is_some_and(|c| matches!(c, '號' | '号' | '番' | '弄' | '目' | '巷'));
    if last > first && is_house && name().next().is_some() {
        return Some((start, last + 1));
    }
    let bare = last > first
        && letters.at(first).is_some_and(|c| c.is_ascii_digit())
        && !letters.at(last).is_some_and(|c| is_han(c) || c == ':' || c == '-')
        && c == '街';
    if bare && name().next().is_some() {
        return Some((start, last));
    }
    // The street's or the house's number before: 東51街, 1234 菲沙街, 第三大道.
    let is_wide = c == '街' || (c == '道' && letters.at(at.checked_sub(1)?) == Some('大'));
    let after = letters.at(at + 1);
    if !is_wide || after.is_some_and(|c| "坊市舞頭头角口".contains(c)) {
        return None;
    }
    let has_number = name().any(|c| c.is_ascii_digit())
        || (name().any(|c| c == '第') && name().any(is_han_digit));
    if has_number {
        return Some((start, at + 1));
    }
    // Without any number: a name of two letters at least, and no word such as 逛街 or 這條街.
    let last = at.checked_sub(1)?;
    let last = if letters.at(last) == Some('大') { last.checked_sub(1)? } else { last };
    let before = letters.at(last)?;
    let is_everyday = "條条上逛過过出的在沿同到這这那整滿满大小老當当掃扫遊游步購购商"
        .contains(before)
        || after.is_some_and(|c| "上道邊边對对".contains(c));
    (name().filter(|c| is_han(*c)).count() >= 2 && is_han(before) && !is_everyday)
        .then_some((start.max(at.saturating_sub(4)), at + 1))
}
