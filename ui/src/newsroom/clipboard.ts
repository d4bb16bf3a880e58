/** What is on the system's clipboard and the webview does not give to its page. */
import type { Picture } from '../ipc/bindings';
import { call } from '../ipc/call';

/** The markup as its owner wrote it; null where there is none. */
export function clipboardHtml(): Promise<string | null> {
  return call.clipboardHtml();
}

/** Puts the clipboard's picture into the media folder; null where the clipboard has none. */
export function addClipboardPicture(name: string): Promise<Picture | null> {
  return call.addClipboardPicture(name);
}

/** Puts a picture that came inside markup into the media folder. */
export function addPictureBytes(name: string, base64: string): Promise<Picture> {
  return call.addPictureBytes(name, base64);
}
