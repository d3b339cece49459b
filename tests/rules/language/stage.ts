/** What generated expressions may use: documents as `resource`, and one signed-in person. No IO. */

/** In Firestore's REST form. */
type Fields = Record<string, unknown>;

const int = (value: number): Fields => ({ integerValue: String(value) });
const text = (stringValue: string): Fields => ({ stringValue });
const list = (...values: Fields[]): Fields => ({ arrayValue: { values } });
const map = (fields: Fields): Fields => ({ mapValue: { fields } });

export const variants: readonly Fields[] = [
  {
    ...{ yes: { booleanValue: true }, no: { booleanValue: false }, n: int(7), f: { doubleValue: 2.5 } },
    ...{ s: text('Hello'), by: { bytesValue: 'AAEC' }, none: { nullValue: null } },
    t: { timestampValue: '2026-01-02T03:04:05.678901Z' },
    l: list(int(1), text('a'), map({ a: int(2) })),
    m: map({ a: int(1), b: map({ c: text('deep') }) }),
  },
  {
    ...{ yes: { booleanValue: true }, no: { booleanValue: false }, n: int(-4), f: { doubleValue: 7 } },
    ...{ s: text('a'), by: { bytesValue: 'YWI=' }, none: { nullValue: null } },
    t: { timestampValue: '1969-12-31T23:59:59.5Z' },
    l: list(text('a'), text('b')),
    m: map({}),
  },
  {
    ...{ yes: { booleanValue: true }, no: { booleanValue: false }, n: int(0), f: { doubleValue: -0.25 } },
    ...{ s: text(' b,a '), by: { bytesValue: '' }, none: { nullValue: null } },
    t: { timestampValue: '2024-02-29T12:00:00Z' },
    l: list(),
    m: map({ a: map({ a: int(1) }), z: { nullValue: null } }),
  },
];

export const uid = 'ann';
/** What rules see as `request.auth.token`, besides what every token has. */
export const claims = { level: 3, team: { a: 1, b: 'x' } };
