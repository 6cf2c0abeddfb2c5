//! When was this checked, by whom and how; who translated it; and whom to tell of a mistake.

use catalog::results::Age;
use catalog::service::{AssuranceLevel, Translation};
use leptos::prelude::*;

use super::here::Here;
use super::service::{At, answer, way_on};
use crate::card::{checked as how_checked, isolated};
use crate::icon::Icon;
use crate::locale::Key;

/// The answer.
pub fn checked(at: &At<'_>) -> AnyView {
    let here = at.here;
    let age = at.hit.as_ref().map_or(Age::Stale, |hit| hit.age);
    let mut lines = Vec::new();
    match &at.service.assurance {
        None => lines.push(here.text(Key::ServiceCheckedNever)),
        Some(assurance) => {
            let day = here.messages.day(assurance.date);
            lines.push(here.fill(how_checked(assurance.how), &[("day", &day)]));
            if let Some(by) = &assurance.by {
                lines.push(here.fill(Key::ServiceCheckedBy, &[("name", by)]));
            }
            lines.push(here.text(level(assurance.level)));
            match age {
                Age::Fresh | Age::Due => {}
                Age::Stale => lines.push(here.text(Key::ServiceCheckedStale)),
                Age::Hidden => lines.push(here.text(Key::ServiceCheckedHidden)),
            }
        }
    }
    let class = (age >= Age::Stale).then_some("stale");
    let translation = translation(at);
    let words = view! {
        <div class=class>
            {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </div>
        {translation.map(|words| view! { <p class="soft spare">{words}</p> })}
    };
    answer(here.text(Key::ServiceChecked), words)
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
fn translation(at: &At<'_>) -> Option<String> {
    let here = at.here;
    let translation = at.service.words.get(here.locale)?.translation.as_ref()?;
    let Translation { by, by_machine, reviewed_by, date: _ } = translation;
    Some(match (by_machine, by.as_deref(), reviewed_by.as_deref()) {
        (true, _, None) => here.text(Key::TranslationMachine),
        (true, _, Some(reviewer)) => {
            here.fill(Key::TranslationMachineReviewed, &[("reviewer", reviewer)])
        }
        (false, Some(name), None) => here.fill(Key::TranslationBy, &[("name", name)]),
        (false, Some(name), Some(reviewer)) => {
            here.fill(Key::TranslationByReviewed, &[("name", name), ("reviewer", reviewer)])
        }
        (false, None, _) => here.text(Key::TranslationPerson),
    })
}

/// Whom to tell of a mistake. The message has no subject: on a shared phone, a draft would tell
/// which page somebody was on.
pub fn mistake(here: &Here<'_>) -> Option<AnyView> {
    let email = here.config().contact_email.as_ref()?;
    let words = here.fill(Key::ServiceMistakeWrite, &[("email", &isolated(email))]);
    let words = view! {
        <p>{here.text(Key::ServiceMistakeText)}</p>
        <p><a class="tap" href=["mailto:", email].concat()><Icon name="mail" />{words}</a></p>
    };
    Some(way_on(here.text(Key::ServiceMistake), words))
}
