//! Reports that belong together: there more than once, or of the year before.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::app::commands::ReportId;
use crate::app::reports::line::Line;
use crate::dataset::by_office::ByOffice;
use crate::dataset::queue::chains;

/// How the reports of the list belong together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ties {
    twins: BTreeMap<ReportId, Vec<Twin>>,
    carried: BTreeMap<ReportId, [String; 2]>,
}

/// Another report like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Twin {
    /// Which.
    pub id: ReportId,
    /// Its file.
    pub file: String,
    /// Whether it has the same bytes, and not only the same office and year.
    pub has_same_bytes: bool,
}

/// Most others that are told of one report.
const MOST_TOLD: usize = 3;

impl Ties {
    /// Those of `lines`.
    pub(crate) fn of(lines: &[Arc<Line>]) -> Self {
        let mut of_bytes: HashMap<&str, Vec<&Line>> = HashMap::new();
        for line in lines {
            let Some(facts) = &line.facts else { continue };
            of_bytes.entry(&facts.entry.sha256).or_default().push(line);
        }
        let known = lines.iter().filter_map(|line| {
            let facts = line.facts.as_ref()?;
            let year = facts.entry.year.parse().ok()?;
            Some((facts.office_key.as_str(), year, &**line))
        });
        let by_office = ByOffice::new(known);
        let mut ties = Self::default();
        for group in of_bytes.values().filter(|group| group.len() > 1) {
            ties.join(group, true);
        }
        for group in by_office.groups().filter(|group| group.len() > 1) {
            ties.join(group, false);
        }
        ties.link(lines);
        ties
    }

    fn join(&mut self, group: &[&Line], has_same_bytes: bool) {
        for line in group {
            let known = self.twins.entry(line.id).or_default();
            let others = group.iter().filter(|other| other.id != line.id);
            for other in others.take(MOST_TOLD) {
                if !known.iter().any(|twin| twin.id == other.id) {
                    known.push(Twin {
                        id: other.id,
                        file: other.file.clone(),
                        has_same_bytes,
                    });
                }
            }
        }
    }

    fn link(&mut self, lines: &[Arc<Line>]) {
        let known = lines
            .iter()
            .filter_map(|line| Some((line, line.facts.as_ref()?)));
        let known: Vec<_> = known.collect();
        let reports = known.iter();
        let reports = reports.map(|(_, facts)| (facts.office_key.as_str(), &facts.entry));
        let broken = chains::links(reports).into_iter();
        for link in broken.filter(|link| !link.holds()) {
            if let Some((line, _)) = known.get(link.after) {
                let carried = [link.carried_in, link.carried_out];
                self.carried.insert(line.id, carried);
            }
        }
    }

    /// The others like the report `id`.
    pub(crate) fn twins(&self, id: ReportId) -> &[Twin] {
        self.twins.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many reports have others like them.
    pub(crate) fn n_twins(&self) -> usize {
        self.twins.len()
    }

    /// What the report carries in, and what the one of the year before carries out, where these differ.
    pub(crate) fn carried(&self, id: ReportId) -> Option<&[String; 2]> {
        self.carried.get(&id)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::app::reports::facts::Facts;
    use crate::dataset::offices::Aliases;
    use crate::dataset::queue::Entry;

    fn line(id: u64, office: &str, year: &str, sha256: &str, carried: [&str; 2]) -> Arc<Line> {
        let [carried_in, carried_out] = carried.map(|number| Some(number.to_owned()));
        let entry = Entry {
            office: office.to_owned(),
            year: year.to_owned(),
            sha256: sha256.to_owned(),
            carried: (carried_in, carried_out),
            ..Entry::default()
        };
        let facts = Facts::new(entry, Path::new("a"), &Aliases::default());
        let id = ReportId(id);
        Arc::new(Line::open(
            id,
            (id, 0),
            format!("{}.txt", id.0),
            facts.into(),
        ))
    }

    #[test]
    fn reports_of_one_office_and_year_and_of_the_same_bytes_are_told() {
        let ties = Ties::of(&[
            line(1, "青石镇人民政府", "2023", "a", ["0", "0"]),
            line(2, "青石镇政府", "2023", "b", ["0", "0"]),
            line(3, "白榆区", "2023", "a", ["0", "0"]),
            line(4, "", "2023", "c", ["0", "0"]),
            line(5, "", "2023", "d", ["0", "0"]),
        ]);
        let told = |id| {
            let twins = ties.twins(ReportId(id)).iter();
            let told = twins.map(|twin| (twin.file.as_str(), twin.has_same_bytes));
            told.collect::<Vec<_>>()
        };
        assert_eq!(told(1), [("3.txt", true), ("2.txt", false)]);
        assert_eq!(told(2), [("1.txt", false)]);
        assert_eq!(told(4), []);
        assert_eq!(ties.n_twins(), 3);
    }

    #[test]
    fn what_is_carried_in_is_held_against_the_only_report_of_the_year_before() {
        let ties = Ties::of(&[
            line(1, "青石镇人民政府", "2022", "a", ["0", "4"]),
            line(2, "青石镇政府", "2023", "b", ["2", "1"]),
            line(3, "青石镇政府", "2024", "c", ["1", "0"]),
            line(4, "白榆区", "2023", "d", ["9", "9"]),
        ]);
        let expected = ["2".to_owned(), "4".to_owned()];
        assert_eq!(ties.carried(ReportId(2)), Some(&expected));
        for id in [1, 3, 4] {
            assert_eq!(ties.carried(ReportId(id)), None);
        }
    }
}
