//! Sentences that say that there was none: 未收到政府信息公开申请, 未发生行政复议.

use std::ops::Range;
use std::sync::LazyLock;

use crate::amount::Amount;
use crate::claims::disputes::{Procedure, kinds};
use crate::claims::expression::Expression;
use crate::claims::flat::last_characters;
use crate::claims::partial;
use crate::claims::remainder::{self, Counts};
use crate::claims::scope::{self, is_another_time};
use crate::claims::sentence::{Context, Sentence};
use crate::claims::{Claim, Evidence, Family, Quantity, Rounding, Weight};
use crate::form::TableId;

/// 未收到政府信息公开申请: between the verb and 申请 only words that leave nothing out.
static NO_REQUEST: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:(?:无|没有)(?:任何)?人|暂未|尚未|未曾|从未|未|没有|暂无|尚无|无)(?:收到|接到|接收到|接收|受理|发生|产生|收|出现|有)?过?\
         (?:(?:任何|相关|有关|关于|公民|法人|自然人|其他|其它|组织|个人|群众|企业|社会|公众|要求|提出|提交|书面|口头|形式|方式|依申请公开|依申请|申请人|或者|以及|\
         依法|政府|信息|政务|公开|我|向[^，。；、0-9申]{1,12}|本|街道|镇|乡|局|单位|机关|办|类|一件|一起|一例|一宗|一|的|和|或|及|与|、)*)申请(?P<next>[^，。；]{0,12})",
    )
});

/// 未收到当面、信函和其他形式的政府信息公开申请: ways of applying, none left out.
static NO_WAY: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:未|没有|暂无|尚无|无)(?:收到|接到|接收到|受理)过?[^，。；0-9]{0,60}(?:其他|其它|等|任何)(?:各种|任何|多种)?(?:形式|方式|渠道|途径)(?:提出|提交|递交|申请|要求)*的?(?:政府|信息|政务|公开|依申请)*申请(?P<next>[^，。；]{0,12})",
    )
});

/// 无依申请公开情况, 未收到依申请公开事项.
static NO_CASE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:暂未|尚未|未|没有|暂无|无)(?:收到|接到|受理|发生|产生|办理|涉及)?过?(?:任何|群众|公民|法人|自然人|其他|其它|组织|社会|公众|政府|信息|企业|居民|市民|村民|提出|提交|或者?|和|及|、|的)*依申请公开(?:政府)?(?:信息)?的?\
         (?:申请|事项|件|案件|情况|要求|信息|办理|诉求|需求|请求)(?P<next>[^，。；]{0,12})",
    )
});

/// 依申请公开为零, 零申请, 零报告.
static ZERO: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:收到|接到|受理)?(?:政府)?(?:信息公开申请|依申请公开|公开申请)(?:件|事项|工作|办理|受理|数量|数|量|申请)*(?:零受理|均?为零|零报告|零申请|为零件)(?P<next>)",
    )
});

/// What makes the sentence one about something else than the applications themselves.
static NARROWED: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "提起|引起|引发|导致|产生|复议|诉讼|收费|费用|纠纷|结转|超期|逾期|投诉|举报|减免|减少|增加|表|渠道|平台|答复|办结|公开审查|被",
    )
});

/// Words before the negation that make it a wish, a condition or one way among several.
static HEDGED: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "[如若是否对]$|确保|力争|做到|避免|当面|信函|邮寄|邮件|传真|网络|网站|平台|窗口|现场|部门|各单位|下属|所属",
    )
});

/// What is left of something counted before.
static REST: LazyLock<Expression> = LazyLock::new(|| Expression::new("其余|剩余|余下|别的|新的"));

/// A part of the year, for which alone something is denied: 四季度，未收到申请.
static PART_OF_YEAR: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:(?:^|[^每])[一二三四1-4]季度|上半年|下半年|当月|(?:春节|国庆|节日|节假日|假期|汛期|疫情|专项行动)期间)(?:[^，；]*|，[^，；]*)$",
    )
});

/// Other ways of applying, named in the clause before: 其他渠道，均未收到申请.
static OTHER_WAYS: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("^其[他它](?:各种)?(?:形式|方式|渠道|途径)[^，；]{0,6}，[^，；]*$")
});

/// Begins to say that there was no dispute.
static NO_DISPUTE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "未发生|未有|未收到|未出现|未涉及|未产生|未引起|未引发|未提起|未被|未因|无人|没有|暂无|尚无|不存在|从未|未接到|未受理|\
         (?:^|[^有如若])无|零(?:行政)?(?:复议|诉讼)",
    )
});

