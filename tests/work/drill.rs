//! Errors put into copies of signed reviews, and samples reviewed a second time. The reports are invented.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::assert::OutputAssertExt;
use assert_cmd::cargo::CommandCargoExt;
use gouji::dataset::{blind, drill, load, recheck, save};
use gouji::review::draw::Lots;
use gouji::review::drill::{Found, Seeded, found, n_spoilt, seeded};
use gouji::review::{Edit, Origin, Session, Stamp, Verdict};

use crate::common::{cell, enter, session, stamp};

const WRONG: &str = "requests.received.natural_person";

/// A review signed by force; `note` makes it another report than others.
fn signed(note: &str) -> Session {
    let mut session = session(note);
    session.apply(enter(WRONG, "2"), &stamp()).unwrap();
    session
        .apply(Edit::SignOff { force: true }, &stamp())
        .unwrap();
    session
}

fn by(name: &str) -> Stamp {
    Stamp {
        by: name.to_owned(),
        ..stamp()
    }
}

fn typed(error: &Seeded) -> Edit {
    Edit::Enter {
        cell: error.cell.clone(),
        text: error.truth.to_string(),
        origin: Origin::Typed,
        spans: Vec::new(),
    }
}

#[test]
fn errors_look_like_misread_figures_and_the_seed_decides() {
    let truth = signed("");
    let make = |seed| seeded(&truth, 4, &mut Lots::new(seed), &stamp()).unwrap();
    let (drilled, errors) = make(7);
    assert_eq!(errors.len(), 4);
    assert_eq!(make(7).1, errors);
    assert_ne!(make(8).1, errors);
    for error in &errors {
        assert_eq!(truth.value(&error.cell).number(), Some(error.truth));
        assert_eq!(drilled.value(&error.cell).number(), Some(error.shown));
        assert_ne!(error.truth, error.shown);
        assert!(!drilled.is_doubtful(&error.cell), "{error:?}");
    }
    // What was corrected in the review is right in the drill, unless it was drawn.
    if errors.iter().all(|error| error.cell != cell(WRONG)) {
        assert_eq!(drilled.value(&cell(WRONG)), truth.value(&cell(WRONG)));
    }
    // Opening the file does not tell where the errors are.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt.gouji.ron");
    save(&file, &drilled, None).unwrap();
    let loaded = load(&file).unwrap();
    assert_eq!(loaded.notices, [""; 0]);
    assert_eq!(found(&loaded.session, &errors).n_missed, 4);
}

#[test]
fn what_is_right_flagged_missed_and_spoilt_is_counted() {
    let (mut drilled, errors) = seeded(&signed(""), 3, &mut Lots::new(7), &stamp()).unwrap();
    drilled.apply(typed(&errors[0]), &by("李四")).unwrap();
    let doubtful = Edit::Judge {
        cells: vec![errors[1].cell.clone()],
        verdict: Verdict::Doubtful,
        note: String::new(),
    };
    drilled.apply(doubtful, &by("李四")).unwrap();
    let counted = Found {
        n_right: 1,
        n_flagged: 1,
        n_missed: 1,
    };
    assert_eq!(found(&drilled, &errors), counted);
    assert_eq!(n_spoilt(&drilled, &errors), 0);
    let other = "requests.carried_in.enterprise";
    assert!(errors.iter().all(|error| error.cell != cell(other)));
    drilled.apply(enter(other, "9"), &by("李四")).unwrap();
    assert_eq!(n_spoilt(&drilled, &errors), 1);
}

/// Runs the program; gives what it prints, or what it says is wrong.
fn gouji(arguments: &[&str], folder: &Path) -> Result<String, String> {
    let mut command = Command::cargo_bin("gouji").unwrap();
    let output = command.args(arguments).current_dir(folder);
    let assert = output.assert();
    let output = assert.get_output();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(text(&output.stderr))
    }
}

/// A dataset of four signed reviews and one that is not.
fn dataset(folder: &Path) {
    fs::create_dir(folder.join("数据")).unwrap();
    for name in ["a", "b", "c", "d"] {
        let file = folder.join(format!("数据/{name}.txt.gouji.ron"));
        save(&file, &signed(name), None).unwrap();
    }
    let open = session("e");
    save(&folder.join("数据/e.txt.gouji.ron"), &open, None).unwrap();
}

