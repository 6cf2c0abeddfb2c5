//! Facts of a service that cannot be true together.

use super::{Found, Look};
use crate::report::Remark;

/// A page that nobody can answer for.
pub(super) fn no_way_to_reach(look: &Look<'_>, found: &Found<'_>) {
    for service in &look.drafts.services {
        // An empty list is `no_contact`'s.
        let Some(first) = service.contact.first() else { continue };
        let reaches = |contact: &crate::draft::DraftContact| {
            contact.phone.is_some() || contact.email.is_some() || contact.url.is_some()
        };
        if !service.contact.iter().any(reaches) {
            let remark =
                Remark::at(first.span, "there is no phone number, email or web address here");
            found.add(remark.typing("phone: \"+1-604-555-0100\""));
        }
    }
}

/// Nobody can be asked: every question that a page leaves open stays open.
pub(super) fn no_contact(look: &Look<'_>, found: &Found<'_>) {
    for service in look.living().filter(|service| service.contact.is_empty()) {
        let remark = Remark::at(service.place(), "no `contact`: people cannot ask anybody");
        found.add(remark.typing("contact: [{ phone: \"+1-604-555-0100\" }]"));
    }
}

/// The youngest age is above the oldest.
pub(super) fn ages_backwards(look: &Look<'_>, found: &Found<'_>) {
    for eligibility in
        look.drafts.services.iter().filter_map(|service| service.eligibility.as_ref())
    {
        if let (Some(min), Some(max)) = (&eligibility.min_age, &eligibility.max_age)
            && min.value > max.value
        {
            let message = format!("this is above max_age, {}", max.value);
            found.add(Remark::at(min.span, message).beside(max.span, "max_age"));
        }
    }
}

/// Exports and phones need the three letters of ISO 4217.
pub(super) fn bad_currency(look: &Look<'_>, found: &Found<'_>) {
    for cost in look.drafts.services.iter().flat_map(|service| &service.cost) {
        let is_code =
            |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if let Some(currency) = cost.currency.as_ref().filter(|currency| !is_code(&currency.value))
        {
            let remark = Remark::at(currency.span, "a currency is three capital letters");
            found.add(remark.typing("currency: CAD"));
        }
        if let (Some(cents), None) = (&cost.cents, &cost.currency) {
            let remark = Remark::at(cents.span, "an amount needs its currency");
            found.add(remark.typing("currency: CAD"));
        }
    }
}

/// Free, and a price: which one is it?
pub(super) fn cost_contradicts(look: &Look<'_>, found: &Found<'_>) {
    for cost in look.drafts.services.iter().flat_map(|service| &service.cost) {
        let is_free = cost.kind.as_ref().is_some_and(|kind| kind.value == "free");
        if let Some(cents) = cost.cents.as_ref().filter(|cents| is_free && cents.value > 0) {
            let remark = Remark::at(cents.span, "it is said to be free, and has a price");
            found.add(remark.typing("kind: fixed, or no amount"));
        }
    }
}

/// Discretion follows from the need: saying no has no effect.
pub(super) fn sensitive_need(look: &Look<'_>, found: &Found<'_>) {
    let terms = look.terms("needs").unwrap_or_default();
    let is_sensitive = |need: &str| {
        terms.iter().any(|term| {
            term.id.as_ref().is_some_and(|id| id.value == need)
                && term.sensitive.as_ref().is_some_and(|sensitive| sensitive.value)
        })
    };
    for service in &look.drafts.services {
        let Some(said) = service.sensitive.as_ref().filter(|said| !said.value) else { continue };
        if let Some(need) = service.needs.iter().find(|need| is_sensitive(&need.value)) {
            let message = format!(
                "the need `{}` calls for discretion; the page is treated as sensitive",
                need.value
            );
            found.add(
                Remark::at(said.span, message)
                    .typing("sensitive: yes")
                    .beside(need.span, "the need"),
            );
        }
    }
}
