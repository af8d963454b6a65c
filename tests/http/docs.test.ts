import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ERROR_CODES } from '../../server/core/contract/errors.ts';
import { CONTRACT, OPERATION_NAMES } from '../../server/core/contract/index.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { Api, VERSION } from './support.ts';

/** The parts of OpenAPI 3.0.3 that this document may be made of. Strict: JSON Schema has words that OpenAPI 3.0 has not. */
type SchemaObject = { [key: string]: unknown };
const count = z.int().nonnegative();
const SchemaObject: z.ZodType<SchemaObject> = z.lazy(() =>
  z.strictObject({
    $ref: z.string().startsWith('#/components/').optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    type: z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean']).optional(),
    format: z.string().optional(),
    enum: z.array(z.unknown()).min(1).optional(),
    nullable: z.boolean().optional(),
    default: z.unknown().optional(),
    properties: z.record(z.string(), SchemaObject).optional(),
    required: z.array(z.string()).min(1).optional(),
    additionalProperties: z.union([z.boolean(), SchemaObject]).optional(),
    items: SchemaObject.optional(),
    minItems: count.optional(),
    maxItems: count.optional(),
    minLength: count.optional(),
    maxLength: count.optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.boolean().optional(),
    exclusiveMaximum: z.boolean().optional(),
    pattern: z
      .string()
      .refine((text) => new RegExp(text, 'u'), 'a regular expression')
      .optional(),
    allOf: z.array(SchemaObject).min(1).optional(),
    anyOf: z.array(SchemaObject).min(1).optional(),
    oneOf: z.array(SchemaObject).min(1).optional(),
  }),
);
const Content = z.strictObject({
  'application/json': z.strictObject({ schema: SchemaObject }),
  'application/x-ndjson': z.strictObject({ schema: SchemaObject }).optional(),
});
/** What answers with a file says no more than that. */
const File = z.strictObject({ '*/*': z.strictObject({ schema: SchemaObject }) });
const Upload = z.strictObject({ 'application/octet-stream': z.strictObject({ schema: SchemaObject }) });
const Parameter = z
  .strictObject({
    name: z.string().min(1),
    in: z.enum(['path', 'query']),
    required: z.boolean(),
    schema: SchemaObject,
    style: z.literal('form').optional(),
    explode: z.boolean().optional(),
  })
  .refine((parameter) => parameter.in === 'query' || parameter.required, 'a path parameter is required');
const Operation = z.strictObject({
  operationId: z.string().min(1),
  summary: z.string().min(1).max(200),
  parameters: z.array(Parameter),
  requestBody: z.strictObject({ required: z.boolean(), content: z.union([Content, Upload]) }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content: z.union([Content, File]).optional() }),
  ),
});
const Document = z.strictObject({
  openapi: z.literal('3.0.3'),
  info: z.strictObject({ title: z.string().min(1), version: z.string().min(1), description: z.string() }),
  paths: z.record(
    z.string().startsWith('/'),
    z
      .strictObject({ get: Operation, post: Operation, put: Operation, patch: Operation, delete: Operation })
      .partial(),
  ),
  components: z.strictObject({ schemas: z.record(z.string().regex(/^[\w.-]+$/), SchemaObject) }),
});

let api: Api;
let document: z.infer<typeof Document>;
beforeAll(async () => {
  api = await Api.start(memoryStore());
  document = Document.parse((await api.fetch('/api/openapi.json')).body);
});
afterAll(() => api?.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) =>
      item[method] ? [{ path, method, ...item[method] }] : [],
    ),
  );

describe('/api/openapi.json', () => {
  it('is a document of OpenAPI 3.0 for this version of the product', () => {
    expect(document.info.version).toBe(VERSION);
    const refs = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of new Set(refs)) {
      const name = /#\/components\/schemas\/([^"]+)/.exec(ref)?.[1] ?? '';
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
  });

  it('has the operations of the contract, and no others', () => {
    const listed = operations().map(
      ({ operationId, method, path }) => `${operationId} ${method.toUpperCase()} ${path}`,
    );
    const wanted = OPERATION_NAMES.map((name) => {
      const { method, path } = CONTRACT[name];
      return `${name} ${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
    });
    expect(listed.sort()).toEqual(wanted.sort());
  });

  it.each(OPERATION_NAMES)('describes all that %s takes, and each failure it may answer with', (name) => {
    const found = operations().find(({ operationId }) => operationId === name);
    if (!found) throw new Error('not listed');
    const inPath = [...found.path.matchAll(/\{(\w+)\}/g)].map(([, key]) => key);
    const named = found.parameters.map((parameter) => parameter.name);
    expect(new Set(named).size).toBe(named.length);
    expect(
      found.parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name),
    ).toEqual(inPath);
    const body = Content.safeParse(found.requestBody?.content).data;
    const inBody = Object.keys(body?.['application/json'].schema.properties ?? {});
    expect([...named, ...inBody].sort()).toEqual(Object.keys(CONTRACT[name].input.shape).sort());
    for (const { schema, style, explode } of found.parameters)
      if (schema.type === 'array') expect([style, explode]).toEqual(['form', false]);
      else expect(['string', 'integer', 'number']).toContain(schema.type);
    expect(Object.keys(found.responses)).toEqual(
      expect.arrayContaining(['200', ...CONTRACT[name].errors.map((code) => String(ERROR_CODES[code]))]),
    );
  });
});

describe('/api/docs', () => {
  const attribute = (page: string, name: string) =>
    [...page.matchAll(new RegExp(`\\b${name}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '');

  it('is a page whose every part answers from this server', async () => {
    const page = await api.fetch('/api/docs/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const parts = [...attribute(page.text, 'src'), ...attribute(page.text, 'href')];
    expect(parts.length).toBeGreaterThanOrEqual(3);
    for (const part of parts) {
      expect(part).toMatch(/^\/api\/docs\//);
      const answer = await api.fetch(part);
      expect([part, answer.status]).toEqual([part, 200]);
      expect(answer.headers.get('content-type')).toMatch(part.endsWith('.css') ? /^text\/css/ : /javascript/);
      expect(answer.text.length).toBeGreaterThan(50);
    }
    expect(page.text).not.toMatch(/https?:|\/\/[a-z]/);
  });

  it('keeps to the policy: no script in the page, none from elsewhere, no evaluated one, no font or style from elsewhere', async () => {
    const page = await api.fetch('/api/docs/');
    for (const [, attributes = '', body = ''] of page.text.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
      expect(attributes).toContain('src=');
      expect(body).toBe('');
    }
    expect(page.text).not.toMatch(/\bon\w+=|javascript:/);
    const start = await api.fetch('/api/docs/start.js');
    expect(start.text).toContain("'/api/openapi.json'");
    expect(start.text).toContain('validatorUrl: null'); // which would send the document to swagger.io
    expect(start.text).not.toMatch(/https?:/);
    const style = await api.fetch('/api/docs/swagger-ui.css');
    for (const [, address = ''] of style.text.matchAll(/url\(["']?([^"')]+)/g))
      expect(address).toMatch(/^data:/);
    expect(style.text).not.toContain('@import');
  });

  it('is there without the slash too', async () => {
    expect((await api.fetch('/api/docs')).status).toBe(200);
  });
});
