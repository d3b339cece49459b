/** `a[i]` and `a[i:j]`: of lists and strings by number, of maps by key, of paths by number. No IO. */
import { fail, list, text } from './values.ts';
import type { Outcome, Value } from './values.ts';

const outside = (index: bigint, size: number) => fail(`index ${index} is outside of ${size}`);
const isWithin = (index: bigint, size: number): boolean => index >= 0n && index < BigInt(size);

export function readIndex(of: Value | undefined, at: Value | undefined): Outcome {
  if (of?.kind === 'map' && at?.kind === 'string')
    return of.entries.get(at.value) ?? fail(`there is no field "${at.value}"`);
  if (at?.kind !== 'int') return fail(`${of?.kind}[${at?.kind}] has no meaning`);
  const found = (items: readonly Value[]) => items[Number(at.value)] ?? outside(at.value, items.length);
  if (of?.kind === 'list') return found(of.items);
  if (of?.kind === 'path') return found(of.segments.map(text));
  if (of?.kind !== 'string') return fail(`${of?.kind}[int] has no meaning`);
  return isWithin(at.value, of.value.length)
    ? text(of.value.charAt(Number(at.value)))
    : outside(at.value, of.value.length);
}

/** From the first to before the second; both the first and the last item must be there. */
export function readRange([of, from, to]: readonly Value[]): Outcome {
  if (from?.kind !== 'int' || to?.kind !== 'int') return fail('a range goes from an integer to another');
  if (of?.kind !== 'list' && of?.kind !== 'string') return fail(`a ${of?.kind} has no ranges`);
  const size = of.kind === 'list' ? of.items.length : of.value.length;
  if (!isWithin(from.value, size)) return outside(from.value, size);
  if (!isWithin(to.value - 1n, size)) return outside(to.value - 1n, size);
  if (to.value < from.value) return fail(`the range ${from.value} to ${to.value} goes backwards`);
  const [start, end] = [Number(from.value), Number(to.value)];
  return of.kind === 'list' ? list(of.items.slice(start, end)) : text(of.value.slice(start, end));
}
