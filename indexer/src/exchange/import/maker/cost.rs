//! What it costs.

use authoring::people::numbers;
use authoring::value::Value;
use catalog::day::Day;

use super::super::ledger::Fate;
use super::super::money::{self, Money};
use super::super::page::Page;
use super::super::tables::View;
use super::super::terms::Table;
use super::super::words::{cut, one_line};
use super::facts::LINE_MAX;
use super::{Maker, cells};

/// Why a figure is no price here: nothing is converted, and no currency guessed.
const OTHER_CURRENCY: &str = "a price in another currency than the town's, or in one that nobody has named: what is it here?";

impl<'a> Maker<'a> {
    /// What it costs.
    pub(super) fn cost(&self, page: &mut Page, row: View<'a>, id: &str) {
        let mut said: Vec<String> = Vec::new();
        for option in self.of_service("cost_option", id) {
            option.joined();
            said.extend(self.price(page, option));
        }
        for field in ["fees_description", "fees"] {
            let Some(text) = self.plain(row, field) else { continue };
            let line = one_line(&text);
            // The prices once more, as the town's own pages say them.
            if !line.is_empty() && line == said.join("; ") {
                page.came_from("cost", cells(row, &[field]));
                continue;
            }
            let kinds: Option<Vec<&str>> =
                line.split(';').map(|part| self.named_term("cost", part)).collect();
            let is_first = page.get("cost").is_none();
            if let Some(kinds) = kinds.filter(|_| is_first) {
                kinds.into_iter().for_each(|kind| {
                    page.push("cost", kind_of(kind, None), cells(row, &[field]));
                });
            } else if let Some(kind) = Table::whole(&self.table.cost, &line) {
                page.push("cost", kind_of(&kind, None), cells(row, &[field]));
                row.say(field, Fate::Changed("read as a kind of cost"));
            } else if let Some(prices) = self.prices(&line).filter(|_| is_first) {
                for price in prices {
                    page.push("cost", price, cells(row, &[field]));
                }
                row.say(field, Fate::Changed("read as a price"));
            } else if line.chars().count() <= LINE_MAX
                && self.town.has("cost", "unknown")
                && is_first
            {
                if self.is_foreign(&line) {
                    row.say(field, Fate::Question(OTHER_CURRENCY));
                }
                page.push("cost", kind_of("unknown", Some(line)), cells(row, &[field]));
            } else {
                page.say_labelled(self.label("fees"), &text, cells(row, &[field]));
            }
        }
        for paid in self.of_service("payment_accepted", id) {
            paid.joined();
            paid.say("payment", Fate::Lost("a page has no place for ways to pay"));
        }
    }

    /// The prices of a text that is nothing but prices and kinds of cost, with a semicolon between.
    fn prices(&self, line: &str) -> Option<Vec<Value>> {
        let one = |part: &str| {
            let kind = self.named_term("cost", part).map(str::to_owned);
            if let Some(kind) = kind.or_else(|| Table::whole(&self.table.cost, part)) {
                return Some(kind_of(&kind, None));
            }
            match money::read(part, self.town.currency) {
                Money::Price { cents, currency, per } => {
                    let per = Some(per.to_owned()).filter(|per| !per.is_empty());
                    self.priced(cents, currency, per)
                }
                Money::OtherCurrency | Money::Words => None,
            }
        };
        line.split(';').map(one).collect()
    }

    /// Whether a text has a price that nobody here can pay.
    fn is_foreign(&self, line: &str) -> bool {
        let is_other = |part| money::read(part, self.town.currency) == Money::OtherCurrency;
        line.split(';').any(is_other)
    }

    /// A price as a page has it; nothing where the town has no word for what it is.
    fn priced(&self, cents: u32, currency: String, note: Option<String>) -> Option<Value> {
        if cents == 0 && self.town.has("cost", "free") {
            return Some(kind_of("free", note));
        }
        let mut entries = vec![
            ("kind".to_owned(), Value::Text("fixed".to_owned())),
            ("amount".to_owned(), Value::Plain(amount_of(cents))),
            ("currency".to_owned(), Value::Text(currency)),
        ];
        entries.extend(note.map(|note| ("note".to_owned(), Value::Text(note))));
        self.town.has("cost", "fixed").then_some(Value::Map(entries))
    }

