import { describe, expect, it } from 'vitest';
import { sortDropped } from './dropping';

describe('dropped files', () => {
  it('are copy, pictures or something else by their suffix', () => {
    const paths = [
      '/a/satu.txt',
      '/a/Dua.MD',
      '/a/serah.redaksi-story',
      '/a/foto.JPG',
      '/a/peta.png',
      '/a/surat.docx',
      '/a/laman.html',
    ];
    expect(sortDropped(paths)).toEqual({
      copy: ['/a/satu.txt', '/a/Dua.MD', '/a/serah.redaksi-story'],
      pictures: ['/a/foto.JPG', '/a/peta.png'],
      others: ['/a/surat.docx', '/a/laman.html'],
    });
  });

  it('without a suffix may be copy, whatever their folder is called', () => {
    expect(sortDropped(['/a/naskah', '/foto.png/catatan', '/a/.catatan'])).toEqual({
      copy: ['/a/naskah', '/foto.png/catatan', '/a/.catatan'],
      pictures: [],
      others: [],
    });
  });
});
