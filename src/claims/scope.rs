//! Whether a figure speaks of the whole report year and the whole office.

use std::sync::LazyLock;

use crate::claims::expression::Expression;
use crate::claims::sentence::Mention;

/// Whose figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The office's, in the report year.
    Own,
    /// Perhaps another office's, or a part's.
    Unclear,
    /// Surely something else: another year, a growth, a running total.
    Other,
}

/// Growth, running totals, averages and other years in the clause itself.
static ANOTHER_FIGURE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "增加|增长|减少|下降|上升|回落|提高|同比|环比|相比|较20|较去|较上|比上|比去|累计|历年|历史|以来|平均|日均|月均|每月|占|\
         上半年|下半年|季度|当月|计划|预计|拟|力争|目标",
    )
});

/// The time a figure belongs to: the last mention before it counts, unless it only is what the figure is compared with.
static TIME: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?P<compared>(?:较|比|同|与)(?:20[0-9]{2}年|去年|上年|上一年)|[每按](?:个?季度?|个?月|半年))|(?P<several>近[两三四五]年|20[0-9]{2}年?[-—至到~]20[0-9]{2}年|20[0-9]{2}年?度?(?:[、和及与]20[0-9]{2}年度?)+)|(?P<year>20[0-9]{2})年|(?P<now>今年|本年|全年|年内)|(?P<past>去年|上年|上一年|往年|前年)|(?P<part>[0-9]+月份?(?:[^0-9]|$)|[上下]半年|(?:前?[一二三四1-4]个?|首|末)季度)",
    )
});

/// A date that ends the period, such as 截至2020年12月31日, names the year and no month.
static DATE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(20[0-9]{2}年)[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}月[0-9]{1,2}日|1月份?[至到—~-]12月[份底]?",
    )
});

/// A day before December up to which something is counted.
static UNTIL: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("截[至止]+到?(?:20[0-9]{2}年)?(?:[1-9]|1[01])月[0-9]{1,2}日"));

/// Two groups of the form in one number: 不予公开或无法提供24件.
static EITHER: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("(?:公开|提供|处理)的?或者?(?:不予|无法|部分|其[他它]处理)[^#]*#?$")
});

/// Disputes of this year alone, where the form counts those carried in as well.
static NEW_DISPUTES: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("新(?:收|增|发生|受理)[^#，]{0,12}(?:复议|诉讼|应诉)"));

static TITLE: LazyLock<Expression> = LazyLock::new(|| Expression::new("《[^》]*》"));

/// Somebody else who acts, or one of several.
static SUBJECT: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?P<name>\\p{Han}*(?:政府办|办公厅|办公室|政府|部门|单位|街道|镇|乡|局|委|厅|中心|法院))(?:代表|总计|共计|共|累计|全年|新|已|依法|收到|受理|接到|办理|答复|接收|制发|制定|出台|印发)",
    )
});

/// Work done for others: what they took in, or asked for an opinion on.
static FOR_OTHERS: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("交办|转办|转来|转交|移交|协办|代办|代为"));

/// Goes on about the office as a whole.
static WHOLE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "全年|本年|今年|20[0-9]{2}年|我[局委办厅镇县市区]|我单位|本[局委办厅镇县市区]|本单位|本机关|自身|总计|合计|共计|共",
    )
});

static PART: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "本级|[局委厅办镇乡道]机关|机关本部|[局委厅]本部|机关(?:科室|处室|股室)|以[^，。；]{2,12}名义|不[含包](?:括|含)?[^，。；）]{0,6}(?:部门|乡镇|镇|街道|单位)|代表|牵头|所属|下属|下辖|各级|各地|全系统|各镇|各乡|各街道|各部门|各单位|有关部门|部分单位|个部门|个单位",
    )
});

/// A whole area, of which a department has only a part.
static AREA: LazyLock<Expression> = LazyLock::new(|| Expression::new("全(?:县|市|区|省|州|盟|旗)"));

static DEPARTMENT: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("局|委员会|办公室|办公厅|厅|街道|镇|乡|中心|法院|大队"));

/// Only some of the ways in which applications come in.
static CHANNEL: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "当面|网络|网上|网站|信函|邮寄|邮件|传真|现场|平台|在线|窗口|系统|信件|来信|热线|电话|口头|书面",
    )
});

static ALL_CHANNELS: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("等(?:各?种?|多种|多个|不同)(?:渠道|方式|形式|途径|平台)|各类渠道")
});

/// The scope of a figure. A figure that goes on from one of another scope, 上半年收到9件，其中予以公开7件, has that one's.
#[must_use]
pub fn of(place: &Mention) -> Scope {
    let mut scope = own(place);
    let mut at = *place;
    for _ in 0..MOST_CARRIED {
        let Some(before) = at.going_on_from().filter(|_| scope == Scope::Own) else {
            break;
        };
        if WHOLE.is_match(place.context.slice(at.figure.clause.clone())) {
            break;
        }
        scope = own(&before);
        at = before;
    }
    scope
}

/// How many figures back the scope of one is looked for. It keeps the work linear in sentences of any length.
const MOST_CARRIED: usize = 4;

