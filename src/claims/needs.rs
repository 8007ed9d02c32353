//! The words without which an expression cannot match, as far as its text tells.

/// Words, of each list at least one, that every match holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs(Vec<Vec<Word>>);

/// A word with the characters it is made of, as bits, so that most texts are told to lack it at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    bits: u128,
}

/// Most words of a list: looking for more takes longer than the expression itself.
const MOST_WORDS: usize = 64;

impl Needs {
    /// What the expression `source` needs. Whatever is not understood needs nothing.
    #[must_use]
    pub fn of(source: &str) -> Self {
        let characters: Vec<char> = source.chars().collect();
        let mut parser = Parser { rest: &characters };
        let needs = parser.alternatives();
        match needs {
            Some(needs) if parser.rest.is_empty() => Self(needs),
            _ => Self::default(),
        }
    }

    /// Whether `text` has a word of every list.
    #[must_use]
    pub fn are_met_by(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let bits = bits(text);
        let has = |word: &Word| word.bits & !bits == 0 && text.contains(&word.text);
        self.0.iter().all(|words| words.iter().any(has))
    }
}

fn bits(text: &str) -> u128 {
    let bit = |c: char| 1 << (u32::from(c).wrapping_mul(0x9e37_79b1) >> 25);
    text.chars().fold(0, |bits, c| bits | bit(c))
}

fn word(text: String) -> Word {
    Word {
        bits: bits(&text),
        text,
    }
}

/// Reads an expression from left to right. Each function gives `None` for what it does not understand.
struct Parser<'a> {
    rest: &'a [char],
}

/// How often an item stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Often {
    Once,
    /// Once or more, as far as its own text goes.
    AtLeastOnce,
    PerhapsNever,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<char> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn take(&mut self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let rest = self.rest.strip_prefix(text.as_slice());
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// `a|b|c`: of each the shortest list, in one.
    fn alternatives(&mut self) -> Option<Vec<Vec<Word>>> {
        let mut all = vec![self.sequence()?];
        while self.take("|") {
            all.push(self.sequence()?);
        }
        if all.len() == 1 {
            return all.pop();
        }
        let mut together = Vec::new();
        for needs in all {
            let Some(shortest) = needs.into_iter().min_by_key(Vec::len) else {
                return Some(Vec::new());
            };
            together.extend(shortest);
        }
        Some(if together.len() > MOST_WORDS {
            Vec::new()
        } else {
            vec![together]
        })
    }

    /// Items one behind the other: the lists of all.
    fn sequence(&mut self) -> Option<Vec<Vec<Word>>> {
        let mut needs = Vec::new();
        let mut run = String::new();
        while let Some(c) = self.rest.first().copied() {
            if matches!(c, '|' | ')') {
                break;
            }
            self.next();
            let (literal, inner) = match c {
                '(' => (None, self.group()?),
                '[' => (None, self.class()?),
                '\\' => self.escaped()?,
                '.' | '^' | '$' => (None, Vec::new()),
                _ => (Some(c), Vec::new()),
            };
            let often = self.often()?;
            if let (Some(c), true) = (literal, often != Often::PerhapsNever) {
                run.push(c);
            }
            if literal.is_none() || often != Often::Once {
                needs.extend(flushed(&mut run));
            }
            if often != Often::PerhapsNever {
                needs.extend(inner);
            }
        }
        needs.extend(flushed(&mut run));
        Some(needs)
    }

    /// Behind `(`.
    fn group(&mut self) -> Option<Vec<Vec<Word>>> {
        if self.take("?P<") {
            while self.next()? != '>' {}
        } else if !self.take("?:") && self.rest.first() == Some(&'?') {
            return None;
        }
        let needs = self.alternatives()?;
        self.take(")").then_some(needs)
    }

    /// Behind `[`.
    fn class(&mut self) -> Option<Vec<Vec<Word>>> {
        self.take("^");
        loop {
            match self.next()? {
                ']' => return Some(Vec::new()),
                '[' => return None,
                '\\' => drop(self.next()?),
                _ => {}
            }
        }
    }

    /// Behind a backslash: a character that stands for itself, or a class.
    fn escaped(&mut self) -> Option<(Option<char>, Vec<Vec<Word>>)> {
        let c = self.next()?;
        if !c.is_ascii_alphanumeric() {
            return Some((Some(c), Vec::new()));
        }
        if matches!(c, 'p' | 'P') && self.take("{") {
            while self.next()? != '}' {}
        }
        matches!(c, 'p' | 'P' | 'd' | 's').then_some((None, Vec::new()))
    }

    fn often(&mut self) -> Option<Often> {
        let often = match self.rest.first() {
            Some('?' | '*') => Often::PerhapsNever,
            Some('+') => Often::AtLeastOnce,
            Some('{') => {
                let is_never = self.rest.get(1) == Some(&'0');
                while self.rest.first()? != &'}' {
                    self.next();
                }
                if is_never {
                    Often::PerhapsNever
                } else {
                    Often::AtLeastOnce
                }
            }
            _ => return Some(Often::Once),
        };
        self.next();
        // As few as possible is as often as that.
        self.take("?");
        Some(often)
    }
}

fn flushed(run: &mut String) -> Option<Vec<Word>> {
    (!run.is_empty()).then(|| vec![word(std::mem::take(run))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_needs(expression: &str, expected: &[&[&str]]) {
        let lists = Needs::of(expression).0;
        let texts: Vec<Vec<&str>> = lists
            .iter()
            .map(|words| words.iter().map(|word| word.text.as_str()).collect())
            .collect();
        assert_eq!(texts, expected, "{expression}");
    }

    #[test]
    fn words_that_must_stand_are_found() {
        check_needs("国家秘密[^#]{0,10}#", &[&["国家秘密"], &["#"]]);
        check_needs(
            "(?:收到|接到)[^#]*#[^，]{1,2}申请",
            &[&["收到", "接到"], &["#"], &["申请"]],
        );
        check_needs("部分(?:予以)?公开", &[&["部分"], &["公开"]]);
        check_needs("甲乙?丙+丁", &[&["甲"], &["丙"], &["丁"]]);
        check_needs("甲丙+丁", &[&["甲丙"], &["丁"]]);
        check_needs("(?:甲|乙)*丙|^(?P<名>丁)$", &[&["丙", "丁"]]);
        check_needs("甲|乙*", &[]);
        check_needs("(?i)甲", &[]);
        check_needs(
            "\\p{Han}{2}县(?:甲乙|丙){2,3}?",
            &[&["县"], &["甲乙", "丙"]],
        );
        check_needs("甲{0,2}乙\\.", &[&["乙."]]);
        check_needs("(?:甲|)乙", &[&["乙"]]);
        check_needs("[甲\\]乙]丙", &[&["丙"]]);
    }

    #[test]
    fn a_text_without_them_is_told() {
        let needs = Needs::of("(?:收到|接到)[^#]*#");
        assert!(needs.are_met_by("共接到申请#"));
        assert!(!needs.are_met_by("共接到申请"));
        assert!(!needs.are_met_by("到接收#"));
    }
}
