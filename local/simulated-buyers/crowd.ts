/**
 * The crowd of simulated buyers behind one switch: sends them at a pace, counts what they do, and clears up when it is
 * switched off.
 * Rules: once `switchOff` has resolved nobody holds or begins an order any more, and what they held or had begun to pay was
 * let go; a portal in trouble is left alone for longer and longer; nothing kept here grows with time.
 * IO: the public portal, timers.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { FashionEvent } from '@fashionista/domain/event';
import { seedRandom } from '../seed/seededRandom.ts';
import type { SeededRandom } from '../seed/seededRandom.ts';
import { gapMs, waitAfterMs } from './arrivals.ts';
import { drawMind } from './buyerMind.ts';
import { chooseHall } from './chooseHall.ts';
import type { CrowdSettings } from './crowdSettings.ts';
import { paceRange } from './crowdSettings.ts';
import type { PublicPortal } from './publicPortal.ts';
import { Regulars } from './regulars.ts';
import type { Regular } from './regulars.ts';
import { PortalTrouble, Visit, happenings } from './visit.ts';
import type { Happening } from './visit.ts';

export interface CrowdOptions {
  portal: PublicPortal;
  /** How long a buyer thinks between two steps, on average. */
  thinkMs: number;
  /** The same seed sends the same people with the same intentions. */
  seed: string;
  /** A line for the part's log. */
  log: (line: string) => void;
}

export interface CrowdState extends CrowdSettings {
  isOn: boolean;
  buyersNow: number;
  /** Since this process began. */
  counts: Record<Happening, number>;
  /** What keeps them away at the moment. */
  trouble: string | null;
}

const eventsKeptMs = 20_000;

export class Crowd {
  readonly #options: CrowdOptions;
  readonly #regulars = new Regulars();
  readonly #visits = new Set<Promise<void>>();
  readonly #counts = Object.fromEntries(happenings.map((name) => [name, 0])) as Record<Happening, number>;
  #settings: CrowdSettings = { buyersAMinute: paceRange.usual, eventSlug: null };
  /** Aborted by switching off; `undefined` while off. */
  #on: AbortController | undefined;
  #arriving: Promise<void> = Promise.resolve();
  #clearing: Promise<void> | undefined;
  #visitsBegun = 0;
  #failuresInARow = 0;
  #trouble: string | null = null;
  #events: { all: FashionEvent[]; readAtMs: number } = { all: [], readAtMs: -Infinity };

  constructor(options: CrowdOptions) {
    this.#options = options;
  }

  get state(): CrowdState {
    return {
      ...this.#settings,
      isOn: this.#on !== undefined,
      buyersNow: this.#regulars.hereCount,
      counts: { ...this.#counts },
      trouble: this.#trouble,
    };
  }

  /** Events on sale now, soonest first. Rejects where Firestore cannot be reached. */
  async readEvents(): Promise<FashionEvent[]> {
    this.#events = { all: await this.#options.portal.readEventsOnSale(), readAtMs: Date.now() };
    return this.#events.all;
  }

  /** Switched on already, it goes on with the new settings. */
  async switchOn(settings: CrowdSettings): Promise<void> {
    await this.#clearing;
    this.#settings = settings;
    this.#trouble = null;
    this.#failuresInARow = 0;
    if (this.#on) return;
    this.#on = new AbortController();
    this.#arriving = this.#keepSending(this.#on.signal);
  }

  /** Resolves when the last buyer has left and what they left behind was let go. Switched off twice, both wait. */
  async switchOff(): Promise<void> {
    this.#on?.abort();
    this.#on = undefined;
    this.#clearing ??= this.#clearUp().finally(() => (this.#clearing = undefined));
    await this.#clearing;
  }

  async #keepSending(signal: AbortSignal): Promise<void> {
    const random = seedRandom(`${this.#options.seed}: arrivals`);
    for (;;) {
      const waitMs = gapMs(this.#settings.buyersAMinute, random) + waitAfterMs(this.#failuresInARow);
      if (!(await rest(waitMs, signal))) return;
      const visit = this.#sendOne(signal).finally(() => this.#visits.delete(visit));
      this.#visits.add(visit);
    }
  }

  async #sendOne(signal: AbortSignal): Promise<void> {
    this.#visitsBegun += 1;
    const random = seedRandom(`${this.#options.seed}: visit ${this.#visitsBegun}`);
    const regular = this.#regulars.invite(this.#options.portal.now().getTime());
    if (!regular) return;
    try {
      await this.#host(regular, random, signal);
      this.#failuresInARow = 0;
      this.#trouble = null;
    } catch (error) {
      this.#meetTrouble(error);
    } finally {
      regular.isHere = false;
    }
  }

  async #host(regular: Regular, random: SeededRandom, signal: AbortSignal): Promise<void> {
    const { eventSlug } = this.#settings;
    const isRecent = Date.now() - this.#events.readAtMs < eventsKeptMs;
    const all = isRecent ? this.#events.all : await this.readEvents();
    const event = chooseHall(eventSlug === null ? all : all.filter(({ slug }) => slug === eventSlug), random);
    if (!event) return;
    regular.access ??= await this.#options.portal.openBuyer();
    const visit = new Visit({
      portal: this.#options.portal,
      access: regular.access,
      number: regular.number,
      event,
      mind: drawMind(random),
      random,
      think: () => rest(this.#options.thinkMs * random.between(0.4, 1.6), signal),
      tell: (happening) => (this.#counts[happening] += 1),
    });
    try {
      await visit.run();
    } finally {
      regular.leftOver = visit.leftOver;
      if (visit.hasReachedLimit) regular.access = undefined;
    }
  }

  /** Whatever a visit rejects with is trouble of the portal's: nothing else in it can fail. */
  #meetTrouble(error: unknown): void {
    this.#failuresInARow += 1;
    const told = error instanceof PortalTrouble ? error.message : String(error);
    if (this.#trouble !== told) this.#options.log(`The portal is in trouble: ${told}`);
    this.#trouble = told;
  }

  async #clearUp(): Promise<void> {
    await this.#arriving;
    await Promise.all(this.#visits);
    const nowMs = this.#options.portal.now().getTime();
    await Promise.all(this.#regulars.withLeftOver().map((regular) => this.#letGo(regular, nowMs)));
    this.#trouble = null;
  }

  /** What cannot be let go now is the portal's to end: holds run out, orders are given up when their time is over. */
  async #letGo(regular: Regular, nowMs: number): Promise<void> {
    const { access, leftOver } = regular;
    regular.leftOver = undefined;
    if (!access || !leftOver || leftOver.expiresAtMs <= nowMs) return;
    const { orderId, holdId } = leftOver;
    const answer = orderId
      ? await access.api.call('orders/cancel', { orderId })
      : await access.api.call('seats/release', { holdId });
    if (answer.ok) this.#counts[orderId ? 'gaveUp' : 'released'] += 1;
    else this.#options.log(`${orderId ?? holdId} was not let go: ${answer.error.code}`);
  }
}

/** Resolves with `true` after so long, with `false` as soon as `signal` is aborted. */
async function rest(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await pause(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
