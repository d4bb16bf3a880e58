/** What is on the system's clipboard and the webview does not give to its page. */
import { call } from '../ipc/call';

/** The markup as its owner wrote it; null where there is none. */
export function clipboardHtml(): Promise<string | null> {
  return call.clipboardHtml();
}

/** Puts the clipboard's picture into the media folder; its name there, null where the clipboard has none. */
export async function addClipboardPicture(name: string): Promise<string | null> {
  return (await call.addClipboardPicture(name))?.src ?? null;
}

/** Puts a picture that came inside markup into the media folder; its name there. */
export async function addPictureBytes(name: string, base64: string): Promise<string> {
  return (await call.addPictureBytes(name, base64)).src;
}
