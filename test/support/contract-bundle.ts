import { readFileSync, readdirSync } from 'node:fs';
import openapiTypeScript, { astToString } from 'openapi-typescript';
import type { OpenAPI3 } from 'openapi-typescript';
import { parse, stringify } from 'yaml';

const FOLDER = 'docs/openapi';

export type Tree = Readonly<Record<string, unknown>>;

/** The contract in one document: the root, `paths/*.yaml`, `schemas/*.yaml` and `shared.yaml` merged. A name that stands twice is an error. */
export function contractDocument(): Tree {
  const shared = read('shared.yaml')['components'] as Tree;
  return {
    ...read('fundingFlows.yaml'),
    paths: merged('paths'),
    components: { ...shared, schemas: merged('schemas') },
  };
}

/** As served at /doc/openapi.yaml. Readers of YAML 1.1 get the same texts: no date or number that is none. */
export const contractYaml = (): string =>
  stringify(contractDocument(), { compat: 'yaml-1.1', lineWidth: 120, aliasDuplicateObjects: false });

/** As served at /doc/openapi.json. */
export const contractJson = (): string => `${JSON.stringify(contractDocument(), null, 1)}\n`;

/** The TypeScript types of every path and schema. */
export async function contractTypes(): Promise<string> {
  // Checked by the linter of the contract, which knows more of OpenAPI than this type.
  const nodes = await openapiTypeScript(contractDocument() as unknown as OpenAPI3, { immutable: true });
  return `${HEAD}${astToString(nodes)}`;
}

const HEAD = `/* eslint-disable */
// Written by npm run docs:generate from docs/openapi/: types only, never edited.
`;

function merged(folder: string): Tree {
  const whole: Record<string, unknown> = {};
  for (const name of readdirSync(`${FOLDER}/${folder}`).sort()) {
    for (const [key, value] of Object.entries(read(`${folder}/${name}`))) {
      if (Object.hasOwn(whole, key)) throw new Error(`${folder}/${name}: ${key} stands in another file too`);
      whole[key] = value;
    }
  }
  return whole;
}

const read = (file: string): Tree => parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Tree;
