//! Words of the directory's lists: known, complete, and each used once.

use std::collections::{BTreeMap, BTreeSet};

use catalog::facet::INTENTS;
use catalog::text::{fold, phrase_key};

use super::{CheckFindings, Context};
use crate::directory::STANDS_IN;
use crate::draft::{DraftService, DraftTerm, DraftUrgentKind, DraftWords};
use crate::names::is_elsewhere;
use crate::node::{Text, nearest};
use crate::report::Finding;
use crate::source::Span;

/// Fewest synonyms of a need in one locale: with ten, the hard queries of the sample are found.
const FEW_SYNONYMS: usize = 10;

/// A word of a page that is not in its word list, so that no filter finds the page by it.
pub(super) fn unknown_term(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in &context.drafts.services {
        for (list, word) in words_of(service) {
            report_unknown(context, list, word, findings);
        }
    }
    for need in context.terms("topics").unwrap_or_default().iter().filter_map(|t| t.need.as_ref()) {
        report_unknown(context, "needs", need, findings);
    }
    for topic in context.terms("topics").unwrap_or_default() {
        for (facet, words) in &topic.chooses {
            report_unknown_choices(context, facet, words, findings);
        }
    }
    for group in &context.drafts.organizations {
        for word in group.contact.iter().flat_map(|contact| &contact.languages) {
            report_unknown(context, "languages", word, findings);
        }
    }
}

