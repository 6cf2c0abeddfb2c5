//! Names and texts that are not what they seem.

use std::collections::BTreeMap;
#[cfg(feature = "lookalikes")]
use std::collections::BTreeSet;

#[cfg(feature = "lookalikes")]
use catalog::text::fold;
#[cfg(feature = "lookalikes")]
use unicode_security::confusable_detection::skeleton;
#[cfg(feature = "lookalikes")]
use unicode_security::mixed_script::AugmentedScriptSet;

use super::{CheckFindings, Context};
use crate::node::Text;
use crate::report::Finding;
use crate::source::Span;
use crate::write::yaml;

/// A name written with other letters than the one it looks like (UTS #39 skeletons).
#[cfg(feature = "lookalikes")]
pub(super) fn look_alike_name(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let (groups, services) = context.names();
    for names in [groups, services] {
        let mut seen: BTreeMap<String, Vec<(&str, &Text)>> = BTreeMap::new();
        for (folder, name) in names {
            let lower = name.value.to_lowercase();
            // Of the name in small letters, and as it is: 0 looks like a capital O only.
            let of_small: String = skeleton(&lower).collect();
            let of_all = skeleton(&name.value).collect::<String>().to_lowercase();
            let keys = BTreeSet::from([of_small, of_all, fold(&lower, context.world.decompose)]);
            let twin = keys.iter().flat_map(|key| seen.get(key).into_iter().flatten()).find(
                |(other, twin): &&(&str, &Text)| {
                    *other != folder && twin.value.to_lowercase() != lower
                },
            );
            if let Some((_, twin)) = twin {
                // Which of the two imitates nobody knows; the one with the rarer letters may.
                let rare =
                    |name: &Text| name.value.chars().filter(|c| !c.is_ascii_alphabetic()).count();
                let (imitator, model) =
                    if rare(twin) > rare(name) { (*twin, name) } else { (name, *twin) };
                let message =
                    format!("this looks like `{}`, but is written with other letters", model.value);
                findings
                    .add(Finding::at(imitator.span, message).label(model.span, "the other name"));
            }
            for key in keys.into_iter().filter(|key| !key.is_empty()) {
                seen.entry(key).or_default().push((folder, name));
            }
        }
    }
}

/// One word in two alphabets, such as a Latin word with a Cyrillic а in it.
#[cfg(feature = "lookalikes")]
pub(super) fn mixed_alphabets(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let (groups, services) = context.names();
    for (_, name) in groups.into_iter().chain(services) {
        for word in name.value.split(|c: char| !c.is_alphanumeric()) {
            if AugmentedScriptSet::for_str(word).is_empty() {
                let message = format!("`{word}` mixes letters of two alphabets");
                findings.add(
                    Finding::at(name.span, message).example("the word again, with one keyboard"),
                );
            }
        }
    }
}

/// Controls and zero-width characters in a name, by which two names could look the same.
pub(super) fn hidden_characters(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for name in names(context) {
        if let Some(hidden) = first_hidden(&name.value, is_hidden_in_name) {
            let message = format!("the name holds an invisible character, {}", say(hidden));
            let plain: String = name.value.chars().filter(|c| !is_hidden_in_name(*c)).collect();
            let typed = yaml::scalar(&plain, yaml::Around::Flow);
            findings.add(Finding::at(name.span, message).correct(typed).shown(plain));
        }
    }
}

/// Invisible characters outside of names that can turn a text around, so that it says something else.
pub(super) fn hidden_characters_in_text(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let names: Vec<Span> = names(context).iter().map(|name| name.span).collect();
    for (index, file) in context.files.iter().enumerate() {
        // One finding a file is enough: an editor shows the others.
        let hidden = file.text.char_indices().find(|(at, character)| {
            let at = *at as u32;
            let in_name = || {
                names
                    .iter()
                    .any(|span| span.file == index as u32 && (span.start..span.end).contains(&at))
            };
            is_hidden_in_text(*character) && !in_name()
        });
        if let Some((at, character)) = hidden {
            let span = Span::new(index as u32, at..at + character.len_utf8());
            let message = format!("an invisible character stands here, {}", say(character));
            findings.add(Finding::at(span, message));
        }
    }
}

