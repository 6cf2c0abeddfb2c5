//! The finder's page: the island, with the first results as plain HTML, and for browsers that run
//! no script the ways to browse.

use catalog::query::Query;
use catalog::results::Hit;
use catalog::tiles::NEARBY_SERVICES;
use leptos::prelude::*;

use super::Address;
use super::browse::language_links;
use super::cards::cards_to_keep;
use super::context::PageContext;
use super::home::arms;
use super::page::{Page, WayOut};
use super::service::keep::refused;
use super::unfound::unfound;
use super::urgent::help_lines;
use crate::finder::state::FinderProps;
use crate::finder::state::model::CARDS_AT_ONCE;
use crate::finder::view::island_html;
use crate::locale::Key;
use crate::plan::file::format;

/// "Find an activity".
pub fn find(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::FindTitle);
    let (island, way_out) = island(context).unzip();
    let has_island = island.is_some();
    let way_out = way_out.unwrap_or(WayOut::Never);
    let main = view! {
        <h1 class="wrap find-title">{title.clone()}</h1>
        {has_island.then(|| trouble(context))}
        {island}
        <section class="wrap stack" class:no-script=has_island aria-labelledby="plain">
            <h2 id="plain">{context.text(Key::FindPlain)}</h2>
            <p>{context.text(Key::FindPlainText)}</p>
            <ul class="arms">{arms(context)}</ul>
            <h3>{context.text(Key::BrowseByLanguage)}</h3>
            {language_links(context)}
            <p>
                <a class="button quiet" href=context.to(&Address::BrowseIndex(context.own()))>
                    {context.text(Key::BrowseTitle)}
                </a>
            </p>
        </section>
    };
    let finder = context.site.assets.finder.as_ref();
    let mut page = Page { way_out, ..Page::new(title, main.into_any()) };
    let area = context.words(&context.config().area).text;
    page.description = Some(context.fill(Key::HomeLead, &[("area", &area)]));
    if has_island {
        page.finder = finder.and_then(|finder| finder.get(context.locale)).cloned();
    }
    page
}

/// What is said where the search does not come, or takes long: the page's own list and the ways to
/// browse are there. `early.js` shows it, and tries again.
fn trouble(context: &PageContext<'_>) -> AnyView {
    let browse = context.to(&Address::BrowseIndex(context.own()));
    view! {
        <div class="wrap noprint" aria-live="polite">
            <div class="panel trouble">
                <p class="when-slow">{context.text(Key::FindSlow)}</p>
                <p class="when-plain">{context.text(Key::FinderFailed)}</p>
                <p class="row">
                    <a class="button" href=browse>{context.text(Key::FindPlain)}</a>
                    <button type="button" class="quiet" id="again">
                        {context.text(Key::FinderTryAgain)}
                    </button>
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// The finder's element, whose attributes tell the program what it is not told otherwise. `early.js`
/// has asked for the rest.
fn island(context: &PageContext<'_>) -> Option<(AnyView, WayOut)> {
    let files = context.site.assets.finder.as_ref()?.get(context.locale)?;
    let catalog = context.catalog()?;
    let first = catalog.search(&Query::default(), context.site.now);
    // Of a large directory what a phone will load first: the list must not jump.
    let near = catalog.manifest().tiles_around(None, NEARBY_SERVICES);
    let is_near =
        |hit: &&Hit| catalog.tile_of(hit.service).is_some_and(|tile| near.contains(&tile));
    let first_hits = || first.hits.iter().filter(is_near).take(CARDS_AT_ONCE);
    let first_list = cards_to_keep(context, first_hits()).to_html();
    let is_sensitive = |hit: &Hit| catalog.card(hit.service).is_some_and(|card| card.sensitive);
    let way_out =
        if first_hits().any(is_sensitive) { WayOut::Always } else { WayOut::WhenDiscreet };
    let props = FinderProps {
        messages: context.messages.clone(),
        manifest: catalog.manifest().clone(),
        root: context.root.clone(),
    };
    let html = island_html(&props, help_lines(context), first_list, unfound(context).to_html());
    let island = view! {
            <div
                id="finder"
                data-root=context.root.clone()
                data-map=files.map.clone()
                data-plan-format=format()
                inner_html=html
            ></div>
            {refused(context)}
    };
    Some((island.into_any(), way_out))
}
