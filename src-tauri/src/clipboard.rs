//! The system's clipboard, written by the window itself, because a page may write only in the moment of a click; and read
//! by it where the webview does not give it to its page: WebKitGTK first
//! rewrites markup, which takes it up to seconds and loses what Word says of its lists, and keeps pictures to itself.

use tauri::AppHandle;

/// Pictures that can be shown, the lossless first.
pub const PICTURES: [&str; 6] = ["image/png", "image/jpeg", "image/webp", "image/avif", "image/tiff", "image/gif"];

/// Markup as the program wrote it that has the clipboard; `None` where there is none.
pub async fn html(app: &AppHandle) -> Option<String> {
    read(app, &["text/html"]).await.map(|bytes| text(&bytes))
}

/// The same text as RTF, which has the pictures in it that Word's markup only names; `None` where there is none.
pub async fn rtf(app: &AppHandle) -> Option<String> {
    read(app, &["text/rtf", "application/rtf", "text/richtext"]).await.map(|bytes| text(&bytes))
}

/// What the clipboard holds in the first of these media types that it has.
pub async fn read(app: &AppHandle, kinds: &[&'static str]) -> Option<Vec<u8>> {
    for kind in kinds {
        if let Some(bytes) = contents(app, kind).await {
            return Some(bytes);
        }
    }
    None
}

#[cfg(target_os = "linux")]
async fn contents(app: &AppHandle, kind: &'static str) -> Option<Vec<u8>> {
    let (sender, mut receiver) = tauri::async_runtime::channel(1);
    let ask = move || {
        let clipboard = gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD);
        clipboard.request_contents(&gtk::gdk::Atom::intern(kind), move |_, data| {
            // A negative length says that the clipboard has nothing of this kind. Nobody may be waiting any more.
            let _ = sender.try_send((data.length() > 0).then(|| data.data()));
        });
    };
    app.run_on_main_thread(ask).ok()?;
    receiver.recv().await.flatten()
}

/// Elsewhere the page gets from the webview what it needs.
#[cfg(not(target_os = "linux"))]
async fn contents(_: &AppHandle, _: &'static str) -> Option<Vec<u8>> {
    None
}

/// Puts a text on the clipboard. False where that is left to the page.
#[cfg(target_os = "linux")]
pub fn write(app: &AppHandle, text: String) -> bool {
    app.run_on_main_thread(move || gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD).set_text(&text)).is_ok()
}

/// Elsewhere the page may write after a click, too.
#[cfg(not(target_os = "linux"))]
pub fn write(_: &AppHandle, _: String) -> bool {
    false
}

/// Browsers write UTF-8, older Firefox UTF-16 with a byte order mark.
fn text(bytes: &[u8]) -> String {
    let units = |read: fn([u8; 2]) -> u16| -> String {
        let (pairs, _) = bytes.as_chunks();
        String::from_utf16_lossy(&pairs.iter().map(|pair| read(*pair)).collect::<Vec<_>>())
    };
    match bytes {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn markup_is_read_in_every_encoding_that_programs_write() {
        let html = "<p>naïve 東</p>";
        assert_eq!(text(html.as_bytes()), html);
        let little: Vec<u8> = "\u{feff}<p>é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}<p>é".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), "\u{feff}<p>é");
        assert_eq!(text(&big), "\u{feff}<p>é");
    }
}
