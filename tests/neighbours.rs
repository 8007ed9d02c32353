//! Reports that one is held against: found beside it, and linked among the inputs of a command.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::assert::OutputAssertExt;
use assert_cmd::cargo::CommandCargoExt;
use gouji::dataset::{self, hierarchy, neighbours, offices};
use gouji::form::{EditionId, RowKey, TableId, catalogue};
use gouji::review::{Edit, Session, Verdict};
use gouji::rules::Verified;
use tempfile::TempDir;

/// A report of the 2021 edition whose table three has only what was carried in and out, by natural persons.
fn report(office: &str, year: u16, carried_in: u32, carried_out: u32) -> String {
    let spec = catalogue::table(EditionId(2021), TableId::Requests).unwrap();
    let mut text = format!("{office}\n{year}年政府信息公开工作年度报告\n");
    text.push_str("三、收到和处理政府信息公开申请情况\n");
    text.push_str("\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n");
    for row in spec.official_rows() {
        let n = match row.as_str() {
            "carried_out" | "received" => carried_out,
            "carried_in" | "granted" | "processed_total" => carried_in,
            _ => 0,
        };
        let label = label(&row);
        text.extend([label, format!("\t{n}\t0\t0\t0\t0\t0\t{n}\n")]);
    }
    text
}

fn label(row: &RowKey) -> String {
    let spec = catalogue::table(EditionId(2021), TableId::Requests).unwrap();
    let (_, row) = spec.row(row).unwrap();
    let heads = row.heads.concat();
    format!("{heads}{}", row.label)
}

fn folder(files: &[(&str, String)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

const OFFICE: &str = "青岚县白榆镇人民政府";

fn wanting(folder: &Path, name: &str, year: u16) -> neighbours::Wanting {
    neighbours::Wanting {
        path: folder.join(name),
        office: OFFICE.to_owned(),
        year,
        sha256: String::new(),
    }
}

/// The names of the reports found before and after, and the notices.
#[track_caller]
fn check_beside(
    folder: &Path,
    name: &str,
    before: Option<&str>,
    after: Option<&str>,
) -> Vec<String> {
    let beside = neighbours::beside(&wanting(folder, name, 2022));
    let found = &beside.neighbours;
    let name = |report: &Option<gouji::rules::NeighbourReport>| {
        report.as_ref().map(|report| report.name.clone())
    };
    assert_eq!(name(&found.before).as_deref(), before);
    assert_eq!(name(&found.after).as_deref(), after);
    let notices = beside.notices.iter();
    notices.map(ToString::to_string).collect()
}

#[test]
fn neighbours_are_found_by_what_the_files_say_not_by_their_names() {
    let folder = folder(&[
        ("b.txt", report(OFFICE, 2022, 1, 2)),
        ("a.txt", report("青岚县白榆镇政府", 2021, 0, 1)),
        ("c-2022.txt", report(OFFICE, 2023, 2, 0)),
        ("d.txt", report("青岚县丁香镇人民政府", 2021, 0, 9)),
    ]);
    let notices = check_beside(folder.path(), "b.txt", Some("a.txt"), Some("c-2022.txt"));
    assert!(notices.is_empty(), "{notices:?}");
}

#[test]
fn the_list_of_names_joins_what_the_office_calls_itself() {
    let folder = folder(&[
        ("a.txt", report("白榆镇人民政府", 2021, 0, 1)),
        ("b.txt", report(OFFICE, 2022, 1, 2)),
    ]);
    check_beside(folder.path(), "b.txt", None, None);
    let list = format!("[[\"{OFFICE}\", \"白榆镇人民政府\"]]");
    fs::write(folder.path().join(offices::FILE_NAME), list).unwrap();
    check_beside(folder.path(), "b.txt", Some("a.txt"), None);
    fs::write(folder.path().join(offices::FILE_NAME), "[[").unwrap();
    let notices = check_beside(folder.path(), "b.txt", None, None);
    assert!(notices[0].contains("无法使用"), "{notices:?}");
}

#[test]
fn a_reviewed_report_comes_before_its_source_and_says_what_the_reviewer_decided() {
    let folder = folder(&[("baiyu.txt", report(OFFICE, 2022, 0, 4))]);
    let source = folder.path().join("baiyu.txt");
    let mut session = common::session("");
    session
        .apply(
            common::enter("requests.carried_out.total", "3"),
            &common::stamp(),
        )
        .unwrap();
    dataset::save(&dataset::path_beside(&source), &session, None).unwrap();
    let beside = neighbours::beside(&wanting(folder.path(), "x.txt", 2023));
    let before = beside.neighbours.before.unwrap();
    assert_eq!(before.name, "baiyu.txt.gouji.ron");
    let total = common::cell("requests.carried_out.total");
    assert_eq!(common::word(before.sheet.value(&total)), "3");
}

#[test]
fn a_folder_of_thousands_is_not_opened_file_by_file() {
    let many: Vec<(String, String)> = (0..200)
        .map(|n| (format!("{n:03}.txt"), report(OFFICE, 2021, 0, 1)))
        .collect();
    let named: Vec<(&str, String)> = many
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone()))
        .collect();
    let folder = folder(&named);
    let notices = check_beside(folder.path(), "own.txt", None, None);
    assert!(notices[0].contains("200 个文件没有打开"), "{notices:?}");
    fs::write(
        folder.path().join("白榆镇2021.txt"),
        report(OFFICE, 2021, 0, 1),
    )
    .unwrap();
    check_beside(folder.path(), "own.txt", Some("白榆镇2021.txt"), None);
}

