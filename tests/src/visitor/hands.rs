//! Hands and keys: pressing and typing, as people do it.

use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use super::Visitor;
use super::hearing::Heard;
use crate::chromium::RUNTIME;

impl Visitor {
    /// Presses a button.
    #[track_caller]
    pub fn presses(&self, name: &str) {
        let button = self.finds_one(&["button"], name);
        self.presses_on(&button);
    }

    /// Presses on something that was heard, in the middle of the screen, where no bar covers it.
    #[track_caller]
    pub fn presses_on(&self, heard: &Heard) {
        let mut problem = String::new();
        let done = self.tries(|| {
            let element = self.reaches(heard)?;
            self.brings_into_view(&element);
            match RUNTIME.block_on(element.click()) {
                Ok(()) => Some(()),
                Err(error) => {
                    problem = error.to_string();
                    None
                }
            }
        });
        assert!(done.is_some(), "{} “{}” cannot be pressed: {problem}", heard.role, heard.name);
    }

    /// Touches a button with a finger: see [`Self::touches_the_screen`].
    #[track_caller]
    pub fn touches(&self, name: &str) {
        const MIDDLE: &str = "const box = arguments[0].getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2];";
        let button = self.finds_one(&["button"], name);
        let middle = self.waits_for(&format!("the place of “{name}”"), || {
            let element = self.reaches(&button)?;
            self.brings_into_view(&element);
            self.asks_with(MIDDLE, vec![element.to_json().ok()?])
        });
        let finger = json!({ "x": middle[0], "y": middle[1] });
        let touch = |kind: &str, fingers: Value| {
            self.command(
                "Input.dispatchTouchEvent",
                json!({ "type": kind, "touchPoints": fingers }),
            );
        };
        touch("touchStart", json!([finger]));
        touch("touchEnd", json!([]));
    }

    /// Types into a field that was heard.
    #[track_caller]
    pub fn types_into(&self, field: &Heard, text: &str) {
        let element = self.waits_for(&field.name, || self.reaches(field));
        self.brings_into_view(&element);
        self.does(&format!("type into “{}”", field.name), element.send_keys(text));
    }

    /// Presses a key, wherever the focus is.
    #[track_caller]
    pub fn presses_key(&self, key: Key) {
        self.presses_keys(&key.value().to_string());
    }

    /// Presses keys, wherever the focus is.
    #[track_caller]
    pub fn presses_keys(&self, keys: &str) {
        let keys = self.chromium.driver().action_chain().send_keys(keys.to_owned());
        self.does("press a key", keys.perform());
    }

    /// Presses Tab, and says where that leads.
    #[track_caller]
    pub fn presses_tab(&self) -> Heard {
        self.presses_key(Key::Tab);
        self.waits_for("the focus to be somewhere", || self.focus())
    }

    /// Presses Tab until something has the focus.
    #[track_caller]
    pub fn tabs_to(&self, role: &str, name: &str) {
        let mut passed = Vec::new();
        // More stops than any page has before it is read through twice.
        for _ in 0..300 {
            let focus = self.presses_tab();
            if focus.role == role && focus.is_called(name) {
                return;
            }
            passed.push(format!("{} “{}”", focus.role, focus.name));
        }
        panic!("Tab never comes to {role} “{name}”, only to {passed:?}");
    }

    fn brings_into_view(&self, element: &WebElement) {
        if let Ok(element) = element.to_json() {
            self.asks_with("arguments[0].scrollIntoView({ block: 'center' })", vec![element]);
        }
    }

    /// The text of something that was heard.
    #[track_caller]
    pub fn reads_in(&self, heard: &Heard) -> String {
        self.waits_for(&format!("{} “{}”", heard.role, heard.name), || {
            let text = RUNTIME.block_on(self.reaches(heard)?.text());
            Some(text.ok()?.trim().to_owned())
        })
    }
}
