/**
 * Lighthouse on one address: mobile, as it measures by default (simulated throttling). Median of the runs, category by
 * category. IO: a browser that listens for Lighthouse on a port of this machine.
 */
import lighthouse from 'lighthouse';
import { median } from '../support/statistics.ts';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof categories)[number];
type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

export interface Audited {
  /** 0–100, the median of the runs. */
  scores: Record<Category, number>;
  /** Of the run with the median performance. Milliseconds; `layoutShift` has no unit. */
  metrics: Record<'firstPaint' | 'largestPaint' | 'blocking' | 'speedIndex' | 'layoutShift', number>;
  bytes: number;
  /** Audits of that run that cost it points, worst first: `id score (what it says)`. */
  short: string[];
}

/** Its recording of the page began too late, and nothing was measured: it asks to be run again. */
const unrecorded = ['NO_NAVSTART', 'NO_TRACING_STARTED'];
const mostUnrecorded = 3;

async function run(url: string, port: number, unrecordedBefore = 0): Promise<Report> {
  const result = await lighthouse(url, { port, logLevel: 'silent', onlyCategories: [...categories] });
  if (!result) throw new Error(`Lighthouse has no result for ${url}`);
  const code = result.lhr.runtimeError?.code ?? '';
  if (unrecorded.includes(code) && unrecordedBefore < mostUnrecorded)
    return run(url, port, unrecordedBefore + 1);
  if (result.lhr.runtimeError) throw new Error(`Lighthouse: ${result.lhr.runtimeError.message}`);
  return result.lhr;
}

const scoreOf = (report: Report, category: Category): number =>
  Math.round((report.categories[category]?.score ?? 0) * 100);
const figureOf = (report: Report, audit: string): number =>
  Math.round((report.audits[audit]?.numericValue ?? NaN) * 1000) / 1000;

function listShort({ categories: found, audits }: Report): string[] {
  const costing = Object.values(found).flatMap(({ auditRefs }) =>
    auditRefs.flatMap(({ id, weight }) => {
      const audit = audits[id];
      const score = audit?.score;
      if (!audit || weight === 0 || typeof score !== 'number' || score >= 1) return [];
      return [{ cost: weight * (1 - score), words: `${id} ${score} (${audit.displayValue ?? audit.title})` }];
    }),
  );
  return costing.toSorted((a, b) => b.cost - a.cost).map(({ words }) => words);
}

export async function auditPage(url: string, port: number, runs: number): Promise<Audited> {
  const reports: Report[] = [];
  for (let i = 0; i < runs; i += 1) reports.push(await run(url, port));
  const mid = (category: Category) => median(reports.map((report) => scoreOf(report, category)));
  const typical = reports.find((report) => scoreOf(report, 'performance') === mid('performance'));
  if (!typical) throw new Error('a median is one of its samples');
  return {
    scores: {
      performance: mid('performance'),
      accessibility: mid('accessibility'),
      'best-practices': mid('best-practices'),
      seo: mid('seo'),
    },
    metrics: {
      firstPaint: figureOf(typical, 'first-contentful-paint'),
      largestPaint: figureOf(typical, 'largest-contentful-paint'),
      blocking: figureOf(typical, 'total-blocking-time'),
      speedIndex: figureOf(typical, 'speed-index'),
      layoutShift: figureOf(typical, 'cumulative-layout-shift'),
    },
    bytes: figureOf(typical, 'total-byte-weight'),
    short: listShort(typical),
  };
}
