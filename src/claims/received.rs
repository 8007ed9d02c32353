//! Applications received, carried over, and done.

use std::sync::LazyLock;

use crate::claims::expression::Expression;
use crate::claims::pattern::{Pattern, Patterns, Reading};
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

const RECEIVED: Quantity = total("received");
const CARRIED_IN: Quantity = total("carried_in");
const PROCESSED: Quantity = total("processed_total");
const CARRIED_OUT: Quantity = total("carried_out");

/// The patterns, in the order in which they are tried.
const PATTERNS: &[Pattern] = &[
    // 上年结转, 2021年结转至2022年, 结转自上年.
    Pattern {
        clause: "(?:上年度?|上一年度?|去年|往年)[^#]{0,10}(?:结转|转结|接转|遗留|转入)|(?:结转|转结)(?:上年度?|上一年度?)#|(?:结转|转结)自|(?:承接|接转)上",
        ways: &[&[CARRIED_IN]],
        weight: Weight::Firm,
    },
    // 结转下年度继续办理, 顺延到下年度答复, 暂未办结.
    Pattern {
        clause: "(?:下年度?|下一年度?|次年|明年)(?:度)?(?:继续)?(?:办理|处理|答复|办结)?#|(?:结转|转结|转入|顺延|留|转)[^#]{0,2}20[0-9]{2}年度?(?:继续)?(?:办理|处理|答复|办结)?#|\
                 (?:结转|转结|转入|顺延|转)#?(?:至|到|入)?(?:下|次|明)|(?:结转|转结|顺延)#(?:至|到|入)?20[0-9]{2}年|#[^#]*(?:结转|转结|转入|顺延)[^#]*(?:下|次|明)|\
                 #[^#]{0,8}(?:将|在|于)+(?:下年|下一年|次年|明年)[^#]*(?:办|答复|处理)",
        ways: &[&[CARRIED_OUT]],
        weight: Weight::Firm,
    },
    Pattern {
        clause: "(?:暂未|尚未|未|正在|仍在)(?:办结|办理|答复|处理)(?:中|完毕)?的?(?:政府|信息|公开|依申请|申请|事项|件)*#",
        ways: &[&[CARRIED_OUT]],
        weight: Weight::Firm,
    },
    Pattern {
        clause: "(?:结转|转结|遗留)[^#]*#",
        ways: &[&[CARRIED_IN], &[CARRIED_OUT]],
        weight: Weight::Doubtful,
    },
    // 两项合计, 共需办理: what came in with what was left.
    Pattern {
        clause: "^(?:以上|上述)?(?:两项|二者|两者)(?:申请|相加)*#",
        ways: &[&[RECEIVED, CARRIED_IN]],
        weight: Weight::Firm,
    },
    Pattern {
        clause: "(?:共需|应)(?:办理|处理|答复|办结)[^#]{0,12}#",
        ways: &[&[RECEIVED, CARRIED_IN], &[RECEIVED], &[PROCESSED]],
        weight: Weight::Firm,
    },
    // 新收 is the first row alone.
    Pattern {
        clause: "(?:新收到?|新增|新受理|新接收)[^#]*(?:申请|依申请公开|政府信息|信息公开)[^#]*#|新收到?#[^#]*(?:申请|公开)?",
        ways: &[&[RECEIVED]],
        weight: Weight::Firm,
    },
    Pattern {
        clause: "(?:收到|接到|受理|接收|收取|收悉|共收|登记|向(?:我|本)[^#]{1,4}提出)[^#]*(?:申请|信息公开)[^#]*#",
        ways: &[&[RECEIVED], &[RECEIVED, CARRIED_IN]],
        weight: Weight::Firm,
    },
    Pattern {
        clause: "(?:收到|接到|受理|接收|收取|收悉|共收|登记)[^#]*#[^#]*(?:申请|依申请公开)",
        ways: &[&[RECEIVED], &[RECEIVED, CARRIED_IN]],
        weight: Weight::Firm,
    },
    Pattern {
        clause: "^(?:20[0-9]{2}年度?|全年|本年度?|年内)?(?:件)?#(?:政府|政务)?信息公开申请",
        ways: &[&[RECEIVED], &[RECEIVED, CARRIED_IN], &[PROCESSED]],
        weight: Weight::Doubtful,
    },
    Pattern {
        clause: "收件#$|(?:申请|依申请公开)(?:的)?(?:新收|收到|接到|受理|接收|收件)(?:量)?#",
        ways: &[&[RECEIVED], &[RECEIVED, CARRIED_IN]],
        weight: Weight::Firm,
    },
    Pattern {
        clause: "^(?:20[0-9]{2}年度?|全年|本年度?|年内)?申请(?:的)?(?:数量|总数|总量|件数|量)?#$",
        ways: &[&[RECEIVED], &[RECEIVED, CARRIED_IN], &[PROCESSED]],
        weight: Weight::Firm,
    },
    // 办结: all that was brought to an end.
    Pattern {
        clause: "办结[^#]{0,12}#中?$|办结#[^#]{0,4}申请",
        ways: &[&[PROCESSED]],
        weight: Weight::Firm,
    },
    Pattern {
        clause: "(?:办理|处理|答复)(?:完毕|完成)#(?:$|[^#]{0,10}申请中?$)",
        ways: &[&[PROCESSED], &[RECEIVED], &[RECEIVED, CARRIED_IN]],
        weight: Weight::Firm,
    },
    // 受理N件 after 收到N件 may be those that were taken up.
    Pattern {
        clause: "(?:受理|收到|接到)#",
        ways: &[&[RECEIVED], &[RECEIVED, CARRIED_IN], &[PROCESSED]],
        weight: Weight::Doubtful,
    },
    Pattern {
        clause: "(?:依申请公开|(?:信息|政务)公开申请)(?:政府)?(?:信息|事项|案件|申请|件|的)*(?:量)?#",
        ways: &[&[RECEIVED], &[RECEIVED, CARRIED_IN], &[PROCESSED]],
        weight: Weight::Doubtful,
    },
    // 答复: all that was brought to an end, or all that was received.
    Pattern {
        clause: "(?:答复|回复|办理|办理完毕|处理完毕)(?:政府信息公开申请|信息公开申请|依申请公开|申请)?#|^[^#]{0,8}对#[^#]{0,10}申请(?:均|全部|依法|按时|按期|及时|作出|做出|进行|予以|给予|了)*(?:答复|回复|办理|处理)",
        ways: &[&[PROCESSED], &[RECEIVED], &[RECEIVED, CARRIED_IN]],
        weight: Weight::Doubtful,
    },
];

