/**
 * How close a reader stands to a section: its scale, and the hands that change it (two fingers, Ctrl and the wheel,
 * dragging with a mouse; one finger scrolls by itself). Seats must be 44 px for a thumb: `closeScale` gives that.
 * IO: the scrolling element it is attached to.
 */
import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** A little more than the 44 px that a thumb needs. */
const thumbPx = 45;
/** Larger than this a seat only wastes room. */
const largestSeatPx = 60;
const zoomStep = 1.5;
/** A press that moves further than this is a drag, not a click. */
const dragSlopPx = 5;
/** Of the window's height: the map never fills it, so that the page can still be scrolled beside it. */
const largestShareOfWindow = 0.72;

interface Paper {
  width: number;
  height: number;
  pitch: number;
}
interface ClientPoint {
  clientX: number;
  clientY: number;
}

const middleOf = ([a, b]: [Touch, Touch]): ClientPoint => ({
  clientX: (a.clientX + b.clientX) / 2,
  clientY: (a.clientY + b.clientY) / 2,
});
const spreadOf = ([a, b]: [Touch, Touch]): number => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
const twoFingers = ({ touches }: TouchEvent): [Touch, Touch] | undefined => {
  const [a, b] = [touches[0], touches[1]];
  return touches.length === 2 && a && b ? [a, b] : undefined;
};

export class MapZoom {
  readonly #paper: Paper;
  readonly #isCoarse: boolean;
  #element: HTMLElement | undefined;
  #room = $state({ width: 0, height: 0 });
  /** Chosen by the reader, in pixels a plan unit; until then it follows the room there is. */
  #chosen = $state<number | undefined>();
  #wasDragged = false;

  constructor(paper: Paper, isCoarse: boolean) {
    this.#paper = paper;
    this.#isCoarse = isCoarse;
  }

  get fitScale(): number {
    const { width, height, pitch } = this.#paper;
    const { width: roomWidth, height: roomHeight } = this.#room;
    return Math.min(roomWidth / width, Math.max(roomHeight, roomWidth * 0.4) / height, largestSeatPx / pitch);
  }
  get closeScale(): number {
    return Math.max(this.fitScale, thumbPx / this.#paper.pitch);
  }
  get scale(): number {
    return this.#chosen ?? (this.#isCoarse ? this.closeScale : this.fitScale);
  }
  /** Whether a thumb can hit one seat. */
  get isThumbSized(): boolean {
    return this.scale * this.#paper.pitch >= thumbPx - 1;
  }
  get isFit(): boolean {
    return this.scale <= this.fitScale * 1.01;
  }
  get isClosest(): boolean {
    return this.scale >= this.#mostScale * 0.99;
  }
  /** Whether the press that just ended moved the map: then it is not a click. */
  get wasDragged(): boolean {
    return this.#wasDragged;
  }

  comeCloser(at?: ClientPoint): Promise<void> {
    return this.#zoomTo(this.isThumbSized ? this.scale * zoomStep : this.closeScale, at);
  }
  stepBack(): Promise<void> {
    return this.#zoomTo(this.scale / zoomStep);
  }
  fit(): Promise<void> {
    return this.#zoomTo(this.fitScale);
  }

  /** Scrolls so that a point of the paper (in plan units from its top left) is in the middle. */
  centre(x: number, y: number): void {
    const element = this.#element;
    if (!element) return;
    element.scrollLeft = x * this.scale - element.clientWidth / 2;
    element.scrollTop = y * this.scale - element.clientHeight / 2;
  }

  readonly attach: Attachment<HTMLElement> = (element) => {
    this.#element = element;
    const measure = () => {
      this.#room = { width: element.clientWidth, height: innerHeight * largestShareOfWindow };
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    const ends = new AbortController();
    this.#listenToFingers(element, ends.signal);
    this.#listenToMouse(element, ends.signal);
    return () => {
      sizes.disconnect();
      ends.abort();
    };
  };

  get #mostScale(): number {
    return Math.max(this.closeScale, this.fitScale, largestSeatPx / this.#paper.pitch) * zoomStep;
  }

  /** Keeps the point under `at` (the middle, where none is given) where it is. */
  async #zoomTo(scale: number, at?: ClientPoint): Promise<void> {
    const paper = this.#element?.firstElementChild;
    if (!this.#element || !paper) return;
    const box = this.#element.getBoundingClientRect();
    const anchor = at ?? { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    const before = paper.getBoundingClientRect();
    const share = {
      x: (anchor.clientX - before.left) / before.width,
      y: (anchor.clientY - before.top) / before.height,
    };
    this.#chosen = Math.min(this.#mostScale, Math.max(this.fitScale, scale));
    await tick();
    const after = paper.getBoundingClientRect();
    this.#element.scrollLeft += after.left + share.x * after.width - anchor.clientX;
    this.#element.scrollTop += after.top + share.y * after.height - anchor.clientY;
  }

  #listenToFingers(element: HTMLElement, signal: AbortSignal): void {
    let start: { spread: number; scale: number } | undefined;
    const begin = (event: TouchEvent) => {
      const fingers = twoFingers(event);
      start = fingers && { spread: spreadOf(fingers), scale: this.scale };
    };
    const move = (event: TouchEvent) => {
      const fingers = twoFingers(event);
      if (!fingers || !start) return;
      event.preventDefault();
      void this.#zoomTo((start.scale * spreadOf(fingers)) / start.spread, middleOf(fingers));
    };
    element.addEventListener('touchstart', begin, { signal, passive: true });
    element.addEventListener('touchmove', move, { signal, passive: false });
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      void this.#zoomTo(this.scale * Math.exp(-event.deltaY / 200), event);
    };
    element.addEventListener('wheel', wheel, { signal, passive: false });
  }

  #listenToMouse(element: HTMLElement, signal: AbortSignal): void {
    let from: { x: number; y: number; left: number; top: number } | undefined;
    const down = (event: PointerEvent) => {
      this.#wasDragged = false;
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      from = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop };
    };
    const move = (event: PointerEvent) => {
      if (!from) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (Math.hypot(dx, dy) > dragSlopPx) this.#wasDragged = true;
      if (!this.#wasDragged) return;
      element.scrollLeft = from.left - dx;
      element.scrollTop = from.top - dy;
    };
    const up = () => (from = undefined);
    element.addEventListener('pointerdown', down, { signal });
    addEventListener('pointermove', move, { signal });
    addEventListener('pointerup', up, { signal });
    addEventListener('pointercancel', up, { signal });
  }
}
