/**
 * Reads Stripe's OpenAPI spec: validators for answers, and the parameters of each endpoint. OpenAPI's `nullable` becomes JSON
 * Schema's null, and every described object is closed, so that a member which Stripe does not have fails too.
 * IO: reads the spec's file.
 */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';

type Schema = Record<string, unknown>;

export type SpecParameter = { types: string[]; values: string[]; isRequired: boolean };

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const membersOf = (schema: Schema, name: string): Schema => (isSchema(schema[name]) ? schema[name] : {});

const listOf = (schema: Schema, name: string): Schema[] => {
  const value = schema[name];
  return Array.isArray(value) ? value.filter(isSchema) : [];
};

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

const mapMembers = (members: Schema): Schema =>
  Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, isSchema(member) ? toJsonSchema(member) : member]),
  );

/** Keeps the keywords that decide; the rest of the spec is prose. Objects that say nothing of their members stay open. */
function toJsonSchema(schema: Schema): Schema {
  const { $ref, type, required, additionalProperties } = schema;
  const properties = membersOf(schema, 'properties');
  const isDescribed = Object.keys(properties).length > 0;
  const converted: Schema = {
    ...($ref !== undefined && { $ref }),
    ...(type !== undefined && { type }),
    ...(schema['enum'] !== undefined &&
      schema['x-stripeBypassValidation'] !== true && { enum: schema['enum'] }),
    ...(required !== undefined && { required }),
    ...(Array.isArray(schema['anyOf']) && { anyOf: listOf(schema, 'anyOf').map(toJsonSchema) }),
    ...(isSchema(schema['items']) && { items: toJsonSchema(schema['items']) }),
    ...(isDescribed && { properties: mapMembers(properties), additionalProperties: false }),
    ...(isSchema(additionalProperties) && { additionalProperties: toJsonSchema(additionalProperties) }),
  };
  return schema['nullable'] === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function describeParameter(schema: Schema, isRequired: boolean): SpecParameter {
  const forms = Array.isArray(schema['anyOf']) ? listOf(schema, 'anyOf') : [schema];
  return {
    types: forms.map((form) => String(form['type'])),
    // An empty value unsets; it is not a choice.
    values: forms.flatMap((form) => textsOf(form['enum'])).filter((value) => value !== ''),
    isRequired,
  };
}

export class StripeSpec {
  readonly version: string;
  readonly #paths: Schema;
  readonly #ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });

  constructor(specPath: string) {
    const spec = JSON.parse(readFileSync(specPath, 'utf8')) as Schema;
    this.version = String(membersOf(spec, 'info')['version']);
    this.#paths = membersOf(spec, 'paths');
    const schemas = mapMembers(membersOf(membersOf(spec, 'components'), 'schemas'));
    this.#ajv.addSchema({ $id: 'spec', components: { schemas } });
  }

  /** What is wrong with this as a `payment_intent`, `charge`, `error`, …; empty where it is right. */
  validate(name: string, value: unknown): string[] {
    const ref = `spec#/components/schemas/${name}`;
    const check: ValidateFunction | undefined = this.#ajv.getSchema(ref);
    if (check === undefined) return [`Stripe has no ${name}`];
    if (check(value)) return [];
    return (check.errors ?? []).map(
      ({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** By name. `path` as in the spec: `/v1/payment_intents/{intent}/confirm`. */
  readParameters(method: 'GET' | 'POST', path: string): Map<string, SpecParameter> {
    const operation = membersOf(membersOf(this.#paths, path), method.toLowerCase());
    if (method === 'GET') {
      const inQuery = listOf(operation, 'parameters').filter((parameter) => parameter['in'] === 'query');
      return new Map(
        inQuery.map((parameter) => [
          String(parameter['name']),
          describeParameter(membersOf(parameter, 'schema'), parameter['required'] === true),
        ]),
      );
    }
    const content = membersOf(membersOf(operation, 'requestBody'), 'content');
    const form = membersOf(membersOf(content, 'application/x-www-form-urlencoded'), 'schema');
    const required = textsOf(form['required']);
    return new Map(
      Object.entries(membersOf(form, 'properties')).flatMap(([name, schema]) =>
        isSchema(schema) ? [[name, describeParameter(schema, required.includes(name))] as const] : [],
      ),
    );
  }

  /** The spec's paths, with `{…}` for what a route calls `:id`. */
  findPath(route: string): string | undefined {
    const shape = route.replaceAll(/:\w+/g, '{}');
    return Object.keys(this.#paths).find((path) => path.replaceAll(/\{\w+\}/g, '{}') === shape);
  }
}
