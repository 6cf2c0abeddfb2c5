//! What all pages share: help numbers first, the top, the way here, and the foot.

use catalog::directory::HelpLine;
use catalog::phone::Phone;
use leptos::prelude::*;

use super::Address;
use super::context::PageContext;
use super::leave;
use super::page::{Page, WayOut};
use crate::card::{Said, isolated};
use crate::icon::Icon;
use crate::locale::Key;
use crate::markup::Markup;

/// Everything in `<body>`.
pub fn body(context: &PageContext<'_>, page: Page) -> AnyView {
    let way_out = page.way_out();
    let is_inside = context.address.locale().is_some();
    let wide = if page.finder.is_some() { "finder-page" } else { "wrap stack" };
    view! {
        {skips(context, way_out)}
        {help(context)}
        <header class="top">
            <div class="wrap">
                {mark(context)}
                {is_inside.then(|| menu(context))}
                {is_inside.then(|| languages(context))}
            </div>
            {notices(context)}
            {is_inside.then(|| aged(context))}
        </header>
        {trail(context, page.trail)}
        <main id="main" class=wide tabindex="-1">
            // Inside <main>, where it stays in reach however far one scrolls.
            {leave::button(context, way_out)}
            {page.main}
            {page.is_discreet.then(|| discreet_paper(context, page.discreet_paper))}
            {leave::forget(context, way_out)}
        </main>
        {foot(context, is_inside)}
    }
    .into_any()
}

/// What a printer gets of a page that calls for discretion: whoever finds the sheet learns nothing.
fn discreet_paper(context: &PageContext<'_>, more: Option<AnyView>) -> AnyView {
    // A heading of the sheet, where the page's own is not printed.
    let mut heading = Markup::new();
    heading.tag("<p class=\"big\" role=\"heading\" aria-level=\"1\">");
    heading.text(context.messages.text(Key::PlanNeutral)).tag("</p>");
    view! {
        <div class="paper discreet">
            <div inner_html=heading.into_text()></div>
            {more}
        </div>
    }
    .into_any()
}

/// The first stops for a keyboard.
fn skips(context: &PageContext<'_>, way_out: WayOut) -> AnyView {
    let skip = view! { <a class="skip" href="#main">{context.text(Key::SiteSkip)}</a> }.into_any();
    leave::skips(context, way_out, skip)
}

/// The numbers, one press each. What each is for stands in the foot of every page, one press away,
/// and is said by the link itself to who hears it.
fn help(context: &PageContext<'_>) -> AnyView {
    let lines =
        context.config().help_now.iter().map(|line| help_link(context, line)).collect_view();
    view! {
        <section class="help" aria-label=context.text(Key::SiteHelpNow)>
            <div class="wrap">
                <a href="#help-lines">{context.text(Key::SiteHelpNow)}</a>
                {lines}
            </div>
        </section>
    }
    .into_any()
}

fn help_link(context: &PageContext<'_>, line: &HelpLine) -> AnyView {
    let label = context.words(&line.label).text;
    let whole =
        context.fill(Key::SiteHelpLine, &[("phone", &isolated(&line.display)), ("label", &label)]);
    view! {
        <a href=Phone::read(&line.phone).link() aria-label=whole>
            <bdi dir="ltr" translate="no">{line.display.clone()}</bdi>
        </a>
    }
    .into_any()
}

fn mark(context: &PageContext<'_>) -> AnyView {
    let home = match context.address.locale() {
        Some(_) => Address::Home(context.own()),
        None => Address::Root,
    };
    let Said { text, lang } = context.words(&context.config().name);
    view! {
        <a class="mark" href=context.to(&home)>
            <Icon name="signpost" />
            <span lang=lang>{text}</span>
        </a>
    }
    .into_any()
}

