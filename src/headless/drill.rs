//! `gouji drill`: makes a drill of signed reviews, or tells how many of its errors were found.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::dataset;
use crate::dataset::drill::{self, Drill, Report};
use crate::headless::arguments::Datasets;
use crate::headless::output::{complain, tell};
use crate::headless::reviews;
use crate::headless::{OPTIONS, PLACES, TEMPLATE, now};
use crate::review::draw::Lots;
use crate::review::drill::{Found, Seeded, found, n_spoilt, seeded};
use crate::review::merge::Share;
use crate::review::{Session, Stamp};

const EXAMPLES: &str = "示例：
  gouji drill 已审定的文件夹 -o 演练 --seed 7   出题：抽 20 份，每份种入 3 处错误
  gouji drill 演练                              计分：查出率和 95 % 区间

每份题是一份审定完成的报告的副本，其中几格换成了误读的数；原来的审定文件不动。审定人在窗口里打开演练文件夹，逐份审定完成并保存。
其中一半报告打开时不显示方案，分别计分。答案在 演练.ron 里，做完之前请不要看。

退出码：0 完成；2 没有出题或不能计分。";

/// What `gouji drill` is asked to do.
#[derive(Clone, Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "gouji drill <数据集…> -o <文件夹> [--seed 种子] [--reports 份数] [--errors 处数]\n      gouji drill <演练文件夹…>",
    after_help = EXAMPLES,
    next_help_heading = OPTIONS
)]
pub struct DrillOptions {
    /// Folders with reviews to make a drill of; or folders of drills.
    #[arg(
        required = true,
        value_name = "数据集",
        help = "有审定文件的文件夹；或演练文件夹",
        help_heading = PLACES
    )]
    pub datasets: Vec<PathBuf>,
    /// The folder to write, new or empty; without one, drills are scored.
    #[arg(
        short = 'o',
        long = "out",
        value_name = "文件夹",
        help = "题写入这个新的或空的文件夹；不写则计分"
    )]
    pub to: Option<PathBuf>,
    /// The seed that reports and errors are drawn with.
    #[arg(
        long,
        value_name = "种子",
        default_value_t = 1,
        hide_default_value = true,
        help = "随机数种子（默认 1）；种子相同，出的题也相同"
    )]
    pub seed: u64,
    /// Most reports.
    #[arg(
        long,
        value_name = "份数",
        default_value_t = 20,
        hide_default_value = true,
        help = "最多几份报告（默认 20）"
    )]
    pub reports: usize,
    /// Errors of each.
    #[arg(
        long,
        value_name = "处数",
        default_value_t = 3,
        hide_default_value = true,
        help = "每份几处错误（默认 3）"
    )]
    pub errors: usize,
}

/// Makes a drill where there is a folder to write, else tells how many of its errors were found. Returns the exit code.
#[must_use]
pub fn drill(options: &DrillOptions) -> u8 {
    let done = match &options.to {
        Some(to) => make(options, to),
        None => score(options),
    };
    tell(done)
}

fn make(options: &DrillOptions, to: &Path) -> Result<String, String> {
    let is_empty = fs::read_dir(to).map(|mut entries| entries.next().is_none());
    if dataset::is_there(to) && !is_empty.unwrap_or(false) {
        return Err(format!(
            "没有出题：{} 不是空的文件夹。请给 -o 一个新的或空的文件夹。",
            to.display()
        ));
    }
    let Some((listing, _)) = reviews::found(&Datasets::beside(&options.datasets), "没有出题")
    else {
        return Err("没有出题。".to_owned());
    };
    let mut paths = listing.reviews;
    paths.sort();
    let mut lots = Lots::new(options.seed);
    lots.shuffle(&mut paths);
    let stamp = Stamp {
        by: "演练".to_owned(),
        at_secs: now(),
    };
    let cannot = |error: &dyn std::fmt::Display| {
        format!(
            "没有出完题：无法写入 {}（{error}）。请检查磁盘空间和写入权限。",
            to.display()
        )
    };
    let mut drill = Drill {
        seed: options.seed,
        reports: Vec::new(),
    };
    let mut n_errors = 0;
    for path in paths {
        if drill.reports.len() == options.reports {
            break;
        }
        let Some(signed) = signed(&path) else {
            continue;
        };
        let made = seeded(&signed, options.errors, &mut lots, &stamp);
        let (session, errors) = made.map_err(|error| error.to_string())?;
        if errors.is_empty() {
            continue;
        }
        fs::create_dir_all(to).map_err(|error| cannot(&error))?;
        // Names of folders that were drawn from may repeat.
        let number = drill.reports.len() + 1;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{number:03} {name}");
        dataset::save(&to.join(&name), &session, None).map_err(|error| error.to_string())?;
        n_errors += errors.len();
        drill
            .reports
            .push(Report::new(name, number % 2 == 1, &errors));
    }
    if drill.reports.is_empty() {
        return Err("没有出题：没有审定完成的报告。请先审定并保存几份。".to_owned());
    }
    drill::write(to, &drill).map_err(|error| cannot(&error))?;
    Ok(format!(
        "已出题：{} 份报告，种入 {n_errors} 处错误，种子 {}，在 {}。其中一半打开时不显示方案。请审定人打开这个文件夹逐份审定完成并保存，再运行 gouji drill {}。\n",
        drill.reports.len(),
        options.seed,
        to.display(),
        to.display()
    ))
}

