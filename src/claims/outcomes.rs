//! Results of the handling: rows （一） to （六） of table three.

use std::sync::LazyLock;

use crate::claims::applicants::counts_others;
use crate::claims::expression::Expression;
use crate::claims::pattern::{Pattern, Patterns, Reading};
use crate::claims::received::goes_on_about_requests;
use crate::claims::sentence::Mention;
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
        "部分(?:予以)?公开(?:的|信息|政府信息|申请|答复|类|决定)?#|区分处理#",
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
    // Its reasons before 无法提供 itself: 因本机关不掌握无法提供的 are those not held; 因…等原因 are all of them.
    firm("不掌握[^#等]{0,16}#", &[&[NOT_HELD], &[UNAVAILABLE]]),
    firm(
        "(?:没有现成信息|另行制作|需要?制作)[^#等]{0,16}#",
        &[&[NEEDS_CREATION], &[UNAVAILABLE]],
    ),
    firm(
        "补正后?[^#]{0,10}不明确[^#等]{0,10}#",
        &[&[total("unavailable.still_unclear")], &[UNAVAILABLE]],
    ),
    firm(
        "(?:无法|不能)提供(?:的|信息|政府信息|申请|类|相关信息)?#",
        &[&[UNAVAILABLE]],
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
static OTHER_MATTER: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "公文|发文|属性|制发|文件|主动公开|拟公开|公开审查|审查机制|保密审查|审查(?:政府)?信息|信息审查|建议|提案|复议|诉讼|公示|栏目|案卷评查",
    )
});

/// What a figure says about the results in table three.
#[must_use]
pub fn reading(place: &Mention) -> Option<Reading> {
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
    if !is_possible || OTHER_MATTER.is_match(place.part()) || counts_others(place) {
        return None;
    }
    let single = || {
        let before = COMPILED.first(&figure.phrase);
        let pattern = before.or_else(|| COMPILED.first(&figure.number_last()?))?;
        Some(pattern.reading(Family::Outcomes))
    };
    let mut reading = joined(&place.wide_phrase()).or_else(single)?;
    if !goes_on_about_requests(place) {
        reading.weight = Weight::Doubtful;
    }
    leave_to_others(&mut reading, place);
    reading.ways.extend(with_included(&reading, place));
    Some(reading)
}

/// Says that what is named next is within the number: 予以公开32件（含部分公开6件）.
static INCLUDES: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("^[，（]?(?:其中)?：?(?:包含|包括|含|全部公开)"));

/// Names what is within the number, before it: 不予公开（含无法提供、不予处理）21件.
static INCLUDED_BEFORE: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("（(?:包含|包括|含)(?P<names>[^（）0-9]+)）"));

/// The number as that of its result and of those that the sentence says it includes.
fn with_included(reading: &Reading, place: &Mention) -> Option<Vec<Quantity>> {
    let own = reading.ways.first()?;
    let figures = &place.sentence.figures;
    let at = figures.partition_point(|other| other.range.start <= place.figure.range.start);
    let behind = place
        .context
        .slice(place.figure.range.end..place.sentence.range.end);
    let mut names: Vec<String> = Vec::new();
    if INCLUDES.is_match(behind) {
        let within = figures.iter().skip(at).take(MOST_BESIDE);
        let within = within.take_while(|other| {
            let between = place
                .context
                .slice(place.figure.range.end..other.range.start);
            !between.contains(['）', '；'])
        });
        names.extend(within.map(|other| other.phrase.clone()));
    }
    let clause = place.context.slice(place.figure.clause.clone());
    let before = [clause, place.before()].into_iter().find_map(|text| {
        let found = INCLUDED_BEFORE.captures(text)?;
        Some(found.name("names")?.as_str().to_owned())
    });
    if let Some(names_before) = before {
        names.extend(JOIN.split(&names_before).map(|name| format!("{name}#")));
    }
    let included = names.iter().filter_map(|name| COMPILED.first(name));
    let included = included.filter_map(|pattern| pattern.ways.first().copied());
    let mut way = own.clone();
    for quantity in included.flatten() {
        if !way.iter().any(|whole| holds(whole, quantity)) {
            way.push(*quantity);
        }
    }
    (way.len() > own.len()).then_some(way)
}

