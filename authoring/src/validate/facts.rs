//! Facts of a service that cannot be true together.

use super::{CheckFindings, Context};
use crate::phone::Number;
use crate::report::Finding;

/// Contacts are given, and none of them has a phone number, an email or a web address.
pub(super) fn no_way_to_reach(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in &context.drafts.services {
        // An empty list is `no_contact`'s.
        let Some(first) = service.contact.first() else { continue };
        let reaches = |contact: &crate::draft::DraftContact| {
            contact.phone.is_some() || contact.email.is_some() || contact.url.is_some()
        };
        if !service.contact.iter().any(reaches) {
            let finding =
                Finding::at(first.span, "there is no phone number, email or web address here");
            findings.add(finding.example("phone: \"+1-604-555-0100\""));
        }
    }
}

/// A page without any contact: most people ask before they come.
pub(super) fn no_contact(context: &Context<'_>, findings: &CheckFindings<'_>) {
    // A contact that could not be read is there, and was named already.
    let is_there = |service: &crate::draft::DraftService| {
        let file = context.files.get(service.front.file as usize);
        let front = file.and_then(|file| {
            file.text.get(service.front.start as usize..service.front.end as usize)
        });
        front.is_some_and(|facts| {
            facts.lines().filter_map(|line| line.split_once(':')).any(|(key, rest)| {
                let key = key.to_lowercase();
                let is_empty = rest.trim().is_empty() || rest.trim() == "[]";
                matches!(key.as_str(), "contact" | "contacts" | "phone" | "tel" | "email" | "url")
                    && !is_empty
            })
        })
    };
    let silent = context.living().filter(|service| service.contact.is_empty());
    for service in silent.filter(|service| !is_there(service)) {
        let finding = Finding::at(service.place(), "no `contact`: people cannot ask anybody");
        findings.add(finding.example("contact: [{ phone: \"+1-604-555-0100\" }]"));
    }
}

/// A phone number without its country, or with words in it: a roaming phone cannot dial it.
pub(super) fn phone_format(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let drafts = context.drafts;
    let contacts = drafts.services.iter().flat_map(|service| &service.contact);
    let contacts = contacts.chain(drafts.organizations.iter().flat_map(|group| &group.contact));
    let own = drafts.config.iter().filter_map(|config| config.contact_phone.as_ref());
    for phone in contacts.filter_map(|contact| contact.phone.as_ref()).chain(own) {
        let Some(number) = Number::read(&phone.value).filter(|number| !number.is_plain) else {
            continue;
        };
        let finding = Finding::at(phone.span, "this is not written like +1-604-555-0100");
        findings.add(match number.pretty() {
            Some(dial) => {
                finding.correct(format!("\"{dial}\"")).shown(format!("phone: \"{dial}\""))
            }
            None => finding,
        });
    }
}

/// The youngest age is above the oldest.
pub(super) fn ages_backwards(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for eligibility in
        context.drafts.services.iter().filter_map(|service| service.eligibility.as_ref())
    {
        if let (Some(min), Some(max)) = (&eligibility.min_age, &eligibility.max_age)
            && min.value > max.value
        {
            let message = format!("this is above max_age, {}", max.value);
            findings.add(Finding::at(min.span, message).label(max.span, "max_age"));
        }
    }
}

/// A currency that is not three capital letters (ISO 4217), or an amount without a currency.
pub(super) fn bad_currency(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for cost in context.drafts.services.iter().flat_map(|service| &service.cost) {
        let is_code =
            |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if let Some(currency) = cost.currency.as_ref().filter(|currency| !is_code(&currency.value))
        {
            let finding = Finding::at(currency.span, "a currency is three capital letters");
            findings.add(finding.example("currency: CAD"));
        }
        if let (Some(cents), None) = (&cost.cents, &cost.currency) {
            let finding = Finding::at(cents.span, "an amount needs its currency");
            findings.add(finding.example("currency: CAD"));
        }
    }
}

/// A price of more than nothing whose kind is `free`.
pub(super) fn cost_contradicts(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for cost in context.drafts.services.iter().flat_map(|service| &service.cost) {
        let is_free = cost.kind.as_ref().is_some_and(|kind| kind.value == "free");
        if let Some(cents) = cost.cents.as_ref().filter(|cents| is_free && cents.value > 0) {
            let finding = Finding::at(cents.span, "it is said to be free, and has a price");
            findings.add(finding.choices(["kind: fixed", "kind: free, and no amount"]));
        }
    }
}

/// `sensitive: no` on a page with a need that calls for discretion: the need decides.
pub(super) fn sensitive_need(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let terms = context.terms("needs").unwrap_or_default();
    let is_sensitive = |need: &str| {
        terms.iter().any(|term| {
            term.id.as_ref().is_some_and(|id| id.value == need)
                && term.sensitive.as_ref().is_some_and(|sensitive| sensitive.value)
        })
    };
    for service in &context.drafts.services {
        let Some(said) = service.sensitive.as_ref().filter(|said| !said.value) else { continue };
        if let Some(need) = service.needs.iter().find(|need| is_sensitive(&need.value)) {
            let message = format!(
                "the need `{}` calls for discretion; the page is treated as sensitive",
                need.value
            );
            findings.add(
                Finding::at(said.span, message)
                    .example("sensitive: yes")
                    .label(need.span, "the need"),
            );
        }
    }
}
