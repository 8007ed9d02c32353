//! Numbers written in Chinese characters, plain or as on cheques: 三, 十二, 一百零五, 壹佰零伍.

/// The value of a number below ten thousand; `None` if the characters form none.
#[must_use]
pub fn value(text: &str) -> Option<i64> {
    let (mut total, mut digit) = (0_i64, None);
    for c in text.chars() {
        if let Some(weight) = weight(c) {
            total += digit.take().unwrap_or(1) * weight;
        } else {
            let next = self::digit(c)?;
            if digit.is_some_and(|digit| digit != 0) {
                return None;
            }
            digit = Some(next);
        }
    }
    Some(total + digit.unwrap_or(0))
}

fn digit(c: char) -> Option<i64> {
    let in_list = |digits: &str| digits.chars().position(|known| known == c);
    let at = in_list("零一二三四五六七八九").or_else(|| in_list("〇壹贰叁肆伍陆柒捌玖"));
    match c {
        '两' => Some(2),
        _ => i64::try_from(at?).ok(),
    }
}

fn weight(c: char) -> Option<i64> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_small_numbers() {
        let cases = [
            ("三", 3),
            ("十二", 12),
            ("一百零五", 105),
            ("两千三百", 2300),
            ("零", 0),
        ];
        for (text, expected) in cases {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        assert_eq!(value("二三"), None);
        assert_eq!(value("甲"), None);
    }
}
