import { describe, expect, it } from 'vitest';
import { withField } from './asking';

describe('a field that is added to a search', () => {
  it('stands behind what was asked', () => {
    expect(withField('xi put', 'sumber', 'Reuters')).toBe('xi put sumber:Reuters ');
    expect(withField('', 'year', '2025')).toBe('year:2025 ');
  });

  it('is quoted where it is more than a word', () => {
    expect(withField('xi ', 'tag', 'harga beras')).toBe('xi tag:"harga beras" ');
    expect(withField('xi', 'source', 'KONTAN.CO.ID')).toBe('xi source:"KONTAN.CO.ID" ');
    expect(withField('xi', 'tag', 'yang “baru”')).toBe('xi tag:"yang  baru" ');
  });

  it('does not end up in a phrase that was left open', () => {
    expect(withField('"kerja sa', 'desk', 'Nasional')).toBe('"kerja sa" desk:Nasional ');
  });

  it('is not added twice', () => {
    expect(withField('xi desk:Nasional ', 'desk', 'Nasional')).toBe('xi desk:Nasional ');
  });
});
