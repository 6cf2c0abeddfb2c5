//! "What matters to you?": needs as the arms of a signpost, each one press from what fits it.

use catalog::query::Query;
use leptos::prelude::*;

use super::Address;
use super::address::counted;
use super::document::Sheet;
use super::here::Here;
use crate::icon::Icon;
use crate::locale::Key;

/// The start page.
pub fn home(here: &Here<'_>) -> Sheet {
    let title = here.text(Key::HomeTitle);
    let area = here.words(&here.config().area).text;
    let lead = here.fill(Key::HomeLead, &[("area", &area)]);
    let find = here.to(&Address::Find(here.own()));
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <p>
            <a class="as-field" href=find.clone()>
                <Icon name="search" />
                <span>{here.text(Key::HomeWords)}</span>
            </a>
        </p>
        <h2 id="arms" class="soft small">{here.text(Key::HomeArms)}</h2>
        <p>
            <a class="button quiet several" href=find.clone()>
                <Icon name="sliders-horizontal" />
                {here.text(Key::HomeSeveral)}
            </a>
        </p>
        <ul class="arms" aria-labelledby="arms">{arms(here)}</ul>
        {several(here, find)}
        {other_ways(here)}
    };
    // Where there is no finder, one choice after another leads to its page.
    let script = here.site.assets.finder.as_ref().map(|_| here.site.assets.several_script.clone());
    Sheet { description: Some(lead), script, ..Sheet::new(title, main.into_any()) }
}

/// How many are chosen, and the way on: shown while somebody chooses several. A script knows no
/// plural forms, so each number is told here.
fn several(here: &Here<'_>, find: String) -> AnyView {
    let needs = here.directory().vocabulary.needs.len() as u32;
    let counted = (1..=needs).map(|n| here.messages.count(Key::HomeChosen, n, &[]));
    let chosen: Vec<_> = [here.text(Key::HomeChosenNone)].into_iter().chain(counted).collect();
    view! {
        <div class="several-bar noprint" data-chosen=chosen.join("\n") hidden>
            <span role="status"></span>
            <a class="button" href=find>{here.text(Key::HomeShow)}</a>
        </div>
    }
    .into_any()
}

/// The needs that somebody meets, each with how many.
pub fn arms(here: &Here<'_>) -> Option<Vec<AnyView>> {
    let catalog = here.catalog()?;
    let results = catalog.search(&Query::default(), here.site.now);
    let needs = &here.directory().vocabulary.needs;
    let arms = counted(catalog, &results, "need").filter_map(|(id, services)| {
        let need = needs.iter().find(|need| need.id == id).filter(|_| services > 0)?;
        let address = Address::Browse(here.own(), "need".to_owned(), id.to_owned());
        let picture = need.icon.clone().unwrap_or_else(|| "signpost".to_owned());
        let label = need.label(here.locale, here.default_locale()).to_owned();
        let whole = here.messages.count(Key::BrowseCount, services, &[]);
        Some(
            view! {
                <li>
                    <a class="arm" href=here.to(&address) data-need=id.to_owned()>
                        <Icon name=picture />
                        <span>{label}</span>
                        <span class="count">
                            <span aria-hidden="true">{here.messages.number(services)}</span>
                            <span class="unseen">{whole}</span>
                        </span>
                    </a>
                </li>
            }
            .into_any(),
        )
    });
    Some(arms.collect())
}

/// Lists, neighbourhoods, languages.
fn other_ways(here: &Here<'_>) -> AnyView {
    let lists = here.directory().lists.iter().filter_map(|list| {
        let words = list.words.get(here.locale).or_else(|| list.words.get(here.default_locale()))?;
        let lang = (!list.words.contains_key(here.locale)).then(|| here.default_locale().to_owned());
        let address = Address::List(here.own(), list.id.clone());
        Some(
            view! {
                <li lang=lang>
                    <a href=here.to(&address)>{words.title.clone()}</a>
                    <p class="soft">{words.for_whom.clone()}</p>
                </li>
            }
            .into_any(),
        )
    });
    let lists: Vec<_> = lists.collect();
    let browse = here.to(&Address::BrowseIndex(here.own()));
    let ways = [("by-place", Key::BrowseByPlace), ("by-language", Key::BrowseByLanguage)]
        .into_iter()
        .map(|(part, key)| {
            let href = [&browse, "#", part].concat();
            view! { <li><a class="button quiet" href=href>{here.text(key)}</a></li> }
        })
        .collect_view();
    let has_lists = !lists.is_empty();
    let start = has_lists.then(|| {
        view! {
            <section class="answer">
                <h2>{here.text(Key::ListsTitle)}</h2>
                <ul class="plain stack">{lists}</ul>
            </section>
        }
    });
    view! {
        {start}
        <section class="answer">
            <h2>{here.text(Key::HomeOtherWays)}</h2>
            <ul class="row plain">{ways}</ul>
        </section>
    }
    .into_any()
}