fn own(place: &Mention) -> Scope {
    let phrase = place.figure.phrase.as_str();
    if is_another_figure(place) || is_of_another_time(place) {
        return Scope::Other;
    }
    let is_of_one_channel = CHANNEL.is_match(phrase) && !ALL_CHANNELS.is_match(place.lead());
    let is_of_part = EITHER.is_match(phrase) || NEW_DISPUTES.is_match(phrase);
    let is_of_area = AREA.is_match(place.lead()) && DEPARTMENT.is_match(place.context.office);
    if is_of_area
        || is_of_part
        || is_of_one_channel
        || PART.is_match(last_two_clauses(place.lead()))
        || FOR_OTHERS.is_match(last_two_clauses(place.lead()))
        || is_of_another(place)
    {
        return Scope::Unclear;
    }
    Scope::Own
}

/// A year's own running total, 全年累计收到, is no total of several years.
static WITHIN_YEAR: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:全年|本年度?|今年|年度|20[0-9]{2}年度?)[^。；0-9]{0,20}累计(?:新)?(?:收到|受理|接到|新收|登记|办结|答复|办理)",
    )
});

/// Says that a running total began in another year.
static SINCE: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("以来|历年|至今|历史|目前|[自从]20[0-9]{2}年"));

/// Counted up to the day of writing, from nobody knows when.
static UP_TO_NOW: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("截[至止]到?(?:目前|现在)|目前为止|迄今"));

fn is_another_figure(place: &Mention) -> bool {
    let phrase = place.figure.phrase.as_str();
    if UP_TO_NOW.is_match(last_two_clauses(place.lead())) {
        return true;
    }
    let is_within_year = WITHIN_YEAR.is_match(place.part()) && !SINCE.is_match(place.part());
    if is_within_year {
        ANOTHER_FIGURE.is_match(&phrase.replacen("累计", "", 1))
    } else {
        ANOTHER_FIGURE.is_match(phrase)
    }
}

/// Whether the last time named before the figure is not the report year.
fn is_of_another_time(place: &Mention) -> bool {
    // What was carried over names the other year itself.
    if place.figure.phrase.contains("结转") || place.figure.phrase.contains("转结") {
        return false;
    }
    is_another_time(place.lead(), place.context.year)
}

/// Whether the last time that `lead` names is another than `year`.
#[must_use]
pub fn is_another_time(lead: &str, year: Option<u16>) -> bool {
    if UNTIL.is_match(last_two_clauses(lead)) {
        return true;
    }
    let lead = TITLE.replace_all(lead, "");
    let lead = DATE.replace_all(&lead, "$1");
    let carried = |end: usize| {
        let rest = lead.get(end..).unwrap_or("");
        let next: String = rest.chars().take(6).collect();
        ["结转", "转结", "接转", "遗留", "转入"]
            .iter()
            .any(|word| next.contains(word))
    };
    let last = TIME
        .captures_iter(&lead)
        .filter(|found| found.name("compared").is_none())
        .filter(|found| !found.get(0).is_some_and(|whole| carried(whole.end())))
        .last();
    let Some(last) = last else { return false };
    if let Some(named) = last.name("year") {
        return named.as_str().parse().ok() != year.or(named.as_str().parse().ok());
    }
    ["past", "part", "several"]
        .iter()
        .any(|name| last.name(name).is_some())
}

/// The last clause of `lead` and the one before it.
pub(super) fn last_two_clauses(lead: &str) -> &str {
    let mut boundaries = lead
        .char_indices()
        .rev()
        .filter(|(_, c)| matches!(c, '，' | '；'));
    let second = boundaries.nth(1).map_or(0, |(at, c)| at + c.len_utf8());
    lead.get(second..).unwrap_or(lead)
}

/// Whether somebody acts who is not the office itself.
fn is_of_another(place: &Mention) -> bool {
    let office = place.context.office;
    SUBJECT
        .captures_iter(place.lead())
        .filter_map(|found| found.name("name"))
        .last()
        .is_some_and(|name| !is_own_name(name.as_str(), office))
}

fn is_own_name(name: &str, office: &str) -> bool {
    let own = ["我", "本", "全", "该"];
    let core = name.trim_start_matches(|c| "年度由经".contains(c));
    own.iter().any(|word| name.contains(word))
        || office.contains(core)
        || is_short_for(core, office)
}

/// Whether a name is another without some of its characters, down to its kind: 市国资委 for
/// 市人民政府国有资产监督管理委员会, but not 县政府 for 县政府办公室 or for the government of a 镇 in it.
fn is_short_for(short: &str, office: &str) -> bool {
    let office = office.trim_end_matches(|c: char| !c.is_alphabetic() || c == '年' || c == '度');
    let kind = |name: &str| {
        let name = name.trim_end_matches("公室").trim_end_matches("公厅");
        name.trim_end_matches("员会").chars().next_back()
    };
    let level = |name: &str| name.chars().rev().find(|c| "省州市县区旗镇乡".contains(*c));
    let mut rest = office.chars();
    let is_contained = short.chars().all(|c| rest.any(|other| other == c));
    is_contained
        && kind(short) == kind(office)
        && level(short).is_none_or(|own| level(office) == Some(own))
}
