//! Reconsiderations and suits: table four.

use crate::{check_claims, check_silent};

#[test]
fn disputes() {
    check_claims(
        "因政府信息公开被申请行政复议4件，被提起行政诉讼2件。",
        &[
            "agrees 4 reconsideration.total",
            "disagrees 2 direct_suit.total (2)",
        ],
    );
    check_claims(
        "我镇有4起涉及政府信息公开的行政诉讼案件。",
        &["disagrees 4 direct_suit.total (2)"],
    );
    check_claims(
        "因信息公开被行政复议4件，其中结果维持3件、结果纠正1件、其他结果0件、尚未审结1件；未经复议直接起诉2件，均尚未审结；\
         复议后起诉2件。",
        &[
            "agrees 4 reconsideration.total",
            "disagrees 3 reconsideration.upheld",
            "agrees 1 reconsideration.corrected",
            "agrees 0 reconsideration.other",
            "agrees 1 reconsideration.pending",
            "agrees 2 direct_suit.total",
            "disagrees 2 suit_after_reconsideration.total",
        ],
    );
    check_claims(
        "政府信息公开行政复议、行政诉讼均为0件。",
        &["disagrees 0 reconsideration.total (3)"],
    );
    check_claims(
        "涉及政府信息公开的行政复议、行政诉讼共7件。",
        &["agrees 7 reconsideration.total (3)"],
    );
}

#[test]
fn all_upheld_is_a_number_of_its_own() {
    check_claims(
        "因政府信息公开被申请行政复议4件，提起行政诉讼3件，均获维持。",
        &[
            "agrees 4 reconsideration.total",
            "disagrees 4 reconsideration.upheld",
            "agrees 3 direct_suit.total (2)",
            "disagrees 3 direct_suit.upheld (2)",
        ],
    );
    check_claims(
        "因政府信息公开，经复议后起诉1件，结果均为维持。",
        &[
            "agrees 1 suit_after_reconsideration.total",
            "agrees 1 suit_after_reconsideration.upheld",
        ],
    );
    check_silent(&[
        "因政府信息公开被申请行政复议4件，已审结的均获维持。",
        "因政府信息公开被申请行政复议4件，其中2件均维持原决定。",
    ]);
}
