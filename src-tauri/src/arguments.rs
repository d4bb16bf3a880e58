//! What the window can be told when it is started. Read by hand: a newsroom's path is all there is.

use newsroom::Newsroom;
use std::{ffi::OsString, path::PathBuf, process::ExitCode};

/// What the arguments ask for.
#[derive(Debug, PartialEq, Eq)]
pub enum Start {
    /// The window, on this newsroom.
    Window(PathBuf),
    /// Only words.
    Say(String),
    /// Nothing that can be done.
    Refuse(String),
}

const HELP: &str = "\
Redaksi: a newsroom on your own machine

Usage: redaksi [PATH]
       redaksi --newsroom PATH

  PATH              the newsroom file to open; a new one is made where there is none
                    (without it: redaksi/newsroom.redaksi in your data folder)
  -h, --help        these lines
  -V, --version     the version

Without a window: redaksi-cli --help";

/// Reads what stands behind the program's name.
pub fn read(arguments: impl Iterator<Item = OsString>) -> Start {
    let mut path = None;
    let mut wanted = None;
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let given = match argument.to_str() {
            Some("-h" | "--help") => {
                wanted = Some(HELP.to_owned());
                continue;
            }
            Some("-V" | "--version") => {
                wanted = wanted.or(Some(format!("redaksi {}", env!("CARGO_PKG_VERSION"))));
                continue;
            }
            Some("--newsroom") => match arguments.next() {
                Some(path) => path,
                None => return Start::Refuse("--newsroom needs the path of a newsroom file".to_owned()),
            },
            Some("--") => match arguments.next() {
                Some(path) => path,
                None => continue,
            },
            Some(text) => match text.strip_prefix("--newsroom=") {
                Some(path) => path.into(),
                None if text.starts_with('-') => return Start::Refuse(format!("there is no option {text}")),
                None => argument,
            },
            // Not Unicode, so not one of our options: a path.
            None => argument,
        };
        if given.is_empty() {
            return Start::Refuse("the path of the newsroom is empty".to_owned());
        }
        if path.replace(PathBuf::from(given)).is_some() {
            return Start::Refuse("a window opens one newsroom".to_owned());
        }
    }
    wanted.map_or_else(|| Start::Window(path.unwrap_or_else(Newsroom::default_path)), Start::Say)
}

/// Answers on standard output.
#[expect(clippy::print_stdout, reason = "what --help and --version are for")]
pub fn say(words: &str) -> ExitCode {
    println!("{words}");
    ExitCode::SUCCESS
}

/// Gives the reason on standard error; 2 is wrong usage, as in redaksi-cli.
pub fn refuse(reason: &str) -> ExitCode {
    eprintln!("redaksi: {reason}\nFor more information, try '--help'.");
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(arguments: &[&str]) -> Start {
        read(arguments.iter().map(OsString::from))
    }

    #[test]
    fn a_newsroom_can_be_named_in_three_ways() {
        let desk = Start::Window("desk.redaksi".into());
        assert_eq!(started(&["desk.redaksi"]), desk);
        assert_eq!(started(&["--newsroom", "desk.redaksi"]), desk);
        assert_eq!(started(&["--newsroom=desk.redaksi"]), desk);
        assert_eq!(started(&["--", "--newsroom"]), Start::Window("--newsroom".into()));
        assert_eq!(started(&[]), Start::Window(Newsroom::default_path()));
    }

    #[test]
    fn what_cannot_be_done_is_refused() {
        for wrong in [&["--newsroom"] as &[&str], &["--newsroom="], &["one", "two"], &["--house"], &[""]] {
            assert!(matches!(started(wrong), Start::Refuse(_)), "{wrong:?}");
        }
        assert!(matches!(started(&["--help", "one"]), Start::Say(_)));
    }
}