    /// A price; what the town's pages say of one whose kind is a word of the town.
    fn price(&self, page: &mut Page, option: View<'a>) -> Option<String> {
        let last =
            option.peek("valid_to").and_then(|text| Day::parse(text.get(..10).unwrap_or(text)));
        if last.is_some_and(|last| last < self.today) {
            option.say_rest(Fate::Question("this price was valid until a day that has passed"));
            return None;
        }
        let kind = self.own_of(option).words("cost").into_iter().next();
        let by_name = || self.named_term("cost", option.peek("option")?).map(str::to_owned);
        if let Some(kind) = kind.or_else(by_name) {
            return self.price_of(page, option, &kind);
        }
        let words = ["option", "amount_description"];
        let words: Vec<String> = words
            .iter()
            .filter_map(|field| self.plain(option, field))
            .map(|text| one_line(&text))
            .collect();
        let note = (!words.is_empty()).then(|| cut(&words.join(", "), LINE_MAX).0);
        option.say("valid_from", Fate::Lost("a page has no place for the first day of a price"));
        option.say("valid_to", Fate::Lost("a page has no place for the last day of a price"));
        let own = cells(option, &["amount", "currency", "option", "amount_description"]);
        let Some(amount) = option.peek("amount") else {
            if let Some(note) = note {
                match self.town.has("cost", "unknown") {
                    true => page.push("cost", kind_of("unknown", Some(note)), own),
                    false => page.say_labelled(self.label("fees"), &note, own),
                }
            }
            return None;
        };
        // Whoever names a currency beside the figure means it, whichever it is.
        let currency = option.peek("currency").map(str::to_ascii_uppercase);
        let is_code = |code: &&str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        let currency = currency.as_deref().filter(is_code).or(self.town.currency);
        let (cents, currency, per) = match money::read(amount, currency) {
            Money::Price { cents, currency, per } => (cents, currency, per),
            Money::OtherCurrency => {
                option.say("amount", Fate::Question(OTHER_CURRENCY));
                return None;
            }
            Money::Words => {
                match self.prices(amount) {
                    Some(kinds) => {
                        for kind in kinds {
                            page.push("cost", kind, cells(option, &["amount"]));
                        }
                        option.say("amount", Fate::Changed("read as a kind of cost"));
                    }
                    None => option.say("amount", Fate::Question("no price")),
                }
                return None;
            }
        };
        let note = match (note, per) {
            (note, "") => note,
            (None, per) => Some(per.to_owned()),
            (Some(note), per) => Some(cut(&[per, ", ", &note].concat(), LINE_MAX).0),
        };
        option.say("amount", Fate::Taken);
        option.say("currency", Fate::Taken);
        if let Some(price) = self.priced(cents, currency, note) {
            page.push("cost", price, own);
        }
        None
    }

    /// A price whose kind is a word of the town.
    fn price_of(&self, page: &mut Page, option: View<'a>, kind: &str) -> Option<String> {
        let price = option.peek("amount").and_then(|amount| numbers::price(amount).plain());
        let currency = option.peek("currency").map(str::to_ascii_uppercase);
        let note = self.plain(option, "amount_description");
        let note = note.map(|text| cut(&one_line(&text), LINE_MAX).0);
        option.say("option", Fate::Taken);
        for (field, is_read) in [("amount", price.is_some()), ("currency", currency.is_some())] {
            option.say(field, if is_read { Fate::Taken } else { Fate::Question("no price") });
        }
        let mut entries = vec![("kind".to_owned(), Value::Text(kind.to_owned()))];
        let cents = price.as_ref().map(|price| price.cents);
        let currency = currency.or_else(|| {
            // An amount needs one.
            cents.and(self.town.currency).map(str::to_owned)
        });
        let cents = cents.filter(|_| currency.is_some());
        entries.extend(cents.map(|cents| ("amount".to_owned(), Value::Plain(amount_of(cents)))));
        entries.extend(currency.clone().map(|code| ("currency".to_owned(), Value::Text(code))));
        entries.extend(note.clone().map(|note| ("note".to_owned(), Value::Text(note))));
        let own = cells(option, &["amount", "currency", "option", "amount_description"]);
        page.push("cost", Value::Map(entries), own);
        let sentences = self.sentences()?;
        let label = sentences.label(self.terms("cost"), kind);
        let currency = currency.unwrap_or_default();
        Some(sentences.price(label, cents, &currency, note.as_deref().unwrap_or_default()))
    }
}

/// Cents as a page writes them.
fn amount_of(cents: u32) -> String {
    match (cents / 100, cents % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

fn kind_of(kind: &str, note: Option<String>) -> Value {
    let mut entries = vec![("kind".to_owned(), Value::Text(kind.to_owned()))];
    entries.extend(note.map(|note| ("note".to_owned(), Value::Text(note))));
    Value::Map(entries)
}
