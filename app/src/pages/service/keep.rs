//! "Keep": a button for the person's own plan, and beside it the place for reading aloud. Both are hidden until
//! the script runs that they need.

use catalog::service::{Service, Status};
use leptos::prelude::*;

use super::parts::ServicePage;
use super::place::name_and_street;
use crate::card::page_field;
use crate::icon::Icon;
use crate::locale::Key;
use crate::pages::Address;
use crate::pages::aloud::{Asking, aloud};
use crate::pages::context::PageContext;
use crate::plan::Item;
use crate::plan::file::{format, write_one};

/// The button, and the link that stands in its place once the service is kept. What has ended is
/// kept by nobody.
pub fn keep(page: &ServicePage<'_>) -> Option<AnyView> {
    let context = page.context;
    if context.site.assets.plan.is_none() || page.service.status == Status::Defunct {
        return None;
    }
    let plan = context.to(&Address::Plan(context.own()));
    let asking = if page.service.sensitive { Asking::First } else { Asking::Never };
    Some(
        view! {
            <div class="row noprint keep" data-plan=write_one(&item(page)) data-plan-format=format()>
                <button type="button" class="quiet">
                    <Icon name="bookmark" />
                    {context.text(Key::PlanKeep)}
                </button>
                <a class="tap" href=plan hidden>
                    <Icon name="check" />
                    {context.text(Key::PlanKept)}
                </a>
                {aloud(context, asking)}
            </div>
            {refused(context)}
        }
        .into_any(),
    )
}

/// Where it is said that this phone keeps nothing, or no more.
pub fn refused(context: &PageContext<'_>) -> AnyView {
    view! {
        <p
            class="plan-said"
            id="plan-said"
            role="alert"
            data-refused=context.text(Key::PlanRefused)
            data-full=context.text(Key::PlanNoRoom)
            data-broken=context.text(Key::PlanBroken)
        ></p>
    }
    .into_any()
}

/// All that its owner needs of it where there is no network.
fn item(page: &ServicePage<'_>) -> Item {
    let Service { id, sensitive, .. } = page.service;
    let (id, sensitive) = (id.clone(), *sensitive);
    // A plan holds one place of a service: that of the next session.
    let at = page.hit.as_ref().map_or(0, |hit| hit.at);
    let rows = || {
        let rows = page.service.schedule.iter().enumerate();
        rows.filter(|(_, row)| row.has_sessions() && row.is_at(usize::from(at)))
    };
    let times = rows().map(|(_, row)| row.times.clone()).collect();
    let usual = rows().next().map_or(0, |(number, _)| number);
    let phone = page.service.phone().map(str::to_owned);
    let own_page = page_field(page.service.pages, page.context.default_locale()).to_owned();
    if sensitive {
        // Others may see this phone.
        return Item { id, phone, times, sensitive, page: own_page, ..Item::default() };
    }
    let name = page.service.name(page.context.locale, page.context.default_locale());
    let when = page.said(|words| words.schedule.get(usual).map_or("", String::as_str));
    let bring = page.said(|words| words.what_to_bring.as_deref().unwrap_or_default());
    let terms = &page.context.directory().vocabulary.requires;
    let papers = page.service.eligibility.requires.iter();
    Item {
        id,
        name: name.text.to_owned(),
        lang: name.locale.to_owned(),
        phone,
        when: when.map(|said| said.text).unwrap_or_default(),
        place: name_and_street(page.service, at),
        times,
        sensitive,
        page: own_page,
        papers: papers.map(|id| page.context.label(terms, id).to_string()).collect(),
        bring: bring.map(|said| said.text).unwrap_or_default(),
        ..Item::default()
    }
}
