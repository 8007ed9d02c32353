//! Folding: what is left of a text when everything that damage and typography change is taken away.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The characters of `text` that carry meaning in a label: compatibility forms unified; white space, control and
/// zero-width characters, brackets, quotes, punctuation and pinyin in brackets dropped; Latin letters in lower case;
/// traditional characters as simplified ones.
#[must_use]
pub fn fold(text: &str) -> Vec<char> {
    if text.chars().all(is_simple) && !(text.contains(['(', '（']) && text.contains(is_pinyin)) {
        let kept = text.chars().filter(|c| is_kept(*c));
        return kept.map(|c| simplified(c.to_ascii_lowercase())).collect();
    }
    without_pinyin(text)
        .nfkc()
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

/// Whether a character is its own compatibility form, or a mark whose form is another mark.
pub(in crate::read) fn is_simple(c: char) -> bool {
    is_plain(c) || is_dropped_mark(c)
}

/// Whether a character is its own compatibility form, whatever stands beside it.
pub(in crate::read) fn is_plain(c: char) -> bool {
    let is_mark = || {
        matches!(
            c,
            '、' | '。' | '《' | '》' | '“' | '”' | '〔' | '〕' | '│' | '—'
        )
    };
    (c.is_ascii() && c != '(') || is_han(c) || is_mark()
}

/// Whether a character is one of the common ideographs; most of a text are, and each is a letter.
#[inline]
pub(in crate::read) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a character is a mark of which folding leaves nothing, whatever stands beside it but a reading in brackets.
fn is_dropped_mark(c: char) -> bool {
    matches!(
        c,
        '(' | '（' | '）' | '，' | '：' | '；' | '！' | '？' | '／' | '％' | '．'
    )
}

/// Whether folding keeps the character (already in its compatibility form).
fn is_kept(c: char) -> bool {
    is_han(c) || (c.is_alphanumeric() && c != '\u{fffd}')
}

/// Traditional forms, those of Taiwan and Hong Kong included, of the characters that labels, titles and headings use, each
/// with its simplified form, in the order of their code points (from the dictionaries t2s, tw2s and hk2s of the `OpenCC` project, 1.4).
const TRADITIONAL: &str = "\
    並并 佈布 佔占 併并 來来 侷局 係系 個个 備备 傢家 傳传 傷伤 僅仅 內内 兩两 別别 刪删 劃划 動动 務务 勝胜 區区 協协 厤历 \
    參参 員员 問问 單单 噹当 嚮向 嚴严 囌苏 國国 園园 團团 埰采 執执 報报 場场 壞坏 夾夹 學学 寀采 實实 審审 寫写 將将 專专 \
    對对 導导 屬属 嶺岭 師师 幷并 幾几 廢废 廳厅 強强 彆别 彔录 後后 徑径 從从 復复 徵征 徹彻 態态 應应 戶户 捨舍 捲卷 掃扫 \
    採采 損损 摺折 擊击 據据 擬拟 敎教 敗败 數数 斷断 於于 旂旗 昇升 時时 暫暂 曆历 曏向 書书 會会 枱台 査查 條条 業业 構构 \
    標标 樣样 機机 檯台 欄栏 權权 歡欢 歷历 歸归 決决 沒没 況况 減减 測测 準准 滿满 瀏浏 為为 無无 熱热 爭争 爲为 牽牵 獨独 \
    獲获 現现 環环 產产 産产 畢毕 異异 當当 發发 監监 眞真 眾众 確确 祕秘 稅税 種种 稱称 穩稳 穫获 競竞 箇个 範范 簽签 籌筹 \
    籤签 糰团 糾纠 約约 納纳 級级 紛纷 終终 組组 結结 絕绝 絡络 給给 統统 絶绝 經经 綜综 綫线 維维 網网 緊紧 線线 編编 緻致 \
    縣县 總总 織织 繫系 繳缴 繼继 續续 纍累 纔才 罰罚 羣群 義义 習习 聞闻 聯联 職职 聽听 脩修 臺台 與与 舉举 舊旧 舘馆 萬万 \
    蒐搜 蓋盖 蔘参 蘇苏 處处 號号 衆众 衕同 衹只 袷夹 裏里 補补 裡里 製制 複复 覆复 覈核 見见 規规 覽览 觀观 訂订 計计 訓训 \
    記记 訟讼 訪访 設设 許许 訴诉 註注 証证 評评 詞词 詢询 話话 該该 認认 說说 説说 調调 請请 諮咨 證证 識识 議议 護护 讀读 \
    谿溪 貫贯 責责 費费 資资 質质 購购 踰逾 較较 輿舆 轄辖 轉转 辦办 農农 迴回 逕径 這这 連连 週周 進进 過过 達达 違违 遞递 \
    適适 遷迁 遺遗 還还 郵邮 鄉乡 鄰邻 醫医 鈎钩 鉤钩 銀银 銷销 錄录 錯错 録录 錶表 鎭镇 鎮镇 鏈链 長长 門门 閉闭 開开 間间 \
    閤合 閱阅 閲阅 關关 陞升 隊队 隨随 隻只 雙双 電电 韆千 響响 頁页 項项 順顺 預预 頭头 題题 額额 類类 颱台 餘余 館馆 駁驳 \
    體体 髮发 麪面 麫面 麵面 麼么 麽么 點点 黨党 齊齐 齣出 \
";

/// Each traditional form with its simplified one.
fn pairs() -> impl Iterator<Item = (char, char)> {
    let pair = |pair: &str| {
        let mut characters = pair.chars();
        Some((characters.next()?, characters.next()?))
    };
    TRADITIONAL.split_whitespace().filter_map(pair)
}

/// The characters with a simplified form, from 一 on, each in that form: every character of a text is asked for.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut all: Vec<char> = ('一'..='\u{9fff}').collect();
    for (traditional, simplified) in pairs() {
        if let Some(place) = place(traditional).and_then(|at| all.get_mut(at)) {
            *place = simplified;
        }
    }
    all
});

