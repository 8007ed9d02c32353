//! Denials that name some ways of applying, or some applicants, and say nothing of the others.

use std::sync::LazyLock;

use crate::claims::expression::Expression;

/// A way of applying.
static WAY: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "当面|信函|信件|来信|邮寄|邮件|传真|网络|网上|网站|平台|窗口|现场|书面|口头|电话|在线",
    )
});

/// Closes a list of ways so that none is left out.
static ALL_WAYS: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:其[他它]|任何|各种|各类)(?:各种|任何|多种)?(?:形式|方式|渠道|途径)|书面(?:或者?|和|及|、)口头",
    )
});

/// Ways of applying over the net, by which most applications come, and by paper or in person.
static WAYS_OF_BOTH_KINDS: LazyLock<[Expression; 2]> = LazyLock::new(|| {
    [
        Expression::new("网|平台|在线|电子邮件"),
        Expression::new("当面|信函|信件|来信|邮寄|窗口|现场|书面"),
    ]
});

/// One of the two kinds of applicants of the form, and both.
static WHO: LazyLock<[Expression; 3]> = LazyLock::new(|| {
    [
        Expression::new("自然人|个人"),
        Expression::new("法人|组织|企业"),
        Expression::new("公民|群众|公众|社会|居民|村民|市民|任何人|申请人"),
    ]
});

/// Whether a denial names ways of applying.
#[must_use]
pub fn names_ways(denial: &str) -> bool {
    WAY.is_match(denial)
}

/// Whether a denial names some ways of applying and may leave out others.
#[must_use]
pub fn leaves_out_ways(denial: &str) -> bool {
    let is_closed =
        ALL_WAYS.is_match(denial) || WAYS_OF_BOTH_KINDS.iter().all(|ways| ways.is_match(denial));
    WAY.is_match(denial) && !is_closed
}

/// Whether a denial speaks of natural persons only, or of organizations only.
#[must_use]
pub fn leaves_out_applicants(denial: &str) -> bool {
    let [persons, organizations, both] = WHO.each_ref().map(|who| who.is_match(denial));
    persons != organizations && !both
}