/// Every word of a page and the list it is from.
fn words_of(service: &DraftService) -> Vec<(&'static str, &Text)> {
    let mut words: Vec<(&'static str, &Text)> = Vec::new();
    words.extend(service.needs.iter().map(|word| ("needs", word)));
    words.extend(service.topics.iter().map(|word| ("topics", word)));
    words.extend(service.not_topics.iter().map(|word| ("topics", word)));
    words.extend(service.audience.iter().map(|word| ("audience", word)));
    words.extend(service.delivery.iter().map(|word| ("delivery", word)));
    words.extend(service.joining.iter().map(|word| ("joining", word)));
    let volunteer = service.volunteer.iter().filter_map(|volunteer| volunteer.joining.as_ref());
    words.extend(volunteer.map(|word| ("joining", word)));
    words.extend(service.cost.iter().filter_map(|cost| Some(("cost", cost.kind.as_ref()?))));
    words.extend(
        service
            .eligibility
            .iter()
            .flat_map(|e| e.requires.iter().flatten())
            .map(|word| ("requires", word)),
    );
    words.extend(service.languages.iter().filter_map(|l| Some(("languages", l.code.as_ref()?))));
    words.extend(service.contact.iter().flat_map(|c| &c.languages).map(|word| ("languages", word)));
    let places = || service.locations.iter();
    words.extend(places().flat_map(|place| &place.access).map(|(word, _)| ("access", word)));
    words.extend(places().flat_map(|place| &place.access_only).map(|(word, _)| ("access", word)));
    let own = places().flat_map(|place| &place.contact).flat_map(|contact| &contact.languages);
    words.extend(own.map(|word| ("languages", word)));
    words
}

/// What a topic chooses that is no value of a filter; or of a filter that topics don't choose of: who asks for
/// swimming has said nothing of a day or a price.
fn report_unknown_choices(
    context: &Context<'_>,
    facet: &Text,
    words: &[Text],
    findings: &CheckFindings<'_>,
) {
    match facet.value.as_str() {
        list @ ("audience" | "access") => {
            words.iter().for_each(|word| report_unknown(context, list, word, findings));
        }
        "intent" => {
            for word in words.iter().filter(|word| !INTENTS.contains(&word.value.as_str())) {
                let message = format!("`{}` is nothing that people come for", word.value);
                findings.add(Finding::at(word.span, message).choices(INTENTS.iter().copied()));
            }
        }
        other => {
            let message = format!("`{other}` is no filter of which a topic chooses");
            let finding = Finding::at(facet.span, message);
            findings.add(finding.choices(["audience", "access", "intent"]));
        }
    }
}

fn report_unknown(context: &Context<'_>, list: &str, word: &Text, findings: &CheckFindings<'_>) {
    let Some(terms) = context.terms(list) else { return };
    let is_known =
        terms.iter().any(|term| term.id.as_ref().is_some_and(|id| id.value == word.value));
    if is_known {
        return;
    }
    let ids = || terms.iter().filter_map(|term| term.id.as_ref()).map(|id| id.value.as_str());
    let meant = meant_by(context, terms, &word.value);
    let message = format!("`{}` is not in _taxonomy/{list}.toml", as_typed(context, word));
    // A language that there is has a code near to another's: it is no slip of the finger.
    let entry = match list {
        "languages" if meant.is_empty() => (context.world.language_entry)(&word.value),
        _ => None,
    };
    if let Some(entry) = entry {
        let message = format!("{message}; if it is spoken there, add its lines to that file");
        findings.add(Finding::at(word.span, message).example(entry));
        return;
    }
    let all = ids().collect::<Vec<_>>().join(", ");
    let finding = Finding::at(word.span, message.clone());
    findings.add(match meant.as_slice() {
        [one] => finding.correct(*one),
        [_, _, ..] => finding.choices(meant),
        [] => match (nearest(&word.value, ids()), each_meant_by(context, terms, &word.value)) {
            (Some(near), _) => finding.correct(near),
            // Words of a list may stand between commas; the code of a language stands alone.
            (None, Some(several)) if stands_alone(context, word) => finding.choices(several),
            (None, Some(several)) => finding.correct(several.join(", ")),
            (None, None) if terms.len() <= 20 => {
                Finding::at(word.span, format!("{message}, which has {all}"))
            }
            (None, None) => finding,
        },
    });
}

/// Ids whose label or synonym was typed instead, such as `Meeting people` or `Chinese`.
fn meant_by<'a>(context: &Context<'_>, terms: &'a [DraftTerm], typed: &str) -> Vec<&'a str> {
    let fold = |text: &str| fold(text, context.world.decompose);
    let typed = fold(typed);
    let says = |text: &Text| fold(&text.value) == typed;
    terms
        .iter()
        .filter(|term| {
            term.label.get(context.default_locale).is_some_and(says)
                || term.synonyms.iter().any(|(_, synonyms)| synonyms.iter().any(says))
        })
        .filter_map(|term| term.id.as_ref())
        .map(|id| id.value.as_str())
        .take(3)
        .collect()
}

/// Whether a word is the value of a key of its own, such as `code: English`.
fn stands_alone(context: &Context<'_>, word: &Text) -> bool {
    let file = context.files.get(word.span.file as usize);
    let before = file.and_then(|file| file.text.get(..word.span.start as usize));
    before.is_some_and(|before| {
        let before = before.trim_end_matches([' ', '"', '\'']);
        ["code:", "kind:", "joining:"].iter().any(|key| before.ends_with(key))
    })
}

/// A word with the capitals that it was typed with.
fn as_typed<'a>(context: &Context<'a>, word: &'a Text) -> &'a str {
    let Span { file, start, end } = word.span;
    let text = context
        .files
        .get(file as usize)
        .and_then(|file| file.text.get(start as usize..end as usize));
    text.filter(|text| text.eq_ignore_ascii_case(&word.value)).unwrap_or(&word.value)
}

/// Ids of words that stand joined in one text, such as `English and Punjabi`: each of them is an entry.
fn each_meant_by<'a>(
    context: &Context<'_>,
    terms: &'a [DraftTerm],
    typed: &str,
) -> Option<Vec<&'a str>> {
    let parts = typed.split([',', '/', '&', '+', ';']).flat_map(|part| part.split(" and "));
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    let ids = parts.iter().map(|part| match meant_by(context, terms, part).as_slice() {
        [one] => Some(*one),
        _ => terms
            .iter()
            .filter_map(|term| term.id.as_ref())
            .find(|id| id.value == *part)
            .map(|id| id.value.as_str()),
    });
    ids.collect::<Option<Vec<_>>>().filter(|ids| ids.len() > 1)
}

/// An area that is neither a neighbourhood nor a postcode area of the directory.
pub(super) fn unknown_area(context: &Context<'_>, findings: &CheckFindings<'_>) {
    if !context.drafts.all_places {
        return;
    }
    let fold = |text: &str| fold(text, context.world.decompose);
    let places = &context.drafts.places;
    let known: BTreeSet<&str> = places.iter().map(|place| place.id.value.as_str()).collect();
    // Where one must live can be a whole city, whose name is in no list; a slip in a name of ours is not.
    let is_name_of_its_own =
        |place: &Text| is_elsewhere(&place.value, known.iter().copied(), context.world.decompose);
    let services = &context.drafts.services;
    let residency = services.iter().flat_map(|s| &s.eligibility).flat_map(|e| &e.residency);
    let residency = residency.filter(|place| !is_name_of_its_own(place));
    for area in services.iter().flat_map(|service| &service.area).chain(residency) {
        if known.contains(area.value.as_str()) {
            continue;
        }
        let named = places.iter().find(|place| fold(&place.name) == fold(&area.value));
        // A full postcode: its first three characters name the area.
        let short = area.value.get(..3).map(str::to_uppercase);
        let guess = named
            .map(|place| place.id.value.clone())
            .or_else(|| short.filter(|code| known.contains(code.as_str())))
            // One code is near to every other, and another code is another place.
            .or_else(|| {
                let is_code = area.value.contains(|c: char| c.is_ascii_digit());
                let near = nearest(&area.value, known.iter().copied()).filter(|_| !is_code);
                near.map(str::to_owned)
            });
        let message = format!(
            "`{}` is neither a neighbourhood nor a postcode area of this directory",
            area.value
        );
        findings.add(Finding::at(area.span, message).maybe_correct(guess));
    }
}

