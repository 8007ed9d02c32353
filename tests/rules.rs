//! Every rule on small cases written as data.
//!
//! A case is a compact table: one line per row of the form, `row: values`, columns from left to right. `.` is a blank,
//! `/` a dash, `?` unreadable, `!` absent, `w` words. Rows that are not named are zeros; the table is named by
//! `@table edition`; `say …` is a sentence of the report; `before 2022` and `after 2024` begin the report of another year; `office …`,
//! `year …`, `period …` are its heading, `unit cell …` a printed unit, `unsure cell …` a cell whose printed text the reader
//! was not sure of, `left table …` a token no cell claimed, `head n …` a section heading and `text …` a line
//! of its text.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use gouji::amount::Amount;
use gouji::claims;
use gouji::form::{CellKey, EditionId, RowKey, Sheet, TableId, catalogue};
use gouji::read::{Certainty, Found, Leftover, Reading, Section, Stated};
use gouji::review::evidence::{self, Witnesses};
use gouji::rules::{
    self, Finding, Given, NeighbourReport, Neighbours, Results, Verified, registry, summary,
};
use gouji::source::Span;
use gouji::value::Value;

/// One case: what it shows, the sheet, and the broken findings of the rule as `key: text` in order.
struct Case {
    rule: &'static str,
    shows: &'static str,
    sheet: &'static str,
    findings: &'static [&'static str],
}

