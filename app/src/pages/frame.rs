//! What all pages share: help numbers first, the top, the way here, and the foot.

use catalog::directory::HelpLine;
use leptos::prelude::*;

use super::Address;
use super::document::Sheet;
use super::here::Here;
use super::leave;
use crate::card::{Said, isolated};
use crate::icon::Icon;
use crate::locale::Key;

/// Everything in `<body>`.
pub fn body(here: &Here<'_>, sheet: Sheet) -> AnyView {
    let is_discreet = sheet.is_discreet;
    let is_inside = here.address.locale().is_some();
    let wide = if sheet.finder.is_some() { "finder-page" } else { "wrap stack" };
    view! {
        {skips(here, is_discreet)}
        {help(here)}
        <header class="top">
            <div class="wrap">
                {mark(here)}
                {is_inside.then(|| menu(here))}
                {is_inside.then(|| languages(here))}
            </div>
            {notices(here)}
            {is_inside.then(|| aged(here))}
        </header>
        {trail(here, sheet.trail)}
        <main id="main" class=wide tabindex="-1">
            // Inside <main>, where it stays in reach however far one scrolls.
            {is_discreet.then(|| leave::button(here))}
            {sheet.main}
            {is_discreet.then(|| leave::forget(here))}
        </main>
        {foot(here, is_inside)}
    }
    .into_any()
}

/// The first stops for a keyboard.
fn skips(here: &Here<'_>, is_discreet: bool) -> AnyView {
    let skip = view! { <a class="skip" href="#main">{here.text(Key::SiteSkip)}</a> };
    match leave::skip(here).filter(|_| is_discreet) {
        // A landmark of their own, so that who jumps from one to the next comes by the way out.
        Some(leave) => {
            view! { <nav aria-label=here.text(Key::SiteLeave)>{leave}{skip}</nav> }.into_any()
        }
        None => skip.into_any(),
    }
}

/// The numbers, one press each. What each is for stands in the foot of every page, one press away,
/// and is said by the link itself to who hears it.
fn help(here: &Here<'_>) -> AnyView {
    let lines = here.config().help_now.iter().map(|line| help_link(here, line)).collect_view();
    view! {
        <section class="help" aria-label=here.text(Key::SiteHelpNow)>
            <div class="wrap">
                <a href="#help-lines">{here.text(Key::SiteHelpNow)}</a>
                {lines}
            </div>
        </section>
    }
    .into_any()
}

fn help_link(here: &Here<'_>, line: &HelpLine) -> AnyView {
    let label = here.words(&line.label).text;
    let whole =
        here.fill(Key::SiteHelpLine, &[("phone", &isolated(&line.display)), ("label", &label)]);
    view! {
        <a href=["tel:", &line.phone].concat() aria-label=whole>
            <bdi dir="ltr" translate="no">{line.display.clone()}</bdi>
        </a>
    }
    .into_any()
}

fn mark(here: &Here<'_>) -> AnyView {
    let home = match here.address.locale() {
        Some(_) => Address::Home(here.own()),
        None => Address::Root,
    };
    let Said { text, lang } = here.words(&here.config().name);
    view! {
        <a class="mark" href=here.to(&home)>
            <Icon name="signpost" />
            <span lang=lang>{text}</span>
        </a>
    }
    .into_any()
}

