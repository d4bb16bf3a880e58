//! WebKitGTK's part: all of it happens on the thread of the window, in steps that wait for the engine without holding it up.

use super::fonts;
use gtk::{
    cairo::ImageSurface,
    gio, glib,
    prelude::{ContainerExt, GtkWindowExt, WidgetExt},
};
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use javascriptcore::ValueExt;
use newsroom::PrintPage;
use std::{
    fs,
    sync::{Arc, OnceLock, mpsc},
    time::Duration,
};
use story::screen::{Drawing, Screen, ScreenFault};
use tauri::{AppHandle, Manager, WebviewWindow};
use webkit2gtk::{
    LoadEvent, PrintOperation, PrintOperationExt, PrintOperationResponse, Settings, SnapshotOptions, SnapshotRegion,
    WebContext, WebView, WebViewExt,
};

/// How long the engine may take for a page.
const PATIENCE: Duration = Duration::from_secs(60);
/// Pixels of a picture for each of the page's own.
const SCALE: u32 = 2;
/// Pixels that a picture is long at most: cairo, which holds it, counts to 32,767.
const LONGEST: u32 = 32_000;
/// Paper that is longer than this, in CSS pixels, is more than the 200 inches that PDF has.
const LONGEST_PAPER: u32 = 17_900;
/// Points of a CSS pixel on paper, as WebKit prints: a page that is to be as wide as on the screen needs this much.
const POINT: f64 = 0.8;
/// A page has in it all that it shows.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";
/// The page is seen whole, in the colours of the screen.
const WHOLE: &str = "html{scrollbar-width:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}";
/// Waits until everything that the page shows is there; its length in CSS pixels.
const READY: &str = "await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => null)));
    return Math.ceil(document.documentElement.getBoundingClientRect().height);";

/// A screen that nobody sees.
pub struct OffScreen {
    app: AppHandle,
    /// The window's typefaces, from the first page on.
    fonts: Arc<OnceLock<String>>,
}

/// A page in a web view of its own, which is gone with it.
struct Opened {
    window: gtk::OffscreenWindow,
    view: WebView,
    /// CSS pixels.
    height: u32,
}

impl OffScreen {
    pub fn new(app: AppHandle) -> Self {
        Self { app, fonts: Arc::default() }
    }
}

impl Screen for OffScreen {
    fn draw(&self, html: &str, width: u32, drawing: Drawing) -> Result<Vec<u8>, ScreenFault> {
        let html = dressed(html, self.fonts.get_or_init(|| fonts::sheet(&self.app)));
        let (answer, answers) = mpsc::channel();
        let begin = move || {
            let work = async move {
                // Nobody may be waiting any more.
                let _ = answer.send(drawn(&html, width, drawing).await);
            };
            glib::MainContext::default().spawn_local(work);
        };
        self.app.run_on_main_thread(begin).map_err(|error| ScreenFault::Failed(error.to_string()))?;
        let silence = |_| Err(ScreenFault::Failed(format!("the engine said nothing for {} s", PATIENCE.as_secs())));
        answers.recv_timeout(PATIENCE).unwrap_or_else(silence)
    }
}

/// See [`super::print`].
pub async fn print(window: &WebviewWindow, page: PrintPage) -> Result<bool, String> {
    let html = dressed(&page.html, &fonts::sheet(window.app_handle()));
    let (answer, mut answers) = tauri::async_runtime::channel(1);
    let parent = window.clone();
    let begin = move || {
        let parent = parent.gtk_window().ok();
        glib::MainContext::default().spawn_local(async move {
            let asked = asked(parent.as_ref(), &html, page.paper).await;
            let _ = answer.try_send(asked.map_err(|fault| fault.to_string()));
        });
    };
    window.run_on_main_thread(begin).map_err(|error| error.to_string())?;
    answers.recv().await.unwrap_or_else(|| Err("the window was closed".to_owned()))
}

async fn asked(
    parent: Option<&gtk::ApplicationWindow>,
    html: &str,
    paper: Option<[u32; 2]>,
) -> Result<bool, ScreenFault> {
    let opened = Opened::at(html, 800, 1).await?;
    let operation = PrintOperation::new(&opened.view);
    if let Some([width, height]) = paper {
        let points = |tenths: u32| f64::from(tenths) / 254.0 * 72.0;
        operation.set_page_setup(&bare(points(width), points(height)));
    }
    let mut ended = ends(&operation);
    if operation.run_dialog(parent) != PrintOperationResponse::Print {
        return Ok(false);
    }
    ended.recv().await.unwrap_or(Ok(())).map(|()| true).map_err(ScreenFault::Failed)
}

async fn drawn(html: &str, width: u32, drawing: Drawing) -> Result<Vec<u8>, ScreenFault> {
    match drawing {
        Drawing::Png => Opened::at(html, width, SCALE).await?.picture().await,
        Drawing::Pdf => Opened::at(html, width, 1).await?.paper(width).await,
    }
}

impl Opened {
    /// Opens a page, `scale` pixels to each of its own, and waits until it is whole.
    async fn at(html: &str, width: u32, scale: u32) -> Result<Self, ScreenFault> {
        let settings = Settings::builder().enable_javascript_markup(false).build();
        let view = WebView::builder()
            .web_context(&WebContext::new_ephemeral())
            .default_content_security_policy(POLICY)
            .settings(&settings)
            .zoom_level(f64::from(scale))
            .build();
        let window = gtk::OffscreenWindow::new();
        window.set_default_size(whole(width * scale), 800);
        window.add(&view);
        window.show_all();
        let mut opened = Self { window, view, height: 0 };
        opened.load(html).await?;
        let read = opened.view.call_async_javascript_function_future(READY, None, Some("redaksi"), None);
        let height = read.await.map_err(|error| failed(&error))?;
        opened.height = u32::try_from(height.to_int32()).unwrap_or_default().max(1);
        Ok(opened)
    }

