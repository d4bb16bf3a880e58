//! A virtual screen for the window: an own X server on a free display, an own message bus, own user folders.
//! Tests and pictures must never touch what the person at this machine has.

use crate::{Stop, child::command, root, setup, target};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// The binaries that are driven.
pub struct Binaries {
    /// The window.
    pub window: PathBuf,
    /// The command line.
    pub cli: PathBuf,
}

/// A running Xvfb, ended when it is dropped.
pub struct Screen {
    server: Child,
    display: String,
}

/// Room for the largest window of UI.md; there is no window manager, so windows stand at their own size.
const SIZE: &str = "2560x1440x24";
/// Longer than any run of the window takes; a hanging one must not hold up the rest for ever.
const SECONDS: &str = "1500";

impl Screen {
    /// Starts a screen on the first free display.
    pub fn start() -> Result<Self, Stop> {
        let mut command = command("Xvfb", &["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().map_err(|error| Stop(format!("Xvfb could not be started: {error}")))?;
        // Xvfb writes the number of its display once it is ready to be used.
        let mut number = String::new();
        if let Some(out) = server.stdout.take() {
            BufReader::new(out).read_line(&mut number).unwrap_or_default();
        }
        let display = format!(":{}", number.trim());
        let screen = Screen { server, display };
        if number.trim().is_empty() { Err(Stop::because("Xvfb ended at once; no virtual screen")) } else { Ok(screen) }
    }

    /// The end-to-end runner's job (`test`, `demo`, `screenshots` or `bench`) on this screen.
    pub fn window_job(&self, job: &str, binaries: &Binaries) -> Result<Command, Stop> {
        let home = target().join("window-home");
        // What an earlier run left behind would make this one another test.
        if home.exists() {
            fs::remove_dir_all(&home).map_err(|error| Stop(format!("{} is in the way: {error}", home.display())))?;
        }
        let folder = |path: PathBuf| {
            fs::create_dir_all(&path).map_err(|error| Stop(format!("{} cannot be made: {error}", path.display())))?;
            Ok(path)
        };
        let mut command = command("timeout", &["--kill-after=10", SECONDS, "dbus-run-session", "--"]);
        command.args(["npm", "run", "--silent", "e2e", "--", job]).current_dir(root().join("ui"));
        command
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("PATH", setup::path_with_tools())
            .env("REDAKSI_BIN", &binaries.window)
            .env("REDAKSI_CLI", &binaries.cli)
            .env("REDAKSI_SCREENSHOTS", folder(target().join("screenshots"))?)
            .env("REDAKSI_DEMO", folder(target().join("demo"))?)
            // Everything that a program keeps for its user goes here.
            .env("HOME", folder(home.clone())?)
            .env("XDG_DATA_HOME", folder(home.join("data"))?)
            .env("XDG_CONFIG_HOME", folder(home.join("config"))?)
            .env("XDG_CACHE_HOME", folder(home.join("cache"))?)
            // There is no graphics card behind a virtual screen, and no accessibility bus beside it.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("NO_AT_BRIDGE", "1")
            // Input methods of this machine would swallow keys; GTK's own knows dead keys and Compose.
            .env("GTK_IM_MODULE", "gtk-im-context-simple")
            .env("LC_ALL", "C.UTF-8");
        Ok(command)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Already gone is as good as ended.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
