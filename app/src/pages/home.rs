//! "What matters to you?": needs as the arms of a signpost, each one press from what fits it; or
//! several at once, where a script runs (`public/several.js`) and there is a finder to lead to.

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
    let has_finder = here.site.assets.finder.is_some();
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <p>
            <a class="as-field" href=find>
                <Icon name="search" />
                <span>{here.text(Key::HomeWords)}</span>
            </a>
        </p>
        <div class="row spread">
            <h2 id="arms" class="soft small">{here.text(Key::HomeArms)}</h2>
            {has_finder.then(|| several(here))}
        </div>
        <ul class="arms" aria-labelledby="arms">{arms(here)}</ul>
        {has_finder.then(|| tray(here))}
        {other_ways(here)}
    };
    Sheet {
        description: Some(lead),
        script: has_finder.then(|| here.site.assets.several_script.clone()),
        ..Sheet::new(title, main.into_any())
    }
}

/// "Choose several at once": a button once its script is there. Until then it leads to the finder,
/// which has all choices side by side; where no script runs there is neither, and it is not shown.
fn several(here: &Here<'_>) -> AnyView {
    view! {
        <a class="button quiet" id="several" href=here.to(&Address::Find(here.own()))>
            <Icon name="sliders-horizontal" />
            {here.text(Key::HomeSeveral)}
        </a>
    }
    .into_any()
}

/// How many are chosen, and the way to what fits any of them. Shown while one chooses.
fn tray(here: &Here<'_>) -> AnyView {
    // A line for each number of choices that can be made, none included.
    let none = here.text(Key::HomeChosenNone);
    let most = u32::try_from(here.directory().vocabulary.needs.len()).unwrap_or(u32::MAX);
    let counted = (1..=most).map(|chosen| here.messages.count(Key::HomeChosen, chosen, &[]));
    let said = [none.clone()].into_iter().chain(counted).collect::<Vec<_>>().join("\n");
    view! {
        <div class="tray noprint" id="tray" hidden>
            <p role="status" data-said=said>{none}</p>
            <a class="button" href=here.to(&Address::Find(here.own()))>{here.text(Key::HomeShow)}</a>
        </div>
    }
    .into_any()
}

/// The needs that somebody meets, each with how many. One that calls for discretion is not to be
/// chosen with others: it always leads to its own page, which has a quick way out.
pub fn arms(here: &Here<'_>) -> Option<Vec<AnyView>> {
    let catalog = here.catalog()?;
    let results = catalog.search(&Query::default(), here.site.now);
    let needs = &here.directory().vocabulary.needs;
    let arms = counted(catalog, &results, "need").filter_map(|(id, services)| {
        let need = needs.iter().find(|need| need.id == id).filter(|_| services > 0)?;
        let address = Address::Browse(here.own(), "need".to_owned(), id.to_owned());
        let picture = need.icon.clone().unwrap_or_else(|| "signpost".to_owned());
        let label = need.label(here.locale, here.default_locale()).to_owned();
        let id = (!need.sensitive).then_some(id);
        let whole = here.messages.count(Key::BrowseCount, services, &[]);
        Some(
            view! {
                <li>
                    <a class="arm" href=here.to(&address) data-need=id>
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
        let words =
            list.words.get(here.locale).or_else(|| list.words.get(here.default_locale()))?;
        let lang =
            (!list.words.contains_key(here.locale)).then(|| here.default_locale().to_owned());
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