/// What stands in the menu: people at work have a bar of their own.
fn entries(context: &PageContext<'_>) -> Vec<(Address, &'static str, Key)> {
    match context.address {
        Address::Desk(_) | Address::People(_) => vec![
            (Address::Desk(context.own()), "user", Key::HandOverMenu),
            (Address::People(context.own()), "list", Key::PeopleTitle),
            (Address::Find(context.own()), "search", Key::SiteFind),
            (Address::BrowseIndex(context.own()), "layout-grid", Key::SiteBrowse),
        ],
        _ => vec![
            (Address::Home(context.own()), "house", Key::SiteStart),
            (Address::Find(context.own()), "search", Key::SiteFind),
            (Address::BrowseIndex(context.own()), "layout-grid", Key::SiteBrowse),
            (Address::Plan(context.own()), "bookmark", Key::PlanTitle),
        ],
    }
}

/// The menu of entries: at the top of a wide screen, under the thumb on a phone.
fn menu(context: &PageContext<'_>) -> AnyView {
    let links = entries(context)
        .into_iter()
        .map(|(address, picture, key)| {
            let current = (address == *context.address).then_some("page");
            view! {
                <li>
                    <a href=context.to(&address) aria-current=current>
                        <Icon name=picture />
                        <span>{context.text(key)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <nav class="bar noprint" aria-label=context.text(Key::SiteMenu)><ul>{links}</ul></nav> }
        .into_any()
}

/// The same page in every other language, as plain links.
fn languages(context: &PageContext<'_>) -> AnyView {
    let name = |locale: &str| context.site.locales.own_name(locale).to_owned();
    let whole = context.fill(Key::SiteLanguage, &[("name", &name(context.locale))]);
    let links = context
        .config()
        .locales
        .iter()
        .map(|locale| {
            let current = (locale == context.locale).then_some("true");
            view! {
                <li>
                    <a
                        href=context.to(&context.nearest_in(locale))
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
                {name(context.locale)}
            </summary>
            <ul>{links}</ul>
        </details>
    }
    .into_any()
}

/// That the content is a sample, and that nobody has read the words over. Where people look for
/// something, what they find comes first: there it is one line.
fn notices(context: &PageContext<'_>) -> Option<AnyView> {
    let is_slim = matches!(
        context.address,
        Address::Find(_)
            | Address::Plan(_)
            | Address::People(_)
            | Address::Reply(_)
            | Address::Desk(_)
            | Address::Handed(_)
            | Address::Add(_)
            | Address::BrowseIndex(_)
            | Address::Browse(..)
            | Address::BrowseBoth(..)
            | Address::BrowsePlace(..)
    );
    let class = if is_slim { "notice small slim" } else { "notice small" };
    let notice = context.config().notice.as_ref().map(|notice| {
        let Said { text, lang } = context.words(notice);
        let text = if is_slim { first_sentence(&text).to_owned() } else { text };
        view! { <p lang=lang>{text}</p> }
    });
    let is_unread = context.site.locales.is_unread(context.locale);
    let unread = if is_slim { Key::SiteUnreviewedShort } else { Key::SiteUnreviewed };
    let unread = is_unread.then(|| view! { <p>{context.text(unread)}</p> });
    (notice.is_some() || unread.is_some()).then(|| {
        view! { <div class=class><div class="wrap">{notice}{unread}</div></div> }.into_any()
    })
}

/// Where a sentence ends, in the scripts of our pages.
const ENDS: [char; 6] = ['.', '!', '?', '\u{964}', '\u{3002}', '\u{6d4}'];

/// The first sentence of a text, or all of it where it has one only.
fn first_sentence(text: &str) -> &str {
    let ends = text.char_indices().filter(|(_, sign)| ENDS.contains(sign));
    let mut cuts = ends.map(|(at, sign)| (sign, text.split_at(at + sign.len_utf8())));
    let first = cuts.find(|(sign, (_, after))| {
        // Chinese sentences follow each other without a space.
        let is_end = *sign == '\u{3002}' || after.starts_with(char::is_whitespace);
        is_end && after.contains(char::is_alphanumeric)
    });
    first.map_or(text, |(_, (sentence, _))| sentence)
}

/// Of which day this page is. A copy that a phone keeps shows it once that is a while ago: the
/// worker takes `hidden` away (`AGED` in `public/worker.js`), so that no page needs a script for it.
fn aged(context: &PageContext<'_>) -> AnyView {
    let day = context.messages.day(context.site.now.day);
    let words = context.fill(Key::OfflineAged, &[("day", &day)]);
    view! { <div id="aged" hidden class="notice small"><p class="wrap">{words}</p></div> }
        .into_any()
}

/// The way to this page.
fn trail(context: &PageContext<'_>, trail: Vec<(Address, String)>) -> Option<AnyView> {
    (!trail.is_empty()).then(|| {
        let links = trail
            .into_iter()
            .map(|(address, words)| {
                view! { <li><a href=context.to(&address)>{words}</a></li> }
            })
            .collect_view();
        view! {
            <nav class="trail wrap noprint" aria-label=context.text(Key::SiteWhereYouAre)>
                <ol>{links}</ol>
            </nav>
        }
        .into_any()
    })
}

fn foot(context: &PageContext<'_>, is_inside: bool) -> AnyView {
    let lines = context
        .config()
        .help_now
        .iter()
        .map(|line| {
            let Said { text, lang } = context.words(&line.label);
            view! {
                <li>
                    <a href=Phone::read(&line.phone).link()>
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
                    <h2>{context.text(Key::SiteHelpNow)}</h2>
                    <ul class="help-lines">{lines}</ul>
                </div>
                {is_inside.then(|| more(context))}
                {wrong(context)}
                <p class="noprint"><a href="#top">{context.text(Key::FinderBackToTop)}</a></p>
            </div>
        </footer>
    }
    .into_any()
}

/// Pages about the directory, lists and groups.
fn more(context: &PageContext<'_>) -> AnyView {
    let pages = context.directory().pages.iter().filter_map(|page| {
        let found = [context.locale, context.default_locale()]
            .into_iter()
            .find_map(|locale| Some((locale, page.words.get(locale)?)))?;
        let lang = (found.0 != context.locale).then(|| found.0.to_owned());
        let address = Address::Page(context.own(), page.name.clone());
        Some((address, Said { text: found.1.title.clone(), lang }))
    });
    let own = |key: Key| Said { text: context.text(key), lang: None };
    let links = [
        (Address::Lists(context.own()), own(Key::ListsTitle)),
        (Address::Organizations(context.own()), own(Key::GroupsTitle)),
        (Address::Store(context.own()), own(Key::OfflineTitle)),
        (Address::Desk(context.own()), own(Key::HandOverFoot)),
        (Address::Add(context.own()), own(Key::AddFoot)),
    ]
    .into_iter()
    .chain(pages)
    .map(|(address, Said { text, lang })| {
        let current = (address == *context.address).then_some("page");
        view! { <li><a href=context.to(&address) lang=lang aria-current=current>{text}</a></li> }
    })
    .collect_view();
    view! { <nav class="noprint" aria-label=context.text(Key::SiteMore)><ul class="row">{links}</ul></nav> }
        .into_any()
}

/// Whom to tell that something is wrong.
fn wrong(context: &PageContext<'_>) -> Option<AnyView> {
    let config = context.config();
    if config.contact_email.is_none() && config.contact_phone.is_none() {
        return None;
    }
    let email = config.contact_email.clone().map(|email| {
        let href = ["mailto:", &email].concat();
        view! { <a href=href><bdi dir="ltr" translate="no">{email}</bdi></a> }
    });
    let phone = config.contact_phone.as_ref().map(|phone| {
        let shown = context.messages.phone(phone);
        view! { <a href=Phone::read(phone).link()><bdi dir="ltr" translate="no">{shown}</bdi></a> }
    });
    Some(
        view! {
            <p class="row"><span>{context.text(Key::SiteWrong)}</span>{email}{phone}</p>
        }
        .into_any(),
    )
}
