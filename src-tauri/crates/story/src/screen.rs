//! What a screen is asked for: only a window has the engine that draws web pages, so the newsroom knows it by this trait
//! alone, and whoever opens a newsroom in a window gives it one.

/// In which form a web page is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// As pixels, two to each of the page's own, in its whole length.
    Png,
    /// As one page of paper of its width and length; as several where it is longer than paper can be.
    Pdf,
}

/// Why nothing was drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScreenFault {
    /// There is no engine here.
    #[error("drawing a web page takes the engine of Redaksi's window on Linux, which is not at hand here")]
    Missing,
    /// The page is longer than a picture can be.
    #[error("the page is {height} px long, and a picture holds {most} px of it at most")]
    TooLong {
        /// CSS pixels of the page.
        height: u32,
        /// CSS pixels that a picture holds.
        most: u32,
    },
    /// The engine said no, or nothing.
    #[error("{0}")]
    Failed(String),
}

/// Draws web pages without showing them to anybody.
pub trait Screen: Send + Sync {
    /// The bytes of a file of a page, `width` CSS pixels wide. No script of the page runs, and nothing is fetched for it.
    /// Waits for the engine: never call it on the thread of the window.
    fn draw(&self, html: &str, width: u32, drawing: Drawing) -> Result<Vec<u8>, ScreenFault>;
}
