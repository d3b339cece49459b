import { describe, expect, test } from 'vitest';
import type { PlaceId, PlanId, SectionId } from '@fashionista/domain/ids';
import { indexPlan } from '@fashionista/domain/plan';
import type { Place } from '@fashionista/domain/plan';
import { drawSection } from './hallGeometry.ts';
import { drawBands, stageLabelOf } from './hallOverview.ts';

const sectionId = 'side' as SectionId;
const seat = (row: string, number: number, x: number, y: number): Place => ({
  placeId: `side-${row}-${number}` as PlaceId,
  row,
  number,
  x,
  y,
  attributes: [],
});

/** Two rows of four along the west or the east side of a runway that runs down the middle. */
function hallBeside(side: -1 | 1) {
  const places = [1, 2].flatMap((depth) =>
    [1, 2, 3, 4].map((number) => seat('ab'.charAt(depth - 1), number, 10 + side * (1 + depth), 2 + number)),
  );
  return indexPlan({
    planId: 'p' as PlanId,
    version: 1,
    width: 20,
    height: 12,
    stage: {
      label: 'Runway',
      outline: [
        { x: 9, y: 0 },
        { x: 11, y: 0 },
        { x: 11, y: 10 },
        { x: 9, y: 10 },
      ],
    },
    sections: [{ sectionId, name: 'Side', kind: 'seated', places }],
  });
}

describe('a section is turned so that the stage is up', () => {
  test.each([
    ['west', -1, [1, 2, 3, 4]],
    ['east', 1, [4, 3, 2, 1]],
  ] as const)('on the %s side its rows lie across, from left to right', (_, side, numbers) => {
    const drawing = drawSection(hallBeside(side), sectionId);
    const [first, second] = drawing?.rows ?? [];
    expect(first?.row).toBe('a');
    expect(first?.seats.map(({ place }) => place.number)).toEqual(numbers);
    const ys = first?.seats.map(({ y }) => y.toFixed(6));
    expect(new Set(ys).size).toBe(1);
    expect(first?.seats[0]?.y).toBeLessThan(second?.seats[0]?.y ?? -Infinity);
    const stageBottom = Math.max(...(drawing?.stage.map(({ y }) => y) ?? []));
    expect(stageBottom).toBeLessThan(first?.seats[0]?.y ?? -Infinity);
  });

  test('in a bent section the letters of its rows are within the paper', () => {
    const arc = [1, 2].flatMap((depth) =>
      Array.from({ length: 13 }, (_, i) => {
        const angle = (i / 12) * Math.PI;
        const radius = 10 - depth;
        return seat('ab'.charAt(depth - 1), i + 1, 20 + radius * Math.cos(angle), radius * Math.sin(angle));
      }),
    );
    const plan = hallBeside(1).plan;
    const stage = { label: '', outline: [0, 1, 2].map((i) => ({ x: 15 + 5 * i, y: i === 1 ? 14 : 12 })) };
    const sections = [{ sectionId, name: 'Bend', kind: 'seated' as const, places: arc }];
    const drawing = drawSection(indexPlan({ ...plan, stage, sections }), sectionId);
    if (!drawing) throw new Error('no such section');
    const lowest = Math.max(...drawing.rows.flatMap(({ seats }) => seats.map(({ y }) => y)));
    const letters = drawing.rows.map(({ labelAt }) => labelAt.y);
    expect(Math.max(...letters)).toBeGreaterThan(lowest);
    for (const y of letters) expect(y + 0.5).toBeLessThan(drawing.top + drawing.height);
    // Marks follow the bend: up to the crown of the arc, level there, and down again.
    const turns = drawing.rows[0]?.seats.map(({ turnDegrees }) => turnDegrees) ?? [];
    expect(turns[0]).toBeLessThan(-45);
    expect(turns[6]).toBeCloseTo(0, 5);
    expect(turns[12]).toBeGreaterThan(45);
  });

  test('every seat is within the paper', () => {
    const drawing = drawSection(hallBeside(1), sectionId);
    if (!drawing) throw new Error('no such section');
    for (const { x, y } of drawing.rows.flatMap((row) => row.seats)) {
      expect(x).toBeGreaterThan(drawing.left);
      expect(x).toBeLessThan(drawing.left + drawing.width);
      expect(y).toBeGreaterThan(drawing.top);
      expect(y).toBeLessThan(drawing.top + drawing.height);
    }
  });

  test('a ring round the stage stays as it is', () => {
    const places = Array.from({ length: 12 }, (_, i) => {
      const angle = (i / 12) * 2 * Math.PI;
      return seat('a', i + 1, 10 + 5 * Math.cos(angle), 6 + 5 * Math.sin(angle));
    });
    const index = indexPlan({
      ...hallBeside(1).plan,
      stage: {
        label: 'Stage',
        outline: [
          { x: 9, y: 5 },
          { x: 11, y: 5 },
          { x: 11, y: 7 },
          { x: 9, y: 7 },
        ],
      },
      sections: [{ sectionId, name: 'Ring', kind: 'standing', places }],
    });
    const drawn = drawSection(index, sectionId)?.rows[0]?.seats.find(({ place }) => place.number === 1);
    expect(drawn?.x).toBeCloseTo(15);
    expect(drawn?.y).toBeCloseTo(6);
  });
});

test('the name of a runway has as much room as the runway is wide and long where it is written', () => {
  expect(stageLabelOf(hallBeside(1).plan)).toEqual({ x: 10, y: 5, across: 2, upwards: 10 });
});

test('a stage that bends round its middle has no room there', () => {
  const { plan } = hallBeside(1);
  const outline = [
    { x: 0, y: 0 },
    { x: 2, y: 0 },
    { x: 2, y: 8 },
    { x: 8, y: 8 },
    { x: 8, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 0, y: 10 },
  ];
  expect(stageLabelOf({ ...plan, stage: { label: 'Runway', outline } })).toBeUndefined();
});

test('a section’s band goes along its first row and back along its last', () => {
  const [band] = drawBands(hallBeside(1));
  expect(band?.band).toMatch(/^M12\.00 3\.00L.*L13\.00 3\.00Z$/);
});
