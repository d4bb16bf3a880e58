//! The engine that draws pages of the web, where there is one: the window brings it, the command line has none.

use crate::{Code, Failure, Newsroom, Remedy};
use std::sync::{Arc, PoisonError, RwLock};
use story::screen::{Drawing, Screen, ScreenFault};

/// The screen of a newsroom, once it has one.
#[derive(Default)]
pub(crate) struct ScreenRoom(RwLock<Option<Arc<dyn Screen>>>);

impl Newsroom {
    /// Draws pages of the web on this screen from now on.
    pub fn use_screen(&self, screen: Arc<dyn Screen>) {
        *self.screen_room().0.write().unwrap_or_else(PoisonError::into_inner) = Some(screen);
    }

    /// The page of a layout, `width` CSS pixels wide, as a file. It waits for the engine.
    pub(crate) fn draw(&self, layout: &str, html: &str, width: u32, drawing: Drawing) -> Result<Vec<u8>, Failure> {
        let screen = self.screen_room().0.read().unwrap_or_else(PoisonError::into_inner).clone();
        let drawn = screen.ok_or(ScreenFault::Missing).and_then(|screen| screen.draw(html, width, drawing));
        drawn.map_err(|fault| undrawn(layout, &fault))
    }
}

/// Why the page of a layout is not drawn.
fn undrawn(layout: &str, fault: &ScreenFault) -> Failure {
    let (code, remedy) = match fault {
        ScreenFault::Missing => (Code::NoScreen, Remedy::SaveAsHtml),
        ScreenFault::TooLong { .. } => (Code::PageTooLong, Remedy::SaveAsHtml),
        ScreenFault::Failed(_) => (Code::NotDrawn, Remedy::Retry),
    };
    Failure::new(code, layout, fault.to_string(), Some(remedy))
}
