//! A town's own words for its pages: `_locales/<tag>.toml` says texts of ours otherwise ("toilet" for "washroom"), or
//! brings a page language that is not ours.

use app::locales::{Locales, Problem, Wording, built_in, is_in_another_script, skeleton, tag_of};
use authoring::layout::locales_named;
use authoring::report::{Code, Coded, Finding, codes};
use authoring::source::Span;
use catalog::directory::{Directory, PlaceKind};

use crate::languages;
use crate::read::known_locales;

/// The words of every page language of a directory.
pub fn locales_of(directory: &Directory) -> Locales {
    let files: Vec<(&str, &str)> =
        directory.wording.iter().map(|(tag, text)| (tag.as_str(), text.as_str())).collect();
    Locales::of_town(&files, example(directory)).0
}

/// The postcode area nearest the middle: what a sentence names as an example; `None` where the town has none.
fn example(directory: &Directory) -> Option<&str> {
    let areas = directory.places.iter().filter(|place| place.kind == PlaceKind::PostcodeArea);
    let nearest = areas.min_by_key(|area| area.centre.metres_to(directory.config.centre));
    nearest.map(|area| area.id.as_str())
}

/// The page language that somebody types, as its files are named: one of ours, or one that a town can bring.
///
/// # Errors
/// What to type instead, where it is no language, or one of ours under another name.
pub fn page_language(typed: &str) -> Result<String, String> {
    let ours = known_locales();
    if ours.contains(&typed) {
        return Ok(typed.to_owned());
    }
    // In another script than ours nobody could read our words: Punjabi in Arabic letters is a language of its own here.
    let named = locales_named(typed, &ours);
    let named: Vec<&str> =
        named.into_iter().filter(|our| !is_in_another_script(typed, our)).collect();
    match named.as_slice() {
        [] => {}
        [one] => {
            return Err(format!(
                "there are words for {one}: type {one}; what people say otherwise where you are goes into _locales/{one}.toml"
            ));
        }
        several => return Err(format!("type {}", several.join(" or "))),
    }
    let tag = tag_of(typed).filter(|tag| languages::name(tag, "en").is_some());
    tag.ok_or_else(|| match languages::code_of(typed) {
        Some(code) => format!("a language is typed by its code: {code}"),
        None => format!(
            "there is no language {typed}; type a code such as pl, so or pt-BR, or one that signpost has: {}",
            ours.join(", ")
        ),
    })
}

/// Where a content folder keeps its own words of a language.
pub fn path_of(locale: &str) -> String {
    format!("_locales/{locale}.toml")
}

/// The texts of a language: ours, or a file with which a new one begins.
///
/// # Errors
/// When it is no language.
pub fn begun(locale: &str) -> Result<String, String> {
    let own_name = languages::own_name(locale);
    let new = || skeleton(locale, own_name.as_deref());
    let text = built_in(locale).map(str::to_owned).or_else(new);
    text.ok_or_else(|| format!("{locale} is no language"))
}

/// What a town's file of a new language lacks, as [`begun`] has it: by its sections, each text behind a `#`.
///
/// # Errors
/// When the file cannot be read as TOML.
pub fn lacking(locale: &str, text: &str) -> Result<String, String> {
    let (_, told) = Locales::of_town(&[(locale, text)], None);
    let wording = told.into_iter().next().unwrap_or_default();
    if let Some(problem) = wording.problems.iter().find(|problem| problem.text.is_empty()) {
        return Err(format!("{}: {}", path_of(locale), problem.sentence()));
    }
    let (mut section, mut lines) = ("", String::new());
    let mut said = "";
    let all = begun(locale)?;
    for line in all.lines() {
        if let Some(head) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = head;
        }
        let Some((key, _)) = line.trim_start_matches('#').split_once(" = ") else { continue };
        let full = [section, ".", key.trim_matches('"')].concat();
        if wording.lacks.contains(&full) {
            if said != section {
                lines += &format!("\n[{section}]\n");
                said = section;
            }
            lines += &format!("{line}\n");
        }
    }
    Ok(lines.trim_start().to_owned())
}

/// What is wrong with a town's files of words, given with their places among all files, tags and texts.
pub fn check(files: &[(u32, &str, &str)]) -> Vec<Coded> {
    let texts: Vec<(&str, &str)> = files.iter().map(|(_, tag, text)| (*tag, *text)).collect();
    let (_, told) = Locales::of_town(&texts, None);
    files
        .iter()
        .zip(&told)
        .flat_map(|((file, _, text), wording)| findings(*file, text, wording))
        .collect()
}

fn findings(file: u32, text: &str, wording: &Wording) -> Vec<Coded> {
    let coded = |code: &'static Code, span, message: String| (code, Finding::at(span, message));
    let mut found: Vec<Coded> = wording
        .problems
        .iter()
        .map(|problem| coded(&codes::BAD_WORDING, place(file, text, problem), problem.sentence()))
        .collect();
    if let Some(first) = wording.lacks.first() {
        let (count, others, them) = match wording.lacks.len() {
            1 => ("1 text is".to_owned(), "", "it"),
            more => (format!("{more} texts are"), " and others", "all of them"),
        };
        let message = format!(
            "{count} not in {0} yet, and stand in English: {first}{others}; `signpost wording {0} --into` your content \
             folder prints {them}",
            wording.locale
        );
        found.push(coded(&codes::MISSING_WORDING, Span::top(file), message));
    }
    found
}

/// Where a text stands in its file: at its key below its section; the top where it is not found.
fn place(file: u32, text: &str, problem: &Problem) -> Span {
    if let Some(at) = problem.at.filter(|at| *at < text.len()) {
        return Span::new(file, at..at + 1);
    }
    let (section, key) = problem.text.rsplit_once('.').unwrap_or(("", &problem.text));
    let mut current = "";
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let typed = line.trim();
        if let Some(name) = typed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            current = name.trim();
        } else if let Some((name, _)) = typed.split_once('=')
            && current == section
            && name.trim() == key
            && !key.is_empty()
        {
            let start = at + line.find(typed).unwrap_or_default();
            return Span::new(file, start..start + name.trim_end().len());
        }
        at += line.len();
    }
    Span::top(file)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_page_language_is_typed_by_its_code_and_ours_by_our_name_for_it() {
        for (typed, tag) in
            [("en", "en"), ("pl", "pl"), ("pt-br", "pt-BR"), ("SO", "so"), ("pa-Arab", "pa-Arab")]
        {
            assert_eq!(page_language(typed).as_deref(), Ok(tag));
        }
        for (typed, told) in [
            ("zh-TW", "zh-Hant"),
            ("zh", "zh-Hant or zh-Hans"),
            ("en-GB", "_locales/en.toml"),
            ("Polish", "by its code: pl"),
            ("xx", "there is no language xx"),
            ("mul", "there is no language mul"),
            ("mul-Latn", "there is no language mul-Latn"),
            ("zh_Hans_SG", "zh-Hans"),
        ] {
            let error = page_language(typed).unwrap_err();
            assert!(error.contains(told), "{typed}: {error}");
        }
    }

    #[test]
    fn what_is_translated_is_not_printed_again() {
        let all = begun("pl").unwrap();
        let half = all.replace("#today = \"Today\"", "today = \"Dzisiaj\"");
        let lacking = lacking("pl", &half).unwrap();
        assert!(lacking.contains("\n#tomorrow = \"Tomorrow\"\n") && !lacking.contains("today ="));
        assert!(!lacking.contains("own-name"), "what it calls itself is known: {lacking}");
        assert!(super::lacking("pl", "[form").is_err());
    }
}