static COMPILED: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(PATTERNS));

/// Matters that are counted in the same words and are no applications for information.
static OTHER_MATTER: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "建议|提案|留言|信箱|热线|工单|咨询|备案|行政许可|行政审批|政务服务|投诉举报|举报|来电|来访|复议|诉讼|公文|发文|\
         属性|双公示|网民|查阅|调解|仲裁|执法|评查|撤回|撤件|撤销|诉求|网办|各类申请|各种申请|受理点|受理窗口|受理渠道|受理机构|补正|延期|(?:^|[^请开])办件|主动公开|公开信息数",
    )
});

/// Names the applications in the clause itself.
static NAMES_REQUESTS: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("依申请|信息公开|公开申请"));

/// Matters that a bare 办结 or 上年结转 goes on about.
static MATTER: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?P<requests>信息公开申请|公开申请|依申请)|建议|提案|留言|信箱|热线|工单|咨询|行政许可|行政审批|政务服务|投诉|举报|来信|来访|\
         公文|网民|诉求|办件|仲裁|调解|复议|诉讼",
    )
});

/// Whether the matter named last is not the applications.
fn is_about_other(before: &str) -> bool {
    let last = MATTER.captures_iter(before).last();
    last.is_some_and(|found| found.name("requests").is_none())
}

/// Names the number of applications itself: 政府信息公开申请数量为28件.
static COUNTS_REQUESTS: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "^[^#，]*(?:(?:信息|政务)公开申请|依申请公开(?:政府信息)?的?申请|公开(?:政府)?信息的申请)(?:的)?(?:数量|总数|总量|件数|量|共计?|合计|总计)(?:为|是|共|达|计|：)*[0-9一二三四五六七八九十百两零]",
    )
});

/// An application withdrawn before it was taken up: what is taken up afterwards is in no row.
static WITHDRAWN: LazyLock<Expression> = LazyLock::new(|| Expression::new("撤件|撤回|撤销|补正"));

/// Behind what came in: some of it was withdrawn or is none, and what was taken up is counted by itself.
static NOT_TAKEN_UP: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "撤件|撤回|撤销|撤诉|剔除|不属于(?:政府信息公开|依申请公开)[^，。；]{0,6}申请|(?:实际|正式|最终|有效)(?:受理|登记|接收|收到|申请)",
    )
});

