/** Who may do what with files: every case of the table, decided by the text of storage.rules. No IO. */
import type { Method } from '../../../local/storage-rules/syntax.ts';
import { loadRules } from '../../../local/storage-rules/loadRules.ts';
import { cases } from '../storage/cases.ts';
import { evaluateCase } from '../storage/evaluateCase.ts';
import { everyone } from '../storage/people.ts';
import type { MatrixRow } from './drawMatrix.ts';
import { matches } from './readMatches.ts';

const letterOf: Record<Method, string> = { get: 'g', list: 'l', create: 'c', update: 'u', delete: 'd' };
const order = ['get', 'list', 'create', 'update', 'delete'] as const;

/** `{who}` in a path is whoever tries: all of them make one row. */
const folderOf = (path: string, method: Method): string =>
  method === 'list' ? path : path.slice(0, path.lastIndexOf('/'));

/** @throws {Error} where rules have a path of which no file is in the table. */
export function probeStorage(source: string, templates: readonly string[]): MatrixRow[] {
  const ruleset = loadRules(source);
  const folders = new Map<string, Map<string, Set<Method>>>();
  for (const one of cases) {
    const folder = folderOf(one.path, one.method);
    const byWho = folders.get(folder) ?? new Map<string, Set<Method>>();
    folders.set(folder, byWho);
    if (evaluateCase(ruleset, one).permit)
      byWho.set(one.who, (byWho.get(one.who) ?? new Set()).add(one.method));
  }
  const probed = new Set<string>();
  const rows = [...folders].map(([folder, byWho]): MatrixRow => {
    const here = templates.filter((template) => matches(template, `${folder}/file`));
    for (const template of here) probed.add(template);
    const letters = everyone.map((who): [string, string] => [
      who,
      order.map((method) => (byWho.get(who)?.has(method) ? letterOf[method] : '')).join(''),
    ]);
    return {
      template: here.join(', ') || 'anything else',
      example: `${folder}/…`,
      letters: new Map(letters),
    };
  });
  const unprobed = templates.filter((template) => !probed.has(template));
  if (unprobed.length > 0) throw new Error(`No file of the table is at ${unprobed.join(', ')}.`);
  return rows;
}
