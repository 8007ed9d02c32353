//! Sizes and the two palettes. No other file of the window names a colour.

pub(crate) mod fonts;
pub(crate) mod working;
pub(crate) mod wrapped;

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Theme,
    Ui, Vec2, Visuals,
};

/// The colours of one theme, named by what they say.
pub(crate) struct Palette {
    /// Behind everything.
    pub page: Color32,
    /// Bars and side areas.
    pub panel: Color32,
    /// Where data stands: text and tables.
    pub paper: Color32,
    /// Hair lines of tables.
    pub line: Color32,
    /// Outline of a table and borders that must be seen.
    pub strong_line: Color32,
    /// Text.
    pub text: Color32,
    /// Text that steps back.
    pub weak: Color32,
    /// Selection, links, corrections.
    pub accent: Color32,
    /// Background of a selection.
    pub accent_soft: Color32,
    /// Heads of tables.
    pub head: Color32,
    /// Confirmed, holds.
    pub good: Color32,
    /// Still to be checked: 待核, 估计.
    pub caution: Color32,
    /// Background of doubtful cells.
    pub caution_soft: Color32,
    /// The reviewer's own doubt: 存疑.
    pub doubt: Color32,
    /// Background of cells the reviewer postponed.
    pub doubt_soft: Color32,
    /// Contradiction, unread.
    pub bad: Color32,
    /// Background of unread cells.
    pub bad_soft: Color32,
    /// Tint of characters that became a value.
    pub value_tint: Color32,
    /// Tint of characters that are a label of the form.
    pub label_tint: Color32,
    /// Tint of tokens in a table that no cell claimed.
    pub leftover_tint: Color32,
    /// Text upon `accent`, `good` and `bad`.
    pub on_accent: Color32,
}

static LIGHT: Palette = Palette {
    page: Color32::from_rgb(0xF3, 0xF4, 0xF6),
    panel: Color32::from_rgb(0xF8, 0xF9, 0xFA),
    paper: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    line: Color32::from_rgb(0xDD, 0xE1, 0xE6),
    strong_line: Color32::from_rgb(0xB4, 0xBB, 0xC5),
    text: Color32::from_rgb(0x1D, 0x23, 0x2B),
    weak: Color32::from_rgb(0x5F, 0x69, 0x76),
    accent: Color32::from_rgb(0x1F, 0x5F, 0xBF),
    accent_soft: Color32::from_rgb(0xDC, 0xE8, 0xFA),
    head: Color32::from_rgb(0xF1, 0xF4, 0xF8),
    good: Color32::from_rgb(0x19, 0x70, 0x43),
    caution: Color32::from_rgb(0x88, 0x55, 0x00),
    caution_soft: Color32::from_rgb(0xFF, 0xF3, 0xD1),
    doubt: Color32::from_rgb(0x75, 0x3B, 0xA8),
    doubt_soft: Color32::from_rgb(0xF1, 0xE6, 0xFB),
    bad: Color32::from_rgb(0xBE, 0x2F, 0x2A),
    bad_soft: Color32::from_rgb(0xFC, 0xE9, 0xE7),
    value_tint: Color32::from_rgb(0xDF, 0xEB, 0xFB),
    label_tint: Color32::from_rgb(0xEF, 0xF1, 0xF4),
    leftover_tint: Color32::from_rgb(0xFA, 0xE3, 0xE0),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
};

static DARK: Palette = Palette {
    page: Color32::from_rgb(0x17, 0x19, 0x1D),
    panel: Color32::from_rgb(0x1E, 0x21, 0x26),
    paper: Color32::from_rgb(0x22, 0x26, 0x2C),
    line: Color32::from_rgb(0x38, 0x3E, 0x47),
    strong_line: Color32::from_rgb(0x56, 0x5F, 0x6C),
    text: Color32::from_rgb(0xE3, 0xE6, 0xEB),
    weak: Color32::from_rgb(0xA3, 0xAC, 0xB8),
    accent: Color32::from_rgb(0x7A, 0xB1, 0xF7),
    accent_soft: Color32::from_rgb(0x26, 0x3A, 0x55),
    head: Color32::from_rgb(0x29, 0x2E, 0x36),
    good: Color32::from_rgb(0x71, 0xC7, 0x98),
    caution: Color32::from_rgb(0xE6, 0xB4, 0x5A),
    caution_soft: Color32::from_rgb(0x45, 0x3A, 0x20),
    doubt: Color32::from_rgb(0xCE, 0xA6, 0xF5),
    doubt_soft: Color32::from_rgb(0x3B, 0x2D, 0x4D),
    bad: Color32::from_rgb(0xF4, 0x8C, 0x84),
    bad_soft: Color32::from_rgb(0x4A, 0x2A, 0x2A),
    value_tint: Color32::from_rgb(0x27, 0x3A, 0x53),
    label_tint: Color32::from_rgb(0x31, 0x36, 0x3E),
    leftover_tint: Color32::from_rgb(0x50, 0x2E, 0x2D),
    on_accent: Color32::from_rgb(0x12, 0x16, 0x1C),
};

/// The palette of the theme in use.
pub(crate) fn palette(ui: &Ui) -> &'static Palette {
    palette_of(ui.visuals().dark_mode)
}