#[test]
fn a_drill_is_made_reviewed_and_scored() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    dataset(path);
    let made = [
        "drill", "数据", "-o", "演练", "--seed", "7", "--errors", "2",
    ];
    let told = gouji(&made, path).unwrap();
    assert!(told.contains("4 份报告，种入 8 处错误，种子 7"), "{told}");
    let key = drill::read(&path.join("演练")).unwrap();
    let shown: Vec<bool> = key.reports.iter().map(|report| report.proposals).collect();
    assert_eq!(shown, [true, false, true, false]);
    assert!(drill::hides_proposals(
        &path.join("演练").join(&key.reports[1].review)
    ));
    // It is not written over, and nobody has done it yet.
    let again = gouji(&made, path).unwrap_err();
    assert!(again.contains("不是空的文件夹"), "{again}");
    let told = gouji(&["drill", "演练"], path).unwrap();
    assert!(told.contains("审定完成 0 份"), "{told}");
    // All errors of the first are found, none of the second; the others are not signed.
    for (at, report) in key.reports.iter().take(2).enumerate() {
        let file = path.join("演练").join(&report.review);
        let loaded = load(&file).unwrap();
        let mut session = loaded.session;
        for error in report.seeded().unwrap().iter().filter(|_| at == 0) {
            session.apply(typed(error), &by("李四")).unwrap();
        }
        let sign = Edit::SignOff { force: true };
        session.apply(sign, &by("李四")).unwrap();
        save(&file, &session, Some(&loaded.file_hash)).unwrap();
    }
    let told = gouji(&["drill", "演练"], path).unwrap();
    // Wilson: 2 of 4 is 15.0–85.0, 2 of 2 is 34.2–100.0, 0 of 2 is 0.0–65.8.
    for line in [
        "审定完成 2 份（种子 7）：查出 2/4（改对 2，存疑 0），50.0 %（95 % 区间 15.0–85.0）",
        "  显示方案：查出 2/2（改对 2，存疑 0），100.0 %（95 % 区间 34.2–100.0）",
        "  不显示方案：查出 0/2（改对 0，存疑 0），0.0 %（95 % 区间 0.0–65.8）",
        "却被改成别的数的格：0",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    let told = gouji(&["drill", "数据"], path).unwrap_err();
    assert!(told.contains("没有演练"), "{told}");
}

#[test]
fn a_sample_is_drawn_by_its_seed_and_its_result_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    dataset(path);
    let data = path.join("数据");
    let told = gouji(&["recheck", "数据"], path).unwrap_err();
    assert!(told.contains("还没有抽样"), "{told}");
    let draw = ["recheck", "数据", "--percent", "50", "--seed", "7"];
    let told = gouji(&draw, path).unwrap();
    assert!(
        told.contains("从审定完成的 4 份里抽了 2 份（50 %，种子 7）"),
        "{told}"
    );
    let sample = recheck::read(&data).unwrap().unwrap();
    let file = data.join(recheck::NAME);
    assert!(gouji(&draw, path).unwrap_err().contains("已有一次抽样"));
    fs::remove_file(&file).unwrap();
    gouji(&draw, path).unwrap();
    assert_eq!(recheck::read(&data).unwrap().unwrap().drawn, sample.drawn);
    // One of the two is reviewed a second time, with one other value.
    let first = sample.drawn[0].path(&data).unwrap();
    let mut second = blind::begin(&load(&first).unwrap().session).unwrap();
    second.apply(enter(WRONG, "5"), &by("李四")).unwrap();
    let sign = Edit::SignOff { force: true };
    second.apply(sign, &by("李四")).unwrap();
    save(&blind::path_of(&first, "李四"), &second, None).unwrap();
    let told = gouji(&["recheck", "数据"], path).unwrap();
    assert!(told.contains("复核完成 1 份"), "{told}");
    assert!(told.contains("李四 复核"), "{told}");
    let results = recheck::read(&data).unwrap().unwrap().drawn;
    let result = results[0].result.clone().unwrap();
    assert_eq!(result.cells, result.alike + 1);
    assert_eq!(results[1].result, None);
    // A list that leads elsewhere does not.
    let mut wrong = sample.drawn[0].clone();
    wrong.review = "../a.txt.gouji.ron".to_owned();
    assert_eq!(wrong.path(&data), None);
}
