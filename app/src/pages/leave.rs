//! The ways out of a page that calls for discretion. The link works where no script runs;
//! `leave.js` makes it leave no trace, hears Shift pressed three times, and forgets.
//!
//! After the "Exit this page" of the GOV.UK Design System, whose findings we take: a first stop for
//! the keyboard, a button always in reach, presses that are counted aloud and in sight.

use leptos::prelude::*;

use super::context::PageContext;
use crate::icon::Icon;
use crate::locale::Key;
use crate::plan::file::STORED;

/// How often Shift is pressed to leave.
const PRESSES: u32 = 3;

/// The first stop on the page, seen when it is reached by keyboard.
pub fn skip(context: &PageContext<'_>) -> Option<AnyView> {
    let href = context.config().quick_exit.clone()?;
    let words = context.text(Key::SiteLeave);
    Some(view! { <a class="skip leave" href=href rel="noreferrer">{words}</a> }.into_any())
}

/// The button, always in reach, and the line that counts.
pub fn button(context: &PageContext<'_>) -> Option<AnyView> {
    let href = context.config().quick_exit.clone()?;
    let lights = (0..PRESSES).map(|_| view! { <i></i> }).collect_view();
    // After the first press, after the second, and so on.
    let counted =
        (1..PRESSES).rev().map(|left| context.messages.count(Key::SiteLeaveMore, left, &[]));
    let counted = counted.chain([context.text(Key::SiteLeaving)]).collect::<Vec<_>>().join("\n");
    Some(
        view! {
            <a class="button leave" href=href rel="noreferrer">
                <Icon name="log-out" />
                {context.text(Key::SiteLeave)}
                <span class="presses" aria-hidden="true">{lights}</span>
            </a>
            <p class="unseen" id="leave-said" role="status" data-counted=counted data-over=context.text(Key::SiteLeaveOver)></p>
        }
        .into_any(),
    )
}

/// How else to leave, and how to take along what the phone has kept: the end of the page. Hidden
/// until the script is there that does it.
pub fn forget(context: &PageContext<'_>) -> Option<AnyView> {
    context.config().quick_exit.as_ref()?;
    Some(
        view! {
            <section class="answer noprint" id="forget" hidden>
                <h2>{context.text(Key::SiteForget)}</h2>
                <p>{context.text(Key::SiteLeaveKeys)}</p>
                <p>{context.text(Key::SiteForgetText)}</p>
                <p>
                    <button type="button" class="quiet" data-root=context.file("") data-plan=STORED>
                        {context.text(Key::SiteForget)}
                    </button>
                </p>
            </section>
        }
        .into_any(),
    )
}
