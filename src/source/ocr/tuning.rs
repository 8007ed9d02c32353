//! Every constant of the recognition of pictures, with its unit and where it comes from.
//!
//! "Measured" means: on page pictures made from reports of our own at 100 to 300 dots per inch, tilted, blurred, with grain,
//! as fax and as photograph. Lengths are of the paper, so that they hold at any resolution.

// Pictures

/// Most pixels of a picture that is decoded: a page at 600 dots per inch has 35 million.
pub const MOST_PIXELS: u64 = 60_000_000;

/// Longest side of the picture that is worked on, in pixels: a page at 300 dots per inch. More tells nothing more.
pub(super) const LONGEST_SIDE: usize = 3_508;

/// Longest side of the paper, in points, that a picture is taken for when nothing tells its size: a page.
pub(super) const PAGE_LENGTH: f64 = 842.0;

/// Points in a millimetre.
pub(super) const POINTS_PER_MM: f64 = 72.0 / 25.4;

// Colour and paper

/// Difference between the brightest and the darkest of its three colours from which on a pixel is coloured, of 255. Black
/// text of a picture kept as JPEG stays below.
pub(super) const COLOURED: u8 = 50;

/// Side of the squares in which coloured marks are looked for, in millimetres.
pub(super) const MARK_CELL_MM: f64 = 2.0;

/// Part of such a square that is coloured where a mark goes through it.
pub(super) const MARK_SHARE: f64 = 0.02;

/// Height from which on coloured ink that hangs together is no text, in millimetres. The red head of an official document
/// has letters of 15, a seal is 38 to 45 across.
pub(super) const MARK_LEAST_MM: f64 = 18.0;

/// Length from which on coloured ink that hangs together, and is not red, is the stroke of a pen and no letter, in millimetres.
pub(super) const STROKE_LEAST_MM: f64 = 7.0;

/// Side of the squares in which the shade of the paper is taken, in millimetres: larger than a letter.
pub(super) const PAPER_CELL_MM: f64 = 6.0;

/// Part of such a square that is brighter than what is taken for its paper: grain.
pub(super) const PAPER_SHARE: f64 = 0.3;

/// Darkest paper, of 255: what is darker is a filled area.
pub(super) const DARKEST_PAPER: u32 = 60;

/// How far around a pixel its surroundings reach, in millimetres.
pub(super) const AROUND_MM: f64 = 3.5;

/// How much darker than its surroundings ink is, of 255.
pub(super) const DARKER: u64 = 26;

// Lines

/// Thickest ruling, in millimetres.
pub(super) const THICKEST_MM: f64 = 1.1;

/// Longest hole that is bridged while a ruling is followed, in millimetres: where another ruling crosses it, or dust.
pub(super) const HOLE_MM: f64 = 1.2;

/// How far a ruling may move aside from one pixel to the next, in pixels.
pub(super) const ASIDE: f64 = 1.6;

/// Shortest horizontal and vertical ruling, in millimetres. A letter is 4 high.
pub(super) const SHORTEST_ACROSS_MM: f64 = 8.0;
/// See [`SHORTEST_ACROSS_MM`].
pub(super) const SHORTEST_DOWN_MM: f64 = 5.5;

/// Part of its length on which a ruling has ink.
pub(super) const INKED: f64 = 0.7;

/// Holes up to this, in points, between two pieces of a ruling on one line are taken for damage.
pub(super) const BROKEN: f64 = 14.0;

/// Pieces of a ruling this near each other, in points, lie on one line.
pub(super) const ON_LINE: f64 = 1.6;

/// Rulings whose ends come this near, in points, meet.
pub(super) const MEETING: f64 = 3.5;

/// Longest part of a ruling, in points, that is taken for lost where it ends in the open: the height of a row of three lines.
pub(super) const LOST: f64 = 60.0;

// Straightening

/// Length of rulings, as a multiple of the width of the page, from which on they tell how the page lies.
pub(super) const RULED: f64 = 2.0;

/// Shortest ruling that tells how the page lies, as a part of its width.
pub(super) const TELLING: f64 = 0.12;

/// Distance between the points taken from a ruling, in pixels.
pub(super) const EVERY: usize = 6;

/// How far, in pixels at 200 dots per inch, a ruling may lie from the fit on the average: others are not rulings.
pub(super) const MISFIT: f64 = 3.0;

/// How much a bend of higher order costs, against points that are off by a pixel.
pub(super) const STIFFNESS: f64 = 2.0;

/// Widest tilt that is looked for by lines of text, in degrees.
pub(super) const WIDEST_TILT: f64 = 5.0;

/// Tilt that is left as it is: a displacement of fewer pixels at the edge.
pub(super) const STRAIGHT: f64 = 0.7;

// Finding text

/// Longest side of the picture in which text is looked for, in pixels.
pub(super) const DETECT_SIDE: usize = 1_344;

/// Sides of that picture are multiples of this.
pub(super) const DETECT_STEP: usize = 32;

/// Probability from which on a pixel belongs to text, as the project of the model has it.
pub(super) const TEXT_PIXEL: f32 = 0.3;

/// Mean probability from which on an area is text.
pub(super) const TEXT_AREA: f32 = 0.5;

