/**
 * docs/who-may-what.md is what a probe finds: as everybody, everything, at every path. A rule that lets in somebody else changes
 * the document, and so is seen in review. `npm run test:rules -- -u` writes it anew. IO: the emulator, files.
 */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { everyone, rulesFile } from '../cast.ts';
import type { Cast } from '../cast.ts';
import { setStage } from '../stage.ts';
import { everyone as everyoneOfStorage } from '../storage/people.ts';
import { drawMatrix } from './drawMatrix.ts';
import { probeFirestore } from './probeFirestore.ts';
import { probeStorage } from './probeStorage.ts';
import { readMatches } from './readMatches.ts';

const storageRulesFile = new URL('../../../storage.rules', import.meta.url);
const probeWithinMs = 120_000;

const introduction = `# Who may do what

Found by trying: each person of the cast (\`tests/rules/cast.ts\`, \`tests/rules/storage/people.ts\`) asks for everything at every path that the rules know, and at some that they do not.
This page is written by \`npm run test:rules -- -u\`; the test fails where it is not what the rules do. What nobody may is the server's, which passes rules by.

**g** get one · **l** list all · **f** list by a filter: their own, or what is published · **c** create · **u** update · **d** delete · **·** nothing

Several columns may be one person by different tokens: with an ended session, with a second factor or without.
`;

export function describeMatrix(cast: () => Cast): void {
  describe('the table', () => {
    it(
      'in docs/who-may-what.md is what everybody finds who tries everything',
      async () => {
        await setStage(cast());
        const [rules, storageRules] = await Promise.all([
          readFile(rulesFile, 'utf8'),
          readFile(storageRulesFile, 'utf8'),
        ]);
        const firestoreRows = await probeFirestore(
          cast(),
          readMatches(rules, '/databases/{database}/documents'),
        );
        const storageRows = probeStorage(storageRules, readMatches(storageRules, '/b/{bucket}/o'));
        const page = [
          introduction,
          '## Firestore\n',
          drawMatrix(firestoreRows, everyone),
          '\n## Storage\n',
          drawMatrix(storageRows, everyoneOfStorage),
          '',
        ].join('\n');
        await expect(page).toMatchFileSnapshot('../../docs/who-may-what.md');
      },
      probeWithinMs,
    );
  });
}
