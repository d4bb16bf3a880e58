import { describe, expect, it } from 'vitest';
import { inZone, readMoment, showMoment, typeMoment, zoneOf, type Zone, ZONES } from './moment';

const WIB: Zone = { name: 'WIB', minutes: 420 };
const UTC: Zone = { name: 'UTC', minutes: 0 };
// Thursday 8 May 2025, 21.30 in Jakarta
const now = new Date('2025-05-08T14:30:00Z');

describe('a moment as typed', () => {
  it.each([
    ['9/5/2025 06.00', '2025-05-09T06:00:00+07:00'],
    ['9/5/2025, 6:05', '2025-05-09T06:05:00+07:00'],
    ['9-5-25 6', '2025-05-09T06:00:00+07:00'],
    ['9/5 06.00', '2025-05-09T06:00:00+07:00'],
    ['2025-05-09 06:00', '2025-05-09T06:00:00+07:00'],
    ['2025-05-09T06:00', '2025-05-09T06:00:00+07:00'],
    ['9 Mei 2025 06.00', '2025-05-09T06:00:00+07:00'],
    ['Jumat, 9 Mei 2025, 06.00 WIB', '2025-05-09T06:00:00+07:00'],
    ['9 May 06:00', '2025-05-09T06:00:00+07:00'],
    ['1 Agustus 2025', '2025-08-01T00:00:00+07:00'],
    ['besok 6', '2025-05-09T06:00:00+07:00'],
    ['tomorrow 06:00', '2025-05-09T06:00:00+07:00'],
    ['hari ini 23.00', '2025-05-08T23:00:00+07:00'],
  ])('reads %s', (typed, kept) => {
    expect(readMoment(typed, WIB, now)).toBe(kept);
  });

  it('takes a clock alone as its next occurrence in the zone', () => {
    expect(readMoment('22.00', WIB, now)).toBe('2025-05-08T22:00:00+07:00');
    expect(readMoment('21.00', WIB, now)).toBe('2025-05-09T21:00:00+07:00');
    expect(readMoment('21.00', UTC, now)).toBe('2025-05-08T21:00:00Z');
  });

  it.each(['31/4/2025', '29/2/2025 06.00', '9/13/2025', '25.00', '6.75', 'lusa pagi', '9 Foo 2025', ''])(
    'does not guess at “%s”',
    (typed) => {
      expect(readMoment(typed, WIB, now)).toBeNull();
    },
  );
});

describe('a moment as kept', () => {
  it('keeps the zone it was written in', () => {
    expect(zoneOf('2025-05-09T06:00:00+07:00').name).toBe('WIB');
    expect(zoneOf('2025-05-09T06:00:00Z').name).toBe('UTC');
    expect(zoneOf('2025-05-09T06:00:00-04:30')).toEqual({ name: 'UTC-04:30', minutes: -270 });
  });

  it('keeps the hour when its zone is corrected', () => {
    expect(inZone('2025-05-09T06:00:00+07:00', UTC)).toBe('2025-05-09T06:00:00Z');
  });

  it("is shown in its own zone, not in the computer's", () => {
    expect(showMoment('2025-05-09T06:00:00+07:00', 'id')).toBe('Jum, 9 Mei 2025, 06.00');
  });

  it('can be typed again and stays the same in every zone', () => {
    for (const zone of ZONES) {
      const kept = readMoment('9/5/2025 06.05', zone, now) ?? '';
      expect(readMoment(typeMoment(kept), zone, now)).toBe(kept);
    }
  });
});
