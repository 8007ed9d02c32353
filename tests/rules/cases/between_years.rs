//! Two years.

use crate::cases::Case;

/// The cases.
pub(crate) const CASES: &[Case] = &[
    Case {
        rule: "carry-over",
        shows: "column by column, also across editions; blank over zero is no blank that matters",
        sheet: "year 2021
            @requests 2021
            carried_in: 3 0 0 0 0 . 3
            before 2020
            @requests 2019
            carried_out: 4 0 0 0 0 0 4",
        findings: &[
            "carry-over/before/natural_person: 表三 自然人列：2020 年报告四、结转下年度继续办理为 4，2021 年报告二、上年结转政府信息公开申请数量为 3，差 1。对照的是“二〇二〇年报告”。",
            "carry-over/before/total: 表三 总计列：2020 年报告四、结转下年度继续办理为 4，2021 年报告二、上年结转政府信息公开申请数量为 3，差 1。对照的是“二〇二〇年报告”。",
        ],
    },
    Case {
        rule: "carry-over",
        shows: "next year's report is as good as last year's",
        sheet: "year 2022
            @requests 2021
            carried_out: 0 0 0 0 0 0 5
            after 2023
            @requests 2021
            carried_in: 0 0 0 0 0 0 6",
        findings: &[
            "carry-over/after/total: 表三 总计列：2022 年报告四、结转下年度继续办理为 5，2023 年报告二、上年结转政府信息公开申请数量为 6，差 1。对照的是“二〇二三年报告”。",
        ],
    },
    Case {
        rule: "carry-over",
        shows: "nothing without a neighbour, and nothing where both years agree",
        sheet: "year 2022
            @requests 2021
            carried_in: 7 0 0 0 0 0 7
            before 2021
            @requests 2021
            carried_out: 7 0 0 0 0 0 7",
        findings: &[],
    },
    Case {
        rule: "carry-over",
        shows: "blank, words, unread, a missing table or a year that does not follow accuse nobody",
        sheet: "year 2022
            @requests 2021
            carried_in: . w ? ! 0 0 7
            before 2021
            @requests 2021
            carried_out: 7 1 1 1 / 0 .
            after 2024
            @requests 2021
            carried_in: 1 0 0 0 0 0 1",
        findings: &[],
    },
    Case {
        rule: "stock-in-force",
        shows: "the stock follows from what was made and repealed",
        sheet: "year 2023
            @proactive 2021
            regulations: 2 1 12
            normative_documents: 3 0 8
            before 2022
            @proactive 2021
            regulations: 0 0 10
            normative_documents: 1 0 5",
        findings: &[
            "stock-in-force/before/regulations: 表二 规章：2022 年报告现行有效件数 10 + 2023 年报告本年制发件数 2 - 本年废止件数 1 = 11，2023 年报告现行有效件数为 12，差 1。对照的是“二〇二二年报告”。",
        ],
    },
    Case {
        rule: "stock-in-force",
        shows: "the older edition has no stock",
        sheet: "year 2021
            @proactive 2021
            regulations: 2 1 12
            before 2020
            @proactive 2019
            regulations: 2 1 12",
        findings: &[],
    },
    Case {
        rule: "prior-items",
        shows: "items of last year and their change; sub-rows by their label",
        sheet: "year 2020
            @proactive 2019
            licensing: 33 0 1
            penalties: 8 0 1
            other_services[行政检查]: 3 0 0
            before 2019
            @proactive 2019
            licensing: 30 5 1
            penalties: 10 -2 1
            other_services[行政检查]: 2 0 0
            other_services[行政确认]: 2 0 0",
        findings: &[
            "prior-items/before/licensing: 表二 行政许可：2019 年报告上一年项目数量 30 + 本年增/减 5 = 35，2020 年报告上一年项目数量为 33，差 2。对照的是“二〇一九年报告”。",
            "prior-items/before/other_services[行政检查]: 表二 行政检查：2019 年报告上一年项目数量 2 + 本年增/减 0 = 2，2020 年报告上一年项目数量为 3，差 1。对照的是“二〇一九年报告”。",
        ],
    },
    Case {
        rule: "prior-items",
        shows: "a sub-row the other year does not have cannot be compared",
        sheet: "year 2020
            @proactive 2019
            other_services[行政检查]: 3 0 0
            before 2019
            @proactive 2019
            other_services: 2 0 0",
        findings: &[],
    },
];
