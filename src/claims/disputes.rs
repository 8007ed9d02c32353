//! Reconsiderations and suits: table four.

use std::sync::LazyLock;

use crate::claims::expression::Expression;
use crate::claims::pattern::Reading;
use crate::claims::sentence::Mention;
use crate::claims::{Family, Quantity, Weight};
use crate::form::TableId;

/// The kinds of dispute that a sentence can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Procedure {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼, however it came about.
    Suit,
    /// 未经复议直接起诉.
    Direct,
    /// 复议后起诉.
    AfterReconsideration,
    /// 行政复议、行政诉讼 in one number.
    Both,
}

impl Procedure {
    /// The groups of the table the kind stands for, in one column.
    #[must_use]
    pub fn quantities(self, column: &'static str) -> Vec<Quantity> {
        let rows: &[&'static str] = match self {
            Self::Reconsideration => &["reconsideration"],
            Self::Suit => &["direct_suit", "suit_after_reconsideration"],
            Self::Direct => &["direct_suit"],
            Self::AfterReconsideration => &["suit_after_reconsideration"],
            Self::Both => &[
                "reconsideration",
                "direct_suit",
                "suit_after_reconsideration",
            ],
        };
        rows.iter()
            .map(|row| Quantity {
                table: TableId::Disputes,
                row,
                column,
            })
            .collect()
    }
}

static KIND: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?P<after>复议后[^，。；、#]{0,8}?(?:起诉|诉讼))|(?P<direct>未经(?:行政)?复议[^，。；、#]{0,8}?(?:起诉|诉讼)|直接(?:提起)?(?:起诉|诉讼|行政诉讼))|\
         (?P<suit>(?:行政)?诉讼|(?:行政)?应诉|被(?:提)?起?诉)|(?P<reconsideration>(?:行政)?复议)",
    )
});

/// 行政复议 and 行政诉讼 joined before one number.
static JOINED: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "复议(?:案件|申请|案)?(?:、|和|及|与|或|以及|和被提起|、提起|及被提起)?(?:被)?(?:提起)?(?:行政)?诉讼(?:案件|案)?(?:的)?(?:情况|情形|案件)?$",
    )
});

static RESULTS: LazyLock<[(Expression, &'static str); 4]> = LazyLock::new(|| {
    [
        (
            Expression::new("(?:未|正在|仍在|在)(?:审结|审理|结案|办结)(?:中|的)?#"),
            "pending",
        ),
        (
            Expression::new("维持(?:原(?:具体)?行政行为?|原判|原决定|的|答复)?#"),
            "upheld",
        ),
        (Expression::new("(?:纠正|纠错|败诉)(?:的)?#"), "corrected"),
        (Expression::new("其[他它](?:结果)?(?:的)?#"), "other"),
    ]
});

/// The number counts the disputes themselves.
static COUNT: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:复议|诉讼|起诉|应诉|被诉)的?(?:涉及?)?(?:政府)?(?:信息公开)?(?:案件|申请|案)?(?:的|数)?(?:情况|情形|案件)?#|^[^#申]{0,12}#[^#]{0,24}(?:复议|诉讼|应诉)",
    )
});

/// A bureau's own work with disputes, or papers about them.
static OTHER_MATTER: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "备案|办理|代理|审理|(?:^|[^尚未])审结|调解|决定书|文书|裁判|公示|培训|指导|旁听|庭审|出庭|撤回|驳回|终止|和解|受理|\
         以[^，。；#]{2,12}为被(?:告|申请人)|答复|征收|征地|拆迁|拆除|房屋|土地|工伤|民事|履职|治安|处罚|许可|胜诉|上诉|再审|累计|案例|建议|应诉|结转|转结|上年|收到[^#]*复议申请",
    )
});

/// Other work with disputes, named anywhere in the same part of the sentence.
static OTHER_WORK: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "旁听|庭审|出庭|培训|案例|代理|备案|审理|调解|仲裁|征收|征地|拆迁|拆除|房屋|土地|工伤|民事|治安",
    )
});

/// Disputes that the office decides for others: their results are not its own.
static TRIBUNAL: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "复议机构|收到[^，。；#]{0,6}复议申请|受理[0-9]|受理[^，。；#]{0,6}复议|(?:^|[^未])审结[0-9]|法院",
    )
});

/// What a dispute is about: 不服政府信息公开答复.
static CONTESTED: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("(?:不服|因|对)[^，。；#]{0,16}?(?:答复|决定)"));

/// Names the disclosure the disputes are about.
static DISCLOSURE: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("信息公开|政务公开|依申请|申请公开"));

/// What the sentence must say for a number to accuse: that the disputes are about disclosure, or against the office.
static ABOUT_DISCLOSURE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("信息公开|政务公开|依申请|申请公开|被(?:申请|提起|行政)|引起|引发")
});