/// Ratio of area and outline by which the model's areas, which are the cores of the lines, are widened.
pub(super) const UNCLIP: f64 = 1.6;

// Reading text

/// Height of the picture of a line that the model takes, in pixels.
pub(super) const LINE_HEIGHT: usize = 48;

/// Its width is a multiple of this.
pub(super) const LINE_STEP: usize = 32;

/// Narrowest and widest picture of a line, in pixels.
pub(super) const NARROWEST: usize = 64;
/// See [`NARROWEST`].
pub(super) const WIDEST: usize = 2_400;

/// Pixels of all pictures read at once: more take more memory and no less time.
pub(super) const BATCH_WIDTH: usize = 2_400;

/// Height over width from which on a line is written downwards.
pub(super) const DOWNWARDS: f64 = 1.6;

/// Paper around the ink of a number, as a part of its height.
pub(super) const MARGIN: f64 = 0.22;

/// Probability below which a figure of prose is noted, in thousandths: only numbers matter there, and context bears them out.
pub(super) const SURE_OF_PROSE: u16 = 600;

/// Second choices below this are not kept, in thousandths.
pub(super) const SECOND: u16 = 5;

// Cells

/// Ink nearer to a ruling than this belongs to it, in millimetres.
pub(super) const BESIDE_RULING_MM: f64 = 0.45;

/// Smallest ink that may be a digit, as a part of the height of the text around it, which has room above and below: a digit
/// fills half of it.
pub(super) const DIGIT_LEAST: f64 = 0.33;

/// Largest.
pub(super) const DIGIT_MOST: f64 = 2.2;

// Limits

/// Pages that are recognised unless more are asked for.
pub const MOST_PAGES: usize = 20;

/// Paper around the ink of a figure when it is read again, as a part of its height.
pub(super) const SECOND_MARGIN: f64 = 0.5;

/// Lines by which it is told whether a page stands on its head.
pub(super) const HEAD_LINES: usize = 6;

/// Mean probability of the characters of these lines, in thousandths, from which on the page stands as it should.
pub(super) const READABLE: u32 = 850;

/// Rows in which figures share a cell, and figures in the fullest of them, together, from which on each has a cell of its own
/// even where no line of another row says so.
pub(super) const UNRULED: usize = 4;

/// Distances between columns of figures from which on their usual one is known.
pub(super) const STEPS: usize = 3;

/// What is narrower than this part of its height may be a stroke.
pub(super) const STROKE: f64 = 0.4;

/// So many sides of columns that a cell of figures reaches over show that it lost its lines. Rows of table two have one cell
/// over up to three columns of other rows.
pub(super) const SIDES: usize = 3;

/// How far such a distance is from the usual one at most, as a part of it.
pub(super) const STEP_NEAR: f64 = 0.2;

/// Cells whose ends are this near, as a part of their height, lie one behind the other.
pub(super) const SIDE_BY_SIDE: f64 = 0.25;

/// Shortest piece of a ruling that is broken into dashes, in millimetres.
pub(super) const DASH_MM: f64 = 1.6;

/// Part of its length that the dashes of a ruling cover.
pub(super) const DASHED: f64 = 0.4;

/// Steps in which a pale horizontal ruling is followed, in millimetres: longer than a letter is wide.
pub(super) const PALE_STEP_MM: f64 = 6.0;

/// Part of such a step that has ink. On pale rulings of scans 0.11 to 0.69 was seen, and 0.03 at most where there was none.
pub(super) const PALE: f64 = 0.06;

/// How far from a ruling its ink lies, and beyond that the paper beside it, in pixels.
pub(super) const PALE_LINE: (usize, usize) = (2, 3);

/// Edge of a line of text, as a part of its height, that a ruling may lie in.
pub(super) const TEXT_EDGE: f64 = 0.12;

/// Part of each such line that is read, in its heights.
pub(super) const HEAD_LENGTH: f64 = 10.0;

/// Sum of probabilities beyond which the rest is less than [`SECOND`].
pub(super) const NOTHING_LEFT: f32 = 0.996;

/// Part of the height of a line of text through which a ruling between two cells goes at least. Letters leave the edges free.
pub(super) const THROUGH: f64 = 0.94;

/// Ink below this, as a part of the height of the text around it, is a speck unless it stands between characters.
pub(super) const SPECK: f64 = 0.3;

/// Characters that a figure with specks on it is read as at most: more are a word.
pub(super) const DUSTY: usize = 3;

/// What specks are read as.
pub(super) const DOTS: [&str; 12] = [
    ".", "·", "。", ",", "，", "、", "'", "`", "：", ":", " ", "’",
];

/// The part of a page that print takes at most, rulings included. Full pages of the fourteen scans have 0.04 to 0.11.
pub(super) const PRINT_MOST: f64 = 0.25;

/// How much brighter than its paper white print is at least, in shades of 0 to 255.
pub(super) const CLEAR_CONTRAST: f64 = 60.0;

/// How far the upper end of a stroke lies right of its lower end, as a part of its height, from which on it leans.
pub(super) const LEANING: f64 = 0.25;

/// The same, below which it stands: italics lean by 0.2.
pub(super) const STANDING: f64 = 0.14;
