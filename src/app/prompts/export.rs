//! Before a dataset is exported: what goes into the table, in which form, and some of its rows.

use std::path::PathBuf;

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::app::background::export::{Preview, PreviewJob};
use crate::app::commands::{Command, ExportChoice};
use crate::app::prompts::parts::{Fate, buttons_ui, set_width, title};
use crate::app::style;
use crate::app::texts::{self, Text};
use crate::export::data::{ColumnType, FORMATS, Options, Shape, WORKBOOK};

/// Columns that are shown before the export: a table of reports has hundreds.
const COLUMNS: usize = 24;

/// Most characters of a field that are shown.
const FIELD: usize = 16;

/// Room of these rows, in points.
const PREVIEW_HEIGHT: f32 = 190.0;

/// The saved reviews of the window's reports.
#[derive(Clone, Debug, Default)]
pub(crate) struct Saved {
    /// Their files, in the order of the list.
    pub files: Vec<PathBuf>,
    /// Reports without any.
    pub n_without: usize,
    /// Those of `files` that have steps which are not saved.
    pub n_stale: usize,
}

/// The open question.
#[derive(Debug)]
pub(crate) struct ExportPrompt {
    reviews: Saved,
    choice: ExportChoice,
    /// The rows of this shape, of signed reviews only or of all, are being made, or are there.
    asked: Option<((Shape, bool), PreviewJob)>,
    preview: Option<Preview>,
}

impl ExportPrompt {
    /// The question about these reviews.
    pub(crate) fn new(saved: Saved) -> Self {
        Self {
            choice: ExportChoice {
                table: Options::default(),
                only_signed: false,
                ending: FORMATS.first().map_or(".csv", |format| format.ending),
                reviews: saved.files.clone(),
            },
            reviews: saved,
            asked: None,
            preview: None,
        }
    }

    /// Asks for the rows of what is chosen, and takes them when they are there.
    fn update(&mut self, ctx: &egui::Context) {
        let wanted = (self.choice.table.shape, self.choice.only_signed);
        let is_asked = matches!(&self.asked, Some((asked, _)) if *asked == wanted);
        if !is_asked {
            self.preview = None;
            let job = PreviewJob::start(ctx, &self.reviews.files, wanted);
            self.asked = Some((wanted, job));
        }
        if let Some(preview) = self.asked.as_ref().and_then(|(_, job)| job.answer()) {
            self.preview = Some(preview);
        }
    }
}

/// Draws the question.
pub(crate) fn ui(
    ui: &mut Ui,
    prompt: &mut ExportPrompt,
    fresh: bool,
    out: &mut Vec<Command>,
) -> Fate {
    prompt.update(ui.ctx());
    set_width(ui, 860.0);
    title(ui, texts::EXPORT_TITLE.show());
    saved_ui(ui, &prompt.reviews);
    choice_ui(ui, &mut prompt.choice);
    preview_ui(ui, prompt.preview.as_ref());
    match buttons_ui(
        ui,
        &[texts::BUTTON_CHOOSE_FILE, texts::BUTTON_CANCEL],
        fresh,
    ) {
        Some(0) => out.push(Command::Export(prompt.choice.clone())),
        Some(_) => {}
        None => return Fate::Stay,
    }
    Fate::Close
}

/// What is in the table, and what is not.
fn saved_ui(ui: &mut Ui, saved: &Saved) {
    let palette = style::palette(ui);
    ui.label(texts::EXPORT_REVIEWS.with(saved.files.len()));
    let open = [
        (texts::EXPORT_STALE, saved.n_stale),
        (texts::EXPORT_NEVER_SAVED, saved.n_without),
    ];
    for (text, n) in open.into_iter().filter(|(_, n)| *n > 0) {
        ui.label(RichText::new(text.with(n)).color(palette.bad));
    }
}