/// Start, find, browse, one's own plan: at the top of a wide screen, under the thumb on a phone.
fn menu(here: &Here<'_>) -> AnyView {
    let entries = [
        (Address::Home(here.own()), "house", Key::SiteStart),
        (Address::Find(here.own()), "search", Key::SiteFind),
        (Address::BrowseIndex(here.own()), "layout-grid", Key::SiteBrowse),
        (Address::Plan(here.own()), "bookmark", Key::PlanTitle),
    ];
    let links = entries
        .into_iter()
        .map(|(address, picture, key)| {
            let current = (address == *here.address).then_some("page");
            view! {
                <li>
                    <a href=here.to(&address) aria-current=current>
                        <Icon name=picture />
                        <span>{here.text(key)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <nav class="bar noprint" aria-label=here.text(Key::SiteMenu)><ul>{links}</ul></nav> }
        .into_any()
}

/// The same page in every other language, as plain links.
fn languages(here: &Here<'_>) -> AnyView {
    let name = |locale: &str| here.site.locales.own_name(locale).to_owned();
    let whole = here.fill(Key::SiteLanguage, &[("name", &name(here.locale))]);
    let links = here
        .config()
        .locales
        .iter()
        .map(|locale| {
            let current = (locale == here.locale).then_some("true");
            view! {
                <li>
                    <a
                        href=here.to(&here.nearest_in(locale))
                        lang=locale.clone()
                        hreflang=locale.clone()
                        aria-current=current
                    >
                        {name(locale)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="languages noprint">
            <summary aria-label=whole>
                <Icon name="languages" />
                {name(here.locale)}
            </summary>
            <ul>{links}</ul>
        </details>
    }
    .into_any()
}

/// That the content is a sample, and that nobody has read the words over.
fn notices(here: &Here<'_>) -> Option<AnyView> {
    let notice = here.config().notice.as_ref().map(|notice| {
        let Said { text, lang } = here.words(notice);
        view! { <p lang=lang>{text}</p> }
    });
    let is_unread = here.site.locales.is_unread(here.locale);
    let unread = is_unread.then(|| view! { <p>{here.text(Key::SiteUnreviewed)}</p> });
    (notice.is_some() || unread.is_some()).then(|| {
        view! { <div class="notice small"><div class="wrap">{notice}{unread}</div></div> }
            .into_any()
    })
}

/// Of which day this page is. A copy that a phone keeps shows it once that is a while ago: the
/// worker takes `hidden` away (`AGED` in `public/worker.js`), so that no page needs a script for it.
fn aged(here: &Here<'_>) -> AnyView {
    let day = here.messages.day(here.site.now.day);
    let words = here.fill(Key::OfflineAged, &[("day", &day)]);
    view! { <div id="aged" hidden class="notice small"><p class="wrap">{words}</p></div> }
        .into_any()
}

/// The way to this page.
fn trail(here: &Here<'_>, trail: Vec<(Address, String)>) -> Option<AnyView> {
    (!trail.is_empty()).then(|| {
        let links = trail
            .into_iter()
            .map(|(address, words)| {
                view! { <li><a href=here.to(&address)>{words}</a></li> }
            })
            .collect_view();
        view! {
            <nav class="trail wrap noprint" aria-label=here.text(Key::SiteWhereYouAre)>
                <ol>{links}</ol>
            </nav>
        }
        .into_any()
    })
}

fn foot(here: &Here<'_>, is_inside: bool) -> AnyView {
    let lines = here
        .config()
        .help_now
        .iter()
        .map(|line| {
            let Said { text, lang } = here.words(&line.label);
            view! {
                <li>
                    <a href=["tel:", &line.phone].concat()>
                        <bdi dir="ltr" translate="no">{line.display.clone()}</bdi>
                    </a>
                    <span lang=lang>{text}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <footer class="foot">
            <div class="wrap">
                <div id="help-lines">
                    <h2>{here.text(Key::SiteHelpNow)}</h2>
                    <ul class="help-lines">{lines}</ul>
                </div>
                {is_inside.then(|| more(here))}
                {wrong(here)}
                <p class="noprint"><a href="#top">{here.text(Key::FinderBackToTop)}</a></p>
            </div>
        </footer>
    }
    .into_any()
}

/// Pages about the directory, lists and groups.
fn more(here: &Here<'_>) -> AnyView {
    let pages = here.directory().pages.iter().filter_map(|page| {
        let found = [here.locale, here.default_locale()]
            .into_iter()
            .find_map(|locale| Some((locale, page.words.get(locale)?)))?;
        let lang = (found.0 != here.locale).then(|| found.0.to_owned());
        let address = Address::Page(here.own(), page.name.clone());
        Some((address, Said { text: found.1.title.clone(), lang }))
    });
    let own = |key: Key| Said { text: here.text(key), lang: None };
    let links = [
        (Address::Lists(here.own()), own(Key::ListsTitle)),
        (Address::Organizations(here.own()), own(Key::GroupsTitle)),
        (Address::Keep(here.own()), own(Key::OfflineTitle)),
    ]
    .into_iter()
    .chain(pages)
    .map(|(address, Said { text, lang })| {
        let current = (address == *here.address).then_some("page");
        view! { <li><a href=here.to(&address) lang=lang aria-current=current>{text}</a></li> }
    })
    .collect_view();
    view! { <nav class="noprint" aria-label=here.text(Key::SiteMore)><ul class="row">{links}</ul></nav> }
        .into_any()
}

/// Whom to tell that something is wrong.
fn wrong(here: &Here<'_>) -> Option<AnyView> {
    let config = here.config();
    if config.contact_email.is_none() && config.contact_phone.is_none() {
        return None;
    }
    let email = config.contact_email.clone().map(|email| {
        let href = ["mailto:", &email].concat();
        view! { <a href=href><bdi dir="ltr" translate="no">{email}</bdi></a> }
    });
    let phone = config.contact_phone.as_ref().map(|phone| {
        let shown = here.messages.phone(phone);
        view! { <a href=["tel:", phone].concat()><bdi dir="ltr" translate="no">{shown}</bdi></a> }
    });
    Some(
        view! {
            <p class="row"><span>{here.text(Key::SiteWrong)}</span>{email}{phone}</p>
        }
        .into_any(),
    )
}
