/**
 * What stands where no rule is, below each path and beside it, with the same data: nobody reads or writes it. A rule that
 * reaches further than it says is noticed here.
 */
import { describe, expect, it } from 'vitest';
import type { Cast } from './cast.ts';
import { documents } from './stage.ts';

/** `a/b` → `a/b/elsewhere/inner`; `a/b/c/d` → `a/b/elsewhere/d`. */
const besides = (path: string): string[] => {
  const segments = path.split('/');
  return [
    `${path}/elsewhere/inner`,
    [...segments.slice(0, -2), 'elsewhere', ...segments.slice(-1)].join('/'),
  ];
};

export function describeBeside(cast: () => Cast): void {
  describe('below and beside what rules name', () => {
    it.each(Object.keys(documents))('%s: nothing', async (path) => {
      for (const stray of besides(path)) {
        const data = documents[path] ?? {};
        await cast().environment.withSecurityRulesDisabled((context) =>
          context.firestore().doc(stray).set(data),
        );
        const collection = stray.slice(0, stray.lastIndexOf('/'));
        const let_ = [
          await cast().whoMay((database) => database.doc(stray).get()),
          await cast().whoMay((database) => database.collection(collection).get()),
          await cast().whoMay((database) => database.doc(`${collection}/new`).set(data)),
          await cast().whoMay((database) => database.doc(stray).set(data)),
          await cast().whoMay((database) => database.doc(stray).delete()),
        ];
        expect([stray, ...let_]).toEqual([stray, [], [], [], [], []]);
      }
    });
  });
}