/// Figures of a sentence that are looked at beside one. It keeps the work linear in sentences of any length.
const MOST_BESIDE: usize = 8;

/// Leaves out the readings that count what another figure of the sentence counts by itself: beside 部分公开24件, 予以公开 is
/// without it, unless the other is a part, 其中.
fn leave_to_others(reading: &mut Reading, place: &Mention) {
    if reading.ways.len() < 2 {
        return;
    }
    let figures = &place.sentence.figures;
    let own = figures.partition_point(|other| other.range.start < place.figure.range.start);
    let first = own.saturating_sub(MOST_BESIDE);
    let near = figures.iter().skip(first).take(2 * MOST_BESIDE + 1);
    let others = near.filter(|other| other.range != place.figure.range);
    let counted = others.filter(|other| {
        let (from, to) = (place.figure.range.end, other.range.start);
        let is_part = from < to && place.context.slice(from..to).contains("其中");
        !is_part
    });
    let counted: Vec<Quantity> = counted
        .filter_map(|other| COMPILED.first(&other.phrase)?.ways.first().copied())
        .flatten()
        .copied()
        .collect();
    let Some((own, alternatives)) = reading.ways.split_first() else {
        return;
    };
    let is_left = |way: &&Vec<Quantity>| {
        let more = way.iter().filter(|quantity| !own.contains(quantity));
        !more
            .clone()
            .any(|quantity| counted.iter().any(|other| holds(quantity, other)))
    };
    let left = alternatives.iter().filter(is_left).cloned();
    reading.ways = [own.clone()].into_iter().chain(left).collect();
}

/// Whether a row, or a group of rows, holds another.
fn holds(whole: &Quantity, part: &Quantity) -> bool {
    let rest = part.row.strip_prefix(whole.row);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Joins results that one number counts together: 不予公开和无法提供共9件.
static JOIN: LazyLock<Expression> = LazyLock::new(|| Expression::new("、|以及|和|及|与"));

/// A result as the form groups them, without a reason.
static GROUP: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("(?:公开|无法提供|不予处理|其[他它]处理)(?:的|信息|政府信息|申请|答复|决定)*$")
});

/// Most results that one number is thought to count together.
const MOST_JOINED: usize = 3;

/// What a number says that stands behind several results: each of their readings added to each of the others'. `None`
/// where there is but one. Several that are not all groups of the form, such as reasons, may mean either: they accuse
/// nobody.
fn joined(phrase: &str) -> Option<Reading> {
    let label = phrase.split('#').next().unwrap_or("");
    let parts: Vec<(&str, &Pattern)> = JOIN
        .split(label)
        .filter_map(|part| Some((part, COMPILED.first(&format!("{part}#"))?)))
        .collect();
    let ((_, first), rest) = parts.split_first()?;
    if rest.is_empty() {
        return None;
    }
    let mut reading = first.reading(Family::Outcomes);
    let are_groups = parts.iter().all(|(part, _)| GROUP.is_match(part));
    if !are_groups || parts.len() > MOST_JOINED {
        reading.weight = Weight::Doubtful;
        return Some(reading);
    }
    for (_, pattern) in rest {
        reading.ways = sums(&reading.ways, pattern.ways);
        if pattern.weight == Weight::Doubtful {
            reading.weight = Weight::Doubtful;
        }
    }
    Some(reading)
}

/// Every reading of some results with every reading of another.
fn sums(ways: &[Vec<Quantity>], others: &[&[Quantity]]) -> Vec<Vec<Quantity>> {
    let with = |way: &Vec<Quantity>| {
        let way = way.clone();
        others
            .iter()
            .map(move |other| [way.as_slice(), *other].concat())
    };
    // 予以公开 may hold 部分公开; beside it, it does not.
    let is_once = |way: &Vec<Quantity>| {
        let mut rest = way.as_slice();
        while let Some((first, behind)) = rest.split_first() {
            if behind.contains(first) {
                return false;
            }
            rest = behind;
        }
        true
    };
    ways.iter().flat_map(with).filter(is_once).collect()
}
