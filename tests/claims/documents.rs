//! Published information, documents and decisions: table two and enumerations.

use crate::{check_claims, lines};

#[test]
fn published_documents_and_table_two() {
    check_claims(
        "主动公开政府信息60条，其中政务动态30条、通知公告20条、财政信息7条。",
        &["disagrees 60"],
    );
    check_claims(
        "主动公开政府信息60条，其中政务动态30条、通知公告20条、财政信息10条。",
        &["agrees 60"],
    );
    check_claims(
        "主动公开政府信息60条，其中政务动态30条，通知公告20条，组织人事10条。",
        &["agrees 60"],
    );
    check_claims(
        "主动公开政府信息60条，其中政务动态30条，通知公告20条，处理决定7条，公示3条。",
        &["agrees 60"],
    );
    check_claims(
        "在网站公开信息60条，其中政务动态30条、通知公告20条、财政信息10条。一是发布政务动态31条。",
        &["agrees 60", "disagrees 31"],
    );
    check_claims(
        "制发行政规范性文件4件，废止2件，现行有效17件。",
        &[
            "disagrees 4 normative_documents.made",
            "agrees 2 normative_documents.repealed",
            "agrees 17 normative_documents.in_force",
        ],
    );
    check_claims(
        "办理行政许可120件，行政处罚44件，行政强制6件。",
        &[
            "agrees 120 licensing.decisions",
            "disagrees 44 penalties.decisions",
            "agrees 6 coercion.decisions",
        ],
    );
}

/// Enumerations whose parts are `#` off; with 0 they add up.
#[test]
fn parts_are_added_however_they_are_listed() {
    let sentences = [
        "主动公开政府信息6#条，其中政务动态30条，通知公告20条，财政信息10条。",
        "主动公开政府信息6#条，其中：政务动态30条、通知公告20条、财政信息10条。",
        "全年通过网站公开信息6#条（政务动态30条、通知公告20条、财政信息10条）。",
        "全年发布信息共计6#条，包括政务动态30条、通知公告20条、财政信息10条。",
        "公开各类信息6#条，分别为政务动态30条、通知公告20条、财政信息10条。",
        "公开信息总数为6#条，其中，政务动态类30条，通知公告类20条，财政类10条。",
    ];
    let is_heard = |sentence: &&&str| {
        let accuses = |digit| {
            let lines = lines(&sentence.replace('#', digit));
            lines.iter().any(|line| line.starts_with("disagrees"))
        };
        accuses("3") && !accuses("0")
    };
    let deaf: Vec<&&str> = sentences
        .iter()
        .filter(|sentence| !is_heard(sentence))
        .collect();
    assert!(deaf.is_empty(), "{deaf:#?}");
}

#[test]
fn a_sum_of_money_may_be_rounded() {
    check_claims(
        "全年收取行政事业性收费12.5万元。",
        &["agrees 12.5 fees.amount"],
    );
    check_claims("全年收取行政事业性收费12万元。", &["agrees 12 fees.amount"]);
    check_claims(
        "全年收取行政事业性收费14万元。",
        &["disagrees 14 fees.amount"],
    );
}
