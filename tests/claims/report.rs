//! What a whole report tells about its sentences, and reports that lack a table.

use gouji::claims::{self, Judged};
use gouji::form::{CellKey, Sheet};
use gouji::source::Span;
use gouji::value::Value;

use crate::{TITLE, sheet};

/// What the sentences about the applications say in a report of `office` and `year`.
#[track_caller]
fn check_report(report: claims::Report, prose: &str, accuses: bool) {
    let claims = claims::read(prose, &[Span::new(0, prose.len())], report);
    let compared = claims::compare(&claims, &sheet());
    let disagrees =
        |result: &claims::ClaimResult| matches!(result.judged, Judged::Disagrees { .. });
    assert_eq!(compared.iter().any(disagrees), accuses, "{prose}");
}

#[test]
fn the_heading_tells_whose_sentences_they_are() {
    let of = |office, year| claims::Report {
        office: Some(office),
        year: Some(year),
    };
    let prose = "2022年，县卫健委收到政府信息公开申请97件。2023年将加强培训，2023年将改进服务。";
    check_report(of("青岚县卫生健康委员会", 2022), prose, true);
    // The year before, and another office.
    check_report(of("青岚县卫生健康委员会", 2023), prose, false);
    check_report(of("青岚县林业局", 2022), prose, false);
    // The government is not its office.
    let prose = "2022年，县政府收到政府信息公开申请97件。";
    check_report(of("青岚县人民政府", 2022), prose, true);
    check_report(of("青岚县人民政府办公室", 2022), prose, false);
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
    let claims = claims::read(
        &text,
        &[Span::new(0, text.len())],
        claims::Report::default(),
    );
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
        let claims = claims::read(
            &text,
            &[Span::new(0, text.len())],
            claims::Report::default(),
        );
        let said: usize = claims.iter().map(|claim| claim.text.len()).sum();
        assert!(!claims.is_empty(), "{piece}");
        assert!(said < text.len() * 100, "{piece}: {said} bytes");
    }
}
