//! The parts of pages: contacts, locations, timetables and so on.

use super::facts::Facts;
use crate::draft::{
    CAPACITY, DraftAlert, DraftAssurance, DraftCapacity, DraftContact, DraftCost, DraftEligibility,
    DraftFirstVisit, DraftLanguage, DraftLocation, DraftPause, DraftSchedule, DraftTranslator,
    DraftVolunteer, HOW, LEVEL, SCHEDULE_KINDS, SPOKEN, TRANSLATED,
};
use crate::value::Value;

pub(super) fn contacts(drafts: &[DraftContact]) -> Vec<Value> {
    let contact = |draft: &DraftContact| {
        let DraftContact { span: _, role, phone, extension, sms, email, url, languages } = draft;
        let mut facts = Facts::default();
        facts.text("role", role.as_ref());
        facts.text("phone", phone.as_ref());
        facts.text("extension", extension.as_ref());
        facts.plain("sms", sms.as_ref());
        facts.text("email", email.as_ref());
        facts.text("url", url.as_ref());
        facts.texts("languages", languages);
        facts.into()
    };
    drafts.iter().map(contact).collect()
}

pub(super) fn translator(draft: &DraftTranslator) -> Facts {
    let DraftTranslator { by, by_machine, reviewed_by, date, of, span: _ } = draft;
    let mut facts = Facts::default();
    facts.text("by", by.as_ref());
    facts.word("how", by_machine.as_ref(), &TRANSLATED);
    facts.text("reviewed_by", reviewed_by.as_ref());
    facts.plain("date", date.as_ref());
    facts.value("of", of.as_ref().map(|of| of.value.clone()));
    facts
}

pub(super) fn alert(draft: &DraftAlert) -> Facts {
    let DraftAlert { text, until } = draft;
    let mut facts = Facts::default();
    facts.text("text", text.as_ref());
    facts.plain("until", until.as_ref());
    facts
}

pub(super) fn eligibility(draft: &DraftEligibility) -> Facts {
    let DraftEligibility { text, min_age, max_age, residency, requires } = draft;
    let mut facts = Facts::default();
    facts.text("text", text.as_ref());
    facts.plain("min_age", min_age.as_ref());
    facts.plain("max_age", max_age.as_ref());
    facts.texts("residency", residency);
    facts.texts_said("requires", requires.as_deref());
    facts
}

pub(super) fn cost(draft: &DraftCost) -> Value {
    let DraftCost { kind, cents, currency, note } = draft;
    let amount = cents.as_ref().map(|cents| match (cents.value / 100, cents.value % 100) {
        (whole, 0) => Value::Plain(whole.to_string()),
        (whole, part) => Value::Plain(format!("{whole}.{part:02}")),
    });
    let mut facts = Facts::default();
    facts.text("kind", kind.as_ref());
    facts.value("amount", amount);
    facts.text("currency", currency.as_ref());
    facts.text("note", note.as_ref());
    facts.into()
}

pub(super) fn language(draft: &DraftLanguage) -> Value {
    let DraftLanguage { code, how, note } = draft;
    let mut facts = Facts::default();
    facts.text("code", code.as_ref());
    facts.word("how", how.as_ref(), &SPOKEN);
    facts.text("note", note.as_ref());
    facts.into()
}

pub(super) fn location(draft: &DraftLocation) -> Value {
    let DraftLocation {
        span: _,
        name,
        address,
        lat,
        lon,
        // One of `lat` and `lon`.
        half_position: _,
        access,
        access_notes,
        access_only,
        transport,
        contact,
    } = draft;
    let address = address.as_ref().map(|[line1, line2, city, region, postal, country]| {
        let mut facts = Facts::default();
        facts.text("line1", line1.as_ref());
        facts.text("line2", line2.as_ref());
        facts.text("city", city.as_ref());
        facts.text("region", region.as_ref());
        facts.text("postal", postal.as_ref());
        facts.text("country", country.as_ref());
        facts
    });
    let mut facts = Facts::default();
    facts.text("name", name.as_ref());
    facts.map("address", address);
    facts.plain("lat", lat.as_ref());
    facts.plain("lon", lon.as_ref());
    facts.named_answers("access", access);
    facts.named_texts("access_notes", access_notes);
    facts.named_texts("access_only", access_only);
    facts.text("transport", transport.as_ref());
    facts.list("contact", contacts(contact));
    facts.into()
}

pub(super) fn schedule(draft: &DraftSchedule) -> Value {
    let DraftSchedule {
        text,
        at,
        kind,
        start,
        minutes,
        rule,
        dates,
        closed_on,
        exdates,
        pauses,
        valid_to,
    } = draft;
    let rule = rule.as_ref().and_then(|rule| rule.value.as_ref());
    let mut facts = Facts::default();
    facts.text("text", text.as_ref());
    facts.text("at", at.as_ref());
    facts.word("kind", kind.as_ref(), &SCHEDULE_KINDS);
    facts.plain("start", start.as_ref());
    facts.plain("minutes", minutes.as_ref());
    facts.value("rrule", rule.map(|rule| Value::Plain(rule.to_string())));
    facts.days("dates", dates);
    facts.texts("closed_on", closed_on);
    facts.days("exdates", exdates);
    facts.list("pauses", pauses.iter().map(pause).collect());
    facts.plain("valid_to", valid_to.as_ref());
    facts.into()
}

fn pause(draft: &DraftPause) -> Value {
    let DraftPause { from, to, why } = draft;
    let mut facts = Facts::default();
    facts.plain("from", from.as_ref());
    facts.plain("to", to.as_ref());
    facts.text("why", why.as_ref());
    facts.into()
}

pub(super) fn first_visit(draft: &DraftFirstVisit) -> Facts {
    let DraftFirstVisit { what_happens, ask_for, meet_me, bring_someone, what_to_bring } = draft;
    let mut facts = Facts::default();
    facts.text("what_happens", what_happens.as_ref());
    facts.text("ask_for", ask_for.as_ref());
    facts.plain("meet_me", meet_me.as_ref());
    facts.plain("bring_someone", bring_someone.as_ref());
    facts.text("what_to_bring", what_to_bring.as_ref());
    facts
}

pub(super) fn volunteer(draft: &DraftVolunteer) -> Facts {
    let DraftVolunteer { role, joining } = draft;
    let mut facts = Facts::default();
    facts.text("role", role.as_ref());
    facts.text("joining", joining.as_ref());
    facts
}

pub(super) fn capacity(draft: &DraftCapacity) -> Facts {
    let DraftCapacity { status, note, updated } = draft;
    let mut facts = Facts::default();
    facts.word("status", status.as_ref(), &CAPACITY);
    facts.text("note", note.as_ref());
    facts.plain("updated", updated.as_ref());
    facts
}

pub(super) fn assurance(draft: &DraftAssurance) -> Facts {
    let DraftAssurance { date, by, how, level } = draft;
    let mut facts = Facts::default();
    facts.plain("date", date.as_ref());
    facts.text("by", by.as_ref());
    facts.word("how", how.as_ref(), &HOW);
    facts.word("level", level.as_ref(), &LEVEL);
    facts
}
