//! The import directions of the crate, read from its own source text.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod circles;
mod code;
mod readme;

use std::fs;
use std::path::Path;

use crate::code::{Line, code, uses};

/// Every room with the rooms it may name. What is not listed for a room, it may not know.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("amount", &[]),
    ("value", &["amount"]),
    ("said", &[]),
    ("entry", &["amount", "value", "said"]),
    ("ordered", &[]),
    ("source", &["said"]),
    ("form", &["amount", "value", "said", "source"]),
    (
        "read",
        &["amount", "value", "entry", "said", "source", "form"],
    ),
    ("claims", &["amount", "value", "said", "source", "form"]),
    ("rules", &["amount", "value", "said", "source", "form"]),
    ("repair", &["amount", "value", "said", "source", "form"]),
    (
        "review",
        &[
            "amount", "value", "entry", "said", "source", "form", "read", "claims", "rules",
            "repair",
        ],
    ),
    (
        "dataset",
        &[
            "amount", "value", "entry", "said", "source", "form", "read", "claims", "rules",
            "repair", "review",
        ],
    ),
    (
        "export",
        &[
            "amount", "value", "entry", "said", "ordered", "source", "form", "read", "claims",
            "rules", "repair", "review", "dataset",
        ],
    ),
    (
        "headless",
        &[
            "amount", "value", "entry", "said", "ordered", "source", "form", "read", "claims",
            "rules", "repair", "review", "dataset", "export",
        ],
    ),
    (
        "app",
        &[
            "amount", "value", "entry", "said", "ordered", "source", "form", "read", "claims",
            "rules", "repair", "review", "dataset", "export",
        ],
    ),
];

/// Names of the reading that rules may use: its types, never the reader.
const READING_TYPES: &[&str] = &[
    "crate::read::Reading",
    "crate::read::{Reading",
    "crate::read::{Doubt, Reading",
    "crate::read::{Disagreement, Disputed",
];

/// Fails with every line that is `wrong`.
#[track_caller]
fn check_no_line(rule: &str, wrong: impl Fn(&Line) -> bool) {
    let lines = code();
    assert!(lines.len() > 1_000, "the source was not found");
    let offending: Vec<String> = lines
        .iter()
        .filter(|line| wrong(line))
        .map(|line| format!("src/{}:{}: {}", line.file, line.number, line.text.trim()))
        .collect();
    assert!(offending.is_empty(), "{rule}\n{}", offending.join("\n"));
}

#[test]
fn rooms_know_only_the_rooms_before_them() {
    check_no_line("imported against the direction of the map", |line| {
        let room = line.room();
        let allowed = MAY_KNOW.iter().find(|(name, _)| *name == room);
        let named = line.text.split("crate::").skip(1);
        named
            .map(|rest| {
                rest.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .next()
                    .unwrap_or_default()
            })
            .any(|target| {
                let known =
                    target == room || allowed.is_none_or(|(_, targets)| targets.contains(&target));
                let reading_type = room == "rules"
                    && target == "read"
                    && READING_TYPES.iter().any(|name| line.text.contains(name));
                !known && !reading_type
            })
    });
}

#[test]
fn every_room_of_the_library_is_on_the_map() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let library = library.unwrap();
    for room in library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
    {
        assert!(
            MAY_KNOW.iter().any(|(name, _)| *name == room),
            "{room} is missing in MAY_KNOW"
        );
    }
}

#[test]
fn only_the_window_knows_the_window_library() {
    let libraries = ["egui", "eframe", "egui_extras", "winit"];
    check_no_line("a window library outside app/ and main.rs", |line| {
        !matches!(line.room(), "app" | "main") && libraries.iter().any(|name| line.names(name))
    });
}

#[test]
fn only_one_file_names_the_file_dialogs() {
    let mut files: Vec<String> = code()
        .into_iter()
        .filter(|line| line.names("rfd"))
        .map(|line| line.file)
        .collect();
    files.dedup();
    assert_eq!(files, ["app/dialogs.rs"], "rfd is named elsewhere");
}

