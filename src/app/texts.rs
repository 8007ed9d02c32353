//! Every text of the window, Chinese and English side by side.

use std::cell::Cell;

use crate::app::settings::Language;
use crate::dataset::queue::Standing;
use crate::dataset::side;
use crate::read::{Doubt, Method};
use crate::review::problems::{Counts, ProblemKind};
use crate::review::verdict::{Footing, Verdict};
use crate::rules::Finding;
use crate::rules::office_level::Level;
use crate::said::{Both, Said, Told};

thread_local! {
    /// The language texts are shown in. The window draws in one thread; a value passed through every drawing function
    /// would say the same a hundred times.
    static CURRENT: Cell<Language> = const { Cell::new(Language::Chinese) };
}

/// Sets the language that [`Text::show`] uses in this thread.
pub(crate) fn set_language(language: Language) {
    CURRENT.set(language);
}

/// The language texts are shown in in this thread, for those it starts.
pub(crate) fn language() -> Language {
    CURRENT.get()
}

/// Does `work` in Chinese: what files and lists for offices keep is in Chinese, whatever the window shows.
pub(crate) fn in_chinese<T>(work: impl FnOnce() -> T) -> T {
    let shown = CURRENT.replace(Language::Chinese);
    let done = work();
    CURRENT.set(shown);
    done
}

/// Whether texts are shown in English in this thread.
pub(crate) fn is_english() -> bool {
    CURRENT.get() == Language::English
}

/// A text in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    chinese: &'static str,
    english: &'static str,
}

impl Text {
    const fn new(chinese: &'static str, english: &'static str) -> Self {
        Self { chinese, english }
    }

    /// The text in the language set.
    #[must_use]
    pub fn show(self) -> &'static str {
        match CURRENT.get() {
            Language::Chinese => self.chinese,
            Language::English => self.english,
        }
    }

    /// The text in Chinese and in English.
    pub(crate) fn both(self) -> [&'static str; 2] {
        [self.chinese, self.english]
    }

    /// The text with `{}` replaced by `part`.
    #[must_use]
    pub fn with(self, part: impl std::fmt::Display) -> String {
        self.show().replacen("{}", &part.to_string(), 1)
    }

    /// The text with the first `{}` replaced by `first` and the second by `second`.
    #[must_use]
    pub fn with_both(
        self,
        first: impl std::fmt::Display,
        second: impl std::fmt::Display,
    ) -> String {
        // Split first: what is put in may hold braces itself.
        let mut parts = self.show().splitn(3, "{}");
        let mut next = || parts.next().unwrap_or_default();
        format!("{}{first}{}{second}{}", next(), next(), next())
    }
}

/// The one of both languages, Chinese first, that is set.
pub(crate) fn pick<T: AsRef<str>>(both: &[T; 2]) -> &str {
    let [chinese, english] = both;
    match CURRENT.get() {
        Language::Chinese => chinese.as_ref(),
        Language::English => english.as_ref(),
    }
}

/// What a finding says in the language that is set.
pub(crate) fn of_finding(finding: &Finding) -> &str {
    match CURRENT.get() {
        Language::English => &finding.english,
        Language::Chinese => &finding.text,
    }
}

/// The sentence in the language that is set.
pub(crate) fn say(said: &Said) -> &str {
    match CURRENT.get() {
        Language::English => &said.english,
        Language::Chinese => &said.chinese,
    }
}

/// What the system says, in the language that is set.
pub(crate) fn of_system(error: &std::io::Error) -> String {
    say(&side::said(error)).to_owned()
}

/// What is told, in the language that is set.
pub(crate) fn tell(told: &impl Told) -> String {
    match CURRENT.get() {
        Language::English => told.english(),
        Language::Chinese => told.to_string(),
    }
}

/// Name of the program.
pub(crate) const NAME: &str = "勾稽";

/// Declares texts: `NAME = 中文 | English`.
macro_rules! texts {
    ($($name:ident = $chinese:literal | $english:literal;)*) => {
        $(pub(crate) const $name: Text = Text::new($chinese, $english);)*
    };
}

