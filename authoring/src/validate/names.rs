//! Names that are not what they seem, and names that two pages share.

use std::collections::{BTreeMap, BTreeSet};

use catalog::text::{Decompose, fold};
#[cfg(feature = "lookalikes")]
use unicode_security::confusable_detection::skeleton;

use super::{CheckFindings, Context};
use crate::node::Text;
use crate::report::Finding;

/// A name as people mean it: without accents, apostrophes, hyphens and capitals, which people write in
/// many ways and nobody is misled by.
fn plain(name: &str, decompose: Decompose) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in fold(&name.to_lowercase(), decompose).chars() {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '′' => {}
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' | '/' => plain.push(' '),
            _ => plain.push(c),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that imitates another group's with letters of another alphabet (UTS #39 skeletons), or with
/// letters that nobody sees. Names that only look alike within one alphabet mislead nobody who can read
/// it: they are no fault, or [`possible_duplicate`]'s.
#[cfg(feature = "lookalikes")]
pub(super) fn look_alike_name(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let (groups, services) = context.names();
    for names in [groups, services] {
        // One of each way of writing: a name that a thousand groups share is looked at once.
        let mut seen: BTreeMap<String, BTreeMap<bool, (&str, &Text)>> = BTreeMap::new();
        for (folder, name) in names {
            let is_strange = name.value.chars().any(imitates);
            let lower = name.value.to_lowercase();
            // Of the name in small letters, and as it is: some letters look alike as capitals only.
            let of_small: String = skeleton(&lower).collect();
            let of_all = skeleton(&name.value).collect::<String>().to_lowercase();
            let keys = BTreeSet::from([of_small, of_all, plain(&lower, context.world.decompose)]);
            let keys = keys.into_iter().filter(|key| !key.is_empty());
            let mut twin = None;
            for key in keys {
                let ways = seen.entry(key).or_default();
                let other = ways.get(&!is_strange).filter(|(other, _)| *other != folder);
                twin = twin.or(other.copied());
                ways.entry(is_strange).or_insert((folder, name));
            }
            if let Some((_, twin)) = twin {
                let (imitator, model) = if is_strange { (name, twin) } else { (twin, name) };
                let message = format!(
                    "this looks like `{}`, but is written with letters of another alphabet",
                    model.value
                );
                findings
                    .add(Finding::at(imitator.span, message).label(model.span, "the other name"));
            }
        }
    }
}

/// Letters that look like Latin ones and are none, and those that nobody sees.
#[cfg(feature = "lookalikes")]
fn imitates(c: char) -> bool {
    is_like_latin(c)
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Greek, Cyrillic, Armenian, Georgian, Cherokee and Lisu letters, and the letters of mathematics.
fn is_like_latin(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0370..=0x058F | 0x10A0..=0x10FF | 0x13A0..=0x13FF | 0x1C80..=0x1CBF | 0x1F00..=0x1FFF
            | 0x2C00..=0x2C5F | 0x2C80..=0x2DFF | 0xA4D0..=0xA4FF | 0xA640..=0xA69F | 0xAB70..=0xABBF
            | 0x10280..=0x10FFF | 0x1D400..=0x1D7FF
    )
}

/// One word in two alphabets that look alike, such as a Latin word with a Cyrillic а in it.
pub(super) fn mixed_alphabets(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let (groups, services) = context.names();
    for (_, name) in groups.into_iter().chain(services) {
        for word in name.value.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()) {
            if is_mixed(word) {
                let message = format!("`{word}` mixes letters of two alphabets");
                findings.add(
                    Finding::at(name.span, message).example("the word again, with one keyboard"),
                );
            }
        }
    }
}

fn is_mixed(word: &str) -> bool {
    let has_latin =
        word.chars().any(|c| c.is_ascii_alphabetic() || matches!(u32::from(c), 0xC0..=0x24F));
    let is_alphabet_of_its_own = word.chars().any(is_phonetic);
    let foreign = |c: char| is_like_latin(c) && !(is_alphabet_of_its_own && is_shared_greek(c));
    has_latin && word.chars().any(foreign)
}

/// Letters that only phonetic alphabets have, and the languages that are written in one: xʷməθkʷəy̓əm.
fn is_phonetic(c: char) -> bool {
    matches!(u32::from(c), 0x0250..=0x02FF | 0x0313 | 0x0315 | 0x1D00..=0x1DBF | 0x2071 | 0x2090..=0x209C)
        || matches!(c, 'ƛ' | 'ł' | 'ǥ' | 'ʔ')
}

/// The Greek letters of those alphabets.
fn is_shared_greek(c: char) -> bool {
    matches!(c, 'θ' | 'χ' | 'λ' | 'β' | 'γ' | 'δ' | 'ε' | 'φ' | 'ω' | 'σ' | 'Θ' | 'Χ' | 'Λ')
}

/// Two groups of one name; two services of one name in one group or with one phone number; and a name
/// that two groups write a little differently. What three groups have is a generic name, and nobody's.
pub(super) fn possible_duplicate(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let plain = |name: &Text| plain(&name.value, context.world.decompose);
    let mut signs: Vec<(String, &Text)> = Vec::new();
    let (groups, _) = context.names();
    signs.extend(groups.into_iter().map(|(_, name)| (format!("group {}", plain(name)), name)));
    let mut spread: BTreeMap<String, Vec<(&str, &Text)>> = BTreeMap::new();
    for service in context.living() {
        let Some(name) = &service.name else { continue };
        let key = plain(name);
        let phones = service.contact.iter().filter_map(|contact| contact.phone.as_ref());
        let digits = phones.map(|phone| phone.value.chars().filter(char::is_ascii_digit).collect());
        let mut shared: Vec<String> = digits.chain([service.folder.clone()]).collect();
        shared.sort();
        shared.dedup();
        signs.extend(shared.into_iter().map(|sign| (format!("service {key} {sign}"), name)));
        let bearers = spread.entry(key).or_default();
        // Three are enough to know that it is nobody's.
        if bearers.len() < 3 && bearers.iter().all(|(folder, _)| *folder != service.folder) {
            bearers.push((&service.folder, name));
        }
    }
    let mut seen: BTreeMap<String, &Text> = BTreeMap::new();
    let mut said = BTreeSet::new();
    for (sign, name) in signs {
        match seen.get(&sign) {
            Some(first) if first.span != name.span => {
                let message = "another page has this name: are they the same?";
                findings.add(Finding::at(name.span, message).label(first.span, "the other page"));
                said.insert(name.span);
            }
            Some(_) => {}
            None => {
                seen.insert(sign, name);
            }
        }
    }
    for bearers in spread.values() {
        if let [(_, first), (_, second)] = bearers.as_slice()
            && first.value.to_lowercase() != second.value.to_lowercase()
            && !said.contains(&second.span)
        {
            let message = format!(
                "another group writes this name a little differently, `{}`: are they the same?",
                first.value
            );
            findings.add(Finding::at(second.span, message).label(first.span, "the other page"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_two_alphabets_is_told_from_a_language_with_its_own_letters() {
        for word in [
            "xʷməθkʷəy̓əm",
            "hən̓q̓əmin̓əm̓",
            "θəθi",
            "Sḵwx̱wú7mesh",
            "卡拉OK",
            "Чай",
            "café",
            "χʷay̓χʷəy̓",
        ] {
            assert!(!is_mixed(word), "{word}");
        }
        for word in ["T\u{435}a", "R\u{456}verside", "\u{3a4}ea", "te\u{3b1}"] {
            assert!(is_mixed(word), "{word}");
        }
    }
}