const CASES: &[Case] = &[
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
            "requests-balance/natural_person: 表三 自然人列：一(5) + 二(空白) = 5，三（七）(4) + 四(0) = 4，差 1。其中 1 格空白或画线，计为 0。",
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
            "requests-results/natural_person: 表三 自然人列：（一）(3) + （三）6(2) + （六）(1) = 6（其余各项为 0），三（七）(7)，差 1。",
            "requests-results/total: 表三 总计列：（一）(3) + （三）6(2) + （六）(1) = 6（其余各项为 0），三（七）(7)，差 1。",
        ],
    },
    Case {
        rule: "requests-results",
        shows: "no result at all",
        sheet: "@requests 2021
            received: 2 0 0 0 0 0 2
            processed_total: 2 0 0 0 0 0 2",
        findings: &[
            "requests-results/natural_person: 表三 自然人列：21 项之和 = 0，三（七）(2)，差 2。",
            "requests-results/total: 表三 总计列：21 项之和 = 0，三（七）(2)，差 2。",
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
            "requests-row-total/received: 表三 一、本年新收政府信息公开申请数量：自然人(20) + 商业企业(8) + 其他(1) = 29（其余各项为 0），总计(28)，差 1。",
        ],
    },
    Case {
        rule: "disputes-total",
        shows: "a group that does not add up",
        sheet: "@disputes 2021
            reconsideration: 1 0 0 0 1
            suit_after_reconsideration: 1 0 0 1 3",
        findings: &[
            "disputes-total/suit_after_reconsideration: 表四 行政诉讼·复议后起诉：结果维持(1) + 结果纠正(0) + 其他结果(0) + 尚未审结(1) = 2，总计(3)，差 1。",
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
            "table-missing/proactive: 没有找到表二（主动公开政府信息情况）。它的单元格没有数值，不计为 0；它的勾稽关系不适用。",
            "table-missing/requests: 没有找到表三（收到和处理政府信息公开申请情况）。它的单元格没有数值，不计为 0；它的勾稽关系不适用。",
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
            "requests-row-total/received: 表三 一、本年新收政府信息公开申请数量：自然人(1) = 1（其余各项为 0），总计(0)，差 1。",
            "requests-row-total/carried_out: 表三 四、结转下年度继续办理：6 项之和 = 0，总计(-1)，差 1。",
        ],
    },
    Case {
        rule: "edition-year",
        shows: "an edition of another year",
        sheet: "year 2022
            @requests 2019
            @proactive 2019",
        findings: &["edition-year/year: 报告年度是 2022，表二、表三用的却是 2019 年版，应当用 2021 年版。"],
    },
    Case {
        rule: "edition-year",
        shows: "two editions in one report",
        sheet: "@proactive 2021
            @requests 2019",
        findings: &[
            "edition-year/mixture: 表二用的是 2021 年版，表三用的是 2019 年版，一份报告应当用同一版。",
        ],
    },
    Case {
        rule: "edition-year",
        shows: "two editions, and which the year asks for",
        sheet: "year 2024
            @proactive 2021
            @requests 2019",
        findings: &[
            "edition-year/mixture: 表二用的是 2021 年版，表三用的是 2019 年版，2024 年报告应当用 2021 年版。",
        ],
    },
    Case {
        rule: "edition-year",
        shows: "the edition of the year, and a table four that tells nothing",
        sheet: "year 2024
            @proactive 2021
            @disputes 2019",
        findings: &[],
    },
    Case {
        rule: "edition-year",
        shows: "an unknown year tells nothing",
        sheet: "@requests 2019",
        findings: &[],
    },
    Case {
        rule: "disclosed-within-total",
        shows: "more in the year than in total; equal is fine, blank is no number",
        sheet: "@proactive 2019
            regulations: 0 3 3
            normative_documents: 12 12 9
            other_documents[其他文件]: 5 5 .",
        findings: &[
            "disclosed-within-total/proactive.normative_documents: 表二 规范性文件：本年新公开数量 12 多于对外公开总数量 9，差 3；新公开的应当计入总数量。",
        ],
    },
    Case {
        rule: "change-below-zero",
        shows: "more items lost than there were, in sub-rows too",
        sheet: "@proactive 2019
            licensing: 3 -3 0
            other_services[行政检查]: 3 -5 0
            fees: 1 -2",
        findings: &[
            "change-below-zero/proactive.fees: 表二 行政事业性收费：上一年项目数量 1，本年增/减 -2，增减后为 -1，小于 0。",
            "change-below-zero/proactive.other_services[行政检查]: 表二 行政检查：上一年项目数量 3，本年增/减 -5，增减后为 -2，小于 0。",
        ],
    },
    Case {
        rule: "decisions-copied",
        shows: "the new number of items; not where nothing changed, not zero",
        sheet: "@proactive 2019
            licensing: 330 5 335
            penalties: 12 0 12
            coercion: 2 -2 0",
        findings: &[
            "decisions-copied/proactive.licensing: 表二 行政许可：处理决定数量 335 恰好等于上一年项目数量 330 加本年增/减 5，可能填成了项目数，应填当年处理决定的件数。",
        ],
    },
    Case {
        rule: "regulations-level",
        shows: "a township makes no regulations",
        sheet: "office 云岭县青石镇人民政府
            @proactive 2021
            regulations: 3 0 5
            normative_documents: 1 0 1",
        findings: &[
            "regulations-level/regulations: 表二 规章：本年制发件数 3，现行有效件数 5。云岭县青石镇人民政府是乡镇，无权制定规章；请核对是否应当填在规范性文件一行，或者识读有误。",
        ],
    },
    Case {
        rule: "regulations-level",
        shows: "a county department, by what it made; what it disclosed others may have made",
        sheet: "office 云岭县财政局
            @proactive 2019
            regulations: 1 0 4",
        findings: &[
            "regulations-level/regulations: 表二 规章：本年新制作数量 1。云岭县财政局是县区部门，无权制定规章；请核对是否应当填在规范性文件一行，或者识读有误。",
        ],
    },
    Case {
        rule: "regulations-level",
        shows: "only what was disclosed",
        sheet: "office 云岭县财政局
            @proactive 2019
            regulations: 0 2 4",
        findings: &[],
    },
    Case {
        rule: "regulations-level",
        shows: "a city may have districts, and a development zone is of no known level",
        sheet: "office 云州市人民政府
            @proactive 2021
            regulations: 3 0 5",
        findings: &[],
    },
    Case {
        rule: "money-unit",
        shows: "a bare amount of the 2019 edition, by item too large for ten thousands",
        sheet: "@proactive 2019
            procurement: 20 3600000.50",
        findings: &[
            "money-unit/proactive.procurement.amount: 表二 政府集中采购 采购总金额：3600000.50 没有写明单位，是元还是万元无法判断。采购 20 项，若是万元，平均每项约 180000 万元，多半是元。请对照原文填写单位。",
        ],
    },
    Case {
        rule: "money-unit",
        shows: "a bare small amount may be either",
        sheet: "@proactive 2019
            procurement: 20 36",
        findings: &[
            "money-unit/proactive.procurement.amount: 表二 政府集中采购 采购总金额：36 没有写明单位，是元还是万元无法判断。请对照原文填写单位。",
        ],
    },
    Case {
        rule: "money-unit",
        shows: "a printed unit is enough, and zero needs none",
        sheet: "@proactive 2019
            procurement: 20 3600000
            unit proactive.procurement.amount 元",
        findings: &[],
    },
    Case {
        rule: "money-unit",
        shows: "another unit than the column's",
        sheet: "@proactive 2021
            fees: 36000
            unit proactive.fees.amount 元",
        findings: &[
            "money-unit/proactive.fees.amount: 表二 行政事业性收费 本年收费金额：36000 的单位写的是元，栏目单位是万元，请核对并换算。",
        ],
    },
    Case {
        rule: "money-unit",
        shows: "ten thousand times last year's",
        sheet: "year 2023
            @proactive 2021
            fees: 52000
            before 2022
            @proactive 2021
            fees: 4.9",
        findings: &[
            "money-unit/year/proactive.fees.amount: 表二 行政事业性收费 本年收费金额：52000，而“二〇二二年报告”中是 4.9，相差数千倍以上，可能一份用元、一份用万元，请核对。",
        ],
    },
    Case {
        rule: "money-unit",
        shows: "more than a township can take; ten times last year's is no other unit",
        sheet: "office 青石镇人民政府
            year 2023
            @proactive 2021
            fees: 523000
            before 2022
            @proactive 2021
            fees: 52300",
        findings: &[
            "money-unit/proactive.fees.amount: 表二 行政事业性收费 本年收费金额：523000 万元对青石镇人民政府来说过大，可能填的是元，请核对。",
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
            "swapped-columns/requests-results: 表三 （一）至（六）之和 = （七）总计：自然人列左边比右边多 1，商业企业列左边比右边少 1，总计列成立，可能有 1 件填错或读错了列。",
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
            "swapped-columns/requests-balance: 表三 一 + 二 = 三（七）+ 四：自然人列左边比右边多 2，商业企业列左边比右边少 2，总计列成立，可能有 2 件填错或读错了列（二、上年结转政府信息公开申请数量一行）。",
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
    Case {
        rule: "period-year",
        shows: "last year's period, and another witness of the year",
        sheet: "year 2022
            period 2021年1月1日起至2021年12月31日
            doubt 年份不一致：报告年份取2022年，标题写的是2021年，请核对原文。
            doubt 年份不一致：报告年份取2022年，统计期限写的是2021年1月1日起至2021年12月31日，请核对原文。
            doubt 单位不一致：标题和落款不同，请核对原文。",
        findings: &[
            "period-year/period: 报告年度是 2022，统计期限写的却是“2021年1月1日起至2021年12月31日”。请核对年度和表中数字是否都是这一年的。",
            "period-year/年份不一致：报告年份取2022年，标题写的是2021年，请核对原文。: 年份不一致：报告年份取2022年，标题写的是2021年，请核对原文。",
        ],
    },
    Case {
        rule: "period-year",
        shows: "the period of the year, in whatever digits, or none",
        sheet: "year 2022
            period ２０２２年1月1日至12月31日",
        findings: &[],
    },
    Case {
        rule: "section-order",
        shows: "missing, repeated, out of order, misnumbered",
        sheet: "head 1 一、总体情况
            text 概述全年的政府信息公开工作。
            head 3 三、收到和处理政府信息公开申请情况
            text 见表。
            head 2 二、主动公开政府信息情况
            text 见表。
            head 6 五、其他需要报告的事项
            text 无。
            head 6 七、其他需要报告的事项
            text 无。",
        findings: &[
            "section-order/missing: 没有找到“四、政府信息公开行政复议、行政诉讼情况”、“五、存在的主要问题及改进情况”的标题，可能缺少这些部分，或者标题受损。",
            "section-order/repeated/6: “六、其他需要报告的事项”的标题出现 2 次，内容可能重复。",
            "section-order/order: “二、主动公开政府信息情况”排在“三、收到和处理政府信息公开申请情况”之后，顺序与格式不一致。",
            "section-order/number/6: 标题“五、其他需要报告的事项”的编号是五，格式中这一部分是第六部分。",
            "section-order/number/6#2: 标题“七、其他需要报告的事项”的编号是七，格式中这一部分是第六部分。",
        ],
    },
    Case {
        rule: "section-order",
        shows: "contents, captions, subsections, sentences and lost numbers are no disorder",
        sheet: "head 1 一、总体情况
            head 2 二、主动公开政府信息情况
            head 3 三、收到和处理政府信息公开申请情况
            head 4 四、政府信息公开行政复议、行政诉讼情况
            head 5 五、存在的主要问题及改进情况
            head 6 六、其他需要报告的事项
            text 青石镇人民政府按照条例的要求编制本报告，现予公布，欢迎社会各界监督批评指正。
            head 1 **一、总体情况**
            head 2 （一）主动公开政府信息情况
            text 本年按时公开。
            head 2 主动公开政府信息情况
            head 2 表二：主动公开政府信息情况
            head 3 三、收到和处理政府信息公开申请情况
            text 见表。
            head 4 四、政府信息公开行政复议、行政诉讼情况
            text 见表。
            head 5 5. 存在的主要问题及改进情况
            text 公开的栏目还不够齐全，下一年逐项补齐。
            head 6 六、其他需要报告的事项
            head 6 无其他需要报告的事项。",
        findings: &[],
    },
    Case {
        rule: "section-five-empty",
        shows: "nothing but 无",
        sheet: "head 5 五、存在的主要问题及改进情况
            text 无。
            head 6 六、其他需要报告的事项
            text 本年没有收取信息处理费，没有其他需要报告的事项。",
        findings: &[
            "section-five-empty/five: “五、存在的主要问题及改进情况”的内容只有“无。”，应当写明存在的问题和改进情况。",
        ],
    },
    Case {
        rule: "section-five-empty",
        shows: "nothing at all",
        sheet: "head 5 五、存在的主要问题及改进情况
            head 6 六、其他需要报告的事项",
        findings: &[
            "section-five-empty/five: “五、存在的主要问题及改进情况”没有内容，应当写明存在的问题和改进情况。",
        ],
    },
    Case {
        rule: "section-five-empty",
        shows: "a text that ends with the heading may have been cut",
        sheet: "head 5 五、存在的主要问题及改进情况",
        findings: &[],
    },
    Case {
        rule: "section-five-empty",
        shows: "a short sentence says something",
        sheet: "head 5 五、存在的主要问题及改进情况
            text 公开不够及时，已经专人负责。
            head 6 六、其他需要报告的事项",
        findings: &[],
    },
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
            "prose-requests/全年共收到政府信息公开申请8件: 正文称“全年共收到政府信息公开申请8件”，表三 一、本年新收政府信息公开申请数量 总计为 5，差 3。按其他理解为 6，也不相符。",
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
            "prose-applicants/其中自然人申请1件: 正文称“其中自然人申请1件”，表三 一、本年新收政府信息公开申请数量 自然人为 2，差 1。按其他理解为 0，也不相符。",
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

#[test]
fn rules_find_what_their_cases_show() {
    for case in CASES {
        check_case(case);
    }
}

#[test]
fn every_rule_has_a_case_that_finds_something_and_full_documentation() {
    let with_case: BTreeSet<&str> = CASES
        .iter()
        .filter(|case| !case.findings.is_empty())
        .map(|case| case.rule)
        .collect();
    let ids: Vec<&str> = registry::all().iter().map(|rule| rule.id).collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "two rules have one id");
    assert_eq!(distinct, with_case, "rules and cases differ");
    for rule in registry::all() {
        for text in [rule.title, rule.why, rule.source] {
            assert!(!text.is_empty(), "{} lacks a text", rule.id);
        }
    }
}

#[track_caller]
fn check_case(case: &Case) {
    let (own, neighbours) = split_years(case.sheet);
    let (sheet, reading, text) = parse_with_text(own);
    let said = said(own);
    let claims = claims::read(&said, &[Span::new(0, said.len())]);
    let results = evidence::check(
        &sheet,
        &Witnesses {
            text: if text.is_empty() { &said } else { &text },
            reading: &reading,
            claims: &claims,
            neighbours: &neighbours,
            settled: &evidence::NOTHING_SETTLED,
        },
    );
    let of_rule = results
        .findings
        .iter()
        .filter(|finding| finding.rule == case.rule && finding.outcome == Verified::Broken);
    let found: Vec<String> = of_rule
        .map(|finding| format!("{}: {}", finding.key, finding.text))
        .collect();
    assert_eq!(found, case.findings, "{}: {}", case.rule, case.shows);
    let mut keys = BTreeSet::new();
    for finding in &results.findings {
        check_readable(finding);
        let key = &finding.key;
        assert!(keys.insert(key), "two findings have the key {key}");
    }
}

/// No keys and no English in what a person reads.
#[track_caller]
fn check_readable(finding: &Finding) {
    let letters = finding.text.chars().any(|c| c.is_ascii_alphabetic());
    assert!(!letters, "a key or English in: {}", finding.text);
}

/// The sheet of a case, and a reading that says nothing but the year (`year 2022`).
fn parse(text: &str) -> (Sheet, Reading) {
    let (sheet, reading, _) = parse_with_text(text);
    (sheet, reading)
}

/// The same with the text that its section headings point into.
fn parse_with_text(text: &str) -> (Sheet, Reading, String) {
    let (mut sheet, mut reading) = (Sheet::default(), Reading::default());
    let mut text_of_case = String::new();
    let mut table = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(head) = line.strip_prefix('@') {
            let (name, edition) = head.split_once(' ').unwrap();
            table = TableId::from_key(name);
            begin_table(
                &mut sheet,
                table.unwrap(),
                EditionId(edition.parse().unwrap()),
            );
        } else if line.starts_with("say ") {
            // The sentences are gathered by `said`.
        } else if let Some(year) = line.strip_prefix("year ") {
            reading.heading.year = Some(stated(year));
        } else if let Some(office) = line.strip_prefix("office ") {
            reading.heading.office = Some(stated(office));
        } else if let Some(period) = line.strip_prefix("period ") {
            reading.heading.period = Some(stated(period));
        } else if let Some(doubt) = line.strip_prefix("doubt ") {
            reading.heading.disagreements.push(doubt.to_owned());
        } else if let Some(unit) = line.strip_prefix("unit ") {
            let (cell, unit) = unit.split_once(' ').unwrap();
            reading
                .cells
                .insert(cell.parse().unwrap(), printed_unit(unit));
        } else if let Some(unsure) = line.strip_prefix("unsure ") {
            let (cell, printed) = unsure.split_once(' ').unwrap();
            let cell: CellKey = cell.parse().unwrap();
            let found = Found {
                printed: printed.to_owned(),
                value: sheet.value(&cell),
                certainty: Certainty::Uncertain("位置是推断的".to_owned()),
                ..Found::absent()
            };
            reading.cells.insert(cell, found);
        } else if let Some(left) = line.strip_prefix("left ") {
            let (table, text) = left.split_once(' ').unwrap();
            reading.leftovers.push(Leftover {
                table: TableId::from_key(table).unwrap(),
                text: text.to_owned(),
                span: Span::new(0, 0),
            });
        } else if let Some(section) = line.strip_prefix("head ") {
            let (number, title) = section.split_once(' ').unwrap();
            let start = text_of_case.len();
            text_of_case.push_str(title);
            reading.heading.sections.push(Section {
                number: number.parse().unwrap(),
                span: Span::new(start, text_of_case.len()),
            });
            text_of_case.push('\n');
        } else if let Some(line) = line.strip_prefix("text ") {
            text_of_case.push_str(line);
            text_of_case.push('\n');
        } else {
            let (row, values) = line.split_once(": ").unwrap();
            fill_row(&mut sheet, table.unwrap(), row, values);
        }
    }
    (sheet, reading, text_of_case)
}