/// One phrase in two topics of one language: whoever types it would be sent to both.
pub(super) fn phrase_of_two_topics(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let mut known: BTreeMap<(&str, String), (&str, &Text)> = BTreeMap::new();
    for topic in context.terms("topics").unwrap_or_default() {
        let Some(id) = &topic.id else { continue };
        let labels = topic.label.words.iter();
        let listed = topic.synonyms.iter().chain(&topic.asked);
        let listed = listed.flat_map(|(locale, list)| list.iter().map(move |text| (locale, text)));
        for (locale, phrase) in labels.map(|(locale, label)| (locale, label)).chain(listed) {
            let key = phrase_key(&phrase.value, context.world.decompose);
            if key.is_empty() {
                continue;
            }
            let (first, there) = *known.entry((&locale.value, key)).or_insert((&id.value, phrase));
            if first != id.value {
                let message = format!(
                    "`{}` stands in the topics `{first}` and `{}`: one phrase means one topic",
                    phrase.value, id.value
                );
                let in_first = format!("in `{first}`");
                findings.add(Finding::at(phrase.span, message).label(there.span, in_first));
            }
        }
    }
}

/// A topic that a page has and has not.
pub(super) fn topic_and_not(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in &context.drafts.services {
        for topic in &service.not_topics {
            let said = service.topics.iter().find(|said| said.value == topic.value);
            if let Some(said) = said {
                let message = format!("`{}` stands under `topics`, too", topic.value);
                findings.add(Finding::at(topic.span, message).label(said.span, "under `topics`"));
            }
        }
    }
}

/// A word that stands twice in one list of a page.
pub(super) fn repeated_entry(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in &context.drafts.services {
        let codes: Vec<&Text> = service.languages.iter().filter_map(|l| l.code.as_ref()).collect();
        let topics = [&service.topics, &service.not_topics];
        let lists = [&service.needs, &service.audience, &service.delivery, &service.area];
        let lists = topics.into_iter().chain(lists).map(|list| list.iter().collect::<Vec<_>>());
        for list in lists.chain([codes]) {
            report_repeated(&list, findings);
        }
    }
    for list in &context.drafts.lists {
        report_repeated(&list.services.iter().collect::<Vec<_>>(), findings);
    }
}

fn report_repeated(list: &[&Text], findings: &CheckFindings<'_>) {
    for (index, word) in list.iter().enumerate() {
        if let Some(first) = list.iter().take(index).find(|first| first.value == word.value) {
            let message = format!("`{}` stands in this list already", word.value);
            findings.add(Finding::at(word.span, message).label(first.span, "the first time"));
        }
    }
}

/// A word, or a text of `directory.toml`, without words for one of the directory's languages. A language that this town
/// brings itself may grow: what it lacks is told by [`untranslated_label`].
pub(super) fn missing_label(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for Lacking { what, span, locale, example, .. } in
        lacking(context).filter(|lacking| lacking.instead.is_none())
    {
        let message = format!("{what} has no words for {locale}");
        findings.add(Finding::at(span, message).example(format!("{locale} = \"{example}\"")));
    }
}

/// Words of a file that a language of the town's own has none for yet: people see those of the directory's default, or
/// English ones where the default is such a language.
pub(super) fn untranslated_label(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let mut counts: BTreeMap<(u32, &str), (usize, Lacking<'_>)> = BTreeMap::new();
    for lacking in lacking(context).filter(|lacking| lacking.instead.is_some()) {
        let file = lacking.span.file;
        counts.entry((file, lacking.locale)).or_insert((0, lacking)).0 += 1;
    }
    for (count, Lacking { what, span, locale, example, instead }) in counts.into_values() {
        let message = format!(
            "{what} has no words for {locale}, and {} in this file; people see those of {}",
            if count == 1 {
                "it is the only one".to_owned()
            } else {
                format!("{} more have none", count - 1)
            },
            instead.unwrap_or_default()
        );
        findings.add(Finding::at(span, message).example(format!("{locale} = \"{example}\"")));
    }
}

/// The language whose words people see where `locale` has none; `None` where that is a fault: a language is allowed to lack
/// words where the town has brought it itself.
fn instead<'a>(context: &Context<'a>, locale: &str, words: &DraftWords) -> Option<&'a str> {
    let is_brought = context.drafts.wording.iter().any(|(_, own, _)| own == locale);
    let others = [context.default_locale, STANDS_IN].into_iter().filter(|other| *other != locale);
    others.filter(|_| is_brought).find(|other| words.get(other).is_some())
}