fn place(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(u32::from('一'))?).ok()
}

/// The character in its simplified form.
#[must_use]
pub fn simplified(c: char) -> char {
    let simplified = place(c).and_then(|at| SIMPLIFIED.get(at));
    simplified.copied().unwrap_or(c)
}

/// Most letters of the reading of one character.
const PINYIN_MOST: usize = 6;

/// Characters that pinyin is written with, tone marks included.
fn is_pinyin(c: char) -> bool {
    c.is_ascii_lowercase() || ('\u{e0}'..='\u{1dc}').contains(&c)
}

/// How many of the characters are a reading in brackets, as some mirrors print behind a character: `(dòng)`.
fn pinyin_len(text: &[char]) -> usize {
    let [open, rest @ ..] = text else { return 0 };
    let n = rest.iter().take_while(|c| is_pinyin(**c)).count();
    let is_closed = matches!(rest.get(n), Some(')' | '）'));
    let is_reading = (1..=PINYIN_MOST).contains(&n) && matches!(open, '(' | '（');
    if is_reading && is_closed { n + 2 } else { 0 }
}

/// `text` without the readings that stand in brackets behind its Chinese characters.
fn without_pinyin(text: &str) -> Cow<'_, str> {
    if !text.contains(['(', '（']) || !text.contains(is_pinyin) {
        return Cow::Borrowed(text);
    }
    let characters: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = characters.get(at) {
        let is_behind_chinese = kept.ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let n = pinyin_len(characters.get(at..).unwrap_or(&[]));
        if n > 0 && is_behind_chinese {
            at += n;
        } else {
            kept.push(*c);
            at += 1;
        }
    }
    Cow::Owned(kept)
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
        check_folded("信息內(nèi)容", "信息内容");
        check_folded("現（xiàn）行", "现行");
        check_folded("其他(no)处理(abcdefg)", "其他处理abcdefg");
        check_folded("(a)处理", "a处理");
        check_folded("行政覆議、監管與稅務", "行政复议监管与税务");
    }

    #[test]
    fn nothing_is_left_of_marks_that_are_dropped() {
        for c in ('\0'..=char::MAX).filter(|c| is_dropped_mark(*c)) {
            assert!(!c.nfkc().any(is_kept), "{c}");
            assert!(!is_kept(c), "{c}");
        }
    }

    #[test]
    fn plain_characters_are_their_own_forms() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            assert!(c.nfkc().eq([c]), "{c}");
            assert!(c.to_lowercase().eq([c.to_ascii_lowercase()]), "{c}");
        }
        check_folded("A一、总体（b）情况", "a一总体情况");
        check_folded("A一、总体情况", "a一总体情况");
    }

    #[test]
    fn traditional_characters_stand_in_order() {
        assert!(pairs().is_sorted_by(|one, next| one.0 < next.0));
        assert!(pairs().all(|(from, to)| from != to && simplified(from) == to));
    }
}
