//! The two models: where their files are, and how they are run.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use directories::ProjectDirs;
use rten::Model;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use crate::source::imported::Failure;

/// The model that finds lines of text.
pub(crate) const DETECTION: &str = "PP-OCRv6_det_small.onnx";

/// The model that reads a line of text.
pub(crate) const RECOGNITION: &str = "PP-OCRv6_rec_small.onnx";

/// Where its characters stand in the file of the second model, one a line.
const CHARACTERS: &str = "character";

/// The models, loaded.
pub(crate) struct Models {
    detection: Model,
    recognition: Model,
    /// The characters that the second one tells apart, from its class 1 on; class 0 is none.
    characters: Vec<String>,
    /// The classes of what may stand in a figure, each with what it means there; see [`FIGURES`].
    figures: Vec<(usize, char)>,
}

/// A table of numbers with its measures, as a model gives it.
pub(super) struct Output {
    pub(super) shape: Vec<usize>,
    pub(super) values: Vec<f32>,
}

/// The folders in which the models are looked for, in this order: the user's data folder, beside the program, and where
/// Gouji was built.
#[must_use]
pub(crate) fn folders() -> Vec<PathBuf> {
    let data =
        ProjectDirs::from("", "", "gouji").map(|folders| folders.data_local_dir().join("models"));
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent);
    let beside = beside.map(|folder| [folder.join("models"), folder.join("assets/models")]);
    let built = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/models"));
    let beside = beside.into_iter().flatten();
    data.into_iter().chain(beside).chain([built]).collect()
}

/// The models of this process, loaded when they are first asked for.
///
/// # Errors
/// When a file is missing, or is no model.
pub(crate) fn shared() -> Result<&'static Models, Failure> {
    static SHARED: OnceLock<Option<Models>> = OnceLock::new();
    let models = SHARED.get_or_init(|| Models::load(&folders()));
    models.as_ref().ok_or(Failure::NoModel)
}

impl Models {
    fn load(folders: &[PathBuf]) -> Option<Self> {
        let load = |name: &str| {
            let paths = folders.iter().map(|folder| folder.join(name));
            // One that is damaged does not hide another.
            let mut found = paths.filter(|path| path.is_file());
            found.find_map(|path| Model::load_file(path).ok())
        };
        let (detection, recognition) = (load(DETECTION)?, load(RECOGNITION)?);
        let characters = characters(&recognition)?;
        let figures = figures(&characters);
        Some(Self {
            detection,
            recognition,
            characters,
            figures,
        })
    }

    /// See [`Models::characters`].
    pub(super) fn characters(&self) -> &[String] {
        &self.characters
    }

    /// See [`Models::figures`].
    pub(super) fn figures(&self) -> &[(usize, char)] {
        &self.figures
    }

    /// The probability of text at each pixel, a little smaller than the picture given: three colours by height by width.
    pub(super) fn detect(&self, shape: [usize; 4], values: Vec<f32>) -> Option<Output> {
        run(&self.detection, shape, values)
    }

    /// For each picture of a line, for each place along it, the probability of each character.
    pub(super) fn recognise(&self, shape: [usize; 4], values: Vec<f32>) -> Option<Output> {
        run(&self.recognition, shape, values)
    }
}

/// What a 0 is read as, beside 0.
pub(super) const RINGS: &str = "Oo〇○";

/// What may stand in a figure: digits, what is read for them, and marks between them.
pub(super) const FIGURES: &str = "0123456789OoIlDQSBZb|/-—–.,，。+〇 ";

fn figures(characters: &[String]) -> Vec<(usize, char)> {
    let numbered = (1..).zip(characters);
    let figures = numbered.filter_map(|(class, text)| {
        let mut chars = text.chars();
        let (c, None) = (chars.next()?, chars.next()) else {
            return None;
        };
        let means = if RINGS.contains(c) { '0' } else { c };
        FIGURES.contains(c).then_some((class, means))
    });
    figures.collect()
}

fn characters(model: &Model) -> Option<Vec<String>> {
    let list = model.metadata().get(CHARACTERS)?;
    Some(list.lines().map(str::to_owned).collect())
}

fn run(model: &Model, shape: [usize; 4], values: Vec<f32>) -> Option<Output> {
    let input = NdTensor::from_data(shape, values);
    let output = model.run_one(input.view().into(), None).ok()?;
    let output: Tensor<f32> = output.try_into().ok()?;
    Some(Output {
        shape: output.shape().to_vec(),
        values: output.to_vec(),
    })
}
