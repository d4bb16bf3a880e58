//! Whether somebody listens to the window instead of looking at it.

/// As the desktop says (AT-SPI's `org.a11y.Status`). False where it says nothing, or does not answer at once.
#[cfg(target_os = "linux")]
pub fn is_on() -> bool {
    use gtk::{gio, glib::prelude::ToVariant};
    /// Milliseconds.
    const PATIENCE: i32 = 300;
    let asked = gio::bus_get_sync(gio::BusType::Session, None::<&gio::Cancellable>).and_then(|bus| {
        bus.call_sync(
            Some("org.a11y.Bus"),
            "/org/a11y/bus",
            "org.freedesktop.DBus.Properties",
            "Get",
            Some(&("org.a11y.Status", "ScreenReaderEnabled").to_variant()),
            None,
            gio::DBusCallFlags::NO_AUTO_START,
            PATIENCE,
            None::<&gio::Cancellable>,
        )
    });
    asked.ok().and_then(|answer| answer.child_value(0).as_variant()?.get()).unwrap_or(false)
}

/// Elsewhere the webview tells screen readers of every change by itself.
#[cfg(not(target_os = "linux"))]
pub fn is_on() -> bool {
    false
}
