/**
 * The buyer's own hold in the browser: its places, and the time left by the server's clock. It hears of the hold twice,
 * from the answers of actions and from the listened document, in any order: the newer wins. Nothing here calls or
 * listens. No IO: the clock is passed in.
 */
import type { HoldAnswer } from '@fashionista/domain/actions';
import { extensionsPerHold } from '@fashionista/domain/holdDecisions';
import { readAnswers } from '@fashionista/domain/holdRecord';
import type { Hold, HoldState as HoldPhase } from '@fashionista/domain/holdRecord';
import type { HoldId, OrderId, PlaceId, RequestId, TicketTypeId } from '@fashionista/domain/ids';
import type { ServerClock } from '#lib/platform/clock.ts';

export interface OwnPlace {
  placeId: PlaceId;
  ticketTypeId: TicketTypeId;
  priceMinor: number;
}

interface Known {
  phase: HoldPhase;
  holdId: HoldId | null;
  places: OwnPlace[];
  currency: string;
  expiresAt: Date | null;
  extensionsLeft: number;
  bought: number;
  orderId: OrderId | null;
}

const nothing: Known = {
  phase: 'empty',
  holdId: null,
  places: [],
  currency: '',
  expiresAt: null,
  extensionsLeft: 0,
  bought: 0,
  orderId: null,
};

const noPlaces: readonly OwnPlace[] = [];

/** When the countdown begins to warn. */
export const warnBeforeSeconds = 60;
/** A hold that is emptied this close to its end has run out; the two clocks differ by less. */
const endSlackMs = 3_000;

export class HoldState {
  readonly #clock: ServerClock;
  #known = $state.raw<Known>(nothing);
  #isKnown = $state(false);
  #nowMs = $state(0);
  #lost = $state.raw<OwnPlace[]>([]);
  // Derived, so that who reads them hears of a change, not of every tick of the clock.
  readonly #isOver = $derived(
    this.#known.expiresAt !== null && this.#known.expiresAt.getTime() <= this.#nowMs,
  );
  readonly #phase: HoldPhase = $derived(
    this.#known.phase === 'held' && this.#isOver ? 'empty' : this.#known.phase,
  );
  readonly #places = $derived(this.#phase === 'empty' ? noPlaces : this.#known.places);
  /** Answered by an action, not yet seen in the document: an older document must not undo it. */
  #awaited: RequestId | undefined;
  #answered: readonly RequestId[] = [];
  #isReleasing = false;
  /** The end, in epoch milliseconds, that was told already. */
  #endedAt: number | undefined;

  constructor(clock: ServerClock) {
    this.#clock = clock;
    this.#nowMs = clock.now().getTime();
  }

  /** Whether anything was heard yet. */
  get isKnown(): boolean {
    return this.#isKnown;
  }
  get holdId(): HoldId | null {
    return this.#known.holdId;
  }
  /** `empty` from the instant its time is over, whatever the server has done about it yet. */
  get phase(): HoldPhase {
    return this.#phase;
  }
  get places(): readonly OwnPlace[] {
    return this.#places;
  }
  get currency(): string {
    return this.#known.currency;
  }
  get totalMinor(): number {
    return this.places.reduce((total, place) => total + place.priceMinor, 0);
  }
  get bought(): number {
    return this.#known.bought;
  }
  /** The order that is being paid. */
  get orderId(): OrderId | null {
    return this.#known.orderId;
  }
  get expiresAt(): Date | null {
    return this.phase === 'empty' ? null : this.#known.expiresAt;
  }
  get extensionsLeft(): number {
    return this.phase === 'held' ? this.#known.extensionsLeft : 0;
  }
  /** Whole seconds, rounded: the server's clock is known to within half a round trip, and nobody is shown 10:01. */
  get secondsLeft(): number {
    const { expiresAt } = this.#known;
    if (expiresAt === null) return 0;
    return Math.max(0, Math.round((expiresAt.getTime() - this.#nowMs) / 1000));
  }
  get isEnding(): boolean {
    return this.phase === 'held' && this.secondsLeft <= warnBeforeSeconds;
  }
  /** The places of a hold that ran out before the buyer's eyes, until they are held again or let be. */
  get lost(): readonly OwnPlace[] {
    return this.#lost;
  }

  /** Counts down; call a few times a second. A hold whose time is over becomes `lost`, once. */
  tick(): void {
    this.#nowMs = this.#clock.now().getTime();
    const { phase, expiresAt, places } = this.#known;
    if (phase !== 'held' || !this.#isOver || this.#endedAt === expiresAt?.getTime()) return;
    this.#endedAt = expiresAt?.getTime();
    this.#lost = places;
  }

  /** What an action answered. A repeat's answer may be older than what the document says by now. */
  applyAnswer(answer: HoldAnswer, requestId: RequestId): void {
    this.#isKnown = true;
    if (this.#answered.includes(requestId)) return;
    this.#awaited = requestId;
    const isHeld = answer.places.length > 0;
    if (isHeld) {
      this.#lost = [];
      this.#endedAt = undefined;
    }
    this.#show({
      ...this.#known,
      phase: isHeld ? 'held' : 'empty',
      holdId: answer.holdId,
      places: answer.places,
      currency: answer.currency,
      expiresAt: answer.expiresAt === null ? null : new Date(answer.expiresAt),
      extensionsLeft: answer.extensionsLeft,
      orderId: null,
    });
  }

  /** The listened document; `undefined` where there is none. */
  applyDocument(hold: Hold | undefined): void {
    this.#isKnown = true;
    this.#answered = hold ? readAnswers(hold).map(({ requestId }) => requestId) : [];
    if (this.#awaited !== undefined && !this.#answered.includes(this.#awaited)) return;
    this.#awaited = undefined;
    if (!hold) return this.#show(nothing);
    this.#noteLoss(hold);
    this.#show({
      phase: hold.state,
      holdId: hold.holdId,
      places: hold.places,
      currency: hold.currency,
      expiresAt: hold.expiresAt,
      extensionsLeft: extensionsPerHold - hold.extensions,
      bought: hold.bought,
      orderId: hold.orderId,
    });
  }

  /** While the buyer lets places go, an emptied hold is no loss. */
  beginRelease(): void {
    this.#isReleasing = true;
  }
  endRelease(): void {
    this.#isReleasing = false;
  }

  /** The buyer was told, and wants something else. */
  forgetLost(): void {
    this.#lost = [];
  }

  #noteLoss(hold: Hold): void {
    const { phase, expiresAt, places } = this.#known;
    if (hold.state === 'held') this.#lost = [];
    if (this.#isReleasing || phase !== 'held' || hold.state !== 'empty' || expiresAt === null) return;
    if (expiresAt.getTime() - this.#clock.now().getTime() <= endSlackMs) this.#lost = places;
  }

  #show(known: Known): void {
    this.#nowMs = this.#clock.now().getTime();
    this.#known = known;
  }
}
