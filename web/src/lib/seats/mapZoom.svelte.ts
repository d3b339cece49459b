/**
 * How close a reader stands to a map, and what of it they see: its scale, where it is scrolled to, and the hands that
 * change both (two fingers, Ctrl and the wheel, a double tap, + and -, dragging with a mouse; one finger scrolls by
 * itself). The browser scrolls: what is drawn is moved, not drawn again. IO: the scrolling element it is attached to.
 */
import { tick, untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { listenToHands } from './mapHands.ts';
import type { ClientPoint } from './mapHands.ts';

/** A little more than the 44 px that a thumb needs. */
const thumbPx = 45;
/** Larger than this a seat only wastes room. */
const largestSeatPx = 60;
const zoomStep = 1.5;
/** Of the window's height, and in rem: the map never fills it, so that the page can still be scrolled beside it. */
const largestShareOfWindow = 0.72;
const largestRem = 44;
/** How long hands must be still before what is costly is drawn at the new scale. */
const restMs = 140;
/** How much more than is seen is drawn, and by which steps, in seats: so that not every pixel draws anew. */
const marginSeats = 3;
const stepSeats = 2;

interface Paper {
  width: number;
  height: number;
  pitch: number;
}
/** In plan units from the paper's top left. */
export interface PaperArea {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
interface Manner {
  /** It opens as close as a thumb needs. */
  opensClose?: boolean;
  /** The first step closer goes as far as a thumb needs. */
  jumpsClose?: boolean;
}

export class MapZoom {
  readonly #paper: Paper;
  readonly #manner: Manner;
  #element: HTMLElement | undefined;
  #room = $state({ width: 0, height: 0 });
  #scrolled = $state.raw({ left: 0, top: 0 });
  /** Chosen by the reader, in pixels a plan unit; until then it follows the room there is. */
  #chosen = $state<number | undefined>();
  /** The scale, and what was drawn, before the hands began to move. */
  #before = $state.raw<{ scale: number; drawn: PaperArea } | undefined>();
  #resting: ReturnType<typeof setTimeout> | undefined;
  #wasDragged = false;
  readonly #seen: PaperArea = $derived(this.#measureSeen());
  // Numbers, so that scrolling within a step changes nothing that hangs on them.
  readonly #left = $derived(this.#stepDown(this.#seen.left));
  readonly #top = $derived(this.#stepDown(this.#seen.top));
  readonly #right = $derived(this.#stepUp(this.#seen.right));
  readonly #bottom = $derived(this.#stepUp(this.#seen.bottom));
  readonly #drawn: PaperArea = $derived({
    ...{ left: this.#left, top: this.#top, right: this.#right, bottom: this.#bottom },
  });

  constructor(paper: Paper, manner: Manner = {}) {
    this.#paper = paper;
    this.#manner = manner;
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
    return this.#chosen ?? (this.#manner.opensClose ? this.closeScale : this.fitScale);
  }
  /** The scale, once the reader's hands are still. */
  get restingScale(): number {
    return this.#before?.scale ?? this.scale;
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
  /** What is on screen. */
  get seen(): PaperArea {
    return this.#seen;
  }
  /** What is worth drawing: what is on screen and a little more. Changes by steps of some seats, and once hands rest. */
  get drawn(): PaperArea {
    return this.#before?.drawn ?? this.#drawn;
  }
  /** Whether hands change the scale at this moment. */
  get isZooming(): boolean {
    return this.#before !== undefined;
  }
  get isWholeSeen(): boolean {
    const { left, top, right, bottom } = this.#seen;
    const { width, height, pitch } = this.#paper;
    const slack = pitch / 4;
    return left <= slack && top <= slack && right >= width - slack && bottom >= height - slack;
  }

  comeCloser(at?: ClientPoint): Promise<void> {
    const jumps = this.#manner.jumpsClose === true && !this.isThumbSized;
    return this.#zoomTo(jumps ? this.closeScale : this.scale * zoomStep, at);
  }
  stepBack(at?: ClientPoint): Promise<void> {
    return this.#zoomTo(this.scale / zoomStep, at);
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
    this.#noteScroll(element);
  }

  readonly attach: Attachment<HTMLElement> = (element) => {
    this.#element = element;
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const height = Math.min(innerHeight * largestShareOfWindow, largestRem * rem);
      this.#room = { width: element.clientWidth, height };
      this.#noteScroll(element);
    };
    // An attachment begins anew when what it reads changes: it reads nothing.
    untrack(measure);
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    const stopListening = listenToHands(element, {
      scaleNow: () => this.scale,
      zoomTo: (scale, at) => void this.#zoomTo(scale, at),
      doubleTap: (at) => void (this.isClosest ? this.fit() : this.comeCloser(at)),
      press: (key, at) => this.#press(key, at),
      noteDrag: (isDrag) => (this.#wasDragged = isDrag),
      noteScroll: () => this.#noteScroll(element),
    });
    return () => {
      sizes.disconnect();
      stopListening();
      clearTimeout(this.#resting);
    };
  };

  get #mostScale(): number {
    return Math.max(this.closeScale, this.fitScale, largestSeatPx / this.#paper.pitch) * zoomStep;
  }

  #measureSeen(): PaperArea {
    const { width, height } = this.#paper;
    const [scale, room] = [this.scale, this.#room];
    if (scale === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
    // Where it is narrower than its window it stands in the middle.
    const left = this.#scrolled.left / scale - Math.max(0, (room.width / scale - width) / 2);
    const top = this.#scrolled.top / scale;
    const bottom = top + Math.min(room.height / scale, height);
    return { left, top, right: left + room.width / scale, bottom };
  }

  #stepDown(at: number): number {
    const step = stepSeats * this.#paper.pitch;
    return Math.floor(at / step) * step - marginSeats * this.#paper.pitch;
  }
  #stepUp(at: number): number {
    const step = stepSeats * this.#paper.pitch;
    return Math.ceil(at / step) * step + marginSeats * this.#paper.pitch;
  }

  #noteScroll({ scrollLeft: left, scrollTop: top }: HTMLElement): void {
    if (this.#scrolled.left !== left || this.#scrolled.top !== top) this.#scrolled = { left, top };
  }

  /** Whether the key was one of the map's. */
  #press(key: string, at: ClientPoint): boolean {
    if (key === '+' || key === '=') void this.comeCloser(at);
    else if (key === '-') void this.stepBack(at);
    else if (key === '0') void this.fit();
    else return false;
    return true;
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
    this.#rest();
    this.#chosen = Math.min(this.#mostScale, Math.max(this.fitScale, scale));
    await tick();
    const after = paper.getBoundingClientRect();
    this.#element.scrollLeft += after.left + share.x * after.width - anchor.clientX;
    this.#element.scrollTop += after.top + share.y * after.height - anchor.clientY;
    this.#noteScroll(this.#element);
  }

  #rest(): void {
    this.#before ??= { scale: this.scale, drawn: this.#drawn };
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => (this.#before = undefined), restMs);
  }
}