/// The report of a case, and those of the years before and after that follow it.
fn split_years(text: &str) -> (&str, Neighbours) {
    let own_end = ["before ", "after "]
        .iter()
        .filter_map(|word| text.find(word))
        .min()
        .unwrap_or(text.len());
    let neighbour = |word: &str| {
        let (_, rest) = text.split_once(word)?;
        let end = rest.find("after ").unwrap_or(rest.len());
        let (year, sheet) = rest[..end].split_once('\n')?;
        let (sheet, reading) = parse(sheet);
        let in_words: String = year.chars().map(numeral).collect();
        Some(NeighbourReport::new(
            "青石镇人民政府",
            year.parse().unwrap(),
            &format!("{in_words}年报告"),
            &sheet,
            &reading,
        ))
    };
    let neighbours = Neighbours {
        before: neighbour("before "),
        after: neighbour("after "),
    };
    (&text[..own_end], neighbours)
}

fn numeral(digit: char) -> char {
    let at = digit.to_digit(10).unwrap() as usize;
    "〇一二三四五六七八九".chars().nth(at).unwrap()
}

/// What the rules between years cannot check, and why.
#[test]
fn what_two_years_cannot_tell_is_said() {
    check_undecided(
        "year 2022
        @requests 2021
        carried_in: . w ? ! 0 0 7
        before 2021
        @requests 2021
        carried_out: 7 1 1 1 / 0 .
        after 2024
        @requests 2021",
        &[
            "与“二〇二一年报告”无法核对：表三 自然人列（2022 年报告空白）；表三 商业企业列（2022 年报告是文字）；表三 科研机构列（2022 年报告无法辨认）；表三 社会公益组织列（2022 年报告未找到）；表三 总计列（2021 年报告空白）。",
            "“二〇二四年报告”是 2024 年报告，本报告是 2022 年报告，不是相邻的两年，无法核对。",
        ],
    );
    check_undecided(
        "year 2021
        @proactive 2021
        before 2020
        @proactive 2019",
        &[
            "表二：2020 年报告用的是另一版表格，没有现行有效件数，无法与“二〇二〇年报告”核对。",
            "表三：2020 年报告没有找到表三，无法与“二〇二〇年报告”核对。",
        ],
    );
    check_undecided(
        "@requests 2021
        before 2020
        @requests 2021",
        &["“二〇二〇年报告”是 2020 年报告，本报告的年度未知，不是相邻的两年，无法核对。"],
    );
    check_undecided(
        "year 2020
        @proactive 2019
        other_services[行政检查]: 3 0 0
        before 2019
        @proactive 2019
        @requests 2019",
        &[
            "与“二〇一九年报告”无法核对：表二 行政检查（2019 年报告未找到）。",
            "表三：2020 年报告没有找到表三，无法与“二〇一九年报告”核对。",
        ],
    );
}

