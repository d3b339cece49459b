/**
 * The places a buyer chose but does not hold yet: only in this browser, so choosing costs nobody anything. Kept in
 * sessionStorage, so that a reload loses nothing. Holds the limit of places a buyer ([H5]). IO: the storage passed in.
 */
import { placesPerBuyer } from '@fashionista/domain/holdRecord';
import type { PlaceId } from '@fashionista/domain/ids';
import type { SeatMapState } from './seatMap.svelte.ts';

export type Choice = 'chosen' | 'dropped' | 'unavailable' | 'limit';

type KeptText = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Selection {
  readonly #map: SeatMapState;
  readonly #storage: KeptText | undefined;
  readonly #key: string;
  #placeIds = $state.raw<readonly PlaceId[]>([]);
  #alreadyHas = $state(0);

  constructor(map: SeatMapState, storage?: KeptText) {
    this.#map = map;
    this.#storage = storage;
    this.#key = `chosen:${map.event.eventId}`;
    this.#restore();
  }

  get placeIds(): readonly PlaceId[] {
    return this.#placeIds;
  }
  get count(): number {
    return this.#placeIds.length;
  }
  /** All in: fees and VAT are part of each price. */
  get totalMinor(): number {
    return this.#placeIds.reduce(
      (total, placeId) => total + (this.#map.seat(placeId)?.ticketType?.priceMinor ?? 0),
      0,
    );
  }
  /** How many more may be chosen. */
  get left(): number {
    return Math.max(0, placesPerBuyer - this.#alreadyHas - this.count);
  }
  get alreadyHas(): number {
    return this.#alreadyHas;
  }

  /** What the buyer holds and has bought counts towards the limit. */
  countOwned(held: number, bought: number): void {
    this.#alreadyHas = held + bought;
  }

  toggle(placeId: PlaceId): Choice {
    const seat = this.#map.seat(placeId);
    if (!seat) return 'unavailable';
    if (seat.isChosen) {
      this.drop([placeId]);
      return 'dropped';
    }
    if (seat.isMine || !seat.isFree) return 'unavailable';
    if (this.left === 0) return 'limit';
    this.#set([...this.#placeIds, placeId]);
    return 'chosen';
  }

  /** Chooses exactly these, as far as they are places and the limit allows. */
  replace(placeIds: readonly PlaceId[]): void {
    const known = placeIds.filter((placeId) => {
      const seat = this.#map.seat(placeId);
      return seat !== undefined && !seat.isMine;
    });
    this.#set(known.slice(0, Math.max(0, placesPerBuyer - this.#alreadyHas)));
  }

  drop(placeIds: readonly PlaceId[]): void {
    const gone = new Set(placeIds);
    this.#set(this.#placeIds.filter((placeId) => !gone.has(placeId)));
  }

  clear(): void {
    this.#set([]);
  }

  #set(placeIds: readonly PlaceId[]): void {
    const now = new Set(placeIds);
    for (const placeId of this.#placeIds) {
      const seat = this.#map.seat(placeId);
      if (seat && !now.has(placeId)) seat.isChosen = false;
    }
    for (const placeId of now) {
      const seat = this.#map.seat(placeId);
      if (seat) seat.isChosen = true;
    }
    this.#placeIds = [...now];
    this.#keep();
  }

  #keep(): void {
    try {
      if (this.count > 0) this.#storage?.setItem(this.#key, this.#placeIds.join(' '));
      else this.#storage?.removeItem(this.#key);
    } catch {
      // Storage may be full or forbidden: then a reload forgets the choice.
    }
  }

  #restore(): void {
    try {
      const kept = this.#storage?.getItem(this.#key);
      if (kept) this.replace(kept.split(' ') as PlaceId[]);
    } catch {
      // Storage may be forbidden.
    }
  }
}
