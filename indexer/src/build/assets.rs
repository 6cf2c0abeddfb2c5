//! Styles, scripts and programs: the files that the pages of all locales share.

use std::collections::BTreeMap;

use app::icon;
use app::pages::{self, DeskAssets, FormAssets, HandedAssets, PeopleAssets, PlanAssets};
use catalog::directory::Directory;
use sha2::{Digest as _, Sha256};

use super::bundle::Bundle;
use crate::hashed::{Files, hashed_name, integrity};

/// The folder of the assets, from the root of the site.
pub const FOLDER: &str = "assets";

/// Most files that [`SharedAssets::new`] gives, with a bundle.
pub const FILES_AT_MOST: usize = 26;

/// A file of `public/`, which the program carries with it.
struct PublicFile {
    stem: &'static str,
    extension: &'static str,
    bytes: &'static [u8],
}

/// Takes in a file of `public/`; one that is not there does not compile.
macro_rules! public_file {
    ($stem:literal, $extension:literal) => {
        PublicFile {
            stem: $stem,
            extension: $extension,
            bytes: include_bytes!(concat!("../../../public/", $stem, ".", $extension)),
        }
    };
}

const NOSCRIPT_STYLESHEET: PublicFile = public_file!("noscript", "css");
const ICON: PublicFile = public_file!("icon", "svg");
const EARLY_SCRIPT: PublicFile = public_file!("early", "js");
const START_SCRIPT: PublicFile = public_file!("start", "js");
const LEAVE_SCRIPT: PublicFile = public_file!("leave", "js");
const WAIT_SCRIPT: PublicFile = public_file!("wait", "js");
const LEFT_SCRIPT: PublicFile = public_file!("left", "js");
const LOST_SCRIPT: PublicFile = public_file!("lost", "js");
const HOME_SCRIPT: PublicFile = public_file!("home", "js");
const URGENT_SCRIPT: PublicFile = public_file!("urgent", "js");
const STORE_SCRIPT: PublicFile = public_file!("store", "js");
const UNFOUND_SCRIPT: PublicFile = public_file!("unfound", "js");
const ALOUD_SCRIPT: PublicFile = public_file!("aloud", "js");
const PLAN_KEY_SCRIPT: PublicFile = public_file!("plan-key", "js");
const PLAN_ADD_SCRIPT: PublicFile = public_file!("plan-add", "js");
const PLAN_PAGE_SCRIPT: PublicFile = public_file!("plan-page", "js");
const PEOPLE_PAGE_SCRIPT: PublicFile = public_file!("people-page", "js");
const DESK_START_SCRIPT: PublicFile = public_file!("desk-start", "js");
const FORM_PAGE_SCRIPT: PublicFile = public_file!("form-page", "js");
const HANDED_SCRIPT: PublicFile = public_file!("handed", "js");
const HANDED_PAGE_SCRIPT: PublicFile = public_file!("handed-page", "js");
const TAKE_PAGE_SCRIPT: PublicFile = public_file!("take-page", "js");

/// The assets of a site, under hashed names.
#[derive(Default)]
struct Assets(Files);

