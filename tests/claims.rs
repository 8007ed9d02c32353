//! Sentences of invented reports, and what they say about the tables.
//!
//! A case is a sentence and its claims, one a line: `result value cells`. Cells are written without their table where
//! the row tells it, a group of cells by its first and its number of cells.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use gouji::amount::Amount;
use gouji::claims::{self, Judged};
use gouji::form::{CellKey, EditionId, Sheet, TableId, catalogue};
use gouji::source::Span;
use gouji::value::Value;

/// An invented report of 2022: 28 + 3 = 26 + 5.
const CELLS: &[(&str, &str)] = &[
    ("requests.received.natural_person", "20"),
    ("requests.received.enterprise", "5"),
    ("requests.received.other_organization", "3"),
    ("requests.received.total", "28"),
    ("requests.carried_in.natural_person", "3"),
    ("requests.carried_in.total", "3"),
    ("requests.granted.total", "10"),
    ("requests.partly_granted.total", "2"),
    ("requests.denied.process_information.total", "3"),
    ("requests.denied.enforcement_file.total", "1"),
    ("requests.unavailable.not_held.total", "5"),
    ("requests.unavailable.needs_creation.total", "1"),
    ("requests.rejected.petition.total", "1"),
    ("requests.other.not_corrected.total", "2"),
    ("requests.other.other.total", "1"),
    ("requests.processed_total.natural_person", "19"),
    ("requests.processed_total.total", "26"),
    ("requests.carried_out.total", "5"),
    ("disputes.reconsideration.upheld", "2"),
    ("disputes.reconsideration.corrected", "1"),
    ("disputes.reconsideration.pending", "1"),
    ("disputes.reconsideration.total", "4"),
    ("disputes.direct_suit.pending", "2"),
    ("disputes.direct_suit.total", "2"),
    ("disputes.suit_after_reconsideration.upheld", "1"),
    ("disputes.suit_after_reconsideration.total", "1"),
    ("proactive.normative_documents.made", "3"),
    ("proactive.normative_documents.repealed", "2"),
    ("proactive.normative_documents.in_force", "17"),
    ("proactive.licensing.decisions", "120"),
    ("proactive.penalties.decisions", "45"),
    ("proactive.coercion.decisions", "6"),
];

const TITLE: &str = "青岚县白榆镇人民政府2022年政府信息公开工作年度报告\n一、总体情况。2022年，";

fn sheet() -> Sheet {
    let mut sheet = Sheet::default();
    for table in TableId::ALL {
        let edition = EditionId(2021);
        let spec = catalogue::table(edition, table).unwrap();
        let rows = spec.official_rows();
        for cell in spec.cells(table, &rows) {
            sheet.cells.insert(cell, Value::Number(Amount::ZERO));
        }
        sheet.editions.insert(table, edition);
        sheet.rows.insert(table, rows);
    }
    for (key, value) in CELLS {
        let cell: CellKey = key.parse().unwrap();
        let value = Value::Number(Amount::parse(value).unwrap());
        assert!(sheet.cells.insert(cell, value).is_some(), "{key}");
    }
    sheet
}

/// Every claim of the prose as a line.
fn lines(prose: &str) -> Vec<String> {
    let text = format!("{TITLE}{prose}");
    let claims = claims::read(&text, &[Span::new(0, text.len())], claims::Report::default());
    for claim in &claims {
        let squeezed: String = claim.span.of(&text).split_whitespace().collect();
        assert_eq!(squeezed.chars().count() > 0, !claim.text.is_empty());
    }
    let compared = claims::compare(&claims, &sheet());
    let line = |result: &claims::ClaimResult| {
        let word = match &result.judged {
            Judged::Agrees { .. } => "agrees",
            Judged::Disagrees { .. } => "disagrees",
            Judged::NoCell { .. } => "no-cell",
            Judged::NotUnderstood { .. } => "not-understood",
        };
        let cells = match result.judged.cells() {
            [] => String::new(),
            [cell] => format!(" {}.{}", cell.row, cell.column),
            [cell, ..] => format!(
                " {}.{} ({})",
                cell.row,
                cell.column,
                result.judged.cells().len()
            ),
        };
        format!("{word} {}{cells}", result.claim.amount)
    };
    compared.iter().map(line).collect()
}

