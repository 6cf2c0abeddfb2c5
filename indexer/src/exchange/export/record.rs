//! Records of JSON that hold what is known: a field that nobody knows is not in them.

use serde_json::{Map, Value};

/// A record with those of these fields that say something. Nothing stands for "not known": neither null, nor an empty
/// text or list, nor a "no".
pub fn record<'k>(fields: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    let known = fields.into_iter().filter(|(_, value)| says_something(value));
    Value::Object(known.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_nobody_knows_is_not_in_a_record() {
        let fields = [
            ("name", json!("Tea")),
            ("url", Value::from(None::<&str>)),
            ("alert", json!("")),
            ("phones", json!([])),
            ("minimum_age", json!(0)),
            ("free", json!(false)),
        ];
        assert_eq!(record(fields), json!({ "name": "Tea", "minimum_age": 0, "free": false }));
    }
}