fn palette_of(dark: bool) -> &'static Palette {
    if dark { &DARK } else { &LIGHT }
}

/// A colour of marks that step back behind others and can still be told from every ground.
pub(crate) fn stepped_back(color: Color32) -> Color32 {
    color.gamma_multiply(0.85)
}

/// Size of the figures and labels in tables, in points.
pub(crate) const TABLE_SIZE: f32 = 13.0;
/// Distance of two lines of the report's text, in points.
pub(crate) const SOURCE_LINE: f32 = 22.0;
/// Size of notes and legends, in points.
pub(crate) const SMALL_SIZE: f32 = 12.0;

/// The font of figures and labels in tables.
pub(crate) fn table_font() -> FontId {
    FontId::proportional(TABLE_SIZE)
}

/// The font of notes and badges.
pub(crate) fn small_font() -> FontId {
    FontId::proportional(SMALL_SIZE)
}

/// Installs fonts, sizes and both palettes; called once when the window is made.
pub fn install(ctx: &Context) {
    fonts::install(ctx);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| set_style(style, theme == Theme::Dark));
    }
    ctx.options_mut(|options| {
        // Zoom keys are commands like all others, so that menu, help and palette know them.
        options.zoom_with_keyboard = false;
        options.fallback_theme = Theme::Light;
    });
}

fn set_style(style: &mut Style, dark: bool) {
    let sizes = [
        (TextStyle::Heading, 20.0),
        (TextStyle::Body, 14.0),
        (TextStyle::Button, 14.0),
        (TextStyle::Small, SMALL_SIZE),
    ];
    for (name, size) in sizes {
        style
            .text_styles
            .insert(name, FontId::new(size, FontFamily::Proportional));
    }
    style
        .text_styles
        .insert(TextStyle::Monospace, FontId::monospace(13.0));
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(8.0, 5.0);
    spacing.button_padding = Vec2::new(9.0, 4.0);
    spacing.interact_size = Vec2::new(36.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    style.interaction.selectable_labels = false;
    style.animation_time = 0.08;
    set_visuals(&mut style.visuals, dark);
}

fn set_visuals(visuals: &mut Visuals, dark: bool) {
    let palette = palette_of(dark);
    let radius = CornerRadius::same(5);
    visuals.override_text_color = Some(palette.text);
    visuals.weak_text_color = Some(palette.weak);
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.paper;
    visuals.window_stroke = Stroke::new(1.0, palette.strong_line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.faint_bg_color = palette.head;
    visuals.extreme_bg_color = palette.paper;
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.caution;
    visuals.error_fg_color = palette.bad;
    visuals.selection.bg_fill = palette.accent_soft;
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    let widgets = &mut visuals.widgets;
    let fills = [
        (&mut widgets.noninteractive, palette.panel, palette.line),
        (&mut widgets.inactive, palette.head, palette.line),
        (&mut widgets.hovered, palette.accent_soft, palette.accent),
        (&mut widgets.active, palette.accent_soft, palette.accent),
        (&mut widgets.open, palette.accent_soft, palette.line),
    ];
    for (widget, fill, border) in fills {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, border);
        widget.fg_stroke = Stroke::new(1.2, palette.text);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance after WCAG 2.2.
    fn luminance(color: Color32) -> f32 {
        let linear = |part: u8| {
            let part = f32::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    #[track_caller]
    fn check_contrast(text: Color32, ground: Color32) {
        let (a, b) = (luminance(text), luminance(ground));
        let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
        assert!(contrast >= 4.5, "{text:?} on {ground:?}: {contrast}");
    }

    /// Marks need less contrast than text.
    #[track_caller]
    fn check_mark(mark: Color32, ground: Color32) {
        let seen = ground.blend(stepped_back(mark));
        let (a, b) = (luminance(seen), luminance(ground));
        let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
        assert!(contrast >= 3.0, "{mark:?} on {ground:?}: {contrast}");
    }

    #[test]
    fn every_mark_stands_out_from_every_ground_of_a_cell() {
        for palette in [&LIGHT, &DARK] {
            let grounds = [
                palette.paper,
                palette.accent_soft,
                palette.caution_soft,
                palette.doubt_soft,
                palette.bad_soft,
            ];
            for ground in grounds {
                check_mark(palette.bad, ground);
                check_mark(palette.weak, ground);
                // Warnings have a mark and a frame of their own.
                check_mark(palette.caution, ground);
            }
        }
    }

    #[test]
    fn every_text_stands_out_from_every_ground() {
        for palette in [&LIGHT, &DARK] {
            let Palette {
                text,
                weak,
                accent,
                good,
                caution,
                doubt,
                bad,
                ..
            } = *palette;
            for color in [text, weak, accent, good, caution, doubt, bad] {
                check_contrast(color, palette.page);
                check_contrast(color, palette.panel);
                check_contrast(color, palette.paper);
                check_contrast(color, palette.head);
                check_contrast(color, palette.accent_soft);
                check_contrast(color, palette.caution_soft);
                check_contrast(color, palette.doubt_soft);
                check_contrast(color, palette.bad_soft);
            }
            check_contrast(text, palette.value_tint);
            check_contrast(text, palette.label_tint);
            check_contrast(text, palette.leftover_tint);
            check_contrast(palette.on_accent, palette.accent);
        }
    }
}
