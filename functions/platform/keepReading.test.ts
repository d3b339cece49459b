import { describe, expect, it, vi } from 'vitest';
import { keepReading } from './keepReading.ts';

describe('keepReading', () => {
  it('reads once for who asks at once and for who asks later', async () => {
    const read = vi.fn((key: string) => Promise.resolve(`${key}!`));
    const get = keepReading({ max: 2 }, read);
    expect(await Promise.all([get('a'), get('a')])).toEqual(['a!', 'a!']);
    expect(await get('a')).toBe('a!');
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('more readings at once than there is room for all come to their end', async () => {
    const begun = Promise.withResolvers<undefined>();
    const get = keepReading({ max: 2 }, async (key: string) => {
      await begun.promise;
      return key === 'none' ? undefined : `${key}!`;
    });
    const all = Promise.all(['a', 'none', 'b', 'c', 'd'].map(get));
    begun.resolve(undefined);
    expect(await all).toEqual(['a!', undefined, 'b!', 'c!', 'd!']);
  });

  it('keeps neither what is not there nor a failure', async () => {
    const answers = [Promise.resolve(undefined), Promise.reject(new Error('away')), Promise.resolve('there')];
    const get = keepReading({ max: 2 }, () => answers.shift() ?? Promise.resolve('too often'));
    expect(await get('a')).toBeUndefined();
    await expect(get('a')).rejects.toThrow('away');
    expect(await get('a')).toBe('there');
    expect(await get('a')).toBe('there');
  });

  it('counts its time from when the reading began', async () => {
    let nowMs = 1_000;
    const read = vi.fn((key: string) => {
      nowMs += 200;
      return Promise.resolve(key);
    });
    const get = keepReading({ max: 2, ttl: 250, perf: { now: () => nowMs } }, read);
    await get('a');
    nowMs += 100;
    await get('a');
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('reads anew once its time is over', async () => {
    let nowMs = 1_000;
    const read = vi.fn((key: string) => Promise.resolve(key));
    const get = keepReading({ max: 2, ttl: 250, perf: { now: () => nowMs } }, read);
    await get('a');
    nowMs += 200;
    await get('a');
    expect(read).toHaveBeenCalledTimes(1);
    nowMs += 100;
    await get('a');
    expect(read).toHaveBeenCalledTimes(2);
  });
});
