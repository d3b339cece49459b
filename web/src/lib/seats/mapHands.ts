/**
 * What hands do on a map, told to whoever moves it: two fingers, Ctrl and the wheel, a double tap beside the seats, keys,
 * a mouse that drags. Knows nothing of scale or paper. IO: the scrolling element, and the window while a mouse drags.
 */

export interface ClientPoint {
  clientX: number;
  clientY: number;
}

interface Moves {
  scaleNow: () => number;
  zoomTo: (scale: number, at: ClientPoint) => void;
  doubleTap: (at: ClientPoint) => void;
  /** `at`: the middle of what has the focus. Answers whether the key was taken. */
  press: (key: string, at: ClientPoint) => boolean;
  /** Whether the press that is under way, or just ended, moved the map. */
  noteDrag: (isDrag: boolean) => void;
  noteScroll: () => void;
}

/** A press that moves further than this is a drag, not a click. */
const dragSlopPx = 5;

const middleOf = ([a, b]: [Touch, Touch]): ClientPoint => ({
  clientX: (a.clientX + b.clientX) / 2,
  clientY: (a.clientY + b.clientY) / 2,
});
const spreadOf = ([a, b]: [Touch, Touch]): number => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
const twoFingers = ({ touches }: TouchEvent): [Touch, Touch] | undefined => {
  const [a, b] = [touches[0], touches[1]];
  return touches.length === 2 && a && b ? [a, b] : undefined;
};
const isOnSeat = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('[data-place], a') !== null;

function listenToFingers(element: HTMLElement, moves: Moves, signal: AbortSignal): void {
  let start: { spread: number; scale: number } | undefined;
  const begin = (event: TouchEvent) => {
    const fingers = twoFingers(event);
    start = fingers && { spread: spreadOf(fingers), scale: moves.scaleNow() };
  };
  const move = (event: TouchEvent) => {
    const fingers = twoFingers(event);
    if (!fingers || !start) return;
    event.preventDefault();
    moves.zoomTo((start.scale * spreadOf(fingers)) / start.spread, middleOf(fingers));
  };
  element.addEventListener('touchstart', begin, { signal, passive: true });
  element.addEventListener('touchmove', move, { signal, passive: false });
}

function listenToMouse(element: HTMLElement, moves: Moves, signal: AbortSignal): void {
  let from: { x: number; y: number; left: number; top: number; isDrag: boolean } | undefined;
  const down = (event: PointerEvent) => {
    moves.noteDrag(false);
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    const { scrollLeft: left, scrollTop: top } = element;
    from = { x: event.clientX, y: event.clientY, left, top, isDrag: false };
  };
  const move = (event: PointerEvent) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.isDrag && Math.hypot(dx, dy) > dragSlopPx) {
      from.isDrag = true;
      moves.noteDrag(true);
    }
    if (!from.isDrag) return;
    element.scrollLeft = from.left - dx;
    element.scrollTop = from.top - dy;
  };
  const up = () => (from = undefined);
  element.addEventListener('pointerdown', down, { signal });
  addEventListener('pointermove', move, { signal });
  addEventListener('pointerup', up, { signal });
  addEventListener('pointercancel', up, { signal });
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    moves.zoomTo(moves.scaleNow() * Math.exp(-event.deltaY / 200), event);
  };
  element.addEventListener('wheel', wheel, { signal, passive: false });
}

/** Listens until the answered function is called. */
export function listenToHands(element: HTMLElement, moves: Moves): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  listenToFingers(element, moves, signal);
  listenToMouse(element, moves, signal);
  element.addEventListener('scroll', () => moves.noteScroll(), { signal, passive: true });
  element.addEventListener('dblclick', (event) => !isOnSeat(event) && moves.doubleTap(event), { signal });
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { left, top, width, height } = (document.activeElement ?? element).getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    if (moves.press(event.key, at)) event.preventDefault();
  };
  element.addEventListener('keydown', key, { signal });
  return () => ends.abort();
}
