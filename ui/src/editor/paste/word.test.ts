import { describe, expect, it } from 'vitest';
import { Report } from './report';
import { isWord, readWord as read, withoutDebris } from './word';

function readWord(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  read(page, new Report());
  return page.body.innerHTML;
}

const item = (level: number, bullet: string, text: string) =>
  `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${bullet}<span>&nbsp;&nbsp; </span></span>${text}</p>`;

describe('HTML out of Word', () => {
  it('has lists where Word has paragraphs with painted bullets', () => {
    const html = `<p class=MsoNormal>a</p>${item(1, '·', 'satu')}${item(1, '·', 'dua')}<p class=MsoNormal>b</p>`;
    expect(readWord(html)).toBe(
      '<p class="MsoNormal">a</p><ul><li>satu</li><li>dua</li></ul><p class="MsoNormal">b</p>',
    );
  });

  it('keeps levels, and numbers apart from bullets', () => {
    const html = item(1, '1.', 'satu') + item(2, '·', 'dalam') + item(1, '2.', 'dua') + item(1, '·', 'lain');
    expect(readWord(html)).toBe('<ol><li>satu<ul><li>dalam</li></ul></li><li>dua</li></ol><ul><li>lain</li></ul>');
  });

  it('knows lists by what WebKit leaves of them', () => {
    const left = (margin: string, bullet: string, text: string) =>
      `<p class="MsoListParagraphCxSpMiddle" style="margin: 0px 0px 0px ${margin}; text-indent: -18pt;"><span>${bullet}<span style="font-size: 7pt;">&nbsp;&nbsp;<span class="Apple-converted-space">&nbsp;</span></span></span><span>${text}<o:p></o:p></span></p>`;
    const html =
      left('36pt', '·', 'satu') + left('1in', 'o', 'dalam') + left('48px', '·', 'dua') + left('36pt', '1.', 'angka');
    expect(readWord(html).replace(/<\/?(?:span|o:p)>/g, '')).toBe(
      '<ul><li>satu<ul><li>dalam</li></ul></li><li>dua</li></ul><ol><li>angka</li></ol>',
    );
  });

  it('takes no word for a bullet', () => {
    const html =
      '<p class="MsoListParagraph"><b>o.</b> dan <i>a)</i></p><p class="MsoListParagraph"><b>Satu </b>dua</p>';
    expect(readWord(html)).toBe(html);
  });

  it('does not join lists that a paragraph stands between', () => {
    const html = `${item(1, '·', 'a')}<p class=MsoNormal>b</p>${item(1, '·', 'c')}`;
    expect(readWord(html)).toBe('<ul><li>a</li></ul><p class="MsoNormal">b</p><ul><li>c</li></ul>');
  });

  it('begins a list where Word does, and takes any bullet for one that Word marks as such', () => {
    expect(readWord(item(1, '3.', 'tiga') + item(1, '4.', 'empat'))).toBe(
      '<ol start="3"><li>tiga</li><li>empat</li></ol>',
    );
    expect(readWord(item(1, '❖', 'satu'))).toBe('<ul><li>satu</li></ul>');
  });

  it('is read without the marks of what Word takes for misspelt, which may be most of it', () => {
    const spelt = '<p><span class=SpellE>satu</span> <span class="GramE">dua</span><o:p></o:p></p>';
    expect(withoutDebris(spelt)).toBe('<p>satu dua</p>');
    for (const other of ['<p><span class=SpellE>a <b>b</b></span></p>', '<p><o:p>&nbsp;</o:p></p>', '<p>SpellE</p>'])
      expect(withoutDebris(other)).toBe(other);
  });

  it('is known by what Word leaves in it', () => {
    const isOf = (html: string) => isWord(new DOMParser().parseFromString(html, 'text/html'));
    expect(isOf('<p class=MsoNormal>a</p>')).toBe(true);
    expect(isOf('<html xmlns:w="urn:schemas-microsoft-com:office:word"><body>a')).toBe(true);
    expect(isOf('<p>10&nbsp;km</p>')).toBe(false);
  });
});
