//! Words that people sent because they found nothing with them (`public/unfound.js`): what they find today, and
//! under which topic they might belong.

use std::collections::BTreeMap;

use catalog::day::Moment;
use catalog::directory::Directory;
use catalog::query::Query;
use catalog::search::Catalog;

use crate::pack::{DirectoryTopics, conflation, pack, tiles};
use crate::wording::locales_of;

/// Most names told of what words find today: a glance.
const NAMED: usize = 3;

/// Words as somebody sent them, with the language of the pages on which they were typed.
pub type Sent = (String, String);

/// What words come to today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The language of the pages, and the words.
    pub sent: Sent,
    /// How often they were sent.
    pub times: usize,
    /// How many activities they find today.
    pub found: u32,
    /// The names of the first of these, or of those that fit perhaps.
    pub first: Vec<String>,
    /// Topics that they name and that nobody lists.
    pub absent: Vec<String>,
    /// Needs that they name, or that most of what is found has.
    pub needs: Vec<String>,
    /// What of them says nothing here.
    pub strange: Vec<String>,
}

impl Answer {
    /// Whether something is to be done: a topic to be told, or a phrase to be added.
    pub fn is_open(&self) -> bool {
        self.found == 0 || !self.strange.is_empty()
    }
}

/// The words in a message: a line each, below a line with their language such as `[pa]`. What stands before the
/// first such line is a mail program's; a message without one is in the language `own`.
pub fn read(message: &str, own: &str) -> Vec<Sent> {
    let heading = |line: &str| {
        let inner = line.trim().strip_prefix('[')?.strip_suffix(']')?;
        let is_tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (!inner.is_empty() && inner.chars().all(is_tag)).then(|| inner.to_owned())
    };
    let has_heading = message.lines().any(|line| heading(line).is_some());
    let mut locale = (!has_heading).then(|| own.to_owned());
    let mut sent = Vec::new();
    for line in message.lines() {
        if let Some(named) = heading(line) {
            locale = Some(named);
        } else if let Some(locale) = &locale
            // A reply repeats what it answers.
            && let words = line.trim_start_matches(['>', ' ']).trim()
            && !words.is_empty()
        {
            sent.push((locale.clone(), words.to_owned()));
        }
    }
    sent
}

/// Asks the directory for all of them, those first that were sent most often.
///
/// # Errors
/// In words for the person at the keyboard.
pub fn ask(directory: &Directory, sent: &[Sent], now: Moment) -> Result<Vec<Answer>, String> {
    let locales = locales_of(directory);
    let mut times: BTreeMap<Sent, usize> = BTreeMap::new();
    for (locale, words) in sent {
        let is_ours = directory.config.locales.contains(locale);
        let locale = if is_ours { locale } else { &directory.config.default_locale };
        *times.entry((locale.clone(), words.to_lowercase())).or_default() += 1;
    }
    let cuts = tiles::cut(directory);
    let conflation = conflation(directory).into();
    let topics = DirectoryTopics::new(directory);
    let mut catalogs: BTreeMap<&str, Catalog> = BTreeMap::new();
    for (locale, _) in times.keys() {
        if let Some(messages) = locales.get(locale)
            && !catalogs.contains_key(locale.as_str())
        {
            let packed = pack(directory, &cuts, locale, messages, &conflation, &topics)
                .map_err(|error| error.to_string())?;
            catalogs.insert(locale, packed.catalog);
        }
    }
    let answers = times.iter().filter_map(|(sent, times)| {
        let catalog = catalogs.get(sent.0.as_str())?;
        Some(Answer { sent: sent.clone(), times: *times, ..answer(catalog, &sent.1, now) })
    });
    let mut answers: Vec<Answer> = answers.collect();
    answers.sort_by_key(|answer| (!answer.is_open(), std::cmp::Reverse(answer.times)));
    Ok(answers)
}

fn answer(catalog: &Catalog, words: &str, now: Moment) -> Answer {
    let results = catalog.search(&Query { words: words.to_owned(), ..Query::default() }, now);
    let shown = if results.hits.is_empty() { &results.perhaps } else { &results.hits };
    let named =
        shown.iter().filter_map(|hit| catalog.card(hit.service)).filter(|card| !card.sensitive);
    let topics = results.absent.iter().filter_map(|topic| catalog.topics().get(*topic as usize));
    let needs = catalog.manifest().choices.first();
    let needs = results
        .suggested_needs
        .iter()
        .filter_map(|(need, _)| Some(needs?.get(*need as usize)?.label.clone()));
    Answer {
        found: results.found,
        first: named.take(NAMED).map(|card| card.name.text).collect(),
        absent: topics.map(|topic| topic.label.clone()).collect(),
        needs: needs.collect(),
        strange: results.not_understood.clone(),
        ..Answer::default()
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn pair(locale: &str, words: &str) -> (String, String) {
        (locale.to_owned(), words.to_owned())
    }

    #[test]
    fn words_of_several_languages_are_read_from_one_message() {
        let message = "Subject: Words that found nothing\n\n[en]\nzorbing\n\n[pa]\n> ਤੈਰਨਾ\n";
        assert_eq!(read(message, "en"), [pair("en", "zorbing"), pair("pa", "ਤੈਰਨਾ")]);
    }

    #[test]
    fn a_plain_list_is_in_the_directory_s_own_language() {
        assert_eq!(
            read("zorbing\n\nquidditch", "en"),
            [pair("en", "zorbing"), pair("en", "quidditch")]
        );
    }
}
