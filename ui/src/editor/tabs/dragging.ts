/** Tabs are taken elsewhere in the strip with the pointer; Escape brings one back to where it was. */

/** Pixels that a click may wander. */
const STILL = 6;

export interface Dragging {
  /** The tabs in their order, as they stand now. */
  boxes(): DOMRect[];
  at(): number;
  moveTo(place: number): void;
  /** Begins, and ends. */
  dragging(now: boolean): void;
}

export function drag(event: PointerEvent, { boxes, at, moveTo, dragging }: Dragging): void {
  const from = event.clientX;
  const before = at();
  let moving = false;

  const move = ({ clientX }: PointerEvent) => {
    if (!moving && Math.abs(clientX - from) < STILL) return;
    if (!moving) dragging((moving = true));
    const place = placeOf(clientX, boxes(), at());
    if (place !== at()) moveTo(place);
  };
  const key = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Escape') return;
    pressed.preventDefault();
    pressed.stopPropagation();
    if (moving) moveTo(before);
    end();
  };
  const end = () => {
    if (moving) dragging(false);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', key, true);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', key, true);
}

/** Where a tab belongs that is held at `x`: beyond the middle of another it has passed that. */
export function placeOf(x: number, boxes: readonly { left: number; width: number }[], at: number): number {
  const middles = boxes.map(({ left, width }) => left + width / 2);
  const before = middles.slice(0, at).filter((middle) => x < middle).length;
  const after = middles.slice(at + 1).filter((middle) => x > middle).length;
  return at - before + after;
}
