import { describe, expect, it } from 'vitest';
import { picturesOfRtf } from './rtf';

const hex = (text: string) => [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('');
const png = (text: string) =>
  `{\\*\\shppict{\\pict{\\*\\picprop\\shplid1025{\\sp{\\sn shapeType}{\\sv 75}}}\\picscalex50\\pngblip\\bliptag-5\n${hex(text)}}}`;

describe('pictures in RTF', () => {
  it('come in the order of the text, without the copies for old programs', () => {
    const rtf = `{\\rtf1\\ansi{\\fonttbl{\\f0 Calibri;}}\\pard Satu ${png('satu')}{\\nonshppict{\\pict\\wmetafile8 ${hex('satu')}}}\\par ${png('dua').replace('pngblip', 'jpegblip')}}`;
    expect(picturesOfRtf(rtf)).toEqual([btoa('satu'), btoa('dua')]);
  });

  it('leave out bullets and the heads of pages', () => {
    const rtf = `{\\rtf1{\\*\\listpicture{\\pict\\pngblip ${hex('titik')}}}{\\header ${png('kepala')}}${png('isi')}}`;
    expect(picturesOfRtf(rtf)).toEqual([btoa('isi')]);
  });

  it('keep their place where one cannot be shown', () => {
    const rtf = `{\\rtf1{\\pict\\emfblip ${hex('emf')}}{\\pict\\pngblip\\bin3 }{\\}{\\pict\\pngblip 0g}${png('satu')}}`;
    expect(picturesOfRtf(rtf)).toEqual([null, null, null, btoa('satu')]);
  });

  it('may be large, split into lines, or nothing at all', () => {
    const bytes = 'ab'.repeat(100_000);
    const lines = (hex(bytes).match(/.{1,128}/g) ?? []).join('\r\n');
    expect(picturesOfRtf(`{\\rtf1{\\pict\\jpegblip\n${lines}}}`)).toEqual([btoa(bytes)]);
    expect(picturesOfRtf('bukan RTF')).toEqual([]);
    expect(picturesOfRtf('{'.repeat(100_000))).toEqual([]);
    expect(picturesOfRtf('}}}{\\pict')).toEqual([]);
  });
});
