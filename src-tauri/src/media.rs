//! Pictures for the webview: `media://localhost/<name>`, read-only, from the newsroom's media folder and nowhere else.

use crate::open::OpenNewsroom;
use newsroom::MediaFile;
use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

/// Answers a request for a picture.
pub fn answer<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let open = context.app_handle().state::<OpenNewsroom>().inner().clone();
    let name = request.uri().path().trim_start_matches('/').to_owned();
    tauri::async_runtime::spawn_blocking(move || {
        // The newsroom looks up only names that it gave itself, so no path can lead out of the folder.
        let file = open.newsroom().and_then(|newsroom| newsroom.picture(&name));
        responder.respond(file.map_or_else(|_| not_there(), picture));
    });
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
