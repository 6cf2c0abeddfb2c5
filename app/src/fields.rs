//! Fields of JSON by their names. What the macro of serde makes of the same types is a tenth of a program that
//! a browser loads; all that is read this way shares one parser.
//!
//! A field that is missing or of another kind is empty.

use serde_json::{Map, Value};

/// The fields of an object; of anything else, none.
pub struct Fields<'a>(Option<&'a Map<String, Value>>);

impl<'a> Fields<'a> {
    /// Of a value.
    pub fn of(value: &'a Value) -> Self {
        Self(value.as_object())
    }

    /// A value by its name.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        self.0?.get(name)
    }

    /// A text; empty where there is none.
    pub fn text(&self, name: &str) -> String {
        self.get(name).map(text).unwrap_or_default()
    }

    /// Whether a field says yes.
    pub fn is(&self, name: &str) -> bool {
        self.answer(name) == Some(true)
    }

    /// Yes or no; `None` where nothing says so.
    pub fn answer(&self, name: &str) -> Option<bool> {
        self.get(name)?.as_bool()
    }

    /// Texts.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.values(name).map(text).collect()
    }

    /// Numbers up to 255; 0 for what is none.
    pub fn small(&self, name: &str) -> Vec<u8> {
        let number = |value: &Value| value.as_u64().and_then(|number| u8::try_from(number).ok());
        self.values(name).map(|value| number(value).unwrap_or(0)).collect()
    }

    /// A whole number.
    pub fn number<T: TryFrom<i64>>(&self, name: &str) -> Option<T> {
        self.get(name)?.as_i64().and_then(|number| T::try_from(number).ok())
    }

    /// Objects, each read by a function.
    pub fn all<T>(&self, name: &str, read: fn(&Fields<'_>) -> T) -> Vec<T> {
        self.values(name).map(|value| read(&Fields::of(value))).collect()
    }

    /// What stands in a list.
    pub fn values(&self, name: &str) -> std::slice::Iter<'a, Value> {
        self.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default().iter()
    }
}

/// A text, or an empty one.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
