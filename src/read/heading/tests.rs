//! Headings as data: made-up offices in the title forms that reports print.

use crate::read::heading::read;
use crate::read::reading::Heading;
use crate::read::{pieces, sections};

fn heading(text: &str, file_name: &str) -> Heading {
    let cut = pieces::cut(text);
    let sections = sections::headings(text, &cut);
    read(text, file_name, &cut, &sections)
}

/// Office and year as `office 2019`, `-` for what was not found.
#[track_caller]
fn check_heading(text: &str, expected: &str) {
    let found = heading(text, "a.txt");
    let told = |stated: &Option<crate::read::reading::Stated>| {
        stated.as_ref().map_or("-".to_owned(), |s| s.text.clone())
    };
    assert_eq!(
        format!("{} {}", told(&found.office), told(&found.year)),
        expected,
        "{text}"
    );
    for stated in [&found.office, &found.period].into_iter().flatten() {
        let printed: String = stated.spans.iter().map(|span| span.of(text)).collect();
        let squeezed = crate::read::fold::squeeze(&printed.replace(['*', '#'], ""));
        assert_eq!(squeezed, stated.text, "the spans hold the name: {text}");
    }
}

#[track_caller]
fn check_agreement(text: &str) {
    let found = heading(text, "a.txt").disagreements;
    assert!(found.is_empty(), "{found:?}: {text}");
}

#[track_caller]
fn check_disagreement(text: &str, part: &str) {
    let found = heading(text, "a.txt").disagreements;
    assert!(
        found.iter().any(|it| it.said.chinese.contains(part)),
        "{part} not in {found:?}: {text}"
    );
}

const REST: &str = "\n一、总体情况\n我局认真做好各项工作。\n二、主动公开政府信息情况\n";

