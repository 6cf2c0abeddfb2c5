//! A service's page, and its translations.

use super::facts::{Facts, word};
use super::page;
use super::parts::{
    alert as alert_of, assurance as assurance_of, capacity as capacity_of, contacts,
    cost as cost_of, eligibility as eligibility_of, first_visit as first_visit_of, language,
    location, schedule as schedule_of, translator as translator_of, volunteer as volunteer_of,
};
use crate::draft::{DraftService, DraftTranslation, INTENT, STATUS};

/// A service's page in the default locale.
pub fn service(draft: &DraftService) -> String {
    // Taken apart exhaustively: a new field asks here how it is written.
    let DraftService {
        path: _,
        folder: _,
        stem: _,
        front: _,
        id,
        name,
        summary,
        status,
        alert,
        needs,
        topics,
        not_topics,
        intent,
        audience,
        eligibility,
        cost,
        delivery,
        joining,
        languages,
        locations,
        area,
        confidential_address,
        undecided: _,
        schedule,
        contact,
        first_visit,
        volunteer,
        capacity,
        assurance,
        prescriber_notes,
        sensitive,
        body,
    } = draft;
    let mut facts = Facts::default();
    facts.text("id", id.as_ref());
    facts.text("name", name.as_ref());
    facts.text("summary", summary.as_ref());
    facts.word("status", status.as_ref(), &STATUS);
    facts.map("alert", alert.as_ref().map(alert_of));
    facts.texts("needs", needs);
    facts.texts("topics", topics);
    facts.texts("not_topics", not_topics);
    facts.list("intent", intent.iter().filter_map(|said| word(&said.value, &INTENT)).collect());
    facts.texts("audience", audience);
    facts.map("eligibility", eligibility.as_ref().map(eligibility_of));
    facts.list("cost", cost.iter().map(cost_of).collect());
    facts.texts("delivery", delivery);
    facts.text("joining", joining.as_ref());
    facts.list("languages", languages.iter().map(language).collect());
    facts.list("locations", locations.iter().map(location).collect());
    facts.texts("area", area);
    facts.plain("confidential_address", confidential_address.as_ref());
    facts.list("schedule", schedule.iter().map(schedule_of).collect());
    facts.list("contact", contacts(contact));
    facts.map("first_visit", first_visit.as_ref().map(first_visit_of));
    facts.map("volunteer", volunteer.as_ref().map(volunteer_of));
    facts.map("capacity", capacity.as_ref().map(capacity_of));
    facts.map("assurance", assurance.as_ref().map(assurance_of));
    facts.text("prescriber_notes", prescriber_notes.as_ref());
    facts.plain("sensitive", sensitive.as_ref());
    page(&facts.entries(), &body.markdown.value)
}

/// A translation of a service's page.
pub fn translation(draft: &DraftTranslation) -> String {
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
    let has_visit = what_happens.is_some() || what_to_bring.is_some();
    let mut visit = Facts::default();
    visit.text("what_happens", what_happens.as_ref());
    visit.text("what_to_bring", what_to_bring.as_ref());
    let mut facts = Facts::default();
    facts.text("name", name.as_ref());
    facts.text("summary", summary.as_ref());
    facts.text("alert", alert.as_ref());
    facts.text("eligibility", eligibility.as_ref());
    facts.said_texts("cost", cost.as_ref());
    facts.named_texts("language_notes", language_notes);
    facts.named_texts("access_notes", access_notes);
    facts.named_texts("access_only", access_only);
    facts.said_texts("transport", transport.as_ref());
    facts.said_texts("schedule", schedule.as_ref());
    facts.map("first_visit", has_visit.then_some(visit));
    facts.text("volunteer", volunteer.as_ref());
    facts.text("capacity", capacity.as_ref());
    facts.map("translation", translator.as_ref().map(translator_of));
    page(&facts.entries(), &body.markdown.value)
}
