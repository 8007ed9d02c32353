//! Table two, and the edition.

use crate::cases::Case;

/// The cases.
pub(crate) const CASES: &[Case] = &[
    Case {
        rule: "edition-year",
        shows: "an edition of another year",
        sheet: "year 2022
            @requests 2019
            @proactive 2019",
        findings: &[
            "edition-year/year: 报告年度是 2022，表二、表三用的却是 2019 年版，应当用 2021 年版。",
        ],
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
            "money-unit/proactive.fees.amount: 表二 行政事业性收费 本年收费金额：36000 的单位写的是元，栏目单位是万元，请核对单位。",
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
];