/// Words around 申请 that leave nothing out and add nothing. Any other word may name a part of the applications, or
/// something else that is applied for or received: 收到企业开办申请, 收到依申请公开征求意见函.
const NEUTRAL: &str = "到|了|的|过|有效|新|全部|所有|各类|各种|群众|居民|村民|市民|社会|公众|公民|自然人|法人|其他|其它|组织|个人|申请人|相对人|\
     或者?|和|及|与|以及|以|、|提出|提交|递交|提起|寄来|要求|依法|按|关于|有关|相关|涉及|获取|政府|机关|信息|政务|公开|依申请|申请书?表?|事项|事务|案件|办?件|\
     办理|处理|工作|数量|总数|总量|件数|量|数|诉求|需求|请求|总|共|计|累计|全年|本年度?|当年|我|本|镇|乡|街道|局|委|厅|办|部门|单位|向|线上|线下|等|多种|\
     渠道|方式|途径|形式|通过|为|是|有|达|类|：";

/// An application named before, of which a bare 办结 or 受理 goes on: 收到申请9件，办结8件.
static NAMED_BEFORE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(format!(
        "依申请|(?:信息|政务)公开申请|公开申请|申请公开|(?:办结|办理|答复)[^，。；]{{0,8}}申请|(?:收到|接到|受理|接收|登记|新收|新增)(?:{NEUTRAL})*申请|\
         (?:予以公开|部分公开|不予公开|无法提供|不予处理|结转|新收)[^，。；]{{0,4}}[0-9]"
    ))
});

/// Whether nothing before the figure in its sentence counts something else.
#[must_use]
pub fn goes_on_about_requests(place: &Mention) -> bool {
    place.is_first() || NAMED_BEFORE.is_match(place.before())
}

/// Says that applications came in, all of them.
static ALL_RECEIVED: LazyLock<Expression> = LazyLock::new(|| {
    let neutral = format!("(?:{NEUTRAL})*");
    let verb = "(?:收到|接到|受理|接收|收取|收悉|共收|登记|新收|新增|向(?:我|本)[^#]{1,4}提出)";
    Expression::new(format!(
        "{verb}{neutral}(?:申请|公开){neutral}#|{verb}{neutral}#{neutral}(?:申请|公开)|新收到?#|收件#|^申请#$|(?:申请|依申请公开)的?(?:新收|收到|接到|受理|接收|收件)量?#"
    ))
});

/// What a figure says about the first two and the last two rows of table three.
#[must_use]
pub fn reading(place: &Mention) -> Option<Reading> {
    let figure = place.figure;
    let is_counted = matches!(
        figure.unit.as_str(),
        "" | "件" | "宗" | "条" | "份" | "起" | "件次" | "例" | "宗次" | "份次" | "条次"
    );
    let phrase = place.wide_phrase();
    let phrase = phrase.as_str();
    let is_other = OTHER_MATTER.is_match(phrase)
        || !NAMES_REQUESTS.is_match(phrase) && is_about_other(place.before());
    if !is_counted || !place.sentence.about_requests || is_other {
        return None;
    }
    let pattern = COMPILED.first(phrase)?;
    let mut reading = pattern.reading(Family::Requests);
    if let Some(ways) = between_years(place) {
        reading.ways = ways;
        reading.weight = Weight::Firm;
    }
    let is_received = reading
        .ways
        .first()
        .is_some_and(|way| way.as_slice() == [RECEIVED]);
    let clause = place.context.slice(figure.clause.clone());
    if !NAMES_REQUESTS.is_match(phrase) && !goes_on_about_requests(place) {
        reading.weight = Weight::Doubtful;
    }
    let counts_all = ALL_RECEIVED.is_match(phrase) || COUNTS_REQUESTS.is_match(clause);
    if COUNTS_REQUESTS.is_match(clause) {
        reading.weight = Weight::Firm;
    }
    let behind = place
        .context
        .slice(figure.range.end..place.sentence.range.end);
    let is_raw = NOT_TAKEN_UP.is_match(behind.split('；').next().unwrap_or_default());
    if is_received && (!counts_all || is_raw || WITHDRAWN.is_match(place.before())) {
        reading.weight = Weight::Doubtful;
    }
    Some(reading)
}

static FROM_YEAR: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:(20[0-9]{2})年度?)?(?:未办结)?[^0-9#]{0,6}(?:结转|转结|转入|顺延)#?(?:至|到|入)?(?:(20[0-9]{2})年)?",
    )
});

/// What was carried from a year that the clause names, to a year that it names.
fn between_years(place: &Mention) -> Option<Vec<Vec<Quantity>>> {
    let year = place.context.year?;
    let found = FROM_YEAR.captures(&place.figure.phrase)?;
    let named = |at: usize| found.get(at)?.as_str().parse::<u16>().ok();
    let row = match (named(1), named(2)) {
        (_, Some(to)) if to == year => CARRIED_IN,
        (_, Some(to)) if to == year + 1 => CARRIED_OUT,
        (Some(from), None) if from + 1 == year => CARRIED_IN,
        _ => return None,
    };
    Some(vec![vec![row]])
}