texts! {
    MENU = "菜单" | "Menu";
    MENU_FILE = "文件" | "File";
    MENU_EDIT = "编辑" | "Edit";
    MENU_REVIEW = "审定" | "Review";
    MENU_PROPOSALS = "方案" | "Proposals";
    MENU_VIEW = "视图" | "View";
    MENU_HELP = "帮助" | "Help";

    OPEN = "打开报告…" | "Open report…";
    DIALOG_REPORTS = "打开年度报告" | "Open annual reports";
    DIALOG_KINDS = "报告与审定文件" | "Reports and reviews";
    DIALOG_ALL = "所有文件" | "All files";
    DIALOG_FOLDER = "选择文件夹" | "Choose a folder";
    DIALOG_PAGES = "选择原件" | "Choose the original";
    DIALOG_PAGES_KINDS = "PDF、OFD 与图片" | "PDF, OFD and pictures";
    DIALOG_TARGET = "另存审定文件" | "Save the review as";
    DIALOG_REVIEW = "审定文件" | "Reviews";
    DIALOG_PASTED = "保存粘贴的报告" | "Save the pasted report";
    DIALOG_TEXT = "文本" | "Text";
    DIALOG_LIST = "导出问题清单" | "Export the problem list";
    DIALOG_DATASET = "导出数据集" | "Export the dataset";
    DIALOG_TABLE = "数据表" | "Table";
    OPEN_PATH = "按路径打开…" | "Open path…";
    OPEN_FOLDER = "打开文件夹…" | "Open folder…";
    FROM_CLIPBOARD = "从剪贴板新建…" | "New from clipboard…";
    PASTED_TITLE = "从剪贴板新建报告" | "A report from the clipboard";
    PASTED_EMPTY = "剪贴板里没有文字。复制报告的文字，再在这里按 Ctrl+V。" | "The clipboard holds no text. Copy the text of a report, then press Ctrl+V here.";
    PASTED_COUNT = "共 {} 行，{} 字。按 Ctrl+V 换成新复制的文字。" | "{} lines, {} characters. Press Ctrl+V to replace them with newly copied text.";
    PASTED_MORE = "……另有 {} 行" | "… {} more lines";
    PASTED_TOO_LARGE = "剪贴板里的文字超过 {} MB，没有粘贴。请先存成文本文件再打开。" | "The clipboard holds more than {} MB of text. Save it as a text file and open that.";
    PASTED_NAME = "{}{}年政府信息公开工作年度报告.txt" | "{}{}年政府信息公开工作年度报告.txt";
    PASTED_NAMELESS = "粘贴的报告.txt" | "pasted report.txt";
    PASTED_NOT_SAVED = "没能保存到 {}：{}。文字还在，请换一个文件名或文件夹再保存。" | "Not saved to {}: {}. Choose another name or folder; the text is still there.";
    BUTTON_PASTED = "保存并打开…" | "Save and open…";
    EMPTY_FOLDER = "文件夹 {} 里没有可以打开的报告。可打开的有 txt、md、csv、html、docx、doc、wps、xlsx、xls、et、pdf、ofd、图片和审定文件（.gouji.ron）。" | "The folder {} holds no report that can be opened: txt, md, csv, html, docx, doc, wps, xlsx, xls, et, pdf, ofd, pictures, .gouji.ron.";
    FOLDER_CUT = "文件夹 {} 里的文件太多，只列出了一部分。请分成几个文件夹再打开。" | "The folder {} holds too many files; only some are listed. Divide it into several folders and open those.";
    PASSED_OVER = "文件夹 {} 里没有打开的：{}。" | "Not opened in the folder {}: {}.";
    OPEN_BROKE = "{} 没有打开：程序内部出错。其他报告不受影响；请把这个文件发给开发者。" | "{} was not opened: an error occurred inside the program. Other reports are not affected; please send this file to the developers.";
    OPENED_BEHIND = "“{}”已打开，在报告列表里；您正在做的没有被打断。" | "“{}” is open, in the list of reports.";
    NOT_OPEN = "（未打开）" | " (not open)";
    NOT_READABLE = "（打不开）" | " (cannot be opened)";
    NOT_OPEN_HINT = "点此或按 Enter 打开" | "Click or press Enter to open";
    REPORTS_NOT_OPEN = "，{} 份未打开" | ", {} not open";
    REPORTS_FAILED = "{} 份打不开" | "{} cannot be opened";
    MORE_UNREADABLE = "文件夹 {} 里还有 {} 份打不开，报告列表里标为“打不开”，停在上面可看原因。" | "{} holds {} more that cannot be opened; the list of reports says why.";
    INDEX_NOT_WRITTEN = "无法写入文件夹 {} 的索引：{}。报告不受影响，下次打开时要重新识读一遍。" | "The index of {} was not written: {}. The reports are not affected; they are read again at the next start.";
    FOLDER_FAILED = "无法打开文件夹 {}：{}。请检查读取权限。" | "Cannot open the folder {}: {}. Check that it may be read.";
    DIALOG_NONE = "系统没有弹出文件对话框（Linux 上可能没有装 zenity 或 xdg-desktop-portal）。请按 {} 直接输入路径，或把文件拖进来。" | "The desktop showed no file dialog (on Linux, zenity or xdg-desktop-portal may be missing). Type a path with {}, or drop the file on the window.";
    DIALOG_LATE = "还在等系统的文件对话框。如果它没有出现，按 {} 直接输入路径，或者再试一次。" | "Waiting for the desktop’s file dialog. If it does not appear, type a path with {}, or try again.";
    OPEN_SAMPLE = "试看示例报告" | "Try the sample report";
    SAVE = "保存" | "Save";
    SAVE_AS = "另存为…" | "Save as…";
    OPEN_LAST_YEAR = "打开上年报告…" | "Open last year's report…";
    OPEN_NEXT_YEAR = "打开下年报告…" | "Open next year's report…";
    MERGE_REVIEW = "并入另一份审定文件…" | "Take over another review…";
    MERGED = "已并入 {}：只有一方审定过的，已照取；两人不一致的 {} 格改为存疑，备注里有双方的意见。可以撤销；那份文件没有改动。" | "Merged {}: what only one reviewer decided was taken; the {} cells on which the two disagree are marked doubtful, with both views in their notes. This can be undone; that file is unchanged.";
    MERGE_NOTHING = "{} 里的审定这里都已经有了，没有改动。" | "Everything in {} is already here; nothing was changed.";
    MERGE_OF_ANOTHER = "{} 审定的是另一份报告，或同一报告的另一版内容，没有并入。请选择这份报告的审定文件。" | "{} is a review of another report, or of other content of this one; nothing was taken over. Choose a review of this report.";
    MERGE_LATER = "上次没有保存的步骤还没有处理，请先决定恢复还是放弃，再并入。" | "Steps left behind by a crash wait for your answer; decide on them first.";
    MERGE_MISFIT = "{} 不能并入：{}。这里没有改动。" | "{} cannot be taken over: {}. Nothing was changed.";
    DRILL_WITHOUT = "演练：这一份不显示方案，请对照原文核对。" | "A drill: no proposals are shown for this report.";
    REVIEW_BLIND = "盲审：不看别人的审定" | "Blind review: hide what others decided";
    BLIND_ON = "盲审开始：别人审定过的报告，打开时只有原文和识读，您的审定另存一份；两份都审定完成后可以比较。已经打开的报告不受影响。" | "Blind review is on: reports reviewed by others open without their decisions, and yours are saved beside them. Reports open already are not affected.";
    BLIND_OFF = "盲审已关。您已经开始盲审的报告，在两份都审定完成之前仍然看不到别人的审定。" | "Blind review is off. In reports you have begun, the decisions of others stay hidden until both reviews are signed off.";
    BLIND_OPENED = "盲审：这份报告已有别人的审定，这里看不到；您的审定另存一份。两份都审定完成后，用“审定”菜单的“比较两份审定”裁定。" | "Blind review: this report has been reviewed by somebody else, which is hidden; yours is saved beside it. When both are signed, compare them by the Review menu.";
    BLIND_MERGE = "盲审还没有结束，不能并入别人的审定。两份都审定完成后，用“审定”菜单的“比较两份审定”。" | "The blind review is not finished: the other review cannot be taken over until both are signed off; then use “Compare the two reviews” in the Review menu.";
    COMPARE_REVIEWS = "比较两份审定…" | "Compare the two reviews…";
    COMPARE_TITLE = "比较两份审定" | "The two reviews";
    COMPARE_FILES = "甲：{}；乙：{}" | "A: {}; B: {}";
    COMPARE_NONE = "这份报告没有第二份审定。请另一位审定人打开“审定”菜单的“盲审”，再打开这份报告。" | "This report has no second review. Another reviewer makes one with Blind review in the Review menu.";
    COMPARE_UNSIGNED = "{} 还没有审定完成（或还没有保存），现在不能比较。" | "{} is not signed off, or not saved: they cannot be compared yet.";
    COMPARE_AGREE = "两份审定没有不一致之处。" | "The two agree in everything.";
    COMPARE_CONFLICTS = "{} 处不一致。裁定文件里这些格是存疑，备注里有双方的意见，按 F8 逐个裁定。" | "Differences: {}. In the adjudicated review these cells are doubtful, with both views in their notes; F8 goes through them.";
    BUTTON_SETTLE = "生成裁定文件并打开" | "Create the adjudicated review and open it";
    SETTLED = "裁定文件已写入 {}；甲、乙两份没有改动。列表和导出以裁定文件为准。" | "The adjudicated review was saved as {}; both reviews are unchanged. Lists and exports use the adjudicated one.";
    IS_SETTLED = "这份报告已有裁定文件 {}，列表和导出以它为准。" | "This report has an adjudicated review, {}, which lists and exports use.";
    SPLIT = "从原文选中的行分成两份" | "Split the report before the selected line";
    SPLIT_WHERE = "请先在原文里选中第二份报告的第一行（选几个字就行），再分成两份。" | "First select some text in the line where the second report begins, then split the report.";
    SPLIT_UNSAVED = "请先把这份报告保存到文件夹里，再分成两份。" | "Save this report in a folder first, then split it.";
    SPLIT_THERE = "没有分成两份：{} 已经存在。请打开它，或把它移走再分。" | "Not split: {} already exists. Open it, or move it away and try again.";
    SPLIT_NO_TABLE = "没有分成两份：{} 里没有找到任何法定表格。请选中第二份报告的第一行再试。" | "Not split: no statutory table was found in {}. Select the first line of the second report and try again.";
    SPLIT_DONE = "已分成两份：{}，各自审定。原来的文件和审定没有改动。" | "Split into {}; each is reviewed separately. The original file and its review are unchanged.";
    WORK = "工作用时…" | "Time worked…";
    KEEP_WORK = "记录工作用时" | "Keep a record of the work";
    WORK_TITLE = "工作用时" | "Time worked";
    WORK_NONE = "还没有记录。审阅报告时自动记录，每分钟写一行。" | "Nothing is recorded yet. Work on reports is recorded automatically, one line a minute.";
    WORK_WHERE = "记录只在这台电脑上：{}。停手超过 90 秒的时间不算。" | "The record is on this computer only: {}. Pauses of more than 90 seconds are not counted.";
    WORK_OFF = "现在没有在记录（“审定”菜单里的“记录工作用时”已关掉）。" | "Nothing is being recorded now: “Keep a record of the work” in the Review menu is off.";
    WORK_NOT_WRITTEN = "工作用时没有记到 {}：{}。审定不受影响。" | "The work was not recorded in {}: {}. The reviews are not affected.";
    WORK_UNREADABLE = "工作记录 {} 读不出来：{}。" | "The record of the work {} cannot be read: {}.";
    REREAD = "重新识读…" | "Read the report anew…";
    REREAD_TITLE = "重新识读" | "Reading the report anew";
    REREAD_FITS = "审定过的格：{} 格照旧，{} 格现在的识读与审定相同。" | "Decided cells: {} unchanged, {} now read as decided.";
    REREAD_MISFITS = "与现在的识读对不上（{} 处）。审定的值不变，改为存疑，备注里写明两次识读，按 F8 逐个处理；报告若已审定完成，需要重新审定。" | "No longer matching the reading ({}). The decided values stay and are marked doubtful, with both readings in the note; F8 goes through them. A report that was signed off has to be signed off again.";
    REREAD_OTHERWISE = "没有判定过、现在的识读与原来不同（{} 处）" | "Not judged by the reviewer, and read differently now ({})";
    REREAD_PLACES_LOST = "作为依据选过的原文有 {} 处在现在的文字里找不到，这些格的值不变，只是不再指向原文。" | "{} places chosen as evidence are not found in the text as it is now; the values stay.";
    REREAD_WITHOUT_REPORT = "旁边没有原来的报告，识读的是审定文件里存的原文。" | "The report is not beside its review file; the text kept in the review file was read instead.";
    REREAD_IN_PLACE = "换成新的识读后立即保存。换成新的识读这一步不能撤销，但原来的审定文件改名保留；各步审定都在，仍可逐步撤销。" | "The new reading is saved at once. That cannot be undone, and the older review is kept under another name; your steps stay, and can still be undone one by one.";
    REREAD_BESIDE = "报告的内容已经改过。带着这些审定另开一份，原来的审定文件不动；新的一份由您保存。" | "The content of the report has changed. A new review with these decisions opens beside this one; it is saved when you save it. The older review stays as it is.";
    BUTTON_REREAD_IN_PLACE = "换成新的识读" | "Take the new reading";
    BUTTON_REREAD_BESIDE = "带着审定另开一份" | "Open beside, with the decisions";
    REREAD_SAVED = "换成新的识读后立即保存。换成新的识读这一步不能撤销；要换回来，请再识读一次。各步审定都在，仍可逐步撤销。" | "The new reading is saved at once. That cannot be undone: read anew to go back. Your steps stay, and can still be undone one by one.";
    REREAD_SAVED_AS = "已换成新的识读，审定文件保存为 {}。" | "The new reading is taken; its review is saved as {}.";
    CHOOSE_PAGES = "选页识别…" | "Recognise chosen pages…";
    CHOOSE_PAGES_TITLE = "识别扫描件的哪些页" | "Pages of the scan to be recognised";
    CHOOSE_PAGES_QUESTION = "只识别这里写的页，现在识别的已经写上；要加页，写在后面，不要的可以删去。有文字的页照常读；每页要几秒钟，可以随时停止。" | "Only the pages given here are recognised; those recognised now are there already: add others behind them, or take some away. Pages with text are read as always. Each page takes some seconds, and you can stop at any time.";
    CHOOSE_PAGES_HINT = "例如 1-3, 7" | "such as 1-3, 7";
    CHOOSE_PAGES_NONE = "请写页码，例如 1-3, 7。" | "Give page numbers, such as 1-3, 7.";
    CHOOSE_PAGES_BEYOND = "这份报告只有 {} 页。" | "The report has only {} pages.";
    GO_TO_PAGE = "到第几页…" | "Go to page…";
    GO_TO_PAGE_QUESTION = "原件共 {} 页。" | "The original has {} pages.";
    GO_TO_PAGE_HINT = "页码，从 1 数起" | "page number, from 1";
    GO_TO_PAGE_WRONG = "请写 1 到 {} 之间的页码。" | "Give a page number from 1 to {}.";
    GO_TO_PAGE_UNKNOWN = "原件的页面还没有画出来，不知道有几页。" | "No page of the original has been drawn yet: how many there are is not known.";
    CHOOSE_PAGES_WRONG = "“{}”不是页码。请写成 1-3, 7 这样，从 1 数起。" | "“{}” is not a page number. Write pages like 1-3, 7; the first page is 1.";
    NO_SCAN = "这份报告不是扫描件或 PDF、OFD，没有页可选。" | "This report is not a scan, PDF or OFD, so there are no pages to choose.";
    NO_REPORT_TO_READ = "旁边没有原来的报告，不能选页识别。请把报告放回审定文件旁边。" | "The report is not beside its review file, so pages cannot be chosen. Put the report back beside it.";
    SCAN_UNBUILT = "这个版本的程序没有文字识别功能，不能选页识别。" | "This build of Gouji has no text recognition, so pages cannot be recognised.";
    REREAD_SAME = "重新识读的结果与原来一样，没有改动。" | "The new reading is the same as before; nothing was changed.";
    REREAD_TAKEN = "已换成新的识读并保存。原来的审定文件改名保留为 {}。" | "The new reading is taken and saved. The older review is kept as {}.";
    REREAD_NOT_KEPT = "没有换成新的识读：原来的审定文件 {} 不能另存一份（{}）。请检查文件夹的写入权限。" | "The new reading was not taken: the older review {} cannot be saved under another name ({}). Check that you may write to the folder.";
    REREAD_LATER = "上次没有保存的步骤还没有处理，请先决定恢复还是放弃，再重新识读。" | "Steps left behind by a crash wait for your answer; decide on them first.";
    REREAD_MISFIT = "原来的步骤不能接在新的识读上，没有改动。请把这句话告诉开发者。" | "The earlier steps cannot be applied to the new reading; nothing was changed. Please report this sentence to the developers.";
    REREAD_THERE = "报告现在的内容已有一份审定 {}，打开的是它，没有覆盖。" | "The present content of the report already has a review, {}; that one was opened and nothing was overwritten.";
    CARRY_DECISIONS = "报告的内容已经改过，可以把这里的审定转到现在的内容上。" | "The decisions made here can be carried over to the present content of the report.";
    OLDER_READER = "这份审定是勾稽 {} 版识读的，现在是 {} 版，读法可能不同。" | "This review was made with version {} of Gouji; this is version {}, which may read the report differently.";
    LINK_REPORT = "选择上年或下年报告核对…" | "Choose the report of another year…";
    LINKED = "已与 {} 年报告核对。" | "Compared with the report of {}.";
    NOT_A_NEIGHBOUR = "所选的是 {} 年报告，与本报告不是相邻的两年，没有用来核对。请选择上年或下年的报告，或先更正年度。" | "The chosen report is of {}, not of the year before or after this one; it was not used. Choose another, or correct the year first.";
    LAST_YEAR_NUMBERS = "格内显示上年的数" | "Show last year's numbers in the cells";
    LAST_YEAR_SHOWN = "格内左边的小字：{} 年报告" | "small figures at the left: the report of {}";
    LAST_YEAR_UNKNOWN = "没有找到上年的报告，格内没有上年的数" | "No report of the year before was found, so the cells show no number of last year";
    LAST_YEAR_NUMBER = "，上年 {}" | ", last year {}";
    NO_LAST_YEAR = "上年报告：未找到" | "Last year's report: not found";
    NO_LAST_YEAR_HINT = "同一文件夹里没有找到本单位上年的报告。点此选择一份，核对结转数。" | "Last year's report of this office was not found in this folder. Click to choose one and check the numbers carried over.";
    PROBLEM_LIST = "导出问题清单…" | "Export problem list…";
    LIST_WRITTEN = "问题清单（{} 条）已写入 {}。" | "Problem list ({} entries) written to {}.";
    LIST_NAME = "{} 问题清单.xlsx" | "{} problems.xlsx";
    LIST_FAILED = "问题清单没有导出，请再试一次。" | "The problem list was not exported; please try again.";
    WRITING_LIST = "正在写问题清单…" | "Writing the problem list…";
    SHOW_PAGES = "原文栏：文字、页面、两者" | "Source: text, pages, both";
    NEXT_PAGE = "下一页" | "Next page";
    PREVIOUS_PAGE = "上一页" | "Previous page";
    TURN_PAGE = "页面转 90°" | "Turn the page by 90°";
    READ_AGAIN = "用原件再读一遍" | "Read again from the original";
    READING_AGAIN = "正在再读 {}…" | "Reading {} again…";
    READ_AGAIN_SAME = "这份报告本来就是从图片识别的，再读一遍结果相同。请对照原件，或配对另一份原件再读。" | "This report was itself recognised from pictures; reading it again would give the same. Compare with the original, or choose another original and read that.";
    NO_ORIGINAL = "没有原件可读：请先用 {} 配对原件。" | "There is no original to read. Choose one with {} first.";
    NOTED_AGAIN = "再读 {}：{} 格不同，记入备注" | "Read again from {}: {} cells differ, noted";
    READ_AGAIN_DONE = "再读 {}，{} 格与识读不同。数值没有改动，不同处记入备注，F8 会走到。" | "Read again {}: {} cells differ from the reading. No value was changed; the differences are noted, and F8 stops at them.";
    READ_AGAIN_ALIKE = "再读 {}，与识读一样。" | "{} read again: all the same.";
    READ_CELLS_AGAIN = "从图上再读所选的格" | "Read the selected cells again from the page";
    CELLS_NOWHERE = "不知道所选的格印在原件的哪里，不能单独再读。用 {} 把原件整份再读一遍。" | "It is not known where the selected cells stand in the original, so they cannot be read again alone; use {} to read the whole original again.";
    CELLS_UNREADABLE = "这个版本的程序没有文字识别功能，不能从图上再读所选的格。请用 {} 把原件整份再读一遍。" | "This build of Gouji has no text recognition, so single cells cannot be read again; use {} to read the whole original again.";
    CELLS_AGAIN_ALIKE = "从图上再读 {} 格，与识读一样。" | "Cells read again: {}, all the same.";
    CELLS_AGAIN_DONE = "从图上再读 {} 格，{} 格不同。数值没有改动，不同处记入备注，F8 会走到。" | "Cells read again: {}; different: {}. No value was changed; the differences are noted, and F8 stops at them.";
    CELLS_AGAIN_MISSED = "另有 {} 格没有读出数，没有比较。" | " {} more gave no number and were not compared.";
    CELL_AGAIN_SAME = "{}：从图上再读为{}，与识读相同。" | "{}: read again as {}, the same.";
    CELL_AGAIN_OTHER = "{}：从图上再读为{}，与识读不同。数值没有改动，记入备注。" | "{}: read again as {}, which differs. No value was changed; it is noted.";
    SECOND_TAKE = "改为{}" | "Take {}";
    SECOND_SAID = "从 {} 再读为{}" | "Read again from {}: {}";
    PAIR_PAGES = "配对原件…" | "Choose the original…";
    PAGES = "原件" | "Original";
    NO_PAGES = "没有找到原件。把同名的 PDF 或图片放在报告旁边（例如 报告.txt 与 报告.pdf），或在这里选择。" | "No original was found: put a PDF or picture of the same name beside the report, or choose one.";
    PAIRED = "“{}”的原件：{}" | "Original of “{}”: {}";
    PAGES_LOOKED_THROUGH = "正在找各格的位置：{}" | "Looking for the places of the cells: {}";
    PAGES_LOST = "原件上没有框出各格：{}" | "No cell is framed on the original: {}";
    PAGES_STOPPED = "已停止读原件。" | "The reading of the original was stopped.";
    PAGE_OF = "第 {} / {} 页" | "Page {} of {}";
    PAGE_NUMBER = "第 {} 页" | "Page {}";
    PAGE_COMING = "正在画第 {} 页…" | "Drawing page {}…";
    ROW_PRINTED = "这一行印成的样子" | "The row as printed";
    PAGE_BROKE = "画这一页时程序内部出错。文字不受影响。" | "Something inside the program broke while drawing this page; the text is not affected.";
    PAGE_SMALLER = "页面缩小" | "Page smaller";
    PAGE_LARGER = "页面放大（也可按住 Ctrl 滚动）" | "Page larger (or Ctrl and the wheel)";
    PAGE_FIT = "页面与窗格同宽" | "Page as wide as the pane";
    PAGE_UP = "页面上移：看上面" | "Page: further up";
    PAGE_DOWN = "页面下移：看下面" | "Page: further down";
    PAGE_LEFT = "页面左移：看左边" | "Page: further left";
    PAGE_RIGHT = "页面右移：看右边" | "Page: further right";
    SEE_TEXT = "看文字" | "Text";
    SEE_PAGES = "看页面" | "Pages";
    SEE_BOTH = "看两者" | "Both";
    SHOWS_TEXT = "原文栏：文字" | "Source: text";
    SHOWS_PAGES = "原文栏：页面" | "Source: pages";
    SHOWS_BOTH = "原文栏：页面和文字" | "Source: pages and text";
    EXPORT_DATASET = "导出数据集…" | "Export dataset…";
    EXPORT_TITLE = "把审定结果导出为一张数据表" | "Export the reviews as one table";
    EXPORT_REVIEWS = "报告列表里有 {} 份已保存的审定文件，都会列入。" | "The reports of the list have {} saved reviews; all of them go into the table.";
    EXPORT_STALE = "其中 {} 份有未保存的修改：表里是上次保存的内容。请先保存。" | "{} of them have unsaved changes; the table will hold what was saved last. Save first.";
    EXPORT_NEVER_SAVED = "另有 {} 份从未保存，不会列入。" | "{} more were never saved and are left out.";
    EXPORT_NOTHING = "报告列表里还没有保存过的审定文件，没有可导出的内容。请先保存（Ctrl+S）。" | "No report of the list has a saved review yet. Save first (Ctrl+S).";
    EXPORT_ROW = "一行表示" | "Each row is";
    EXPORT_CELLS = "一格" | "a cell";
    EXPORT_REPORTS = "一份报告" | "a report";
    EXPORT_FORMS = "照法定表格（一份报告一张表）" | "the official form (a sheet a report)";
    EXPORT_FORMAT = "格式" | "Format";
    EXPORT_OPTIONS = "选项" | "Options";
    EXPORT_ONLY_SIGNED = "只列已审定的" | "Only reports that are signed off";
    EXPORT_BOM = "文件开头加 BOM（使 Excel 能正确显示中文）" | "Begin with a BOM (so that Excel reads Chinese)";
    EXPORT_BLANK_AS_MISSING = "空白、横线、文字不再区分，一律作缺失值" | "Do not distinguish blank, dash and words (all are missing values)";
    EXPORT_PREVIEWING = "正在准备预览…" | "Preparing the preview…";
    EXPORT_PREVIEW = "预览（共 {} 列，每行都相同的不显示）" | "Preview ({} columns; those with one value are left out)";
    BUTTON_CHOOSE_FILE = "选择文件并导出…" | "Choose file and export…";
    EXPORT_NAME = "数据集{}" | "dataset{}";
    EXPORTING = "正在导出数据集：{} / {}" | "Exporting the dataset: {} of {}";
    EXPORTED = "已导出 {}：{} 份报告" | "Exported {}: {} reports";
    EXPORTED_ROWS = "，{} 行。旁边另有列的说明、引用信息和校验和。" | ", {} rows. The codebook, the citation and the checksums are saved beside it.";
    EXPORTED_UNSIGNED = "另有 {} 份尚未审定，未列入。" | " Left out, not signed off: {}.";
    EXPORTED_FAILED = "另有 {} 份审定文件无法打开，未列入。" | " Left out, review could not be opened: {}.";
    NOT_EXPORTED = "没能导出到 {}：{}。原有的文件没有改动。" | "Not exported to {}: {}. The existing file is unchanged.";
    EXPORT_BROKE = "程序内部出错" | "something inside the program broke";
    EXPORT_OVER_REPORT = "没有导出：{} 是报告或审定文件，会被覆盖。请换一个文件名。" | "Not exported: {} is a report or a review and would be overwritten. Choose another name.";
    CLOSE = "关闭报告" | "Close report";
    QUIT = "退出" | "Quit";
    UNDO = "撤销" | "Undo";
    REDO = "重做" | "Redo";
    COPY = "复制" | "Copy";
    PASTE = "粘贴" | "Paste";
    BLANK = "改为空白" | "Make blank";
    FIND = "在原文中查找…" | "Find in source…";
    FIND_NEXT = "下一处匹配" | "Next match";
    FIND_PREVIOUS = "上一处匹配" | "Previous match";
    NEXT_PROBLEM = "下一个问题" | "Next problem";
    PREVIOUS_PROBLEM = "上一个问题" | "Previous problem";
    CONFIRM = "确认无误" | "Confirm as printed";
    SOURCE_ERROR = "原文如此（可填应为多少）…" | "As published, with the value it should be…";
    SHORT_SOURCE_ERROR = "原文如此" | "As published";
    SOURCE_ERROR_QUESTION = "原文如此：报告上就是这样印的，错在机关，不在识读。原文的数保留不变。知道应为多少就填在下面；不知道就留空，直接按 Enter。" | "As published: the report prints it so; the error is the office's, not the reader's. The printed figure stays. Type what it should be if you know; otherwise leave it empty and press Enter.";
    ALTERNATIVE_HINT = "应为（可不填）" | "Should be (optional)";
    ALTERNATIVE_WRONG = "请只填一个数，或留空。" | "Type one number, or nothing.";
    DOUBTFUL = "存疑" | "Doubtful";
    SHORT_NOTE = "备注" | "Note";
    SHORT_WITHDRAW = "撤回" | "Withdraw";
    VERDICT = "判定…" | "Verdict…";
    WITHDRAW = "撤回审定" | "Withdraw decision";
    NOTE = "备注…" | "Note…";
    ACCEPT_1 = "采纳方案 1" | "Accept proposal 1";
    ACCEPT_2 = "采纳方案 2" | "Accept proposal 2";
    ACCEPT_3 = "采纳方案 3" | "Accept proposal 3";
    ACCEPT_4 = "采纳方案 4" | "Accept proposal 4";
    ACCEPT_5 = "采纳方案 5" | "Accept proposal 5";
    ACCEPT_6 = "采纳方案 6" | "Accept proposal 6";
    ACCEPT_7 = "采纳方案 7" | "Accept proposal 7";
    ACCEPT_8 = "采纳方案 8" | "Accept proposal 8";
    ACCEPT_9 = "采纳方案 9" | "Accept proposal 9";
    TAKE_FROM_SOURCE = "把所选原文填入此格" | "Use the selected source text as the value";
    MARK_SENTENCE = "标记所选句子应核对" | "Mark the selected sentence to be checked";
    FILL_FROM_SOURCE = "用所选原文各行填入…" | "Fill rows from selected lines…";
    ROW_LEFT = "整行左移一格" | "Move the row left";
    ROW_RIGHT = "整行右移一格" | "Move the row right";
    DELETE_CELL = "移出此格，右侧左移" | "Remove this cell, move the right side left";
    INSERT_CELL = "此处插入一格，右侧右移" | "Insert a cell here, move the right side right";
    SWAP_CELLS = "两格互换" | "Swap two cells";
    NOTHING_TO_MOVE = "这一行没有可以移动的格。" | "There is nothing to move in this row.";
    SELECT_TWO = "请选两格再互换（或选一格，与右边一格互换）。" | "Select two cells to swap, or one cell to swap with the cell on its right.";
    NO_NUMBERS = "所选原文里没有数。请选一行或几行原文。" | "There is no number in the selected text. Select one or more lines of the source.";
    FILL_TOO_LONG = "所选各行的数放不进从此格起的表格，没有填入。请从行首的格开始，或少选几行。" | "The numbers do not fit into the table from this cell on; nothing was filled. Start at the beginning of the row, or select fewer lines.";
    FILL_READY = "将填入 {} 格，表中已预览。Enter 采纳，Esc 取消。" | "Cells to be filled: {}, as previewed. Enter accepts, Esc cancels.";
    FILL_ACCEPT = "采纳填入" | "Accept";
    VERIFY = "逐处核对／结束核对" | "Verify place by place, or end it";
    NOTED = "{}（{}）" | "{} ({})";
    AS_WELL = "{}，{}" | "{}, {}";
    AND = "、" | ", ";
    AND_THEN = "，" | ", ";
    TABLE_ROWS = "{} {}" | "{}: {}";
    AND_OTHER_ROWS = "{} 等 {} 行" | "{} and more, {} rows";
    ROW_BECOMES = "整行改为 {}" | "the whole row becomes {}";
    COLUMNS_BECOME = "{}改为 {}" | "{} become {}";
    CELLS_BECOME = "{} 格改为 {}" | "{} cells become {}";
    MORE_REASONS = "另 {} 条理由" | "{} more reasons";
    THEN = "；" | "; ";
    VERIFY_TITLE = "核对：{}" | "Verify: {}";
    VERIFY_NO_CELL = "整份报告" | "the report as a whole";
    VERIFY_PASSED = "已看 {} 处" | "{} seen";
    VERIFY_LEFT = "还有 {} 处" | "{} places left";
    VERIFY_NONE_LEFT = "全部看完：{} 审定完成" | "Nothing left: {} signs off";
    VERIFY_GROUP_DONE = "这一组已看完，另有 {} 处：Enter 继续" | "This group is done; places left elsewhere: {}. Enter goes on";
    VERIFY_FIRST = "这是第一处。" | "This is the first place.";
    VERIFY_ENDED = "已结束逐处核对。" | "Verification ended.";
    VERIFY_NO_DETAILS = "逐处核对时，问题和单元格的内容显示在表格下面这一栏里；按 F11 结束核对。" | "While you verify, findings and cell are shown in the strip below the tables; F11 ends verification.";
    VERIFY_UNREAD = "这一格没有识读：请照原文键入；原文是空的按 Ctrl+B，看不清键入“？”。" | "Nothing was read here: type what is printed; Ctrl+B if nothing is, ? if it is illegible.";
    VERIFY_PROPOSAL = "方案（{}）：{}" | "Proposal ({}): {}";
    VERIFY_KEYS = "Enter 或 Space 确认格里现在的数 · 数字 改录 · Shift+Enter 确认整行 · {} 本行未识读的填 0 或空白 · Backspace 返回 · {} 结束" | "Enter or Space confirm the number now in the cell · digits change it · Shift+Enter confirm the row · {} unread cells of the row 0 or blank · Backspace back · {} end";
    VERIFY_KEYS_REPORT = "Enter 看过了 · Space 原文如此 · {} 判定 · Backspace 返回 · {} 结束" | "Enter seen · Space as published · {} verdict · Backspace back · {} end";
    VERIFY_KEYS_DONE = "{} 审定完成 · Backspace 返回 · {} 结束" | "{} sign off · Backspace back · {} end";
    VERIFY_KEYS_UNREAD = "数字 键入 · ? 看不清 · Delete 空白 · {} 本行未识读的填 0 或空白 · Backspace 返回 · {} 结束" | "digits type · ? illegible · Delete blank · {} unread cells of the row 0 or blank · Backspace back · {} end";
    VERIFY_KEYS_WARNING = "Enter 看过了 · Space 原文如此 · 数字 更正 · Shift+Enter 确认整行 · {} 本行未识读的填 0 或空白 · Backspace 返回 · {} 结束" | "Enter seen · Space as published · digits correct · Shift+Enter confirm the row · {} unread cells of the row 0 or blank · Backspace back · {} end";
    VERIFY_KEYS_FINDING = "Enter 先留着 · Space 原文如此 · 数字 更正 · Shift+Enter 确认整行 · {} 本行未识读的填 0 或空白 · Backspace 返回 · {} 结束" | "Enter leave open · Space as published · digits correct · Shift+Enter confirm the row · {} unread cells of the row 0 or blank · Backspace back · {} end";
    EVIDENCE_HEAD = "原文逐格" | "Printed";
    EVIDENCE_TOKEN = "原文此格：{}" | "Printed here: {}";
    EVIDENCE_NONE = "原文里没有找到这一行。" | "This row was not found in the source.";
    EVIDENCE_BETWEEN = "原文里没有找到这一行，它的前后是：" | "This row was not found; around it stands:";
    AHEAD_DROPPED = "提问弹出之前多按的 {} 个键没有执行。" | "Keys pressed before the question was shown were ignored: {}.";
    CARPET = "同字对照／返回表格" | "Compare figures by digit, or end it";
    WIDE_CARPET = "同字对照：整个数据集" | "Compare figures by digit: the whole dataset";
    WIDE_TITLE = "同字对照：整个数据集" | "By digit: the whole dataset";
    WIDE_READ = "已读 {} / {} 份" | "{} of {} reports read";
    WIDE_STOP = "停止" | "Stop";
    WIDE_AGAIN = "重新读" | "Read again";
    WIDE_KEYS = "↑ ↓ ← → 移动　数字 更正　Space 存疑　Enter 打开这份报告的这一格　Tab / Shift+Tab 下一个、上一个字　Ctrl+Z 撤销最后一步　Esc 返回表格" | "Arrows move   type to correct   Space doubtful   Enter opens the report at this cell   Tab / Shift+Tab next, previous digit   Ctrl+Z takes the last step back   Esc back";
    WIDE_CUT = "只列最可疑的 {} 个，另有 {} 个未列" | "Only the {} most doubtful; {} more are left out";
    WIDE_UNSAVED = "{} 份报告有未保存的改动" | "Reports with unsaved changes: {}";
    WIDE_WAITING = "{} 步等待报告打开" | "Steps waiting for their reports to open: {}";
    WIDE_FIGURE = "{}　{}：{}" | "{}   {}: {}";
    WIDE_EDIT = "更正这个数" | "Correct this figure";
    WIDE_LOST = "报告打不开，这一步没有做" | "The report cannot be opened; the step was not made";
    REVIEWS_IN = "审定文件存到另一个文件夹…" | "Keep the reviews in another folder…";
    REVIEWS_IN_NO_FOLDER = "没有打开的文件夹。请先用 {} 打开报告所在的文件夹" | "No folder is open. Open the folder of the reports first, with {}";
    REVIEWS_IN_CLOSED = "无法在 {} 里写入：{}。审定文件仍存在原处；请换一个文件夹，或检查权限。" | "Cannot write in {}: {}. Reviews are kept where they were; choose another folder, or check its permissions.";
    REVIEWS_KEPT = "这个文件夹的审定文件存到 {}，报告旁边不写文件。" | "The reviews of this folder are kept in {}; nothing is written beside the reports.";
    REVIEWS_BESIDE = "有 {} 份报告旁边已有审定文件，照旧用它。" | " {} reports have a review beside them already, which is used as before.";
    REVIEWS_BOTH = "其中 {} 份两处都有，用所选文件夹里的。" | " Of {} of them there is one in both places; that in the chosen folder is used.";
    SAVE_ALL = "全部保存" | "Save all";
    SAVED_ALL = "已保存 {} 份，未能保存 {} 份" | "{} saved, {} not saved";
    CARPET_TITLE = "同字对照" | "By digit";
    CARPET_OTHER = "其他" | "others";
    CARPET_BACK = "返回表格" | "Back to the tables";
    CARPET_KEYS = "↑ ↓ ← → 移动　数字 更正　Space 存疑　Enter 到这一格　Tab / Shift+Tab 下一个、上一个字　Esc 返回表格" | "Arrows move   type to correct   Space doubtful   Enter goes to the cell   Tab / Shift+Tab next, previous digit   Esc back";
    CARPET_AT = "{}　{}" | "{}   {}";
    CARPET_ELSEWHERE = "所选的格不在这些数里。按方向键从第一个看起。" | "The selected cell is not among these; the arrows begin at the first.";
    CARPET_NOTHING = "这份报告没有读出一个数，没有可以对照的。" | "No figure was read in this report; there is nothing to compare.";
    CARPET_PICTURED = "{}（图）" | "{} (picture)";
    CARPET_NO_PICTURE = "这一页上没有找到这个数的图。" | "The picture of this figure was not found on the page.";
    GROUPS = "按原因分组…" | "Group by reason…";
    GROUPS_TITLE = "未处理的格，按原因" | "Open cells by reason";
    GROUP_GLYPH = "字形" | "Glyph";
    GROUP_COLUMN = "列位推断" | "Column inferred";
    GROUP_ROW = "行位推断" | "Row inferred";
    GROUP_WALK = "逐格核对这一组" | "Verify them one by one";
    GROUP_CONFIRM = "这 {} 格全部确认无误" | "Confirm all {} as printed";
    DOUBTS_LOOK_ALIKE = "印的是形近字，读作数字；各格所印不同，请逐格看" | "Characters that look like digits were read as digits; each cell prints something else";
    DOUBTS_LEADING_ZERO = "以 0 开头，可能几个数连在一起" | "Begins with 0: several numbers may have run together";
    DOUBTS_SECOND_PRINT = "本表印了两次，两处所印不同，请逐格看" | "The table is printed twice and the two differ: look at each cell";
    DOUBTS_OTHER = "各格理由不同" | "Different reasons in each cell";
    DEDUCED_LEFT = "推得 {} 格，没有与原文核对" | "{} cells deduced, not compared with the source";
    GROUP_DONE = "这一组已看完。" | "This group is done. ";
    REST_OF_ROW = "本行未识读的格填 0 或空白" | "Fill unread cells of the row with 0 or blank";
    REST_OF_TABLE = "本表未识读的格填 0 或空白…" | "Fill unread cells of the table with 0 or blank…";
    REST_FILLED = "未识读的 {} 格填 0 或空白" | "Unread cells filled with 0 or blank: {}";
    REST_AS = "未识读的 {} 格填 {}（与本表其他各格一致）。" | "{} unread cells were filled with {}, the way this table prints it.";
    REST_BLANK = "未识读的 {} 格填空白（与本表其他各格一致）。" | "{} unread cells were made blank, the way this table prints it.";
    REST_NONE = "没有可以这样填的未识读的格。" | "There is no unread cell that can be filled this way.";
    REST_INKED = "另 {} 格所在的行印有没有识读的字，没有填：请逐行看。" | " {} others are left out: in their rows something is printed that was not read.";
    REST_LEFT_OUT = "另 {} 格填 0 则合计不符，没有填。" | " {} others were not filled: a total would not hold with 0 there.";
    FILL_DOWN = "向下填充" | "Fill down";
    FILL_RIGHT = "向右填充" | "Fill right";
    FILLED_ON = "填充 {} 格" | "Cells filled: {}";
    FILL_UNREAD = "作为来源的格没有识读，没有填充。请先录入这一格。" | "The cell to fill from is unread; nothing was filled. Type its content first.";
    NOTHING_TO_FILL = "请先选一块：首行（首列）的内容会填到其余各格。" | "Select a block first: its first row or column fills the others.";
    ROW_ENTERED = "录入本行 {} 格" | "Cells of the row entered: {}";
    ROW_TOO_LONG = "键入了 {} 个数，本行从此格起只有 {} 格，没有录入。" | "{} values were typed, but the row has only {} cells from here on; nothing was entered.";
    COPIED = "已复制 {} 格。" | "Cells copied: {}. ";
    COPIED_FOR_NOW = "已复制 {} 格。关闭窗口后就不能再粘贴了。" | "Cells copied: {}. They can no longer be pasted once the window is closed.";
    PASTED_KEPT = "剪贴板里空着的 {} 格，对应的格没有改动。" | "Empty cells of the clipboard, which changed nothing: {}.";
    PASTED_NOTHING = "剪贴板里各格都是空的，没有改动。" | "All cells of the clipboard are empty; nothing was changed.";
    FILLED = "从原文填入 {} 格" | "Cells filled from the source: {}";
    SIGN_OFF = "审定完成" | "Sign off";
    REOPEN = "重新打开审定" | "Reopen review";
    EDIT_OFFICE = "更正机关名称" | "Correct the office";
    EDIT_YEAR = "更正年度" | "Correct the year";
    EDIT_PERIOD = "更正统计期限" | "Correct the period";
    FILE_BAR = "处理表格上方的文件提示" | "Answer the notice about the file above the tables";
    ARRANGE_BESIDE = "布局：原文、表格、问题并排" | "Layout: source, tables, findings side by side";
    ARRANGE_BELOW = "布局：问题在表格下方" | "Layout: findings below the tables";
    ARRANGE_DRAWER = "布局：表格占满，问题收成一行" | "Layout: tall tables, findings in one line";
    LIST_ERRORS = "列出问题：错误" | "List findings: errors";
    LIST_WARNINGS = "列出问题：警告" | "List findings: warnings";
    LIST_HINTS = "列出问题：提示" | "List findings: hints";
    LIST_TABLES = "列出问题：表格" | "List findings: about tables";
    LIST_PROSE = "列出问题：正文" | "List findings: about the prose";
    LIST_OTHER = "列出问题：其他" | "List findings: about anything else";
    ONLY_PROBLEM_REPORTS_NAME = "报告列表只看有问题的" | "Only reports with problems";
    NEXT_REPORT = "下一份报告" | "Next report";
    PREVIOUS_REPORT = "上一份报告" | "Previous report";
    NEXT_BY_DOUBT = "下一份疑问最多的报告" | "Next report by doubt";
    LOOK_THROUGH = "检查文件夹有无变化" | "Look for changes in the folder";
    FOLDER_FOLLOWED = "文件夹 {} 里有变化，列表已跟上：" | "The folder {} has changed, and the list with it:";
    FOLDER_NEW = "新增 {} 份。" | " {} new.";
    FOLDER_GONE = "少了 {} 份，已从列表里去掉（打开着的还在）。" | " {} gone, and removed from the list (those that are open stay).";
    FOLDER_CHANGED = "文件夹里改动过 {} 份，正在重读。" | "Reports of the folder that have changed and are being read again: {}.";
    FOLDER_AS_BEFORE = "文件夹里没有变化。" | "Nothing has changed in the folder.";
    CLOSE_FOLDER = "关闭文件夹" | "Close folder";
    NO_FOLDER = "没有打开文件夹。" | "No folder is open.";
    FOLDER_UNSAVED = "没有关闭：“{}”还有改动没有保存。" | "Not closed: “{}” has steps that are not saved.";
    NONE_TO_DO = "列表里没有别的待审报告。" | "There is no other report left to review in the list.";
    SWITCH_PANE = "切换到原文／表格" | "Switch to source / tables";
    FOLD_SOURCE = "显示／隐藏原文" | "Show or hide source";
    COMPACT_TABLES = "原文表格紧凑显示" | "Compact table lines of the source";
    WRAP_TABLES = "原文表格行自动换行" | "Wrap table lines of the source";
    FOLD_DETAILS = "显示／隐藏问题与单元格" | "Show or hide findings and cell";
    FOLD_REPORTS = "显示／隐藏报告列表" | "Show or hide report list";
    ONLY_PROBLEMS = "表格只看问题行" | "Only rows with problems";
    ROWS_HIDDEN = "没有问题的 {} 行已隐藏（点此全部显示）" | "{} rows without problems are hidden (click to show)";
    FOLD_ROW = "显示／隐藏本行原文" | "Show or hide the row as printed";
    FOLD_LEGEND = "显示／隐藏图例" | "Show or hide legend";
    ZOOM_IN = "放大" | "Zoom in";
    ZOOM_OUT = "缩小" | "Zoom out";
    ZOOM_RESET = "原始大小" | "Original size";
    THEME_SYSTEM = "外观：跟随系统" | "Theme: as system";
    THEME_LIGHT = "外观：浅色" | "Theme: light";
    THEME_DARK = "外观：深色" | "Theme: dark";
    LANGUAGE = "英文界面 (English interface)" | "中文界面 (Chinese interface)";
    LANGUAGE_SET = "界面已换成中文；先前的提示仍是原来的语言。" | "The interface is in English now; earlier notices stay in the language they were given in.";
    PALETTE = "命令面板" | "Command palette";
    KEYS = "按键一览" | "All keys";
    GUIDE = "使用说明" | "User guide";
    GUIDE_TOUR = "十分钟上手" | "Ten minutes";
    GUIDE_FORMATS = "能打开什么" | "Formats";
    GUIDE_REVIEW = "审定与文件" | "Reviewing";
    GUIDE_EXPORTS = "导出" | "Exports";
    GUIDE_RULES = "规则" | "Rules";
    GUIDE_LIMITS = "限制" | "Limits";
    GUIDE_SECURITY = "安全" | "Security";

    WELCOME_TITLE = "勾稽" | "Gouji";
    WELCOME_LINE = "核对政府信息公开工作年度报告。勾稽关系，就是表里各数之间应当成立的等式。" | "Annual disclosure reports: read, check, review. Their figures have to satisfy the equations of the form.";
    WELCOME_PATH = "也可以输入文件路径，或粘贴在文件管理器里复制的文件：" | "Or enter a path, or paste files that were copied:";
    WELCOME_DROP = "也可以把文件拖进窗口，或输入文件路径：" | "Or drop files here, or enter a path:";
    WELCOME_RECENT = "最近打开" | "Recent files";
    WELCOME_NO_RECENT = "打开过的报告会列在这里。" | "Reports you open are listed here.";
    WELCOME_KEYS = "常用按键" | "Keys to start with";
    PATH_HINT = "文件路径，例如 /home/…/年报.txt" | "File path, such as /home/…/report.txt";
    PATH_OPEN = "打开" | "Open";
    DROP_TO_OPEN = "松开鼠标，打开文件" | "Release to open";
    FORGET = "从列表移除" | "Remove from list";

    SOURCE = "原文" | "Source";
    SOURCE_NAME = "报告原文" | "Text of the report";
    FIND_HINT = "查找原文" | "Find in source";
    FIND_NONE = "没有匹配" | "No match";
    LINES = "{} 行" | "{} lines";

    OFFICE = "机关" | "Office";
    YEAR = "年度" | "Year";
    PERIOD = "统计期限" | "Period";
    NOT_STATED = "未识读" | "not read";
    EDITION = "{} 年版" | "{} edition";
    TABLE_MISSING = "原文中没有找到这张表。" | "This table was not found in the text.";
    ITEM_HEAD = "信息内容" | "Item";
    EDIT_FIELD = "编辑 {}" | "Edit {}";
    CELL_EDITOR = "编辑单元格" | "Edit cell";

    FINDINGS = "问题" | "Findings";
    READING = "识读情况" | "Reading";
    READING_HINT = "在问题和识读情况之间切换　{}" | "Findings or reading  {}";
    READING_KEYS = "须查看的以！标出：{} 下一条，{} 上一条" | "! marks what to look at: {} next, {} previous";
    TOPIC_NOTICE = "没有识读或有疑问的" | "Not read, or in doubt";
    TOPIC_SECOND = "用原件再读一遍" | "Read again from the original";
    TOPIC_DISAGREEMENT = "互相矛盾的" | "Contradictions";
    TOPIC_TABLE = "各表" | "Tables";
    TOPIC_LEFTOVER = "表内不属于任何一格的字" | "Characters in tables that belong to no cell";
    TOPIC_SECTION = "各部分标题" | "Sections";
    SHOW_READING = "问题／识读情况" | "Findings or reading";
    NEXT_REMARK = "下一条识读情况" | "Next remark on the reading";
    PREVIOUS_REMARK = "上一条识读情况" | "Previous remark on the reading";
    NO_REMARK = "识读没有须查看的情况。" | "There is nothing about the reading to look at.";
    REMARK_AT = "识读情况 {}" | "Remark {}";
    PLACE_LINE = "第 {} 行" | "line {}";
    PLACE_PAGE = "第 {} 页第 {} 行" | "page {}, line {}";
    PAGE = "第 {} 页" | "page {}";
    NO_FINDINGS = "没有发现问题。" | "No problems were found.";
    NO_FINDINGS_BUT = "规则没有发现问题。还要看（F8）：{}。" | "The rules found no problem. Still to be looked at (F8): {}.";
    SUBJECT_TABLE = "表格" | "Tables";
    SUBJECT_PROSE = "正文" | "Prose";
    SUBJECT_OTHER = "其他" | "Other";
    FILTER_HIDE = "点此不列出这一类" | "Click to leave these out";
    FILTER_SHOW = "这一类未列出，点此列出" | "Left out; click to list these";
    LEFT_OUT = "另有 {} 条按上方筛选未列出。" | "{} more are hidden by the filters above.";
    AND_MORE_CELLS = "等，另 {} 格" | "and {} more";
    EXPLAINED = "原文如此（按所填的应为数值计算，等式成立）" | "As published (the equation holds with the value it should be)";
    NOT_LOCATABLE = "表四每格只有一个等式能核对，看不出是哪一格错。请对照原文逐格核对；整段原文已框出。" | "In Table 4 each cell is checked by one equation only, so it cannot be told which cell is wrong: compare every cell with the source, where the passage is framed.";
    REPORTS = "报告" | "Reports";
    BACK_TO_TABLES = "回到表格　Esc 或 {}" | "Back to the tables  Esc or {}";
    FOLDED_FIELDS = "…" | "…";
    REPORTS_FOLDED = "报告列表（{} 份）" | "List of reports ({})";
    ERRORS_COLUMN = "错" | "E";
    WARNINGS_COLUMN = "警" | "W";
    UNREAD_COLUMN = "未" | "U";
    ONLY_PROBLEM_REPORTS = "只看问题" | "Only with problems";
    REPORTS_COUNT = "{} 份，其中 {} 份还有问题" | "{} reports, {} with problems";
    REPORTS_HIDDEN = "列出 {} 份，另 {} 份不符合搜索或筛选" | "{} listed, {} others left out";
    SEARCH_REPORTS = "搜索报告" | "Search reports";
    SEARCH_REPORTS_HINT = "按文件名、机关（也可用拼音首字母）、年度搜索，几个词用空格隔开。↑ ↓ 选择，Enter 打开，Esc 清除。" | "Search by file name, office (also by its pinyin initials) or year; separate several words by spaces. ↑ ↓ choose, Enter opens, Esc clears.";
    ONE_REPORT = "只打开了一份报告。" | "Only one report is open.";
    ORDERED_BY = "排序：{}" | "Order: {}";
    ORDER_OPENED = "打开" | "opened";
    ORDER_NAME = "名称" | "name";
    ORDER_PROBLEMS = "问题" | "problems";
    ORDER_STATE = "状态" | "state";
    FIND_REPORT = "搜索报告列表…" | "Search the report list…";
    ORDER_REPORTS = "报告列表换一种排序" | "Order the report list another way";
    REVERSE_REPORTS = "报告列表倒过来排" | "Order the report list the other way round";
    ALL_REPORTS = "报告列表取消搜索和筛选" | "List all reports again";
    WHOLE_QUEUE = "报告列表占满窗口" | "Report list over the whole window";
    OVERVIEW = "数据集概览" | "Dataset overview";
    OVERVIEW_KEYS = "点一段，或用方向键选中按 Enter：列出这些报告" | "Click a part, or choose one with the arrows and press Enter: its reports are listed";
    OVERVIEW_READING = "报告还在识读，已计入 {} / {}" | "Reports are still being read: {} of {} are counted";
    OVERVIEW_FAILED = "统计时程序内部出错，没有画出。请把文件夹发给开发者。" | "An error occurred inside the program while counting; nothing was drawn. Please send the folder to the developers.";
    COMMA = "，" | ", ";
    PART = "{}：{}" | "{}: {}";
    PART_REPORTS = "{} 份报告" | "{} reports";
    MARK_NOT_WHOLE = "有的格内容未知" | "some cells unknown";
    MARK_WHOLE = "各格内容都已知" | "every cell known";
    MARK_OPEN = "有待处理：{}" | "open: {}";
    MARK_BREAKS = "{}（{}）" | "{} ({})";
    MARK_SOURCE_ERROR = "审定完成，原文有误" | "signed off, with an error of the office";
    MARK_NO_SOURCE_ERROR = "审定完成，没有判为有误" | "signed off, without an error of the office";
    MARK_MISREAD = "{} 误作 {}" | "{} read as {}";
    MARK_RATE = "{} {}" | "{} {}";
    MARK_NOT_CARRIED = "结转数对不上" | "numbers carried over differ";
    MARK_CLEAR = "只列：{}　×" | "Only: {}  ×";
    FILTERS = "筛选…" | "Filter…";
    FILTERS_SET = "筛选 {} 项" | "Filter ({})";
    FILTERS_CLEAR = "全部列出" | "List all";
    FILTER_YEAR = "年度" | "Year";
    FILTER_STATE = "状态" | "State";
    FILTER_LEVEL = "级别" | "Level";
    FILTER_RULE = "规则" | "Rule";
    FILTER_ANY = "全部" | "any";
    REPORTS_OF = "{}（{}）" | "{} ({})";
    TWIN_MARK = "重 " | "2× ";
    AND_ALSO = "，{}" | ", {}";
    LEGEND_WARNED = "警告" | "warning";
    COMPARE_BOTH = "甲 {}；乙 {}" | "A {}; B {}";
    FILTER_IS = "{}：{}" | "{}: {}";
    FILTER_TWINS = "只看重复（{}）" | "Only duplicates ({})";
    YEAR_UNKNOWN = "年度未知" | "year not known";
    LEVEL_UNKNOWN = "级别未知" | "level not known";
    ERRORS_NAME = "错误" | "Errors";
    WARNINGS_NAME = "警告" | "Warnings";
    UNREAD_NAME = "未识读" | "Unread";
    DOUBTS_NAME = "疑问" | "In doubt";
    EDITION_COLUMN = "版式" | "Edition";
    EDITION_COLUMN_HINT = "表格的版式" | "edition of the form";
    COVERAGE_COLUMN = "识读" | "Read";
    COVERAGE_COLUMN_HINT = "内容已知的格占全部的百分比" | "percentage of cells whose content is known";
    CLAIMS_COLUMN = "正文" | "Prose";
    CLAIMS_COLUMN_HINT = "与表格不符的句子数／说到表格的句子数" | "sentences that contradict the tables / that speak of them";
    STATE_COLUMN = "状态" | "State";
    REVIEWER_COLUMN = "审定人" | "Reviewer";
    REVIEWER_COLUMN_HINT = "最后改动的人" | "who made the last step";
    CHANGED_COLUMN = "最后改动" | "Changed";
    MINUTES_COLUMN = "分钟" | "Min.";
    MINUTES_COLUMN_HINT = "这台电脑上用了几分钟（停手 90 秒以上不算）" | "minutes worked on this computer; pauses of more than 90 seconds are not counted";
    CHANGED_COLUMN_HINT = "最后一步的日期" | "date of the last step";
    FILE_COLUMN = "文件" | "File";
    PROGRESS = "进度：{}" | "Progress: {}";
    HAS_STEPS = "有改动没有保存：上次没有正常退出，或另一个窗口正开着。打开后可以恢复。" | "Steps that are not saved: a crash left them, or another window is open. Open it to recover them.";
    REPORTS_WITH_STEPS = "{} 份有改动没有保存" | "{} with steps not saved";
    STATE_STEPS = "有未存改动" | "not saved";
    STATE_FAILED = "打不开" | "cannot open";
    STATE_UNKNOWN = "尚未识读" | "not read yet";
    STANDING_FRESH = "待审" | "to do";
    STANDING_BEGUN = "在审" | "begun";
    STANDING_DOUBTFUL = "存疑" | "doubtful";
    STANDING_SIGNED = "审定" | "signed";
    STANDING_FORCED = "强制审定" | "signed by force";
    STANDING_COUNT = "{} {}" | "{} {}";
    TWIN_BYTES = "与 {} 内容完全相同" | "The same bytes as {}";
    TWIN_OFFICE = "与 {} 是同一机关、同一年度" | "The same office and year as {}";
    CARRIED_OTHERWISE = "上年结转 {}，而上年报告结转下年度 {}" | "Carried in: {}; but last year’s report carries out {}";
    DOUBTS_COLUMN = "疑" | "?";
    ERRORS_COLUMN_HINT = "未处理的错误" | "open errors";
    WARNINGS_COLUMN_HINT = "未处理的警告" | "open warnings";
    UNREAD_COLUMN_HINT = "未识读的格" | "unread cells";
    DOUBTS_COLUMN_HINT = "待核、估计、存疑的格和存疑的问题" | "cells to be checked, estimated or doubtful; doubtful findings";
    NOTES_MARK = "注 " | "n. ";
    NOTES = "备注 {}" | "notes {}";
    REPORT_ROW = "报告 {}" | "Report {}";
    SEVERITY_ERROR = "错误" | "Error";
    SEVERITY_WARNING = "警告" | "Warning";
    SEVERITY_HINT = "提示" | "Hint";
    UNDECIDED_LINE = "无法核对 {} 条" | "{} cannot be checked";
    CONDITIONAL_LINE = "仅当空白计为 0 时成立 {} 条" | "{} hold only if blanks count as 0";
    JUDGE_FINDING = "判定此问题" | "Judge this finding";

    NO_CELL = "在表中选一个单元格。" | "Select a cell in a table.";
    NO_CELL_TO_JUDGE = "没有选中单元格。按 F4 判定所选问题，按方向键回到表格。" | "No cell is selected. Press F4 to judge the selected finding, or an arrow key to go back to the tables.";
    FINDING_WITHOUT_CELL = "这个问题说的不是某一格。按 F4 判定它，按方向键回到表格。" | "This finding is about no cell. F4 judges it; the arrows go back to the tables.";
    PLACE = "位置" | "Place";
    PRINTED = "原文" | "Printed";
    VALUE = "值" | "Value";
    UNIT = "单位" | "Unit";
    STATE = "状态" | "State";
    DOUBT = "疑点" | "Doubt";
    FIGURE_PRINTED = "图片上的数字" | "The figure in the picture";
    SEEN_TWICE = "识读为“{}”，另一种读法是“{}”（图上读了两遍，或文件自带的文字与图不同）。请看图。" | "Read as “{}”; the other reading is “{}” (the picture was read twice, or the text of the file differs from it). Look at the picture.";
    SEEN_ONCE = "识读为“{}”，另一种读法没有读出数。请看图。" | "Read as “{}”; the other reading found no number. Look at the picture.";
    SEEN_SURE = "图片识别为“{}”，把握 {}。" | "Recognised from the picture as “{}”, certainty {}.";
    SEEN_OTHERS = "也可能是{}。" | " Or perhaps {}.";
    SEEN_OTHER = "“{}”（{}）" | "“{}” ({})";
    SEEN_AND = "、" | ", ";
    HOW_READ = "怎样读到的" | "How it was read";
    RULES_NONE = "须目视：没有规则能核对此格，只能对照原文看一遍。" | "No rule covers this cell: compare it by eye.";
    RULES_COUNT = "{} 条规则核对此格" | "Rules that check this cell: {}";
    ALL_ZERO = "{} 项均为 0" | "{} terms, all 0";
    REST_ZERO = "（其余为 0）" | " (all others 0)";
    SAID_IN_PROSE = "正文提到此格" | "The prose speaks of this cell";
    AGREES = "一致" | "agrees";
    DISAGREES = "不一致" | "disagrees";
    NOT_COMPARABLE = "未比较" | "not compared";
    VERDICT_NOW = "判定" | "Verdict";
    NOTE_NOW = "备注" | "Note";
    ALTERNATIVE = "应为" | "Should be";
    HISTORY = "改动记录" | "History";
    NO_HISTORY = "尚无改动" | "No steps yet";
    NOTHING_PRINTED = "（无字）" | "(nothing)";
    NOT_JUDGED = "未判定" | "not judged";
    MANY_CELLS = "已选 {} 格" | "{} cells selected";

    ACCEPT = "采纳 {}" | "Accept {}";
    ACCEPTED = "采纳方案 {}" | "Accepted proposal {}";
    PROPOSALS_PENDING = "正在推算更正方案…" | "Searching for proposals…";
    BACK_AT_SIGNED = "回到刚才审定的报告；再按一次 {} 撤销审定。" | "Back at the report signed off last; {} once more takes the sign-off back.";
    LOOK_FIRST = "先看表中预览：{}。再按一次同一键采纳。" | "Look at the tables first: {}. The same key again accepts it.";
    NO_SUCH_PROPOSAL = "这里没有这个方案。" | "There is no such proposal here.";
    PROPOSALS_HINT = "方案只依据勾稽关系（各数之间应当成立的等式）推算。“唯一”是说改动同样少的办法没有第二种，不是说它一定对：采纳前请对照原文。" | "Proposals follow from the equations of the form alone. “Only” means that no other change is as small, not that it is right: compare with the print first.";
    MORE_PROPOSALS = "另有 {} 个方案未列出，请对照原文。" | "{} more proposals are not listed; compare with the source.";
    ACCEPT_FORCED = "只采纳必改的格" | "Accept only what all proposals change";
    FORCED_PART = "采纳哪个方案，这 {} 格都要这样改" | "Every proposal makes these {} changes";
    NO_FORCED = "没有哪一格是各方案都要改的。" | "The proposals have no change in common.";
    COST = "代价 {}（越小越可能）" | "cost {} (lower is likelier)";
    LEADS_CLEARLY = "明显优于次选" | "clearly likelier than the next";
    LEADS = "略优于次选" | "a little likelier than the next";
    TIED = "与次选难分先后" | "as likely as the next";
    BEHIND = "不如首选" | "less likely than the first";
    MARGIN = "与次选相差 {}" | "ahead of the next by {}";
    ORIGIN = "来源" | "Origin";
    COMPARE_BY_EYE = "请逐格对照原文：" | "Compare each with the source:";
    PRINTED_AS = "{}：原文" | "{}: printed ";
    CELLS_IN_ALL = " 等 {} 格" | " and others, {} cells";
    ESTIMATE = "改动多格" | "many cells changed";
    FOOTING_DEDUCED = "推得" | "deduced";
    FOOTING_ESTIMATED = "估计" | "estimated";
    BECOMES_ESTIMATE = "采纳后记为估计，须逐格对照原文" | "accepted as an estimate: compare each cell with the print";
    SINGLE_CELLS = "单格误读" | "single cells misread";
    DEDUCED = "由其他各格推出" | "follows from the other cells";
    CLOSES = "使 {} 个等式成立" | "equations satisfied: {}";
    IS_FAMILY = "这几格取别的数也能使等式成立，须对照原文" | "other numbers would satisfy the equations as well: compare with the source";
    RIVAL = "也可能是机关印错，即原文如此（F4 判定）" | "The office may have printed it so (F4)";
    PARTLY_RIVAL = "；其中 {} 更可能是原文如此" | "; of these, more likely printed so by the office: {}";
    LIKELIEST_RIVAL = "多半是机关印错，即原文如此（F4 判定）" | "Most likely the office printed it so (F4)";
    UNREAD_MARK = "？" | "?";
    PREVIEWED = "，预览改为 {}" | ", preview {}";
    SENTENCE_MARKED = "句子已标记应核对，列入问题；再按一次取消。" | "The sentence is marked and listed as a problem; the same key takes the mark back.";
    SENTENCE_UNMARKED = "已取消标记。" | "The mark is taken back.";
    NO_SENTENCE_SELECTED = "请先在原文中选中要核对的句子。" | "Select a sentence of the source first.";
    NOTHING_SELECTED = "请先在原文中选择要取的文字。" | "Select characters in the source first.";
    HOLDS = "成立" | "holds";
    BROKEN = "不成立" | "broken";
    CONDITIONAL = "空白计为 0 时成立" | "holds if blank is 0";
    UNDECIDED = "无法核对" | "cannot be checked";
    CELLS_READ = "识读" | "read";
    EYE_ONLY_CELLS = "须目视" | "by eye";
    SAVED = "已保存" | "Saved";
    UNSAVED = "未保存" | "Not saved";
    SIGNED_OFF_BY = "已审定：{}" | "Signed off by {}";

    STATE_COVERED = "已识读，有规则核对" | "read, checked by rules";
    STATE_EYE = "已识读，须目视" | "read, compare by eye";
    STATE_UNCERTAIN = "待核" | "to be checked";
    STATE_ESTIMATED = "估计" | "estimated";
    STATE_DOUBTFUL = "存疑" | "doubtful";
    STATE_DEDUCED = "推得" | "deduced";
    STATE_AS_PUBLISHED = "原文如此" | "as published";
    STATE_ILLEGIBLE = "无法辨认" | "illegible";
    SHOULD_BE = "应为 {}" | "should be {}";
    LEGEND_NOTE = "有备注" | "note";
    HELP_UNCERTAIN = "识读没有把握。对照原文：一致按 Space，不一致直接录入。" | "The reader was not sure. Compare with the source: press Space if it agrees, otherwise type what is printed.";
    HELP_ESTIMATED = "这个数只是让等式成立，还没有与原文核对。对照原文：一致按 Space，不一致直接录入。" | "This number only satisfies the equations; it has not been compared with the source. Press Space if it agrees, otherwise type what is printed.";
    HELP_DOUBTFUL = "审定人留待查清的格。查清后：与原文一致按 Space，不一致直接录入。" | "The reviewer left this cell to be settled later. Once settled, press Space if it agrees with the source, otherwise type what is printed.";
    HELP_DEDUCED = "其他各格确定以后，这一格只能是这个数，但还没有与原文核对。对照原文：一致按 Space，不一致直接录入。" | "Given the other cells this one can only be this number; it has not been compared with the source. Press Space once you have compared it.";
    HELP_UNREAD = "没有识读出来。请对照原文录入；看不清录入“？”。" | "Not read. Type what is printed; ? if it is illegible.";
    HELP_EYE_ONLY = "没有勾稽关系（各格之间应当成立的等式）能核对这一格。请对照原文看一遍：一致按 Space，不一致直接录入。" | "No equation can check this cell. Compare it with the source: press Space if it agrees, otherwise type what is printed.";
    STATE_UNREAD = "未识读" | "unread";
    STATE_BLANK = "空白" | "blank";
    STATE_NOT_APPLICABLE = "不适用或文字" | "not applicable, words";
    STATE_CORRECTED = "已更正" | "corrected";
    STATE_CONFIRMED = "已确认" | "confirmed";
    LEGEND_COVERED = "规则数" | "rules";
    LEGEND_EYE = "须目视" | "by eye";
    LEGEND_NOT_APPLICABLE = "不适用" | "n/a";
    LEGEND_BROKEN = "不成立" | "broken";
    LEGEND_SUSPECT = "方案要改的格" | "proposed change";
    LEGEND_TERM = "所选问题" | "selected finding";
    UNTOUCHED = "未改动" | "Unchanged";
    PROBLEM_AT = "问题 {}" | "Problem {}";

    VERDICT_TITLE = "判定" | "Verdict";
    VERDICT_PRESS = "按数字键选择，Esc 取消。" | "Press a number; Esc cancels.";
    REASON_TITLE = "理由（可不选，按 Enter）" | "Reason (optional, press Enter)";
    SUBJECT_CELLS = "单元格" | "Cell";
    SUBJECT_FINDING = "问题" | "Finding";
    SWITCH_SUBJECT = "按 Tab 换成另一个对象" | "Tab switches the subject";
    NOTE_TITLE = "备注" | "Note";
    NOTE_HINT = "为此格写一句话" | "A note about this cell";

    UNSAVED_TITLE = "保存改动？" | "Save changes?";
    UNSAVED_QUESTION = "“{}”有未保存的改动。" | "“{}” has unsaved changes.";
    UNSAVED_MORE = "另有 {} 份报告也有未保存的改动。" | "Other reports with unsaved changes: {}.";
    DROPPED_TITLE = "原件，还是另一份报告？" | "The original, or another report?";
    DROPPED_QUESTION = "“{}”可以作为“{}”的原件，放在旁边对照；也可以作为另一份报告打开。" | "“{}” may be the original of “{}”, to be seen beside it, or another report to be opened.";
    BUTTON_AS_ORIGINAL = "作为原件" | "As the original";
    BUTTON_AS_REPORT = "打开为报告" | "Open as a report";
    BUTTON_SAVE = "保存" | "Save";
    BUTTON_DISCARD = "不保存" | "Don't save";
    BUTTON_CANCEL = "取消" | "Cancel";
    BUTTON_OK = "确定" | "OK";
    CHANGED_TITLE = "没有保存" | "Not saved";
    BUTTON_SAVE_AS = "另存为…" | "Save as…";
    BUTTON_RELOAD = "载入磁盘上的文件（放弃本窗口的改动）" | "Load the file on disk (drop changes here)";
    LEFT_BEHIND_TITLE = "上次有改动没有保存" | "Steps that were not saved";
    LEFT_BEHIND_QUESTION = "上次没有正常退出，“{}”有" | "“{}” was not closed properly; it left behind";
    LEFT_BEHIND_STEPS = " {} 步改动没有保存。要恢复吗？" | " unsaved steps: {}. Recover them?";
    LEFT_BEHIND_TORN = "最后一步没有写完，只能恢复它之前的。" | " The last step was cut off; those before it are whole.";
    BUTTON_RECOVER = "恢复改动" | "Recover the steps";
    BUTTON_DROP_STEPS = "不要这些改动" | "Drop them";
    RECOVERED = "已恢复 {} 步改动，尚未保存。" | "Steps recovered: {}. They are not saved yet.";
    SET_ASIDE = "步骤文件改名为 {}。" | "The steps are kept as {}.";
    NOT_DROPPED = "无法删除未保存的步骤文件：{}。请检查文件夹的写入权限；下次打开时会再次询问。" | "The file of unsaved steps cannot be deleted: {}. Check that you may write to the folder; you will be asked again at the next start.";
    NOT_TIDIED = "报告已保存，但暂存改动的文件删不掉：{}。请检查文件夹的写入权限。" | "The report is saved, but the file of unsaved steps cannot be deleted: {}. Check that you may write to the folder.";
    NOT_WRITTEN_DOWN = "改动无法随时写入磁盘：{}。请尽快保存（Ctrl+S），否则断电会丢失；勾稽会继续尝试写入。" | "Changes cannot be written to disk as they are made: {}. Save now (Ctrl+S), or a power cut will lose them; Gouji keeps trying.";
    DURABLE = "改动已暂存" | "Changes kept on disk";
    NOT_DURABLE = "改动没有写入磁盘" | "Changes NOT on disk";
    LOCK_CLOSED = "锁文件 {} 打不开，可能另一位用户正在审定这份报告，这里只能查看。确认没有人在用之后删除这个文件，再点“重新载入”。" | "The lock file {} cannot be opened; another user may be reviewing this report, so it can only be looked at. If nobody is, remove that file and click Reload.";
    DURABLE_HINT = "即使断电或程序中断，再次打开也可以恢复这些改动。" | "After a power cut these steps can be recovered.";
    FINDING_SEEN = "已看过" | "looked at";
    NAME_TITLE = "审定人" | "Reviewer";
    NAME_IS_NUMBER = "姓名不能只有数字。若这是接着录入的数，请记住它，填好姓名后再录。" | "A name cannot be a number. If you went on typing values, note them, enter your name, and type them again.";
    TYPED_AHEAD = "随后键入的 {} 个键" | "keys typed after that: {}";
    NAME_QUESTION = "请填写您的姓名，每一步审定都会记上。以后可以在状态栏点姓名修改。" | "Your name goes into the record of every step. It can be changed in the status bar.";
    REVIEWER = "审定人…" | "Reviewer…";
    REVIEWER_IS = "审定人：{}" | "Reviewer: {}";
    REVIEWER_UNKNOWN = "审定人：未填" | "Reviewer: not given";
    REVIEWER_HINT = "点此修改审定人" | "Click to change the reviewer";
    REVIEWER_SET = "审定人改为 {}，之后的步骤记在此名下。" | "The reviewer is now {}; steps from here on are recorded under this name.";
    NAMELESS = "没有填审定人姓名，这些步骤没有执行：{}。" | "Without a reviewer's name these steps were not carried out: {}.";
    ONE_STEP = "一步改动" | "a step";
    ONE_SIGN_OFF = "审定完成" | "sign-off";
    ONE_BLIND_REVIEW = "开始盲审" | "blind review";
    ONE_TRAVEL = "撤销或重做" | "undo or redo";
    NAME_HINT = "姓名" | "Name";
    SIGN_OFF_TITLE = "审定完成之前" | "Before signing off";
    SIGN_OFF_FORCED = "这些还没有处理。点一行或按数字键逐个查看。也可以强制审定：有多少没有处理，会记入审定记录。" | "This is still open. Click a line or press its number to go through it; signing off by force records the counts.";
    SIGN_OFF_PLAIN = "还有这些可以查看。点一行或按数字键逐个查看；数目会记入审定记录。" | "This may still be looked at. Click a line or press its number; the counts are recorded.";
    SIGN_OFF_MUST = "须处理" | "to be settled";
    BUTTON_FORCE = "强制审定" | "Sign off by force";
    BUTTON_SIGN_OFF = "审定完成" | "Sign off";
    BUTTON_BACK = "返回处理" | "Go back";
    WALKING = "{} {}" | "{} {}";
    WALKED = "{}：已走完一遍。F8 回到全部问题。" | "{}: all seen. F8 goes through all problems again.";
    NONE_OF_KIND = "“{}”已经没有了。" | "{}: none left.";
    PATH_TITLE = "按路径打开" | "Open path";

    PALETTE_HINT = "输入命令名称" | "Type a command";
    PALETTE_NONE = "没有这个名称的命令。换一个说法，或者删去几个字。" | "No command has this name. Try another word, or delete some letters.";
    KEYS_TITLE = "按键一览" | "All keys";
    KEYS_TABLE = "在表中" | "In the tables";
    DISMISS_ALL = "收起消息" | "Put messages away";
    MESSAGES = "全部消息…" | "All messages…";
    MESSAGES_TITLE = "消息" | "Messages";
    MESSAGES_KEYS = "↑ ↓ PageUp PageDown 滚动，Esc 关闭。没有收起的在前面标 ●。" | "↑ ↓ PageUp PageDown scroll, Esc closes. ● marks those not put away.";
    MESSAGES_MORE = "另有 {} 条消息，按 {} 全部查看" | "{} more messages; {} shows all";
    MESSAGES_NONE = "没有消息。" | "No messages.";
    MESSAGES_OLDER = "更早的 {} 条已不再保留。" | "{} older ones are no longer kept.";
    DISMISS = "关闭此消息" | "Dismiss";
    CANCEL_JOB = "停止打开或识别" | "Stop opening or reading";
    OPENING = "正在打开 {}…" | "Opening {}…";
    RECOGNISING_PAGE = "{}（识别{}）" | "{} ({}, being recognised)";
    OPENING_MORE = "正在打开 {}…（还有 {} 份）" | "Opening {}… ({} more)";
    OPENED_SAVED = "已打开同目录下的审定文件 {}。" | "Opened the reviewed file {} beside the report.";
    READ_ONLY = "只读：这份报告已在另一个窗口打开" | "Read-only: open in another window";
    READ_ONLY_REFUSED = "没有改动：这份报告已在另一个窗口打开，这里只能查看。请在那个窗口里修改；关闭它之后，在这里点“重新载入”就可以修改。" | "Nothing was changed: the report is open in another window and can only be looked at here. Close that window, then click Reload.";
    BROKEN_REVIEW = "只读：旁边的审定文件 {} 读不出来，里面的审定没有载入。" | "Read-only: the reviewed file {} beside the report cannot be read; its decisions are not shown.";
    BROKEN_REFUSED = "没有改动：旁边的审定文件读不出来，这里只能查看。请从备份恢复它再打开；或点“改名保留它，重新审定”。" | "Nothing was changed: the reviewed file beside the report cannot be read. Restore it from a backup, or keep it under another name and begin anew.";
    BUTTON_SET_REVIEW_ASIDE = "改名保留它，重新审定" | "Keep it under another name, begin anew";
    REVIEW_SET_ASIDE = "读不出来的审定文件改名保留为 {}。" | "The reviewed file that cannot be read is kept as {}.";
    REVIEW_NOT_SET_ASIDE = "审定文件 {} 不能改名保留：{}。请检查文件夹的写入权限。" | "The review file {} cannot be renamed: {}. Check that you may write to the folder.";
    CHANGED_REPORT = "报告文件 {} 在审定之后改动过；这里仍是审定时的内容。" | "The report {} has changed since it was reviewed; what was reviewed is shown here.";
    BUTTON_OPEN_CHANGED = "另开一份：识读现在的内容" | "Open its present content beside this";
    CHANGED_UNREADABLE = "报告文件 {} 现在读不出来。请检查它是否还在、是否有读取权限。" | "The report file {} cannot be read now. Check that it is still there and that you may read it.";
    CHANGED_AGAIN = "报告文件 {} 又改动过。请重新打开它，再识读现在的内容。" | "The report file {} has changed again. Open it again to read its present content.";
    OPENED_CHANGED = "这是报告现在的内容；它的审定另存在 {}，原来的审定没有改动。" | "This is what the report holds now; its review is saved as {}, the older one is unchanged.";
    READ_ONLY_RETRY = "重新载入" | "Reload";
    SAVED_TO = "已保存到 {}。" | "Saved to {}.";
    UNDONE = "已撤销：{}" | "Undone: {}";
    REDONE = "已重做：{}" | "Redone: {}";
    BLANKED = "改为空白 {} 格" | "Cells made blank: {}";
    PASTED = "粘贴 {} 格" | "Cells pasted: {}";
    PASTE_ONE_VALUE = "正在录入一格，只能粘贴一个值。要粘贴一块，请先按 Enter 或 Esc。" | "One cell is being typed into: only one value can be pasted. Press Enter or Esc first to paste a block.";
    BLOCK_FILLED = "所选 {} 格填同一个值" | "Filled {} cells with one value";
    FIELD_HINT = "直接输入即替换，F2 修改，Enter 提交；← → 换到另一项，↓ 回到表格。" | "Type to replace, F2 edits, Enter commits; ← → go to the next field, ↓ back to the tables.";
    ANSWER_FIRST = "请先回答窗口中的问题（Enter 确定，Esc 取消）。" | "Answer the question first (Enter accepts, Esc cancels).";
    SELECT_ROW = "选择整行" | "Select the row";
    SELECT_COLUMN = "选择整列" | "Select the column";
    SELECT_TABLE = "选择整张表" | "Select the table";
    ENTER_TABLE = "手工录入此表（{} 年版）" | "Enter this table by hand ({} edition)";
    NO_SUCH_TABLE = "报告里没有此表" | "The report has no such table";
    NO_FILE_BAR = "表格上方没有要处理的文件提示。" | "There is no notice above the tables to answer.";
    NOTHING_TO_UNDO = "没有可撤销的步骤。" | "Nothing to undo.";
    NOTHING_TO_REDO = "没有可重做的步骤。" | "Nothing to redo.";
    NO_PROBLEM = "没有未处理的问题。可按 Ctrl+Enter 审定完成。" | "There are no open problems. Press Ctrl+Enter to sign off.";
    SIGNED_OFF_NOW = "已审定完成。" | "Signed off.";
    SIGNED_OFF_SAVED = "“{}”已审定完成并保存。" | "“{}” is signed off and saved.";
    SIGNED_LEFT = "未处理：{}。" | " Left open: {}.";
    SIGNED_BY_FORCE = "强制审定：{}" | "Signed by force: {}";
    SIGNED_OFF_NEXT = "已转到下一份。" | " Next report.";
    SAMPLE_NAME = "示例报告.txt" | "示例报告.txt";
    NO_SUCH_CELLS = "粘贴的内容超出了表格，没有改动。" | "The pasted block goes beyond the table; nothing was changed.";
}