fn choice_ui(ui: &mut Ui, choice: &mut ExportChoice) {
    let table = &mut choice.table;
    let shapes = [
        (Shape::Cells, texts::EXPORT_CELLS),
        (Shape::Reports, texts::EXPORT_REPORTS),
        (Shape::Forms, texts::EXPORT_FORMS),
    ];
    row_ui(ui, texts::EXPORT_ROW, |ui| {
        for (shape, text) in shapes {
            ui.radio_value(&mut table.shape, shape, text.show());
        }
    });
    row_ui(ui, texts::EXPORT_FORMAT, |ui| {
        if table.shape == Shape::Forms {
            choice.ending = WORKBOOK;
        }
        let may_be = |ending: &str| table.shape != Shape::Forms || ending == WORKBOOK;
        for format in FORMATS.iter().filter(|format| may_be(format.ending)) {
            let name = format!("{} {}", format.name, format.ending);
            ui.radio_value(&mut choice.ending, format.ending, name);
        }
    });
    row_ui(ui, texts::EXPORT_OPTIONS, |ui| {
        ui.checkbox(&mut choice.only_signed, texts::EXPORT_ONLY_SIGNED.show());
        if choice.ending == ".csv" {
            ui.checkbox(&mut table.bom, texts::EXPORT_BOM.show());
        }
        if choice.ending == ".dta" {
            ui.checkbox(
                &mut table.blank_as_missing,
                texts::EXPORT_BLANK_AS_MISSING.show(),
            );
        }
    });
}

fn row_ui(ui: &mut Ui, name: Text, content: impl FnOnce(&mut Ui)) {
    let weak = style::palette(ui).weak;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(name.show()).color(weak));
        content(ui);
    });
}

/// Some rows. They have as much room while they are being made, so that nothing moves under the hand.
fn preview_ui(ui: &mut Ui, preview: Option<&Preview>) {
    ui.scope(|ui| {
        ui.set_min_height(PREVIEW_HEIGHT);
        rows_ui(ui, preview);
    });
}

fn rows_ui(ui: &mut Ui, preview: Option<&Preview>) {
    let palette = style::palette(ui);
    let Some(preview) = preview else {
        ui.label(RichText::new(texts::EXPORT_PREVIEWING.show()).color(palette.weak));
        return;
    };
    let n_columns = preview.columns.len();
    // What is the same in every row tells nothing of the table, but for the numbers it is made for.
    let tells = |at: &usize| {
        let kind = preview.columns.get(*at).map(|column| column.kind);
        let mut fields = preview.rows.iter().map(|row| row.get(*at));
        let first = fields.next();
        let differs = preview.rows.len() < 2 || fields.any(|field| Some(field) != first);
        differs || kind == Some(ColumnType::Decimal)
    };
    let shown: Vec<usize> = (0..n_columns).filter(tells).take(COLUMNS).collect();
    let heading = texts::EXPORT_PREVIEW.with(n_columns);
    ui.label(RichText::new(heading).color(palette.weak));
    let area = ScrollArea::horizontal().auto_shrink([false, true]);
    area.id_salt("export preview").show(ui, |ui| {
        let grid = Grid::new("export preview rows").striped(true);
        grid.show(ui, |ui| {
            for column in shown.iter().filter_map(|at| preview.columns.get(*at)) {
                ui.label(
                    RichText::new(&column.name)
                        .size(style::SMALL_SIZE)
                        .color(palette.weak),
                );
            }
            ui.end_row();
            for row in &preview.rows {
                for field in shown.iter().filter_map(|at| row.get(*at)) {
                    ui.label(RichText::new(shortened(field)).size(style::SMALL_SIZE));
                }
                ui.end_row();
            }
        });
    });
}

/// The first characters of a field, in one line.
fn shortened(field: &str) -> String {
    let line = field.replace(['\r', '\n'], " ");
    let mut shown: String = line.chars().take(FIELD).collect();
    if line.chars().nth(FIELD).is_some() {
        shown.push('…');
    }
    shown
}
