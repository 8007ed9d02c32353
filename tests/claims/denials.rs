//! Sentences that say that there was none.

use crate::{check_claims, check_silent, lines};

#[test]
fn sentences_that_say_there_was_none() {
    for none in [
        "我镇未收到政府信息公开申请。",
        "我镇没有收到任何公民、法人和其他组织提出的政府信息公开申请。",
        "我镇未接到关于依申请公开的相关申请。",
        "我镇没有受理政府信息公开申请事项。",
        "我镇无依申请公开情况。",
        "我镇暂无收到依申请公开政府信息的申请。",
        "我镇共收到信息公开申请0件。",
        "我镇依申请公开零报告。",
        "我单位收到政府信息公开申请为零。",
        "我镇未收到书面或其他形式要求公开政府信息的申请。",
        "我镇没有收到群众依申请公开政府信息的要求。",
    ] {
        check_claims(none, &["disagrees 0 received.total"]);
    }
    check_claims(
        "未发生因政府信息公开申请提起行政复议、行政诉讼的情况。",
        &[
            "disagrees 0 reconsideration.total",
            "disagrees 0 direct_suit.total (2)",
        ],
    );
    check_claims(
        "全镇未因政府信息公开被申请行政复议。",
        &["disagrees 0 reconsideration.total"],
    );
    check_claims(
        "因政府信息公开引起的行政复议、行政诉讼均为零。",
        &["disagrees 0 reconsideration.total (3)"],
    );
    check_claims(
        "收到政府信息公开申请28件，上年无结转。",
        &["agrees 28 received.total", "disagrees 0 carried_in.total"],
    );
    check_claims(
        "无2021年结转政府信息公开申请数量和结转2023年继续办理事项。",
        &["disagrees 0 carried_in.total"],
    );
}

/// Sentences that deny what the tables of the invented report have.
const DENIED: &[&str] = &[
    "全年未收到政府信息公开申请。",
    "我镇没有收到任何公民、法人或者其他组织提出的政府信息公开申请。",
    "本年度未接到依申请公开事项。",
    "全年无依申请公开情况。",
    "截至目前，我镇未接到政府信息公开申请。",
    "依申请公开方面，本年度暂未收到申请。",
    "我镇尚未接到群众要求公开政府信息的申请。",
    "本年度我镇未发生依申请公开政府信息的情况。",
    "全年收到政府信息公开申请0件。",
    "全年共收到政府信息公开申请零件。",
    "全年依申请公开零报告。",
    "我镇本年度政府信息公开申请数量为0。",
    "全年无人申请公开政府信息。",
    "没有政府信息公开申请。",
    "全年未发生因政府信息公开引起的行政复议。",
    "因政府信息公开申请行政复议、提起行政诉讼的情况均为0件。",
    "无政府信息公开行政复议、行政诉讼情况。",
    "我镇没有因政府信息公开被提起行政诉讼。",
    "全年未收到政府信息公开申请，也没有发生行政复议和行政诉讼案件。",
    "政府信息公开行政复议0件，行政诉讼0件。",
    "无上年结转的政府信息公开申请。",
    "政府信息公开申请均已办结，无结转下年度办理事项。",
    "2022年没有发生因政府信息公开引发的行政复议、行政诉讼。",
    "政府信息公开领域零复议、零诉讼。",
    "全年未收到当面、信函、邮件和其他形式的政府信息公开申请。",
    "我镇未收到公民、法人或其他组织的依申请公开诉求。",
    "全年没有群众向我镇申请公开政府信息。",
    "全年依申请公开工作零受理。",
    "本年度我镇未制发行政规范性文件。",
];

#[test]
fn a_denial_is_heard_however_it_is_put() {
    let accuses = |prose: &str| {
        let lines = lines(prose);
        lines.iter().any(|line| line.starts_with("disagrees 0 "))
    };
    let deaf: Vec<&&str> = DENIED.iter().filter(|prose| !accuses(prose)).collect();
    assert!(deaf.is_empty(), "{deaf:#?}");
}

#[test]
fn a_denial_of_something_else_accuses_nobody() {
    check_silent(&[
        "未制发规范性文件解读。",
        "各村未制发规范性文件。",
        "未按要求制定规章制度。",
        "2021年未收到政府信息公开申请。",
        "力争实现零复议、零诉讼。",
    ]);
}
