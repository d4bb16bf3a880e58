/** What is on the system's clipboard and the webview does not give to its page. */
import { call } from '../ipc/call';

/** Milliseconds after which a program that has the clipboard and does not answer is asked again. */
const PATIENCE = 2_000;
const TIMES = 3;

/** The markup as its owner wrote it; null where there is none. */
export function clipboardHtml(): Promise<string | null> {
  return answered(() => call.clipboardHtml());
}

/** Puts the clipboard's picture into the media folder; its name there, null where the clipboard has none. */
export async function addClipboardPicture(name: string): Promise<string | null> {
  return (await answered(() => call.addClipboardPicture(name)))?.src ?? null;
}

/** Puts a picture that came inside markup into the media folder; its name there. */
export async function addPictureBytes(name: string, base64: string): Promise<string> {
  return (await call.addPictureBytes(name, base64)).src;
}

/** The clipboard is another program, which may be busy just then and drop a question. */
async function answered<T>(ask: () => Promise<T | null>): Promise<T | null> {
  for (let time = 0; time < TIMES; time += 1) {
    const answer = await Promise.race([ask(), new Promise<null>((done) => setTimeout(() => done(null), PATIENCE))]);
    if (answer !== null) return answer;
  }
  return null;
}
