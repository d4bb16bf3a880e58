import { describe, expect, it } from 'vitest';
import { cleanAddress } from './address';

const TARGET = 'https://www.kontan.co.id/news/harga-cabai?page=2';
const packed = encodeURIComponent(`${TARGET}&utm_source=x`);

describe('an address', () => {
  it.each([
    ['https://a.id/?utm_source=x&utm_medium=y', 'https://a.id/'],
    ['https://a.id/b?id=7&fbclid=IwAR0&x=%20y', 'https://a.id/b?id=7&x=%20y'],
    ['https://a.id/b?gclid=1#bagian', 'https://a.id/b#bagian'],
    ['https://a.id/b#:~:text=harga%20cabai', 'https://a.id/b'],
    ['https://a.id/b?ref=nav&q=utm_source', 'https://a.id/b?ref=nav&q=utm_source'],
    ['mailto:meja@a.id?subject=Halo', 'mailto:meja@a.id?subject=Halo'],
    [' https://a.id/\n  lanjut ', 'https://a.id/lanjut'],
  ])('loses only what follows its readers: %s', (address, clean) => {
    expect(cleanAddress(address)).toBe(clean);
  });

  it.each([
    ['Google', `https://www.google.com/url?q=${packed}&sa=D&source=editors&ust=1&usg=A`],
    ['Outlook', `https://apc01.safelinks.protection.outlook.com/?url=${packed}&data=05%7C01&reserved=0`],
    ['Facebook', `https://l.facebook.com/l.php?u=${packed}&h=AT0`],
    ['Proofpoint 3', `https://urldefense.com/v3/__${TARGET}__;!!AbC!x$`],
    [
      'Proofpoint 2',
      'https://urldefense.proofpoint.com/v2/url?u=https-3A__www.kontan.co.id_news_harga-2Dcabai-3Fpage-3D2&d=D',
    ],
    ['Amazon', `https://ab.r.us-east-1.awstrack.me/L0/${encodeURIComponent(TARGET)}/1/01/abc=1`],
    ['a mailing', `https://click.mail.example.com/open?id=1&url=${packed}`],
    ['YouTube', `https://www.youtube.com/redirect?event=video&q=${packed}`],
    [
      'Outlook around Google',
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://www.google.com/url?q=${packed}`)}`,
    ],
  ])('of a redirect by %s is its target', (_, address) => {
    expect(cleanAddress(address)).toBe(TARGET);
  });

  it.each([
    'https://www.google.com/search?q=https://a.id',
    'https://a.id/go?url=https://b.id',
    'https://www.youtube.com/watch?v=1',
  ])('that only looks like a redirect stays: %s', (address) => {
    expect(cleanAddress(address)).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'file:///C:/a',
    '#_ftn1',
    '/artikel/1',
    'data:text/html,x',
    '',
  ])('that may not stand in a story is none: %s', (address) => {
    expect(cleanAddress(address)).toBeNull();
  });

  it('never leads from a redirect to a script', () => {
    expect(cleanAddress('https://www.google.com/url?q=javascript:alert(1)')).toBe(
      'https://www.google.com/url?q=javascript:alert(1)',
    );
  });
});
