//! Pages of the web, drawn in a web view that nobody sees, and sent to a printer. Only WebKitGTK gives both to a program; on
//! other systems a newsroom has no screen, and says so.

use newsroom::{Code, Failure, PrintPage, Remedy};
use tauri::WebviewWindow;

#[cfg(target_os = "linux")]
mod fonts;
#[cfg(target_os = "linux")]
mod webkit;

#[cfg(target_os = "linux")]
pub use webkit::OffScreen;

/// Asks in the system's own dialog where to print a page, and prints it; `false` where nobody wanted to. While the dialog is
/// open the window waits for it.
#[cfg(target_os = "linux")]
pub async fn print(window: &WebviewWindow, layout: &str, page: PrintPage) -> Result<bool, Failure> {
    webkit::print(window, page).await.map_err(|detail| Failure {
        code: Code::NotDrawn,
        thing: layout.to_owned(),
        detail,
        remedy: Some(Remedy::Retry),
    })
}

/// Nothing prints here.
#[cfg(not(target_os = "linux"))]
pub async fn print(_: &WebviewWindow, layout: &str, _: PrintPage) -> Result<bool, Failure> {
    Err(Failure {
        code: Code::NoScreen,
        thing: layout.to_owned(),
        detail: "Redaksi prints on Linux".to_owned(),
        remedy: Some(Remedy::SaveAsHtml),
    })
}
