// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { patchPage } from './patch';

let page: Document;

const html = (body: string, theme = 'light', style = 'p{color:red}'): string =>
  `<!doctype html><html lang="id" data-theme="${theme}"><head><style>${style}</style></head><body>${body}</body></html>`;

beforeEach(() => {
  page = new DOMParser().parseFromString(html('<h1>Judul</h1><p>Satu.</p><p>Dua.</p>'), 'text/html');
});

describe('patching the previewed page', () => {
  it('ends with what was asked for', () => {
    patchPage(page, html('<h1>Judul baru</h1><figure><img src="a.jpg" alt=""></figure><p>Dua.</p>', 'dark'));
    expect(page.body.innerHTML).toBe('<h1>Judul baru</h1><figure><img src="a.jpg" alt=""></figure><p>Dua.</p>');
    expect(page.documentElement.dataset['theme']).toBe('dark');
  });

  it('keeps the nodes that did not change', () => {
    const [heading, paragraph] = [page.querySelector('h1'), page.querySelector('p')];
    patchPage(page, html('<h1>Judul</h1><p>Satu.</p><p>Dua, lagi.</p>'));
    expect(page.querySelector('h1')).toBe(heading);
    expect(page.querySelector('p')).toBe(paragraph);
    expect(page.querySelectorAll('p')[1]?.textContent).toBe('Dua, lagi.');
  });

  it('does not touch the style sheet when only the text changed', () => {
    const sheet = page.querySelector('style');
    patchPage(page, html('<p>Lain.</p>'));
    expect(page.querySelector('style')).toBe(sheet);
    patchPage(page, html('<p>Lain.</p>', 'light', 'p{color:blue}'));
    expect(page.querySelector('style')?.textContent).toBe('p{color:blue}');
  });

  it('takes links out of the Tab order and keeps where they lead', () => {
    patchPage(page, html('<p><a href="https://example.org/">Baca</a></p>'));
    expect(page.querySelector('a')?.getAttribute('tabindex')).toBe('-1');
    expect(page.querySelector('a')?.getAttribute('href')).toBe('https://example.org/');
  });

  it('takes attributes away that are no longer said', () => {
    patchPage(page, '<!doctype html><html><head></head><body><p>Satu.</p></body></html>');
    expect(page.documentElement.hasAttribute('data-theme')).toBe(false);
    expect(page.head.childElementCount).toBe(0);
  });
});
