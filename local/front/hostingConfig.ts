/**
 * Reads the hosting section of firebase.json, and the two forms in which a rewrite names a function. It stands apart because
 * the file's loose shape should end here.
 * IO: reads one file.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A rewrite as firebase.json has it; superstatic matches it, we only look up where it leads. */
export interface Rewrite {
  source?: string;
  glob?: string;
  regex?: string;
  destination?: string;
  function?: string | { functionId: string; region?: string };
  run?: { serviceId: string; region?: string };
  region?: string;
}

export interface HostingConfig {
  /** Absolute. */
  public: string;
  rewrites?: Rewrite[];
  redirects?: { source: string; destination: string; type?: number }[];
  headers?: { source: string; headers: { key: string; value: string }[] }[];
  cleanUrls?: boolean;
  trailingSlash?: boolean;
}

export interface FunctionTarget {
  functionId: string;
  region: string;
}

const DEFAULT_REGION = 'us-central1';

export function readHostingConfig(firebaseJson: string): HostingConfig {
  const config = JSON.parse(readFileSync(firebaseJson, 'utf8')) as {
    hosting?: HostingConfig | HostingConfig[];
  };
  const hosting = Array.isArray(config.hosting) ? config.hosting[0] : config.hosting;
  if (!hosting) throw new Error(`${firebaseJson} has no hosting section`);
  return { ...hosting, public: resolve(dirname(firebaseJson), hosting.public) };
}

/** A gen 2 function is a Cloud Run service of the same name, so `run` leads to functions as well. */
export function readTarget({ function: fn, run, region }: Rewrite): FunctionTarget {
  if (run) return { functionId: run.serviceId, region: run.region ?? DEFAULT_REGION };
  if (typeof fn === 'object') return { functionId: fn.functionId, region: fn.region ?? DEFAULT_REGION };
  return { functionId: fn ?? '', region: region ?? DEFAULT_REGION };
}