/// Says that disputes there may have been, but none of them lost.
static LOST: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("纠错|败诉|纠正|撤销|改判|责令"));

/// The year a denial is about, whose digits count nothing.
static YEAR: LazyLock<Expression> = LazyLock::new(|| Expression::new("20[0-9]{2}年"));

/// A denial of disputes for one cause, or of one kind: 未发生因答复超期引起的复议, 没有集体诉讼. That they are about the
/// disclosure of information leaves none of them out.
static ONE_CAUSE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "[因由就](?:(?:政府|政务)?信息公开|依申请公开|公开|答复|工作|行政机关|我|本|单位|机关|[局镇乡])*\
         (?:不|未|没|违|失|错|过|质量|收费|程序|泄|迟|问题|内容)",
    )
});

/// Somebody else, for whom alone something is denied: 各村、社区未发生复议, 镇属事业单位未收到申请.
static OTHERS: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:各|所有|辖区内?|下辖)(?:村|社区|站|所|科室|事业单位|学校|企业|直属)|村级|社区级|[省市县区镇乡]属|直属单位|事业单位",
    )
});

/// A qualified denial, or one about something else.
static QUALIFIED: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "集体|确认违法|重大|有影响|群体|有责|超期|逾期|不履行|未履行|确保|力争|避免|杜绝|防止|维持|增加|上升|培训|胜诉|应诉率|[0-9]|其他结果",
    )
});

static CARRIED: LazyLock<[(Expression, &'static str); 2]> = LazyLock::new(|| {
    [
        (
            Expression::new(
                "(?:^|[^有])(?:无|没有)(?:20[0-9]{2}年度?|上年度?|上一年度?)[^，。；、0-9]{0,6}(?:结转|转结)|^(?:上年度?|上一年度?)(?:无|没有)(?:结转|转结)",
            ),
            "carried_in",
        ),
        (
            Expression::new(
                "(?:^|[^有])(?:无|没有)[^，。；0-9]{0,4}(?:结转|转结)(?:至|到)?(?:下年|下一年|次年)|(?:无|没有)(?:下年度?|下一年度?)[^，。；0-9]{0,2}(?:结转|转结)|^(?:下年度?|下一年度?)(?:无|没有)(?:结转|转结)",
            ),
            "carried_out",
        ),
    ]
});

/// 未制发行政规范性文件, at the end of its clause: 未制定规章制度 and 未制发规范性文件解读 are about something else.
static NO_DOCUMENT: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:未|没有|无)(?:新)?(?:制发|制定|出台|印发)(?:任何|过)?(?:(?:行政)?规范性文件|(?P<regulations>规章))$",
    )
});

/// Who did not make a document, or what for, where it is not the office in the year.
static NOT_MADE: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("各|所属|下属|因|由于|凡|如|若|尚|违反|公平竞争|审查"));

/// The claims of a sentence that something did not happen.
#[must_use]
pub fn claims(context: &Context, sentence: &Sentence) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut start = sentence.range.start;
    for piece in context
        .slice(sentence.range.clone())
        .split_inclusive(['，', '；', '（', '）'])
    {
        let range = start..start + piece.trim_end_matches(['，', '；', '（', '）']).len();
        start += piece.len();
        let part = Part {
            context,
            sentence,
            range,
        };
        claims.extend(part.no_requests());
        claims.extend(part.no_disputes());
        claims.extend(part.nothing_carried());
        claims.extend(part.no_documents());
    }
    claims
}

/// A part of a sentence between two commas.
struct Part<'a> {
    context: &'a Context<'a>,
    sentence: &'a Sentence,
    range: Range<usize>,
}

