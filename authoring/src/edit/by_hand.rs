//! Pages as people write them by hand: with comments, in any style, with any line ends.

use super::{EditError, Path, remove, set, set_body};
use crate::value::Value;

fn path(name: &str) -> Path {
    name.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn page(facts: &str) -> String {
    format!("---\n{facts}---\nHello: # not a comment\n")
}

/// Sets a field of facts, and gives the facts back.
fn facts_with(facts: &str, name: &str, value: &Value) -> Result<String, EditError> {
    set(&page(facts), &path(name), value).map(|page| facts_of(&page))
}

fn facts_without(facts: &str, name: &str) -> Result<String, EditError> {
    remove(&page(facts), &path(name)).map(|page| facts_of(&page))
}

fn facts_of(page: &str) -> String {
    let inner = page.strip_prefix("---\n").and_then(|page| page.split_once("---\nHello"));
    inner.unwrap_or_else(|| panic!("{page}")).0.to_owned()
}

fn text(text: &str) -> Value {
    Value::from(text)
}

fn plain(text: &str) -> Value {
    Value::Plain(text.to_owned())
}

fn texts(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|text| plain(text)).collect())
}

fn map(entries: &[(&str, Value)]) -> Value {
    Value::Map(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

#[test]
fn one_fact_is_set_and_what_stands_around_it_stays() {
    for (before, name, value, after) in [
        // Comments, quotes and spaces.
        ("a: x   # why\nb: y\n", "a", text("z"), "a: z   # why\nb: y\n"),
        ("a:   x\n", "a", text("z"), "a:   z\n"),
        ("a: \"x\" # why\n", "a", text("z"), "a: \"z\" # why\n"),
        ("a: 'x'\n", "a", text("it's"), "a: 'it''s'\n"),
        ("a: 'x'\n", "a", text("two\nlines"), "a: \"two\\nlines\"\n"),
        ("\"a b\": x\n", "a", text("z"), "\"a b\": x\na: z\n"),
        ("a: x\n", "a", text("Room #4"), "a: \"Room #4\"\n"),
        ("a: x\n", "a", text("yes"), "a: \"yes\"\n"),
        ("a: x\n", "a", plain("true"), "a: true\n"),
        ("a: x\n", "a", text(""), "a: \"\"\n"),
        ("a: x # why\n", "a", text("two\nlines"), "a: \"two\\nlines\" # why\n"),
        ("a: x\nb: y\n", "a", text("two\nlines"), "a: |-\n  two\n  lines\nb: y\n"),
        // Texts over several lines.
        ("a: x\n  y\n  z\nb: 1\n", "a", text("w"), "a: w\nb: 1\n"),
        ("a: |\n  x\n  y\n\nb: 1\n", "a", text("v\nw\n"), "a: |\n  v\n  w\n\nb: 1\n"),
        ("a: |\n    x\nb: 1\n", "a", text("z"), "a: |-\n    z\nb: 1\n"),
        ("a: >-\n  x\n  y\n# c\nb: 1\n", "a", text("z"), "a: >-\n  z\n# c\nb: 1\n"),
        ("a: >\n  x\n", "a", text("v\nw\n"), "a: >\n  v\n\n  w\n"),
        ("a: |+\n  x\n\n\nb: 1\n", "a", text("z"), "a: |-\n  z\nb: 1\n"),
        // Nothing said yet.
        ("a:\nb: y\n", "a", text("z"), "a: z\nb: y\n"),
        ("a: # why\nb: y\n", "a", text("z"), "a: z # why\nb: y\n"),
        ("a: ~\n", "a", text("z"), "a: z\n"),
        ("a: null # why\n", "a", text("z"), "a: z # why\n"),
        ("a: {b: , c: 1}\n", "a.b", text("z"), "a: {b: z , c: 1}\n"),
        ("a: {b, c: 1}\n", "a.b", text("z"), "a: {b: z, c: 1}\n"),
        ("a:\n  -\n  - y\n", "a[0]", text("z"), "a:\n  - z\n  - y\n"),
        ("a: x\n", "a", Value::Nothing, "a:\n"),
        // Deeper.
        ("a: { b: x, c: [1, 2] } # why\n", "a.c[1]", plain("3"), "a: { b: x, c: [1, 3] } # why\n"),
        ("a: [x, y]\n", "a[1]", text("v, w"), "a: [x, \"v, w\"]\n"),
        ("a:\n- b: x\n  c: y\n", "a[0].c", text("z"), "a:\n- b: x\n  c: z\n"),
        ("a:\n  - - x\n    - y\n", "a[0][1]", text("z"), "a:\n  - - x\n    - z\n"),
        (
            "a: [\n  x, # one\n  y  # two\n]\n",
            "a[1]",
            text("z"),
            "a: [\n  x, # one\n  z  # two\n]\n",
        ),
    ] {
        assert_eq!(facts_with(before, name, &value).as_deref(), Ok(after), "{before}{name}");
    }
}

#[test]
fn a_fact_that_is_new_stands_where_a_reader_looks_for_it() {
    let free = map(&[("kind", text("free"))]);
    for (before, name, value, after) in [
        // After the nearest earlier key, with the comment on its line.
        (
            "id: k7f3q # once\nstatus: active\n",
            "name",
            text("Tea"),
            "id: k7f3q # once\nname: Tea\nstatus: active\n",
        ),
        ("status: active\n", "id", text("k7f3q"), "id: k7f3q\nstatus: active\n"),
        ("# all\n\nstatus: active\n", "id", text("k7f3q"), "# all\n\nid: k7f3q\nstatus: active\n"),
        ("", "id", text("k7f3q"), "id: k7f3q\n"),
        ("name: Tea\nzzz: 1\n", "mine", text("x"), "name: Tea\nzzz: 1\nmine: x\n"),
        (
            "cost:\n  - kind: free\n# c\ncontact: []\n",
            "joining",
            text("drop-in"),
            "cost:\n  - kind: free\njoining: drop-in\n# c\ncontact: []\n",
        ),
        (
            "summary: |\n  x\n\n  y\n\nstatus: active\n",
            "alert",
            map(&[("text", text("No tea"))]),
            "summary: |\n  x\n\n  y\n\nstatus: active\nalert: { text: No tea }\n",
        ),
        // Within maps and lists.
        (
            "locations:\n  - lat: 1\n    lon: 2\n",
            "locations[0].name",
            text("Hall"),
            "locations:\n  - name: Hall\n    lat: 1\n    lon: 2\n",
        ),
        (
            "locations:\n  - name: Hall\n    access:\n      ramp: \"yes\"\n",
            "locations[0].transport",
            text("Bus 20"),
            "locations:\n  - name: Hall\n    access:\n      ramp: \"yes\"\n    transport: Bus 20\n",
        ),
        (
            "alert: { until: 2027-01-01 }\n",
            "alert.text",
            text("No tea"),
            "alert: { text: No tea, until: 2027-01-01 }\n",
        ),
        (
            "alert: {text: \"x\"} # c\n",
            "alert.until",
            plain("2027-01-01"),
            "alert: {text: \"x\", until: 2027-01-01} # c\n",
        ),
        ("alert: {}\n", "alert.text", text("x"), "alert: { text: x }\n"),
        ("alert:\nneeds: [a]\n", "alert.text", text("x"), "alert: { text: x }\nneeds: [a]\n"),
        (
            "name: Tea\n",
            "first_visit.ask_for",
            text("Mei"),
            "name: Tea\nfirst_visit: { ask_for: Mei }\n",
        ),
        ("name: Tea\n", "cost[0]", free.clone(), "name: Tea\ncost:\n  - { kind: free }\n"),
        ("cost: []\n", "cost[0]", free.clone(), "cost: [{ kind: free }]\n"),
        (
            "cost:\n- { kind: x } # c\n",
            "cost[1]",
            free.clone(),
            "cost:\n- { kind: x } # c\n- { kind: free }\n",
        ),
        ("needs: [a] # c\n", "needs[1]", text("b"), "needs: [a, b] # c\n"),
        (
            "needs:\n  # c\n  - a\nx: 1\n",
            "needs[1]",
            text("b"),
            "needs:\n  # c\n  - a\n  - b\nx: 1\n",
        ),
        (
            "access: # ask\nx: 1\n",
            "access",
            map(&[("one", text("two\nlines"))]),
            "access: # ask\n  one: |-\n    two\n    lines\nx: 1\n",
        ),
    ] {
        assert_eq!(facts_with(before, name, &value).as_deref(), Ok(after), "{before}{name}");
    }
}

#[test]
fn a_list_or_a_map_changes_only_where_it_differs() {
    for (before, name, value, after) in [
        ("a: [x, 'y' , z] # c\n", "a", texts(&["x", "y", "w", "z"]), "a: [x, 'y', w , z] # c\n"),
        ("a: [x, 'y' , z]\n", "a", texts(&["x", "z"]), "a: [x , z]\n"),
        ("a: [x, y, z]\n", "a", texts(&["y", "z"]), "a: [y, z]\n"),
        ("a: [x]\n", "a", texts(&[]), "a: []\n"),
        ("a: []\n", "a", texts(&["x"]), "a: [x]\n"),
        (
            "a:\n  - x # one\n  - y # two\n",
            "a",
            texts(&["x", "z"]),
            "a:\n  - x # one\n  - z # two\n",
        ),
        ("a:\n  - x # one\n", "a", texts(&["w", "x"]), "a:\n  - w\n  - x # one\n"),
        ("a:\n  - x # one\n  - y\n  - z\n", "a", texts(&["x", "z"]), "a:\n  - x # one\n  - z\n"),
        ("a: x\nb: 1\n", "a", texts(&["x"]), "a: [x]\nb: 1\n"),
        ("a: [x]\nb: 1\n", "a", text("x"), "a: x\nb: 1\n"),
        (
            "a:\n  b: x\n  c: y # c\n",
            "a",
            map(&[("b", text("z")), ("c", text("y"))]),
            "a:\n  b: z\n  c: y # c\n",
        ),
        (
            "a: { b: x, c: y }\n",
            "a",
            map(&[("c", text("y")), ("d", text("z"))]),
            "a: { c: y, d: z }\n",
        ),
    ] {
        assert_eq!(facts_with(before, name, &value).as_deref(), Ok(after), "{before}{name}");
    }
}

#[test]
fn a_fact_is_taken_away_with_its_own_lines() {
    for (before, name, after) in [
        ("a: x # why\n# of b\nb: y\n", "a", "# of b\nb: y\n"),
        ("a: x\n# of b\nb: y\n", "b", "a: x\n# of b\n"),
        ("a: |\n  x\n\n  y\nb: y\n", "a", "b: y\n"),
        ("a:\n  b: x\n  c:\n    - y\nd: z\n", "a", "d: z\n"),
        ("a: { b: x, c: y }\n", "a.b", "a: { c: y }\n"),
        ("a: { b: x, c: y }\n", "a.c", "a: { b: x }\n"),
        ("a: [x, y, z]\n", "a[1]", "a: [x, z]\n"),
        ("a: [x, y, z]\n", "a[0]", "a: [y, z]\n"),
        ("a:\n  - x\n  # of y\n  - y # c\n", "a[1]", "a:\n  - x\n  # of y\n"),
        ("a:\n  - x\n  - y\n", "a[0]", "a:\n  - y\n"),
        ("a:\n  - b: x # c\n    c: y\n", "a[0].b", "a:\n  - c: y\n"),
        ("a:\n  - b: x\n    c: y\n", "a[0].c", "a:\n  - b: x\n"),
        ("a:\n  - - x\n    - y\n", "a[0][0]", "a:\n  - - y\n"),
    ] {
        assert_eq!(facts_without(before, name).as_deref(), Ok(after), "{before}{name}");
    }
}

#[test]
fn what_cannot_be_done_safely_is_refused_and_says_why() {
    let refused = |result: Result<String, EditError>| result.map_err(|error| error.to_string());
    for (before, name, value, says) in [
        ("a: x\n", "a.b", text("z"), "nothing can be put at `a.b`"),
        ("a: [x]\n", "a[2]", text("z"), "nothing can be put at `a[2]`"),
        ("a: [x]\n", "a.b", text("z"), "nothing can be put at `a.b`"),
        ("b: 1\n", "a[1]", text("z"), "nothing can be put at `a[1]`"),
        ("a: [x, # one\n  y]\n", "a", texts(&["z"]), "a comment stands in `a`"),
        ("a:\n  - x # one\n  - y\n", "a", texts(&["z", "w", "v"]), "a comment stands in `a`"),
        ("a: | # c\n  x\n", "a", text("z"), "a comment stands in `a`"),
        ("a: \"b\n", "a", text("z"), "cannot be read"),
        ("a: 1\na: 2\n", "a", text("z"), "cannot be read"),
        ("a: &x 1\n", "a", text("z"), "cannot be read"),
    ] {
        let error = refused(facts_with(before, name, &value)).err().unwrap_or_default();
        assert!(error.contains(says), "{before}{name}: {error}");
    }
    for (before, name, says) in [
        ("a: x\n", "b", "there is no `b`"),
        ("a: x\n", "a", "nothing would be left"),
        ("a: [x]\nb: 1\n", "a[0]", "nothing would be left of `a`"),
        ("a:\n  b: x\n", "a.b", "nothing would be left of `a`"),
        ("a:\n  - b: x\n    # of c\n    c: y\n", "a[0].b", "by hand"),
    ] {
        let error = refused(facts_without(before, name)).err().unwrap_or_default();
        assert!(error.contains(says), "{before}{name}: {error}");
    }
    assert_eq!(set("name: x\n", &path("name"), &text("y")), Err(EditError::NoFacts));
    let full = page(&"k: x\n".replace('x', &"x".repeat(8_180)));
    assert_eq!(set(&full, &path("b"), &text("yyyyyyyy")), Err(EditError::TooLarge));
}

#[test]
fn the_line_ends_of_every_system_stay() {
    let page = "\u{FEFF}---\r\nid: k7f3q # é\r\nneeds:\r\n  - a\r\n---\r\nHello\r\nyou.\r\n";
    assert_eq!(
        set(page, &path("name"), &text("茶")).as_deref(),
        Ok(
            "\u{FEFF}---\r\nid: k7f3q # é\r\nname: 茶\r\nneeds:\r\n  - a\r\n---\r\nHello\r\nyou.\r\n"
        )
    );
    assert_eq!(
        set(page, &path("needs[1]"), &text("b")).as_deref(),
        Ok("\u{FEFF}---\r\nid: k7f3q # é\r\nneeds:\r\n  - a\r\n  - b\r\n---\r\nHello\r\nyou.\r\n")
    );
    assert_eq!(
        set_body(page, "One.\nTwo.\n").as_deref(),
        Ok("\u{FEFF}---\r\nid: k7f3q # é\r\nneeds:\r\n  - a\r\n---\r\nOne.\r\nTwo.\r\n")
    );
    assert_eq!(set_body(page, "Hello\nyou.\n").as_deref(), Ok(page));
}

/// A small generator (xorshift) of facts made of what YAML finds special.
#[test]
fn whatever_the_page_an_edit_is_right_or_refused_and_never_panics() {
    const PARTS: [&str; 22] = [
        "a: ", "b: ", "\n", "  ", "- ", "[", "]", "{", "}", ", ", "\"x\"", "'y'", "|\n", ">-\n",
        "# c", " # d", "é", "word", ":", "\n\n", "c:\n", "null",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let (mut done, mut refused) = (0, 0);
    for _ in 0..30_000 {
        let parts = random() % 16;
        let facts: String = (0..parts).map(|_| PARTS[(random() % 22) as usize]).collect();
        let page = page(&format!("{facts}\n"));
        let names = ["a", "b", "a.b", "a[0]", "c", "a.b[1]", "b[0].a", "id"];
        let name = path(names[(random() % 8) as usize]);
        let values =
            [text("z"), text("p\nq"), texts(&["z", "w"]), map(&[("b", text("z"))]), plain("1")];
        let value = &values[(random() % 5) as usize];
        match (set(&page, &name, value), remove(&page, &name)) {
            (Ok(after), _) => {
                done += 1;
                assert_eq!(set(&after, &name, value).as_ref(), Ok(&after), "{page}{name}");
            }
            (Err(_), _) => refused += 1,
        }
    }
    assert!(done > 3_000 && refused > 3_000, "{done} done, {refused} refused");
}
