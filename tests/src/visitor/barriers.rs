//! What keeps people out: found by axe, and measured where axe does not look.

use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::Visitor;
use crate::tools;

/// What axe looks for: WCAG 2.2 at AA, and good practice.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/// Contrast of 7:1, the enhanced demand of WCAG, which is not among those tags.
const ENHANCED: &str = "color-contrast-enhanced";

/// The rules of axe that look at colours. The others find the same in any colour.
const OF_COLOUR: [&str; 3] = ["color-contrast", ENHANCED, "link-in-text-block"];

/// Running text, at least, in CSS pixels: 18 is large print where newspapers have 9 points.
const TEXT_PIXELS: f64 = 18.0;

impl Visitor {
    /// Every barrier that axe finds on the page as it is now, a readable block each.
    #[track_caller]
    pub fn barriers(&self) -> Vec<String> {
        self.axe_finds(&json!({ "runOnly": { "type": "tag", "values": TAGS } }))
    }

    /// Those of them that colours make, with every text of less contrast than 7:1.
    #[track_caller]
    pub fn barriers_of_colour(&self) -> Vec<String> {
        self.axe_finds(&json!({ "runOnly": { "type": "rule", "values": OF_COLOUR } }))
    }

    /// All that keeps people out of the page as it is now: barriers, faint and small text, small
    /// controls, and what makes one scroll two ways.
    #[track_caller]
    pub fn faults(&self) -> Vec<String> {
        let barriers = self.axe_finds(&json!({
            "runOnly": { "type": "tag", "values": TAGS },
            "rules": { ENHANCED: { "enabled": true } },
        }));
        self.with_sizes(barriers)
    }

    /// The same without colours, which take most of the time, for pages whose colours were looked at
    /// in another language.
    #[track_caller]
    pub fn faults_but_for_colours(&self) -> Vec<String> {
        self.with_sizes(self.barriers_but_for_colours())
    }

    /// Every barrier that axe finds, except those that colours make.
    #[track_caller]
    pub fn barriers_but_for_colours(&self) -> Vec<String> {
        let off = OF_COLOUR.map(|rule| (rule.to_owned(), json!({ "enabled": false })));
        self.axe_finds(&json!({
            "runOnly": { "type": "tag", "values": TAGS },
            "rules": Value::Object(off.into_iter().collect()),
        }))
    }

    #[track_caller]
    fn with_sizes(&self, mut faults: Vec<String>) -> Vec<String> {
        let size = self.text_size();
        faults.extend((size < TEXT_PIXELS).then(|| format!("- text is set in {size} px")));
        let small = self.small_controls();
        faults.extend(small.iter().map(|control| format!("- below 44 px: {control}")));
        faults.extend(self.sticks_out().iter().map(|what| format!("- sticks out: {what}")));
        faults
    }

    #[track_caller]
    fn axe_finds(&self, options: &Value) -> Vec<String> {
        if self.asks("return typeof globalThis.axe").is_none_or(|kind| kind == "undefined") {
            static AXE: LazyLock<String> =
                LazyLock::new(|| fs::read_to_string(tools::axe()).expect("axe cannot be read"));
            self.asks(&AXE);
        }
        let mut options = options.clone();
        options["resultTypes"] = json!(["violations"]);
        // axe would fetch style sheets of other hosts; there are none, and nothing may be fetched.
        options["preload"] = json!(false);
        // A control that lies half under the bar at the edge of the screen is small only as long as
        // nobody scrolls: it is looked at again a little further.
        let found = self.asks_later(&format!(
            "const done = arguments[0];
             const ask = () => axe.run(document, {options}).then((results) => results.violations);
             const isSmall = ({{ id }}) => id === 'target-size';
             ask().then((found) => {{
               if (!found.some(isSmall)) return found;
               scrollBy(0, 60);
               return ask();
             }}).then(done, (error) => done([{{ id: 'axe failed', help: String(error), nodes: [] }}]))"
        ));
        let Some(found) = found.as_array() else { panic!("axe did not answer: {found}") };
        found.iter().map(told).collect()
    }

    /// Asserts that axe finds nothing.
    #[track_caller]
    pub fn meets_no_barrier(&self, state: &str) {
        self.meets_none_of(&self.barriers(), state);
    }

    /// Asserts that axe finds nothing in dark and in forced colours either, and turns back.
    #[track_caller]
    pub fn meets_no_barrier_in_other_colours(&self, state: &str) {
        for (colours, dark, forced) in [("dark", true, false), ("forced colours", false, true)] {
            self.prefers(dark, forced);
            self.meets_none_of(&self.barriers_of_colour(), &format!("{state}, {colours}"));
        }
        self.prefers(false, false);
    }

    #[track_caller]
    fn meets_none_of(&self, barriers: &[String], state: &str) {
        assert!(
            barriers.is_empty(),
            "{} ({state}) has {} kinds of barriers:\n{}",
            self.address(),
            barriers.len(),
            barriers.join("\n")
        );
    }

