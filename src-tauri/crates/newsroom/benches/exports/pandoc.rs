//! The rival: pandoc, from Markdown to pages of HTML.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

/// Stories a second.
pub struct Rates {
    /// A process a story, as a script would do it.
    pub alone: f64,
    /// One process for all: what is left when no process has to start.
    pub together: f64,
}

/// A tenth of the stories is enough to know the first rate.
const SAMPLE: usize = 10;

/// `None` where there is no pandoc.
#[expect(clippy::disallowed_methods, reason = "files of the benchmark's own")]
pub fn rates(stories: &[Vec<u8>], folder: &Path) -> Option<Rates> {
    let there = Command::new("pandoc").arg("--version").stdout(Stdio::null()).status().is_ok_and(|code| code.success());
    if !there {
        return None;
    }
    let paths: Vec<_> = (0..stories.len()).map(|number| folder.join(format!("{number}.md"))).collect();
    for (path, story) in paths.iter().zip(stories) {
        fs::write(path, story).unwrap();
    }
    let run = |inputs: &[std::path::PathBuf], out: &Path| {
        let mut pandoc = Command::new("pandoc");
        pandoc.args(["--from=markdown", "--to=html5", "--standalone", "--file-scope", "-o"]).arg(out).args(inputs);
        assert!(pandoc.stderr(Stdio::null()).status().unwrap().success(), "pandoc failed");
    };
    let start = Instant::now();
    let sample: Vec<_> = paths.iter().step_by(SAMPLE).collect();
    for path in &sample {
        run(&[path.to_path_buf()], &path.with_extension("html"));
    }
    let alone = count(sample.len()) / start.elapsed().as_secs_f64();
    let start = Instant::now();
    run(&paths, &folder.join("all.html"));
    let together = count(paths.len()) / start.elapsed().as_secs_f64();
    Some(Rates { alone, together })
}

fn count(len: usize) -> f64 {
    u32::try_from(len).map_or(0.0, f64::from)
}
