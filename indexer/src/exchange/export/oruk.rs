//! A service as Open Referral UK 3 tells it: HSDS 3.0 with a profile of its own, so HSDS 3.1 without what came
//! after 3.0, and with its charges in words where the profile looks for them.
//!
//! Files stand where the profile's interface has its answers: `services-1.json` and on for the pages of `/services`, with
//! what a service has one of, and `services/<id>.json` for `/services/{id}`, with all of it. Where the host has no room
//! for a file each, the pages hold all.

use serde_json::{Value, json};

/// What 3.0 does not have.
const AFTER_3_0: [&str; 2] = ["additional_urls", "capacities"];

/// A service, made of its HSDS record.
pub fn service(mut service: Value) -> Value {
    if let Value::Object(fields) = &mut service {
        AFTER_3_0.iter().for_each(|name| {
            fields.remove(*name);
        });
        if let Some(fees) = fields.remove("fees_description") {
            fields.insert("fees".to_owned(), fees);
        }
    }
    service
}

/// A service as it stands in a list: what it has one of.
pub fn listed(mut listed: Value) -> Value {
    if let Value::Object(fields) = &mut listed {
        fields.retain(|_, value| !value.is_array());
        if let Some(Value::Object(group)) = fields.get_mut("organization") {
            group.retain(|_, value| !value.is_array());
        }
    }
    listed
}

/// What the interface says of itself.
pub fn about() -> Value {
    json!({
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org/en/latest/",
        "openapi_url": "https://docs.openreferraluk.org/en/latest/openapi30.json",
    })
}