impl Assets {
    /// Adds a file, and gives its path from the root of the site.
    fn add(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> String {
        let path = format!("{FOLDER}/{}", hashed_name(stem, extension, bytes));
        self.0.insert(path.clone(), bytes.to_vec());
        path
    }

    /// Adds a style sheet or a picture of `public/`.
    fn add_public(&mut self, file: &PublicFile) -> String {
        self.add(file.stem, file.extension, file.bytes)
    }

    /// Adds a script of `public/`.
    fn add_script(&mut self, script: &PublicFile) -> String {
        self.add(script.stem, script.extension, script_text(script).as_bytes())
    }

    /// Adds a program's JavaScript side with the scripts that belong to it, as one module: a phone
    /// asks for one file instead of three, two of which it would learn of late.
    fn add_module(&mut self, stem: &str, glue: &[u8], scripts: &[&PublicFile]) -> String {
        let mut module = String::from_utf8_lossy(glue).into_owned();
        for script in scripts {
            // A block of its own keeps the names of each script apart.
            module.extend(["\n{\n", &script_text(script), "}\n"]);
        }
        self.add(stem, "js", module.as_bytes())
    }
}

/// What the pages of all locales share.
pub struct SharedAssets {
    /// The assets.
    pub files: Files,
    /// Their paths; what a locale's finder loads comes with the catalog of that locale.
    pub paths: pages::Assets,
    /// What every locale's finder shares; `None` without a bundle: a site without a finder.
    pub finder: Option<FinderScripts>,
}

/// The paths of the finder's program.
pub struct FinderScripts {
    /// Starts the finder, its JavaScript side included.
    pub script: String,
    /// The finder.
    pub wasm: String,
}

impl SharedAssets {
    /// What this directory's pages share.
    pub fn new(directory: &Directory, bundle: Option<&Bundle>) -> Self {
        let mut assets = Assets::default();
        let finder = bundle.map(|bundle| FinderScripts {
            script: assets.add_module(
                "finder",
                &bundle.finder.glue,
                &[
                    &URGENT_SCRIPT,
                    &PLAN_KEY_SCRIPT,
                    &UNFOUND_SCRIPT,
                    &PLAN_ADD_SCRIPT,
                    &START_SCRIPT,
                ],
            ),
            wasm: assets.add("finder", "wasm", &bundle.finder.wasm),
        });
        let plan = bundle.map(|bundle| PlanAssets {
            add_script: assets.add_module(
                "plan-add",
                b"",
                &[&PLAN_KEY_SCRIPT, &PLAN_ADD_SCRIPT, &ALOUD_SCRIPT],
            ),
            script: assets.add_module(
                "plan",
                &bundle.plan.glue,
                &[&PLAN_KEY_SCRIPT, &ALOUD_SCRIPT, &PLAN_PAGE_SCRIPT],
            ),
            wasm: assets.add("plan", "wasm", &bundle.plan.wasm),
        });
        let people = bundle.map(|bundle| PeopleAssets {
            script: assets.add_module(
                "people",
                &bundle.people.glue,
                &[&PLAN_KEY_SCRIPT, &PEOPLE_PAGE_SCRIPT],
            ),
            wasm: assets.add("people", "wasm", &bundle.people.wasm),
        });
        let desk = bundle.map(|bundle| DeskAssets {
            script: assets.add_module(
                "desk",
                &bundle.desk.glue,
                &[&URGENT_SCRIPT, &PLAN_KEY_SCRIPT, &DESK_START_SCRIPT],
            ),
            wasm: assets.add("desk", "wasm", &bundle.desk.wasm),
            stylesheet: assets.add("desk", "css", &desk_stylesheet()),
            notes: BTreeMap::new(),
        });
        let handed = bundle.map(|bundle| HandedAssets {
            early_script: script_text(&HANDED_SCRIPT),
            script: assets.add_module("handed", &bundle.handed.glue, &[&HANDED_PAGE_SCRIPT]),
            wasm: assets.add("handed", "wasm", &bundle.handed.wasm),
            take_script: assets.add_module(
                "take",
                &bundle.take.glue,
                &[&PLAN_KEY_SCRIPT, &ALOUD_SCRIPT, &TAKE_PAGE_SCRIPT],
            ),
            take_wasm: assets.add("take", "wasm", &bundle.take.wasm),
        });
        let form = bundle.map(|bundle| FormAssets {
            script: assets.add_module(
                "form",
                &bundle.form.glue,
                &[&PLAN_KEY_SCRIPT, &FORM_PAGE_SCRIPT],
            ),
            wasm: assets.add("form", "wasm", &bundle.form.wasm),
            stylesheet: assets.add("form", "css", &form_stylesheet()),
            files: BTreeMap::new(),
        });
        let early = bundle.map(|_| script_text(&EARLY_SCRIPT));
        let left = directory.config.quick_exit.as_ref().map(|_| script_text(&LEFT_SCRIPT));
        let wait = bundle.map(|_| script_text(&WAIT_SCRIPT));
        let of_handed = handed.as_ref().map(|handed| &handed.early_script);
        let in_pages = left.iter().chain(&early).chain(&wait).chain(of_handed);
        let paths = pages::Assets {
            stylesheet: assets.add("signpost", "css", &stylesheet(directory)),
            handout_stylesheet: assets.add(
                "handout",
                "css",
                without_comments(include_str!("../../../public/handout.css")).as_bytes(),
            ),
            gaps_stylesheet: assets.add(
                "gaps",
                "css",
                without_comments(include_str!("../../../public/gaps.css")).as_bytes(),
            ),
            noscript_stylesheet: assets.add_public(&NOSCRIPT_STYLESHEET),
            icon: assets.add_public(&ICON),
            inline_scripts: in_pages.map(|script| integrity(Sha256::digest(script))).collect(),
            early_script: early,
            left_script: left,
            wait_script: wait,
            finder: None,
            people,
            plan,
            desk,
            handed,
            form,
            leave_script: assets.add_script(&LEAVE_SCRIPT),
            home_script: assets.add_script(&HOME_SCRIPT),
            lost_script: assets.add_script(&LOST_SCRIPT),
            urgent: (!directory.urgent.is_empty())
                .then(|| assets.add("urgent", "json", urgent_phrases(directory).as_bytes())),
            store_script: assets.add_script(&STORE_SCRIPT),
            slips: BTreeMap::new(),
            data: Vec::new(),
            stored: BTreeMap::new(),
        };
        Self { files: assets.0, paths, finder }
    }
}

/// A script as a phone needs it: its lines without indentation, and without the comments for us,
/// which stand on lines of their own.
fn script_text(script: &PublicFile) -> String {
    let text = String::from_utf8_lossy(script.bytes);
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// For each kind of danger its phrases, those that count alone, and turns of speech that mean no harm,
/// as `urgent.js` reads them.
fn urgent_phrases(directory: &Directory) -> String {
    let kinds = directory.urgent.iter();
    serde_json::json!(
        kinds.map(|kind| [&kind.phrases, &kind.alone, &kind.except]).collect::<Vec<_>>()
    )
    .to_string()
}

/// The look, with the pictures that this directory shows.
fn stylesheet(directory: &Directory) -> Vec<u8> {
    let named = directory.vocabulary.needs.iter().filter_map(|need| need.icon.as_deref());
    let look = without_comments(include_str!("../../../public/signpost.css"));
    [look, icon::rules(named)].concat().into_bytes()
}

/// What only the desk looks like, with the pictures that only the desk shows.
fn desk_stylesheet() -> Vec<u8> {
    let look = without_comments(include_str!("../../../public/desk.css"));
    [look, icon::rules_of(&icon::OF_THE_DESK)].concat().into_bytes()
}

/// What only the form looks like, with the pictures that only the form shows.
fn form_stylesheet() -> Vec<u8> {
    let look = without_comments(include_str!("../../../public/form.css"));
    [look, icon::rules_of(&icon::OF_THE_FORM)].concat().into_bytes()
}

/// A style sheet as a phone needs it: comments are for us, and a fourteenth of its bytes.
fn without_comments(style: &str) -> String {
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |so_far, part| {
        so_far + part.split_once("*/").map_or("", |(_, rest)| rest).trim_start()
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::path::Path;

    use super::super::bundle::Program;
    use super::*;
    use crate::read::read_directory;

    #[test]
    fn a_host_s_room_is_counted_with_every_asset() {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
        let today = catalog::day::Day::from_ymd(2026, 11, 23).unwrap();
        let directory = read_directory(&content, today).directory.unwrap();
        let program = |name: &str| Program {
            glue: name.as_bytes().to_vec().into(),
            wasm: [name, "w"].concat().into_bytes().into(),
        };
        let [finder, plan, desk, handed, take, people, form] =
            ["finder", "plan", "desk", "handed", "take", "people", "form"].map(program);
        let bundle = Bundle { finder, plan, desk, handed, take, people, form };
        assert_eq!(SharedAssets::new(&directory, Some(&bundle)).files.len(), FILES_AT_MOST);
    }
}
