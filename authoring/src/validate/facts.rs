//! Facts of a service that cannot be true together.

use catalog::currency;

use super::{CheckFindings, Context};
use crate::discretion::{self, Reason};
use crate::node::Text;
use crate::phone::{Book, Number, Trouble, number_of_nobody};
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
            findings.add(finding.example(format!("phone: \"{}\"", example(context))));
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
        findings.add(finding.example(format!("contact: [{{ phone: \"{}\" }}]", example(context))));
    }
}

/// How a number is written where the directory is.
fn example(context: &Context<'_>) -> &'static str {
    let config = context.drafts.config.as_ref();
    number_of_nobody(config.and_then(|config| config.country.as_ref()).map(|it| it.value.as_str()))
}

/// Every number of a directory's pages, groups and settings, read.
fn numbers<'a>(context: &Context<'a>) -> Vec<(&'a Text, Result<Vec<Number>, Trouble>)> {
    let drafts = context.drafts;
    let book = Book::new(drafts, context.world.find_phone);
    let contacts = drafts.services.iter().flat_map(|service| &service.contact);
    let contacts = contacts.chain(drafts.organizations.iter().flat_map(|group| &group.contact));
    let of_contacts = contacts.filter_map(|contact| {
        let read = book.of_contact(contact);
        let is_of_extension = matches!(read, Err(Trouble::Extension(_)));
        let place = contact.extension.as_ref().filter(|_| is_of_extension);
        Some((place.or(contact.phone.as_ref())?, read))
    });
    let config = drafts.config.iter();
    let desks = config.clone().flat_map(|config| &config.desks);
    let own = config.clone().filter_map(|config| config.contact_phone.as_ref());
    let own = own.chain(desks.filter_map(|desk| desk.phone.as_ref()));
    let of_directory = own.map(|phone| (phone, book.read(&phone.value)));
    let lines = config.flat_map(|config| &config.help_now).filter_map(|line| line.phone.as_ref());
    let of_lines =
        lines.map(|phone| (phone, book.read_help_line(&phone.value).map(|number| vec![number])));
    of_contacts.chain(of_directory).chain(of_lines).collect()
}

/// A number that cannot be dialled: nobody would reach anybody by it.
pub(super) fn not_a_phone(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (phone, read) in numbers(context) {
        if let Err(trouble) = read {
            findings.add(Finding::at(phone.span, trouble.words()));
        }
    }
    let drafts = context.drafts;
    let contacts = drafts.services.iter().flat_map(|service| &service.contact);
    let contacts = contacts.chain(drafts.organizations.iter().flat_map(|group| &group.contact));
    let alone = contacts.filter(|contact| contact.phone.is_none());
    for extension in alone.filter_map(|contact| contact.extension.as_ref()) {
        findings.add(Finding::at(extension.span, "an extension belongs to a `phone`"));
    }
}

/// A number of the right length that nobody has, as far as is known: often two digits changed places.
pub(super) fn phone_format(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (phone, read) in numbers(context) {
        for number in read.unwrap_or_default().iter().filter(|number| !number.is_given_out) {
            let message = format!(
                "as far as is known there is no number {}; please ring it once",
                number.dial
            );
            findings.add(Finding::at(phone.span, message));
        }
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
    let country = context.drafts.config.as_ref().and_then(|config| config.country.as_ref());
    // What a form writes has the town's currency already, where it is known: its program does without the table.
    let country = country.filter(|_| cfg!(feature = "toml"));
    let own = country.and_then(|country| currency::of_country(&country.value));
    let example = ["currency: ", own.unwrap_or("CAD")].concat();
    for cost in context.drafts.services.iter().flat_map(|service| &service.cost) {
        let is_code =
            |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if let Some(currency) = cost.currency.as_ref().filter(|currency| !is_code(&currency.value))
        {
            let finding = Finding::at(currency.span, "a currency is three capital letters");
            findings.add(finding.example(&example));
        }
        if let (Some(cents), None) = (&cost.cents, &cost.currency) {
            let finding = Finding::at(cents.span, "an amount needs its currency");
            findings.add(finding.example(&example));
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

/// `sensitive: no` on a page with a need or an audience that calls for discretion: these decide.
pub(super) fn sensitive_need(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in &context.drafts.services {
        let Some(said) = service.sensitive.as_ref().filter(|said| !said.value) else { continue };
        let (what, word) = match discretion::reason(service, &context.drafts.terms) {
            Some(Reason::Need(word)) => ("need", word),
            Some(Reason::Audience(word)) => ("audience", word),
            Some(Reason::Page(_)) | None => continue,
        };
        let message = format!(
            "the {what} `{}` calls for discretion; the page is treated as sensitive",
            word.value
        );
        findings.add(
            Finding::at(said.span, message)
                .example("sensitive: yes")
                .label(word.span, format!("the {what}")),
        );
    }
}
