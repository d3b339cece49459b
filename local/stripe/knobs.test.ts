import { describe, expect, it } from 'vitest';
import { DEFAULT_KNOBS, KnobError, KnobPanel, makeRandom, parseKnobs } from './knobs.ts';

describe('setting knobs', () => {
  it('keeps what was not named', () => {
    const panel = new KnobPanel();
    panel.set({ delayMs: 50 });
    expect(panel.set({ shuffle: true })).toEqual({ ...DEFAULT_KNOBS, delayMs: 50, shuffle: true });
    panel.reset();
    expect(panel.knobs).toEqual(DEFAULT_KNOBS);
  });

  it('takes short forms', () => {
    expect(parseKnobs({ duplicate: true, down: true, drop: true })).toEqual({
      duplicate: 1,
      down: 'refuse',
      drop: 1,
    });
    expect(parseKnobs({ drop: ['charge.updated'] })).toEqual({ drop: ['charge.updated'] });
  });

  it.each([
    [{ colour: 'red' }],
    [{ delayMs: -1 }],
    [{ delayMs: '50' }],
    [{ drop: 2 }],
    [{ drop: [1] }],
    [{ down: 'sometimes' }],
    [{ shuffle: 1 }],
    [{ stall: 1 }],
    [{ failNext: { status: 500 } }],
    [{ failNext: { path: '/v1', status: 200 } }],
    [{ failNext: { path: '/v1', after: 'never' } }],
    [{ failNext: 'all' }],
  ])('refuses %j', (given) => {
    expect(() => parseKnobs(given)).toThrow(KnobError);
  });
});

it('a stall holds whoever asks until it ends, by itself or with all knobs', async () => {
  const panel = new KnobPanel();
  await panel.passStall();
  for (const end of [() => panel.set({ stall: false }), () => panel.reset()]) {
    panel.set({ stall: true });
    let hasPassed = false;
    const passed = panel.passStall().then(() => (hasPassed = true));
    await new Promise(setImmediate);
    expect(hasPassed).toBe(false);
    end();
    await passed;
  }
});

describe('planned failures', () => {
  it('are used up, each at its own point, path and method', () => {
    const panel = new KnobPanel();
    panel.set({ failNext: { path: '/v1/refunds', method: 'POST', after: 'after', times: 2 } });
    expect(panel.takeFailure('POST', '/v1/charges', 'after')).toBeUndefined();
    expect(panel.takeFailure('GET', '/v1/refunds', 'after')).toBeUndefined();
    expect(panel.takeFailure('POST', '/v1/refunds', 'before')).toBeUndefined();
    expect(panel.takeFailure('POST', '/v1/refunds', 'after')).toMatchObject({ status: 500 });
    expect(panel.takeFailure('POST', '/v1/refunds', 'after')).toMatchObject({ status: 500 });
    expect(panel.takeFailure('POST', '/v1/refunds', 'after')).toBeUndefined();
  });
});

describe('the randomness', () => {
  it('repeats with its seed, differs with another, and spreads', () => {
    const draw = (seed: number): number[] => {
      const random = makeRandom(seed);
      return Array.from({ length: 1000 }, random);
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const mean = draw(7).reduce((sum, value) => sum + value, 0) / 1000;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
    expect(draw(7).every((value) => value >= 0 && value < 1)).toBe(true);
  });
});