#[track_caller]
fn check_claims(prose: &str, expected: &[&str]) {
    assert_eq!(lines(prose), expected, "{prose}");
}

/// None of the sentences may accuse.
#[track_caller]
fn check_silent(sentences: &[&str]) {
    let accuses = |line: &String| line.starts_with("disagrees");
    let accusing: Vec<(&str, Vec<String>)> = sentences
        .iter()
        .map(|prose| (*prose, lines(prose)))
        .filter(|(_, lines)| lines.iter().any(accuses))
        .collect();
    assert!(accusing.is_empty(), "{accusing:#?}");
}

#[test]
fn received_carried_and_done() {
    check_claims(
        "全年共收到依申请公开28件,公开10件,不予公开4件。",
        &[
            "agrees 28 received.total",
            "agrees 10 granted.total",
            "agrees 4 denied.state_secret.total (8)",
        ],
    );
    check_claims("共受理信息公开申请30件。", &["disagrees 30 received.total"]);
    check_claims(
        "共受理信息公开申请31宗。",
        &["agrees 31 received.total (2)"],
    );
    check_claims("我镇全年新收到政府信\n息公开申请 3 1 件。", &[]);
    check_claims(
        "我镇全年新收到政府信\n息公开申请 31\n 件。",
        &["disagrees 31 received.total"],
    );
    check_claims(
        "新收政府信息公开申请数量28件,上年结转政府信息公开申请数量2件。",
        &["agrees 28 received.total", "disagrees 2 carried_in.total"],
    );
    check_claims(
        "共收到政府信息公开申请28件，办结25件。",
        &[
            "agrees 28 received.total",
            "disagrees 25 processed_total.total",
        ],
    );
    check_claims(
        "我镇2021年结转至2022年依申请公开4件，2022年共受理28件，已办结26件，结转下年度办理5件。",
        &[
            "disagrees 4 carried_in.total",
            "agrees 28 received.total",
            "agrees 26 processed_total.total",
            "agrees 5 carried_out.total",
        ],
    );
    check_claims(
        "答复政府信息公开申请26件（含上年度结转申请3件，另有6件申请顺延到下年度答复）。",
        &[
            "agrees 26 processed_total.total",
            "agrees 3 carried_in.total",
            "disagrees 6 carried_out.total",
        ],
    );
    check_claims(
        "收到政府信息公开申请28件，较去年回落12.3%；答复政府信息公开申请26件。",
        &[
            "agrees 28 received.total",
            "agrees 26 processed_total.total",
        ],
    );
    check_claims(
        "共受理政府信息公开申请31件（其中本年度新收28件，上年结转3件），暂未办结4件。",
        &[
            "agrees 31 received.total (2)",
            "agrees 28 received.total",
            "agrees 3 carried_in.total",
            "disagrees 4 carried_out.total",
        ],
    );
    check_claims(
        "收到公民、法人和其他组织提交的二十九件政府信息公开申请。",
        &["disagrees 29 received.total"],
    );
}

