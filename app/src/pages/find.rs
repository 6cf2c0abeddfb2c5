//! The finder's page: the island, with the first results as plain HTML, and for browsers that run
//! no script the ways to browse.

use catalog::query::Query;
use catalog::results::Hit;
use catalog::tiles::NEARBY_SERVICES;
use leptos::prelude::*;

use super::Address;
use super::browse::language_links;
use super::cards::cards_to_keep;
use super::document::Sheet;
use super::here::Here;
use super::home::arms;
use super::service_keep::refused;
use crate::finder::model::CARDS_AT_ONCE;
use crate::finder::{FinderProps, island_html};
use crate::locale::Key;

/// "Find an activity".
pub fn find(here: &Here<'_>) -> Sheet {
    let title = here.text(Key::FindTitle);
    let island = island(here);
    let has_island = island.is_some();
    let main = view! {
        <h1 class="wrap find-title">{title.clone()}</h1>
        {island}
        <section class="wrap stack" class:no-script=has_island aria-labelledby="plain">
            <h2 id="plain">{here.text(Key::FindPlain)}</h2>
            <p>{here.text(Key::FindPlainText)}</p>
            <ul class="arms">{arms(here)}</ul>
            <h3>{here.text(Key::BrowseByLanguage)}</h3>
            {language_links(here)}
            <p>
                <a class="button quiet" href=here.to(&Address::BrowseIndex(here.own()))>
                    {here.text(Key::BrowseTitle)}
                </a>
            </p>
        </section>
    };
    let finder = here.site.assets.finder.as_ref();
    let mut sheet = Sheet::new(title, main.into_any());
    if has_island {
        sheet.finder = finder.and_then(|finder| finder.get(here.locale)).cloned();
    }
    sheet
}

/// The finder's element, whose attributes tell `start.js` what to wake. `early.js` has asked for the
/// rest.
fn island(here: &Here<'_>) -> Option<AnyView> {
    let files = here.site.assets.finder.as_ref()?.get(here.locale)?;
    let catalog = here.catalog()?;
    let first = catalog.search(&Query::default(), here.site.now);
    // Of a large directory what a phone will load first: the list must not jump.
    let near = catalog.manifest().tiles_around(None, NEARBY_SERVICES);
    let is_near =
        |hit: &&Hit| catalog.tile_of(hit.service).is_some_and(|tile| near.contains(&tile));
    let first_list =
        cards_to_keep(here, first.hits.iter().filter(is_near).take(CARDS_AT_ONCE)).to_html();
    let props = FinderProps {
        messages: here.messages.clone(),
        manifest: catalog.manifest().clone(),
        root: here.root.clone(),
    };
    let html = island_html(&props, first_list);
    let keep = here.site.assets.plan.as_ref().map(|plan| here.file(&plan.add_script));
    Some(
        view! {
            <div
                id="finder"
                data-root=here.root.clone()
                data-glue=here.file(&files.glue)
                data-map=files.map.clone()
                data-keep=keep
                inner_html=html
            ></div>
            {refused(here)}
        }
        .into_any(),
    )
}
