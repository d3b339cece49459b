import { describe, expect, it } from 'vitest';
import { accessiblePairs, arc, line, offsetPath, restrictedEnds, seatsAlong } from './rows.ts';

describe('seatsAlong', () => {
  it('centres the seats in the row', () => {
    const seats = seatsAlong(line({ x: 0, y: 5 }, { x: 10, y: 5 }), 3, { pitch: 2 });
    expect(seats).toEqual([
      { x: 3, y: 5 },
      { x: 5, y: 5 },
      { x: 7, y: 5 },
    ]);
  });

  it('opens an aisle after the seats it is told', () => {
    const [, second, third] = seatsAlong(line({ x: 0, y: 0 }, { x: 20, y: 0 }), 4, { aisles: [2], pitch: 1 });
    expect((third?.x ?? 0) - (second?.x ?? 0)).toBeCloseTo(2.5);
  });

  it('refuses a row that does not fit', () => {
    expect(() => seatsAlong(line({ x: 0, y: 0 }, { x: 3, y: 0 }), 5, { pitch: 1 })).toThrow('want 1 more');
  });

  it('keeps its pitch on a curve', () => {
    const seats = seatsAlong(arc({ x: 0, y: 0 }, 20, 0, 90), 12);
    const gaps = seats
      .slice(1)
      .map((seat, i) => Math.hypot(seat.x - (seats[i]?.x ?? 0), seat.y - (seats[i]?.y ?? 0)));
    expect(Math.min(...gaps)).toBeGreaterThan(1.03);
    expect(Math.max(...gaps)).toBeLessThan(1.07);
  });
});

describe('offsetPath', () => {
  it('lies to the right, seen along the path', () => {
    expect(offsetPath(line({ x: 0, y: 0 }, { x: 1, y: 0 }), 2)).toEqual([
      { x: 0, y: 2 },
      { x: 1, y: 2 },
    ]);
  });
});

describe('attributes', () => {
  it('put a companion after each wheelchair place', () => {
    const of = accessiblePairs(2);
    expect([1, 2, 3, 4].map((number) => of(number, 4))).toEqual([[], ['accessible'], ['companion'], []]);
  });

  it('restrict the view at the ends', () => {
    const of = restrictedEnds(1, 2);
    expect([1, 2, 3, 4].map((number) => of(number, 4).length)).toEqual([1, 0, 1, 1]);
  });
});
