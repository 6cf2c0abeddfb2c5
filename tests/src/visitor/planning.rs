//! A person's own plan: keeping, noting, taking it along.

use std::fs;

use serde_json::{Value, json};
use thirtyfour::By;

use super::Visitor;
use crate::tools;

/// A way in which a browser refuses to keep anything.
#[derive(Clone, Copy, Debug)]
pub enum Refusing {
    /// Storage is switched off.
    Everything,
    /// Storage is full.
    More,
}

impl Visitor {
    /// Opens their plan, and waits until it is there.
    #[track_caller]
    pub fn opens_plan(&self, locale: &str) {
        self.opens(&format!("{locale}/plan/"));
        self.waits_for_the_plan();
    }

    /// Waits until the plan is there.
    #[track_caller]
    pub fn waits_for_the_plan(&self) {
        let ready = "return document.documentElement.classList.contains('ready')";
        self.waits_for("the plan", || self.asks(ready)?.as_bool()?.then_some(()));
    }

    /// The names of what is in the plan, in order.
    pub fn planned(&self) -> Vec<String> {
        self.lines(
            "return [...document.querySelectorAll('#plan-list > li h2')].map((name) => name.textContent.trim())",
        )
    }

    /// What the browser keeps of the plan.
    pub fn stored_plan(&self) -> Option<Value> {
        let text = self.asks("return localStorage.getItem('signpost.plan /')")?;
        serde_json::from_str(text.as_str()?).ok()
    }

    /// Another program, or a newer version of this site, has written their plan.
    #[track_caller]
    pub fn stores_as_plan(&self, text: &str) {
        self.asks_with("localStorage.setItem('signpost.plan /', arguments[0])", vec![json!(text)]);
    }

    /// Presses a button that hands over a file, and reads that.
    #[track_caller]
    pub fn takes_file(&self, button: &str) -> String {
        // In the page's own words: nothing is sent, so nothing but the page can tell.
        self.asks(
            "globalThis.handedOver = undefined;
             const create = URL.createObjectURL.bind(URL);
             URL.createObjectURL = (blob) => {
               blob.text().then((text) => { globalThis.handedOver = text; });
               return create(blob);
             };",
        );
        self.presses(button);
        self.waits_for("a file", || {
            let text = self.asks("return globalThis.handedOver")?;
            text.as_str().map(str::to_owned)
        })
    }

    /// Chooses a file with this text.
    #[track_caller]
    pub fn hands_in_file(&self, name: &str, text: &str) {
        let file = tools::workshop().join(name);
        fs::write(&file, text).expect("the workshop cannot be written");
        let field = self.does(
            "find the field for a file",
            self.chromium.driver().find(By::Css("input[type=file]")),
        );
        self.does("choose a file", field.send_keys(file.to_string_lossy().into_owned()));
    }

    /// From the next page on, the browser keeps nothing.
    #[track_caller]
    pub fn has_a_browser_that_refuses(&self, refusing: Refusing) {
        let source = match refusing {
            Refusing::Everything => {
                "Object.defineProperty(globalThis, 'localStorage', {
                   get() { throw new DOMException('refused', 'SecurityError'); } })"
            }
            Refusing::More => {
                "Storage.prototype.setItem = () => {
                   throw new DOMException('full', 'QuotaExceededError'); }"
            }
        };
        self.before_every_page(source);
    }
}
