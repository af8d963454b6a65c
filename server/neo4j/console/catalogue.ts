import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Output } from '../../core/contract/index.ts';
import type { Connection } from '../connection.ts';
import { FUNCTION_NAMESPACES, PROCEDURES } from './allowed.ts';
import { fresh } from './fresh.ts';

/** How long what the database offers is taken for unchanged: plugins and schema change seldom. */
const FRESH_MS = 30_000;

/** What can be called in the database, and which of it a reader may. Names in lower case, as the database does not mind. */
export type Catalogue = {
  about: Pick<Output<'cypherConsole'>, 'database' | 'procedures' | 'functions'>;
  /** Differs wherever what may be called, or the schema, does. */
  version: string;
  database: string;
  /** What exists and is not for readers. */
  forbidden: { procedures: ReadonlySet<string>; functions: ReadonlySet<string> };
};

const Callable = z.object({ name: z.string(), signature: z.string(), description: z.string() });
const Procedure = Callable.extend({ mode: z.string() });
const Callee = Callable.extend({ isBuiltIn: z.boolean() });
const Component = z.object({ version: z.string(), edition: z.string() });
const Named = z.object({ name: z.string() });

export const keyOfName = (name: string): string => name.toUpperCase().toLowerCase();

const mayCall = ({ name, mode }: z.infer<typeof Procedure>): boolean =>
  PROCEDURES.get(keyOfName(name)) === mode;
const mayUse = ({ name, isBuiltIn }: z.infer<typeof Callee>): boolean =>
  isBuiltIn || FUNCTION_NAMESPACES.some((namespace) => keyOfName(name).startsWith(`${namespace}.`));

async function read(connection: Connection): Promise<Catalogue> {
  return connection.read('catalogue', [], async (ask) => {
    const [[database], [component], procedures, functions, indexes] = [
      z.array(Named).parse(await ask('CALL db.info() YIELD name RETURN name')),
      z
        .array(Component)
        .parse(
          await ask('CALL dbms.components() YIELD versions, edition RETURN versions[0] AS version, edition'),
        ),
      z.array(Procedure).parse(await ask('SHOW PROCEDURES YIELD name, signature, description, mode')),
      z.array(Callee).parse(await ask('SHOW FUNCTIONS YIELD name, signature, description, isBuiltIn')),
      await ask('SHOW INDEXES YIELD name, type, labelsOrTypes, properties'),
    ];
    if (!database || !component) throw new Error('the database does not say which it is');
    const callable = ({ name, signature, description }: z.infer<typeof Callable>) => ({
      name,
      signature,
      description,
    });
    const forbidden = <T extends { name: string }>(all: T[], may: (one: T) => boolean): Set<string> =>
      new Set(all.filter((one) => !may(one)).map(({ name }) => keyOfName(name)));
    return {
      about: {
        database: { name: database.name, ...component },
        procedures: procedures.filter(mayCall).map(callable),
        functions: functions.filter(mayUse).map(callable),
      },
      version: createHash('sha256')
        .update(JSON.stringify([component, procedures, functions, indexes]))
        .digest('hex'),
      database: database.name,
      forbidden: {
        procedures: forbidden(procedures, mayCall),
        functions: forbidden(functions, mayUse),
      },
    };
  });
}

/** The catalogue, read again when it is no longer fresh. */
export const catalogueOf = (connection: Connection): (() => Promise<Catalogue>) =>
  fresh(() => read(connection), FRESH_MS);