#[test]
fn a_scan_whose_name_promises_nothing_is_left_and_told_of() {
    let folder = folder(&[("a.txt", report(OFFICE, 2020, 0, 1))]);
    let page = image::RgbImage::new(64, 64);
    page.save(folder.path().join("扫描.png")).unwrap();
    let notices = check_beside(folder.path(), "own.txt", None, None);
    let is_told = notices.iter().any(|notice| notice.contains("有 1 个文件"));
    assert!(is_told && notices.len() == 1, "{notices:?}");
}

/// Findings of the rules between years: outcome and key.
fn between_years(session: &Session) -> Vec<(Verified, String)> {
    let findings = session.results().findings.iter();
    findings
        .filter(|finding| gouji::rules::registry::is_between_reports(&finding.key))
        .map(|finding| (finding.outcome, finding.key.clone()))
        .collect()
}

#[test]
fn neighbours_are_evidence_and_no_step() {
    let folder = folder(&[("2021.txt", report(OFFICE, 2021, 0, 1))]);
    let mut session = common::session("");
    let before = neighbours::open(&folder.path().join("2021.txt")).unwrap();
    assert!(between_years(&session).is_empty());
    session.set_neighbours(gouji::rules::Neighbours {
        before: Some(before),
        ..gouji::rules::Neighbours::default()
    });
    // The total carried in is a damaged glyph nobody has confirmed, so the total accuses nobody yet.
    let (natural_person, total) = (
        "carry-over/before/natural_person".to_owned(),
        "carry-over/before/total".to_owned(),
    );
    assert_eq!(
        between_years(&session),
        [
            (Verified::Broken, natural_person.clone()),
            (Verified::Undecided, total.clone())
        ]
    );
    let confirm = Edit::Judge {
        cells: vec![common::cell("requests.carried_in.total")],
        verdict: Verdict::Confirmed,
        note: String::new(),
    };
    session.apply(confirm, &common::stamp()).unwrap();
    assert_eq!(
        between_years(&session),
        [
            (Verified::Broken, natural_person),
            (Verified::Broken, total)
        ]
    );
    assert_eq!(session.journal().records().len(), 1);
}

