/** Whether a line is what a bench ends with: its name, its figures, its targets and whether all are met. No IO. */
import * as v from 'valibot';

const targetSchema = v.object({ value: v.number(), limit: v.string(), met: v.boolean() });

const resultSchema = v.object({
  bench: v.string(),
  measured: v.pipe(
    v.record(v.string(), v.unknown()),
    v.check((measured) => Object.keys(measured).length > 0),
  ),
  targets: v.pipe(
    v.record(v.string(), targetSchema),
    v.check((targets) => Object.keys(targets).length > 0),
  ),
  ok: v.boolean(),
});

/** `undefined` where the line is none, or another bench's, or says of itself what its targets do not. */
export function readBenchResult(name: string, line: string): v.InferOutput<typeof resultSchema> | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), resultSchema), line);
  if (!parsed.success || parsed.output.bench !== name) return undefined;
  const areMet = Object.values(parsed.output.targets).every(({ met }) => met);
  return parsed.output.ok === areMet ? parsed.output : undefined;
}