#[test]
fn outcomes_and_applicants() {
    check_claims(
        "共收到申请公开信息的申请28件。其中，予以公开11件，部分公开2件，不予公开4件，因本机关不掌握等原因无法提供7件，\
         不予处理1件，其他处理3件，结转下年度继续办理5件。",
        &[
            "agrees 28 received.total",
            "disagrees 11 granted.total",
            "agrees 2 partly_granted.total",
            "agrees 4 denied.state_secret.total (8)",
            "disagrees 7 unavailable.not_held.total (3)",
            "agrees 1 rejected.petition.total (5)",
            "agrees 3 other.not_corrected.total (3)",
            "agrees 5 carried_out.total",
        ],
    );
    check_claims(
        "办结依申请公开事项26件，其中予以公开及部分公开13件，占46.15%；无法提供6件，占30.5%。",
        &[
            "agrees 26 processed_total.total",
            "disagrees 13 granted.total (2)",
            "disagrees 46.15 processed_total.total",
            "agrees 6 unavailable.not_held.total (3)",
            "disagrees 30.5 processed_total.total",
        ],
    );
    check_claims(
        "在依申请公开答复中，本机关不掌握相关政府信息4件，没有现成信息需要另行制作1件。",
        &[
            "disagrees 4 unavailable.not_held.total",
            "agrees 1 unavailable.needs_creation.total",
        ],
    );
    check_claims(
        "新收政府信息公开申请28件，其中自然人申请21件，法人或其他组织申请8件，申请人的类别为商业企业的5件。",
        &[
            "agrees 28 received.total",
            "disagrees 21 received.natural_person",
            "agrees 8 received.enterprise (5)",
            "agrees 5 received.enterprise",
        ],
    );
}

#[test]
fn disputes() {
    check_claims(
        "因政府信息公开被申请行政复议4件，被提起行政诉讼2件。",
        &[
            "agrees 4 reconsideration.total",
            "disagrees 2 direct_suit.total (2)",
        ],
    );
    check_claims(
        "我镇有4起涉及政府信息公开的行政诉讼案件。",
        &["disagrees 4 direct_suit.total (2)"],
    );
    check_claims(
        "因信息公开被行政复议4件，其中结果维持3件、结果纠正1件、其他结果0件、尚未审结1件；未经复议直接起诉2件，均尚未审结；\
         复议后起诉2件。",
        &[
            "agrees 4 reconsideration.total",
            "disagrees 3 reconsideration.upheld",
            "agrees 1 reconsideration.corrected",
            "agrees 0 reconsideration.other",
            "agrees 1 reconsideration.pending",
            "agrees 2 direct_suit.total",
            "disagrees 2 suit_after_reconsideration.total",
        ],
    );
    check_claims(
        "政府信息公开行政复议、行政诉讼均为0件。",
        &["disagrees 0 reconsideration.total (3)"],
    );
    check_claims(
        "涉及政府信息公开的行政复议、行政诉讼共7件。",
        &["agrees 7 reconsideration.total (3)"],
    );
}

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
        "无2021年结转政府信息公开申请数量和结转2023年继续办理事项。",
        &["disagrees 0 carried_in.total"],
    );
}

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

