//! Regular expressions that cost nothing until a text may hold what they look for.
//!
//! Most sentences hold nothing that most expressions look for. So an expression knows words without which it cannot
//! match ([`Needs`]), and is compiled when the first text has them. Whether it matches is told by an automaton that runs
//! forward only, which compiles in a fraction of the time; where it matches, by the full one.

use std::borrow::Cow;
use std::cell::RefCell;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::OnceLock;

use regex::{CaptureMatches, Captures, Matches, Regex, Replacer, Split};
use regex_automata::Input;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::pool::Pool;

use crate::claims::needs::Needs;

/// An expression that is part of the program; it is compiled when first needed.
#[derive(Debug)]
pub struct Expression {
    source: Cow<'static, str>,
    needs: Needs,
    quick: OnceLock<Option<Quick>>,
    full: OnceLock<Regex>,
}

type MakeCache = Box<dyn Fn() -> Cache + Send + Sync + UnwindSafe + RefUnwindSafe>;

/// Tells whether there is a match, and nothing else.
#[derive(Debug)]
struct Quick {
    dfa: DFA,
    caches: Pool<Cache, MakeCache>,
}

thread_local! {
    /// Holds tables that are larger than most expressions: made once.
    static COMPILER: RefCell<thompson::Compiler> = RefCell::new({
        let config = thompson::Config::new().which_captures(WhichCaptures::None);
        let mut compiler = thompson::Compiler::new();
        compiler.configure(config);
        compiler
    });
}

impl Quick {
    /// `None` for an expression that only the full engine knows.
    fn new(source: &str) -> Option<Self> {
        let nfa = COMPILER.with_borrow(|compiler| compiler.build(source).ok())?;
        let dfa = DFA::builder().build_from_nfa(nfa).ok()?;
        let of_pool = dfa.clone();
        let make: MakeCache = Box::new(move || of_pool.create_cache());
        let caches = Pool::new(make);
        Some(Self { dfa, caches })
    }

    /// `None` where it gives up.
    fn is_match(&self, text: &str) -> Option<bool> {
        let mut cache = self.caches.get();
        let input = Input::new(text).earliest(true);
        let found = self.dfa.try_search_fwd(&mut cache, &input).ok()?;
        Some(found.is_some())
    }
}

impl Expression {
    /// The expression `source`.
    #[must_use]
    pub fn new(source: impl Into<Cow<'static, str>>) -> Self {
        let source = source.into();
        Self {
            needs: Needs::of(&source),
            source,
            quick: OnceLock::new(),
            full: OnceLock::new(),
        }
    }

    /// # Panics
    /// If the expression is wrong. A test asks every one.
    #[expect(
        clippy::expect_used,
        reason = "the expressions are part of the program, and a test asks every one"
    )]
    fn full(&self) -> &Regex {
        self.full.get_or_init(|| {
            Regex::new(&self.source).expect("an expression of the program is valid")
        })
    }

    /// Whether it matches anywhere in `text`.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let is_match = self.needs.are_met_by(text) && self.is_found_in(text);
        #[cfg(test)]
        self.check(text, is_match);
        is_match
    }

    #[cfg(test)]
    fn check(&self, text: &str, told: bool) {
        assert_eq!(told, self.full().is_match(text), "{} {text}", self.source);
    }

    fn is_found_in(&self, text: &str) -> bool {
        let quick = self.quick.get_or_init(|| Quick::new(&self.source));
        let told = quick.as_ref().and_then(|quick| quick.is_match(text));
        told.unwrap_or_else(|| self.full().is_match(text))
    }

    /// The full engine where it matches.
    fn matching(&self, text: &str) -> Option<&Regex> {
        self.is_match(text).then(|| self.full())
    }

    /// The first match.
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Option<regex::Match<'t>> {
        self.matching(text)?.find(text)
    }

    /// The groups of the first match.
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.matching(text)?.captures(text)
    }

    /// All matches.
    pub fn find_iter<'r, 't>(
        &'r self,
        text: &'t str,
    ) -> impl Iterator<Item = regex::Match<'t>> + use<'r, 't> {
        let all = |regex: &'r Regex| -> Matches<'r, 't> { regex.find_iter(text) };
        self.matching(text).map(all).into_iter().flatten()
    }

    /// The groups of all matches.
    pub fn captures_iter<'r, 't>(
        &'r self,
        text: &'t str,
    ) -> impl Iterator<Item = Captures<'t>> + use<'r, 't> {
        let all = |regex: &'r Regex| -> CaptureMatches<'r, 't> { regex.captures_iter(text) };
        self.matching(text).map(all).into_iter().flatten()
    }

    /// What stands between the matches.
    pub fn split<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = &'t str> + use<'r, 't> {
        let parts: Option<Split<'r, 't>> = self.matching(text).map(|regex| regex.split(text));
        let whole = parts.is_none().then_some(text);
        parts.into_iter().flatten().chain(whole)
    }

    /// `text` with the first match replaced.
    pub fn replace<'t>(&self, text: &'t str, with: impl Replacer) -> Cow<'t, str> {
        self.matching(text)
            .map_or(Cow::Borrowed(text), |regex| regex.replace(text, with))
    }

    /// `text` with every match replaced.
    pub fn replace_all<'t>(&self, text: &'t str, with: impl Replacer) -> Cow<'t, str> {
        self.matching(text)
            .map_or(Cow::Borrowed(text), |regex| regex.replace_all(text, with))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::claims::{Report, read};
    use crate::source::Span;

    fn all_texts(folder: &Path, texts: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                all_texts(&path, texts);
            } else {
                texts.extend(fs::read_to_string(&path));
            }
        }
    }

    /// In a test every answer is held against the full engine.
    #[test]
    fn every_expression_says_what_the_full_engine_says() {
        let mut texts = Vec::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in ["tests/read", "tests/claims", "assets/samples"] {
            all_texts(&root.join(folder), &mut texts);
        }
        assert!(texts.len() > 100);
        for text in &texts {
            let _ = read(text, &[Span::new(0, text.len())], Report::default());
        }
    }

    #[test]
    fn a_text_without_a_match_stays_whole() {
        let mark = Expression::new("、|和");
        assert_eq!(
            mark.split("甲、乙和丙").collect::<Vec<_>>(),
            ["甲", "乙", "丙"]
        );
        assert_eq!(mark.split("甲乙").collect::<Vec<_>>(), ["甲乙"]);
        assert_eq!(mark.replace_all("甲、乙和丙", "；"), "甲；乙；丙");
        assert_eq!(mark.replace("甲、乙和丙", "；"), "甲；乙和丙");
        assert_eq!(mark.find("甲、乙").map(|found| found.start()), Some(3));
        assert_eq!(mark.find_iter("甲乙").count(), 0);
    }
}
