/**
 * The shapes of marks, in a box of side 1 round the origin: what is drawn as SVG where seats are near, and on a canvas
 * where they are far. Each status has a shape of its own beside its colour, and each kind of place an outline. No IO.
 */
import type { PlaceAttribute } from '@fashionista/domain/plan';

/** Round for wheelchairs, arched for companions, a cut corner where the view is cut. */
export function outlineOf(attributes: readonly PlaceAttribute[]): string {
  if (attributes.includes('accessible')) return 'M-.4 0a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0z';
  if (attributes.includes('companion')) return 'M-.4.4V0a.4.4 0 0 1 .8 0v.4z';
  if (attributes.includes('restricted-view')) return 'M-.4-.4h.5l.3.3v.5h-.8z';
  return 'M-.4-.4h.8v.8h-.8z';
}

export const glyphPaths = {
  cross: 'M-.19-.19.19.19M.19-.19-.19.19',
  dash: 'M-.22 0h.44',
  half: 'M-.3.3.3-.3V.3z',
  inner: 'M-.33-.33h.66v.66h-.66z',
  tick: 'M.4.4h-.3L.4.1z',
  outside: 'M-.14-.14h.28v.28h-.28z',
} as const;
