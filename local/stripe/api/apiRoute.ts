/**
 * What an endpoint of the API is: its address, who may call it, its parameters, and what it does with them. A table of these
 * (apiRoutes.ts) is all that the HTTP edge knows. No IO of its own.
 */
import type { Cause, Ledger } from '../store/ledger.ts';
import type { Settlement } from '../store/settlement.ts';
import type { KnobPanel } from '../knobs.ts';
import type { Caller } from './authentication.ts';
import { readParameters } from './parameters.ts';
import type { ParameterTable, Parsed } from './parameters.ts';

export type ApiServices = {
  ledger: Ledger;
  settlement: Settlement;
  panel: KnobPanel;
  nowMs: () => number;
  /** The double's own address, for the pages it sends browsers to. */
  origin: () => string;
};

export type ApiCall<Table extends ParameterTable> = {
  /** The id in the path, or ''. */
  id: string;
  parameters: Parsed<Table>;
  caller: Caller;
  cause: Cause;
};

export type ReadyCall = {
  expand: readonly string[];
  /** Gives the body of a 200; throws ApiRefusal. Runs without a pause, so no other request comes between. */
  execute: () => unknown;
};

export type ApiRoute = {
  method: 'GET' | 'POST';
  path: string;
  allows: readonly Caller[];
  parameters: ParameterTable;
  /** Throws ApiRefusal for wrong parameters. */
  prepare: (
    raw: Record<string, unknown>,
    call: Omit<ApiCall<ParameterTable>, 'parameters'>,
    services: ApiServices,
  ) => ReadyCall;
};

type Definition<Table extends ParameterTable> = Pick<ApiRoute, 'method' | 'path'> & {
  allows?: readonly Caller[];
  parameters: Table;
  execute: (call: ApiCall<Table>, services: ApiServices) => unknown;
};

export function defineRoute<Table extends ParameterTable>(definition: Definition<Table>): ApiRoute {
  const { method, path, parameters, execute, allows = ['secret'] } = definition;
  return {
    method,
    path,
    allows,
    parameters,
    prepare: (raw, call, services) => {
      const parsed = readParameters(parameters, raw);
      const given: Record<string, unknown> = parsed;
      const expand = Array.isArray(given['expand']) ? given['expand'].map(String) : [];
      return { expand, execute: () => execute({ ...call, parameters: parsed }, services) };
    },
  };
}
