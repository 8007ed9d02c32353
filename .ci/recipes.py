#!/usr/bin/env python3
"""Follows the recipes of README in a copy of the code: adds a thing of each kind, in the places the recipe names and
no other, and compiles the copy. Usage: .ci/recipes.py"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "target" / "recipes"

# What a recipe adds: new files with their text; lines put in front of (<) or behind (>) a line of a file
# that is there, text put in the place of another (=), the length of a list (+).
RECIPES = {
    "a coded rule": (
        {
            "src/rules/dummy.rs": """
//! # dummy
use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};

/// The rule.
pub(super) const RULE: CodedRule = CodedRule {
    rule: Rule { id: "dummy", title: "走查", why: "走查。", source: "走查", severity: Severity::Hint },
    check,
};

fn check(_: &Input) -> Vec<Finding> {
    Vec::new()
}
"""
        },
        [
            ("src/rules/mod.rs", "<", "mod words_in;", "mod dummy;"),
            ("src/rules/registry.rs", ">", "    section_order::RULE,", "    crate::rules::dummy::RULE,"),
        ],
    ),
    "a file format": (
        {
            "src/source/dummy.rs": """
//! Files that begin with `DUMMY`: the rest is text.
use crate::source::imported::{Failure, Imported, Work};

/// Whether the content is that of such a file.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"DUMMY")
}

pub(super) fn read(_: Vec<u8>, _: &mut Work<'_>) -> Result<Imported, Failure> {
    Ok(Imported::default())
}
"""
        },
        [
            ("src/source/mod.rs", "<", "pub mod writing;", "mod dummy;"),
            ("src/source/format.rs", ">", "pub enum Parsed {", "    /// Dummy.\n    Dummy,"),
            (
                "src/source/import.rs",
                ">",
                "    HTML,",
                '    importer(Parsed::Dummy, ("dummy", ["走查", "dummy"]), &["dummy"], 8, crate::source::dummy::read),',
            ),
            (
                "src/source/kind.rs",
                ">",
                "pub fn of(bytes: &[u8]) -> FileKind {",
                "    if crate::source::dummy::is(bytes) {\n        return FileKind::Parsed(Parsed::Dummy);\n    }",
            ),
        ],
    ),
    "a command of the window": (
        {},
        [
            ("src/app/commands/action.rs", "<", "    /// Opens the sample report.", "    /// Dummy.\n    Dummy,"),
            (
                "src/app/commands/table.rs",
                "<",
                "    always(Action::Guide, texts::GUIDE, Menu::Help, &[]),",
                "    always(Action::Dummy, texts::DUMMY, Menu::Help, &[]),",
            ),
            ("src/app/texts.rs", "<", "    GUIDE =", '    DUMMY = "走查" | "Dummy";'),
            ("src/app/run/actions.rs", "<", "        Action::OpenSample => bring::open_sample(app),", "        Action::Dummy => app.message = None,"),
        ],
    ),
    "a command without a window": (
        {
            "src/headless/dummy.rs": """
//! `gouji dummy`: says so.
use clap::Args;

use crate::headless::output::tell;
use crate::headless::{OPTIONS, TEMPLATE};

/// What `gouji dummy` is asked to do.
#[derive(Clone, Copy, Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
pub struct DummyOptions {}

/// Says so. Returns the exit code.
#[must_use]
pub fn dummy(_: DummyOptions) -> u8 {
    tell(Ok("走查".to_owned()))
}
"""
        },
        [
            ("src/headless/mod.rs", ">", "mod doubts;", "mod dummy;"),
            ("src/headless/mod.rs", ">", "pub use drill::{DrillOptions, drill};", "pub use dummy::{DummyOptions, dummy};"),
            ("src/main.rs", ">", "enum Command {", "    /// 走查\n    Dummy(headless::DummyOptions),"),
            ("src/main.rs", ">", "    match command {", "        Command::Dummy(options) => headless::dummy(*options),"),
        ],
    ),
    "an export": (
        {
            "src/export/dummy.rs": """
//! The number of problems.
use crate::export::format::ExportFormat;
use crate::export::problem_list::ProblemList;

/// This format.
pub(super) const FORMAT: ExportFormat = ExportFormat { name: ["走查", "dummy"], ending: "dummy", render };

#[expect(clippy::unnecessary_wraps, reason = "as every format, of which others can fail")]
fn render(list: &ProblemList) -> Result<Vec<u8>, String> {
    Ok(format!("{list:?}").into_bytes())
}
"""
        },
        [
            ("src/export/mod.rs", ">", "mod suggestion;", "mod dummy;"),
            (
                "src/export/formats.rs",
                "=",
                "&[sheet::FORMAT, markdown::FORMAT]",
                "&[sheet::FORMAT, markdown::FORMAT, crate::export::dummy::FORMAT]",
            ),
        ],
    ),
    "a format of a dataset": (
        {
            "src/export/data/formats/dummy.rs": """
//! `.dummy`: a full stop a row.
use std::fs::File;
use std::io::Write;

use crate::export::data::column::Field;
use crate::export::data::error::TableError;
use crate::export::data::formats::format::{Format, Rows};

pub(super) const FORMAT: Format = Format {
    ending: ".dummy",
    name: "走查",
    begin: |file, _| Ok(Box::new(Dummy(file))),
};

struct Dummy(File);

