/** What is on the system's clipboard and the webview does not give to its page, and what it does not let it copy. */
import type { Picture } from '../ipc/bindings';
import { call } from '../ipc/call';

/** Milliseconds after which a program that has the clipboard and does not answer is asked again. */
const PATIENCE = 2_000;
const TIMES = 3;

/** The markup as its owner wrote it; null where there is none. */
export function clipboardHtml(): Promise<string | null> {
  return answered(() => call.clipboardHtml());
}

/** The same text as RTF; null where there is none. */
export function clipboardRtf(): Promise<string | null> {
  return call.clipboardRtf();
}

/** Puts a text on the clipboard, also long after the click that asked for it, when a page may not any more. */
export async function copyText(text: string): Promise<void> {
  if (!(await call.copyText(text))) await navigator.clipboard.writeText(text);
}

/** Puts the clipboard's picture into the media folder; null where the clipboard has none. */
export function addClipboardPicture(name: string): Promise<Picture | null> {
  return answered(() => call.addClipboardPicture(name));
}

/** Puts a picture that came inside markup into the media folder. */
export function addPictureBytes(name: string, base64: string): Promise<Picture> {
  return call.addPictureBytes(name, base64);
}

/** The clipboard is another program, which may be busy just then and drop a question. */
async function answered<T>(ask: () => Promise<T | null>): Promise<T | null> {
  for (let time = 0; time < TIMES; time += 1) {
    const answer = await Promise.race([ask(), new Promise<null>((done) => setTimeout(() => done(null), PATIENCE))]);
    if (answer !== null) return answer;
  }
  return null;
}
