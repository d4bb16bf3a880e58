//! `import --jsonl`: a whole archive, with a bar that says how far it is.

use crate::{
    print,
    run::{Stopped, now},
    words,
};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use newsroom::{LineNews, LinesImported, Newsroom};
use std::{fs, io, ops::ControlFlow, path::Path, path::PathBuf};

/// Takes in the files one after another. One that cannot be read does not keep out the others.
pub fn import(newsroom: &Newsroom, files: &[PathBuf], house: Option<&str>, json: bool) -> Result<(), Stopped> {
    let (now, actor) = (now(), newsroom.actor()?);
    let bar = bar(files);
    let mut total = LinesImported::default();
    let mut failed = Vec::new();
    for file in files {
        let mut so_far = LinesImported::default();
        let mut tell = |news: LineNews<'_>| {
            match news {
                LineNews::Refused { line, reason } => {
                    bar.suspend(|| eprintln!("redaksi-cli: {}:{line}: {reason}", file.display()));
                }
                LineNews::Done(done) => {
                    so_far.clone_from(done);
                    bar.set_position(total.bytes + done.bytes);
                    bar.set_message(counts(
                        total.added + done.added,
                        total.known + done.known,
                        total.refused + done.refused,
                    ));
                }
            }
            ControlFlow::Continue(())
        };
        let imported = if file == Path::new("-") {
            newsroom.import_lines_from(&mut io::stdin().lock(), file, house, &now, &actor, &mut tell)
        } else {
            newsroom.import_lines(file, house, &now, &actor, &mut tell)
        };
        match imported {
            Ok(imported) => {
                for (key, unknown) in &imported.unknown {
                    let (lines, first) = (HumanCount(unknown.lines.into()), unknown.first);
                    let of = if unknown.lines == 1 { "story" } else { "stories" };
                    let left_out = format!("left out of {lines} {of}, the first at line {first}");
                    bar.suspend(|| eprintln!("    ! {}: no field is called “{key}”; {left_out}", file.display()));
                }
                total.add(imported);
            }
            Err(failure) => {
                failed.push(words::failure(&failure));
                total.add(so_far);
            }
        }
    }
    bar.finish_and_clear();
    let LinesImported { added, known, refused, renamed, .. } = total;
    if json {
        print::object(&total)?;
    } else {
        print::line(format_args!("{}", counts(added, known, refused)))?;
        if renamed > 0 {
            print::line(format_args!(
                "    ! {} had an id that is no UUID, and have a new one",
                HumanCount(renamed.into())
            ))?;
        }
    }
    if refused > 0 {
        failed.push(format!("{} lines are no stories; mend them and run the import again", HumanCount(refused.into())));
    }
    if failed.is_empty() { Ok(()) } else { Err(Stopped::Failed(failed)) }
}

fn counts(added: u32, known: u32, refused: u32) -> String {
    let [added, known, refused] = [added, known, refused].map(|count| HumanCount(count.into()));
    format!("{added} added, {known} there already, {refused} refused")
}

/// On a terminal only: the library draws nothing where standard error is none.
fn bar(files: &[PathBuf]) -> ProgressBar {
    let size = |file: &PathBuf| fs::metadata(file).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
    let sizes: Option<u64> = files.iter().map(size).sum();
    let (bar, style) = match sizes {
        Some(bytes) => (ProgressBar::new(bytes), "{bar:30} {percent:>3} %  {msg}  {eta} left"),
        // A pipe does not say how much there is to come.
        None => (ProgressBar::no_length(), "{spinner} {bytes}  {msg}  {elapsed}"),
    };
    bar.with_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