#[track_caller]
fn check_undecided(case: &str, expected: &[&str]) {
    let (own, neighbours) = split_years(case);
    let (sheet, reading) = parse(own);
    let given = Given {
        sheet: &sheet,
        reading: &reading,
        text: "",
        prose: &[],
        neighbours: &neighbours,
        settled: &evidence::NOTHING_SETTLED,
    };
    let results = rules::check(&given);
    let undecided: Vec<&str> = results
        .findings
        .iter()
        .filter(|finding| rules::neighbours::is_between_years(&finding.key))
        .inspect(|finding| assert_eq!(finding.outcome, Verified::Undecided))
        .map(|finding| finding.text.as_str())
        .collect();
    assert_eq!(undecided, expected);
}

/// A sentence does not accuse cells that may have been read otherwise.
#[test]
fn a_doubtful_table_is_not_accused() {
    let sentence = "正文称“制发行政规范性文件4件”，表二 行政规范性文件 本年制发件数为 3，差 1。";
    let table = "@proactive 2021
        normative_documents: 3 0 9
        say 制发行政规范性文件4件。
        unsure proactive.normative_documents.made";
    let doubt = format!("{sentence}其中有识读存疑的格，无法核对，请先对照原文。");
    // No other place of the table holds a 4: whatever was meant, it was not what the sentence says.
    check_prose(&format!("{table} 3"), Verified::Broken, sentence);
    // A damaged glyph may be any number.
    check_prose(&format!("{table} B"), Verified::Undecided, &doubt);
    // A token without a cell, or another doubtful cell, may be the number that belongs there.
    check_prose(
        &format!("{table} 3\nleft proactive 4"),
        Verified::Undecided,
        &doubt,
    );
    check_prose(
        &format!("{table} 3\nleft proactive 0"),
        Verified::Broken,
        sentence,
    );
    check_prose(
        &format!("{table} 3\nlicensing: 4\nunsure proactive.licensing.decisions 4"),
        Verified::Undecided,
        &doubt,
    );
    // The number mends what the cell breaks, and the reader left something over.
    let broken = "@requests 2021
        received: 5 0 0 0 0 0 6
        granted: 5 0 0 0 0 0 5
        processed_total: 5 0 0 0 0 0 5
        say 新收政府信息公开申请5件。";
    let sentence = "正文称“新收政府信息公开申请5件”，表三 一、本年新收政府信息公开申请数量 总计为 6，差 1。若表中为 5，2 条不成立的勾稽关系即可成立。";
    check_prose(broken, Verified::Broken, sentence);
    check_prose(
        &format!("{broken}\nleft requests 5"),
        Verified::Undecided,
        &format!("{sentence}这一格可能识读有误，无法核对，请先对照原文。"),
    );
    // A table in disorder accuses nobody.
    check_prose(
        "@requests 2021
        received: 1 2 3 0 0 0 9
        granted: 4 5 6 0 0 0 7
        processed_total: 2 1 1 0 0 0 5
        say 依申请公开中，不予公开1件。
        left requests 3",
        Verified::Undecided,
        "正文称“不予公开1件”，表三 总计列 （三）1 至 （三）8 共 8 项，和为 0，差 1。这张表多处不成立或未读出，可能识读有误，无法核对，请先对照原文。",
    );
    // A single blank is named as one.
    check_prose(
        "@proactive 2021
        penalties: .
        say 作出行政处罚决定2件。",
        Verified::Broken,
        "正文称“作出行政处罚决定2件”，表二 行政处罚 本年处理决定数量空白，计为 0，差 2。",
    );
}