#[expect(clippy::too_many_lines, reason = "cases as data")]
#[test]
fn titles_name_office_and_year_in_any_order() {
    for (title, expected) in [
        (
            "柏川县水务局2021年政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "2021年柏川县水务局政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "2021年度柏川县水务局政府信息公开工作年报",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局政府信息公开工作2021年度报告",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局政府信息公开工作年度报告（2021年）",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局政府信息公开工作年度报告\n（2021年度）",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局关于2021年度政府信息公开工作情况的报告",
            "柏川县水务局 2021",
        ),
        (
            "关于柏川县水务局2021年政府信息公开年度报告的公告",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局二〇二一年政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        ("柏川县水务局政府信息公开工作年度报告", "柏川县水务局 -"),
        ("2021年政府信息公开工作年度报告", "- 2021"),
        (
            "柏川县人民政府2021年政府信息公开工作年度报告",
            "柏川县人民政府 2021",
        ),
        (
            "柏川县人民政府信息公开工作年度报告（2021年）",
            "柏川县人民政府 2021",
        ),
        (
            "2021年柏川县人民政府政府信息公开工作年度报告",
            "柏川县人民政府 2021",
        ),
        (
            "柏川县青槐街道2021年政务公开工作年度报告",
            "柏川县青槐街道 2021",
        ),
        (
            "和溪县水务局2021年政府信息公开工作年度报告",
            "和溪县水务局 2021",
        ),
        (
            "全溪州民政局2021年政府信息公开工作年度报告",
            "全溪州民政局 2021",
        ),
        (
            "柏川县统计局2021年政府信息公开工作年度报告",
            "柏川县统计局 2021",
        ),
        (
            "国家统计局柏川调查队2021年政府信息公开工作年度报告",
            "国家统计局柏川调查队 2021",
        ),
        (
            "中共柏川县委机构编制委员会办公室2021年政府信息公开工作年度报告",
            "中共柏川县委机构编制委员会办公室 2021",
        ),
        (
            "柏川县第二人民医院2021年信息公开工作年度报告",
            "柏川县第二人民医院 2021",
        ),
        (
            "柏川师范学院2020-2021学年信息公开年度报告",
            "柏川师范学院 2021",
        ),
        (
            "柏川海洋观测集团筹备组2021年政府信息公开工作年度报告",
            "柏川海洋观测集团筹备组 2021",
        ),
        (
            "柏川縣青槐鎮人民政府2021年政府信息公開工作年度報告",
            "柏川縣青槐鎮人民政府 2021",
        ),
    ] {
        check_heading(&format!("{title}{REST}"), expected);
    }
}

#[test]
fn titles_are_broken_over_lines() {
    for (title, expected) in [
        (
            "柏川县水务局\n2021 年政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局2021年\n\n\n政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局 2021 年政府信息公开工作\n          年度报告",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局2021年政府信息公开工作年度报\n告",
            "柏川县水务局 2021",
        ),
        (
            "柏川县青槐街道办\n事处2021年政府信息公开工作年度报告",
            "柏川县青槐街道办事处 2021",
        ),
        (
            "柏川县发展\n和改革委员会2021年政府信息公开工作年度报告",
            "柏川县发展和改革委员会 2021",
        ),
        (
            "2021年柏川县\n水务局政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "柏川市\n教育局2021年政府信息公开工作年度报告",
            "柏川市教育局 2021",
        ),
        (
            "柏川县水务局\n2021年度\n政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "2021年度政府信息公开工作年度报告\n柏川县水务局\n（2022年1月5日）",
            "柏川县水务局 2021",
        ),
        (
            "# **柏川县水务局**\n## **2021年政府信息公开年度报告**",
            "柏川县水务局 2021",
        ),
        (
            "柏 川 县 水 务 局 2021 年 政 府 信 息 公 开 工 作 年 度 报 告",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局\n主            生\n2021 年政府信息公开年度报告",
            "柏川县水务局 2021",
        ),
    ] {
        check_heading(&format!("{title}{REST}"), expected);
    }
}

#[test]
fn heads_menus_and_page_data_are_no_titles() {
    for (head, expected) in [
        (
            "柏川县水务局文件\n柏水发〔2022〕7号\n柏川县水务局2021年政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "索引号：0012/2022-1　主题分类：政务公开\n发布机构：柏川县水务局　发文日期：2022-01-20\n名　称：柏川县水务局2021年政府信息公开工作年度报告　主题词：",
            "柏川县水务局 2021",
        ),
        (
            "首页 | 政务公开\n当前位置：首页 > 政府信息公开 > 政府信息公开年报\n柏川县水务局2021年政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "上一篇：柏川县水务局2020年政府信息公开工作年度报告\n柏川县水务局2021年政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "• 0012/2022-1\n• 柏川县水务局\n• 政府信息公开年度报告\n• 2022-01-20\n柏川县水务局2021年政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "新闻中心\n政府信息公开年报\n柏川县水务局2021年政府信息公开工作年度报告",
            "柏川县水务局 2021",
        ),
        (
            "# 柏川县水务局2021年政府信息公开工作年度报告 {#柏川县水务局2021年政府信息公开工作年度报告 style=\"x\"}",
            "柏川县水务局 2021",
        ),
        (
            "2021年柏川县水务局政府信息公开工作年度报\n上生.\n后",
            "柏川县水务局 2021",
        ),
        (
            "柏川县水务局2021年政府信恩公开工作年度报吉",
            "柏川县水务局 2021",
        ),
    ] {
        check_heading(&format!("{head}{REST}"), expected);
    }
    let links = "2021年柏川县水务局政府信息公开年度报告";
    check_heading(
        &format!("{links}{REST}无。\n柏川县水务局2019年政府信息公开年度报告\n"),
        "柏川县水务局 2021",
    );
}

#[test]
fn sentences_and_signatures_stand_in_for_a_lost_title() {
    for (text, expected) in [
        (
            "按照规定，现公布青槐镇人民政府20\n21年政府信息公开工作年度报告，其统计时限为2021年1月1日至12月31日。",
            "青槐镇人民政府 2021",
        ),
        (
            "根据条例，青槐街道编制了 2021 年度政府信息公开工作年度报告，内容如下。",
            "青槐街道 2021",
        ),
        (
            "根据条例，特编制2021年青槐街道政府信息公开工作年度报告。",
            "青槐街道 2021",
        ),
        (
            "一、总体情况\n无。\n六、其他需要报告的事项\n无。\n青槐镇人民政府\n2022年1月15日\n- 3 -",
            "青槐镇人民政府 2021",
        ),
        (
            "一、总体情况\n如对本报告有疑问，请与青槐镇人民政府联系（电话：1234567）。",
            "青槐镇人民政府 -",
        ),
        (
            "一、总体情况\n2021年，我镇认真做好工作。\n2022年，将重点做好以下工作。\n如有疑问，请联系：青槐镇\n人民政府，电话1。",
            "青槐镇人民政府 2021",
        ),
        ("我局做好工作。", "- -"),
        ("", "- -"),
    ] {
        check_heading(text, expected);
    }
}

#[test]
fn damaged_years_need_a_second_witness() {
    let title = |year: &str| format!("柏川县水务局{year}年政府信息公开工作年度报告");
    let period = "\n统计期限自2019年1月1日起至2019年12月31日止。\n";
    for year in ["2O19", "20l9", "201 9", "20\n19"] {
        check_heading(&format!("{}{period}", title(year)), "柏川县水务局 2019");
        check_heading(&title(year), "柏川县水务局 -");
        check_agreement(&format!("{}{period}", title(year)));
    }
    check_heading(&title("1987"), "- -");
}

#[test]
fn the_period_is_kept_as_printed() {
    for (text, expected) in [
        (
            "统计时限自 2019年1月1日起至 2019年 12月 31日止。",
            "2019年1月1日起至2019年12月31日",
        ),
        (
            "统计期限为 2025\n年 1 月 1 日至 12 月 31 日。",
            "2025年1月1日至12月31日",
        ),
        ("统计期限为2019.1.1-2019.12.31。", "2019.1.1-2019.12.31"),
        (
            "涵盖2021年1月1日至12月31日期间的情况。",
            "2021年1月1日至12月31日",
        ),
        (
            "统计期限自2020年1月1日起，至2020年12月31日止。",
            "2020年1月1日起,至2020年12月31日",
        ),
    ] {
        let period = heading(text, "a.txt").period.unwrap();
        assert_eq!(period.text, expected);
    }
}

#[test]
fn contradictions_are_told() {
    let title = "柏川县水务局2020年政府信息公开工作年度报告\n";
    check_disagreement(
        &format!("{title}统计期限自2019年1月1日起至2019年12月31日止。"),
        "统计期限写的是2019年1月1日",
    );
    check_disagreement(
        &format!("{title}统计期限自2019年1月1日起至2020年12月31日止。"),
        "统计期限跨年",
    );
    check_disagreement(
        &format!("{title}按规定，现公布柏川县水务局2019年政府信息公开工作年度报告。"),
        "2019年的报告",
    );
    check_disagreement(
        &format!("{title}一、总体情况\n无。\n柏川县民政局\n2021年1月3日"),
        "落款写作“柏川县民政局”",
    );
    check_disagreement(
        &format!("{title}一、总体情况\n无。\n柏川县水务局\n2020年1月3日"),
        "落款日期在2020年",
    );
    check_disagreement(
        "一、总体情况\n无。\n柏川县水务局\n2021年1月3日",
        "推定为2020年",
    );
}

#[test]
fn shorter_names_and_late_dates_are_no_contradiction() {
    let title = "柏川县青槐街道办事处2020年政府信息公开工作年度报告\n";
    for rest in [
        "按规定，现公布青槐街道2020年政府信息公开工作年度报告。",
        "一、总体情况\n无。\n青槐街道办事处\n2021年7月3日",
        "一、总体情况\n无。\n青槐街道党政综合办公室\n2021年1月3日",
        "一、总体情况\n2019年，我街道已完成整改，较2019年增加。\n2020年，我街道共公开3条。\n2020年度，我街道收到0件。\n2020年，全年无。",
        "一、总体情况\n完成市政府2018年政府信息公开年度报告，并对2018年以来的信息清理。",
        "如有疑问，请与柏川县人民政府办公室联系。",
    ] {
        check_agreement(&format!("{title}{rest}"));
    }
}

#[test]
fn a_title_misprinted_alone_gives_way_to_the_others() {
    let text = "柏川县水务扃2020年政府信息公开工作年度报告\n按规定，现公布柏川县水务局2020年政府信息公开工作年度报告。\n一、总体情况\n无。\n柏川县水务局\n2021年1月3日";
    check_heading(text, "柏川县水务局 2020");
}

#[test]
fn the_file_name_is_the_last_witness() {
    let year = |name: &str| heading("我局做好工作。", name).year.map(|year| year.text);
    assert_eq!(year("水务局2021年报.txt").as_deref(), Some("2021"));
    assert_eq!(year("20210115.txt"), None);
    assert_eq!(year("2020-2021.txt"), None);
    assert!(
        heading("我局做好工作。", "2021.txt")
            .year
            .unwrap()
            .spans
            .is_empty()
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(parts in proptest::collection::vec(proptest::sample::select(vec![
        "柏川县", "水务局", "办事处", "20", "21", "2O21", "年", "度", "政府信息公开", "工作", "年度报告", "年度报", "\n", "  ", "\t", "|",
        "（", "）", "，", "。", "关于", "现公布", "1月1日", "至12月31日", "统计期限", "请与", "联系", "来源：", "文件", "*", "#", "①", "㎡", "é", "和", "截至",
    ]), 0..40)) {
        let text = parts.concat();
        let found = heading(&text, &text);
        for stated in [found.office, found.year, found.period].into_iter().flatten() {
            for span in stated.spans {
                proptest::prop_assert!(text.get(span.range()).is_some());
            }
        }
    }
}

#[test]
fn what_stands_around_a_title_is_no_part_of_the_name() {
    check_heading(
        "example.org东塘街道2019年政府信息公开工作年度报告\n",
        "东塘街道 2019",
    );
    check_heading(
        "第12页 云岭市信访局2022年政府信息公开工作年度报告\nP. 12\n",
        "云岭市信访局 2022",
    );
    check_heading(
        "现向社会公开青石镇2020年度政府信息公开工作年度报告。\n",
        "青石镇 2020",
    );
    check_heading(
        "云岭县政务公开办公室2020年政府信息公开工作年度报告\n",
        "云岭县政务公开办公室 2020",
    );
    check_heading(
        "> 政务公开\n> 街道信息公开年度报告\n云岭区柳荫街道2023年政府信息公开年度报告\n",
        "云岭区柳荫街道 2023",
    );
    check_heading(
        "云岭县财政局2020年政府信息公开\n年度报告\n(2021年1月22日)\n",
        "云岭县财政局 2020",
    );
}

#[test]
fn sentences_that_open_with_year_and_office_tell_both() {
    check_heading(
        "一、总体情况\n2024年柳荫街道推动公开工作。2024年度柳荫街道更新两次。\n",
        "柳荫街道 2024",
    );
    check_heading("一、总体情况\n2024年柳荫街道推动公开工作。\n", "- -");
}