#[test]
fn what_speaks_of_something_else_accuses_nobody() {
    check_silent(&[
        // Filed for record, and the office's own work with disputes.
        "备案审查行政复议案件134件。",
        "办理行政复议案件134件，审结100件。",
        "信息公开方面，市司法局受理行政复议申请134件。",
        // Documents by class.
        "全年产生公文150件，其中主动公开100件，依申请公开20件，不予公开30件。",
        "政府信息公开目录中，依申请公开信息数为0条。",
        "依申请公开方面，全年制发公文150件，其中主动公开属性100件，不予公开属性30件。",
        // Items against decisions, published decisions.
        "公布行政许可12项，行政处罚30项。",
        "公示行政许可信息12条、行政处罚信息30条。",
        // Shares, growth, other years, running totals.
        "收到政府信息公开申请的占比增加6%。",
        "收到政府信息公开申请28件，比上年增加9件，增长47%。",
        "2021年共收到政府信息公开申请19件，2022年共收到政府信息公开申请28件。",
        "收到政府信息公开申请28件（2021年为19件）。",
        "去年收到政府信息公开申请19件，未发生行政复议。",
        "自2008年以来累计收到政府信息公开申请13866件，本年度28件。",
        "上半年收到政府信息公开申请9件。",
        "截至3月，收到政府信息公开申请9件。",
        // Rounded.
        "收到政府信息公开申请近50件，约答复40件，公开20余件。",
        "主动公开政府信息60余条，其中政务动态30条、通知公告20条、财政信息7条。",
        "主动公开政府信息60条，其中政务动态30条、通知公告20条、财政信息7条等。",
        "主动公开政府信息60条，其中政务动态30条，通知公告20条，转发上级文章7条。",
        "主动公开政府信息600条，其中政务动态30条、通知公告20条。",
        "主动公开政府信息60条，其中政务动态、通知公告各27条。",
        "主动公开规章13件（含新制定5件，修改4件，废止4件）。",
        "以县政府名义制发规范性文件9件。",
        // Other matters in the next sentence, or behind the applications.
        "收到政府信息公开申请28件。受理行政许可申请200件，办结199件。",
        "收到政府信息公开申请28件。办理建议提案9件，已办结9件。",
        "因政府信息公开申请引起行政复议4件，其中上年结转1件。",
        "设立政府信息公开申请受理点9个。",
        "市司法局全年收到行政复议申请134件，政府信息公开类行政应诉9件。",
        // A part of the area, somebody else's.
        "县政府办受理政府信息公开申请17件。",
        "县司法局代表县政府收到政府信息公开申请17件。",
        "全县23个部门共收到政府信息公开申请170件。",
        "全县各级行政机关共收到政府信息公开申请400件，我镇收到28件。",
        "县政府及其部门共收到政府信息公开申请400件，其中县政府收到30件。",
        "共收到各类申请35件，其中政府信息公开申请28件。",
        "2020-2022年，我镇共收到政府信息公开申请90件。",
        "近三年来，我镇共收到政府信息公开申请90件。",
        // What applications were about.
        "收到政府信息公开申请28件，涉及土地征收类14件，房屋拆迁类9件，其他类5件。",
        "本机关查处行政处罚案件60件，罚没款20万元，移送公安机关2件。",
        // Ways of applying.
        "收到政府信息公开申请28件，其中当面申请3件，网络申请20件，信函申请5件。",
        // Answers within a result, other things that are counted.
        "收到政府信息公开申请28件，同意公开答复10件，电话答复咨询60件。",
        "办理人大代表建议9件、政协提案12件，答复率100%。",
        "办理市长信箱来信97件，办结97件。",
        "政务服务大厅受理申请2000件，办结1999件。",
        "设公开查阅点4个，接待查阅50人次，召开会议3次，粉丝2万，经费10万元。",
        "公开规章制度20件，发布通知30件，解读规范性文件9件。",
        "开展规范性文件清理，废止文件9件。",
        "政府采购信息公开20条，采购金额500万元。",
        "未收到减免费用的申请，未收取信息处理费。",
        "没有不予公开的申请，未发生超期答复申请的情形。",
        "未发生因政府信息公开被行政复议纠错或行政诉讼败诉的重大情形。",
        "如未收到申请人的补正材料，视为放弃申请。",
        "确保不发生因政府信息公开引起的行政复议、行政诉讼。",
        "通过信函未收到政府信息公开申请。",
        "每收到一件申请，都按照一件一档办理政府信息公开申请。",
        "与申请人一起研究政府信息公开申请。",
        "网站发布政务动态30条、通知公告20条，微信发布政务动态55条。",
        // One reason among several of a result.
        "办结政府信息公开申请26件，因涉及个人隐私不予公开9件。",
        "办结政府信息公开申请26件，因申请内容不明确不予处理9件。",
        "办结政府信息公开申请26件，其中不予公开4件（涉及商业秘密2件，涉及个人隐私9件）。",
        // Time limits, ways of answering, fees.
        "收到政府信息公开申请28件，延期答复9件，当场答复7件，邮寄答复19件。",
        "收到政府信息公开申请28件，按期答复率100%，平均办理时限9天。",
        "依申请公开收取信息处理费97元，减免9件。",
        // The next matter in the same sentence.
        "收到政府信息公开申请28件，开展政务公开培训9次，培训人员97人次。",
        "依申请公开平台受理咨询97件，转办9件。",
        "政府信息公开申请28件，网上信箱办理97件。",
        "规范依申请公开办理，指导基层单位办理申请97件。",
        "组织村（社区）办理政府信息公开申请97件。",
        // Disputes of others, or of another matter.
        "本机关作为被告的土地征收行政诉讼97件，与政府信息公开无关。",
        "全年代理行政诉讼案件97件。",
        "行政机关负责人出庭应诉97次，涉及政府信息公开诉讼3件。",
        "上年发生的政府信息公开行政复议97件均已审结。",
        "政府信息公开行政复议案例97个入选汇编。",
        "全年行政诉讼97件，均不涉及政府信息公开。",
        // Documents that are not the office's in the year.
        "上级制发规范性文件97件。",
        "转发规范性文件97件，公开规范性文件解读97件。",
        "自2010年以来共制发规范性文件97件。",
        "县政府规范性文件库收录行政规范性文件97件。",
        "完成规范性文件合法性审核97件。",
        // Goals, means, wishes.
        "力争全年办结政府信息公开申请97件。",
        "拟新制发规范性文件97件。",
        // Shares and comparisons of the year before.
        "收到政府信息公开申请28件，较2021年的97件大幅下降。",
        "收到政府信息公开申请28件，同比减少69件。",
        "办结率为97%，公开率达97%。",
        // A part by month, place or way.
        "其中一季度收到政府信息公开申请97件。",
        "通过县政府门户网站收到政府信息公开申请97件。",
        "我镇下辖各村收到政府信息公开申请97件。",
    ]);
}

