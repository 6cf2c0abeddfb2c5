//! Words that found nothing, which somebody may send us by their own hand: hidden on the find page until
//! `public/unfound.js` finds such words there. Nothing of this knows what was typed.

use catalog::query::escape;
use leptos::prelude::*;

use super::context::PageContext;
use crate::icon::Icon;
use crate::locale::Key;

/// Under which name a browser keeps them, once somebody has pressed for that.
pub const STORED: &str = "signpost.words";

/// What is folded away below the results.
pub fn unfound(context: &PageContext<'_>) -> AnyView {
    let text = |key| context.text(key);
    let email = context.config().contact_email.as_ref().map(|email| {
        let subject = escape(&context.fill(Key::UnfoundSubject, &[("site", &context.site_name())]));
        let to = ["mailto:", email, "?subject=", &subject, "&"].concat();
        view! {
            <a class="button quiet" data-to=to>
                <Icon name="mail" />
                {text(Key::PlanReplyEmail)}
            </a>
        }
    });
    let button = |what: &'static str, key: Key| {
        let is_hidden = matches!(what, "share" | "forget");
        view! {
            <button type="button" class="quiet" data-unfound=what hidden=is_hidden>{text(key)}</button>
        }
    };
    view! {
        <details class="fold noprint" id="unfound" data-stored=STORED hidden>
            <summary><span>{text(Key::UnfoundTitle)}</span></summary>
            <div class="own">
                <p>{text(Key::UnfoundLead)}</p>
                <label for="unfound-words">{text(Key::PlanReplySent)}</label>
                <textarea id="unfound-words" dir="auto" rows="4"></textarea>
                <div class="row">
                    {email}
                    <a class="button quiet" data-to="sms:?&" hidden>
                        <Icon name="message-square" />
                        {text(Key::PlanReplyText)}
                    </a>
                    {button("copy", Key::PlanReplyCopy)}
                    {button("share", Key::PlanReplyShare)}
                    {button("keep", Key::UnfoundKeep)}
                    {button("forget", Key::UnfoundForget)}
                </div>
                <p
                    class="soft"
                    role="status"
                    data-unfound="said"
                    data-copied=text(Key::PlanReplyCopied)
                    data-kept=text(Key::UnfoundKept)
                    data-gone=text(Key::UnfoundGone)
                    data-refused=text(Key::PlanRefused)
                ></p>
            </div>
        </details>
    }
    .into_any()
}
