//! How far a damaged text is from a label of the form. Costs are in thousandths of a character.

/// Cost of a label's character that does not stand in the text, or stands there as another.
const LOST: u32 = 1_000;
/// Cost of a character of the text that is not in the label and that nothing explains.
const STRAY: u32 = 500;
/// Cost of a character that belongs to something else of the form: a group head, a column label.
const EXPLAINED: u32 = 20;
/// Longest text compared; beyond it the text is not one label.
const MAX_TEXT: usize = 90;

/// A fragment of text: its folded characters, and whether the form explains it if it is not part of the label.
#[derive(Clone, Copy, Debug)]
pub struct Fragment<'a> {
    /// Folded characters.
    pub folded: &'a [char],
    /// Whether it may be a head or a column label.
    pub explained: bool,
}

/// A label held against fragments that are joined one by one: by monotone alignment (Needleman and Wunsch 1970, section
/// "computing") with cheap skips for fragments that the form explains.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The cheapest alignment of the text so far with each beginning of the label.
    row: Vec<u32>,
    n_text: usize,
}

impl Joined {
    /// No fragment yet.
    #[must_use]
    pub fn new(label: &[char]) -> Self {
        Self {
            row: (0..).step_by(LOST as usize).take(label.len() + 1).collect(),
            n_text: 0,
        }
    }

    /// Joins one more fragment.
    pub fn add(&mut self, label: &[char], fragment: &Fragment) {
        self.n_text += fragment.folded.len();
        if self.n_text > MAX_TEXT {
            return;
        }
        let skip = if fragment.explained { EXPLAINED } else { STRAY };
        for c in fragment.folded {
            advance(&mut self.row, label, *c, skip);
        }
    }

    /// The distance of the label from the fragments so far, per character of the label: 0 is the label itself, 1000 or more
    /// is nothing like it.
    #[must_use]
    pub fn distance(&self, label: &[char]) -> u32 {
        if self.n_text == 0 || self.n_text > MAX_TEXT {
            return LOST;
        }
        let length = u32::try_from(label.len()).unwrap_or(u32::MAX).max(1);
        self.row.last().copied().unwrap_or(u32::MAX) / length
    }
}

/// No alignment of a label of `length` characters is cheaper, in thousandths of a character, with a text in which
/// `n_standing` of them stand and of which nothing explains `n_own` characters: each character of the label stands there
/// or is lost, and takes the place of one of the text at most.
#[must_use]
pub fn least(length: usize, n_standing: usize, n_own: usize) -> usize {
    length.saturating_sub(n_standing) * LOST as usize
        + n_own.saturating_sub(length) * STRAY as usize
}

/// One step of the alignment: the text's next character is `c`.
fn advance(row: &mut [u32], label: &[char], c: char, skip: u32) {
    let Some((first, rest)) = row.split_first_mut() else {
        return;
    };
    let mut diagonal = *first;
    *first += skip;
    let mut left = *first;
    for (cell, expected) in rest.iter_mut().zip(label) {
        let change = if *expected == c { 0 } else { LOST };
        let best = (*cell + skip).min(diagonal + change).min(left + LOST);
        diagonal = *cell;
        left = best;
        *cell = best;
    }
}

/// Plain edit distance between two texts, in characters.
#[must_use]
pub fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, x) in a.iter().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let best = (diagonal + usize::from(x != y))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = *cell;
            left = best;
            *cell = best;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[track_caller]
    fn check_distance(label: &str, fragments: &[(&str, bool)], expected: u32) {
        let folded: Vec<Vec<char>> = fragments.iter().map(|(text, _)| chars(text)).collect();
        let fragments: Vec<Fragment> = folded
            .iter()
            .zip(fragments)
            .map(|(folded, (_, explained))| Fragment {
                folded,
                explained: *explained,
            })
            .collect();
        let label = chars(label);
        let mut joined = Joined::new(&label);
        for fragment in &fragments {
            joined.add(&label, fragment);
        }
        assert_eq!(joined.distance(&label), expected);
    }

    #[test]
    fn fragments_join_around_what_the_form_explains() {
        check_distance(
            "2其他法律行政法规禁止公开",
            &[("2其他法律行政法规禁", false), ("止公开", false)],
            0,
        );
        check_distance("重复申请", &[("三不予", true), ("重复申请", false)], 15);
        check_distance("重复申请", &[("重复由请", false)], 250);
        check_distance("重复申请", &[], 1_000);
    }

    #[test]
    fn no_alignment_is_cheaper_than_the_least() {
        let texts = [
            "重复申请",
            "申请复重甲乙丙丁戊己",
            "重甲复乙申丙请丁",
            "甲乙",
            "重重重重重重重重重",
        ];
        let label = chars("重复申请");
        for text in texts.map(chars) {
            let n_standing = label.iter().filter(|c| text.contains(c)).count();
            for explained in [false, true] {
                let mut joined = Joined::new(&label);
                joined.add(
                    &label,
                    &Fragment {
                        folded: &text,
                        explained,
                    },
                );
                let n_own = if explained { 0 } else { text.len() };
                let least = least(label.len(), n_standing, n_own) / label.len();
                assert!(joined.distance(&label) as usize >= least, "{text:?}");
            }
        }
    }

    #[test]
    fn edit_distance_counts_characters() {
        assert_eq!(edit_distance(&chars("钩稽关系"), &chars("勾稽关系")), 1);
        assert_eq!(edit_distance(&chars(""), &chars("表")), 1);
    }
}
