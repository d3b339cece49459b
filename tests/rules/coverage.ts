/**
 * Reads from the Firestore emulator what the rules evaluated to since they were loaded, and tells what the tests left
 * open. Stricter than "was evaluated": what can be true and false must have been both. A condition that is a plain
 * `true` or `false` is no decision. IO: the Firestore emulator.
 */
import { emulatorAddress, projectId } from './cast.ts';

/** An expression, the values it had and how often; `{}` stands for "not reached", `undefined` for an error. */
interface CoverageNode {
  sourcePosition: { line: number; column: number; currentOffset: number; endOffset: number };
  values?: { value: Record<string, unknown>; count: number }[];
  children?: CoverageNode[];
}

export interface RuleCoverage {
  /** How many expressions there are. */
  expressions: number;
  /** One line each: where, what, and what is missing. */
  gaps: string[];
}

const listNodes = (nodes: readonly CoverageNode[]): CoverageNode[] =>
  nodes.flatMap((node) => [node, ...listNodes(node.children ?? [])]);

function describeGap(node: CoverageNode, source: string): string | undefined {
  const { line, column, currentOffset, endOffset } = node.sourcePosition;
  const text = source.slice(currentOffset, endOffset + 1).replace(/\s+/g, ' ');
  if (text === 'true' || text === 'false') return undefined;
  const values = (node.values ?? []).map(({ value }) => value);
  const reached = values.filter((value) => Object.keys(value).some((kind) => kind !== 'undefined'));
  const where = `firestore.rules:${line}:${column} \`${text}\``;
  if (reached.length === 0) return `${where} was never evaluated`;
  const outcomes = reached.filter((value) => 'boolValue' in value).map((value) => value['boolValue']);
  if (outcomes.length === 0 || outcomes.length < reached.length) return undefined;
  if (!outcomes.includes(true)) return `${where} was never true`;
  if (!outcomes.includes(false)) return `${where} was never false`;
  return undefined;
}

/** `source` is the text of the rules that are loaded. */
export async function readCoverage(source: string): Promise<RuleCoverage> {
  const { host, port } = emulatorAddress();
  const answer = await fetch(`http://${host}:${port}/emulator/v1/projects/${projectId}:ruleCoverage`);
  if (!answer.ok)
    throw new Error(`The emulator has no rule coverage: ${answer.status} ${await answer.text()}`);
  const { report } = (await answer.json()) as { report: CoverageNode[] };
  const nodes = listNodes(report);
  const gaps = new Set(nodes.flatMap((node) => describeGap(node, source) ?? []));
  return { expressions: nodes.length, gaps: [...gaps] };
}
