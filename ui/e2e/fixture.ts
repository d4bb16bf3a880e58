import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const own = resolve(root, 'src-tauri/crates/formats/tests/fixtures/kontan-form.txt');
const shared = resolve(root, '../shared/fixtures/kontan-xi-putin.txt');

/** Finished copy as an editor has it on the clipboard, and what stands in it. */
export interface Copy {
  text: string;
  source: string;
  editor: string;
  place: string;
}

/** The real article where it is there, else our own of the same form. */
export const copy: Copy = existsSync(shared)
  ? { text: readFileSync(shared, 'utf8'), source: 'Reuters', editor: 'Barratut Taqiyyah Rafie', place: 'MOSKOW' }
  : { text: readFileSync(own, 'utf8'), source: 'Warta Bahari', editor: 'Ratri Kusumawardani', place: 'KUPANG' };