impl Rows for Dummy {
    fn row(&mut self, _: &[Field]) -> Result<(), TableError> {
        self.0.write_all(b".").map_err(TableError::from_library)
    }

    fn finish(self: Box<Self>) -> Result<File, TableError> {
        Ok(self.0)
    }
}
"""
        },
        [
            ("src/export/data/formats/mod.rs", ">", "mod ron;", "mod dummy;"),
            ("src/export/data/formats/mod.rs", ">", "    csv::FORMAT,", "    dummy::FORMAT,"),
            ("src/export/data/formats/mod.rs", "+", "[Format; ", ""),
        ],
    ),
    "a panel": (
        {
            "src/app/findings/dummy.rs": """
//! How often it was clicked.
use egui::Ui;

use crate::app::commands::{Action, Command};
use crate::app::reports::shown::Shown;

/// What the panel keeps.
#[derive(Default)]
pub(crate) struct DummyView(usize);

/// Draws the panel.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown, view: &mut DummyView, out: &mut Vec<Command>) {
    if ui.button(format!("{} {}", shown.session.revision(), view.0)).clicked() {
        view.0 += 1;
        out.push(Command::Act(Action::NextProblem));
    }
}
"""
        },
        [
            ("src/app/findings/mod.rs", ">", "pub(crate) mod view;", "pub(crate) mod dummy;"),
            ("src/app/reports/view.rs", ">", "pub(crate) struct View {", "    /// Dummy.\n    pub dummy: DummyView,"),
            ("src/app/reports/view.rs", ">", "pub(crate) struct Panes<'a> {", "    /// Dummy.\n    pub dummy: &'a mut DummyView,"),
            ("src/app/reports/view.rs", ">", "        Panes {", "            dummy: &mut self.dummy,"),
            ("src/app/reports/view.rs", "<", "use crate::app::findings::view::FindingsView;", "use crate::app::findings::dummy::DummyView;"),
            ("src/app/window/frame.rs", ">", "            file_bars::ui(ui, bars, out);", "            crate::app::findings::dummy::ui(ui, &shown, panes.dummy, out);"),
        ],
    ),
    "a column of the queue": (
        {},
        [
            ("src/app/reports/columns.rs", "+", "[Column; ", ""),
            (
                "src/app/reports/columns.rs",
                ">",
                "const COLUMNS",
                "    text(texts::DUMMY_COLUMN, texts::DUMMY_COLUMN, Order::Opened, (40.0, 8), |line| line.file.clone()),",
            ),
            ("src/app/texts.rs", "<", "    GUIDE =", '    DUMMY_COLUMN = "走查" | "Dummy";'),
        ],
    ),
}


def rows():
    """The recipes of README: what is added -> what it says to touch."""
    text = (ROOT / "README.md").read_text("utf-8").split("## Recipes", 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"^\| (.+?) \| (.+) \|$", text, re.M)
    return {name: places for name, places in found if not name.startswith(("to add", "-"))}


def is_named(path, places, is_new):
    """Whether a recipe says that `path` is touched: by its name, or by the folder a new file and its `mod` line go to."""
    named = re.findall(r"`((?:src|tests|assets)/[^`]*)`", places)
    in_room = any(path.startswith(folder) for folder in named if folder.endswith("/"))
    return path in named or in_room and (is_new or os.path.basename(path) == "mod.rs")


def put(text, how, at, line):
    """`text` with `line` where a recipe puts it; the place must be there exactly once."""
    if how == "+":
        # The length of a list that has one more now.
        return re.sub(re.escape(at) + r"(\d+)", lambda found: f"{at}{int(found[1]) + 1}", text)
    if how == "=":
        assert text.count(at) == 1, f"{text.count(at)} times: {at}"
        return text.replace(at, line)
    lines = text.split("\n")
    places = [i for i, each in enumerate(lines) if each.startswith(at)]
    assert len(places) == 1, f"{len(places)} times: {at}"
    lines.insert(places[0] + (how == ">"), line)
    return "\n".join(lines)


def follow(name, recipe, places):
    new, changes = recipe
    for path, text in new.items():
        assert is_named(path, places, True), f"{name}: README does not say that {path} is new"
        (COPY / path).write_text(text.lstrip(), "utf-8")
    for path, *change in changes:
        assert is_named(path, places, False), f"{name}: README does not say that {path} changes"
        file = COPY / path
        file.write_text(put(file.read_text("utf-8"), *change), "utf-8")


def main():
    places = rows()
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    for part in ["Cargo.toml", "Cargo.lock", "README.md", "build.rs"]:
        if (ROOT / part).exists():
            shutil.copy(ROOT / part, COPY / part)
    for part in ["src", "assets"]:
        shutil.copytree(ROOT / part, COPY / part)
    # Cargo wants to find the targets that it is told of.
    for part in ["tests", "examples", "benches"]:
        if (ROOT / part).exists():
            os.symlink(ROOT / part, COPY / part)
    for name, recipe in RECIPES.items():
        follow(name, recipe, places[name])
    command = ["cargo", "check", "--quiet", "--locked", "--lib", "--bins"]
    done = subprocess.run(command, cwd=COPY, env={**os.environ, "CARGO_TARGET_DIR": str(ROOT / "target")})
    if done.returncode == 0:
        print(f"{len(RECIPES)} of {len(places)} recipes followed and compiled; data alone makes the others")
        shutil.rmtree(COPY)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
