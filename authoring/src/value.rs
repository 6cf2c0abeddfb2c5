//! A value of a page's facts, as it is to be written.
//!
//! [`node`](crate::node) is what was typed, with places; a [`Value`] has no place yet. Both say the
//! same when their texts, lists and maps are equal: whether a text stands in quotes is a matter of
//! writing.

use crate::node::{Kind, Node};

/// A value of a page's facts.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is said: the key stands alone.
    Nothing,
    /// Words for people. They are put in quotes where YAML would take them for something else.
    Text(String),
    /// A number, a day, a time, `true`: what is read by its form, and stands without quotes.
    Plain(String),
    /// One after another.
    List(Vec<Value>),
    /// Keys and values, in the order in which they are written.
    Map(Vec<(String, Value)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Value {
    /// What a node says.
    pub fn of(node: &Node) -> Self {
        match &node.kind {
            _ if node.is_nothing() => Self::Nothing,
            Kind::Scalar { text, quoted: true } => Self::Text(text.clone()),
            Kind::Scalar { text, quoted: false } => Self::Plain(text.clone()),
            Kind::List(list) => Self::List(list.iter().map(Self::of).collect()),
            Kind::Map(entries) => Self::Map(
                entries
                    .iter()
                    .map(|entry| (entry.key.value.clone(), Self::of(&entry.value)))
                    .collect(),
            ),
        }
    }

    /// Whether both say the same: quotes and the order of keys do not matter.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_the_same_as(b))
            }
            (Self::Map(a), Self::Map(b)) => {
                let is_in_b = |(key, value): &(String, Self)| {
                    b.iter().any(|(other, known)| other == key && value.says_the_same_as(known))
                };
                a.len() == b.len() && a.iter().all(is_in_b)
            }
            _ => match (self.text(), other.text()) {
                (Some(a), Some(b)) => a == b,
                _ => self == other,
            },
        }
    }

    /// The text of a text, a number or a day.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Plain(text) => Some(text),
            Self::Nothing | Self::List(_) | Self::Map(_) => None,
        }
    }
}
