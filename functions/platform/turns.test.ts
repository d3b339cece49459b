import { setImmediate as nextRound } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

describe('createTurns', () => {
  it('gives turns in the order in which they were asked for, and what is timed comes between them', async () => {
    const takeTurn = createTurns({ aRound: 8 });
    const done: string[] = [];
    const all = Array.from({ length: 40 }, (_, i) => takeTurn().then(() => done.push(`piece ${i}`)));
    for (let round = 0; round < 3; round += 1) await nextRound().then(() => done.push('round'));
    await Promise.all(all);
    expect(done.filter((name) => name !== 'round')).toEqual(all.map((_, i) => `piece ${i}`));
    const rounds = done.flatMap((name, i) => (name === 'round' ? [i] : []));
    expect(rounds[0]).toBeLessThan(done.indexOf('piece 39'));
    expect(rounds[0]).toBeGreaterThan(done.indexOf('piece 0'));
  });

  it('begins anew once nobody waits', async () => {
    const takeTurn = createTurns({ aRound: 8 });
    await takeTurn();
    await expect(takeTurn()).resolves.toBeUndefined();
  });
});
