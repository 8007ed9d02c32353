//! Results of the handling: rows （一） to （六） of table three.

use std::sync::LazyLock;

use regex::Regex;

use crate::claims::pattern::{Pattern, Patterns, Reading, compile};
use crate::claims::sentence::Place;
use crate::claims::{Family, Quantity, Weight};
use crate::form::TableId;

const fn total(row: &'static str) -> Quantity {
    Quantity {
        table: TableId::Requests,
        row,
        column: "total",
    }
}

const fn firm(clause: &'static str, ways: &'static [&'static [Quantity]]) -> Pattern {
    Pattern {
        clause,
        ways,
        weight: Weight::Firm,
    }
}

const fn doubtful(clause: &'static str, ways: &'static [&'static [Quantity]]) -> Pattern {
    Pattern {
        clause,
        ways,
        weight: Weight::Doubtful,
    }
}

const GRANTED: Quantity = total("granted");
const PARTLY: Quantity = total("partly_granted");
const DENIED: Quantity = total("denied");
const UNAVAILABLE: Quantity = total("unavailable");
const NOT_HELD: Quantity = total("unavailable.not_held");
const NEEDS_CREATION: Quantity = total("unavailable.needs_creation");
const REJECTED: Quantity = total("rejected");
const OTHER: Quantity = total("other");

/// The patterns, in the order in which they are tried: a part of a group before the group, a negation before its word.
const PATTERNS: &[Pattern] = &[
    firm(
        "公开(?:或|及|和|与|以及|、)(?:予以)?部分公开(?:的|信息|申请|决定)?#",
        &[&[GRANTED, PARTLY]],
    ),
    firm(
        "部分(?:予以)?公开(?:的|信息|政府信息|申请|答复|决定)?#|区分处理#",
        &[&[PARTLY]],
    ),
    firm("国家秘密[^#]{0,10}#", &[&[total("denied.state_secret")]]),
    firm(
        "(?:法律|行政法规|法规)[^#]{0,6}禁止公开[^#]{0,10}#",
        &[&[total("denied.prohibited_by_law")]],
    ),
    firm(
        "三安全一稳定[^#]{0,10}#",
        &[&[total("denied.security_stability")]],
    ),
    firm(
        "第三方合法权益[^#]{0,10}#",
        &[&[total("denied.third_party_rights")]],
    ),
    firm(
        "内部(?:事务|管理)信息[^#]{0,10}#",
        &[&[total("denied.internal_affairs")]],
    ),
    firm(
        "过程性信息[^#]{0,10}#",
        &[&[total("denied.process_information")]],
    ),
    firm(
        "执法案卷[^#]{0,10}#",
        &[&[total("denied.enforcement_file")]],
    ),
    firm(
        "行政查询事项[^#]{0,10}#",
        &[&[total("denied.administrative_inquiry")]],
    ),
    // One of several reasons, which is no row of its own.
    doubtful(
        "(?:因|由于|属于?|涉及)[^#]{2,}(?:不予以?|不)公开(?:的|信息|政府信息|申请|决定)?#",
        &[&[DENIED]],
    ),
    firm(
        "(?:不予以?|不同意|未予|不)公开(?:的|信息|政府信息|申请|答复|类|决定)?#",
        &[&[DENIED]],
    ),
    firm(
        "(?:无法|不能)提供(?:的|信息|政府信息|申请|类|相关信息)?#",
        &[&[UNAVAILABLE]],
    ),
    firm(
        "不掌握(?:相关)?(?:政府)?(?:信息)?#",
        &[&[NOT_HELD], &[UNAVAILABLE]],
    ),
    firm(
        "(?:没有现成信息|另行制作|需要?制作)[^#]{0,10}#",
        &[&[NEEDS_CREATION]],
    ),
    firm(
        "补正后[^#]{0,6}仍?不明确#",
        &[&[total("unavailable.still_unclear")]],
    ),
    doubtful(
        "信息不存在#|不属于?本?(?:机关|单位|部门|行政机关)[^#]*#|非本机关[^#]*#",
        &[
            &[NOT_HELD],
            &[NEEDS_CREATION],
            &[NOT_HELD, NEEDS_CREATION],
            &[UNAVAILABLE],
            &[OTHER],
        ],
    ),
    firm(
        "信访[^#等]{0,12}(?:不予|不再)处理(?:的)?#",
        &[&[total("rejected.petition")], &[REJECTED]],
    ),
    firm(
        "重复[^#等]{0,6}(?:不予|不再)处理(?:的)?#",
        &[&[total("rejected.duplicate")], &[REJECTED]],
    ),
    doubtful(
        "(?:因|由于|属于?|涉及)[^#等]{2,}(?:不予|不再)处理(?:的|申请)?#",
        &[&[REJECTED]],
    ),
    firm("(?:不予|不再)处理(?:的|申请|类)?#", &[&[REJECTED]]),
    firm(
        "信访[^#]{0,8}(?:申请|类|事项|性质的)#",
        &[&[total("rejected.petition")]],
    ),
    firm("重复(?:提出)?申请#", &[&[total("rejected.duplicate")]]),
    firm("公开出版物#", &[&[total("rejected.publication")]]),
    firm("大量反复申请#", &[&[total("rejected.excessive")]]),
    doubtful("重新出具[^#]{0,8}#", &[&[total("rejected.reissue")]]),
    doubtful(
        "逾期[^#]{0,4}不补正[^#]{0,6}#",
        &[&[total("other.not_corrected")], &[OTHER]],
    ),
    firm("其[他它](?:方式|情形)?处理(?:的|情况|情形)?#", &[&[OTHER]]),
    doubtful(
        "其[他它](?:情形|情况|方式)?#",
        &[&[OTHER], &[total("other.other")]],
    ),
    firm(
        "(?:予以|同意|准予|决定)公开(?:的|信息|政府信息|申请|答复|类|决定)?#",
        &[&[GRANTED], &[GRANTED, PARTLY]],
    ),
    doubtful(
        "(?:全部|已|给予|依法|主动)公开(?:的|信息|政府信息|申请|答复|类|决定)?#",
        &[&[GRANTED], &[GRANTED, PARTLY]],
    ),
    firm("^(?:其中：?)?公开#$", &[&[GRANTED], &[GRANTED, PARTLY]]),
];

static COMPILED: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(PATTERNS));

/// Documents by class, and what is published, are counted in the same words.
static OTHER_MATTER: LazyLock<Regex> = LazyLock::new(|| {
    compile("公文|发文|属性|制发|文件|主动公开|建议|提案|复议|诉讼|公示|栏目|案卷评查")
});

/// What a figure says about the results in table three.
#[must_use]
pub fn reading(place: &Place) -> Option<Reading> {
    let figure = place.figure;
    let is_counted = matches!(
        figure.unit.as_str(),
        "" | "件"
            | "宗"
            | "条"
            | "份"
            | "起"
            | "件次"
            | "例"
            | "宗次"
            | "个"
            | "次"
            | "份次"
            | "条次"
    );
    let is_possible = is_counted && place.sentence.about_requests && !figure.is_each;
    if !is_possible || OTHER_MATTER.is_match(last_part(place.lead())) {
        return None;
    }
    let pattern = COMPILED.first(&figure.phrase)?;
    Some(pattern.reading(Family::Outcomes))
}

/// The sentence after its last ；: what stands before is another matter.
fn last_part(lead: &str) -> &str {
    lead.rsplit('；').next().unwrap_or(lead)
}
