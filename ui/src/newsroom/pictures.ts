/** Pictures of the newsroom's media folder. */
import { call, chooseFiles } from '../ipc/call';
import type { Picture } from '../ipc/bindings';

export { pictureUrl } from '../ipc/events';

export const SUFFIXES = ['jpg', 'jpeg', 'png', 'webp', 'gif'];

/** Lets someone choose pictures, and copies them into the media folder. */
export async function choosePictures(title: string, kind: string): Promise<Picture[]> {
  const paths = await chooseFiles(title, [{ name: kind, extensions: SUFFIXES }], true);
  return Promise.all(paths.map((path) => call.addPicture(path)));
}

/** Copies a picture into the media folder. */
export function addPicture(path: string): Promise<Picture> {
  return call.addPicture(path);
}
