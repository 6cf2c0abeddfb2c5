//! When was this checked, by whom and how; who translated it; and whom to tell of a mistake.

use catalog::results::Age;
use catalog::service::{AssuranceLevel, Translation};
use leptos::prelude::*;

use super::parts::{ServicePage, answer, way_on};
use crate::card::{checked as how_checked, isolated};
use crate::icon::Icon;
use crate::locale::Key;
use crate::pages::Address;
use crate::pages::context::PageContext;

/// The answer.
pub fn checked(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let age = page.hit.as_ref().map_or(Age::Stale, |hit| hit.age);
    let mut lines = Vec::new();
    match &page.service.assurance {
        None => lines.push(context.text(Key::ServiceCheckedNever)),
        Some(assurance) => {
            let day = context.messages.day(assurance.date);
            lines.push(context.fill(how_checked(assurance.how), &[("day", &day)]));
            if let Some(by) = &assurance.by {
                lines.push(context.fill(Key::ServiceCheckedBy, &[("name", by)]));
            }
            lines.push(context.text(level(assurance.level)));
            match age {
                Age::Fresh | Age::Due => {}
                Age::Stale => lines.push(context.text(Key::ServiceCheckedStale)),
                Age::Hidden => lines.push(context.text(Key::ServiceCheckedHidden)),
            }
        }
    }
    let class = (age >= Age::Stale).then_some("stale");
    let translation = translation(page);
    let words = view! {
        <div class=class>
            {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </div>
        {translation.map(|words| view! { <p class="soft spare">{words}</p> })}
    };
    answer(context.text(Key::ServiceChecked), words)
}

fn level(level: AssuranceLevel) -> Key {
    match level {
        AssuranceLevel::Listed => Key::LevelListed,
        AssuranceLevel::SelfDeclared => Key::LevelSelf,
        AssuranceLevel::Checked => Key::LevelChecked,
        AssuranceLevel::PartnerVouched => Key::LevelVouched,
    }
}

/// Who translated the page, and whether a person read it.
fn translation(page: &ServicePage<'_>) -> Option<String> {
    let context = page.context;
    let translation = page.service.words.get(context.locale)?.translation.as_ref()?;
    let Translation { by, by_machine, reviewed_by, date: _ } = translation;
    Some(match (by_machine, by.as_deref(), reviewed_by.as_deref()) {
        (true, _, None) => context.text(Key::TranslationMachine),
        (true, _, Some(reviewer)) => {
            context.fill(Key::TranslationMachineReviewed, &[("reviewer", reviewer)])
        }
        (false, Some(name), None) => context.fill(Key::TranslationBy, &[("name", name)]),
        (false, Some(name), Some(reviewer)) => {
            context.fill(Key::TranslationByReviewed, &[("name", name), ("reviewer", reviewer)])
        }
        (false, None, _) => context.text(Key::TranslationPerson),
    })
}

/// Where the people who run a service say what changed, that it is still right, or whether there is room. What
/// page they come from stands behind `#`: no host sees it.
pub fn change(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let id = &page.service.id;
    let mut ways = vec![(Key::ServiceChange, change_link(context, id))];
    if page.is_running() {
        ways.push((Key::ServiceChangeRight, change_link(context, &format!("{id}/right"))));
        ways.push((Key::ServiceChangeRoom, change_link(context, &format!("{id}/room"))));
    }
    let ways: Vec<_> = ways
        .into_iter()
        .map(|(key, href)| view! { <li><a class="chip" href=href>{context.text(key)}</a></li> })
        .collect();
    way_on(context.text(Key::ServiceChangeFor), view! { <ul class="row plain">{ways}</ul> })
}

/// The form, opened with what stands behind its `#`: the id of a page, or `o/` and that of a group.
pub fn change_link(context: &PageContext<'_>, about: &str) -> String {
    [&*context.to(&Address::Add(context.own())), "#", about].concat()
}

/// Whom to tell of a mistake. The message has no subject: on a shared phone, a draft would tell
/// which page somebody was on.
pub fn mistake(context: &PageContext<'_>) -> Option<AnyView> {
    let email = context.config().contact_email.as_ref()?;
    let words = context.fill(Key::ServiceMistakeWrite, &[("email", &isolated(email))]);
    let words = view! {
        <p>{context.text(Key::ServiceMistakeText)}</p>
        <p><a class="tap" href=["mailto:", email].concat()><Icon name="mail" />{words}</a></p>
    };
    Some(way_on(context.text(Key::ServiceMistake), words))
}
