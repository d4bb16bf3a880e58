//! How many tests passed and failed, read from what the test runners print at their end.

/// Tests passed and failed in one step.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    known: bool,
}

impl Counts {
    /// Adds what a line says, if it is a summary of one of our four runners.
    pub fn read(&mut self, line: &str) {
        let line = plain(line);
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("test result:") {
            // cargo test: `test result: ok. 3 passed; 0 failed; 0 ignored; …`
            self.add(before(rest, "passed"), before(rest, "failed"));
        } else if line.starts_with("Summary [") {
            // nextest: `Summary [   1.2s] 40 tests run: 39 passed (1 slow), 1 failed, 0 skipped`
            // It repeats what a failing test printed, `test result:` and all, and counts it all at the end.
            *self = Counts { passed: before(line, "passed"), failed: before(line, "failed"), known: true };
        } else if let Some(rest) = line.strip_prefix("Tests ") {
            // vitest: `Tests  1 failed | 12 passed (13)`
            self.add(before(rest, "passed"), before(rest, "failed"));
        } else if let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            // node: `ℹ pass 4`, `ℹ fail 0`
            let number = |word| rest.strip_prefix(word).and_then(|rest: &str| rest.trim().parse().ok());
            if let Some(passed) = number("pass ") {
                self.add(passed, 0);
            } else if let Some(failed) = number("fail ") {
                self.add(0, failed);
            }
        }
    }

    /// A step without tests counts as one; one that fails has at least one failure.
    pub fn of_a_step_that(mut self, ended_well: bool) -> Self {
        if !self.known && ended_well {
            self.passed = 1;
        }
        if !ended_well {
            self.failed = self.failed.max(1);
        }
        self
    }

    fn add(&mut self, passed: u32, failed: u32) {
        self.known = true;
        self.passed += passed;
        self.failed += failed;
    }
}

/// The number in front of a word; 0 when the word is not there.
fn before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split_whitespace().collect();
    let named = words.windows(2).find(|pair| pair[1].trim_end_matches([',', ';']) == word);
    named.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// Without colours.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((head, tail)) = rest.split_once("\u{1b}[") {
        text.push_str(head);
        rest = tail.split_once('m').map_or("", |(_, tail)| tail);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[&str]) -> (u32, u32) {
        let mut counts = Counts::default();
        lines.iter().for_each(|line| counts.read(line));
        (counts.passed, counts.failed)
    }

    #[test]
    fn the_four_runners_are_understood() {
        assert_eq!(counted(&["test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured"]), (7, 2));
        assert_eq!(
            counted(&["     Summary [   1.204s] 40 tests run: 39 passed (1 slow), 1 failed, 0 skipped"]),
            (39, 1)
        );
        assert_eq!(counted(&["\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m1 failed\u{1b}[22m | 12 passed (13)"]), (12, 1));
        assert_eq!(counted(&["ℹ tests 5", "ℹ pass 4", "ℹ fail 1", "ℹ duration_ms 12"]), (4, 1));
        assert_eq!(counted(&["Tests are sentences", "# passing remark"]), (0, 0));
    }

    #[test]
    fn a_failing_test_that_nextest_repeats_is_counted_once() {
        let repeated = "test result: FAILED. 0 passed; 1 failed; 0 ignored;";
        assert_eq!(counted(&[repeated, "Summary [ 1.2s] 4 tests run: 3 passed, 1 failed, 0 skipped"]), (3, 1));
    }

    #[test]
    fn a_step_that_fails_without_a_failing_test_is_a_failure() {
        let mut counts = Counts::default();
        counts.read("test result: ok. 3 passed; 0 failed;");
        assert_eq!(counts.of_a_step_that(false).failed, 1);
    }

    #[test]
    fn a_step_without_tests_counts_as_one() {
        assert_eq!(Counts::default().of_a_step_that(true).passed, 1);
    }
}
