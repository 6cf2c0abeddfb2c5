//! Translations: as long as what they translate, and what is still to be done.

use std::collections::BTreeSet;

use super::{CheckFindings, Context};
use crate::draft::{DraftService, DraftTranslation};
use crate::node::{Spanned, Text};
use crate::origin;
use crate::report::Finding;

/// Most pages that a finding names; the count says the rest.
const NAMED: usize = 5;

fn pairs<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a DraftTranslation, &'a DraftService)> {
    let translations = &context.drafts.translations;
    translations
        .iter()
        .filter_map(|page| Some((page, context.service_at(&page.folder, &page.stem)?)))
}

/// A translated list that is longer or shorter than the list of the default page: texts belong to
/// entries by their position.
pub(super) fn translation_mismatch(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (page, service) in pairs(context) {
        let made_from = page.translator.as_ref().map(|by| by.made_from()).unwrap_or_default();
        let check = |key: &str, list: &Option<Spanned<Vec<Text>>>, expected: usize| {
            // Rows that say which words they were made from belong to these, wherever they stand.
            let list = list.as_ref().filter(|_| !made_from.has(key));
            let Some(list) = list.filter(|list| list.value.len() != expected) else {
                return;
            };
            let message = format!(
                "{} here, but `{key}` of {} has {expected}; write \"\" where there is nothing to say",
                list.value.len(),
                service.path
            );
            findings.add(Finding::at(list.span, message));
        };
        check("schedule", &page.schedule, service.schedule.len());
        check("cost", &page.cost, service.cost.len());
        check("transport", &page.transport, service.locations.len());
    }
}

/// A translation of words that have changed since: the page shows the default words for these fields.
pub(super) fn stale_translation(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for made in origin::translations(context.drafts) {
        let stale = made.hashes().stale(&made.original);
        let Some(translator) = made.translator.filter(|_| !stale.is_empty()) else { continue };
        let place = translator.of.as_ref().map_or(translator.span, |of| of.span);
        let message = format!(
            "the first page has changed since; {} is shown in its words until the translation \
             follows: then run signpost translated with this file's name",
            stale.join(", ")
        );
        findings.add(Finding::at(place, message));
    }
}

/// Translated words for something that the default page does not have.
pub(super) fn translation_of_nothing(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (page, service) in pairs(context) {
        let orphan = |words: &Text, what: &str| {
            findings.add(Finding::at(words.span, format!("{} has no {what}", service.path)));
        };
        let visit = service.first_visit.as_ref();
        let eligibility =
            service.eligibility.as_ref().and_then(|eligibility| eligibility.text.as_ref());
        let singles = [
            (&page.alert, "alert", service.alert.is_some()),
            (&page.eligibility, "eligibility text", eligibility.is_some()),
            (
                &page.what_happens,
                "what_happens",
                visit.is_some_and(|visit| visit.what_happens.is_some()),
            ),
            (
                &page.what_to_bring,
                "what_to_bring",
                visit.is_some_and(|visit| visit.what_to_bring.is_some()),
            ),
            (
                &page.capacity,
                "capacity note",
                service.capacity.as_ref().is_some_and(|c| c.note.is_some()),
            ),
            (&page.volunteer, "volunteer", service.volunteer.is_some()),
        ];
        for (words, what, is_there) in singles {
            if let Some(words) = words.as_ref().filter(|_| !is_there) {
                orphan(words, what);
            }
        }
        let notes = || service.locations.iter().flat_map(|location| &location.access_notes);
        for (id, _) in page
            .access_notes
            .iter()
            .filter(|(id, _)| !notes().any(|(other, _)| other.value == id.value))
        {
            orphan(id, &format!("access note on {}", id.value));
        }
        for (code, _) in &page.language_notes {
            let has_note = service.languages.iter().any(|language| {
                language.note.is_some()
                    && language.code.as_ref().is_some_and(|known| known.value == code.value)
            });
            if !has_note {
                orphan(code, &format!("note on the language {}", code.value));
            }
        }
        let costs = page.cost.iter().flat_map(|list| &list.value).zip(&service.cost);
        for (words, _) in
            costs.filter(|(words, cost)| !words.value.is_empty() && cost.note.is_none())
        {
            orphan(words, "note on this cost");
        }
        let ways = page.transport.iter().flat_map(|list| &list.value).zip(&service.locations);
        for (words, _) in
            ways.filter(|(words, place)| !words.value.is_empty() && place.transport.is_none())
        {
            orphan(words, "transport for this location");
        }
    }
}

/// The pages without a translation, one finding a language: they are shown in the default language.
pub(super) fn missing_translations(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let paths: BTreeSet<&str> = context.files.iter().map(|file| file.path.as_str()).collect();
    let drafts = context.drafts;
    let mut originals: Vec<String> = context.living().map(|page| page.path.clone()).collect();
    originals.extend(drafts.organizations.iter().map(|page| page.path.clone()));
    originals.extend(drafts.lists.iter().map(|page| format!("_lists/{}.md", page.id)));
    let plain = drafts.pages.iter().filter(|page| page.locale.is_none());
    originals.extend(plain.map(|page| format!("_pages/{}.md", page.name)));
    let locales = drafts.config.iter().flat_map(|config| &config.locales);
    for locale in locales.filter(|locale| locale.value != context.default_locale) {
        let translated = |path: &str| {
            let stem = path.strip_suffix(".md").unwrap_or(path);
            paths.contains(format!("{stem}.{}.md", locale.value).as_str())
        };
        let missing: Vec<&str> =
            originals.iter().map(String::as_str).filter(|path| !translated(path)).collect();
        if missing.is_empty() {
            continue;
        }
        let named: Vec<&str> = missing.iter().take(NAMED).copied().collect();
        let more = if missing.len() > NAMED { ", …" } else { "" };
        let message = format!(
            "{} of {} pages are not in {} yet: {}{more}",
            missing.len(),
            originals.len(),
            locale.value,
            named.join(", ")
        );
        findings.add(Finding::at(locale.span, message));
    }
}