#[test]
fn a_department_does_not_speak_for_its_whole_county() {
    let of = |office: &str| {
        let text =
            format!("{office}2022年政府信息公开工作年度报告。全县共收到政府信息公开申请400件。");
        let claims = claims::read(&text, &[Span::new(0, text.len())], claims::Report::default());
        let compared = claims::compare(&claims, &sheet());
        let accuses =
            |result: &claims::ClaimResult| matches!(result.judged, Judged::Disagrees { .. });
        compared.iter().any(accuses)
    };
    assert!(of("青岚县人民政府"));
    assert!(!of("青岚县林业局"));
}

#[test]
fn a_claim_begins_behind_the_heading_before_it() {
    let text = "青岚县2022年政府信息公开工作年度报告。\n（二）依申请公开情况\n2022年收到政府信息公开申请28件。";
    let claims = claims::read(text, &[Span::new(0, text.len())], claims::Report::default());
    let said: Vec<&str> = claims.iter().map(|claim| claim.text.as_str()).collect();
    assert_eq!(said, ["2022年收到政府信息公开申请28件"]);
}

#[test]
fn a_table_that_is_missing_or_unread_agrees_with_nobody() {
    let text = format!("{TITLE}共收到政府信息公开申请28件，上年结转3件。");
    let claims = claims::read(&text, &[Span::new(0, text.len())], claims::Report::default());
    assert_eq!(claims.len(), 2);
    for result in claims::compare(&claims, &Sheet::default()) {
        assert_eq!(result.judged, Judged::NoCell { cells: Vec::new() });
    }
    let mut sheet = sheet();
    let received: CellKey = "requests.received.total".parse().unwrap();
    sheet.cells.insert(received.clone(), Value::Unreadable);
    let results = claims::compare(&claims, &sheet);
    assert_eq!(
        results.first().unwrap().judged,
        Judged::NoCell {
            cells: vec![received.clone()]
        }
    );
    // A blank total beside numbers was left out; its row adds up to it.
    sheet.cells.insert(received.clone(), Value::Blank);
    let results = claims::compare(&claims, &sheet);
    let Judged::Agrees { cells } = &results.first().unwrap().judged else {
        panic!("20 + 5 + 3 = 28");
    };
    assert_eq!(cells.len(), 7);
    // Beside blanks it is a zero.
    for column in ["natural_person", "enterprise", "other_organization"] {
        let cell = format!("requests.received.{column}").parse().unwrap();
        sheet.cells.insert(cell, Value::Blank);
    }
    let results = claims::compare(&claims, &sheet);
    assert!(matches!(
        results.first().unwrap().judged,
        Judged::Disagrees { .. }
    ));
}

