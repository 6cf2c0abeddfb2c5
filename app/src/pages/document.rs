//! The whole HTML document around a page: head and frame.

use leptos::prelude::*;

use super::frame;
use super::here::Here;
use super::sheet;
use super::{Address, Assets, FinderAssets, PlanAssets};
use crate::locale::Key;

/// What a page may do: nothing but show itself. For hosts that cannot send it as a header.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; \
     base-uri 'none'; form-action 'none'";

/// The colour of the line of help numbers, for the browser's own bar. As in `signpost.css`.
const THEME_COLOUR: &str = "#7a1f2b";

/// What a page has to say for itself.
pub struct Sheet {
    /// What it is called; `None` where only the site's name is to be seen, in a tab or a history.
    pub title: Option<String>,
    /// One line for search engines and link previews.
    pub description: Option<String>,
    /// It calls for discretion: a neutral title, and a quick way out.
    pub is_discreet: bool,
    /// Search engines are asked to leave it out.
    pub is_unlisted: bool,
    /// It prints on one sheet of paper.
    pub is_one_sheet: bool,
    /// The way to it: address and words, from the start page on, itself not included.
    pub trail: Vec<(Address, String)>,
    /// The finder's files, where it holds the finder.
    pub finder: Option<FinderAssets>,
    /// What it needs of the plan.
    pub plan: Option<PlanPart>,
    /// A script of its own, by its path from the root of the site.
    pub script: Option<String>,
    /// What stands in `<main>`.
    pub main: AnyView,
}

/// What a page needs of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// A button that keeps an activity.
    Keep,
    /// The plan itself.
    Whole,
}

impl Sheet {
    /// A page like most.
    pub fn new(title: String, main: AnyView) -> Self {
        Self {
            title: Some(title),
            description: None,
            is_discreet: false,
            is_unlisted: false,
            is_one_sheet: false,
            trail: Vec::new(),
            finder: None,
            plan: None,
            script: None,
            main,
        }
    }
}

/// The document. The body is drawn by itself, because its length tells how it is printed.
pub fn document(here: &Here<'_>, sheet: Sheet) -> String {
    let (is_one_sheet, has_finder) = (sheet.is_one_sheet, sheet.finder.is_some());
    let head = marked(head(here, &sheet).to_html(), false);
    let body = marked(frame::body(here, sheet).to_html(), has_finder);
    let (locale, direction) = (here.locale, here.messages.direction.code());
    [
        "<!DOCTYPE html><html lang=\"",
        locale,
        "\" dir=\"",
        direction,
        "\">",
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

fn head(here: &Here<'_>, sheet: &Sheet) -> AnyView {
    let assets = &here.site.assets;
    let site_name = here.site_name();
    let title = match &sheet.title {
        Some(title) if !sheet.is_discreet => {
            here.fill(Key::SiteTitle, &[("page", title), ("site", &site_name)])
        }
        _ => site_name,
    };
    let description = sheet.description.clone().filter(|_| !sheet.is_discreet);
    let leave =
        (sheet.is_discreet && here.config().quick_exit.is_some()).then_some(&assets.leave_script);
    let scripts = sheet.script.iter().chain(leave);
    let scripts =
        scripts.map(|script| view! { <script type="module" src=here.file(script)></script> });
    let scripts = scripts.collect_view();
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta http-equiv="Content-Security-Policy" content=CONTENT_SECURITY_POLICY />
            <meta name="referrer" content="no-referrer" />
            {sheet.finder.as_ref().map(|finder| early(here, finder))}
            <title>{title}</title>
            {description.map(|words| view! { <meta name="description" content=words /> })}
            {sheet.is_unlisted.then(|| view! { <meta name="robots" content="noindex" /> })}
            <meta name="theme-color" content=THEME_COLOUR />
            <meta name="format-detection" content="telephone=no" />
            <link rel="stylesheet" href=here.file(&assets.stylesheet) />
            <link rel="icon" type="image/svg+xml" href=here.file(&assets.icon) />
            <link rel="manifest" href=here.file("signpost.webmanifest") />
            {alternates(here)}
            {sheet.finder.as_ref().map(|finder| finder_links(here, finder))}
            {plan_links(here, sheet.plan)}
            {scripts}
        </head>
    }
    .into_any()
}

/// Where this page stands, and where it stands in other languages.
fn alternates(here: &Here<'_>) -> AnyView {
    if *here.address == Address::NotFound {
        return ().into_any();
    }
    let canonical = here.absolute(here.address);
    let locales: &[String] =
        if here.address.locale().is_some() { &here.config().locales } else { &[] };
    let others = locales
        .iter()
        .filter_map(|locale| {
            let href = here.absolute(&here.in_locale(locale)?);
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
fn plan_links(here: &Here<'_>, part: Option<PlanPart>) -> Option<AnyView> {
    let PlanAssets { add_script, start_script, glue, wasm: _ } = here.site.assets.plan.as_ref()?;
    let whole = part? == PlanPart::Whole;
    let script = if whole { start_script } else { add_script };
    let glue = whole.then(|| view! { <link rel="modulepreload" href=here.file(glue) /> });
    Some(
        view! {
            {glue}
            <script type="module" src=here.file(script)></script>
            <noscript>
                <link rel="stylesheet" href=here.file(&here.site.assets.noscript_stylesheet) />
            </noscript>
        }
        .into_any(),
    )
}

/// What a finder needs most, and the script that asks for it: before all else, so that everything
/// comes side by side. The style sheet is named first, because a script would hold it up.
fn early(here: &Here<'_>, finder: &FinderAssets) -> AnyView {
    let Assets { stylesheet, early_script, .. } = &here.site.assets;
    let script = early_script.as_ref().map(|script| {
        view! {
            <script
                src=here.file(script)
                data-catalog=here.file(&finder.catalog)
                data-manifest=finder.manifest.clone()
                data-first=finder.first.join(" ")
                data-places=finder.places.clone()
                data-wasm=here.file(&finder.wasm)
            ></script>
        }
    });
    view! {
        <link rel="preload" r#as="style" href=here.file(stylesheet) />
        {script}
    }
    .into_any()
}

/// The finder's script, and those that it will ask for.
fn finder_links(here: &Here<'_>, finder: &FinderAssets) -> AnyView {
    let keep = here.site.assets.plan.as_ref().map(|plan| here.file(&plan.add_script));
    view! {
        {keep.map(|script| view! { <link rel="modulepreload" href=script /> })}
        <link rel="modulepreload" href=here.file(&finder.glue) />
        <script type="module" src=here.file(&finder.start_script)></script>
        <noscript>
            <link rel="stylesheet" href=here.file(&here.site.assets.noscript_stylesheet) />
        </noscript>
    }
    .into_any()
}
