//! Words that speak of danger, and a place that must stay secret: nobody is put in danger by asking.

use std::collections::BTreeSet;

use journeys::server::Kind;
use journeys::site::{self, Scratch};
use journeys::{Habits, Site, Town, Visitor};
use serde_json::Value;

/// The panels with help lines that stand above the results, by what they are about.
fn panels(visitor: &Visitor) -> Vec<String> {
    let script = "const list = document.getElementById('results');
        return [...document.querySelectorAll('main [data-panel]')]
            .filter((panel) => panel.getClientRects().length > 0)
            .filter((panel) => panel.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING)
            .map((panel) => panel.dataset.panel)";
    let answer = visitor.asks_with(script, Vec::new());
    let texts = answer.as_ref().and_then(Value::as_array).expect("the page answers");
    texts.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn whose_words_speak_of_danger_is_shown_who_helps_before_anything_else() {
    let town = Town::opens();
    let mei = town.visitor();
    for (locale, typed, panel, line) in [
        ("en", "i want to die", "suicide", "9-8-8"),
        ("en", "i want to dye", "", ""),
        ("fr", "mon mari me frappe", "violence", "1-800-563-0808"),
        ("zh-Hant", "老公打我", "violence", "1-800-563-0808"),
        ("fa", "mikham bemiram", "suicide", "9-8-8"),
        ("ko", "죽고싶어요", "suicide", "9-8-8"),
        // A page in one language understands the others.
        ("en", "quiero morir", "suicide", "9-8-8"),
        ("vi", "pati marda hai", "violence", "1-800-563-0808"),
        // And whoever means no harm is left in peace.
        ("en", "kill time", "", ""),
        ("en", "hit the gym", "", ""),
        ("es", "morirse de risa", "", ""),
        ("vi", "từ từ", "", ""),
    ] {
        mei.opens_finder(locale);
        mei.types(typed);
        if panel.is_empty() {
            mei.waits_for("an answer", || {
                let answered = "return document.getElementById('results').dataset.for";
                (mei.asks_with(answered, Vec::new())?.as_str()? == typed).then_some(())
            });
            assert_eq!(panels(&mei), Vec::<String>::new(), "{typed}");
        } else {
            mei.waits_for(&format!("help lines for “{typed}”"), || {
                (panels(&mei).first()? == panel).then_some(())
            });
            mei.sees(line);
        }
    }
}

#[test]
fn somebody_who_comes_back_to_a_search_sees_the_help_lines_again() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens("en/find/#q=i%20want%20to%20die");
    mei.waits_for_the_finder();
    mei.waits_for("help lines", || (panels(&mei) == ["suicide"]).then_some(()));
}

#[test]
fn where_the_program_is_lost_words_of_danger_still_bring_help() {
    let town = Town::opens();
    town.server.loses(&Site::sample().finder_file("en", "wasm"));
    let mei = town.visitor_who(Habits::phone().with_a_new_browser().among_errors());
    mei.opens("en/find/");
    let typed = "const field = document.getElementById('words');
        if (!field) return false;
        field.value = 'i want to die';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        return true";
    mei.waits_for("the field", || mei.asks_with(typed, Vec::new())?.as_bool()?.then_some(()));
    mei.waits_for("help lines", || (panels(&mei) == ["suicide"]).then_some(()));
}

#[test]
fn in_a_directory_of_several_parts_no_place_tells_the_host_where_somebody_is() {
    let content = Scratch::larger_content("larger");
    let out = Scratch::empty("larger-site");
    let built = site::build(&content.folder, &out.folder.join("dist"));
    assert!(built.status.success(), "{}", site::said(&built));
    let made = Site { folder: out.folder.join("dist") };
    let columns = made.files().into_iter().filter(|file| file.contains("catalog/columns.")).count();
    assert!(columns > 1, "the directory is one part");
    // All files that were asked for, and the order of the parts; of files that a phone asks for at the same
    // time, any may reach the host first.
    let asked = |link: &str, place: Option<&str>| -> (BTreeSet<String>, Vec<String>) {
        let town = Town::at(&made, "/", Kind::Plain);
        let mei = town.visitor_who(Habits::phone().with_a_new_browser());
        mei.opens(link);
        mei.waits_for_the_finder();
        mei.waits_for("every part of the list", || {
            let log = town.server.log();
            let parts = log.iter().filter(|seen| seen.address().contains("catalog/body.")).count();
            (parts == columns).then_some(())
        });
        if let Some(place) = place {
            mei.opens_filters();
            mei.says_they_are_at(place);
            mei.closes_filters();
        }
        let mut files: Vec<String> =
            town.server.log().iter().map(|seen| seen.address().to_owned()).collect();
        files.retain(|file| file.contains("/catalog/"));
        let all = files.iter().cloned().collect();
        files.retain(|file| file.contains("/columns."));
        (all, files)
    };
    let nobody = asked("en/find/", None);
    assert_eq!(asked("en/find/", Some("V5S")), nobody, "who says where they are");
    assert_eq!(asked("en/find/#at=V6Z", None), nobody, "who follows a link with a place");
}
