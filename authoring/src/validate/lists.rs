//! Curated lists.

use catalog::service::Status;

use super::{CheckFindings, Context};
use crate::discretion;
use crate::draft::DraftService;
use crate::node::{Text, nearest};
use crate::report::Finding;

fn entries<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a Text, Option<&'a DraftService>)> {
    let services = &context.drafts.services;
    context.drafts.lists.iter().flat_map(|list| &list.services).map(move |id| {
        let service = services
            .iter()
            .find(|service| service.id.as_ref().is_some_and(|known| known.value == id.value));
        (id, service)
    })
}

/// An id in a curated list that no service has: the list is shown without it.
pub(super) fn list_unknown_service(context: &Context<'_>, findings: &CheckFindings<'_>) {
    // A page that cannot be read may be the one.
    if !context.drafts.all_services {
        return;
    }
    let ids = || context.drafts.services.iter().filter_map(|service| service.id.as_ref());
    for (id, _) in entries(context).filter(|(_, service)| service.is_none()) {
        let mut message = format!("no service has the id `{}`", id.value);
        // Another id is another service: which one was meant is asked, never said.
        if let Some(near) = nearest(&id.value, ids().map(|id| id.value.as_str())) {
            message.push_str(&format!("; is `{near}` meant?"));
        }
        findings.add(Finding::at(id.span, message));
    }
}

/// A service in a curated list whose status says that it has ended.
pub(super) fn list_ended_service(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (id, service) in entries(context) {
        let Some(service) = service else { continue };
        let status = service.status.as_ref().filter(|status| status.value == Status::Defunct);
        if let Some(status) = status {
            findings.add(
                Finding::at(id.span, "this service has ended").label(status.span, "its status"),
            );
        }
    }
}

/// A service in a curated list that calls for discretion, for whatever reason: printed lists lie about.
pub(super) fn list_sensitive_service(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (id, service) in entries(context) {
        let reason = service.and_then(|service| discretion::reason(service, &context.drafts.terms));
        if let Some(reason) = reason {
            let message = "this service is sensitive; a printed list is not discreet";
            findings.add(Finding::at(id.span, message).label(reason.span(), "its page"));
        }
    }
}
