//! Heads of columns or rows that stand over several of them, merged into one.

/// A head that stands over a run of neighbours.
pub(super) struct Run {
    /// First level from above, from 0.
    pub level: usize,
    /// Levels covered.
    pub n_levels: usize,
    /// First neighbour, from 0.
    pub from: usize,
    /// Neighbours covered.
    pub n: usize,
    /// What is written in it.
    pub text: String,
}

/// Levels that heads take, the labels below them included.
pub(super) fn levels<'a>(heads: impl Iterator<Item = &'a Vec<String>>) -> usize {
    heads.map(Vec::len).max().unwrap_or(0) + 1
}

/// Merges equal heads of neighbours. The last head of each path reaches down to `height`.
pub(super) fn merged_heads(paths: &[Vec<String>], height: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for level in 0..height {
        let mut last: Option<Run> = None;
        for (at, path) in paths.iter().enumerate() {
            let Some(text) = path.get(level) else {
                runs.extend(last.take());
                continue;
            };
            let same = |run: &&mut Run| {
                paths.get(run.from).and_then(|first| first.get(..=level)) == path.get(..=level)
            };
            if let Some(run) = last.as_mut().filter(same) {
                run.n += 1;
                continue;
            }
            runs.extend(last.take());
            let is_last = level + 1 == path.len();
            last = Some(Run {
                level,
                n_levels: if is_last { height - level } else { 1 },
                from: at,
                n: 1,
                text: text.clone(),
            });
        }
        runs.extend(last);
    }
    runs
}

/// As [`merged_heads`], but the last head of each path takes one level and the one before it takes what is left.
pub(super) fn merged_heads_above(paths: &[Vec<String>], height: usize) -> Vec<Run> {
    let above: Vec<Vec<String>> = paths
        .iter()
        .map(|path| {
            path.iter()
                .take(path.len().saturating_sub(1))
                .cloned()
                .collect()
        })
        .collect();
    let mut runs = merged_heads(&above, height.saturating_sub(1));
    runs.extend(paths.iter().enumerate().filter_map(|(from, path)| {
        Some(Run {
            level: height - 1,
            n_levels: 1,
            from,
            n: 1,
            text: path.last()?.clone(),
        })
    }));
    runs
}
