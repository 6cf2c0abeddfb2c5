//! A town's own words for its pages: `_locales/<tag>.toml` says texts of ours otherwise ("toilet" for "washroom"), or
//! brings a page language that is not ours.

use app::locales::{Locales, Problem, Wording};
use authoring::report::{Code, Coded, Finding, codes};
use authoring::source::Span;
use catalog::directory::{Directory, PlaceKind};

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
        let message = format!(
            "{} texts are not in {} yet, and stand in English: {first} and others; signpost wording \
             prints all of them in English",
            wording.lacks.len(),
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