/// The lines of `gouji check` that name a rule between years, with the report they stand under.
#[track_caller]
fn check_linked(folder: &Path, arguments: &[&str], expected: &[&str]) {
    let mut command = Command::cargo_bin("gouji").unwrap();
    let run = command.current_dir(folder).arg("check").args(arguments);
    let run = run.args(["--fail-on", "never"]).assert().success();
    let output = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let mut report = "";
    let mut found = Vec::new();
    for line in output.lines() {
        if !line.starts_with(' ') {
            report = line.split('　').next().unwrap();
        } else if line.contains("警告") && line.contains("年报告") {
            found.push(format!("{report} {}", line.trim()));
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn inputs_of_one_office_and_consecutive_years_are_linked() {
    let files = folder(&[
        ("1.txt", report(OFFICE, 2023, 4, 0)),
        ("2.txt", report("青岚县丁香镇人民政府", 2022, 0, 3)),
        ("3.txt", report("青岚县白榆镇政府", 2022, 0, 3)),
    ]);
    let natural_person = "1.txt 警告　表三 自然人列：2022 年报告四、结转下年度继续办理为 3，2023 年报告二、上年结转政府信息公开申请数量为 4，差 1。对照的是“3.txt”。（原文第 6 行）";
    let total = natural_person.replace("自然人列", "总计列");
    let both = [natural_person, total.as_str()];
    check_linked(files.path(), &["1.txt", "2.txt", "3.txt"], &both);
    check_linked(files.path(), &["3.txt", "1.txt"], &both);
    check_linked(files.path(), &["1.txt", "2.txt"], &[]);
    check_linked(files.path(), &["1.txt"], &[]);
}

#[test]
fn two_last_years_that_differ_prove_nothing_unless_one_is_reviewed() {
    let files = folder(&[
        ("1.txt", report(OFFICE, 2023, 4, 0)),
        ("2.txt", report(OFFICE, 2022, 0, 3)),
        ("3.txt", report(OFFICE, 2022, 0, 5)),
    ]);
    check_linked(files.path(), &["1.txt", "2.txt", "3.txt"], &[]);
    let mut session = common::session("");
    for (cell, n) in [("natural_person", "4"), ("total", "2")] {
        let key = format!("requests.carried_out.{cell}");
        session
            .apply(common::enter(&key, n), &common::stamp())
            .unwrap();
    }
    let reviewed = files.path().join("9.txt.gouji.ron");
    dataset::save(&reviewed, &session, None).unwrap();
    check_linked(
        files.path(),
        &["1.txt", "2.txt", "3.txt", "9.txt.gouji.ron"],
        &[
            "1.txt 警告　表三 总计列：2022 年报告四、结转下年度继续办理为 2，2023 年报告二、上年结转政府信息公开申请数量为 4，差 2。对照的是“9.txt.gouji.ron”。（原文第 6 行）",
        ],
    );
}

#[test]
fn a_judgement_between_years_is_saved_and_speaks_again_beside_the_same_neighbour() {
    let folder = folder(&[
        ("2021.txt", report(OFFICE, 2021, 0, 1)),
        ("other.txt", report(OFFICE, 2021, 0, 2)),
    ]);
    let beside = |name: &str| gouji::rules::Neighbours {
        before: Some(neighbours::open(&folder.path().join(name)).unwrap()),
        ..gouji::rules::Neighbours::default()
    };
    let key = "carry-over/before/natural_person".to_owned();
    let mut session = common::session("");
    session.set_neighbours(beside("2021.txt"));
    let judge = Edit::JudgeFinding {
        key: key.clone(),
        verdict: Verdict::FalseAlarm,
        note: String::new(),
    };
    session.apply(judge, &common::stamp()).unwrap();
    let path = folder.path().join("own.txt.gouji.ron");
    dataset::save(&path, &session, None).unwrap();
    let loaded = dataset::load(&path).unwrap();
    assert!(loaded.notices.is_empty(), "{:?}", loaded.notices);
    let mut session = loaded.session;
    assert!(between_years(&session).is_empty());
    session.set_neighbours(beside("2021.txt"));
    assert!(session.judgement(&key).is_some());
    // Another year's report with other figures is another question.
    session.set_neighbours(beside("other.txt"));
    assert!(session.judgement(&key).is_none());
}

const COUNTY: &str = "青岚县人民政府";

const TOWN: &str = "青岚县丁香镇人民政府";

/// A county that adds up two towns, and the list that says so.
fn county(received: [u32; 3]) -> TempDir {
    let [own, one, other] = received;
    let list = format!("[(office: \"{COUNTY}\", parts: [\"{OFFICE}\", \"{TOWN}\"])]");
    folder(&[
        ("county.txt", report(COUNTY, 2022, 0, own)),
        ("one.txt", report(OFFICE, 2022, 0, one)),
        ("other.txt", report(TOWN, 2022, 0, other)),
        (hierarchy::FILE_NAME, list),
    ])
}

/// The lines of `gouji check` on the folder that hold one of the words.
#[track_caller]
fn check_lines(folder: &Path, words: &[&str], expected: &[&str]) {
    let mut command = Command::cargo_bin("gouji").unwrap();
    let run = command.current_dir(folder).args(["check", "."]);
    let run = run.args(["--fail-on", "never"]).assert().success();
    let output = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let lines = output.lines().map(str::trim);
    let found: Vec<&str> = lines
        .filter(|line| words.iter().any(|word| line.contains(word)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_report_is_held_against_those_it_adds_up() {
    let words = ["层级表"];
    check_lines(county([7, 3, 4]).path(), &words, &[]);
    let files = county([8, 3, 4]);
    check_lines(
        files.path(),
        &words,
        &[
            "警告　表三：4 格与层级表所列 2 个单位的合计不符：一、本年新收政府信息公开申请数量 自然人（合计 7，本报告 8）；一、本年新收政府信息公开申请数量 总计（合计 7，本报告 8）；四、结转下年度继续办理 自然人（合计 7，本报告 8）；四、结转下年度继续办理 总计（合计 7，本报告 8）。（原文第 5–29 行）",
        ],
    );
    // A part that is not there leaves everything open.
    fs::remove_file(files.path().join("other.txt")).unwrap();
    let missing = format!(
        "无法核对　层级表所列 2 个单位中，有 1 个没有读到2022 年报告：{TOWN}。合计无法核对。"
    );
    check_lines(files.path(), &words, &[&missing]);
    let beside = neighbours::beside(&neighbours::Wanting {
        office: COUNTY.to_owned(),
        ..wanting(files.path(), "county.txt", 2022)
    });
    let parts = beside.neighbours.parts.unwrap();
    assert_eq!(parts.reports[0].name, "one.txt");
    assert_eq!(parts.missing, [TOWN]);
}

#[test]
fn another_file_of_the_same_year_is_held_against_the_first() {
    let draft = report(OFFICE, 2022, 1, 2);
    let last = draft.replace("\t2\t0\t0\t0\t0\t0\t2\n", "\t3\t0\t0\t0\t0\t0\t3\n");
    let files = folder(&[
        ("a-2022.txt", draft.clone()),
        ("b-2022.txt", last),
        ("c-2022.txt", format!("{draft}\n")),
        ("d-2022.txt", draft),
    ]);
    let lines = |file: &str, [own, other]: [u32; 2]| {
        format!(
            "警告　与“{file}”（同一单位、同一年度）有 4 格不同：表三 一、本年新收政府信息公开申请数量 自然人（本文件 {own}，该文件 {other}）；表三 一、本年新收政府信息公开申请数量 总计（本文件 {own}，该文件 {other}）；表三 四、结转下年度继续办理 自然人（本文件 {own}，该文件 {other}）；表三 四、结转下年度继续办理 总计（本文件 {own}，该文件 {other}）。请确认哪一份是最后公布的。（原文第 5–29 行）"
        )
    };
    let of_last = lines("b-2022.txt", [2, 3]);
    let of_draft = ["a-2022.txt", "c-2022.txt", "d-2022.txt"].map(|file| lines(file, [3, 2]));
    // Of two files with the same bytes neither is another version of the other.
    let mut expected = vec![of_last.as_str()];
    expected.extend(of_draft.iter().map(String::as_str));
    expected.extend([of_last.as_str(), of_last.as_str()]);
    check_lines(files.path(), &["同一单位"], &expected);
    let beside = neighbours::beside(&wanting(files.path(), "a-2022.txt", 2022));
    let names = beside.neighbours.versions.into_iter().map(|it| it.name);
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["b-2022.txt", "c-2022.txt", "d-2022.txt"]
    );
}

/// A number far from those of both years beside it is told once, in the year it stands in; so is what two years contradict
/// each other in.
#[test]
fn both_years_beside_a_report_are_known_to_the_commands() {
    let folder = folder(&[
        ("2021.txt", report(OFFICE, 2021, 21, 20)),
        ("2022.txt", report(OFFICE, 2022, 222, 222)),
        ("2023.txt", report(OFFICE, 2023, 222, 25)),
    ]);
    let mut command = Command::cargo_bin("gouji").unwrap();
    let output = command.arg("check").arg(folder.path()).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let reports: Vec<&str> = told.split("\n\n").take(3).collect();
    let n_told = |words: &str| -> Vec<usize> {
        let reports = reports.iter();
        reports
            .map(|report| report.matches(words).count())
            .collect()
    };
    assert_eq!(
        n_told("本年 222，上一年 20，下一年 25，相差悬殊"),
        [0, 4, 0],
        "{told}"
    );
    assert_eq!(n_told("2021 年报告四、结转下年度"), [0, 2, 0], "{told}");
}
