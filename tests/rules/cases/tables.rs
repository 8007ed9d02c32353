//! Sums and balances, and what is missing in them.

use crate::cases::Case;

/// The cases.
pub(crate) const CASES: &[Case] = &[
    Case {
        rule: "requests-balance",
        shows: "one application too many",
        sheet: "@requests 2019
            received: 28 0 0 0 0 0 28
            granted: 24 0 0 0 0 0 24
            processed_total: 24 0 0 0 0 0 24
            carried_out: 4 0 0 0 0 0 3",
        findings: &[
            "requests-balance/total: 表三 总计列：一(28) + 二(0) = 28，三（七）(24) + 四(3) = 27，差 1。",
        ],
    },
    Case {
        rule: "requests-balance",
        shows: "a blank inside a broken balance is named",
        sheet: "@requests 2021
            received: 5 0 0 0 0 0 5
            carried_in: . 0 0 0 0 0 0
            granted: 4 0 0 0 0 0 5
            processed_total: 4 0 0 0 0 0 5",
        findings: &[
            "requests-balance/natural_person: 表三 自然人列：一(5) + 二(空白) = 5，三（七）(4) + 四(0) = 4，差 1。其中 1 格为空白或横线，计为 0。",
        ],
    },
    Case {
        rule: "requests-results",
        shows: "only terms that are not zero are listed",
        sheet: "@requests 2019
            received: 7 0 0 0 0 0 7
            granted: 3 0 0 0 0 0 3
            denied.process_information: 2 0 0 0 0 0 2
            other: 1 0 0 0 0 0 1
            processed_total: 7 0 0 0 0 0 7",
        findings: &[
            "requests-results/natural_person: 表三 自然人列：（一）(3) + （三）6(2) + （六）(1) = 6（其余各项为 0），三（七）为 7，差 1。",
            "requests-results/total: 表三 总计列：（一）(3) + （三）6(2) + （六）(1) = 6（其余各项为 0），三（七）为 7，差 1。",
        ],
    },
    Case {
        rule: "requests-results",
        shows: "no result at all",
        sheet: "@requests 2021
            received: 2 0 0 0 0 0 2
            processed_total: 2 0 0 0 0 0 2",
        findings: &[
            "requests-results/natural_person: 表三 自然人列：21 项合计 0，三（七）为 2，差 2。",
            "requests-results/total: 表三 总计列：21 项合计 0，三（七）为 2，差 2。",
        ],
    },
    Case {
        rule: "requests-row-total",
        shows: "a row that does not add up",
        sheet: "@requests 2021
            received: 20 8 0 0 0 1 28
            other.not_corrected: 20 8 0 0 0 1 29
            processed_total: 20 8 0 0 0 1 29",
        findings: &[
            "requests-row-total/received: 表三 一、本年新收政府信息公开申请数量：自然人(20) + 商业企业(8) + 其他(1) = 29（其余各项为 0），总计为 28，差 1。",
        ],
    },
    Case {
        rule: "disputes-total",
        shows: "a group that does not add up",
        sheet: "@disputes 2021
            reconsideration: 1 0 0 0 1
            suit_after_reconsideration: 1 0 0 1 3",
        findings: &[
            "disputes-total/suit_after_reconsideration: 表四 行政诉讼·复议后起诉：结果维持(1) + 结果纠正(0) + 其他结果(0) + 尚未审结(1) = 2，总计为 3，差 1。",
        ],
    },
    Case {
        rule: "count-shape",
        shows: "fractions and negative counts, not negative changes or money with decimals",
        sheet: "@proactive 2019
            regulations: 0.5 -1 3.0
            licensing: 3 -2 1
            procurement: 2 95.37",
        findings: &[
            "count-shape/proactive.regulations.made: 表二 规章 本年新制作数量：0.5 不是整数。",
            "count-shape/proactive.regulations.disclosed: 表二 规章 本年新公开数量：-1 小于 0。",
        ],
    },
    Case {
        rule: "count-shape",
        shows: "a change is whole too, in sub-rows as well",
        sheet: "@proactive 2019
            other_services[行政检查]: 3 -1.5 1",
        findings: &[
            "count-shape/proactive.other_services[行政检查].change: 表二 行政检查 本年增/减：-1.5 不是整数。",
        ],
    },
    Case {
        rule: "table-missing",
        shows: "one finding per missing table and no equation for it",
        sheet: "@disputes 2021",
        findings: &[
            "table-missing/proactive: 没有找到表二（主动公开政府信息情况）。它的单元格没有数值，不计为 0；这张表的勾稽关系没有核对。",
            "table-missing/requests: 没有找到表三（收到和处理政府信息公开申请情况）。它的单元格没有数值，不计为 0；这张表的勾稽关系没有核对。",
        ],
    },
    Case {
        rule: "cells-unread",
        shows: "rows, columns and single cells are named compactly",
        sheet: "@requests 2019
            rejected.excessive: ! ! ! ! ! ! !
            carried_in: ? 0 0 0 0 0 !",
        findings: &[
            "cells-unread/requests: 表三有 9 格未识读：二、上年结转政府信息公开申请数量 自然人、总计；（五）4.无正当理由大量反复申请（整行）。",
        ],
    },
    Case {
        rule: "cells-unread",
        shows: "blank, dash and words are read",
        sheet: "@disputes 2021
            reconsideration: . / w 0 0",
        findings: &[],
    },
    Case {
        rule: "cells-unread",
        shows: "nothing of the table was read",
        sheet: "@disputes 2021
            reconsideration: ? ? ? ? ?
            direct_suit: ! ! ! ! !
            suit_after_reconsideration: ! ! ! ! !",
        findings: &["cells-unread/disputes: 表四有 15 格未识读：整张表。"],
    },
    Case {
        rule: "total-blank",
        shows: "one finding, no broken equation",
        sheet: "@requests 2019
            received: 3 2 0 0 0 0 .
            granted: 3 2 0 0 0 0 /
            processed_total: 3 2 0 0 0 0 5",
        findings: &[
            "total-blank/requests: 表三有 2 格总计空白，而它们的各项有数：一、本年新收政府信息公开申请数量 总计；（一）予以公开 总计。这些空白不计为 0，相关的勾稽关系无法核对。",
        ],
    },
    Case {
        rule: "total-blank",
        shows: "a blank total over zeros is an ordinary blank",
        sheet: "@disputes 2021
            reconsideration: 0 0 0 0 .",
        findings: &[],
    },
    Case {
        rule: "requests-row-total",
        shows: "a total printed 0 over parts is an ordinary broken equation",
        sheet: "@requests 2019
            received: 1 0 0 0 0 0 0
            granted: 1 0 0 0 0 0 1
            processed_total: 1 0 0 0 0 0 1
            carried_out: 0 0 0 0 0 0 -1",
        findings: &[
            "requests-row-total/received: 表三 一、本年新收政府信息公开申请数量：各项合计 1（只有自然人不为 0），总计为 0，差 1。",
            "requests-row-total/carried_out: 表三 四、结转下年度继续办理：6 项合计 0，总计为 -1，差 1。",
        ],
    },
    Case {
        rule: "swapped-columns",
        shows: "one column more, another less, the total right",
        sheet: "@requests 2021
            received: 5 3 0 0 0 0 8
            granted: 5 1 0 0 0 0 6
            denied.enforcement_file: 1 1 0 0 0 0 2
            processed_total: 5 3 0 0 0 0 8",
        findings: &[
            "swapped-columns/requests-results: 表三 （一）至（六）之和 = （七）总计：自然人列左边比右边多 1，商业企业列左边比右边少 1，总计列成立，可能有 1 件填错了列，或者读错了列，请对照原文。",
        ],
    },
    Case {
        rule: "swapped-columns",
        shows: "the only row that holds as many is named",
        sheet: "@requests 2021
            received: 1 3 0 0 0 0 4
            carried_in: 2 0 0 0 0 0 2
            granted: 1 5 0 0 0 0 6
            processed_total: 1 5 0 0 0 0 6",
        findings: &[
            "swapped-columns/requests-balance: 表三 一 + 二 = 三（七）+ 四：自然人列左边比右边多 2，商业企业列左边比右边少 2，总计列成立，可能有 2 件填错了列，或者读错了列（二、上年结转政府信息公开申请数量一行），请对照原文。",
        ],
    },
    Case {
        rule: "swapped-columns",
        shows: "a total that is off too, or a third column, is something else",
        sheet: "@requests 2021
            received: 5 3 1 0 0 0 9
            granted: 6 2 2 0 0 0 10
            processed_total: 5 3 1 0 0 0 9",
        findings: &[],
    },
];
