//! Every check and test of the project, in the order in which they are quick to fail; counted and timed.

mod counts;

use crate::{
    Stop,
    child::{answer, cargo, npm, typed, watched},
    run::binaries,
    screen::Screen,
    setup, ui,
};
use counts::Counts;
use std::{process::Command, time::Instant};

/// How much is tested.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All, and the real window last.
    Everything,
    /// Without the window and its package: nothing of Tauri is built.
    WithoutWindow,
}

/// What became of one step.
struct Line {
    name: &'static str,
    seconds: f32,
    counts: Option<Counts>,
}

#[derive(Default)]
struct Report {
    lines: Vec<Line>,
}

/// Runs them all, prints a summary whose last line is the counts; `true` when nothing failed.
pub fn test(extent: Extent) -> Result<bool, Stop> {
    let with_window = extent == Extent::Everything;
    if with_window {
        setup::everything()?
    } else {
        setup::node_packages()?
    }
    // Without the window cargo's default members are meant, which leave it out.
    let members: &[&str] = if with_window { &["--workspace"] } else { &[] };
    if !binaries("debug").cli.exists() {
        println!("Nothing is compiled yet: the Rust steps will be silent for some minutes, this once.");
    }
    let mut report = Report::default();

    report.step("Rust: format", cargo(&["fmt", "--all", "--check"]))?;
    report.step("UI: format", npm(&["run", "--silent", "format:check"]))?;
    report.step("UI: lint", npm(&["run", "--silent", "lint"]))?;
    report.step("UI: types", npm(&["run", "--silent", "check"]))?;
    report.step("UI: tests", npm(&["run", "--silent", "test"]))?;
    // The window's package carries ui/dist, so it comes before all that compiles it.
    let built = !with_window || report.action("UI: build", ui::build);
    if built {
        let mut lints = cargo(&["clippy", "--quiet", "--all-targets"]);
        lints.args(members).args(["--", "--deny", "warnings"]);
        report.step("Rust: lints", lints)?;
        report.step("Rust: tests", rust_tests(members))?;
        let mut examples = cargo(&["test", "--quiet", "--doc"]);
        examples.args(members);
        report.step("Rust: examples in documentation", examples)?;
    } else {
        report.skipped(&["Rust: lints", "Rust: tests", "Rust: examples in documentation"]);
    }
    if with_window {
        // With the same packages and targets as the tests, nothing is compiled twice.
        let mut build = cargo(&["build", "--quiet", "--all-targets"]);
        build.args(members);
        if built && report.step("Window: build", build)? {
            let screen = Screen::start()?;
            report.step("Window: end to end", screen.window_job("test", &binaries("debug"))?)?;
        } else {
            report.skipped(&["Window: end to end"]);
        }
    }
    Ok(report.print())
}

fn rust_tests(members: &[&str]) -> Command {
    let mut command = if answer("cargo", &["nextest", "--version"]).is_some() {
        let quiet = ["--cargo-quiet", "--status-level", "fail", "--final-status-level", "fail"];
        let mut command = cargo(&["nextest", "run", "--no-fail-fast"]);
        command.args(quiet);
        command
    } else {
        cargo(&["test", "--quiet", "--no-fail-fast", "--lib", "--bins", "--tests"])
    };
    command.args(members);
    command
}

impl Report {
    fn step(&mut self, name: &'static str, command: Command) -> Result<bool, Stop> {
        println!("\n── {name}: {}", typed(&command));
        let start = Instant::now();
        let mut counts = Counts::default();
        let ended_well = watched(command, |line| counts.read(line))?;
        let counts = counts.of_a_step_that(ended_well);
        let passed = counts.failed == 0;
        self.lines.push(Line { name, seconds: start.elapsed().as_secs_f32(), counts: Some(counts) });
        Ok(passed)
    }

    fn action(&mut self, name: &'static str, action: fn() -> Result<(), Stop>) -> bool {
        println!("\n── {name}");
        let start = Instant::now();
        let result = action();
        if let Err(Stop(reason)) = &result {
            println!("{reason}");
        }
        let counts = Counts::default().of_a_step_that(result.is_ok());
        self.lines.push(Line { name, seconds: start.elapsed().as_secs_f32(), counts: Some(counts) });
        result.is_ok()
    }

    fn skipped(&mut self, names: &[&'static str]) {
        self.lines.extend(names.iter().map(|name| Line { name, seconds: 0.0, counts: None }));
    }

    fn print(&self) -> bool {
        let width = self.lines.iter().map(|line| line.name.len()).max().unwrap_or(0);
        println!("\n── Summary");
        for Line { name, seconds, counts } in &self.lines {
            let (word, what) = match counts {
                None => ("skipped", "something it needs failed".to_owned()),
                Some(counts) if counts.failed == 0 => ("ok", format!("{} passed", counts.passed)),
                Some(counts) => ("FAILED", format!("{} passed, {} failed", counts.passed, counts.failed)),
            };
            println!("{word:<8} {name:<width$} {seconds:>7.1} s  {what}");
        }
        let sum =
            |of: fn(&Counts) -> u32| self.lines.iter().filter_map(|line| line.counts.as_ref()).map(of).sum::<u32>();
        let (passed, failed) = (sum(|counts| counts.passed), sum(|counts| counts.failed));
        println!("{:.0} s in all", self.lines.iter().map(|line| line.seconds).sum::<f32>());
        println!("{passed} passed, {failed} failed");
        failed == 0
    }
}
