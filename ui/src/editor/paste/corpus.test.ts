import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schema } from '../../body/schema';
import { blocksOf } from './blocks';
import { outline, reported } from './corpus/outline';
import { readPage } from './page';
import { joinLines } from './pdfText';
import { settle } from './pictures';
import { picturesOfRtf } from './rtf';

/**
 * What programs put on the clipboard, one file a case, with what it comes to beside it. UPDATE_CORPUS=1 writes the latter
 * anew, to be read before it is kept.
 *
 * Those in `captured` are a clipboard's own bytes, untouched: text that we wrote, copied in the program and version of the
 * file's name on Debian 12. The others were written after what programs leave there, and show the markup of old and rare
 * ones. None is from Word, Outlook or Google Docs themselves, which could not be run: theirs are all written.
 */
const CORPUS = join(import.meta.dirname, 'corpus');
const samples = ['', 'captured/'].flatMap((folder) =>
  readdirSync(join(CORPUS, folder))
    .filter((name) => /(?<!\.expected)\.(?:html|txt)$/.test(name))
    .map((name) => folder + name),
);

function agreed(name: string, found: string): string {
  const path = join(CORPUS, name.replace(/\.(?:html|txt)$/, '.expected.txt'));
  if (process.env.UPDATE_CORPUS !== undefined) writeFileSync(path, found);
  return existsSync(path) ? readFileSync(path, 'utf8') : `${path} is missing; UPDATE_CORPUS=1 writes it`;
}

function pasted(html: string, rtf: string) {
  const page = readPage(html, picturesOfRtf(rtf));
  if (!page) throw new Error('too large');
  page.pictures.forEach((picture, index) => settle(picture, `${String(index).padStart(64, '0')}.png`));
  return { content: blocksOf(page), report: page.report };
}

describe('the corpus of the clipboard', () => {
  it('has samples of every origin', () => {
    const origins = new Set(samples.map((name) => name.split('-')[0]));
    for (const origin of ['word', 'wordOnline', 'docs', 'libreOffice', 'gmail', 'outlook', 'thunderbird', 'web', 'pdf'])
      expect(origins).toContain(origin);
  });

  it.each(samples.filter((name) => name.endsWith('.html')))('%s', (name) => {
    const path = join(CORPUS, name);
    const rtf = path.replace(/html$/, 'rtf');
    const { content, report } = pasted(readFileSync(path, 'utf8'), existsSync(rtf) ? readFileSync(rtf, 'utf8') : '');
    schema.nodes.doc.create(null, content).check();
    const found = `left out: ${reported(report)}\n${outline(content.content)}`;
    expect(found).toBe(agreed(name, found));
    expect(globalThis).not.toHaveProperty('pwned');
  });

  it.each(samples.filter((name) => name.endsWith('.txt')))('%s', (name) => {
    const found = `${joinLines(readFileSync(join(CORPUS, name), 'utf8')) ?? 'its lines are its own'}\n`;
    expect(found).toBe(agreed(name, found));
  });
});