/// The only finding about the prose.
#[track_caller]
fn check_prose(case: &str, outcome: Verified, text: &str) {
    let (sheet, reading) = parse(case);
    let said = said(case);
    let witnesses = Witnesses {
        text: &said,
        reading: &reading,
        claims: &claims::read(&said, &[Span::new(0, said.len())]),
        neighbours: &Neighbours::default(),
        settled: &evidence::NOTHING_SETTLED,
    };
    let results = evidence::check(&sheet, &witnesses);
    let about_prose: Vec<(Verified, &str)> = results
        .findings
        .iter()
        .filter(|finding| finding.rule.starts_with("prose"))
        .map(|finding| (finding.outcome, finding.text.as_str()))
        .collect();
    assert_eq!(about_prose, [(outcome, text)]);
}

/// The sentences of a case.
fn said(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    lines.filter_map(|line| line.strip_prefix("say ")).collect()
}

fn stated(text: &str) -> Stated {
    Stated {
        text: text.to_owned(),
        spans: vec![Span::new(0, 4)],
    }
}

/// A cell that prints nothing but its unit; its value is in the sheet.
fn printed_unit(unit: &str) -> Found {
    Found {
        unit: Some(unit.to_owned()),
        ..Found::absent()
    }
}

fn begin_table(sheet: &mut Sheet, table: TableId, edition: EditionId) {
    let spec = catalogue::table(edition, table).unwrap();
    let rows = spec.official_rows();
    let zeros = spec.cells(table, &rows);
    let zeros = zeros
        .into_iter()
        .map(|cell| (cell, Value::Number(Amount::ZERO)));
    sheet.cells.extend(zeros);
    sheet.editions.insert(table, edition);
    sheet.rows.insert(table, rows);
}

