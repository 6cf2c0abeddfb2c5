//! "Keep": a button for the person's own plan. It is hidden until the script runs that it needs.

use catalog::service::{Service, Status};
use leptos::prelude::*;

use super::Address;
use super::here::Here;
use super::service::At;
use crate::card::page_field;
use crate::icon::Icon;
use crate::locale::Key;
use crate::plan::Item;
use crate::plan::file::write_one;

/// The button, and the link that stands in its place once the service is kept. What has ended is
/// kept by nobody.
pub fn keep(at: &At<'_>) -> Option<AnyView> {
    let here = at.here;
    if here.site.assets.plan.is_none() || at.service.status == Status::Defunct {
        return None;
    }
    let plan = here.to(&Address::Plan(here.own()));
    Some(
        view! {
            <div class="row noprint keep" data-plan=write_one(&item(at))>
                <button type="button" class="quiet">
                    <Icon name="bookmark" />
                    {here.text(Key::PlanKeep)}
                </button>
                <a class="tap" href=plan hidden>
                    <Icon name="check" />
                    {here.text(Key::PlanKept)}
                </a>
            </div>
            {refused(here)}
        }
        .into_any(),
    )
}

/// Where it is said that this phone keeps nothing, or no more.
pub fn refused(here: &Here<'_>) -> AnyView {
    view! {
        <p
            class="plan-said"
            id="plan-said"
            role="alert"
            data-refused=here.text(Key::PlanRefused)
            data-full=here.text(Key::PlanNoRoom)
            data-broken=here.text(Key::PlanBroken)
        ></p>
    }
    .into_any()
}

/// All that its owner needs of it where there is no network.
fn item(at: &At<'_>) -> Item {
    let Service { id, schedule, sensitive, .. } = at.service;
    let (id, times, sensitive) = (id.clone(), schedule.clone(), *sensitive);
    let phone = at.service.phone().map(str::to_owned);
    let page = page_field(at.service.pages, at.here.default_locale()).to_owned();
    if sensitive {
        // Others may see this phone.
        return Item { id, phone, times, sensitive, page, ..Item::default() };
    }
    let name = at.service.name(at.here.locale, at.here.default_locale());
    let when = at.said(|words| words.schedule.first().map_or("", String::as_str));
    Item {
        id,
        name: name.text.to_owned(),
        lang: name.locale.to_owned(),
        phone,
        when: when.map(|said| said.text).unwrap_or_default(),
        place: place(at.service),
        times,
        sensitive,
        page,
        ..Item::default()
    }
}

/// The place's name and street; nothing of a confidential address.
pub fn place(service: &Service) -> String {
    let Some(location) = service.locations.first().filter(|_| !service.confidential_address) else {
        return String::new();
    };
    let street = location.address.as_ref().and_then(|address| address.line1.as_deref());
    let parts: Vec<&str> = location.name.as_deref().into_iter().chain(street).collect();
    parts.join(", ")
}
