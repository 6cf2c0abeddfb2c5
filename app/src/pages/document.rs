//! The whole HTML document around a page: head and frame.

use leptos::prelude::*;

use super::context::PageContext;
use super::page::{Page, PlanPart, WayOut};
use super::{Address, FinderAssets, PlanAssets, SlipAssets, frame, policy, sheet};
use crate::locale::Key;

/// The colour of the line of help numbers, for the browser's own bar. As in `signpost.css`.
const THEME_COLOUR: &str = "#7a1f2b";

/// The document. The body is drawn by itself, because its length tells how it is printed.
pub fn document(context: &PageContext<'_>, page: Page) -> String {
    let (is_one_sheet, has_finder) = (page.is_one_sheet, page.finder.is_some());
    let way_out = page.way_out();
    let head = marked(head(context, &page).to_html(), false);
    let body = marked(frame::body(context, page).to_html(), has_finder);
    let (locale, direction) = (context.locale, context.messages.direction.code());
    let is_left_at_once = way_out == WayOut::Always && context.config().quick_exit.is_some();
    [
        "<!DOCTYPE html><html lang=\"",
        locale,
        "\" dir=\"",
        direction,
        // From here on the way out is shown; `leave.js` says so on other pages.
        if is_left_at_once { "\" class=\"has-way-out\">" } else { "\">" },
        &head,
        match (is_one_sheet, is_one_sheet && sheet::is_long(&body)) {
            (false, _) => "<body id=\"top\">",
            (true, false) => "<body id=\"top\" class=\"sheet\">",
            (true, true) => "<body id=\"top\" class=\"sheet long\">",
        },
        &body,
        "</body></html>\n",
    ]
    .concat()
}

/// Markup without the marks that leptos leaves for hydration, or with them as comments that HTML
/// knows: a browser reads `<!>` alike, but calls it an error.
fn marked(html: String, is_hydrated: bool) -> String {
    html.replace("<!>", if is_hydrated { "<!---->" } else { "" })
}

fn head(context: &PageContext<'_>, page: &Page) -> AnyView {
    let assets = &context.site.assets;
    let site_name = context.site_name();
    let title = match &page.title {
        Some(title) if !page.is_discreet => {
            context.fill(Key::SiteTitle, &[("page", title), ("site", &site_name)])
        }
        _ => site_name,
    };
    let description = page.description.clone().filter(|_| !page.is_discreet);
    let has_way_out = page.way_out() != WayOut::Never && context.config().quick_exit.is_some();
    let leave = has_way_out.then_some(&assets.leave_script);
    let scripts = page.script.iter().chain(leave);
    let scripts =
        scripts.map(|script| view! { <script type="module" src=context.file(script)></script> });
    let scripts = scripts.collect_view();
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta http-equiv="Content-Security-Policy" content=policy::for_meta(&assets.inline_scripts) />
            <meta name="referrer" content="no-referrer" />
            {assets.left_script.clone().map(|script| view! { <script inner_html=script></script> })}
            {page.finder.as_ref().map(|finder| early(context, finder))}
            <title>{title}</title>
            {description.map(|words| view! { <meta name="description" content=words /> })}
            {page.is_unlisted.then(|| view! { <meta name="robots" content="noindex" /> })}
            <meta name="theme-color" content=THEME_COLOUR />
            <meta name="format-detection" content="telephone=no" />
            <link rel="stylesheet" href=context.file(&assets.stylesheet) />
            {page
                .stylesheets
                .iter()
                .map(|sheet| view! { <link rel="stylesheet" href=context.file(sheet) /> })
                .collect_view()}
            {page.paper_stylesheet.as_ref().map(|sheet| view! {
                <link rel="stylesheet" media="print" href=context.file(sheet) />
            })}
            <link rel="icon" type="image/svg+xml" href=context.file(&assets.icon) />
            <link rel="manifest" href=context.file("signpost.webmanifest") />
            {alternates(context)}
            {page.finder.as_ref().map(|finder| finder_links(context, finder))}
            {plan_links(context, page.plan)}
            {page.program.as_ref().map(|script| program_links(context, script))}
            {scripts}
            {structured(page)}
        </head>
    }
    .into_any()
}

