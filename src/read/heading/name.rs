//! What the name of an office looks like, and when two names mean the same office.

use crate::read::fold::holds;

/// Endings of names of offices, the longer before the shorter ones they end in.
const OFFICES: [&str; 50] = [
    "街道办事处",
    "地区行政公署",
    "管理委员会",
    "人民政府",
    "办事处",
    "委员会",
    "管委会",
    "办公室",
    "办公厅",
    "联合会",
    "事务所",
    "管理所",
    "大队",
    "支队",
    "总队",
    "中心",
    "政府",
    "公署",
    "银行",
    "分行",
    "海关",
    "海事",
    "大学",
    "学院",
    "学校",
    "中学",
    "小学",
    "医院",
    "法院",
    "集团",
    "公司",
    "税务",
    "协会",
    "总站",
    "委",
    "局",
    "厅",
    "署",
    "部",
    "处",
    "办",
    "院",
    "所",
    "站",
    "馆",
    "会",
    "队",
    "社",
    "台",
    "科",
];

/// Endings of names of places, which may stand for the office there.
const PLACES: [&str; 18] = [
    "苏木",
    "街道",
    "新区",
    "开发区",
    "园区",
    "示范区",
    "农场",
    "林场",
    "兵团",
    "省",
    "市",
    "县",
    "区",
    "乡",
    "镇",
    "州",
    "盟",
    "旗",
];

/// Words that no name of an office holds.
const NOT_IN_NAMES: [&str; 54] = [
    "根据",
    "按照",
    "依据",
    "编制",
    "报告",
    "报表",
    "条例",
    "公布",
    "首页",
    "当前",
    "位置",
    "信息公开",
    "政务公开",
    "目录",
    "通知",
    "附件",
    "索引",
    "本机关",
    "本单位",
    "我局",
    "欢迎",
    "网站",
    "门户",
    "年报",
    "年度",
    "文件",
    "打印",
    "关闭",
    "字体",
    "浏览",
    "发布",
    "联系",
    "电话",
    "地址",
    "情况",
    "工作人员",
    "规定",
    "有关",
    "要求",
    "统计",
    "申请",
    "如下",
    "总体",
    "说明",
    "正文",
    "标题",
    "来源",
    "时间",
    "日期",
    "印发",
    "全文",
    "内容",
    "名称",
    "搜索",
];

/// Names of offices that hold such a word.
const NAMES_ALL_THE_SAME: [&str; 4] = ["统计局", "统计调查", "机构编制", "政务公开办"];

/// Kinds of offices, as menus list their reports: no names.
const KINDS: [&str; 8] = [
    "乡镇",
    "街道",
    "区县",
    "县区",
    "市县",
    "镇街",
    "市区县",
    "部门单位",
];

/// How far a run of characters is fit to be the name of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fitness {
    /// It cannot be one.
    Unfit,
    /// It could be one, but has no ending of an office or place; only the grammar of a title can tell.
    Possible,
    /// It has the ending of an office or a place, and something before it.
    Complete,
}

/// Judges simplified characters as the name of an office.
#[must_use]
pub fn fitness(name: &[char]) -> Fitness {
    let text: String = name.iter().collect();
    let is_foreign = || {
        let rest = NAMES_ALL_THE_SAME
            .iter()
            .fold(text.clone(), |rest, known| rest.replace(known, "　"));
        NOT_IN_NAMES.iter().any(|word| rest.contains(word))
    };
    let is_name_char = |c: &char| is_chinese(*c) || matches!(c, '(' | ')' | '·' | '、' | '-');
    let n_chinese = name.iter().filter(|c| is_chinese(**c)).count();
    if !(2..=45).contains(&n_chinese)
        || !name.iter().all(is_name_char)
        || is_foreign()
        || speaks_of_itself(name)
    {
        return Fitness::Unfit;
    }
    if KINDS.contains(&text.as_str()) {
        return Fitness::Unfit;
    }
    let complete = |endings: &[&str], least: usize| {
        endings
            .iter()
            .find_map(|ending| text.strip_suffix(ending))
            .is_some_and(|stem| stem.chars().count() >= least)
    };
    if complete(&OFFICES, 2) || complete(&PLACES, 1) {
        Fitness::Complete
    } else {
        Fitness::Possible
    }
}

/// Whether words such as 我局, 本机关, 全市 or a conjunction begin; 本溪市 and 全州县 are names.
fn speaks_of_itself(name: &[char]) -> bool {
    let kinds = "机单局市县区镇乡街办委厅省行部院校所站年报";
    match name {
        ['我' | '该' | '各' | '及' | '与' | '、' | ')' | '-', ..] => true,
        ['本' | '全', second, ..] => kinds.contains(*second),
        _ => false,
    }
}

/// Whether a name ends in a place, such as a line 某某市 above 教育局.
#[must_use]
pub fn is_place(name: &[char]) -> bool {
    let text: String = name.iter().collect();
    fitness(name) == Fitness::Complete && PLACES.iter().any(|ending| text.ends_with(ending))
}

/// Whether a character belongs to a Chinese name.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether two names can mean the same office: one may leave out the higher place, the ending of the office, or
/// characters inside (永外街道 for 永定门外街道办事处), or name an office inside the other.
#[must_use]
pub fn agree(one: &[char], other: &[char]) -> bool {
    let (one, other) = (core(one), core(other));
    let (short, long) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let mut rest = long.iter();
    let is_shortened = short.iter().all(|c| rest.any(|d| d == c));
    let stem = |name: &[char]| {
        let end = name
            .iter()
            .rposition(|c| "街镇乡局".contains(*c))
            .map_or(name.len(), |at| at + 1);
        name.get(..end).unwrap_or(name).to_vec()
    };
    let (short_stem, long_stem) = (stem(short), stem(long));
    is_shortened
        || (short_stem.len() >= 3 && holds(&long_stem, &short_stem))
        || (long_stem.len() >= 3 && holds(&short_stem, &long_stem))
}

/// The name without the part that says what kind of office it is at a place.
fn core(name: &[char]) -> Vec<char> {
    let mut text: String = name.iter().filter(|c| is_chinese(**c)).collect();
    for ending in [
        "办公室",
        "办公厅",
        "办事处",
        "人民政府",
        "政府",
        "管理委员会",
        "管委会",
    ] {
        if let Some(stem) = text.strip_suffix(ending)
            && stem.chars().count() >= 2
        {
            text = stem.to_owned();
        }
    }
    text.chars().collect()
}
