//! Times, and the table that they make.

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

/// How long something took, once for every time that it was done.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Does it and notes the time.
    pub fn of<T>(&mut self, job: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = job();
        self.0.push(start.elapsed());
        done
    }

    /// The time that `part` of all are not longer than: 0.5 is the median. Milliseconds.
    pub fn at(&self, part: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index"
        )]
        let index = ((sorted.len() as f64 * part) as usize).min(sorted.len().saturating_sub(1));
        sorted.get(index).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    }

    /// All of them together, in seconds.
    pub fn total(&self) -> f64 {
        self.0.iter().sum::<Duration>().as_secs_f64()
    }

    pub fn p50(&self) -> f64 {
        self.at(0.5)
    }

    pub fn p95(&self) -> f64 {
        self.at(0.95)
    }

    pub fn p99(&self) -> f64 {
        self.at(0.99)
    }
}

/// The rows of the report.
#[derive(Default)]
pub struct Table(String);

impl Table {
    /// What was measured, in how large a newsroom, the figure, what it is held against, their ratio, and the bound.
    pub fn row(&mut self, what: &str, stories: u32, ours: &str, floor: &str, ratio: Option<f64>, bound: Bound) {
        let ratio_text = ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}"));
        let (bound, held) = match bound {
            Bound::None => ("–".to_owned(), "–"),
            Bound::Ratio(most) => (format!("≤ {most}×"), yes(ratio.is_some_and(|ratio| ratio <= most))),
            Bound::AtLeast(least) => (format!("≥ {least}×"), yes(ratio.is_some_and(|ratio| ratio >= least))),
            Bound::Millis(is, most) => (format!("≤ {most} ms"), yes(is <= most)),
        };
        let line = format!("| {what} | {} | {ours} | {floor} | {ratio_text} | {bound} | {held} |", grouped(stories));
        println!("{line}");
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    pub fn text(&self) -> String {
        format!(
            "| what | stories | Redaksi | floor | ratio | bound | held |\n|---|--:|--:|--:|--:|--:|---|\n{}",
            self.0
        )
    }
}

/// What a figure is held to.
pub enum Bound {
    None,
    /// The ratio to the floor, at most.
    Ratio(f64),
    /// The ratio to the floor, at least.
    AtLeast(f64),
    /// A time and what it may be at most.
    Millis(f64, f64),
}

pub fn ms(time: f64) -> String {
    if time < 10.0 { format!("{time:.2} ms") } else { format!("{time:.0} ms") }
}

pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(" ")
}

fn yes(held: bool) -> &'static str {
    if held { "yes" } else { "**no**" }
}
