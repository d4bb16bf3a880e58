import { describe, expect, it } from 'vitest';
import { joinLines } from './pdfText';

const PAGE = [
  'Pemerintah Kabupaten Kendal membuka gudang beras baru di tepi',
  'jalan raya menuju Semarang agar petani tidak lagi menjual gabah',
  'basah kepada tengkulak pada musim panen raya tahun ini, dan dua',
  'gudang lain akan menyusul sebelum musim hujan datang kembali ke',
  'pesisir utara, kata bupati kepada wartawan di kantornya kemarin',
  'siang setelah rapat dengan dinas pertanian serta para penggilingan',
  'dari tiga kecamatan yang selama ini menampung gabah basah dengan',
  'harga jauh di bawah ketetapan pemerintah, sehingga banyak petani',
  'memilih menyimpan hasil panen mereka di rumah sampai harga naik',
  'lagi pada awal tahun depan ketika persediaan di pasar berkurang.',
];

/** The last paragraph of a page with these lines below. */
const endOf = (page: string[], ...below: string[]) =>
  joinLines([...page, ...below].join('\n'))
    ?.split('\n')
    .at(-1);

describe('a number below the only page of a PDF', () => {
  it.each(['4', ' 12 ', '- 3 -', '–3–', 'Halaman 2', 'Page 1 of 1', 'Hal. 7/9'])('is left out: %j', (number) => {
    expect(endOf(PAGE, '', number, '')).toMatch(/berkurang\.$/);
    expect(endOf(PAGE, number)).toMatch(/berkurang\.$/);
  });

  it.each(['2025', '1.250', '12 ton', '(4)', '-30', '3/4', '5%', 'IV', '7.'])('is no page’s: %j', (number) => {
    expect(endOf(PAGE, '', number)?.endsWith(number)).toBe(true);
  });

  it('stays where a sentence is unfinished above it', () => {
    const page = [...PAGE.slice(0, -1), 'lagi pada awal tahun depan ketika persediaan di pasar tinggal'];
    expect(endOf(page, '250')).toMatch(/tinggal 250$/);
    expect(endOf(page, '', '250')).toBe('250');
  });

  it('stays where other numbers stand alone, too, and below a few lines', () => {
    expect(endOf([...PAGE, '17', 'Harga di pasar induk tetap tinggi sampai akhir pekan ini.'], '4')).toMatch(/\b4$/);
    expect(endOf(PAGE.slice(4), '4')).toMatch(/\b4$/);
  });

  it('stays alone: a number above another one is no page’s', () => {
    expect(endOf(PAGE, '3', '4')).toMatch(/\b4$/);
  });
});
