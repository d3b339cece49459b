/**
 * The desk where seats are taken: it carries a buyer's choice to the server and what comes back to the choice and the
 * hold. One request at a time; after an unknown outcome the same request, with the same `requestId`, is sent again.
 * A guest account is made at the first hold, not before. IO: the session and the actions, passed in.
 */
import { placesPerBuyer } from '@fashionista/domain/holdRecord';
import type { ActionAnswer } from '@fashionista/domain/actions';
import type { Result } from '@fashionista/domain/errors';
import { refuse } from '@fashionista/domain/errors';
import type { HoldId, PlaceId, RequestId } from '@fashionista/domain/ids';
import type { ActionBody, Api } from '#lib/platform/api.ts';
import { newRequestId } from '#lib/platform/api.ts';
import type { BestAsk } from './bestWish.ts';
import type { HoldState } from './holdState.svelte.ts';
import type { SeatMapState } from './seatMap.svelte.ts';
import { readProblem } from './seatProblem.ts';
import type { SeatProblem } from './seatProblem.ts';
import type { Selection } from './selection.svelte.ts';

export type DeskAction = 'hold' | 'best' | 'release' | 'extend';

/** What just happened, for whoever says it aloud. */
export type SeatNews =
  | { kind: 'held'; placeIds: readonly PlaceId[] }
  | { kind: 'released' }
  | { kind: 'extended' }
  | { kind: 'problem'; problem: SeatProblem };

interface Parts {
  map: SeatMapState;
  selection: Selection;
  hold: HoldState;
  api: Pick<Api, 'call'>;
  ensureUser: () => Promise<unknown>;
}

type HoldAction = 'seats/hold' | 'seats/release' | 'seats/extend';
interface Intent {
  action: DeskAction;
  name: HoldAction;
  body: ActionBody<HoldAction>;
  /** The places that were named, if any were. */
  wanted: readonly PlaceId[];
  requestId: RequestId;
}

