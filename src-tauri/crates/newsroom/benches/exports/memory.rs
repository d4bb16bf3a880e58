//! How much memory this process holds, as Linux counts it.

use std::fs;

/// Forgets what was the highest so far.
#[expect(clippy::disallowed_methods, reason = "no file: a switch of the kernel's")]
pub fn begin() {
    // Without it the highest since the start is told, which is never less.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// Megabytes at the highest since then.
pub fn highest() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap_or(0.0) / 1024.0
}
