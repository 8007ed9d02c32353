//! What README says of rules, keys and recipes is so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gouji::app::commands::{ACTIONS, Menu, key_text};
use gouji::rules::{Severity, registry};

fn readme() -> String {
    text_of("README.md")
}

fn text_of(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// A page of the guide.
fn guide(page: &str) -> String {
    text_of(&format!("assets/guide/{page}.md"))
}

#[test]
fn the_catalogue_in_the_guide_is_the_registry() {
    let catalogue = guide("rules");
    let rows = catalogue
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    let mut printed: Vec<String> = rows
        .filter_map(|(id, rest)| Some(format!("{id} {}", rest.split('|').next()?.trim())))
        .collect();
    let name = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let mut known: Vec<String> = registry::all()
        .into_iter()
        .map(|rule| format!("{} {}", rule.id, name(rule.severity)))
        .collect();
    printed.sort();
    known.sort();
    assert_eq!(printed, known);
}

/// The rows of the table under `heading`, without its head.
fn rows_under<'a>(readme: &'a str, heading: &str) -> Vec<&'a str> {
    let section = readme.split_once(heading).unwrap().1;
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| "));
    rows.skip(1).collect()
}

/// Keys that walk, type and answer; they are no commands.
const WALKING: &[&str] = &[
    "方向键",
    "Shift+方向键",
    "Tab",
    "Enter",
    "PageUp",
    "PageDown",
    "Ctrl+Home",
    "Ctrl+End",
    "F2",
    "选中一块正在键入时按 Ctrl+Enter",
    "再按 1…9",
];

/// The keys of a row's first column, with `Alt+1…9` as nine of them.
fn keys(row: &str) -> Vec<String> {
    let column = row.split(" |").next().unwrap_or_default();
    let keys = column.split([',', ';']).map(str::trim);
    keys.flat_map(|key| match key.split_once("1…9") {
        Some((start, "")) if start.ends_with('+') => {
            (1..=9).map(|n| format!("{start}{n}")).collect()
        }
        _ => vec![key.to_owned()],
    })
    .collect()
}

/// Every key of the command table, and those that open menus.
fn known_keys() -> BTreeSet<String> {
    let known = ACTIONS.iter().map(|spec| key_text(spec.action));
    let menus = Menu::ALL.map(|menu| format!("Alt+{}", menu.letter().name()));
    known.chain(menus).filter(|key| !key.is_empty()).collect()
}

/// The keys in the first column of the table under `heading`, but for those that walk, type and answer.
fn printed_keys(text: &str, heading: &str) -> BTreeSet<String> {
    let printed = rows_under(text, heading).into_iter().flat_map(keys);
    printed
        .filter(|key| !WALKING.contains(&key.as_str()))
        .collect()
}

#[test]
fn the_keys_in_the_guide_are_those_of_the_commands() {
    let known = known_keys();
    assert!(known.len() > 40);
    assert_eq!(printed_keys(&guide("keys"), "# 全部按键\n"), known);
}

#[test]
fn the_keys_in_the_readme_are_keys_of_commands() {
    let printed = printed_keys(&readme(), "\n## 常用按键\n");
    assert!(printed.len() > 20);
    let known = known_keys();
    let unknown: Vec<&String> = printed.difference(&known).collect();
    assert!(unknown.is_empty(), "no command has: {unknown:?}");
}

#[test]
fn every_link_and_picture_of_readme_and_guide_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["README.md".to_owned()].into_iter().chain(
        fs::read_dir(root.join("assets/guide"))
            .unwrap()
            .map(|entry| format!("assets/guide/{}", entry.unwrap().file_name().display())),
    );
    let mut n_links = 0;
    for page in pages {
        let text = text_of(&page);
        let folder = root.join(&page).parent().unwrap().to_owned();
        let targets = text.split("](").skip(1);
        let targets = targets.filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.starts_with("http")) {
            assert!(folder.join(target).exists(), "{page}: {target}");
            n_links += 1;
        }
    }
    assert!(n_links > 10);
}

#[test]
fn pictures_are_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screenshots");
    let sizes = fs::read_dir(folder).unwrap();
    let total: u64 = sizes
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum();
    assert!(total <= 1_500_000, "{total}");
}

#[test]
fn every_place_a_recipe_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = readme();
    let rows = rows_under(&readme, "\n## Recipes\n");
    let quoted = rows
        .iter()
        .flat_map(|row| row.split('`').skip(1).step_by(2));
    let is_place = |text: &&str| {
        ["src/", "tests/", "assets/"]
            .iter()
            .any(|start| text.starts_with(start))
    };
    let places: BTreeSet<&str> = quoted.filter(is_place).collect();
    assert!(places.len() > 10, "{places:?}");
    for place in places {
        // `assets/forms/*.ron` is there if its folder is.
        let place = place.split('*').next().unwrap_or_default();
        assert!(root.join(place).exists(), "{place}");
    }
}

#[test]
fn every_list_a_recipe_names_stands_in_its_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lists = [
        ("ACTIONS", "src/app/commands/table.rs"),
        ("FORMATS", "src/export/formats.rs"),
        ("IMPORTERS", "src/source/import.rs"),
        ("Parsed", "src/source/format.rs"),
    ];
    let readme = readme();
    for (list, file) in lists {
        assert!(readme.contains(&format!("`{list}` of `{file}`")), "{list}");
        assert!(fs::read_to_string(root.join(file)).unwrap().contains(list));
    }
}