/// What a verdict is called.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    Text::new(verdict.name(), verdict.english()).show()
}

/// What a verdict on a finding is called: nobody confirms a contradiction, it was looked at.
pub(crate) fn finding_verdict(of: Verdict) -> &'static str {
    match of {
        Verdict::Confirmed => FINDING_SEEN.show(),
        of => verdict(of),
    }
}

/// When to give a verdict, in a few words.
pub(crate) fn verdict_help(verdict: Verdict) -> &'static str {
    let (chinese, english) = match verdict {
        Verdict::Misread => ("报告印对了，是识读错了", "printed right, read wrong"),
        Verdict::Confirmed => ("与原文一致", "as it is printed"),
        Verdict::SourceError => (
            "报告上就是这样印的，是机关印错了",
            "the report prints it so; the office made the error",
        ),
        Verdict::Displaced => ("数对，放错了行或列", "right number, wrong row or column"),
        Verdict::BlankIsZero => ("原文空着，意思是 0", "nothing is printed, which means 0"),
        Verdict::Illegible => ("原文看不清", "what is printed cannot be read"),
        Verdict::Doubtful => ("先放着，以后查清", "to be settled later"),
        Verdict::FalseAlarm => ("规则在这里不适用", "the rule does not apply here"),
    };
    Text::new(chinese, english).show()
}