    async fn load(&self, html: &str) -> Result<(), ScreenFault> {
        let (sender, mut loaded) = tauri::async_runtime::channel(1);
        let ended = sender.clone();
        self.view.connect_web_process_terminated(move |_, reason| {
            let _ = ended.try_send(Err(ScreenFault::Failed(format!("the engine ended: {reason:?}"))));
        });
        self.view.connect_load_changed(move |_, event| {
            if event == LoadEvent::Finished {
                let _ = sender.try_send(Ok(()));
            }
        });
        self.view.load_html(html, None);
        loaded.recv().await.unwrap_or(Ok(()))
    }

    /// The page as a PNG.
    async fn picture(&self) -> Result<Vec<u8>, ScreenFault> {
        let most = LONGEST / SCALE;
        if self.height > most {
            return Err(ScreenFault::TooLong { height: self.height, most });
        }
        let taken = self.view.snapshot_future(SnapshotRegion::FullDocument, SnapshotOptions::NONE).await;
        let surface = ImageSurface::try_from(taken.map_err(|error| failed(&error))?);
        png(&surface.map_err(|_| ScreenFault::Failed("the engine gave no picture".to_owned()))?)
    }

    /// The page as a PDF of one sheet, or of several where it is too long for that.
    async fn paper(&self, width: u32) -> Result<Vec<u8>, ScreenFault> {
        let file = tempfile::Builder::new().suffix(".pdf").tempfile().map_err(|error| failed(&error))?;
        let settings = gtk::PrintSettings::new();
        // The name that GTK gives, in the language of the system, to the printer that writes files.
        settings.set_printer(&glib::dgettext(Some("gtk30"), "Print to File"));
        settings.set("output-uri", Some(&gio::prelude::FileExt::uri(&gio::File::for_path(file.path()))));
        settings.set("output-file-format", Some("pdf"));
        let operation = PrintOperation::new(&self.view);
        operation.set_print_settings(&settings);
        // A hair more than its length, or what is rounded up makes a second page.
        let height = (self.height + 2).min(LONGEST_PAPER);
        operation.set_page_setup(&bare(f64::from(width) * POINT, f64::from(height) * POINT));
        let mut ended = ends(&operation);
        operation.print();
        ended.recv().await.unwrap_or(Ok(())).map_err(ScreenFault::Failed)?;
        fs::read(file.path()).map_err(|error| failed(&error))
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        // A top-level window lives until it is told to go.
        self.window.close();
    }
}

/// Hears when a page is printed, or why it is not.
fn ends(operation: &PrintOperation) -> tauri::async_runtime::Receiver<Result<(), String>> {
    let (sender, ended) = tauri::async_runtime::channel(2);
    let failed = sender.clone();
    // A failure is told first, and then the end.
    operation.connect_failed(move |_, error| drop(failed.try_send(Err(error.to_string()))));
    operation.connect_finished(move |_| drop(sender.try_send(Ok(()))));
    ended
}

/// Paper of this size, in points, without margins.
fn bare(width: f64, height: f64) -> gtk::PageSetup {
    let setup = gtk::PageSetup::new();
    setup.set_paper_size(&gtk::PaperSize::new_custom("redaksi", "Redaksi", width, height, gtk::Unit::Points));
    setup.set_top_margin(0.0, gtk::Unit::Points);
    setup.set_bottom_margin(0.0, gtk::Unit::Points);
    setup.set_left_margin(0.0, gtk::Unit::Points);
    setup.set_right_margin(0.0, gtk::Unit::Points);
    setup
}

/// The page with the window's typefaces.
fn dressed(html: &str, fonts: &str) -> String {
    let style = format!("<style>{WHOLE}{fonts}</style>");
    match html.split_once("</head>") {
        Some((head, body)) => format!("{head}{style}</head>{body}"),
        None => format!("{html}{style}"),
    }
}

/// A picture as the engine drew it, in cairo's order of colours.
fn png(surface: &ImageSurface) -> Result<Vec<u8>, ScreenFault> {
    let (width, height) = (size(surface.width()), size(surface.height()));
    let (row, stride) = (width * 4, size(surface.stride()));
    let mut pixels = Vec::with_capacity(width * height * 3);
    let read = surface.with_data(|bytes| {
        for line in bytes.chunks(stride.max(1)).take(height) {
            let (colours, _) = line.get(..row).unwrap_or_default().as_chunks::<4>();
            pixels.extend(colours.iter().flat_map(|colour| {
                let [a, b, c, d] = *colour;
                let [_, red, green, blue] = u32::from_ne_bytes([a, b, c, d]).to_be_bytes();
                [red, green, blue]
            }));
        }
    });
    read.map_err(|error| failed(&error))?;
    let mut file = Vec::new();
    let (width, height) = (u32::try_from(width).unwrap_or(0), u32::try_from(height).unwrap_or(0));
    let encoded = PngEncoder::new(&mut file).write_image(&pixels, width, height, ExtendedColorType::Rgb8);
    encoded.map_err(|error| failed(&error))?;
    Ok(file)
}

fn size(pixels: i32) -> usize {
    usize::try_from(pixels).unwrap_or(0)
}

fn whole(pixels: u32) -> i32 {
    i32::try_from(pixels).unwrap_or(i32::MAX)
}

fn failed(error: &dyn std::fmt::Display) -> ScreenFault {
    ScreenFault::Failed(error.to_string())
}
