//! Reviews in a chosen folder: saved, locked and found there, remembered, refused where it cannot be written.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use gouji::app::commands::{Action, Command};
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::Settings;

use crate::driver::*;

/// A window with this folder open, whose dialog for folders answers with `chosen`.
fn opened_folder(reports: &Path, chosen: &Path, settings: Settings) -> Window {
    let dialogs = PreparedDialogs {
        folder: vec![chosen.to_owned()],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings, dialogs);
    window
        .state_mut()
        .later(Command::Open(vec![reports.to_owned()]));
    window
}

/// The names in a folder that are not hidden.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

#[test]
fn reviews_are_saved_in_the_chosen_folder_and_found_there_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let (reports, reviews) = (folder.path().join("报告"), folder.path().join("审定"));
    fs::create_dir_all(reports.join("2023")).unwrap();
    fs::write(reports.join("2023/1.txt"), SAMPLE).unwrap();
    let mut first = opened_folder(&reports, &reviews, settings());
    wait_for(&mut first, WRONG);
    first.state_mut().later(Command::Act(Action::ReviewsIn));
    wait_for_part(&mut first, "这个文件夹的审定文件存到");
    wait_for(&mut first, WRONG);
    // Lock and steps stand there too, before anything is saved.
    click(&mut first, WRONG);
    type_text(&mut first, "1");
    press(&mut first, Modifiers::NONE, Key::Enter);
    check_shown(&first, RIGHT);
    let kept = reviews.join("2023");
    assert_eq!(names(&kept), ["1.txt.gouji.ron.steps"]);
    let mut second = opened_folder(&reports, &reviews, settings());
    wait_for_part(&mut second, "只读");
    drop(second);
    press(&mut first, Modifiers::COMMAND, Key::S);
    first.run_steps(4);
    assert_eq!(names(&kept), ["1.txt.gouji.ron"]);
    assert_eq!(names(&reports.join("2023")), ["1.txt"]);
    let remembered = first.state().settings_now();
    drop(first);
    let mut third = opened_folder(&reports, &reviews, remembered);
    wait_for(&mut third, RIGHT);
    for _ in 0..500 {
        third.run_steps(2);
        if reviews.join(".gouji.index").exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(reviews.join(".gouji.index").exists());
    assert_eq!(names(&reports), ["2023"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("报告");
    fs::create_dir_all(&reports).unwrap();
    fs::write(reports.join("1.txt"), SAMPLE).unwrap();
    let file = folder.path().join("不是文件夹");
    fs::write(&file, "").unwrap();
    let mut window = opened_folder(&reports, &file.join("审定"), settings());
    wait_for(&mut window, WRONG);
    window.state_mut().later(Command::Act(Action::ReviewsIn));
    wait_for_part(&mut window, "审定文件仍存在原处");
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(reports.join("1.txt.gouji.ron").exists());
}
