/**
 * `npm run test:rules:mutants`: makes every mutant of firestore.rules and storage.rules, and has the rules' tests look at each.
 * Ends with 1 where one lives that is not known to be equivalent, and where one of those is noticed or made no more.
 * IO: an emulator, processes, stdout.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { rootFolder } from '../../../local/start/rootFolder.ts';
import startRulesEmulators from '../../support/rulesEmulator.ts';
import { equivalents } from './equivalent.ts';
import type { Equivalent } from './equivalent.ts';
import { judgeStorage, openFirestoreJudge } from './judges.ts';
import type { Judge } from './judges.ts';
import { makeMutants } from './makeMutants.ts';
import type { Mutant } from './makeMutants.ts';

type File = Equivalent['file'];
interface Judged {
  file: File;
  mutant: Mutant;
  equivalent: Equivalent | undefined;
  verdict: 'killed' | 'alive';
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const describe = ({ file, mutant }: Pick<Judged, 'file' | 'mutant'>): string =>
  `${file}:${mutant.line} ${mutant.kind}: ${mutant.before} → ${mutant.after || '(nothing)'}`;

async function judgeAll(file: File, judge: Judge, workers: number): Promise<Judged[]> {
  const source = readFileSync(path.join(rootFolder, file), 'utf8');
  if ((await judge(source, 0)) !== 'alive') throw new Error(`The tests refuse ${file} as it is.`);
  const lines = source.split('\n');
  const waiting = makeMutants(source);
  const judged: Judged[] = [];
  const work = async (worker: number) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const { line, before, after, text } = mutant;
      const equivalent = equivalents.find(
        (one) =>
          one.file === file &&
          (lines[line - 1] ?? '').includes(one.within) &&
          one.before === before &&
          one.after === after,
      );
      const one = { file, mutant, equivalent, verdict: await judge(text, worker) };
      judged.push(one);
      if (one.verdict === 'alive') say(`  alive: ${describe(one)}${equivalent ? ' (equivalent)' : ''}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return judged;
}

function report(judged: readonly Judged[]): void {
  say(`\n${'file'.padEnd(16)} ${'kind'.padEnd(9)}  mutants   killed  equivalent`);
  for (const [file, ofFile] of Object.entries(Object.groupBy(judged, (one) => one.file)))
    for (const [kind, ofKind] of Object.entries(Object.groupBy(ofFile, (one) => one.mutant.kind)))
      say(
        [
          file.padEnd(16),
          kind.padEnd(9),
          String(ofKind.length).padStart(8),
          String(ofKind.filter((one) => one.verdict === 'killed').length).padStart(8),
          String(ofKind.filter((one) => one.equivalent).length).padStart(11),
        ].join(' '),
      );
}

const stop = await startRulesEmulators();
const firestore = openFirestoreJudge(process.env['FIRESTORE_EMULATOR_HOST'] ?? '');
try {
  const judged = [
    ...(await judgeAll('storage.rules', judgeStorage, 1)),
    ...(await judgeAll('firestore.rules', firestore.judge, Math.max(2, cpus().length))),
  ];
  report(judged);
  const alive = judged.filter((one) => one.verdict === 'alive' && !one.equivalent);
  const noticed = judged.filter((one) => one.verdict === 'killed' && one.equivalent);
  const gone = equivalents.filter((known) => !judged.some((one) => one.equivalent === known));
  for (const one of alive) say(`ALIVE ${describe(one)}`);
  for (const one of noticed) say(`NOT EQUIVALENT ${describe(one)}`);
  for (const one of gone) say(`NO LONGER MADE ${one.file}: ${one.before} → ${one.after}`);
  const killed = judged.filter((one) => one.verdict === 'killed').length;
  say(
    `\n${judged.length} mutants, ${killed} killed, ${judged.length - killed - alive.length} equivalent, ${alive.length} alive`,
  );
  process.exitCode = alive.length + noticed.length + gone.length === 0 ? 0 : 1;
} finally {
  firestore.close();
  await stop();
}
