//! Sentences against tables.

use crate::cases::Case;

/// The cases.
pub(crate) const CASES: &[Case] = &[
    Case {
        rule: "prose-requests",
        shows: "received alone and received with what was carried in both miss",
        sheet: "@requests 2021
            received: 5 0 0 0 0 0 5
            carried_in: 1 0 0 0 0 0 1
            granted: 6 0 0 0 0 0 6
            processed_total: 6 0 0 0 0 0 6
            say 全年共收到政府信息公开申请8件，办结6件。",
        findings: &[
            "prose-requests/全年共收到政府信息公开申请8件: 正文称“全年共收到政府信息公开申请8件”，表三 一、本年新收政府信息公开申请数量 总计为 5，差 3。按其他口径计算为 6，也不相符。",
        ],
    },
    Case {
        rule: "prose-requests",
        shows: "received with what was carried in fits",
        sheet: "@requests 2021
            received: 5 0 0 0 0 0 5
            carried_in: 1 0 0 0 0 0 1
            say 全年共收到政府信息公开申请6件。",
        findings: &[],
    },
    Case {
        rule: "prose-requests",
        shows: "the number stated mends what the table breaks",
        sheet: "@requests 2021
            received: 5 0 0 0 0 0 8
            granted: 5 0 0 0 0 0 5
            processed_total: 5 0 0 0 0 0 5
            say 新收政府信息公开申请5件。",
        findings: &[
            "prose-requests/新收政府信息公开申请5件: 正文称“新收政府信息公开申请5件”，表三 一、本年新收政府信息公开申请数量 总计为 8，差 3。若表中为 5，2 条不成立的勾稽关系即可成立。",
        ],
    },
    Case {
        rule: "prose-outcomes",
        shows: "a group of rows is added up, and a repeated sentence is a finding of its own",
        sheet: "@requests 2019
            denied.state_secret: 1 0 0 0 0 0 1
            denied.enforcement_file: 2 0 0 0 0 0 2
            say 依申请公开中，不予公开4件，其他处理0件。依申请公开中，不予公开4件。",
        findings: &[
            "prose-outcomes/不予公开4件: 正文称“不予公开4件”，表三 总计列 （三）1(1) + （三）7(2) = 3（其余各项为 0），差 1。",
            "prose-outcomes/不予公开4件#2: 正文称“不予公开4件”，表三 总计列 （三）1(1) + （三）7(2) = 3（其余各项为 0），差 1。",
        ],
    },
    Case {
        rule: "prose-outcomes",
        shows: "one of several rows alone gives the number; rows whose total is blank are added up",
        sheet: "@requests 2019
            unavailable.not_held: 5 2 0 0 0 0 .
            unavailable.needs_creation: 3 0 0 0 0 0 3
            unavailable.still_unclear: . . . . . . .
            say 依申请公开中，因不掌握等原因无法提供7件。",
        findings: &[
            "prose-outcomes/因不掌握等原因无法提供7件: 正文称“因不掌握等原因无法提供7件”，表三 各列合计 （四）1(7) + （四）2(3) + （四）3(0) = 10，差 3。其中（四）1一项恰为 7。总计空白的行按各列相加。",
        ],
    },
    Case {
        rule: "prose-applicants",
        shows: "one column",
        sheet: "@requests 2021
            received: 2 1 0 0 0 0 3
            say 收到政府信息公开申请3件，其中自然人申请1件。",
        findings: &[
            "prose-applicants/其中自然人申请1件: 正文称“其中自然人申请1件”，表三 一、本年新收政府信息公开申请数量 自然人为 2，差 1。按其他口径计算为 0，也不相符。",
        ],
    },
    Case {
        rule: "prose-disputes",
        shows: "suits of both kinds together",
        sheet: "@disputes 2021
            direct_suit: 1 0 0 0 1
            suit_after_reconsideration: 1 0 0 0 1
            say 因政府信息公开被提起行政诉讼3件。",
        findings: &[
            "prose-disputes/因政府信息公开被提起行政诉讼3件: 正文称“因政府信息公开被提起行政诉讼3件”，表四 总计列 未经复议直接起诉(1) + 复议后起诉(1) = 2，差 1。",
        ],
    },
    Case {
        rule: "prose-none",
        shows: "a table that is not zero",
        sheet: "@requests 2021
            received: 2 0 0 0 0 0 2
            say 今年我办未收到政府信息公开申请。",
        findings: &[
            "prose-none/今年我办未收到政府信息公开申请: 正文称“今年我办未收到政府信息公开申请”，表三 一、本年新收政府信息公开申请数量 总计为 2，差 2。若表中为 0，1 条不成立的勾稽关系即可成立。",
        ],
    },
    Case {
        rule: "prose-documents",
        shows: "normative documents issued",
        sheet: "@proactive 2021
            normative_documents: 3 0 3
            say 全年制发行政规范性文件2件。",
        findings: &[
            "prose-documents/全年制发行政规范性文件2件: 正文称“全年制发行政规范性文件2件”，表二 行政规范性文件 本年制发件数为 3，差 1。",
        ],
    },
    Case {
        rule: "prose-sum",
        shows: "parts of a whole, and one item with two numbers",
        sheet: "say 公开信息20条，其中政务动态12条，通知公告7条。
            say 一是发布政务动态14条。",
        findings: &[
            "prose-sum/公开信息20条，其中政务动态12条，通知公告7条: 正文称“公开信息20条，其中政务动态12条，通知公告7条”，各分项之和 12 + 7 = 19，与 20 差 1。",
            "prose-sum/一是发布政务动态14条: 正文称“一是发布政务动态14条”，而另一处的分项中政务动态为 12，差 2。",
        ],
    },
    Case {
        rule: "prose-share",
        shows: "a percentage of no total",
        sheet: "@requests 2021
            received: 8 0 0 0 0 0 8
            granted: 4 0 0 0 0 0 4
            processed_total: 8 0 0 0 0 0 8
            say 依申请公开中，予以公开4件，占45%。",
        findings: &[
            "prose-share/予以公开4件，占45%: 正文称“予以公开4件，占45%”，按 8 件计算，4 件占 50.00%，按其他合理的总数计算也不是这个占比。",
        ],
    },
];