/// What is said of prose without an end stays in proportion to it, whatever it lists.
#[test]
fn endless_sentences_make_no_endless_claims() {
    let repeated = [
        "共收到政府信息公开申请28件，公开10件，行政复议4件，",
        "公开信息1条包括",
        "发布信息9条，其中公告1条，",
        "行政诉讼1件，均获维持，",
    ];
    for piece in repeated {
        let text = piece.repeat(2_000);
        let claims = claims::read(&text, &[Span::new(0, text.len())], claims::Report::default());
        let said: usize = claims.iter().map(|claim| claim.text.len()).sum();
        assert!(!claims.is_empty(), "{piece}");
        assert!(said < text.len() * 100, "{piece}: {said} bytes");
    }
}

/// Sentences that state a figure of the invented report, written `#`. With the right figure they agree, with another one
/// they accuse.
const HEARD: &[(&str, &str)] = &[
    // Received.
    ("本年度我镇共接收政府信息公开申请#件。", "28"),
    ("全年共办理政府信息公开申请，其中新收#件。", "28"),
    ("政府信息公开申请受理#件，均按期答复。", "28"),
    ("我镇共计收到群众提出的政府信息公开申请#件。", "28"),
    ("依申请公开方面，共收到申请#件。", "28"),
    (
        "依申请公开工作规范有序。全年收到申请#件，均按期答复。",
        "28",
    ),
    ("我镇新收政府信息公开申请#宗。", "28"),
    ("共收到公民、法人和其他组织政府信息公开申请#件。", "28"),
    ("收到依申请公开政府信息申请#件。", "28"),
    ("本机关受理的政府信息公开申请为#件。", "28"),
    ("政府信息公开申请收件#件。", "28"),
    ("共收到#件政府信息公开申请。", "28"),
    ("我镇收到的政府信息公开申请总数为#件。", "28"),
    ("政府信息公开申请新收数量为#件。", "28"),
    ("我镇本年新收政府信息公开申请数量#件。", "28"),
    ("2022年1月1日至12月31日，共收到政府信息公开申请#件。", "28"),
    // Carried and done.
    ("收到政府信息公开申请28件，上年度结转#件。", "3"),
    ("收到政府信息公开申请28件，2021年结转#件。", "3"),
    ("收到政府信息公开申请28件，加上上一年结转的#件。", "3"),
    ("收到政府信息公开申请28件，结转至下一年度#件。", "5"),
    ("收到政府信息公开申请28件，结转2023年办理#件。", "5"),
    ("收到政府信息公开申请28件，有#件结转下年度继续办理。", "5"),
    ("收到政府信息公开申请28件，其余#件结转至下年度办理。", "5"),
    ("收到政府信息公开申请28件，截至年底尚未办结#件。", "5"),
    ("共收到政府信息公开申请28件，已办结#件。", "26"),
    ("共收到政府信息公开申请28件，全年办结#件。", "26"),
    (
        "共收到政府信息公开申请28件，本年度办结政府信息公开申请#件。",
        "26",
    ),
    // Outcomes.
    ("办结政府信息公开申请26件，其中予以公开#件。", "10"),
    (
        "办结政府信息公开申请26件，按结果分：予以公开#件，部分公开2件。",
        "10",
    ),
    ("办结政府信息公开申请26件，其中部分公开的#件。", "2"),
    ("办结政府信息公开申请26件，作出不予公开决定#件。", "4"),
    ("办结政府信息公开申请26件，决定不予公开#件。", "4"),
    ("办结政府信息公开申请26件，本机关无法提供#件。", "6"),
    (
        "办结政府信息公开申请26件，属于行政执法案卷不予公开#件。",
        "1",
    ),
    (
        "办结政府信息公开申请26件，因属于过程性信息不予公开的#件。",
        "3",
    ),
    ("办结政府信息公开申请26件，告知不予处理#件。", "1"),
    ("办结政府信息公开申请26件，其他处理#件。", "3"),
    ("办结政府信息公开申请26件，以其他方式处理#件。", "3"),
    ("对政府信息公开申请的办理结果为：予以公开#件。", "10"),
    ("政府信息公开申请的答复中，予以公开#件、部分公开2件。", "10"),
    ("政府信息公开申请答复情况：无法提供信息#件。", "6"),
    (
        "政府信息公开申请26件中，没有现成信息需要另行制作的#件。",
        "1",
    ),
    // Applicants.
    ("收到政府信息公开申请28件，其中自然人#件。", "20"),
    ("收到政府信息公开申请28件，由自然人提出#件。", "20"),
    ("收到政府信息公开申请28件，自然人提出的申请#件。", "20"),
    ("收到政府信息公开申请28件，其中商业企业申请#件。", "5"),
    ("收到政府信息公开申请28件，法人或其他组织提出#件。", "8"),
    ("收到政府信息公开申请28件，申请人为自然人的#件。", "20"),
    ("收到政府信息公开申请28件，公民申请#件。", "20"),
    ("收到政府信息公开申请28件，商业企业提出的#件。", "5"),
    ("办结政府信息公开申请26件，因信访类申请不予处理#件。", "1"),
    ("办结政府信息公开申请26件，属于四类过程性信息的#件。", "3"),
    // Disputes.
    ("因政府信息公开被申请行政复议#件。", "4"),
    ("全年政府信息公开行政复议案件#件。", "4"),
    ("因政府信息公开引发行政复议案件#起。", "4"),
    ("全年发生政府信息公开行政诉讼#件。", "3"),
    ("涉及政府信息公开的行政复议共#件，行政诉讼3件。", "4"),
    ("因政府信息公开被行政复议4件，其中维持#件。", "2"),
    ("因政府信息公开被行政复议4件，被纠正#件。", "1"),
    ("因政府信息公开被行政复议4件，尚未审结#件。", "1"),
    ("因政府信息公开，未经复议直接起诉#件。", "2"),
    ("因政府信息公开，经复议后起诉#件。", "1"),
    ("政府信息公开行政复议和行政诉讼合计#件。", "7"),
    // Documents.
    ("制发行政规范性文件#件，废止2件。", "3"),
    ("制发行政规范性文件3件，废止行政规范性文件#件。", "2"),
    ("现行有效行政规范性文件#件。", "17"),
    ("行政规范性文件现行有效#件。", "17"),
    ("本年共制发规范性文件#件。", "3"),
    ("作出行政处罚决定#件。", "45"),
    ("全年办理行政许可#件。", "120"),
    ("实施行政强制#件。", "6"),
    ("作出行政许可决定#件、行政处罚决定45件。", "120"),
];

