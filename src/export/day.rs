//! The day of a moment, for people: China has one time, eight hours ahead of UTC, and no summer time.

const SECONDS_A_DAY: u64 = 24 * 60 * 60;
const CHINA_IS_AHEAD: u64 = 8 * 60 * 60;

/// Days from 0000-03-01 to 1970-01-01 in the Gregorian calendar.
const DAYS_TO_1970: u64 = 719_468;

/// The day in China at `at_secs` seconds since 1970 UTC: `2024年1月9日`.
#[must_use]
pub fn china_day(at_secs: u64) -> String {
    let (year, month, day) = civil(at_secs.saturating_add(CHINA_IS_AHEAD) / SECONDS_A_DAY);
    format!("{year}年{month}月{day}日")
}

/// The minute in China at `at_secs` seconds since 1970 UTC: `2024-01-09 16:30`.
#[must_use]
pub fn china_minute(at_secs: u64) -> String {
    let written = instant(at_secs.saturating_add(CHINA_IS_AHEAD));
    let minute = written.get(..16).unwrap_or(&written);
    minute.replace('T', " ")
}

/// The moment `at_secs` seconds since 1970 in UTC, as ISO 8601 writes it: `2024-01-09T08:30:00Z`.
#[must_use]
pub fn instant(at_secs: u64) -> String {
    let (year, month, day) = civil(at_secs / SECONDS_A_DAY);
    let second = at_secs % SECONDS_A_DAY;
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z",
        second % 60
    )
}

/// Year, month and day, `days` after 1970-01-01. Years begin in March, so that the leap day is the last of its year, and
/// repeat every 400 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`).
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days.saturating_add(DAYS_TO_1970);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_day(at_secs: u64, expected: &str) {
        assert_eq!(china_day(at_secs), expected, "{at_secs}");
    }

    #[test]
    fn moments_are_days_in_china() {
        check_day(0, "1970年1月1日");
        check_day(1_700_000_000, "2023年11月15日");
        check_day(951_753_600, "2000年2月29日");
        check_day(1_709_136_000, "2024年2月29日");
        check_day(1_709_222_400, "2024年3月1日");
        check_day(1_704_038_399, "2023年12月31日");
        check_day(1_704_038_400, "2024年1月1日");
    }
}
