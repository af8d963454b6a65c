import { z } from 'zod';
import { ERROR_CODES, ErrorBody } from '../core/contract/errors.ts';
import { CONTRACT, OPERATION_NAMES } from '../core/contract/index.ts';
import { hasBody, type Operation } from '../core/contract/operation.ts';

type Json = Record<string, unknown>;
const JsonObject = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json =>
  z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' });

const pathParameters = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

/** Lists stand in one query value, comma between: `a,b`. */
const asParameter = (name: string, schema: Json, where: 'path' | 'query', required: boolean): Json => ({
  name,
  in: where,
  required,
  schema,
  ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
});

function describe(name: string, operation: Operation): Json {
  const { path, summary, input, output, events, file, upload, errors } = operation;
  const { properties, required } = JsonObject.parse(schemaOf(input, 'input'));
  const inPath = pathParameters(path);
  const rest = Object.entries(properties).filter(([key]) => !inPath.includes(key));
  const failures = [...new Set(errors.map((code) => ERROR_CODES[code]))].map((status) => [
    String(status),
    {
      description: errors.filter((code) => ERROR_CODES[code] === status).join(', '),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  ]);
  const answer = {
    content: {
      ...(file
        ? { '*/*': { schema: { type: 'string', format: 'binary' } } }
        : { 'application/json': { schema: schemaOf(output, 'output') } }),
      ...(events ? { 'application/x-ndjson': { schema: schemaOf(events, 'output') } } : {}),
    },
  };
  return {
    operationId: name,
    summary,
    parameters: [
      ...inPath.map((key) => asParameter(key, properties[key] ?? { type: 'string' }, 'path', true)),
      ...(!hasBody(operation)
        ? rest.map(([key, schema]) => asParameter(key, schema, 'query', required.includes(key)))
        : []),
    ],
    ...(hasBody(operation) && rest.length > 0
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: Object.fromEntries(rest),
                  ...(required.some((key) => !inPath.includes(key))
                    ? { required: required.filter((key) => !inPath.includes(key)) }
                    : {}),
                },
              },
            },
          },
        }
      : {}),
    ...(upload
      ? {
          requestBody: {
            required: true,
            content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
          },
        }
      : {}),
    responses: {
      200: { description: 'The answer.', ...answer },
      ...(name === 'health' ? { 503: { description: 'Alive, but not ready.', ...answer } } : {}),
      ...Object.fromEntries(failures),
    },
  };
}

/** The contract in the language of OpenAPI 3.0. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const name of OPERATION_NAMES) {
    const operation = CONTRACT[name];
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(name, operation) };
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Loopscope',
      version,
      description: 'Who invests in, buys from and lends to whom in AI, with the evidence, and the loops.',
    },
    paths,
    components: { schemas: { Error: schemaOf(ErrorBody, 'output') } },
  };
}
