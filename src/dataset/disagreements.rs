//! Witnesses that disagree, as files keep them: a sentence, and what it is about.

use crate::dataset::v1::HeadingV1;
use crate::read::{Disagreement, Disputed};
use crate::said::{Said, said};

/// The disagreements that a file keeps; `said` gives a sentence that it keeps in both languages.
///
/// # Errors
/// What is wrong with the file, as the tail of a sentence.
pub(super) fn of_file(
    heading: &HeadingV1,
    said: impl Fn(&str) -> Said,
) -> Result<Vec<Disagreement>, Said> {
    let mut keys = heading.disputed.iter();
    let told = heading.disagreements.iter().map(|told| {
        let about = match keys.next() {
            Some(key) => disputed(key)?,
            None => disputed_in_older(told),
        };
        Ok(Disagreement::new(about, said(told)))
    });
    told.collect()
}

fn disputed(key: &str) -> Result<Disputed, Said> {
    let mut all = Disputed::ALL.into_iter();
    all.find(|about| about.key() == key).ok_or_else(|| {
        said!(
            "“{key}”不是已知的分歧",
            "“{key}” is no kind of disagreement"
        )
    })
}

/// What a sentence is about in a file that keeps nothing else. It is one of that time, whatever is said today.
fn disputed_in_older(told: &str) -> Disputed {
    let begins = |with: &str| told.starts_with(with);
    if begins("年份不一致") && told.contains("统计期限") {
        Disputed::YearOfPeriod
    } else if begins("年份不一致") {
        Disputed::Year
    } else if begins("统计期限跨年") {
        Disputed::PeriodOfTwoYears
    } else if begins("正文没有写明") {
        Disputed::YearUntold
    } else {
        Disputed::Office
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sentences_of_older_files_are_about_is_told_apart() {
        for (told, about) in [
            (
                "年份不一致：报告年份取2022年，标题写的是2021年，请核对原文。",
                Disputed::Year,
            ),
            (
                "年份不一致：报告年份取2022年，统计期限写的是2021年，请核对原文。",
                Disputed::YearOfPeriod,
            ),
            (
                "统计期限跨年：2021年1月1日至2022年6月30日，请核对原文。",
                Disputed::PeriodOfTwoYears,
            ),
            (
                "正文没有写明报告年份，2022年取自文件名，请核对。",
                Disputed::YearUntold,
            ),
            (
                "机关名称不一致：标题写作“甲”，落款写作“乙”，请核对原文。",
                Disputed::Office,
            ),
        ] {
            assert_eq!(disputed_in_older(told), about, "{told}");
        }
        for about in Disputed::ALL {
            assert_eq!(disputed(about.key()), Ok(about));
        }
        assert!(disputed("别的").is_err());
    }
}