/// What doubts of one code have in common, whose print differs.
pub(crate) fn of_doubts(doubt: &Doubt) -> Text {
    match doubt {
        Doubt::LookAlike { .. } => DOUBTS_LOOK_ALIKE,
        Doubt::LeadingZero { .. } => DOUBTS_LEADING_ZERO,
        Doubt::SecondPrint { .. } => DOUBTS_SECOND_PRINT,
        _ => DOUBTS_OTHER,
    }
}

/// What a kind of open thing is called.
pub(crate) fn kind(kind: ProblemKind) -> &'static str {
    Text::new(kind.name(), kind.english()).show()
}

/// What is open, in one line: `未识读 19、待核 87`.
pub(crate) fn counts(counts: &Counts) -> String {
    let parts = counts.present().map(|(of, n)| format!("{} {n}", kind(of)));
    parts.collect::<Vec<_>>().join(AND.show())
}

/// How firmly the number of a proposal stands.
pub(crate) fn footing(footing: Footing) -> &'static str {
    match footing {
        Footing::Deduced => FOOTING_DEDUCED,
        Footing::Estimated => FOOTING_ESTIMATED,
    }
    .show()
}

/// How far a review is.
pub(crate) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Doubtful => STANDING_DOUBTFUL,
        Standing::Begun => STANDING_BEGUN,
        Standing::Fresh => STANDING_FRESH,
        Standing::Forced => STANDING_FORCED,
        Standing::Signed => STANDING_SIGNED,
    }
    .show()
}

