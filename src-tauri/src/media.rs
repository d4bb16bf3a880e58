//! Pictures for the webview: `media://localhost/<name>`, read-only, from the newsroom's media folder and nowhere else.
//! `?w=640` asks for one that is about so wide, `?part=0,125,1000,750` for a part of it in thousandths. Whatever has to be
//! made for that is made on a thread of its own.

use crate::open::OpenNewsroom;
use newsroom::{MediaFile, Shown};
use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

/// Answers a request for a picture.
pub fn answer<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let open = context.app_handle().state::<OpenNewsroom>().inner().clone();
    let name = request.uri().path().trim_start_matches('/').to_owned();
    let shown = shown(request.uri().query().unwrap_or_default());
    tauri::async_runtime::spawn_blocking(move || {
        // The newsroom looks up only names that it gave itself, so no path can lead out of the folder.
        let file = open.newsroom().and_then(|newsroom| newsroom.shown_picture(&name, shown));
        responder.respond(file.map_or_else(|_| not_there(), picture));
    });
}

/// What the address asks for. What it says wrongly it does not say.
fn shown(query: &str) -> Shown {
    let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let part = value("part").and_then(|part| {
        let numbers: Vec<u16> = part.split(',').map(|number| number.parse().ok()).collect::<Option<_>>()?;
        <[u16; 4]>::try_from(numbers).ok()
    });
    Shown { width: value("w").and_then(|width| width.parse().ok()), part }
}

fn picture(file: MediaFile) -> Response<Vec<u8>> {
    let mut response = Response::new(file.bytes);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(file.media_type));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    // The name is the hash of what is in it.
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("max-age=31536000, immutable"));
    response
}

fn not_there() -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
