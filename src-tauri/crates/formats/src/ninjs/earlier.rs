use serde_json::{Map, Value};

const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_2.2.json#";

/// An object of ninjs 3.1 as 2.2 has it: names in small letters, the embargo under another one, and no `rel` on
/// associations, which are told apart by their `name`.
pub(super) fn of(item: Value) -> Value {
    let mut item = lower(item);
    item["standard"]["version"] = Value::from("2.2");
    item["standard"]["schema"] = Value::from(SCHEMA);
    item
}

fn lower(value: Value) -> Value {
    match value {
        Value::Array(values) => Value::Array(values.into_iter().map(lower).collect()),
        Value::Object(map) => {
            let mut map: Map<String, Value> = map.into_iter().map(|(key, value)| (name(&key), lower(value))).collect();
            if let Some(Value::Array(associations)) = map.get_mut("associations") {
                associations.iter_mut().zip(1..).for_each(|(association, number)| tell_apart(association, number));
            }
            Value::Object(map)
        }
        other => other,
    }
}

fn name(key: &str) -> String {
    if key == "embargoedUntil" { "embargoed".to_owned() } else { key.to_ascii_lowercase() }
}

/// `related-1`, `photo-2`. What it is called stands in its headline.
fn tell_apart(association: &mut Value, number: usize) {
    if let Some(Value::String(rel)) = association.as_object_mut().and_then(|map| map.remove("rel")) {
        association["name"] = Value::from(format!("{rel}-{number}"));
    }
}