impl Part<'_> {
    fn text(&self) -> &str {
        self.context.slice(self.range.clone())
    }

    /// The sentence up to the end of the part.
    fn lead(&self) -> &str {
        let lead = self
            .context
            .slice(self.sentence.range.start..self.range.end);
        last_characters(lead, 120)
    }

    fn no_requests(&self) -> Option<Claim> {
        let text = self.text();
        if !self.sentence.about_requests || !(text.contains("申请")) {
            return None;
        }
        let found = [&NO_REQUEST, &NO_CASE, &NO_WAY, &ZERO]
            .into_iter()
            .find_map(|regex| regex.captures(text))?;
        let whole = found.get(0)?;
        let next = found.name("next").map_or("", |next| next.as_str());
        let before = text.get(..whole.start()).unwrap_or("");
        let denial = text.get(..whole.end()).unwrap_or(text);
        let is_of_all = !partial::leaves_out_ways(whole.as_str())
            && !partial::leaves_out_applicants(whole.as_str());
        let is_hedged = HEDGED.is_match(before) || OTHERS.is_match(before);
        if NARROWED.is_match(next) || is_hedged || self.is_of_another_time() {
            return None;
        }
        if !is_of_all || self.is_limited(denial) {
            return None;
        }
        let received = Quantity {
            table: TableId::Requests,
            row: "received",
            column: "total",
        };
        let back = if partial::names_ways(whole.as_str()) {
            remainder::SENTENCES_BACK
        } else {
            0
        };
        self.claim(vec![received], back)
    }

    fn no_disputes(&self) -> Vec<Claim> {
        let text = self.text();
        if !text.contains('复') && !text.contains('诉') {
            return Vec::new();
        }
        let found = NO_DISPUTE.find(text);
        let parted = found.and_then(|found| text.split_at_checked(found.start()));
        let Some((before, denied)) = parted else {
            return Vec::new();
        };
        if OTHERS.is_match(before) || ONE_CAUSE.is_match(text) {
            return Vec::new();
        }
        let is_about = self.sentence.about_disclosure;
        if !is_about || QUALIFIED.is_match(&YEAR.replace_all(text, "")) || self.is_of_another_time()
        {
            return Vec::new();
        }
        let except = remainder::exception(self.lead());
        let excepted = except.map(kinds).unwrap_or_default();
        if remainder::names_others(text)
            || REST.is_match(text)
            || except.is_some() && excepted.is_empty()
        {
            return Vec::new();
        }
        let column = if LOST.is_match(denied) {
            "corrected"
        } else {
            "total"
        };
        kinds(denied)
            .into_iter()
            .filter(|kind: &Procedure| !excepted.contains(kind))
            .filter_map(|kind| self.claim(kind.quantities(column), 0))
            .collect()
    }

    fn nothing_carried(&self) -> Vec<Claim> {
        let text = self.text();
        if !self.sentence.about_requests || !text.contains('结') || self.is_limited(text) {
            return Vec::new();
        }
        let rows = CARRIED.iter().filter(|(regex, _)| regex.is_match(text));
        rows.filter_map(|(_, row)| {
            let carried = Quantity {
                table: TableId::Requests,
                row,
                column: "total",
            };
            self.claim(vec![carried], 0)
        })
        .collect()
    }

    fn no_documents(&self) -> Option<Claim> {
        let found = NO_DOCUMENT.captures(self.text())?;
        let is_of_others = NOT_MADE.is_match(self.text()) || self.is_limited(self.text());
        if self.is_of_another_time() || is_of_others {
            return None;
        }
        let row = if found.name("regulations").is_some() {
            "regulations"
        } else {
            "normative_documents"
        };
        let made = Quantity {
            table: TableId::Proactive,
            row,
            column: "made",
        };
        self.claim(vec![made], 0)
    }

    fn is_of_another_time(&self) -> bool {
        is_another_time(self.lead(), self.context.year)
            || PART_OF_YEAR.is_match(scope::last_two_clauses(self.lead()))
    }

    /// Whether the denial speaks only of what something else left.
    fn is_limited(&self, denial: &str) -> bool {
        remainder::names_others(denial)
            || REST.is_match(denial)
            || OTHER_WAYS.is_match(scope::last_two_clauses(self.lead()))
            || remainder::exception(self.lead()).is_some()
    }

    /// The claim that there was none; none where the sentence counts some, or one of the `back` before it does: whatever
    /// was counted, the denial leaves it out.
    fn claim(&self, way: Vec<Quantity>, back: usize) -> Option<Claim> {
        let back = if remainder::goes_on(self.lead()) {
            remainder::SENTENCES_BACK
        } else {
            back
        };
        let counts =
            Counts::around(self.context, self.sentence, self.range.start).with_sentences(back);
        (!counts.have(&way)).then(|| Claim {
            family: Family::None,
            span: self.context.flat.span(self.range.clone()),
            text: self.text().to_owned(),
            amount: Amount::ZERO,
            unit: String::new(),
            rounding: Rounding::Exact,
            weight: Weight::Firm,
            evidence: Evidence::Cells(vec![way]),
        })
    }
}
