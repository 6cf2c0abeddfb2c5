//! What a screen reader hears: the browser's accessibility tree, and how to reach what is in it.

use serde_json::{Value, json};
use thirtyfour::WebElement;

use super::Visitor;
use crate::chromium::RUNTIME;

/// One thing on a page, as it is announced.
#[derive(Clone, Debug)]
pub struct Heard {
    /// Its role, such as `button`.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// Folded or unfolded, where it can be either.
    pub expanded: Option<bool>,
    /// Ticked or not, where it can be either.
    pub checked: Option<bool>,
    /// Of a heading: 1 for the page's own, and so on.
    pub level: Option<i64>,
    /// What is typed in it.
    pub value: String,
    node: i64,
}

impl Heard {
    fn read(node: &Value) -> Option<Self> {
        if node["ignored"].as_bool()? {
            return None;
        }
        let text = |key: &str| node[key]["value"].as_str().unwrap_or_default().trim().to_owned();
        let property = |name: &str| {
            let all = node["properties"].as_array()?;
            let found = all.iter().find(|property| property["name"] == name)?;
            let value = &found["value"]["value"];
            value.as_bool().or_else(|| value.as_str().map(|value| value == "true"))
        };
        let all = node["properties"].as_array();
        let level = all.and_then(|all| all.iter().find(|property| property["name"] == "level"));
        Some(Self {
            level: level.and_then(|level| level["value"]["value"].as_i64()),
            role: text("role"),
            name: text("name"),
            expanded: property("expanded"),
            checked: property("checked"),
            value: text("value"),
            node: node["backendDOMNodeId"].as_i64()?,
        })
    }

    /// Whether both are the same thing on the page.
    pub fn is(&self, other: &Self) -> bool {
        self.node == other.node
    }

    /// Whether this is what a person means who says `name`: a number behind it, such as a count,
    /// is not part of it.
    pub fn is_called(&self, name: &str) -> bool {
        let rest = self.name.strip_prefix(name);
        rest.is_some_and(|rest| {
            // A count: "Cantonese 14", "Hearing loop 8 yes, 65 not known".
            rest.is_empty()
                || rest.trim_start().starts_with(char::is_numeric) && rest.starts_with(' ')
        })
    }
}

impl Visitor {
    /// Everything that is announced now, in the order of the page: the page itself at least. Between
    /// two pages there is nothing to hear, which is not the same as a page without it.
    #[track_caller]
    pub fn hears(&self) -> Vec<Heard> {
        self.waits_for("a page to hear", || {
            let document = self.chromium.try_command("DOM.getDocument", json!({ "depth": 0 }));
            self.hears_below(document.ok()?["root"]["backendNodeId"].as_i64()?)
        })
    }

    /// Everything that is announced inside of something.
    #[track_caller]
    pub fn hears_inside(&self, outer: &Heard) -> Vec<Heard> {
        self.waits_for("what was heard to be there", || self.hears_below(outer.node))
    }

    /// `None` when that has gone.
    fn hears_below(&self, node: i64) -> Option<Vec<Heard>> {
        let below = json!({ "backendNodeId": node });
        let query = self.chromium.try_command("Accessibility.queryAXTree", below).ok()?;
        let heard: Vec<_> = query["nodes"].as_array()?.iter().filter_map(Heard::read).collect();
        (!heard.is_empty()).then_some(heard)
    }

    /// Everything of a role.
    #[track_caller]
    pub fn all(&self, role: &str) -> Vec<Heard> {
        self.hears().into_iter().filter(|heard| heard.role == role).collect()
    }

    /// What has the focus.
    pub fn focus(&self) -> Option<Heard> {
        let active = self
            .chromium
            .try_command("Runtime.evaluate", json!({ "expression": "document.activeElement" }));
        let object = active.ok()?["result"]["objectId"].as_str()?.to_owned();
        let partial = self.chromium.try_command(
            "Accessibility.getPartialAXTree",
            json!({ "objectId": object, "fetchRelatives": false }),
        );
        partial.ok()?["nodes"].as_array()?.iter().find_map(Heard::read)
    }

    /// Waits until the focus is on what has this name: it goes there a moment after that is drawn.
    #[track_caller]
    pub fn waits_for_focus_on(&self, name: &str) -> Heard {
        self.waits_for(&format!("the focus on “{name}”"), || {
            self.focus().filter(|focus| focus.is_called(name))
        })
    }

    /// Waits until something of one of these roles has this name.
    #[track_caller]
    pub fn finds_one(&self, roles: &[&str], name: &str) -> Heard {
        let mut there = Vec::new();
        let found = self.tries(|| {
            there = self.hears();
            there.retain(|heard| roles.contains(&heard.role.as_str()));
            there.iter().find(|heard| heard.is_called(name)).cloned()
        });
        found.unwrap_or_else(|| {
            let names: Vec<_> = there.iter().map(|heard| format!("“{}”", heard.name)).collect();
            let roles = roles.join(" or ");
            panic!("{} has no {roles} “{name}”, only: {}", self.address(), names.join(", "))
        })
    }

    /// Reaches what was heard; `None` when it has gone since.
    pub(crate) fn reaches(&self, heard: &Heard) -> Option<WebElement> {
        let resolved =
            self.chromium.try_command("DOM.resolveNode", json!({ "backendNodeId": heard.node }));
        let object = resolved.ok()?["object"]["objectId"].as_str()?.to_owned();
        self.chromium
            .try_command(
                "Runtime.callFunctionOn",
                json!({
                    "objectId": object,
                    "functionDeclaration": "function () { globalThis.reached = this }",
                }),
            )
            .ok()?;
        let reached = self.chromium.driver().execute("return globalThis.reached", Vec::new());
        RUNTIME.block_on(reached).ok()?.element().ok()
    }
}