/// The level of an office; `None` where its name does not tell.
pub(crate) fn level(level: Option<Level>) -> &'static str {
    match level {
        Some(level) => Text::new(level.name(), level.english()).show(),
        None => LEVEL_UNKNOWN.show(),
    }
}

/// How a value came to its cell.
pub(crate) fn method(method: Method) -> &'static str {
    Text::new(method.chinese(), method.english()).show()
}

/// Reasons that can be picked by number, so that nobody has to type Chinese.
pub(crate) fn reasons(verdict: Verdict) -> &'static [Both] {
    match verdict {
        Verdict::Misread => &[
            ["字形相近", "look-alike glyphs"],
            ["数字丢失", "a digit was lost"],
            ["多出数字", "a digit too many"],
            ["取错了位置", "taken from the wrong place"],
            ["数字粘连或断开", "numbers run together or broken up"],
        ],
        Verdict::Confirmed => &[
            ["已与原件对照", "compared with the original"],
            ["原文清楚", "clearly printed"],
        ],
        Verdict::SourceError => &[
            ["合计有误", "a wrong total"],
            ["漏填", "left out"],
            ["填错行列", "wrong row or column"],
            ["与正文不一致", "disagrees with the prose"],
        ],
        Verdict::Displaced => &[
            ["整行错一格", "the row is off by a cell"],
            ["两格互换", "two cells exchanged"],
            ["行错位", "rows displaced"],
            ["列错位", "columns displaced"],
        ],
        Verdict::BlankIsZero => &[
            ["全行空白", "the whole row is blank"],
            ["按合计应为零", "zero by its total"],
        ],
        Verdict::Illegible => &[
            ["字迹缺损", "damaged print"],
            ["乱码", "garbled"],
            ["原文缺此处", "missing in the source"],
        ],
        Verdict::Doubtful => &[
            ["须查原件", "check the original"],
            ["须询问机关", "ask the office"],
            ["留待复核", "left for the second reviewer"],
        ],
        Verdict::FalseAlarm => &[
            ["规则不适用", "the rule does not apply"],
            ["口径不同", "counted on another basis"],
            ["原文已说明", "explained in the report"],
        ],
    }
}

