//! Who applied: the columns of table three.

use std::sync::LazyLock;

use crate::claims::expression::Expression;
use crate::claims::pattern::{Pattern, Patterns, Reading};
use crate::claims::sentence::Mention;
use crate::claims::{Family, Quantity, Weight};
use crate::form::TableId;

const fn received(column: &'static str) -> Quantity {
    Quantity {
        table: TableId::Requests,
        row: "received",
        column,
    }
}

const fn carried_in(column: &'static str) -> Quantity {
    Quantity {
        table: TableId::Requests,
        row: "carried_in",
        column,
    }
}

const fn processed(column: &'static str) -> Quantity {
    Quantity {
        table: TableId::Requests,
        row: "processed_total",
        column,
    }
}

/// The readings of one column: received, with what was carried in, or done.
macro_rules! ways {
    ($($column:literal),+) => {
        &[
            &[$(received($column)),+],
            &[$(received($column)),+, $(carried_in($column)),+],
            &[$(processed($column)),+],
        ]
    };
}

/// All columns but that of natural persons.
const ORGANIZATIONS: &[&[Quantity]] = ways!(
    "enterprise",
    "research_institute",
    "social_organization",
    "legal_service",
    "other_organization"
);

/// What is left of the applicants.
const OTHER_ORGANIZATIONS: &[&[Quantity]] = ways!("other_organization");

/// 其他3件 goes on with whatever was listed before it.
static OTHERS: LazyLock<Expression> = LazyLock::new(|| Expression::new("^其[他它](?:的)?#$"));

/// The patterns, in the order in which they are tried.
const PATTERNS: &[Pattern] = &[
    Pattern {
        clause: "商业企业(?:的|类)?(?:提出|提交|的|申请)*#|^#[^#]{0,6}商业企业",
        ways: ways!("enterprise"),
        weight: Weight::Firm,
    },
    Pattern {
        clause: "科研机构(?:的|类)?(?:提出|提交|的|申请)*#",
        ways: ways!("research_institute"),
        weight: Weight::Firm,
    },
    Pattern {
        clause: "(?:社会)?公益组织(?:的|类)?(?:提出|提交|的|申请)*#",
        ways: ways!("social_organization"),
        weight: Weight::Firm,
    },
    Pattern {
        clause: "法律服务机构(?:的|类)?(?:提出|提交|的|申请)*#",
        ways: ways!("legal_service"),
        weight: Weight::Firm,
    },
    Pattern {
        clause: "法人(?:或者?|和|及|与)?其[他它]组织(?:的|类)?(?:提出|提交|的|申请)*#",
        ways: ORGANIZATIONS,
        weight: Weight::Firm,
    },
    // 法人5件、其他组织3件: one may be counted without the other.
    Pattern {
        clause: "^其[他它]组织(?:的|类)?(?:提出|提交|的|申请)*#|^法人(?:提出|的|申请)*#",
        ways: ORGANIZATIONS,
        weight: Weight::Doubtful,
    },
    Pattern {
        clause: "(?:自然人|公民个人|公民)(?:的|类)?(?:提出|提交|的|申请|政府信息公开申请)*#|^#[^#]{0,6}(?:自然人|公民)",
        ways: ways!("natural_person"),
        weight: Weight::Firm,
    },
];

static COMPILED: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(PATTERNS));

static OTHER_MATTER: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("复议|诉讼|建议|提案|行政许可|处罚|满意|培训|咨询"));

/// 公民、法人和其他组织: whoever applied.
static EVERYBODY: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("(?:公民|自然人|个人)(?:、|和|或|及|与)(?:法人|企业)[^#]*#"));

/// What a figure says about the columns of table three. 其他 behind an applicant is one itself.
#[must_use]
pub fn reading(place: &Mention) -> Option<Reading> {
    let figure = place.figure;
    let is_counted = matches!(
        figure.unit.as_str(),
        "" | "件" | "宗" | "条" | "份" | "起" | "件次" | "例" | "个" | "次"
    );
    if !is_counted || !place.sentence.about_requests || OTHER_MATTER.is_match(&figure.phrase) {
        return None;
    }
    if EVERYBODY.is_match(&place.wide_phrase()) {
        return None;
    }
    if counts_others(place) {
        return Some(Reading {
            family: Family::Applicants,
            weight: Weight::Doubtful,
            ways: OTHER_ORGANIZATIONS.iter().map(|way| way.to_vec()).collect(),
        });
    }
    let pattern = COMPILED.first(&figure.phrase)?;
    Some(pattern.reading(Family::Applicants))
}

/// Whether 其他 goes on with a list of applicants.
#[must_use]
pub fn counts_others(place: &Mention) -> bool {
    let is_applicant = |before: Mention| COMPILED.first(&before.figure.phrase).is_some();
    OTHERS.is_match(&place.figure.phrase) && place.previous().is_some_and(is_applicant)
}
