import type { Fields, HouseInfo } from '../ipc/bindings';

/**
 * What changes when a story goes to another house: its lines are printed by the first of the new house's patterns, and
 * an outlet that was the old house's own becomes the new one's. An outlet that was typed by hand stays.
 */
export function inHouse(
  fields: Fields,
  from: HouseInfo | undefined,
  to: HouseInfo | undefined,
  id: string,
): Pick<Fields, 'house' | 'forms' | 'dateline'> {
  const { dateline } = fields;
  const own = dateline.outlet === '' || (from?.outlets.includes(dateline.outlet) ?? false);
  return {
    house: id,
    forms: { dateline: 0, credit: 0 },
    dateline: own ? { ...dateline, outlet: to?.outlets[0] ?? '' } : dateline,
  };
}
