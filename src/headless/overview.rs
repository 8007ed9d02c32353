//! `gouji report`: a dataset in pictures, as one page.

use std::ffi::OsStr;
use std::ops::ControlFlow;

use crate::dataset::{self, side};
use crate::export::day::china_day;
use crate::export::overview::{Overview, ReportFacts, page};
use crate::headless::output::{self, complain, progress_bar};
use crate::headless::reviews::{self, Listing};
use crate::headless::{FINE, OverviewOptions, UNREADABLE, now};
use crate::ordered::for_each_in_order;

/// Writes the page. Returns the exit code.
#[must_use]
pub fn overview(options: &OverviewOptions) -> u8 {
    let to = &options.to;
    let shown = to.display();
    let is_page = |ending: &OsStr| ending.eq_ignore_ascii_case("html");
    if !to.extension().is_some_and(is_page) {
        complain(&format!(
            "没有写入：{shown} 不是网页的文件名。请给 -o 一个以 .html 结尾的文件名。"
        ));
        return UNREADABLE;
    }
    let Some((listing, inputs)) = reviews::found(&options.datasets, "没有写入") else {
        return UNREADABLE;
    };
    if let Some(sentence) = output::refusal(to, &inputs, "-o") {
        complain(&sentence);
        return UNREADABLE;
    }
    let overview = count(&listing);
    let name = options.datasets.first();
    let name = name.and_then(|dataset| std::path::absolute(dataset).ok());
    let name = name.as_ref().and_then(|dataset| dataset.file_name());
    let name = name.unwrap_or_default().to_string_lossy();
    let page = page(&name, &china_day(now()), &overview);
    if let Err(error) = side::put_in_place(page.as_bytes(), to) {
        complain(&format!(
            "无法写入 {shown}：{error}。请检查磁盘空间和写入权限。"
        ));
        return UNREADABLE;
    }
    complain(&format!(
        "已写入 {shown}：{} 份报告。",
        overview.reports.len()
    ));
    if overview.n_failed + listing.errors.len() > 0 {
        UNREADABLE
    } else {
        FINE
    }
}

fn count(listing: &Listing) -> Overview {
    let mut overview = Overview {
        n_unreviewed: listing.n_unreviewed,
        ..Overview::default()
    };
    let bar = progress_bar(listing.reviews.len(), true);
    for_each_in_order(
        &listing.reviews,
        |path| {
            bar.inc(1);
            dataset::load(path).map(|loaded| ReportFacts::of(&loaded.session))
        },
        |facts| {
            match facts {
                Ok(facts) => overview.reports.push(facts),
                Err(error) => {
                    complain(&error.to_string());
                    overview.n_failed += 1;
                }
            }
            ControlFlow::Continue(())
        },
    );
    bar.finish_and_clear();
    overview
}