/// What programs of other sites read. The policy says nothing of it: a block of data is never run (HTML, "prepare the
/// script element": a type that is no script's ends there, before the policy is asked).
fn structured(page: &Page) -> Option<AnyView> {
    let data = page.structured.clone().filter(|_| !page.is_discreet)?;
    Some(view! { <script type="application/ld+json" inner_html=data></script> }.into_any())
}

/// Where this page stands, and where it stands in other languages.
fn alternates(context: &PageContext<'_>) -> AnyView {
    if *context.address == Address::NotFound {
        return ().into_any();
    }
    let canonical = context.absolute(context.address);
    let locales: &[String] =
        if context.address.locale().is_some() { &context.config().locales } else { &[] };
    let others = locales
        .iter()
        .filter_map(|locale| {
            let href = context.absolute(&context.in_locale(locale)?);
            Some(view! { <link rel="alternate" hreflang=locale.clone() href=href /> })
        })
        .collect_view();
    view! {
        <link rel="canonical" href=canonical />
        {others}
    }
    .into_any()
}

/// The plan's script: it does nothing before somebody presses a button.
fn plan_links(context: &PageContext<'_>, part: Option<PlanPart>) -> Option<AnyView> {
    let PlanAssets { add_script, script, wasm: _ } = context.site.assets.plan.as_ref()?;
    let handed = context.site.assets.handed.as_ref().filter(|_| part == Some(PlanPart::Handed));
    let script = match (part?, handed) {
        (PlanPart::Keep, _) => add_script,
        (PlanPart::Whole, _) => script,
        (PlanPart::Handed, handed) => &handed?.script,
    };
    let wait = context.site.assets.wait_script.clone().filter(|_| part != Some(PlanPart::Keep));
    let wait = wait.map(|wait| {
        view! { <script data-script=context.file(script) inner_html=wait></script> }
    });
    let slips = context.site.assets.slips.get(context.locale).map(|slips| match slips {
        SlipAssets::Whole(path) | SlipAssets::Index(path) => context.file(path),
    });
    let early = handed.map(|handed| {
        view! {
            <script
                data-slips=slips
                data-wasm=context.file(&handed.wasm)
                inner_html=handed.early_script.clone()
            ></script>
        }
    });
    Some(
        view! {
            {wait}
            {early}
            <script type="module" src=context.file(script)></script>
            <noscript>
                <link
                    rel="stylesheet"
                    href=context.file(&context.site.assets.noscript_stylesheet)
                />
            </noscript>
        }
        .into_any(),
    )
}

/// A program's script, and what says so where the program does not come.
fn program_links(context: &PageContext<'_>, script: &str) -> AnyView {
    let wait = context.site.assets.wait_script.clone();
    let wait = wait.map(|wait| {
        view! { <script data-script=context.file(script) inner_html=wait></script> }
    });
    view! {
        {wait}
        <script type="module" src=context.file(script)></script>
        <noscript>
            <link rel="stylesheet" href=context.file(&context.site.assets.noscript_stylesheet) />
        </noscript>
    }
    .into_any()
}

/// The script that asks for what a finder needs: in the page itself and before all else, so that
/// everything comes side by side and nothing waits for the script's own round trip.
fn early(context: &PageContext<'_>, finder: &FinderAssets) -> Option<AnyView> {
    let script = context.site.assets.early_script.clone()?;
    Some(
        view! {
            <script
                data-catalog=context.file(&finder.catalog)
                data-manifest=finder.manifest.clone()
                data-first=finder.first.join(" ")
                data-all=finder.loads_all.then_some("")
                data-places=finder.places.clone()
                data-script=context.file(&finder.script)
                data-wasm=context.file(&finder.wasm)
                inner_html=script
            ></script>
        }
        .into_any(),
    )
}

/// The script that starts the finder.
fn finder_links(context: &PageContext<'_>, finder: &FinderAssets) -> AnyView {
    view! {
        <script type="module" src=context.file(&finder.script)></script>
        <noscript>
            <link rel="stylesheet" href=context.file(&context.site.assets.noscript_stylesheet) />
        </noscript>
    }
    .into_any()
}