/// What a figure says about table four.
#[must_use]
pub fn reading(place: &Mention) -> Option<Reading> {
    let figure = place.figure;
    let is_counted = matches!(
        figure.unit.as_str(),
        "" | "件" | "宗" | "起" | "例" | "件次" | "次" | "个"
    );
    let lead = place.lead();
    // 均为0件 is none of either; 各2件 is two of each, and nobody knows of how many.
    let is_several = figure.is_each && !figure.amount.is_zero();
    if !is_counted || !lead.contains('复') && !lead.contains('诉') || is_several {
        return None;
    }
    let (kind, is_in_clause) = kind(place)?;
    let is_part = OF_DISCLOSURE.is_match(&figure.phrase);
    // 3件维持 says what 维持3件 does.
    let number_last = figure.number_last();
    let result = RESULTS.iter().find(|(regex, _)| {
        let behind = number_last.as_ref();
        regex.is_match(&figure.phrase) || behind.is_some_and(|phrase| regex.is_match(phrase))
    });
    let is_count = is_in_clause && COUNT.is_match(&figure.phrase);
    let column = match result {
        Some((_, column)) => column,
        None if is_count || is_part => "total",
        None => return None,
    };
    let is_known = ABOUT_DISCLOSURE.is_match(lead) || place.sentence.about_disclosure;
    // 不服答复申请行政复议 is no answer in a dispute.
    let phrase = CONTESTED.replace(&figure.phrase, "");
    let is_known = is_known
        && (DISCLOSURE.is_match(place.part()) || place.is_first() || KIND.is_match(place.before()));
    let is_of_tribunal = result.is_some() && TRIBUNAL.is_match(place.part());
    let is_other = OTHER_MATTER.is_match(&phrase)
        || is_of_tribunal
        || OTHER_WORK.is_match(place.part())
        || place.sentence.denies_disclosure;
    let is_firm = is_known && !is_other && !is_of_all_matters(place);
    Some(Reading {
        family: Family::Disputes,
        weight: if is_firm {
            Weight::Firm
        } else {
            Weight::Doubtful
        },
        ways: vec![kind.quantities(column)],
    })
}

/// The part of the disputes that is about disclosure, behind a number of disputes: 行政诉讼12件，其中涉及政府信息公开3件.
static OF_DISCLOSURE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "^(?:其中)?：?(?:涉及|涉|因|有关|关于|属于?)?(?:政府)?信息公开(?:类|方面|领域)?(?:的)?(?:案件)?#[^复诉]*$",
    )
});

/// Begins to tell that part of the number before it.
static OF_WHICH: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "^[^。；]{0,24}(?:其中|涉及|涉|属于)[^。；0-9]{0,4}(?:政府)?信息公开(?:类|方面|领域)?(?:的)?(?:案件)?(?:分别)?[^，。；]{0,4}[0-9]",
    )
});

/// Whether a number counts disputes of all matters, of which the sentence then tells those about disclosure.
fn is_of_all_matters(place: &Mention) -> bool {
    let end = place.sentence.range.end;
    let behind = place.context.slice(place.figure.range.end..end);
    OF_WHICH.is_match(behind) && !DISCLOSURE.is_match(&place.figure.phrase)
}

/// 均获维持 behind numbers of disputes; only other numbers of disputes stand between.
static ALL_UPHELD: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "^(?:，(?:被)?(?:提起)?(?:行政)?(?:诉讼|应诉)(?:案件)?[0-9]+[件起宗例])?，?(?:结果)?(?:均|全部|都)(?:获|被|予以|得到|为)?(?:结果)?维持(?:[，；。、]|$)",
    )
});

/// What a number of disputes says when all of them are said to be upheld, and where that is said to the end.
#[must_use]
pub fn all_upheld(place: &Mention) -> Option<(Reading, usize)> {
    let mut reading = reading(place)?;
    let is_count = |quantity: &Quantity| quantity.column == "total";
    let end = place.sentence.range.end;
    let rest = place.context.slice(place.figure.range.end..end);
    let found = ALL_UPHELD.find(rest)?;
    if place.figure.amount.is_zero() || !reading.ways.iter().flatten().all(is_count) {
        return None;
    }
    for quantity in reading.ways.iter_mut().flatten() {
        quantity.column = "upheld";
    }
    let said = found.as_str().trim_end_matches(['，', '；', '。', '、']);
    Some((reading, place.figure.range.end + said.len()))
}

/// The kind named last up to the end of the figure's clause, and whether the clause itself names it.
fn kind(place: &Mention) -> Option<(Procedure, bool)> {
    let figure = place.figure;
    let (lead, clause) = if figure.is_listed {
        (figure.phrase.as_str(), figure.phrase.as_str())
    } else {
        let clause = place.context.slice(figure.clause.clone());
        (place.lead(), clause)
    };
    let before_number = place
        .context
        .slice(place.sentence.range.start..place.figure.range.start);
    let label_end = before_number.trim_end_matches([
        '共', '合', '总', '计', '各', '均', '为', '案', '件', '数', '量', '：',
    ]);
    let is_in_clause = KIND.is_match(clause);
    if is_in_clause
        && !figure.is_listed
        && JOINED.is_match(crate::claims::flat::last_characters(label_end, 24))
    {
        return Some((Procedure::Both, true));
    }
    let last = KIND.captures_iter(lead).last()?;
    let named = |name: &str| last.name(name).is_some();
    let kind = if named("after") {
        Procedure::AfterReconsideration
    } else if named("direct") {
        Procedure::Direct
    } else if named("suit") {
        Procedure::Suit
    } else {
        Procedure::Reconsideration
    };
    Some((kind, is_in_clause))
}

/// The kinds that a piece of text names, each once; 未经复议 and 复议后 count as suits.
#[must_use]
pub fn kinds(text: &str) -> Vec<Procedure> {
    let names = |name: &str| {
        KIND.captures_iter(text)
            .any(|found| found.name(name).is_some())
    };
    let mut kinds = Vec::new();
    if names("reconsideration") {
        kinds.push(Procedure::Reconsideration);
    }
    if names("suit") {
        kinds.push(Procedure::Suit);
    } else if names("direct") {
        kinds.push(Procedure::Direct);
    } else if names("after") {
        kinds.push(Procedure::AfterReconsideration);
    }
    kinds
}
