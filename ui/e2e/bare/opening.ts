// The bare page in the web view of a Redaksi window, beside which Redaksi is measured.
import { resolve } from 'node:path';
import { build, type Rollup } from 'vite';
import type { Browser } from '../desk';

/** Leaves Redaksi's own page for the bare one with these paragraphs, in the type and width that Redaksi's text had. */
export async function openBare(browser: Browser, paragraphs: string[]): Promise<void> {
  const type = await browser.execute(() => {
    const element = document.querySelector('.ProseMirror > p');
    const text = document.querySelector('.ProseMirror');
    if (!element || !text) return '';
    const { fontFamily, fontSize, lineHeight } = getComputedStyle(element);
    return `font-family: ${fontFamily}; font-size: ${fontSize}; line-height: ${lineHeight}; width: ${String(text.clientWidth)}px`;
  });
  // Our own pages allow no script of a stranger: the bare one is another document of the same view.
  await browser.url('about:blank');
  await browser.execute((css: string) => {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
  }, `.ProseMirror { ${type}; margin: 40px auto; white-space: pre-wrap; overflow-wrap: break-word; font-variant-ligatures: none }`);
  await browser.execute(await script());
  await browser.execute(
    (texts: string[]) => (globalThis as unknown as { bare: (texts: string[]) => void }).bare(texts),
    paragraphs,
  );
}

let bundled: Promise<string> | undefined;

/** The bare page as one script. */
function script(): Promise<string> {
  bundled ??= build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: resolve(import.meta.dirname, 'bare.ts'), formats: ['iife'], name: 'page' },
    },
  }).then((built) => (built as Rollup.RollupOutput[])[0]?.output[0].code ?? '');
  return bundled;
}
