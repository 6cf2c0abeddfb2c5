//! Prices of options (HSDS 3): whom a price holds for stays beside it, and what cannot be read stays in words.

use std::fs;

use indexer::exchange::import::ledger::said;
use indexer::exchange::import::{Format, Summary};
use serde_json::{Value, json};

use super::town::{Town, adds_up};

/// The page of a service with one option, and what became of the option's values.
fn imported(town: &Town, option: &Value) -> (String, Summary) {
    let mut option = option.clone();
    option["id"] = json!("o1");
    let service = json!([{
        "id": "s1", "name": "Tea", "organization": { "id": "g1", "name": "Round Table" }, "cost_options": [option],
    }]);
    let beside = tempfile::tempdir().unwrap();
    let path = beside.path().join("services.json");
    fs::write(&path, service.to_string()).unwrap();
    let (summary, _) = town.import(Format::Hsds, &path);
    adds_up(&summary);
    assert_eq!(town.errors(), [], "{:#?}", summary.settled.refused);
    (town.pages().remove("round-table/tea.md").unwrap(), summary)
}

/// What is asked of the values of the option.
fn asked(summary: &Summary) -> Vec<&'static str> {
    let entries = summary.ledger.entries().filter(|entry| entry.table == "cost_option");
    let told = entries.map(|entry| said(entry.fate));
    told.filter(|(kind, _)| *kind == "question").map(|(_, why)| why).collect()
}

fn leeds() -> Town {
    Town::begun("GB", [53.7997, -1.5492], 12.0)
}

#[test]
fn what_is_free_for_some_is_not_said_to_be_free_for_everybody() {
    let with_an_adult = |option: &str, amount: &str| json!({ "option": option, "amount": amount, "amount_description": "with an adult" });
    for (option, words) in [
        (
            with_an_adult("Children under five", "free"),
            ["kind: free", "Children under five, with an adult"],
        ),
        (with_an_adult("Children", "£1 each"), ["amount: 1", "each, Children, with an adult"]),
        (json!({ "amount": "£2; donation" }), ["amount: 2", "kind: donation"]),
    ] {
        let (page, summary) = imported(&leeds(), &option);
        for words in words {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(asked(&summary).is_empty(), "{option}: {:?}", asked(&summary));
    }
}

#[test]
fn the_currency_of_a_price_is_the_one_that_stands_beside_it() {
    for (option, cost) in [
        (
            json!({ "option": "Fixed price", "amount": "£5" }),
            "{ kind: fixed, amount: 5, currency: GBP }",
        ),
        (
            json!({ "option": "Fixed price", "amount": 5 }),
            "{ kind: fixed, amount: 5, currency: GBP }",
        ),
        (
            json!({ "option": "Fixed price", "amount": "5", "currency": "eur" }),
            "{ kind: fixed, amount: 5, currency: EUR }",
        ),
        (
            json!({ "amount": "5", "currency": "pounds" }),
            "{ kind: fixed, amount: 5, currency: GBP }",
        ),
    ] {
        let (page, summary) = imported(&leeds(), &option);
        assert!(page.contains(cost), "{option}: {page}");
        assert!(asked(&summary).is_empty(), "{option}: {:?}", asked(&summary));
    }
}

#[test]
fn several_prices_of_one_amount_are_in_the_currency_beside_them() {
    let option = json!({ "amount": "5; donation", "currency": "EUR" });
    let (page, summary) = imported(&leeds(), &option);
    assert!(page.contains("amount: 5, currency: EUR"), "{page}");
    assert!(page.contains("kind: donation") && !page.contains("GBP"), "{page}");
    assert!(asked(&summary).is_empty(), "{:?}", asked(&summary));
}

#[test]
fn a_price_that_nobody_can_read_stands_in_words_and_is_asked() {
    for (option, words) in [
        (json!({ "option": "Fixed price", "amount": "€5" }), vec!["€5", "Fixed price"]),
        (json!({ "option": "Fixed price", "amount": "USD 5" }), vec!["USD 5"]),
        (json!({ "option": "Fixed price", "amount": "$5" }), vec!["$5"]),
        (json!({ "option": "Fixed price", "amount": "from £2" }), vec!["from £2"]),
        (json!({ "option": "Free", "amount": "£5" }), vec!["£5, Free"]),
        (
            json!({ "option": "Adults", "amount": "€5", "amount_description": "on Mondays" }),
            vec!["€5", "Adults", "on Mondays"],
        ),
        (json!({ "option": "Adults", "amount": "ask inside" }), vec!["ask inside", "Adults"]),
        (
            json!({ "option": "Adults", "amount": "5", "currency": "Egyptian pounds" }),
            vec!["5 Egyptian pounds", "Adults"],
        ),
    ] {
        let (page, summary) = imported(&leeds(), &option);
        for words in words {
            assert!(page.contains(words), "{option}: {page}");
        }
        assert!(page.contains("kind: unknown") && !page.contains("amount:"), "{option}: {page}");
        assert_eq!(asked(&summary).len(), 1, "{option}: {:?}", asked(&summary));
    }
}

#[test]
fn a_price_stands_in_words_where_the_town_has_no_kind_for_it() {
    let town = leeds();
    let path = town.path().join("_taxonomy/cost.toml");
    let text = fs::read_to_string(&path).unwrap();
    let kinds = text.split("[[term]]").filter(|kind| !kind.contains("id = \"fixed\""));
    fs::write(&path, kinds.collect::<Vec<_>>().join("[[term]]")).unwrap();
    let (page, _) = imported(&town, &json!({ "option": "Adults", "amount": "£5" }));
    assert!(page.contains("kind: unknown") && page.contains("£5, Adults"), "{page}");
}
