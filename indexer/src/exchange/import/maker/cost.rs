//! What it costs.

use authoring::value::Value;
use catalog::day::Day;

use super::super::ledger::Fate;
use super::super::money::{self, Money};
use super::super::page::Page;
use super::super::tables::View;
use super::super::terms::Table;
use super::super::words::{one_line, plain};
use super::facts::LINE_MAX;
use super::{Maker, cells};

/// Why a figure is no price here: nothing is converted, and no currency guessed.
const OTHER_CURRENCY: &str = "a price in another currency than the town's, or in one that nobody has named: what is it here?";

/// Why an amount stands in words.
const NO_PRICE: &str = "this cannot be read as a price; it stands in words: how much is it?";

/// Why a price stands in words whose kind says that there is none.
const FREE_WITH_PRICE: &str = "it is said to be free, and has a price: which of the two?";

/// Kinds of cost that this program knows; a town has them in its list, or not.
const FREE: &str = "free";
const FIXED: &str = "fixed";
const UNKNOWN: &str = "unknown";

/// What of an option is said in a price.
const PRICE: [&str; 4] = ["amount", "currency", "option", "amount_description"];

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
            } else if let Some(prices) = self.prices(&line, self.town.currency).filter(|_| is_first)
            {
                for price in prices {
                    page.push("cost", price, cells(row, &[field]));
                }
                row.say(field, Fate::Changed("read as a price"));
            } else {
                if self.is_foreign(&line) {
                    row.say(field, Fate::Question(OTHER_CURRENCY));
                }
                match is_first && line.chars().count() <= LINE_MAX && self.town.has("cost", UNKNOWN)
                {
                    true => {
                        page.push("cost", kind_of(UNKNOWN, Some(line)), cells(row, &[field]));
                    }
                    false => page.say_labelled(self.label("fees"), &text, cells(row, &[field])),
                }
            }
        }
        for paid in self.of_service("payment_accepted", id) {
            paid.joined();
            paid.say("payment", Fate::Lost("a page has no place for ways to pay"));
        }
    }

    /// The prices of a text that is nothing but prices and kinds of cost, with a semicolon between; a figure
    /// alone is in the currency of `home`.
    fn prices(&self, line: &str, home: Option<&str>) -> Option<Vec<Value>> {
        let one = |part: &str| {
            let kind = self.named_term("cost", part).map(str::to_owned);
            if let Some(kind) = kind.or_else(|| Table::whole(&self.table.cost, part)) {
                return Some(kind_of(&kind, None));
            }
            match money::read(part, home) {
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
        if cents == 0 && self.town.has("cost", FREE) {
            return Some(kind_of(FREE, note));
        }
        let mut entries = vec![
            ("kind".to_owned(), Value::Text(FIXED.to_owned())),
            ("amount".to_owned(), Value::Plain(amount_of(cents))),
            ("currency".to_owned(), Value::Text(currency)),
        ];
        entries.extend(note.map(|note| ("note".to_owned(), Value::Text(note))));
        self.town.has("cost", FIXED).then_some(Value::Map(entries))
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
        let note = self.said(option, &["option", "amount_description"]);
        option.say("valid_from", Fate::Lost("a page has no place for the first day of a price"));
        option.say("valid_to", Fate::Lost("a page has no place for the last day of a price"));
        let Some(amount) = option.peek("amount") else {
            if note.is_some() {
                self.in_own_words(page, option);
            }
            return None;
        };
        let kinds = match self.money_of(option, amount) {
            Money::Price { cents, currency, per } => {
                let per = Some(per.to_owned()).filter(|per| !per.is_empty());
                self.priced(cents, currency, per).map(|price| vec![price])
            }
            Money::OtherCurrency => {
                option.say("amount", Fate::Question(OTHER_CURRENCY));
                None
            }
            Money::Words => {
                let code = code_of(option);
                let kinds = self.prices(amount, code.as_deref().or(self.town.currency));
                option.say(
                    "amount",
                    match kinds {
                        Some(_) => Fate::Changed("read as a kind of cost"),
                        None => Fate::Question(NO_PRICE),
                    },
                );
                kinds
            }
        };
        // Whoever pays it, or when, holds for every kind of it.
        let kinds =
            kinds.map(|kinds| kinds.into_iter().map(|kind| with_note(kind, note.as_deref())));
        let kinds = kinds.and_then(Iterator::collect::<Option<Vec<_>>>);
        let Some(kinds) = kinds else {
            self.in_own_words(page, option);
            return None;
        };
        option.say("amount", Fate::Taken);
        let is_paid = kinds.iter().any(|kind| {
            matches!(kind, Value::Map(entries) if entries.iter().any(|(key, _)| key == "currency"))
        });
        option.say(
            "currency",
            match is_paid {
                true => Fate::Taken,
                false => Fate::Lost("nothing is to be paid in it"),
            },
        );
        for kind in kinds {
            page.push("cost", kind, cells(option, &PRICE));
        }
        None
    }

    /// What an amount says. Whoever names a currency beside the figure means it, whichever it is.
    fn money_of(&self, option: View<'a>, amount: &'a str) -> Money<'a> {
        let Some(beside) = option.peek("currency") else {
            return money::read(amount, self.town.currency);
        };
        match code_of(option) {
            Some(code) => money::read(amount, Some(&code)),
            // A sign or a word: `£`, `pounds`.
            None => match money::read(&[amount, " ", beside].concat(), self.town.currency) {
                Money::Price { cents, currency, per: "" } => {
                    Money::Price { cents, currency, per: "" }
                }
                Money::OtherCurrency | Money::Price { .. } | Money::Words => Money::OtherCurrency,
            },
        }
    }

    /// The texts of some fields in one line, each told that it stands on the page.
    fn said(&self, option: View<'a>, fields: &[&str]) -> Option<String> {
        let texts = fields.iter().filter_map(|field| self.plain(option, field));
        let texts: Vec<String> = texts.map(|text| one_line(&text)).collect();
        (!texts.is_empty()).then(|| texts.join(", "))
    }

    /// A price that nobody can read stands as its source has it: nothing of it is left out.
    fn in_own_words(&self, page: &mut Page, option: View<'a>) {
        let amount = [option.peek("amount"), option.peek("currency")];
        let amount: Vec<String> =
            amount.into_iter().flatten().map(|text| one_line(&plain(text).text)).collect();
        let rest = self.said(option, &["option", "amount_description"]);
        let amount = Some(amount.join(" ")).filter(|amount| !amount.is_empty());
        let parts: Vec<String> = amount.into_iter().chain(rest).collect();
        let text = parts.join(", ");
        for field in ["amount", "currency"] {
            option.say(field, Fate::Changed("stands in words"));
        }
        match text.chars().count() <= LINE_MAX && self.town.has("cost", UNKNOWN) {
            true => page.push("cost", kind_of(UNKNOWN, Some(text)), cells(option, &PRICE)),
            false => page.say_labelled(self.label("fees"), &text, cells(option, &PRICE)),
        }
    }

    /// A price whose kind is a word of the town.
    fn price_of(&self, page: &mut Page, option: View<'a>, kind: &str) -> Option<String> {
        // `Free` beside the name of the kind `Free` says nothing more.
        let amount =
            option.peek("amount").filter(|text| self.named_term("cost", text) != Some(kind));
        let read = amount.map(|amount| self.money_of(option, amount));
        let unread = match &read {
            Some(Money::Price { cents: 1.., .. }) if kind == FREE => Some(FREE_WITH_PRICE),
            None | Some(Money::Price { .. }) => None,
            Some(Money::OtherCurrency) => Some(OTHER_CURRENCY),
            Some(Money::Words) => Some(NO_PRICE),
        };
        let (cents, currency, per) = match read {
            Some(Money::Price { cents, currency, per }) => (Some(cents), Some(currency), per),
            _ => (None, code_of(option), ""),
        };
        let said = self.said(option, &["amount_description"]);
        let per = Some(per.to_owned()).filter(|per| !per.is_empty());
        let parts: Vec<String> = per.into_iter().chain(said).collect();
        let note = (!parts.is_empty()).then(|| parts.join(", "));
        let is_long = note.as_ref().is_some_and(|note| note.chars().count() > LINE_MAX);
        let is_no_code = currency.is_none() && option.peek("currency").is_some();
        if unread.is_some() || is_long || is_no_code {
            if let Some(why) = unread.or(is_no_code.then_some(OTHER_CURRENCY)) {
                let field = if option.peek("amount").is_some() { "amount" } else { "currency" };
                option.say(field, Fate::Question(why));
            }
            self.in_own_words(page, option);
            return None;
        }
        for field in ["option", "amount", "currency"] {
            option.say(field, Fate::Taken);
        }
        let mut entries = vec![("kind".to_owned(), Value::Text(kind.to_owned()))];
        entries.extend(cents.map(|cents| ("amount".to_owned(), Value::Plain(amount_of(cents)))));
        entries.extend(currency.clone().map(|code| ("currency".to_owned(), Value::Text(code))));
        entries.extend(note.clone().map(|note| ("note".to_owned(), Value::Text(note))));
        page.push("cost", Value::Map(entries), cells(option, &PRICE));
        let sentences = self.sentences()?;
        let label = sentences.label(self.terms("cost"), kind);
        let currency = currency.unwrap_or_default();
        Some(sentences.price(label, cents, &currency, note.as_deref().unwrap_or_default()))
    }
}

/// The code of a currency (ISO 4217) that stands beside an amount.
fn code_of(option: View<'_>) -> Option<String> {
    let code = option.peek("currency")?.to_ascii_uppercase();
    let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then_some(code)
}

/// A kind of cost with more words beside it; nothing where a note cannot hold them all.
fn with_note(kind: Value, more: Option<&str>) -> Option<Value> {
    let Some(more) = more else { return Some(kind) };
    let Value::Map(mut entries) = kind else { return None };
    let own = entries.iter().position(|(key, _)| key == "note");
    let own = own.map(|at| entries.remove(at)).and_then(|(_, note)| note.text().map(str::to_owned));
    let note = own.into_iter().chain([more.to_owned()]).collect::<Vec<_>>().join(", ");
    let fits = note.chars().count() <= LINE_MAX;
    entries.push(("note".to_owned(), Value::Text(note)));
    fits.then_some(Value::Map(entries))
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
