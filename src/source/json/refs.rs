//! Documents whose body points to its parts: `{"$ref": "#/texts/0"}`. The parts are put in the order of the body.

use crate::source::json::value::{Value, field};

/// Parts inside parts that are followed.
const DEPTH_LIMIT: usize = 64;

/// The name of a field that points to a part.
const POINTERS: [&str; 2] = ["$ref", "cref"];

/// The parts of `document` in the order of its body; the document itself where its body points to none.
pub(super) fn in_order(document: Value) -> Value {
    let mut parts = Vec::new();
    if let Some(body) = field(document.fields(), "body") {
        let mut seen = Vec::new();
        follow(&document, body, &mut seen, &mut parts, 0);
    }
    if parts.is_empty() {
        document
    } else {
        Value::List(parts)
    }
}

/// Adds what the children of `part` point to, each with its own children behind it, once.
fn follow<'a>(
    document: &'a Value,
    part: &'a Value,
    seen: &mut Vec<&'a str>,
    parts: &mut Vec<Value>,
    depth: usize,
) {
    let children = field(part.fields(), "children").map_or(&[][..], Value::members);
    for child in children {
        let pointer = POINTERS.iter().find_map(|name| field(child.fields(), name));
        let Some(Value::Text(pointer)) = pointer else {
            continue;
        };
        if depth > DEPTH_LIMIT || seen.contains(&pointer.as_str()) {
            continue;
        }
        seen.push(pointer);
        if let Some(target) = target(document, pointer) {
            let own = target.fields().iter();
            let own = own.filter(|(name, value)| !is_pointing(name, value));
            parts.push(Value::Fields(own.cloned().collect()));
            follow(document, target, seen, parts, depth + 1);
        }
    }
}

/// Whether a field leads to other parts, which are read by themselves.
fn is_pointing(name: &str, value: &Value) -> bool {
    let points = |value: &Value| {
        POINTERS
            .iter()
            .any(|name| field(value.fields(), name).is_some())
    };
    name == "children" || points(value) || value.members().iter().any(points)
}

/// What `#/texts/0` names.
fn target<'a>(document: &'a Value, pointer: &str) -> Option<&'a Value> {
    let mut steps = pointer.strip_prefix("#/")?.split('/');
    steps.try_fold(document, |value, step| match value {
        Value::List(members) => members.get(step.parse::<usize>().ok()?),
        _ => field(value.fields(), step),
    })
}
