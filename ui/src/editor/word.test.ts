import { describe, expect, it } from 'vitest';
import { readWord } from './word';

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

  it('loses hard spaces and empty lines, but never a word', () => {
    const html = '<p class=MsoNormal>Rp&nbsp;5 juta. &nbsp;Naik</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>';
    expect(readWord(html)).toBe('<p class="MsoNormal">Rp 5 juta. Naik</p>');
  });

  it('is left alone where it is not from Word', () => {
    const html = '<p>10&nbsp;km</p><p>&nbsp;</p>';
    expect(readWord(html)).toBe(html);
  });
});
