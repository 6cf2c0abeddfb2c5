//! The ways out of a page that calls for discretion. The link works where no script runs;
//! `leave.js` makes it leave no trace, hears Shift pressed three times, and forgets.
//!
//! After the "Exit this page" of the GOV.UK Design System, whose findings we take: a first stop for
//! the keyboard, a button always in reach, presses that are counted aloud and in sight.

use leptos::prelude::*;

use super::here::Here;
use crate::icon::Icon;
use crate::locale::Key;

/// How often Shift is pressed to leave.
const PRESSES: u32 = 3;

/// The first stop on the page, seen when it is reached by keyboard.
pub fn skip(here: &Here<'_>) -> Option<AnyView> {
    let href = here.config().quick_exit.clone()?;
    let words = here.text(Key::SiteLeave);
    Some(view! { <a class="skip leave" href=href rel="noreferrer">{words}</a> }.into_any())
}

/// The button, always in reach, and the line that counts.
pub fn button(here: &Here<'_>) -> Option<AnyView> {
    let href = here.config().quick_exit.clone()?;
    let lights = (0..PRESSES).map(|_| view! { <i></i> }).collect_view();
    // After the first press, after the second, and so on.
    let counted = (1..PRESSES).rev().map(|left| here.messages.count(Key::SiteLeaveMore, left, &[]));
    let counted = counted.chain([here.text(Key::SiteLeaving)]).collect::<Vec<_>>().join("\n");
    Some(
        view! {
            <a class="button leave" href=href rel="noreferrer">
                <Icon name="log-out" />
                {here.text(Key::SiteLeave)}
                <span class="presses" aria-hidden="true">{lights}</span>
            </a>
            <p class="unseen" id="leave-said" role="status" data-counted=counted data-over=here.text(Key::SiteLeaveOver)></p>
        }
        .into_any(),
    )
}

/// How else to leave, and how to take along what the phone has kept: the end of the page. Hidden
/// until the script is there that does it.
pub fn forget(here: &Here<'_>) -> Option<AnyView> {
    here.config().quick_exit.as_ref()?;
    Some(
        view! {
            <section class="answer noprint" id="forget" hidden>
                <h2>{here.text(Key::SiteForget)}</h2>
                <p>{here.text(Key::SiteLeaveKeys)}</p>
                <p>{here.text(Key::SiteForgetText)}</p>
                <p>
                    <button type="button" class="quiet" data-root=here.file("")>
                        {here.text(Key::SiteForget)}
                    </button>
                </p>
            </section>
        }
        .into_any(),
    )
}
