//! What every part of a service's page is handed, and what all of them draw with: a question with
//! its answer, and a paragraph in its own language.

use catalog::results::Hit;
use catalog::service::{LocalizedText, Service, Status, Words};
use leptos::prelude::*;

use crate::card::Said;
use crate::pages::context::PageContext;

/// A service, where we are, and what the catalog says of it today.
pub struct ServicePage<'a> {
    /// The page.
    pub context: &'a PageContext<'a>,
    /// The service.
    pub service: &'a Service,
    /// Its next session and the age of its check.
    pub hit: Option<Hit>,
}

impl<'a> ServicePage<'a> {
    /// A text of this service; `pick` returns an empty one for "missing".
    pub fn said(&self, pick: impl Fn(&'a Words) -> &'a str) -> Option<Said> {
        let service: &'a Service = self.service;
        let context: &'a PageContext<'a> = self.context;
        let found: LocalizedText<'a> =
            service.text(context.locale, context.default_locale(), pick)?;
        Some(context.said(found))
    }

    /// Whether it runs at all.
    pub fn is_running(&self) -> bool {
        self.service.status == Status::Active
    }

    /// Whether a session is to come.
    pub fn has_dates(&self) -> bool {
        self.is_running() && self.hit.as_ref().is_some_and(|hit| hit.next.is_some())
    }
}

/// A question as a heading, and its answer.
pub fn answer(question: String, answer: impl IntoView + 'static) -> AnyView {
    section("answer", question, answer)
}

/// The same, for what leads on to other pages, or does not go on one sheet of paper.
pub fn way_on(question: String, answer: impl IntoView + 'static) -> AnyView {
    section("answer noprint", question, answer)
}

/// A part of the page under its question.
pub fn section(class: &'static str, question: String, answer: impl IntoView + 'static) -> AnyView {
    view! {
        <section class=class>
            <h2>{question}</h2>
            <div class="told">{answer.into_any()}</div>
        </section>
    }
    .into_any()
}

/// A paragraph, marked with its language.
pub fn paragraph(said: Said, class: &'static str) -> AnyView {
    let dir = said.dir();
    let class = (!class.is_empty()).then_some(class);
    view! { <p class=class lang=said.lang dir=dir>{said.text}</p> }.into_any()
}