/// Sets a row; a sub-row takes the place of its base row.
fn fill_row(sheet: &mut Sheet, table: TableId, row: &str, values: &str) {
    let key: CellKey = format!("{table}.{row}.x").parse().unwrap();
    let spec = catalogue::table(*sheet.editions.get(&table).unwrap(), table).unwrap();
    let rows = sheet.rows.get_mut(&table).unwrap();
    if !rows.contains(&key.row) {
        rows.retain(|known| known.as_str() != key.row.base());
        rows.push(key.row.clone());
        let base = RowKey::new(key.row.base());
        sheet.cells.retain(|cell, _| cell.row != base);
    }
    let cells = spec.cells(table, std::slice::from_ref(&key.row));
    let values: Vec<Value> = values.split(' ').map(value).collect();
    assert_eq!(cells.len(), values.len(), "{row}");
    sheet.cells.extend(cells.into_iter().zip(values));
}

fn value(token: &str) -> Value {
    match token {
        "." => Value::Blank,
        "/" => Value::Dash,
        "?" => Value::Unreadable,
        "!" => Value::Absent,
        "w" => Value::Words,
        number => Value::Number(Amount::parse(number).unwrap()),
    }
}

/// The results of a sheet without prose and without neighbours.
fn check_given(sheet: &Sheet, reading: &Reading) -> Results {
    rules::check(&Given {
        sheet,
        reading,
        text: "",
        prose: &[],
        neighbours: &Neighbours::default(),
        settled: &evidence::NOTHING_SETTLED,
    })
}

