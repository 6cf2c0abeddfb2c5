//! Curated lists.

use catalog::service::Status;

use super::{Found, Look};
use crate::draft::DraftService;
use crate::node::{Text, nearest};
use crate::report::Remark;

fn entries<'a>(look: &Look<'a>) -> impl Iterator<Item = (&'a Text, Option<&'a DraftService>)> {
    let services = &look.drafts.services;
    look.drafts.lists.iter().flat_map(|list| &list.services).map(move |id| {
        let service = services
            .iter()
            .find(|service| service.id.as_ref().is_some_and(|known| known.value == id.value));
        (id, service)
    })
}

/// A printed list would have a hole.
pub(super) fn list_unknown_service(look: &Look<'_>, found: &Found<'_>) {
    // A page that cannot be read may be the one.
    if !look.drafts.all_services {
        return;
    }
    let ids = || look.drafts.services.iter().filter_map(|service| service.id.as_ref());
    for (id, _) in entries(look).filter(|(_, service)| service.is_none()) {
        let message = format!("no service has the id `{}`", id.value);
        let guess = nearest(&id.value, ids().map(|id| id.value.as_str()));
        found.add(Remark::at(id.span, message).maybe_typing(guess));
    }
}

/// A list that sends people to something that has ended.
pub(super) fn list_ended_service(look: &Look<'_>, found: &Found<'_>) {
    for (id, service) in entries(look) {
        let Some(service) = service else { continue };
        let status = service.status.as_ref().filter(|status| status.value == Status::Defunct);
        if let Some(status) = status {
            found.add(
                Remark::at(id.span, "this service has ended").beside(status.span, "its status"),
            );
        }
    }
}

/// A list lies on a table where anybody reads it.
pub(super) fn list_sensitive_service(look: &Look<'_>, found: &Found<'_>) {
    for (id, service) in entries(look) {
        let said = service.and_then(|service| service.sensitive.as_ref()).filter(|said| said.value);
        if let Some(said) = said {
            let message = "this service is sensitive; a printed list is not discreet";
            found.add(Remark::at(id.span, message).beside(said.span, "its page"));
        }
    }
}
