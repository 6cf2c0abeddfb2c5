//! Marks of Markdown and of web pages where they mean nothing.

use super::{CheckFindings, Context};
use crate::node::Text;
use crate::people::marks;
use crate::report::Finding;
use crate::write::yaml;

/// A text of one line with `**bold**`, `<b>` or a link in it: such texts are shown, and read aloud, as they
/// are typed.
pub(super) fn marks_in_text(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for text in lines(context) {
        if marks::first(&text.value).is_none() {
            continue;
        }
        let words = marks::without(&text.value);
        let message = "marks such as ** and < > are shown here as they are typed";
        let typed = yaml::scalar(&words, yaml::Around::Flow);
        findings.add(Finding::at(text.span, message).correct(typed).shown(words));
    }
}

/// Every text of one line that residents read.
fn lines<'a>(context: &Context<'a>) -> Vec<&'a Text> {
    let drafts = context.drafts;
    let mut texts: Vec<&Text> = Vec::new();
    for group in &drafts.organizations {
        texts.extend([&group.name, &group.summary].into_iter().flatten());
        texts.extend(group.contact.iter().filter_map(|contact| contact.role.as_ref()));
    }
    for page in &drafts.translations {
        texts.extend(
            [&page.name, &page.summary, &page.alert, &page.eligibility].into_iter().flatten(),
        );
        texts.extend(page.schedule.iter().flat_map(|list| &list.value));
    }
    for service in &drafts.services {
        texts.extend([&service.name, &service.summary].into_iter().flatten());
        texts.extend(service.alert.iter().filter_map(|alert| alert.text.as_ref()));
        texts.extend(service.eligibility.iter().filter_map(|who| who.text.as_ref()));
        texts.extend(service.cost.iter().filter_map(|cost| cost.note.as_ref()));
        texts.extend(service.schedule.iter().filter_map(|row| row.text.as_ref()));
        texts.extend(service.contact.iter().filter_map(|contact| contact.role.as_ref()));
        for location in &service.locations {
            texts.extend(location.name.iter().chain(&location.transport));
            texts.extend(location.access_notes.iter().map(|(_, note)| note));
        }
        let visit = service.first_visit.iter();
        texts.extend(visit.flat_map(|v| [&v.what_happens, &v.what_to_bring]).flatten());
        texts.extend(service.volunteer.iter().filter_map(|helper| helper.role.as_ref()));
    }
    for page in &drafts.pages {
        texts.extend([&page.title, &page.summary].into_iter().flatten());
    }
    for list in &drafts.lists {
        texts.extend([&list.title, &list.for_whom].into_iter().flatten());
    }
    texts
}
