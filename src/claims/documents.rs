//! Figures of table two: regulations and normative documents, decisions, procurement.

use std::sync::LazyLock;

use crate::claims::expression::Expression;
use crate::claims::pattern::Reading;
use crate::claims::sentence::Mention;
use crate::claims::{Family, Quantity, Weight};
use crate::form::TableId;

const fn cell(row: &'static str, column: &'static str) -> Quantity {
    Quantity {
        table: TableId::Proactive,
        row,
        column,
    }
}

/// Kinds of documents; the last one named before a number is the one it counts.
static DOCUMENT: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "规章制度|(?P<regulations>规章)|(?P<normative_documents>规范性文件)|公文|文件|方案|通知|制度|公告|法规|政策",
    )
});

/// What is said of documents, and the column it stands in.
static VERBS: LazyLock<[(Expression, &'static str, Weight); 6]> = LazyLock::new(|| {
    [
        (
            Expression::new("(?:废止|宣布失效|失效)[^#]*#"),
            "repealed",
            Weight::Firm,
        ),
        (
            Expression::new("(?:现行|继续)?有效[^#]*#"),
            "in_force",
            Weight::Firm,
        ),
        (
            Expression::new("对外公开总?[^#]*#|公开总#"),
            "disclosed_total",
            Weight::Firm,
        ),
        (
            Expression::new("(?:本年)?新公开[^#]*#"),
            "disclosed",
            Weight::Firm,
        ),
        (
            Expression::new("(?:制发|新制作|新制定|制作|制定|出台|印发)[^#]*#"),
            "made",
            Weight::Firm,
        ),
        (
            Expression::new("(?:规章|规范性文件)#"),
            "made",
            Weight::Doubtful,
        ),
    ]
});

/// Other work with documents.
static OTHER_MATTER: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "审查|审核|备案|清理|解读|报送|合法性|起草|评估|草案|征求|累计|公平竞争|修订|修改|培训|意见|目录|名义|代拟|提请|报请|上级|国务院|转发|贯彻|学习|落实",
    )
});

/// A count of decisions, by the row it stands in.
static DECISIONS: LazyLock<[(Expression, &'static str); 3]> = LazyLock::new(|| {
    [
        (Expression::new("行政许可(?:处理)?(?:决定)?#"), "licensing"),
        (Expression::new("行政处罚(?:处理)?(?:决定)?#"), "penalties"),
        (
            Expression::new("行政强制(?:处理)?(?:决定|措施|执行)?#"),
            "coercion",
        ),
    ]
});

/// A decision was made; in the clause or before it in the sentence.
static DECIDED: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("作出|做出|办理|处理|实施|办结|核发|下达|处理决定"));

/// What is published about decisions is no decision.
static PUBLISHED: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "公示|公开|发布|归集|报送|上传|录入|推送|信息|案卷|评查|事项|受理|申请|听证|复议|诉讼|累计",
    )
});

/// Fees collected, which the 2021 edition counts in 万元.
static FEES: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:^|[年度]|收取|征收|收缴|实现|共|我?[局委厅办镇乡]|单位|机关|街道)(?:各项|各类)?行政事业性收费(?:收入)?(?:金额|总额|总金额)?#$",
    )
});

static PROCUREMENT: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("政府集中采购(?:项目)?#$|集中采购项目#$"));

/// What a figure says about table two.
#[must_use]
pub fn reading(place: &Mention) -> Option<Reading> {
    let unit = place.figure.unit.as_str();
    let is_counted = matches!(unit, "" | "件" | "宗" | "起" | "份" | "件次" | "部" | "个");
    let (quantity, weight) = match unit {
        "项" | "个" if PROCUREMENT.is_match(&place.figure.phrase) => {
            (cell("procurement", "items"), Weight::Firm)
        }
        "万元" if FEES.is_match(&place.figure.phrase) => (cell("fees", "amount"), Weight::Firm),
        _ if is_counted => decision(place).or_else(|| document(place))?,
        _ => return None,
    };
    Some(Reading {
        family: Family::Documents,
        weight,
        ways: vec![vec![quantity]],
    })
}

fn decision(place: &Mention) -> Option<(Quantity, Weight)> {
    let phrase = place.figure.phrase.as_str();
    let (_, row) = DECISIONS.iter().find(|(regex, _)| regex.is_match(phrase))?;
    let lead = place.lead();
    let said = DECIDED.find_iter(lead).last()?;
    let since = lead.get(said.start()..).unwrap_or("");
    let is_counted =
        place.figure.unit != "个" && !PUBLISHED.is_match(since) && !PUBLISHED.is_match(phrase);
    let weight = if is_counted {
        Weight::Firm
    } else {
        Weight::Doubtful
    };
    Some((cell(row, "decisions"), weight))
}

/// Nothing but a kind of document: the verb before the list counts for it too, 制定规章2件、行政规范性文件9件.
static BARE: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("^(?:和|及|与)?(?:行政)?(?:规范性文件|规章)#$"));

/// What is said of the documents that a figure counts.
fn verb(place: &Mention) -> Option<(&'static str, Weight)> {
    let said_in = |phrase: &str| {
        let (_, column, weight) = VERBS.iter().find(|(regex, _, _)| regex.is_match(phrase))?;
        Some((*column, *weight))
    };
    let phrase = place.figure.phrase.as_str();
    let previous = place.previous().filter(|_| BARE.is_match(phrase));
    previous
        .filter(|previous| row_of(&previous.figure.phrase).is_some())
        .and_then(|previous| said_in(&previous.figure.phrase))
        .or_else(|| said_in(phrase))
}

fn document(place: &Mention) -> Option<(Quantity, Weight)> {
    let figure = place.figure;
    let named = if figure.is_listed {
        figure.phrase.as_str()
    } else {
        place.context.slice(figure.clause.start..figure.range.start)
    };
    let clause_document = row_of(named);
    let (column, weight) = verb(place)?;
    let row = match clause_document {
        Some(named) => named?,
        None => row_of(place.before())??,
    };
    let before = place.before();
    let is_part = before.rfind('（') > before.rfind('）');
    if is_part || OTHER_MATTER.is_match(place.lead()) {
        return Some((cell(row, column), Weight::Doubtful));
    }
    Some((cell(row, column), weight))
}

/// The row of the kind of document named last: `None` if none is named, `Some(None)` for a kind without a row.
#[expect(
    clippy::option_option,
    reason = "no kind and a kind without a row are different answers"
)]
fn row_of(text: &str) -> Option<Option<&'static str>> {
    let last = DOCUMENT.captures_iter(text).last()?;
    let rows = ["regulations", "normative_documents"];
    Some(rows.into_iter().find(|row| last.name(row).is_some()))
}