#[test]
fn only_file_types_derive_serde() {
    let file_types = [
        "app/settings.rs",
        "dataset/queue/entry.rs",
        "dataset/queue/index.rs",
        "dataset/queue/stamp.rs",
        "dataset/drill.rs",
        "dataset/hierarchy.rs",
        "dataset/recheck.rs",
        "dataset/recovery/base.rs",
        "dataset/recovery/found.rs",
        "dataset/render.rs",
        "dataset/unique.rs",
        "dataset/v1.rs",
        "dataset/work_log.rs",
        "form/line_key.rs",
        "form/schema.rs",
        "headless/json.rs",
        "repair/schema.rs",
        "rules/kinds/expression.rs",
        "rules/kinds/schema.rs",
        // Sentences, which the index of a folder keeps in both languages.
        "said.rs",
        "source/wire.rs",
    ];
    check_no_line("serde outside file types", |line| {
        let named = ["Serialize", "Deserialize"]
            .iter()
            .any(|name| line.names(name));
        named && !file_types.contains(&line.file.as_str())
    });
}

/// Files of the window that touch files or threads, or ask the clock what time it is.
const EDGES_OF_THE_WINDOW: &[&str] = &[
    "app/background/listing.rs",
    "app/background/opening.rs",
    "app/background/search.rs",
    "app/background/thread.rs",
    "app/dialogs.rs",
    "app/run/steps.rs",
];

#[test]
fn only_the_edges_touch_files_threads_and_the_clock() {
    let touched = [
        "std::fs",
        "std::thread",
        "std::net",
        "std::process",
        "std::time::SystemTime",
        "std::time::Instant",
    ];
    let is_edge = |file: &str| {
        let rooms = ["source/", "dataset/", "export/", "headless/"];
        rooms.iter().any(|room| file.starts_with(room))
            || EDGES_OF_THE_WINDOW.contains(&file)
            || matches!(file, "main.rs" | "ordered.rs")
    };
    let mut offending = Vec::new();
    for (file, paths) in uses() {
        let is_edge_only = |path: &&String| {
            let mut touched = touched.iter();
            touched.any(|name| *path == name || path.starts_with(&format!("{name}::")))
        };
        // How long something takes, the whole window may ask.
        let is_duration = |path: &str| file.starts_with("app/") && path == "std::time::Instant";
        let wrong = paths
            .iter()
            .filter(is_edge_only)
            .filter(|path| !is_duration(path));
        if !is_edge(&file) {
            offending.extend(wrong.map(|path| format!("src/{file}: {path}")));
        }
    }
    assert!(offending.is_empty(), "{}", offending.join("\n"));
    check_no_line("threads or temporary files inside the engine", |line| {
        !is_edge(&line.file) && (line.names("rayon") || line.names("tempfile"))
    });
}

#[test]
fn only_review_and_one_room_of_the_window_change_a_session() {
    let changes = [
        "session.apply(",
        "session.undo(",
        "session.redo(",
        "session.set_neighbours(",
        "&mut open_report.session",
        "&mut self.session",
        "&mut Session",
    ];
    let is_free = |file: &str| {
        file.starts_with("review/")
            || file.starts_with("app/run/")
            // Steps that a crash left behind are gone on with; a report that was read is held against its neighbours.
            || file == "dataset/recovery/found.rs"
            // A test of it.
            || file == "dataset/durability.rs"
            || file == "headless/report.rs"
    };
    check_no_line("a session changed outside review/ and app/run/", |line| {
        !is_free(&line.file) && changes.iter().any(|change| line.text.contains(change))
    });
}

/// Packages under a licence that asks to say where their source code is. Whether there are others, `.ci/run` looks.
#[test]
fn the_notice_names_the_versions_that_are_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let notice = fs::read_to_string(root.join("NOTICE")).unwrap();
    let named: Vec<&str> = notice
        .lines()
        .filter(|line| line.contains("https://crates.io/"))
        .collect();
    assert!(!named.is_empty());
    for line in named {
        let mut words = line.split_whitespace();
        let (name, version) = (words.next().unwrap(), words.next().unwrap());
        let locked = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(
            lock.contains(&locked),
            "{name} {version} is not in Cargo.lock"
        );
        assert!(line.contains(&format!("{name}/{version}")), "{line}");
    }
}
