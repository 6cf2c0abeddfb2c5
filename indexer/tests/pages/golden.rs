//! Pages and parts of pages, kept as files and compared line by line.

use std::path::Path;
use std::{env, fs};

/// Compares `html` with a golden, or writes it where `SIGNPOST_BLESS` is set.
pub fn check(name: &str, html: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/goldens").join(name);
    let found = readable(html);
    if env::var_os("SIGNPOST_BLESS").is_some() {
        fs::write(&path, &found).unwrap();
        return;
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    let differs = wanted.lines().zip(found.lines()).position(|(wanted, found)| wanted != found);
    let line = differs.unwrap_or_else(|| wanted.lines().count().min(found.lines().count()));
    assert!(
        wanted == found,
        "{name}, line {}: was {:?}, is {:?}. If that is meant: SIGNPOST_BLESS=1",
        line + 1,
        wanted.lines().nth(line).unwrap_or_default(),
        found.lines().nth(line).unwrap_or_default(),
    );
}

/// One tag a line, without the marks that leptos leaves for hydration.
fn readable(html: &str) -> String {
    let plain = html.replace("<!>", "").replace("<!---->", "");
    let mut lines = plain.replace('<', "\n<").replace("\n</", "</");
    lines = lines.trim_start().to_owned();
    lines.push('\n');
    lines
}