/// How many equations of the only table hold, hold conditionally, are broken, are undecided.
#[track_caller]
fn check_outcomes(sheet: &str, expected: (usize, usize, usize, usize)) -> Results {
    let (sheet, reading) = parse(sheet);
    let results = check_given(&sheet, &reading);
    let tables = summary::per_table(&results);
    let [table] = tables.as_slice() else {
        panic!("{} tables", tables.len());
    };
    assert_eq!(
        (
            table.holds,
            table.conditional,
            table.broken,
            table.undecided
        ),
        expected
    );
    results
}

#[test]
fn blanks_matter_only_where_a_number_stands() {
    check_outcomes("@disputes 2021", (3, 0, 0, 0));
    check_outcomes(
        "@disputes 2021
        reconsideration: . . . . .
        direct_suit: . 0 / 0 0
        suit_after_reconsideration: 1 . . / 1",
        (2, 1, 0, 0),
    );
}

#[test]
fn what_is_unread_or_in_words_is_undecided_and_names_its_cells() {
    let results = check_outcomes(
        "@disputes 2021
        reconsideration: 0 0 ? 0 0
        direct_suit: 0 w 0 ! 0",
        (1, 0, 0, 2),
    );
    let undecided: BTreeMap<&str, Vec<String>> = results
        .findings
        .iter()
        .filter(|finding| finding.outcome == Verified::Undecided)
        .map(|finding| {
            (
                finding.text.as_str(),
                finding.cells.iter().map(ToString::to_string).collect(),
            )
        })
        .collect();
    assert_eq!(
        undecided,
        BTreeMap::from([
            (
                "表四 行政复议：无法核对，因为其他结果（无法辨认）没有可用的数。",
                vec!["disputes.reconsideration.other".to_owned()],
            ),
            (
                "表四 行政诉讼·未经复议直接起诉：无法核对，因为结果纠正（是文字）、尚未审结（未找到）没有可用的数。",
                vec![
                    "disputes.direct_suit.corrected".to_owned(),
                    "disputes.direct_suit.pending".to_owned(),
                ],
            ),
        ])
    );
}

