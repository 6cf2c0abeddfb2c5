//! What a phone loads: as many bytes as it must, and a number that everybody can see grow.

use std::path::Path;
use std::process::{Command, Stdio};

use journeys::site::Site;
use journeys::tools::bundle;

/// Most bytes of the finder's program, WebAssembly and JavaScript together, as hosts send them
/// (brotli at its highest quality). It is what it weighed when this was written (November 2026),
/// with room for a few lines. 92,000 are wanted; services with several places, answers that hold at
/// times only, areas and codes brought 8,000 more than it was before. It is 105,990 with what was done
/// before the program came, files that stall and the way out, and 106,441 with
/// a card's facts in a line each. Understanding what people say in their own words (phrases in ten languages,
/// choices, topics, small words, what is absent) brought 17,700 more: a search that leads somebody who falls to
/// English conversation is no search.
/// It is 125,011 since a "not" is heeded or told and topics choose; the synonyms of the manifest went for that.
const PROGRAM_BYTES: usize = 125_200;

/// Most bytes of how people say things in one language, and of what is common to all: both are asked for after
/// the first results. One file of 42,800 bytes was there for all languages before, so that a language costs 27,000
/// (Vietnamese) to 41,000 (Traditional Chinese) more; 30,000 are wanted.
const SAYINGS_BYTES: usize = 46_000;
const COMMON_SAYINGS_BYTES: usize = 41_000;

/// The same for the plan's program, which its own page alone loads: 69,139 with sessions at several places,
/// and one name of the plan for each site of a host. What became of an activity and why, the links that it came
/// from, the answer as a text, a link and a code, how near somebody is, and what to take along brought 10,200. What has
/// changed since its owner last looked, 10,500: two thirds of that read the slips of today.
const PLAN_BYTES: usize = 87_200;

/// The same for "My people" and a group's answer, on computers of people at work and of groups: 90,100 when it was
/// written; a third of it writes records, tables and FHIR. A code that somebody says in words of ten languages brought
/// 3,700 more (the words themselves are the page's), the town's own codes and a paper's code 1,000: 94,881.
const PEOPLE_BYTES: usize = 94_400;

/// The same for the desk's, which only prescribers load, on computers at work: the finder's search, what is
/// handed over in ten languages, the sheet and the code to scan. 110,000 to a readable page are wanted; the page is
/// readable before its program ([`READABLE_BYTES`]), and answers after it. It was 199,836; the prescribers' notes and what
/// the page tells are read by hand now, where the macro of serde took 4,800: 195,028. 121,000 of it are the finder's
/// search, so that the program itself cannot be 110,000.
const DESK_BYTES: usize = 192_500;

/// The same for the program of the page that opens a plan from a link, until it can be read: 91,302 when it was
/// new, with all that is in `TAKE_BYTES` now. With page, style sheet and the slips of the sample's language
/// (22,000 to 26,800) that is less than the 100,000 that are wanted.
const HANDED_BYTES: usize = 57_400;

/// The same for the program by which such a plan is kept, printed and noted, which comes after.
const TAKE_BYTES: usize = 86_200;

/// The same for the form's, by which groups add and change pages: it carries the readers of YAML and Markdown and all
/// checks of a page. The page itself can be read at 18,600, before it comes; 110,000 are wanted. Names that no file can
/// have on Windows, and a group that speaks for itself without a name, brought 1,500 more: 394,938. The money and the numbers
/// of the town's own country in what is proposed brought another 1,000.
const FORM_BYTES: usize = 396_500;