    /// Makes letters twice as large, with the wide spacing that WCAG 1.4.12 names.
    pub fn enlarges_text(&self) {
        self.asks(
            "const size = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize);
             const sheet = new CSSStyleSheet();
             sheet.replaceSync(`
               :root { font-size: ${size}px !important }
               * { line-height: 1.5 !important; letter-spacing: .12em !important;
                   word-spacing: .16em !important }
               p { margin-block-end: 2em !important }`);
             document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];",
        );
    }

    /// What reaches beyond the side of the screen, so that one would have to scroll two ways.
    #[track_caller]
    pub fn sticks_out(&self) -> Vec<String> {
        self.lines(
            "const root = document.documentElement;
             if (root.scrollWidth <= root.clientWidth) return [];
             const out = [...document.body.querySelectorAll('*')].filter((element) => {
               const box = element.getBoundingClientRect();
               return box.width && (box.right > root.clientWidth + 1 || box.left < -1);
             });
             // What sticks out most is at fault; what is as wide as the page sticks out with it.
             const by = (element) => {
               const box = element.getBoundingClientRect();
               return Math.max(box.right - root.clientWidth, -box.left);
             };
             out.sort((a, b) => by(b) - by(a));
             const leaves = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
             return [`the page is ${root.scrollWidth} px wide on ${root.clientWidth}`,
               ...leaves.slice(0, 10).map((element) => element.outerHTML.slice(0, 160))];",
        )
    }

    /// Controls smaller than 44 by 44 px. A link inside of a sentence may be as high as its line;
    /// a box with a label is as large as both.
    #[track_caller]
    pub fn small_controls(&self) -> Vec<String> {
        self.lines(
            "const small = [];
             for (const control of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
               if (!control.checkVisibility({ visibilityProperty: true })) continue;
               const sentence = control.closest('p, dd, li, h1, h2, h3, td');
               const inline = getComputedStyle(control).display === 'inline' && sentence
                 && sentence.innerText.trim().length > control.innerText.trim().length;
               if (control.localName === 'a' && inline) continue;
               const target = control.matches('[type=checkbox], [type=radio]')
                 ? control.closest('label') ?? control : control;
               const box = target.getBoundingClientRect();
               const unseen = box.width <= 1 || box.right <= 0 || box.bottom + scrollY <= 0;
               if (unseen) continue;
               if (box.width < 43.5 || box.height < 43.5)
                 small.push(`${Math.round(box.width)} x ${Math.round(box.height)}: ${control.outerHTML.slice(0, 140)}`);
             }
             return small;",
        )
    }

    /// The size of running text, in CSS pixels.
    #[track_caller]
    pub fn text_size(&self) -> f64 {
        let size = "const text = document.querySelector('main p:not(.small)') ?? document.body;
             return parseFloat(getComputedStyle(text).fontSize)";
        self.waits_for("the size of the text", || self.asks(size)?.as_f64())
    }

    /// Why the focus cannot be seen, if it cannot: off the screen, covered, or without a mark.
    pub fn focus_is_hidden(&self) -> Option<String> {
        let why = "const focus = document.activeElement;
             const target = focus.matches('[type=checkbox], [type=radio]') ? focus.closest('label') ?? focus : focus;
             const box = target.getBoundingClientRect();
             const about = focus.outerHTML.slice(0, 160);
             if (focus === document.body) return 'nowhere';
             const x = Math.min(Math.max(box.left, 0) + Math.min(box.width, innerWidth) / 2, innerWidth - 1);
             const edges = [box.top + 2, box.top + box.height / 2, box.bottom - 2];
             const shown = edges.filter((y) => y >= 0 && y < innerHeight);
             if (!shown.length) return `off the screen (top ${box.top}, left ${box.left}): ${about}`;
             const free = shown.some((y) => {
               const top = document.elementFromPoint(x, y);
               return top && (target.contains(top) || top.contains(target));
             });
             if (!free) return `covered: ${about}`;
             const marked = [focus, target].some((element) => {
               const style = getComputedStyle(element);
               return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
             });
             return marked ? null : `not marked: ${about}`;";
        let why = self.waits_for("the page to answer", || self.asks(why));
        why.as_str().map(str::to_owned)
    }

    /// Begins to count how often the polite line changes, as a screen reader would hear it: all
    /// changes of one moment are one.
    pub fn watches_the_status(&self) {
        self.asks(
            "const lines = [...document.querySelectorAll('[role=status]')];
             const line = lines.find((line) => line.checkVisibility());
             globalThis.announcements = 0;
             globalThis.announced = line.textContent;
             new MutationObserver(() => {
               if (line.textContent !== announced) { announcements += 1; announced = line.textContent; }
             }).observe(line, { childList: true, characterData: true, subtree: true });",
        );
    }

    /// How often it has changed since.
    #[track_caller]
    pub fn status_changes(&self) -> u64 {
        // Another page has no count: the line that was watched is gone.
        let changes = "return globalThis.announcements";
        self.waits_for("the line that is watched", || self.asks(changes)?.as_u64())
    }

    /// Addresses of links on the page, as written.
    #[track_caller]
    pub fn links(&self) -> Vec<String> {
        self.lines("return [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))")
    }
}

/// A violation as a person wants to read it: what, how to mend it, where.
fn told(violation: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut told = format!("- {}: {}", text(&violation["id"]), text(&violation["help"]));
    let nodes = violation["nodes"].as_array().cloned().unwrap_or_default();
    for node in nodes.iter().take(5) {
        let why = text(&node["failureSummary"]).replace('\n', " ");
        told.push_str(&format!("\n    {}\n      {why}", text(&node["html"])));
    }
    if nodes.len() > 5 {
        told.push_str(&format!("\n    and {} more", nodes.len() - 5));
    }
    told
}
