//! The ways out of a page that calls for discretion. The link works where no script runs;
//! `leave.js` makes it leave no trace, hears Shift pressed three times, and forgets.
//!
//! After the "Exit this page" of the GOV.UK Design System, whose findings we take: a first stop for
//! the keyboard, a button always in reach, presses that are counted aloud and in sight.

use leptos::prelude::*;

use super::context::PageContext;
use super::page::WayOut;
use crate::icon::Icon;
use crate::locale::Key;
use crate::plan::file::STORED;

/// How often Shift is pressed to leave.
const PRESSES: u32 = 3;

/// The classes of a part of the way out, which may be hidden until `leave.js` finds that something
/// calls for discretion ([`crate::card::SENSITIVE`]).
fn classes(own: &str, way_out: WayOut) -> String {
    let hidden = if way_out == WayOut::WhenDiscreet { " when-discreet" } else { "" };
    [own, hidden].concat()
}

/// The first stops on the page: the way out, seen when it is reached by keyboard, and `skip`. A landmark
/// of their own, so that who jumps from one to the next comes by the way out; `leave.js` takes `skip`
/// into it where the way out has waited.
pub fn skips(context: &PageContext<'_>, way_out: WayOut, skip: AnyView) -> AnyView {
    let href = context.config().quick_exit.clone();
    let Some(href) = href.filter(|_| way_out != WayOut::Never) else { return skip };
    let words = context.text(Key::SiteLeave);
    let name = words.clone();
    let leave = view! { <a class="skip leave" href=href rel="noreferrer">{words}</a> };
    let class = classes("noprint", way_out);
    match way_out {
        WayOut::Always => view! { <nav class=class aria-label=name>{leave}{skip}</nav> }.into_any(),
        _ => view! { {skip}<nav class=class aria-label=name>{leave}</nav> }.into_any(),
    }
}

/// The button in a row of its own, always in reach, and the line that counts.
pub fn button(context: &PageContext<'_>, way_out: WayOut) -> Option<AnyView> {
    if way_out == WayOut::Never {
        return None;
    }
    let class = classes("way-out noprint", way_out);
    let href = context.config().quick_exit.clone()?;
    let lights = (0..PRESSES).map(|_| view! { <i></i> }).collect_view();
    // After the first press, after the second, and so on.
    let counted =
        (1..PRESSES).rev().map(|left| context.messages.count(Key::SiteLeaveMore, left, &[]));
    let counted = counted.chain([context.text(Key::SiteLeaving)]).collect::<Vec<_>>().join("\n");
    Some(
        view! {
            <div class=class>
                <a class="button leave" href=href rel="noreferrer">
                    <Icon name="log-out" />
                    {context.text(Key::SiteLeave)}
                    <span class="presses" aria-hidden="true">{lights}</span>
                </a>
                <p class="unseen" id="leave-said" role="status" data-counted=counted data-over=context.text(Key::SiteLeaveOver)></p>
            </div>
        }
        .into_any(),
    )
}

/// How else to leave, and how to take along what the phone has kept: the end of the page. Hidden
/// until the script is there that does it.
pub fn forget(context: &PageContext<'_>, way_out: WayOut) -> Option<AnyView> {
    context.config().quick_exit.as_ref().filter(|_| way_out != WayOut::Never)?;
    let class = classes("answer noprint", way_out);
    let stored = [STORED, super::unfound::STORED].join("\n");
    Some(
        view! {
            <section class=class id="forget" hidden>
                <h2>{context.text(Key::SiteForget)}</h2>
                <p>{context.text(Key::SiteLeaveKeys)}</p>
                <p>{context.text(Key::SiteForgetText)}</p>
                <p>
                    <button type="button" class="quiet" data-root=context.file("") data-stored=stored>
                        {context.text(Key::SiteForget)}
                    </button>
                </p>
            </section>
        }
        .into_any(),
    )
}
