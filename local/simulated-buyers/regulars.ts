/**
 * The simulated buyers by number: the same ones come again, so that neither accounts nor memory grow with the hours. One
 * who walked away from a hold stays away until it has run out; one who has all the places that a buyer may have comes
 * back as somebody new.
 * No IO.
 */
import type { BuyerAccess } from './publicPortal.ts';
import type { LeftOver } from './visit.ts';

export interface Regular {
  /** From 1. */
  number: number;
  isHere: boolean;
  access: BuyerAccess | undefined;
  leftOver: LeftOver | undefined;
}

/** At the quickest pace some ninety wait for a hold to run out, and forty are here. */
const mostRegulars = 200;
/** The portal frees what has expired a moment after. */
const marginMs = 5_000;

export class Regulars {
  readonly #all: Regular[] = [];

  /** Whoever has the lowest number of those at home, now here; `undefined` where all are busy. */
  invite(nowMs: number): Regular | undefined {
    const atHome = this.#all.find((regular) => !regular.isHere && !isWaiting(regular, nowMs));
    const invited = atHome ?? this.#makeOne();
    if (invited) {
      invited.isHere = true;
      invited.leftOver = undefined;
    }
    return invited;
  }

  /** How many are here. */
  get hereCount(): number {
    return this.#all.filter(({ isHere }) => isHere).length;
  }

  /** Those who left something behind. */
  withLeftOver(): Regular[] {
    return this.#all.filter(({ leftOver }) => leftOver !== undefined);
  }

  #makeOne(): Regular | undefined {
    if (this.#all.length >= mostRegulars) return undefined;
    const made: Regular = {
      number: this.#all.length + 1,
      isHere: false,
      access: undefined,
      leftOver: undefined,
    };
    this.#all.push(made);
    return made;
  }
}

const isWaiting = ({ leftOver }: Regular, nowMs: number): boolean =>
  leftOver !== undefined && leftOver.expiresAtMs + marginMs > nowMs;