fn names<'a>(context: &Context<'a>) -> Vec<&'a Text> {
    let (groups, services) = context.names();
    let translated = context.drafts.translations.iter().filter_map(|page| page.name.as_ref());
    groups.into_iter().chain(services).map(|(_, name)| name).chain(translated).collect()
}

/// The first hidden character. Joiners between letters of a script that needs them (Arabic and
/// the scripts of India) are spelling, not hiding; so are the marks that make a sign a picture, and those
/// that join pictures to one (Unicode Technical Standard 51).
fn first_hidden(text: &str, is_hidden: fn(char) -> bool) -> Option<char> {
    let letters: Vec<char> = text.chars().collect();
    letters.iter().enumerate().find_map(|(at, character)| {
        let needs_joiners = |at: Option<usize>| {
            at.and_then(|at| letters.get(at)).is_some_and(
                |c| matches!(u32::from(*c), 0x0600..=0x077F | 0x08A0..=0x08FF | 0x0900..=0x0DFF),
            )
        };
        let before = letters.get(..at).unwrap_or_default();
        let is_picture_before = before
            .iter()
            .rev()
            .find(|c| !matches!(c, '\u{FE0E}' | '\u{FE0F}'))
            .is_some_and(|c| is_picture(*c));
        let after = letters.get(at + 1).copied();
        let is_spelling = match character {
            '\u{200C}' | '\u{200D}'
                if needs_joiners(at.checked_sub(1)) && needs_joiners(Some(at + 1)) =>
            {
                true
            }
            '\u{200D}' => is_picture_before && after.is_some_and(is_picture),
            // 1 and a mark and a frame make a picture of a key.
            '\u{FE0E}' | '\u{FE0F}' => {
                is_picture_before || (after == Some('\u{20E3}') && !before.is_empty())
            }
            _ => false,
        };
        (is_hidden(*character) && !is_spelling).then_some(*character)
    })
}

/// Signs that are shown as pictures: arrows, symbols, emoji and their skin colours.
fn is_picture(character: char) -> bool {
    matches!(
        u32::from(character),
        0xA9 | 0xAE | 0x203C | 0x2049 | 0x2122 | 0x2139 | 0x2190..=0x2BFF | 0x3030 | 0x303D | 0x3297 | 0x3299
            | 0x1F000..=0x1FAFF
    )
}

fn is_hidden_in_name(character: char) -> bool {
    is_hidden_in_text(character)
        || character.is_control()
        || matches!(
            character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200C}'
                ..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}'
        )
}

/// Bidirectional overrides and isolates, zero-width space and its kin, tag characters. Marks of
/// direction and joiners are left: Persian and Punjabi texts are written with them.
fn is_hidden_in_text(character: char) -> bool {
    matches!(
        character,
        '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}'
    ) || (character.is_control() && !matches!(character, '\n' | '\t'))
}

fn say(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Two groups of one name, or two services of one name in one group or with one phone number.
pub(super) fn possible_duplicate(context: &Context<'_>, findings: &CheckFindings<'_>) {
    // Two groups of one name; two pages of one name in one group, or with one phone number.
    let mut signs: Vec<(String, &Text)> = Vec::new();
    let (groups, _) = context.names();
    signs.extend(
        groups.into_iter().map(|(_, name)| (format!("group {}", name.value.to_lowercase()), name)),
    );
    for service in context.living() {
        let Some(name) = &service.name else { continue };
        let lower = name.value.to_lowercase();
        let phones = service.contact.iter().filter_map(|contact| contact.phone.as_ref());
        let digits = phones.map(|phone| phone.value.chars().filter(char::is_ascii_digit).collect());
        let mut shared: Vec<String> = digits.chain([service.folder.clone()]).collect();
        shared.sort();
        shared.dedup();
        signs.extend(shared.into_iter().map(|sign| (format!("service {lower} {sign}"), name)));
    }
    let mut seen: BTreeMap<String, &Text> = BTreeMap::new();
    for (sign, name) in signs {
        match seen.get(&sign) {
            Some(first) if first.span != name.span => {
                let message = "another page has this name: are they the same?";
                findings.add(Finding::at(name.span, message).label(first.span, "the other page"));
            }
            Some(_) => {}
            None => {
                seen.insert(sign, name);
            }
        }
    }
}
