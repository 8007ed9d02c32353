//! How Chinese characters are read, for what a hand types instead of them.

use pinyin::ToPinyinMulti;

/// The readings of a character without tones, the usual one first, each once; none for what is no Chinese character.
pub(crate) fn readings(character: char) -> impl Iterator<Item = &'static str> {
    let known = character.to_pinyin_multi();
    let mut readings: Vec<&'static str> = Vec::new();
    for reading in known.into_iter().flatten() {
        if !readings.contains(&reading.plain()) {
            readings.push(reading.plain());
        }
    }
    readings.into_iter()
}

/// What puts names in the order of their pinyin: each character behind its usual reading.
pub(crate) fn spelled(name: &str) -> String {
    let mut spelled = String::new();
    for character in name.chars() {
        spelled.extend(readings(character).next());
        spelled.push(character);
    }
    spelled
}

/// The first letters of the readings of each character of a name, as one bit each, `a` the lowest; a letter or digit of
/// the name itself stands for none. What is neither is left out.
pub(crate) fn initials(name: &str) -> Vec<u32> {
    let letters = |character: char| {
        let initials = readings(character).filter_map(|reading| bit(reading.chars().next()?));
        initials.fold(0, |all, one| all | one)
    };
    let characters = name.chars().filter(|c| c.is_alphanumeric());
    characters.map(letters).collect()
}

/// Whether these letters, one after another, are first letters of characters that stand side by side.
pub(crate) fn has_initials(initials: &[u32], letters: &str) -> bool {
    let wanted: Option<Vec<u32>> = letters.chars().map(bit).collect();
    let Some(wanted) = wanted.filter(|wanted| !wanted.is_empty()) else {
        return false;
    };
    let is_there = |stretch: &[u32]| {
        let mut pairs = stretch.iter().zip(&wanted);
        pairs.all(|(known, wanted)| known & wanted != 0)
    };
    initials.windows(wanted.len()).any(is_there)
}

fn bit(letter: char) -> Option<u32> {
    let at = u32::from(letter).checked_sub(u32::from('a'))?;
    (at < 26).then(|| 1 << at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_found(name: &str, letters: &str, expected: bool) {
        let is_found = has_initials(&initials(name), letters);
        assert_eq!(is_found, expected, "{name} {letters}");
    }

    #[test]
    fn offices_are_found_by_first_letters_of_any_reading() {
        check_found("云岭县青石镇人民政府", "qsz", true);
        check_found("云岭县青石镇人民政府", "ylxqsz", true);
        check_found("云岭县青石镇人民政府", "yqs", false);
        check_found("重庆市长寿区", "cqs", true);
        check_found("重庆市长寿区", "csq", true);
        check_found("濮阳县（本级）", "pyxbj", true);
        check_found("青石镇", "", false);
        check_found("青石镇", "q石", false);
        check_found("青石镇", "qszr", false);
    }
}
