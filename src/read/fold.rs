//! Folding: what is left of a text when everything that damage and typography change is taken away.

use unicode_normalization::UnicodeNormalization;

/// The characters of `text` that carry meaning in a label: compatibility forms unified; white space, control and
/// zero-width characters, brackets, quotes and punctuation dropped; Latin letters in lower case.
#[must_use]
pub fn fold(text: &str) -> Vec<char> {
    text.nfkc()
        .filter(|c| is_kept(*c))
        .flat_map(char::to_lowercase)
        .map(simplified)
        .collect()
}

/// Whether `short` stands in `long`; nothing does anywhere.
#[must_use]
pub fn holds(long: &[char], short: &[char]) -> bool {
    short.is_empty() || long.windows(short.len()).any(|window| window == short)
}

/// Whether folding keeps the character (already in its compatibility form).
fn is_kept(c: char) -> bool {
    c.is_alphanumeric() && c != '\u{fffd}'
}

/// Traditional forms of the characters the form's labels use, and their simplified forms.
const TRADITIONAL: [(char, char); 72] = [
    ('報', '报'),
    ('開', '开'),
    ('關', '关'),
    ('條', '条'),
    ('項', '项'),
    ('規', '规'),
    ('範', '范'),
    ('數', '数'),
    ('製', '制'),
    ('發', '发'),
    ('廢', '废'),
    ('現', '现'),
    ('許', '许'),
    ('處', '处'),
    ('罰', '罚'),
    ('強', '强'),
    ('業', '业'),
    ('費', '费'),
    ('單', '单'),
    ('萬', '万'),
    ('請', '请'),
    ('機', '机'),
    ('構', '构'),
    ('會', '会'),
    ('組', '组'),
    ('織', '织'),
    ('務', '务'),
    ('總', '总'),
    ('計', '计'),
    ('結', '结'),
    ('轉', '转'),
    ('辦', '办'),
    ('區', '区'),
    ('這', '这'),
    ('種', '种'),
    ('屬', '属'),
    ('於', '于'),
    ('國', '国'),
    ('秘', '秘'),
    ('禁', '禁'),
    ('護', '护'),
    ('權', '权'),
    ('內', '内'),
    ('過', '过'),
    ('執', '执'),
    ('詢', '询'),
    ('沒', '没'),
    ('補', '补'),
    ('後', '后'),
    ('確', '确'),
    ('訪', '访'),
    ('舉', '举'),
    ('投', '投'),
    ('訴', '诉'),
    ('類', '类'),
    ('複', '复'),
    ('復', '复'),
    ('議', '议'),
    ('訟', '讼'),
    ('經', '经'),
    ('維', '维'),
    ('糾', '纠'),
    ('審', '审'),
    ('無', '无'),
    ('當', '当'),
    ('間', '间'),
    ('體', '体'),
    ('樣', '样'),
    ('繼', '继'),
    ('續', '续'),
    ('應', '应'),
    ('與', '与'),
];

fn simplified(c: char) -> char {
    TRADITIONAL
        .iter()
        .find(|(traditional, _)| *traditional == c)
        .map_or(c, |(_, simplified)| *simplified)
}

/// `text` with compatibility forms unified and white space removed, punctuation kept.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_folded(text: &str, expected: &str) {
        assert_eq!(
            fold(text).into_iter().collect::<String>(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn typography_and_punctuation_fall_away() {
        check_folded("3.危及“三安全 一稳定”", "3危及三安全一稳定");
        check_folded("（二）部分公开（区分处理的，", "二部分公开区分处理的");
        check_folded("屬於國家秘密\u{200b}", "属于国家秘密");
        check_folded("｜１２　本年增/减", "12本年增减");
    }
}