#[test]
fn the_programs_that_a_phone_loads_stay_small() {
    let folder = bundle();
    for (program, most) in [
        ("finder", PROGRAM_BYTES),
        ("plan", PLAN_BYTES),
        ("desk", DESK_BYTES),
        ("handed", HANDED_BYTES),
        ("take", TAKE_BYTES),
        ("people", PEOPLE_BYTES),
        ("form", FORM_BYTES),
    ] {
        let files = [".js", "_bg.wasm"].map(|end| format!("{program}{end}"));
        let sizes = files.map(|name| (packed(&folder.join(&name)), name));
        let whole: usize = sizes.iter().map(|(bytes, _)| bytes).sum();
        assert!(
            whole <= most,
            "the program {program} weighs {whole} bytes, more than {most}: {sizes:?}. \
             `cargo xtask bundle` tells more; what is needed may need a larger number here"
        );
        assert!(
            whole > most / 2,
            "the program {program} weighs {whole} bytes: lower the number here, so that it stays so"
        );
    }
}

#[test]
fn what_people_say_in_ten_languages_stays_small() {
    let site = Site::sample();
    let files = site.files();
    for (kind, most) in [("sayings", SAYINGS_BYTES), ("common", COMMON_SAYINGS_BYTES)] {
        let of_kind = files.iter().filter(|file| file.starts_with(&format!("catalog/{kind}.")));
        let bytes: Vec<usize> = of_kind.map(|file| packed(&site.folder.join(file))).collect();
        let largest = bytes.iter().copied().max().unwrap_or(0);
        assert!(largest <= most, "{kind}: {bytes:?}, more than {most}");
        assert!(largest > most / 2, "{kind}: {bytes:?}: lower the number here");
    }
}

#[test]
fn typing_choosing_and_saying_where_one_is_takes_the_start_page_a_kilobyte_and_a_half() {
    let bytes = packed(&journeys::tools::project().join("public/home.js"));
    assert!(bytes < 1_500, "the start page's script weighs {bytes} bytes");
}

/// Most bytes until a page at work, or of what was handed over, can be read: the page and the style sheets that it
/// waits for. It was 13,200 (a group's answer, English) to 20,300 (the desk, Punjabi) when it was measured.
const READABLE_BYTES: usize = 22_000;

#[test]
fn the_pages_at_work_can_be_read_before_their_programs_come() {
    let site = Site::sample();
    let files = site.files();
    for page in ["desk", "p", "people", "reply"] {
        let end = format!("/{page}/index.html");
        let pages: Vec<&String> = files.iter().filter(|file| file.ends_with(&end)).collect();
        assert_eq!(pages.len(), 10, "a page for each language: {pages:?}");
        for file in pages {
            let text = site.text(file);
            // Only what stands in the head without JavaScript's own: `noscript` holds a sheet, too.
            let text = text.split("<noscript").next().unwrap_or_default();
            let sheets = text.split("<link ").skip(1).filter(|link| link.contains("stylesheet"));
            let sheets = sheets
                .filter_map(|link| link.split("assets/").nth(1)?.split(['"', '>', ' ']).next());
            let sheets: Vec<_> = sheets.map(|name| site.folder.join("assets").join(name)).collect();
            assert!(!sheets.is_empty(), "{file}");
            let bytes = packed(&site.folder.join(file))
                + sheets.iter().map(|sheet| packed(sheet)).sum::<usize>();
            assert!(bytes <= READABLE_BYTES, "{file} can be read after {bytes} bytes");
        }
    }
}

/// The length of a file after brotli, by its own command or by the one that comes with npm.
fn packed(file: &Path) -> usize {
    let script = "process.stdout.write(require('zlib').brotliCompressSync(require('fs').readFileSync(process.argv[1])))";
    let mut by_command = Command::new("brotli");
    by_command.args(["--quality=11", "--stdout"]).arg(file);
    let mut by_node = Command::new("node");
    by_node.args(["-e", script]).arg(file);
    [by_command, by_node]
        .iter_mut()
        .filter_map(|command| command.stderr(Stdio::null()).output().ok())
        .find(|output| output.status.success())
        .unwrap_or_else(|| panic!("cannot weigh {}: brotli or node is needed", file.display()))
        .stdout
        .len()
}
