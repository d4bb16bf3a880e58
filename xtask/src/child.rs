//! Starting other programs: said aloud, from the top folder, with a reason when they fail.

use crate::{Stop, root};
use std::{
    io::{BufRead, BufReader, IsTerminal},
    path::Path,
    process::{Command, Stdio},
};

/// A command that is started from the repository's top folder.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// The same cargo that started this chore.
pub fn cargo(arguments: &[&str]) -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// npm in `ui/`, which is where the only package list is.
pub fn npm(arguments: &[&str]) -> Command {
    let mut command = command("npm", arguments);
    // npm's own news are none of ours, and a funding line is not a result.
    command.current_dir(root().join("ui")).env("npm_config_fund", "false").env("npm_config_update_notifier", "false");
    command
}

/// The command as one would type it.
pub fn typed(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Says what is done and why, does it, and stops when it fails.
pub fn does(why: &str, mut command: Command) -> Result<(), Stop> {
    let line = typed(&command);
    println!("{why}: {line}");
    let status = command.status().map_err(|error| Stop(format!("{line} could not be started: {error}")))?;
    if status.success() { Ok(()) } else { Err(Stop(format!("{line} failed ({status})"))) }
}

/// What a command prints, or `None` when it cannot be started or fails. For questions, asked silently.
pub fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program of that name is on the search path.
pub fn there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Colours for a person, none for a file. The programs cannot tell, because their output goes through ours.
fn coloured(command: &mut Command) -> &mut Command {
    if std::io::stdout().is_terminal() {
        command.env("FORCE_COLOR", "1").env("CARGO_TERM_COLOR", "always")
    } else {
        command.env("NO_COLOR", "1").env("CARGO_TERM_COLOR", "never").env_remove("FORCE_COLOR")
    }
}

/// What the message bus of a virtual screen says of itself whenever it is started; nobody can act on it.
const CHATTER: [&str; 2] = ["dbus-daemon[", "SpiRegistry daemon"];

/// Runs a command, passes on all that it prints line by line (but chatter), and hands every line to `see`.
/// `Ok(true)` when it ended well.
pub fn watched(mut command: Command, mut see: impl FnMut(&str) + Send) -> Result<bool, Stop> {
    let line = typed(&command);
    let failed = |error: std::io::Error| Stop(format!("{line} could not be started: {error}"));
    let mut child = coloured(&mut command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (sender, lines) = std::sync::mpsc::channel::<String>();
    std::thread::scope(|scope| {
        if let Some(out) = out {
            let sender = sender.clone();
            scope.spawn(move || {
                BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
            });
        }
        if let Some(err) = err {
            scope.spawn(move || {
                BufReader::new(err).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
            });
        }
        for line in lines {
            if CHATTER.iter().any(|name| line.starts_with(name)) {
                continue;
            }
            println!("{line}");
            see(&line);
        }
    });
    let status = child.wait().map_err(failed)?;
    Ok(status.success())
}
