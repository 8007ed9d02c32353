//! Development probe.
use std::path::Path;
fn main() {
    for path in std::env::args().skip(1) {
        let source = match gouji::source::open(Path::new(&path)) {
            Ok(s) => s,
            Err(e) => {
                println!(
                    "{}",
                    serde_json::json!({"source": path, "error": e.to_string()})
                );
                continue;
            }
        };
        let r = gouji::read::read(&source);
        let cells: serde_json::Map<String, serde_json::Value> = r.cells.iter().map(|(k, f)| (k.to_string(), serde_json::json!({"value": f.value.number().map(|a| a.to_string()), "state": f.value.state(), "printed": f.printed, "uncertain": f.doubt().is_some(), "why": f.doubt(), "spans": f.spans.iter().map(|s| [s.start(), s.end()]).collect::<Vec<_>>()}))).collect();
        let editions: serde_json::Map<String, serde_json::Value> = r
            .editions
            .iter()
            .map(|(k, e)| (k.to_string(), e.to_string().into()))
            .collect();
        let cov: serde_json::Map<String, serde_json::Value> = r.coverage.iter().map(|(k, c)| (k.to_string(), serde_json::json!({"rows": [c.rows.0, c.rows.1], "cells": [c.cells.0, c.cells.1], "lines": [c.lines.0, c.lines.1]}))).collect();
        println!(
            "{}",
            serde_json::json!({"source": path, "office": r.heading.office.as_ref().map(|o| o.text.clone()), "year": r.heading.year.as_ref().and_then(|y| y.text.parse::<u32>().ok()), "editions": editions, "coverage": cov, "cells": cells, "findings": [], "leftovers": r.leftovers.iter().map(|l| l.text.clone()).collect::<Vec<_>>()})
        );
    }
}
