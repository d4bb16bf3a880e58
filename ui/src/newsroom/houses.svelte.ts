import type { HouseInfo } from '../ipc/bindings';

/** The houses that the open newsroom knows; filled when it is entered. Panes need them without its other state. */
class Houses {
  all: HouseInfo[] = $state.raw([]);

  of(id: string): HouseInfo | undefined {
    return this.all.find((house) => house.id === id);
  }
}

export const houses = new Houses();
