//! Applications received, carried over and done, their results, and who applied: table three.

use crate::check_claims;

#[test]
fn received_carried_and_done() {
    check_claims(
        "全年共收到依申请公开28件,公开10件,不予公开4件。",
        &[
            "agrees 28 received.total",
            "agrees 10 granted.total",
            "agrees 4 denied.state_secret.total (8)",
        ],
    );
    check_claims("共受理信息公开申请30件。", &["disagrees 30 received.total"]);
    check_claims(
        "共受理信息公开申请31宗。",
        &["agrees 31 received.total (2)"],
    );
    check_claims("我镇全年新收到政府信\n息公开申请 3 1 件。", &[]);
    check_claims(
        "我镇全年新收到政府信\n息公开申请 31\n 件。",
        &["disagrees 31 received.total"],
    );
    check_claims(
        "新收政府信息公开申请数量28件,上年结转政府信息公开申请数量2件。",
        &["agrees 28 received.total", "disagrees 2 carried_in.total"],
    );
    check_claims(
        "共收到政府信息公开申请28件，办结25件。",
        &[
            "agrees 28 received.total",
            "disagrees 25 processed_total.total",
        ],
    );
    check_claims(
        "我镇2021年结转至2022年依申请公开4件，2022年共受理28件，已办结26件，结转下年度办理5件。",
        &[
            "disagrees 4 carried_in.total",
            "agrees 28 received.total",
            "agrees 26 processed_total.total",
            "agrees 5 carried_out.total",
        ],
    );
    check_claims(
        "答复政府信息公开申请26件（含上年度结转申请3件，另有6件申请顺延到下年度答复）。",
        &[
            "agrees 26 processed_total.total",
            "agrees 3 carried_in.total",
            "disagrees 6 carried_out.total",
        ],
    );
    check_claims(
        "收到政府信息公开申请28件，较去年回落12.3%；答复政府信息公开申请26件。",
        &[
            "agrees 28 received.total",
            "agrees 26 processed_total.total",
        ],
    );
    check_claims(
        "共受理政府信息公开申请31件（其中本年度新收28件，上年结转3件），暂未办结4件。",
        &[
            "agrees 31 received.total (2)",
            "agrees 28 received.total",
            "agrees 3 carried_in.total",
            "disagrees 4 carried_out.total",
        ],
    );
    check_claims(
        "收到公民、法人和其他组织提交的二十九件政府信息公开申请。",
        &["disagrees 29 received.total"],
    );
}

#[test]
fn outcomes_and_applicants() {
    check_claims(
        "共收到申请公开信息的申请28件。其中，予以公开11件，部分公开2件，不予公开4件，因本机关不掌握等原因无法提供7件，\
         不予处理1件，其他处理3件，结转下年度继续办理5件。",
        &[
            "agrees 28 received.total",
            "disagrees 11 granted.total",
            "agrees 2 partly_granted.total",
            "agrees 4 denied.state_secret.total (8)",
            "disagrees 7 unavailable.not_held.total (3)",
            "agrees 1 rejected.petition.total (5)",
            "agrees 3 other.not_corrected.total (3)",
            "agrees 5 carried_out.total",
        ],
    );
    check_claims(
        "办结依申请公开事项26件，其中予以公开及部分公开13件，占46.15%；无法提供6件，占30.5%。",
        &[
            "agrees 26 processed_total.total",
            "disagrees 13 granted.total (2)",
            "disagrees 46.15 processed_total.total",
            "agrees 6 unavailable.not_held.total (3)",
            "disagrees 30.5 processed_total.total",
        ],
    );
    check_claims(
        "在依申请公开答复中，本机关不掌握相关政府信息4件，没有现成信息需要另行制作1件。",
        &[
            "disagrees 4 unavailable.not_held.total",
            "agrees 1 unavailable.needs_creation.total",
        ],
    );
    check_claims(
        "新收政府信息公开申请28件，其中自然人申请21件，法人或其他组织申请8件，申请人的类别为商业企业的5件。",
        &[
            "agrees 28 received.total",
            "disagrees 21 received.natural_person",
            "agrees 8 received.enterprise (5)",
            "agrees 5 received.enterprise",
        ],
    );
}

/// What the sentence counts by itself is not counted in another of its figures, unless as a part of it.
#[test]
fn a_group_is_no_reading_beside_figures_of_its_rows() {
    check_claims(
        "办结政府信息公开申请26件，其中予以公开12件、部分公开2件、不予公开4件。",
        &[
            "agrees 26 processed_total.total",
            "disagrees 12 granted.total",
            "agrees 2 partly_granted.total",
            "agrees 4 denied.state_secret.total (8)",
        ],
    );
    check_claims(
        "办结政府信息公开申请26件，予以公开12件（其中部分公开2件）。",
        &[
            "agrees 26 processed_total.total",
            "agrees 12 granted.total (2)",
            "agrees 2 partly_granted.total",
        ],
    );
    check_claims(
        "办结政府信息公开申请26件，本机关不掌握6件，需另行制作1件。",
        &[
            "agrees 26 processed_total.total",
            "disagrees 6 unavailable.not_held.total",
            "agrees 1 unavailable.needs_creation.total",
        ],
    );
}

#[test]
fn numbers_before_their_result_and_on_cheques() {
    check_claims(
        "办结政府信息公开申请26件，其中10件予以公开，2件部分公开，5件不予公开。",
        &[
            "agrees 26 processed_total.total",
            "agrees 10 granted.total",
            "agrees 2 partly_granted.total",
            "disagrees 5 denied.state_secret.total (8)",
        ],
    );
    check_claims(
        "全年收到政府信息公开申请贰拾捌件，办结叁拾件。",
        &[
            "agrees 28 received.total",
            "disagrees 30 processed_total.total",
        ],
    );
}

#[test]
fn the_ways_in_which_applications_came_add_up() {
    check_claims(
        "全年收到政府信息公开申请28件，其中当面申请5件、信函申请3件、网络申请21件。",
        &["agrees 28 received.total", "disagrees 28"],
    );
}