/// The review at `path`, if it is signed off.
fn signed(path: &Path) -> Option<Session> {
    match dataset::load(path) {
        Ok(loaded) => Some(loaded.session).filter(|session| session.sign_off().is_some()),
        Err(error) => {
            complain(&error.to_string());
            None
        }
    }
}

/// How many errors of one sort were found.
#[derive(Default)]
struct Tally {
    right: usize,
    flagged: usize,
    n: usize,
}

impl Tally {
    fn add(&mut self, found: Found) {
        self.right += found.n_right;
        self.flagged += found.n_flagged;
        self.n += found.n_right + found.n_flagged + found.n_missed;
    }

    /// `查出 49/54（改对 45，存疑 4），90.7 %（95 % 区间 80.1–96.0）`.
    fn told(&self) -> String {
        let caught = self.right + self.flagged;
        let share = Share {
            n: self.n,
            n_same: caught,
        };
        let Some((rate, (low, high))) = share.rate().zip(share.interval()) else {
            return "没有".to_owned();
        };
        format!(
            "查出 {caught}/{}（改对 {}，存疑 {}），{:.1} %（95 % 区间 {:.1}–{:.1}）",
            self.n,
            self.right,
            self.flagged,
            rate * 100.0,
            low * 100.0,
            high * 100.0
        )
    }
}

fn score(options: &DrillOptions) -> Result<String, String> {
    let mut text = String::new();
    for folder in &options.datasets {
        let Some(drill) = drill::read(folder) else {
            return Err(format!(
                "{} 里没有演练（{} 不在或读不出来）。出题请加 -o：gouji drill 数据集 -o 演练文件夹。",
                folder.display(),
                drill::NAME
            ));
        };
        text.push_str(&score_one(folder, &drill)?);
    }
    Ok(text)
}

fn score_one(folder: &Path, drill: &Drill) -> Result<String, String> {
    let mut all = Tally::default();
    let [mut with, mut without, mut covered, mut by_eye] = [(); 4].map(|()| Tally::default());
    let (mut n_done, mut n_changed) = (0, 0);
    let mut text = String::new();
    for report in &drill.reports {
        let path = PathBuf::from(&report.review);
        let path = folder.join(path.file_name().unwrap_or_default());
        let errors = report
            .seeded()
            .ok_or_else(|| format!("{} 改动过，不能计分。", folder.join(drill::NAME).display()))?;
        let Some(session) = signed(&path) else {
            let _ = writeln!(text, "{}：还没有审定完成，不计分。", report.review);
            continue;
        };
        n_done += 1;
        n_changed += n_spoilt(&session, &errors);
        all.add(found(&session, &errors));
        let arm = if report.proposals {
            &mut with
        } else {
            &mut without
        };
        arm.add(found(&session, &errors));
        let of = |is_covered: bool| {
            errors
                .iter()
                .filter(move |it: &&Seeded| it.is_covered == is_covered)
        };
        covered.add(found(&session, of(true)));
        by_eye.add(found(&session, of(false)));
    }
    let _ = writeln!(
        text,
        "演练 {} 份，审定完成 {n_done} 份（种子 {}）：{}。",
        drill.reports.len(),
        drill.seed,
        all.told()
    );
    for (name, tally) in [
        ("显示方案", with),
        ("不显示方案", without),
        ("有勾稽关系的格", covered),
        ("须目视的格", by_eye),
    ] {
        let _ = writeln!(text, "  {name}：{}", tally.told());
    }
    let _ = writeln!(text, "  没有种入错误、却被改成别的数的格：{n_changed}");
    Ok(text)
}