#[test]
fn a_blank_total_leaves_every_line_it_stands_in_undecided() {
    // The total of received is blank: its row and the balance of the total column cannot be checked.
    check_outcomes(
        "@requests 2019
        received: 3 2 0 0 0 0 .
        granted: 3 2 0 0 0 0 5
        processed_total: 3 2 0 0 0 0 5",
        (35, 0, 0, 2),
    );
}

#[test]
fn a_broken_equation_lists_all_its_cells_left_then_right() {
    let (sheet, reading) = parse("@disputes 2019\nreconsideration: 1 0 0 0 2");
    let results = check_given(&sheet, &reading);
    let finding = results
        .findings
        .iter()
        .find(|finding| finding.rule == "disputes-total")
        .unwrap();
    let columns: Vec<&str> = finding
        .cells
        .iter()
        .map(|cell| cell.column.as_str())
        .collect();
    assert_eq!(
        columns,
        ["upheld", "corrected", "other", "pending", "total"]
    );
    assert_eq!(finding.left, Amount::parse("1"));
    assert_eq!(finding.right, Amount::parse("2"));
}

/// Published balances 一 + 二 = （七） + 四 of the total column.
#[test]
fn published_balances_hold() {
    let published = [
        ["3511", "96", "3486", "121"],
        ["3525", "121", "3521", "125"],
        ["1295", "189", "1191", "293"],
        ["34", "2", "35", "1"],
        ["95", "0", "95", "0"],
    ];
    for [received, carried_in, processed, carried_out] in published {
        let table = |received: &str| {
            format!(
                "@requests 2021
                received: 0 0 0 0 0 {received} {received}
                carried_in: 0 0 0 0 0 {carried_in} {carried_in}
                granted: 0 0 0 0 0 {processed} {processed}
                processed_total: 0 0 0 0 0 {processed} {processed}
                carried_out: 0 0 0 0 0 {carried_out} {carried_out}"
            )
        };
        check_outcomes(&table(received), (39, 0, 0, 0));
        check_outcomes(&table("9999"), (37, 0, 2, 0));
    }
}

/// A published balance that holds only if blank counts as 0: 859 + 18 = 805 + 72.
#[test]
fn a_balance_over_a_blank_is_conditional() {
    let results = check_outcomes(
        "@requests 2019
        received: 0 0 0 0 0 859 859
        carried_in: 0 0 0 0 . 18 18
        granted: 0 0 0 0 0 805 805
        processed_total: 0 0 0 0 0 805 805
        carried_out: 0 0 0 0 0 72 72",
        (36, 1, 0, 0),
    );
    let conditional: Vec<&Finding> = results
        .findings
        .iter()
        .filter(|finding| finding.outcome == Verified::Conditional)
        .collect();
    let [finding] = conditional.as_slice() else {
        panic!("{} conditional findings", conditional.len());
    };
    assert_eq!(
        finding.text,
        "表三 二、上年结转政府信息公开申请数量：仅当空白计为 0 时成立。其他(18) = 18（其余各项为 0），总计(18)。其中 1 格空白或画线，计为 0。"
    );
}