/// Keys of the tables, which are no commands: key and what it does.
pub(crate) const TABLE_KEYS: &[(&str, Text)] = &[
    ("↑ ↓ ← →", Text::new("移动", "Move")),
    (
        "Shift+↑ ↓ ← →",
        Text::new("选择一块单元格", "Select a block"),
    ),
    (
        "Tab / Shift+Tab",
        Text::new("下一格 / 上一格", "Next / previous cell"),
    ),
    (
        "Enter / Shift+Enter",
        Text::new("提交并下移 / 上移", "Commit, move down / up"),
    ),
    ("0–9 …", Text::new("直接输入，替换原值", "Type to replace")),
    (
        "Ctrl+Enter",
        Text::new(
            "在所选一块里填同一个值",
            "Fill the selected block with the value",
        ),
    ),
    (
        "0 0 3 1,234 / _ 5",
        Text::new(
            "用空格或逗号隔开，从此格起录入一行（_ 为空白）",
            "Separated by spaces or commas: fills the row from this cell (_ is a blank)",
        ),
    ),
    (
        "Tab … Enter",
        Text::new(
            "回到 Tab 开始的那一列，下一行",
            "Next row, in the column where Tab began",
        ),
    ),
    ("F2", Text::new("修改原值", "Edit the value")),
    ("Esc", Text::new("取消编辑", "Cancel editing")),
    (
        "PageUp / PageDown",
        Text::new("上移 / 下移十行", "Ten rows up / down"),
    ),
    (
        "Ctrl+Home / End",
        Text::new("第一格 / 最后一格", "First / last cell"),
    ),
];