#[test]
fn figures_are_heard_however_they_are_put() {
    let mut deaf = Vec::new();
    for (sentence, right) in HEARD {
        let agrees = lines(&sentence.replace('#', right));
        let accuses = lines(&sentence.replace('#', "97"));
        let is_heard = agrees
            .iter()
            .any(|line| line.starts_with(&format!("agrees {right} ")))
            && !agrees.iter().any(|line| line.starts_with("disagrees"))
            && accuses.iter().any(|line| line.starts_with("disagrees 97"));
        if !is_heard {
            deaf.push((sentence, agrees, accuses));
        }
    }
    assert!(deaf.is_empty(), "{} not heard: {deaf:#?}", deaf.len());
}

#[test]
fn all_upheld_is_a_number_of_its_own() {
    check_claims(
        "因政府信息公开被申请行政复议4件，提起行政诉讼3件，均获维持。",
        &[
            "agrees 4 reconsideration.total",
            "disagrees 4 reconsideration.upheld",
            "agrees 3 direct_suit.total (2)",
            "disagrees 3 direct_suit.upheld (2)",
        ],
    );
    check_claims(
        "因政府信息公开，经复议后起诉1件，结果均为维持。",
        &[
            "agrees 1 suit_after_reconsideration.total",
            "agrees 1 suit_after_reconsideration.upheld",
        ],
    );
    check_silent(&[
        "因政府信息公开被申请行政复议4件，已审结的均获维持。",
        "因政府信息公开被申请行政复议4件，其中3件均维持原决定。",
    ]);
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
