/** Pictures of the newsroom's media folder. */
import { call, chooseFiles } from '../ipc/call';
import type { Picture } from '../ipc/bindings';

export { pictureUrl } from '../ipc/events';
export type { Picture };

export const SUFFIXES = ['jpg', 'jpeg', 'png', 'webp', 'avif', 'tif', 'tiff', 'gif'];

/** Lets someone choose pictures, and copies them into the media folder. */
export async function choosePictures(title: string, kind: string): Promise<Picture[]> {
  const paths = await chooseFiles(title, [{ name: kind, extensions: SUFFIXES }], true);
  return Promise.all(paths.map((path) => call.addPicture(path)));
}

/** The same for one; null where nobody chose. */
export async function choosePicture(title: string, kind: string): Promise<Picture | null> {
  const [path] = await chooseFiles(title, [{ name: kind, extensions: SUFFIXES }], false);
  return path === undefined ? null : call.addPicture(path);
}

/** Copies a picture into the media folder. */
export function addPicture(path: string): Promise<Picture> {
  return call.addPicture(path);
}

/** How large a picture of the media folder is, and what its file says. */
export function pictureFacts(src: string): Promise<Picture> {
  return call.pictureFacts(src);
}
