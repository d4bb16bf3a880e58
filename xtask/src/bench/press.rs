//! Pages in type, beside WeasyPrint, which is fetched from PyPI for this alone.

use crate::{
    Stop,
    child::{cargo, command, does},
};
use std::path::Path;

const WEASYPRINT: &str = "weasyprint==70.0";

/// Measures, with the figures in `out`. What is fetched stays in `folder` for the next run.
pub fn measure(folder: &Path, out: &Path) -> Result<(), Stop> {
    let place = folder.join("weasyprint");
    let python = place.join("bin/python");
    if !python.is_file() {
        let mut room = command("python3", &["-m", "venv"]);
        room.arg(&place);
        does("Making room for WeasyPrint", room)?;
        does(
            "Fetching WeasyPrint",
            command(&python.display().to_string(), &["-m", "pip", "install", "--quiet", WEASYPRINT]),
        )?;
    }
    let mut measure = cargo(&["bench", "--package", "print", "--bench", "page", "--"]);
    measure.arg("--out").arg(out).arg("--rival").arg(&python);
    does("Measuring pages in type", measure)
}
