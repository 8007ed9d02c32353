//! What an office's name tells about its level. Most names tell nothing for sure; then nothing is said.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// The levels that certainly stand below every maker of 规章.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 街道办事处.
    Street,
    /// 乡镇.
    Township,
    /// 县、区.
    County,
    /// A department of a county or district.
    CountyDepartment,
}

impl Level {
    /// What a sentence calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Street => "街道",
            Self::Township => "乡镇",
            Self::County => "县区政府",
            Self::CountyDepartment => "县区部门",
        }
    }

    /// The same in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Street => "a street office",
            Self::Township => "a township",
            Self::County => "a county or district",
            Self::CountyDepartment => "a department of a county or district",
        }
    }
}

static STREET: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("街道(?:办事处|办)?$").ok());

/// A township names itself a government, or stands behind its county.
static TOWNSHIP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:\\p{Han}(?:镇|乡|苏木)(?:人民)?政府|[县区市旗]\\p{Han}{1,6}(?:镇|乡)|^\\p{Han}{1,4}(?:镇|乡))$").ok()
});

/// 区 that is no district: 自治区, 开发区, 新区 and the like.
static OTHER_AREA: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:自治|特别行政|特|地|新|开发|高新|示范|管理|合作|产业|保税|风景|名胜|旅游|度假|试验|实验|集聚|保护|园|景|矿|林|库|港|校|社|小|街|灌|厂|经济)区",
    )
    .ok()
});

static COUNTY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("\\p{Han}{2}[县区]人民政府(?:办公室)?$").ok());

static DEPARTMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("\\p{Han}{2}[县区]\\p{Han}{2,}(?:局|委员会|办公室|中心|大队|支队)$").ok()
});

/// The level of the office with this name, if the name leaves no doubt.
#[must_use]
pub fn of(office: &str) -> Option<Level> {
    let name: String = office.nfkc().filter(|c| c.is_alphanumeric()).collect();
    let is = |pattern: &LazyLock<Option<Regex>>| {
        let pattern = pattern.as_ref();
        pattern.is_some_and(|pattern| pattern.is_match(&name))
    };
    if is(&STREET) {
        return Some(Level::Street);
    }
    if is(&TOWNSHIP) && !name.ends_with("景德镇") {
        return Some(Level::Township);
    }
    if is(&OTHER_AREA) {
        return None;
    }
    if is(&COUNTY) {
        return Some(Level::County);
    }
    is(&DEPARTMENT).then_some(Level::CountyDepartment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_level(office: &str, expected: Option<Level>) {
        assert_eq!(of(office), expected, "{office}");
    }

    #[test]
    fn patterns_compile() {
        for pattern in [&STREET, &TOWNSHIP, &OTHER_AREA, &COUNTY, &DEPARTMENT] {
            assert!(pattern.is_some());
        }
    }

    #[test]
    fn names_tell_the_lower_levels() {
        check_level("白榆街道办事处", Some(Level::Street));
        check_level("丁香区白榆街道", Some(Level::Street));
        check_level("青石镇人民政府", Some(Level::Township));
        check_level("青石镇", Some(Level::Township));
        check_level("云岭县青石镇", Some(Level::Township));
        check_level("云岭县 青石乡政府", Some(Level::Township));
        check_level("云岭县人民政府", Some(Level::County));
        check_level("云州市丁香区人民政府办公室", Some(Level::County));
        check_level("云州市青山区教育局", Some(Level::CountyDepartment));
        check_level("青山区人民政府", Some(Level::County));
        check_level("云岭县财政局", Some(Level::CountyDepartment));
        check_level("国家税务总局云岭县税务局", Some(Level::CountyDepartment));
    }

    #[test]
    fn makers_of_regulations_and_unclear_names_stay_unknown() {
        for office in [
            "国家白榆总局",
            "云山省人民政府",
            "云山省财政厅",
            "云岭自治区人民政府",
            "云岭自治区财政厅",
            "云州市人民政府",
            "云州市财政局",
            "云州地区行政公署",
            "云州经济技术开发区管理委员会",
            "云州市白榆新区管理委员会",
            "景德镇",
            "青石",
            "",
        ] {
            check_level(office, None);
        }
    }
}
