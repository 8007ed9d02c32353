//! Names of offices where there is little room: as they are called for short, and if that is still too long, their end,
//! for the offices of one dataset begin alike.

/// Kinds of offices with what they are called for short.
const KINDS: [(&str, &str); 4] = [
    ("人民政府", "政府"),
    ("街道办事处", "街道"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
];

/// The name, shortened as far as is needed for `width`; `width_of` tells how wide a text is.
pub(super) fn fitting(name: &str, width: f32, width_of: impl Fn(&str) -> f32) -> String {
    if width_of(name) <= width {
        return name.to_owned();
    }
    let mut short = name.to_owned();
    for (long, called) in KINDS {
        short = short.replace(long, called);
    }
    if width_of(&short) <= width {
        return short;
    }
    let starts = short.char_indices().map(|(at, _)| at).skip(1);
    let mut ends = starts.filter_map(|at| Some(format!("…{}", short.get(at..)?)));
    ends.find(|end| width_of(end) <= width)
        .unwrap_or(short.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_short(name: &str, n_chars: u16, expected: &str) {
        let width_of = |text: &str| f32::from(u16::try_from(text.chars().count()).unwrap());
        assert_eq!(fitting(name, f32::from(n_chars), width_of), expected);
    }

    #[test]
    fn what_tells_offices_apart_stays() {
        check_short("云岭县青石镇人民政府", 10, "云岭县青石镇人民政府");
        check_short("云岭县青石镇人民政府", 9, "云岭县青石镇政府");
        check_short("云岭县青石镇人民政府", 6, "…青石镇政府");
        check_short("周村区永安街街道办事处", 8, "周村区永安街街道");
        check_short("周村区永安街街道办事处", 6, "…永安街街道");
        check_short("云岭县卫生健康委员会", 8, "云岭县卫生健康委");
        check_short("云岭高新区管理委员会", 8, "云岭高新区管委会");
        check_short("云岭县", 0, "云岭县");
    }
}
