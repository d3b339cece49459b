/** How values become text, in `string(…)`, `join` and paths. No IO. */
import type { Value } from './values.ts';

/** As Java writes it: at least one digit after the point, powers of ten from 10⁷ up and below 10⁻³. */
function writeFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = '', power = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(power)}`;
}

/** undefined for what has no text. */
export function convertToText(value: Value): string | undefined {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
    case 'int':
      return String(value.value);
    case 'float':
      return writeFloat(value.value);
    case 'string':
      return value.value;
    case 'path':
      return `/${value.segments.join('/')}`;
    default:
      return undefined;
  }
}
