/** What may be set about the crowd of simulated buyers, and how it is read from a request. No IO. */
import * as v from 'valibot';

export const paceRange = { least: 1, most: 60, usual: 12 };

export interface CrowdSettings {
  /** How many come a minute, on average. */
  buyersAMinute: number;
  /** The one event they come to; `null`: all that are on sale. */
  eventSlug: string | null;
}

const isInRange = (pace: number): boolean => pace >= paceRange.least && pace <= paceRange.most;
export const paceProblem = `must be a number from ${paceRange.least} to ${paceRange.most}`;

/** The pace that `text` says, or `undefined`. */
export function readPace(text: string): number | undefined {
  const pace = Number(text);
  return text.trim() !== '' && isInRange(pace) ? pace : undefined;
}

const switchSchema = v.variant('isOn', [
  v.object({ isOn: v.literal(false) }),
  v.object({
    isOn: v.literal(true),
    buyersAMinute: v.optional(v.pipe(v.number(), v.check(isInRange, paceProblem)), paceRange.usual),
    eventSlug: v.optional(v.nullable(v.string()), null),
  }),
]);
export type SwitchRequest = v.InferOutput<typeof switchSchema>;

/** The request, or what is wrong with it in words. */
export function readSwitchRequest(body: unknown): SwitchRequest | string {
  const parsed = v.safeParse(switchSchema, body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return `${v.getDotPath(issue) ?? 'the body'} ${issue.message}`;
}
