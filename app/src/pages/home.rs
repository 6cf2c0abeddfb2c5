//! "What matters to you?": one's own words, where one is, and needs as the arms of a signpost, each one
//! press from what fits it. Where a script runs (`public/home.js`) and there is a finder to lead to, the
//! words are typed here, and several needs are chosen at once.

use catalog::directory::{Place, PlaceKind};
use catalog::query::Query;
use leptos::prelude::*;

use super::Address;
use super::address::counted;
use super::context::PageContext;
use super::page::Page;
use crate::finder::view::place::place_label;
use crate::icon::Icon;
use crate::locale::Key;

/// The start page.
pub fn home(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::HomeTitle);
    let area = context.words(&context.config().area).text;
    let lead = context.fill(Key::HomeLead, &[("area", &area)]);
    let has_finder = context.site.assets.finder.is_some();
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        {ask_by_links(context)}
        {has_finder.then(|| ask(context))}
        <div class="row spread">
            <h2 id="arms" class="soft small">{context.text(Key::HomeArms)}</h2>
            {has_finder.then(|| several(context))}
        </div>
        <ul class="arms" aria-labelledby="arms">{arms(context)}</ul>
        {has_finder.then(|| tray(context))}
        {other_ways(context)}
    };
    Page {
        description: Some(lead),
        script: has_finder.then(|| context.site.assets.home_script.clone()),
        ..Page::new(title, main.into_any())
    }
}

/// The ways to one's own words and to where one is, as links that look like the fields which a script
/// puts in their place: nothing moves when it comes.
fn ask_by_links(context: &PageContext<'_>) -> AnyView {
    // The finder's box, which a browser gives the focus.
    let find = [&context.to(&Address::Find(context.own())), "#words"].concat();
    let places = [&context.to(&Address::BrowseIndex(context.own())), "#by-place"].concat();
    let has_places = !places_to_choose(context).is_empty();
    view! {
        <div class="ask">
            <a class="as-field" href=find>
                <Icon name="search" />
                <span>{context.text(Key::HomeWords)}</span>
            </a>
            {has_places.then(|| view! {
                <a class="as-field" href=places>
                    <Icon name="map-pin" />
                    <span>{context.text(Key::FinderPlace)}</span>
                </a>
            })}
        </div>
    }
    .into_any()
}

/// The fields themselves, hidden until their script is there. They are no form: a form could send what
/// stands in it.
fn ask(context: &PageContext<'_>) -> AnyView {
    let places = places_to_choose(context);
    let place = (!places.is_empty()).then(|| {
        let options = places.into_iter().map(|place| {
            view! { <option value=place.id.clone()>{place_label(place)}</option> }
        });
        let options = options.collect_view();
        view! {
            <select aria-label=context.text(Key::FinderPlace) autocomplete="off">
                <option value="">{context.text(Key::FinderPlace)}</option>
                {options}
            </select>
        }
    });
    view! {
        <div class="ask" id="ask" role="search" hidden>
            <input
                type="search"
                aria-label=context.text(Key::FinderSearch)
                placeholder=context.text(Key::HomeWords)
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="search"
                maxlength="200"
            />
            <button type="button">{context.text(Key::SiteFind)}</button>
            {place}
        </div>
    }
    .into_any()
}

/// As many places as a list to choose from may have: three screens of a phone.
const PLACES_AT_MOST: usize = 60;

/// Of so many activities the places around them are more than anybody looks through.
const SERVICES_AT_MOST: usize = 5_000;

/// How far a place may be from the nearest activity to be worth choosing, in metres: a longer walk.
const NEAR_AN_ACTIVITY_M: u32 = 2_500;

/// The places that have something near, neighbourhoods before codes; of a large directory none, whose
/// finder takes them typed.
fn places_to_choose<'a>(context: &PageContext<'a>) -> Vec<&'a Place> {
    let directory = context.directory();
    let sites = || directory.services.iter().flat_map(|service| service.whereabouts.places());
    let is_near = |place: &&Place| {
        sites()
            .filter_map(|site| site.position)
            .any(|at| at.metres_to(place.centre) < NEAR_AN_ACTIVITY_M)
    };
    if directory.services.len() > SERVICES_AT_MOST {
        return Vec::new();
    }
    let mut places: Vec<&Place> = directory.places.iter().filter(is_near).collect();
    places.sort_by_key(|place| (place.kind != PlaceKind::Neighbourhood, &place.id));
    if places.len() > PLACES_AT_MOST { Vec::new() } else { places }
}

