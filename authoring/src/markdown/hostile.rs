//! Pages that somebody wrote to do harm. Whatever they say, what comes out has only the elements
//! and attributes of the list, and comes out soon.

#![allow(clippy::panic)]

use std::time::{Duration, Instant};

use super::{ELEMENTS, render};

/// No claim of speed, which is measured elsewhere: far above what an unoptimized build on a busy
/// machine takes (2 s were seen), far below what exponential work would.
const SOON: Duration = Duration::from_secs(30);

const PAGES: [&str; 78] = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "a <svg onload=alert(1)> b",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math href=\"javascript:alert(1)\">x</math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<style>*{background:url(https://evil.example)}</style>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\">",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<details open ontoggle=alert(1)>",
    "<a href=\"https://ok.example\" onclick=\"alert(1)\" style=\"position:fixed\">x</a>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<input autofocus onfocus=alert(1)>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!-- <script>alert(1)</script>",
    "<!--> <img src=x onerror=alert(1)> -->",
    "<!-- --!> <img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "<!DOCTYPE html [<!ENTITY x \"y\">]>&x;",
    "</p></div></main><script>alert(1)</script>",
    "<div\nonmouseover\n=\nalert(1)\n>x",
    "<a\thref=\"java\tscript:alert(1)\">x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](<java\tscript:alert(1)>)",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](&#x01;javascript:alert(1))",
    "[x](\u{2028}javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://example.org/a)",
    "[x](http://plain.example)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](https:evil.example)",
    "[x](https://bank.example@evil.example)",
    "[x](https://bank.example%40evil.example/)",
    "[x](https:\\\\evil.example)",
    "[x](../../../admin)",
    "[x](https://e.example\" onmouseover=\"alert(1))",
    "[x](https://e.example 'a\" onmouseover=\"alert(1)')",
    "[x][y]\n\n[y]: javascript:alert(1) 'title\" onclick=\"alert(1)'",
    "[javascript:alert(1)]\n\n[javascript:alert(1)]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "<a@b.example\"onclick=alert(1)>",
    "[x](mailto:a@b.example?bcc=c@evil.example&body=%0d%0a)",
    "[x](tel:*21*1234#)",
    "![x](x\"onerror=\"alert(1))",
    "![<script>](https://e.example/a.png \"<script>alert(1)</script>\")",
    "[![x](javascript:alert(1))](javascript:alert(2) \"y\")",
    "```html\"><script>alert(1)</script>\nx\n```",
];

#[test]
fn a_hostile_page_has_nothing_active_in_it() {
    for page in PAGES {
        for heading in [2, 3] {
            let html = render(page, heading).html;
            scan(&html).unwrap_or_else(|problem| panic!("{page:?}\n{html}\n{problem}"));
        }
    }
}

#[test]
fn a_hostile_page_next_to_an_honest_one_changes_nothing_of_it() {
    for page in PAGES {
        let html = render(&format!("Hello **you**\n\n{page}\n\n"), 3).html;
        assert!(html.starts_with("<p>Hello <strong>you</strong></p>\n"), "{page:?}\n{html}");
        // What stands around the body on its page is never closed by it.
        let closed = ammonia::Builder::default().clean(&html).to_string();
        assert_eq!(closed.matches("<p>").count(), closed.matches("</p>").count(), "{page:?}");
    }
}

#[test]
fn a_hostile_page_is_done_soon_and_stays_small() {
    const FULL: usize = 32 * 1024;
    let long = [
        ">",
        "> ",
        "- ",
        "* ",
        "1. ",
        "1) ",
        "+ - ",
        "> - ",
        "[",
        "![",
        "](",
        "[a](",
        "*",
        "_",
        "**a",
        "a**",
        "`",
        "``` ",
        "<",
        "<a",
        "<!--",
        "&",
        "&#",
        "\\",
        "#",
        "=\n",
        "-\n",
        "[a]: b\n",
        "[a]\n",
        "*_",
        "<b>",
        "\n>",
        "a\n- ",
        "> a\n",
        "[[",
        "]]",
        "(",
        "x@y.z ",
        "<https://",
        "\u{202E}",
        "\0",
        "\u{FEFF}",
        "- a\n  ",
    ];
    for part in long {
        check_time(&part.repeat(FULL / part.len()));
    }
    // Deeper and deeper, line by line: lists, quotes, links, emphasis.
    let stairs = |mark: &str| -> String {
        (0..240).map(|depth| format!("{}{mark}a\n", "  ".repeat(depth))).collect::<String>()
    };
    for mark in ["- ", "* ", "1. ", "> ", "+ > "] {
        check_time(&stairs(mark));
    }
    check_time(&format!("{}a{}", "[".repeat(10_000), "](b)".repeat(5_000)));
    check_time(&format!("{}a{}", "*a _".repeat(4_000), "_ *".repeat(4_000)));
    check_time(
        &(0..2_000).map(|n| format!("[{n}]: javascript:{n}\n[{n}]\n\n")).collect::<String>(),
    );
}

fn check_time(page: &str) {
    let started = Instant::now();
    let html = render(page, 3).html;
    let (took, start) = (started.elapsed(), page.chars().take(40).collect::<String>());
    assert!(took < SOON, "{start:?} took {took:?}");
    // Every byte can become an entity of six.
    assert!(html.len() <= 8 * page.len() + 64, "{start:?} became {} bytes", html.len());
    scan(&html).unwrap_or_else(|problem| panic!("{start:?}: {problem}"));
}

/// Reads HTML as strictly as can be: every `<` begins an element of the list with its attributes,
/// exactly as our sanitizer writes them; elements are closed in order; links are safe.
fn scan(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (tag, after) = rest[at + 1..].split_once('>').ok_or("a < without a >")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) {
            return Err(format!("<{tag}> is not of the list"));
        }
        match (name, attributes) {
            (_, "") => {}
            ("a", attributes) => {
                let address = attributes
                    .strip_prefix("href=\"")
                    .and_then(|rest| rest.strip_suffix("\" rel=\"noopener noreferrer\""))
                    .ok_or_else(|| format!("<{tag}> has other attributes"))?;
                let safe = ["https://", "mailto:", "tel:", "#"];
                let lower = address.to_lowercase();
                if address.contains('"') || !safe.iter().any(|start| lower.starts_with(start)) {
                    return Err(format!("<{tag}> leads astray"));
                }
            }
            ("ol", attributes) => {
                let number =
                    attributes.strip_prefix("start=\"").and_then(|rest| rest.strip_suffix('"'));
                if !number.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
                    return Err(format!("<{tag}> has other attributes"));
                }
            }
            _ => return Err(format!("<{tag}> has attributes")),
        }
        if !["br", "hr"].contains(&name) {
            open.push(name);
        }
    }
    if open.len() > 40 {
        return Err("nested too deep".to_owned());
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
}
