/**
 * Documents without what differs from case to case (ids, instants, signatures), so that two end states can be compared
 * whole, whatever fields they have. No IO.
 */

/** Fields whose values are drawn, signed or measured. */
const drawn = ['shard', 'code', 'requestId', 'version'];

const isInstant = (value: object): boolean => value instanceof Date || 'toDate' in value;

/** `names`: what each id is called instead. */
export function anonymise(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string')
    return [...names].reduce((text, [id, name]) => text.replaceAll(id, `(${name})`), value);
  if (Array.isArray(value)) return value.map((one) => anonymise(one, names));
  if (typeof value !== 'object' || value === null) return value;
  if (isInstant(value)) return '(instant)';
  const entries = Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, drawn.includes(key) ? `(${key})` : anonymise(inner, names)]),
  );
}
