//! `gouji recheck`: draws signed reports that are to be reviewed a second time, or tells what came of it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::dataset::recheck::{self, Drawn, Outcome, Recheck};
use crate::dataset::{self, blind};
use crate::headless::arguments::Datasets;
use crate::headless::output::{self, complain};
use crate::headless::reviews;
use crate::headless::{OPTIONS, PLACES, TEMPLATE, now};
use crate::review::Session;
use crate::review::draw::Lots;
use crate::review::merge::Agreement;
use crate::source::system::told;

const EXAMPLES: &str = "示例：
  gouji recheck 数据集 --percent 5 --seed 7     从审定完成的报告里抽 5 % 复核
  gouji recheck 数据集                          复核的进度和一致程度

抽样记在 复核.ron 里；同一种子抽到同样的报告。另一位审定人在窗口里打开 复核.ron，逐份盲审；两份都审定完成后计入结果。

退出码：0 完成；2 没有抽样或读不出来。";

/// What `gouji recheck` is asked to do.
#[derive(Clone, Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "gouji recheck <数据集> [--percent 百分数] [--seed 种子]",
    after_help = EXAMPLES,
    next_help_heading = OPTIONS
)]
pub struct RecheckOptions {
    /// A folder with reviews.
    #[arg(
        value_name = "数据集",
        help = "有审定文件的文件夹（含子文件夹）",
        help_heading = PLACES
    )]
    pub dataset: PathBuf,
    /// The share of signed reports to draw, in hundredths; without one, it is told what came of the sample.
    #[arg(
        long,
        value_name = "百分数",
        value_parser = clap::value_parser!(u8).range(1..=100),
        help = "抽百分之几，1 到 100；不写则看结果"
    )]
    pub percent: Option<u8>,
    /// The seed it is drawn with.
    #[arg(
        long,
        value_name = "种子",
        default_value_t = 1,
        hide_default_value = true,
        help = "随机数种子（默认 1）；种子相同，抽到的报告也相同"
    )]
    pub seed: u64,
}

/// Draws a sample where a share is asked for, else tells what came of the one there is, and records it. Returns the exit
/// code.
#[must_use]
pub fn recheck(options: &RecheckOptions) -> u8 {
    let folder = &options.dataset;
    let known = recheck::read(folder);
    let text = match (known, options.percent) {
        (Err(error), _) => Err(format!(
            "{} 读不出来：{}。",
            folder.join(recheck::NAME).display(),
            told(&error)
        )),
        (Ok(None), None) => Err(format!(
            "{} 还没有抽样。请加 --percent：gouji recheck 数据集 --percent 5。",
            folder.display()
        )),
        (Ok(Some(_)), Some(_)) => Err(format!(
            "没有抽样：{} 里已有一次抽样的记录。要重新抽样，请先把这个文件移走。",
            folder.join(recheck::NAME).display()
        )),
        (Ok(None), Some(percent)) => draw(folder, percent, options.seed),
        (Ok(Some(recheck)), None) => tell(folder, recheck),
    };
    output::tell(text)
}

fn draw(folder: &Path, percent: u8, seed: u64) -> Result<String, String> {
    let Some((listing, _)) = reviews::found(&Datasets::beside(&[folder.to_owned()]), "没有抽样")
    else {
        return Err("没有抽样。".to_owned());
    };
    let is_signed = |path: &PathBuf| match dataset::load(path) {
        Ok(loaded) => loaded.session.sign_off().is_some(),
        Err(error) => {
            complain(&error.to_string());
            false
        }
    };
    let mut signed: Vec<String> = listing
        .reviews
        .iter()
        .filter(|path| is_signed(path))
        .filter_map(|path| below(folder, path))
        .collect();
    signed.sort();
    let of = signed.len();
    if of == 0 {
        return Err("没有抽样：没有审定完成的报告。请先审定完成并保存几份。".to_owned());
    }
    Lots::new(seed).shuffle(&mut signed);
    signed.truncate((of * usize::from(percent)).div_ceil(100).max(1));
    signed.sort();
    let drawn = signed.into_iter();
    let drawn = drawn.map(|review| Drawn {
        review,
        result: None,
    });
    let recheck = Recheck {
        seed,
        of,
        at: now(),
        drawn: drawn.collect(),
    };
    save(folder, &recheck)?;
    let mut text = String::new();
    for drawn in &recheck.drawn {
        let _ = writeln!(text, "{}", drawn.review);
    }
    let _ = writeln!(
        text,
        "从审定完成的 {of} 份里抽了 {} 份（{percent} %，种子 {seed}），记在 {}。请另一位审定人在窗口里打开这个文件，逐份盲审，再运行 gouji recheck {}。",
        recheck.drawn.len(),
        folder.join(recheck::NAME).display(),
        folder.display()
    );
    Ok(text)
}

/// The path below `folder`, its steps parted by `/`.
fn below(folder: &Path, path: &Path) -> Option<String> {
    let steps = path.strip_prefix(folder).ok()?.iter();
    let steps: Option<Vec<&str>> = steps.map(|step| step.to_str()).collect();
    Some(steps?.join("/"))
}

fn save(folder: &Path, recheck: &Recheck) -> Result<(), String> {
    recheck::write(folder, recheck).map_err(|error| {
        format!(
            "无法写入 {}：{}。请检查磁盘空间和写入权限。",
            folder.join(recheck::NAME).display(),
            told(&error)
        )
    })
}

fn tell(folder: &Path, mut recheck: Recheck) -> Result<String, String> {
    let mut text = String::new();
    let mut agreement = Agreement::default();
    let mut n_done = 0;
    for drawn in &mut recheck.drawn {
        let compared = drawn.path(folder).and_then(|review| compared(&review));
        let said = match (compared, &drawn.result) {
            (Some((by, found)), _) => {
                n_done += 1;
                agreement.add(&found);
                let (cells, alike) = (found.all.n, found.all.n_same);
                let said = format!("{by} 复核，{cells} 格里 {alike} 格一致");
                drawn.result = Some(Outcome { by, cells, alike });
                said
            }
            (None, Some(Outcome { by, cells, alike })) => format!(
                "{by} 复核过，{cells} 格里 {alike} 格一致；那份盲审文件现在不在或打不开，没有计入"
            ),
            (None, None) => "还没有复核".to_owned(),
        };
        let _ = writeln!(text, "{}：{said}", drawn.review);
    }
    save(folder, &recheck)?;
    let told = agreement.sentence();
    let _ = writeln!(
        text,
        "抽样 {} 份（共 {} 份，种子 {}），复核完成 {n_done} 份。{told}",
        recheck.drawn.len(),
        recheck.of,
        recheck.seed
    );
    Ok(text)
}

/// Who reviewed the report a second time, and how far both agree; `None` until both are signed.
fn compared(review: &Path) -> Option<(String, Agreement)> {
    let session = |path: &Path| -> Option<Session> {
        let loaded = dataset::load(path).ok()?;
        Some(loaded.session).filter(|session| session.sign_off().is_some())
    };
    let first = blind::first_of(review).unwrap_or_else(|| review.to_owned());
    let own = session(&first)?;
    let mut seconds = blind::beside(&first).into_iter();
    let second = seconds.find_map(|path| session(&path))?;
    let by = second
        .sign_off()
        .map(|it| it.by.clone())
        .unwrap_or_default();
    let is_same = own.source().sha256 == second.source().sha256;
    is_same.then(|| (by, Agreement::of(&own, &second)))
}