/// A text that lacks words in a language.
struct Lacking<'a> {
    what: String,
    span: Span,
    locale: &'a str,
    example: &'static str,
    /// The language whose words people see instead, where that is allowed.
    instead: Option<&'a str>,
}

/// All of them.
fn lacking<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Lacking<'a>> {
    let mut all: Vec<(String, &DraftWords, &'static str)> = Vec::new();
    for list in &context.drafts.terms {
        for term in &list.terms {
            let name = term.id.as_ref().map_or("this word", |id| id.value.as_str());
            all.push((format!("the label of `{name}`"), &term.label, "…"));
            if list.name == "needs" {
                let what = format!("the description of `{name}`");
                all.push((what, &term.description, "One plain sentence."));
            }
        }
    }
    let mut add = |what: &str, words| all.push((what.to_owned(), words, "…"));
    if let Some(config) = &context.drafts.config {
        add("[name]", &config.name);
        add("[area]", &config.area);
        if !config.notice.words.is_empty() {
            add("[notice]", &config.notice);
        }
        config.help_now.iter().for_each(|line| add("the label of this line", &line.label));
        let urgent = &context.drafts.urgent;
        urgent.lines.iter().for_each(|line| add("the label of this line", &line.label));
        urgent.kinds.iter().for_each(|kind| add("the title of this kind of danger", &kind.title));
        config.desks.iter().for_each(|desk| add("the name of this desk", &desk.name));
    }
    // A language that no page can be drawn in is said once, where it is listed.
    let locales: Vec<&str> = context
        .locales
        .iter()
        .copied()
        .filter(|locale| (context.world.knows_locale)(locale))
        .collect();
    all.into_iter().flat_map(move |(what, words, example)| {
        let missing = locales.iter().copied().filter(|locale| words.get(locale).is_none());
        let lacking = |locale| {
            let instead = instead(context, locale, words);
            Lacking { what: what.clone(), span: words.span, locale, example, instead }
        };
        missing.map(lacking).collect::<Vec<_>>()
    })
}

/// Kinds of danger without a phrase in a language of the pages. The finder knows danger by what is typed alone: whoever
/// types it in that language sees no help line, and nothing else on the page says so.
pub(super) fn no_danger_words(context: &Context<'_>, findings: &CheckFindings<'_>) {
    // A language that no page can be drawn in is said once, where it is listed.
    let drawn = context.locales.iter().filter(|locale| (context.world.knows_locale)(locale));
    for locale in drawn {
        let has_words = |kind: &&DraftUrgentKind| {
            kind.words.iter().any(|(key, phrases)| key.value == *locale && !phrases.is_empty())
        };
        let silent = context.drafts.urgent.kinds.iter().filter(|kind| !has_words(kind));
        let silent: Vec<&Text> = silent.filter_map(|kind| kind.id.as_ref()).collect();
        let Some(first) = silent.first() else { continue };
        let more = match silent.len() - 1 {
            0 => "and is the only kind of danger that has none".to_owned(),
            1 => "and 1 more kind of danger has none".to_owned(),
            more => format!("and {more} more kinds of danger have none"),
        };
        let message = format!(
            "`{}` has no words in {locale}, {more}; somebody in danger who types in {locale} sees no help line",
            first.value
        );
        findings.add(Finding::at(first.span, message).example(format!("words.{locale} = [\"…\"]")));
    }
}

/// A need with fewer synonyms in a language than people need to find it in their own words. Those of a language that the
/// town has only begun to bring are counted in one finding.
pub(super) fn few_synonyms(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let needs = context.terms("needs").unwrap_or_default();
    for locale in &context.locales {
        let count = |term: &DraftTerm| {
            let own = term.synonyms.iter().find(|(key, _)| key.value == *locale);
            own.map_or(0, |(_, list)| list.len())
        };
        let few: Vec<&DraftTerm> = needs.iter().filter(|term| count(term) < FEW_SYNONYMS).collect();
        let has_none = needs.iter().all(|term| count(term) == 0);
        let told = if has_none { few.get(..1).unwrap_or_default() } else { &few };
        for term in told {
            let (count, more) = match few.len() {
                _ if !has_none => (count(term), String::new()),
                1 => (0, String::new()),
                2 => (0, ", and none for 1 other need".to_owned()),
                all => (0, format!(", and none for {} other needs", all - 1)),
            };
            let message =
                format!("{count} synonyms in {locale}{more}; people may call it something else");
            findings.add(Finding::at(term.span, message));
        }
    }
}