/// "Choose several at once": a button once its script is there. Until then it leads to the finder,
/// which has all choices side by side; where no script runs there is neither, and it is not shown.
fn several(context: &PageContext<'_>) -> AnyView {
    view! {
        <a class="button quiet" id="several" href=context.to(&Address::Find(context.own()))>
            <Icon name="sliders-horizontal" />
            {context.text(Key::HomeSeveral)}
        </a>
    }
    .into_any()
}

/// How many are chosen, and the way to what fits any of them. Shown while one chooses.
fn tray(context: &PageContext<'_>) -> AnyView {
    // A line for each number of choices that can be made, none included.
    let none = context.text(Key::HomeChosenNone);
    let most = u32::try_from(context.directory().vocabulary.needs.len()).unwrap_or(u32::MAX);
    let counted = (1..=most).map(|chosen| context.messages.count(Key::HomeChosen, chosen, &[]));
    let said = [none.clone()].into_iter().chain(counted).collect::<Vec<_>>().join("\n");
    view! {
        <div class="tray noprint" id="tray" hidden>
            <p role="status" data-said=said>{none}</p>
            <a class="button" href=context.to(&Address::Find(context.own()))>{context.text(Key::HomeShow)}</a>
        </div>
    }
    .into_any()
}

/// The needs that somebody meets, each with how many. One that calls for discretion is not to be
/// chosen with others: it always leads to its own page, which has a quick way out.
pub fn arms(context: &PageContext<'_>) -> Option<Vec<AnyView>> {
    let catalog = context.catalog()?;
    let results = catalog.search(&Query::default(), context.site.now);
    let needs = &context.directory().vocabulary.needs;
    let arms = counted(catalog, &results, "need").filter_map(|(id, services)| {
        let need = needs.iter().find(|need| need.id == id).filter(|_| services > 0)?;
        let address = Address::Browse(context.own(), "need".to_owned(), id.to_owned());
        let picture = need.icon.clone().unwrap_or_else(|| "signpost".to_owned());
        let label = need.label(context.locale, context.default_locale()).to_owned();
        let id = (!need.sensitive).then_some(id);
        let whole = context.messages.count(Key::BrowseCount, services, &[]);
        Some(
            view! {
                <li>
                    <a class="arm" href=context.to(&address) data-need=id>
                        <Icon name=picture />
                        <span>{label}</span>
                        <span class="count">
                            <span aria-hidden="true">{context.messages.number(services)}</span>
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
fn other_ways(context: &PageContext<'_>) -> AnyView {
    let lists = context.directory().lists.iter().filter_map(|list| {
        let words =
            list.words.get(context.locale).or_else(|| list.words.get(context.default_locale()))?;
        let lang =
            (!list.words.contains_key(context.locale)).then(|| context.default_locale().to_owned());
        let address = Address::List(context.own(), list.id.clone());
        Some(
            view! {
                <li lang=lang>
                    <a href=context.to(&address)>{words.title.clone()}</a>
                    <p class="soft">{words.for_whom.clone()}</p>
                </li>
            }
            .into_any(),
        )
    });
    let lists: Vec<_> = lists.collect();
    let browse = context.to(&Address::BrowseIndex(context.own()));
    let ways = [("by-place", Key::BrowseByPlace), ("by-language", Key::BrowseByLanguage)]
        .into_iter()
        .map(|(part, key)| {
            let href = [&browse, "#", part].concat();
            view! { <li><a class="button quiet" href=href>{context.text(key)}</a></li> }
        })
        .collect_view();
    let has_lists = !lists.is_empty();
    let start = has_lists.then(|| {
        view! {
            <section class="answer">
                <h2>{context.text(Key::ListsTitle)}</h2>
                <ul class="plain lists-first">{lists}</ul>
            </section>
        }
    });
    view! {
        {start}
        <section class="answer">
            <h2>{context.text(Key::HomeOtherWays)}</h2>
            <ul class="row plain">{ways}</ul>
        </section>
    }
    .into_any()
}