export class SeatDesk {
  readonly #parts: Parts;
  #busy = $state<DeskAction | null>(null);
  #problem = $state.raw<SeatProblem | null>(null);
  #news = $state.raw<SeatNews | null>(null);
  #best = $state.raw<readonly PlaceId[]>([]);
  #intent: Intent | undefined;
  #sending: Promise<void> | undefined;
  readonly #waiting = new Set<DeskAction>();
  #freeSinceLost: ReadonlySet<PlaceId> = new Set();
  /** Wanted by the request that is under way: a board that shows them held shows our own success. */
  #underWay: readonly PlaceId[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get busy(): DeskAction | null {
    return this.#busy;
  }
  get problem(): SeatProblem | null {
    return this.#problem;
  }
  get news(): SeatNews | null {
    return this.#news;
  }
  /** What best available held last, as far as it is held still. */
  get best(): readonly PlaceId[] {
    const held = new Set(this.#parts.hold.places.map(({ placeId }) => placeId));
    return this.#best.filter((placeId) => held.has(placeId));
  }

  dismiss(): void {
    this.#problem = null;
  }

  /** Says that no more can be chosen. */
  refuseMore(): void {
    const { selection } = this.#parts;
    this.#raise({ kind: 'limit', limit: placesPerBuyer, has: selection.alreadyHas + selection.count });
  }

  holdChosen(): Promise<void> {
    const { map, selection } = this.#parts;
    const places = [...selection.placeIds];
    return this.#begin('hold', 'seats/hold', { eventId: map.event.eventId, places }, places);
  }

  /** Chooses these and holds them at once: the one tap of an offer. */
  holdInstead(placeIds: readonly PlaceId[]): Promise<void> {
    this.#parts.selection.replace(placeIds);
    return this.holdChosen();
  }

  holdBest(ask: BestAsk): Promise<void> {
    return this.#begin('best', 'seats/hold', { eventId: this.#parts.map.event.eventId, ...ask });
  }

  async release(holdId: HoldId, placeIds?: readonly PlaceId[]): Promise<void> {
    const { hold } = this.#parts;
    hold.beginRelease();
    await this.#begin('release', 'seats/release', { holdId, ...(placeIds && { places: [...placeIds] }) });
    hold.endRelease();
  }

  extend(holdId: HoldId): Promise<void> {
    return this.#begin('extend', 'seats/extend', { holdId });
  }

  /** Sends the request again whose outcome is not known. */
  retry(): Promise<void> {
    return this.#intent ? this.#send(this.#intent) : Promise.resolve();
  }

  /** Boards changed: places that are gone, chosen or just lost, are dropped, said, and something near is offered. */
  checkChosen(): void {
    const { map, selection } = this.#parts;
    const isTaken = (placeId: PlaceId): boolean => {
      const seat = map.seat(placeId);
      return seat?.status !== undefined && !seat.isFree && !seat.isMine && !this.#underWay.includes(placeId);
    };
    const chosen = selection.placeIds.filter(isTaken);
    const gone = [...new Set([...chosen, ...this.#findLostAgain(isTaken)])];
    if (gone.length === 0) return;
    selection.drop(gone);
    this.#raise({ kind: 'taken', taken: gone, nearest: map.nearestTo(gone), atHold: false });
  }

  /** Places of a hold that ran out, seen free since, and then somebody else's. Each is told once. */
  #findLostAgain(isTaken: (placeId: PlaceId) => boolean): PlaceId[] {
    const { hold, map } = this.#parts;
    const lost = hold.lost.map(({ placeId }) => placeId);
    // Until it was free, a board that shows it held still shows our own hold.
    const gone = lost.filter((placeId) => this.#freeSinceLost.has(placeId) && isTaken(placeId));
    this.#freeSinceLost = new Set(
      lost.filter(
        (placeId) =>
          map.seat(placeId)?.isFree === true || (this.#freeSinceLost.has(placeId) && !gone.includes(placeId)),
      ),
    );
    return gone;
  }

  /** Takes the nearest of an offer that was made before holding: chosen, not held. */
  chooseNearest(placeIds: readonly PlaceId[]): void {
    const { selection } = this.#parts;
    this.#problem = null;
    selection.replace([...selection.placeIds, ...placeIds]);
  }

  /** The row of the choice that would leave a single seat, with what leaves none in its place. */
  withChoice(choice: readonly PlaceId[]): PlaceId[] {
    const { map, selection } = this.#parts;
    const row = choice[0] && map.locate(choice[0])?.row;
    const others = selection.placeIds.filter((placeId) => map.locate(placeId)?.row !== row);
    return [...others, ...choice];
  }

  #begin(
    action: DeskAction,
    name: HoldAction,
    body: Intent['body'],
    wanted: readonly PlaceId[] = [],
  ): Promise<void> {
    return this.#send({ action, name, body, wanted, requestId: newRequestId() });
  }

  /** The same press twice is one; another press waits for its turn. */
  async #send(intent: Intent): Promise<void> {
    if (this.#busy === intent.action || this.#waiting.has(intent.action)) return;
    this.#waiting.add(intent.action);
    while (this.#sending) await this.#sending;
    this.#waiting.delete(intent.action);
    this.#sending = this.#exchange(intent);
    await this.#sending;
    this.#sending = undefined;
  }

  async #exchange(intent: Intent): Promise<void> {
    this.#busy = intent.action;
    this.#problem = null;
    this.#intent = intent;
    this.#underWay = intent.wanted;
    // The hold's document may tell of the new places before the answer does.
    const heldBefore = new Set(this.#parts.hold.places.map(({ placeId }) => placeId));
    const result = await this.#ask(intent);
    this.#underWay = [];
    this.#busy = null;
    if (result.ok) this.#accept(intent, result.value, heldBefore);
    else this.#refuse(intent, result);
  }

  async #ask({ name, body, requestId }: Intent): Promise<Result<ActionAnswer<HoldAction>>> {
    try {
      await this.#parts.ensureUser();
    } catch {
      // Rejects only where the sign-in service cannot be reached.
      return refuse('unavailable', 'No guest account could be made.');
    }
    return this.#parts.api.call(name, body, { requestId });
  }

  #accept(intent: Intent, answer: ActionAnswer<HoldAction>, heldBefore: ReadonlySet<PlaceId>): void {
    const { hold, map, selection } = this.#parts;
    this.#intent = undefined;
    hold.applyAnswer(answer, intent.requestId);
    if (intent.action === 'best')
      this.#best = hold.places.flatMap(({ placeId }) => (heldBefore.has(placeId) ? [] : [placeId]));
    map.markMine(hold.places.map(({ placeId }) => placeId));
    // What was chosen while this was on its way is a choice still.
    selection.drop([...intent.wanted, ...hold.places.map(({ placeId }) => placeId)]);
    if (intent.action === 'release') this.#news = { kind: 'released' };
    else if (intent.action === 'extend') this.#news = { kind: 'extended' };
    else this.#news = { kind: 'held', placeIds: hold.places.map(({ placeId }) => placeId) };
  }

  #refuse(intent: Intent, result: Extract<Result<unknown>, { ok: false }>): void {
    const { error } = result;
    const wasTogether = 'together' in intent.body && intent.body.together === true;
    const mayRepeat = error.code === 'unavailable' || error.code === 'rate-limited';
    if (!mayRepeat) this.#intent = undefined;
    const problem = readProblem(error, wasTogether);
    if (problem.kind === 'taken') this.#parts.selection.drop(problem.taken);
    this.#raise(problem);
  }

  #raise(problem: SeatProblem): void {
    this.#problem = problem;
    this.#news = { kind: 'problem', problem };
  }
}
