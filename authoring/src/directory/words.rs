//! The words of a page, in the default locale and in translations.

use std::collections::BTreeMap;

use catalog::service::{OrganizationWords, Translation, Words};

use super::value;
use crate::draft::{DraftBody, DraftService, DraftTranslation, DraftTranslator};
use crate::node::{Spanned, Text};
use crate::origin::Fields;

/// What a group says about itself.
pub(super) fn organization_words(
    summary: Option<&Text>,
    body: &DraftBody,
    translation: Option<Translation>,
) -> OrganizationWords {
    OrganizationWords { summary: value(summary), body_html: body.html.clone(), translation }
}

/// Who translated; a translation without a name is a machine's until somebody says otherwise.
pub(super) fn translation(draft: Option<&DraftTranslator>) -> Option<Translation> {
    let DraftTranslator { by, by_machine, reviewed_by, date, of: _, span: _ } = draft?;
    Some(Translation {
        by: value(by.as_ref()),
        by_machine: by_machine.as_ref().is_none_or(|said| said.value),
        reviewed_by: value(reviewed_by.as_ref()),
        date: date.as_ref().map(|day| day.value),
    })
}

fn or_empty(text: Option<&Text>) -> String {
    value(text).unwrap_or_default()
}

/// The words of the default locale, lists in the order of the facts.
pub(super) fn service_words(draft: &DraftService) -> Words {
    let visit = draft.first_visit.as_ref();
    let notes = |notes: &[(Text, Text)]| -> BTreeMap<String, String> {
        notes.iter().map(|(id, note)| (id.value.clone(), note.value.clone())).collect()
    };
    Words {
        name: value(draft.name.as_ref()),
        summary: value(draft.summary.as_ref()),
        alert: draft.alert.as_ref().and_then(|alert| value(alert.text.as_ref())),
        eligibility: draft
            .eligibility
            .as_ref()
            .and_then(|eligibility| value(eligibility.text.as_ref())),
        schedule: draft.schedule.iter().map(|row| or_empty(row.text.as_ref())).collect(),
        pauses: draft
            .schedule
            .iter()
            .map(|row| row.pauses.iter().map(|pause| or_empty(pause.why.as_ref())).collect())
            .collect(),
        cost: draft.cost.iter().map(|cost| or_empty(cost.note.as_ref())).collect(),
        access_notes: draft
            .locations
            .iter()
            .map(|location| notes(&location.access_notes))
            .collect(),
        access_only: draft.locations.iter().map(|location| notes(&location.access_only)).collect(),
        transport: draft
            .locations
            .iter()
            .map(|location| or_empty(location.transport.as_ref()))
            .collect(),
        language_notes: draft
            .languages
            .iter()
            .filter_map(|language| {
                Some((value(language.code.as_ref())?, value(language.note.as_ref())?))
            })
            .collect(),
        first_visit: visit.and_then(|visit| value(visit.what_happens.as_ref())),
        what_to_bring: visit.and_then(|visit| value(visit.what_to_bring.as_ref())),
        capacity: draft.capacity.as_ref().and_then(|capacity| value(capacity.note.as_ref())),
        volunteer: draft.volunteer.as_ref().and_then(|volunteer| value(volunteer.role.as_ref())),
        body_html: draft.body.html.trim().to_owned(),
        body_text: draft.body.text.clone(),
        translation: None,
    }
}

/// The words of a translation, lists in the order of the default file's facts. A note that the
/// default file does not have is left out: nobody keeps it true.
pub(super) fn translated_words(draft: &DraftTranslation, original: &DraftService) -> Words {
    let DraftTranslation {
        path: _,
        folder: _,
        stem: _,
        locale: _,
        front: _,
        name,
        summary,
        alert,
        eligibility,
        schedule,
        cost,
        access_notes,
        access_only,
        transport,
        language_notes,
        what_happens,
        what_to_bring,
        capacity,
        volunteer,
        translator,
        body,
    } = draft;
    let made_from = translator.as_ref().map(DraftTranslator::made_from).unwrap_or_default();
    let now = Fields::of_service(original);
    // What was made from other words than the page has now is not shown: the default words are.
    let is_fresh = |key: &str| !made_from.is_stale(key, &now);
    let one = |key: &str, text: &Option<Text>| value(text.as_ref().filter(|_| is_fresh(key)));
    let list = |key: &str, list: &Option<Spanned<Vec<Text>>>, length: usize| -> Vec<String> {
        let texts = list.as_ref().map(|list| list.value.as_slice()).unwrap_or_default();
        let rows = made_from.rows(key, &now, length).into_iter();
        rows.map(|row| value(row.and_then(|row| texts.get(row))).unwrap_or_default()).collect()
    };
    let note_of = |id: &Text| {
        access_notes
            .iter()
            .find(|(other, _)| other.value == id.value)
            .filter(|_| is_fresh(&format!("access_notes.{}", id.value)))
            .map(|(_, note)| note.value.clone())
    };
    let has_body = is_fresh("text");
    Words {
        name: one("name", name),
        summary: one("summary", summary),
        alert: one("alert", alert),
        eligibility: one("eligibility", eligibility),
        schedule: list("schedule", schedule, original.schedule.len()),
        // Reasons of pauses are not translated yet: the default words are shown, marked.
        pauses: original.schedule.iter().map(|row| vec![String::new(); row.pauses.len()]).collect(),
        cost: list("cost", cost, original.cost.len()),
        access_notes: original
            .locations
            .iter()
            .map(|location| {
                let ids = location.access_notes.iter().map(|(id, _)| id);
                ids.filter_map(|id| Some((id.value.clone(), note_of(id)?))).collect()
            })
            .collect(),
        access_only: original
            .locations
            .iter()
            .map(|location| {
                let ids = location.access_only.iter().map(|(id, _)| id);
                let when = |id: &Text| {
                    access_only
                        .iter()
                        .find(|(other, _)| other.value == id.value)
                        .filter(|_| is_fresh(&format!("access_only.{}", id.value)))
                        .map(|(_, when)| when)
                };
                ids.filter_map(|id| Some((id.value.clone(), when(id)?.value.clone()))).collect()
            })
            .collect(),
        transport: list("transport", transport, original.locations.len()),
        language_notes: language_notes
            .iter()
            .filter(|(code, _)| is_fresh(&format!("language_notes.{}", code.value)))
            .map(|(code, note)| (code.value.clone(), note.value.clone()))
            .collect(),
        first_visit: one("what_happens", what_happens),
        what_to_bring: one("what_to_bring", what_to_bring),
        capacity: one("capacity", capacity),
        volunteer: one("volunteer", volunteer),
        body_html: if has_body { body.html.trim().to_owned() } else { String::new() },
        body_text: if has_body { body.text.clone() } else { String::new() },
        translation: translation(translator.as_ref()),
    }
}
