//! Period and sections.

use crate::cases::Case;

/// The cases.
pub(crate) const CASES: &[Case] = &[
    Case {
        rule: "period-year",
        shows: "last year's period, and another witness of the year",
        sheet: "year 2022
            period 2021年1月1日起至2021年12月31日
            doubt year 年份不一致：报告年份取2022年，标题写的是2021年，请核对原文。
            doubt year-of-period 年份不一致：报告年份取2022年，统计期限写的是2021年1月1日起至2021年12月31日，请核对原文。
            doubt office 单位不一致：标题和落款不同，请核对原文。",
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
        shows: "contents end where the first section comes again",
        sheet: "head 1 一、总体情况
            head 2 二、主动公开政府信息情况
            head 3 三、收到和处理政府信息公开申请情况
            head 4 四、政府信息公开行政复议、行政诉讼情况
            head 5 五、存在的主要问题及改进情况
            head 6 六、其他需要报告的事项
            head 1 一、总体情况
            text 青石镇人民政府按照条例的要求编制本报告，现予公布，欢迎社会各界监督批评指正。
            head 2 二、主动公开政府信息情况
            text 见表，各项数字由镇政务公开办公室汇总，经镇领导审核后填报，与台账一致无误。
            head 3 三、收到和处理政府信息公开申请情况
            text 见表，各项数字由镇政务公开办公室汇总，经镇领导审核后填报，与台账一致无误。
            head 4 四、政府信息公开行政复议、行政诉讼情况
            text 见表，各项数字由镇政务公开办公室汇总，经镇领导审核后填报，与台账一致无误。
            head 5 五、存在的主要问题及改进情况
            text 公开的栏目还不够齐全，下一年逐项补齐。
            head 6 六、其他需要报告的事项",
        findings: &[],
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
];
